/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "model/tri-enums.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* The words and icons of the interface for what a library is made of. */

const char *reader_panel_words_get_language (void);
const char *reader_panel_words_for_type (TriEntityType type);
const char *reader_panel_words_get_type_icon (TriEntityType type);

/* What the sidebar lists: entities of a TriEntityType, or dates. */
#define READER_KIND_DATE ((int) TRI_N_ENTITY_TYPES)
#define READER_N_KINDS (TRI_N_ENTITY_TYPES + 1)
const char *reader_panel_words_for_kind (int kind);
const char *reader_panel_words_get_kind_icon (int kind);

const char *reader_panel_words_for_name_kind (TriNameKind kind);

const char *reader_panel_words_for_mark (TriMarkKind kind);
const char *reader_panel_words_for_marks (TriMarkKind kind);
const char *reader_panel_words_get_mark_icon (TriMarkKind kind);
const char *reader_panel_words_for_mark_style (TriMarkStyle style);

#define READER_N_COLOURS 6
const char *reader_panel_words_get_colour (guint i);
const char *reader_panel_words_for_colour (const char *colour);

char *reader_panel_words_dup_mentions (guint n) G_GNUC_WARN_UNUSED_RESULT;
char *reader_panel_words_dup_line (const char *text) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
