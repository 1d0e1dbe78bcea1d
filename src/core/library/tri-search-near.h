/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "library/tri-library-search.h"

G_BEGIN_DECLS

/**
 * TriSearchNear:
 * @words: what is meant, perhaps
 * @typed: the question with it
 * @passages: in how many it stands, about
 */
typedef struct
{
  char *words;
  char *typed;
  guint passages;
} TriSearchNear;

void tri_search_near_free (TriSearchNear *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (TriSearchNear, tri_search_near_free)

/* (element-type TriSearchNear): near spellings of those words and names of a question that no text
 * has. @lang: (nullable): where it was searched. Listens to the
 * cancellable of @library; for a worker. */
GPtrArray *tri_search_list_near (TriSearch *search,
                                 TriLibrary *library,
                                 const char *lang) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
