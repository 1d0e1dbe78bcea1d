/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "reader-popover.h"
#include "reader-window-private.h"

#include "panels/reader-contents-panel.h"
#include "panels/reader-omissions-panel.h"
#include "panels/reader-proposal-acts.h"
#include "panels/reader-proposals-panel.h"

#include <glib/gi18n.h>

/* The same menus that a passage has. */
static void
add_names_menu (GMenu *section)
{
  const char *path = "/org/triptych/Triptych/reader-names-menu.ui";
  g_autoptr (GtkBuilder) builder = gtk_builder_new_from_resource (path);

  g_menu_append_submenu (section,
                         _ ("_Names"),
                         G_MENU_MODEL (gtk_builder_get_object (builder, "names")));
}

static void
add_links_menu (GMenu *section)
{
  const char *path = "/org/triptych/Triptych/reader-links-menu.ui";
  g_autoptr (GtkBuilder) builder = gtk_builder_new_from_resource (path);

  g_menu_append_submenu (section,
                         _ ("Ali_gnment"),
                         G_MENU_MODEL (gtk_builder_get_object (builder, "links")));
}

/* Back to what one reads, or to the page that is in its place, not to the button. What an item of
 * the menu then does may take the keyboard elsewhere. */
static void
leave_menu (ReaderWindow *self)
{
  GtkWidget *page = gtk_stack_get_visible_child (self->pages);

  if (g_strcmp0 (gtk_stack_get_visible_child_name (self->pages), "reading") == 0)
    gtk_widget_grab_focus (GTK_WIDGET (self->view));
  else if (page != NULL)
    gtk_widget_child_focus (page, GTK_DIR_TAB_FORWARD);
}

/* GTK 4.18 gives the keyboard to the button after all. */
static gboolean
leave_button_cb (gpointer user_data)
{
  GtkWidget *button = user_data;
  GtkRoot *root = gtk_widget_get_root (button);
  GtkWidget *focus = root != NULL ? gtk_root_get_focus (root) : NULL;

  if (focus != NULL && (focus == button || gtk_widget_is_ancestor (focus, button)))
    leave_menu (READER_WINDOW (root));

  return G_SOURCE_REMOVE;
}

static void
menu_closed_cb (ReaderWindow *self,
                GtkWidget *popover)
{
  GtkWidget *button = gtk_widget_get_parent (popover);

  leave_menu (self);
  g_idle_add_full (G_PRIORITY_LOW, leave_button_cb, g_object_ref (button), g_object_unref);
}

static void
prepare_menu (ReaderWindow *self,
              GtkMenuButton *button)
{
  reader_popover_name_menu (button);
  g_signal_connect_object (gtk_menu_button_get_popover (button),
                           "closed",
                           G_CALLBACK (menu_closed_cb),
                           self,
                           G_CONNECT_SWAPPED);
}

/* The buttons of the header bar. */
void
reader_window_build_tools (ReaderWindow *self)
{
  const char *path = "/org/triptych/Triptych/reader-window-tools.ui";
  g_autoptr (GtkBuilder) builder = gtk_builder_new_from_resource (path);
  AdwHeaderBar *header = ADW_HEADER_BAR (self->header);

  self->header_start = GTK_WIDGET (gtk_builder_get_object (builder, "header_start"));
  self->header_end = GTK_WIDGET (gtk_builder_get_object (builder, "header_end"));
  self->go_to_button = GTK_WIDGET (gtk_builder_get_object (builder, "go_to_button"));
  prepare_menu (self, GTK_MENU_BUTTON (gtk_builder_get_object (builder, "menu_button")));
  add_names_menu (G_MENU (gtk_builder_get_object (builder, "menu_links")));
  add_links_menu (G_MENU (gtk_builder_get_object (builder, "menu_links")));
  adw_header_bar_pack_start (header, self->header_start);
  adw_header_bar_pack_end (header, self->header_end);
}

static void
contents_activated_cb (ReaderWindow *self,
                       gint64 text,
                       gint64 passage)
{
  ReaderPlace place = { .text = text, .passage = passage };

  reader_window_go_to (self, &place);
  if (reader_panes_is_over (self->panes))
    reader_panes_set_open (self->panes, READER_PANE_START, FALSE);
}

static GtkWidget *
build_contents (ReaderWindow *self)
{
  self->contents = reader_contents_panel_new ();
  g_signal_connect_swapped (self->contents,
                            "division-activated",
                            G_CALLBACK (contents_activated_cb),
                            self);
  reader_contents_panel_set_work (READER_CONTENTS_PANEL (self->contents),
                                  self->session,
                                  self->work);
  /* Which chapter one is in. */
  reader_window_queue_describe (self);

  return self->contents;
}

/* The slot on the left: pages that are made when they are first shown. */
static void
ensure_start_slot (ReaderWindow *self)
{
  GtkWidget *box = NULL;
  GtkWidget *switcher = NULL;

  if (self->start_stack != NULL)
    return;

  box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  switcher = gtk_stack_switcher_new ();
  self->start_stack = GTK_STACK (gtk_stack_new ());
  gtk_stack_switcher_set_stack (GTK_STACK_SWITCHER (switcher), self->start_stack);
  gtk_widget_add_css_class (switcher, "pane-switcher");
  gtk_widget_set_vexpand (GTK_WIDGET (self->start_stack), TRUE);
  gtk_stack_add_titled (self->start_stack, build_contents (self), "contents", _ ("Contents"));
  gtk_stack_add_titled (self->start_stack, adw_bin_new (), "bookmarks", _ ("Bookmarks"));
  gtk_stack_add_titled (self->start_stack, adw_bin_new (), "search", _ ("Search"));
  g_signal_connect_swapped (self->start_stack,
                            "notify::visible-child",
                            G_CALLBACK (reader_window_ensure_bookmarks),
                            self);
  g_signal_connect_swapped (self->start_stack,
                            "notify::visible-child",
                            G_CALLBACK (reader_window_ensure_search),
                            self);
  gtk_box_append (GTK_BOX (box), switcher);
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->start_stack));
  reader_panes_set_pane (self->panes, READER_PANE_START, box);
}

/* Of a list that is judged: what a row speaks of. */
void
reader_window_show_place (ReaderWindow *self,
                          gint64 text,
                          gint64 passage,
                          int sentence)
{
  TriLinkMember member = { passage, text, sentence };

  reader_parallel_view_go_to_member (self->view, &member);
  if (reader_panes_is_over (self->panes))
    reader_panes_set_open (self->panes, READER_PANE_START, FALSE);
}

/* Beside the contents and the bookmarks there is one list at a time: titles of all would make the
 * pane as wide as a text. */
void
reader_window_show_tool_page (ReaderWindow *self,
                              GtkWidget *page)
{
  GtkWidget *const pages[] = { self->omissions, self->names, self->proposals, self->warnings };

  gtk_stack_page_set_visible (gtk_stack_get_page (self->start_stack, page), TRUE);
  gtk_stack_set_visible_child (self->start_stack, page);
  for (guint i = 0; i < G_N_ELEMENTS (pages); i++)
    if (pages[i] != NULL && pages[i] != page)
      gtk_stack_page_set_visible (gtk_stack_get_page (self->start_stack, pages[i]), FALSE);
}

/* Before the library is closed. An act may still hold the page: it has no library then. */
void
reader_window_drop_review (ReaderWindow *self,
                           GtkWidget **page)
{
  if (*page == NULL)
    return;
  reader_review_panel_set_work (READER_REVIEW_PANEL (*page), NULL, NULL);
  gtk_stack_remove (self->start_stack, *page);
  *page = NULL;
}

/* The page of the omissions comes when it is first asked for: most works need none. */
void
reader_window_show_omissions (ReaderWindow *self)
{
  ensure_start_slot (self);
  if (self->omissions == NULL)
    {
      self->omissions = reader_omissions_panel_new ();
      g_signal_connect_object (self->omissions,
                               "place-activated",
                               G_CALLBACK (reader_window_show_place),
                               self,
                               G_CONNECT_SWAPPED);
      gtk_stack_add_titled (self->start_stack, self->omissions, "omissions", _ ("Omissions"));
    }
  reader_review_panel_set_work (READER_REVIEW_PANEL (self->omissions),
                                self->session,
                                self->work);
  reader_window_show_tool_page (self, self->omissions);
  reader_panes_set_open (self->panes, READER_PANE_START, TRUE);
  reader_review_panel_take_focus (READER_REVIEW_PANEL (self->omissions));
}

static void
proposal_said_cb (ReaderWindow *self,
                  const char *words,
                  gboolean undoable)
{
  reader_window_add_toast (self, words, undoable);
}

/* The page of the proposals comes when it is first asked for, as that of the omissions. */
void
reader_window_show_proposals (ReaderWindow *self)
{
  ensure_start_slot (self);
  if (self->proposals == NULL)
    {
      self->proposals = reader_proposals_panel_new ();
      g_signal_connect_object (self->proposals,
                               "place-activated",
                               G_CALLBACK (reader_window_show_place),
                               self,
                               G_CONNECT_SWAPPED);
      g_signal_connect_object (self->proposals,
                               "said",
                               G_CALLBACK (proposal_said_cb),
                               self,
                               G_CONNECT_SWAPPED);
      gtk_stack_add_titled (self->start_stack, self->proposals, "proposals", _ ("Proposals"));
    }
  reader_review_panel_set_work (READER_REVIEW_PANEL (self->proposals),
                                self->session,
                                self->work);
  reader_window_show_tool_page (self, self->proposals);
  reader_panes_set_open (self->panes, READER_PANE_START, TRUE);
  reader_proposals_panel_look (READER_PROPOSALS_PANEL (self->proposals));
}

/* What the panes show, as far as they are to be seen. */
void
reader_window_build_panes (ReaderWindow *self)
{
  if (reader_panes_is_shown (self->panes, READER_PANE_START))
    ensure_start_slot (self);
  if (reader_panes_is_shown (self->panes, READER_PANE_END))
    reader_window_ensure_sidebar (self);
}

void
reader_window_show_start_page (ReaderWindow *self,
                               const char *name)
{
  ensure_start_slot (self);
  if (gtk_stack_get_child_by_name (self->start_stack, name) != NULL)
    gtk_stack_set_visible_child_name (self->start_stack, name);
}

void
reader_window_rebuild_contents (ReaderWindow *self)
{
  reader_window_update_names (self);
  reader_window_update_warnings (self);
  if (self->omissions != NULL)
    reader_review_panel_set_work (READER_REVIEW_PANEL (self->omissions),
                                  self->session,
                                  self->work);
  if (self->proposals != NULL)
    reader_review_panel_set_work (READER_REVIEW_PANEL (self->proposals),
                                  self->session,
                                  self->work);
  if (self->contents != NULL)
    reader_contents_panel_set_work (READER_CONTENTS_PANEL (self->contents),
                                    self->session,
                                    self->work);
}
