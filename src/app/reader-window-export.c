/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "reader-window-private.h"

#include "dialogs/reader-work-export.h"
#include "formats/tri-citation.h"
#include "panels/reader-bookmarks-panel.h"

#include <glib/gi18n.h>

/* What is read, out of the window: files, paper, citations. */

static void
begun_cb (ReaderWindow *self,
          ReaderExportJob *job)
{
  if (self->session != NULL)
    reader_window_write (self, job);
}

static void
fill_choice (ReaderWindow *self,
             ReaderWorkChoice *choice)
{
  ReaderPlace place;

  choice->work = self->work;
  choice->texts = reader_parallel_view_dup_shown_texts (self->view);
  if (reader_parallel_view_get_focus (self->view, &place))
    choice->focus = place.passage;
  choice->selections = reader_parallel_view_dup_selections (self->view);
  /* What the list shows is meant only while it is seen. */
  if (self->bookmarks != NULL && gtk_widget_get_mapped (self->bookmarks))
    {
      ReaderBookmarksPanel *panel = READER_BOOKMARKS_PANEL (self->bookmarks);

      choice->shown = reader_bookmarks_panel_get_shown (panel);
      choice->marks = reader_bookmarks_panel_dup_selected (panel);
    }
}

static void
clear_choice (ReaderWorkChoice *choice)
{
  g_clear_pointer (&choice->texts, g_array_unref);
  g_clear_pointer (&choice->selections, g_array_unref);
  g_clear_pointer (&choice->marks, g_array_unref);
}

static void
show_dialog (ReaderWindow *self,
             const char *format)
{
  ReaderWorkChoice choice = { 0 };
  GtkWidget *dialog = NULL;

  if (self->work == NULL || self->session == NULL)
    return;
  fill_choice (self, &choice);
  dialog = reader_work_export_new (self->session, &choice);
  clear_choice (&choice);
  if (format != NULL)
    reader_work_export_choose_format (READER_WORK_EXPORT (dialog), format);
  g_signal_connect_object (dialog, "begun", G_CALLBACK (begun_cb), self, G_CONNECT_SWAPPED);
  gtk_window_set_transient_for (GTK_WINDOW (dialog), GTK_WINDOW (self));
  gtk_window_present (GTK_WINDOW (dialog));
}

static void
export_action (GtkWidget *widget,
               const char *name,
               GVariant *parameter)
{
  show_dialog (READER_WINDOW (widget), NULL);
}

static void
print_action (GtkWidget *widget,
              const char *name,
              GVariant *parameter)
{
  show_dialog (READER_WINDOW (widget), "pdf");
}

/* What is selected, as far as it lies in one passage; else the passage in focus. */
static gboolean
find_quoted (ReaderWindow *self,
             ReaderPlace *place)
{
  ReaderSelection selection;

  if (!reader_parallel_view_get_selection (self->view, &selection))
    return reader_parallel_view_get_focus (self->view, place);
  *place = (ReaderPlace){ .text = selection.text, .passage = selection.passage };
  place->start = selection.start;
  place->end = selection.passage == selection.end_passage ? selection.end : G_MAXUINT;
  return TRUE;
}

static void
cite_action (GtkWidget *widget,
             const char *name,
             GVariant *parameter)
{
  ReaderWindow *self = READER_WINDOW (widget);
  TriCitationStyle style = TRI_CITATION_PLAIN;
  ReaderPlace place = { 0 };
  g_autofree char *citation = NULL;
  g_autoptr (GError) error = NULL;

  if (self->work == NULL
      || !tri_citation_style_from_nick (g_variant_get_string (parameter, NULL), &style)
      || !find_quoted (self, &place))
    return;
  citation = tri_citation_dup (reader_session_get_library (self->session),
                               self->work,
                               place.passage,
                               place.start,
                               place.end,
                               style,
                               &error);
  if (citation != NULL)
    gdk_clipboard_set_text (gtk_widget_get_clipboard (widget), citation);
  reader_window_add_toast (self, citation != NULL ? _ ("Citation copied") : error->message, FALSE);
}

void
reader_window_class_install_export_actions (GtkWidgetClass *widget_class)
{
  gtk_widget_class_install_action (widget_class, "work.export", NULL, export_action);
  gtk_widget_class_install_action (widget_class, "work.print", NULL, print_action);
  gtk_widget_class_install_action (widget_class, "text.cite", "s", cite_action);
  gtk_widget_class_add_binding_action (widget_class,
                                       GDK_KEY_e,
                                       GDK_CONTROL_MASK | GDK_ALT_MASK,
                                       "work.export",
                                       NULL);
  gtk_widget_class_add_binding_action (widget_class,
                                       GDK_KEY_p,
                                       GDK_CONTROL_MASK,
                                       "work.print",
                                       NULL);
  gtk_widget_class_add_binding_action (widget_class,
                                       GDK_KEY_c,
                                       GDK_CONTROL_MASK | GDK_ALT_MASK,
                                       "text.cite",
                                       "s",
                                       "text");
}
