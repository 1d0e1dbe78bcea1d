/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "reader-parallel-view-private.h"

#include "reader-mark-words.h"
#include "reader-signs.h"

/* What the reader marked: looked up for the rows in view, told to the pointer, and opened. */

/* How often it is looked up while one scrolls, in milliseconds. */
#define LOOK_UP_DELAY 60
/* Of a mark, in a menu; in letters. */
#define LONGEST_LINE 60

/* --- looking up --- */

static GPtrArray *
dup_noted (ReaderRowModel *model, GArray *ranges)
{
  g_autoptr (GArray) noted = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr (GHashTable) seen = g_hash_table_new (g_int64_hash, g_int64_equal);

  for (guint i = 0; i < ranges->len; i++)
    {
      TriMarkRange *range = &g_array_index (ranges, TriMarkRange, i);

      if (range->has_note && g_hash_table_add (seen, &range->bookmark))
        g_array_append_val (noted, range->bookmark);
    }
  return reader_row_model_dup_bookmarks (model,
                                         (const gint64 *) (gpointer) noted->data,
                                         noted->len);
}

/* One question for the rows in view, and one for the notes among them. */
void
reader_view_look_up_marks (ReaderParallelView *self)
{
  g_autoptr (GArray) visible = NULL;
  g_autoptr (GArray) found = NULL;
  g_autoptr (GPtrArray) noted = NULL;
  ReaderRowModel *model = NULL;

  g_clear_handle_id (&self->marks_id, g_source_remove);
  if (self->strands->len == 0)
    return;
  model = reader_view_get_strand (self, 0)->model;
  visible = reader_parallel_view_dup_visible_passages (self);
  found = reader_row_model_dup_marks (model,
                                      (const gint64 *) (gpointer) visible->data,
                                      visible->len);
  noted = dup_noted (model, found);
  if (reader_mark_set_take (self->marks->set, found, noted))
    reader_view_update (self);
}

static gboolean
look_up_cb (gpointer data)
{
  ReaderParallelView *self = data;

  self->marks_id = 0;
  reader_view_look_up_marks (self);
  return G_SOURCE_REMOVE;
}

/* While one scrolls: rows that come in have their marks soon, and no frame waits for them. */
void
reader_view_queue_marks (ReaderParallelView *self)
{
  if (self->marks_id == 0)
    self->marks_id = g_timeout_add (LOOK_UP_DELAY, look_up_cb, self);
}

/* --- opening --- */

static void
open_mark (ReaderParallelView *self, gint64 bookmark)
{
  g_signal_emit_by_name (self, "mark-activated", bookmark);
}

static char *
dup_line (ReaderParallelView *self, const ReaderMark *mark, const TriPassage *passage)
{
  const char *note = reader_mark_set_get_note (self->marks->set, mark->range.bookmark);
  g_autofree char *words = reader_mark_words_dup (mark, passage, note);
  g_autofree char *start = g_utf8_substring (words,
                                             0,
                                             MIN (g_utf8_strlen (words, -1), LONGEST_LINE));
  g_auto (GStrv) parts = g_strsplit (start, "_", -1);

  /* An underscore would make the next letter a mnemonic. */
  return g_strjoinv ("__", parts);
}

/* Each mark of a passage, to be opened. */
GMenu *
reader_view_dup_marks_menu (ReaderParallelView *self, const TriPassage *passage)
{
  GArray *marks = reader_mark_set_get (self->marks->set, passage->id);
  GMenu *menu = g_menu_new ();
  g_autoptr (GHashTable) seen = g_hash_table_new (g_int64_hash, g_int64_equal);

  for (guint i = 0; marks != NULL && i < marks->len; i++)
    {
      ReaderMark *mark = &g_array_index (marks, ReaderMark, i);
      g_autofree char *line = dup_line (self, mark, passage);
      g_autoptr (GMenuItem) item = g_menu_item_new (line, NULL);

      if (!g_hash_table_add (seen, &mark->range.bookmark))
        continue;
      g_menu_item_set_action_and_target (item, "mark.open", "x", mark->range.bookmark);
      g_menu_append_item (menu, item);
    }
  return menu;
}

static gboolean
get_sign (ReaderFlow *flow, double x, double y, ReaderSign *out, TriPassage **passage)
{
  guint64 row = 0;
  ReaderCell *cell = reader_flow_pick (flow, x, y, 0, &row);
  GtkAllocation area;

  if (cell == NULL)
    return FALSE;
  gtk_widget_get_allocation (GTK_WIDGET (cell), &area);
  return reader_cell_get_sign (cell, x - area.x, y - area.y, out, passage);
}

/* Returns whether a sign is there: its editor opens, or, of several, a menu of them. */
gboolean
reader_view_click_sign (ReaderParallelView *self, ReaderFlow *flow, double x, double y)
{
  ReaderSign sign;
  TriPassage *passage = NULL;
  graphene_point_t point;
  g_autoptr (GMenu) menu = NULL;

  if (!get_sign (flow, x, y, &sign, &passage))
    return FALSE;
  if (sign.bookmark != 0)
    {
      open_mark (self, sign.bookmark);
      return TRUE;
    }
  menu = reader_view_dup_marks_menu (self, passage);
  if (gtk_widget_compute_point (GTK_WIDGET (flow),
                                GTK_WIDGET (self),
                                &GRAPHENE_POINT_INIT ((float) x, (float) y),
                                &point))
    reader_view_show_popover (self,
                              gtk_popover_menu_new_from_model (G_MENU_MODEL (menu)),
                              &(GdkRectangle){ (int) point.x, (int) point.y, 1, 1 });
  return TRUE;
}

/* The marks of the passage in focus: the one there is, or a menu of them. */
void
reader_view_edit_mark (ReaderParallelView *self, int direction)
{
  GArray *marks = NULL;
  g_autoptr (GMenu) menu = NULL;
  GdkRectangle area;

  reader_view_ensure_focus (self);
  marks = self->focus != NULL ? reader_mark_set_get (self->marks->set, self->focus->id) : NULL;
  if (marks == NULL)
    return;
  menu = reader_view_dup_marks_menu (self, self->focus);
  if (g_menu_model_get_n_items (G_MENU_MODEL (menu)) == 1)
    open_mark (self, g_array_index (marks, ReaderMark, 0).range.bookmark);
  else if (reader_view_get_focus_area (self, &area))
    reader_view_show_popover (self, gtk_popover_menu_new_from_model (G_MENU_MODEL (menu)), &area);
}

void
reader_view_open_mark_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  open_mark (READER_PARALLEL_VIEW (widget), g_variant_get_int64 (parameter));
}

/* --- the pointer --- */

/* Of the sign, or of the marks on the word, that is below the pointer. */
static char *
dup_words_at (ReaderParallelView *self, ReaderFlow *flow, double x, double y)
{
  ReaderSign sign = { 0 };
  TriPassage *passage = NULL;
  gboolean on_sign = get_sign (flow, x, y, &sign, &passage);
  g_autoptr (GString) words = g_string_new (NULL);
  g_autoptr (GHashTable) seen = g_hash_table_new (g_int64_hash, g_int64_equal);
  GArray *marks = NULL;

  if (!on_sign)
    return NULL;
  marks = reader_mark_set_get (self->marks->set, passage->id);
  for (guint i = 0; marks != NULL && i < marks->len; i++)
    {
      ReaderMark *mark = &g_array_index (marks, ReaderMark, i);
      const char *note = reader_mark_set_get_note (self->marks->set, mark->range.bookmark);
      g_autofree char *line = NULL;

      if ((sign.bookmark != 0 && sign.bookmark != mark->range.bookmark)
          || !g_hash_table_add (seen, &mark->range.bookmark))
        continue;
      line = reader_mark_words_dup (mark, passage, note);
      g_string_append_printf (words, "%s%s", words->len > 0 ? "\n" : "", line);
    }
  return g_string_free (g_steal_pointer (&words), FALSE);
}

static gboolean
query_tooltip_cb (ReaderParallelView *self,
                  int x,
                  int y,
                  gboolean by_keyboard,
                  GtkTooltip *tooltip,
                  ReaderFlow *flow)
{
  g_autofree char *words = by_keyboard ? NULL : dup_words_at (self, flow, x, y);

  gtk_tooltip_set_text (tooltip, words);
  return words != NULL && *words != '\0';
}

/* The pointer says that a sign can be clicked. */
void
reader_view_point_at_sign (ReaderFlow *flow, double x, double y)
{
  ReaderSign sign;
  TriPassage *passage = NULL;

  gtk_widget_set_cursor_from_name (GTK_WIDGET (flow),
                                   get_sign (flow, x, y, &sign, &passage) ? "pointer" : NULL);
}

void
reader_view_add_signs (ReaderParallelView *self, ReaderFlow *flow)
{
  gtk_widget_set_has_tooltip (GTK_WIDGET (flow), TRUE);
  g_signal_connect_object (flow,
                           "query-tooltip",
                           G_CALLBACK (query_tooltip_cb),
                           self,
                           G_CONNECT_SWAPPED);
}
