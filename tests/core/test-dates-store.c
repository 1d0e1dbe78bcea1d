/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "formats/tri-export.h"
#include "library/tri-import.h"
#include "library/tri-library-bookmarks.h"
#include "library/tri-library-dates.h"
#include "library/tri-library-works.h"

#include <glib/gstdio.h>
#include <string.h>

static const char plain[] = "He was born towards the end of 1908.\n\n"
                            "In 1917 he left. In July he came back, on page 1917.\n\n"
                            "He wrote in the early 1930s, or not before 1931.\n";

/* Two dates of the file's own: one over words that say something else, one beside. */
static const char encoded[] = "<TEI xmlns=\"http://www.tei-c.org/ns/1.0\">"
                              "<teiHeader><fileDesc><titleStmt><title>T</title></titleStmt>"
                              "<publicationStmt><p/></publicationStmt>"
                              "<sourceDesc><p/></sourceDesc></fileDesc>"
                              "</teiHeader><text xml:lang=\"en\"><body><div>"
                              "<p xml:id=\"a\">Born "
                              "<date when=\"1909\">in the winter of 1908</date>, "
                              "gone in 1917; "
                              "<date from=\"1905\" to=\"1906\">at fifteen</date> he worked.</p>"
                              "</div></body></text></TEI>";

static char *
write_file (const char *name, const char *content)
{
  g_autofree char *folder = g_dir_make_tmp ("dates-XXXXXX", NULL);
  char *path = g_build_filename (folder, name, NULL);

  g_assert_true (g_file_set_contents (path, content, -1, NULL));
  return path;
}

static TriLibrary *
open_new (void)
{
  g_autofree char *path = write_file ("empty", "");
  g_autofree char *folder = g_path_get_dirname (path);
  g_autofree char *file = g_build_filename (folder, "library.db", NULL);
  g_autoptr (GError) error = NULL;
  TriLibrary *library = tri_library_open (file, TRI_LIBRARY_READ_WRITE, &error);

  g_assert_no_error (error);
  return library;
}

static gint64
import (TriLibrary *library, const char *name, const char *content, gboolean link)
{
  g_autofree char *path = write_file (name, content);
  const TriImportFile file = { .path = path, .lang = "en" };
  const TriImportOptions options = { .files = &file, .n_files = 1, .kind = "auto", .link = link };
  g_autoptr (GError) error = NULL;
  gint64 work = tri_library_import (library, &options, NULL, &error);

  g_assert_no_error (error);
  return work;
}

/* "ord:start-end edtf origin, inferred" of all dates of the first work. */
static char *
dump (TriLibrary *library)
{
  g_autoptr (GPtrArray) works = tri_library_list_works (library, NULL);
  TriWork *work = works->pdata[0];
  TriText *text = work->texts->pdata[0];
  g_autoptr (GPtrArray) passages = tri_library_read_passages (library, text->id, 0, 100, NULL);
  GString *out = g_string_new (NULL);

  for (guint i = 0; i < passages->len; i++)
    {
      TriPassage *passage = passages->pdata[i];

      for (guint j = 0; j < passage->dates->len; j++)
        {
          const TriDate *date = &g_array_index (passage->dates, TriDate, j);

          g_string_append_printf (out,
                                  "%u:%u-%u %s %s%s\n",
                                  i,
                                  date->start,
                                  date->end,
                                  date->edtf,
                                  tri_origin_to_nick (date->origin),
                                  date->inferred ? ", inferred" : "");
        }
    }
  return g_string_free (out, FALSE);
}

static const char expected[] = "0:12-35 1908~ linked\n"
                               "1:3-7 1917 linked\n"
                               "1:20-24 1917-07 linked, inferred\n"
                               "2:16-27 [1930..1933] linked\n"
                               "2:32-47 [1931..] linked\n";

static void
test_import (void)
{
  g_autoptr (TriLibrary) library = open_new ();
  g_autofree char *found = NULL;
  g_autofree char *again = NULL;
  g_autoptr (GError) error = NULL;
  guint n = 0;
  gint64 work = import (library, "plain.txt", plain, TRUE);

  found = dump (library);
  g_assert_cmpstr (found, ==, expected);
  /* A second run puts the same in their place. */
  g_assert_true (tri_library_find_dates (library, work, &n, NULL, &error));
  g_assert_no_error (error);
  g_assert_cmpuint (n, ==, 5);
  again = dump (library);
  g_assert_cmpstr (again, ==, expected);
}

static void
test_not_linked (void)
{
  g_autoptr (TriLibrary) library = open_new ();
  g_autofree char *found = NULL;

  import (library, "plain.txt", plain, FALSE);
  found = dump (library);
  g_assert_cmpstr (found, ==, "");
}

static void
test_encoded (void)
{
  g_autoptr (TriLibrary) library = open_new ();
  g_autofree char *found = NULL;
  guint n = 0;
  gint64 work = import (library, "encoded.xml", encoded, FALSE);

  g_assert_true (tri_library_find_dates (library, work, &n, NULL, NULL));
  g_assert_cmpuint (n, ==, 1);
  found = dump (library);
  g_assert_cmpstr (found,
                   ==,
                   "0:5-26 1909 encoded\n"
                   "0:36-40 1917 linked\n"
                   "0:42-52 1905/1906 encoded\n");
}

static void
test_cancelled (void)
{
  g_autoptr (TriLibrary) library = open_new ();
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;
  g_autofree char *found = NULL;
  gint64 work = import (library, "plain.txt", plain, TRUE);

  g_cancellable_cancel (cancellable);
  g_assert_false (tri_library_find_dates (library, work, NULL, cancellable, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  found = dump (library);
  g_assert_cmpstr (found, ==, expected);
}

static const char many[] = "On 4 July he sang; in 1917, May 1917, the 1920s, in autumn 1916.\n\n"
                           "In 44 BC, the 19th century, not after 1800, in May 1917.\n\n"
                           "He left on 1 May 1917. On 3 May he was back.\n";

static gint64
get_first_text (TriLibrary *library, gint64 id)
{
  g_autoptr (TriWork) work = tri_library_get_work (library, id, NULL);

  g_assert_nonnull (work);
  return TRI_TEXT (work->texts->pdata[0])->id;
}

/* The values in their order, each with its count when that is not one. */
static char *
dup_list (TriLibrary *library, const TriDateQuery *query)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GArray) dates = tri_library_list_dates (library, query, &error);
  GString *list = g_string_new (NULL);

  g_assert_no_error (error);
  for (guint i = 0; i < dates->len; i++)
    {
      const TriDateCount *date = &g_array_index (dates, TriDateCount, i);

      g_string_append_printf (list, "%s%s", i ? " " : "", date->edtf);
      if (date->n != 1)
        g_string_append_printf (list, "*%u", date->n);
    }
  return g_string_free (list, FALSE);
}

/* In order of time, the whole before its part: of a work, of passages, of the library. */
static void
test_list (void)
{
  g_autoptr (TriLibrary) library = open_new ();
  gint64 work = import (library, "many.txt", many, TRUE);
  g_autoptr (GPtrArray) passages = tri_library_read_passages (library,
                                                              get_first_text (library, work),
                                                              2,
                                                              1,
                                                              NULL);
  gint64 last = ((TriPassage *) passages->pdata[0])->id;
  g_autofree char *of_work = dup_list (library, &(TriDateQuery){ .work = work });
  g_autofree char *in_view = dup_list (library,
                                       &(TriDateQuery){ .passages = &last, .n_passages = 1 });
  g_autofree char *of_library = NULL;

  g_assert_cmpstr (of_work,
                   ==,
                   "-0043 18XX [..1800] 1916-23 1917 1917-05*2 1917-05-01 1917-05-03 192X "
                   "XXXX-07-04");
  g_assert_cmpstr (in_view, ==, "1917-05-01 1917-05-03");
  import (library, "other.txt", "He sang in May 1917, and in 1816.\n", TRUE);
  of_library = dup_list (library, &(TriDateQuery){ 0 });
  g_assert_cmpstr (of_library,
                   ==,
                   "-0043 18XX [..1800] 1816 1916-23 1917 1917-05*3 1917-05-01 1917-05-03 192X "
                   "XXXX-07-04");
}

static void
test_find_words (void)
{
  static const struct
  {
    const char *words;
    const char *edtf;
  } cases[] = {
    { "AUTUMN", "1916-23" },
    { "19th", "18XX" },
    { "3 may", "1917-05-03" },
    { "bc", "-0043" },
    { "he left", NULL },
  };
  g_autoptr (TriLibrary) library = open_new ();
  const TriDateQuery query = { .work = import (library, "many.txt", many, TRUE) };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (GHashTable) found = tri_library_find_date_words (library,
                                                                  &query,
                                                                  cases[i].words,
                                                                  &error);

      g_assert_no_error (error);
      g_assert_cmpuint (g_hash_table_size (found), ==, cases[i].edtf ? 1 : 0);
      g_assert_true (!cases[i].edtf || g_hash_table_contains (found, cases[i].edtf));
    }
}

/* Where the text says it, how we know, and from there to the next. */
static void
test_places (void)
{
  g_autoptr (TriLibrary) library = open_new ();
  gint64 text = get_first_text (library, import (library, "many.txt", many, TRUE));
  g_autoptr (GArray) contexts = NULL;
  g_autoptr (GArray) inferred = NULL;
  TriDateOrigins origins = { 0 };
  TriContext next = { 0 };
  const TriContext *second = NULL;
  guint bins[3] = { 0 };

  contexts = tri_library_list_date_contexts (library, "1917-05", text, 1, 10, NULL);
  g_assert_nonnull (contexts);
  g_assert_cmpuint (contexts->len, ==, 1);
  second = &g_array_index (contexts, TriContext, 0);
  g_assert_cmpuint (second->ord, ==, 1);
  g_assert_cmpstr (second->surface, ==, "May 1917");
  g_assert_cmpstr (second->before, ==, "the 19th century, not after 1800, in ");
  g_assert_false (second->inferred);
  inferred = tri_library_list_date_contexts (library, "1917-05-03", text, 0, 10, NULL);
  g_assert_cmpuint (inferred->len, ==, 1);
  g_assert_true (g_array_index (inferred, TriContext, 0).inferred);

  g_assert_true (tri_library_count_date (library, "1917-05", text, &origins, bins, 3, NULL));
  g_assert_cmpuint (origins.n, ==, 2);
  g_assert_cmpuint (origins.n_encoded + origins.n_inferred, ==, 0);
  g_assert_cmpuint (bins[0], ==, 1);
  g_assert_cmpuint (bins[1], ==, 1);
  g_assert_cmpuint (bins[2], ==, 0);

  /* From the first to the second, and round the end. */
  g_assert_true (tri_library_step_date (library, "1917-05", text, 0, 40, 1, TRUE, &next, NULL));
  g_assert_cmpint (next.mention.id, ==, second->mention.id);
  tri_context_clear (&next);
  g_assert_true (tri_library_step_date (library, "1917-05", text, 1, 60, 1, TRUE, &next, NULL));
  g_assert_cmpuint (next.ord, ==, 0);
  tri_context_clear (&next);
  g_assert_false (tri_library_step_date (library, "1850", text, 0, 0, 1, TRUE, &next, NULL));
}

/* A run that finds dates anew leaves each where it was. */
static void
test_works (void)
{
  g_autoptr (TriLibrary) library = open_new ();
  gint64 work = import (library, "many.txt", many, TRUE);
  gint64 other = import (library, "other.txt", "He sang in May 1917.\n", TRUE);
  g_autoptr (GArray) works = NULL;

  g_assert_true (tri_library_find_dates (library, other, NULL, NULL, NULL));
  works = tri_library_list_works_saying (library, "1917-05", work, 10, NULL);
  g_assert_cmpuint (works->len, ==, 1);
  g_assert_cmpint (g_array_index (works, gint64, 0), ==, other);
}

static const char named[] = "<TEI xmlns=\"http://www.tei-c.org/ns/1.0\">"
                            "<teiHeader><fileDesc><titleStmt><title>T</title></titleStmt>"
                            "<publicationStmt><p/></publicationStmt>"
                            "<sourceDesc><listPerson>"
                            "<person xml:id=\"ann\"><persName>Ann Ode</persName></person>"
                            "<person xml:id=\"bob\"><persName>Bob Ink</persName></person>"
                            "<person xml:id=\"eve\"><persName>Eve Oak</persName></person>"
                            "</listPerson></sourceDesc></fileDesc>"
                            "</teiHeader><text xml:lang=\"en\"><body><div>"
                            "<p>In May 1917 <name ref=\"#bob\">Bob</name> met"
                            " <name ref=\"#ann\">Ann</name>.</p>"
                            "<p><name ref=\"#ann\">Ann</name> left in May 1917.</p>"
                            "<p>In 1920 <name ref=\"#eve\">Eve</name> came.</p>"
                            "</div></body></text></TEI>";

static void
bookmark (TriLibrary *library, const TriPassage *passage, guint start, guint end)
{
  g_autoptr (TriBookmark) made = tri_bookmark_new ();
  g_autoptr (GError) error = NULL;

  made->passage = made->end_passage = passage->id;
  made->start = start;
  made->end = end;
  tri_library_save_bookmark (library, made, &error);
  g_assert_no_error (error);
}

/* Whom the passages name that say a date, and the bookmarks that hold one of its places. */
static void
test_around (void)
{
  g_autoptr (TriLibrary) library = open_new ();
  gint64 work = import (library, "named.xml", named, TRUE);
  gint64 text = get_first_text (library, work);
  g_autoptr (GPtrArray) passages = tri_library_read_passages (library, text, 0, 10, NULL);
  g_autoptr (GPtrArray) together = NULL, bookmarks = NULL, none = NULL;

  together = tri_library_list_named_with_date (library, "1917-05", work, "en", 10, NULL);
  g_assert_cmpuint (together->len, ==, 2);
  g_assert_cmpstr (tri_entity_get_name (together->pdata[0], "en"), ==, "Ann Ode");
  g_assert_cmpuint (TRI_ENTITY (together->pdata[0])->n_mentions, ==, 2);
  g_assert_cmpstr (tri_entity_get_name (together->pdata[1], "en"), ==, "Bob Ink");

  bookmark (library, passages->pdata[0], 5, 6);
  bookmark (library, passages->pdata[0], 12, 15);
  bookmark (library, passages->pdata[2], 0, 8);
  bookmarks = tri_library_list_bookmarks_of_date (library, "1917-05", NULL);
  g_assert_cmpuint (bookmarks->len, ==, 1);
  g_assert_cmpuint (TRI_BOOKMARK (bookmarks->pdata[0])->start, ==, 5);
  none = tri_library_list_bookmarks_of_date (library, "1850", NULL);
  g_assert_cmpuint (none->len, ==, 0);
}

static char *
export_tei (TriLibrary *library, gint64 work)
{
  g_autoptr (GOutputStream) stream = g_memory_output_stream_new_resizable ();
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (GError) error = NULL;

  tri_export_tei (library, work, stream, NULL, &error);
  g_assert_no_error (error);
  g_output_stream_close (stream, NULL, NULL);
  bytes = g_memory_output_stream_steal_as_bytes (G_MEMORY_OUTPUT_STREAM (stream));
  return g_strndup (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes));
}

/* Who found a date, and how, survives the way through a file. */
static void
test_round_trip (void)
{
  g_autoptr (TriLibrary) library = open_new ();
  g_autoptr (TriLibrary) other = open_new ();
  g_autofree char *tei = export_tei (library, import (library, "plain.txt", plain, TRUE));
  g_autofree char *found = NULL;

  g_assert_nonnull (strstr (tei, "<date when=\"1917-07\" evidence=\"internal\" resp=\"#linked\">"));
  g_assert_nonnull (strstr (tei, "<date notBefore=\"1930\" notAfter=\"1933\" resp=\"#linked\">"));
  import (other, "plain.xml", tei, TRUE);
  found = dump (other);
  g_assert_cmpstr (found, ==, expected);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/dates-store/import", test_import);
  g_test_add_func ("/dates-store/not-linked", test_not_linked);
  g_test_add_func ("/dates-store/encoded", test_encoded);
  g_test_add_func ("/dates-store/cancelled", test_cancelled);
  g_test_add_func ("/dates-store/list", test_list);
  g_test_add_func ("/dates-store/find-words", test_find_words);
  g_test_add_func ("/dates-store/places", test_places);
  g_test_add_func ("/dates-store/works", test_works);
  g_test_add_func ("/dates-store/around", test_around);
  g_test_add_func ("/dates-store/round-trip", test_round_trip);

  return g_test_run ();
}
