/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "library/tri-library.h"
#include "search/tri-matcher.h"

G_BEGIN_DECLS

/**
 * TriSearchOptions:
 * @forms: words stand for their inflected forms, too
 * @work: 0: in all; likewise @text and @division
 * @lang: (nullable): BCP 47: passages of this language only
 * @kinds: one bit for each #TriPassageKind, 0: all kinds
 *
 * Where is searched, beside what the question says itself.
 */
typedef struct
{
  gboolean forms;
  gint64 work;
  gint64 text;
  gint64 division;
  char *lang;
  guint kinds;
} TriSearchOptions;

TriSearchOptions *tri_search_options_new (void) G_GNUC_WARN_UNUSED_RESULT;
TriSearchOptions *tri_search_options_copy (const TriSearchOptions *self) G_GNUC_WARN_UNUSED_RESULT;
void tri_search_options_free (TriSearchOptions *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (TriSearchOptions, tri_search_options_free)
/* Works, texts and divisions by what outlives an import (uuid, key). */
char *tri_search_options_to_json (const TriSearchOptions *self,
                                  TriLibrary *library) G_GNUC_WARN_UNUSED_RESULT;
/* Never NULL: what is not understood, or not there any more, is not limited. */
TriSearchOptions *tri_search_options_from_json (const char *json,
                                                TriLibrary *library) G_GNUC_WARN_UNUSED_RESULT;

/**
 * TriSearch:
 *
 * A question put to a library: names resolved, other forms of its words known. Immutable; may be
 * used by any thread, with any connection to the same library.
 */
typedef struct _TriSearch TriSearch;

/* Look-ups only, but for more than a few words not for the main thread. NULL for @options: forms,
 * everywhere. */
TriSearch *tri_search_new (TriLibrary *library,
                           const char *typed,
                           const TriSearchOptions *options,
                           GError **error) G_GNUC_WARN_UNUSED_RESULT;
TriSearch *tri_search_ref (TriSearch *self);
void tri_search_unref (TriSearch *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (TriSearch, tri_search_unref)
/* With what there is to say to the reader in its notes. */
const TriQuery *tri_search_get_query (const TriSearch *self);
/* What says where in a passage of this language it is; NULL when it asks for nothing there. */
TriMatcher *tri_search_get_matcher (const TriSearch *self, const char *lang);
/* The same for what the question wants of counterparts in that language (nl:…, not nl:!…); NULL
 * when it wants nothing there. */
TriMatcher *tri_search_get_counterpart_matcher (const TriSearch *self, const char *lang);
/* Whether something is asked of counterparts in a language: that they have it, or lack it. */
gboolean tri_search_asks_counterparts (const TriSearch *self, const char *lang);

typedef struct
{
  gint64 passage;
  gint64 text;
} TriSearchHit;

/**
 * TriSearchStep:
 * @hits: (array length=n_hits): in the order in which they are to be shown
 * @replaces: they take the place of all that came before; else they follow it
 * @is_ranked: the list is ordered by rank (exact hits first, then bm25), else as it is read
 * @is_counted: all are found: the number of hits is known; a ranking may follow
 * @is_complete: nothing more comes
 */
typedef struct
{
  const TriSearchHit *hits;
  guint n_hits;
  gboolean replaces;
  gboolean is_ranked;
  gboolean is_counted;
  gboolean is_complete;
} TriSearchStep;

/* Called on the thread of the search. FALSE stops it. */
typedef gboolean (*TriSearchFunc) (const TriSearchStep *step, gpointer data);

/* Finds the passages that answer: the first 50 at once, then the others; ranked from the beginning
 * when at most 20,000 answer, else as they are read until all are found, and then once more,
 * ranked. Listens to the cancellable of @library. FALSE with @error set (G_IO_ERROR_CANCELLED,
 * too). */
gboolean tri_search_run (TriSearch *self,
                         TriLibrary *library,
                         TriSearchFunc found,
                         gpointer data,
                         GError **error);

/**
 * TriSearchSnippet:
 * @content: some words of the passage around the first hit, "…" where it is cut
 * @matches: (element-type TriMatch): in @content
 * @chapter: (nullable): the title of the division
 * @lang: of the text
 */
typedef struct
{
  gint64 passage;
  gint64 text;
  guint ord;
  TriPassageKind kind;
  char *lang;
  char *text_title;
  char *work_title;
  gint64 work;
  char *chapter;
  char *content;
  GArray *matches;
} TriSearchSnippet;

void tri_search_snippet_free (TriSearchSnippet *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (TriSearchSnippet, tri_search_snippet_free)

/* A few look-ups: for the rows that are in view. @width: about so many code points of content.
 * NULL without @error when the passage has gone. */
TriSearchSnippet *tri_search_read_snippet (TriSearch *self,
                                           TriLibrary *library,
                                           gint64 passage,
                                           guint width,
                                           GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* (element-type TriSearchSnippet): the passages that correspond to it, by text and place, with what
 * the question finds in them; of a long passage the sentences that correspond. */
GPtrArray *tri_search_read_counterparts (TriSearch *self,
                                         TriLibrary *library,
                                         gint64 passage,
                                         guint width,
                                         GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
