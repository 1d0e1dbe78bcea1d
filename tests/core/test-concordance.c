/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "formats/tri-csv.h"
#include "formats/tri-export-concordance.h"
#include "import-fixture.h"
#include "library/tri-concordance.h"
#include "search/tri-words.h"

#include <string.h>
#include <unicode/ucol.h>

/* Lines of a concordance against what a plain walk through the texts finds, and their order against
 * a plain sort by ICU. */

static const char *const french[] = {
  "La prison de la ville, et la porte de fer.",
  "De là, il vit l’été de Moscou ; côte à côte, de côté.",
  "Personne ne parle de côte. Il parle de prison.",
  "fin\nde vers\nde rien",
  "=2+3 de ruse",
  "Une cote de Zoé, une cote de Élise, une cote de zébu.",
};
static const char *const english[] = {
  "The prison of the town, and its door of iron.",
  "From there he saw the summer de luxe.",
  "Nobody speaks of a coast. He speaks of prison.",
};

static gint64
make_library (Fixture *fixture)
{
  begin_text (fixture, "fr");
  begin_division (fixture, "c1");
  for (guint i = 0; i < G_N_ELEMENTS (french); i++)
    {
      g_autofree char *key = g_strdup_printf ("f%u", i);

      add (fixture, i == 0 ? TRI_PASSAGE_HEADING : TRI_PASSAGE_PARAGRAPH, key, french[i]);
    }
  end_division (fixture);
  end_text (fixture);
  begin_text (fixture, "en");
  for (guint i = 0; i < G_N_ELEMENTS (english); i++)
    {
      g_autofree char *key = g_strdup_printf ("e%u", i);

      add (fixture, TRI_PASSAGE_PARAGRAPH, key, english[i]);
    }
  end_text (fixture);
  g_assert_true (add_link (fixture, "f0", "e0", NULL));
  g_assert_true (add_link (fixture, "f2", "e2", NULL));
  return finish (fixture);
}

static TriConcordance *
ask (TriLibrary *library, const char *typed, guint limit)
{
  g_autoptr (TriSearchOptions) options = tri_search_options_new ();
  g_autoptr (TriSearch) search = NULL;
  g_autoptr (GError) error = NULL;
  TriConcordance *concordance = NULL;

  options->forms = FALSE;
  search = tri_search_new (library, typed, options, &error);
  g_assert_no_error (error);
  concordance = tri_concordance_new (library, search, &error);
  g_assert_no_error (error);
  tri_concordance_run (concordance, library, limit, FALSE, NULL, NULL, &error);
  g_assert_no_error (error);
  return concordance;
}

static GArray *
sort (TriConcordance *concordance, TriLibrary *library, TriConcordanceSort by)
{
  g_autoptr (GError) error = NULL;
  GArray *order = tri_concordance_sort (concordance, library, by, NULL, NULL, &error);

  g_assert_no_error (error);
  g_assert_cmpuint (order->len, ==, tri_concordance_count (concordance));
  return order;
}

static TriConcordanceLine *
read_line (TriConcordance *concordance, TriLibrary *library, guint index, guint width)
{
  g_autoptr (GError) error = NULL;
  TriConcordanceLine *line = NULL;

  line = tri_concordance_read_line (concordance, library, index, width, &error);
  g_assert_no_error (error);
  return line;
}

/* --- A plain walk */

typedef struct
{
  GPtrArray *words; /* as they stand in the text */
  GArray *starts;   /* guint, in code points */
} Passage;

static gboolean
word_cb (const TriWord *word, gpointer data)
{
  Passage *passage = data;

  g_ptr_array_add (passage->words, g_strndup ((char *) word->folded, word->length));
  g_array_append_val (passage->starts, word->start);
  return TRUE;
}

/* "text ord start" of each word that is @wanted. */
static GPtrArray *
scan (const char *wanted)
{
  GPtrArray *found = g_ptr_array_new_with_free_func (g_free);
  guint n = G_N_ELEMENTS (french);

  for (guint i = 0; i < n + G_N_ELEMENTS (english); i++)
    {
      g_autoptr (GPtrArray) words = g_ptr_array_new_with_free_func (g_free);
      g_autoptr (GArray) starts = g_array_new (FALSE, FALSE, sizeof (guint));
      Passage passage = { words, starts };

      tri_words_foreach (i < n ? french[i] : english[i - n], -1, word_cb, &passage);
      for (guint j = 0; j < words->len; j++)
        if (g_str_equal (words->pdata[j], wanted))
          g_ptr_array_add (found,
                           g_strdup_printf ("%s %u %u",
                                            i < n ? "fr" : "en",
                                            i < n ? i : i - n,
                                            g_array_index (starts, guint, j)));
    }
  return found;
}

static void
test_lines (Fixture *fixture, gconstpointer data)
{
  g_autoptr (TriConcordance) concordance = NULL;
  g_autoptr (GArray) order = NULL;
  g_autoptr (GPtrArray) plain = scan ("de");

  make_library (fixture);
  concordance = ask (fixture->library, "de", 0);
  order = sort (concordance, fixture->library, TRI_CONCORDANCE_READING);
  g_assert_cmpuint (order->len, ==, plain->len);
  for (guint i = 0; i < order->len; i++)
    {
      g_autoptr (TriConcordanceLine) line = NULL;
      g_autofree char *place = NULL;
      g_autofree char *whole = NULL;
      const char *content = NULL;

      line = read_line (concordance, fixture->library, g_array_index (order, guint32, i), 0);
      place = g_strdup_printf ("%s %u %u", line->text->lang, line->hit.ord, line->hit.start);
      g_assert_cmpstr (place, ==, plain->pdata[i]);
      content = g_str_equal (line->text->lang, "fr") ? french[line->hit.ord]
                                                     : english[line->hit.ord];
      whole = g_strconcat (line->left, line->words, line->right, NULL);
      g_strdelimit (whole, "\n", ' ');
      g_assert_cmpuint (strlen (whole), ==, strlen (content));
      g_assert_false (line->is_cut_left || line->is_cut_right);
    }
}

/* Words are not cut, and there are no line breaks. */
static void
test_width (Fixture *fixture, gconstpointer data)
{
  g_autoptr (TriConcordance) concordance = NULL;
  g_autoptr (TriConcordanceLine) narrow = NULL;
  g_autoptr (TriConcordanceLine) verse = NULL;

  make_library (fixture);
  concordance = ask (fixture->library, "porte", 0);
  narrow = read_line (concordance, fixture->library, 0, 13);
  g_assert_cmpstr (narrow->left, ==, "ville, et la ");
  g_assert_cmpstr (narrow->words, ==, "porte");
  g_assert_cmpstr (narrow->right, ==, " de fer.");
  g_assert_true (narrow->is_cut_left);
  g_assert_false (narrow->is_cut_right);
  g_clear_pointer (&concordance, tri_concordance_unref);
  concordance = ask (fixture->library, "vers", 0);
  verse = read_line (concordance, fixture->library, 0, 40);
  g_assert_cmpstr (verse->left, ==, "fin de ");
  g_assert_cmpstr (verse->right, ==, " de rien");
  g_assert_null (read_line (concordance, fixture->library, 1, 40));
}

static void
test_counterparts (Fixture *fixture, gconstpointer data)
{
  g_autoptr (TriConcordance) concordance = NULL;
  g_autoptr (GArray) order = NULL;
  g_autoptr (TriConcordanceLine) first = NULL;
  g_autoptr (GArray) matches = NULL;
  g_autofree char *words = NULL;
  g_autofree char *none = NULL;
  g_auto (GStrv) languages = NULL;

  make_library (fixture);
  concordance = ask (fixture->library, "prison", 0);
  order = sort (concordance, fixture->library, TRI_CONCORDANCE_READING);
  g_assert_cmpuint (order->len, ==, 4);
  first = read_line (concordance, fixture->library, g_array_index (order, guint32, 0), 40);
  g_assert_cmpuint (first->counterparts->len, ==, 1);
  words = tri_concordance_line_dup_counterpart (first, "en", &matches);
  g_assert_cmpstr (words, ==, english[0]);
  /* what the question finds there is marked */
  g_assert_cmpuint (matches->len, ==, 1);
  g_assert_cmpuint (g_array_index (matches, TriMatch, 0).start, ==, 4);
  g_assert_cmpuint (g_array_index (matches, TriMatch, 0).end, ==, 10);
  none = tri_concordance_line_dup_counterpart (first, "nl", NULL);
  g_assert_cmpstr (none, ==, "");
  languages = tri_concordance_list_languages (concordance);
  g_assert_cmpstr (languages[0], ==, "fr");
  g_assert_cmpstr (languages[1], ==, "en");
  g_assert_null (languages[2]);
}

/* --- Order */

/* The words of a line in the order they count in. */
static GPtrArray *
list_words (const TriConcordanceLine *line, TriConcordanceSort by)
{
  gboolean is_left = by >= TRI_CONCORDANCE_L1 && by < TRI_CONCORDANCE_R1;
  guint skip = is_left ? by - TRI_CONCORDANCE_L1 : 0;
  g_autofree char *all = g_strconcat (by == TRI_CONCORDANCE_HIT ? line->words : "",
                                      is_left ? line->left : line->right,
                                      NULL);
  g_auto (GStrv) parts = g_regex_split_simple ("[^\\p{L}\\p{N}]+", all, 0, 0);
  GPtrArray *words = g_ptr_array_new_with_free_func (g_free);

  if (by >= TRI_CONCORDANCE_R1)
    skip = by - TRI_CONCORDANCE_R1;
  for (guint i = 0; parts[i]; i++)
    if (parts[i][0])
      g_ptr_array_insert (words, is_left ? 0 : -1, g_strdup (parts[i]));
  g_ptr_array_remove_range (words, 0, MIN (skip, words->len));
  return words;
}

static int
compare_lines (const TriConcordanceLine *a, const TriConcordanceLine *b, TriConcordanceSort by)
{
  g_autoptr (GPtrArray) left = list_words (a, by);
  g_autoptr (GPtrArray) right = list_words (b, by);
  UErrorCode status = U_ZERO_ERROR;
  UCollator *collator = ucol_open ("fr", &status);
  int order = 0;

  ucol_setStrength (collator, UCOL_SECONDARY);
  for (guint i = 0; order == 0 && i < MIN (left->len, right->len); i++)
    order = ucol_strcollUTF8 (collator, left->pdata[i], -1, right->pdata[i], -1, &status);
  g_assert_true (U_SUCCESS (status));
  ucol_close (collator);
  if (order == 0 && left->len != right->len)
    order = left->len < right->len ? -1 : 1;
  if (order == 0 && a->hit.text != b->hit.text)
    order = a->hit.text < b->hit.text ? -1 : 1;
  if (order == 0 && a->hit.ord != b->hit.ord)
    order = a->hit.ord < b->hit.ord ? -1 : 1;
  return order ? order : a->hit.start < b->hit.start ? -1
                                                     : 1;
}

/* The Dutch is tied to the French by way of the English only. */
static void
test_indirect_counterparts (Fixture *fixture, gconstpointer data)
{
  g_autoptr (TriConcordance) concordance = NULL;
  g_autoptr (TriConcordanceLine) line = NULL;
  const TriConcordanceCounterpart *first = NULL;
  const TriConcordanceCounterpart *second = NULL;

  begin_text (fixture, "fr");
  add (fixture, TRI_PASSAGE_PARAGRAPH, "f0", "Un lion rugit.");
  end_text (fixture);
  begin_text (fixture, "en");
  add (fixture, TRI_PASSAGE_PARAGRAPH, "e0", "A beast roars.");
  end_text (fixture);
  begin_text (fixture, "nl");
  add (fixture, TRI_PASSAGE_PARAGRAPH, "n0", "Een leeuw brult.");
  end_text (fixture);
  g_assert_true (add_link (fixture, "f0", "e0", NULL));
  g_assert_true (add_link (fixture, "e0", "n0", NULL));
  finish (fixture);
  concordance = ask (fixture->library, "fr:lion nl:leeuw", 0);
  line = read_line (concordance, fixture->library, 0, 40);
  g_assert_cmpuint (line->counterparts->len, ==, 2);
  first = line->counterparts->pdata[0];
  second = line->counterparts->pdata[1];
  g_assert_cmpstr (first->content, ==, "A beast roars.");
  g_assert_cmpstr (second->content, ==, "Een leeuw brult.");
  g_assert_cmpuint (second->matches->len, ==, 1);
  g_assert_true (tri_search_asks_counterparts (tri_concordance_get_search (concordance), "nl"));
  g_assert_false (tri_search_asks_counterparts (tri_concordance_get_search (concordance), "en"));
}

static void
test_order (Fixture *fixture, gconstpointer data)
{
  g_autoptr (TriConcordance) concordance = NULL;

  make_library (fixture);
  concordance = ask (fixture->library, "de", 0);
  for (guint by = TRI_CONCORDANCE_HIT; by < TRI_N_CONCORDANCE_SORTS; by++)
    {
      g_autoptr (GArray) order = sort (concordance, fixture->library, (TriConcordanceSort) by);
      g_autoptr (TriConcordanceLine) before = NULL;

      for (guint i = 0; i < order->len; i++)
        {
          guint32 index = g_array_index (order, guint32, i);
          TriConcordanceLine *line = read_line (concordance, fixture->library, index, 0);

          if (before && compare_lines (before, line, (TriConcordanceSort) by) >= 0)
            g_error ("%s: “%s[%s]%s” stands before “%s[%s]%s”",
                     tri_concordance_sort_to_nick ((TriConcordanceSort) by),
                     before->left,
                     before->words,
                     before->right,
                     line->left,
                     line->words,
                     line->right);
          g_clear_pointer (&before, tri_concordance_line_unref);
          before = line;
        }
    }
}

/* By title: "en" before "fr", though French comes first in the work. */
static void
test_order_of_texts (Fixture *fixture, gconstpointer data)
{
  g_autoptr (TriConcordance) concordance = NULL;
  g_autoptr (GArray) order = NULL;
  g_autoptr (TriConcordanceLine) first = NULL;
  g_autoptr (TriConcordanceLine) second = NULL;

  make_library (fixture);
  concordance = ask (fixture->library, "de", 0);
  order = sort (concordance, fixture->library, TRI_CONCORDANCE_TEXT);
  first = read_line (concordance, fixture->library, g_array_index (order, guint32, 0), 40);
  second = read_line (concordance, fixture->library, g_array_index (order, guint32, 1), 40);
  g_assert_cmpstr (first->text->lang, ==, "en");
  g_assert_cmpstr (second->text->lang, ==, "fr");
  g_assert_cmpuint (second->hit.ord, ==, 0);
}

static void
test_names_of_orders (void)
{
  TriConcordanceSort sort_by = TRI_CONCORDANCE_READING;

  for (guint i = 0; i < TRI_N_CONCORDANCE_SORTS; i++)
    {
      g_assert_true (
          tri_concordance_sort_from_nick (tri_concordance_sort_to_nick ((TriConcordanceSort) i),
                                          &sort_by));
      g_assert_cmpint (sort_by, ==, (int) i);
    }
  g_assert_true (tri_concordance_sort_from_nick ("left", &sort_by));
  g_assert_cmpint (sort_by, ==, TRI_CONCORDANCE_L1);
  g_assert_true (tri_concordance_sort_from_nick ("right", &sort_by));
  g_assert_cmpint (sort_by, ==, TRI_CONCORDANCE_R1);
  g_assert_false (tri_concordance_sort_from_nick ("L4", &sort_by));
}

/* --- To files */

static char *export(Fixture *fixture, TriConcordance *concordance, TriConcordanceFormat format)
{
  g_autoptr (GArray) order = sort (concordance, fixture->library, TRI_CONCORDANCE_READING);
  g_autoptr (GOutputStream) stream = g_memory_output_stream_new_resizable ();
  g_autoptr (GError) error = NULL;
  const TriConcordanceExport what
      = { format, "<b>&\"", 40, (const guint32 *) (gpointer) order->data, order->len };

  g_assert_true (tri_export_concordance (concordance,
                                         fixture->library,
                                         &what,
                                         stream,
                                         NULL,
                                         NULL,
                                         NULL,
                                         &error));
  g_assert_no_error (error);
  g_assert_true (g_output_stream_write_all (stream, "", 1, NULL, NULL, NULL));
  g_assert_true (g_output_stream_close (stream, NULL, NULL));
  return g_memory_output_stream_steal_data (G_MEMORY_OUTPUT_STREAM (stream));
}

/* Line by line what a line says; @separator as it is read back. */
static void
assert_table (Fixture *fixture, TriConcordance *concordance, char *table, char separator)
{
  g_autoptr (TriCsv) csv = NULL;
  g_autoptr (GArray) order = sort (concordance, fixture->library, TRI_CONCORDANCE_READING);
  g_autoptr (GError) error = NULL;
  const GPtrArray *fields = NULL;
  g_auto (GStrv) split = g_strsplit (table, "\r\n", -1);
  char *lines = g_strjoinv ("\n", split);

  csv = tri_csv_new ("table", lines, strlen (lines), separator);
  fields = tri_csv_next (csv, &error);
  g_assert_cmpstr (fields->pdata[8], ==, "hit");
  g_assert_cmpstr (fields->pdata[11], ==, "counterpart en");
  for (guint i = 0; i < order->len; i++)
    {
      g_autoptr (TriConcordanceLine) line = NULL;
      g_autofree char *counterpart = NULL;

      line = read_line (concordance, fixture->library, g_array_index (order, guint32, i), 40);
      counterpart = tri_concordance_line_dup_counterpart (line, "en", NULL);
      fields = tri_csv_next (csv, &error);
      g_assert_no_error (error);
      g_assert_cmpuint (fields->len, ==, 12);
      g_assert_cmpstr (fields->pdata[2], ==, line->text->lang);
      if (strchr ("=", line->left[0]) && line->left[0])
        g_assert_cmpint (((char *) fields->pdata[7])[0], ==, '\'');
      else
        g_assert_cmpstr (fields->pdata[7], ==, g_strchomp (line->left));
      g_assert_cmpstr (fields->pdata[8], ==, line->words);
      g_assert_cmpstr (fields->pdata[9], ==, g_strchug (line->right));
      g_assert_cmpstr (fields->pdata[11], ==, counterpart);
    }
  g_assert_null (tri_csv_next (csv, &error));
  g_assert_no_error (error);
}

static void
test_export (Fixture *fixture, gconstpointer data)
{
  g_autoptr (TriConcordance) concordance = NULL;
  g_autofree char *commas = NULL;
  g_autofree char *tabs = NULL;
  g_autofree char *page = NULL;

  make_library (fixture);
  concordance = ask (fixture->library, "de", 0);
  commas = export(fixture, concordance, TRI_CONCORDANCE_CSV);
  assert_table (fixture, concordance, commas, ',');
  tabs = export(fixture, concordance, TRI_CONCORDANCE_TSV);
  assert_table (fixture, concordance, tabs, '\t');
  g_clear_pointer (&concordance, tri_concordance_unref);

  concordance = ask (fixture->library, "prison", 0);
  page = export(fixture, concordance, TRI_CONCORDANCE_HTML);
  g_assert_nonnull (strstr (page, "<caption>&lt;b&gt;&amp;&quot;</caption>"));
  g_assert_nonnull (strstr (page, "<td class=\"hit\" lang=\"fr\">prison</td>"));
  g_assert_nonnull (strstr (page, "The <mark>prison</mark> of the town"));
  g_assert_true (g_str_has_suffix (page, "</html>\n"));
}

static gboolean
stop_cb (guint n_done, guint n_all, gpointer data)
{
  return FALSE;
}

/* What was in the file stays when the export is given up. */
static void
test_export_given_up (Fixture *fixture, gconstpointer data)
{
  g_autofree char *path = g_build_filename (g_get_tmp_dir (), "concordance.csv", NULL);
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autoptr (TriConcordance) concordance = NULL;
  g_autoptr (GArray) order = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *content = NULL;
  TriConcordanceExport what = { TRI_CONCORDANCE_CSV };

  make_library (fixture);
  g_assert_true (g_file_set_contents (path, "before", -1, NULL));
  concordance = ask (fixture->library, "de", 0);
  order = sort (concordance, fixture->library, TRI_CONCORDANCE_READING);
  what.order = (const guint32 *) (gpointer) order->data;
  what.n_lines = order->len;
  g_assert_false (tri_export_concordance_to_file (concordance,
                                                  fixture->library,
                                                  &what,
                                                  file,
                                                  stop_cb,
                                                  NULL,
                                                  NULL,
                                                  &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_true (g_file_get_contents (path, &content, NULL, NULL));
  g_assert_cmpstr (content, ==, "before");
}

/* --- Many */

static gboolean
count_cb (TriConcordance *concordance, gpointer data)
{
  guint *n = data;

  (*n)++;
  return TRUE;
}

static void
make_many (Fixture *fixture, guint n)
{
  begin_text (fixture, "fr");
  for (guint i = 0; i < n; i++)
    {
      g_autofree char *key = g_strdup_printf ("p%u", i);
      g_autofree char *content = g_strdup_printf ("mot%03u de un de deux de trois de a de b de c"
                                                  " de d de e de f de mot%03u",
                                                  i % 1000,
                                                  (i * 7919) % 1000);

      add (fixture, TRI_PASSAGE_PARAGRAPH, key, content);
    }
  end_text (fixture);
  finish (fixture);
}

/* 100,000 lines; the first are handed on before the last are found. */
static void
test_many (Fixture *fixture, gconstpointer data)
{
  g_autoptr (TriConcordance) concordance = NULL;
  g_autoptr (TriSearch) search = NULL;
  g_autoptr (GArray) order = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *before = NULL;
  guint n_told = 0;

  make_many (fixture, 10000);
  search = tri_search_new (fixture->library, "de", NULL, &error);
  concordance = tri_concordance_new (fixture->library, search, &error);
  g_assert_true (
      tri_concordance_run (concordance, fixture->library, 0, FALSE, count_cb, &n_told, &error));
  g_assert_no_error (error);
  g_assert_cmpuint (tri_concordance_count (concordance), ==, 100000);
  g_assert_cmpuint (n_told, >, 0);
  g_assert_false (tri_concordance_is_cut (concordance));
  order = sort (concordance, fixture->library, TRI_CONCORDANCE_R1);
  for (guint i = 0; i < order->len; i += 997)
    {
      g_autoptr (TriConcordanceLine) line = NULL;

      line = read_line (concordance, fixture->library, g_array_index (order, guint32, i), 40);
      if (before)
        g_assert_cmpint (strncmp (before, line->right, 6), <=, 0);
      g_free (before);
      before = g_strdup (line->right);
    }
}

static gboolean
enough_cb (TriConcordance *concordance, gpointer data)
{
  return FALSE;
}

static void
test_stopped (Fixture *fixture, gconstpointer data)
{
  g_autoptr (TriConcordance) cut = NULL;
  g_autoptr (TriConcordance) stopped = NULL;
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;

  make_many (fixture, 2000);
  cut = ask (fixture->library, "de", 1234);
  g_assert_cmpuint (tri_concordance_count (cut), ==, 1234);
  g_assert_true (tri_concordance_is_cut (cut));
  g_assert_null (tri_concordance_sort (cut,
                                       fixture->library,
                                       TRI_CONCORDANCE_L1,
                                       stop_cb,
                                       NULL,
                                       &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_clear_error (&error);

  stopped = tri_concordance_new (fixture->library, tri_concordance_get_search (cut), NULL);
  g_assert_true (
      tri_concordance_run (stopped, fixture->library, 0, FALSE, enough_cb, NULL, &error));
  g_assert_no_error (error);
  g_assert_cmpuint (tri_concordance_count (stopped), >, 0);
  g_assert_cmpuint (tri_concordance_count (stopped), <, 20000);

  g_clear_pointer (&stopped, tri_concordance_unref);
  stopped = tri_concordance_new (fixture->library, tri_concordance_get_search (cut), NULL);
  g_cancellable_cancel (cancellable);
  tri_library_set_cancellable (fixture->library, cancellable);
  g_assert_false (
      tri_concordance_run (stopped, fixture->library, 0, FALSE, NULL, NULL, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  tri_library_set_cancellable (fixture->library, NULL);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  ADD ("/concordance/lines", test_lines);
  ADD ("/concordance/width", test_width);
  ADD ("/concordance/counterparts", test_counterparts);
  ADD ("/concordance/counterparts/indirect", test_indirect_counterparts);
  ADD ("/concordance/order", test_order);
  ADD ("/concordance/order-of-texts", test_order_of_texts);
  g_test_add_func ("/concordance/names-of-orders", test_names_of_orders);
  ADD ("/concordance/export", test_export);
  ADD ("/concordance/export-given-up", test_export_given_up);
  ADD ("/concordance/many", test_many);
  ADD ("/concordance/stopped", test_stopped);

  return g_test_run ();
}
