/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "formats/tri-archive.h"

G_BEGIN_DECLS

/* A file of a book that is read, in the order in which it is. */
typedef struct
{
  char *path;
  gboolean is_linear; /* stands in the order of reading */
} TriEpubFile;

/* What the package of a book says of it. What it does not say is NULL. */
typedef struct
{
  char *title;
  char *author;
  char *lang;
  char *rights;
  GArray *files; /* TriEpubFile */
  char *nav;     /* the path of the contents in XHTML */
  char *ncx;     /* and of those in NCX */
} TriEpubPackage;

TriEpubPackage *tri_epub_package_new (const TriSource *source,
                                      TriArchive *archive,
                                      GHashTable *members,
                                      GCancellable *cancellable,
                                      GError **error) G_GNUC_WARN_UNUSED_RESULT;
void tri_epub_package_free (TriEpubPackage *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (TriEpubPackage, tri_epub_package_free)

/* Whether nobody but the shop's programs can read it: an error says so, and whose lock it is. */
gboolean tri_epub_check_lock (const TriSource *source,
                              TriArchive *archive,
                              GCancellable *cancellable,
                              GError **error);

/* The members of a book, to be found whatever the case and the make of their letters. */
GHashTable *tri_epub_list_members (TriArchive *archive) G_GNUC_WARN_UNUSED_RESULT;
/* The member that @href points at in @member, or NULL. */
const char *tri_epub_find_path (GHashTable *members, const char *member, const char *href);

/**
 * TriEpubEntry:
 * @level: from 1
 * @path: (nullable): of the page, %NULL when it says none
 * @fragment: (nullable): what begins there, %NULL for all of the file
 *
 * A line of the table of contents.
 */
typedef struct
{
  char *title;
  int level;
  char *path;
  char *fragment;
} TriEpubEntry;

/* (element-type TriEpubEntry): none when the book has no table of contents, or one that cannot be
 * read */
GArray *tri_epub_read_contents (const TriSource *source,
                                TriArchive *archive,
                                GHashTable *members,
                                const TriEpubPackage *package,
                                GCancellable *cancellable) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
