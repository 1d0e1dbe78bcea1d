/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "tri-name-key.h"

G_BEGIN_DECLS

float tri_name_word_weigh (const TriNameWord *self);
gboolean tri_name_word_is_latin (const TriNameWord *self);
gboolean tri_name_word_is_translation (const TriNameWord *a, const TriNameWord *b);
float tri_name_word_compare (const TriNameWord *a, const TriNameWord *b);

G_END_DECLS
