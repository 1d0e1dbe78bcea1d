/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "library/tri-library-dates.h"
#include "model/tri-work.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * ReaderEntityHead:
 *
 * The upper part of the card of an entity or a date: what it is, its names, and where in each text
 * it is named.
 *
 * Signal "nth-activated" (TriText text, guint nth): the reader wants to see the nth mention in a
 * text.
 * Signal "step" (int direction): the reader wants the next (1) or previous (-1) mention.
 */
#define READER_TYPE_ENTITY_HEAD (reader_entity_head_get_type ())
G_DECLARE_FINAL_TYPE (ReaderEntityHead, reader_entity_head, READER, ENTITY_HEAD, GtkWidget)

GtkWidget *reader_entity_head_new (void);
void reader_entity_head_set_entity (ReaderEntityHead *self, TriEntity *entity);
void reader_entity_head_set_date (ReaderEntityHead *self, const char *edtf);
void reader_entity_head_set_origins (ReaderEntityHead *self, GArray *origins);
void reader_entity_head_set_texts (ReaderEntityHead *self, GPtrArray *texts, const guint *counts);
void reader_entity_head_set_bins (ReaderEntityHead *self,
                                  guint nth_text,
                                  const guint *bins,
                                  guint n_bins);
gboolean reader_entity_head_is_one_text (ReaderEntityHead *self);

G_END_DECLS
