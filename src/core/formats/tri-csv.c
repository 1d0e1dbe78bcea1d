/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "formats/tri-csv.h"

#include "tri-error.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* The text is read in place: a field ends with a zero where its separator stood, and quotes that
 * were doubled close up. So a record costs no memory but the pointers to its fields. */
struct _TriCsv
{
  char *name;
  char *text;
  char *at;
  char *end;
  char separator;
  gboolean is_bare; /* quotation marks are text */
  guint line;
  guint record_line;
  GPtrArray *fields;
};

static const char separators[] = { ',', ';', '\t' };

/* What parts the first record most often, outside of quotes. */
static char
find_separator (const char *text, const char *end)
{
  guint n[G_N_ELEMENTS (separators)] = { 0 };
  guint best = 0;
  gboolean quoted = FALSE;

  for (const char *p = text; p < end && (quoted || *p != '\n'); p++)
    {
      quoted ^= *p == '"';
      for (guint i = 0; !quoted && i < G_N_ELEMENTS (separators); i++)
        n[i] += *p == separators[i];
    }
  for (guint i = 1; i < G_N_ELEMENTS (separators); i++)
    if (n[i] > n[best])
      best = i;
  return separators[best];
}

TriCsv *
tri_csv_new (const char *name, char *text, gsize length, char separator)
{
  TriCsv *self = g_new0 (TriCsv, 1);

  self->name = g_strdup (name);
  self->text = text;
  self->at = text;
  self->end = text + length;
  self->separator = separator ? separator : find_separator (text, self->end);
  self->line = 1;
  self->fields = g_ptr_array_new ();
  return self;
}

void
tri_csv_free (TriCsv *self)
{
  g_free (self->name);
  g_free (self->text);
  g_ptr_array_unref (self->fields);
  g_free (self);
}

void
tri_csv_ignore_quotes (TriCsv *self)
{
  self->is_bare = TRUE;
}

char
tri_csv_get_separator (TriCsv *self)
{
  return self->separator;
}

guint
tri_csv_get_line (TriCsv *self)
{
  return self->record_line;
}

static gboolean
fail_open (TriCsv *self, guint line, GError **error)
{
  g_set_error (error,
               TRI_ERROR,
               TRI_ERROR_SYNTAX,
               _ ("%s:%u: the quotation mark that opens here is never closed; close it, or "
                  "double it when it belongs to the text"),
               self->name,
               line);
  return FALSE;
}

static gboolean
fail_behind (TriCsv *self, GError **error)
{
  g_set_error (error,
               TRI_ERROR,
               TRI_ERROR_SYNTAX,
               _ ("%s:%u: text stands behind a closing quotation mark; double the quotation "
                  "marks that belong to the text"),
               self->name,
               self->line);
  return FALSE;
}

/* Between quotation marks everything counts, line ends and separators, too. */
static gboolean
read_quoted (TriCsv *self, char **length_end, GError **error)
{
  guint opened = self->line;
  char *to = ++self->at;

  g_ptr_array_add (self->fields, to);
  while (self->at < self->end)
    {
      if (*self->at == '"' && (self->at + 1 == self->end || self->at[1] != '"'))
        {
          self->at++;
          *length_end = to;
          return self->at == self->end
                 || *self->at == self->separator
                 || *self->at == '\n'
                 || fail_behind (self, error);
        }
      self->at += *self->at == '"' ? 1 : 0;
      self->line += *self->at == '\n' ? 1 : 0;
      *to++ = *self->at++;
    }
  return fail_open (self, opened, error);
}

static void
read_bare (TriCsv *self, char **length_end)
{
  g_ptr_array_add (self->fields, self->at);
  while (self->at < self->end && *self->at != self->separator && *self->at != '\n')
    self->at++;
  *length_end = self->at;
}

static gboolean
check_limits (TriCsv *self, gsize length, GError **error)
{
  if (self->fields->len > TRI_CSV_MAX_COLUMNS)
    g_set_error (error,
                 TRI_ERROR,
                 TRI_ERROR_LIMIT,
                 _ ("%s:%u: the line has more than %d columns; is this a table?"),
                 self->name,
                 self->line,
                 TRI_CSV_MAX_COLUMNS);
  else if (length > TRI_CSV_MAX_FIELD)
    g_set_error (error,
                 TRI_ERROR,
                 TRI_ERROR_LIMIT,
                 _ ("%s:%u: a field is longer than %d KiB; look for a quotation mark that is "
                    "missing"),
                 self->name,
                 self->record_line,
                 TRI_CSV_MAX_FIELD / 1024);
  else
    return TRUE;
  return FALSE;
}

/* *more says whether another field of the record follows. */
static gboolean
read_field (TriCsv *self, gboolean *more, GError **error)
{
  char *end = NULL;
  const char *field = NULL;

  if (!self->is_bare && self->at < self->end && *self->at == '"')
    {
      if (!read_quoted (self, &end, error))
        return FALSE;
    }
  else
    read_bare (self, &end);
  field = g_ptr_array_index (self->fields, self->fields->len - 1);
  if (!check_limits (self, (gsize) (end - field), error))
    return FALSE;
  *more = self->at < self->end && *self->at == self->separator;
  if (self->at < self->end)
    self->line += *self->at++ == '\n' ? 1 : 0;
  *end = '\0';
  return TRUE;
}

static gboolean
is_empty (const GPtrArray *fields)
{
  for (guint i = 0; i < fields->len; i++)
    for (const char *p = g_ptr_array_index (fields, i); *p; p++)
      if (!g_ascii_isspace (*p))
        return FALSE;
  return TRUE;
}

const GPtrArray *
tri_csv_next (TriCsv *self, GError **error)
{
  while (self->at < self->end)
    {
      gboolean more = TRUE;

      self->record_line = self->line;
      g_ptr_array_set_size (self->fields, 0);
      while (more)
        if (!read_field (self, &more, error))
          return NULL;
      if (!is_empty (self->fields))
        return self->fields;
    }
  return NULL;
}

/**
 * tri_csv_append_field:
 *
 * Appends a field, in quotation marks where it needs them. What parts it from the next is the
 * caller's.
 */
void
tri_csv_append_field (GString *out, const char *text, char separator)
{
  const char special[] = { '"', '\n', '\r', separator, '\0' };
  gsize n = strlen (text);

  if (!strpbrk (text, special) && !(n && (text[0] == ' ' || text[n - 1] == ' ')))
    {
      g_string_append (out, text);
      return;
    }
  g_string_append_c (out, '"');
  for (const char *p = text; *p; p++)
    {
      if (*p == '"')
        g_string_append_c (out, '"');
      g_string_append_c (out, *p);
    }
  g_string_append_c (out, '"');
}

/**
 * tri_csv_append_words:
 *
 * The same for what people wrote. A spreadsheet computes what begins with one of some signs, and
 * what computes may do anything: an apostrophe makes it words.
 */
void
tri_csv_append_words (GString *out, const char *text, char separator)
{
  g_autofree char *words = NULL;

  if (text[0] && strchr ("=+-@\t\r", text[0]))
    words = g_strconcat ("'", text, NULL);
  tri_csv_append_field (out, words ? words : text, separator);
}
