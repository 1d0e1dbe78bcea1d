/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "library/tri-import-links.h"

G_BEGIN_DECLS

/**
 * TriImportFiles:
 *
 * The files of an import, for links that come in a file of their own: which of them is meant by a
 * name, and what an id in it stands for.
 */
typedef struct _TriImportFiles TriImportFiles;

TriImportFiles *tri_import_files_new (void) G_GNUC_WARN_UNUSED_RESULT;
void tri_import_files_free (TriImportFiles *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (TriImportFiles, tri_import_files_free)

/* The next file; its texts come behind so many others. */
void tri_import_files_begin (TriImportFiles *self,
                             const char *path,
                             const char *format,
                             guint first_text);
/* One that the latest file takes in: what is in it is in that file. */
void tri_import_files_include (TriImportFiles *self, const char *path);
/* (element-type guint): for each member of the link what stands for the file it is in. */
GArray *tri_import_files_intern (TriImportFiles *self,
                                 const TriDraftLink *link,
                                 GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* When all files are there: finds out which of them the names mean. An error when links name other
 * files alone. */
gboolean tri_import_files_match (TriImportFiles *self, TriImportDraft *draft, GError **error);
/* Whether it is to be found out which side of a link is meant by which of two files. */
gboolean tri_import_files_have_sides (TriImportFiles *self);
void tri_import_files_look (TriImportFiles *self,
                            TriImportDraft *draft,
                            const char *const *names,
                            const GArray *files);
/* What the names stand for; FALSE when any of them is not there. */
gboolean tri_import_files_resolve (TriImportFiles *self,
                                   TriImportDraft *draft,
                                   const char *const *names,
                                   const GArray *files,
                                   GArray *members);
/* "fr.xml#p1" where fr.xml is among the files. */
gboolean tri_import_files_find_pointer (TriImportFiles *self,
                                        TriImportDraft *draft,
                                        const char *pointer,
                                        TriImportAnchor *out);
/* (transfer full) (nullable): what to say of links whose texts did not come. */
char *tri_import_files_dup_advice (TriImportFiles *self) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
