/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "entities/tri-date-words.h"

G_BEGIN_DECLS

typedef enum
{
  TRI_DATE_SPACE = 1 << 0,   /* white space before it */
  TRI_DATE_NEWLINE = 1 << 1, /* with a line break */
  TRI_DATE_CAPITAL = 1 << 2, /* begins with a capital */
  TRI_DATE_NUMERAL = 1 << 3, /* a number with the ending of an ordinal: 1er, 19th, XIXe */
  TRI_DATE_DECADE = 1 << 4,  /* a number with the ending of a decade: 1920s, 20's */
  TRI_DATE_GLUED = 1 << 5,   /* letters and digits in one word */
  TRI_DATE_EN_DASH = 1 << 6, /* of dashes: longer than a hyphen */
} TriDateFlags;

/**
 * TriDateToken:
 * @kind: a #TriDateKind
 * @digits: of a number, how many
 * @flags: #TriDateFlags
 * @value: of a number or a word what it counts; of punctuation an ASCII character that stands for
 * it
 * @start: in code points; @end likewise, exclusive
 * @byte: where it starts in bytes; @byte_end likewise, exclusive
 */
typedef struct
{
  guint8 kind;
  guint8 digits;
  guint8 flags;
  int value;
  guint start;
  guint end;
  guint byte;
  guint byte_end;
} TriDateToken;

/**
 * TriDateScanner:
 *
 * Goes over a text once, word by word. Filled by tri_date_scanner_init(), it owns nothing.
 */
typedef struct
{
  const char *content;
  gsize length;
  gsize at;
  guint place;
  guint languages;
} TriDateScanner;

void tri_date_scanner_init (TriDateScanner *self, const char *content, guint languages);
gboolean tri_date_scanner_next (TriDateScanner *self, TriDateToken *token);

G_END_DECLS
