/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "discover-gold.h"

#include "entities/tri-discover.h"
#include "entities/tri-linker.h"

#include <string.h>
#include <time.h>

/* How well entities are discovered: all proposals are accepted and linked, the mentions compared
 * with those that somebody marked. The texts are those of TRIPTYCH_TEST_DATA/ner; of the novels
 * proper names only. A mention is found when it overlaps one of the gold.
 *
 * The rules were looked at on the first half of each collection: every second of its files, or the
 * first half of its only one. The second half says what they are worth. With --list the mentions
 * of the first half that nobody marked, or as something else, are listed. */

typedef struct
{
  guint n_gold[TRI_N_ENTITY_TYPES + 1];
  guint n_found[TRI_N_ENTITY_TYPES + 1];
  guint n_right[TRI_N_ENTITY_TYPES + 1];
  gsize bytes;
  double seconds;
} Score;

#define HALVES 2

static gboolean list_errors = FALSE;

#define ALL TRI_N_ENTITY_TYPES

typedef GPtrArray *(*ReadFunc) (const char *path, GError **error);

static double
now (void)
{
  struct timespec time;

  clock_gettime (CLOCK_PROCESS_CPUTIME_ID, &time);
  return (double) time.tv_sec + (double) time.tv_nsec / 1e9;
}

static GPtrArray *
discover (GPtrArray *passages, const char *lang, Score *score)
{
  g_autoptr (TriDiscovery) discovery = tri_discovery_new ();
  guint text = tri_discovery_add_text (discovery, lang);
  double began = now ();
  GPtrArray *proposals;

  for (guint pass = 0; pass < 2; pass++)
    for (guint i = 0; i < passages->len; i++)
      {
        const GoldPassage *each = g_ptr_array_index (passages, i);
        const TriDiscoverPassage passage = { .id = (gint64) i + 1,
                                             .kind = TRI_PASSAGE_PARAGRAPH,
                                             .content = each->content->str };

        if (pass == 0)
          tri_discovery_survey (discovery, text, &passage);
        else
          tri_discovery_collect (discovery, text, &passage);
        score->bytes += pass * each->content->len;
      }
  proposals = tri_discovery_propose (discovery);
  score->seconds += now () - began;
  return proposals;
}

static TriLinker *
make_linker (GPtrArray *proposals)
{
  TriLinker *linker = tri_linker_new ();

  for (guint i = 0; i < proposals->len; i++)
    {
      const TriProposal *proposal = g_ptr_array_index (proposals, i);

      for (guint j = 0; j < proposal->forms->len; j++)
        {
          const TriProposalForm *form = &g_array_index (proposal->forms, TriProposalForm, j);

          tri_linker_add (linker,
                          (gint64) i + 1,
                          proposal->type,
                          form->lang,
                          form->kind,
                          form->name);
        }
    }
  return linker;
}

static gboolean
overlaps (const GoldName *name, const TriMention *mention)
{
  return name->start < mention->end && mention->start < name->end;
}

static void
list_error (const GoldPassage *passage, const TriMention *mention)
{
  const char *content = passage->content->str;
  glong length = g_utf8_strlen (content, -1);
  glong from = MAX ((glong) mention->start - 30, 0);
  g_autofree char *before = g_utf8_substring (content, from, mention->start);
  g_autofree char *name = g_utf8_substring (content, mention->start, mention->end);
  g_autofree char *behind = g_utf8_substring (content,
                                              mention->end,
                                              MIN ((glong) mention->end + 25, length));
  const char *gold = "nothing";

  for (guint i = 0; i < passage->names->len; i++)
    if (overlaps (&g_array_index (passage->names, GoldName, i), mention))
      gold = tri_entity_type_to_nick (g_array_index (passage->names, GoldName, i).type);
  if (strcmp (gold, tri_entity_type_to_nick (mention->type)) != 0)
    g_print ("    %s, not %s: %s[%s]%s\n",
             gold,
             tri_entity_type_to_nick (mention->type),
             before,
             name,
             behind);
}

static gboolean
is_found (const GoldPassage *passage, GByteArray *taken, const TriMention *mention, gboolean typed)
{
  for (guint i = 0; i < passage->names->len; i++)
    {
      const GoldName *name = &g_array_index (passage->names, GoldName, i);

      if (taken->data[i] || !overlaps (name, mention) || (typed && name->type != mention->type))
        continue;
      taken->data[i] = 1;
      return TRUE;
    }
  return FALSE;
}

/* @typed: by type, else whatever the type. */
static void
compare (const GoldPassage *passage, GArray *mentions, gboolean typed, Score *score)
{
  g_autoptr (GByteArray) taken = g_byte_array_new ();

  g_byte_array_set_size (taken, passage->names->len + 1);
  memset (taken->data, 0, taken->len);
  for (guint i = 0; i < passage->names->len; i++)
    score->n_gold[typed ? g_array_index (passage->names, GoldName, i).type : ALL]++;
  for (guint i = 0; i < mentions->len; i++)
    {
      const TriMention *mention = &g_array_index (mentions, TriMention, i);
      guint slot = typed ? (guint) mention->type : ALL;

      /* Works and events are not marked in these texts. */
      if (mention->type > TRI_ENTITY_ORGANISATION)
        continue;
      score->n_found[slot]++;
      score->n_right[slot] += is_found (passage, taken, mention, typed);
    }
}

static void
measure (GPtrArray *passages, const char *lang, int half, Score *scores)
{
  g_autoptr (GPtrArray) proposals = discover (passages, lang, &scores[0]);
  g_autoptr (TriLinker) linker = make_linker (proposals);
  g_autoptr (TriLinkerText) text = tri_linker_text_new (linker, lang);

  for (guint i = 0; i < passages->len; i++)
    tri_linker_text_survey (text, ((GoldPassage *) g_ptr_array_index (passages, i))->content->str);
  for (guint i = 0; i < passages->len; i++)
    {
      const GoldPassage *passage = g_ptr_array_index (passages, i);
      g_autoptr (GArray) mentions = tri_mention_array_new ();
      guint slot = half >= 0 ? (guint) half : i * HALVES / passages->len;

      tri_linker_text_link (text, passage->content->str, NULL, 0, mentions);
      compare (passage, mentions, TRUE, &scores[slot]);
      compare (passage, mentions, FALSE, &scores[slot]);
      for (guint j = 0; list_errors && slot == 0 && j < mentions->len; j++)
        list_error (passage, &g_array_index (mentions, TriMention, j));
    }
}

static void
print_line (const char *what, const Score *score, guint slot)
{
  double precision = score->n_found[slot]
                         ? (double) score->n_right[slot] / score->n_found[slot]
                         : 0;
  double recall = score->n_gold[slot] ? (double) score->n_right[slot] / score->n_gold[slot] : 0;

  g_print ("  %-14s precision %.3f, recall %.3f, F1 %.3f (%u in the gold, %u found)\n",
           what,
           precision,
           recall,
           precision + recall > 0 ? 2 * precision * recall / (precision + recall) : 0,
           score->n_gold[slot],
           score->n_found[slot]);
}

static void
print_half (const char *title, const Score *score)
{
  g_print (" %s half\n", title);
  print_line ("all", score, ALL);
  print_line ("persons", score, TRI_ENTITY_PERSON);
  print_line ("places", score, TRI_ENTITY_PLACE);
  print_line ("organisations", score, TRI_ENTITY_ORGANISATION);
}

static void
print_scores (const char *title, const Score *scores)
{
  g_print ("%s: %.1f MB/s\n", title, (double) scores[0].bytes / 1e6 / scores[0].seconds);
  print_half ("first", &scores[0]);
  print_half ("second", &scores[1]);
}

static GPtrArray *
read_hipe (const char *path, GError **error)
{
  return gold_read_columns (path, 1, error);
}

static const struct
{
  const char *folder;
  const char *begins;
  const char *ends;
  const char *lang;
  ReadFunc read;
} collections[] = {
  { "litbank-en", "", ".txt", "en", gold_read_brat },
  { "litbank-fr", "", ".txt", "fr", gold_read_brat },
  { "openboek-nl", "", ".conll", "nl", gold_read_conll },
  { "hipe2022", "HIPE-2022-v2.1-hipe2020", "-en.tsv", "en", read_hipe },
  { "hipe2022", "HIPE-2022-v2.1-hipe2020", "-fr.tsv", "fr", read_hipe },
  { "hipe2022", "HIPE-2022-v2.1-newseye", "-fr.tsv", "fr", read_hipe },
  { "europeana", "enp_FR", ".bio", "fr", read_hipe },
  { "europeana", "enp_NL", ".bio", "nl", read_hipe },
};

static int
compare_paths (gconstpointer a, gconstpointer b)
{
  return strcmp (*(char *const *) a, *(char *const *) b);
}

static GPtrArray *
list_files (const char *folder, const char *begins, const char *ends)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  GPtrArray *paths = g_ptr_array_new_with_free_func (g_free);
  const char *name;

  while (dir && (name = g_dir_read_name (dir)))
    if (g_str_has_prefix (name, begins) && g_str_has_suffix (name, ends))
      g_ptr_array_add (paths, g_build_filename (folder, name, NULL));
  g_ptr_array_sort (paths, compare_paths);
  return paths;
}

static void
measure_collection (const char *data, guint i)
{
  g_autofree char *folder = g_build_filename (data, "ner", collections[i].folder, NULL);
  g_autoptr (GPtrArray) paths = list_files (folder, collections[i].begins, collections[i].ends);
  g_autofree char *title = g_strdup_printf ("%s %s%s",
                                            collections[i].folder,
                                            collections[i].begins,
                                            collections[i].ends);
  Score scores[HALVES] = { 0 };

  for (guint j = 0; j < paths->len; j++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (GPtrArray) passages = collections[i].read (g_ptr_array_index (paths, j), &error);

      if (error)
        g_error ("%s", error->message);
      measure (passages, collections[i].lang, paths->len > 1 ? (int) (j % HALVES) : -1, scores);
    }
  if (scores[0].bytes > 0)
    print_scores (title, scores);
}

int
main (int argc, char **argv)
{
  const char *data = g_getenv ("TRIPTYCH_TEST_DATA");

  list_errors = argc > 1 && strcmp (argv[1], "--list") == 0;
  if (!data)
    {
      g_print ("TRIPTYCH_TEST_DATA is not set: there are no names to compare with.\n");
      return 0;
    }
  for (guint i = 0; i < G_N_ELEMENTS (collections); i++)
    measure_collection (data, i);
  return 0;
}
