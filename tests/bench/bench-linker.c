/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "entities/tri-linker.h"

#include <glib/gstdio.h>

#include <stdlib.h>
#include <sys/resource.h>

/* How fast names are found, with few and with many names, and how fast grep -F finds the same
 * strings: bench-linker [MEGABYTES]. In processor time of one core. Both readings of the linker
 * (survey and linking) count; storing what is found does not. */

static const char *const syllables[] = {
  "ba",
  "ke",
  "li",
  "mo",
  "ru",
  "sa",
  "té",
  "vi",
  "zo",
  "chi",
  "dra",
  "fon",
  "gué",
  "nin",
  "pol",
  "tski",
};

/* A word that is the same for the same number. */
static void
append_word (GString *text, guint number, gboolean capital)
{
  gsize at = text->len;

  for (guint i = 0; i < 3; i++, number /= G_N_ELEMENTS (syllables))
    g_string_append (text, syllables[number % G_N_ELEMENTS (syllables)]);
  if (number)
    g_string_append_printf (text, "%u", number);
  if (capital)
    text->str[at] = g_ascii_toupper (text->str[at]);
}

/* A given name and a family name. */
static char *
make_name (guint i)
{
  GString *name = g_string_new (NULL);

  append_word (name, i, TRUE);
  g_string_append_c (name, ' ');
  append_word (name, i * 7919 % 4096, TRUE);
  return g_string_free (name, FALSE);
}

static TriLinker *
make_linker (guint n_names)
{
  TriLinker *linker = tri_linker_new ();

  for (guint i = 0; i < n_names; i++)
    {
      g_autofree char *name = make_name (i);

      tri_linker_add (linker, i + 1, TRI_ENTITY_PERSON, "fr", TRI_NAME_OFFICIAL, name);
    }
  return linker;
}

/* Passages of about 100 words, one word in 25 with a capital, some of these full names. */
static GPtrArray *
make_passages (guint n_bytes)
{
  GPtrArray *passages = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GRand) random = g_rand_new_with_seed (1917);

  for (guint n = 0; n < n_bytes;)
    {
      GString *passage = g_string_new (NULL);

      for (guint i = 0; i < 100; i++)
        {
          guint number = (guint) g_rand_int_range (random, 0, 4096);
          gboolean capital = g_rand_int_range (random, 0, 25) == 0;

          append_word (passage, number, capital || i == 0);
          g_string_append_c (passage, ' ');
          if (!capital)
            continue;
          append_word (passage, number * 7919 % 4096, TRUE);
          g_string_append (passage, i % 5 ? ", " : "’s ");
        }
      n += (guint) passage->len;
      g_ptr_array_add (passages, g_string_free (passage, FALSE));
    }
  return passages;
}

static double
get_seconds (int who)
{
  struct rusage usage;

  getrusage (who, &usage);
  return (double) usage.ru_utime.tv_sec + (double) usage.ru_utime.tv_usec / 1e6
         + (double) usage.ru_stime.tv_sec + (double) usage.ru_stime.tv_usec / 1e6;
}

static void
measure (guint n_names, GPtrArray *passages, double megabytes)
{
  g_autoptr (TriLinker) linker = make_linker (n_names);
  g_autoptr (TriLinkerText) text = tri_linker_text_new (linker, "fr");
  g_autoptr (GArray) mentions = tri_mention_array_new ();
  double began = get_seconds (RUSAGE_SELF);
  double surveyed;
  double linked;

  for (guint i = 0; i < passages->len; i++)
    tri_linker_text_survey (text, g_ptr_array_index (passages, i));
  surveyed = get_seconds (RUSAGE_SELF);
  for (guint i = 0; i < passages->len; i++)
    tri_linker_text_link (text, g_ptr_array_index (passages, i), NULL, 0, mentions);
  linked = get_seconds (RUSAGE_SELF);
  g_print ("%6u names: survey %5.1f MB/s, link %5.1f MB/s, both %5.1f MB/s, %u mentions\n",
           n_names,
           megabytes / (surveyed - began),
           megabytes / (linked - surveyed),
           megabytes / (linked - began),
           mentions->len);
}

static void
write_lines (const char *path, GPtrArray *lines)
{
  FILE *file = g_fopen (path, "w");

  g_assert_nonnull (file);
  for (guint i = 0; i < lines->len; i++)
    fprintf (file, "%s\n", (const char *) g_ptr_array_index (lines, i));
  fclose (file);
}

/* The same strings, byte by byte: without folding, word boundaries and entities. */
static void
measure_grep (guint n_names, GPtrArray *passages, double megabytes)
{
  g_autofree char *folder = g_dir_make_tmp ("linker-XXXXXX", NULL);
  g_autofree char *text = g_build_filename (folder, "text", NULL);
  g_autofree char *patterns = g_build_filename (folder, "names", NULL);
  g_autofree char *command = g_strdup_printf ("LC_ALL=C grep -F -o -f %s %s > %s/found",
                                              patterns,
                                              text,
                                              folder);
  g_autofree char *found = g_build_filename (folder, "found", NULL);
  g_autoptr (GPtrArray) names = g_ptr_array_new_with_free_func (g_free);
  const char *argv[] = { "/bin/sh", "-c", command, NULL };
  double began;

  for (guint i = 0; i < n_names; i++)
    g_ptr_array_add (names, make_name (i));
  write_lines (text, passages);
  write_lines (patterns, names);
  began = get_seconds (RUSAGE_CHILDREN);
  if (g_spawn_sync (NULL, (char **) argv, NULL, 0, NULL, NULL, NULL, NULL, NULL, NULL))
    g_print ("%6u names: grep -F -o -f %5.1f MB/s\n",
             n_names,
             megabytes / (get_seconds (RUSAGE_CHILDREN) - began));
  g_unlink (text);
  g_unlink (patterns);
  g_unlink (found);
  g_rmdir (folder);
}

int
main (int argc,
      char **argv)
{
  guint megabytes = argc > 1 ? (guint) atoi (argv[1]) : 100;
  g_autoptr (GPtrArray) passages = make_passages (megabytes * 1000000);
  static const guint sizes[] = { 250, 100000 };

  for (guint i = 0; i < G_N_ELEMENTS (sizes); i++)
    {
      measure (sizes[i], passages, megabytes);
      measure_grep (sizes[i], passages, megabytes);
    }
  return 0;
}
