/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "library/tri-mark-window.h"

#define MAX_PASSAGES 64

static void
free_passage (gpointer data)
{
  TriMarkPassage *self = data;

  g_free (self->key);
  g_free (self->content);
  g_free (self);
}

/* 0 for what does not count. */
static gunichar
get_letter (gunichar c)
{
  if (g_unichar_isspace (c) || g_unichar_iszerowidth (c) || c == 0xad || c == 0xfeff)
    return 0;
  switch (c)
    {
    case 0x2018:
    case 0x2019:
    case 0x201b:
    case 0x2032:
      return '\'';
    case 0x201c:
    case 0x201d:
    case 0x201e:
    case 0xab:
    case 0xbb:
      return '"';
    case 0x2010:
    case 0x2011:
    case 0x2012:
    case 0x2013:
    case 0x2014:
      return '-';
    default:
      return c;
    }
}

static void
add_letters (GArray *letters, const char *text, guint passage)
{
  guint offset = 0;

  for (const char *p = text; *p; p = g_utf8_next_char (p), offset++)
    {
      TriMarkLetter letter = { get_letter (g_utf8_get_char (p)), passage, offset };

      if (letter.letter)
        g_array_append_val (letters, letter);
    }
}

GArray *
tri_mark_letters_new (const char *text)
{
  GArray *letters = g_array_new (FALSE, FALSE, sizeof (TriMarkLetter));

  add_letters (letters, text, 0);
  return letters;
}

gboolean
tri_mark_window_read (TriMarkWindow *self,
                      TriLibrary *library,
                      gint64 text,
                      guint first,
                      guint n_letters,
                      GError **error)
{
  static const char sql[] = "SELECT id, ord, key, content FROM passages"
                            " WHERE text = ?1 AND ord >= ?2 ORDER BY ord LIMIT ?3";
  g_autoptr (TriStatement) statement = tri_library_prepare (library, sql, error);
  GError *local = NULL;
  guint enough = G_MAXUINT;

  self->passages = g_ptr_array_new_with_free_func (free_passage);
  self->letters = g_array_new (FALSE, FALSE, sizeof (TriMarkLetter));
  if (!statement)
    return FALSE;
  sqlite3_bind_int64 (statement, 1, text);
  sqlite3_bind_int64 (statement, 2, first);
  sqlite3_bind_int64 (statement, 3, MAX_PASSAGES);
  while (self->letters->len < enough && tri_library_next (library, statement, &local))
    {
      TriMarkPassage *passage = g_new0 (TriMarkPassage, 1);

      passage->id = sqlite3_column_int64 (statement, 0);
      passage->ord = (guint) sqlite3_column_int64 (statement, 1);
      passage->key = tri_statement_dup_text (statement, 2);
      passage->content = tri_statement_dup_text (statement, 3);
      add_letters (self->letters, passage->content, self->passages->len);
      g_ptr_array_add (self->passages, passage);
      if (self->passages->len == 2)
        enough = self->letters->len + n_letters;
    }
  if (local)
    g_propagate_error (error, local);
  return local == NULL;
}

void
tri_mark_window_clear (TriMarkWindow *self)
{
  g_clear_pointer (&self->passages, g_ptr_array_unref);
  g_clear_pointer (&self->letters, g_array_unref);
}

static gunichar
letter_at (const GArray *letters, guint i)
{
  return g_array_index (letters, TriMarkLetter, i).letter;
}

gboolean
tri_mark_letters_match (const GArray *letters, guint at, const GArray *needle)
{
  if (at + needle->len > letters->len)
    return FALSE;
  for (guint i = 0; i < needle->len; i++)
    if (letter_at (letters, at + i) != letter_at (needle, i))
      return FALSE;
  return TRUE;
}

guint
tri_mark_letters_context (const GArray *letters,
                          guint at,
                          guint end,
                          const GArray *prefix,
                          const GArray *suffix)
{
  guint before = 0;
  guint behind = 0;

  while (before < prefix->len
         && before < at
         && letter_at (letters, at - 1 - before) == letter_at (prefix, prefix->len - 1 - before))
    before++;
  while (behind < suffix->len
         && end + behind < letters->len
         && letter_at (letters, end + behind) == letter_at (suffix, behind))
    behind++;
  return before + behind;
}
