/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "library/tri-library-equivalents.h"
#include "library/tri-library-private.h"

G_BEGIN_DECLS

/* Private to the library. What tri-library-equivalents.c counts. */

/* A text of a work that has the language of the word and another.
 *
 * @lang: the primary subtag
 * @is_own: it is in the language of the word
 * @first: its first passage; @last inclusive */
typedef struct
{
  gint64 id;
  char *lang;
  gboolean is_own;
  guint passages;
  gint64 first;
  gint64 last;
} TriEquivalentsText;

/* Passages that hold some words.
 *
 * @passages: (element-type gint64): those to look at
 * @found: how many there are; estimated when there are very many
 * @is_everywhere: so many that @passages are of all there are, with the words or without */
typedef struct
{
  GArray *passages;
  double found;
  gboolean is_everywhere;
} TriEquivalentsPlaces;

char *tri_equivalents_dup_primary (const char *lang) G_GNUC_WARN_UNUSED_RESULT;
/* (element-type TriEquivalentsText) */
GArray *tri_equivalents_list_texts (TriLibrary *library,
                                    const TriEquivalentsQuestion *question,
                                    GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* How many passages the texts in the language of the word have. */
double tri_equivalents_count_own (const GArray *texts);
/* In how many passages of the texts in a language (NULL: the own ones) something stands; counts to
 * @most, and goes on from there by proportion. */
gboolean tri_equivalents_count (TriLibrary *library,
                                const GArray *texts,
                                const char *lang,
                                const char *match,
                                guint most,
                                double *out,
                                GError **error);
/* The same of the own texts, with @most of the passages at most, spread evenly. */
gboolean tri_equivalents_find_places (TriLibrary *library,
                                      const GArray *texts,
                                      const char *match,
                                      guint most,
                                      TriEquivalentsPlaces *out,
                                      GError **error);

/* Called for a link and each language in which it has a counterpart. @own: %NULL when it does not
 * hold the words. */
typedef void (*TriEquivalentsLinkFunc) (const char *lang,
                                        const char *own,
                                        const char *other,
                                        gpointer data);

/**
 * TriEquivalentsReader:
 * @words: (element-type utf8): folded; a link holds them with one of them, or, @is_phrase, all
 * @is_everywhere: links that do not hold them are of interest, too
 * @seen: (element-type gint64): links that were read
 */
typedef struct
{
  TriLibrary *library;
  const GArray *texts;
  const GPtrArray *words;
  gboolean is_phrase;
  gboolean is_everywhere;
  GHashTable *seen;
  TriEquivalentsLinkFunc func;
  gpointer data;
} TriEquivalentsReader;

/* The links of a passage: of its sentences where there are such, else of all of it. */
gboolean tri_equivalents_read_links (TriEquivalentsReader *self, gint64 passage, GError **error);

G_END_DECLS
