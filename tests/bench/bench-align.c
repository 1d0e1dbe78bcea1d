/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "align-corpus.h"
#include "align-generate.h"
#include "align-more.h"
#include "align-three.h"

#include <glib/gstdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

/* How right, how sure and how fast the aligner is: bench-align TRIPTYCH-CLI.
 *
 * TRIPTYCH_TEST_DATA         where the texts are that were aligned by hand; without them only the
 *                            texts that are generated are measured
 * TRIPTYCH_BENCH_ALIGN_PAIRS how many sentence pairs to generate (1,000,000; 0: none)
 */

static const char *const documents[] = {
  "transread.Candide",
  "transread.Emma",
  "transread.LesTravailleursDeLaMer",
  "transread.TheLastOfTheMohicans",
  "transread.VoyageAuCentreDeLaTerre",
  "alibi.ChatBotte_MasterCat",
  "alibi.LAuberge_TheInn",
};

/* Links said to be at least so sure. */
static const double bins[] = { .99, .95, .9, .8, .6, 0 };

typedef struct
{
  guint n[G_N_ELEMENTS (bins)];
  guint n_right[G_N_ELEMENTS (bins)];
  double said[G_N_ELEMENTS (bins)];
} Calibration;

static Calibration calibration;
static double cpu_spent;
static guint n_made;

static double
to_s (struct timeval time)
{
  return (double) time.tv_sec + (double) time.tv_usec / 1e6;
}

static double
get_cpu (int who)
{
  struct rusage usage;

  getrusage (who, &usage);
  return to_s (usage.ru_utime) + to_s (usage.ru_stime);
}

/* The links of a document, with the processor time they took added up. */
static GArray *
align (const AlignDoc *doc, gboolean no_seed)
{
  TriAlignText texts[2] = { 0 };
  TriAlignOptions options = { .no_seed = no_seed };
  g_autoptr (GError) error = NULL;
  GArray *links = NULL;
  double began = get_cpu (RUSAGE_SELF);

  for (guint side = 0; side < 2; side++)
    {
      texts[side].lang = doc->lang[side];
      texts[side].units = (const char *const *) doc->units[side]->pdata;
      texts[side].n_units = doc->units[side]->len;
    }
  links = tri_align_pair (&texts[0], &texts[1], &options, &error);
  g_assert_no_error (error);
  cpu_spent += get_cpu (RUSAGE_SELF) - began;
  n_made += links->len;
  return links;
}

static void
calibrate (const AlignDoc *doc, const GArray *links)
{
  g_autoptr (GHashTable) gold = align_doc_hash_gold (doc);

  for (guint i = 0; i < links->len; i++)
    {
      const TriAlignLink *link = &g_array_index (links, TriAlignLink, i);
      g_autofree char *text = align_link_format (link);
      guint bin = 0;

      if (!link->count[0] || !link->count[1])
        continue;
      while (link->confidence < bins[bin])
        bin++;
      calibration.n[bin]++;
      calibration.n_right[bin] += (guint) g_hash_table_contains (gold, text);
      calibration.said[bin] += link->confidence;
    }
}

static gboolean
is_in_corpus (const char *document, const char *corpus)
{
  return g_str_has_prefix (document, corpus) && document[strlen (corpus)] == '.';
}

static void
measure_corpus (const char *folder, const char *corpus)
{
  AlignScore sum = { 0 };
  AlignScore bare = { 0 };

  for (guint i = 0; i < G_N_ELEMENTS (documents); i++)
    if (is_in_corpus (documents[i], corpus))
      {
        g_autoptr (AlignDoc) doc = align_doc_load (folder, documents[i]);
        g_autoptr (GArray) links = align (doc, FALSE);
        g_autoptr (GArray) learned = align (doc, TRUE);
        AlignScore score = { 0 };

        align_score_add (&score, doc, links);
        align_score_add (&sum, doc, links);
        align_score_add (&bare, doc, learned);
        calibrate (doc, links);
        align_score_print (documents[i], &score);
      }
  align_score_print (corpus, &sum);
  align_score_print ("  the same without seeds", &bare);
}

static void
measure_pieces (const char *folder)
{
  AlignScore score = { 0 };

  for (guint i = 0; i < G_N_ELEMENTS (documents); i++)
    if (is_in_corpus (documents[i], "transread"))
      {
        g_autoptr (AlignDoc) doc = align_doc_load (folder, documents[i]);
        g_autoptr (GPtrArray) pieces = align_doc_split (doc, 20);

        for (guint n = 0; n < pieces->len; n++)
          {
            const AlignDoc *piece = g_ptr_array_index (pieces, n);
            g_autoptr (GArray) links = align (piece, FALSE);

            align_score_add (&score, piece, links);
          }
      }
  align_score_print ("transread in pieces of 20 links", &score);
}

/* 1: the first 40 % of one text and the last 40 % of the other are missing; 2: a quarter in the
 * middle of one; 3: licences stand before one and behind the other; 4: one has its first 30 %. */
static AlignDoc *
damage (const AlignDoc *doc, guint kind)
{
  guint n_a = doc->units[0]->len;
  guint n_b = doc->units[1]->len;
  g_autoptr (AlignDoc) half = NULL;

  if (kind == 2)
    return align_doc_cut (doc, 1, n_b * 3 / 8, n_b / 4);
  if (kind == 4)
    return align_doc_cut (doc, 1, n_b * 3 / 10, n_b - n_b * 3 / 10);
  if (kind == 3)
    {
      half = align_doc_pad (doc, 0, 100, TRUE);
      return align_doc_pad (half, 1, 170, FALSE);
    }
  half = align_doc_cut (doc, 0, 0, n_a * 4 / 10);
  return align_doc_cut (half, 1, n_b - n_b * 4 / 10, n_b * 4 / 10);
}

static void
add_damaged (const char *folder, const char *name, guint kind, AlignScore *score)
{
  g_autoptr (AlignDoc) doc = align_doc_load (folder, name);
  g_autoptr (AlignDoc) damaged = damage (doc, kind);
  g_autoptr (GArray) links = align (damaged, FALSE);

  align_score_add (score, damaged, links);
}

static void
measure_damaged (const char *folder, const char *trilingual)
{
  for (guint kind = 1; kind <= 4; kind++)
    {
      AlignScore score = { 0 };
      g_autofree char *name = g_strdup_printf ("damaged, r%u", kind);

      add_damaged (folder, "transread.Candide", kind, &score);
      add_damaged (folder, "transread.LesTravailleursDeLaMer", kind, &score);
      add_damaged (folder, "transread.TheLastOfTheMohicans", kind, &score);
      add_damaged (folder, "transread.VoyageAuCentreDeLaTerre", kind, &score);
      add_damaged (trilingual, "v.Matt.en-nl", kind, &score);
      add_damaged (trilingual, "v.Matt.fr-nl", kind, &score);
      align_score_print (name, &score);
    }
}

static void
print_calibration (void)
{
  g_print ("\nHow sure, of transread and alibi:\n");
  for (guint i = 0; i < G_N_ELEMENTS (bins); i++)
    if (calibration.n[i])
      g_print ("  said %.2f or more: %5u links, said %.3f on average, %.3f right\n",
               bins[i],
               calibration.n[i],
               calibration.said[i] / calibration.n[i],
               (double) calibration.n_right[i] / calibration.n[i]);
}

typedef struct
{
  double cpu;
  double wall;
  long kb;
  gboolean done;
} Cost;

/* Runs a program with its output in a file. */
static Cost
spawn (const char *const *argv, const char *output)
{
  gint64 start = g_get_monotonic_time ();
  struct rusage usage;
  int status = 0;
  pid_t child = fork ();
  Cost cost = { 0 };

  if (child == 0)
    {
      if (!freopen (output, "w", stdout) || !freopen ("/dev/null", "w", stderr))
        _exit (127);
      execvp (argv[0], (char *const *) argv);
      _exit (127);
    }
  if (wait4 (child, &status, 0, &usage) < 0)
    g_error ("%s could not be waited for", argv[0]);
  cost.cpu = to_s (usage.ru_utime) + to_s (usage.ru_stime);
  cost.wall = (double) (g_get_monotonic_time () - start) / 1e6;
  cost.kb = usage.ru_maxrss;
  cost.done = status == 0;
  return cost;
}

static void
print_cost (const char *name, const Cost *cost)
{
  if (cost->done)
    g_print ("  %-34s %.2f s, processor %.2f s, %ld MB\n",
             name,
             cost->wall,
             cost->cpu,
             cost->kb / 1024);
  else
    g_print ("  %-34s failed\n", name);
}

static void
measure_novel (const char *cli, const char *data)
{
  g_autofree char *novel = g_build_filename (data, "parallel", "novels", "80days", NULL);
  g_autofree char *en = g_build_filename (novel, "80days.en.clean.txt", NULL);
  g_autofree char *fr = g_build_filename (novel, "80days.fr.clean.txt", NULL);
  g_autofree char *nl = g_build_filename (novel, "80days.nl.clean.txt", NULL);
  const char *const argv[] = { cli, "align", en, fr, nl, "--unit", "sentence", NULL };
  Cost cost;

  if (!g_file_test (en, G_FILE_TEST_EXISTS))
    {
      g_print ("  (no novel in %s)\n", novel);
      return;
    }
  cost = spawn (argv, "/dev/null");
  print_cost ("80 days, three texts, sentences", &cost);
}

/* How many of the lines of @output are in @gold. */
static void
score_output (AlignScore *score, const char *gold_path, const char *output)
{
  g_autoptr (GPtrArray) gold = align_read_lines (gold_path);
  g_autoptr (GPtrArray) found = align_read_lines (output);
  g_autoptr (GHashTable) right = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; i < gold->len; i++)
    g_hash_table_add (right, g_ptr_array_index (gold, i));
  score->n_gold = gold->len;
  for (guint i = 0; i < found->len; i++)
    {
      char *line = g_ptr_array_index (found, i);
      char *tab = strchr (line, '\t');

      if (tab)
        *tab = '\0';
      if (*line == ':' || !*line || line[strlen (line) - 1] == ':')
        continue;
      score->n_found++;
      score->n_right += (guint) g_hash_table_contains (right, line);
    }
}

static void
measure_generated (const char *cli, const char *folder)
{
  const char *wanted = g_getenv ("TRIPTYCH_BENCH_ALIGN_PAIRS");
  guint n = wanted ? (guint) atoi (wanted) : 1000000;
  g_autofree char *a = g_build_filename (folder, "a.txt", NULL);
  g_autofree char *b = g_build_filename (folder, "b.txt", NULL);
  g_autofree char *gold = g_build_filename (folder, "gold.txt", NULL);
  g_autofree char *output = g_build_filename (folder, "out.txt", NULL);
  const char *const argv[] = { cli, "align", a, b, "--unit", "line", NULL };
  AlignScore score = { 0 };
  Cost cost;

  if (n == 0)
    return;
  g_print ("\nTwo generated texts of %u lines (one word answers to one, many are lost):\n", n);
  align_generate (n, a, b, gold);
  cost = spawn (argv, output);
  print_cost ("triptych-cli align", &cost);
  if (!cost.done)
    return;
  score_output (&score, gold, output);
  align_score_print ("generated", &score);
  g_print ("  %-34s %.0f links/s\n", "", score.n_found / cost.cpu);
}

/* A ladder: the lines of both sides where a link begins. */
static GArray *
read_ladder (const char *path)
{
  g_autoptr (GPtrArray) lines = align_read_lines (path);
  GArray *links = g_array_new (FALSE, FALSE, sizeof (TriAlignLink));
  guint last[2] = { 0, 0 };

  for (guint i = 0; i < lines->len; i++)
    {
      char *end = NULL;
      guint a = (guint) strtoul (g_ptr_array_index (lines, i), &end, 10);
      guint b = (guint) strtoul (end, NULL, 10);
      TriAlignLink link = { { last[0], last[1] }, { a - last[0], b - last[1] }, 0 };

      if (i > 0)
        g_array_append_val (links, link);
      last[0] = a;
      last[1] = b;
    }
  return links;
}

static void
write_units (const GPtrArray *units, const char *path)
{
  FILE *file = fopen (path, "w");

  g_assert_nonnull (file);
  for (guint i = 0; i < units->len; i++)
    fprintf (file, "%s\n", (const char *) g_ptr_array_index (units, i));
  fclose (file);
}

static void
measure_hunalign (const char *data, const char *folder, const char *corpus, gboolean realign)
{
  g_autofree char *empty = g_build_filename (folder, "empty.dic", NULL);
  g_autofree char *ladder = g_build_filename (folder, "ladder.txt", NULL);
  g_autofree char *name = g_strdup_printf ("hunalign%s, %s", realign ? " -realign" : "", corpus);
  AlignScore score = { 0 };
  double cpu = 0;

  g_file_set_contents (empty, "", 0, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (documents); i++)
    if (is_in_corpus (documents[i], corpus))
      {
        g_autoptr (AlignDoc) doc = align_doc_load (data, documents[i]);
        g_autofree char *a = g_build_filename (folder, "h.a", NULL);
        g_autofree char *b = g_build_filename (folder, "h.b", NULL);
        const char *const plain[] = { "hunalign", empty, a, b, NULL };
        const char *const again[] = { "hunalign", "-realign", empty, a, b, NULL };
        g_autoptr (GArray) links = NULL;
        Cost cost;

        write_units (doc->units[0], a);
        write_units (doc->units[1], b);
        cost = spawn (realign ? again : plain, ladder);
        if (!cost.done)
          continue;
        cpu += cost.cpu;
        links = read_ladder (ladder);
        align_score_add (&score, doc, links);
      }
  align_score_print (name, &score);
  g_print ("  %-34s %.0f links/s\n", "", score.n_found / MAX (cpu, 1e-3));
}

static void
measure_gold (const char *cli, const char *root, const char *folder)
{
  g_autofree char *data = g_build_filename (root, "data", NULL);
  g_autofree char *gold = g_build_filename (data, "align", NULL);
  g_autofree char *trilingual = g_build_filename (gold, "trilingual", NULL);
  g_autofree char *hunalign = g_find_program_in_path ("hunalign");

  g_print ("Links that are exactly those made by hand:\n");
  measure_corpus (gold, "transread");
  measure_corpus (gold, "alibi");
  g_print ("  %-34s %.0f links/s on one core\n", "speed so far", n_made / cpu_spent);
  for (guint realign = 0; hunalign && realign < 2; realign++)
    {
      measure_hunalign (gold, folder, "transread", realign);
      measure_hunalign (gold, folder, "alibi", realign);
    }
  if (!hunalign)
    g_print ("  (hunalign is not installed)\n");
  measure_pieces (gold);
  measure_damaged (gold, trilingual);
  print_calibration ();
  g_print ("\nThree texts:\n");
  align_measure_three (trilingual, "v");
  align_measure_three (trilingual, "d");
  align_measure_three (trilingual, "s");
  align_measure_more (data);
  measure_novel (cli, data);
}

/* What the measurements leave in the folder. */
static const char *const files[] = {
  "a.txt",
  "b.txt",
  "gold.txt",
  "out.txt",
  "empty.dic",
  "ladder.txt",
  "h.a",
  "h.b",
};

int
main (int argc,
      char **argv)
{
  const char *root = g_getenv ("TRIPTYCH_TEST_DATA");
  g_autofree char *folder = g_dir_make_tmp ("bench-align-XXXXXX", NULL);

  g_return_val_if_fail (argc == 2 && folder, 2);

  setvbuf (stdout, NULL, _IOLBF, 0);
  if (root && *root)
    measure_gold (argv[1], root, folder);
  else
    g_print ("TRIPTYCH_TEST_DATA is not set: no texts aligned by hand, no damaged ones,\n"
             "no pieces, no calibration, no three texts and no novel are measured.\n");
  measure_generated (argv[1], folder);
  for (guint i = 0; i < G_N_ELEMENTS (files); i++)
    {
      g_autofree char *path = g_build_filename (folder, files[i], NULL);

      g_unlink (path);
    }
  g_rmdir (folder);
  return 0;
}
