/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "reader-window-private.h"

#include "library/tri-library-works.h"
#include "panels/reader-bookmark-editor.h"
#include "panels/reader-bookmarks-panel.h"
#include "panels/reader-entity-sidebar.h"
#include "reader-popover.h"

#include <glib/gi18n.h>

/* The entity sidebar, the bookmarks, and the acts that belong to them. All of it is made when it is
 * first asked for. */

static void
failed_cb (ReaderWindow *self,
           const char *message)
{
  reader_window_add_toast (self, message, FALSE);
}

static void
bookmark_deleted_cb (ReaderWindow *self)
{
  reader_window_add_toast (self, _ ("Bookmark deleted"), TRUE);
}

#define MAX_TRAIL 50

/* Where one is, before another work is shown. */
static void
remember_place (ReaderWindow *self)
{
  ReaderTrail from = { self->work != NULL ? self->work->id : 0, { 0 } };

  if (!reader_parallel_view_get_focus (self->view, &from.place))
    return;
  if (self->trail == NULL)
    self->trail = g_array_new (FALSE, FALSE, sizeof (ReaderTrail));
  if (self->trail->len == MAX_TRAIL)
    g_array_remove_index (self->trail, 0);
  g_array_append_val (self->trail, from);
}

/* To a place in whichever work of the library. */
void
reader_window_go_to_work (ReaderWindow *self,
                          gint64 id,
                          const ReaderPlace *place)
{
  g_autoptr (TriWork) work = NULL;

  if (self->work != NULL && self->work->id == id)
    {
      reader_window_go_to (self, place);
      return;
    }
  work = tri_library_get_work (reader_session_get_library (self->session), id, NULL);
  if (work == NULL)
    return;
  remember_place (self);
  reader_window_show_work (self, work, place);
}

/**
 * reader_window_return:
 *
 * Goes back to the work that was left last for a place in another one.
 *
 * Returns: %FALSE when there is none
 */
gboolean
reader_window_return (ReaderWindow *self)
{
  ReaderTrail from = { 0 };
  g_autoptr (TriWork) work = NULL;

  if (self->trail == NULL || self->trail->len == 0)
    return FALSE;
  from = g_array_index (self->trail, ReaderTrail, self->trail->len - 1);
  g_array_set_size (self->trail, self->trail->len - 1);
  work = tri_library_get_work (reader_session_get_library (self->session), from.work, NULL);
  if (work != NULL)
    reader_window_show_work (self, work, &from.place);

  return work != NULL;
}

/* Where a bookmark leads: to its words when they stand in one passage, else to where it begins. */
void
reader_window_go_to_bookmark (ReaderWindow *self,
                              TriBookmark *bookmark)
{
  gboolean inside = !bookmark->whole && bookmark->passage == bookmark->end_passage;
  ReaderPlace place = { .text = bookmark->text,
                        .passage = bookmark->passage,
                        .start = inside ? bookmark->start : 0,
                        .end = inside ? bookmark->end : 0 };

  if (bookmark->passage == 0)
    reader_window_add_toast (self, _ ("The passage of this bookmark is gone"), FALSE);
  else
    reader_window_go_to_work (self, bookmark->work, &place);
}

static void
bookmark_activated_cb (ReaderWindow *self,
                       TriBookmark *bookmark)
{
  reader_window_go_to_bookmark (self, bookmark);
  if (reader_panes_is_over (self->panes))
    reader_panes_set_open (self->panes, READER_PANE_START, FALSE);
}

void
reader_window_edit_bookmark (ReaderWindow *self,
                             TriBookmark *bookmark,
                             gboolean is_new,
                             GtkWidget *parent,
                             GtkWidget *at)
{
  ReaderBookmarkEditor *editor = reader_bookmark_editor_new (self->session, bookmark, is_new);

  g_signal_connect_object (editor,
                           "deleted",
                           G_CALLBACK (bookmark_deleted_cb),
                           self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (editor, "failed", G_CALLBACK (failed_cb), self, G_CONNECT_SWAPPED);
  reader_bookmark_editor_set_view (editor, self->view);
  g_set_weak_pointer (&self->editor, GTK_WIDGET (editor));
  reader_bookmark_editor_popup_at (editor, parent, at);
}

static void
bookmark_edited_cb (ReaderWindow *self,
                    TriBookmark *bookmark,
                    GtkWidget *row)
{
  reader_window_edit_bookmark (self, bookmark, FALSE, self->bookmarks, row);
}

static void
bookmarks_deleted_cb (ReaderWindow *self,
                      guint n_bookmarks)
{
  g_autofree char *words = g_strdup_printf (ngettext ("%u bookmark deleted",
                                                      "%u bookmarks deleted",
                                                      n_bookmarks),
                                            n_bookmarks);

  reader_window_add_toast (self, n_bookmarks == 1 ? _ ("Bookmark deleted") : words, TRUE);
}

static void
bookmarks_changed_cb (ReaderWindow *self,
                      guint n_bookmarks)
{
  g_autofree char *words = g_strdup_printf (ngettext ("%u bookmark changed",
                                                      "%u bookmarks changed",
                                                      n_bookmarks),
                                            n_bookmarks);

  reader_window_add_toast (self, words, TRUE);
}

static GtkWidget *
new_bookmarks_panel (ReaderWindow *self)
{
  GtkWidget *panel = reader_bookmarks_panel_new ();

  g_signal_connect_swapped (panel, "bookmark-activated", G_CALLBACK (bookmark_activated_cb), self);
  g_signal_connect_swapped (panel, "bookmark-edited", G_CALLBACK (bookmark_edited_cb), self);
  g_signal_connect_swapped (panel, "bookmarks-deleted", G_CALLBACK (bookmarks_deleted_cb), self);
  g_signal_connect_swapped (panel, "bookmarks-changed", G_CALLBACK (bookmarks_changed_cb), self);
  g_signal_connect_swapped (panel, "failed", G_CALLBACK (failed_cb), self);
  return panel;
}

/* Fills the page of the bookmarks when it is to be seen. */
void
reader_window_ensure_bookmarks (ReaderWindow *self)
{
  const char *shown = self->start_stack ? gtk_stack_get_visible_child_name (self->start_stack)
                                        : NULL;

  if (self->bookmarks != NULL || self->session == NULL || g_strcmp0 (shown, "bookmarks") != 0)
    return;

  self->bookmarks = new_bookmarks_panel (self);
  adw_bin_set_child (ADW_BIN (gtk_stack_get_visible_child (self->start_stack)), self->bookmarks);
  reader_bookmarks_panel_connect (READER_BOOKMARKS_PANEL (self->bookmarks),
                                  self->session,
                                  self->view);
}

void
reader_window_ensure_sidebar (ReaderWindow *self)
{
  if (self->sidebar != NULL || self->session == NULL)
    return;

  self->sidebar = reader_entity_sidebar_new ();
  gtk_widget_set_vexpand (self->sidebar, TRUE);
  reader_entity_list_remember (
      reader_entity_sidebar_get_list (READER_ENTITY_SIDEBAR (self->sidebar)),
      self->settings);
  gtk_box_append (GTK_BOX (self->end_slot), self->sidebar);
  g_signal_connect_swapped (self->sidebar,
                            "bookmark-activated",
                            G_CALLBACK (reader_window_go_to_bookmark),
                            self);
  g_signal_connect_swapped (self->sidebar,
                            "place-activated",
                            G_CALLBACK (reader_window_go_to_work),
                            self);
  reader_entity_sidebar_connect (READER_ENTITY_SIDEBAR (self->sidebar), self->session, self->view);
}

/* Before the library is closed: what shows it goes. */
void
reader_window_drop_panels (ReaderWindow *self)
{
  /* What was typed into it is saved as it closes. */
  if (self->editor != NULL)
    reader_popover_remove (self->editor);
  if (self->sheets != NULL)
    gtk_window_close (self->sheets);
  if (self->concordance != NULL)
    gtk_window_close (self->concordance);
  if (self->sidebar != NULL)
    gtk_box_remove (GTK_BOX (self->end_slot), self->sidebar);
  self->sidebar = NULL;
  reader_window_drop_review (self, &self->omissions);
  reader_window_drop_review (self, &self->names);
  reader_window_drop_review (self, &self->proposals);
  reader_window_drop_warnings (self);
  if (self->bookmarks != NULL)
    adw_bin_set_child (ADW_BIN (gtk_widget_get_parent (self->bookmarks)), NULL);
  self->bookmarks = NULL;
  reader_window_drop_search (self);
}

/**
 * reader_window_show_entity:
 * @entity: whose card to open
 * @mention: the mention that was activated, or 0
 *
 * Opens the card of an entity in the sidebar, and the sidebar when it is closed.
 */
void
reader_window_show_entity (ReaderWindow *self,
                           gint64 entity,
                           gint64 mention)
{
  g_return_if_fail (READER_IS_WINDOW (self));

  reader_window_ensure_sidebar (self);
  if (self->sidebar == NULL)
    return;

  reader_panes_set_open (self->panes, READER_PANE_END, TRUE);
  reader_entity_sidebar_open (READER_ENTITY_SIDEBAR (self->sidebar), entity, mention);
}

/**
 * reader_window_show_date:
 * @edtf: whose card to open
 * @mention: see tri_date_make_id(): the date that was activated, or 0
 *
 * Opens the card of a date in the sidebar, and the sidebar when it is closed.
 */
void
reader_window_show_date (ReaderWindow *self,
                         const char *edtf,
                         gint64 mention)
{
  g_return_if_fail (READER_IS_WINDOW (self));

  reader_window_ensure_sidebar (self);
  if (self->sidebar == NULL)
    return;

  reader_panes_set_open (self->panes, READER_PANE_END, TRUE);
  reader_entity_sidebar_open_date (READER_ENTITY_SIDEBAR (self->sidebar), edtf, mention);
}

/* --- Actions */

/* Ctrl+B: to the bookmarks, from wherever the focus is; from there back to the texts. */
static void
list_bookmarks_action (GtkWidget *widget,
                       const char *name,
                       GVariant *parameter)
{
  ReaderWindow *self = READER_WINDOW (widget);
  GtkWidget *focus = gtk_window_get_focus (GTK_WINDOW (self));
  gboolean there = focus != NULL && self->bookmarks != NULL
                   && gtk_widget_is_ancestor (focus, self->bookmarks);

  if (self->work == NULL)
    return;

  gtk_stack_set_visible_child_name (self->pages, "reading");
  if (there)
    {
      gtk_widget_grab_focus (GTK_WIDGET (self->view));
      g_object_set (self, "bookmarks-open", FALSE, NULL);
      return;
    }
  g_object_set (self, "bookmarks-open", TRUE, NULL);
  reader_window_build_panes (self);
  reader_window_ensure_bookmarks (self);
  if (self->bookmarks != NULL)
    reader_bookmarks_panel_take_focus (READER_BOOKMARKS_PANEL (self->bookmarks));
}

static void
step_action (GtkWidget *widget,
             const char *name,
             GVariant *parameter)
{
  ReaderWindow *self = READER_WINDOW (widget);
  int direction = g_str_equal (name, "entity.next-mention") ? 1 : -1;
  ReaderEntityCard *card = NULL;

  if (self->sidebar != NULL)
    card = reader_entity_sidebar_get_card (READER_ENTITY_SIDEBAR (self->sidebar));
  if (card == NULL)
    reader_window_announce (self, _ ("Open a name first: F8 on a passage, or click it"));
  else if (!reader_entity_card_step (card, direction))
    reader_window_announce (self, _ ("There is no other mention"));
}

static void
filter_action (GtkWidget *widget,
               const char *name,
               GVariant *parameter)
{
  ReaderWindow *self = READER_WINDOW (widget);

  reader_window_ensure_sidebar (self);
  if (self->sidebar == NULL)
    return;
  reader_panes_set_open (self->panes, READER_PANE_END, TRUE);
  reader_entity_sidebar_show_list (READER_ENTITY_SIDEBAR (self->sidebar));
  reader_entity_list_grab_filter (
      reader_entity_sidebar_get_list (READER_ENTITY_SIDEBAR (self->sidebar)));
}

void
reader_window_class_install_panel_actions (GtkWidgetClass *widget_class)
{
  gtk_widget_class_install_action (widget_class, "bookmark.list", NULL, list_bookmarks_action);
  gtk_widget_class_install_action (widget_class, "entity.next-mention", NULL, step_action);
  gtk_widget_class_install_action (widget_class, "entity.previous-mention", NULL, step_action);
  gtk_widget_class_install_action (widget_class, "entity.filter", NULL, filter_action);
}
