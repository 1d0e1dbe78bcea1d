/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "story-links.h"

G_BEGIN_DECLS

/* Two lives, in English and in Dutch, whose register writes the names as one of them does. */

#define STORY_LIVES "Two lives"

char *story_make_lives (const char *zhukov) G_GNUC_WARN_UNUSED_RESULT;
guint story_count_named (const char *library, const char *entity, const char *origin);
void story_wait_named (const char *library, const char *entity, const char *origin, guint n);

G_END_DECLS
