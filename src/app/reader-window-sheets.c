/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "reader-window-private.h"

#include "panels/reader-bookmark-place.h"
#include "panels/reader-bookmarks-panel.h"
#include "sheets/reader-sheet-acts.h"
#include "sheets/reader-sheet-chooser.h"
#include "sheets/reader-sheets.h"

#include <glib/gi18n.h>

/* The study sheets lie in a window beside the texts. */

static void
mark_activated_cb (ReaderWindow *self, TriBookmark *mark)
{
  reader_window_go_to_bookmark (self, mark);
  gtk_window_present (GTK_WINDOW (self));
  gtk_widget_grab_focus (GTK_WIDGET (self->view));
}

static void
open_sheets (ReaderWindow *self)
{
  GtkWindow *sheets = GTK_WINDOW (reader_sheets_new (self->session));

  gtk_window_set_transient_for (sheets, GTK_WINDOW (self));
  gtk_window_set_default_size (sheets,
                               CLAMP (gtk_widget_get_width (GTK_WIDGET (self)) - 60, 560, 940),
                               CLAMP (gtk_widget_get_height (GTK_WIDGET (self)) - 60, 380, 720));
  g_signal_connect_object (sheets,
                           "mark-activated",
                           G_CALLBACK (mark_activated_cb),
                           self,
                           G_CONNECT_SWAPPED);
  g_set_weak_pointer (&self->sheets, sheets);
}

static void
list_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  ReaderWindow *self = READER_WINDOW (widget);

  if (!self->session)
    return;
  if (!self->sheets)
    open_sheets (self);
  gtk_window_present (self->sheets);
}

/* --- Adding */

typedef struct
{
  ReaderWindow *window;
  GArray *ids;
  char *title;
} Adding;

static void
adding_free (gpointer data)
{
  Adding *adding = data;

  g_object_unref (adding->window);
  g_array_unref (adding->ids);
  g_free (adding->title);
  g_free (adding);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Adding, adding_free)

static void
added_cb (GObject *worker, GAsyncResult *result, gpointer data)
{
  g_autoptr (Adding) adding = data;
  g_autoptr (GError) error = NULL;
  g_autofree char *sheet = reader_sheet_acts_finish (worker, result, &error);
  guint n = adding->ids->len;
  g_autofree char *words = NULL;

  if (sheet)
    words = g_strdup_printf (ngettext ("%u added to “%s”", "%u added to “%s”", n),
                             n,
                             adding->title);
  reader_window_add_toast (adding->window, sheet ? words : error->message, sheet != NULL);
}

static void
chosen_cb (GtkWindow *chooser, const char *sheet, const char *title, Adding *chosen)
{
  Adding *adding = g_new0 (Adding, 1);

  if (!chosen->window->session)
    {
      g_free (adding);
      return;
    }
  adding->window = g_object_ref (chosen->window);
  adding->ids = g_array_ref (chosen->ids);
  adding->title = g_strdup (title);
  reader_sheet_acts_add_marks (chosen->window->session,
                               sheet,
                               title,
                               adding->ids,
                               added_cb,
                               adding);
}

static void
closure_free (gpointer data, GClosure *closure)
{
  adding_free (data);
}

/* Asks onto which sheet these come. */
static void
add_marks (ReaderWindow *self, GArray *ids)
{
  GtkWindow *chooser = GTK_WINDOW (reader_sheet_chooser_new (self->session));
  Adding *adding = g_new0 (Adding, 1);

  adding->window = g_object_ref (self);
  adding->ids = g_array_ref (ids);
  g_signal_connect_data (chooser, "chosen", G_CALLBACK (chosen_cb), adding, closure_free, 0);
  /* What was written there is stored as it goes. */
  if (self->editor)
    gtk_popover_popdown (GTK_POPOVER (self->editor));
  gtk_window_set_transient_for (chooser, GTK_WINDOW (self));
  gtk_window_present (chooser);
}

static gboolean
is_in_bookmarks (ReaderWindow *self)
{
  GtkWidget *focus = gtk_window_get_focus (GTK_WINDOW (self));

  return self->bookmarks && focus && gtk_widget_is_ancestor (focus, self->bookmarks);
}

/* The mark where the reader is, of whatever kind. */
static TriBookmark *
find_mark (ReaderWindow *self)
{
  TriLibrary *library = reader_session_get_library (self->session);
  TriBookmark *mark = NULL;

  for (guint kind = 0; !mark && kind < TRI_N_MARK_KINDS; kind++)
    mark = reader_mark_find_at (self->view, library, (TriMarkKind) kind);
  return mark;
}

/* Those selected in the list, else the one where the reader is. */
static void
to_sheet_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  ReaderWindow *self = READER_WINDOW (widget);
  g_autoptr (GArray) ids = NULL;
  g_autoptr (TriBookmark) mark = NULL;

  if (!self->session || !self->work)
    return;
  if (self->bookmarks
      && (g_str_equal (name, "bookmark.selected-to-sheet") || is_in_bookmarks (self)))
    ids = reader_bookmarks_panel_dup_selected (READER_BOOKMARKS_PANEL (self->bookmarks));
  else
    ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  mark = ids->len == 0 ? find_mark (self) : NULL;
  if (mark)
    g_array_append_val (ids, mark->id);
  if (ids->len > 0)
    add_marks (self, ids);
  else
    reader_window_hint (self, _ ("No bookmark here for a sheet: Ctrl+D makes one"));
}

static void
one_to_sheet_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  ReaderWindow *self = READER_WINDOW (widget);
  gint64 id = g_variant_get_int64 (parameter);
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));

  if (!self->session)
    return;
  g_array_append_val (ids, id);
  add_marks (self, ids);
}

void
reader_window_class_install_sheet_actions (GtkWidgetClass *widget_class)
{
  gtk_widget_class_install_action (widget_class, "bookmark.to-sheet", NULL, to_sheet_action);
  gtk_widget_class_install_action (widget_class,
                                   "bookmark.selected-to-sheet",
                                   NULL,
                                   to_sheet_action);
  gtk_widget_class_install_action (widget_class,
                                   "bookmark.one-to-sheet",
                                   "x",
                                   one_to_sheet_action);
  gtk_widget_class_install_action (widget_class, "sheet.list", NULL, list_action);
}
