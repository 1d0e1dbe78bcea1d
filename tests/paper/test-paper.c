/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "paper-fixture.h"

#include "paper-pdf.h"

#include <string.h>

/* A work on paper: what stands on which page. */

/* Every word of every text is there once, and a row begins on one page in all columns. */
static void
test_words (Fixture *self, gconstpointer data)
{
  const TriExportOptions options = { .work = self->work, .with_notes = TRUE };
  g_autoptr (GPtrArray) pages = NULL;

  open_pages (self, &options);
  pages = lay_out_all (self);
  g_assert_cmpuint (pages->len, >, 5);
  for (guint row = 0; row < N_ROWS; row += 7)
    {
      g_autofree char *fr = g_strdup_printf ("fr%uw0", row);
      g_autofree char *en = g_strdup_printf ("en%uw0", row);
      g_autofree char *nl = g_strdup_printf ("nl%uw19", row);
      int page = find_word (pages, fr);

      g_assert_cmpint (find_word (pages, en), ==, page);
      g_assert_cmpint (find_word (pages, nl), >=, page);
      g_assert_cmpint (find_word (pages, nl), <=, page + 1);
    }
  g_assert_cmpint (find_word (pages, "fr101w1499"), >, find_word (pages, "fr101w0") + 1);
  g_assert_cmpint (find_word (pages, "Notefr47"), >=, find_word (pages, "fr47w0"));
  g_assert_nonnull (strstr (g_ptr_array_index (pages, 0), "A. Writer"));
}

/* A heading stands on the page of what comes next. */
static void
test_headings (Fixture *self, gconstpointer data)
{
  const TriExportOptions options = { .work = self->work };
  g_autoptr (GPtrArray) pages = NULL;
  GArray *headings = NULL;

  open_pages (self, &options);
  for (double height = 500; height < 620; height += 13)
    {
      g_clear_pointer (&pages, g_ptr_array_unref);
      paper_pages_set_size (self->pages, self->context, WIDTH, height);
      pages = lay_out_all (self);
      headings = paper_pages_get_headings (self->pages);
      g_assert_cmpuint (headings->len, ==, N_ROWS / 30);
      for (guint part = 0; part < N_ROWS / 30; part++)
        {
          g_autofree char *head = g_strdup_printf ("Partfr%u", part + 1);
          g_autofree char *first = g_strdup_printf ("fr%uw0", part * 30);
          int page = find_word (pages, head);

          g_assert_cmpint (page, ==, find_word (pages, first));
          g_assert_cmpuint (g_array_index (headings, PaperHeading, part).page, ==, page);
          g_assert_cmpstr (g_array_index (headings, PaperHeading, part).title, ==, head);
        }
    }
}

/* The index says on which pages somebody is named. */
static void
test_index (Fixture *self, gconstpointer data)
{
  const TriExportOptions options = { .work = self->work, .with_entities = TRUE };
  g_autoptr (GPtrArray) pages = NULL;
  g_autoptr (GHashTable) named = g_hash_table_new (NULL, NULL);
  g_autofree char *line = NULL;
  const char *index = NULL;

  open_pages (self, &options);
  pages = lay_out_all (self);
  for (guint row = 5; row < N_ROWS; row += 50)
    for (guint i = 0; i < 3; i++)
      {
        static const char *const langs[] = { "fr", "en", "nl" };
        g_autofree char *word = g_strdup_printf ("Ada%s%u", langs[i], row);

        g_hash_table_add (named, GINT_TO_POINTER (find_word (pages, word)));
      }
  line = dup_entry ("Ada Lovelace", named, pages->len);
  index = g_ptr_array_index (pages, pages->len - 1);
  g_assert_cmpstr (strstr (index, "Ada"), ==, line);
}

/* An entry that is longer than a column goes on in the next one. */
static void
test_long_entry (Fixture *self, gconstpointer data)
{
  g_autoptr (TriWork) work = tri_library_get_work (self->library, self->work, NULL);
  const TriText *first = g_ptr_array_index (work->texts, 0);
  const TriExportOptions options = {
    .work = self->work, .texts = &first->id, .n_texts = 1, .with_entities = TRUE
  };
  cairo_surface_t *surface = cairo_recording_surface_create (CAIRO_CONTENT_COLOR_ALPHA, NULL);
  cairo_t *cairo = cairo_create (surface);
  g_autoptr (GPtrArray) pages = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GString) index = g_string_new (NULL);
  guint n_index = 0;
  double end, limit;

  open_pages (self, &options);
  paper_pages_set_size (self->pages, self->context, 150, 80);
  while (paper_pages_add (self->pages, NULL, NULL))
    g_ptr_array_add (pages, paper_pages_dup_words (self->pages, &end, &limit));
  for (guint i = (guint) find_word (pages, "fr119w59") + 1; i < pages->len; i++)
    {
      g_string_append (index, g_ptr_array_index (pages, i));
      n_index++;
    }
  g_strdelimit (index->str, "\n", ' ');
  g_assert_cmpuint (n_index, >, 1);
  for (guint row = 5; row < N_ROWS; row += 50)
    {
      g_autofree char *name = g_strdup_printf ("Adafr%u", row);
      g_autofree char *number = g_strdup_printf (" %d", find_word (pages, name) + 1);

      g_assert_nonnull (strstr (index->str, number));
    }
  for (guint i = pages->len; i > pages->len - n_index; i--)
    {
      g_autofree char *words = NULL;

      g_assert_true (paper_pages_draw (self->pages, i - 1, cairo, NULL));
      words = paper_pages_dup_words (self->pages, &end, &limit);
      g_assert_cmpstr (words, ==, g_ptr_array_index (pages, i - 1));
    }
  cairo_destroy (cairo);
  cairo_surface_destroy (surface);
}

/* A printer asks for pages in any order, and more than once. */
static void
test_again (Fixture *self, gconstpointer data)
{
  static const guint order[] = { 3, 4, 5, 0, 7, 7, 1, 2 };
  const TriExportOptions options = {
    .work = self->work, .with_notes = TRUE, .with_entities = TRUE
  };
  g_autoptr (GPtrArray) pages = NULL;
  cairo_surface_t *surface = cairo_recording_surface_create (CAIRO_CONTENT_COLOR_ALPHA, NULL);
  cairo_t *cairo = cairo_create (surface);

  open_pages (self, &options);
  pages = lay_out_all (self);
  for (guint i = 0; i <= G_N_ELEMENTS (order); i++)
    {
      guint page = i < G_N_ELEMENTS (order) ? order[i] : pages->len - 1;
      g_autoptr (GError) error = NULL;
      g_autofree char *words = NULL;
      double end;
      double limit;

      paper_pages_draw (self->pages, page, cairo, &error);
      g_assert_no_error (error);
      words = paper_pages_dup_words (self->pages, &end, &limit);
      g_assert_cmpstr (words, ==, g_ptr_array_index (pages, page));
    }
  g_assert_cmpuint (paper_pages_count (self->pages), ==, pages->len);
  cairo_destroy (cairo);
  cairo_surface_destroy (surface);
}

#define N_LATE 3000

static gint64
import_late (Fixture *self)
{
  static const char *const langs[] = { "fr", "en" };
  g_autoptr (GString) tei = g_string_new ("<standOff><linkGrp type='alignment'>");

  for (guint row = 0; row < N_LATE; row++)
    g_string_append_printf (tei, "<link target='#fr-%u #en-%u'/>", row, row);
  g_string_append (tei, "</linkGrp></standOff><text><group>");
  for (guint i = 0; i < G_N_ELEMENTS (langs); i++)
    {
      g_string_append_printf (tei, "<text xml:lang='%s'><body>", langs[i]);
      for (guint row = 0; row < N_LATE; row++)
        g_string_append_printf (tei,
                                "<p xml:id='%s-%u'>%s%u of a row that is a line long, or two, "
                                "and%s ends.</p>",
                                langs[i],
                                row,
                                langs[i],
                                row,
                                row % 7 == i ? " goes on for another one, until it" : "");
      g_string_append (tei, "</body></text>");
    }
  g_string_append (tei, "</group></text>");
  return import_tei (self, tei->str);
}

static void
count_cb (double fraction, gpointer data)
{
  g_assert_cmpfloat (fraction, >=, 0);
  g_assert_cmpfloat (fraction, <=, 1);
  ++*(guint *) data;
}

/* A printer that begins with the last page reads what stands on each, not all that is before it:
 * progress is told whenever rows are read. */
static void
test_last_first (Fixture *self, gconstpointer data)
{
  guint n_reads = 0;
  const TriExportOptions options = {
    .work = import_late (self), .progress = count_cb, .progress_data = &n_reads
  };
  g_autoptr (GPtrArray) pages = NULL;
  cairo_surface_t *surface = cairo_recording_surface_create (CAIRO_CONTENT_COLOR_ALPHA, NULL);
  cairo_t *cairo = cairo_create (surface);

  open_pages (self, &options);
  pages = lay_out_all (self);
  g_assert_cmpuint (pages->len, >, 60);
  for (guint step = 0; step < 2; step++)
    {
      n_reads = 0;
      for (guint i = 0; i < pages->len; i++)
        {
          /* From the last to the first, then here and there. */
          guint page = step == 0 ? pages->len - 1 - i : i * 37 % pages->len;
          g_autoptr (GError) error = NULL;
          g_autofree char *words = NULL;
          double end, limit;

          paper_pages_draw (self->pages, page, cairo, &error);
          g_assert_no_error (error);
          words = paper_pages_dup_words (self->pages, &end, &limit);
          g_assert_cmpstr (words, ==, g_ptr_array_index (pages, page));
        }
      g_assert_cmpuint (n_reads, <=, 2 * pages->len);
    }
  cairo_destroy (cairo);
  cairo_surface_destroy (surface);
}

/* Texts and a stretch that were chosen. */
static void
test_chosen (Fixture *self, gconstpointer data)
{
  g_autoptr (TriWork) work = tri_library_get_work (self->library, self->work, NULL);
  const TriText *first = g_ptr_array_index (work->texts, 0);
  const TriText *third = g_ptr_array_index (work->texts, 2);
  const gint64 texts[] = { third->id, first->id };
  g_autoptr (GArray) ranges = tri_export_ranges_new ();
  const TriExportRange range = { first->id, 12, 3 };
  const TriExportOptions options = {
    .work = self->work, .texts = texts, .n_texts = 2, .ranges = ranges
  };
  g_autoptr (GPtrArray) pages = NULL;

  g_array_append_val (ranges, range);
  open_pages (self, &options);
  pages = lay_out_all (self);
  g_assert_cmpuint (pages->len, ==, 1);
  find_word (pages, "fr10w0");
  find_word (pages, "nl12w0");
  g_assert_null (strstr (g_ptr_array_index (pages, 0), "fr9w0"));
  g_assert_null (strstr (g_ptr_array_index (pages, 0), "fr13w0"));
  g_assert_null (strstr (g_ptr_array_index (pages, 0), "en11w0"));
}

/* French and English are tied, Dutch stands alone: it comes behind them on pages of its own. */
static gint64
import_strands (Fixture *self)
{
  g_autofree char *path = g_build_filename (self->folder, "work.xml", NULL);
  g_autoptr (GString) tei = g_string_new ("<TEI xmlns='http://www.tei-c.org/ns/1.0'><standOff>"
                                          "<linkGrp type='alignment'>");
  TriImportFile file = { path };
  TriImportOptions import = { .files = &file, .n_files = 1, .kind = "accounts" };
  g_autoptr (GError) error = NULL;
  gint64 work;

  for (guint row = 0; row < N_ROWS; row++)
    g_string_append_printf (tei, "<link target='#fr-%u #en-%u'/>", row, row);
  g_string_append (tei, "</linkGrp></standOff><text><group>");
  append_text (tei, "fr");
  append_text (tei, "en");
  append_text (tei, "nl");
  g_string_append (tei, "</group></text></TEI>");
  g_assert_true (g_file_set_contents (path, tei->str, -1, NULL));
  work = tri_library_import (self->library, &import, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (tri_library_count_strands (self->library, work), ==, 2);
  return work;
}

/* What is drawn where the names of the columns stand. */
static GBytes *
draw_names (Fixture *self, guint page)
{
  cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_A8, WIDTH, HEIGHT);
  cairo_t *cairo = cairo_create (surface);
  gsize stride = (gsize) cairo_image_surface_get_stride (surface);
  g_autoptr (GError) error = NULL;
  GBytes *names = NULL;

  paper_pages_draw (self->pages, page, cairo, &error);
  g_assert_no_error (error);
  cairo_surface_flush (surface);
  names = g_bytes_new (cairo_image_surface_get_data (surface) + 14 * stride, 12 * stride);
  cairo_destroy (cairo);
  cairo_surface_destroy (surface);
  return names;
}

/* The columns of a page are named as what stands in them, though other texts come next. */
static void
test_strands (Fixture *self, gconstpointer data)
{
  const TriExportOptions options = { .work = import_strands (self) };
  g_autoptr (GPtrArray) names = g_ptr_array_new_with_free_func ((GDestroyNotify) g_bytes_unref);
  g_autoptr (GError) error = NULL;
  guint n_french = 0;

  open_pages (self, &options);
  for (guint page = 0; paper_pages_add (self->pages, NULL, &error); page++)
    {
      g_autofree char *words = NULL;
      double end, limit;

      words = paper_pages_dup_words (self->pages, &end, &limit);
      n_french += strstr (words, "fr") != NULL;
      g_ptr_array_add (names, draw_names (self, page));
    }
  g_assert_no_error (error);
  g_assert_cmpuint (n_french, >, 2);
  g_assert_cmpuint (names->len, >, n_french + 2);
  for (guint page = 1; page < names->len; page++)
    g_assert_true (g_bytes_equal (g_ptr_array_index (names, page),
                                  g_ptr_array_index (names, page < n_french ? 0 : n_french)));
  g_assert_false (g_bytes_equal (g_ptr_array_index (names, 0),
                                 g_ptr_array_index (names, n_french)));
}

static void
test_pdf (Fixture *self, gconstpointer data)
{
  const TriExportOptions options = { .work = self->work, .with_entities = TRUE };
  g_autoptr (GOutputStream) stream = g_memory_output_stream_new_resizable ();
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;
  const char *bytes = NULL;

  tri_exporter_write (&paper_pdf_exporter, self->library, &options, stream, NULL, &error);
  g_assert_no_error (error);
  bytes = g_memory_output_stream_get_data (G_MEMORY_OUTPUT_STREAM (stream));
  g_assert_true (g_str_has_prefix (bytes, "%PDF-1."));
  g_assert_cmpuint (g_memory_output_stream_get_data_size (G_MEMORY_OUTPUT_STREAM (stream)),
                    >,
                    10000);

  g_cancellable_cancel (cancellable);
  g_assert_false (tri_exporter_write (&paper_pdf_exporter,
                                      self->library,
                                      &options,
                                      stream,
                                      cancellable,
                                      &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
#define ADD(path, func) g_test_add (path, Fixture, NULL, set_up, func, tear_down)
  ADD ("/paper/words", test_words);
  ADD ("/paper/headings", test_headings);
  ADD ("/paper/index", test_index);
  ADD ("/paper/long-entry", test_long_entry);
  ADD ("/paper/again", test_again);
  ADD ("/paper/last-first", test_last_first);
  ADD ("/paper/chosen", test_chosen);
  ADD ("/paper/strands", test_strands);
  ADD ("/paper/pdf", test_pdf);
#undef ADD
  return g_test_run ();
}
