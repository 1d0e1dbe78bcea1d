/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "entities/tri-discover-private.h"

#include "entities/tri-discover-places.h"
#include "tri-language.h"

#include <string.h>

/* Names that their capitals tell. */

/* So many words may stand between two capitals of a name: Committee for the Defence. */
#define MAX_PARTICLES 3
#define MAX_WORDS 14

/* How a capital at the beginning of a sentence or in a title is to be taken. */
typedef enum
{
  NAME_NO,
  NAME_PERHAPS,
  NAME_YES,
} NameWord;

static guint
count_tokens (const TriDiscovery *self)
{
  return self->tokens.tokens->len;
}

static gboolean
is_initial (const TriDiscovery *self, guint i)
{
  const TriToken *token = tri_discovery_token (self, i);

  return (token->flags & TRI_TOKEN_CAPITAL)
         && (token->end - token->start == 1
             || ((token->flags & TRI_TOKEN_ALL_CAPS) && token->length < token->end - token->start));
}

static gboolean
is_letter (const TriDiscovery *self, guint i)
{
  return tri_discovery_token (self, i)->end - tri_discovery_token (self, i)->start == 1;
}

static gboolean
is_saint (const TriDiscovery *self, guint i)
{
  static const char *const saints[] = { "st", "ste", "saint", "sainte", "sint" };
  const TriToken *token = tri_discovery_token (self, i);

  for (guint j = 0; j < G_N_ELEMENTS (saints); j++)
    if (token->length == strlen (saints[j])
        && memcmp (tri_tokens_get_word (&self->tokens, i), saints[j], token->length) == 0)
      return TRUE;
  return FALSE;
}

/* Whether nothing parts token @i from the one before. */
static gboolean
is_joined (const TriDiscovery *self, guint i)
{
  const TriToken *token = tri_discovery_token (self, i);

  if (self->used->data[i]
      || g_array_index (self->span_ids, guint, i) != g_array_index (self->span_ids, guint, i - 1))
    return FALSE;
  if (token->gap == TRI_TOKEN_GAP_STOP)
    return is_initial (self, i - 1) || is_saint (self, i - 1);
  if (token->gap != 0 || (token->flags & TRI_TOKEN_OPENING))
    return FALSE;
  /* The joined letters of an acronym end with a stop of their own. */
  return TRUE;
}

static NameWord
judge_unsure (const TriDiscovery *self, guint i)
{
  const TriWordCount *count = tri_discovery_count_token (self, i);
  TriWordClass class = tri_discovery_class (self, i);

  if (class & (TRI_WORD_FUNCTION | TRI_WORD_HEADING))
    return NAME_NO;
  if (count->n_capital > 0 && count->n_capital * 2 >= count->n_lower)
    return NAME_YES;
  if (class & (TRI_WORD_HEAD | TRI_WORD_TITLE | TRI_WORD_PLACE))
    return NAME_PERHAPS;
  return count->n_lower > 0 ? NAME_NO : NAME_PERHAPS;
}

/* Mr. Harrow */
static gboolean
is_short_title (const TriDiscovery *self, guint i)
{
  return (tri_discovery_class (self, i) & TRI_WORD_TITLE)
         && tri_discovery_token (self, i)->length < 5;
}

static gboolean
is_sure_place (const TriDiscovery *self, guint i)
{
  const TriToken *token = tri_discovery_token (self, i);

  /* Behind an initial, "Mr." or "St." no sentence begins. */
  if (i > 0 && token->gap == TRI_TOKEN_GAP_STOP
      && (is_initial (self, i - 1) || is_saint (self, i - 1) || is_short_title (self, i - 1)))
    return !self->flat;
  return !self->flat && !(token->flags & TRI_TOKEN_OPENING);
}

/* "L." before a name is no article. */
static gboolean
is_function (const TriDiscovery *self, guint i)
{
  if (is_letter (self, i) && tri_discovery_is_capital (self, i) && i + 1 < count_tokens (self)
      && tri_discovery_token (self, i + 1)->gap == TRI_TOKEN_GAP_STOP)
    return FALSE;
  return (tri_discovery_class (self, i) & TRI_WORD_FUNCTION) != 0;
}

/* A word in capitals altogether that the texts write without, too. */
static gboolean
is_shouted (const TriDiscovery *self, guint i)
{
  const TriToken *token = tri_discovery_token (self, i);

  return (token->flags & TRI_TOKEN_ALL_CAPS) && token->length > 3
         && tri_discovery_count_token (self, i)->n_lower > 0;
}

static NameWord
judge (const TriDiscovery *self, guint i)
{
  if (!tri_discovery_is_capital (self, i) || self->used->data[i]
      || (tri_discovery_class (self, i) & TRI_WORD_CALENDAR))
    return NAME_NO;
  if (!is_sure_place (self, i) || is_shouted (self, i))
    return judge_unsure (self, i);
  return is_function (self, i) ? NAME_NO : NAME_YES;
}

static gboolean
may_continue (const TriDiscovery *self, guint i)
{
  return tri_discovery_is_capital (self, i)
         && !(tri_discovery_class (self, i) & TRI_WORD_CALENDAR);
}

static gboolean
holds_head (const TriDiscovery *self, guint first, guint last)
{
  for (guint i = first; i <= last; i++)
    if (tri_discovery_class (self, i) & TRI_WORD_HEAD)
      return TRUE;
  return FALSE;
}

/* Of the and de la join names, the article alone does not. */
static gboolean
is_article_alone (const TriDiscovery *self, guint i)
{
  static const char *const articles[] = { "the", "le", "la", "les", "l", "a", "het", "een", NULL };
  g_autofree char *word = g_strndup (tri_tokens_get_word (&self->tokens, i),
                                     tri_discovery_token (self, i)->length);

  /* In French it is "à". */
  if (strcmp (word, "a") == 0 && strcmp (self->lang, "fr") == 0)
    return FALSE;
  return g_strv_contains (articles, word);
}

/* The French "à" stands in a name behind a head alone: Bande à Bonnot. */
static gboolean
is_particle (const TriDiscovery *self, guint i, gboolean head)
{
  TriWordClass class = tri_discovery_class (self, i);

  if (is_letter (self, i) && tri_tokens_get_word (&self->tokens, i)[0] == 'a'
      && strcmp (self->lang, "fr") == 0)
    return head;
  return (class & TRI_WORD_PARTICLE) || (head && (class & TRI_WORD_LOOSE_PARTICLE));
}

static gboolean
is_article (const TriDiscovery *self, guint i)
{
  return tri_language_is_article (tri_tokens_get_word (&self->tokens, i),
                                  tri_discovery_token (self, i)->length);
}

static gboolean
is_conjunction (const TriDiscovery *self, guint i)
{
  g_autofree char *word = g_strndup (tri_tokens_get_word (&self->tokens, i),
                                     tri_discovery_token (self, i)->length);

  if (strcmp (word, "en") == 0)
    return strcmp (self->lang, "nl") == 0;
  return strcmp (word, "and") == 0 || strcmp (word, "et") == 0 || strcmp (word, "und") == 0;
}

/* Fourth International in Paris, L’Humanité et Le Peuple, la Commune et le Parti: @i begins what
 * does not belong to the name that goes to @last. */
static gboolean
ends_before (const TriDiscovery *self, guint last, guint i)
{
  g_autofree char *word = NULL;

  if (i == last + 1)
    return (tri_discovery_class (self, i) & TRI_WORD_FUNCTION) != 0;
  if (tri_discovery_class (self, last + 1) & TRI_WORD_PARTICLE)
    return FALSE;
  if (is_article (self, i) || (i > last + 2 && is_conjunction (self, last + 1)))
    return TRUE;
  word = g_strndup (tri_tokens_get_word (&self->tokens, i), tri_discovery_token (self, i)->length);
  return tri_word_get_place_cue (self->lang,
                                 tri_tokens_get_word (&self->tokens, last + 1),
                                 tri_discovery_token (self, last + 1)->length)
             > 0
         && tri_places_has (word);
}

/* Behind particles a name goes on where a capital comes: the last token, or @last when none. */
static guint
skip_particles (const TriDiscovery *self, guint first, guint last)
{
  gboolean head = holds_head (self, first, last);

  for (guint i = last + 1; i < count_tokens (self) && i <= last + MAX_PARTICLES; i++)
    {
      if (!is_joined (self, i))
        return last;
      if (may_continue (self, i))
        return ends_before (self, last, i) ? last : i;
      if (!is_particle (self, i, head))
        return last;
      if (i == last + 1 && is_article_alone (self, i))
        return last;
    }
  return last;
}

static gboolean
is_french_adjective (const TriDiscovery *self, guint i)
{
  static const char *const endings[] = {
    "iste",
    "istes",
    "ique",
    "iques",
    "aire",
    "aires",
    "ienne",
    "ien",
    "aise",
    "ais",
    "oise",
    "ois",
    "ale",
    "al",
    "iere",
    NULL,
  };
  const TriToken *token = tri_discovery_token (self, i);
  g_autofree char *word = g_strndup (tri_tokens_get_word (&self->tokens, i), token->length);

  if (token->flags & TRI_TOKEN_CAPITAL)
    return FALSE;
  if (tri_word_is_people ("fr", word, -1))
    return TRUE;
  for (guint j = 0; endings[j]; j++)
    if (g_str_has_suffix (word, endings[j]) && strlen (word) >= strlen (endings[j]) + 2)
      return TRUE;
  return FALSE;
}

/* What goes with a name without a capital: the Bonnot gang, le Parti communiste français. */
static guint
extend (const TriDiscovery *self, guint first, guint last)
{
  guint next = last + 1;

  if (next < count_tokens (self) && is_joined (self, next)
      && (tri_discovery_class (self, next) & TRI_WORD_TAIL)
      && !tri_discovery_is_capital (self, next) && strcmp (self->lang, "fr") != 0)
    return next;
  if (strcmp (self->lang, "fr") != 0 || !holds_head (self, first, last))
    return last;
  while (last + 1 < count_tokens (self) && last - first < 4 && is_joined (self, last + 1)
         && is_french_adjective (self, last + 1))
    last++;
  return last;
}

static guint
find_end (const TriDiscovery *self, guint first)
{
  guint last = first;

  while (last - first < MAX_WORDS)
    {
      guint next = skip_particles (self, first, last);

      if (next == last)
        break;
      last = next;
    }
  return extend (self, first, last);
}

/* Given names that are peoples, too. */
static gboolean
is_given_name (const TriDiscovery *self, guint i)
{
  static const char *const names[]
      = { "romain", "roman", "christian", "norman", "german", "francis", "franc", NULL };
  g_autofree char *word = g_strndup (tri_tokens_get_word (&self->tokens, i),
                                     tri_discovery_token (self, i)->length);

  return g_strv_contains (names, word);
}

static gboolean
is_people (const TriDiscovery *self, guint i)
{
  return tri_word_is_people (self->lang,
                             tri_tokens_get_word (&self->tokens, i),
                             tri_discovery_token (self, i)->length);
}

/* Romain Rolland is no Roman. */
static gboolean
names_person (const TriDiscovery *self, guint first)
{
  return is_given_name (self, first) && tri_discovery_is_capital (self, first + 1);
}

/* Titles and peoples before a name are no part of it. */
static guint
strip (const TriDiscovery *self, guint first, guint last)
{
  gboolean head = holds_head (self, first, last)
                  || (tri_discovery_class (self, last) & TRI_WORD_TAIL);

  while (first < last)
    {
      TriWordClass class = tri_discovery_class (self, first);
      gboolean loose = (class & TRI_WORD_TITLE) && !is_saint (self, first) && !head;

      if (!loose && !is_function (self, first)
          && (head || !is_people (self, first) || names_person (self, first)))
        return first;
      first++;
      while (first < last && !tri_discovery_is_capital (self, first))
        first++;
    }
  return first;
}

/* South American, Noord-Afrikaanse: nothing but a people and where it lives. */
static gboolean
is_people_of_part (const TriDiscovery *self, guint first, guint last)
{
  static const char *const parts[] = {
    "north",
    "south",
    "east",
    "west",
    "central",
    "latin",
    "anglo",
    "northern",
    "southern",
    "eastern",
    "western",
    "noord",
    "zuid",
    "oost",
    "nord",
    "sud",
    "est",
    "ouest",
    NULL,
  };
  g_autofree char *word = g_strndup (tri_tokens_get_word (&self->tokens, first),
                                     tri_discovery_token (self, first)->length);

  return last == first + 1 && g_strv_contains (parts, word) && is_people (self, last);
}

/* II, XIV: the number of a king or of a chapter. */
static gboolean
is_roman (const TriDiscovery *self, guint i)
{
  const TriToken *token = tri_discovery_token (self, i);

  return (token->flags & TRI_TOKEN_ALL_CAPS)
         && strspn (tri_tokens_get_word (&self->tokens, i), "ivxl") >= token->length;
}

static gboolean
is_worth_noting (const TriDiscovery *self, guint first, guint last)
{
  TriWordClass class = tri_discovery_class (self, first);

  if (first < last)
    return !is_people_of_part (self, first, last);
  if (is_letter (self, first) || is_roman (self, first))
    return FALSE;
  return !(class & (TRI_WORD_TITLE | TRI_WORD_CALENDAR | TRI_WORD_FUNCTION))
         && !is_people (self, first);
}

/* An article with a capital inside a sentence begins a title: Le Libertaire. A French one in a text
 * of another language does so wherever it stands. */
static gboolean
begins_title (const TriDiscovery *self, guint i)
{
  static const char *const articles[] = { "le", "la", "les", "l", "the", "el", "het", NULL };
  const TriToken *token = tri_discovery_token (self, i);
  g_autofree char *word = g_strndup (tri_tokens_get_word (&self->tokens, i), token->length);
  gboolean is_foreign = word[0] == 'l' && strcmp (self->lang, "fr") != 0 && !self->flat;

  if (!tri_discovery_is_capital (self, i) || (!is_foreign && !is_sure_place (self, i))
      || self->used->data[i] || i + 1 >= count_tokens (self) || !is_joined (self, i + 1)
      || tri_discovery_token (self, i + 1)->gap == TRI_TOKEN_GAP_STOP)
    return FALSE;
  return g_strv_contains (articles, word);
}

/* Le nouvel impérialisme russe, and then a comma. */
static guint
find_plain_title_end (const TriDiscovery *self, guint first)
{
  guint last = first;

  while (last + 1 < count_tokens (self) && is_joined (self, last + 1))
    last++;
  return last - first <= 6 ? last : first;
}

/* Le Combat marxiste: in French what is said of the first word has no capital. */
static guint
extend_french_title (const TriDiscovery *self, guint first, guint last)
{
  static const char *const articles[] = { "le", "la", "les", "l", NULL };
  g_autofree char *word = g_strndup (tri_tokens_get_word (&self->tokens, first),
                                     tri_discovery_token (self, first)->length);

  if (!g_strv_contains (articles, word))
    return last;
  while (last + 1 < count_tokens (self) && last - first < 4 && is_joined (self, last + 1)
         && is_french_adjective (self, last + 1))
    last++;
  return last;
}

static guint
read_title (TriDiscovery *self, guint first)
{
  guint last;

  if (may_continue (self, first + 1)
      && !(tri_discovery_class (self, first + 1) & TRI_WORD_FUNCTION))
    last = find_end (self, first + 1);
  else
    last = find_plain_title_end (self, first);
  last = extend_french_title (self, first, last);
  if (last > first)
    tri_discovery_add_found (self, first, last, TRI_ENTITY_WORK, FALSE);
  return last;
}

static guint
read_name (TriDiscovery *self, guint first)
{
  NameWord judged = judge (self, first);
  guint last;
  guint begin;

  if (judged == NAME_NO)
    return first;
  last = find_end (self, first);
  begin = strip (self, first, last);
  /* A single word that only its place may explain is none. */
  if (judged == NAME_PERHAPS && begin == first && first == last)
    return last;
  if (begin != first && judge (self, begin) == NAME_NO)
    return last;
  if (is_worth_noting (self, begin, last))
    tri_discovery_add_found (self, begin, last, -1, judged == NAME_PERHAPS && begin == first);
  return last;
}

void
tri_discovery_find_names (TriDiscovery *self)
{
  for (guint i = 0; i < count_tokens (self); i++)
    i = begins_title (self, i) ? read_title (self, i) : read_name (self, i);
}
