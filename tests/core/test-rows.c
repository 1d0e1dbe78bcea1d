/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "library/tri-rows.h"

#include <fcntl.h>
#include <signal.h>
#include <string.h>
#include <sys/resource.h>
#include <unistd.h>

/* The texts of a work, each a string of passages named by a letter; a lower-case letter that
 * follows a comma is a note. Links name passages as text and letter: "0a 1b" ties the first text's
 * a to the second's b. */
typedef struct
{
  const char *name;
  const char *texts[4];
  const char *links[12];
  const char *rows; /* rows by spaces, columns by bars, strands by slashes */
} Case;

static const Case cases[] = {
  { "one-to-one", { "abc", "abc" }, { "0a 1a", "0b 1b", "0c 1c" }, "a|a b|b c|c" },
  { "gaps", { "axb", "ayzb" }, { "0a 1a", "0b 1b" }, "a|a x| |y |z b|b" },
  { "gaps-at-ends", { "xa", "ay" }, { "0a 1a" }, "x| a|a |y" },
  { "n-to-m", { "abcd", "abc" }, { "0a 0b 1a", "0c 1b 1c", "0d" }, "ab|a c|bc d|" },
  { "chained", { "ab", "ab" }, { "0a 1a", "1a 0b", "0b 1b" }, "ab|ab" },
  { "between-goes-along", { "axb", "y" }, { "0a 0b 1y" }, "axb|y" },
  { "crossing", { "ab", "ab" }, { "0a 1b", "0b 1a" }, "|a a|b b|" },
  { "moved-chapter",
    { "abcpqxyz", "abcxyzpq" },
    { "0a 1a", "0b 1b", "0c 1c", "0p 1p", "0q 1q", "0x 1x", "0y 1y", "0z 1z" },
    "a|a b|b c|c p| q| x|x y|y z|z |p |q" },
  { "three-texts",
    { "ab", "ab", "ab" },
    { "0a 1a 2a", "0b 1b", "1b 2b" },
    "a|a|a b|b|b" },
  { "three-texts-one-gap",
    { "abc", "abc", "ac" },
    { "0a 1a 2a", "0b 1b", "0c 1c 2c" },
    "a|a|a b|b| c|c|c" },
  { "two-strands", { "ab", "xy", "ab" }, { "0a 2a", "0b 2b" }, "a|a b|b/x y" },
  { "no-links", { "ab", "cd" }, { NULL }, "a b/c d" },
  { "link-in-one-text", { "ab", "c" }, { "0a 0b" }, "a b/c" },
  { "notes", { "a,mb", "ab,n" }, { "0a 1a", "0b 1b" }, "am|a b|bn" },
  { "notes-of-loose", { "a,m,nb", "b" }, { "0b 1b" }, "amn| b|b" },
  { "far-member",
    { "abcdefghijklmnopqrstuvwxyz", "abc" },
    { "0a 0z 1a", "0b 1b", "0c 1c" },
    "a|a b|b c|c d| e| f| g| h| i| j| k| l| m| n| o| p| q| r| s| t| u| v| w| x| y| z|" },
  { "empty-text", { "a", "" }, { NULL }, "a/" },
};

static void
add_text (TriRows *rows, guint text, const char *passages)
{
  gboolean is_note = FALSE;

  tri_rows_add_text (rows, text + 1);
  for (; *passages; passages++)
    {
      if (*passages != ',')
        tri_rows_add_passage (rows, text * 1000 + (guint) *passages, is_note);
      is_note = *passages == ',';
    }
}

static void
add_link (TriRows *rows, const char *link)
{
  g_auto (GStrv) members = g_strsplit (link, " ", -1);
  gint64 passages[8];
  guint n = 0;

  for (; members[n]; n++)
    passages[n] = (members[n][0] - '0') * 1000 + members[n][1];
  tri_rows_add_link (rows, passages, n);
}

typedef struct
{
  GString *dump;
  const char *at[4];
  gboolean is_first;
} Dump;

static gboolean
dump_row (const guint *counts, guint n_columns, gpointer data)
{
  Dump *dump = data;

  g_string_append (dump->dump, dump->is_first ? "" : " ");
  dump->is_first = FALSE;
  for (guint i = 0; i < n_columns; i++)
    {
      g_string_append (dump->dump, i ? "|" : "");
      for (guint n = counts[i]; n > 0; n--)
        {
          while (*dump->at[i] == ',')
            dump->at[i]++;
          g_string_append_c (dump->dump, *dump->at[i]++);
        }
    }
  return TRUE;
}

static void
test_rows (gconstpointer data)
{
  const Case *given = data;
  g_autoptr (TriRows) rows = tri_rows_new ();
  g_autoptr (GString) dump = g_string_new (NULL);
  guint strands[4], columns[4], n_texts = 0, n_strands;

  for (; given->texts[n_texts] && n_texts < 4; n_texts++)
    add_text (rows, n_texts, given->texts[n_texts]);
  for (guint i = 0; given->links[i]; i++)
    add_link (rows, given->links[i]);
  n_strands = tri_rows_get_strands (rows, strands, columns);
  for (guint strand = 0; strand < n_strands; strand++)
    {
      Dump state = { dump, { NULL }, TRUE };

      g_string_append (dump, strand ? "/" : "");
      for (guint i = 0; i < n_texts; i++)
        if (strands[i] == strand)
          state.at[columns[i]] = given->texts[i];
      g_assert_true (tri_rows_foreach (rows, strand, dump_row, &state));
    }
  g_assert_cmpstr (dump->str, ==, given->rows);
}

static gboolean
check_small (const guint *counts, guint n_columns, gpointer data)
{
  guint *sums = data;

  for (guint i = 0; i < n_columns; i++)
    {
      g_assert_cmpuint (counts[i], <=, 256);
      sums[i] += counts[i];
    }
  return TRUE;
}

/* A file can link everything to everything. */
static void
test_everything_linked (void)
{
  g_autoptr (TriRows) rows = tri_rows_new ();
  guint sums[2] = { 0 };

  for (gint64 text = 0; text < 2; text++)
    {
      tri_rows_add_text (rows, text + 1);
      for (gint64 i = 0; i < 5000; i++)
        tri_rows_add_passage (rows, text * 5000 + i + 1, FALSE);
    }
  for (gint64 i = 1; i < 10000; i++)
    tri_rows_add_link (rows, (gint64[]){ i, i + 1, 5001 }, 3);
  g_assert_true (tri_rows_foreach (rows, 0, check_small, sums));
  g_assert_cmpuint (sums[0], ==, 5000);
  g_assert_cmpuint (sums[1], ==, 5000);
}

/* Whatever the links, every passage stands in one row, in order. */
static void
test_random_links (void)
{
  g_autoptr (GRand) random = g_rand_new_with_seed (7);

  for (guint round = 0; round < 50; round++)
    {
      g_autoptr (TriRows) rows = tri_rows_new ();
      guint sums[3] = { 0 };
      guint strands[3], columns[3];

      for (gint64 text = 0; text < 3; text++)
        {
          tri_rows_add_text (rows, text + 1);
          for (gint64 i = 0; i < 200; i++)
            tri_rows_add_passage (rows, text * 200 + i + 1, g_rand_int_range (random, 0, 9) == 0);
        }
      tri_rows_add_link (rows, (gint64[]){ 1, 201, 401 }, 3);
      for (guint i = 0; i < 300; i++)
        {
          gint64 at = g_rand_int_range (random, 1, 190);
          gint64 members[3];

          for (guint m = 0; m < 3; m++)
            members[m] = g_rand_int_range (random,
                                           0,
                                           3)
                             * 200
                         + at + g_rand_int_range (random, 0, 9);
          tri_rows_add_link (rows, members, 3);
        }
      g_assert_cmpuint (tri_rows_get_strands (rows, strands, columns), ==, 1);
      g_assert_true (tri_rows_foreach (rows, 0, check_small, sums));
      for (guint i = 0; i < 3; i++)
        g_assert_cmpuint (sums[i], ==, 200);
    }
}

static gboolean
check_abreast (const guint *counts, guint n_columns, gpointer data)
{
  guint *n_rows = data;

  for (guint i = 0; i < n_columns; i++)
    g_assert_cmpuint (counts[i], ==, 1);
  ++*n_rows;
  return TRUE;
}

static TriRows *
new_abreast (guint n_texts, gint64 n_passages)
{
  TriRows *rows = tri_rows_new ();

  for (gint64 text = 0; text < n_texts; text++)
    {
      tri_rows_add_text (rows, text + 1);
      for (gint64 i = 0; i < n_passages; i++)
        tri_rows_add_passage (rows, text * n_passages + i + 1, FALSE);
    }
  return rows;
}

/* Links may come in any order, each far from the one before: more than is in memory at a time. */
static void
test_links_in_disorder (void)
{
  const gint64 n = 60000;
  g_autoptr (TriRows) rows = new_abreast (3, n);
  guint n_rows = 0;

  for (gint64 i = 0; i < n; i++)
    {
      gint64 at = i * 7919 % n + 1;

      tri_rows_add_link (rows, (gint64[]){ at, n + at, 2 * n + at }, 3);
    }
  g_assert_true (tri_rows_foreach (rows, 0, check_abreast, &n_rows));
  g_assert_true (tri_rows_check (rows, NULL));
  g_assert_cmpuint (n_rows, ==, n);
}

/* What finds no room on the disk stays in memory. */
static void
test_full_disk (void)
{
  struct rlimit before;
  struct rlimit none;

  g_assert_cmpint (getrlimit (RLIMIT_FSIZE, &before), ==, 0);
  none = (struct rlimit){ 0, before.rlim_max };
  signal (SIGXFSZ, SIG_IGN);
  g_assert_cmpint (setrlimit (RLIMIT_FSIZE, &none), ==, 0);
  test_links_in_disorder ();
  g_assert_cmpint (setrlimit (RLIMIT_FSIZE, &before), ==, 0);
  signal (SIGXFSZ, SIG_DFL);
}

/* Nothing can be read any more from the temporary files that are open. */
static guint
spoil_temporary_files (void)
{
  g_autoptr (GDir) dir = g_dir_open ("/proc/self/fd", 0, NULL);
  int nowhere = open ("/dev/null", O_WRONLY);
  const char *name;
  guint n = 0;

  while (dir && (name = g_dir_read_name (dir)))
    {
      g_autofree char *path = g_build_filename ("/proc/self/fd", name, NULL);
      g_autofree char *target = g_file_read_link (path, NULL);

      if (!target || !strstr (target, "/triptych-") || !g_str_has_suffix (target, " (deleted)"))
        continue;
      g_assert_cmpint (dup2 (nowhere, (int) g_ascii_strtoll (name, NULL, 10)), >=, 0);
      n++;
    }
  close (nowhere);
  return n;
}

/* The disk fails: the rows come to their end, but nobody takes them for right. */
static void
test_lost_file (void)
{
  const gint64 n = 60000;
  g_autoptr (TriRows) rows = new_abreast (3, n);
  g_autoptr (GError) error = NULL;
  guint sums[3] = { 0 };

  for (gint64 i = 1; i <= n; i++)
    tri_rows_add_link (rows, (gint64[]){ i, n + i, 2 * n + i }, 3);
  g_assert_true (tri_rows_check (rows, &error));
  g_assert_no_error (error);
  if (spoil_temporary_files () == 0)
    {
      g_test_skip ("/proc does not show the temporary file");
      return;
    }
  g_assert_true (tri_rows_foreach (rows, 0, check_small, sums));
  for (guint i = 0; i < 3; i++)
    g_assert_cmpuint (sums[i], ==, n);
  g_assert_false (tri_rows_check (rows, &error));
  g_assert_nonnull (error);
  g_assert_true (g_pattern_match_simple ("A temporary file cannot be used: *. Try again; *",
                                         error->message));
}

static long
get_peak_kb (void)
{
  struct rusage usage;

  g_assert_cmpint (getrusage (RUSAGE_SELF, &usage), ==, 0);
  return usage.ru_maxrss;
}

static void
test_memory (void)
{
  const gint64 n = 1000000;
  long before = get_peak_kb ();
  g_autoptr (TriRows) rows = new_abreast (2, n);
  guint n_rows = 0;

  for (gint64 i = 1; i <= n; i++)
    tri_rows_add_link (rows, (gint64[]){ i, n + i }, 2);
  g_assert_true (tri_rows_foreach (rows, 0, check_abreast, &n_rows));
  g_assert_cmpuint (n_rows, ==, n);
  g_assert_cmpint (get_peak_kb () - before, <, 4096);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *name = g_strconcat ("/rows/foreach/", cases[i].name, NULL);

      g_test_add_data_func (name, &cases[i], test_rows);
    }
  g_test_add_func ("/rows/foreach/everything-linked", test_everything_linked);
  g_test_add_func ("/rows/foreach/random-links", test_random_links);
  g_test_add_func ("/rows/foreach/links-in-disorder", test_links_in_disorder);
  g_test_add_func ("/rows/foreach/memory", test_memory);
  g_test_add_func ("/rows/foreach/full-disk", test_full_disk);
  g_test_add_func ("/rows/foreach/lost-file", test_lost_file);

  return g_test_run ();
}
