/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "library/tri-restore.h"

G_BEGIN_DECLS

/* A name beside @path that nobody has: with @word and the day in it. */
char *tri_restore_dup_free_name (const char *path, const char *word) G_GNUC_WARN_UNUSED_RESULT;
/* Puts the file @draft in the place of a damaged one, which gets the name @kept, or over a library
 * that can be opened while others read it, where that can be. */
gboolean tri_restore_put_in_place (const char *path,
                                   const char *draft,
                                   const char *kept,
                                   const TriBackupOptions *options,
                                   GCancellable *cancellable,
                                   GError **error);
/* Nobody else may have the file open: they would go on writing into one without a name. */
gboolean tri_restore_wait_for_others (const char *path, GError **error);

G_END_DECLS
