/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "story-links.h"

#include <gdk/gdk.h>

G_BEGIN_DECLS

/* The pointer, and the picture on the screen: what cannot be asked for on the accessibility bus. */

void story_point (Accessible *at, double across, double down);
void story_turn_wheel (const char *modifier, int clicks);
void story_press_button (void);

guint story_count_pixels (Accessible *at, double from, double to, const GdkRGBA *colour);
void story_wait_tint (Accessible *at, double from, double to, const GdkRGBA *colour);
void story_wait_no_tint (Accessible *at, double from, double to, const GdkRGBA *colour);

G_END_DECLS
