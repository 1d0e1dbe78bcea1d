/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "align/tri-accounts.h"
#include "entities/tri-tokens.h"

G_BEGIN_DECLS

#define TRI_ACCOUNTS_NONE G_MAXUINT32

/* Texts of several languages have some 100,000 words that sound differently. From here on a new one
 * is noise, and none is taken up; of a passage no more than these say something. So memory does not
 * grow with what is no language. */
#define TRI_ACCOUNTS_MAX_CLUES (512 * 1024)
#define TRI_ACCOUNTS_MAX_ITEMS (16 * 1024)

/* What passages are compared by. */
typedef enum
{
  TRI_CLUE_ENTITY, /* whoever or whatever a mention names */
  TRI_CLUE_YEAR,
  TRI_CLUE_MONTH,
  TRI_CLUE_DAY,
  TRI_CLUE_NUMBER,
  TRI_CLUE_TOPIC,   /* what life is about, in any of the languages: birth, prison, a journal */
  TRI_CLUE_PART,    /* a word inside a name that was linked */
  TRI_CLUE_CAPITAL, /* a word with a capital that nobody linked */
  TRI_CLUE_WORD,    /* any other longer word, as it sounds */
} TriClueKind;
#define TRI_N_CLUE_KINDS 9

/**
 * TriClue:
 * @parent: of a day its month, of a month its year; else %TRI_ACCOUNTS_NONE
 * @count: in how many passages it stands; a part where it is one of several possible years
 * @passage: the last passage that was read and has it, counted from 1
 * @place: where it stands among what that one says
 */
typedef struct
{
  TriClueKind kind;
  guint32 parent;
  double count;
  guint passage;
  guint place;
} TriClue;

/* A clue in a passage; @value: how much of it, up to 1. */
typedef struct
{
  guint32 clue;
  float value;
} TriClueItem;

/**
 * TriAccountsPassage:
 * @first: its clues are @n_items items of the text from here on
 * @order: its place among the passages that tell something
 * @tells: it is no heading
 * @is_entry: of a list
 * @size: how much it says: the sum of its clues
 * @from: the first year it names; likewise @to, the last; @from is greater where it names none
 */
typedef struct
{
  guint first;
  guint n_items;
  guint order;
  gboolean tells;
  gboolean is_entry;
  double size;
  int from;
  int to;
} TriAccountsPassage;

typedef struct
{
  char *lang;
  GHashTable *topics; /* folded word → topic */
  GArray *passages;   /* (element-type TriAccountsPassage) */
  GArray *items;      /* (element-type TriClueItem), of a passage by clue */
  guint n_telling;
} TriAccountsText;

struct _TriAccounts
{
  GPtrArray *texts;   /* (element-type TriAccountsText) */
  GArray *clues;      /* (element-type TriClue) */
  GHashTable *known;  /* key → clue + 1 */
  GStringChunk *keys; /* of @known */
  TriTokens tokens;
  GArray *found; /* (element-type TriClueItem): of the passage that is read */
  guint n_read;
};

/* The number of a clue; a new one where there was none, or %TRI_ACCOUNTS_NONE for a word when there
 * are too many. */
guint32 tri_accounts_get_clue (TriAccounts *self, TriClueKind kind, const char *key);
/* tri-accounts-clues.c: what a passage says, in @found, each clue once. Fills in the years. */
void tri_accounts_read (TriAccounts *self,
                        const TriAccountsText *text,
                        const TriPassage *passage,
                        TriAccountsPassage *out);

/* tri-accounts-topics.c */
GHashTable *tri_accounts_topics_new (const char *lang) G_GNUC_WARN_UNUSED_RESULT;

/* Two passages that may tell of the same thing. */
typedef struct
{
  guint passages[2];
  double score;
} TriAccountsCandidate;

/* tri-accounts-compare.c: (element-type TriAccountsCandidate), by passages: those of two texts that
 * have @least or more. */
GArray *tri_accounts_compare (const TriAccounts *self,
                              const guint texts[2],
                              double least,
                              TriAccountsProgress progress,
                              gpointer user_data,
                              GCancellable *cancellable,
                              GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
