/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "reader-window-private.h"

#include "panels/reader-warnings-panel.h"

#include <glib/gi18n.h>

/* Names to check: a page beside the texts, from which one walks from place to place. */

static void
activated_cb (ReaderWindow *self,
              const TriWarningPlace *at)
{
  ReaderPlace place = { at->text, at->passage, at->start, at->end };

  reader_window_go_to (self, &place);
  if (at->end > at->start)
    reader_parallel_view_stand_on (self->view, at->start);
  if (reader_panes_is_over (self->panes))
    reader_panes_set_open (self->panes, READER_PANE_START, FALSE);
}

static void
warnings_action (GtkWidget *widget,
                 const char *name,
                 GVariant *parameter)
{
  ReaderWindow *self = READER_WINDOW (widget);

  if (self->session == NULL || self->work == NULL)
    return;
  gtk_stack_set_visible_child_name (self->pages, "reading");
  reader_window_finish_building (self);
  reader_window_show_start_page (self, "warnings");
  if (self->warnings == NULL)
    {
      self->warnings = reader_warnings_panel_new ();
      g_signal_connect_object (self->warnings,
                               "warning-activated",
                               G_CALLBACK (activated_cb),
                               self,
                               G_CONNECT_SWAPPED);
      g_signal_connect_object (self->warnings,
                               "warning-said",
                               G_CALLBACK (reader_window_add_toast),
                               self,
                               G_CONNECT_SWAPPED);
      gtk_stack_add_titled (self->start_stack, self->warnings, "warnings", _ ("To Check"));
    }
  reader_window_update_warnings (self);
  reader_window_show_tool_page (self, self->warnings);
  reader_panes_set_open (self->panes, READER_PANE_START, TRUE);
  reader_warnings_panel_take_focus (READER_WARNINGS_PANEL (self->warnings));
}

/* Before the library is closed, or another work is shown. */
void
reader_window_update_warnings (ReaderWindow *self)
{
  if (self->warnings != NULL)
    reader_warnings_panel_set_work (READER_WARNINGS_PANEL (self->warnings),
                                    self->session,
                                    self->work);
}

void
reader_window_drop_warnings (ReaderWindow *self)
{
  if (self->warnings == NULL)
    return;
  reader_warnings_panel_set_work (READER_WARNINGS_PANEL (self->warnings), NULL, NULL);
  gtk_stack_remove (self->start_stack, self->warnings);
  self->warnings = NULL;
}

void
reader_window_class_install_warning_actions (GtkWidgetClass *widget_class)
{
  gtk_widget_class_install_action (widget_class, "entity.warnings", NULL, warnings_action);
}
