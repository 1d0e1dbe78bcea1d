/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* Members of an archive, unpacked, in a temporary file that has no name, by their places. */
typedef struct _TriArchiveKeep TriArchiveKeep;

TriArchiveKeep *tri_archive_keep_new (GError **error) G_GNUC_WARN_UNUSED_RESULT;
void tri_archive_keep_free (TriArchiveKeep *self);

gboolean tri_archive_keep_add (TriArchiveKeep *self, guint at, GBytes *bytes, GError **error);
gboolean tri_archive_keep_has (TriArchiveKeep *self, guint at);
GBytes *tri_archive_keep_read (TriArchiveKeep *self,
                               guint at,
                               GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
