/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "model/tri-work.h"

#include <adwaita.h>

G_BEGIN_DECLS

/**
 * ReaderTextGroup:
 *
 * What the reader can say of one text: language, title, author. Signals "edited"; "again": it is
 * to be imported again.
 */
#define READER_TYPE_TEXT_GROUP (reader_text_group_get_type ())
G_DECLARE_FINAL_TYPE (ReaderTextGroup, reader_text_group, READER, TEXT_GROUP, AdwPreferencesGroup)

GtkWidget *reader_text_group_new (TriText *text);
void reader_text_group_set_place (ReaderTextGroup *self, guint index, guint n_texts);
TriText *reader_text_group_get_text (ReaderTextGroup *self);
const char *reader_text_group_get_lang (ReaderTextGroup *self);
const char *reader_text_group_get_title (ReaderTextGroup *self);
const char *reader_text_group_get_author (ReaderTextGroup *self);
gboolean reader_text_group_is_edited (ReaderTextGroup *self);

G_END_DECLS
