/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "formats/tri-export.h"
#include "library/tri-import.h"
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

/* In order of time, the whole before its part, and where the texts say it. */
static void
test_list (void)
{
  static const char many[] = "On 4 July he sang; in 1917, May 1917, the 1920s, in autumn 1916.\n\n"
                             "In 44 BC, the 19th century, not after 1800, in May 1917.\n";
  static const char *const order[] = {
    "-0043",
    "18XX",
    "[..1800]",
    "1916-23",
    "1917",
    "1917-05",
    "192X",
    "XXXX-07-04",
  };
  g_autoptr (TriLibrary) library = open_new ();
  g_autoptr (GArray) dates = NULL;
  g_autoptr (GArray) contexts = NULL;
  gint64 work = import (library, "many.txt", many, TRUE);

  dates = tri_library_list_dates (library, work, NULL);
  g_assert_nonnull (dates);
  g_assert_cmpuint (dates->len, ==, G_N_ELEMENTS (order));
  for (guint i = 0; i < G_N_ELEMENTS (order); i++)
    g_assert_cmpstr (g_array_index (dates, TriDateCount, i).edtf, ==, order[i]);
  g_assert_cmpuint (g_array_index (dates, TriDateCount, 5).n, ==, 2);
  contexts = tri_library_list_date_contexts (library, work, "1917-05", 1, 10, NULL);
  g_assert_nonnull (contexts);
  g_assert_cmpuint (contexts->len, ==, 1);
  g_assert_cmpuint (g_array_index (contexts, TriContext, 0).ord, ==, 1);
  g_assert_cmpstr (g_array_index (contexts, TriContext, 0).surface, ==, "May 1917");
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
  g_test_add_func ("/dates-store/round-trip", test_round_trip);

  return g_test_run ();
}
