/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "formats/tri-format.h"

#include "formats/tri-csv.h"
#include "formats/tri-exchange.h"
#include "formats/tri-plain-encoding.h"
#include "formats/tri-plain-load.h"
#include "formats/tri-register-table.h"
#include "formats/tri-table-header.h"
#include "tri-error.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#include <string.h>

/* A table with a column for each language, and perhaps one that names the rows. It is held
 * whole, so it is bounded as plain text is. Registers are tables, too, and are read elsewhere
 * (tri-register-table.h), because the reader says that it is one. */

typedef struct
{
  const TriSource *source;
  TriCsv *csv;
  TriTableHeader *header;
  TriExchange *exchange;
  GCancellable *cancellable;
} Reader;

static char
choose_separator (const char *name)
{
  g_autofree char *lower = g_ascii_strdown (name, -1);

  return g_str_has_suffix (lower, ".tsv") || g_str_has_suffix (lower, ".tab") ? '\t' : 0;
}

/* Nothing but the end of a line ends a row: a new page in a cell is white space. */
static void
clean (char *text, gsize *length)
{
  char *to = text;
  gboolean has_lines = memchr (text, '\n', *length) != NULL;

  for (const char *from = text; from < text + *length; from++)
    if (*from == '\r' && !has_lines)
      *to++ = '\n';
    else if (*from != '\r' || from[1] != '\n')
      *to++ = (guchar) *from < 0x20 && *from != '\n' && *from != '\t' ? ' ' : *from;
  *to = '\0';
  *length = (gsize) (to - text);
}

/* Excel is told so what parts the columns: "sep=;" in a line of its own. */
static gboolean
is_hint (const char *text, gsize length)
{
  return length > 5 && g_str_has_prefix (text, "sep=") && text[5] == '\n';
}

/* That line becomes an empty record. */
static void
blank_hint (char *text, gsize length)
{
  if (is_hint (text, length))
    memset (text, text[4], 5);
}

/* What is no UTF-8 has an encoding that reading finds out; here its letters matter only where a
 * first line such as "Français;Anglais" is in it. */
static char *
dup_utf8 (const char *text)
{
  gsize length = strlen (text);
  g_autofree char *encoding = NULL;

  if (g_utf8_validate (text, (gssize) strcspn (text, "\n"), NULL))
    return g_utf8_make_valid (text, (gssize) length);
  encoding = tri_plain_guess_encoding (text, length);
  return g_convert (text, (gssize) length, "UTF-8", encoding, NULL, NULL, NULL);
}

/* The lines that are all there. Spreadsheets write UTF-16, too, and old ones other lines. */
static char *
dup_lines (const guint8 *bytes, gsize n_bytes)
{
  gsize skip = 0, n_read = 0, length = 0;
  const char *encoding = tri_plain_find_mark (bytes, n_bytes, &skip);
  const char *from = (const char *) bytes + skip;
  g_autofree char *text = NULL;
  char *end = NULL;

  length = n_bytes - skip;
  if (encoding && !g_str_equal (encoding, "UTF-8"))
    text = g_convert (from, (gssize) length, "UTF-8", encoding, &n_read, &length, NULL);
  else
    text = g_strndup (from, length);
  if (!text)
    return NULL;
  clean (text, &length);
  end = strrchr (text, '\n');
  if (!end)
    return NULL;
  end[1] = '\0';
  return dup_utf8 (is_hint (text, length) ? strchr (text, '\n') + 1 : text);
}

static TriTableHeader *
sniff_header (const char *name, const char *line)
{
  g_autoptr (TriCsv) csv
      = tri_csv_new (name, g_strdup (line), strlen (line), choose_separator (name));
  const GPtrArray *fields = tri_csv_next (csv, NULL);

  return fields && fields->len > 1 ? tri_table_header_new (fields) : NULL;
}

/* Whether quotation marks stand around fields, as spreadsheets write them, or only where the text
 * has them, as many files with tabs do. */
static gboolean
has_quoted_fields (const char *text, gsize length, char separator)
{
  const char *end = text + length;

  for (const char *at = text; at && at < end; at++)
    {
      if (*at == '"' && (at == text || at[-1] == separator || at[-1] == '\n'))
        {
          for (at++; at < end && !(*at == '"' && at[1] != '"'); at++)
            at += *at == '"';
          if (at >= end || (at + 1 < end && at[1] != separator && at[1] != '\n'))
            return FALSE;
        }
    }
  return TRUE;
}

/* A space behind a comma is one of a sentence. */
static gboolean
is_row (const GPtrArray *fields, guint n_columns, char separator)
{
  for (guint i = 1; separator != '\t' && i < fields->len; i++)
    if (*(const char *) g_ptr_array_index (fields, i) == ' ')
      return FALSE;
  return fields->len > 1 && fields->len <= n_columns;
}

/* Whether most of what follows the first line are rows, too, if anything does. */
static gboolean
has_rows (const char *name, const char *lines, guint n_columns)
{
  gsize length = strlen (lines);
  g_autoptr (TriCsv) csv = tri_csv_new (name, g_strdup (lines), length, choose_separator (name));
  const char separator = tri_csv_get_separator (csv);
  const GPtrArray *fields = NULL;
  int n_rows = 0, n_others = 0;

  if (separator == '\t' && !has_quoted_fields (lines, length, separator))
    tri_csv_ignore_quotes (csv);
  tri_csv_next (csv, NULL);
  while ((fields = tri_csv_next (csv, NULL)))
    if (is_row (fields, n_columns, separator))
      n_rows++;
    else
      n_others++;
  return n_rows >= n_others;
}

/* Prose may begin with words that are codes, too: "La cigale, la fourmi", "No, no". */
static gboolean
may_be_prose (const char *line)
{
  return !strchr (line, '\t') && strchr (line, ' ');
}

/* A table by its name that is none of ours is refused in words. */
static int
sniff (const char *name, const guint8 *bytes, gsize n_bytes)
{
  g_autofree char *lines = dup_lines (bytes, n_bytes);
  g_autofree char *line = lines ? g_strndup (lines, strcspn (lines, "\n")) : NULL;
  g_autoptr (TriTableHeader) header = line ? sniff_header (name, line) : NULL;
  gboolean is_ours = header && header->n_texts > 1 && !header->is_register;

  if (is_ours && tri_table_is_name (name))
    return 85;
  if (is_ours && header->is_certain && !may_be_prose (line)
      && has_rows (name, lines, header->columns->len))
    return 60;
  return header && tri_table_is_name (name) ? 30 : 0;
}

static gboolean
read_header (Reader *self, GError **error)
{
  const GPtrArray *fields = self->header ? NULL : tri_csv_next (self->csv, error);
  GArray *columns = NULL;

  if (fields)
    self->header = tri_table_header_new (fields);
  else if (error && *error)
    return FALSE;
  if (!self->header || self->header->n_texts < 2)
    {
      g_set_error (error,
                   TRI_ERROR,
                   TRI_ERROR_SYNTAX,
                   _ ("%s:%u: the first row does not say which languages the columns are in; "
                      "write their codes or names there, such as “fr”, “en” and “nl”, and “id” "
                      "over a column that names the rows. A list of people or places is read as "
                      "a register instead."),
                   self->source->name,
                   MAX (tri_csv_get_line (self->csv), 1));
      return FALSE;
    }
  columns = self->header->columns;
  for (guint i = 0; i < columns->len; i++)
    {
      const TriTableColumn *column = &g_array_index (columns, TriTableColumn, i);

      if (column->lang
          && !tri_exchange_add_text (self->exchange, column->lang, column->title, NULL, error))
        return FALSE;
    }
  return TRUE;
}

static const char *
find_key (const Reader *self, const GPtrArray *fields)
{
  for (guint i = 0; i < fields->len && i < self->header->columns->len; i++)
    if (g_array_index (self->header->columns, TriTableColumn, i).is_key)
      return g_ptr_array_index (fields, i);
  return NULL;
}

static gboolean
add_row (Reader *self, const GPtrArray *fields, gboolean *is_enough, GError **error)
{
  const TriExchangeUnit unit = { find_key (self, fields),
                                 TRI_PASSAGE_PARAGRAPH,
                                 0,
                                 TRI_STATUS_IMPORTED,
                                 NAN };
  GArray *columns = self->header->columns;

  if (!tri_exchange_begin (self->exchange, &unit, error))
    return FALSE;
  for (guint i = 0; i < fields->len && i < columns->len; i++)
    {
      const char *lang = g_array_index (columns, TriTableColumn, i).lang;
      const char *words = g_ptr_array_index (fields, i);

      if (lang && !tri_exchange_add (self->exchange, lang, words, NULL, 0, error))
        return FALSE;
    }
  return tri_exchange_end (self->exchange, is_enough, error);
}

/* A row that is longer than the first has words that belong to no text. */
static gboolean
check_row (const Reader *self, const GPtrArray *fields, GError **error)
{
  for (guint i = self->header->columns->len; i < fields->len; i++)
    if (*(const char *) g_ptr_array_index (fields, i))
      {
        g_set_error (error,
                     TRI_ERROR,
                     TRI_ERROR_SYNTAX,
                     _ ("%s:%u: the row has more columns than the first one; put what has a "
                        "separator in it in quotation marks"),
                     self->source->name,
                     tri_csv_get_line (self->csv));
        return FALSE;
      }
  return TRUE;
}

static gboolean
read_rows (Reader *self, GError **error)
{
  gboolean is_enough = FALSE;
  GError *local = NULL;
  const GPtrArray *fields = NULL;

  while (!is_enough && (fields = tri_csv_next (self->csv, &local)))
    if (g_cancellable_set_error_if_cancelled (self->cancellable, error)
        || !check_row (self, fields, error) || !add_row (self, fields, &is_enough, error))
      return FALSE;
  if (!local)
    return tri_exchange_finish (self->exchange, error);
  g_propagate_error (error, local);
  return FALSE;
}

static TriCsv *
new_csv (const TriSource *source, char *text, gsize length, gboolean is_quoted)
{
  TriCsv *csv = tri_csv_new (source->name, text, length, choose_separator (source->name));

  if (tri_csv_get_separator (csv) == '\t' && !is_quoted)
    tri_csv_ignore_quotes (csv);
  return csv;
}

/* (nullable): where the first row does not say the languages, their words may. */
static TriTableHeader *
guess_header (const TriSource *source,
              const char *text,
              gsize length,
              gboolean is_quoted,
              gboolean *has_names)
{
  gsize n = MIN (length, TRI_TABLE_SAMPLE);
  const char *end = n < length ? g_strrstr_len (text, (gssize) n, "\n") : text + n;
  g_autoptr (TriCsv) csv = NULL;

  if (!end)
    return NULL;
  n = (gsize) (end - text);
  csv = new_csv (source, g_strndup (text, n), n, is_quoted);
  return tri_table_header_guess (csv, has_names);
}

static gboolean
read_table (const TriSource *source, TriDraft *draft, GCancellable *cancellable, GError **error)
{
  gsize length = 0;
  char *text = tri_plain_load_raw (source, &length, error);
  gboolean is_quoted = FALSE;
  g_autoptr (TriCsv) csv = NULL;
  g_autoptr (TriExchange) exchange = NULL;
  gboolean has_names = TRUE;
  Reader self = { source };
  gboolean done = FALSE;

  if (!text)
    return FALSE;
  clean (text, &length);
  blank_hint (text, length);
  is_quoted = has_quoted_fields (text, length, '\t');
  self.header = guess_header (source, text, length, is_quoted, &has_names);
  self.csv = csv = new_csv (source, text, length, is_quoted);
  if (self.header && has_names)
    tri_csv_next (csv, NULL);
  self.exchange = exchange = tri_exchange_new (source, draft, cancellable);
  self.cancellable = cancellable;
  done = read_header (&self, error) && read_rows (&self, error);
  g_clear_pointer (&self.header, tri_table_header_free);
  return done;
}

const TriFormat tri_format_table = {
  .nick = "table",
  .label = N_ ("Table with a column for each language"),
  .flags = TRI_FORMAT_UNITS,
  .extensions = (const char *const[]){ "tsv", "csv", "tab", NULL },
  .sniff = sniff,
  .read = read_table,
};
