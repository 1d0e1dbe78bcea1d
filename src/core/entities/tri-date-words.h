/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* What a word can be in a date expression, or beside one. */
typedef enum
{
  TRI_DATE_END,
  TRI_DATE_OTHER,
  TRI_DATE_FUNCTION, /* a pronoun or a verb: what follows a year, but never a number of things */
  TRI_DATE_PUNCTUATION,
  TRI_DATE_NUMBER,
  TRI_DATE_ROMAN,
  TRI_DATE_MONTH,
  TRI_DATE_MONTH_SHORT, /* janv., Sept. */
  TRI_DATE_REPUBLICAN,  /* brumaire */
  TRI_DATE_SEASON,
  TRI_DATE_WEEKDAY,
  TRI_DATE_TENS,        /* vingt, twintig: a decade behind "années", "jaren" */
  TRI_DATE_TENS_ALONE,  /* twenties */
  TRI_DATE_TENS_BEFORE, /* twintiger (jaren) */
  TRI_DATE_TEENS,       /* nineteen(-twenties) */
  TRI_DATE_HUNDREDS,    /* mil, (dix-neuf) cent, negentienhonderd: of a year in words */
  TRI_DATE_DECADES,     /* années, jaren */
  TRI_DATE_CENTURY,
  TRI_DATE_CENTURY_SHORT, /* c., s. */
  TRI_DATE_ORDINAL,
  TRI_DATE_APPROXIMATE, /* circa, vers */
  TRI_DATE_MAYBE,       /* probably */
  TRI_DATE_EARLY,
  TRI_DATE_MID,
  TRI_DATE_LATE,
  TRI_DATE_HALF,
  TRI_DATE_QUARTER,
  TRI_DATE_OF,
  TRI_DATE_ARTICLE,
  TRI_DATE_OWNER, /* his (twenties) */
  TRI_DATE_PREPOSITION,
  TRI_DATE_BETWEEN,
  TRI_DATE_TO,
  TRI_DATE_AND,
  TRI_DATE_OR,
  TRI_DATE_NOT,
  TRI_DATE_BEFORE,
  TRI_DATE_AFTER,
  TRI_DATE_LATER, /* (no) later than, (au plus) tard */
  TRI_DATE_THAN,
  TRI_DATE_MOST, /* (au) plus (tard) */
  TRI_DATE_YEAR_WORD,
  TRI_DATE_COUNTER, /* page, no.: what stands before is no year */
  TRI_DATE_UNIT,    /* francs, pages: what stands before is no year */
} TriDateKind;

/* The languages a word belongs to. */
enum
{
  TRI_DATE_FRENCH = 1 << 0,
  TRI_DATE_ENGLISH = 1 << 1,
  TRI_DATE_DUTCH = 1 << 2,
  TRI_DATE_ANY = 7,
};

/* What the words for a part of a year have to have behind them. */
enum
{
  TRI_DATE_NEEDS_OF = 1, /* end (of) 1908 */
  TRI_DATE_TAKES_IN = 2, /* late (in) 1908 */
};

/* The longest word that is looked at, in bytes: negentienhonderdzevenenzeventig. */
#define TRI_DATE_WORD_MAX 31

guint tri_date_get_languages (const char *lang);
TriDateKind tri_date_look_up (const char *folded, gsize length, guint languages, int *value);

G_END_DECLS
