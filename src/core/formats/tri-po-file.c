/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "formats/tri-po-file.h"

#include "formats/tri-plain-load.h"
#include "formats/tri-source.h"
#include "tri-error.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* https://www.gnu.org/software/gettext/manual/html_node/PO-Files.html */

/* The header stands at the beginning. */
#define HEADER_BYTES 16384

typedef enum
{
  FIELD_CONTEXT,
  FIELD_ID,
  FIELD_PLURAL,
  FIELD_STRING, /* the first of as many as there may be */
} Field;
#define N_FIELDS (FIELD_STRING + TRI_PO_MAX_FORMS)

struct _TriPoFile
{
  const TriSource *source;
  char *text;
  gsize length;
  char *at;     /* the line that comes next */
  char *peeked; /* the last one that got its zero */
  guint line;
  GString *fields[N_FIELDS];
  gboolean has[N_FIELDS];
  int field; /* that goes on; -1 for none */
  GString *reference;
  gboolean is_fuzzy;
  TriPoEntry entry;
};

/* What the header says of the encoding, if it is another than UTF-8. */
static char *
dup_charset (const char *bytes, gsize n_bytes)
{
  static const char *const usual[] = { "utf-8", "utf8", "charset", "ascii", "us-ascii", NULL };
  static const char word[] = "charset=";
  const char *begin = memmem (bytes, MIN (n_bytes, HEADER_BYTES), word, strlen (word));
  const char *end = bytes + MIN (n_bytes, HEADER_BYTES);
  const char *to = NULL;
  g_autofree char *charset = NULL;

  if (!begin)
    return NULL;
  begin += strlen (word);
  for (to = begin; to < end && (g_ascii_isalnum (*to) || strchr ("-_:.", *to)) && *to; to++)
    ;
  charset = g_ascii_strdown (begin, to - begin);
  return *charset && !g_strv_contains (usual, charset) ? g_steal_pointer (&charset) : NULL;
}

/* In UTF-8, if it is what its header says; NULL if not. */
static GBytes *
convert (GBytes *bytes)
{
  gsize n_bytes = 0, length = 0;
  const char *data = g_bytes_get_data (bytes, &n_bytes);
  g_autofree char *charset = data ? dup_charset (data, n_bytes) : NULL;
  char *text = NULL;

  if (charset)
    text = g_convert (data, (gssize) n_bytes, "UTF-8", charset, NULL, &length, NULL);
  return text ? g_bytes_new_take (text, length) : NULL;
}

TriPoFile *
tri_po_file_new (const TriSource *source, GError **error)
{
  g_autoptr (GBytes) bytes = tri_source_load (source, TRI_PLAIN_MAX_BYTES, error);
  g_autoptr (GBytes) converted = bytes ? convert (bytes) : NULL;
  TriSource loaded = *source;
  gsize length = 0;
  char *text = NULL;
  TriPoFile *self = NULL;

  if (!bytes)
    return NULL;
  loaded.bytes = converted ? converted : bytes;
  text = tri_plain_load (&loaded, &length, error);
  if (!text)
    return NULL;
  self = g_new0 (TriPoFile, 1);
  self->source = source;
  self->text = self->at = text;
  self->length = length;
  for (guint i = 0; i < N_FIELDS; i++)
    self->fields[i] = g_string_new (NULL);
  self->reference = g_string_new (NULL);
  self->field = -1;
  return self;
}

void
tri_po_file_free (TriPoFile *self)
{
  g_free (self->text);
  for (guint i = 0; i < N_FIELDS; i++)
    g_string_free (self->fields[i], TRUE);
  g_string_free (self->reference, TRUE);
  g_free (self);
}

static gboolean
fail (TriPoFile *self, int code, const char *message, GError **error)
{
  g_set_error (error,
               TRI_ERROR,
               code,
               "%s:%u: %s",
               self->source->name,
               MAX (self->line, 1),
               message);
  return FALSE;
}

static const char *
skip_space (const char *at)
{
  while (*at == ' ' || *at == '\t')
    at++;
  return at;
}

/* A byte in figures. Returns where they end. */
static const char *
read_number (const char *at, GString *out)
{
  guint base = *at == 'x' ? 16 : 8;
  guint value = 0;
  int digit = 0;

  at += *at == 'x';
  for (guint i = 0; i < (base == 16 ? 2 : 3); i++, at++)
    {
      digit = g_ascii_xdigit_value (*at);
      if (digit < 0 || (guint) digit >= base)
        break;
      value = value * base + (guint) digit;
    }
  if (value >= 0x20 && value <= 0xff)
    g_string_append_c (out, (char) value);
  return at;
}

static const char *
read_escape (const char *at, GString *out)
{
  if (g_ascii_isdigit (*at) || *at == 'x')
    return read_number (at, out);
  if (*at == 'n')
    g_string_append_c (out, '\n');
  else if (*at == 't')
    g_string_append_c (out, '\t');
  else if (!strchr ("abfrv", *at))
    g_string_append_c (out, *at);
  return at + 1;
}

/* @at: where the quotation mark ought to be, in a line without its end */
static gboolean
read_string (TriPoFile *self, const char *at, GError **error)
{
  GString *out = self->fields[self->field];

  at = skip_space (at);
  if (*at != '"')
    return fail (self,
                 TRI_ERROR_SYNTAX,
                 _ ("a string in quotation marks ought to stand here; look whether the line is cut "
                    "off"),
                 error);
  for (at++; *at && *at != '"';)
    if (*at == '\\' && at[1])
      at = read_escape (at + 1, out);
    else
      g_string_append_c (out, *at++);
  if (*at != '"')
    return fail (self,
                 TRI_ERROR_SYNTAX,
                 _ ("the quotation mark that opens here is not closed in its line; close it"),
                 error);
  if (out->len > TRI_PO_MAX_STRING)
    return fail (self,
                 TRI_ERROR_LIMIT,
                 _ ("a message is longer than 1024 KiB; part it"),
                 error);
  return TRUE;
}

/* "msgstr[1]" → 1, and what follows; -1 for what is no number. */
static int
read_index (const char **at)
{
  int index = 0;

  if (**at != '[')
    return 0;
  for ((*at)++; g_ascii_isdigit (**at) && index <= TRI_PO_MAX_FORMS; (*at)++)
    index = index * 10 + (**at - '0');
  if (**at != ']')
    return -1;
  (*at)++;
  return index;
}

/* The field a line begins, with @at behind its word; -1 for none. */
static int
find_field (const char **at)
{
  static const struct
  {
    const char *word;
    int field;
  } words[] = {
    { "msgctxt", FIELD_CONTEXT },
    { "msgid_plural", FIELD_PLURAL },
    { "msgid", FIELD_ID },
    { "msgstr", FIELD_STRING },
  };

  for (guint i = 0; i < G_N_ELEMENTS (words); i++)
    if (g_str_has_prefix (*at, words[i].word))
      {
        int index = 0;

        *at += strlen (words[i].word);
        if (words[i].field == FIELD_STRING)
          index = read_index (at);
        return index >= 0 && index < TRI_PO_MAX_FORMS ? words[i].field + index : -1;
      }
  return -1;
}

static gboolean
is_complete (const TriPoFile *self)
{
  return self->has[FIELD_ID] && self->has[FIELD_STRING];
}

static gboolean
is_begun (const TriPoFile *self)
{
  return self->has[FIELD_ID] || self->has[FIELD_CONTEXT];
}

static void
forget_entry (TriPoFile *self)
{
  for (guint i = 0; i < N_FIELDS; i++)
    {
      g_string_truncate (self->fields[i], 0);
      self->has[i] = FALSE;
    }
  g_string_truncate (self->reference, 0);
  self->is_fuzzy = FALSE;
  self->field = -1;
}

/* The first of the files on a line of references. */
static void
read_reference (TriPoFile *self, const char *at)
{
  const char *end = NULL;

  if (self->reference->len > 0)
    return;
  at = skip_space (at);
  end = at + strcspn (at, " \t");
  for (const char *p = end; p > at && (g_ascii_isdigit (p[-1]) || p[-1] == ':'); p--)
    if (p[-1] == ':')
      end = p - 1;
  g_string_append_len (self->reference, at, end - at);
}

static void
read_comment (TriPoFile *self, const char *line)
{
  if (line[1] == ':')
    read_reference (self, line + 2);
  else if (line[1] == ',' && strstr (line, "fuzzy"))
    self->is_fuzzy = TRUE;
  else if (line[1] == '~')
    forget_entry (self);
}

static gboolean
read_line (TriPoFile *self, const char *line, GError **error)
{
  const char *at = line;

  if (*line == '#')
    {
      read_comment (self, line);
      return TRUE;
    }
  if (!*line || g_str_has_prefix (line, "domain"))
    return TRUE;
  if (*line == '"' && self->field >= 0)
    return read_string (self, line, error);
  self->field = find_field (&at);
  if (self->field < 0)
    return fail (self,
                 TRI_ERROR_SYNTAX,
                 _ ("this line is none of a PO file; look whether it belongs to the string before "
                    "it, or take it out"),
                 error);
  if (self->has[self->field])
    return fail (self, TRI_ERROR_SYNTAX, _ ("this comes a second time; take one out"), error);
  self->has[self->field] = TRUE;
  return read_string (self, at, error);
}

/* An entry ends where the next one begins, perhaps with what is said of it. */
static gboolean
begins_next (const TriPoFile *self, const char *line)
{
  if (!is_complete (self))
    return FALSE;
  return *line == '#' || g_str_has_prefix (line, "msgctxt")
         || (g_str_has_prefix (line, "msgid") && !g_str_has_prefix (line, "msgid_plural"));
}

static const char *
get_field (TriPoFile *self, int field)
{
  GString *string = self->fields[field];

  if (!self->has[field])
    return NULL;
  if (!g_utf8_validate (string->str, (gssize) string->len, NULL))
    {
      g_autofree char *valid = g_utf8_make_valid (string->str, (gssize) string->len);

      g_string_assign (string, valid);
    }
  return string->str;
}

static const TriPoEntry *
take_entry (TriPoFile *self)
{
  TriPoEntry *entry = &self->entry;

  entry->context = get_field (self, FIELD_CONTEXT);
  entry->id = get_field (self, FIELD_ID);
  entry->plural = get_field (self, FIELD_PLURAL);
  for (int i = 0; i < TRI_PO_MAX_FORMS; i++)
    entry->strings[i] = get_field (self, FIELD_STRING + i);
  entry->reference = self->reference->len > 0 ? self->reference->str : NULL;
  entry->is_fuzzy = self->is_fuzzy;
  return entry;
}

/* The next line, with a zero at its end. */
static const char *
peek_line (TriPoFile *self)
{
  char *end = NULL;

  if (self->peeked != self->at)
    end = memchr (self->at, '\n', (gsize) (self->text + self->length - self->at));
  if (end)
    *end = '\0';
  self->peeked = self->at;
  return skip_space (self->at);
}

const TriPoEntry *
tri_po_file_next (TriPoFile *self, GError **error)
{
  gboolean is_given = is_complete (self);

  if (is_given)
    forget_entry (self);
  while (self->at < self->text + self->length)
    {
      const char *line = peek_line (self);

      if (begins_next (self, line))
        return take_entry (self);
      self->line++;
      if (!read_line (self, line, error))
        return NULL;
      self->at += strlen (self->at) + 1;
    }
  if (is_complete (self))
    return take_entry (self);
  if (is_begun (self))
    fail (self,
          TRI_ERROR_SYNTAX,
          _ ("the file ends within a message; it may have been cut off: get it once more"),
          error);
  return NULL;
}

gboolean
tri_po_file_is_sorted (TriPoFile *self)
{
  g_autofree char *last = g_strdup ("");
  const char *end = self->text + self->length;
  guint n_changes = 0, n_messages = 0;

  for (const char *line = self->text; line && line < end;)
    {
      const char *next = memchr (line, '\n', (gsize) (end - line));
      gsize n = strlen (last);

      if (g_str_has_prefix (line, "msgid "))
        n_messages++;
      else if (g_str_has_prefix (line, "#: ") && (n == 0 || strncmp (line + 3, last, n) != 0))
        {
          g_free (last);
          last = g_strndup (line + 3, strcspn (line + 3, ": \t\n"));
          n_changes++;
        }
      line = next ? next + 1 : NULL;
    }
  return n_changes > 1 && n_changes <= n_messages / 4;
}

char *
tri_po_dup_field (const char *header, const char *name)
{
  g_auto (GStrv) lines = g_strsplit (header, "\n", 100);

  for (guint i = 0; lines[i]; i++)
    {
      gsize n = strlen (name);

      if (g_ascii_strncasecmp (lines[i], name, n) == 0 && lines[i][n] == ':')
        return g_strstrip (g_strdup (lines[i] + n + 1));
    }
  return NULL;
}
