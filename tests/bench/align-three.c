/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "align-three.h"

#include "align-corpus.h"

/* Books of the Bible in three languages, whose lines say which verses they have. */

static const char *const books[] = { "Ruth", "Dan", "Matt" };
static const char *const pairs[] = { "en-fr", "en-nl", "fr-nl" };
static const char *const langs[] = { "en", "fr", "nl" };

/* The verses of each line, and which of them belong together because a line has both. */
typedef struct
{
  GPtrArray *verses[3]; /* GStrv */
  GHashTable *parents;
} Verses;

static const char *
find_root (GHashTable *parents, const char *verse)
{
  const char *parent = g_hash_table_lookup (parents, verse);

  while (parent && parent != verse)
    {
      verse = parent;
      parent = g_hash_table_lookup (parents, verse);
    }
  return verse;
}

static void
verses_init (Verses *self, const char *folder, const char *set, const char *book)
{
  self->parents = g_hash_table_new (g_str_hash, g_str_equal);
  for (guint t = 0; t < 3; t++)
    {
      g_autofree char *name = g_strdup_printf ("%s.%s.ids.%s", set, book, langs[t]);
      g_autofree char *path = g_build_filename (folder, name, NULL);
      g_autoptr (GPtrArray) lines = align_read_lines (path);

      self->verses[t] = g_ptr_array_new_with_free_func ((GDestroyNotify) g_strfreev);
      for (guint i = 0; i < lines->len; i++)
        {
          char **verses = g_strsplit (g_ptr_array_index (lines, i), ",", -1);

          for (guint v = 0; verses[v]; v++)
            {
              const char *root = find_root (self->parents, verses[v]);
              const char *first = find_root (self->parents, verses[0]);

              if (root != first)
                g_hash_table_replace (self->parents, (char *) root, (char *) first);
            }
          g_ptr_array_add (self->verses[t], verses);
        }
    }
}

static void
verses_clear (Verses *self)
{
  g_hash_table_unref (self->parents);
  for (guint t = 0; t < 3; t++)
    g_ptr_array_unref (self->verses[t]);
}

/* The root of the verses of a line. The strings differ, their content tells. */
static const char *
get_root (const Verses *self, guint text, guint line)
{
  char **verses = g_ptr_array_index (self->verses[text], line);

  return find_root (self->parents, verses[0]);
}

/* (element-type utf8 GString): of each verse, "lines:lines:lines" */
static GHashTable *
collect_gold (const Verses *self)
{
  GHashTable *gold = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, g_free);

  for (guint t = 0; t < 3; t++)
    for (guint i = 0; i < self->verses[t]->len; i++)
      {
        const char *root = get_root (self, t, i);
        const char *old = g_hash_table_lookup (gold, root);
        char *text = NULL;
        guint colons = 0;

        for (const char *p = old ? old : ""; *p; p++)
          colons += *p == ':';
        text = g_strdup_printf ("%s%.*s%u,", old ? old : "", (int) (t - colons), "::", i);
        g_hash_table_replace (gold, (char *) root, text);
      }
  return gold;
}

static guint
count_texts (const char *group)
{
  g_auto (GStrv) sides = g_strsplit (group, ":", -1);
  guint n = 0;

  for (guint i = 0; sides[i]; i++)
    n += *sides[i] != '\0';
  return n;
}

/* Groups of which two share a verse count as one: of sentences within a verse nobody said more. */
static GHashTable *
collect_found (const Verses *self, const TriAlignMany *alignment)
{
  GHashTable *found = NULL;
  Verses merged = { { self->verses[0], self->verses[1], self->verses[2] },
                    g_hash_table_new (g_str_hash, g_str_equal) };

  for (guint i = 0; i < alignment->groups->len; i++)
    {
      const TriAlignGroup *group = &g_array_index (alignment->groups, TriAlignGroup, i);
      const char *first = NULL;

      for (guint t = 0; t < 3; t++)
        for (guint n = 0; n < group->count[t]; n++)
          {
            char **verses = g_ptr_array_index (self->verses[t], group->first[t] + n);

            for (guint v = 0; verses[v]; v++)
              {
                const char *root = find_root (merged.parents, verses[v]);

                first = find_root (merged.parents, first ? first : root);
                if (!g_str_equal (root, first))
                  g_hash_table_replace (merged.parents, (char *) root, (char *) first);
              }
          }
    }
  found = collect_gold (&merged);
  g_hash_table_unref (merged.parents);
  return found;
}

/* The groups as they are. */
static GHashTable *
collect_groups (const TriAlignMany *alignment)
{
  GHashTable *found = g_hash_table_new_full (g_direct_hash, g_direct_equal, NULL, g_free);

  for (guint i = 0; i < alignment->groups->len; i++)
    {
      const TriAlignGroup *group = &g_array_index (alignment->groups, TriAlignGroup, i);
      GString *text = g_string_new (NULL);
      guint colons = 0;

      for (guint t = 0; t < 3; t++)
        for (guint n = 0; n < group->count[t]; n++)
          {
            for (; colons < t; colons++)
              g_string_append_c (text, ':');
            g_string_append_printf (text, "%u,", group->first[t] + n);
          }
      g_hash_table_insert (found, GUINT_TO_POINTER (i + 1), g_string_free (text, FALSE));
    }
  return found;
}

static void
add_three (AlignScore *score, GHashTable *gold, GHashTable *found)
{
  g_autoptr (GHashTable) right = g_hash_table_new (g_str_hash, g_str_equal);
  GHashTableIter iter;
  gpointer value = NULL;

  g_hash_table_iter_init (&iter, gold);
  while (g_hash_table_iter_next (&iter, NULL, &value))
    if (count_texts (value) > 1)
      g_hash_table_add (right, value);
  score->n_gold += g_hash_table_size (right);
  g_hash_table_iter_init (&iter, found);
  while (g_hash_table_iter_next (&iter, NULL, &value))
    if (count_texts (value) > 1)
      {
        score->n_found++;
        score->n_right += (guint) g_hash_table_contains (right, value);
      }
}

static TriAlignMany *
align_three (const char *folder, const char *set, const char *book)
{
  GPtrArray *lines[3];
  TriAlignText texts[3] = { 0 };
  g_autoptr (GError) error = NULL;
  TriAlignMany *alignment = NULL;

  for (guint t = 0; t < 3; t++)
    {
      g_autofree char *name = g_strdup_printf ("%s.%s.%s", set, book, langs[t]);
      g_autofree char *path = g_build_filename (folder, name, NULL);

      lines[t] = align_read_lines (path);
      texts[t].lang = langs[t];
      texts[t].units = (const char *const *) lines[t]->pdata;
      texts[t].n_units = lines[t]->len;
    }
  alignment = tri_align_many (texts, 3, NULL, &error);
  g_assert_no_error (error);
  for (guint t = 0; t < 3; t++)
    g_ptr_array_unref (lines[t]);
  return alignment;
}

void
align_measure_three (const char *folder, const char *set)
{
  AlignScore score = { 0 };
  AlignScore by_pair = { 0 };
  guint largest = 0;
  g_autofree char *name = g_strdup_printf ("%s, three texts", set);
  g_autofree char *pair_name = g_strdup_printf ("%s, pairs", set);

  for (guint b = 0; b < G_N_ELEMENTS (books); b++)
    {
      g_autoptr (TriAlignMany) alignment = align_three (folder, set, books[b]);
      g_autoptr (GHashTable) gold = NULL;
      g_autoptr (GHashTable) found = NULL;
      Verses verses;

      verses_init (&verses, folder, set, books[b]);
      gold = collect_gold (&verses);
      found = *set == 's' ? collect_found (&verses, alignment) : collect_groups (alignment);
      add_three (&score, gold, found);
      for (guint i = 0; i < alignment->groups->len; i++)
        {
          const guint *count = g_array_index (alignment->groups, TriAlignGroup, i).count;

          largest = MAX (largest, count[0] + count[1] + count[2]);
        }
      verses_clear (&verses);
      for (guint p = 0; *set != 's' && p < G_N_ELEMENTS (pairs); p++)
        {
          g_autofree char *document = g_strdup_printf ("%s.%s.%s", set, books[b], pairs[p]);
          g_autoptr (AlignDoc) doc = align_doc_load (folder, document);

          align_score_add (&by_pair, doc, alignment->pairs[p]);
        }
    }
  align_score_print (name, &score);
  g_print ("  %-34s %u units\n", "  largest group", largest);
  if (*set != 's')
    align_score_print (pair_name, &by_pair);
}
