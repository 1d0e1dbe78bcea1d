/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "formats/tri-json-cursor.h"

#include "tri-error.h"

#include <glib/gi18n.h>
#include <string.h>

void
tri_json_cursor_init (TriJsonCursor *self, const char *name, const char *text, gsize length)
{
  *self = (TriJsonCursor){ name, text, text, text + length, 1 };
}

static gboolean
fail (TriJsonCursor *self, GError **error, const char *what)
{
  /* Translators: a file, the number of a line, what is wrong there. */
  g_set_error (error,
               TRI_ERROR,
               TRI_ERROR_SYNTAX,
               _ ("%s, line %u: %s"),
               self->name,
               self->line,
               what);
  return FALSE;
}

static gboolean
fail_limit (TriJsonCursor *self, GError **error, const char *what)
{
  g_set_error (error,
               TRI_ERROR,
               TRI_ERROR_LIMIT,
               _ ("%s, line %u: %s"),
               self->name,
               self->line,
               what);
  return FALSE;
}

char
tri_json_cursor_peek (TriJsonCursor *self)
{
  for (; self->at < self->end; self->at++)
    {
      if (*self->at == '\n')
        self->line++;
      else if (*self->at != ' ' && *self->at != '\t' && *self->at != '\r')
        return *self->at;
    }
  return '\0';
}

static gboolean
take_char (TriJsonCursor *self, char c, GError **error)
{
  char words[64];

  if (tri_json_cursor_peek (self) == c)
    {
      self->at++;
      return TRUE;
    }
  g_snprintf (words, sizeof words, _ ("a “%c” was expected."), c);
  return fail (self, error, words);
}

/* --- strings --- */

/* Four hexadecimal digits, -1 for something else. */
static int
read_hex (TriJsonCursor *self)
{
  int value = 0;

  if (self->end - self->at < 4)
    return -1;
  for (guint i = 0; i < 4; i++)
    {
      int digit = g_ascii_xdigit_value (*self->at++);

      if (digit < 0)
        return -1;
      value = value * 16 + digit;
    }
  return value;
}

static gboolean
skip_unicode (TriJsonCursor *self, GError **error)
{
  int unit = read_hex (self);

  if (unit < 0)
    return fail (self, error, _ ("\\u is followed by four hexadecimal digits."));
  if (unit == 0)
    return fail (self, error, _ ("a string holds U+0000."));
  if (unit < 0xd800 || unit > 0xdfff)
    return TRUE;
  if (unit < 0xdc00 && self->end - self->at >= 2 && self->at[0] == '\\' && self->at[1] == 'u')
    {
      self->at += 2;
      unit = read_hex (self);
      if (unit >= 0xdc00 && unit <= 0xdfff)
        return TRUE;
    }
  return fail (self,
               error,
               _ ("a string holds half of a character (a lone surrogate)."));
}

static gboolean
skip_escape (TriJsonCursor *self, GError **error)
{
  char c = self->at < self->end ? *self->at++ : '\0';

  if (c == 'u')
    return skip_unicode (self, error);
  if (c && strchr ("\"\\/bfnrt", c))
    return TRUE;
  return fail (self,
               error,
               _ ("a backslash is followed by what it cannot stand before."));
}

static gboolean
skip_string (TriJsonCursor *self, GError **error)
{
  self->at++;
  while (self->at < self->end)
    {
      char c = *self->at++;

      if (c == '"')
        return TRUE;
      if (c == '\\' && !skip_escape (self, error))
        return FALSE;
      if ((guchar) c < 0x20)
        return fail (self,
                     error,
                     _ ("a string goes over the end of a line, or holds a control"
                        " character."));
    }
  return fail (self, error, _ ("a string has no end."));
}

/* --- numbers and words --- */

static gboolean
skip_digits (TriJsonCursor *self)
{
  const char *from = self->at;

  while (self->at < self->end && g_ascii_isdigit (*self->at))
    self->at++;
  return self->at > from;
}

static gboolean
take_if (TriJsonCursor *self, const char *any)
{
  if (self->at == self->end || !*self->at || !strchr (any, *self->at))
    return FALSE;
  self->at++;
  return TRUE;
}

static gboolean
skip_number (TriJsonCursor *self, GError **error)
{
  gboolean is_good;

  take_if (self, "-");
  is_good = take_if (self, "0") || skip_digits (self);
  if (is_good && take_if (self, "."))
    is_good = skip_digits (self);
  if (is_good && take_if (self, "eE"))
    {
      take_if (self, "+-");
      is_good = skip_digits (self);
    }
  return is_good || fail (self, error, _ ("this is no number."));
}

static gboolean
skip_word (TriJsonCursor *self, GError **error)
{
  static const char *const words[] = { "true", "false", "null" };

  for (guint i = 0; i < G_N_ELEMENTS (words); i++)
    {
      gsize n = strlen (words[i]);

      if ((gsize) (self->end - self->at) >= n && strncmp (self->at, words[i], n) == 0)
        {
          self->at += n;
          return TRUE;
        }
    }
  return fail (self, error, _ ("this is no value of JSON."));
}

/* --- values --- */

static gboolean
skip_value (TriJsonCursor *self, guint depth, GError **error)
{
  GError *local = NULL;
  char c = tri_json_cursor_peek (self);

  if (c == '"')
    return skip_string (self, error);
  if (c == '-' || g_ascii_isdigit (c))
    return skip_number (self, error);
  if (c != '{' && c != '[')
    return skip_word (self, error);
  if (depth == TRI_JSON_MAX_DEPTH)
    return fail_limit (self, error, _ ("values are nested too deep."));
  self->at++;
  for (gboolean is_first = TRUE;; is_first = FALSE)
    {
      if (c == '[')
        {
          if (!tri_json_cursor_next_element (self, is_first, &local))
            break;
        }
      else
        {
          g_autofree char *name = tri_json_cursor_next_member (self, is_first, &local);

          if (!name)
            break;
        }
      if (!skip_value (self, depth + 1, error))
        return FALSE;
    }
  if (local)
    g_propagate_error (error, local);
  return local == NULL;
}

gboolean
tri_json_cursor_skip (TriJsonCursor *self, GError **error)
{
  return skip_value (self, 0, error);
}

static JsonNode *
parse (TriJsonCursor *self, const char *from, GError **error)
{
  g_autoptr (JsonParser) parser = json_parser_new ();
  g_autoptr (GError) failed = NULL;

  if (!json_parser_load_from_data (parser, from, self->at - from, &failed))
    {
      fail (self, error, failed->message);
      return NULL;
    }
  return json_parser_steal_root (parser);
}

JsonNode *
tri_json_cursor_take (TriJsonCursor *self, GError **error)
{
  const char *from;

  tri_json_cursor_peek (self);
  from = self->at;
  if (!tri_json_cursor_skip (self, error))
    return NULL;
  if (self->at - from > TRI_JSON_MAX_VALUE)
    {
      fail_limit (self, error, _ ("a value is too large."));
      return NULL;
    }
  return parse (self, from, error);
}

gboolean
tri_json_cursor_enter (TriJsonCursor *self, char bracket, GError **error)
{
  return take_char (self, bracket, error);
}

/* TRUE when a value comes. */
static gboolean
go_on (TriJsonCursor *self, char closing, gboolean is_first, GError **error)
{
  if (tri_json_cursor_peek (self) == closing)
    {
      self->at++;
      return FALSE;
    }
  return is_first || take_char (self, ',', error);
}

gboolean
tri_json_cursor_next_element (TriJsonCursor *self, gboolean is_first, GError **error)
{
  return go_on (self, ']', is_first, error);
}

char *
tri_json_cursor_next_member (TriJsonCursor *self, gboolean is_first, GError **error)
{
  const char *from;
  gsize n;

  if (!go_on (self, '}', is_first, error))
    return NULL;
  if (tri_json_cursor_peek (self) != '"')
    {
      fail (self, error, _ ("the name of a member was expected."));
      return NULL;
    }
  from = self->at + 1;
  if (!skip_string (self, error))
    return NULL;
  n = (gsize) (self->at - 1 - from);
  if (!take_char (self, ':', error))
    return NULL;
  /* Those we look for have no escapes. */
  return g_strndup (from, MIN (n, 256));
}

gboolean
tri_json_cursor_finish (TriJsonCursor *self, GError **error)
{
  return tri_json_cursor_peek (self) == '\0' && self->at == self->end
             ? TRUE
             : fail (self, error, _ ("something stands behind the end."));
}
