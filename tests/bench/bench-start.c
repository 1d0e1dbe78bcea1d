/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <gio/gio.h>
#include <glib/gstdio.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

/* Processor time (user and system, all threads) from the start of the process to the end of the
 * frame in which the
 * first screenful of passages is painted, against an empty window with a header bar. The programs
 * take turns, so that what else the machine does falls on all of them; medians.
 *
 *   bench-start TRIPTYCH EMPTY-WINDOW [LIBRARY…] */

#define N_TURNS 15

typedef struct
{
  char *name;
  char *argv[6];
  gboolean fresh; /* in a home of its own each time: the very first start */
  double ms[N_TURNS];
  long kb;
} Program;

static double
to_ms (struct timeval time)
{
  return (double) time.tv_sec * 1000 + (double) time.tv_usec / 1000;
}

static void
exec_in_home (Program *program, const char *home)
{
  g_autofree char *data = g_build_filename (home, "data", NULL);

  g_setenv ("HOME", home, TRUE);
  g_setenv ("XDG_DATA_HOME", data, TRUE);
  execv (program->argv[0], program->argv);
  _exit (127);
}

static double
run (Program *program, const char *home)
{
  g_autofree char *fresh = NULL;
  struct rusage usage;
  int status = 0;
  pid_t child = 0;

  if (program->fresh)
    home = fresh = g_dir_make_tmp ("triptych-bench-XXXXXX", NULL);
  child = fork ();
  if (child == 0)
    exec_in_home (program, home);
  if (wait4 (child, &status, 0, &usage) < 0 || !WIFEXITED (status) || WEXITSTATUS (status) != 0)
    g_error ("%s failed with status %d", program->argv[0], status);
  program->kb = MAX (program->kb, usage.ru_maxrss);
  if (fresh)
    {
      g_autofree char *remove = g_strdup_printf ("rm -rf '%s'", fresh);

      if (system (remove) != 0)
        g_warning ("%s stays", fresh);
    }
  return to_ms (usage.ru_utime) + to_ms (usage.ru_stime);
}

static int
compare_doubles (const void *a, const void *b)
{
  double x = *(const double *) a;
  double y = *(const double *) b;

  return (x > y) - (x < y);
}

static double
get_median (Program *program)
{
  qsort (program->ms, N_TURNS, sizeof (double), compare_doubles);
  return program->ms[N_TURNS / 2];
}

static void
add (GArray *programs, const char *name, const char *path, gboolean fresh, const char *library)
{
  Program program = { g_strdup (name), { g_strdup (path) }, fresh, { 0 }, 0 };

  program.argv[1] = g_strdup (library
                                      || fresh
                                      || strstr (name, "bundled")
                                  ? "--exit-after-startup"
                                  : NULL);
  if (library)
    {
      program.argv[2] = g_strdup ("--library");
      program.argv[3] = g_strdup (library);
    }
  g_array_append_val (programs, program);
}

static void
print_table (GArray *programs)
{
  double empty = 0;
  double bundled = 0;

  printf ("%-34s %9s %9s %9s %9s\n",
          "first complete frame",
          "CPU ms",
          "/ empty",
          "/ bundled",
          "peak MB");
  for (guint i = 0; i < programs->len; i++)
    {
      Program *program = &g_array_index (programs, Program, i);
      double ms = get_median (program);

      if (i == 0)
        empty = ms;
      if (i == 1)
        bundled = ms;
      printf ("%-34s %9.1f %9.2f", program->name, ms, ms / empty);
      if (i > 0)
        printf (" %9.2f", ms / bundled);
      else
        printf (" %9s", "");
      printf (" %9.1f\n", (double) program->kb / 1024);
    }
}

int
main (int argc, char **argv)
{
  g_autoptr (GArray) programs = g_array_new (FALSE, FALSE, sizeof (Program));
  g_autofree char *home = g_dir_make_tmp ("triptych-bench-XXXXXX", NULL);

  if (argc < 3)
    return 2;
  add (programs, "empty AdwApplicationWindow", argv[2], FALSE, NULL);
  add (programs, "triptych, bundled work", argv[1], FALSE, NULL);
  add (programs, "triptych, very first start", argv[1], TRUE, NULL);
  for (int i = 3; i < argc; i++)
    if (g_file_test (argv[i], G_FILE_TEST_EXISTS))
      {
        g_autofree char *base = g_path_get_basename (argv[i]);
        g_autofree char *name = g_strdup_printf ("triptych, %s", base);

        add (programs, name, argv[1], FALSE, argv[i]);
      }

  for (guint i = 0; i < programs->len; i++)
    run (&g_array_index (programs, Program, i), home); /* warms the caches, makes the library */
  for (guint turn = 0; turn < N_TURNS; turn++)
    for (guint i = 0; i < programs->len; i++)
      {
        Program *program = &g_array_index (programs, Program, i);

        program->ms[turn] = run (program, home);
      }
  print_table (programs);
  return 0;
}
