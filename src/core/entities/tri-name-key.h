/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "tri-name-sounds.h"

G_BEGIN_DECLS

typedef enum
{
  TRI_NAME_WORD_NAME,
  TRI_NAME_WORD_INITIAL,    /* V. */
  TRI_NAME_WORD_PATRONYMIC, /* between a given name and a family name */
  TRI_NAME_WORD_BYNAME,     /* a word that translations translate: the Great, le Grand */
  TRI_NAME_WORD_TITLE,      /* what somebody is: pope, comrade, Dr */
  TRI_NAME_WORD_NUMBER,     /* II, IIe, 2e */
  TRI_NAME_WORD_PARTICLE,   /* de, van, von, of, the */
} TriNameWordKind;

#define TRI_NAME_STEMS_MAX 4

/**
 * TriNameWord:
 * @text: as written, in small letters, composed
 * @folded: see tri_fold()
 * @given: which given name it is in one of the languages, 0 for none; likewise @byname
 * @translated: which word of names of regions, bodies and events, 0 for none
 * @number: the value of a number
 * @places: (nullable) (element-type guint): which countries or cities it names
 * @common: whether so many are called by this given name that it says little
 * @after_particle: whether a particle stands before it (of Hippo, de Sales)
 * @behind: whether it is a byname by where it stands: behind a number (Filips II August), or an
 * adjective of a place behind a name (Исидор Мадридский)
 * @sounds: (array length=n_sounds): what it sounds like
 * @stem: how many of these are left without the longest ending that a language adds to foreign
 * names
 * @stems: (array length=n_stems): the same for each such ending, and with all of them
 */
typedef struct
{
  TriNameWordKind kind;
  char *text;
  char *folded;
  guint given;
  guint byname;
  guint translated;
  guint number;
  const GArray *places;
  gboolean common;
  gboolean after_particle;
  gboolean behind;
  guint n_sounds;
  guint stem;
  guint n_stems;
  guint8 stems[TRI_NAME_STEMS_MAX];
  TriNameSound sounds[TRI_NAME_SOUNDS_MAX];
} TriNameWord;

/**
 * TriNameKey:
 * @lang: the language whose spelling it follows
 * @name: the name as written; @folded: see tri_fold()
 * @words: (element-type TriNameWord): its words
 * @places: (nullable) (element-type guint): which countries or cities the whole of it names
 *
 * A name, read by the spelling of its language, so that it can be compared with names in others.
 */
typedef struct
{
  char *lang;
  char *name;
  char *folded;
  GPtrArray *words;
  const GArray *places;
} TriNameKey;

TriNameKey *tri_name_key_new (const char *name, const char *lang) G_GNUC_WARN_UNUSED_RESULT;
void tri_name_key_free (TriNameKey *self);
char **tri_name_key_list_blocks (const TriNameKey *self) G_GNUC_WARN_UNUSED_RESULT;
char *tri_name_word_dup_prefix (const TriNameWord *self) G_GNUC_WARN_UNUSED_RESULT;

static inline const TriNameWord *
tri_name_key_get_word (const TriNameKey *self, guint i)
{
  return g_ptr_array_index (self->words, i);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TriNameKey, tri_name_key_free)

G_END_DECLS
