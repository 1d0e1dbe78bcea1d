/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "library/tri-library.h"

G_BEGIN_DECLS

/**
 * TriTextSource:
 * @row: of the stored file; 0 where none is stored
 * @format: the nick of its format
 * @key: (nullable): what the file calls the text
 * @n_bytes: of the file
 *
 * The file that a text came from, as it was.
 */
typedef struct
{
  gint64 row;
  char *format;
  char *key;
  goffset n_bytes;
} TriTextSource;

void tri_text_source_clear (TriTextSource *self);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (TriTextSource, tri_text_source_clear)

gboolean tri_library_find_source (TriLibrary *self,
                                  gint64 text,
                                  TriTextSource *found,
                                  GError **error);
GArray *tri_library_list_source_texts (TriLibrary *self,
                                       gint64 text,
                                       GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* Appends at most @n bytes of the stored file from @at on; none at its end. */
gboolean tri_library_read_source (TriLibrary *self,
                                  gint64 source,
                                  goffset at,
                                  gsize n,
                                  GString *out,
                                  GError **error);

G_END_DECLS
