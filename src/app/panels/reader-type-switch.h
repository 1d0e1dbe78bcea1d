/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * ReaderTypeSwitch:
 *
 * A button for each kind of entities, of which at most one is chosen.
 *
 * Property "chosen" (int): a #TriEntityType, or -1 for all.
 */
#define READER_TYPE_TYPE_SWITCH (reader_type_switch_get_type ())
G_DECLARE_FINAL_TYPE (ReaderTypeSwitch, reader_type_switch, READER, TYPE_SWITCH, GtkBox)

int reader_type_switch_get_chosen (ReaderTypeSwitch *self);
void reader_type_switch_set_chosen (ReaderTypeSwitch *self, int type);
void reader_type_switch_hide_dates (ReaderTypeSwitch *self);

G_END_DECLS
