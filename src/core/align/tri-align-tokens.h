/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "align/tri-align.h"

G_BEGIN_DECLS

typedef enum
{
  TRI_ALIGN_WORD,
  TRI_ALIGN_NUMBER,
  TRI_ALIGN_MARK,
  TRI_ALIGN_PAIRED_MARK, /* quotes and dashes: every house has its own rules for them */
} TriAlignKind;

#define TRI_ALIGN_NO_WORD G_MAXUINT32

/* So many more numbers may be read behind an array of lengths. */
#define TRI_ALIGN_PADDING 8

/**
 * TriAlignWord:
 * @key: where its key begins in the keys of the side, @key_length bytes: the first letters, folded
 * @count: how often it occurs; @n_inside: not as the first word; @n_capital: there, with a capital
 * @share: its relative frequency, smoothed
 *
 * A word of the vocabulary of one side.
 */
typedef struct
{
  guint32 key;
  guint8 key_length;
  guint8 n_letters;
  guint8 kind;
  guint32 count;
  guint32 n_inside;
  guint32 n_capital;
  float share;
} TriAlignWord;

/**
 * TriAlignSide:
 * @first: (array length=n_units+1): where the tokens of a unit begin
 * @tokens: for each token the index of its word
 * @length: (array length=n_units+1): characters before a unit, white space left out
 * @border: how the border before a unit looks, see #TriAlignBorder
 * @table: finds words by their keys
 *
 * One text as numbers.
 */
typedef struct
{
  guint n_units;
  guint32 *first;
  guint32 *tokens;
  guint32 n_tokens;
  gint32 *length;
  guint8 *border;
  GString *keys;
  TriAlignWord *words;
  guint n_words;
  guint32 *table;
  guint table_size;
} TriAlignSide;

/* What parts a unit from the one before it: the mark at its end, unless the next one begins like
 * speech or in the middle of a sentence. */
typedef enum
{
  TRI_ALIGN_BORDER_STOP,
  TRI_ALIGN_BORDER_CALL,
  TRI_ALIGN_BORDER_COLON,
  TRI_ALIGN_BORDER_NONE,
  TRI_ALIGN_BORDER_LOWER,
  TRI_ALIGN_BORDER_SPEECH,
  TRI_ALIGN_N_BORDERS,
} TriAlignBorder;

TriAlignSide *tri_align_side_new (const TriAlignText *text) G_GNUC_WARN_UNUSED_RESULT;
void tri_align_side_free (TriAlignSide *self);

guint tri_align_side_find (const TriAlignSide *self, const char *key, guint length);
guint tri_align_side_find_word (const TriAlignSide *self, const char *folded);
guint tri_align_number_of_word (const char *folded, gboolean capital, const char *lang);

static inline const char *
tri_align_side_get_key (const TriAlignSide *self, guint word)
{
  return self->keys->str + self->words[word].key;
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TriAlignSide, tri_align_side_free)

G_END_DECLS
