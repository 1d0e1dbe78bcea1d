/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "library/tri-library-private.h"
#include "library/tri-library-works.h"
#include "library/tri-pack.h"

#include <math.h>

/* A file can link everything to everything; nobody could see that. */
#define MAX_MEMBERS 2048

/* One member of a link that the passage is in. */
typedef struct
{
  gint64 link;
  gint64 text_ord;
  gboolean is_asked; /* the unit that was asked for, or the passage around it */
  gboolean is_own;   /* in the passage that was asked for */
  TriCounterpart counterpart;
} Member;

static Member
read_member (TriStatement *row, gint64 passage, int sentence)
{
  Member member = { sqlite3_column_int64 (row, 0), sqlite3_column_int64 (row, 5) };
  TriCounterpart *counterpart = &member.counterpart;

  counterpart->passage = sqlite3_column_int64 (row, 1);
  counterpart->sentence = sqlite3_column_int (row, 2);
  counterpart->text = sqlite3_column_int64 (row, 3);
  counterpart->ord = (guint) sqlite3_column_int64 (row, 4);
  counterpart->status = (TriStatus) tri_statement_get_enum (row, 6, TRI_STATUS_CONFIRMED + 1);
  counterpart->relation = (TriRelation) tri_statement_get_enum (row, 7, TRI_RELATION_OVERLAP + 1);
  counterpart->score = NAN;
  if (sqlite3_column_type (row, 8) != SQLITE_NULL)
    counterpart->score = sqlite3_column_double (row, 8);
  member.is_own = counterpart->passage == passage;
  member.is_asked = member.is_own
                    && (sentence < 0
                        || counterpart->sentence < 0
                        || counterpart->sentence == sentence);
  return member;
}

static GArray *
read_members (TriLibrary *self, gint64 passage, int sentence, GError **error)
{
  static const char sql[] = "SELECT o.link, o.passage, o.sentence, p.text, p.ord, t.ord, "
                            "l.status, l.relation, l.score"
                            " FROM links l CROSS JOIN link_members o ON o.link = l.id"
                            " CROSS JOIN passages p ON p.id = o.passage CROSS JOIN texts t ON "
                            "t.id = p.text"
                            " WHERE l.kind = 0 AND l.id IN"
                            "  (SELECT link FROM link_members WHERE passage = ?1"
                            "                AND (?2 < 0 OR sentence IN (?2, -1)))"
                            " ORDER BY l.id, t.ord, p.ord, o.sentence LIMIT ?3";
  g_autoptr (TriStatement) statement = tri_library_prepare (self, sql, error);
  g_autoptr (GArray) members = g_array_new (FALSE, FALSE, sizeof (Member));
  GError *local = NULL;

  if (!statement)
    return NULL;
  sqlite3_bind_int64 (statement, 1, passage);
  sqlite3_bind_int (statement, 2, sentence);
  sqlite3_bind_int (statement, 3, MAX_MEMBERS);
  while (tri_library_next (self, statement, &local))
    {
      Member member = read_member (statement, passage, sentence);

      g_array_append_val (members, member);
    }
  if (!local)
    return g_steal_pointer (&members);
  g_propagate_error (error, local);
  return NULL;
}

static guint
count_sentences (TriLibrary *self, gint64 passage)
{
  static const char sql[] = "SELECT sentences FROM passages WHERE id = ?";
  g_autoptr (TriStatement) statement = tri_library_prepare (self, sql, NULL);
  TriUnpacker unpacker;
  guint64 n;

  if (!statement)
    return 0;
  sqlite3_bind_int64 (statement, 1, passage);
  if (!tri_library_next (self, statement, NULL))
    return 0;
  unpacker.at = sqlite3_column_blob (statement, 0);
  unpacker.end = unpacker.at + sqlite3_column_bytes (statement, 0);
  return unpacker.at && tri_unpack_number (&unpacker, &n, NULL) ? (guint) n : 0;
}

/* The members of one link, [first, end), that stand in a text. */
static guint
count_in_text (const GArray *members, guint first, guint end, gint64 text)
{
  guint n = 0;

  for (guint i = first; i < end; i++)
    n += g_array_index (members, Member, i).counterpart.text == text;
  return n;
}

static guint
find_end (const GArray *members, guint first)
{
  guint end = first + 1;

  while (end < members->len
         && g_array_index (members, Member, end).link
                == g_array_index (members, Member, first).link)
    end++;
  return end;
}

static TriCounterpart *
find_counterpart (GArray *found, gint64 passage, int sentence)
{
  for (guint i = 0; i < found->len; i++)
    {
      TriCounterpart *counterpart = &g_array_index (found, TriCounterpart, i);

      if (counterpart->passage == passage && counterpart->sentence == sentence)
        return counterpart;
    }
  return NULL;
}

static void
add_counterpart (GArray *found, const TriCounterpart *counterpart)
{
  TriCounterpart *known = find_counterpart (found, counterpart->passage, counterpart->sentence);

  if (known)
    known->full |= counterpart->full;
  else
    g_array_append_vals (found, counterpart, 1);
}

/* What one link says of one sentence. It says so exactly when each side is one unit, and ours is
 * the sentence, or the passage and the sentence is all of it. */
static void
add_of_sentence (const GArray *members,
                 guint first,
                 guint end,
                 gboolean is_alone,
                 GArray *found)
{
  const Member *asked = NULL;

  for (guint i = first; i < end; i++)
    if (g_array_index (members, Member, i).is_asked)
      asked = &g_array_index (members, Member, i);
  for (guint i = first; asked && i < end; i++)
    {
      const Member *member = &g_array_index (members, Member, i);
      TriCounterpart counterpart = member->counterpart;

      if (member->is_asked)
        continue;
      counterpart.full = (asked->counterpart.sentence >= 0 || is_alone)
                         && count_in_text (members, first, end, asked->counterpart.text) == 1
                         && count_in_text (members, first, end, counterpart.text) == 1;
      add_counterpart (found, &counterpart);
    }
}

/* How much of two passages the links between their sentences cover. */
typedef struct
{
  GHashTable *own;   /* sentences of the passage asked for */
  GHashTable *other; /* those of the other one */
} Cover;

static void
cover (const GArray *members, gint64 passage, Cover *out)
{
  for (guint first = 0, end; first < members->len; first = end)
    {
      gboolean touches = FALSE;

      end = find_end (members, first);
      for (guint i = first; i < end; i++)
        touches |= g_array_index (members, Member, i).counterpart.passage == passage;
      for (guint i = first; touches && i < end; i++)
        {
          const Member *member = &g_array_index (members, Member, i);
          gpointer sentence = GINT_TO_POINTER (member->counterpart.sentence);

          if (member->counterpart.sentence >= 0 && member->is_own)
            g_hash_table_add (out->own, sentence);
          else if (member->counterpart.sentence >= 0 && member->counterpart.passage == passage)
            g_hash_table_add (out->other, sentence);
        }
    }
}

/* Two passages are full counterparts when a link says so of them alone, or links between their
 * sentences leave none of either out. */
static gboolean
is_covered (TriLibrary *self, const GArray *members, gint64 own, gint64 other)
{
  g_autoptr (GHashTable) own_set = g_hash_table_new (NULL, NULL);
  g_autoptr (GHashTable) other_set = g_hash_table_new (NULL, NULL);
  Cover both = { own_set, other_set };

  cover (members, other, &both);
  return g_hash_table_size (own_set) > 0
         && g_hash_table_size (own_set) >= count_sentences (self, own)
         && g_hash_table_size (other_set) >= count_sentences (self, other);
}

static void
add_of_passage (const GArray *members, guint first, guint end, GArray *found)
{
  gint64 own_text = 0;
  gboolean is_whole = FALSE;

  for (guint i = first; i < end; i++)
    if (g_array_index (members, Member, i).is_own)
      {
        own_text = g_array_index (members, Member, i).counterpart.text;
        is_whole |= g_array_index (members, Member, i).counterpart.sentence < 0;
      }
  for (guint i = first; i < end; i++)
    {
      const Member *member = &g_array_index (members, Member, i);
      TriCounterpart counterpart = member->counterpart;

      if (member->is_own)
        continue;
      counterpart.full = is_whole
                         && counterpart.relation != TRI_RELATION_OVERLAP
                         && counterpart.sentence < 0
                         && count_in_text (members, first, end, own_text) == 1
                         && count_in_text (members, first, end, counterpart.text) == 1;
      counterpart.sentence = -1;
      add_counterpart (found, &counterpart);
    }
}

static int
compare_counterparts (gconstpointer a, gconstpointer b, gpointer data)
{
  const TriCounterpart *left = a, *right = b;
  GHashTable *ords = data;
  int left_text = GPOINTER_TO_INT (g_hash_table_lookup (ords, &left->text));
  int right_text = GPOINTER_TO_INT (g_hash_table_lookup (ords, &right->text));

  if (left_text != right_text)
    return left_text < right_text ? -1 : 1;
  if (left->ord != right->ord)
    return left->ord < right->ord ? -1 : 1;
  return left->sentence < right->sentence ? -1 : left->sentence > right->sentence;
}

static void
sort (const GArray *members, GArray *found)
{
  g_autoptr (GHashTable) ords = g_hash_table_new (g_int64_hash, g_int64_equal);

  for (guint i = 0; i < members->len; i++)
    {
      Member *member = &g_array_index (members, Member, i);

      g_hash_table_insert (ords,
                           &member->counterpart.text,
                           GINT_TO_POINTER ((int) member->text_ord));
    }
  g_array_sort_with_data (found, compare_counterparts, ords);
}

/**
 * tri_library_get_counterparts:
 * @sentence: the index of a sentence, -1 for the whole passage
 *
 * Finds what corresponds to a passage or to one of its sentences.
 *
 * Of a whole passage the counterparts are whole passages: full when a link ties these two alone, or
 * links of their sentences cover both. Of a sentence they are what links say of it; where they
 * speak of the passage around it only, that is a part.
 *
 * Returns: (transfer full) (element-type TriCounterpart): by text and ordinal, the passages of the
 * same text that the same links hold among them; %NULL on error
 */
GArray *
tri_library_get_counterparts (TriLibrary *self, gint64 passage, int sentence, GError **error)
{
  g_autoptr (GArray) members = read_members (self, passage, sentence, error);
  g_autoptr (GArray) found = g_array_new (FALSE, FALSE, sizeof (TriCounterpart));
  gboolean is_alone;

  if (!members)
    return NULL;
  is_alone = sentence >= 0 && members->len > 0 && count_sentences (self, passage) == 1;
  for (guint first = 0, end; first < members->len; first = end)
    {
      end = find_end (members, first);
      if (sentence >= 0)
        add_of_sentence (members, first, end, is_alone, found);
      else
        add_of_passage (members, first, end, found);
    }
  for (guint i = 0; sentence < 0 && i < found->len; i++)
    {
      TriCounterpart *counterpart = &g_array_index (found, TriCounterpart, i);

      if (!counterpart->full)
        counterpart->full = is_covered (self, members, passage, counterpart->passage);
    }
  sort (members, found);
  return g_steal_pointer (&found);
}
