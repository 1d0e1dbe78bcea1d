/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "reader-parallel-view-private.h"

/* How many notes are looked over between two passages of a link. */
#define MAX_NOTES 16
/* How many rows out of view are looked at for the next links. */
#define BEYOND 16

/* What links tie together in two columns, on each side: the rows from @first to @last, of these the
 * share of the first one that lies above and of the last one down to the end. Links of sentences
 * are put together by their passages. */
typedef struct
{
  guint64 first;
  guint64 last;
  double from;
  double to;
  gint64 passage;
  guint n_sentences;
  guint n_tied;
  gboolean whole;
} Side;

typedef struct
{
  Side sides[2];
  TriStatus status;
  double score;
  TriRelation relation;
  gboolean lit;
} Tie;

typedef struct
{
  ReaderParallelView *view;
  ReaderViewColumn *columns[2];
  ReaderFlow *flows[2];
  GArray *ties;
} Weaver;

/* --- from ends to ties --- */

/* The place of a sentence in its passage: by its characters when the passage is in view. */
static void
get_shares (ReaderFlow *flow, const TriLinkEnd *end, double *from, double *to)
{
  TriRow *row = reader_flow_get_row (flow, end->ord);
  const TriPassage *passage = row != NULL ? g_ptr_array_index (tri_row_get_cell (row, 0), 0) : NULL;
  guint n = MAX (end->n_sentences, 1);
  guint at = MIN ((guint) end->sentence, n - 1);
  double length = 0;

  *from = (double) at / n;
  *to = (double) (at + 1) / n;
  if (passage == NULL || passage->sentences->len <= at)
    return;
  length = g_array_index (passage->sentences, TriRange, passage->sentences->len - 1).end;
  if (length <= 0)
    return;
  *from = at == 0 ? 0 : g_array_index (passage->sentences, TriRange, at).start / length;
  *to = at + 1 == passage->sentences->len
            ? 1
            : g_array_index (passage->sentences, TriRange, at + 1).start / length;
}

static Side
make_side (ReaderFlow *flow, const TriLinkEnd *end)
{
  Side side = { end->ord, end->ord, 0, 1, end->passage, end->n_sentences, 1, end->sentence < 0 };

  if (!side.whole)
    get_shares (flow, end, &side.from, &side.to);
  return side;
}

/* Whether only rows without words of their own, of notes, lie between two. */
static gboolean
is_beside (ReaderRowModel *model, guint64 before, guint64 behind)
{
  if (behind > before + MAX_NOTES)
    return FALSE;
  for (guint64 i = before + 1; i < behind; i++)
    {
      g_autoptr (TriRow) row = reader_row_model_dup_row (model, i);

      if (row != NULL && tri_row_get_cell (row, 0)->len > 0)
        return FALSE;
    }
  return TRUE;
}

/* The ends of a link in one text, those that follow one another together. */
static GArray *
dup_sides (Weaver *self, guint side, const TriLinkEnd *ends, guint n)
{
  GArray *sides = g_array_new (FALSE, FALSE, sizeof (Side));
  ReaderViewColumn *column = self->columns[side];
  ReaderRowModel *model = reader_view_get_strand (self->view, column->strand)->model;

  for (guint i = 0; i < n; i++)
    {
      Side made;
      Side *last = NULL;

      if (ends[i].text != column->text->id)
        continue;
      made = make_side (self->flows[side], &ends[i]);
      if (sides->len > 0)
        last = &g_array_index (sides, Side, sides->len - 1);
      if (last != NULL && last->whole && made.whole && is_beside (model, last->last, made.first))
        last->last = made.last;
      else if (last != NULL && !last->whole && made.first == last->first)
        {
          last->from = MIN (last->from, made.from);
          last->to = MAX (last->to, made.to);
          last->n_tied++;
        }
      else
        g_array_append_val (sides, made);
    }
  return sides;
}

static gboolean
is_same (const Side *a, const Side *b)
{
  return a->first == b->first && a->last == b->last;
}

static void
extend_side (Side *side, const Side *more)
{
  side->from = MIN (side->from, more->from);
  side->to = MAX (side->to, more->to);
  side->n_tied += more->n_tied;
  side->whole |= more->whole;
}

static void
add_tie (Weaver *self, const Side *a, const Side *b, const TriLinkEnd *link, gboolean lit)
{
  Tie made = { { *a, *b },
               link->status,
               link->score,
               link->relation,
               lit };

  /* Links come in the order of their rows, so that what belongs together is near. */
  for (guint i = self->ties->len, n = 0; i > 0 && n < 64; i--, n++)
    {
      Tie *tie = &g_array_index (self->ties, Tie, i - 1);

      if (!is_same (&tie->sides[0], a) || !is_same (&tie->sides[1], b))
        continue;
      extend_side (&tie->sides[0], a);
      extend_side (&tie->sides[1], b);
      tie->lit |= lit;
      /* All of it is as sure as the least of it. */
      if (link->status == TRI_STATUS_COMPUTED)
        tie->status = TRI_STATUS_COMPUTED;
      tie->score = link->score < tie->score ? link->score : tie->score;
      return;
    }
  g_array_append_val (self->ties, made);
}

static gboolean
is_lit (ReaderParallelView *self, const TriLinkEnd *end)
{
  return self->marks->focus != 0
         && end->passage == self->marks->focus
         && (self->marks->sentence < 0
             || end->sentence < 0
             || end->sentence == self->marks->sentence);
}

static void
add_link (Weaver *self, const TriLinkEnd *ends, guint n)
{
  g_autoptr (GArray) left = dup_sides (self, 0, ends, n);
  g_autoptr (GArray) right = dup_sides (self, 1, ends, n);
  gboolean lit = FALSE;

  for (guint i = 0; i < n; i++)
    lit |= is_lit (self->view, &ends[i]);
  for (guint i = 0; i < left->len; i++)
    for (guint j = 0; j < right->len; j++)
      add_tie (self,
               &g_array_index (left, Side, i),
               &g_array_index (right, Side, j),
               ends,
               lit);
}

/* Adds the links of the rows that a column has in view, and of some beyond, but none twice. */
static void
add_links_of (Weaver *self, guint side, guint beyond, GHashTable *known)
{
  ReaderViewStrand *strand = reader_view_get_strand (self->view, self->columns[side]->strand);
  g_autoptr (GArray) ends = NULL;
  guint64 first = 0;
  guint64 last = 0;

  if (!reader_flow_get_visible_rows (strand->flow, &first, &last))
    return;
  first -= MIN (first, beyond);
  ends = reader_row_model_dup_links (strand->model, first, (guint) (last - first) + 1 + beyond);
  for (guint i = 0, n = 0; i < ends->len; i += n)
    {
      const TriLinkEnd *end = &g_array_index (ends, TriLinkEnd, i);
      gint64 *id = NULL;

      for (n = 1; i + n < ends->len && end[n].link == end->link; n++)
        ;
      if (g_hash_table_contains (known, &end->link))
        continue;
      id = g_new (gint64, 1);
      *id = end->link;
      g_hash_table_add (known, id);
      add_link (self, end, n);
    }
}

/* --- from ties to bands --- */

static gboolean
get_side_extent (ReaderFlow *flow, const Side *side, double *top, double *bottom)
{
  double y = 0;
  double height = 0;

  if (!reader_flow_get_extent (flow, side->first, &y, &height))
    return FALSE;
  *top = side->from <= 0 ? y - reader_flow_get_pad (flow, side->first) : y + side->from * height;
  if (!reader_flow_get_extent (flow, side->last, &y, &height))
    return FALSE;
  *bottom = side->to >= 1 ? y + height + reader_flow_get_pad (flow, side->last)
                          : y + side->to * height;
  return TRUE;
}

/* A ribbon may have several passages at its ends: it is full when it leaves nothing of them out. */
static gboolean
is_full (const Tie *tie)
{
  for (guint i = 0; i < 2; i++)
    {
      const Side *side = &tie->sides[i];

      if (tie->relation == TRI_RELATION_OVERLAP
          || (!side->whole && side->n_tied < side->n_sentences))
        return FALSE;
    }
  return TRUE;
}

static void
add_band (Weaver *self, const Tie *tie, GArray *bands)
{
  ReaderBand band = { .left = self->columns[0]->x + self->columns[0]->width + READER_CELL_PAD_X,
                      .right = self->columns[1]->x - READER_CELL_PAD_X,
                      .full = is_full (tie),
                      .lit = tie->lit,
                      .status = tie->status,
                      .relation = tie->relation,
                      .score = tie->score };

  for (guint i = 0; i < 2; i++)
    {
      band.passage[i] = tie->sides[i].passage;
      if (!get_side_extent (self->flows[i], &tie->sides[i], &band.top[i], &band.bottom[i]))
        return;
    }
  g_array_append_val (bands, band);
}

static int
compare_bands (gconstpointer a, gconstpointer b)
{
  const ReaderBand *left = a;
  const ReaderBand *right = b;

  if (left->top[0] != right->top[0])
    return left->top[0] < right->top[0] ? -1 : 1;
  return left->top[1] < right->top[1] ? -1 : left->top[1] > right->top[1];
}

/* What corresponds in two columns, as far as one of them has it in view, or (@in_first) the first
 * one and a little beyond: (element-type ReaderBand), from the top of @a. */
GArray *
reader_view_dup_bands (ReaderParallelView *self,
                       ReaderViewColumn *a,
                       ReaderViewColumn *b,
                       gboolean in_first)
{
  GArray *bands = g_array_new (FALSE, FALSE, sizeof (ReaderBand));
  g_autoptr (GArray) ties = g_array_new (FALSE, FALSE, sizeof (Tie));
  g_autoptr (GHashTable) known = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  Weaver weaver = { self,
                    { a, b },
                    { reader_view_get_strand (self, a->strand)->flow,
                      reader_view_get_strand (self, b->strand)->flow },
                    ties };

  add_links_of (&weaver, 0, in_first ? BEYOND : 0, known);
  if (!in_first)
    add_links_of (&weaver, 1, 0, known);
  for (guint i = 0; i < ties->len; i++)
    add_band (&weaver, &g_array_index (ties, Tie, i), bands);
  g_array_sort (bands, compare_bands);
  return bands;
}

/* --- the widget --- */

static ReaderViewColumn *
get_next_placed (ReaderParallelView *self, guint index)
{
  for (guint i = index + 1; i < self->columns->len; i++)
    if (reader_view_get_column (self, i)->placed)
      return reader_view_get_column (self, i);
  return NULL;
}

/* A ribbon to what is far away leaves the view close by. */
static void
keep_near (ReaderBand *band, double page)
{
  for (guint i = 0; i < 2; i++)
    {
      band->top[i] = CLAMP (band->top[i], -page / 2, page * 1.5);
      band->bottom[i] = CLAMP (band->bottom[i], -page / 2, page * 1.5);
    }
}

static GArray *
make_bands (gpointer data)
{
  ReaderParallelView *self = data;
  GArray *bands = g_array_new (FALSE, FALSE, sizeof (ReaderBand));
  double page = gtk_widget_get_height (self->ribbons);

  for (guint i = 0; i < self->columns->len && self->linked; i++)
    {
      ReaderViewColumn *column = reader_view_get_column (self, i);
      ReaderViewColumn *next = column->placed ? get_next_placed (self, i) : NULL;
      g_autoptr (GArray) found = NULL;

      if (next != NULL)
        found = reader_view_dup_bands (self, column, next, FALSE);
      for (guint n = 0; found != NULL && n < found->len; n++)
        keep_near (&g_array_index (found, ReaderBand, n), page);
      if (found != NULL && found->len > 0)
        g_array_append_vals (bands, found->data, found->len);
    }
  return bands;
}

/* A click goes to the end of a ribbon that the focus is not at, so that one goes there and back. */
static void
activated_cb (ReaderParallelView *self, gint64 passage, gint64 other)
{
  if (reader_view_focus_passage (self, self->marks->focus == passage ? other : passage, -1))
    reader_view_reveal_focus (self);
}

static gboolean
scroll_cb (GtkEventControllerScroll *controller, double dx, double dy, ReaderParallelView *self)
{
  ReaderViewColumn *column = reader_view_get_first_column (self);

  if (self->focus != NULL)
    column = reader_view_find_column (self, self->focus->text, NULL);
  if (column == NULL || !column->placed)
    return FALSE;
  reader_flow_scroll_by (reader_view_get_strand (self, column->strand)->flow, dy * 60);
  return TRUE;
}

/* Makes the ribbons, or takes them away, as the arrangement wants. They lie below the columns. */
void
reader_view_make_ribbons (ReaderParallelView *self)
{
  GtkEventController *scroll = NULL;

  if (self->ribbons != NULL)
    {
      gtk_widget_set_child_visible (self->ribbons, self->linked);
      return;
    }
  if (!self->linked)
    return;
  self->ribbons = reader_ribbons_new (self->marks, make_bands, self);
  g_signal_connect_object (self->ribbons,
                           "activated",
                           G_CALLBACK (activated_cb),
                           self,
                           G_CONNECT_SWAPPED);
  scroll = gtk_event_controller_scroll_new (GTK_EVENT_CONTROLLER_SCROLL_VERTICAL);
  g_signal_connect (scroll, "scroll", G_CALLBACK (scroll_cb), self);
  gtk_widget_add_controller (self->ribbons, scroll);
  gtk_widget_insert_after (self->ribbons, GTK_WIDGET (self), NULL);
}

void
reader_view_update_ribbons (ReaderParallelView *self)
{
  if (self->ribbons != NULL && self->linked)
    reader_ribbons_update (READER_RIBBONS (self->ribbons));
}
