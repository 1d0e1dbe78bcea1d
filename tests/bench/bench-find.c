/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "library/tri-library-find.h"
#include "library/tri-library-private.h"
#include "library/tri-library-works.h"
#include "search-library.h"

#include <stdlib.h>
#include <time.h>

/* Finding in a work of three Bibles (93,000 passages): how long until the first hits are there, and
 * all of them; in the same run grep over the same text as plain files, which counts lines. */

#define N_TURNS 5

static const struct
{
  const char *what;
  const char *typed;
  TriFindFlags flags;
  const char *grep; /* options and pattern */
} questions[] = {
  { "rare word", "Nebuzaradan", TRI_FIND_FOLD, "-i Nebuzaradan" },
  { "rare, as typed", "Nebuzaradan", 0, "Nebuzaradan" },
  { "word", "prison", TRI_FIND_FOLD, "-i prison" },
  { "frequent letters", "de", TRI_FIND_FOLD, "-i de" },
  { "whole word", "de", TRI_FIND_FOLD | TRI_FIND_WORDS, "-i -w de" },
  { "rare whole word", "Ur", TRI_FIND_FOLD | TRI_FIND_WORDS, "-i -w Ur" },
  { "expression", "prison(s|ers?)?", TRI_FIND_FOLD | TRI_FIND_REGEX, "-i -E 'prison(s|ers?)?'" },
  { "expression, any word",
    "[a-z]+ing[.;]",
    TRI_FIND_FOLD | TRI_FIND_REGEX,
    "-i -E '[a-z]+ing[.;]'" },
  { "nothing", "triptychon", TRI_FIND_FOLD, "-i triptychon" },
};

typedef struct
{
  gint64 begun;
  gint64 first;
  guint n;
} Watch;

static gboolean
found_cb (const TriFindStep *step, gpointer data)
{
  Watch *watch = data;

  if (watch->first == 0 && step->n_hits > 0)
    watch->first = g_get_monotonic_time () - watch->begun;
  watch->n += step->n_hits;
  return TRUE;
}

static double
get_processor_time (void)
{
  struct timespec now;

  clock_gettime (CLOCK_PROCESS_CPUTIME_ID, &now);
  return (double) now.tv_sec * 1000 + (double) now.tv_nsec / 1e6;
}

static int
compare_doubles (gconstpointer a, gconstpointer b)
{
  double left = *(const double *) a;
  double right = *(const double *) b;

  return left < right ? -1 : left > right;
}

static double
find_middle (double *times)
{
  qsort (times, N_TURNS, sizeof *times, compare_doubles);
  return times[N_TURNS / 2];
}

static double
measure_grep (const char *path, const char *asked)
{
  g_autofree char *command = g_strdup_printf ("grep -c %s '%s.en.txt' '%s.fr.txt' '%s.nl.txt'",
                                              asked,
                                              path,
                                              path,
                                              path);
  g_autofree char *output = NULL;
  gint64 begun = g_get_monotonic_time ();

  g_spawn_command_line_sync (command, &output, NULL, NULL, NULL);
  return (double) (g_get_monotonic_time () - begun) / 1000;
}

/* By turns, so that both have the machine as it is. */
static void
measure (TriLibrary *library, const char *path, guint question, const TriFindPlan *work)
{
  double first[N_TURNS];
  double all[N_TURNS];
  double worked[N_TURNS];
  double grep[N_TURNS];
  guint n = 0;

  for (guint i = 0; i < N_TURNS; i++)
    {
      double before = get_processor_time ();
      g_autoptr (GError) error = NULL;
      g_autoptr (TriFind) find = tri_find_new (questions[question].typed,
                                               questions[question].flags,
                                               &error);
      TriFindPlan plan = *work;
      Watch watch = { g_get_monotonic_time () };

      plan.find = find;
      if (!find || !tri_library_find (library, &plan, found_cb, &watch, &error))
        g_error ("%s: %s", questions[question].typed, error->message);
      all[i] = (double) (g_get_monotonic_time () - watch.begun) / 1000;
      worked[i] = get_processor_time () - before;
      first[i] = watch.n > 0 ? (double) watch.first / 1000 : all[i];
      grep[i] = measure_grep (path, questions[question].grep);
      n = watch.n;
    }
  find_middle (grep);
  g_print ("%-22s first %6.1f ms, all %6.1f ms (processor %6.1f), %6u hits;"
           " grep %6.1f ms: %.1f of it\n",
           questions[question].what,
           find_middle (first),
           find_middle (all),
           find_middle (worked),
           n,
           grep[N_TURNS / 2],
           all[N_TURNS / 2] / grep[N_TURNS / 2]);
}

int
main (void)
{
  g_autofree char *path = search_library_make (1);
  g_autoptr (TriLibrary) library = NULL;
  g_autoptr (GPtrArray) works = NULL;
  g_autoptr (GArray) texts = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr (GError) error = NULL;
  TriFindPlan plan = { .texts = texts };
  TriWork *work = NULL;

  if (!path)
    {
      g_print ("TRIPTYCH_TEST_DATA names no folder with data/bible/trilingual.tsv: left out\n");
      return 0;
    }
  library = tri_library_open (path, TRI_LIBRARY_READ_ONLY, &error);
  works = library ? tri_library_list_works (library, &error) : NULL;
  if (!works)
    g_error ("%s", error->message);
  work = works->pdata[0];
  plan.work = work->id;
  for (guint i = 0; i < work->texts->len; i++)
    g_array_append_val (texts, ((TriText *) work->texts->pdata[i])->id);
  for (guint i = 0; i < G_N_ELEMENTS (questions); i++)
    measure (library, path, i, &plan);
  return 0;
}
