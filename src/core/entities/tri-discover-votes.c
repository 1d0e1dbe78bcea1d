/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "entities/tri-discover-private.h"

#include "entities/tri-name-words.h"
#include "tri-language.h"

#include <string.h>

/* What the form of a name and the words around say of its type. */

static gboolean
is_adjacent (const TriDiscovery *self, guint i)
{
  return tri_discovery_token (self, i)->gap == 0
         && !(tri_discovery_token (self, i)->flags & TRI_TOKEN_OPENING);
}

static guint
get_place_cue (const TriDiscovery *self, guint i)
{
  return tri_word_get_place_cue (self->lang,
                                 tri_tokens_get_word (&self->tokens, i),
                                 tri_discovery_token (self, i)->length);
}

static gboolean
is_definite_article (const TriDiscovery *self, guint i)
{
  return !(tri_discovery_class (self, i) & TRI_WORD_INDEFINITE)
         && tri_language_is_article (tri_tokens_get_word (&self->tokens, i),
                                     tri_discovery_token (self, i)->length);
}

static gboolean
is_joint (const TriDiscovery *self, guint i)
{
  return (tri_discovery_class (self, i) & (TRI_WORD_PARTICLE | TRI_WORD_LOOSE_PARTICLE))
         && !tri_discovery_is_capital (self, i);
}

/* The word that a name hangs on: (rue) de Rome, (banks) of the Hudson, (général) de Gaulle; where
 * nothing parts them. G_MAXUINT for none. */
static guint
find_noun_before (const TriDiscovery *self, guint first)
{
  guint i = first;

  while (i > 0 && first - i < 3 && is_adjacent (self, i) && is_joint (self, i - 1))
    i--;
  return i > 0 && is_adjacent (self, i) ? i - 1 : G_MAXUINT;
}

/* What the noun says: a street, a bank, a general; and a member of a party. */
static void
vote_by_noun_before (const TriDiscovery *self, const TriFound *found, TriSeen *seen)
{
  guint noun = find_noun_before (self, found->first);
  TriWordClass class = noun != G_MAXUINT ? tri_discovery_class (self, noun) : 0;

  if (noun == G_MAXUINT)
    return;
  if ((class & TRI_WORD_TITLE) && noun + 1 < found->first)
    tri_seen_vote (seen, TRI_ENTITY_PERSON, is_definite_article (self, found->first - 1) ? 0 : 3);
  if (tri_discovery_is_capital (self, noun))
    return;
  if (class & TRI_WORD_PLACE)
    tri_seen_vote (seen, TRI_ENTITY_PLACE, 2);
  else if ((class & TRI_WORD_ORGANISATION) && noun + 1 == found->first)
    tri_seen_vote (seen, TRI_ENTITY_ORGANISATION, 2);
  if (class & TRI_WORD_MEMBER)
    tri_seen_vote (seen, TRI_ENTITY_ORGANISATION, 2);
}

/* The novel X, in the same sentence. */
static void
vote_by_kind_of_work (const TriDiscovery *self, const TriFound *found, TriSeen *seen)
{
  for (guint i = found->first; i > 0 && found->first - i < 3; i--)
    {
      if (found->weak || (tri_discovery_token (self, i)->flags & TRI_TOKEN_OPENING))
        return;
      if (tri_discovery_class (self, i - 1) & TRI_WORD_WORK)
        tri_seen_vote (seen, TRI_ENTITY_WORK, i == found->first ? 2 : 1);
    }
}

static void
vote_by_word_before (const TriDiscovery *self, const TriFound *found, TriSeen *seen)
{
  guint before = found->first - 1;
  TriWordClass class;

  if (found->first == 0)
    return;
  vote_by_kind_of_work (self, found, seen);
  class = tri_discovery_class (self, before);
  if (class & TRI_WORD_TITLE)
    tri_seen_vote (seen, TRI_ENTITY_PERSON, 3);
  vote_by_noun_before (self, found, seen);
  if (!is_adjacent (self, found->first))
    return;
  if (get_place_cue (self, before) > 0)
    tri_seen_vote (seen, TRI_ENTITY_PLACE, get_place_cue (self, before));
  else if (before > 0 && is_definite_article (self, before)
           && get_place_cue (self, before - 1) > 0)
    tri_seen_vote (seen, TRI_ENTITY_PLACE, 1);
  else if (strcmp (self->lang, "fr") == 0 && found->first == found->last
           && is_definite_article (self, before))
    tri_seen_vote (seen, TRI_ENTITY_PLACE, 1);
  if (class & TRI_WORD_PERSON_CUE)
    tri_seen_vote (seen, TRI_ENTITY_PERSON, 1);
  if ((class & TRI_WORD_INDEFINITE) && get_place_cue (self, before) == 0)
    seen->n_indefinite++;
}

static void
vote_by_word_behind (const TriDiscovery *self, const TriFound *found, TriSeen *seen)
{
  guint n = self->tokens.tokens->len;
  guint behind = found->last + 1;

  if (behind < n && (tri_discovery_token (self, behind)->flags & TRI_TOKEN_APOSTROPHE))
    tri_seen_vote (seen, TRI_ENTITY_PERSON, 1);
  for (guint i = behind; i < n && i < behind + 3 && is_adjacent (self, i); i++)
    if (tri_discovery_class (self, i) & (TRI_WORD_PERSON_CUE | TRI_WORD_PERSON_VERB))
      tri_seen_vote (seen, TRI_ENTITY_PERSON, 1);
  /* Norfolk county, Rijn-oever */
  if (behind < n && is_adjacent (self, behind) && strcmp (self->lang, "fr") != 0
      && (tri_discovery_class (self, behind) & TRI_WORD_PLACE))
    tri_seen_vote (seen, TRI_ENTITY_PLACE, 2);
  /* Rome, 12 May */
  if (behind + 1 < n && found->first == found->last
      && tri_discovery_token (self, behind)->gap == ','
      && g_ascii_isdigit (tri_tokens_get_word (&self->tokens, behind)[0])
      && (tri_discovery_class (self, behind + 1) & TRI_WORD_CALENDAR))
    tri_seen_vote (seen, TRI_ENTITY_PLACE, 2);
  /* Paris, 1931 */
  if (behind < n && found->first > 0 && found->first == found->last
      && tri_discovery_token (self, found->first)->gap == ','
      && tri_discovery_token (self, behind)->gap == ','
      && g_ascii_isdigit (tri_tokens_get_word (&self->tokens, behind)[0]))
    tri_seen_vote (seen, TRI_ENTITY_PLACE, 2);
}

static gboolean
is_initial (const TriDiscovery *self, guint i)
{
  const TriToken *token = tri_discovery_token (self, i);

  return (token->flags & TRI_TOKEN_CAPITAL)
         && (token->end - token->start == 1 || token->length < token->end - token->start);
}

static gboolean
is_given_name (const TriDiscovery *self, guint i)
{
  g_autofree char *word = g_strndup (tri_tokens_get_word (&self->tokens, i),
                                     tri_discovery_token (self, i)->length);

  return tri_name_words_find_given (word) > 0;
}

/* San Marino, New Norfolk, Port Arthur: how names of places begin. */
static gboolean
is_founding (const TriDiscovery *self, guint i)
{
  static const char *const words[] = {
    "san",
    "santa",
    "sao",
    "new",
    "nouvelle",
    "nouveau",
    "nieuw",
    "nieuwe",
    "port",
    "puerto",
    "porto",
    "fort",
    "mont",
    "monte",
    "mount",
    "lake",
    "ciudad",
    "villa",
    "bad",
    "rio",
    "los",
    "las",
    "el",
    "upper",
    "lower",
    NULL,
  };
  g_autofree char *word = g_strndup (tri_tokens_get_word (&self->tokens, i),
                                     tri_discovery_token (self, i)->length);

  return g_strv_contains (words, word);
}

static void
vote_by_form (const TriDiscovery *self, const TriFound *found, TriSeen *seen)
{
  guint n_words = found->last - found->first + 1;
  TriWordClass all = 0;

  for (guint i = found->first; i <= found->last; i++)
    all |= tri_discovery_class (self, i);
  if (found->type >= 0)
    tri_seen_vote (seen, (TriEntityType) found->type, 3);
  seen->title |= found->type == TRI_ENTITY_WORK;
  if (n_words == 1 && (tri_discovery_token (self, found->first)->flags & TRI_TOKEN_ALL_CAPS))
    {
      seen->acronym = TRUE;
      tri_seen_vote (seen, TRI_ENTITY_ORGANISATION, self->flat ? 0 : 2);
    }
  if (found->type >= 0)
    return;
  if (all & TRI_WORD_ORGANISATION)
    tri_seen_vote (seen, TRI_ENTITY_ORGANISATION, 4);
  if (all & (TRI_WORD_EVENT | TRI_WORD_TAIL))
    tri_seen_vote (seen,
                   all & TRI_WORD_ORGANISATION ? TRI_ENTITY_ORGANISATION : TRI_ENTITY_EVENT,
                   4);
  if (n_words > 1 && (all & TRI_WORD_PLACE))
    tri_seen_vote (seen, TRI_ENTITY_PLACE, 3);
  if (n_words > 1 && is_founding (self, found->first))
    tri_seen_vote (seen, TRI_ENTITY_PLACE, 3);
  if (n_words > 1
      && ((tri_discovery_class (self, found->first) | tri_discovery_class (self, found->last))
          & TRI_WORD_PERIODICAL))
    tri_seen_vote (seen, TRI_ENTITY_WORK, 4);
  if (seen->place)
    return;
  if (is_given_name (self, found->first))
    tri_seen_vote (seen, TRI_ENTITY_PERSON, n_words > 1 ? 2 : 1);
  if (n_words > 1 && is_initial (self, found->first))
    tri_seen_vote (seen, TRI_ENTITY_PERSON, 4);
  else if (n_words > 1 && n_words < 5
           && !(all & (TRI_WORD_HEAD | TRI_WORD_PLACE | TRI_WORD_TAIL | TRI_WORD_INDEFINITE)))
    tri_seen_vote (seen, TRI_ENTITY_PERSON, 2);
}

/* All that one mention says. */
void
tri_discovery_vote (const TriDiscovery *self, const TriFound *found, TriSeen *seen)
{
  vote_by_form (self, found, seen);
  if (found->type >= 0)
    return;
  vote_by_word_before (self, found, seen);
  vote_by_word_behind (self, found, seen);
}
