/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "formats/tri-id-set.h"
#include "formats/tri-spool.h"
#include "formats/tri-exchange.h"

G_BEGIN_DECLS

/* What lies in the stream of a text, and in the other one, for each passage: how many units it is
 * behind the last one, and what the link of its unit is. */
enum
{
  TRI_EXCHANGE_RECORD_PASSAGE,
  TRI_EXCHANGE_RECORD_BEGIN_DIVISION,
  TRI_EXCHANGE_RECORD_END_DIVISION,
};

/* One language, with all of its regions: whether they are one text or several is known at the
 * end. */
typedef struct
{
  guint stream;
  GPtrArray *texts;  /* TriExchangeText, none owned */
  GArray *divisions; /* guint: those that are open in it */
  guint n_changes;   /* see TriExchange */
  gboolean is_apart; /* a unit has a segment in two of them */
} TriExchangeLanguage;

typedef struct _TriExchangeText TriExchangeText;

struct _TriExchangeText
{
  char *lang;
  char *title;
  char *author;
  TriExchangeLanguage *language;
  guint number;          /* in it */
  guint index;           /* another stream: of which units its passages are */
  guint n_passages;      /* 0: it is no text, yet */
  gint64 unit;           /* of the last one */
  guint n_in_unit;       /* of its passages */
  TriExchangeText *into; /* the text that its passages come into: itself, as a rule */
};

typedef struct
{
  guint number;
  char *title;
} TriExchangeDivision;

struct _TriExchange
{
  const TriSource *source;
  TriDraft *draft;
  GCancellable *cancellable;
  TriSpool *spool;
  GPtrArray *languages;  /* TriExchangeLanguage */
  GPtrArray *texts;      /* TriExchangeText */
  GHashTable *spellings; /* languages as they stand in the file → TriExchangeText */
  GArray *divisions;     /* TriExchangeDivision, those that are open */
  guint n_divisions;
  guint n_changes; /* of the divisions that are open */
  TriIdSet *ids;
  TriExchangeUnit unit;
  GString *key;
  guint n_segments; /* of the unit */
  gsize n_ahead;    /* bytes of words in it */
  gint64 n_units;
};

G_END_DECLS
