/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "library/tri-version-place.h"

#include "library/tri-library-private.h"

/* So many passages before it may all be others, and so far the same may have moved. */
#define STEPS "40"
#define REACH "400"

static gint64
ask (TriLibrary *library, const char *sql, gint64 first, gint64 second)
{
  g_autoptr (TriStatement) statement = tri_library_prepare (library, sql, NULL);

  if (!statement)
    return -1;
  sqlite3_bind_int64 (statement, 1, first);
  sqlite3_bind_int64 (statement, 2, second);
  return tri_library_next (library, statement, NULL) ? sqlite3_column_int64 (statement, 0) : -1;
}

gint64
tri_library_find_in_version (TriLibrary *self, gint64 passage, gint64 text)
{
  static const char same[] = "SELECT n.ord + o.ord - s.ord FROM passages o"
                             " CROSS JOIN passages s ON s.text = o.text"
                             "  AND s.ord BETWEEN o.ord - " STEPS " AND o.ord"
                             " CROSS JOIN passages n ON n.text = ?2"
                             "  AND n.ord BETWEEN o.ord - " REACH " AND o.ord + " REACH
                             "  AND n.content = s.content"
                             " WHERE o.id = ?1 ORDER BY s.ord DESC, abs (n.ord - o.ord) LIMIT 1";
  static const char number[] = "SELECT ord FROM passages WHERE id = ?1 AND ?2";
  static const char at[] = "SELECT id FROM passages WHERE text = ?1 AND ord <= ?2"
                           " ORDER BY ord DESC LIMIT 1";
  gint64 ord = ask (self, same, passage, text);

  if (ord < 0)
    ord = ask (self, number, passage, text);
  return ord < 0 ? 0 : MAX (ask (self, at, text, ord), 0);
}
