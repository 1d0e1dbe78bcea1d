/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * TriZipWriter:
 *
 * A zip file, member by member, as EPUB wants it: names in UTF-8, sizes before the bytes, no extra
 * fields, no times, so that the same members make the same file. Up to 4 GiB and 65,535 members.
 */
typedef struct _TriZipWriter TriZipWriter;

TriZipWriter *tri_zip_writer_new (GOutputStream *stream,
                                  GCancellable *cancellable) G_GNUC_WARN_UNUSED_RESULT;
void tri_zip_writer_free (TriZipWriter *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (TriZipWriter, tri_zip_writer_free)

/* @is_stored: as it is, without being compressed */
gboolean tri_zip_writer_add (TriZipWriter *self,
                             const char *name,
                             const char *bytes,
                             gsize n_bytes,
                             gboolean is_stored,
                             GError **error);
gboolean tri_zip_writer_finish (TriZipWriter *self, GError **error);

G_END_DECLS
