/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "library/tri-batch.h"
#include "library/tri-import.h"
#include "library/tri-library-private.h"
#include "library/tri-library-works.h"

/* What comes of whole files. */

#define TEI "<TEI xmlns='http://www.tei-c.org/ns/1.0'>"
#define PEOPLE                                                                        \
  "<standOff><listPerson><person xml:id='nel'><persName>Nel Beek</persName></person>" \
  "<person xml:id='jan'><persName>Jan Smid</persName></person></listPerson></standOff>"

static TriLibrary *
open_new (char **folder)
{
  g_autofree char *path = NULL;
  g_autoptr (GError) error = NULL;
  TriLibrary *library = NULL;

  *folder = g_dir_make_tmp ("files-XXXXXX", NULL);
  path = g_build_filename (*folder, "library.db", NULL);
  library = tri_library_open (path, TRI_LIBRARY_READ_WRITE, &error);
  g_assert_no_error (error);
  return library;
}

static gint64
import (TriLibrary *library, const char *folder, const char *name, const char *content)
{
  g_autofree char *path = g_build_filename (folder, name, NULL);
  const TriImportFile files[] = { { path, NULL, NULL, NULL } };
  const TriImportOptions options = { .files = files, .n_files = 1, .kind = "auto" };
  g_autoptr (GError) error = NULL;
  gint64 work;

  g_assert_true (g_file_set_contents (path, content, -1, NULL));
  work = tri_library_import (library, &options, NULL, &error);
  g_assert_no_error (error);
  return work;
}

/* Who is named by a word that has several pointers, whether the register stands before or behind
 * it; what points to nobody, or to the same one again, adds nothing. */
static void
test_several_pointers (gconstpointer data)
{
  static const char sql[] = "SELECT count (*) + ?1 FROM mentions WHERE start = 0 AND stop = 4"
                            " AND entity IS NOT NULL";
  static const char text[] = "<text xml:lang='en'><body><p><rs type='person'"
                             " ref='#nel http://nowhere.org/1 #jan #nel'>They</rs> crossed the"
                             " water.</p></body></text>";
  gboolean is_first = GPOINTER_TO_INT (data);
  g_autofree char *folder = NULL;
  g_autoptr (TriLibrary) library = open_new (&folder);
  g_autofree char *xml = g_strconcat (TEI,
                                      is_first ? PEOPLE : "",
                                      text,
                                      is_first ? "" : PEOPLE,
                                      "</TEI>",
                                      NULL);

  import (library, folder, "people.xml", xml);
  g_assert_cmpint (tri_library_ask (library, sql, 0, -1), ==, 2);
  g_assert_cmpint (tri_library_ask (library,
                                    "SELECT count (DISTINCT entity) + ?1 FROM mentions",
                                    0,
                                    -1),
                   ==,
                   2);
}

static char *
dup_title (TriLibrary *library, gint64 text, guint n)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) divisions = tri_library_list_divisions (library, text, -1, 0, &error);

  g_assert_no_error (error);
  g_assert_cmpuint (divisions->len, >, n);
  return g_strdup (((TriDivision *) g_ptr_array_index (divisions, n))->title);
}

/* A division is called by its heading; by its number where it has none of its own, though a part in
 * it has one; by its @n where that is the heading and more. */
static void
test_division_titles (void)
{
  static const char xml[] = TEI "<text xml:lang='en'><body>"
                                "<div n='2' type='part'><div n='7'><head>The ferry</head>"
                                "<p>One.</p></div></div>"
                                "<div n='Chapter I In which it rains'><head>Chapter I</head>"
                                "<head>In which it rains</head><p>Two.</p></div>"
                                "</body></text></TEI>";
  static const char *const titles[] = { "part 2", "The ferry", "Chapter I In which it rains" };
  g_autofree char *folder = NULL;
  g_autoptr (TriLibrary) library = open_new (&folder);

  import (library, folder, "parts.xml", xml);
  for (guint i = 0; i < G_N_ELEMENTS (titles); i++)
    {
      g_autofree char *title = dup_title (library, 1, i);

      g_assert_cmpstr (title, ==, titles[i]);
    }
}

/* A bit that turned in the stored file is found; SQLite does not look. */
static void
test_damaged_source (void)
{
  g_autofree char *folder = NULL;
  g_autoptr (TriLibrary) library = open_new (&folder);
  g_autoptr (GPtrArray) before = NULL;
  g_autoptr (GPtrArray) after = NULL;

  import (library, folder, "ferry.txt", "The man at the ferry slept.\n");
  before = tri_library_check (library, FALSE, NULL, NULL);
  g_assert_cmpuint (before->len, ==, 0);
  g_assert_true (tri_library_exec (library,
                                   "UPDATE sources SET content = zeroblob (bytes)",
                                   NULL));
  after = tri_library_check (library, FALSE, NULL, NULL);
  g_assert_cmpuint (after->len, ==, 1);
  g_assert_nonnull (strstr (g_ptr_array_index (after, 0), "ferry.txt"));
}

typedef struct
{
  char *path;
  int finished;
} Job;

/* Writes without a pause, as a long import does, until another connection has had enough. */
static gpointer
write_on (gpointer data)
{
  Job *job = data;
  g_autoptr (TriLibrary) library = tri_library_open (job->path, TRI_LIBRARY_READ_WRITE, NULL);
  g_auto (TriBatch) batch = { .library = library };
  guint n = 0;

  g_assert_true (tri_batch_begin (&batch, NULL));
  while (!g_atomic_int_get (&job->finished))
    {
      g_autofree char *value = g_strdup_printf ("%u", n++);

      g_assert_true (tri_library_set_setting (library, "long", value, NULL));
      g_assert_true (tri_batch_breathe (&batch, NULL));
    }
  g_assert_true (tri_batch_commit (&batch, NULL));
  return NULL;
}

/* Another program's acts come between the transactions of a long job, all of them soon. */
static void
test_acts_come_between (void)
{
  g_autofree char *folder = NULL;
  g_autoptr (TriLibrary) library = open_new (&folder);
  Job job = { g_strdup (tri_library_get_path (library)), FALSE };
  GThread *thread = g_thread_new ("long", write_on, &job);
  gint64 longest = 0;

  g_usleep (100 * 1000);
  for (guint i = 0; i < 12; i++)
    {
      gint64 begun = g_get_monotonic_time ();

      g_assert_true (tri_library_set_setting (library, "act", "yes", NULL));
      longest = MAX (longest, g_get_monotonic_time () - begun);
      g_usleep (7 * 1000);
    }
  g_atomic_int_set (&job.finished, TRUE);
  g_thread_join (thread);
  g_free (job.path);
  g_test_message ("%" G_GINT64_FORMAT " ms", longest / 1000);
  g_assert_cmpint (longest, <, 700 * 1000);
}

/* A text that begins without a language has that of its first division that names one, whatever
 * its words look like. */
static void
test_lang_of_divisions (void)
{
  static const char xml[] = TEI "<text><body><div><p>The light and the boat went over the water,"
                                " and nobody was there to see them.</p></div>"
                                "<div xml:lang='nl'><p>Beste Zus,</p></div>"
                                "<div xml:lang='fr'><p>Chère sœur,</p></div></body></text></TEI>";
  static const char sql[] = "SELECT count (*) FROM texts WHERE work = ?1"
                            " AND (ord = 0 AND lang = 'nl' AND passages = 2"
                            " OR ord = 1 AND lang = 'fr' AND passages = 1)";
  g_autofree char *folder = NULL;
  g_autoptr (TriLibrary) library = open_new (&folder);
  gint64 work = import (library, folder, "letter.xml", xml);

  g_assert_cmpint (tri_library_ask (library, sql, work, 0), ==, 2);
}

/* The title page of a group names the work and stands in the first text; there is no third. */
static void
test_front_of_group (void)
{
  g_autofree char *folder = NULL;
  g_autoptr (TriLibrary) library = open_new (&folder);
  g_autoptr (GError) error = NULL;
  g_autoptr (TriWork) work = NULL;
  const TriText *first = NULL;
  gint64 id = import (library,
                      folder,
                      "letters.xml",
                      TEI "<teiHeader><fileDesc><titleStmt><title>A file</title></titleStmt>"
                          "</fileDesc></teiHeader><text xml:lang='en'><front><titlePage><docTitle>"
                          "<titlePart>The <lb/>letters</titlePart></docTitle></titlePage></front>"
                          "<group><text xml:id='a' xml:lang='fr'><body><p xml:id='p'>Un.</p></body>"
                          "</text><text xml:id='b' xml:lang='en'><body><p corresp='#p'>One.</p>"
                          "</body></text></group><back><p>The end.</p></back></text></TEI>");

  work = tri_library_get_work (library, id, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (work->title, ==, "The letters");
  g_assert_cmpuint (work->texts->len, ==, 2);
  first = g_ptr_array_index (work->texts, 0);
  g_assert_cmpstr (first->lang, ==, "fr");
  g_assert_cmpuint (first->n_passages, ==, 2);
  g_assert_cmpuint (tri_library_count_strands (library, id), ==, 1);
  g_assert_cmpuint (tri_library_count_rows (library, id, 0), ==, 3);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_data_func ("/import-files/several-pointers/register-first",
                        GINT_TO_POINTER (TRUE),
                        test_several_pointers);
  g_test_add_data_func ("/import-files/several-pointers/register-last",
                        GINT_TO_POINTER (FALSE),
                        test_several_pointers);
  g_test_add_func ("/import-files/division-titles", test_division_titles);
  g_test_add_func ("/import-files/lang-of-divisions", test_lang_of_divisions);
  g_test_add_func ("/import-files/damaged-source", test_damaged_source);
  g_test_add_func ("/import-files/acts-come-between", test_acts_come_between);
  g_test_add_func ("/import-files/group/front", test_front_of_group);

  return g_test_run ();
}
