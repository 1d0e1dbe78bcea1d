/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "library/tri-backup.h"

G_BEGIN_DECLS

/* Puts the library in the file @from in the place of the one at @path. Returns where what was there
 * lies now, "" when there was nothing; NULL with @error set: the library is as it was. @sha256 may
 * be NULL. */
char *tri_restore_library (const char *path,
                           const char *from,
                           const char *sha256,
                           const TriBackupOptions *options,
                           GCancellable *cancellable,
                           GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
