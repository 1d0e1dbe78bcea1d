/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "library/tri-library-pairs.h"

#include "library/tri-library-private.h"
#include "library/tri-pack.h"
#include "model/tri-link.h"
#include "model/tri-passage.h"

#include <math.h>

/* In place of a sentence: all of the passage. */
#define ANY_SENTENCE -2

/* The lower, the more a link counts. */
enum
{
  RANK_GROUP = 1 << 0,
  RANK_COMPUTED = 1 << 1,
  RANK_PASSAGE = 1 << 2,
};

/* A link at a sentence. */
typedef struct
{
  gint64 link;
  guint rank;
  double score;
} Tie;

typedef struct
{
  gint64 passage;
  guint side;
  TriPairUnit unit;
} Node;

/* A link as its member in the other text is met. */
typedef struct
{
  gint64 passage;
  guint side;
  guint ord;
  int sentence;
} Member;

/* What hangs together: sentences, from one to the next by the links that count. */
typedef struct
{
  TriLibrary *library;
  const gint64 *texts;
  GPtrArray *nodes;
  GHashTable *met;   /* of the nodes */
  GHashTable *links; /* looked at */
  guint n_links;     /* that counted */
  double score;
} Search;

static void
clear_link (gpointer data)
{
  TriPairLink *self = data;

  g_array_unref (self->units[0]);
  g_array_unref (self->units[1]);
}

TriPairLink *
tri_pair_link_ref (TriPairLink *self)
{
  return g_rc_box_acquire (self);
}

void
tri_pair_link_unref (TriPairLink *self)
{
  g_rc_box_release_full (self, clear_link);
}

int
tri_pair_unit_compare (gconstpointer a, gconstpointer b)
{
  const TriPairUnit *left = a, *right = b;

  if (left->ord != right->ord)
    return left->ord < right->ord ? -1 : 1;
  return (left->sentence > right->sentence) - (left->sentence < right->sentence);
}

const TriPairUnit *
tri_pair_link_get_first (const TriPairLink *self, guint side)
{
  return &g_array_index (self->units[side], TriPairUnit, 0);
}

gboolean
tri_pair_link_has (const TriPairLink *self, guint side, const TriPairUnit *unit)
{
  return g_array_binary_search (self->units[side], unit, tri_pair_unit_compare, NULL);
}

static guint
hash_node (gconstpointer data)
{
  const Node *node = data;

  return (guint) node->passage * 31 + node->unit.sentence;
}

static gboolean
is_same_node (gconstpointer a, gconstpointer b)
{
  const Node *left = a, *right = b;

  return left->passage == right->passage && left->unit.sentence == right->unit.sentence;
}

static void
init_search (Search *self, TriLibrary *library, const gint64 *texts)
{
  self->library = library;
  self->texts = texts;
  self->nodes = g_ptr_array_new_with_free_func (g_free);
  self->met = g_hash_table_new (hash_node, is_same_node);
  self->links = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  self->score = NAN;
}

static void
clear_search (Search *self)
{
  g_clear_pointer (&self->met, g_hash_table_unref);
  g_clear_pointer (&self->links, g_hash_table_unref);
  g_clear_pointer (&self->nodes, g_ptr_array_unref);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Search, clear_search)

static void
add_node (Search *self, gint64 passage, guint side, const TriPairUnit *unit)
{
  const Node node = { passage, side, *unit };
  Node *kept = NULL;

  if (g_hash_table_contains (self->met, &node))
    return;
  kept = g_memdup2 (&node, sizeof node);
  g_hash_table_add (self->met, kept);
  g_ptr_array_add (self->nodes, kept);
}

/* How many sentences a passage counts for. */
static gboolean
count_units (TriLibrary *library, gint64 passage, guint *n, GError **error)
{
  static const char sql[] = "SELECT sentences, content <> '' FROM passages WHERE id = ?";
  g_autoptr (TriStatement) statement = tri_library_prepare (library, sql, error);
  g_autoptr (GArray) ranges = tri_range_array_new ();
  TriUnpacker unpacker = { NULL };
  GError *local = NULL;

  *n = 0;
  if (!statement)
    return FALSE;
  sqlite3_bind_int64 (statement, 1, passage);
  if (tri_library_next (library, statement, &local))
    {
      unpacker.at = sqlite3_column_blob (statement, 0);
      unpacker.end = unpacker.at + sqlite3_column_bytes (statement, 0);
      if (unpacker.at && !tri_unpack_ranges (&unpacker, ranges, error))
        return FALSE;
      *n = MAX (ranges->len, (guint) sqlite3_column_int (statement, 1));
    }
  if (local)
    g_propagate_error (error, local);
  return local == NULL;
}

/* The links with members in both texts that hold the sentence, or, with ANY_SENTENCE, anything of
 * the passage. (element-type Tie) */
static GArray *
list_ties (Search *self, gint64 passage, guint side, int sentence, GError **error)
{
  static const char sql[] = "SELECT l.id, l.status, l.kind, l.score, m.sentence"
                            " FROM link_members m"
                            " CROSS JOIN links l ON l.id = m.link AND l.kind < 2"
                            " WHERE m.passage = ?1 AND (?2 < -1 OR m.sentence IN (?2, -1))"
                            " AND EXISTS (SELECT 1 FROM link_members o CROSS JOIN passages p"
                            "  ON p.id = o.passage AND p.text = ?3 WHERE o.link = l.id)";
  g_autoptr (TriStatement) statement = tri_library_prepare (self->library, sql, error);
  g_autoptr (GArray) ties = g_array_new (FALSE, FALSE, sizeof (Tie));
  GError *local = NULL;

  if (!statement)
    return NULL;
  sqlite3_bind_int64 (statement, 1, passage);
  sqlite3_bind_int (statement, 2, sentence);
  sqlite3_bind_int64 (statement, 3, self->texts[!side]);
  while (tri_library_next (self->library, statement, &local))
    {
      TriStatus status = (TriStatus) sqlite3_column_int (statement, 1);
      gboolean is_pair = sqlite3_column_int (statement, 2) == TRI_LINK_PAIR;
      Tie tie = { sqlite3_column_int64 (statement, 0), 0, NAN };

      tie.rank = (sqlite3_column_int (statement, 4) < 0 ? RANK_PASSAGE : 0)
                 | (status == TRI_STATUS_COMPUTED ? RANK_COMPUTED : 0)
                 | (is_pair ? 0 : RANK_GROUP);
      if (status == TRI_STATUS_CONFIRMED)
        tie.score = 1;
      else if (sqlite3_column_type (statement, 3) != SQLITE_NULL)
        tie.score = sqlite3_column_double (statement, 3);
      g_array_append_val (ties, tie);
    }
  if (!local)
    return g_steal_pointer (&ties);
  g_propagate_error (error, local);
  return NULL;
}

static guint
get_best (const GArray *ties)
{
  guint best = G_MAXUINT;

  for (guint i = 0; i < ties->len; i++)
    best = MIN (best, g_array_index (ties, Tie, i).rank);
  return best;
}

/* Of the two texts. (element-type Member) */
static GArray *
list_members (Search *self, gint64 link, GError **error)
{
  static const char sql[] = "SELECT m.passage, p.text = ?3, p.ord, m.sentence FROM link_members m"
                            " CROSS JOIN passages p ON p.id = m.passage AND p.text IN (?2, ?3)"
                            " WHERE m.link = ?1";
  g_autoptr (TriStatement) statement = tri_library_prepare (self->library, sql, error);
  g_autoptr (GArray) members = g_array_new (FALSE, FALSE, sizeof (Member));
  GError *local = NULL;

  if (!statement)
    return NULL;
  sqlite3_bind_int64 (statement, 1, link);
  sqlite3_bind_int64 (statement, 2, self->texts[0]);
  sqlite3_bind_int64 (statement, 3, self->texts[1]);
  while (tri_library_next (self->library, statement, &local))
    {
      Member member = {
        sqlite3_column_int64 (statement, 0),
        (guint) sqlite3_column_int (statement, 1),
        (guint) sqlite3_column_int64 (statement, 2),
        sqlite3_column_int (statement, 3),
      };

      g_array_append_val (members, member);
    }
  if (!local)
    return g_steal_pointer (&members);
  g_propagate_error (error, local);
  return NULL;
}

/* A link counts when at none of its members another one counts more. */
static gboolean
check_rank (Search *self, gint64 link, const GArray *members, gboolean *counts, GError **error)
{
  *counts = TRUE;
  for (guint i = 0; *counts && i < members->len; i++)
    {
      const Member *member = &g_array_index (members, Member, i);
      int sentence = member->sentence < 0 ? ANY_SENTENCE : member->sentence;
      g_autoptr (GArray) ties = NULL;
      guint best = 0;

      ties = list_ties (self, member->passage, member->side, sentence, error);
      if (!ties)
        return FALSE;
      best = get_best (ties);
      *counts = FALSE;
      for (guint n = 0; n < ties->len && !*counts; n++)
        {
          const Tie *tie = &g_array_index (ties, Tie, n);

          *counts = tie->link == link && tie->rank == best;
        }
    }
  return TRUE;
}

static gboolean
add_member (Search *self, const Member *member, GError **error)
{
  TriPairUnit unit = { member->ord, 0 };
  guint n = 0;

  if (!count_units (self->library, member->passage, &n, error))
    return FALSE;
  for (; unit.sentence < n; unit.sentence++)
    if (member->sentence < 0 || (guint) member->sentence == unit.sentence)
      add_node (self, member->passage, member->side, &unit);
  return TRUE;
}

static gboolean
follow (Search *self, const Tie *tie, GError **error)
{
  g_autoptr (GArray) members = NULL;
  gboolean counts = FALSE;

  if (!g_hash_table_add (self->links, g_memdup2 (&tie->link, sizeof tie->link)))
    return TRUE;
  members = list_members (self, tie->link, error);
  if (!members || !check_rank (self, tie->link, members, &counts, error))
    return FALSE;
  if (!counts)
    return TRUE;
  for (guint i = 0; i < members->len; i++)
    if (!add_member (self, &g_array_index (members, Member, i), error))
      return FALSE;
  self->n_links++;
  /* NAN where nobody said */
  self->score = fmin (self->score, tie->score);
  return TRUE;
}

static gboolean
follow_all (Search *self, const Node *node, GError **error)
{
  g_autoptr (GArray) ties = NULL;
  guint best = 0;

  ties = list_ties (self, node->passage, node->side, (int) node->unit.sentence, error);
  if (!ties)
    return FALSE;
  best = get_best (ties);
  for (guint i = 0; i < ties->len; i++)
    {
      const Tie *tie = &g_array_index (ties, Tie, i);

      if (tie->rank == best && !follow (self, tie, error))
        return FALSE;
    }
  return TRUE;
}

/* NULL when one side has no words. */
static TriPairLink *
new_link (const Search *self)
{
  g_autoptr (TriPairLink) link = g_rc_box_new0 (TriPairLink);

  link->score = self->score;
  for (guint side = 0; side < 2; side++)
    link->units[side] = g_array_new (FALSE, FALSE, sizeof (TriPairUnit));
  for (guint i = 0; i < self->nodes->len; i++)
    {
      const Node *node = g_ptr_array_index (self->nodes, i);

      g_array_append_val (link->units[node->side], node->unit);
    }
  for (guint side = 0; side < 2; side++)
    g_array_sort (link->units[side], tri_pair_unit_compare);
  if (link->units[0]->len == 0 || link->units[1]->len == 0)
    return NULL;
  return g_steal_pointer (&link);
}

/**
 * tri_library_get_pair_link:
 * @texts: (array fixed-size=2): the rows of two texts of one work
 * @side: which of them @passage stands in, 0 or 1
 * @passage: a passage; @unit is a sentence of it
 *
 * Links that share a sentence are one: whatever sentence of it is asked for, the answer is the
 * same.
 *
 * Returns: (transfer full) (nullable): the link; %NULL with @error set, or when there is none
 */
TriPairLink *
tri_library_get_pair_link (TriLibrary *self,
                           const gint64 *texts,
                           guint side,
                           gint64 passage,
                           const TriPairUnit *unit,
                           GError **error)
{
  g_auto (Search) search = { 0 };

  init_search (&search, self, texts);
  add_node (&search, passage, side, unit);
  for (guint i = 0; i < search.nodes->len; i++)
    if (!follow_all (&search, g_ptr_array_index (search.nodes, i), error))
      return NULL;
  return search.n_links > 0 ? new_link (&search) : NULL;
}

/**
 * tri_library_is_tied:
 * @a: the row of a text; likewise @b
 *
 * Returns: whether a link has members in both
 */
gboolean
tri_library_is_tied (TriLibrary *self, gint64 a, gint64 b)
{
  static const char sql[] = "SELECT EXISTS (SELECT 1 FROM passages p"
                            "  CROSS JOIN link_members m ON m.passage = p.id"
                            "  CROSS JOIN link_members o ON o.link = m.link"
                            "  CROSS JOIN passages q ON q.id = o.passage AND q.text = ?2"
                            "  WHERE p.text = ?1)";
  g_autoptr (TriStatement) statement = tri_library_prepare (self, sql, NULL);

  if (!statement)
    return FALSE;
  sqlite3_bind_int64 (statement, 1, a);
  sqlite3_bind_int64 (statement, 2, b);
  return tri_library_next (self, statement, NULL) && sqlite3_column_int (statement, 0);
}
