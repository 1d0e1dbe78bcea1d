/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * TriSpool:
 *
 * What has to wait: streams of bytes that are written side by side, and each read from its
 * beginning when all is written. They share a temporary file; in memory is one page of each. Where
 * no stream is longer than that there is no file.
 */
typedef struct _TriSpool TriSpool;

TriSpool *tri_spool_new (void) G_GNUC_WARN_UNUSED_RESULT;
void tri_spool_free (TriSpool *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (TriSpool, tri_spool_free)

/* Returns its number, from 0. */
guint tri_spool_add_stream (TriSpool *self);
gboolean tri_spool_write (TriSpool *self,
                          guint stream,
                          gconstpointer bytes,
                          gsize n_bytes,
                          GError **error);
gboolean tri_spool_write_number (TriSpool *self, guint stream, guint64 number, GError **error);
/* A number that says how long it is, then the bytes. */
gboolean tri_spool_write_string (TriSpool *self,
                                 guint stream,
                                 const char *string,
                                 gsize n_bytes,
                                 GError **error);

/* From here on it is read, once or several times. */
gboolean tri_spool_rewind (TriSpool *self, guint stream, GError **error);
gboolean tri_spool_is_at_end (TriSpool *self, guint stream);
gboolean tri_spool_read (TriSpool *self,
                         guint stream,
                         gpointer bytes,
                         gsize n_bytes,
                         GError **error);
gboolean tri_spool_read_number (TriSpool *self, guint stream, guint64 *number, GError **error);
/* Appends it, with a zero behind that does not count. */
gboolean tri_spool_read_string (TriSpool *self, guint stream, GString *string, GError **error);

G_END_DECLS
