/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "library/tri-library-private.h"

G_BEGIN_DECLS

/**
 * TriSearchText:
 * @lang: the primary subtag, small letters
 * @first: the row of its first passage; @last of its last
 * @is_dense: its passages are all the rows from @first to @last
 *
 * Private to search: a text that can be read.
 */
typedef struct
{
  gint64 id;
  gint64 work;
  char *lang;
  gint64 first;
  gint64 last;
  guint passages;
  gboolean is_dense;
} TriSearchText;

/* (element-type TriSearchText): of complete works that are not deleted, by @first; not those
 * without a passage. */
GPtrArray *tri_search_texts_new (TriLibrary *library, GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* The text a passage stands in, by its place in the list; -1 when it stands in none of them. */
int tri_search_texts_find (const GPtrArray *texts, TriLibrary *library, gint64 passage);
int tri_search_texts_find_id (const GPtrArray *texts, gint64 text);

G_END_DECLS
