/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

typedef enum
{
  READER_PANE_START,
  READER_PANE_END,
  READER_N_PANES,
} ReaderPane;

#define READER_TYPE_PANES (reader_panes_get_type ())

G_DECLARE_FINAL_TYPE (ReaderPanes, reader_panes, READER, PANES, GtkWidget)

void reader_panes_set_content (ReaderPanes *self, GtkWidget *content);
void reader_panes_set_pane (ReaderPanes *self, ReaderPane pane, GtkWidget *widget);
void reader_panes_set_measure (ReaderPanes *self, int width, int least);
void reader_panes_set_pane_width (ReaderPanes *self, ReaderPane pane, int width);
int reader_panes_get_pane_width (ReaderPanes *self, ReaderPane pane);
void reader_panes_set_open (ReaderPanes *self, ReaderPane pane, gboolean open);
void reader_panes_set_wanted (ReaderPanes *self, ReaderPane pane, gboolean wanted);
gboolean reader_panes_get_wanted (ReaderPanes *self, ReaderPane pane);
gboolean reader_panes_is_shown (ReaderPanes *self, ReaderPane pane);
gboolean reader_panes_is_over (ReaderPanes *self);

G_END_DECLS
