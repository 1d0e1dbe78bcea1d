/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "library/tri-library-private.h"
#include "library/tri-library-search.h"
#include "search-library.h"
#include "search-sword.h"

#include <glib/gstdio.h>
#include <time.h>

/* How long it takes until the first 50 hits of a question are there, and all of them, on the clock;
 * how large the index is; in the same run `grep -i` over the same text as plain files, and, where
 * it is installed, diatheke over the same English verses (of the smallest library).
 *
 * TRIPTYCH_BENCH_QUERY   ask this alone
 * TRIPTYCH_BENCH_COPIES  how many times the three Bibles ("1,32": 93,000 and 3,000,000 passages) */

#define N_TURNS 5

static const struct
{
  const char *what;
  const char *query;
  const char *grep; /* or NULL */
} questions[] = {
  { "rare word", "Nebuzaradan", "Nebuzaradan" },
  { "word", "prison", "prison" },
  { "word of the limit", "roi", NULL },
  { "frequent word", "de", "de" },
  { "most frequent, exact", "\"the\"", "the" },
  { "phrase", "\"in den beginne\"", "in den beginne" },
  { "phrase of frequent words", "\"de la\"", "de la" },
  { "prefix of two", "ge*", NULL },
  { "prefix of three", "ver*", NULL },
  { "prefix of four", "conf*", "\\<conf" },
  { "and", "koning AND David", NULL },
  { "frequent and rare", "de Nebuzaradan", NULL },
  { "not", "koning NOT de", NULL },
  { "or", "prison OR gevangenis OR kerker", NULL },
  { "near", "king NEAR Israel", NULL },
  { "entity", "@Moses", NULL },
  { "entity and word", "@Moses sea", NULL },
  { "two entities near", "@Moses NEAR/40 @Jerusalem", NULL },
  { "date", "date:1917..1919", NULL },
  { "date and word", "date:1917..1919 king", NULL },
  { "both sides", "fr:prison nl:gevangenis", NULL },
  { "both sides, lacking", "fr:prison nl:!gevangenis", NULL },
  { "both sides, frequent", "fr:de nl:!de", NULL },
  { "both sides, rare there", "fr:de nl:vrijstad", NULL },
};

/* What the processor did, in microseconds: others may use it as well. */
static gint64
get_processor_time (void)
{
  struct timespec now;

  clock_gettime (CLOCK_PROCESS_CPUTIME_ID, &now);
  return (gint64) now.tv_sec * G_USEC_PER_SEC + now.tv_nsec / 1000;
}

typedef struct
{
  gint64 begun;
  gint64 worked;
  gint64 first;
  guint n;
  gboolean is_ranked;
} Watch;

static gboolean
found_cb (const TriSearchStep *step, gpointer data)
{
  Watch *watch = data;

  if (watch->first == 0 && (step->n_hits > 0 || step->is_complete))
    {
      watch->first = g_get_monotonic_time () - watch->begun;
      watch->worked = get_processor_time () - watch->worked;
      watch->is_ranked = step->is_ranked;
    }
  watch->n = step->replaces ? step->n_hits : watch->n + step->n_hits;
  return TRUE;
}

static int
compare_times (gconstpointer a, gconstpointer b)
{
  gint64 left = *(const gint64 *) a;
  gint64 right = *(const gint64 *) b;

  return left < right ? -1 : left > right;
}

static int
compare_doubles (gconstpointer a, gconstpointer b)
{
  double left = *(const double *) a;
  double right = *(const double *) b;

  return left < right ? -1 : left > right;
}

static double
measure_grep (const char *path, const char *pattern)
{
  g_autofree char *command = g_strdup_printf ("grep -i -c '%s' '%s.en.txt' '%s.fr.txt' '%s.nl.txt'",
                                              pattern,
                                              path,
                                              path,
                                              path);
  g_autofree char *output = NULL;
  gint64 begun = g_get_monotonic_time ();

  g_spawn_command_line_sync (command, &output, NULL, NULL, NULL);
  return (double) (g_get_monotonic_time () - begun) / 1000;
}

static double
measure (TriLibrary *library,
         const char *path,
         const char *what,
         const char *query,
         const char *grep)
{
  gint64 first[N_TURNS];
  gint64 worked[N_TURNS];
  gint64 all[N_TURNS];
  Watch watch = { 0 };

  for (guint i = 0; i < N_TURNS; i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (TriSearch) search = NULL;

      watch = (Watch){ g_get_monotonic_time (), get_processor_time () };
      search = tri_search_new (library, query, NULL, &error);
      if (!search || !tri_search_run (search, library, found_cb, &watch, &error))
        g_error ("%s: %s", query, error->message);
      first[i] = watch.first;
      worked[i] = watch.worked;
      all[i] = g_get_monotonic_time () - watch.begun;
    }
  qsort (first, N_TURNS, sizeof *first, compare_times);
  qsort (worked, N_TURNS, sizeof *worked, compare_times);
  qsort (all, N_TURNS, sizeof *all, compare_times);
  g_print ("%-26s first %6.1f ms (worst %5.1f, processor %5.1f) %-8s all %7.1f ms, %7u hits",
           what,
           (double) first[N_TURNS / 2] / 1000,
           (double) first[N_TURNS - 1] / 1000,
           (double) worked[N_TURNS / 2] / 1000,
           watch.is_ranked ? "ranked" : "as read",
           (double) all[N_TURNS / 2] / 1000,
           watch.n);
  if (grep)
    {
      double time = measure_grep (path, grep);

      g_print ("; grep -i %.0f ms, %.0f times", time, time * 1000 / (double) first[N_TURNS / 2]);
    }
  g_print ("\n");
  return (double) worked[N_TURNS / 2] / 1000;
}

static double
measure_whole (TriLibrary *library, const char *query, guint *n)
{
  g_autoptr (TriSearch) search = NULL;
  Watch watch = { g_get_monotonic_time () };
  g_autoptr (GError) error = NULL;

  search = tri_search_new (library, query, NULL, &error);
  if (!search || !tri_search_run (search, library, found_cb, &watch, &error))
    g_error ("%s: %s", query, error->message);
  *n = watch.n;
  return (double) (g_get_monotonic_time () - watch.begun) / 1000;
}

/* All hits of words in the English verses, by turns; no forms, which diatheke does not know. It
 * finds parts of words, so that it may find more. */
static void
measure_sword (TriLibrary *library, const char *path)
{
  static const char *const words[] = { "Nebuchadnezzar", "prison", "king David", "the" };
  g_autofree char *folder = search_sword_make (library, path);

  if (!folder)
    {
      g_print ("diatheke and osis2mod are not installed: left out\n");
      return;
    }
  for (guint i = 0; i < G_N_ELEMENTS (words); i++)
    {
      g_auto (GStrv) parts = g_strsplit (words[i], " ", -1);
      g_autofree char *quoted = g_strjoinv ("\" \"", parts);
      g_autofree char *query = g_strdup_printf ("en:(\"%s\")", quoted);
      double ours[N_TURNS];
      double theirs[N_TURNS];
      guint n_ours = 0;
      guint n_theirs = 0;

      for (guint turn = 0; turn < N_TURNS; turn++)
        {
          ours[turn] = measure_whole (library, query, &n_ours);
          theirs[turn] = search_sword_measure (folder, words[i], &n_theirs);
        }
      qsort (ours, N_TURNS, sizeof *ours, compare_doubles);
      qsort (theirs, N_TURNS, sizeof *theirs, compare_doubles);
      g_print ("%-26s all %7.1f ms, %u hits; diatheke -s multiword %.0f ms, %u hits, %.0f times\n",
               words[i],
               ours[N_TURNS / 2],
               n_ours,
               theirs[N_TURNS / 2],
               n_theirs,
               theirs[N_TURNS / 2] / ours[N_TURNS / 2]);
    }
}

static double
ask_number (TriLibrary *library, const char *sql)
{
  return (double) tri_library_ask (library, sql, 0, 0);
}

static void
measure_size (TriLibrary *library)
{
  double text = ask_number (library, "SELECT sum (length (CAST (content AS BLOB))) FROM passages");
  double words = ask_number (library,
                             "SELECT sum (pgsize) FROM dbstat WHERE aggregate = TRUE"
                             " AND name LIKE 'passages\\_fts%' ESCAPE '\\'");
  double forms = ask_number (library,
                             "SELECT sum (pgsize) FROM dbstat WHERE aggregate = TRUE"
                             " AND (name LIKE 'word\\_forms%' ESCAPE '\\'"
                             "  OR name = 'counted_texts')");

  g_print ("text %.1f MB, index %.1f MB, words and stems %.1f MB: %.2f of the text\n",
           text / 1e6,
           words / 1e6,
           forms / 1e6,
           (words + forms) / text);
}

static void
measure_library (guint copies)
{
  g_autofree char *path = search_library_make (copies);
  g_autoptr (TriLibrary) library = NULL;
  g_autoptr (GError) error = NULL;
  const char *query = g_getenv ("TRIPTYCH_BENCH_QUERY");
  double worst = 0;

  if (!path)
    {
      g_print ("TRIPTYCH_TEST_DATA names no folder with data/bible/trilingual.tsv: left out\n");
      return;
    }
  library = tri_library_open (path, TRI_LIBRARY_READ_ONLY, &error);
  if (!library)
    g_error ("%s", error->message);
  g_print ("%.0f passages\n", ask_number (library, "SELECT count (*) FROM passages"));
  measure_size (library);
  if (query)
    measure (library, path, "asked for", query, NULL);
  for (guint i = 0; !query && i < G_N_ELEMENTS (questions); i++)
    {
      double time = measure (library,
                             path,
                             questions[i].what,
                             questions[i].query,
                             questions[i].grep);

      worst = MAX (worst, time);
    }
  if (!query && copies == 1)
    measure_sword (library, path);
  g_print ("the slowest: first 50 hits after %.1f ms of processor time\n", worst);
}

int
main (void)
{
  const char *copies = g_getenv ("TRIPTYCH_BENCH_COPIES");
  g_auto (GStrv) counts = g_strsplit (copies ? copies : "1,32", ",", -1);

  for (guint i = 0; counts[i]; i++)
    measure_library ((guint) g_ascii_strtoull (counts[i], NULL, 10));
  return 0;
}
