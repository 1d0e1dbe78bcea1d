/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "reader-window-private.h"

#include "library/tri-library-bookmarks.h"
#include "panels/reader-bookmark-place.h"
#include "panels/reader-bookmark-store.h"
#include "view/reader-mark-words.h"

#include <glib/gi18n.h>

/* What the reader makes of a place: bookmarks, highlights, notes. */

/* The widget that a mark stands at: the passage, when the reading surface has the focus. */
static GtkWidget *
get_focused_passage (ReaderWindow *self)
{
  GtkWidget *focus = gtk_window_get_focus (GTK_WINDOW (self));

  return focus != NULL && gtk_widget_is_ancestor (focus, GTK_WIDGET (self->view)) ? focus : NULL;
}

/* A highlight that was edited says how the next one looks. */
static void
learn_style (ReaderWindow *self)
{
  TriLibrary *library = self->session != NULL ? reader_session_get_library (self->session) : NULL;
  g_autoptr (TriBookmark) mark = NULL;

  if (library == NULL || self->edited == 0)
    return;
  mark = tri_library_get_bookmark (library, self->edited, NULL);
  if (mark == NULL || mark->kind != TRI_MARK_HIGHLIGHT)
    return;
  g_settings_set_string (self->settings, "highlight-colour", mark->colour);
  g_settings_set_string (self->settings, "highlight-style", tri_mark_style_to_nick (mark->style));
}

/* Opens the editor of a mark at the passage that has the keyboard.
 *
 * @is_new: whether it was made just now */
static void
edit_mark (ReaderWindow *self,
           TriBookmark *mark,
           gboolean is_new)
{
  g_signal_handlers_disconnect_by_func (self->session, learn_style, self);
  self->edited = mark->kind == TRI_MARK_HIGHLIGHT ? mark->id : 0;
  if (self->edited != 0)
    g_signal_connect_object (self->session,
                             "changed",
                             G_CALLBACK (learn_style),
                             self,
                             G_CONNECT_SWAPPED);
  reader_window_edit_bookmark (self,
                               mark,
                               is_new,
                               GTK_WIDGET (self->view),
                               get_focused_passage (self));
}

static TriBookmark *
take_saved (ReaderWindow *self,
            GObject *source,
            GAsyncResult *result)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *message = NULL;
  TriBookmark *mark = tri_worker_run_finish (TRI_WORKER (source), result, &error);

  if (mark != NULL)
    return mark;
  message = g_strdup_printf (_ ("The bookmark is not saved: %s"), error->message);
  reader_window_add_toast (self, message, FALSE);
  return NULL;
}

static void
bookmark_added_cb (GObject *source,
                   GAsyncResult *result,
                   gpointer user_data)
{
  g_autoptr (ReaderWindow) self = user_data;
  g_autoptr (TriBookmark) mark = take_saved (self, source, result);

  if (mark == NULL)
    return;
  reader_window_announce (self, _ ("Bookmarked"));
  if (self->session != NULL)
    edit_mark (self, mark, TRUE);
}

static void
note_added_cb (GObject *source,
               GAsyncResult *result,
               gpointer user_data)
{
  g_autoptr (ReaderWindow) self = user_data;
  g_autoptr (TriBookmark) mark = take_saved (self, source, result);

  if (mark == NULL)
    return;
  reader_window_announce (self, _ ("Write the note"));
  if (self->session != NULL)
    edit_mark (self, mark, TRUE);
}

static const char *
get_highlighted_words (const char *colour)
{
  if (g_str_equal (colour, "yellow"))
    return _ ("Highlighted yellow");
  if (g_str_equal (colour, "green"))
    return _ ("Highlighted green");
  if (g_str_equal (colour, "blue"))
    return _ ("Highlighted blue");
  if (g_str_equal (colour, "pink"))
    return _ ("Highlighted pink");
  if (g_str_equal (colour, "purple"))
    return _ ("Highlighted purple");
  if (g_str_equal (colour, "orange"))
    return _ ("Highlighted orange");
  return _ ("Highlighted");
}

/* Nothing opens: who reads on with a pen in hand is not stopped. The words stay selected, so that
 * the same key opens the editor. */
static void
highlight_added_cb (GObject *source,
                    GAsyncResult *result,
                    gpointer user_data)
{
  g_autoptr (ReaderWindow) self = user_data;
  g_autoptr (TriBookmark) mark = take_saved (self, source, result);

  if (mark == NULL)
    return;
  reader_window_announce (self, get_highlighted_words (mark->colour));
}

static void
set_style (ReaderWindow *self,
           TriBookmark *mark)
{
  g_autofree char *colour = g_settings_get_string (self->settings, "highlight-colour");
  g_autofree char *style = g_settings_get_string (self->settings, "highlight-style");

  if (!tri_mark_style_from_nick (style, &mark->style))
    mark->style = TRI_MARK_FILL;
  g_free (mark->colour);
  mark->colour = g_steal_pointer (&colour);
}

/* Makes a mark of what is selected or has the focus; when it is there already, edits it. */
static void
add_mark (ReaderWindow *self,
          TriMarkKind kind,
          GAsyncReadyCallback added_cb)
{
  TriLibrary *library = self->session != NULL ? reader_session_get_library (self->session) : NULL;
  g_autoptr (TriBookmark) mark = NULL;

  if (library == NULL || self->work == NULL)
    return;

  if (!reader_parallel_view_get_focus (self->view, &(ReaderPlace){ 0 }))
    gtk_widget_grab_focus (GTK_WIDGET (self->view));
  mark = reader_mark_find_at (self->view, library, kind);
  if (mark != NULL)
    {
      edit_mark (self, mark, FALSE);
      return;
    }
  mark = reader_mark_new_at (self->view, library, kind);
  if (mark == NULL)
    {
      reader_window_announce (self, _ ("Nothing is selected and no passage has the focus"));
      return;
    }
  if (kind == TRI_MARK_HIGHLIGHT)
    set_style (self, mark);
  reader_bookmark_store_save_async (self->session, mark, added_cb, g_object_ref (self));
}

static void
add_bookmark_action (GtkWidget *widget,
                     const char *name,
                     GVariant *parameter)
{
  add_mark (READER_WINDOW (widget), TRI_MARK_BOOKMARK, bookmark_added_cb);
}

static void
add_highlight_action (GtkWidget *widget,
                      const char *name,
                      GVariant *parameter)
{
  add_mark (READER_WINDOW (widget), TRI_MARK_HIGHLIGHT, highlight_added_cb);
}

static void
add_note_action (GtkWidget *widget,
                 const char *name,
                 GVariant *parameter)
{
  add_mark (READER_WINDOW (widget), TRI_MARK_NOTE, note_added_cb);
}

/* A sign beside a passage was clicked. */
static void
mark_activated_cb (ReaderWindow *self,
                   gint64 id)
{
  TriLibrary *library = self->session != NULL ? reader_session_get_library (self->session) : NULL;
  g_autoptr (TriBookmark) mark = NULL;

  if (library != NULL)
    mark = tri_library_get_bookmark (library, id, NULL);
  if (mark != NULL)
    edit_mark (self, mark, FALSE);
}

/* The view is there, from now on its marks can be opened. */
void
reader_window_connect_marks (ReaderWindow *self)
{
  g_signal_connect_object (self->view,
                           "mark-activated",
                           G_CALLBACK (mark_activated_cb),
                           self,
                           G_CONNECT_SWAPPED);
}

void
reader_window_class_install_mark_actions (GtkWidgetClass *widget_class)
{
  gtk_widget_class_install_action (widget_class, "bookmark.add", NULL, add_bookmark_action);
  gtk_widget_class_install_action (widget_class, "highlight.add", NULL, add_highlight_action);
  gtk_widget_class_install_action (widget_class, "note.add", NULL, add_note_action);
}
