/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <pango/pango.h>

G_BEGIN_DECLS

/* Widths in pixels, both included. */
typedef struct
{
  int least;
  int most;
} ReaderSlack;

ReaderSlack reader_slack_find (PangoLayout *layout, int width);

G_END_DECLS
