/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "entities/tri-discover-group.h"

#include "entities/tri-discover-places.h"

#include <string.h>

/* In longer texts a name that is seen once is dropped when nothing but its capital tells it. */
#define SHORT_TEXTS 60000

static void
clear_form (gpointer data)
{
  TriProposalForm *form = data;

  g_free (form->lang);
  g_free (form->name);
}

TriProposal *
tri_proposal_new (void)
{
  TriProposal *self = g_new0 (TriProposal, 1);

  self->forms = g_array_new (FALSE, TRUE, sizeof (TriProposalForm));
  g_array_set_clear_func (self->forms, clear_form);
  self->places = g_array_new (FALSE, TRUE, sizeof (TriProposalPlace));
  return self;
}

void
tri_proposal_free (TriProposal *self)
{
  g_free (self->name);
  g_array_unref (self->forms);
  g_array_unref (self->places);
  g_free (self);
}

/* One word is a name when its languages hardly write it without a capital. */
static gboolean
is_mostly_lower (const TriDiscovery *self, const TriSeen *seen)
{
  guint n_lower = 0;
  guint n_capital = 0;

  for (guint i = 0; i < TRI_DISCOVER_LANGS; i++)
    if (seen->n[i] > 0)
      {
        const TriWordCount *count = tri_discovery_count (self, i, seen->key);

        n_lower += count->n_lower;
        n_capital += count->n_capital;
      }
  return n_lower > n_capital;
}

static gboolean
is_name (const TriDiscovery *self, const TriSeen *seen)
{
  TriWordClass class = tri_word_classify (seen->key, -1);

  if (seen->title)
    return TRUE;
  if (seen->n_indefinite * 2 >= seen->n_total && !seen->acronym)
    return FALSE;
  if (seen->n_words > 1)
    return seen->n_weak < seen->n_total || seen->n_total > 1 || self->n_tokens < SHORT_TEXTS;
  if (class & (TRI_WORD_HEAD | TRI_WORD_PLACE))
    return TRUE;
  if (is_mostly_lower (self, seen))
    return FALSE;
  return seen->n_total > 1 || self->n_tokens < SHORT_TEXTS
         || seen->votes[TRI_ENTITY_PLACE] + seen->votes[TRI_ENTITY_PERSON] > 1;
}

static int
compare_seen (gconstpointer a, gconstpointer b)
{
  const TriSeen *one = *(TriSeen *const *) a;
  const TriSeen *other = *(TriSeen *const *) b;

  return one->first < other->first ? -1 : one->first > other->first;
}

/* Portret Victor Serge: the beginning of a sentence before a name that stands elsewhere. */
static void
drop_opening (TriDiscovery *self, TriSeen *seen)
{
  const char *rest = strchr (seen->key, ' ');
  TriSeen *name = rest ? g_hash_table_lookup (self->seen, rest + 1) : NULL;

  if (!name || seen->n_weak < seen->n_total || seen->title || name->n_words < 2
      || name->n_total <= name->n_weak)
    return;
  for (guint i = 0; i < TRI_DISCOVER_LANGS; i++)
    name->n[i] += seen->n[i];
  name->n_total += seen->n_total;
  seen->n_total = 0;
}

static GPtrArray *
list_names (TriDiscovery *self)
{
  GPtrArray *names = g_ptr_array_new ();
  GHashTableIter iter;
  gpointer value;

  g_hash_table_iter_init (&iter, self->seen);
  while (g_hash_table_iter_next (&iter, NULL, &value))
    drop_opening (self, value);
  g_hash_table_iter_init (&iter, self->seen);
  while (g_hash_table_iter_next (&iter, NULL, &value))
    if (((TriSeen *) value)->n_total > 0 && is_name (self, value))
      g_ptr_array_add (names, value);
  g_ptr_array_sort (names, compare_seen);
  return names;
}

static void
grouping_init (TriGrouping *self, GPtrArray *names)
{
  self->seen = names;
  self->words = g_ptr_array_new_with_free_func ((GDestroyNotify) g_strfreev);
  self->parents = g_new (guint, names->len + 1);
  self->n = g_new (guint, names->len + 1);
  self->votes = g_new0 (guint, (names->len + 1) * TRI_N_ENTITY_TYPES);
  for (guint i = 0; i < names->len; i++)
    {
      TriSeen *seen = g_ptr_array_index (names, i);

      g_ptr_array_add (self->words, g_strsplit (seen->key, " ", -1));
      self->parents[i] = i;
      self->n[i] = seen->n_total;
      memcpy (self->votes + i * TRI_N_ENTITY_TYPES, seen->votes, sizeof seen->votes);
    }
}

static void
grouping_clear (TriGrouping *self)
{
  g_ptr_array_unref (self->seen);
  g_ptr_array_unref (self->words);
  g_free (self->parents);
  g_free (self->n);
  g_free (self->votes);
}

/* One word, where the entity has a name of several. */
static TriNameKind
get_kind (const TriSeen *seen, guint longest)
{
  return seen->n_words == 1 && longest > 1 && !seen->acronym ? TRI_NAME_SHORT : TRI_NAME_OFFICIAL;
}

static void
add_forms (TriProposal *proposal, const TriSeen *seen, guint longest)
{
  static const char *const langs[TRI_DISCOVER_LANGS] = { "en", "fr", "nl", "" };

  for (guint i = 0; i < TRI_DISCOVER_LANGS; i++)
    if (seen->n[i] > 0)
      {
        const char *surface = seen->surfaces[i];
        TriProposalForm form = { .n = seen->n[i], .kind = get_kind (seen, longest) };

        for (guint j = 0; !surface && j < TRI_DISCOVER_LANGS; j++)
          surface = seen->surfaces[j];
        form.lang = g_strdup (langs[i]);
        form.name = g_strdup (surface);
        g_array_append_val (proposal->forms, form);
      }
}

static int
compare_forms (gconstpointer a, gconstpointer b)
{
  const TriProposalForm *one = a;
  const TriProposalForm *other = b;

  if (one->kind != other->kind)
    return one->kind < other->kind ? -1 : 1;
  if (one->n != other->n)
    return one->n > other->n ? -1 : 1;
  return strcmp (one->name, other->name);
}

static guint
find_longest (TriGrouping *self, GArray *members)
{
  guint longest = 0;

  for (guint i = 0; i < members->len; i++)
    longest = MAX (longest,
                   tri_grouping_seen (self, g_array_index (members, guint, i))->n_words);
  return longest;
}

static guint
count_bits (guint64 bits)
{
  guint n = 0;

  for (; bits; bits &= bits - 1)
    n++;
  return n;
}

/* Seen in several places, in several texts, with words around that say what it is. */
static double
rate (const TriProposal *proposal, guint n_votes, guint n_weak, gboolean title)
{
  double worth = 0.5;

  worth += MIN (proposal->n_mentions - 1, 5) * 0.05;
  worth += MIN (proposal->n_texts - 1, 2) * 0.1;
  worth += n_votes > 1 || title ? 0.1 : 0;
  worth -= n_weak == proposal->n_mentions ? 0.2 : 0;
  return CLAMP (worth, 0.1, 0.98);
}

static TriProposal *
make_proposal (TriGrouping *self, GArray *members)
{
  TriProposal *proposal = tri_proposal_new ();
  guint root = tri_grouping_find (self, g_array_index (members, guint, 0));
  guint longest = find_longest (self, members);
  guint64 texts = 0;
  guint n_weak = 0;
  gboolean title = FALSE;

  proposal->type = tri_grouping_get_type (self, root);
  for (guint i = 0; i < members->len; i++)
    {
      const TriSeen *seen = tri_grouping_seen (self, g_array_index (members, guint, i));

      add_forms (proposal, seen, longest);
      g_array_append_vals (proposal->places, seen->places, seen->n_places);
      proposal->n_mentions += seen->n_total;
      texts |= seen->texts;
      n_weak += seen->n_weak;
      title |= seen->title;
    }
  g_array_sort (proposal->forms, compare_forms);
  proposal->name = g_strdup (g_array_index (proposal->forms, TriProposalForm, 0).name);
  proposal->n_texts = count_bits (texts);
  proposal->confidence = rate (proposal,
                               self->votes[root * TRI_N_ENTITY_TYPES + proposal->type],
                               n_weak,
                               title);
  return proposal;
}

/* A common noun with a capital that means nothing longer: the Committee. */
static gboolean
is_nothing (TriGrouping *self, GArray *members)
{
  const TriSeen *seen = tri_grouping_seen (self, g_array_index (members, guint, 0));

  return members->len == 1 && seen->n_words == 1 && !seen->title
         && (tri_word_classify (seen->key, -1)
             & (TRI_WORD_HEAD | TRI_WORD_PLACE | TRI_WORD_HEADING | TRI_WORD_WORK));
}

static int
compare_proposals (gconstpointer a, gconstpointer b)
{
  const TriProposal *one = *(TriProposal *const *) a;
  const TriProposal *other = *(TriProposal *const *) b;

  if (one->confidence != other->confidence)
    return one->confidence > other->confidence ? -1 : 1;
  if (one->n_mentions != other->n_mentions)
    return one->n_mentions > other->n_mentions ? -1 : 1;
  return strcmp (one->name, other->name);
}

static GPtrArray *
make_proposals (TriGrouping *self)
{
  GPtrArray *proposals = g_ptr_array_new_with_free_func ((GDestroyNotify) tri_proposal_free);
  g_autoptr (GPtrArray) sets = g_ptr_array_new_with_free_func ((GDestroyNotify) g_array_unref);

  for (guint i = 0; i < self->seen->len; i++)
    g_ptr_array_add (sets, g_array_new (FALSE, FALSE, sizeof (guint)));
  for (guint i = 0; i < self->seen->len; i++)
    g_array_append_val ((GArray *) g_ptr_array_index (sets, tri_grouping_find (self, i)), i);
  for (guint i = 0; i < sets->len; i++)
    {
      GArray *members = g_ptr_array_index (sets, i);

      if (members->len > 0 && !is_nothing (self, members))
        g_ptr_array_add (proposals, make_proposal (self, members));
    }
  g_ptr_array_sort (proposals, compare_proposals);
  return proposals;
}

/**
 * tri_discovery_propose:
 *
 * To be called once, when all is collected.
 *
 * Returns: (transfer full) (element-type TriProposal): the surest first
 */
GPtrArray *
tri_discovery_propose (TriDiscovery *self)
{
  TriGrouping grouping;
  GPtrArray *proposals;

  tri_discovery_vote_by_lists (self);
  grouping_init (&grouping, list_names (self));
  tri_grouping_join_spellings (&grouping);
  tri_grouping_join_rows (&grouping);
  tri_grouping_join_concepts (&grouping);
  tri_grouping_join_works (&grouping);
  tri_grouping_join_persons (&grouping);
  tri_grouping_join_same (&grouping, self->same);
  tri_grouping_join_short (&grouping);
  proposals = make_proposals (&grouping);
  grouping_clear (&grouping);
  return proposals;
}
