/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "library/tri-import.h"
#include "library/tri-register-stage.h"

/* Works whose registers changed since their names were found. The marks are settings, so that what
 * is cut off is done later; each has a value of its own, so that a work that is marked again while
 * its names are found stays marked. */

#define MARK "relink:"

static gboolean
run (TriLibrary *self, const char *sql, gint64 argument, GError **error)
{
  g_autoptr (TriStatement) statement = tri_library_prepare (self, sql, error);

  if (!statement)
    return FALSE;
  sqlite3_bind_int64 (statement, 1, argument);
  return tri_library_run (self, statement, error);
}

gboolean
tri_register_mark_works (TriLibrary *self, gint64 reg, GError **error)
{
  static const char sql[] = "INSERT OR REPLACE INTO settings (key, value)"
                            " SELECT '" MARK "' || work, lower (hex (randomblob (8)))"
                            " FROM work_registers WHERE register = ?";

  return run (self, sql, reg, error);
}

gboolean
tri_register_mark_work (TriLibrary *self, gint64 work, GError **error)
{
  static const char sql[] = "INSERT OR REPLACE INTO settings (key, value)"
                            " VALUES ('" MARK "' || ?1, lower (hex (randomblob (8))))";

  return run (self, sql, work, error);
}

static const char next_sql[] = "SELECT CAST (substr (key, 8) AS INTEGER), value FROM settings"
                               " WHERE key GLOB '" MARK "*' LIMIT 1";

static gint64
find_marked (TriLibrary *self, char **value)
{
  g_autoptr (TriStatement) statement = tri_library_prepare (self, next_sql, NULL);

  if (!statement || !tri_library_next (self, statement, NULL))
    return 0;
  *value = tri_statement_dup_text (statement, 1);
  return sqlite3_column_int64 (statement, 0);
}

static gboolean
unmark (TriLibrary *self, gint64 work, const char *value, GError **error)
{
  static const char sql[] = "DELETE FROM settings WHERE key = '" MARK "' || ?1 AND value = ?2";
  g_autoptr (TriTransaction) transaction = tri_library_begin (self, error);
  g_autoptr (TriStatement) statement = NULL;

  if (!transaction || !(statement = tri_library_prepare (self, sql, error)))
    return FALSE;
  sqlite3_bind_int64 (statement, 1, work);
  tri_statement_bind_text (statement, 2, value);
  return tri_library_run (self, statement, error)
         && tri_transaction_commit (g_steal_pointer (&transaction), error);
}

gboolean
tri_library_has_stale (TriLibrary *self)
{
  g_autofree char *value = NULL;

  return find_marked (self, &value) != 0;
}

/**
 * tri_library_link_stale:
 * @n_works: (out) (optional): how many there were
 *
 * Finds the names anew in every work whose registers changed, as tri_library_link_work() does. When
 * it is cancelled, the rest is done the next time.
 */
gboolean
tri_library_link_stale (TriLibrary *self,
                        guint *n_works,
                        GCancellable *cancellable,
                        GError **error)
{
  guint n = 0;

  while (TRUE)
    {
      g_autofree char *value = NULL;
      gint64 work = find_marked (self, &value);

      if (work == 0)
        break;
      if (!tri_library_link_work (self, work, NULL, cancellable, error)
          || !unmark (self, work, value, error))
        return FALSE;
      n++;
    }
  if (n_works)
    *n_works = n;
  return TRUE;
}
