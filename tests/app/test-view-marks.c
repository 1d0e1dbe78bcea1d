/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "view-fixture.h"

#include "view/reader-cell-private.h"
#include "view/reader-mark-words.h"
#include "view/reader-signs.h"

#include <math.h>

/* --- lanes and signs, without a view --- */

static void
append (GArray *ranges, gint64 bookmark, guint start, guint end, TriMarkStyle style)
{
  TriMarkRange range = { .bookmark = bookmark,
                         .passage = 7,
                         .start = start,
                         .end = end,
                         .kind = TRI_MARK_HIGHLIGHT,
                         .style = style };

  g_array_append_val (ranges, range);
}

static char *
dup_lanes (GArray *ranges)
{
  g_autoptr (ReaderMarkSet) set = reader_mark_set_new ();
  g_autoptr (GPtrArray) noted = g_ptr_array_new ();
  GString *lanes = g_string_new (NULL);
  GArray *marks = NULL;

  g_assert_true (reader_mark_set_take (set, ranges, noted));
  g_assert_false (reader_mark_set_take (set, ranges, noted));
  marks = reader_mark_set_get (set, 7);
  for (guint i = 0; i < marks->len; i++)
    {
      const ReaderMark *mark = &g_array_index (marks, ReaderMark, i);

      g_string_append_printf (lanes,
                              "%s%" G_GINT64_FORMAT ":%u",
                              i > 0 ? " " : "",
                              mark->range.bookmark,
                              mark->lane);
    }
  return g_string_free (lanes, FALSE);
}

/* The outer one has the first lane; whoever overlaps nothing any more has it again; a fourth shares
 * the third; a strike goes through the words and takes no room. Nothing depends on the order in
 * which they come. */
static void
test_lanes (void)
{
  g_autoptr (GArray) ranges = g_array_new (FALSE, FALSE, sizeof (TriMarkRange));
  g_autofree char *lanes = NULL;
  g_autofree char *again = NULL;

  append (ranges, 1, 0, 20, TRI_MARK_FILL);
  append (ranges, 2, 5, 10, TRI_MARK_UNDERLINE);
  append (ranges, 3, 6, 30, TRI_MARK_WAVE);
  append (ranges, 4, 8, 9, TRI_MARK_FILL);
  append (ranges, 5, 20, 25, TRI_MARK_FILL);
  append (ranges, 6, 0, 40, TRI_MARK_STRIKE);
  lanes = dup_lanes (ranges);
  g_assert_cmpstr (lanes, ==, "6:0 1:0 2:1 3:2 4:2 5:0");
  for (guint i = 0; i < ranges->len / 2; i++)
    {
      TriMarkRange *one = &g_array_index (ranges, TriMarkRange, i);
      TriMarkRange *other = &g_array_index (ranges, TriMarkRange, ranges->len - 1 - i);
      TriMarkRange kept = *one;

      *one = *other;
      *other = kept;
    }
  again = dup_lanes (ranges);
  g_assert_cmpstr (again, ==, lanes);
}

static GArray *
dup_marks (const TriMarkRange *ranges, guint n)
{
  GArray *marks = g_array_new (FALSE, FALSE, sizeof (ReaderMark));

  for (guint i = 0; i < n; i++)
    {
      ReaderMark mark = { .range = ranges[i] };

      g_array_append_val (marks, mark);
    }
  return marks;
}

static const TriMarkRange signed_ranges[] = {
  { .bookmark = 1, .kind = TRI_MARK_BOOKMARK, .whole = TRUE },
  { .bookmark = 2, .kind = TRI_MARK_HIGHLIGHT, .colour = 3, .has_note = TRUE, .end = 4 },
  { .bookmark = 2, .kind = TRI_MARK_HIGHLIGHT, .colour = 3, .start = 8, .end = 9 },
  { .bookmark = 3, .kind = TRI_MARK_NOTE, .has_note = TRUE, .whole = TRUE },
  { .bookmark = 4, .kind = TRI_MARK_BOOKMARK, .letter = 'a', .whole = TRUE },
  { .bookmark = 5, .kind = TRI_MARK_PORTAL, .whole = TRUE, .is_counterpart = TRUE },
};

/* A mark has its signs once however many ranges it has; a quick mark is its letter; a note is told
 * besides; where there is no room the last sign stands for the rest. */
static void
test_signs (void)
{
  g_autoptr (GArray) marks = dup_marks (signed_ranges, G_N_ELEMENTS (signed_ranges));
  g_autoptr (GArray) signs = reader_signs_list (marks, 200);
  g_autoptr (GArray) few = reader_signs_list (marks, 3 * READER_SIGN_STEP);
  g_autoptr (GArray) one = reader_signs_list (marks, 10);
  static const ReaderSignForm forms[] = {
    READER_SIGN_BOOKMARK,
    READER_SIGN_HIGHLIGHT,
    READER_SIGN_NOTE,
    READER_SIGN_NOTE,
    READER_SIGN_LETTER,
    READER_SIGN_PORTAL,
  };

  g_assert_cmpuint (signs->len, ==, G_N_ELEMENTS (forms));
  for (guint i = 0; i < signs->len; i++)
    {
      const ReaderSign *sign = &g_array_index (signs, ReaderSign, i);

      g_assert_cmpint (sign->form, ==, forms[i]);
      g_assert_cmpint (sign->hollow, ==, sign->form == READER_SIGN_PORTAL);
    }
  g_assert_cmpuint (few->len, ==, 3);
  g_assert_cmpint (g_array_index (few, ReaderSign, 2).form, ==, READER_SIGN_MORE);
  g_assert_cmpint (g_array_index (few, ReaderSign, 2).bookmark, ==, 0);
  g_assert_cmpuint (one->len, ==, 1);
  g_assert_cmpint (g_array_index (one, ReaderSign, 0).form, ==, READER_SIGN_MORE);
}

/* --- colours --- */

static double
get_luminance (const GdkRGBA *colour)
{
  const float parts[] = { colour->red, colour->green, colour->blue };
  static const double weights[] = { 0.2126, 0.7152, 0.0722 };
  double sum = 0;

  for (guint i = 0; i < 3; i++)
    sum += weights[i]
           * ((double) parts[i] <= 0.04045 ? (double) parts[i] / 12.92
                                           : pow (((double) parts[i] + 0.055) / 1.055, 2.4));
  return sum;
}

static double
get_contrast (const GdkRGBA *a, const GdkRGBA *b)
{
  double one = get_luminance (a) + 0.05;
  double other = get_luminance (b) + 0.05;

  return MAX (one, other) / MIN (one, other);
}

/* Words are read on every colour, and every edge and sign is seen on the page. */
static void
test_contrast (void)
{
  for (guint i = 0; i < 4; i++)
    {
      gboolean high = i % 2 == 1;
      const ReaderPalette *palette = reader_palette_get (i / 2 == 1, high);

      for (guint c = 0; c < READER_N_MARK_COLOURS; c++)
        {
          g_assert_cmpfloat (get_contrast (&palette->text, &palette->marks[c]),
                             >=,
                             high ? 7 : 4.5);
          g_assert_cmpfloat (get_contrast (&palette->page, &palette->edges[c]), >=, 3);
          g_assert_cmpfloat (get_contrast (&palette->marks[c], &palette->edges[c]), >=, 3);
        }
    }
}

/* --- in a view --- */

static ReaderCell *
get_cell (Fixture *fixture, guint64 row, guint text)
{
  return reader_flow_get_cell (get_flow (fixture, 0), row, text + 1);
}

/* As assistive technology is told it. */
static char *
dup_description (Fixture *fixture, guint64 row, guint text)
{
  ReaderCell *cell = get_cell (fixture, row, text);
  GString *words = g_string_new (NULL);

  reader_cell_describe_marks (cell, reader_cell_get_part (cell, 0)->slice->passage, words);
  return g_string_free (words, FALSE);
}

static void
mark (Fixture *fixture, guint64 row, guint text, TriMarkRange range, const char *note)
{
  range.passage = synthetic_get_passage (row, text);
  synthetic_rows_add_mark (fixture->rows, &range, note);
}

static void
look_up (Fixture *fixture)
{
  reader_view_look_up_marks (fixture->view);
  wait_frames (fixture);
}

static void
assert_described (Fixture *fixture, guint64 row, guint text, const char *wanted)
{
  g_autofree char *words = dup_description (fixture, row, text);

  g_assert_cmpstr (words, ==, wanted);
}

static void
test_words (void)
{
  Fixture fixture;

  open_view (&fixture, 200, 3, TRUE, 1000);
  mark (&fixture, 1, 0, (TriMarkRange){ .bookmark = 1, .whole = TRUE }, NULL);
  mark (&fixture,
        1,
        1,
        (TriMarkRange){ .bookmark = 2,
                        .kind = TRI_MARK_HIGHLIGHT,
                        .colour = 1,
                        .end = 5,
                        .has_note = TRUE },
        "see\nthere");
  mark (&fixture, 1, 2, (TriMarkRange){ .bookmark = 3, .letter = 'a', .whole = TRUE }, NULL);
  mark (&fixture,
        2,
        0,
        (TriMarkRange){ .bookmark = 1, .whole = TRUE, .is_counterpart = TRUE },
        NULL);
  mark (&fixture,
        2,
        1,
        (TriMarkRange){ .bookmark = 4, .kind = TRI_MARK_LATER, .whole = TRUE },
        NULL);
  look_up (&fixture);
  assert_described (&fixture, 1, 0, "bookmarked. ");
  assert_described (&fixture, 1, 1, "highlighted yellow: “There”, has a note: see there. ");
  assert_described (&fixture, 1, 2, "quick mark a. ");
  assert_described (&fixture, 2, 0, "bookmarked, marked in another text. ");
  assert_described (&fixture, 2, 1, "to be read later. ");
  assert_described (&fixture, 2, 2, "");
  close_view (&fixture);
}

static void
activated_cb (ReaderParallelView *view, gint64 bookmark, gint64 *out)
{
  *out = bookmark;
}

/* A click on a sign opens its mark; below the signs there is nothing. */
static void
test_click (void)
{
  Fixture fixture;
  GdkRectangle area;
  gint64 opened = 0;
  ReaderSign sign;
  TriPassage *passage = NULL;
  double x = 0;

  open_view (&fixture, 200, 2, TRUE, 1000);
  mark (&fixture, 1, 0, (TriMarkRange){ .bookmark = 1, .whole = TRUE }, NULL);
  mark (&fixture,
        1,
        0,
        (TriMarkRange){ .bookmark = 2, .kind = TRI_MARK_LATER, .whole = TRUE },
        NULL);
  look_up (&fixture);
  g_signal_connect (fixture.view, "mark-activated", G_CALLBACK (activated_cb), &opened);
  area = get_range (&fixture, 1, 0);
  x = gtk_widget_get_width (GTK_WIDGET (get_cell (&fixture, 1, 0)));
  g_assert_true (reader_cell_get_sign (get_cell (&fixture, 1, 0), x + 5, 5, &sign, &passage));
  g_assert_cmpint (sign.bookmark, ==, 1);
  g_assert_false (reader_cell_get_sign (get_cell (&fixture, 1, 0), x - 30, 5, &sign, &passage));
  g_assert_true (reader_view_click_sign (fixture.view,
                                         get_flow (&fixture, 0),
                                         area.x + x + 5,
                                         area.y + 5));
  g_assert_cmpint (opened, ==, 1);
  g_assert_true (reader_view_click_sign (fixture.view,
                                         get_flow (&fixture, 0),
                                         area.x + x + 5,
                                         area.y + READER_SIGN_STEP + 5));
  g_assert_cmpint (opened, ==, 2);
  g_assert_false (reader_view_click_sign (fixture.view,
                                          get_flow (&fixture, 0),
                                          area.x + 20,
                                          area.y + 5));
  close_view (&fixture);
}

/* Widgets go from row to row; marks do not go with them, and those of rows that came in are looked
 * up while one scrolls. */
static void
test_recycling (void)
{
  Fixture fixture;

  open_view (&fixture, 2000, 3, TRUE, 1000);
  mark (&fixture, 1, 0, (TriMarkRange){ .bookmark = 1, .whole = TRUE }, NULL);
  mark (&fixture, 1501, 0, (TriMarkRange){ .bookmark = 2, .letter = 'b', .whole = TRUE }, NULL);
  look_up (&fixture);
  assert_described (&fixture, 1, 0, "bookmarked. ");
  go_to (&fixture, 1500, 0, 0, 0);
  wait_until (reader_mark_set_get (fixture.view->marks->set, synthetic_get_passage (1501, 0))
              != NULL);
  g_assert_null (reader_mark_set_get (fixture.view->marks->set, synthetic_get_passage (1, 0)));
  assert_described (&fixture, 1500, 0, "");
  assert_described (&fixture, 1501, 0, "quick mark b. ");
  close_view (&fixture);
}

/* --- the strip --- */

static void
assert_next (ReaderOverview *strip, int direction, ReaderOverviewMark from, int wanted)
{
  const ReaderOverviewMark *found = reader_overview_find_own (strip, direction, &from);

  if (wanted < 0)
    g_assert_null (found);
  else
    g_assert_cmpuint (found->ord, ==, wanted);
}

/* Every mark is met on the way, also those of one row in several texts; they are told in words. */
static void
test_strip (void)
{
  g_autoptr (ReaderMarks) look = reader_marks_new ();
  ReaderOverview *strip = READER_OVERVIEW (g_object_ref_sink (reader_overview_new (look)));
  g_autoptr (GArray) own = g_array_new (FALSE, FALSE, sizeof (ReaderOverviewMark));
  g_autofree char *words = NULL;
  const ReaderOverviewMark marks[] = {
    { 4, 1, 10, TRI_MARK_NOTE },
    { 4, 1, 11, TRI_MARK_BOOKMARK },
    { 4, 2, 9, TRI_MARK_HIGHLIGHT },
    { 95, 1, 80, TRI_MARK_LATER },
  };

  g_assert_true (reader_overview_is_empty (strip));
  g_array_append_vals (own, marks, G_N_ELEMENTS (marks));
  reader_overview_set_marks (strip, own, 100);
  g_assert_false (reader_overview_is_empty (strip));
  assert_next (strip, 1, (ReaderOverviewMark){ 0, 1, 0 }, 10);
  assert_next (strip, 1, marks[0], 11);
  assert_next (strip, 1, marks[1], 9);
  assert_next (strip, 1, marks[2], 80);
  assert_next (strip, 1, marks[3], -1);
  assert_next (strip, -1, marks[3], 9);
  assert_next (strip, -1, marks[0], -1);
  words = reader_overview_dup_words (strip);
  g_assert_cmpstr (words, ==, "Your marks: 0 to 10 %, 90 to 100 %");
  g_assert_finalize_object (strip);
}

/* --- a selection in several columns --- */

static GArray *
get_selections (Fixture *fixture)
{
  return reader_parallel_view_dup_selections (fixture->view);
}

static void
test_columns (void)
{
  Fixture fixture;
  g_autoptr (GArray) both = NULL;
  g_autoptr (GArray) again = NULL;
  g_autoptr (GArray) none = NULL;
  TriRange range;

  open_view (&fixture, 200, 3, TRUE, 1000);
  go_to (&fixture, 1, 0, 0, 0);
  act (&fixture, "text.extend-by-word");
  act (&fixture, "text.extend-right");
  act (&fixture, "text.extend-back-by-word");
  both = get_selections (&fixture);
  g_assert_cmpuint (both->len, ==, 2);
  g_assert_cmpint (g_array_index (both, ReaderSelection, 0).text, ==, 1);
  g_assert_cmpint (g_array_index (both, ReaderSelection, 1).text, ==, 2);
  g_assert_true (reader_marks_get_selected (fixture.view->marks,
                                            reader_cell_get_part (get_cell (&fixture, 1, 0), 0)
                                                ->slice->passage,
                                            &range));
  g_assert_cmpuint (range.end, ==, g_array_index (both, ReaderSelection, 0).end);
  act (&fixture, "text.extend-left");
  act (&fixture, "text.extend-by-word");
  again = get_selections (&fixture);
  g_assert_cmpuint (again->len, ==, 2);
  g_assert_cmpint (g_array_index (again, ReaderSelection, 1).text, ==, 1);
  g_assert_cmpuint (g_array_index (again, ReaderSelection, 1).end,
                    >,
                    g_array_index (both, ReaderSelection, 0).end);
  act (&fixture, "text.next-passage");
  none = get_selections (&fixture);
  g_assert_cmpuint (none->len, ==, 0);
  close_view (&fixture);
}

int
main (int argc,
      char **argv)
{
  gtk_test_init (&argc, &argv, NULL);
  adw_init ();

  g_test_add_func ("/view-marks/lanes", test_lanes);
  g_test_add_func ("/view-marks/signs", test_signs);
  g_test_add_func ("/view-marks/contrast", test_contrast);
  g_test_add_func ("/view-marks/words", test_words);
  g_test_add_func ("/view-marks/click", test_click);
  g_test_add_func ("/view-marks/recycling", test_recycling);
  g_test_add_func ("/view-marks/strip", test_strip);
  g_test_add_func ("/view-marks/columns", test_columns);

  return g_test_run ();
}
