/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "entities/tri-discover-words.h"
#include "entities/tri-discover.h"
#include "entities/tri-tokens.h"

G_BEGIN_DECLS

/* How a language writes a word. */
typedef struct
{
  guint n_lower;
  /* with a capital that neither the beginning of a sentence nor a title explains */
  guint n_capital;
  guint n_opening;
} TriWordCount;

#define TRI_DISCOVER_LANGS 4
#define TRI_DISCOVER_PLACES 4
#define TRI_DISCOVER_ROWS 24

/**
 * TriSeen:
 * @key: the folded words, parted by spaces
 * @surfaces: the name as it is written, in each language first
 * @n: by language
 * @n_weak: of all, where the place explains the capital
 * @votes: by type, what the words around say
 * @neighbours: by type, what stands beside it in lists
 * @n_indefinite: behind a, une, een
 * @texts: a bit for each of the first 64
 * @rows: the smallest hashes of the rows it is named in: two names whose rows are the same are
 * names of the same
 * @first: in the order of appearance
 * @year: of a work: the first that stands behind its title
 * @place: ICU knows a place of this name
 *
 * A sequence of words that may be a name.
 */
typedef struct
{
  char *key;
  char *surfaces[TRI_DISCOVER_LANGS];
  guint n[TRI_DISCOVER_LANGS];
  guint n_total;
  guint n_weak;
  guint n_indefinite;
  guint n_words;
  guint votes[TRI_N_ENTITY_TYPES];
  guint neighbours[TRI_N_ENTITY_TYPES];
  guint64 texts;
  guint32 rows[TRI_DISCOVER_ROWS];
  guint n_rows;
  TriProposalPlace places[TRI_DISCOVER_PLACES];
  guint n_places;
  guint first;
  guint year;
  gboolean place;
  gboolean acronym;
  gboolean title;
} TriSeen;

/* Two sequences of which the text says that they name one: GPU (…), Serge, de son vrai nom … */
typedef struct
{
  TriSeen *one;
  TriSeen *other;
} TriSame;

/**
 * TriFound:
 * @first: the first of its tokens; likewise @last, inclusive
 * @type: what form and place say; -1: nothing
 * @weak: the place explains the capital
 *
 * A name in the passage at hand.
 */
typedef struct
{
  guint first;
  guint last;
  int type;
  gboolean weak;
} TriFound;

struct _TriDiscovery
{
  GPtrArray *langs;                      /* of the texts: "en", "fr", "nl" or "" */
  GHashTable *words[TRI_DISCOVER_LANGS]; /* folded → TriWordCount */
  GHashTable *seen;                      /* key → TriSeen */
  GArray *same;                          /* (element-type TriSame) */
  GArray *beside;                        /* (element-type TriSame): neighbours in a list */
  guint n_seen;
  /* From so many on what was seen once is dropped. */
  guint most_words[TRI_DISCOVER_LANGS];
  guint most_seen;
  guint64 n_tokens;
  /* of the passage at hand */
  const TriDiscoverPassage *passage;
  guint text;
  const char *lang;
  guint lang_index;
  TriTokens tokens;
  GArray *offsets;  /* (element-type guint): of code points, in bytes */
  GArray *classes;  /* (element-type TriWordClass): of the tokens */
  GArray *span_ids; /* (element-type guint): of the tokens: the emphasis they stand in, or 0 */
  GByteArray *used; /* one a token */
  GArray *found;    /* (element-type TriFound) */
  gboolean flat;    /* nearly every word has a capital */
};

static inline const TriToken *
tri_discovery_token (const TriDiscovery *self, guint i)
{
  return tri_tokens_get (&self->tokens, i);
}

static inline TriWordClass
tri_discovery_class (const TriDiscovery *self, guint i)
{
  return g_array_index (self->classes, TriWordClass, i);
}

static inline gboolean
tri_discovery_is_capital (const TriDiscovery *self, guint i)
{
  return (tri_discovery_token (self, i)->flags & TRI_TOKEN_CAPITAL) != 0;
}

guint tri_discovery_find_token (const TriDiscovery *self, guint code_point);
char *tri_discovery_dup_range (const TriDiscovery *self, guint start, guint end);
const TriWordCount *tri_discovery_count (const TriDiscovery *self, guint lang, const char *word);
const TriWordCount *tri_discovery_count_token (const TriDiscovery *self, guint i);
void tri_discovery_add_found (TriDiscovery *self, guint first, guint last, int type, gboolean weak);

void tri_discovery_find_titles (TriDiscovery *self);
void tri_discovery_find_names (TriDiscovery *self);
void tri_discovery_note (TriDiscovery *self);
void tri_seen_free (TriSeen *self);
void tri_discovery_vote (const TriDiscovery *self, const TriFound *found, TriSeen *seen);
void tri_discovery_vote_by_lists (TriDiscovery *self);
void tri_seen_vote (TriSeen *self, TriEntityType type, guint n);

G_END_DECLS
