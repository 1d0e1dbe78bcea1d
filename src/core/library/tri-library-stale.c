/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "library/tri-library-stale.h"

#include "library/tri-import.h"
#include "library/tri-library-registers.h"

/* Works whose names changed since they were found. The marks are settings, so that what is cut off
 * is done later; each has a value of its own, so that a work that is marked again while its names
 * are found is not taken for done. */

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
tri_stale_mark_register (TriLibrary *self, gint64 reg, GError **error)
{
  static const char sql[] = "INSERT OR REPLACE INTO settings (key, value)"
                            " SELECT '" MARK "' || work, lower (hex (randomblob (8)))"
                            " FROM work_registers WHERE register = ?";

  return run (self, sql, reg, error);
}

gboolean
tri_stale_mark_entity (TriLibrary *self, const char *uuid, GError **error)
{
  static const char sql[] = "INSERT OR REPLACE INTO settings (key, value)"
                            " SELECT '" MARK "' || work, lower (hex (randomblob (8)))"
                            " FROM work_registers WHERE register ="
                            "  (SELECT register FROM entities WHERE uuid = ?)";
  g_autoptr (TriStatement) statement = tri_library_prepare (self, sql, error);

  if (!statement)
    return FALSE;
  tri_statement_bind_text (statement, 1, uuid);
  return tri_library_run (self, statement, error);
}

gboolean
tri_stale_mark_work (TriLibrary *self, gint64 work, GError **error)
{
  static const char sql[] = "INSERT OR REPLACE INTO settings (key, value)"
                            " VALUES ('" MARK "' || ?1, lower (hex (randomblob (8))))";

  return run (self, sql, work, error);
}

char *
tri_stale_dup_mark (TriLibrary *self, gint64 work)
{
  static const char sql[] = "SELECT value FROM settings WHERE key = '" MARK "' || ?1";
  g_autoptr (TriStatement) statement = tri_library_prepare (self, sql, NULL);

  if (!statement)
    return NULL;
  sqlite3_bind_int64 (statement, 1, work);
  return tri_library_next (self, statement, NULL) ? tri_statement_dup_text (statement, 0) : NULL;
}

gboolean
tri_stale_unmark (TriLibrary *self, gint64 work, const char *mark, GError **error)
{
  static const char sql[] = "DELETE FROM settings WHERE key = '" MARK "' || ?1 AND value = ?2";
  g_autoptr (TriTransaction) transaction = NULL;
  g_autoptr (TriStatement) statement = NULL;

  if (!mark)
    return TRUE;
  if (!(transaction = tri_library_begin (self, error))
      || !(statement = tri_library_prepare (self, sql, error)))
    return FALSE;
  sqlite3_bind_int64 (statement, 1, work);
  tri_statement_bind_text (statement, 2, mark);
  return tri_library_run (self, statement, error)
         && tri_transaction_commit (g_steal_pointer (&transaction), error);
}

/* A work that is marked, @first if it is; 0 when there is none. */
static gint64
find_marked (TriLibrary *self, gint64 first)
{
  static const char sql[] = "SELECT CAST (substr (key, 8) AS INTEGER) AS work FROM settings"
                            " WHERE key GLOB '" MARK "*' ORDER BY work <> ?, work LIMIT 1";

  return tri_library_ask (self, sql, first, 0);
}

gboolean
tri_library_has_stale (TriLibrary *self)
{
  return find_marked (self, 0) != 0;
}

gboolean
tri_library_is_stale (TriLibrary *self, gint64 work)
{
  g_autofree char *mark = tri_stale_dup_mark (self, work);

  return mark != NULL;
}

gboolean
tri_library_link_stale_with (TriLibrary *self,
                             const TriLinkOptions *options,
                             guint *n_works,
                             GCancellable *cancellable,
                             GError **error)
{
  gint64 first = options ? options->first : 0;
  guint n = 0;

  for (gint64 work; (work = find_marked (self, first)) != 0; n++)
    if (!tri_library_link_work_with (self, work, options, NULL, cancellable, error))
      return FALSE;
  if (n_works)
    *n_works = n;
  return TRUE;
}

/**
 * tri_library_link_stale:
 * @n_works: (out) (optional): how many there were
 *
 * Finds the names anew in every work that is marked, as tri_library_link_work() does. When it is
 * cancelled, the rest is done the next time.
 */
gboolean
tri_library_link_stale (TriLibrary *self,
                        guint *n_works,
                        GCancellable *cancellable,
                        GError **error)
{
  return tri_library_link_stale_with (self, NULL, n_works, cancellable, error);
}
