/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "reader-panel-words.h"
#include "reader-toggle-row.h"

G_BEGIN_DECLS

/* What can be said of a mark by a choice among signs. */

/* What a mark can become. A portal is made of two places, and stays one. */
void reader_mark_signs_add_kinds (ReaderToggleRow *row);
void reader_mark_signs_choose_kind (ReaderToggleRow *row, TriMarkKind kind);
TriMarkKind reader_mark_signs_get_kind (ReaderToggleRow *row);

/* No colour first. */
void reader_mark_signs_add_colours (ReaderToggleRow *row);
void reader_mark_signs_choose_colour (ReaderToggleRow *row, const char *colour);
const char *reader_mark_signs_get_colour (ReaderToggleRow *row);

/* In the order of TriMarkStyle. */
void reader_mark_signs_add_styles (ReaderToggleRow *row);

G_END_DECLS
