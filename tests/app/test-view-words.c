/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "view-fixture.h"

#include <math.h>

/* --- words --- */

static char *
dup_label (GtkWidget *widget)
{
  GString *words = g_string_new (NULL);

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    if (gtk_widget_get_child_visible (child))
      g_string_append (words, gtk_label_get_text (GTK_LABEL (child)));
  return g_string_free (words, FALSE);
}

static char *
dup_cell (Fixture *fixture, guint64 row, guint text)
{
  ReaderCell *cell = reader_flow_get_cell (get_flow (fixture, 0), row, text + 1);

  g_assert_nonnull (cell);
  return dup_label (GTK_WIDGET (cell));
}

static void
test_gap (void)
{
  Fixture fixture;
  g_autofree char *words = NULL;

  open_view (&fixture, 1000, 3, TRUE, 1000);
  go_to (&fixture, SYNTHETIC_GAP - 1, 0, 0, 0);
  words = dup_cell (&fixture, SYNTHETIC_GAP - 1, 2);
  g_assert_cmpstr (words, ==, "no counterpart in Dutch");
  close_view (&fixture);
}

static void
test_conceal (void)
{
  Fixture fixture;
  g_autofree char *hidden = NULL;
  g_autofree char *shown = NULL;
  g_autofree char *words = synthetic_dup_words (4, 1);

  open_view (&fixture, 1000, 3, TRUE, 1000);
  go_to (&fixture, 4, 0, 0, 0);
  g_object_set (fixture.view, "concealed-text", (gint64) 2, NULL);
  wait_frames (&fixture);
  hidden = dup_cell (&fixture, 4, 1);
  for (const char *p = hidden; *p != '\0'; p = g_utf8_next_char (p))
    g_assert_true (g_unichar_isspace (g_utf8_get_char (p)));
  act (&fixture, "text.reveal");
  shown = dup_cell (&fixture, 4, 1);
  g_assert_cmpstr (shown, ==, words);
  close_view (&fixture);
}

static gboolean
is_hidden (Fixture *fixture, guint64 row, guint column)
{
  g_autofree char *words = dup_cell (fixture, row, column);

  for (const char *p = words; *p != '\0'; p = g_utf8_next_char (p))
    if (!g_unichar_isspace (g_utf8_get_char (p)))
      return FALSE;
  return TRUE;
}

/* As a learner wants it: only the first text shows, and the rest row by row. */
static void
test_conceal_others (void)
{
  Fixture fixture;
  g_autoptr (GSettings) settings = g_settings_new (APPLICATION_ID);

  g_settings_set_boolean (settings, "conceal-others", TRUE);
  open_view (&fixture, 1000, 3, TRUE, 1000);
  go_to (&fixture, 4, 0, 0, 0);
  wait_frames (&fixture);
  g_assert_false (is_hidden (&fixture, 4, 0));
  g_assert_true (is_hidden (&fixture, 4, 1));
  g_assert_true (is_hidden (&fixture, 4, 2));
  act (&fixture, "text.reveal");
  g_assert_false (is_hidden (&fixture, 4, 1));
  g_assert_false (is_hidden (&fixture, 4, 2));
  go_to (&fixture, 5, 0, 0, 0);
  wait_frames (&fixture);
  g_assert_true (is_hidden (&fixture, 5, 1));
  g_settings_set_boolean (settings, "conceal-others", FALSE);
  wait_frames (&fixture);
  g_assert_false (is_hidden (&fixture, 5, 1));
  g_settings_set_boolean (settings, "conceal-others", TRUE);
  wait_frames (&fixture);
  g_assert_true (is_hidden (&fixture, 5, 1));
  close_view (&fixture);
  g_settings_reset (settings, "conceal-others");
}

static void
test_selection (void)
{
  Fixture fixture;
  ReaderSelection selection;
  g_autofree char *first = synthetic_dup_words (4, 1);
  g_autofree char *second = synthetic_dup_words (5, 1);
  g_autofree char *both = g_strdup_printf ("%s\n\n%s", first, second);
  g_autofree char *selected = NULL;

  open_view (&fixture, 1000, 3, TRUE, 1000);
  go_to (&fixture, 4, 1, 0, 0);
  g_assert_false (reader_parallel_view_get_selection (fixture.view, &selection));
  act (&fixture, "text.extend-down");
  act (&fixture, "text.extend-down");
  g_assert_true (reader_parallel_view_get_selection (fixture.view, &selection));
  g_assert_cmpint (selection.text, ==, 2);
  g_assert_cmpint (selection.passage, ==, synthetic_get_passage (4, 1));
  g_assert_cmpint (selection.end_passage, ==, synthetic_get_passage (5, 1));
  selected = reader_view_dup_selected_text (fixture.view);
  g_assert_cmpstr (selected, ==, both);
  act (&fixture, "text.extend-back-by-word");
  g_assert_true (reader_parallel_view_get_selection (fixture.view, &selection));
  g_assert_cmpint (selection.end_passage, ==, synthetic_get_passage (5, 1));
  g_assert_cmpuint (selection.end, <, g_utf8_strlen (second, -1));
  act (&fixture, "text.leave");
  g_assert_false (reader_parallel_view_get_selection (fixture.view, &selection));
  close_view (&fixture);
}

/* Who goes elsewhere leaves the selection, as in every editor. */
static void
test_selection_left (void)
{
  static const char *const moves[] = {
    "text.next-passage",
    "text.previous-passage",
    "text.page-down",
    "text.page-up",
    "text.start",
    "text.end",
    "text.next-column",
    "text.next-sentence",
    "text.next-division",
    "text.go-back",
  };
  Fixture fixture;
  ReaderSelection selection;

  open_view (&fixture, 1000, 3, TRUE, 1000);
  for (guint i = 0; i < G_N_ELEMENTS (moves); i++)
    {
      go_to (&fixture, 20, 1, 0, 0);
      act (&fixture, "text.extend-down");
      act (&fixture, "text.extend-by-word");
      g_assert_true (reader_parallel_view_get_selection (fixture.view, &selection));
      act (&fixture, moves[i]);
      if (reader_parallel_view_get_selection (fixture.view, &selection))
        g_error ("The selection outlives %s", moves[i]);
    }
  go_to (&fixture, 20, 1, 0, 0);
  act (&fixture, "text.select-all");
  go_to (&fixture, 30, 1, 0, 0);
  g_assert_false (reader_parallel_view_get_selection (fixture.view, &selection));
  /* Shift then begins at the passage that was gone to. */
  act (&fixture, "text.extend-down");
  g_assert_true (reader_parallel_view_get_selection (fixture.view, &selection));
  g_assert_cmpint (selection.passage, ==, synthetic_get_passage (30, 1));
  close_view (&fixture);
}

static void
text_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GError) error = NULL;

  *(char **) data = gdk_clipboard_read_text_finish (GDK_CLIPBOARD (source), result, &error);
  g_assert_no_error (error);
}

static char *
read_clipboard (Fixture *fixture)
{
  char *words = NULL;

  gdk_clipboard_read_text_async (gtk_widget_get_clipboard (fixture->window), NULL, text_cb, &words);
  while (words == NULL)
    g_main_context_iteration (NULL, TRUE);
  return words;
}

static void
test_copy (void)
{
  Fixture fixture;
  g_autofree char *words = synthetic_dup_words (8, 1);
  g_autofree char *wanted = g_strdup_printf ("%s\n— Victor Serge, A life, 1. Barcelona, 1917, p. 2",
                                             words);
  g_autofree char *plain = NULL;
  g_autofree char *sourced = NULL;

  open_view (&fixture, 1000, 3, TRUE, 1000);
  go_to (&fixture, 8, 1, 0, 0);
  act (&fixture, "text.select-all");
  act (&fixture, "text.copy");
  plain = read_clipboard (&fixture);
  g_assert_cmpstr (plain, ==, words);
  act (&fixture, "text.copy-with-source");
  sourced = read_clipboard (&fixture);
  g_assert_cmpstr (sourced, ==, wanted);
  close_view (&fixture);
}

static void
test_note (void)
{
  Fixture fixture;
  GtkWidget *label = NULL;
  g_autofree char *words = NULL;

  open_view (&fixture, 1000, 3, TRUE, 1000);
  go_to (&fixture, 1, 0, 0, 0);
  words = dup_cell (&fixture, 1, 0);
  g_assert_nonnull (strstr (words, "¹"));
  g_assert_null (strstr (words, "Memoirs"));
  go_to (&fixture, 500, 0, 0, 0);
  reader_parallel_view_go_to (fixture.view,
                              &(ReaderPlace){ 1, synthetic_get_passage (1, 0) + 1, 0, 7 });
  g_assert_cmpint (get_focus (&fixture), ==, synthetic_get_passage (1, 0));
  g_assert_cmpint (fixture.view->marks->found_in, ==, 0);
  act (&fixture, "text.open-note");
  g_assert_nonnull (fixture.view->popover);
  label = gtk_popover_get_child (GTK_POPOVER (fixture.view->popover));
  g_assert_cmpstr (gtk_label_get_text (GTK_LABEL (label)),
                   ==,
                   "Memoirs of a Revolutionary, chapter 2.");
  g_assert_false (gtk_label_get_selection_bounds (GTK_LABEL (label), NULL, NULL));
  close_view (&fixture);
}

/* What a click says to the flow, at the left of a character. */
static void
click (Fixture *fixture, guint64 row, guint text, guint offset, int n_press)
{
  GtkWidget *flow = GTK_WIDGET (get_flow (fixture, 0));
  g_autoptr (GListModel) controllers = gtk_widget_observe_controllers (flow);
  TriRange range = { offset, offset + 1 };
  GdkRectangle at;

  g_assert_true (reader_flow_get_range (READER_FLOW (flow),
                                        row,
                                        text + 1,
                                        synthetic_get_passage (row, text),
                                        &range,
                                        &at));
  for (guint i = 0; i < g_list_model_get_n_items (controllers); i++)
    {
      g_autoptr (GtkEventController) controller = g_list_model_get_item (controllers, i);

      if (!GTK_IS_GESTURE_CLICK (controller))
        continue;
      g_signal_emit_by_name (controller, "pressed", n_press, at.x + 2.0, at.y + 8.0);
      g_signal_emit_by_name (controller, "released", n_press, at.x + 2.0, at.y + 8.0);
    }
  wait_frames (fixture);
}

static void
test_click (void)
{
  Fixture fixture;
  gint64 entity = 0;
  int sentence = 0;
  g_autofree char *word = NULL;

  open_view (&fixture, 1000, 3, TRUE, 1000);
  g_signal_connect (fixture.view, "mention-activated", G_CALLBACK (take_entity_cb), &entity);
  go_to (&fixture, 1, 1, 0, 0);
  /* "There he sets newspapers in type; above all, he listens.¹ Salvador Seguí teaches him…" */
  click (&fixture, 1, 1, 16, 1);
  g_assert_cmpint (entity, ==, 7);
  click (&fixture, 1, 1, 60, 1);
  g_assert_cmpint (entity, ==, 1);
  g_object_get (fixture.view, "focus-sentence", &sentence, NULL);
  g_assert_cmpint (sentence, ==, 1);
  click (&fixture, 1, 1, 30, 2);
  word = reader_view_dup_selected_text (fixture.view);
  g_assert_cmpstr (word, ==, "type");
  click (&fixture, 1, 1, 2, 1);
  g_assert_cmpuint (fixture.view->marks->selection.text, ==, 0);
  g_signal_handlers_disconnect_by_func (fixture.view, take_entity_cb, &entity);
  close_view (&fixture);
}

/* A point on a word finds that word, whatever stands before it in the cell. */
static void
test_hit (void)
{
  Fixture fixture;
  ReaderCell *cell = NULL;
  ReaderHit hit;
  GdkRectangle area;
  TriRange range = { 12, 15 };

  open_view (&fixture, 1000, 3, TRUE, 1000);
  go_to (&fixture, 8, 1, 0, 0);
  cell = reader_flow_get_cell (get_flow (&fixture, 0), 8, 2);
  g_assert_true (reader_cell_get_range (cell, synthetic_get_passage (8, 1), &range, &area));
  g_assert_true (reader_cell_get_hit (cell, area.x + 2, area.y + 5, &hit));
  g_assert_true (hit.inside);
  g_assert_cmpuint (hit.at, ==, 12);
  g_assert_null (hit.note);
  close_view (&fixture);
}

/* A link is seen to be one, by more than its colour. */
static void
test_shown_link (void)
{
  Fixture fixture;
  g_autoptr (TriPassage) passage = tri_passage_new ();
  g_autoptr (GPtrArray) slices = NULL;
  g_autoptr (PangoAttrList) list = NULL;
  PangoAttrIterator *iterator = NULL;
  TriSpan link = { 4, 8, TRI_SPAN_LINK, g_strdup ("https://example.org") };
  int start = 0;
  int end = 0;

  open_view (&fixture, 10, 1, TRUE, 1000);
  passage->content = g_strdup ("see this page");
  g_array_append_val (passage->spans, link);
  slices = reader_slice_cut (passage);
  list = reader_slice_dup_attributes (g_ptr_array_index (slices, 0), fixture.view->marks, "en");
  iterator = pango_attr_list_get_iterator (list);
  while (pango_attr_iterator_get (iterator, PANGO_ATTR_UNDERLINE) == NULL)
    g_assert_true (pango_attr_iterator_next (iterator));
  g_assert_nonnull (pango_attr_iterator_get (iterator, PANGO_ATTR_FOREGROUND));
  pango_attr_iterator_range (iterator, &start, &end);
  g_assert_cmpint (start, ==, 4);
  g_assert_cmpint (end, ==, 8);
  pango_attr_iterator_destroy (iterator);
  close_view (&fixture);
}

/* What a label shows is the words of the passage, with the marks put in, and offsets go both
 * ways. */
static void
test_slices (void)
{
  g_autoptr (TriPassage) passage = tri_passage_new ();
  g_autoptr (GPtrArray) slices = NULL;
  g_autoptr (GString) content = g_string_new (NULL);
  guint length = 0;

  for (guint i = 0; i < 300; i++)
    {
      TriRange sentence = { i * 31, i * 31 + 30 };
      TriSpan note = { i * 31 + 5, i * 31 + 5, TRI_SPAN_NOTE, g_strdup ("n") };

      g_string_append (content, "é123456789 123456789 12345678. ");
      g_array_append_val (passage->sentences, sentence);
      g_array_append_val (passage->spans, note);
    }
  passage->content = g_strdup (content->str);
  slices = reader_slice_cut (passage);
  g_assert_cmpuint (slices->len, >, 1);
  for (guint i = 0; i < slices->len; i++)
    {
      ReaderSlice *slice = g_ptr_array_index (slices, i);
      int start = 0;
      int end = 0;

      g_assert_cmpuint (slice->start, ==, length);
      g_assert_cmpuint (slice->end - slice->start, <=, READER_SLICE_LENGTH);
      length = slice->end;
      for (guint at = slice->start; at + 1 < slice->end; at += 7)
        {
          TriRange one = { at, at + 1 };

          g_assert_true (reader_slice_get_bytes (slice, &one, &start, &end));
          g_assert_cmpuint (reader_slice_get_offset (slice, start), ==, at);
          g_assert_cmpint (end - start, ==, at % 31 == 0 ? 2 : 1);
        }
    }
  g_assert_cmpuint (length, ==, 300 * 31);
}

static double
get_luminance (const GdkRGBA *colour)
{
  double parts[3] = { colour->red, colour->green, colour->blue };

  for (guint i = 0; i < 3; i++)
    parts[i] = parts[i] <= 0.03928 ? parts[i] / 12.92 : pow ((parts[i] + 0.055) / 1.055, 2.4);
  return 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2];
}

/* WCAG 2.1 */
static double
get_contrast (const GdkRGBA *a, const GdkRGBA *b)
{
  double x = get_luminance (a);
  double y = get_luminance (b);

  return (MAX (x, y) + 0.05) / (MIN (x, y) + 0.05);
}

static void
test_contrast (void)
{
  for (guint i = 0; i < 4; i++)
    {
      const ReaderPalette *palette = reader_palette_get (i / 2 == 1, i % 2 == 1);
      const GdkRGBA *below[] = { &palette->page,
                                 &palette->focus,
                                 &palette->sentence,
                                 &palette->match,
                                 &palette->partial,
                                 &palette->selection,
                                 &palette->found,
                                 &palette->hit,
                                 &palette->gap };
      double least = i % 2 == 1 ? 6 : 4.5;

      for (guint b = 0; b < G_N_ELEMENTS (below); b++)
        g_assert_cmpfloat (get_contrast (&palette->text, below[b]), >=, least);
      /* Lines are no text: 3 is enough for them. */
      for (guint e = 0; e < TRI_N_ENTITY_TYPES; e++)
        g_assert_cmpfloat (get_contrast (&palette->entities[e], &palette->focus), >=, 3);
    }
}

/* Over the end of the label, with what Shift and an arrow do, into the next passage by words. */
static void
cross_with_caret (Fixture *fixture, GtkWidget *label)
{
  ReaderSelection selection;

  g_assert_false (reader_view_leave_label (fixture->view, 1));
  gtk_label_select_region (GTK_LABEL (label), 8, -1);
  if (!gtk_widget_has_focus (label))
    return;
  g_assert_true (reader_view_leave_label (fixture->view, 1));
  reader_view_extend_by_word (fixture->view, 1);
  g_assert_true (reader_parallel_view_get_selection (fixture->view, &selection));
  g_assert_cmpint (selection.passage, ==, synthetic_get_passage (1, 0));
  g_assert_cmpuint (selection.start, ==, 8);
  g_assert_cmpint (selection.end_passage, ==, synthetic_get_passage (2, 0));
  g_assert_cmpuint (selection.end, >, 0);
}

static void
test_caret (void)
{
  Fixture fixture;
  ReaderCell *cell = NULL;
  ReaderSelection selection;
  GtkWidget *label = NULL;

  open_view (&fixture, 1000, 3, TRUE, 1000);
  go_to (&fixture, 1, 0, 0, 0);
  gtk_widget_grab_focus (GTK_WIDGET (fixture.view));
  act (&fixture, "text.caret");
  cell = reader_flow_get_cell (get_flow (&fixture, 0), 1, 1);
  label = gtk_widget_get_first_child (GTK_WIDGET (cell));
  g_assert_true (gtk_label_get_selectable (GTK_LABEL (label)));
  gtk_label_select_region (GTK_LABEL (label), 0, 4);
  if (gtk_widget_has_focus (label))
    {
      g_assert_true (reader_parallel_view_get_selection (fixture.view, &selection));
      g_assert_cmpuint (selection.end, ==, 4);
    }
  cross_with_caret (&fixture, label);
  act (&fixture, "text.leave");
  g_assert_false (gtk_label_get_selectable (GTK_LABEL (label)));
  close_view (&fixture);
}

int
main (int argc,
      char **argv)
{
  gtk_test_init (&argc, &argv, NULL);
  adw_init ();

  g_test_add_func ("/parallel-view/words/gap", test_gap);
  g_test_add_func ("/parallel-view/words/conceal", test_conceal);
  g_test_add_func ("/parallel-view/words/conceal-others", test_conceal_others);
  g_test_add_func ("/parallel-view/words/selection", test_selection);
  g_test_add_func ("/parallel-view/words/selection-left", test_selection_left);
  g_test_add_func ("/parallel-view/words/copy", test_copy);
  g_test_add_func ("/parallel-view/words/note", test_note);
  g_test_add_func ("/parallel-view/words/hit", test_hit);
  g_test_add_func ("/parallel-view/words/click", test_click);
  g_test_add_func ("/parallel-view/words/shown-link", test_shown_link);
  g_test_add_func ("/parallel-view/words/slices", test_slices);
  g_test_add_func ("/parallel-view/words/contrast", test_contrast);
  g_test_add_func ("/parallel-view/words/caret", test_caret);

  return g_test_run ();
}
