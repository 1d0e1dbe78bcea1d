/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "reader-window-private.h"

#include "dialogs/reader-mark-box.h"
#include "library/tri-library-travel.h"
#include "library/tri-library-works.h"
#include "panels/reader-bookmark-editor.h"
#include "panels/reader-bookmark-store.h"

#include <glib/gi18n.h>

/* Portals, which tie two passages for a reason, and what is to be read later. */

static void
failed (ReaderWindow *self,
        const GError *error)
{
  reader_window_add_toast (self, error->message, FALSE);
}

/* --- A portal is made */

/* Escape: the end that was picked is picked no longer. FALSE when there is none. */
gboolean
reader_window_forget_end (ReaderWindow *self)
{
  if (self->portal_end == NULL)
    return FALSE;
  g_clear_object (&self->portal_end);
  reader_window_hint (self, _ ("The passage is picked no longer"));

  return TRUE;
}

static void
portal_saved_cb (GObject *source,
                 GAsyncResult *result,
                 gpointer user_data)
{
  g_autoptr (ReaderWindow) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (TriBookmark) portal = tri_worker_run_finish (TRI_WORKER (source), result, &error);

  if (portal == NULL)
    failed (self, error);
  else
    reader_window_add_toast (self, _ ("Passages linked: Shift+P leads across"), TRUE);
}

static GtkWidget *
get_reason_entry (ReaderWindow *self)
{
  GtkWidget *row = gtk_widget_get_last_child (
      gtk_popover_get_child (GTK_POPOVER (self->reason_box)));

  return gtk_widget_get_first_child (row);
}

static void
reason_given_cb (ReaderWindow *self)
{
  GtkEditable *entry = GTK_EDITABLE (get_reason_entry (self));
  g_autoptr (TriBookmark) portal = g_steal_pointer (&self->portal);

  if (portal == NULL)
    return;
  g_free (portal->note);
  portal->note = g_strstrip (g_strdup (gtk_editable_get_text (entry)));
  g_clear_object (&self->portal_end);
  reader_bookmark_store_save_async (self->session,
                                    portal,
                                    portal_saved_cb,
                                    g_object_ref (self));
  gtk_popover_popdown (GTK_POPOVER (self->reason_box));
}

static void
reason_closed_cb (ReaderWindow *self)
{
  /* Escape: the first end stays picked. */
  g_clear_object (&self->portal);
  gtk_widget_grab_focus (GTK_WIDGET (self->view));
}

static GtkWidget *
new_reason_box (ReaderWindow *self)
{
  GtkWidget *popover = gtk_popover_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  GtkWidget *row = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *label = gtk_label_new (_ ("Why do these two belong together?"));
  GtkWidget *entry = gtk_entry_new ();
  GtkWidget *button = gtk_button_new_with_label (_ ("Link"));

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_widget_add_css_class (label, "heading");
  gtk_entry_set_placeholder_text (GTK_ENTRY (entry), _ ("A reason, or nothing; Enter stores"));
  gtk_widget_set_size_request (entry, 320, -1);
  gtk_accessible_update_property (GTK_ACCESSIBLE (entry),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Reason"),
                                  -1);
  gtk_widget_set_hexpand (entry, TRUE);
  gtk_widget_add_css_class (button, "suggested-action");
  gtk_box_append (GTK_BOX (row), entry);
  gtk_box_append (GTK_BOX (row), button);
  gtk_box_append (GTK_BOX (box), label);
  gtk_box_append (GTK_BOX (box), row);
  gtk_popover_set_child (GTK_POPOVER (popover), box);
  g_signal_connect_object (entry,
                           "activate",
                           G_CALLBACK (reason_given_cb),
                           self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (button,
                           "clicked",
                           G_CALLBACK (reason_given_cb),
                           self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (popover,
                           "closed",
                           G_CALLBACK (reason_closed_cb),
                           self,
                           G_CONNECT_SWAPPED);

  return popover;
}

static void
ask_reason (ReaderWindow *self)
{
  GtkWidget *entry = NULL;
  graphene_rect_t bounds;

  reader_window_finish_building (self);
  if (self->reason_box == NULL)
    {
      self->reason_box = new_reason_box (self);
      gtk_box_append (GTK_BOX (self->header_start), self->reason_box);
    }
  if (gtk_widget_compute_bounds (self->go_to_button, self->header_start, &bounds))
    {
      GdkRectangle at = { (int) bounds.origin.x,
                          (int) bounds.origin.y,
                          (int) bounds.size.width,
                          (int) bounds.size.height };

      gtk_popover_set_pointing_to (GTK_POPOVER (self->reason_box), &at);
    }
  entry = get_reason_entry (self);
  gtk_editable_set_text (GTK_EDITABLE (entry), "");
  gtk_popover_popup (GTK_POPOVER (self->reason_box));
  gtk_widget_grab_focus (entry);
}

static gboolean
is_same_place (TriBookmark *one,
               TriBookmark *other)
{
  return one->passage == other->passage && one->start == other->start && one->end == other->end;
}

/* P: picks an end; on another passage, perhaps of another work, it is tied to that. */
static void
tie_action (GtkWidget *widget,
            const char *name,
            GVariant *parameter)
{
  ReaderWindow *self = READER_WINDOW (widget);
  g_autoptr (TriBookmark) here = NULL;

  if (self->session == NULL || self->work == NULL)
    return;
  here = reader_window_new_mark_here (self);
  if (here == NULL)
    {
      reader_window_hint (self, _ ("Nothing is selected and no passage has the focus"));
      return;
    }
  here->kind = TRI_MARK_PORTAL;
  here->scope = TRI_SCOPE_WORDING;
  reader_window_watch_keys (self);
  if (self->portal_end == NULL || is_same_place (self->portal_end, here))
    {
      g_set_object (&self->portal_end, here);
      reader_window_hint (self, _ ("Picked: P on another passage links the two, Escape forgets"));
      return;
    }
  g_clear_object (&self->portal);
  self->portal = tri_bookmark_copy (self->portal_end);
  g_ptr_array_add (self->portal->parts, g_steal_pointer (&here));
  ask_reason (self);
}

/* --- A portal is followed */

/* The ends that one is not at, with the reasons. (element-type TriBookmark) */
static GPtrArray *
list_ends (ReaderWindow *self,
           gint64 passage)
{
  TriLibrary *library = reader_session_get_library (self->session);
  g_autoptr (GPtrArray) portals = tri_library_list_portals_at (library, passage, NULL);
  GPtrArray *ends = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; portals != NULL && i < portals->len; i++)
    {
      TriBookmark *portal = portals->pdata[i];
      TriBookmark *end = tri_bookmark_copy (tri_portal_get_other_end (portal, passage));

      g_free (end->note);
      end->note = g_strdup (portal->note);
      g_ptr_array_add (ends, end);
    }

  return ends;
}

static void
follow_action (GtkWidget *widget,
               const char *name,
               GVariant *parameter)
{
  ReaderWindow *self = READER_WINDOW (widget);
  ReaderPlace focus = { 0 };
  g_autoptr (GPtrArray) ends = NULL;

  if (self->session == NULL || self->work == NULL)
    return;
  if (reader_parallel_view_get_focus (self->view, &focus))
    ends = list_ends (self, focus.passage);
  if (ends == NULL || ends->len == 0)
    {
      reader_window_hint (self, _ ("Nothing is linked to this passage: P picks it, and another"));
      return;
    }
  if (ends->len > 1)
    reader_window_list_marks (self, ends, _ ("Linked Passages"), NULL, "");
  else
    reader_window_go_to_bookmark (self, ends->pdata[0]);
}

/**
 * reader_window_dup_portal_words:
 * @passage: a passage
 *
 * Returns: (transfer full) (nullable): what it is linked to and why, for the status line
 */
char *
reader_window_dup_portal_words (ReaderWindow *self,
                                gint64 passage)
{
  g_autoptr (GPtrArray) ends = list_ends (self, passage);
  TriBookmark *end = NULL;
  g_autofree char *words = NULL;

  if (ends->len == 0)
    return NULL;
  if (ends->len > 1)
    return g_strdup_printf (ngettext ("linked to %u passage (Shift+P)",
                                      "linked to %u passages (Shift+P)",
                                      ends->len),
                            ends->len);
  end = ends->pdata[0];
  words = reader_mark_box_dup_words (end);
  if (end->note[0] == '\0')
    return g_strdup_printf (_ ("linked to “%s” (Shift+P)"), words);

  /* Translators: the words of a passage, and the reason why it is linked to this one */
  return g_strdup_printf (_ ("linked to “%1$s”: %2$s (Shift+P)"), words, end->note);
}

/* --- Later */

typedef struct
{
  TriBookmark *place;
  gboolean added;
} Later;

static void
later_free (gpointer data)
{
  Later *later = data;

  g_object_unref (later->place);
  g_free (later);
}

static gpointer
toggle_later (TriLibrary *library,
              gpointer data,
              GCancellable *cancellable,
              GError **error)
{
  Later *later = data;

  if (!tri_library_toggle_later (library, later->place, &later->added, error))
    return NULL;
  return g_strdup (later->added ? "added" : "taken");
}

static void
toggled_cb (GObject *source,
            GAsyncResult *result,
            gpointer user_data)
{
  g_autoptr (ReaderWindow) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autofree char *done = tri_worker_run_finish (TRI_WORKER (source), result, &error);

  if (done == NULL)
    failed (self, error);
  else
    reader_window_add_toast (self,
                             g_str_equal (done, "added")
                                 ? _ ("To be read later: Shift+Q lists it")
                                 : _ ("Not to be read later any more"),
                             TRUE);
}

static void
later_action (GtkWidget *widget,
              const char *name,
              GVariant *parameter)
{
  ReaderWindow *self = READER_WINDOW (widget);
  TriBookmark *here = NULL;
  Later *later = NULL;

  if (self->session == NULL || self->work == NULL)
    return;
  here = reader_bookmark_new_at (self->view, reader_session_get_library (self->session));
  if (here == NULL)
    {
      reader_window_hint (self, _ ("Nothing is selected and no passage has the focus"));
      return;
    }
  later = g_new0 (Later, 1);
  later->place = here;
  tri_worker_run_between_async (reader_session_get_writer (self->session),
                                toggle_later,
                                later,
                                later_free,
                                g_free,
                                NULL,
                                toggled_cb,
                                g_object_ref (self));
}

static gpointer
list_later (TriLibrary *library,
            gpointer data,
            GCancellable *cancellable,
            GError **error)
{
  return tri_library_list_later (library, error);
}

static void
later_listed_cb (GObject *source,
                 GAsyncResult *result,
                 gpointer user_data)
{
  g_autoptr (ReaderWindow) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) marks = tri_worker_run_finish (TRI_WORKER (source), result, &error);

  if (marks == NULL)
    failed (self, error);
  else if (self->session != NULL)
    reader_window_list_marks (self,
                              marks,
                              _ ("To Read Later"),
                              /* Translators: the past participle: this has been read */
                              C_ ("later", "Read"),
                              _ ("Nothing waits to be read: Q puts a passage here"));
}

static void
queue_action (GtkWidget *widget,
              const char *name,
              GVariant *parameter)
{
  ReaderWindow *self = READER_WINDOW (widget);

  if (self->session == NULL || self->work == NULL)
    return;
  tri_worker_run_async (reader_session_get_asker (self->session),
                        list_later,
                        NULL,
                        NULL,
                        (GDestroyNotify) g_ptr_array_unref,
                        NULL,
                        later_listed_cb,
                        g_object_ref (self));
}

/* --- Taken away in a list */

static void
removed_cb (GObject *source,
            GAsyncResult *result,
            gpointer user_data)
{
  g_autoptr (ReaderWindow) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autofree char *done = tri_worker_run_finish (TRI_WORKER (source), result, &error);

  if (done == NULL)
    failed (self, error);
  else
    reader_window_add_toast (self, _ ("Taken away"), TRUE);
}

static void
saved_cb (GObject *source,
          GAsyncResult *result,
          gpointer user_data)
{
  g_autoptr (ReaderWindow) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (TriBookmark) mark = tri_worker_run_finish (TRI_WORKER (source), result, &error);

  if (mark == NULL)
    failed (self, error);
  else
    reader_window_add_toast (self, _ ("Taken away"), TRUE);
}

/* A quick mark with a note, a colour or labels only loses its letter. */
void
reader_window_remove_mark (ReaderWindow *self,
                           TriBookmark *mark)
{
  gboolean keeps = mark->letter != 0
                   && (mark->kind != TRI_MARK_BOOKMARK || mark->note[0] != '\0'
                       || mark->colour[0] != '\0' || mark->labels[0] != NULL);
  g_autoptr (TriBookmark) changed = tri_bookmark_copy (mark);
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));

  changed->letter = 0;
  g_array_append_val (ids, mark->id);
  if (keeps)
    reader_bookmark_store_save_async (self->session, changed, saved_cb, g_object_ref (self));
  else
    reader_bookmark_store_delete_async (self->session, ids, removed_cb, g_object_ref (self));
}

void
reader_window_class_install_portal_actions (GtkWidgetClass *widget_class)
{
  gtk_widget_class_install_action (widget_class, "portal.tie", NULL, tie_action);
  gtk_widget_class_install_action (widget_class, "portal.follow", NULL, follow_action);
  gtk_widget_class_install_action (widget_class, "later.toggle", NULL, later_action);
  gtk_widget_class_install_action (widget_class, "later.list", NULL, queue_action);
}
