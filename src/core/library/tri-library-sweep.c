/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "library/tri-import.h"

#include "library/tri-import-draft.h"
#include "library/tri-import-lock.h"
#include "library/tri-library-visits.h"

/* A work that was deleted can be brought back for so long. */
#define KEPT_SECONDS (30 * 24 * 60 * 60)
/* So many works are taken away at a time. */
#define MAX_WORKS 4

/**
 * tri_library_sweep:
 *
 * Takes works off the disk that nobody can see any more: those whose import was cut off, and those
 * deleted more than 30 days ago; a few at a time, the rest next time. Lines of the reading history
 * that were cleared go after the same time. While an import runs, in this
 * process or another one, it does nothing.
 */
gboolean
tri_library_sweep (TriLibrary *self, GError **error)
{
  static const char sql[] = "SELECT id FROM works WHERE complete = 0 OR deleted < ? LIMIT 1";
  g_auto (TriImportLock) lock = TRI_IMPORT_LOCK_INIT;
  gint64 before = g_get_real_time () / G_USEC_PER_SEC - KEPT_SECONDS;
  gint64 work;

  if (!tri_visits_sweep (self, before, error))
    return FALSE;
  if (tri_library_ask (self, sql, before, 0) == 0 || !tri_import_lock_try (&lock, self->path))
    return TRUE;
  for (guint i = 0; i < MAX_WORKS && (work = tri_library_ask (self, sql, before, 0)) != 0; i++)
    if (!tri_library_remove_work (self, work, error))
      return FALSE;
  return TRUE;
}
