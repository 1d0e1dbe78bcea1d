/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "library/tri-bookmark-quote.h"

#include <glib/gi18n.h>

/* Code points of context on each side, as W3C's TextQuoteSelector has it. */
#define CONTEXT 32

static glong
count (const char *text)
{
  return g_utf8_strlen (text, -1);
}

/* The passages from one to the other, a line each. *n_last: how many code points stand before the
 * last. */
static char *
join_passages (TriLibrary *self, gint64 first, gint64 last, glong *n_last, GError **error)
{
  static const char sql[] = "SELECT p.id, p.content FROM passages AS f"
                            " CROSS JOIN passages AS l ON l.id = ?2"
                            " CROSS JOIN passages AS p ON p.text = f.text"
                            "  AND p.ord BETWEEN f.ord AND l.ord"
                            " WHERE f.id = ?1 ORDER BY p.ord";
  g_autoptr (TriStatement) statement = tri_library_prepare (self, sql, error);
  g_autoptr (GString) joined = g_string_new (NULL);
  g_autoptr (GError) failed = NULL;
  gint64 passage = 0;

  if (!statement)
    return NULL;
  sqlite3_bind_int64 (statement, 1, first);
  sqlite3_bind_int64 (statement, 2, last);
  while (tri_library_next (self, statement, &failed))
    {
      if (passage)
        g_string_append_c (joined, '\n');
      passage = sqlite3_column_int64 (statement, 0);
      *n_last = g_utf8_strlen (joined->str, (gssize) joined->len);
      g_string_append (joined, tri_statement_get_text (statement, 1));
    }
  if (failed)
    {
      g_propagate_error (error, g_steal_pointer (&failed));
      return NULL;
    }
  if (passage == last)
    return g_strdup (joined->str);
  g_set_error_literal (error,
                       TRI_ERROR,
                       TRI_ERROR_NOT_FOUND,
                       _ ("The passage is no longer in the library."));
  return NULL;
}

/* What stands before the first passage, or behind the last: whole passages, nearest first, until
 * there is enough. */
static char *
read_around (TriLibrary *self, gint64 passage, int direction, glong enough)
{
  static const char before[] = "SELECT p.content FROM passages AS f"
                               " CROSS JOIN passages AS p ON p.text = f.text AND p.ord < f.ord"
                               " WHERE f.id = ? ORDER BY p.ord DESC LIMIT 32";
  static const char behind[] = "SELECT p.content FROM passages AS f"
                               " CROSS JOIN passages AS p ON p.text = f.text AND p.ord > f.ord"
                               " WHERE f.id = ? ORDER BY p.ord LIMIT 32";
  const char *sql = direction < 0 ? before : behind;
  g_autoptr (TriStatement) statement = tri_library_prepare (self, sql, NULL);
  GString *around = g_string_new (NULL);

  if (!statement)
    return g_string_free (around, FALSE);
  sqlite3_bind_int64 (statement, 1, passage);
  while (count (around->str) < enough && tri_library_next (self, statement, NULL))
    {
      const char *content = tri_statement_get_text (statement, 0);

      if (direction < 0)
        {
          g_string_prepend_c (around, '\n');
          g_string_prepend (around, content);
        }
      else
        g_string_append_printf (around, "\n%s", content);
    }
  return g_string_free (around, FALSE);
}

static void
set_string (char **member, char *value)
{
  g_free (*member);
  *member = value;
}

static void
fill_prefix (TriLibrary *self, TriBookmark *bookmark, const char *joined)
{
  g_autofree char *around = NULL;
  g_autofree char *before = g_utf8_substring (joined, 0, bookmark->start);
  g_autofree char *all = NULL;
  glong n;

  if (bookmark->start < CONTEXT)
    around = read_around (self, bookmark->passage, -1, CONTEXT - (glong) bookmark->start);
  all = g_strconcat (around ? around : "", before, NULL);
  n = count (all);
  set_string (&bookmark->prefix, g_utf8_substring (all, MAX (n - CONTEXT, 0), n));
}

static void
fill_suffix (TriLibrary *self, TriBookmark *bookmark, const char *rest)
{
  g_autofree char *around = NULL;
  g_autofree char *all = NULL;
  glong n = count (rest);

  if (n < CONTEXT)
    around = read_around (self, bookmark->end_passage, 1, CONTEXT - n);
  all = g_strconcat (rest, around ? around : "", NULL);
  set_string (&bookmark->suffix, g_utf8_substring (all, 0, MIN (count (all), CONTEXT)));
}

/**
 * tri_library_fill_quote:
 * @bookmark: passages and range are read, quote, prefix and suffix filled in
 *
 * Keeps what is bookmarked in words: the quote, and 32 code points on either side. Passages of the
 * text are joined by a newline. A range that goes beyond its passages is cut; a bookmark on whole
 * passages gets the range they have.
 */
gboolean
tri_library_fill_quote (TriLibrary *self, TriBookmark *bookmark, GError **error)
{
  glong n_last = 0;
  g_autofree char *joined = join_passages (self,
                                           bookmark->passage,
                                           bookmark->end_passage,
                                           &n_last,
                                           error);
  glong n;
  glong start;
  glong end;

  if (!joined)
    return FALSE;
  n = count (joined);
  start = bookmark->whole ? 0 : MIN ((glong) bookmark->start, n);
  end = bookmark->whole ? n : CLAMP (n_last + (glong) bookmark->end, start, n);
  bookmark->start = (guint) start;
  bookmark->end = (guint) MAX (end - n_last, 0);
  set_string (&bookmark->quote, g_utf8_substring (joined, start, end));
  fill_prefix (self, bookmark, joined);
  fill_suffix (self, bookmark, g_utf8_offset_to_pointer (joined, end));
  return TRUE;
}
