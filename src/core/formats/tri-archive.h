/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "formats/tri-format.h"

G_BEGIN_DECLS

/* What a book may hold, unpacked: in all that is read of it and in one member; and how many. */
#define TRI_ARCHIVE_MAX_BYTES ((gsize) 512 * 1024 * 1024)
#define TRI_ARCHIVE_MAX_MEMBER ((gsize) 64 * 1024 * 1024)
#define TRI_ARCHIVE_MAX_MEMBERS 100000

/**
 * TriArchive:
 *
 * A zip file (EPUB, DOCX, ODT), read by libarchive: nothing is ever written to disk by the names in
 * it. Names that are absolute or climb (..) are never found; of two members of one
 * name the first counts. What is encrypted, or expands beyond measure, is an error that says so.
 */
typedef struct _TriArchive TriArchive;

TriArchive *tri_archive_new (const TriSource *source,
                             GCancellable *cancellable,
                             GError **error) G_GNUC_WARN_UNUSED_RESULT;
void tri_archive_free (TriArchive *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (TriArchive, tri_archive_free)

/* Its members, each name once, in the order of the file. */
guint tri_archive_get_n_members (TriArchive *self);
const char *tri_archive_get_member (TriArchive *self, guint i);
gboolean tri_archive_has (TriArchive *self, const char *name);
/* The bytes of a member; TRI_ERROR_NOT_FOUND when there is none of that name. */
GBytes *tri_archive_read (TriArchive *self,
                          const char *name,
                          GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* What a path in @member points at, without its fragment, percent signs decoded: "../a%20b.xhtml#x"
 * in "OPS/text/c.xhtml" is "OPS/a b.xhtml". NULL for what lies outside or elsewhere (http:). */
char *tri_archive_dup_path (const char *member, const char *href) G_GNUC_WARN_UNUSED_RESULT;
/* Whether these first bytes are those of a zip file whose first member is "mimetype" with @type. */
gboolean tri_archive_sniff (const guint8 *bytes, gsize n_bytes, const char *type);

G_END_DECLS
