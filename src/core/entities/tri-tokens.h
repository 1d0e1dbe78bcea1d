/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef enum
{
  TRI_TOKEN_CAPITAL = 1 << 0,    /* begins with a capital */
  TRI_TOKEN_ALL_CAPS = 1 << 1,   /* two letters or more, all of them capitals */
  TRI_TOKEN_OPENING = 1 << 2,    /* the first of a sentence, a line, a quotation */
  TRI_TOKEN_APOSTROPHE = 1 << 3, /* nothing but an apostrophe stands before it */
  TRI_TOKEN_HYPHEN = 1 << 4,     /* nothing but a hyphen stands before it */
  TRI_TOKEN_SPACE = 1 << 5,      /* nothing but white space stands before it */
} TriTokenFlags;

/**
 * TriToken:
 * @start: in code points of the text; likewise @end, exclusive
 * @word: where its folded form begins in the words of the array, @length bytes
 * @gap: 0 when only what may vary inside a name (white space, a hyphen, an apostrophe) parts it
 * from the token before; else the same number for the same punctuation
 */
typedef struct
{
  guint start;
  guint end;
  guint word;
  guint length;
  guint32 gap;
  TriTokenFlags flags;
} TriToken;

/* The gap of a full stop alone, and of a comma. */
#define TRI_TOKEN_GAP_STOP ((guint32) '.')
#define TRI_TOKEN_GAP_COMMA ((guint32) ',')

/**
 * TriScannedWord:
 * @start: in bytes of the text; likewise @end, exclusive
 * @length: of the folded word, in bytes
 * @number: for who uses the tokens, as is @numbered; 0 at first
 *
 * What one look over the bytes says of a word. The rest of a token is made when somebody asks.
 */
typedef struct
{
  guint start;
  guint end;
  guint length;
  guint number;
  guint8 capital;
  guint8 joined;  /* letters with stops behind them */
  guint8 stopped; /* its last stop belongs to it */
  guint8 numbered;
  guint8 folded; /* the token has its word */
  guint8 made;   /* the token has the rest */
} TriScannedWord;

/**
 * TriTokenFilter:
 * @any: what is wanted of the words, whatever their case, whose tri_tokens_mix_letters() shifted by
 *   @any_shift is the index: of TRI_WANTED_ALWAYS and TRI_WANTED_COUNT
 * @capital: likewise, a bit of each: whether it is wanted when it has a capital
 * @genitive: words with a capital are wanted as well when they would be without their last s
 *
 * Tells words nobody asks for from those that may be asked for, by their first eight letters and
 * their length alone, which a processor reads at once. Most words of a text have no capital, and
 * few words of names are wanted without one: that table stays small, and near the processor.
 */
typedef struct
{
  guint8 *any;
  guint8 *capital;
  guint any_shift;
  guint capital_shift;
  gboolean genitive;
} TriTokenFilter;

typedef enum
{
  TRI_WANTED_ALWAYS = 1 << 0,
  TRI_WANTED_CAPITAL = 1 << 1, /* when it has a capital */
  TRI_WANTED_COUNT = 1 << 2,
} TriWanted;

/* A buffer to split many texts with, one after another. */
typedef struct
{
  const char *text;
  gboolean ascii;
  GArray *scanned; /* (element-type TriScannedWord) */
  guint room;      /* for so many of them */
  gsize n_bytes;   /* of all their folded letters */
  GArray *tokens;  /* (element-type TriToken): as many; some not made */
  GString *words;
  GArray *hits;   /* (element-type guint): wanted by the filter */
  GArray *counts; /* (element-type guint): likewise, to be counted */
  guint n_long;   /* of more than three letters */
  guint n_capital;
  guint n_long_capital;
  guint at_byte; /* the place last asked for */
  guint at_point;
} TriTokens;

#define TRI_TOKEN_HASH_SEED 2166136261u
#define TRI_TOKEN_HASH_PRIME 16777619u

void tri_tokens_init (TriTokens *self);
void tri_tokens_clear (TriTokens *self);
void tri_tokens_begin (TriTokens *self, const char *text);
void tri_tokens_read (TriTokens *self, gsize from, gsize to, const TriTokenFilter *filter);
void tri_tokens_scan (TriTokens *self, const char *text, const TriTokenFilter *filter);
void tri_tokens_split (TriTokens *self, const char *text);
const TriToken *tri_tokens_make (const TriTokens *self, guint i);
const char *tri_tokens_fold (const TriTokens *self, guint i);
guint32 tri_tokens_hash_spelling (const TriTokens *self,
                                  const char *text,
                                  guint first,
                                  guint last,
                                  guint n_without);

static inline guint32
tri_tokens_hash (const char *word, guint length)
{
  guint32 hash = TRI_TOKEN_HASH_SEED;

  for (guint i = 0; i < length; i++)
    hash = (hash ^ (guchar) word[i]) * TRI_TOKEN_HASH_PRIME;
  return hash;
}

/* The bits of the hash that are mixed best come last. */
static inline guint32
tri_tokens_mix (guint32 hash)
{
  return (hash ^ (hash >> 15)) * 2654435769u;
}

/* The bytes of a folded word behind the first eight do not count. */
static inline guint64
tri_tokens_add_letters (guint64 letters, guint length, guint64 more)
{
  return length < 8 ? letters | more << length * 8 : letters;
}

/* @letters: the first eight bytes of a folded word, the first one lowest, zeros behind them */
static inline guint32
tri_tokens_mix_letters (guint64 letters, guint length)
{
  return (guint32) ((letters + length * 0xff51afd7ed558ccdu) * 0x9e3779b97f4a7c15u >> 32);
}

static inline guint
tri_tokens_get_n (const TriTokens *self)
{
  return self->scanned->len;
}

static inline const TriScannedWord *
tri_tokens_get_scanned (const TriTokens *self, guint i)
{
  return &g_array_index (self->scanned, TriScannedWord, i);
}

static inline const TriToken *
tri_tokens_get (const TriTokens *self, guint i)
{
  if (!tri_tokens_get_scanned (self, i)->made)
    return tri_tokens_make (self, i);
  return &g_array_index (self->tokens, TriToken, i);
}

/* Folded, @length bytes of its token. */
static inline const char *
tri_tokens_get_word (const TriTokens *self, guint i)
{
  if (!tri_tokens_get_scanned (self, i)->folded)
    return tri_tokens_fold (self, i);
  return self->words->str + g_array_index (self->tokens, TriToken, i).word;
}

G_END_DECLS
