/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "reader-search-place.h"

#include "library/tri-library-works.h"

static void
find_words (TriSearch *search, TriPassage *passage, const char *lang, ReaderPlace *place)
{
  TriMatcher *matcher = tri_search_get_matcher (search, lang);
  g_autoptr (GArray) matches = NULL;

  if (!matcher
      || !tri_matcher_match (matcher,
                             passage->content,
                             passage->mentions,
                             passage->dates,
                             &matches)
      || !matches || matches->len == 0)
    return;
  place->start = g_array_index (matches, TriMatch, 0).start;
  place->end = g_array_index (matches, TriMatch, 0).end;
}

gint64
reader_search_place_find (TriSearch *search,
                          TriLibrary *library,
                          const TriSearchHit *hit,
                          ReaderPlace *place)
{
  g_autoptr (TriSearchSnippet) snippet = tri_search_read_snippet (search,
                                                                  library,
                                                                  hit->passage,
                                                                  1,
                                                                  NULL);
  g_autoptr (TriPassage) passage = snippet
                                       ? tri_library_get_passage (library, hit->passage, NULL)
                                       : NULL;

  if (!passage)
    return 0;
  *place = (ReaderPlace){ .text = hit->text, .passage = hit->passage };
  find_words (search, passage, snippet->lang, place);
  return snippet->work;
}
