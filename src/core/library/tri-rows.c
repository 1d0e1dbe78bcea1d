/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "library/tri-rows.h"

#include "library/tri-row-forest.h"

#include <string.h>

/* Passages that links tie together make a component; a row shows a component. The rows are found
 * by going through all texts of a strand at once, each with a head, the next passage to show:
 *
 *     A:  a1 a2 a3 ▸a4 a5 …        a passage without links is a row of its own;
 *     B:  b1 b2 ▸b3 b4 …           a component is one once the heads of all its texts stand in it;
 *     C:  c1 c2 c3 ▸c4 …           what lies between its passages goes with it.
 *
 * Where links cross, no component is complete. Then the one that reaches farthest ahead is left
 * out: its passages stand in rows of their own, its link remains. So a chapter that one text has
 * elsewhere costs the rows of that chapter and no others. */

/* A component of more passages is no row that anyone could read. */
#define MAX_MEMBERS 256
/* A member farther behind the others of its text stands elsewhere. */
#define MAX_GAP 16

typedef struct
{
  gint64 id;
  guint32 first; /* index */
  guint32 n;
} Run;

typedef struct
{
  gint64 id;
  guint32 first; /* the index of its first passage */
  guint32 n;
  guint32 strand; /* a text of the same strand, itself for the first */
} Text;

struct _TriRows
{
  GArray *texts;
  GArray *runs; /* of passages with consecutive ids */
  TriRowForest *forest;
  gboolean is_sorted;
};

/* What one text of a strand contributes to the component at the head of another. */
typedef struct
{
  guint32 first;
  guint32 end; /* 0: nothing */
} Part;

typedef struct
{
  TriRows *rows;
  const guint *texts; /* indices */
  guint n;
  guint32 *heads; /* indices of passages */
  Part *parts;    /* n × n: those of the component at each head */
  gboolean *known;
  guint *counts;
  TriRowsFunc func;
  gpointer data;
} Merge;

static Text *
get_text (TriRows *self, guint index)
{
  return &g_array_index (self->texts, Text, index);
}

static guint
find_strand (TriRows *self, guint text)
{
  while (get_text (self, text)->strand != text)
    text = get_text (self, text)->strand;
  return text;
}

static void
unite_strands (TriRows *self, guint a, guint b)
{
  a = find_strand (self, a);
  b = find_strand (self, b);
  get_text (self, MAX (a, b))->strand = MIN (a, b);
}

/* The text that a passage is part of. */
static guint
find_text (TriRows *self, guint32 index)
{
  guint low = 0, high = self->texts->len;

  while (high - low > 1)
    {
      guint middle = (low + high) / 2;

      if (get_text (self, middle)->first <= index)
        low = middle;
      else
        high = middle;
    }
  return low;
}

static int
compare_runs (gconstpointer a, gconstpointer b)
{
  gint64 left = ((const Run *) a)->id, right = ((const Run *) b)->id;

  return left < right ? -1 : left > right;
}

static gboolean
find_index (TriRows *self, gint64 passage, guint32 *out)
{
  guint low = 0, high = self->runs->len;
  const Run *run;

  if (!self->is_sorted)
    g_array_sort (self->runs, compare_runs);
  self->is_sorted = TRUE;
  if (high == 0)
    return FALSE;
  while (high - low > 1)
    {
      guint middle = (low + high) / 2;

      if (g_array_index (self->runs, Run, middle).id <= passage)
        low = middle;
      else
        high = middle;
    }
  run = &g_array_index (self->runs, Run, low);
  if (passage < run->id || passage >= run->id + run->n)
    return FALSE;
  *out = run->first + (guint32) (passage - run->id);
  return TRUE;
}

TriRows *
tri_rows_new (void)
{
  TriRows *self = g_new0 (TriRows, 1);

  self->texts = g_array_new (FALSE, FALSE, sizeof (Text));
  self->runs = g_array_new (FALSE, FALSE, sizeof (Run));
  self->forest = tri_row_forest_new ();
  return self;
}

void
tri_rows_free (TriRows *self)
{
  g_array_unref (self->texts);
  g_array_unref (self->runs);
  tri_row_forest_free (self->forest);
  g_free (self);
}

void
tri_rows_add_text (TriRows *self, gint64 text)
{
  Text added = { text, tri_row_forest_get_size (self->forest), 0, self->texts->len };

  g_array_append_val (self->texts, added);
}

static void
extend_runs (TriRows *self, gint64 passage, guint32 index)
{
  Run added = { passage, index, 1 };
  Run *last = NULL;

  if (self->runs->len > 0)
    last = &g_array_index (self->runs, Run, self->runs->len - 1);
  if (last && !self->is_sorted && last->id + last->n == passage && last->first + last->n == index)
    last->n++;
  else
    g_array_append_val (self->runs, added);
}

/**
 * tri_rows_add_passage:
 * @is_note: it belongs to the passage before it
 *
 * Adds the next passage of the text added last.
 */
void
tri_rows_add_passage (TriRows *self, gint64 passage, gboolean is_note)
{
  guint32 index = tri_row_forest_add (self->forest, is_note);
  Text *text = get_text (self, self->texts->len - 1);

  self->is_sorted = FALSE;
  extend_runs (self, passage, index);
  if (is_note && text->n > 0)
    tri_row_forest_unite (self->forest, index, index - 1);
  text->n++;
}

/**
 * tri_rows_add_link:
 * @passages: (array length=n_passages): one for each member; any of them more than once
 *
 * Ties passages together. A link that stays in one text ties nothing.
 */
void
tri_rows_add_link (TriRows *self, const gint64 *passages, guint n_passages)
{
  guint32 first = 0, index;
  gboolean has_first = FALSE, has_other = FALSE;

  for (guint i = 0; i < n_passages; i++)
    {
      if (!find_index (self, passages[i], &index))
        continue;
      if (has_first && find_text (self, index) != find_text (self, first))
        {
          has_other = TRUE;
          unite_strands (self, find_text (self, index), find_text (self, first));
        }
      if (!has_first)
        first = index;
      has_first = TRUE;
    }
  for (guint i = 0; has_other && i < n_passages; i++)
    if (find_index (self, passages[i], &index))
      tri_row_forest_unite (self->forest, first, index);
}

void
tri_rows_join_texts (TriRows *self)
{
  for (guint i = 1; i < self->texts->len; i++)
    unite_strands (self, 0, i);
}

guint
tri_rows_get_n_texts (TriRows *self)
{
  return self->texts->len;
}

gboolean
tri_rows_check (TriRows *self, GError **error)
{
  return tri_row_forest_check (self->forest, error);
}

gint64
tri_rows_get_text (TriRows *self, guint index)
{
  return get_text (self, index)->id;
}

gint64
tri_rows_get_passage (TriRows *self, guint index, guint nth)
{
  const Text *text = get_text (self, index);
  guint low = 0, high = self->runs->len;
  const Run *run;

  if (nth >= text->n)
    return 0;
  while (high - low > 1)
    {
      guint middle = (low + high) / 2;

      if (g_array_index (self->runs, Run, middle).first <= text->first + nth)
        low = middle;
      else
        high = middle;
    }
  run = &g_array_index (self->runs, Run, low);
  return run->id + (text->first + nth - run->first);
}

/**
 * tri_rows_get_strands:
 * @strands: (array): room for the strand of each text
 * @columns: (array): room for the place of each text in its strand
 *
 * Strands are numbered in the order of their first texts.
 *
 * Returns: the number of strands
 */
guint
tri_rows_get_strands (TriRows *self, guint *strands, guint *columns)
{
  g_autofree guint *widths = g_new0 (guint, self->texts->len + 1);
  guint n = 0;

  for (guint i = 0; i < self->texts->len; i++)
    {
      guint first = find_strand (self, i);

      strands[i] = first == i ? n++ : strands[first];
      columns[i] = widths[strands[i]]++;
    }
  return n;
}

/* The passages of a row that begins with the passage at @head and shows no link: it and its
 * notes. */
static guint
count_with_notes (Merge *self, guint column)
{
  const Text *text = get_text (self->rows, self->texts[column]);
  guint32 head = self->heads[column];
  guint n = 1;

  while (head + n < text->first + text->n && tri_row_forest_is_note (self->rows->forest, head + n))
    n++;
  return n;
}

static gboolean
is_at_end (Merge *self, guint column)
{
  const Text *text = get_text (self->rows, self->texts[column]);

  return self->heads[column] >= text->first + text->n;
}

static int
compare_indices (gconstpointer a, gconstpointer b)
{
  guint32 left = *(const guint32 *) a, right = *(const guint32 *) b;

  return left < right ? -1 : left > right;
}

/* Collects the passages of a component. Returns 0 when there are too many. */
static guint
collect_members (TriRows *rows, guint32 start, guint32 members[MAX_MEMBERS])
{
  guint32 index = start;
  guint n = 0;

  do
    {
      if (n == MAX_MEMBERS)
        return 0;
      members[n++] = index;
      index = tri_row_forest_get_next (rows->forest, index);
    }
  while (index != start);
  qsort (members, n, sizeof members[0], compare_indices);
  return n;
}

/* What the members within one text contribute: those that are not behind the head already, as
 * far as they stand together. */
static Part
get_part (Merge *self, guint column, const guint32 *members, guint n)
{
  const Text *text = get_text (self->rows, self->texts[column]);
  Part part = { 0, 0 };

  for (guint i = 0; i < n; i++)
    {
      if (members[i] < self->heads[column] || members[i] >= text->first + text->n)
        continue;
      if (part.end == 0)
        part.first = members[i];
      else if (members[i] - part.end >= MAX_GAP)
        break;
      part.end = members[i] + 1;
    }
  return part;
}

/* Finds out about the component at a head. Returns FALSE when it is none, or none to show. */
static gboolean
look_at (Merge *self, guint column)
{
  TriRowForest *forest = self->rows->forest;
  guint32 head = self->heads[column];
  guint32 members[MAX_MEMBERS];
  Part *parts = self->parts + (gsize) column * self->n;
  guint n, n_texts = 0, n_passages = 0;

  if (self->known[column])
    return TRUE;
  if (tri_row_forest_get_next (forest, head) == head || tri_row_forest_is_loose (forest, head))
    return FALSE;
  n = collect_members (self->rows, head, members);
  for (guint i = 0; i < self->n; i++)
    {
      parts[i] = get_part (self, i, members, n);
      n_texts += parts[i].end > 0;
      n_passages += parts[i].end - parts[i].first;
    }
  self->known[column] = n_texts > 1 && n_passages <= MAX_MEMBERS;
  if (!self->known[column] && n_texts != 1)
    tri_row_forest_set_loose (forest, head);
  return self->known[column];
}

static gboolean
emit_single (Merge *self, guint column)
{
  guint n = count_with_notes (self, column);

  memset (self->counts, 0, self->n * sizeof self->counts[0]);
  self->counts[column] = n;
  self->heads[column] += n;
  return self->func (self->counts, self->n, self->data);
}

static gboolean
emit_component (Merge *self, guint column)
{
  const Part *parts = self->parts + (gsize) column * self->n;

  tri_row_forest_set_loose (self->rows->forest, self->heads[column]);
  for (guint i = 0; i < self->n; i++)
    {
      self->counts[i] = parts[i].end > 0 ? parts[i].end - self->heads[i] : 0;
      self->heads[i] += self->counts[i];
      /* The heads went on, perhaps over passages of other components. */
      self->known[i] = FALSE;
    }
  return self->func (self->counts, self->n, self->data);
}

/* How far ahead the component at a head has passages: 0 when it is complete. */
static guint64
get_reach (Merge *self, guint column)
{
  const Part *parts = self->parts + (gsize) column * self->n;
  guint64 reach = 0;

  for (guint i = 0; i < self->n; i++)
    if (parts[i].end > 0)
      reach += parts[i].first - self->heads[i];
  return reach;
}

static gboolean
emit_singles (Merge *self, gboolean *at_end)
{
  *at_end = TRUE;
  for (guint i = 0; i < self->n; i++)
    {
      while (!is_at_end (self, i) && !look_at (self, i))
        if (!emit_single (self, i))
          return FALSE;
      *at_end = *at_end && is_at_end (self, i);
    }
  return TRUE;
}

/* All heads stand in components: shows one, or leaves one out. */
static gboolean
step (Merge *self)
{
  guint64 farthest = 0;
  guint left_out = 0;

  for (guint i = 0; i < self->n; i++)
    {
      guint64 reach;

      if (is_at_end (self, i))
        continue;
      reach = get_reach (self, i);
      if (reach == 0)
        return emit_component (self, i);
      if (reach >= farthest)
        left_out = i;
      farthest = MAX (farthest, reach);
    }
  tri_row_forest_set_loose (self->rows->forest, self->heads[left_out]);
  memset (self->known, 0, self->n * sizeof self->known[0]);
  return TRUE;
}

static gboolean
merge (Merge *self)
{
  gboolean at_end;

  for (guint i = 0; i < self->n; i++)
    self->heads[i] = get_text (self->rows, self->texts[i])->first;
  while (emit_singles (self, &at_end))
    {
      if (at_end)
        return TRUE;
      if (!step (self))
        break;
    }
  return FALSE;
}

/**
 * tri_rows_foreach:
 * @strand: a strand of tri_rows_get_strands(); each is gone through once
 * @func: called for each row, in order
 *
 * Computes the rows of a strand. Every passage stands in exactly one row; the rows take the
 * passages of each text in order, without gaps.
 *
 * Returns: %FALSE when @func stopped it
 */
gboolean
tri_rows_foreach (TriRows *self, guint strand, TriRowsFunc func, gpointer data)
{
  guint n_texts = self->texts->len;
  g_autofree guint *strands = g_new0 (guint, n_texts + 1);
  g_autofree guint *columns = g_new0 (guint, n_texts + 1);
  g_autofree guint *texts = g_new0 (guint, n_texts + 1);
  guint n = 0;

  tri_rows_get_strands (self, strands, columns);
  for (guint i = 0; i < n_texts; i++)
    if (strands[i] == strand)
      texts[n++] = i;
  {
    g_autofree guint32 *heads = g_new0 (guint32, n + 1);
    g_autofree Part *parts = g_new0 (Part, (gsize) n * n + 1);
    g_autofree gboolean *known = g_new0 (gboolean, n + 1);
    g_autofree guint *counts = g_new0 (guint, n + 1);
    Merge state = { self, texts, n, heads, parts, known, counts, func, data };

    return merge (&state);
  }
}
