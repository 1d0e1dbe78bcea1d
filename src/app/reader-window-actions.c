/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "reader-window-private.h"

#include "library/tri-library-bookmarks.h"

#include <glib/gi18n.h>

/* Acts of the journal, in words for a toast. */
static const struct
{
  const char *act;
  const char *done;
} acts[] = {
  { "bookmark.add", N_ ("adding a bookmark") },
  { "bookmark.save", N_ ("changing a bookmark") },
  { "bookmark.edit", N_ ("changing a bookmark") },
  { "bookmark.delete", N_ ("deleting bookmarks") },
  { "work.rename", N_ ("renaming a work") },
  { "work.kind", N_ ("changing how a work is laid out") },
  { "work.delete", N_ ("deleting a work") },
  { "text.edit", N_ ("editing a text") },
};

static const char *
get_act_words (const char *act)
{
  for (guint i = 0; i < G_N_ELEMENTS (acts); i++)
    if (g_strcmp0 (acts[i].act, act) == 0)
      return _ (acts[i].done);

  return act;
}

static gpointer
undo (TriLibrary *library,
      gpointer data,
      GCancellable *cancellable,
      GError **error)
{
  return tri_library_undo (library, error);
}

static gpointer
redo (TriLibrary *library,
      gpointer data,
      GCancellable *cancellable,
      GError **error)
{
  return tri_library_redo (library, error);
}

static char *
describe_act (gboolean is_undo,
              const char *act)
{
  if (act == NULL)
    return g_strdup (is_undo ? _ ("There is nothing to undo") : _ ("There is nothing to redo"));

  return is_undo ? g_strdup_printf (_ ("Undone: %s"), get_act_words (act))
                 : g_strdup_printf (_ ("Redone: %s"), get_act_words (act));
}

static void
report (ReaderWindow *self,
        GObject *writer,
        GAsyncResult *result,
        gboolean is_undo)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *act = tri_worker_run_finish (TRI_WORKER (writer), result, &error);
  g_autofree char *message = error != NULL ? g_strdup (error->message)
                                           : describe_act (is_undo, act);

  reader_window_add_toast (self, message, FALSE);
}

static void
undone_cb (GObject *object,
           GAsyncResult *result,
           gpointer user_data)
{
  g_autoptr (ReaderWindow) self = user_data;

  report (self, object, result, TRUE);
}

static void
redone_cb (GObject *object,
           GAsyncResult *result,
           gpointer user_data)
{
  g_autoptr (ReaderWindow) self = user_data;

  report (self, object, result, FALSE);
}

static void
edit_action (GtkWidget *widget,
             const char *name,
             GVariant *parameter)
{
  ReaderWindow *self = READER_WINDOW (widget);
  gboolean is_undo = g_str_equal (name, "edit.undo");

  tri_worker_run_between_async (reader_session_get_writer (self->session),
                                is_undo ? undo : redo,
                                NULL,
                                NULL,
                                g_free,
                                NULL,
                                is_undo ? undone_cb : redone_cb,
                                g_object_ref (self));
}

/* The reading surface has these itself; the window knows them too, for its buttons and keys. */
static void
forward_action (GtkWidget *widget,
                const char *name,
                GVariant *parameter)
{
  ReaderWindow *self = READER_WINDOW (widget);

  gtk_widget_activate_action_variant (GTK_WIDGET (self->view), name, parameter);
}

static void
library_action (GtkWidget *widget,
                const char *name,
                GVariant *parameter)
{
  ReaderWindow *self = READER_WINDOW (widget);
  const char *page = gtk_stack_get_visible_child_name (self->pages);

  if (g_strcmp0 (page, "library") == 0 && self->work != NULL)
    gtk_stack_set_visible_child_name (self->pages, "reading");
  else
    reader_window_show_library (self);
}

static const char *const forwarded[] = {
  "text.go-back",
  "text.go-forward",
  "text.copy",
  "text.copy-with-source",
  "mention.next",
  "mention.previous",
  "mention.open",
  "text.reveal",
};

void
reader_window_class_install_actions (GtkWidgetClass *widget_class)
{
  for (guint i = 0; i < G_N_ELEMENTS (forwarded); i++)
    gtk_widget_class_install_action (widget_class, forwarded[i], NULL, forward_action);

  gtk_widget_class_install_property_action (widget_class, "panel.contents", "contents-open");
  gtk_widget_class_install_property_action (widget_class, "panel.bookmarks", "bookmarks-open");
  gtk_widget_class_install_property_action (widget_class, "panel.sidebar", "sidebar-open");
  gtk_widget_class_install_action (widget_class, "edit.undo", NULL, edit_action);
  gtk_widget_class_install_action (widget_class, "edit.redo", NULL, edit_action);
  gtk_widget_class_install_action (widget_class, "library.show", NULL, library_action);
  reader_window_class_install_panel_actions (widget_class);
}

void
reader_window_update_actions (ReaderWindow *self)
{
  GtkWidget *widget = GTK_WIDGET (self);
  gboolean has_library = self->session != NULL;

  gtk_widget_action_set_enabled (widget, "edit.undo", has_library);
  gtk_widget_action_set_enabled (widget, "edit.redo", has_library);
  gtk_widget_action_set_enabled (widget, "library.show", has_library);
}
