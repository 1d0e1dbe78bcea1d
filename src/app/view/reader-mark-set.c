/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "reader-mark-set.h"

struct _ReaderMarkSet
{
  GObject parent_instance;

  /* (element-type gint64 GArray): ReaderMarks by passage. */
  GHashTable *passages;
  /* (element-type gint64 char*): notes by bookmark. */
  GHashTable *notes;
};

G_DEFINE_FINAL_TYPE (ReaderMarkSet, reader_mark_set, G_TYPE_OBJECT)

/* --- lanes ---
 *
 * Marks that overlap lie in lanes, so that each of them can be seen over its whole length:
 *
 *   lane 0   ├──────────────┤      ├──┤
 *   lane 1        ├───┤   ├──────┤
 *   lane 2          ├───────┤
 *
 * Which one follows from where they begin and end alone. A strike takes no room from the others.
 */

/**
 * reader_mark_is_drawn:
 *
 * Returns: whether something is painted at the words, and not the sign beside them alone
 */
gboolean
reader_mark_is_drawn (const ReaderMark *self)
{
  if (self->range.is_counterpart)
    return !self->range.whole;
  return self->range.kind == TRI_MARK_HIGHLIGHT || !self->range.whole;
}

static gboolean
is_strike (const ReaderMark *mark)
{
  return mark->range.kind == TRI_MARK_HIGHLIGHT && mark->range.style == TRI_MARK_STRIKE;
}

static guint
find_lane (GArray *marks, guint index)
{
  const ReaderMark *mark = &g_array_index (marks, ReaderMark, index);
  gboolean taken[READER_MARK_LANES] = { FALSE };

  for (guint i = 0; i < index; i++)
    {
      const ReaderMark *other = &g_array_index (marks, ReaderMark, i);

      if (reader_mark_is_drawn (other)
          && is_strike (other) == is_strike (mark)
          && other->range.end > mark->range.start
          && other->range.start < mark->range.end)
        taken[other->lane] = TRUE;
    }
  for (guint lane = 0; lane < READER_MARK_LANES; lane++)
    if (!taken[lane])
      return lane;
  return READER_MARK_LANES - 1;
}

/* The longer of two that begin together comes first, so that it is the outer one. */
static int
compare (gconstpointer a, gconstpointer b)
{
  const TriMarkRange *one = &((const ReaderMark *) a)->range;
  const TriMarkRange *other = &((const ReaderMark *) b)->range;

  if (one->start != other->start)
    return one->start < other->start ? -1 : 1;
  if (one->end != other->end)
    return one->end > other->end ? -1 : 1;
  return (one->bookmark > other->bookmark) - (one->bookmark < other->bookmark);
}

static void
lay_out (GArray *marks)
{
  g_array_sort (marks, compare);
  for (guint i = 0; i < marks->len; i++)
    {
      ReaderMark *mark = &g_array_index (marks, ReaderMark, i);

      if (reader_mark_is_drawn (mark))
        mark->lane = find_lane (marks, i);
    }
}

/* --- the set --- */

static gboolean
is_equal (const TriMarkRange *a, const TriMarkRange *b)
{
  return a->bookmark == b->bookmark && a->passage == b->passage && a->start == b->start
         && a->end == b->end && a->whole == b->whole && a->kind == b->kind && a->style == b->style
         && a->colour == b->colour && a->has_note == b->has_note
         && a->is_counterpart == b->is_counterpart && a->letter == b->letter;
}

static gboolean
is_same (GHashTable *old, GHashTable *new)
{
  GHashTableIter iter;
  gpointer passage = NULL;
  gpointer value = NULL;

  if (g_hash_table_size (old) != g_hash_table_size (new))
    return FALSE;
  g_hash_table_iter_init (&iter, new);
  while (g_hash_table_iter_next (&iter, &passage, &value))
    {
      GArray *marks = value;
      GArray *before = g_hash_table_lookup (old, passage);

      if (before == NULL || before->len != marks->len)
        return FALSE;
      for (guint i = 0; i < marks->len; i++)
        if (!is_equal (&g_array_index (marks, ReaderMark, i).range,
                       &g_array_index (before, ReaderMark, i).range))
          return FALSE;
    }
  return TRUE;
}

static gboolean
has_same_notes (GHashTable *old, GHashTable *new)
{
  GHashTableIter iter;
  gpointer bookmark = NULL;
  gpointer note = NULL;

  if (g_hash_table_size (old) != g_hash_table_size (new))
    return FALSE;
  g_hash_table_iter_init (&iter, new);
  while (g_hash_table_iter_next (&iter, &bookmark, &note))
    if (g_strcmp0 (g_hash_table_lookup (old, bookmark), note) != 0)
      return FALSE;
  return TRUE;
}

static GHashTable *
new_passages (void)
{
  return g_hash_table_new_full (g_int64_hash,
                                g_int64_equal,
                                g_free,
                                (GDestroyNotify) g_array_unref);
}

static GHashTable *
new_notes (void)
{
  return g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, g_free);
}

static void
add (GHashTable *passages, const TriMarkRange *range)
{
  ReaderMark mark = { .range = *range };
  GArray *marks = g_hash_table_lookup (passages, &range->passage);

  if (range->whole)
    {
      mark.range.start = 0;
      mark.range.end = G_MAXUINT;
    }
  if (marks == NULL)
    {
      marks = g_array_new (FALSE, FALSE, sizeof mark);
      g_hash_table_insert (passages, g_memdup2 (&range->passage, sizeof range->passage), marks);
    }
  g_array_append_val (marks, mark);
}

static void
reader_mark_set_finalize (GObject *object)
{
  ReaderMarkSet *self = READER_MARK_SET (object);

  g_hash_table_unref (self->passages);
  g_hash_table_unref (self->notes);

  G_OBJECT_CLASS (reader_mark_set_parent_class)->finalize (object);
}

static void
reader_mark_set_class_init (ReaderMarkSetClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = reader_mark_set_finalize;
}

static void
reader_mark_set_init (ReaderMarkSet *self)
{
  self->passages = new_passages ();
  self->notes = new_notes ();
}

ReaderMarkSet *
reader_mark_set_new (void)
{
  return g_object_new (READER_TYPE_MARK_SET, NULL);
}

/**
 * reader_mark_set_take:
 * @ranges: (element-type TriMarkRange): instead of those known before
 * @noted: (element-type TriBookmark): those of them that have notes
 *
 * Returns: whether anything changed
 */
gboolean
reader_mark_set_take (ReaderMarkSet *self, GArray *ranges, GPtrArray *noted)
{
  g_autoptr (GHashTable) old = g_steal_pointer (&self->passages);
  g_autoptr (GHashTable) old_notes = g_steal_pointer (&self->notes);
  GHashTableIter iter;
  gpointer marks = NULL;

  self->passages = new_passages ();
  self->notes = new_notes ();
  for (guint i = 0; i < ranges->len; i++)
    add (self->passages, &g_array_index (ranges, TriMarkRange, i));
  g_hash_table_iter_init (&iter, self->passages);
  while (g_hash_table_iter_next (&iter, NULL, &marks))
    lay_out (marks);
  for (guint i = 0; i < noted->len; i++)
    {
      TriBookmark *bookmark = g_ptr_array_index (noted, i);

      g_hash_table_insert (self->notes,
                           g_memdup2 (&bookmark->id, sizeof bookmark->id),
                           g_strdup (bookmark->note));
    }
  return !is_same (old, self->passages) || !has_same_notes (old_notes, self->notes);
}

/**
 * reader_mark_set_get:
 *
 * Returns: (transfer none) (nullable) (element-type ReaderMark): the marks on a passage, in order
 */
GArray *
reader_mark_set_get (ReaderMarkSet *self, gint64 passage)
{
  return g_hash_table_lookup (self->passages, &passage);
}

/**
 * reader_mark_set_get_note:
 *
 * Returns: (transfer none) (nullable): what the reader wrote
 */
const char *
reader_mark_set_get_note (ReaderMarkSet *self, gint64 bookmark)
{
  return g_hash_table_lookup (self->notes, &bookmark);
}
