/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Says to other processes that an import is running, for as long as this process lives: a file
 * beside the library with a lock on it. A work that is not complete while nobody holds the lock
 * was left behind. */
typedef struct
{
  char *path;
  int fd;
} TriImportLock;

#define TRI_IMPORT_LOCK_INIT \
  {                          \
    NULL, -1                 \
  }

/* Any number of imports share it. */
gboolean tri_import_lock_share (TriImportLock *self, const char *library, GError **error);
/* FALSE when an import runs. */
gboolean tri_import_lock_try (TriImportLock *self, const char *library);
void tri_import_lock_clear (TriImportLock *self);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (TriImportLock, tri_import_lock_clear)

G_END_DECLS
