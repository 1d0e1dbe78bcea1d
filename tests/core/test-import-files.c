/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "import-fixture.h"

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

/* Elements with several passages correspond with all of them, divisions with their beginnings. */
static const struct
{
  const char *name;
  const char *left;
  const char *right;
  const char *links;
  const char *rows;
} spread[] = {
  { "stanzas",
    "<lg xml:id='a'><l>un</l><l>deux</l></lg><p>fin</p>",
    "<p>first</p><lg corresp='#a'><l>one</l><l>two</l><l>three</l></lg>",
    "",
    "|first; un deux|one two three; fin|" },
  { "stanzas-with-lines",
    "<lg xml:id='a'><l xml:id='a1'>un</l><l xml:id='a2'>deux</l></lg>",
    "<lg corresp='#a'><l corresp='#a1'>one</l><l corresp='#a2'>two</l></lg>",
    "",
    "un|one; deux|two" },
  { "divisions",
    "<div xml:id='a'><p>un</p><p>deux</p></div>",
    "<div corresp='#a'><p>one</p><p>two</p></div>",
    "",
    "un|one; deux|; |two" },
  { "divisions-by-link",
    "<div xml:id='a'><p>un</p><p>deux</p></div>",
    "<div xml:id='b'><p>one</p><p>two</p></div>",
    "#a #b",
    "un|one; deux|; |two" },
  { "parted-paragraph",
    "<p>zéro</p><p xml:id='a'>un<list><item>deux</item></list>trois</p><p>quatre</p>",
    "<quote xml:id='b'><p>one</p><p>two</p></quote><p>four</p>",
    "#a #b",
    "zéro|; un deux trois|one two; quatre|; |four" },
  { "nested",
    "<quote xml:id='q'><p>un</p><lg xml:id='a'><l>deux</l><l>trois</l></lg></quote>",
    "<quote corresp='#q'><p>one</p><lg corresp='#a'><l>two</l><l>three</l></lg></quote>",
    "",
    "un|one; deux trois|two three" },
  { "two-of-one",
    "<lg xml:id='a'><l>un</l><l>deux</l></lg>",
    "<lg corresp='#a'><l>one</l><l>two</l></lg><lg corresp='#a'><l>three</l><l>four</l></lg>",
    "",
    "un deux|one two three four" },
  { "words-before",
    "<p>un <list xml:id='a'><item>deux</item><item>trois</item></list></p>",
    "<p>one <list corresp='#a'><item>two</item><item>three</item></list></p>",
    "",
    "un|; |one; deux trois|two three" },
  { "behind-comma",
    "<p>un <lg xml:id='a'><l>deux</l><l>trois</l></lg>, dit-il</p>",
    "<sp corresp='#a'><speaker>two</speaker><p>three</p></sp>",
    "",
    "un|; deux trois,|two three; dit-il|" },
};

static void
test_spread (gconstpointer data)
{
  guint i = GPOINTER_TO_UINT (data);
  g_autofree char *folder = NULL;
  g_autoptr (TriLibrary) library = open_new (&folder);
  g_autofree char *xml = NULL;
  g_autofree char *rows = NULL;

  xml = g_strdup_printf (TEI "<text><group><text xml:lang='fr'><body>%s</body></text>"
                             "<text xml:lang='en'><body>%s</body></text></group></text>"
                             "<standOff><linkGrp><link target='%s'/></linkGrp></standOff></TEI>",
                         spread[i].left,
                         spread[i].right,
                         spread[i].links);
  rows = dump_rows (library, import (library, folder, "spread.xml", xml), 0, 0, 20);
  g_assert_cmpstr (rows, ==, spread[i].rows);
  assert_sound (library);
}

/* A list of names is no row. */
static void
test_spread_long (void)
{
  g_autofree char *folder = NULL;
  g_autoptr (TriLibrary) library = open_new (&folder);
  g_autoptr (GString) xml = g_string_new (TEI "<text><group>");
  g_autofree char *rows = NULL;

  for (guint text = 0; text < 2; text++)
    {
      g_string_append_printf (xml,
                              "<text xml:lang='%s'><body><list %s>",
                              text ? "en" : "fr",
                              text ? "corresp='#a'" : "xml:id='a'");
      for (guint i = 0; i < 300; i++)
        g_string_append_printf (xml, "<item>%c%u</item>", text ? 'e' : 'f', i);
      g_string_append (xml, "</list></body></text>");
    }
  g_string_append (xml, "</group></text></TEI>");
  rows = dump_rows (library, import (library, folder, "long.xml", xml->str), 0, 0, 3);
  g_assert_cmpstr (rows, ==, "f0|e0; f1|; f2|");
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
  for (guint i = 0; i < G_N_ELEMENTS (spread); i++)
    {
      g_autofree char *path = g_strconcat ("/import-files/spread/", spread[i].name, NULL);

      g_test_add_data_func (path, GUINT_TO_POINTER (i), test_spread);
    }
  g_test_add_func ("/import-files/spread-long", test_spread_long);

  return g_test_run ();
}
