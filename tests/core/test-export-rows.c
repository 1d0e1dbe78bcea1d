/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "export-fixture.h"

#include "formats/tri-export-rows.h"
#include "library/tri-library-bookmarks.h"

/* What is written of a work: which rows, of which texts, with which divisions. */

/* A line a row: "+" when it begins a strand, "|" behind a gap; of each text the divisions that
 * begin, as <title>, and the passages by their keys, notes in brackets. */
static char *
describe_row (const TriExportRow *row)
{
  GString *out = g_string_new (NULL);
  const char *mark = row->begins_range ? "|" : "";

  g_string_append (out, row->begins_strand ? "+" : mark);
  for (guint i = 0; i < row->cells->len; i++)
    {
      GPtrArray *divisions = tri_export_row_get_divisions (row, i);
      GPtrArray *cell = tri_export_row_get_cell (row, i);

      g_string_append (out, i > 0 ? "/" : "");
      for (guint j = 0; j < divisions->len; j++)
        g_string_append_printf (out,
                                "<%s>",
                                ((TriDivision *) g_ptr_array_index (divisions, j))->title);
      for (guint j = 0; j < cell->len; j++)
        {
          TriPassage *passage = g_ptr_array_index (cell, j);
          gboolean is_note = passage->kind == TRI_PASSAGE_NOTE;

          g_string_append_printf (out,
                                  is_note ? "(%s)" : j > 0 ? ",%s"
                                                           : "%s",
                                  passage->key);
        }
    }
  g_string_append_c (out, '\n');
  return g_string_free (out, FALSE);
}

static char *
describe (TriLibrary *library, const TriExportOptions *options)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (TriExportRows) rows = tri_export_rows_new (library, options, &error);
  GString *out = g_string_new (NULL);
  const TriExportRow *row = NULL;

  g_assert_no_error (error);
  while ((row = tri_export_rows_next (rows, NULL, &error)))
    {
      g_autofree char *line = describe_row (row);

      g_string_append (out, line);
    }
  g_assert_no_error (error);
  return g_string_free (out, FALSE);
}

static const char three[]
    = "<TEI xmlns='http://www.tei-c.org/ns/1.0'><teiHeader><fileDesc><titleStmt><title>Three"
      "</title></titleStmt></fileDesc></teiHeader><standOff><linkGrp type='alignment'>"
      "<link target='#h1 #i1'/><link target='#a #b'/><link target='#c #d #e'/>"
      "<link target='#h2 #i2'/><link target='#f #g'/></linkGrp></standOff><text><group>"
      "<text xml:lang='en'><body><div><head xml:id='h1'>One</head><p xml:id='a'>A.<note xml:id='n'>"
      "N.</note></p><p xml:id='c'>C.</p></div><div><head xml:id='h2'>Two</head>"
      "<div><head xml:id='h3'>Inner</head><p xml:id='f'>F.</p></div></div></body></text>"
      "<text xml:lang='fr'><body><div><head xml:id='i1'>Un</head><p xml:id='b'>B.</p><p xml:id='d'>"
      "D.</p><p xml:id='e'>E.</p></div><div><head xml:id='i2'>Deux</head><p xml:id='g'>G.</p></div>"
      "</body></text><text xml:lang='nl'><body><p xml:id='x'>X.</p><p xml:id='y'>Y.</p></body>"
      "</text>"
      "</group></text></TEI>";

typedef struct
{
  TriLibrary *library;
  gint64 work;
  TriWork *found;
} Fixture;

static void
set_up (Fixture *self, gconstpointer data)
{
  g_autofree char *folder = g_dir_make_tmp ("export-XXXXXX", NULL);
  g_autofree char *path = g_build_filename (folder, "three.xml", NULL);

  g_assert_true (g_file_set_contents (path, three, -1, NULL));
  self->library = export_open ();
  self->work = export_import (self->library, path);
  self->found = tri_library_get_work (self->library, self->work, NULL);
}

static void
tear_down (Fixture *self, gconstpointer data)
{
  g_clear_object (&self->found);
  g_clear_object (&self->library);
}

static TriText *
get_text (Fixture *self, guint i)
{
  return g_ptr_array_index (self->found->texts, i);
}

static gint64
get_passage (Fixture *self, const char *key)
{
  gint64 passage = tri_library_find_passage (self->library, self->work, key, NULL);

  g_assert_cmpint (passage, !=, 0);
  return passage;
}

static void
test_whole (Fixture *self, gconstpointer data)
{
  TriExportOptions options = { .work = self->work };
  g_autofree char *bare = describe (self->library, &options);
  g_autofree char *noted = NULL;

  g_assert_cmpstr (bare,
                   ==,
                   "+<One>h1/<Un>i1/\n"
                   "a/b/\n"
                   "c/d,e/\n"
                   "<Two>h2/<Deux>i2/\n"
                   "<Inner>h3//\n"
                   "f/g/\n"
                   "+//x\n"
                   "//y\n");
  options.with_notes = TRUE;
  noted = describe (self->library, &options);
  g_assert_nonnull (strstr (noted, "\na(n)/b/\n"));
}

/* Who goes back to a row is told it, and what comes behind it, as before; and, since nobody knows
 * what was said since, the divisions around it. */
static void
test_places (Fixture *self, gconstpointer data)
{
  static const struct
  {
    guint row;
    const char *rest;
  } cases[] = {
    { 5, "<Two><Inner>f/<Deux>g/\n+//x\n//y\n" },
    { 7, "//y\n" },
    { 6, "+//x\n//y\n" },
    { 0, "+<One>h1/<Un>i1/\na/b/\nc/d,e/\n<Two>h2/<Deux>i2/\n<Inner>h3//\nf/g/\n+//x\n//y\n" },
    { 1, "<One>a/<Un>b/\nc/d,e/\n<Two>h2/<Deux>i2/\n<Inner>h3//\nf/g/\n+//x\n//y\n" },
  };
  TriExportOptions options = { .work = self->work };
  g_autoptr (TriExportRows) rows = tri_export_rows_new (self->library, &options, NULL);
  TriExportPlace places[8];
  guint n = 0;

  while (tri_export_rows_next (rows, NULL, NULL))
    places[n++] = tri_export_rows_get_place (rows);
  g_assert_cmpuint (n, ==, G_N_ELEMENTS (places));
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GString) rest = g_string_new (NULL);
      const TriExportRow *row = NULL;

      tri_export_rows_go_to (rows, &places[cases[i].row]);
      while ((row = tri_export_rows_next (rows, NULL, NULL)))
        {
          g_autofree char *line = describe_row (row);

          g_string_append (rest, line);
        }
      g_assert_cmpstr (rest->str, ==, cases[i].rest);
    }
}

/* Who goes back to a row he has come from is told it, and what comes behind it, as the first time:
 * from the beginning of the work on, or from where he went. */
static void
test_back (Fixture *self, gconstpointer data)
{
  TriExportOptions options = { .work = self->work };
  g_autoptr (TriExportRows) rows = tri_export_rows_new (self->library, &options, NULL);
  TriExportPlace places[8];
  guint n = 0;

  while (tri_export_rows_next (rows, NULL, NULL))
    places[n++] = tri_export_rows_get_place (rows);
  g_assert_cmpuint (n, ==, G_N_ELEMENTS (places));
  for (guint from = 0; from < n; from++)
    for (guint to = from; to < n; to++)
      {
        g_autoptr (GPtrArray) told = g_ptr_array_new_with_free_func (g_free);

        tri_export_rows_go_to (rows, &places[from]);
        for (guint i = from; i < n; i++)
          g_ptr_array_add (told, describe_row (tri_export_rows_next (rows, NULL, NULL)));
        tri_export_rows_go_back (rows, &places[to]);
        for (guint i = to; i < n; i++)
          {
            g_autofree char *line = describe_row (tri_export_rows_next (rows, NULL, NULL));

            g_assert_cmpstr (line, ==, g_ptr_array_index (told, i - from));
          }
        g_assert_null (tri_export_rows_next (rows, NULL, NULL));
      }
}

/* The order is that of the choice, and rows in which nobody chosen says anything are none. */
static void
test_texts (Fixture *self, gconstpointer data)
{
  const gint64 texts[] = { get_text (self, 2)->id, get_text (self, 1)->id };
  TriExportOptions options = { .work = self->work, .texts = texts, .n_texts = 2 };
  g_autofree char *rows = describe (self->library, &options);

  g_assert_cmpstr (rows, ==, "+x/\ny/\n+/<Un>i1\n/b\n/d,e\n/<Deux>i2\n/g\n");
}

static void
test_ranges (Fixture *self, gconstpointer data)
{
  TriExportRange again;
  g_autoptr (GArray) ranges = tri_export_ranges_new ();
  g_autoptr (GPtrArray) divisions = NULL;
  TriExportOptions options = { .work = self->work, .ranges = ranges };
  g_autoptr (TriExportRows) rows = NULL;
  g_autofree char *some = NULL;
  g_autofree char *division = NULL;
  const TriExportRange first = { get_text (self, 0)->id, 0, 1 };

  /* "e" stands in a row with "c" and "d"; the range is named backwards, and twice. */
  g_assert_true (tri_export_ranges_add_passages (ranges,
                                                 self->library,
                                                 get_passage (self, "f"),
                                                 get_passage (self, "f"),
                                                 NULL));
  g_assert_true (tri_export_ranges_add_passages (ranges,
                                                 self->library,
                                                 get_passage (self, "e"),
                                                 get_passage (self, "e"),
                                                 NULL));
  again = g_array_index (ranges, TriExportRange, 0);
  g_array_append_val (ranges, again);
  some = describe (self->library, &options);
  g_assert_cmpstr (some, ==, "+<One>c/<Un>d,e/\n|<Two><Inner>f/<Deux>g/\n");

  divisions = tri_library_list_divisions (self->library, get_text (self, 1)->id, -1, 0, NULL);
  g_array_set_size (ranges, 0);
  tri_export_ranges_add_division (ranges, g_ptr_array_index (divisions, 1));
  division = describe (self->library, &options);
  g_assert_cmpstr (division, ==, "+<Two>h2/<Deux>i2/\n<Inner>h3//\nf/g/\n");

  g_array_append_val (ranges, first);
  rows = tri_export_rows_new (self->library, &options, NULL);
  g_assert_true (tri_export_rows_has_passage (rows, 1, 0));
  g_assert_false (tri_export_rows_has_passage (rows, 1, 1));
  g_assert_true (tri_export_rows_has_passage (rows, 1, 5));
  g_assert_false (tri_export_rows_has_passage (rows, 2, 0));
  for (guint i = 0; i < 2; i++)
    g_assert_true (tri_export_rows_has_division (rows, 1, g_ptr_array_index (divisions, i)));
}

static gint64
add_bookmark (Fixture *self, const char *from, const char *to)
{
  g_autoptr (TriBookmark) mark = tri_bookmark_new ();

  mark->work = self->work;
  mark->passage = get_passage (self, from);
  mark->end_passage = get_passage (self, to);
  mark->whole = TRUE;
  g_assert_true (tri_library_save_bookmark (self->library, mark, NULL));
  return mark->id;
}

static void
test_bookmarks (Fixture *self, gconstpointer data)
{
  g_autoptr (GArray) ranges = tri_export_ranges_new ();
  TriExportOptions options = { .work = self->work, .ranges = ranges };
  const gint64 marks[] = { add_bookmark (self, "y", "y"), add_bookmark (self, "a", "c") };
  g_autoptr (GError) error = NULL;
  g_autofree char *rows = NULL;

  g_assert_true (tri_export_ranges_add_bookmarks (ranges,
                                                  self->library,
                                                  self->work,
                                                  marks,
                                                  G_N_ELEMENTS (marks),
                                                  NULL));
  rows = describe (self->library, &options);
  g_assert_cmpstr (rows, ==, "+<One>a/<Un>b/\nc/d,e/\n+//y\n");
  g_assert_false (tri_export_ranges_add_bookmarks (ranges,
                                                   self->library,
                                                   self->work + 1,
                                                   marks,
                                                   G_N_ELEMENTS (marks),
                                                   &error));
  g_assert_error (error, TRI_ERROR, TRI_ERROR_NOT_FOUND);
}

static void
test_refused (Fixture *self, gconstpointer data)
{
  const gint64 twice[] = { get_text (self, 0)->id, get_text (self, 0)->id };
  const gint64 untied[] = { get_text (self, 0)->id, get_text (self, 2)->id };
  const gint64 tied[] = { get_text (self, 1)->id, get_text (self, 0)->id };
  g_autoptr (GArray) ranges = tri_export_ranges_new ();
  const struct
  {
    const char *nick;
    TriExportOptions options;
    TriError code;
  } cases[] = {
    { "tei", { .texts = tied, .n_texts = 2 }, TRI_ERROR_UNSUPPORTED },
    { "json", { .ranges = ranges }, TRI_ERROR_UNSUPPORTED },
    { "xces", { .n_texts = 0 }, TRI_ERROR_UNSUPPORTED },
    { "xces", { .texts = tied, .n_texts = 2, .ranges = ranges }, TRI_ERROR_UNSUPPORTED },
    { "hunalign", { .texts = twice, .n_texts = 2 }, TRI_ERROR_NOT_FOUND },
    { "hunalign", { .texts = untied, .n_texts = 2 }, TRI_ERROR_FAILED },
  };
  g_autofree char *ladder = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      TriExportOptions options = cases[i].options;
      g_autoptr (GError) error = NULL;

      options.work = self->work;
      g_assert_false (tri_exporter_check (tri_exporters_find (cases[i].nick),
                                          self->library,
                                          &options,
                                          &error));
      g_assert_error (error, TRI_ERROR, (int) cases[i].code);
    }
  ladder = export_dup (self->library,
                       "hunalign",
                       &(TriExportOptions){ .work = self->work, .texts = tied, .n_texts = 2 });
  g_assert_true (g_str_has_prefix (ladder, "0\t0\t1\n"));
}

/* Every passage of a long work comes once, in order, and progress goes to the end. */
static void
count_cb (double fraction, gpointer data)
{
  double *last = data;

  g_assert_cmpfloat (fraction, >=, *last);
  *last = fraction;
}

static void
test_bundled (void)
{
  g_autoptr (TriLibrary) library = export_open ();
  double fraction = 0;
  TriExportOptions options = { .work = export_add_bundled (library),
                               .with_notes = TRUE,
                               .progress = count_cb,
                               .progress_data = &fraction };
  g_autoptr (GError) error = NULL;
  g_autoptr (TriExportRows) rows = tri_export_rows_new (library, &options, &error);
  GPtrArray *texts = NULL;
  g_autofree guint *counts = NULL;
  const TriExportRow *row = NULL;

  g_assert_no_error (error);
  texts = tri_export_rows_get_texts (rows);
  counts = g_new0 (guint, texts->len);
  while ((row = tri_export_rows_next (rows, NULL, &error)))
    for (guint i = 0; i < texts->len; i++)
      for (guint j = 0; j < tri_export_row_get_cell (row, i)->len; j++)
        {
          TriPassage *passage = g_ptr_array_index (tri_export_row_get_cell (row, i), j);

          g_assert_cmpuint (passage->ord, ==, counts[i]++);
        }
  g_assert_no_error (error);
  for (guint i = 0; i < texts->len; i++)
    g_assert_cmpuint (counts[i], ==, ((TriText *) g_ptr_array_index (texts, i))->n_passages);
  g_assert_cmpfloat (fraction, ==, 1);
}

static void
test_cancelled (Fixture *self, gconstpointer data)
{
  TriExportOptions options = { .work = self->work };
  g_autoptr (TriExportRows) rows = tri_export_rows_new (self->library, &options, NULL);
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;

  g_cancellable_cancel (cancellable);
  g_assert_null (tri_export_rows_next (rows, cancellable, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

#define ADD(name, function) \
  g_test_add ("/export-rows/" name, Fixture, NULL, set_up, function, tear_down)
  ADD ("whole", test_whole);
  ADD ("texts", test_texts);
  ADD ("places", test_places);
  ADD ("back", test_back);
  ADD ("ranges", test_ranges);
  ADD ("bookmarks", test_bookmarks);
  ADD ("refused", test_refused);
  ADD ("cancelled", test_cancelled);
#undef ADD
  g_test_add_func ("/export-rows/bundled", test_bundled);

  return g_test_run ();
}
