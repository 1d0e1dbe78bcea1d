/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "reader-window-private.h"

#include "panels/reader-names-panel.h"

#include <glib/gi18n.h>

/* Names in other spellings than those of the registers. */

static void
decided_cb (ReaderWindow *self,
            const char *words,
            gboolean undoable)
{
  if (self->session == NULL)
    return;
  reader_window_take_changes (self);
  reader_window_add_toast (self, words, undoable);
}

static void
suggestions_action (GtkWidget *widget,
                    const char *name,
                    GVariant *parameter)
{
  ReaderWindow *self = READER_WINDOW (widget);
  GtkWidget *panel = NULL;

  if (self->session == NULL || self->work == NULL)
    return;
  gtk_stack_set_visible_child_name (self->pages, "reading");
  reader_window_finish_building (self);
  reader_window_show_start_page (self, "names");
  if (self->names == NULL)
    {
      self->names = reader_names_panel_new ();
      g_signal_connect_object (self->names,
                               "place-activated",
                               G_CALLBACK (reader_window_show_place),
                               self,
                               G_CONNECT_SWAPPED);
      g_signal_connect_object (self->names,
                               "said",
                               G_CALLBACK (decided_cb),
                               self,
                               G_CONNECT_SWAPPED);
      gtk_stack_add_titled (self->start_stack, self->names, "names", _ ("Spellings"));
    }
  panel = self->names;
  reader_review_panel_set_work (READER_REVIEW_PANEL (panel), self->session, self->work);
  reader_window_show_tool_page (self, self->names);
  reader_panes_set_open (self->panes, READER_PANE_START, TRUE);
  reader_review_panel_take_focus (READER_REVIEW_PANEL (panel));
}

/* Before the library is closed, or another work is shown. */
void
reader_window_update_names (ReaderWindow *self)
{
  if (self->names != NULL)
    reader_review_panel_set_work (READER_REVIEW_PANEL (self->names), self->session, self->work);
}

void
reader_window_class_install_name_actions (GtkWidgetClass *widget_class)
{
  gtk_widget_class_install_action (widget_class, "name.suggestions", NULL, suggestions_action);
}
