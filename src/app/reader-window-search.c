/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "reader-window-private.h"

#include "library/tri-library-works.h"
#include "panels/reader-search-panel.h"

#include <glib/gi18n.h>

/* The search of the library, in the pane on the left. It is made when it is first asked for. */

/* Code points of selected words that become a question. */
#define MOST_WORDS 200

static void
activated_cb (ReaderWindow *self,
              gint64 work,
              const ReaderPlace *place,
              gboolean leave)
{
  gboolean is_over = reader_panes_is_over (self->panes);

  reader_window_go_to_work (self, work, place);
  if (is_over)
    reader_panes_set_open (self->panes, READER_PANE_START, FALSE);
  if (leave || is_over)
    gtk_widget_grab_focus (GTK_WIDGET (self->view));
  else
    /* Also when another work was opened for it: the list keeps the keyboard. */
    self->wants_focus = FALSE;
}

static void
said_cb (ReaderWindow *self,
         const char *words,
         gboolean undoable)
{
  reader_window_add_toast (self, words, undoable);
}

/* Fills the page of the search when it is to be seen. */
void
reader_window_ensure_search (ReaderWindow *self)
{
  const char *shown = self->start_stack ? gtk_stack_get_visible_child_name (self->start_stack)
                                        : NULL;

  if (self->search != NULL || self->session == NULL || g_strcmp0 (shown, "search") != 0)
    return;

  self->search = reader_search_panel_new ();
  g_signal_connect_swapped (self->search, "hit-activated", G_CALLBACK (activated_cb), self);
  g_signal_connect_swapped (self->search, "said", G_CALLBACK (said_cb), self);
  adw_bin_set_child (ADW_BIN (gtk_stack_get_visible_child (self->start_stack)), self->search);
  reader_search_panel_connect (READER_SEARCH_PANEL (self->search), self->session, self->view);
}

/* Before the library is closed. */
void
reader_window_drop_search (ReaderWindow *self)
{
  if (self->search == NULL)
    return;
  reader_search_panel_close (READER_SEARCH_PANEL (self->search));
  adw_bin_set_child (ADW_BIN (gtk_widget_get_parent (self->search)), NULL);
  self->search = NULL;
}

/* What is selected in one passage, as a phrase; NULL when nothing is. */
static char *
dup_selected (ReaderWindow *self)
{
  ReaderSelection selection = { 0 };
  g_autoptr (TriPassage) passage = NULL;
  g_autofree char *words = NULL;
  guint end = 0;

  if (self->work == NULL || !reader_parallel_view_get_selection (self->view, &selection))
    return NULL;
  passage = tri_library_get_passage (reader_session_get_library (self->session),
                                     selection.passage,
                                     NULL);
  end = selection.passage == selection.end_passage ? selection.end : G_MAXUINT;
  end = passage != NULL ? MIN (end, (guint) g_utf8_strlen (passage->content, -1)) : 0;
  end = MIN (end, selection.start + MOST_WORDS);
  if (end <= selection.start)
    return NULL;
  words = g_utf8_substring (passage->content, selection.start, end);
  g_strstrip (g_strdelimit (words, "\"\n", ' '));

  return words[0] != '\0' ? g_strdup_printf ("\"%s\"", words) : NULL;
}

static gboolean
has_focus_inside (ReaderWindow *self)
{
  GtkWidget *focus = gtk_window_get_focus (GTK_WINDOW (self));

  return focus != NULL && self->search != NULL && gtk_widget_is_ancestor (focus, self->search);
}

/* Ctrl+Shift+F: to the entry, from wherever the keyboard is. */
static void
search_action (GtkWidget *widget,
               const char *name,
               GVariant *parameter)
{
  ReaderWindow *self = READER_WINDOW (widget);
  g_autofree char *words = has_focus_inside (self) ? NULL : dup_selected (self);

  reader_window_finish_building (self);
  gtk_stack_set_visible_child_name (self->pages, "reading");
  reader_window_show_start_page (self, "search");
  reader_panes_set_open (self->panes, READER_PANE_START, TRUE);
  reader_window_ensure_search (self);
  if (self->search == NULL)
    return;
  if (words != NULL)
    reader_search_panel_set_question (READER_SEARCH_PANEL (self->search), words);
  /* The texts, when they come, do not take it. */
  self->wants_focus = FALSE;
  reader_search_panel_take_focus (READER_SEARCH_PANEL (self->search));
  reader_window_update_actions (self);
  reader_window_describe (self);
}

static void
step_action (GtkWidget *widget,
             const char *name,
             GVariant *parameter)
{
  ReaderWindow *self = READER_WINDOW (widget);
  int direction = g_str_equal (name, "search.next-hit") ? 1 : -1;

  if (self->search == NULL
      || reader_search_panel_get_question (READER_SEARCH_PANEL (self->search))[0] == '\0')
    reader_window_hint (self, _ ("Search first: Ctrl+Shift+F"));
  else if (!reader_search_panel_step (READER_SEARCH_PANEL (self->search), direction))
    reader_window_hint (self, _ ("There is no other passage that was found"));
}

void
reader_window_class_install_search_actions (GtkWidgetClass *widget_class)
{
  gtk_widget_class_install_action (widget_class, "search.library", NULL, search_action);
  gtk_widget_class_install_action (widget_class, "search.next-hit", NULL, step_action);
  gtk_widget_class_install_action (widget_class, "search.previous-hit", NULL, step_action);
}
