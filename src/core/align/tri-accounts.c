/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "align/tri-accounts.h"

#include "align/tri-accounts-private.h"
#include "align/tri-align-prior.h"

#include <math.h>

/* From so much surprise on two passages share events, or something at all. Steered by accounts in
 * one language; see tests/gold. */
#define SAME_EVENTS 8.5
#define OVERLAP 6.0
/* Among more passages than these there is more that is alike by chance. */
#define USUAL_PASSAGES 32

/* Neighbours that agree count by this part of what they have in common. */
#define NEIGHBOUR 0.05

/* Sounds and numbers are shorter. */
#define MAX_KEY 62
G_STATIC_ASSERT (TRI_ALIGN_SOUND_MAX <= MAX_KEY);

/* How fast one is sure beyond the limits. */
#define SLOPE 0.5

static void
text_free (gpointer data)
{
  TriAccountsText *text = data;

  g_free (text->lang);
  g_hash_table_unref (text->topics);
  g_array_unref (text->passages);
  g_array_unref (text->items);
  g_free (text);
}

TriAccounts *
tri_accounts_new (void)
{
  TriAccounts *self = g_new0 (TriAccounts, 1);

  self->texts = g_ptr_array_new_with_free_func (text_free);
  self->clues = g_array_new (FALSE, FALSE, sizeof (TriClue));
  self->known = g_hash_table_new (g_str_hash, g_str_equal);
  self->keys = g_string_chunk_new (4096);
  self->found = g_array_new (FALSE, FALSE, sizeof (TriClueItem));
  tri_tokens_init (&self->tokens);
  return self;
}

void
tri_accounts_free (TriAccounts *self)
{
  g_ptr_array_unref (self->texts);
  g_array_unref (self->clues);
  g_hash_table_unref (self->known);
  g_string_chunk_free (self->keys);
  g_array_unref (self->found);
  tri_tokens_clear (&self->tokens);
  g_free (self);
}

/**
 * tri_accounts_add_text:
 * @lang: BCP 47
 *
 * Begins the next text; passages go to it from now on.
 */
void
tri_accounts_add_text (TriAccounts *self, const char *lang)
{
  TriAccountsText *text = g_new0 (TriAccountsText, 1);

  text->lang = g_strdup (lang);
  text->topics = tri_accounts_topics_new (lang);
  text->passages = g_array_new (FALSE, FALSE, sizeof (TriAccountsPassage));
  text->items = g_array_new (FALSE, FALSE, sizeof (TriClueItem));
  g_ptr_array_add (self->texts, text);
}

guint32
tri_accounts_get_clue (TriAccounts *self, TriClueKind kind, const char *key)
{
  const TriClue clue = { kind, TRI_ACCOUNTS_NONE, 0 };
  char full[MAX_KEY + 2] = { (char) ('0' + kind) };
  guint known;

  g_strlcpy (full + 1, key, sizeof full - 1);
  known = GPOINTER_TO_UINT (g_hash_table_lookup (self->known, full));
  if (known > 0)
    return known - 1;
  if (self->clues->len >= TRI_ACCOUNTS_MAX_CLUES && kind >= TRI_CLUE_PART)
    return TRI_ACCOUNTS_NONE;
  g_array_append_val (self->clues, clue);
  g_hash_table_insert (self->known,
                       g_string_chunk_insert (self->keys, full),
                       GUINT_TO_POINTER (self->clues->len));
  return self->clues->len - 1;
}

static double
count_clues (TriAccounts *self)
{
  double size = 0;

  for (guint i = 0; i < self->found->len; i++)
    {
      const TriClueItem *item = &g_array_index (self->found, TriClueItem, i);
      TriClue *clue = &g_array_index (self->clues, TriClue, item->clue);

      clue->count += item->value;
      if (clue->kind != TRI_CLUE_MONTH && clue->kind != TRI_CLUE_DAY)
        size += item->value;
    }
  return size;
}

/**
 * tri_accounts_add_passage:
 *
 * Adds the next passage to the text begun last. Headings count among the passages, but tell
 * nothing.
 */
void
tri_accounts_add_passage (TriAccounts *self, const TriPassage *passage)
{
  TriAccountsText *text = g_ptr_array_index (self->texts, self->texts->len - 1);
  TriAccountsPassage made = { .first = text->items->len, .from = G_MAXINT, .to = G_MININT };

  made.order = text->n_telling;
  made.is_entry = passage->kind == TRI_PASSAGE_ITEM;
  made.tells = passage->kind != TRI_PASSAGE_HEADING;
  if (made.tells)
    {
      text->n_telling++;
      tri_accounts_read (self, text, passage, &made);
      made.size = count_clues (self);
      made.n_items = self->found->len;
      g_array_append_vals (text->items, self->found->data, self->found->len);
    }
  g_array_append_val (text->passages, made);
}

/* --- links --- */

typedef struct
{
  TriAccounts *self;
  guint texts[2];
  double least;
  guint pair;
  guint n_pairs;
  TriAccountsProgress progress;
  gpointer user_data;
  GArray *links;
} Linker;

static void
progress_cb (double fraction, gpointer data)
{
  const Linker *linker = data;

  if (linker->progress)
    linker->progress ((linker->pair + fraction) / linker->n_pairs, linker->user_data);
}

static const TriAccountsText *
get_text (const Linker *self, guint side)
{
  return g_ptr_array_index (self->self->texts, self->texts[side]);
}

static guint
get_order (const Linker *self, const TriAccountsCandidate *candidate, guint side)
{
  return g_array_index (get_text (self, side)->passages,
                        TriAccountsPassage,
                        candidate->passages[side])
      .order;
}

static gpointer
make_key (guint a, guint b)
{
  gint64 *key = g_new (gint64, 1);

  *key = (gint64) a << 32 | b;
  return key;
}

/* (element-type gint64 TriAccountsCandidate): where two passages stand among those that tell. */
static GHashTable *
index_candidates (const Linker *self, GArray *candidates)
{
  GHashTable *places = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);

  for (guint i = 0; i < candidates->len; i++)
    {
      TriAccountsCandidate *candidate = &g_array_index (candidates, TriAccountsCandidate, i);

      g_hash_table_insert (places,
                           make_key (get_order (self, candidate, 0),
                                     get_order (self, candidate, 1)),
                           candidate);
    }
  return places;
}

static double
look_up (GHashTable *places, guint a, guint b)
{
  gint64 key = (gint64) a << 32 | b;
  const TriAccountsCandidate *candidate = g_hash_table_lookup (places, &key);

  return candidate ? candidate->score : 0;
}

/* Accounts go forward together for a while: what stands before or behind both may agree, too. */
static double
get_support (const Linker *self, GHashTable *places, const TriAccountsCandidate *candidate)
{
  guint a = get_order (self, candidate, 0);
  guint b = get_order (self, candidate, 1);
  double support = look_up (places, a + 1, b + 1);

  if (a > 0 && b > 0)
    support = MAX (support, look_up (places, a - 1, b - 1));
  return NEIGHBOUR * MIN (support, candidate->score);
}

static double
get_confidence (double above)
{
  return 1 / (1 + exp (-SLOPE * above));
}

static void
add_link (Linker *self, const TriAccountsCandidate *candidate, double score)
{
  double same = score - self->least - (SAME_EVENTS - OVERLAP);
  TriAccountsLink link = { { self->texts[0], self->texts[1] },
                           { candidate->passages[0], candidate->passages[1] },
                           TRI_RELATION_SAME_EVENTS,
                           get_confidence (same) };

  if (same < 0)
    {
      link.relation = TRI_RELATION_OVERLAP;
      link.confidence = MIN (get_confidence (score - self->least), 1 - link.confidence);
    }
  g_array_append_val (self->links, link);
}

static double
get_least (const Linker *self)
{
  double most = (double) get_text (self, 0)->n_telling * get_text (self, 1)->n_telling;
  double usual = (double) USUAL_PASSAGES * USUAL_PASSAGES;

  return OVERLAP + MAX (0, log (MAX (most, 1) / usual) / 2);
}

static gboolean
link_texts (Linker *self, GCancellable *cancellable, GError **error)
{
  g_autoptr (GArray) candidates = NULL;
  g_autoptr (GHashTable) places = NULL;

  self->least = get_least (self);
  candidates = tri_accounts_compare (self->self,
                                     self->texts,
                                     self->least / (1 + NEIGHBOUR),
                                     progress_cb,
                                     self,
                                     cancellable,
                                     error);
  if (!candidates)
    return FALSE;
  places = index_candidates (self, candidates);
  for (guint i = 0; i < candidates->len; i++)
    {
      const TriAccountsCandidate *found = &g_array_index (candidates, TriAccountsCandidate, i);
      double score = found->score + get_support (self, places, found);

      if (score >= self->least)
        add_link (self, found, score);
    }
  self->pair++;
  return TRUE;
}

/**
 * tri_accounts_link:
 * @progress: (nullable) (scope call)
 *
 * Finds what the texts tell alike. Two passages share events when what they have in common - who
 * and where, when, how many, what it is about - would hardly be so by chance in passages as long as
 * they are; each clue counts by its rarity. They overlap when less of it is there. A passage may be
 * linked to any number of others, in any order.
 *
 * Returns: (transfer full) (element-type TriAccountsLink): by texts, then passages; %NULL with
 * @error set when cancelled
 */
GArray *
tri_accounts_link (TriAccounts *self,
                   TriAccountsProgress progress,
                   gpointer user_data,
                   GCancellable *cancellable,
                   GError **error)
{
  guint n = self->texts->len;
  g_autoptr (GArray) links = g_array_new (FALSE, FALSE, sizeof (TriAccountsLink));
  Linker linker = { .self = self,
                    .n_pairs = MAX (n * (n - 1) / 2, 1),
                    .progress = progress,
                    .user_data = user_data,
                    .links = links };

  for (guint a = 0; a < n; a++)
    for (guint b = a + 1; b < n; b++)
      {
        linker.texts[0] = a;
        linker.texts[1] = b;
        if (!link_texts (&linker, cancellable, error))
          return NULL;
      }
  return g_steal_pointer (&links);
}
