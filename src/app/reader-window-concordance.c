/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "reader-window-private.h"

#include "concordance/reader-concordance.h"
#include "library/tri-library-works.h"
#include "panels/reader-search-panel.h"
#include <string.h>

/* The concordance lies in a window beside the texts. */

/* What is selected beyond it is no question any more. */
#define MAX_WORDS 200

static void
place_activated_cb (ReaderWindow *self, TriBookmark *place)
{
  reader_window_go_to_bookmark (self, place);
  gtk_window_present (GTK_WINDOW (self));
  gtk_widget_grab_focus (GTK_WIDGET (self->view));
}

static void
open_concordance (ReaderWindow *self)
{
  GtkWindow *window = GTK_WINDOW (reader_concordance_new (self->session));

  gtk_window_set_transient_for (window, GTK_WINDOW (self));
  gtk_window_set_default_size (window,
                               CLAMP (gtk_widget_get_width (GTK_WIDGET (self)) - 60, 560, 1200),
                               CLAMP (gtk_widget_get_height (GTK_WIDGET (self)) - 60, 420, 800));
  g_signal_connect_object (window,
                           "place-activated",
                           G_CALLBACK (place_activated_cb),
                           self,
                           G_CONNECT_SWAPPED);
  g_set_weak_pointer (&self->concordance, window);
}

/* Several words are a phrase. */
static char *
make_question (char *words)
{
  g_autofree char *kept = g_strstrip (g_strdelimit (words, "\"\n\t", ' '));

  if (!kept[0] || g_utf8_strlen (kept, -1) > MAX_WORDS)
    return NULL;
  return strchr (kept, ' ') ? g_strdup_printf ("\"%s\"", kept) : g_strdup (kept);
}

static char *
dup_selected (ReaderWindow *self)
{
  ReaderSelection selection;
  g_autoptr (TriPassage) passage = NULL;
  TriLibrary *library = reader_session_get_library (self->session);

  if (!self->work || !reader_parallel_view_get_selection (self->view, &selection)
      || selection.passage != selection.end_passage || selection.end <= selection.start)
    return NULL;
  passage = tri_library_get_passage (library, selection.passage, NULL);
  if (!passage || selection.end > g_utf8_strlen (passage->content, -1))
    return NULL;
  return make_question (g_utf8_substring (passage->content, selection.start, selection.end));
}

static char *
dup_sought (ReaderWindow *self)
{
  if (!self->search || !gtk_widget_get_mapped (self->search))
    return NULL;
  return g_strdup (reader_search_panel_get_question (READER_SEARCH_PANEL (self->search)));
}

/* An empty question: for the words that are selected, else what is sought in the panel. */
static void
concordance_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  ReaderWindow *self = READER_WINDOW (widget);
  g_autofree char *typed = g_variant_dup_string (parameter, NULL);

  if (!self->session)
    return;
  if (!typed[0])
    {
      g_free (typed);
      typed = dup_selected (self);
      if (!typed)
        typed = dup_sought (self);
    }
  if (!self->concordance)
    open_concordance (self);
  if (typed && typed[0])
    reader_concordance_ask (READER_CONCORDANCE (self->concordance), typed);
  gtk_window_present (self->concordance);
}

void
reader_window_class_install_concordance_actions (GtkWidgetClass *widget_class)
{
  gtk_widget_class_install_action (widget_class, "win.concordance", "s", concordance_action);
  gtk_widget_class_add_binding_action (widget_class,
                                       GDK_KEY_k,
                                       GDK_CONTROL_MASK | GDK_SHIFT_MASK,
                                       "win.concordance",
                                       "s",
                                       "");
}
