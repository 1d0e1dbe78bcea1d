/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* What a word of English, French or Dutch says about the names beside it. */
typedef enum
{
  /* articles, pronouns, prepositions, conjunctions and the like: no name begins or ends with one */
  TRI_WORD_FUNCTION = 1 << 0,
  /* may stand inside a name: Charles de Gaulle */
  TRI_WORD_PARTICLE = 1 << 1,
  /* may stand inside a name behind a head: Committee for */
  TRI_WORD_LOOSE_PARTICLE = 1 << 2,
  /* of rank or address: outside the name */
  TRI_WORD_TITLE = 1 << 3,
  /* a month or a day of the week */
  TRI_WORD_CALENDAR = 1 << 4,
  TRI_WORD_ORGANISATION = 1 << 5,
  TRI_WORD_EVENT = 1 << 6,
  TRI_WORD_PLACE = 1 << 7,
  /* novel, weekly, revue */
  TRI_WORD_WORK = 1 << 8,
  /* a people, a belief, a following */
  TRI_WORD_PEOPLE = 1 << 9,
  /* a, une, een */
  TRI_WORD_INDEFINITE = 1 << 10,
  /* what headings are made of: Biography, Voorwoord */
  TRI_WORD_HEADING = 1 << 11,
  /* a noun that makes a name of what stands before it: gang, rebellion */
  TRI_WORD_TAIL = 1 << 12,
  /* says that a person comes: by, said, né */
  TRI_WORD_PERSON_CUE = 1 << 13,
  /* behind a name: what only persons do */
  TRI_WORD_PERSON_VERB = 1 << 14,
  /* before of and a name: member, secretary */
  TRI_WORD_MEMBER = 1 << 15,
  /* what periodicals are called */
  TRI_WORD_PERIODICAL = 1 << 16,
} TriWordClass;

#define TRI_WORD_HEAD (TRI_WORD_ORGANISATION | TRI_WORD_EVENT)

TriWordClass tri_word_classify (const char *folded, gssize length);
guint tri_word_get_place_cue (const char *lang, const char *folded, gssize length);
gboolean tri_word_is_people (const char *lang, const char *folded, gssize length);
gboolean tri_words_tell_alias (const char *folded);

G_END_DECLS
