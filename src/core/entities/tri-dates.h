/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "model/tri-passage.h"

G_BEGIN_DECLS

/**
 * TriDateContext:
 *
 * The year that the passages read so far leave to the next one. Zeros at the beginning of a text.
 */
typedef struct
{
  gboolean has_year;
  int year;
} TriDateContext;

void tri_dates_find (const char *content,
                     const char *lang,
                     const GArray *sentences,
                     TriDateContext *context,
                     GArray *dates);

G_END_DECLS
