/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "model/tri-enums.h"

G_BEGIN_DECLS

gboolean tri_name_cue_is_title (const char *word);
gboolean tri_name_cue_is_particle (const char *word);
gboolean tri_name_cue_is_head (const char *word);
gboolean tri_name_cue_is_happening (const char *word);
int tri_name_cue_get_type (const char *word, const char *lang);

G_END_DECLS
