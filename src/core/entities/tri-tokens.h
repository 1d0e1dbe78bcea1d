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

/* The gap of a full stop alone. */
#define TRI_TOKEN_GAP_STOP ((guint32) '.')

/* A buffer to split many texts with, one after another. */
typedef struct
{
  GArray *tokens; /* (element-type TriToken) */
  GString *words;
} TriTokens;

void tri_tokens_init (TriTokens *self);
void tri_tokens_clear (TriTokens *self);
void tri_tokens_split (TriTokens *self, const char *text);

static inline const TriToken *
tri_tokens_get (const TriTokens *self, guint i)
{
  return &g_array_index (self->tokens, TriToken, i);
}

static inline const char *
tri_tokens_get_word (const TriTokens *self, guint i)
{
  return self->words->str + tri_tokens_get (self, i)->word;
}

G_END_DECLS
