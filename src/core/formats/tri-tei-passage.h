/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "formats/tri-tei-reader.h"

G_BEGIN_DECLS

/* What the reader of a text does with the passage that it builds. */

/* The innermost open element that is a block or a part of the structure. */
guint tri_tei_find_owner (TriTeiReader *self);
/* Whether the element at hand stands among the words of a passage. */
gboolean tri_tei_is_in_passage (TriTeiReader *self);
/* Parts two blocks in one passage: by a line break, or a space. */
void tri_tei_passage_part (TriTeiReader *self, char join);
/* Makes the builder hold a passage of the innermost owner. */
void tri_tei_passage_claim (TriTeiReader *self);
/* At the end of each element that is a block or a part of the structure. */
void tri_tei_passage_end (TriTeiReader *self);
void tri_tei_passage_push (TriTeiReader *self, TriBuilder *builder);
void tri_tei_passage_add_page (TriBuilder *builder,
                               TriRange range,
                               const char *n,
                               const char *tag);
/* An element around passages can be pointed at: its id names the next passage as well. */
void tri_tei_passage_await (TriTeiReader *self, const char *id);
/* At the end of such an element: its id names all of its passages. */
void tri_tei_passage_extend (TriTeiReader *self);

/* tri-tei-around.c */
gboolean tri_tei_is_middle (const TriTeiTag *tag);
void tri_tei_around_start (TriTeiReader *self, const TriTeiTag *tag);
void tri_tei_around_passage (TriTeiReader *self, TriBuilder *passage, guint limit);
void tri_tei_around_end (TriTeiReader *self);

/* tri-tei-texts.c */
gboolean tri_tei_text_open (TriTeiReader *self);
void tri_tei_text_close (TriTeiReader *self);
void tri_tei_texts_begin (TriTeiReader *self);
void tri_tei_texts_end (TriTeiReader *self);
void tri_tei_texts_begin_back (TriTeiReader *self);
void tri_tei_texts_keep_title (TriTeiReader *self, const TriBuilder *passage);
void tri_tei_texts_end_title (TriTeiReader *self);

G_END_DECLS
