/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "library/tri-concordance.h"
#include "library/tri-library-private.h"
#include "search-library.h"

#include <stdlib.h>
#include <time.h>

/* A concordance of a frequent word: how long until there are lines, until there are all, and until
 * these are in order. On the clock, and what the processor did.
 *
 * TRIPTYCH_BENCH_COPIES  how many times the three Bibles ("1,32") */

#define N_TURNS 3
/* Of more lines nobody asks. */
#define MOST 1000000
/* What a window shows at once. */
#define N_SHOWN 50

static const TriConcordanceSort sorts[] = {
  TRI_CONCORDANCE_READING,
  TRI_CONCORDANCE_L1,
  TRI_CONCORDANCE_R1,
  TRI_CONCORDANCE_TEXT,
};
#define N_SORTS G_N_ELEMENTS (sorts)

typedef struct
{
  double clock;
  double processor;
} Moment;

static Moment
get_moment (void)
{
  struct timespec now;

  clock_gettime (CLOCK_PROCESS_CPUTIME_ID, &now);
  return (Moment){ (double) g_get_monotonic_time () / 1000,
                   (double) now.tv_sec * 1000 + (double) now.tv_nsec / 1e6 };
}

static Moment
measure_since (Moment begun)
{
  Moment now = get_moment ();

  return (Moment){ now.clock - begun.clock, now.processor - begun.processor };
}

typedef struct
{
  TriLibrary *library;
  Moment begun;
  Moment first;
  Moment shown;
} Watch;

/* The first lines, and what they say. */
static gboolean
found_cb (TriConcordance *concordance, gpointer data)
{
  Watch *watch = data;
  guint n = MIN (tri_concordance_count (concordance), N_SHOWN);

  if (n == 0 || watch->first.clock > 0)
    return TRUE;
  watch->first = measure_since (watch->begun);
  for (guint i = 0; i < n; i++)
    {
      g_autoptr (TriConcordanceLine) line = tri_concordance_read_line (concordance,
                                                                       watch->library,
                                                                       i,
                                                                       200,
                                                                       NULL);

      g_assert (line);
    }
  watch->shown = measure_since (watch->begun);
  return TRUE;
}

static int
compare_moments (gconstpointer a, gconstpointer b)
{
  double left = ((const Moment *) a)->clock;
  double right = ((const Moment *) b)->clock;

  return left < right ? -1 : left > right;
}

static void
print (const char *what, Moment *moments)
{
  qsort (moments, N_TURNS, sizeof *moments, compare_moments);
  g_print ("  %-22s %7.1f ms (processor %7.1f)\n",
           what,
           moments[N_TURNS / 2].clock,
           moments[N_TURNS / 2].processor);
}

static void
sort_lines (TriConcordance *concordance, TriLibrary *library, Moment *took)
{
  for (guint i = 0; i < N_SORTS; i++)
    {
      Moment begun = get_moment ();
      g_autoptr (GError) error = NULL;
      g_autoptr (GArray) order = NULL;

      order = tri_concordance_sort (concordance, library, sorts[i], NULL, NULL, &error);
      if (!order)
        g_error ("%s", error->message);
      took[i] = measure_since (begun);
    }
}

static void
measure (TriLibrary *library, const char *typed)
{
  Moment first[N_TURNS];
  Moment shown[N_TURNS];
  Moment all[N_TURNS];
  Moment sorted[N_SORTS][N_TURNS];
  guint n = 0;

  for (guint i = 0; i < N_TURNS; i++)
    {
      Watch watch = { library, get_moment () };
      Moment took[N_SORTS];
      g_autoptr (GError) error = NULL;
      g_autoptr (TriSearch) search = tri_search_new (library, typed, NULL, &error);
      g_autoptr (TriConcordance) concordance = NULL;

      concordance = search ? tri_concordance_new (library, search, &error) : NULL;
      if (!concordance
          || !tri_concordance_run (concordance, library, MOST, FALSE, found_cb, &watch, &error))
        g_error ("%s: %s", typed, error->message);
      all[i] = measure_since (watch.begun);
      first[i] = watch.first;
      shown[i] = watch.shown;
      n = tri_concordance_count (concordance);
      sort_lines (concordance, library, took);
      for (guint k = 0; k < N_SORTS; k++)
        sorted[k][i] = took[k];
    }
  g_print ("%s: %u lines\n", typed, n);
  print ("first lines", first);
  print ("with what they say", shown);
  print ("all lines", all);
  for (guint k = 0; k < N_SORTS; k++)
    {
      g_autofree char *what = g_strdup_printf ("then by %s",
                                               tri_concordance_sort_to_nick (sorts[k]));

      print (what, sorted[k]);
    }
}

static gboolean
measure_library (guint copies)
{
  g_autofree char *path = search_library_make (copies);
  g_autoptr (TriLibrary) library = NULL;
  g_autoptr (GError) error = NULL;

  if (!path)
    {
      g_print ("TRIPTYCH_TEST_DATA names no folder with data/bible/trilingual.tsv: left out\n");
      return FALSE;
    }
  library = tri_library_open (path, TRI_LIBRARY_READ_ONLY, &error);
  if (!library)
    g_error ("%s", error->message);
  measure (library, "de");
  measure (library, "prison");
  return TRUE;
}

int
main (void)
{
  const char *copies = g_getenv ("TRIPTYCH_BENCH_COPIES");
  g_auto (GStrv) counts = g_strsplit (copies ? copies : "1,32", ",", -1);

  for (guint i = 0; counts[i]; i++)
    if (!measure_library ((guint) g_ascii_strtoull (counts[i], NULL, 10)))
      break;
  return 0;
}
