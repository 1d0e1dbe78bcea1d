/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "library/tri-library-sources.h"

G_BEGIN_DECLS

#define TRI_TEI_MAX_PARTS (1 << 20)

/**
 * TriTeiPart:
 * @index: among the parts of the file
 * @is_corpus: whether it is a corpus of others
 * @tag: (nullable): its start tag; %NULL for the root, and where it is too long
 * @header: (nullable): as it stands in the file
 * @n_texts: how many elements of that name are in it, but for its parts
 * @text: the place of the last of them among those of the file
 *
 * A TEI, or a corpus of them.
 */
typedef struct
{
  guint index;
  gboolean is_corpus;
  char *tag;
  char *header;
  guint n_texts;
  guint text;
} TriTeiPart;

/**
 * TriTeiHeaderFile:
 * @declaration: (nullable): of XML
 * @root: (nullable): the outermost start tag
 * @parts: TriTeiPart, as they begin
 * @ids: of texts: the part, or %NULL where several have the id
 * @is_whole: nothing of the file was left out, and nothing of it is in other files
 * @is_parted: whether a division may be a text
 *
 * What a stored file has of headers.
 */
typedef struct
{
  char *declaration;
  char *root;
  GPtrArray *parts;
  GHashTable *ids;
  gboolean is_whole;
  gboolean is_parted;
} TriTeiHeaderFile;

TriTeiHeaderFile *tri_tei_header_file_new (TriLibrary *library,
                                           const TriTextSource *source,
                                           guint n_texts,
                                           GCancellable *cancellable) G_GNUC_WARN_UNUSED_RESULT;
void tri_tei_header_file_free (TriTeiHeaderFile *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (TriTeiHeaderFile, tri_tei_header_file_free)

G_END_DECLS
