/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "model/tri-enums.h"

#include <gdk/gdk.h>

G_BEGIN_DECLS

/* What a mark can be shown in, 0: without a colour. */
#define READER_N_MARK_COLOURS 7

/* The colours that the reading surface paints below and above the words. Those below leave the
 * words readable: a contrast of at least 4.5, of 7 in high contrast. */
typedef struct
{
  GdkRGBA page;
  GdkRGBA text;
  GdkRGBA focus;    /* the passage in focus */
  GdkRGBA sentence; /* the sentence in focus, and its counterparts */
  GdkRGBA match;    /* a counterpart */
  GdkRGBA partial;  /* a counterpart in part */
  GdkRGBA selection;
  GdkRGBA found; /* the words somebody went to */
  GdkRGBA hit;   /* what is looked for in the work */
  GdkRGBA gap;
  GdkRGBA accent;
  GdkRGBA rule;
  GdkRGBA date;
  GdkRGBA bar; /* words that are hidden */
  GdkRGBA entities[TRI_N_ENTITY_TYPES];
  GdkRGBA marks[READER_N_MARK_COLOURS]; /* behind highlighted words */
  GdkRGBA edges[READER_N_MARK_COLOURS]; /* their edges, lines, and signs: 3 to the page */
} ReaderPalette;

const ReaderPalette *reader_palette_get (gboolean dark, gboolean high_contrast);

G_END_DECLS
