/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "library/tri-tokenizer.h"

#include <gio/gio.h>
#include <glib/gstdio.h>
#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

/* An import of a file (parse, store, search index) against its floor: PARSE, a command that does no
 * more than read the same bytes (xmllint --stream --noout), and a bare SQLite loop that inserts the
 * same rows and fills the same FTS5 definition. Processor time, and the wall clock beside it. The
 * rows of the loop are read into memory before its clock starts. What else the machine does weighs
 * on all three: they take turns, and the medians count.
 *
 *   bench-import TRIPTYCH-CLI LABEL FILE LARGER PARSE
 *
 * LARGER ("-" for none) is imported once, for the memory that it takes beyond that of a library
 * that is opened and nothing more. */

#define ROUNDS 5

typedef struct
{
  double cpu;
  double wall;
  long kb;
} Cost;

static double
to_s (struct timeval time)
{
  return (double) time.tv_sec + (double) time.tv_usec / 1e6;
}

static double
get_cpu (const struct rusage *usage)
{
  return to_s (usage->ru_utime) + to_s (usage->ru_stime);
}

static Cost
spawn (const char *const *argv)
{
  gint64 start = g_get_monotonic_time ();
  struct rusage usage;
  int status = 0;
  pid_t child;
  Cost cost;

  fflush (stdout);
  child = fork ();
  if (child == 0)
    {
      /* They make GLib find errors and take its time. */
      unsetenv ("G_DEBUG");
      unsetenv ("G_SLICE");
      if (!freopen ("/dev/null", "w", stdout))
        _exit (127);
      execvp (argv[0], (char *const *) argv);
      _exit (127);
    }
  if (wait4 (child, &status, 0, &usage) < 0 || status != 0)
    g_error ("%s failed with status %d", argv[0], status);
  cost.cpu = get_cpu (&usage);
  cost.wall = (double) (g_get_monotonic_time () - start) / 1e6;
  cost.kb = usage.ru_maxrss;
  return cost;
}

typedef struct
{
  char *name;
  int n_columns;
  GPtrArray *values; /* sqlite3_value, row by row */
} Table;

static void
check (sqlite3 *db, int result)
{
  if (result != SQLITE_OK && result != SQLITE_DONE && result != SQLITE_ROW)
    g_error ("%s", sqlite3_errmsg (db));
}

static sqlite3_stmt *
prepare (sqlite3 *db, const char *sql)
{
  sqlite3_stmt *statement = NULL;

  check (db, sqlite3_prepare_v2 (db, sql, -1, &statement, NULL));
  return statement;
}

static Table *
read_table (sqlite3 *db, const char *name)
{
  g_autofree char *sql = g_strdup_printf ("SELECT * FROM %s", name);
  sqlite3_stmt *statement = prepare (db, sql);
  Table *table = g_new0 (Table, 1);

  table->name = g_strdup (name);
  table->n_columns = sqlite3_column_count (statement);
  table->values = g_ptr_array_new ();
  while (sqlite3_step (statement) == SQLITE_ROW)
    for (int i = 0; i < table->n_columns; i++)
      g_ptr_array_add (table->values, sqlite3_value_dup (sqlite3_column_value (statement, i)));
  sqlite3_finalize (statement);
  return table;
}

/* The same schema; the definition of the index comes from the library itself. */
static void
copy_schema (sqlite3 *from, sqlite3 *to)
{
  sqlite3_stmt *statement = prepare (from,
                                     "SELECT sql FROM sqlite_schema WHERE sql IS NOT NULL"
                                     " AND name NOT LIKE 'sqlite_%'"
                                     " AND name NOT IN (SELECT name FROM pragma_table_list"
                                     "                  WHERE type = 'shadow')");

  while (sqlite3_step (statement) == SQLITE_ROW)
    check (to,
           sqlite3_exec (to, (const char *) sqlite3_column_text (statement, 0), NULL, NULL, NULL));
  sqlite3_finalize (statement);
}

static GPtrArray *
read_tables (sqlite3 *db)
{
  GPtrArray *tables = g_ptr_array_new ();
  sqlite3_stmt *statement = prepare (db,
                                     "SELECT name FROM pragma_table_list WHERE type = 'table'"
                                     " AND schema = 'main' AND name NOT LIKE 'sqlite_%'");

  while (sqlite3_step (statement) == SQLITE_ROW)
    g_ptr_array_add (tables, read_table (db, (const char *) sqlite3_column_text (statement, 0)));
  sqlite3_finalize (statement);
  return tables;
}

static int
find_column (sqlite3 *db, const char *table, const char *column)
{
  g_autofree char *sql = g_strdup_printf ("SELECT * FROM %s", table);
  sqlite3_stmt *statement = prepare (db, sql);
  int found = -1;

  for (int i = 0; i < sqlite3_column_count (statement); i++)
    if (g_str_equal (sqlite3_column_name (statement, i), column))
      found = i;
  sqlite3_finalize (statement);
  return found;
}

static char *
make_insert (const Table *table)
{
  GString *sql = g_string_new (NULL);

  g_string_printf (sql, "INSERT INTO %s VALUES (?", table->name);
  for (int i = 1; i < table->n_columns; i++)
    g_string_append (sql, ", ?");
  g_string_append_c (sql, ')');
  return g_string_free (sql, FALSE);
}

#define BATCH 2000

static void
insert_table (sqlite3 *db, const Table *table)
{
  g_autofree char *sql = make_insert (table);
  sqlite3_stmt *insert = prepare (db, sql);
  gboolean is_passages = g_str_equal (table->name, "passages");
  sqlite3_stmt *index = prepare (db, "INSERT INTO passages_fts (rowid, content) VALUES (?, ?)");
  int content = find_column (db, "passages", "content");

  check (db, sqlite3_exec (db, "BEGIN", NULL, NULL, NULL));
  for (guint row = 0; row * (guint) table->n_columns < table->values->len; row++)
    {
      gpointer *values = table->values->pdata + row * (guint) table->n_columns;

      for (int i = 0; i < table->n_columns; i++)
        sqlite3_bind_value (insert, i + 1, values[i]);
      check (db, sqlite3_step (insert));
      sqlite3_reset (insert);
      if (is_passages)
        {
          sqlite3_bind_value (index, 1, values[0]);
          sqlite3_bind_value (index, 2, values[content]);
          check (db, sqlite3_step (index));
          sqlite3_reset (index);
        }
      if (row % BATCH == BATCH - 1)
        check (db, sqlite3_exec (db, "COMMIT; BEGIN", NULL, NULL, NULL));
    }
  check (db, sqlite3_exec (db, "COMMIT", NULL, NULL, NULL));
  sqlite3_finalize (insert);
  sqlite3_finalize (index);
}

static Cost
insert_again (const char *library, const char *copy)
{
  sqlite3 *from = NULL;
  sqlite3 *to = NULL;
  GPtrArray *tables = NULL;
  struct rusage before;
  struct rusage after;
  gint64 start = 0;
  Cost cost = { 0, 0, 0 };

  check (from, sqlite3_open (library, &from));
  check (to, sqlite3_open (copy, &to));
  check (to,
         sqlite3_exec (to,
                       "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL",
                       NULL,
                       NULL,
                       NULL));
  copy_schema (from, to);
  tables = read_tables (from);

  start = g_get_monotonic_time ();
  getrusage (RUSAGE_SELF, &before);
  for (guint i = 0; i < tables->len; i++)
    insert_table (to, g_ptr_array_index (tables, i));
  getrusage (RUSAGE_SELF, &after);
  cost.wall = (double) (g_get_monotonic_time () - start) / 1e6;
  cost.cpu = get_cpu (&after) - get_cpu (&before);
  sqlite3_close (from);
  sqlite3_close (to);
  return cost;
}

/* In a process of its own: what a child uses at its peak begins with what its parent had, so this
 * one stays small. */
static Cost
insert_apart (const char *library, const char *copy)
{
  int ends[2];
  int status = 0;
  pid_t child;
  Cost cost = { 0, 0, 0 };

  if (pipe (ends) != 0 || (child = fork ()) < 0)
    g_error ("no process for the loop");
  if (child == 0)
    {
      cost = insert_again (library, copy);
      _exit (write (ends[1], &cost, sizeof cost) == sizeof cost ? 0 : 1);
    }
  close (ends[1]);
  if (read (ends[0], &cost, sizeof cost) != sizeof cost
      || waitpid (child, &status, 0) < 0
      || status != 0)
    g_error ("the loop failed with status %d", status);
  close (ends[0]);
  return cost;
}

static void
remove_library (const char *path)
{
  static const char *const endings[] = { "", "-wal", "-shm" };

  for (guint i = 0; i < G_N_ELEMENTS (endings); i++)
    {
      g_autofree char *file = g_strconcat (path, endings[i], NULL);

      g_unlink (file);
    }
}

typedef struct
{
  Cost parse[ROUNDS];
  Cost store[ROUNDS];
  Cost import[ROUNDS];
} Costs;

static void
measure (Costs *costs, const char *dir, const char *cli, const char *file, const char *command)
{
  g_autofree char *library = g_build_filename (dir, "library.db", NULL);
  g_autofree char *copy = g_build_filename (dir, "copy.db", NULL);
  const char *const parse[] = { "sh", "-c", command, NULL };
  const char *const import[] = {
    cli, "--library", library, "import", "--no-link", "--no-align", file, NULL
  };

  for (int i = 0; i < ROUNDS; i++)
    {
      costs->parse[i] = spawn (parse);
      costs->import[i] = spawn (import);
      costs->store[i] = insert_apart (library, copy);
      remove_library (library);
      remove_library (copy);
    }
  g_rmdir (dir);
}

static int
compare_numbers (gconstpointer a, gconstpointer b)
{
  const double *left = a, *right = b;

  return *left < *right ? -1 : *left > *right;
}

static double
get_median (double *numbers)
{
  qsort (numbers, ROUNDS, sizeof *numbers, compare_numbers);
  return numbers[ROUNDS / 2];
}

/* Of each figure by itself. */
static Cost
get_medians (const Cost *costs)
{
  double cpu[ROUNDS], wall[ROUNDS], kb[ROUNDS];

  for (int i = 0; i < ROUNDS; i++)
    {
      cpu[i] = costs[i].cpu;
      wall[i] = costs[i].wall;
      kb[i] = (double) costs[i].kb;
    }
  return (Cost){ get_median (cpu), get_median (wall), (long) get_median (kb) };
}

/* The peak of one import, in MB, and what there is of it when nothing is imported. */
static double
measure_peak (const char *cli, const char *file, double *idle)
{
  g_autofree char *dir = g_dir_make_tmp ("triptych-bench-XXXXXX", NULL);
  g_autofree char *library = g_build_filename (dir, "library.db", NULL);
  const char *const works[] = { cli, "--library", library, "works", NULL };
  const char *const import[] = {
    cli, "--library", library, "import", "--no-link", "--no-align", file, NULL
  };
  Cost cost = spawn (import);

  *idle = (double) spawn (works).kb / 1024;
  remove_library (library);
  g_rmdir (dir);
  return (double) cost.kb / 1024;
}

int
main (int argc, char **argv)
{
  g_autofree char *dir = g_dir_make_tmp ("triptych-bench-XXXXXX", NULL);
  Costs costs;
  GStatBuf info;
  Cost parse, import, store;

  if (argc < 6 || g_stat (argv[3], &info) != 0)
    return 2;
  tri_tokenizer_install ();
  measure (&costs, dir, argv[1], argv[3], argv[5]);
  parse = get_medians (costs.parse);
  import = get_medians (costs.import);
  store = get_medians (costs.store);

  printf ("%-6s import of %5.1f MB    CPU s    wall s   (medians of %d rounds)\n",
          argv[2],
          (double) info.st_size / 1e6,
          ROUNDS);
  printf ("only parsed              %8.2f %9.2f\n", parse.cpu, parse.wall);
  printf ("bare SQLite loop         %8.2f %9.2f\n", store.cpu, store.wall);
  printf ("triptych-cli import      %8.2f %9.2f   peak %.1f MB\n",
          import.cpu,
          import.wall,
          (double) import.kb / 1024);
  printf ("import / floor           %8.2f %9.2f\n",
          import.cpu / (parse.cpu + store.cpu),
          import.wall / (parse.wall + store.wall));
  if (g_stat (argv[4], &info) == 0)
    {
      double idle = 0;
      double peak = measure_peak (argv[1], argv[4], &idle);

      printf ("the same of %.1f MB                             peak %.1f MB, %.1f above idle\n",
              (double) info.st_size / 1e6,
              peak,
              peak - idle);
    }
  return 0;
}
