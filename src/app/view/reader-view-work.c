/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "reader-parallel-view-private.h"

#include "reader-library-rows.h"

#include "library/tri-library-align.h"

void
reader_view_add_strand (ReaderParallelView *self, ReaderRowModel *model)
{
  ReaderViewStrand strand = {
    .model = g_object_ref (model),
    .scrolled = gtk_scrolled_window_new (),
  };

  strand.flow = READER_FLOW (reader_flow_new (self->marks));
  reader_flow_set_model (strand.flow, model);
  reader_view_add_gestures (self, strand.flow);
  g_signal_connect_object (strand.flow,
                           "moved",
                           G_CALLBACK (reader_view_strand_moved),
                           self,
                           G_CONNECT_SWAPPED);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (strand.scrolled), GTK_WIDGET (strand.flow));
  /* Not automatic: the bar that comes or goes while the flow gets its room asks for another layout
   * of the whole window in the middle of one. */
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (strand.scrolled),
                                  GTK_POLICY_NEVER,
                                  GTK_POLICY_ALWAYS);
  reader_view_add_nudge (self, strand.scrolled);
  gtk_widget_set_parent (strand.scrolled, GTK_WIDGET (self));
  g_array_append_val (self->strands, strand);
}

/* The pointer leaves a strand that goes, which must not find those that are gone already. */
void
reader_view_drop_strands (ReaderParallelView *self)
{
  reader_view_stop_hover (self);
  reader_view_forget_hints (self);
  reader_view_drop_popover (self);
  reader_view_stop_edge (self);
  g_array_set_size (self->strands, 0);
}

static void
forget_places (ReaderParallelView *self)
{
  g_clear_pointer (&self->focus, tri_passage_unref);
  self->focus_strand = 0;
  self->brings_focus = FALSE;
  self->marks->focus = 0;
  self->marks->sentence = -1;
  self->marks->mention = 0;
  self->marks->date = 0;
  self->marks->found_in = 0;
  g_array_set_size (self->marks->picked, 0);
  self->marks->selection = (ReaderStretch){ 0 };
  self->anchor = self->stood = (ReaderPlace){ 0 };
  reader_marks_clear_matches (self->marks);
  g_hash_table_remove_all (self->marks->concealed);
  reader_marks_conceal_all (self->marks);
  g_array_set_size (self->back, 0);
  g_array_set_size (self->forward, 0);
  reader_view_tell_ways (self);
}

/* The document is called as what is read. */
static void
set_work (ReaderParallelView *self, TriWork *work)
{
  g_set_object (&self->work, work);
  if (work != NULL)
    gtk_accessible_update_property (GTK_ACCESSIBLE (self),
                                    GTK_ACCESSIBLE_PROPERTY_LABEL,
                                    work->title,
                                    -1);
}

/* Accounts that are tied in places tell the same in their own order. */
static gboolean
tells_in_columns (ReaderParallelView *self, TriWork *work, GPtrArray *models)
{
  if (work == NULL || work->kind != TRI_WORK_ACCOUNTS)
    return FALSE;
  return models->len < work->texts->len
         || (self->session != NULL
             && tri_library_has_links (reader_session_get_library (self->session), work->id));
}

/**
 * reader_parallel_view_set_models:
 * @work: (nullable):
 * @models: (element-type ReaderRowModel): the rows of each strand of @work
 * @place: (nullable): where to begin
 *
 * What set_work() does with rows of the library, for rows from elsewhere.
 */
void
reader_parallel_view_set_models (ReaderParallelView *self,
                                 TriWork *work,
                                 GPtrArray *models,
                                 const ReaderPlace *place)
{
  g_autoptr (GPtrArray) shown = NULL;

  g_return_if_fail (READER_IS_PARALLEL_VIEW (self));

  forget_places (self);
  g_clear_pointer (&self->overview, gtk_widget_unparent);
  reader_view_drop_strands (self);
  set_work (self, work);
  g_ptr_array_ref (models);
  g_clear_pointer (&self->models, g_ptr_array_unref);
  self->models = models;
  self->linked = tells_in_columns (self, work, models);
  shown = reader_view_dup_shown_models (self, work, models);
  for (guint i = 0; i < shown->len; i++)
    reader_view_add_strand (self, g_ptr_array_index (shown, i));
  reader_view_set_texts (self, work);
  reader_view_conceal_others (self);
  reader_view_notify (self, "work");
  if (place != NULL)
    {
      reader_parallel_view_go_to (self, place);
      g_array_set_size (self->back, 0);
      reader_view_tell_ways (self);
    }
}

static GPtrArray *
make_models (ReaderSession *session, TriWork *work)
{
  GPtrArray *models = g_ptr_array_new_with_free_func (g_object_unref);
  TriLibrary *library = NULL;
  guint n_strands = 0;

  if (work == NULL)
    return models;
  library = reader_session_get_library (session);
  n_strands = tri_library_count_strands (library, work->id);
  for (guint i = 0; i < n_strands; i++)
    g_ptr_array_add (models, reader_library_rows_new (library, work, i));
  return models;
}

/**
 * reader_parallel_view_set_work:
 * @work: (nullable): what to read
 * @place: (nullable): where to begin
 */
void
reader_parallel_view_set_work (ReaderParallelView *self,
                               ReaderSession *session,
                               TriWork *work,
                               const ReaderPlace *place)
{
  g_autoptr (GPtrArray) models = NULL;

  g_return_if_fail (READER_IS_PARALLEL_VIEW (self));

  g_set_object (&self->session, session);
  models = make_models (session, work);
  reader_parallel_view_set_models (self, work, models, place);
}

TriWork *
reader_parallel_view_get_work (ReaderParallelView *self)
{
  g_return_val_if_fail (READER_IS_PARALLEL_VIEW (self), NULL);

  return self->work;
}

static gboolean
knows_passage (ReaderParallelView *self, gint64 passage)
{
  guint64 row = 0;

  for (guint i = 0; i < self->strands->len; i++)
    if (reader_row_model_find_passage (reader_view_get_strand (self, i)->model, passage, &row))
      return TRUE;
  return FALSE;
}

/* Brings a place into view and gives it the focus. What is not in the work is passed over. */
void
reader_view_go (ReaderParallelView *self, const ReaderPlace *place)
{
  TriRange range = { place->start, place->end };
  gboolean has_words = FALSE;

  reader_view_clear_selection (self);
  if (!reader_view_focus_passage (self, place->passage, -1))
    return;
  /* Another one has the focus when the place is in a note. */
  has_words = place->end > place->start && self->focus->id == place->passage;
  self->marks->found_in = has_words ? place->passage : 0;
  self->marks->found = range;
  if (has_words && self->focus->sentences->len > 1)
    reader_view_focus_passage (self,
                               place->passage,
                               (int) tri_passage_get_sentence_at (self->focus, place->start));
  reader_view_update (self);
  reader_view_reveal_focus (self);
}

/**
 * reader_parallel_view_go_to:
 * @place: where; what is not in the work is passed over
 */
void
reader_parallel_view_go_to (ReaderParallelView *self, const ReaderPlace *place)
{
  g_return_if_fail (READER_IS_PARALLEL_VIEW (self));

  if (!knows_passage (self, place->passage))
    return;
  reader_view_remember (self);
  reader_view_go (self, place);
}

/**
 * reader_parallel_view_get_focus:
 * @out: (out): the passage in focus, with the range of the sentence when one has it
 *
 * Returns: whether a passage has the focus
 */
gboolean
reader_parallel_view_get_focus (ReaderParallelView *self, ReaderPlace *out)
{
  g_return_val_if_fail (READER_IS_PARALLEL_VIEW (self), FALSE);

  if (self->focus == NULL)
    return FALSE;
  *out = (ReaderPlace){ self->focus->text, self->focus->id, 0, 0 };
  if (self->marks->sentence >= 0 && (guint) self->marks->sentence < self->focus->sentences->len)
    {
      TriRange range = g_array_index (self->focus->sentences, TriRange, self->marks->sentence);

      out->start = range.start;
      out->end = range.end;
    }
  return TRUE;
}

/**
 * reader_parallel_view_get_top_passage:
 *
 * Returns: the first passage in view of that text, 0 for none
 */
gint64
reader_parallel_view_get_top_passage (ReaderParallelView *self, gint64 text)
{
  ReaderViewColumn *column = reader_view_find_column (self, text, NULL);
  ReaderFlow *flow = reader_view_get_flow_of (self, text);
  guint64 first = 0;
  guint64 last = 0;

  if (flow == NULL || !reader_flow_get_visible_rows (flow, &first, &last))
    return 0;
  for (guint64 row = first; row <= last; row++)
    {
      TriRow *found = reader_flow_get_row (flow, row);
      GPtrArray *cell = found != NULL ? tri_row_get_cell (found, column->index) : NULL;

      if (cell != NULL && cell->len > 0)
        return ((TriPassage *) g_ptr_array_index (cell, 0))->id;
    }
  return 0;
}

static gboolean
has_same_texts (ReaderParallelView *self, TriWork *work)
{
  if (self->columns->len != work->texts->len)
    return FALSE;
  for (guint i = 0; i < work->texts->len; i++)
    {
      TriText *text = g_ptr_array_index (work->texts, i);
      ReaderViewColumn *column = reader_view_find_column (self, text->id, NULL);

      if (column == NULL
          || column->text->strand != text->strand
          || column->text->column != text->column)
        return FALSE;
    }
  return TRUE;
}

/* The first passage that a strand shows, in whichever of its texts. */
static gint64
get_top_of_strand (ReaderParallelView *self, guint strand)
{
  for (guint i = 0; i < self->columns->len; i++)
    {
      TriText *text = reader_view_get_column (self, i)->text;
      gint64 top = 0;

      if (reader_view_get_column (self, i)->strand == strand)
        top = reader_parallel_view_get_top_passage (self, text->id);

      if (top != 0)
        return top;
    }
  return 0;
}

static void
reload_strand (ReaderParallelView *self, guint index, ReaderRowModel *model)
{
  ReaderViewStrand *strand = reader_view_get_strand (self, index);
  gint64 top = get_top_of_strand (self, index);
  guint64 row = 0;
  guint64 found = 0;
  double into = 0;

  reader_flow_get_position (strand->flow, &row, &into);
  if (top != 0 && reader_row_model_find_passage (model, top, &found))
    row = found;
  g_set_object (&strand->model, model);
  reader_flow_set_model (strand->flow, model);
  reader_flow_scroll_to (strand->flow, row, into);
}

/* Shows the same texts as the library has them now. Focus and selection stay. */
static void
reload_in_place (ReaderParallelView *self, TriWork *work, GPtrArray *models)
{
  gint64 focus = self->marks->focus;
  int sentence = self->marks->sentence;
  g_autoptr (GPtrArray) shown = NULL;

  reader_view_keep_mention (self);
  set_work (self, work);
  g_ptr_array_ref (models);
  g_clear_pointer (&self->models, g_ptr_array_unref);
  self->models = models;
  shown = reader_view_dup_shown_models (self, work, models);
  self->following++;
  for (guint i = 0; i < shown->len; i++)
    reload_strand (self, i, g_ptr_array_index (shown, i));
  self->following--;
  reader_view_set_texts (self, work);
  reader_view_settle_joined (self);
  reader_view_notify (self, "work");
  if (self->focus == NULL)
    return;
  g_clear_pointer (&self->focus, tri_passage_unref);
  if (reader_view_focus_passage (self, focus, sentence) && reader_view_has_keyboard (self))
    reader_view_grab_cell (self);
  if (self->stood.passage == focus)
    reader_view_return_to_mention (self, self->stood.start);
}

/* How far down the focus stands, when it is in view. */
static gboolean
get_height_of_focus (ReaderParallelView *self, int *y)
{
  GtkWidget *flow = NULL;
  GdkRectangle area;

  if (!reader_view_get_focus_area (self, &area))
    return FALSE;
  flow = GTK_WIDGET (reader_view_get_strand (self, self->focus_strand)->flow);
  *y = area.y;
  return area.y + area.height > 0 && area.y < gtk_widget_get_height (flow);
}

/* Brings the focus to where it stood, whichever row it is in now. */
static void
put_focus_back (ReaderParallelView *self, int y)
{
  ReaderFlow *flow = NULL;
  GdkRectangle now;

  if (self->focus == NULL || self->focus_strand >= self->strands->len)
    return;
  if (reader_view_get_focus_area (self, &now) && now.y == y)
    return;
  flow = reader_view_get_strand (self, self->focus_strand)->flow;
  self->following++;
  reader_flow_scroll_to (flow, self->focus_row, -y);
  /* It need not be the first passage of its row. */
  if (reader_view_get_focus_area (self, &now) && now.y != y)
    reader_flow_scroll_by (flow, now.y - y);
  self->following--;
}

/**
 * reader_parallel_view_reload:
 *
 * Reads again what is in view, at the same place and with the same focus.
 */
void
reader_parallel_view_reload (ReaderParallelView *self)
{
  g_autoptr (TriWork) work = NULL;
  g_autofree char *state = NULL;
  g_autoptr (GPtrArray) models = NULL;
  g_autoptr (GArray) back = NULL;
  g_autoptr (GArray) picked = NULL;
  gboolean had_keyboard = FALSE;
  gboolean has_place = FALSE;
  int y = 0;

  g_return_if_fail (READER_IS_PARALLEL_VIEW (self));

  if (self->work == NULL || self->session == NULL)
    return;
  work = tri_library_get_work (reader_session_get_library (self->session), self->work->id, NULL);
  if (work == NULL)
    return;
  models = make_models (self->session, work);
  picked = g_array_copy (self->marks->picked);
  had_keyboard = reader_view_has_keyboard (self);
  has_place = get_height_of_focus (self, &y);
  reader_view_stop_hover (self);
  reader_view_forget_hints (self);
  if (models->len == self->models->len && has_same_texts (self, work))
    {
      reload_in_place (self, work, models);
      if (has_place)
        put_focus_back (self, y);
      return;
    }
  state = reader_parallel_view_dup_state (self);
  back = g_array_copy (self->back);
  reader_parallel_view_set_models (self, work, models, NULL);
  reader_parallel_view_restore_state (self, state);
  g_array_append_vals (self->back, back->data, back->len);
  reader_view_tell_ways (self);
  g_array_set_size (self->marks->picked, 0);
  g_array_append_vals (self->marks->picked, picked->data, picked->len);
  if (has_place)
    put_focus_back (self, y);
  if (had_keyboard)
    gtk_widget_grab_focus (GTK_WIDGET (self));
}
