/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "library/tri-library-bookmarks.h"

#include "library/tri-mark-links.h"
#include "library/tri-mark-read.h"

#include <stdlib.h>
#include <string.h>

/* What the view paints of marks in the passages it shows. */

/* A passage that was asked for, or a counterpart of one. */
typedef struct
{
  gint64 passage;
  gint64 text;
  guint ord;
  guint length;
} Place;

typedef struct
{
  TriLibrary *library;
  GArray *found;     /* (element-type TriMarkRange) */
  GHashTable *known; /* of these, the mark and the passage */
  TriMarkSentences sentences;
} Look;

#define COLUMNS                                                                          \
  "SELECT coalesce (f.id, b.id), b.passage, b.ord, b.end_ord, b.start, b.stop, b.whole," \
  " b.kind, b.style, b.colour, coalesce (f.has_note, b.has_note), coalesce (f.letter, b.letter)"
#define FIRST " LEFT JOIN bookmarks AS f ON b.part_of <> '' AND f.uuid = b.part_of"
/* A mark that begins in a text which was taken out is shown in no other. */
#define IS_SHOWN                                                  \
  " AND NOT EXISTS (SELECT 1 FROM works AS w WHERE w.id = f.work" \
  "  AND w.complete = 2 AND w.deleted IS NOT NULL)"

/* --- Marks in passages */

/* By text and ordinal. */
static GArray *
read_places (TriLibrary *self, const gint64 *passages, guint n_passages, GError **error)
{
  static const char sql[] = "SELECT DISTINCT p.id, p.text, p.ord, length (p.content)"
                            " FROM json_each (?1) AS j CROSS JOIN passages AS p ON p.id = j.value"
                            " ORDER BY p.text, p.ord";
  g_autofree char *json = tri_mark_write_ids (passages, n_passages);
  g_autoptr (TriStatement) statement = tri_library_prepare (self, sql, error);
  g_autoptr (GArray) places = g_array_new (FALSE, FALSE, sizeof (Place));
  GError *local = NULL;

  if (!statement)
    return NULL;
  tri_statement_bind_text (statement, 1, json);
  while (tri_library_next (self, statement, &local))
    {
      Place place = { sqlite3_column_int64 (statement, 0),
                      sqlite3_column_int64 (statement, 1),
                      (guint) sqlite3_column_int64 (statement, 2),
                      (guint) sqlite3_column_int64 (statement, 3) };

      g_array_append_val (places, place);
    }
  if (!local)
    return g_steal_pointer (&places);
  g_propagate_error (error, local);
  return NULL;
}

/* What the mark of this row covers of a passage. */
static void
add_range (GArray *found, TriStatement *row, const Place *place)
{
  guint ord = (guint) sqlite3_column_int64 (row, 2);
  guint end_ord = (guint) sqlite3_column_int64 (row, 3);
  TriMarkRange range = { .bookmark = sqlite3_column_int64 (row, 0), .passage = place->passage };

  range.whole = sqlite3_column_int (row, 6) != 0;
  range.start = place->ord == ord && !range.whole ? (guint) sqlite3_column_int64 (row, 4) : 0;
  range.end = place->ord == end_ord && !range.whole ? (guint) sqlite3_column_int64 (row, 5)
                                                    : place->length;
  range.start = MIN (range.start, place->length);
  range.end = CLAMP (range.end, range.start, place->length);
  range.kind = (TriMarkKind) tri_statement_get_enum (row, 7, TRI_N_MARK_KINDS);
  range.style = (TriMarkStyle) tri_statement_get_enum (row, 8, TRI_N_MARK_STYLES);
  tri_mark_colour_from_nick (tri_statement_get_text (row, 9), &range.colour);
  range.has_note = sqlite3_column_int (row, 10) != 0;
  range.letter = tri_statement_get_text (row, 11)[0];
  g_array_append_val (found, range);
}

/* Those that begin in the passage: mostly all there are. */
static gboolean
read_beginning (TriLibrary *self, const Place *place, TriScope scope, GArray *found, GError **error)
{
  static const char sql[] = COLUMNS " FROM bookmarks AS b" FIRST
                                    " WHERE b.passage = ?1 AND b.scope >= ?2" IS_SHOWN;
  g_autoptr (TriStatement) statement = tri_library_prepare (self, sql, error);
  GError *local = NULL;

  if (!statement)
    return FALSE;
  sqlite3_bind_int64 (statement, 1, place->passage);
  sqlite3_bind_int (statement, 2, scope);
  while (tri_library_next (self, statement, &local))
    add_range (found, statement, place);
  if (local)
    g_propagate_error (error, local);
  return local == NULL;
}

/* Those that began before and reach into one of these passages of one text, by ordinal. */
static gboolean
read_reaching (TriLibrary *self,
               const Place *places,
               guint n_places,
               TriScope scope,
               GArray *found,
               GError **error)
{
  static const char sql[] = COLUMNS " FROM bookmarks AS b INDEXED BY bookmarks_long" FIRST
                                    " WHERE b.text = ?1 AND b.end_ord >= ?2 AND b.ord < ?3"
                                    " AND b.passage <> b.end_passage AND b.scope >= ?4" IS_SHOWN;
  g_autoptr (TriStatement) statement = tri_library_prepare (self, sql, error);
  GError *local = NULL;

  if (!statement)
    return FALSE;
  sqlite3_bind_int64 (statement, 1, places[0].text);
  sqlite3_bind_int64 (statement, 2, places[0].ord);
  sqlite3_bind_int64 (statement, 3, places[n_places - 1].ord);
  sqlite3_bind_int (statement, 4, scope);
  while (tri_library_next (self, statement, &local))
    for (guint i = 0; i < n_places; i++)
      if (places[i].ord > (guint) sqlite3_column_int64 (statement, 2)
          && places[i].ord <= (guint) sqlite3_column_int64 (statement, 3))
        add_range (found, statement, &places[i]);
  if (local)
    g_propagate_error (error, local);
  return local == NULL;
}

/* @scope: the least that is wanted. */
static GArray *
read_ranges (TriLibrary *self, const GArray *places, TriScope scope, GError **error)
{
  g_autoptr (GArray) found = g_array_new (FALSE, FALSE, sizeof (TriMarkRange));
  const Place *all = (const Place *) places->data;

  for (guint i = 0; i < places->len; i++)
    if (!read_beginning (self, &all[i], scope, found, error))
      return NULL;
  for (guint first = 0, end; first < places->len; first = end)
    {
      for (end = first + 1; end < places->len && all[end].text == all[first].text;)
        end++;
      if (!read_reaching (self, &all[first], end - first, scope, found, error))
        return NULL;
    }
  return g_steal_pointer (&found);
}

/* --- Counterparts */

static guint
hash_range (gconstpointer key)
{
  const TriMarkRange *range = key;

  return g_int64_hash (&range->bookmark) * 31 + g_int64_hash (&range->passage);
}

static gboolean
is_same (gconstpointer a, gconstpointer b)
{
  const TriMarkRange *one = a;
  const TriMarkRange *other = b;

  return one->bookmark == other->bookmark && one->passage == other->passage;
}

/* Where a tie leads to, in the passage that was asked for. */
static TriRange
get_range (Look *self, const TriMarkTie *tie, const Place *place)
{
  TriRange range = { 0, place->length };

  tri_mark_sentences_get (&self->sentences, tie->passage, tie->sentence, &range);
  return range;
}

/* Adds what a mark elsewhere means here, or makes what was added larger; the mark itself stands
 * before its counterparts. */
static void
add_counterpart (Look *self, const TriMarkRange *there, const TriMarkTie *tie, const Place *place)
{
  TriMarkRange range = *there;
  const TriRange here = get_range (self, tie, place);
  gpointer at = NULL;

  range.passage = place->passage;
  range.start = here.start;
  range.end = here.end;
  range.is_counterpart = TRUE;
  if (!g_hash_table_lookup_extended (self->known, &range, NULL, &at))
    {
      g_hash_table_insert (self->known,
                           g_memdup2 (&range, sizeof range),
                           GUINT_TO_POINTER (self->found->len));
      g_array_append_val (self->found, range);
      return;
    }
  if (g_array_index (self->found, TriMarkRange, GPOINTER_TO_UINT (at)).is_counterpart)
    {
      TriMarkRange *known = &g_array_index (self->found, TriMarkRange, GPOINTER_TO_UINT (at));

      known->start = MIN (known->start, range.start);
      known->end = MAX (known->end, range.end);
      known->whole |= range.whole;
    }
}

static const Place *
find_place (const GArray *places, gint64 passage)
{
  for (guint i = 0; i < places->len; i++)
    if (g_array_index (places, Place, i).passage == passage)
      return &g_array_index (places, Place, i);
  return NULL;
}

static GArray *
list_others (const GArray *ties)
{
  g_autoptr (GHashTable) seen = g_hash_table_new (g_int64_hash, g_int64_equal);
  GArray *others = g_array_new (FALSE, FALSE, sizeof (gint64));

  for (guint i = 0; i < ties->len; i++)
    {
      TriMarkTie *tie = &g_array_index (ties, TriMarkTie, i);

      if (g_hash_table_add (seen, &tie->other))
        g_array_append_val (others, tie->other);
    }
  return others;
}

static void
follow_ties (Look *self, const GArray *there, const GArray *ties, const GArray *places)
{
  for (guint i = 0; i < there->len; i++)
    {
      const TriMarkRange *range = &g_array_index (there, TriMarkRange, i);
      const TriRange words = { range->start, range->end };

      for (guint k = 0; k < ties->len; k++)
        {
          const TriMarkTie *tie = &g_array_index (ties, TriMarkTie, k);
          const Place *place;

          if (tie->other == range->passage
              && tri_mark_sentences_touches (&self->sentences,
                                             tie->other,
                                             tie->other_sentence,
                                             &words)
              && (place = find_place (places, tie->passage)))
            add_counterpart (self, range, tie, place);
        }
    }
}

/* A mark of a whole passage whose counterpart is but a part of another marks that part. */
static void
check_whole (Look *self, const GArray *places)
{
  for (guint i = 0; i < self->found->len; i++)
    {
      TriMarkRange *range = &g_array_index (self->found, TriMarkRange, i);
      const Place *place;

      if (range->is_counterpart && (place = find_place (places, range->passage)))
        range->whole = range->whole && range->start == 0 && range->end >= place->length;
    }
}

static gboolean
add_counterparts (Look *self, const GArray *places, GError **error)
{
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr (GArray) ties = NULL;
  g_autoptr (GArray) others = NULL;
  g_autoptr (GArray) other_places = NULL;
  g_autoptr (GArray) there = NULL;

  for (guint i = 0; i < places->len; i++)
    g_array_append_val (ids, g_array_index (places, Place, i).passage);
  ties = tri_mark_list_ties (self->library, (const gint64 *) ids->data, ids->len, error);
  if (!ties)
    return FALSE;
  others = list_others (ties);
  other_places = read_places (self->library, (const gint64 *) others->data, others->len, error);
  if (!other_places)
    return FALSE;
  there = read_ranges (self->library, other_places, TRI_SCOPE_PASSAGE, error);
  if (!there)
    return FALSE;
  follow_ties (self, there, ties, places);
  check_whole (self, places);
  return TRUE;
}

static void
note_known (Look *self)
{
  self->known = g_hash_table_new_full (hash_range, is_same, g_free, NULL);
  for (guint i = 0; i < self->found->len; i++)
    g_hash_table_insert (self->known,
                         g_memdup2 (&g_array_index (self->found, TriMarkRange, i),
                                    sizeof (TriMarkRange)),
                         GUINT_TO_POINTER (i));
}

static int
compare_ranges (gconstpointer a, gconstpointer b)
{
  const TriMarkRange *one = a;
  const TriMarkRange *other = b;

  if (one->passage != other->passage)
    return one->passage < other->passage ? -1 : 1;
  if (one->start != other->start)
    return one->start < other->start ? -1 : 1;
  return one->bookmark < other->bookmark ? -1 : one->bookmark > other->bookmark;
}

/**
 * tri_library_list_marks_in:
 * @passages: (array length=n_passages): mostly those in view
 *
 * Returns: (transfer full) (element-type TriMarkRange): what of the passages is marked, and what is
 * a counterpart of what a mark with scope "passage" marks elsewhere; %NULL on error
 */
GArray *
tri_library_list_marks_in (TriLibrary *self,
                           const gint64 *passages,
                           guint n_passages,
                           GError **error)
{
  g_autoptr (GArray) places = read_places (self, passages, n_passages, error);
  Look look = { self };
  gboolean done;

  if (!places)
    return NULL;
  look.found = read_ranges (self, places, TRI_SCOPE_WORDING, error);
  if (!look.found)
    return NULL;
  note_known (&look);
  tri_mark_sentences_init (&look.sentences, self);
  done = add_counterparts (&look, places, error);
  tri_mark_sentences_clear (&look.sentences);
  g_hash_table_unref (look.known);
  g_array_sort (look.found, compare_ranges);
  if (!done)
    g_clear_pointer (&look.found, g_array_unref);
  return look.found;
}

/* --- What follows from it */

static int
compare_marks (gconstpointer a, gconstpointer b)
{
  const TriBookmark *one = *(TriBookmark *const *) a;
  const TriBookmark *other = *(TriBookmark *const *) b;

  if (one->text != other->text)
    return one->text < other->text ? -1 : 1;
  if (one->ord != other->ord)
    return one->ord < other->ord ? -1 : 1;
  if (one->start != other->start)
    return one->start < other->start ? -1 : 1;
  return one->id < other->id ? -1 : one->id > other->id;
}

/**
 * tri_library_list_bookmarks_at:
 * @passages: (array length=n_passages): mostly those in view
 *
 * Returns: (transfer full) (element-type TriBookmark): the bookmarks that touch any of the
 * passages, and with scope "passage" those that touch a counterpart of one; each once
 */
GPtrArray *
tri_library_list_bookmarks_at (TriLibrary *self,
                               const gint64 *passages,
                               guint n_passages,
                               GError **error)
{
  g_autoptr (GArray) ranges = tri_library_list_marks_in (self, passages, n_passages, error);
  g_autoptr (GHashTable) seen = g_hash_table_new (g_int64_hash, g_int64_equal);
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  GPtrArray *marks;

  for (guint i = 0; ranges && i < ranges->len; i++)
    if (g_hash_table_add (seen, &g_array_index (ranges, TriMarkRange, i).bookmark))
      g_array_append_val (ids, g_array_index (ranges, TriMarkRange, i).bookmark);
  if (!ranges)
    return NULL;
  marks = tri_library_get_marks (self, (const gint64 *) ids->data, ids->len, error);
  if (marks)
    g_ptr_array_sort (marks, compare_marks);
  return marks;
}
