/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "model/tri-enums.h"

G_BEGIN_DECLS

/* What a word says of the name beside it. */
typedef enum
{
  TRI_NAME_CUE_TITLE = 1 << 0,
  TRI_NAME_CUE_PARTICLE = 1 << 1,
  TRI_NAME_CUE_HEAD = 1 << 2,
  TRI_NAME_CUE_HAPPENING = 1 << 3,
  TRI_NAME_CUE_FAMILY = 1 << 4,
  TRI_NAME_CUE_PLURAL = 1 << 5,
  TRI_NAME_CUE_PLACE_FR = 1 << 6,
  TRI_NAME_CUE_PLACE_EN = 1 << 7,
  TRI_NAME_CUE_PLACE_NL = 1 << 8,
  TRI_NAME_CUE_WORK = 1 << 9,
  TRI_NAME_CUE_ORGANISATION = 1 << 10,
  TRI_NAME_CUE_PERSON = 1 << 11,
  TRI_NAME_CUE_MONTH = 1 << 12,
} TriNameCue;

guint tri_name_cue_find (const char *folded, guint length);
gboolean tri_name_cue_is_title (const char *word);
gboolean tri_name_cue_is_particle (const char *word);
gboolean tri_name_cue_is_head (const char *word);
gboolean tri_name_cue_is_family (const char *word);
gboolean tri_name_cue_is_month (const char *word);
int tri_name_cue_get_type (guint cues, const char *lang);

G_END_DECLS
