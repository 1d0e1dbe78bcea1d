/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "dialogs/reader-marks-export.h"
#include "panels-fixture.h"

#include <string.h>

/* What the dialog offers to export, and what it shows of it. */

static gint64
add_mark (Fixture *fixture, const char *key, TriMarkKind kind, const char *note)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (TriLibrary) library = tri_library_open (fixture->path,
                                                     TRI_LIBRARY_READ_WRITE,
                                                     &error);
  g_autoptr (TriBookmark) mark = tri_bookmark_new ();
  ReaderPlace place = fixture_find_place (fixture, key);

  g_assert_no_error (error);
  mark->passage = place.passage;
  mark->whole = TRUE;
  mark->kind = kind;
  g_free (mark->note);
  mark->note = g_strdup (note);
  g_assert_true (tri_library_save_bookmark (library, mark, &error));
  return mark->id;
}

static GtkWidget *
get_child (GtkWidget *dialog, const char *name)
{
  return GTK_WIDGET (gtk_widget_get_template_child (dialog, READER_TYPE_MARKS_EXPORT, name));
}

static char *
dup_whats (GtkWidget *dialog)
{
  GListModel *names = adw_combo_row_get_model (ADW_COMBO_ROW (get_child (dialog, "what_row")));
  g_autoptr (GString) words = g_string_new (NULL);

  for (guint i = 0; i < g_list_model_get_n_items (names); i++)
    {
      g_autoptr (GtkStringObject) name = g_list_model_get_item (names, i);

      g_string_append_printf (words, "%s%s", i ? "|" : "", gtk_string_object_get_string (name));
    }
  return g_string_free (g_steal_pointer (&words), FALSE);
}

static GtkWidget *
open_dialog (Fixture *fixture, const ReaderBookmarkQuery *shown, GArray *selected)
{
  const ReaderMarksChoice choice = { fixture->work, shown, selected };
  GtkWidget *dialog = reader_marks_export_new (fixture->session, &choice);

  gtk_window_set_transient_for (GTK_WINDOW (dialog), fixture->window);
  gtk_window_present (GTK_WINDOW (dialog));
  return dialog;
}

/* Also what it still asked for, which holds it. */
static void
close_dialog (GtkWidget *dialog)
{
  g_object_add_weak_pointer (G_OBJECT (dialog), (gpointer *) &dialog);
  gtk_window_destroy (GTK_WINDOW (dialog));
  fixture_wait (dialog == NULL);
}

static gboolean
says (GtkWidget *dialog, const char *words)
{
  const char *preview = gtk_label_get_text (GTK_LABEL (get_child (dialog, "preview_label")));

  return strstr (preview, words) != NULL;
}

/* Says of each mark its number, its kind and its note, as a line. */
static void
load_template (Fixture *fixture, GtkWidget *dialog, const char *text)
{
  g_autofree char *path = g_build_filename (fixture->dir, "list.tmpl", NULL);
  g_autoptr (GError) error = NULL;

  g_file_set_contents (path, text, -1, &error);
  g_assert_no_error (error);
  reader_marks_export_load_template (READER_MARKS_EXPORT (dialog), path);
}

static void
choose (GtkWidget *dialog, guint what)
{
  adw_combo_row_set_selected (ADW_COMBO_ROW (get_child (dialog, "what_row")), what);
}

static void
test_what (Fixture *fixture, gconstpointer data)
{
  ReaderBookmarkQuery shown = { { 0 } };
  g_autoptr (GArray) selected = g_array_new (FALSE, FALSE, sizeof (gint64));
  gint64 ids[] = {
    add_mark (fixture, "fr-1", TRI_MARK_NOTE, "one"),
    add_mark (fixture, "fr-2", TRI_MARK_HIGHLIGHT, "two"),
    add_mark (fixture, "fr-3", TRI_MARK_NOTE, "three"),
  };
  g_autofree char *whats = NULL;
  GtkWidget *dialog = NULL;

  g_array_append_vals (selected, &ids[1], 2);
  shown.asked.work = fixture->work->id;
  shown.asked.kinds = 1u << TRI_MARK_NOTE;
  shown.asked.order = TRI_BOOKMARK_ORDER_ROWS;
  dialog = open_dialog (fixture, &shown, selected);
  whats = dup_whats (dialog);
  g_assert_cmpstr (whats,
                   ==,
                   "The 2 that are selected|Those listed|Those of this work|Those of all works");
  load_template (fixture, dialog, "{#marks}{number}/{count} {note};{/marks}");
  fixture_wait (says (dialog, "1/2 two;2/2 three;"));
  choose (dialog, 1);
  fixture_wait (says (dialog, "1/2 one;2/2 three;"));
  choose (dialog, 2);
  fixture_wait (says (dialog, "1/3 one;2/3 two;3/3 three;"));
  choose (dialog, 3);
  fixture_wait (says (dialog, "1/3 one;2/3 two;3/3 three;"));
  close_dialog (dialog);
}

/* One row is selected wherever the keyboard was: what is listed is meant. Without a list there is
 * nothing of it. */
static void
test_default (Fixture *fixture, gconstpointer data)
{
  ReaderBookmarkQuery shown = { { 0 } };
  g_autoptr (GArray) selected = g_array_new (FALSE, FALSE, sizeof (gint64));
  gint64 id = add_mark (fixture, "fr-1", TRI_MARK_NOTE, "one");
  g_autofree char *whats = NULL;
  GtkWidget *dialog = NULL;

  g_array_append_val (selected, id);
  dialog = open_dialog (fixture, &shown, selected);
  g_assert_cmpuint (adw_combo_row_get_selected (ADW_COMBO_ROW (get_child (dialog, "what_row"))),
                    ==,
                    1);
  close_dialog (dialog);
  dialog = open_dialog (fixture, NULL, NULL);
  whats = dup_whats (dialog);
  g_assert_cmpstr (whats, ==, "Those of this work|Those of all works");
  close_dialog (dialog);
}

/* What is wrong in a template is told with its file and line, and nothing can be exported. */
static void
test_template (Fixture *fixture, gconstpointer data)
{
  GtkWidget *dialog = NULL;
  GtkLabel *names = NULL;

  add_mark (fixture, "fr-1", TRI_MARK_NOTE, "one");
  dialog = open_dialog (fixture, NULL, NULL);
  names = GTK_LABEL (get_child (dialog, "language_label"));
  g_assert_nonnull (strstr (gtk_label_get_text (names), "{quote}, {note}, {work}"));
  load_template (fixture, dialog, "{note}\n{#note}\nnever closed\n");
  fixture_wait (says (dialog, "list.tmpl, line 2: {#note} is not closed."));
  load_template (fixture, dialog, "* {note} ({kind})\n");
  fixture_wait (says (dialog, "* one (Note)"));
  close_dialog (dialog);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  adw_init ();

#define ADD(path, function) \
  g_test_add (path, Fixture, NULL, fixture_set_up, function, fixture_tear_down)
  ADD ("/marks-export/what", test_what);
  ADD ("/marks-export/default", test_default);
  ADD ("/marks-export/template", test_template);

  return g_test_run ();
}
