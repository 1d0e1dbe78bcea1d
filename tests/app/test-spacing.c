/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "../core/align-fixture.h"
#include "view-fixture.h"

#include "view/reader-cell-private.h"
#include "view/reader-library-rows.h"

/* How far passages stand apart, and what stands before them, in a poem and its lists. */

enum
{
  HEAD,
  LINE_1,
  LINE_2,
  LINE_3,
  LINE_4,
  BESIDE,
  PARAGRAPH,
  NUMBER_1,
  NUMBER_2,
  BULLET,
  LAST,
};

static const char french[] = "<head xml:id='f0'>Le quai</head>"
                             "<lg><l xml:id='f1'>Le vent se lève</l>"
                             "<l xml:id='f2'>la lampe tremble</l></lg>"
                             "<lg><l xml:id='f3'>l’eau monte</l>"
                             "<l xml:id='f4'>la ville dort</l><l xml:id='f5'>seule</l></lg>"
                             "<p xml:id='f6'>Il avait :</p>"
                             "<list rend='numbered'><item xml:id='f7'>du pain</item>"
                             "<item xml:id='f8'>"
                             "<ref target='https://example.org/f'>une lettre</ref></item></list>"
                             "<list><item xml:id='f9'>rien</item></list><p xml:id='f10'>Fin.</p>";

/* In one row the other text has prose. */
static const char english[] = "<head xml:id='e0'>The quay</head>"
                              "<lg><l xml:id='e1'>The wind is rising</l>"
                              "<l xml:id='e2'>the lamp is trembling</l></lg>"
                              "<lg><l xml:id='e3'>water rises</l>"
                              "<l xml:id='e4'>the city sleeps</l></lg>"
                              "<p xml:id='e5'>Alone.</p>"
                              "<p xml:id='e6'>He had:</p>"
                              "<list type='ordered'><item n='b)' xml:id='e7'>bread</item>"
                              "<item xml:id='e8'>a letter</item></list>"
                              "<list><item xml:id='e9'>nothing</item></list>"
                              "<p xml:id='e10'>End.</p>";

static void
append_text (GString *file, const char *lang, const char *words)
{
  const char *header = "<teiHeader><fileDesc><titleStmt><title>Quay</title></titleStmt>"
                       "<publicationStmt><p/></publicationStmt><sourceDesc><p/></sourceDesc>"
                       "</fileDesc></teiHeader>";

  g_string_append_printf (file,
                          "<TEI>%s<text xml:lang='%s'><body><div>%s</div></body></text></TEI>",
                          header,
                          lang,
                          words);
}

static char *
write_poem (void)
{
  g_autofree char *folder = g_dir_make_tmp ("spacing-XXXXXX", NULL);
  g_autoptr (GString) file = g_string_new ("<teiCorpus xmlns='http://www.tei-c.org/ns/1.0'>");
  char *path = g_build_filename (folder, "poem.xml", NULL);

  append_text (file, "fr", french);
  append_text (file, "en", english);
  g_string_append (file, "<standOff><linkGrp type='translation'>");
  for (guint i = 0; i <= LAST; i++)
    g_string_append_printf (file, "<link target='#f%u #e%u'/>", i, i);
  g_string_append (file, "</linkGrp></standOff></teiCorpus>");
  g_assert_true (g_file_set_contents (path, file->str, -1, NULL));
  return path;
}

typedef struct
{
  Fixture view;
  AlignFixture store;
} Poem;

static void
open_poem (Poem *poem, int width, gboolean linked)
{
  g_autofree char *path = write_poem ();
  g_autoptr (GPtrArray) models = g_ptr_array_new_with_free_func (g_object_unref);
  gint64 id = 0;

  align_set_up (&poem->store, NULL);
  id = align_import (poem->store.library, path, 0, "auto");
  poem->view.work = tri_library_get_work (poem->store.library, id, NULL);
  g_assert_cmpuint (poem->view.work->texts->len, ==, 2);
  g_ptr_array_add (models, reader_library_rows_new (poem->store.library, poem->view.work, 0));
  poem->view.window = gtk_window_new ();
  poem->view.view = READER_PARALLEL_VIEW (reader_parallel_view_new ());
  gtk_window_set_default_size (GTK_WINDOW (poem->view.window), width, 900);
  gtk_window_set_child (GTK_WINDOW (poem->view.window), GTK_WIDGET (poem->view.view));
  reader_parallel_view_set_models (poem->view.view, poem->view.work, models, NULL);
  if (linked)
    g_object_set (poem->view.view, "linked", TRUE, NULL);
  gtk_window_present (GTK_WINDOW (poem->view.window));
  wait_frames (&poem->view);
}

static void
close_poem (Poem *poem)
{
  close_view (&poem->view);
  align_tear_down (&poem->store, NULL);
}

static ReaderCell *
get_cell (Poem *poem, guint strand, guint64 row, guint text)
{
  TriText *wanted = g_ptr_array_index (poem->view.work->texts, text);

  return reader_flow_get_cell (get_flow (&poem->view, strand), row, wanted->id);
}

/* The pixels between the words of a row and those of the next one. */
static double
get_gap (Poem *poem, guint strand, guint64 row)
{
  ReaderFlow *flow = get_flow (&poem->view, strand);
  double y = 0;
  double height = 0;
  double next = 0;

  g_assert_true (reader_flow_get_extent (flow, row, &y, &height));
  g_assert_true (reader_flow_get_extent (flow, row + 1, &next, &(double){ 0 }));
  return next - y - height;
}

static void
set_size (Poem *poem, int pixels)
{
  PangoFontDescription *font = poem->view.view->marks->font;

  pango_font_description_set_absolute_size (font, pixels * PANGO_SCALE);
  reader_flow_restyle (get_flow (&poem->view, 0));
  wait_frames (&poem->view);
}

static void
check_rows (Poem *poem)
{
  double paragraph = get_gap (poem, 0, PARAGRAPH);

  g_assert_cmpfloat (paragraph, >, 10);
  g_assert_cmpfloat (get_gap (poem, 0, HEAD), ==, paragraph);
  g_assert_cmpfloat (get_gap (poem, 0, LINE_1), ==, 0);
  g_assert_cmpfloat (get_gap (poem, 0, LINE_2), >, 5);
  g_assert_cmpfloat (get_gap (poem, 0, LINE_2), <, paragraph);
  g_assert_cmpfloat (get_gap (poem, 0, LINE_3), ==, 0);
  /* The other text has prose beside the last line. */
  g_assert_cmpfloat (get_gap (poem, 0, LINE_4), ==, paragraph);
  g_assert_cmpfloat (get_gap (poem, 0, BESIDE), ==, paragraph);
  g_assert_cmpfloat (get_gap (poem, 0, NUMBER_1), >, 0);
  g_assert_cmpfloat (get_gap (poem, 0, NUMBER_1), <, paragraph / 2);
  g_assert_cmpfloat (get_gap (poem, 0, BULLET), ==, paragraph);
}

static void
test_rows (void)
{
  static const int sizes[] = { 15, 11, 22, 15 };
  Poem poem;

  open_poem (&poem, 1000, FALSE);
  for (guint i = 0; i < G_N_ELEMENTS (sizes); i++)
    {
      set_size (&poem, sizes[i]);
      check_rows (&poem);
    }
  close_poem (&poem);
}

/* Each text by itself: the French one has verse where the English one has prose. */
static void
test_linked (void)
{
  Poem poem;

  open_poem (&poem, 1000, TRUE);
  g_assert_cmpfloat (get_gap (&poem, 0, LINE_1), ==, 0);
  g_assert_cmpfloat (get_gap (&poem, 0, LINE_2), >, 5);
  g_assert_cmpfloat (get_gap (&poem, 0, LINE_4), ==, 0);
  g_assert_cmpfloat (get_gap (&poem, 1, LINE_1), ==, 0);
  g_assert_cmpfloat (get_gap (&poem, 1, LINE_4), >, 10);
  close_poem (&poem);
}

/* Ribbons of lines that stand close meet and do not lie on each other. */
static void
test_ribbons (void)
{
  Poem poem;
  GArray *bands = NULL;

  open_poem (&poem, 1000, TRUE);
  bands = reader_ribbons_get_bands (READER_RIBBONS (poem.view.view->ribbons));
  g_assert_cmpuint (bands->len, ==, LAST + 1);
  for (guint i = 0; i + 1 < bands->len; i++)
    {
      const ReaderBand *band = &g_array_index (bands, ReaderBand, i);

      g_assert_cmpfloat (band[0].top[0], <, band[0].bottom[0]);
      g_assert_cmpfloat (band[0].bottom[0], <=, band[1].top[0]);
      g_assert_cmpfloat (band[0].bottom[1], <=, band[1].top[1]);
    }
  close_poem (&poem);
}

/* Where the texts of a row lie one below the other, rows are parted whatever they hold. */
static void
test_stacked (void)
{
  Poem poem;

  open_poem (&poem, 1000, FALSE);
  act (&poem.view, "text.stack");
  g_assert_cmpint (poem.view.view->arrangement, ==, READER_ARRANGEMENT_STACKED);
  g_assert_cmpfloat (get_gap (&poem, 0, LINE_1), >, 10);
  close_poem (&poem);
}

static void
assert_marker (Poem *poem, guint64 row, guint text, const char *expected)
{
  ReaderCell *cell = get_cell (poem, 0, row, text);
  const ReaderCellPart *part = reader_cell_get_part (cell, 0);

  g_assert_cmpstr (part->marker != NULL ? pango_layout_get_text (part->marker) : NULL,
                   ==,
                   expected);
  g_assert_cmpint (part->bulleted, ==, expected == NULL);
  g_assert_true (expected == NULL || !g_str_has_prefix (part->slice->shown, expected));
}

/* The numbers are painted, and no part of the words. */
static void
test_markers (void)
{
  Poem poem;
  g_autofree char *described = NULL;

  open_poem (&poem, 1000, FALSE);
  assert_marker (&poem, NUMBER_1, 0, "1.");
  assert_marker (&poem, NUMBER_2, 0, "2.");
  assert_marker (&poem, NUMBER_1, 1, "b)");
  assert_marker (&poem, NUMBER_2, 1, "2.");
  assert_marker (&poem, BULLET, 0, NULL);
  described = gtk_test_accessible_check_property (GTK_ACCESSIBLE (get_cell (&poem, 0, NUMBER_2, 0)),
                                                  GTK_ACCESSIBLE_PROPERTY_DESCRIPTION,
                                                  "2. link to https://example.org/f. ");
  g_assert_null (described);
  close_poem (&poem);
}

/* The address shows where the words of the link are, and nowhere else. */
static void
test_address (void)
{
  Poem poem;
  ReaderCell *cell = NULL;
  const TriPassage *passage = NULL;
  GdkRectangle words;
  g_autofree char *on = NULL;
  g_autofree char *beside = NULL;

  open_poem (&poem, 1000, FALSE);
  cell = get_cell (&poem, 0, NUMBER_2, 0);
  passage = reader_cell_get_part (cell, 0)->slice->passage;
  g_assert_true (reader_cell_get_range (cell, passage->id, &(TriRange){ 4, 5 }, &words));
  on = reader_cell_dup_address_at (cell, words.x + 1, words.y + words.height / 2);
  g_assert_cmpstr (on, ==, "https://example.org/f");
  beside = reader_cell_dup_address_at (cell,
                                       gtk_widget_get_width (GTK_WIDGET (cell)) - 1,
                                       words.y + words.height / 2);
  g_assert_null (beside);
  g_assert_true (gtk_widget_get_has_tooltip (GTK_WIDGET (cell)));
  g_assert_false (gtk_widget_get_has_tooltip (GTK_WIDGET (get_cell (&poem, 0, NUMBER_1, 0))));
  close_poem (&poem);
}

int
main (int argc, char **argv)
{
  g_setenv ("GTK_A11Y", "test", TRUE);
  gtk_test_init (&argc, &argv, NULL);
  adw_init ();

  g_test_add_func ("/spacing/rows", test_rows);
  g_test_add_func ("/spacing/linked", test_linked);
  g_test_add_func ("/spacing/ribbons", test_ribbons);
  g_test_add_func ("/spacing/stacked", test_stacked);
  g_test_add_func ("/spacing/markers", test_markers);
  g_test_add_func ("/spacing/address", test_address);

  return g_test_run ();
}
