/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "reader-parallel-view-private.h"

#include <glib/gi18n.h>

/* A selection is copied row by row, at most so many. */
#define COPY_ROWS 20000
/* How far back the number of a page is looked for. */
#define PAGE_ROWS 200
#define NOTE_WIDTH 48
/* How fast a selection scrolls at the edge, in pixels for each motion. */
#define EDGE_STEP 24

/* --- what is selected --- */

static void
say_selection (ReaderParallelView *self)
{
  const ReaderStretch *selection = &self->marks->selection;
  g_autofree char *words = NULL;
  guint n = selection->last_ord - selection->first_ord + 1;

  if (selection->text == 0)
    words = g_strdup ("");
  else if (n == 1)
    words = g_strdup (_ ("Words of one passage are selected"));
  else
    words = g_strdup_printf (ngettext ("%u passage is selected", "%u passages are selected", n), n);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self),
                                  GTK_ACCESSIBLE_PROPERTY_DESCRIPTION,
                                  words,
                                  -1);
}

void
reader_view_clear_selection (ReaderParallelView *self)
{
  if (self->marks->selection.text == 0)
    return;
  self->marks->selection = (ReaderStretch){ 0 };
  say_selection (self);
  reader_view_update (self);
}

static void
set_anchor (ReaderParallelView *self, const TriPassage *passage, guint offset)
{
  self->anchor = (ReaderPlace){ passage->text, passage->id, offset, offset };
  self->anchor_ord = passage->ord;
}

/* Selects from the anchor to a place in the same text. */
static void
select_to (ReaderParallelView *self, const TriPassage *passage, guint offset)
{
  ReaderStretch *selection = &self->marks->selection;
  gboolean forward = passage->ord > self->anchor_ord
                     || (passage->ord == self->anchor_ord && offset >= self->anchor.start);

  if (passage->text != self->anchor.text)
    return;
  *selection = (ReaderStretch){ passage->text,
                                forward ? self->anchor_ord : passage->ord,
                                forward ? self->anchor.start : offset,
                                forward ? passage->ord : self->anchor_ord,
                                forward ? offset : self->anchor.start };
  self->selection_first = forward ? self->anchor.passage : passage->id;
  self->selection_last = forward ? passage->id : self->anchor.passage;
  if (selection->first_ord == selection->last_ord && selection->start == selection->end)
    selection->text = 0;
  say_selection (self);
  reader_view_update (self);
}

static void
select_range (ReaderParallelView *self, const TriPassage *passage, guint start, guint end)
{
  set_anchor (self, passage, start);
  select_to (self, passage, end);
}

static guint
get_length (const TriPassage *passage)
{
  return (guint) g_utf8_strlen (passage->content, -1);
}

void
reader_view_select_focus (ReaderParallelView *self)
{
  reader_view_ensure_focus (self);
  if (self->focus != NULL && !reader_marks_is_concealed (self->marks, self->focus))
    select_range (self, self->focus, 0, get_length (self->focus));
}

/* Selects whole passages, from the one it began with to the one that has the focus now. */
void
reader_view_extend_selection (ReaderParallelView *self, int direction)
{
  if (self->marks->selection.text == 0)
    {
      reader_view_select_focus (self);
      return;
    }
  reader_view_step_passage (self, direction);
  if (self->focus->ord >= self->anchor_ord)
    select_to (self, self->focus, get_length (self->focus));
  else
    select_to (self, self->focus, 0);
}

static gboolean
is_in_word (gunichar c)
{
  return g_unichar_isalnum (c) || g_unichar_ismark (c);
}

static void
select_word (ReaderParallelView *self, const TriPassage *passage, guint at)
{
  const char *p = g_utf8_offset_to_pointer (passage->content, (glong) at);
  guint start = at;
  guint end = at;

  for (const char *q = p; *q != '\0' && is_in_word (g_utf8_get_char (q)); q = g_utf8_next_char (q))
    end++;
  while (start > 0 && is_in_word (g_utf8_get_char (g_utf8_prev_char (p))))
    {
      p = g_utf8_prev_char (p);
      start--;
    }
  select_range (self, passage, start, MAX (end, start));
}

/* Takes the caret's selection, which GTK keeps in the label, for ours. */
static gboolean
get_caret_selection (ReaderParallelView *self, ReaderSelection *out)
{
  ReaderFlow *flow = self->focus != NULL ? reader_view_get_flow_of (self, self->focus->text) : NULL;
  ReaderCell *cell = NULL;
  TriRange range;

  if (flow == NULL || !self->marks->caret)
    return FALSE;
  cell = reader_flow_get_cell (flow, self->focus_row, self->focus->text);
  if (cell == NULL
      || !reader_cell_get_caret (cell, &out->passage, &range)
      || range.start == range.end)
    return FALSE;
  out->text = self->focus->text;
  out->start = range.start;
  out->end_passage = out->passage;
  out->end = range.end;
  return TRUE;
}

/**
 * reader_parallel_view_get_selection:
 * @out: (out):
 *
 * Returns: whether words are selected, with the pointer, the keyboard or the caret
 */
gboolean
reader_parallel_view_get_selection (ReaderParallelView *self, ReaderSelection *out)
{
  const ReaderStretch *selection = NULL;

  g_return_val_if_fail (READER_IS_PARALLEL_VIEW (self), FALSE);

  selection = &self->marks->selection;
  if (get_caret_selection (self, out))
    return TRUE;
  if (selection->text == 0)
    return FALSE;
  *out = (ReaderSelection){ selection->text,
                            self->selection_first,
                            selection->start,
                            self->selection_last,
                            selection->end };
  return TRUE;
}

/* --- copying --- */

static ReaderRowModel *
get_model_of (ReaderParallelView *self, gint64 text)
{
  ReaderViewColumn *column = reader_view_find_column (self, text, NULL);

  return column != NULL ? reader_view_get_strand (self, column->text->strand)->model : NULL;
}

static void
append_cell (GString *words,
             GPtrArray *cell,
             const ReaderSelection *selection,
             gboolean *begun,
             gboolean *ended)
{
  for (guint i = 0; i < cell->len && !*ended; i++)
    {
      TriPassage *passage = g_ptr_array_index (cell, i);
      guint start = passage->id == selection->passage ? selection->start : 0;
      guint end = passage->id == selection->end_passage ? selection->end : get_length (passage);
      g_autofree char *piece = NULL;

      *begun |= passage->id == selection->passage;
      *ended = passage->id == selection->end_passage;
      if (!*begun || !reader_passage_is_shown (passage, cell) || end < start)
        continue;
      piece = g_utf8_substring (passage->content, (glong) start, (glong) end);
      if (words->len > 0)
        g_string_append (words, passage->kind == TRI_PASSAGE_VERSE ? "\n" : "\n\n");
      g_string_append (words, piece);
    }
}

char *
reader_view_dup_selected_text (ReaderParallelView *self)
{
  ReaderSelection selection;
  ReaderRowModel *model = NULL;
  g_autoptr (GString) words = g_string_new (NULL);
  gboolean begun = FALSE;
  gboolean ended = FALSE;
  guint64 row = 0;

  if (!reader_parallel_view_get_selection (self, &selection))
    return NULL;
  model = get_model_of (self, selection.text);
  if (model == NULL || !reader_row_model_find_passage (model, selection.passage, &row))
    return NULL;
  for (guint n = 0; !ended
                    && n < COPY_ROWS
                    && row < reader_row_model_get_n_rows (model);
       n++, row++)
    {
      g_autoptr (TriRow) found = reader_row_model_dup_row (model, row);
      guint column = tri_work_get_text (self->work, selection.text)->column;

      if (found != NULL)
        append_cell (words, tri_row_get_cell (found, column), &selection, &begun, &ended);
    }
  return g_string_free (g_steal_pointer (&words), FALSE);
}

/* The number of the last page that began in these passages before the selection. */
static char *
find_page_in (GPtrArray *cell, const ReaderSelection *selection, gboolean own_row)
{
  char *page = NULL;

  for (guint i = 0; i < cell->len; i++)
    {
      TriPassage *passage = g_ptr_array_index (cell, i);
      gboolean own = passage->id == selection->passage;

      for (guint s = 0; s < passage->spans->len; s++)
        {
          const TriSpan *span = &g_array_index (passage->spans, TriSpan, s);

          if (span->kind != TRI_SPAN_PAGE
              || span->value == NULL
              || (own && span->start > selection->start))
            continue;
          g_free (page);
          page = g_strdup (span->value);
        }
      if (own && own_row)
        break;
    }
  return page;
}

static char *
find_page (ReaderParallelView *self, ReaderRowModel *model, const ReaderSelection *selection)
{
  guint column = tri_work_get_text (self->work, selection->text)->column;
  guint64 row = 0;

  if (!reader_row_model_find_passage (model, selection->passage, &row))
    return NULL;
  for (guint n = 0; n < PAGE_ROWS; n++)
    {
      g_autoptr (TriRow) found = reader_row_model_dup_row (model, row);
      char *page = NULL;

      if (found != NULL)
        page = find_page_in (tri_row_get_cell (found, column), selection, n == 0);
      if (page != NULL || row == 0)
        return page;
      row--;
    }
  return NULL;
}

/* "Work, Text (author), division, p. 12" */
static char *
dup_source (ReaderParallelView *self, const ReaderSelection *selection)
{
  TriText *text = tri_work_get_text (self->work, selection->text);
  ReaderRowModel *model = get_model_of (self, selection->text);
  g_autofree char *division = reader_row_model_dup_division (model, selection->passage);
  g_autofree char *page = find_page (self, model, selection);
  g_autoptr (GString) source = g_string_new (self->work->title);

  if (g_strcmp0 (text->title, self->work->title) != 0)
    g_string_append_printf (source, ", %s", text->title);
  if (text->author != NULL && *text->author != '\0')
    g_string_append_printf (source, " (%s)", text->author);
  if (division != NULL && *division != '\0')
    g_string_append_printf (source, ", %s", division);
  if (page != NULL)
    {
      /* Translators: a page of a printed book. */
      g_autofree char *number = g_strdup_printf (_ ("p. %s"), page);

      g_string_append_printf (source, ", %s", number);
    }
  return g_string_free (g_steal_pointer (&source), FALSE);
}

/* Copies the selection, or the passage in focus when nothing is selected. */
void
reader_view_copy (ReaderParallelView *self, gboolean with_source)
{
  g_autofree char *words = NULL;
  ReaderSelection selection;

  if (!reader_parallel_view_get_selection (self, &selection))
    reader_view_select_focus (self);
  words = reader_view_dup_selected_text (self);
  if (words == NULL || !reader_parallel_view_get_selection (self, &selection))
    return;
  if (with_source)
    {
      g_autofree char *source = dup_source (self, &selection);
      char *both = g_strdup_printf ("%s\n— %s", words, source);

      g_free (words);
      words = both;
    }
  gdk_clipboard_set_text (gtk_widget_get_clipboard (GTK_WIDGET (self)), words);
}

/* --- notes --- */

static TriPassage *
find_note (ReaderParallelView *self, const char *key)
{
  ReaderFlow *flow = reader_view_get_flow_of (self, self->focus->text);
  TriRow *row = reader_flow_get_row (flow, self->focus_row);
  GPtrArray *cell = NULL;

  if (row == NULL)
    return NULL;
  cell = tri_row_get_cell (row, tri_work_get_text (self->work, self->focus->text)->column);
  for (guint i = 0; i < cell->len; i++)
    {
      TriPassage *passage = g_ptr_array_index (cell, i);

      if (passage->kind == TRI_PASSAGE_NOTE && g_strcmp0 (passage->key, key) == 0)
        return passage;
    }
  return NULL;
}

static GtkWidget *
note_popover_new (TriPassage *note)
{
  GtkWidget *popover = gtk_popover_new ();
  GtkWidget *label = gtk_label_new (note->content);

  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_max_width_chars (GTK_LABEL (label), NOTE_WIDTH);
  gtk_label_set_selectable (GTK_LABEL (label), TRUE);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_widget_add_css_class (popover, "note");
  gtk_popover_set_child (GTK_POPOVER (popover), label);
  gtk_accessible_update_property (GTK_ACCESSIBLE (popover),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Note"),
                                  -1);
  return popover;
}

/* The first note of the passage in focus, in its sentence when that has one. */
static const TriSpan *
find_note_mark (ReaderParallelView *self)
{
  const TriSpan *found = NULL;

  for (guint i = 0; i < self->focus->spans->len; i++)
    {
      const TriSpan *span = &g_array_index (self->focus->spans, TriSpan, i);
      guint at = span->start > 0 ? span->start - 1 : 0;

      if (span->kind != TRI_SPAN_NOTE)
        continue;
      if (self->marks->sentence >= 0
          && (int) tri_passage_get_sentence_at (self->focus, at) == self->marks->sentence)
        return span;
      if (found == NULL)
        found = span;
    }
  return found;
}

/**
 * reader_view_open_note:
 * @span: (nullable): the mark, %NULL for the one that the focus is at
 */
void
reader_view_open_note (ReaderParallelView *self, const TriSpan *span)
{
  ReaderFlow *flow = NULL;
  TriPassage *note = NULL;
  GdkRectangle at;
  graphene_point_t origin;

  if (self->focus == NULL)
    return;
  if (span == NULL)
    span = find_note_mark (self);
  flow = reader_view_get_flow_of (self, self->focus->text);
  note = span != NULL ? find_note (self, span->value) : NULL;
  if (note == NULL
      || !reader_flow_get_range (flow,
                                 self->focus_row,
                                 self->focus->text,
                                 self->focus->id,
                                 &(TriRange){ span->start > 0 ? span->start - 1 : 0, span->start },
                                 &at)
      || !gtk_widget_compute_point (GTK_WIDGET (flow),
                                    GTK_WIDGET (self),
                                    &GRAPHENE_POINT_INIT ((float) at.x, (float) at.y),
                                    &origin))
    return;
  at.x = (int) origin.x + at.width;
  at.y = (int) origin.y;
  reader_view_show_popover (self, note_popover_new (note), &at);
}

/* --- the caret, and hidden words --- */

void
reader_view_set_caret (ReaderParallelView *self, gboolean caret)
{
  ReaderFlow *flow = NULL;
  ReaderCell *cell = NULL;

  reader_view_ensure_focus (self);
  if (self->focus == NULL)
    return;
  self->marks->caret = caret;
  flow = reader_view_get_flow_of (self, self->focus->text);
  cell = reader_flow_get_cell (flow, self->focus_row, self->focus->text);
  if (cell != NULL && !caret)
    reader_cell_set_caret (cell, 0);
  reader_view_grab_cell (self);
}

/* Shows the words of the row's passage in the text that is hidden. */
void
reader_view_reveal_words (ReaderParallelView *self)
{
  ReaderViewColumn *column = reader_view_find_column (self, self->marks->concealed, NULL);
  g_autoptr (TriRow) row = NULL;
  GPtrArray *cell = NULL;

  reader_view_ensure_focus (self);
  if (column == NULL || self->focus == NULL)
    return;
  if (self->focus->text == self->marks->concealed)
    reader_marks_reveal (self->marks, self->focus->id);
  else if (column->text->strand == self->focus_strand)
    {
      row = reader_row_model_dup_row (reader_view_get_strand (self, self->focus_strand)->model,
                                      self->focus_row);
      cell = row != NULL ? tri_row_get_cell (row, column->text->column) : NULL;
      for (guint i = 0; cell != NULL && i < cell->len; i++)
        reader_marks_reveal (self->marks, ((TriPassage *) g_ptr_array_index (cell, i))->id);
    }
  reader_view_update (self);
}

/* --- the pointer --- */

typedef struct
{
  ReaderHit hit;
  guint64 row;
} Target;

static gboolean
get_target (ReaderFlow *flow, double x, double y, gint64 text, Target *out)
{
  ReaderCell *cell = reader_flow_pick (flow, x, y, text, &out->row);
  GtkAllocation area;
  graphene_point_t point;

  if (cell == NULL)
    return FALSE;
  gtk_widget_get_allocation (GTK_WIDGET (cell), &area);
  point = GRAPHENE_POINT_INIT ((float) x - (float) area.x, (float) y - (float) area.y);
  return reader_cell_get_hit (cell, point.x, point.y, &out->hit);
}

static const TriMention *
find_mention_at (const TriPassage *passage, guint at)
{
  const TriMention *found = NULL;

  for (guint i = 0; i < passage->mentions->len; i++)
    {
      const TriMention *mention = &g_array_index (passage->mentions, TriMention, i);

      /* The innermost one stands last. */
      if (at >= mention->start && at < mention->end)
        found = mention;
    }
  return found;
}

static void
focus_target (ReaderParallelView *self, const Target *target)
{
  TriPassage *passage = target->hit.passage;
  ReaderViewColumn *column = reader_view_find_column (self, passage->text, NULL);
  int sentence = passage->sentences->len > 1
                     ? (int) tri_passage_get_sentence_at (passage, target->hit.at)
                     : -1;

  reader_view_set_focus (self, column->text->strand, target->row, passage, sentence);
  reader_view_grab_cell (self);
}

static void
click (ReaderParallelView *self, const Target *target)
{
  const ReaderHit *hit = &target->hit;
  const TriMention *mention = NULL;

  if (reader_marks_is_concealed (self->marks, hit->passage))
    {
      reader_marks_reveal (self->marks, hit->passage->id);
      reader_view_update (self);
      return;
    }
  if (hit->note != NULL)
    {
      reader_view_open_note (self, hit->note);
      return;
    }
  mention = hit->inside ? find_mention_at (hit->passage, hit->at) : NULL;
  if (mention == NULL)
    return;
  self->marks->mention = mention->id;
  reader_view_update (self);
  g_signal_emit_by_name (self, "mention-activated", hit->passage->id, mention->id, mention->entity);
}

static void
pressed_cb (GtkGestureClick *gesture, int n_press, double x, double y, ReaderParallelView *self)
{
  GtkEventController *controller = GTK_EVENT_CONTROLLER (gesture);
  ReaderFlow *flow = READER_FLOW (gtk_event_controller_get_widget (controller));
  GdkModifierType state = gtk_event_controller_get_current_event_state (controller);
  Target target;

  self->dragging = FALSE;
  if (!get_target (flow, x, y, 0, &target))
    return;
  if ((state & GDK_SHIFT_MASK) != 0 && self->anchor.text == target.hit.passage->text)
    {
      select_to (self, target.hit.passage, target.hit.offset);
      return;
    }
  reader_view_clear_selection (self);
  set_anchor (self, target.hit.passage, target.hit.offset);
  if (n_press == 1)
    focus_target (self, &target);
  else if (reader_marks_is_concealed (self->marks, target.hit.passage))
    return;
  else if (n_press == 2)
    select_word (self, target.hit.passage, target.hit.at);
  else if (n_press == 3)
    select_range (self, target.hit.passage, 0, get_length (target.hit.passage));
}

static void
released_cb (GtkGestureClick *gesture, int n_press, double x, double y, ReaderParallelView *self)
{
  ReaderFlow *flow = READER_FLOW (gtk_event_controller_get_widget (GTK_EVENT_CONTROLLER (gesture)));
  Target target;

  if (n_press == 1
      && !self->dragging
      && self->marks->selection.text == 0
      && get_target (flow, x, y, 0, &target))
    click (self, &target);
}

static void
select_drag_begin_cb (GtkGestureDrag *gesture, double x, double y, ReaderParallelView *self)
{
  GdkDevice *device = gtk_gesture_get_device (GTK_GESTURE (gesture));

  /* A finger scrolls. */
  if (device != NULL && gdk_device_get_source (device) == GDK_SOURCE_TOUCHSCREEN)
    gtk_gesture_set_state (GTK_GESTURE (gesture), GTK_EVENT_SEQUENCE_DENIED);
}

static void
select_drag_update_cb (GtkGestureDrag *gesture, double dx, double dy, ReaderParallelView *self)
{
  GtkWidget *widget = gtk_event_controller_get_widget (GTK_EVENT_CONTROLLER (gesture));
  double x = 0;
  double y = 0;
  Target target;

  if (self->anchor.text == 0 || !gtk_gesture_drag_get_start_point (gesture, &x, &y))
    return;
  if (!self->dragging
      && !gtk_drag_check_threshold (widget, (int) x, (int) y, (int) (x + dx), (int) (y + dy)))
    return;
  self->dragging = TRUE;
  if (y + dy < 0)
    reader_flow_scroll_by (READER_FLOW (widget), -EDGE_STEP);
  else if (y + dy > gtk_widget_get_height (widget))
    reader_flow_scroll_by (READER_FLOW (widget), EDGE_STEP);
  if (get_target (READER_FLOW (widget), x + dx, y + dy, self->anchor.text, &target)
      && !reader_marks_is_concealed (self->marks, target.hit.passage))
    select_to (self, target.hit.passage, target.hit.offset);
}

void
reader_view_add_gestures (ReaderParallelView *self, ReaderFlow *flow)
{
  GtkGesture *press = gtk_gesture_click_new ();
  GtkGesture *drag = gtk_gesture_drag_new ();

  gtk_gesture_single_set_button (GTK_GESTURE_SINGLE (press), GDK_BUTTON_PRIMARY);
  g_signal_connect (press, "pressed", G_CALLBACK (pressed_cb), self);
  g_signal_connect (press, "released", G_CALLBACK (released_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (flow), GTK_EVENT_CONTROLLER (press));
  g_signal_connect (drag, "drag-begin", G_CALLBACK (select_drag_begin_cb), self);
  g_signal_connect (drag, "drag-update", G_CALLBACK (select_drag_update_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (flow), GTK_EVENT_CONTROLLER (drag));
  gtk_gesture_group (press, drag);
}
