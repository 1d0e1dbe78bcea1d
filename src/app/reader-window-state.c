/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "reader-window-private.h"

#include "library/tri-library-works.h"

#include <glib/gi18n.h>

#define SAVE_SECONDS 30

/* The least width of a column, in em, and what gutters and margins take. */
#define COLUMN_EM 18
#define MAX_COLUMNS 3

void
reader_window_load_state (ReaderWindow *self)
{
  self->settings = g_settings_new (APPLICATION_ID);

  gtk_window_set_default_size (GTK_WINDOW (self),
                               g_settings_get_int (self->settings, "window-width"),
                               g_settings_get_int (self->settings, "window-height"));
  if (g_settings_get_boolean (self->settings, "window-maximized"))
    gtk_window_maximize (GTK_WINDOW (self));

  reader_panes_set_pane_width (self->panes,
                               READER_PANE_START,
                               g_settings_get_int (self->settings, "contents-width"));
  reader_panes_set_pane_width (self->panes,
                               READER_PANE_END,
                               g_settings_get_int (self->settings, "sidebar-width"));
  reader_panes_set_wanted (self->panes,
                           READER_PANE_START,
                           g_settings_get_boolean (self->settings, "contents-visible"));
  reader_panes_set_wanted (self->panes,
                           READER_PANE_END,
                           g_settings_get_boolean (self->settings, "sidebar-visible"));
}

void
reader_window_save_state (ReaderWindow *self)
{
  GtkWindow *window = GTK_WINDOW (self);
  int width = 0;
  int height = 0;

  gtk_window_get_default_size (window, &width, &height);
  if (width > 0 && height > 0)
    {
      g_settings_set_int (self->settings, "window-width", width);
      g_settings_set_int (self->settings, "window-height", height);
    }
  g_settings_set_boolean (self->settings, "window-maximized", gtk_window_is_maximized (window));
  g_settings_set_int (self->settings,
                      "contents-width",
                      reader_panes_get_pane_width (self->panes, READER_PANE_START));
  g_settings_set_int (self->settings,
                      "sidebar-width",
                      reader_panes_get_pane_width (self->panes, READER_PANE_END));
  g_settings_set_boolean (self->settings,
                          "contents-visible",
                          reader_panes_get_wanted (self->panes, READER_PANE_START));
  g_settings_set_boolean (self->settings,
                          "sidebar-visible",
                          reader_panes_get_wanted (self->panes, READER_PANE_END));
}

void
reader_window_save_place (ReaderWindow *self)
{
  g_autofree char *state = NULL;

  g_clear_handle_id (&self->save_id, g_source_remove);
  if (self->work == NULL || self->session == NULL || !self->place_changed)
    return;

  self->place_changed = FALSE;
  state = reader_parallel_view_dup_state (self->view);
  if (state != NULL)
    reader_session_save_place (self->session, self->work->id, state);
}

static gboolean
save_place_cb (gpointer user_data)
{
  ReaderWindow *self = user_data;

  self->save_id = 0;
  reader_window_save_place (self);

  return G_SOURCE_REMOVE;
}

/* What the texts need before a pane may stand beside them. */
void
reader_window_update_measure (ReaderWindow *self)
{
  PangoContext *context = gtk_widget_get_pango_context (GTK_WIDGET (self));
  const PangoFontDescription *font = pango_context_get_font_description (context);
  double size = pango_font_description_get_size (font) / (double) PANGO_SCALE;
  double scale = g_settings_get_double (self->settings, "font-scale");
  guint n_columns = self->work != NULL ? self->work->texts->len : 1;

  if (!pango_font_description_get_size_is_absolute (font))
    size *= pango_cairo_context_get_resolution (context) / 72;

  reader_panes_set_measure (self->panes,
                            (int) (CLAMP (n_columns, 1, MAX_COLUMNS) * COLUMN_EM * size * scale));
}

static char *
describe_status (ReaderWindow *self)
{
  return g_strdup (" ");
}

/* Says what is read and where: in the header bar and in the status line. */
void
reader_window_describe (ReaderWindow *self)
{
  g_autofree char *status = NULL;
  const char *title = self->work != NULL ? self->work->title : _ ("Triptych");

  adw_window_title_set_title (self->heading, title);
  gtk_window_set_title (GTK_WINDOW (self), title);
  if (!self->is_ready)
    return;

  status = describe_status (self);
  gtk_label_set_label (self->status, self->announced != NULL ? self->announced : status);
}

static gboolean
describe_cb (gpointer user_data)
{
  ReaderWindow *self = user_data;

  self->describe_id = 0;
  reader_window_describe (self);

  return G_SOURCE_REMOVE;
}

void
reader_window_queue_describe (ReaderWindow *self)
{
  if (self->describe_id == 0)
    self->describe_id = g_timeout_add_full (G_PRIORITY_LOW, 80, describe_cb, self, NULL);
  if (self->place_changed && self->save_id == 0)
    self->save_id = g_timeout_add_seconds (SAVE_SECONDS, save_place_cb, self);
}
