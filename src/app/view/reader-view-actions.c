/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "reader-parallel-view-private.h"

typedef void (*StepFunc) (ReaderParallelView *self, int direction);
typedef void (*ColumnFunc) (ReaderParallelView *self, gint64 text);

/* --- what they do --- */

static void
copy (ReaderParallelView *self, int with_source)
{
  reader_view_copy (self, with_source != 0);
}

static void
select_all (ReaderParallelView *self, int direction)
{
  reader_view_select_focus (self);
}

static void
open_note (ReaderParallelView *self, int direction)
{
  reader_view_open_note (self, NULL);
}

static void
toggle_caret (ReaderParallelView *self, int direction)
{
  reader_view_set_caret (self, !self->marks->caret);
}

static void
follow_caret (ReaderParallelView *self, int direction)
{
  reader_view_follow_caret (self);
}

static void
reveal (ReaderParallelView *self, int direction)
{
  reader_view_reveal_words (self);
}

static void
open_mention (ReaderParallelView *self, int direction)
{
  reader_view_open_mention (self);
}

static void
show_menu (ReaderParallelView *self, int direction)
{
  reader_view_show_menu (self);
}

static void
leave (ReaderParallelView *self, int direction)
{
  if (self->marks->picked->len > 0)
    {
      reader_parallel_view_set_picked (self, NULL);
      reader_view_emit (self, READER_VIEW_SIGNAL_FOCUS_CHANGED);
    }
  else if (self->marks->caret)
    reader_view_set_caret (self, FALSE);
  else if (self->marks->selection.text != 0 || self->marks->kept->len > 0)
    reader_view_clear_selection (self);
  else
    gtk_widget_activate_action (GTK_WIDGET (self), "find.close", NULL);
}

static void
equal_columns (ReaderParallelView *self, int direction)
{
  reader_view_equal_columns (self);
}

static void
toggle_stacked (ReaderParallelView *self, int direction)
{
  reader_view_toggle_stacked (self);
}

static void
toggle_linked (ReaderParallelView *self, int direction)
{
  reader_view_toggle_linked (self);
}

static void
hide_column (ReaderParallelView *self, gint64 text)
{
  reader_view_show_column (self, text, FALSE);
}

static void
show_column (ReaderParallelView *self, gint64 text)
{
  reader_view_show_column (self, text, TRUE);
}

static void
move_left (ReaderParallelView *self, gint64 text)
{
  reader_view_move_column (self, text, -1);
}

static void
move_right (ReaderParallelView *self, gint64 text)
{
  reader_view_move_column (self, text, 1);
}

static void
focus (ReaderParallelView *self, gint64 passage)
{
  reader_view_clear_selection (self);
  if (reader_view_focus_passage (self, passage, -1))
    reader_view_reveal_focus (self);
}

/* --- the tables --- */

/* Who moves without Shift leaves what is selected: what is copied or bookmarked next is where one
 * is now. */
static const struct
{
  const char *name;
  StepFunc func;
  int direction;
  gboolean leaves;
} steps[] = {
  { "text.next-passage", reader_view_step_passage, 1, TRUE },
  { "text.previous-passage", reader_view_step_passage, -1, TRUE },
  { "text.page-down", reader_view_step_page, 1, TRUE },
  { "text.page-up", reader_view_step_page, -1, TRUE },
  { "text.next-division", reader_view_step_division, 1, TRUE },
  { "text.previous-division", reader_view_step_division, -1, TRUE },
  { "text.next-mark", reader_view_step_mark, 1, TRUE },
  { "text.previous-mark", reader_view_step_mark, -1, TRUE },
  { "text.start", reader_view_go_to_end, -1, TRUE },
  { "text.end", reader_view_go_to_end, 1, TRUE },
  { "text.next-column", reader_view_step_column, 1, TRUE },
  { "text.previous-column", reader_view_step_column, -1, TRUE },
  { "text.next-sentence", reader_view_step_sentence, 1, TRUE },
  { "text.previous-sentence", reader_view_step_sentence, -1, TRUE },
  { "text.extend-down", reader_view_extend_selection, 1 },
  { "text.extend-up", reader_view_extend_selection, -1 },
  { "text.widen-column", reader_view_widen_column, 1 },
  { "text.narrow-column", reader_view_widen_column, -1 },
  { "text.equal-columns", equal_columns, 0 },
  { "text.stack", toggle_stacked, 0 },
  { "text.link-columns", toggle_linked, 0 },
  { "text.nudge-down", reader_view_nudge_focus, 1 },
  { "text.nudge-up", reader_view_nudge_focus, -1 },
  { "text.extend-by-word", reader_view_extend_by_word, 1 },
  { "text.extend-back-by-word", reader_view_extend_by_word, -1 },
  { "text.extend-right", reader_view_extend_to_column, 1 },
  { "text.extend-left", reader_view_extend_to_column, -1 },
  { "text.reveal", reveal, 0 },
  { "text.copy", copy, 0 },
  { "text.copy-with-source", copy, 1 },
  { "text.select-all", select_all, 0 },
  { "text.open-note", open_note, 0 },
  { "text.caret", toggle_caret, 0 },
  { "text.follow-caret", follow_caret, 0 },
  { "text.menu", show_menu, 0 },
  { "text.leave", leave, 0 },
  { "text.go-back", reader_view_step_history, -1, TRUE },
  { "text.go-forward", reader_view_step_history, 1, TRUE },
  { "mark.edit", reader_view_edit_mark, 0 },
  { "mention.next", reader_view_step_mention, 1, TRUE },
  { "mention.previous", reader_view_step_mention, -1, TRUE },
  { "mention.open", open_mention, 0 },
  { "date.next", reader_view_step_date, 1, TRUE },
  { "date.previous", reader_view_step_date, -1, TRUE },
};

static const struct
{
  const char *name;
  ColumnFunc func;
} column_actions[] = {
  { "text.conceal", reader_view_toggle_concealed },
  { "text.hide-column", hide_column },
  { "text.show-column", show_column },
  { "text.move-column-left", move_left },
  { "text.move-column-right", move_right },
  { "text.focus", focus },
  { "text.let-go", reader_view_let_go },
  { "text.join", reader_view_join },
  { "text.toggle-free", reader_view_toggle_free },
  { "text.level", reader_view_level },
};

static const struct
{
  guint key;
  GdkModifierType modifiers;
  const char *action;
} bindings[] = {
  { GDK_KEY_Down, 0, "text.next-passage" },
  { GDK_KEY_Up, 0, "text.previous-passage" },
  { GDK_KEY_Down, GDK_SHIFT_MASK, "text.extend-down" },
  { GDK_KEY_Up, GDK_SHIFT_MASK, "text.extend-up" },
  { GDK_KEY_Right, GDK_SHIFT_MASK, "text.extend-by-word" },
  { GDK_KEY_Left, GDK_SHIFT_MASK, "text.extend-back-by-word" },
  { GDK_KEY_Right, GDK_CONTROL_MASK | GDK_SHIFT_MASK, "text.extend-right" },
  { GDK_KEY_Left, GDK_CONTROL_MASK | GDK_SHIFT_MASK, "text.extend-left" },
  { GDK_KEY_Right, 0, "text.next-column" },
  { GDK_KEY_Left, 0, "text.previous-column" },
  { GDK_KEY_Page_Down, 0, "text.page-down" },
  { GDK_KEY_Page_Up, 0, "text.page-up" },
  { GDK_KEY_space, 0, "text.page-down" },
  { GDK_KEY_space, GDK_SHIFT_MASK, "text.page-up" },
  { GDK_KEY_Page_Down, GDK_CONTROL_MASK, "text.next-division" },
  { GDK_KEY_Page_Up, GDK_CONTROL_MASK, "text.previous-division" },
  { GDK_KEY_Home, 0, "text.start" },
  { GDK_KEY_End, 0, "text.end" },
  { GDK_KEY_Home, GDK_CONTROL_MASK, "text.start" },
  { GDK_KEY_End, GDK_CONTROL_MASK, "text.end" },
  { GDK_KEY_Down, GDK_CONTROL_MASK, "text.next-sentence" },
  { GDK_KEY_Up, GDK_CONTROL_MASK, "text.previous-sentence" },
  { GDK_KEY_c, GDK_CONTROL_MASK, "text.copy" },
  { GDK_KEY_c, GDK_CONTROL_MASK | GDK_SHIFT_MASK, "text.copy-with-source" },
  { GDK_KEY_a, GDK_CONTROL_MASK, "text.select-all" },
  { GDK_KEY_F7, 0, "text.caret" },
  { GDK_KEY_Escape, 0, "text.leave" },
  { GDK_KEY_Left, GDK_ALT_MASK, "text.go-back" },
  { GDK_KEY_Right, GDK_ALT_MASK, "text.go-forward" },
  { GDK_KEY_Right, GDK_ALT_MASK | GDK_SHIFT_MASK, "text.widen-column" },
  { GDK_KEY_Left, GDK_ALT_MASK | GDK_SHIFT_MASK, "text.narrow-column" },
  { GDK_KEY_Home, GDK_ALT_MASK | GDK_SHIFT_MASK, "text.equal-columns" },
  { GDK_KEY_s, 0, "text.stack" },
  { GDK_KEY_l, 0, "text.link-columns" },
  { GDK_KEY_Down, GDK_ALT_MASK | GDK_SHIFT_MASK, "text.nudge-down" },
  { GDK_KEY_Up, GDK_ALT_MASK | GDK_SHIFT_MASK, "text.nudge-up" },
  { GDK_KEY_n, 0, "mention.next" },
  { GDK_KEY_n, GDK_SHIFT_MASK, "mention.previous" },
  { GDK_KEY_d, 0, "date.next" },
  { GDK_KEY_d, GDK_SHIFT_MASK, "date.previous" },
  { GDK_KEY_Return, 0, "mention.open" },
  { GDK_KEY_KP_Enter, 0, "mention.open" },
  { GDK_KEY_r, 0, "text.reveal" },
  { GDK_KEY_t, 0, "word.equivalents" },
  { GDK_KEY_o, 0, "text.open-note" },
  { GDK_KEY_Menu, 0, "text.menu" },
  { GDK_KEY_F10, GDK_SHIFT_MASK, "text.menu" },
  /* The window has these: what they change stands in the library. */
  { GDK_KEY_k, 0, "link.tie" },
  { GDK_KEY_k, GDK_SHIFT_MASK, "link.pick" },
  { GDK_KEY_x, 0, "link.split" },
  { GDK_KEY_j, 0, "link.join" },
  { GDK_KEY_Up, GDK_ALT_MASK, "link.shift-up" },
  { GDK_KEY_Down, GDK_ALT_MASK, "link.shift-down" },
  { GDK_KEY_0, 0, "link.omit" },
  { GDK_KEY_KP_0, 0, "link.omit" },
  { GDK_KEY_c, 0, "link.confirm" },
  { GDK_KEY_c, GDK_SHIFT_MASK, "link.confirm-above" },
  { GDK_KEY_e, 0, "entity.link" },
  { GDK_KEY_e, GDK_SHIFT_MASK, "entity.add" },
  { GDK_KEY_a, 0, "entity.occurrences" },
  { GDK_KEY_y, 0, "entity.confirm" },
  { GDK_KEY_y, GDK_SHIFT_MASK, "entity.reject" },
  { GDK_KEY_Delete, 0, "entity.refuse" },
  { GDK_KEY_KP_Delete, 0, "entity.refuse" },
  { GDK_KEY_g, 0, "text.next-mark" },
  { GDK_KEY_g, GDK_SHIFT_MASK, "text.previous-mark" },
  { GDK_KEY_h, 0, "highlight.add" },
  { GDK_KEY_w, 0, "note.add" },
  { GDK_KEY_m, 0, "mark.set" },
  { GDK_KEY_m, GDK_SHIFT_MASK, "mark.list" },
  /* On a keyboard with dead keys, and on one that has it above a digit. */
  { GDK_KEY_apostrophe, 0, "mark.go" },
  { GDK_KEY_apostrophe, GDK_SHIFT_MASK, "mark.go" },
  { GDK_KEY_dead_acute, 0, "mark.go" },
  { GDK_KEY_p, 0, "portal.tie" },
  { GDK_KEY_p, GDK_SHIFT_MASK, "portal.follow" },
  { GDK_KEY_q, 0, "later.toggle" },
  { GDK_KEY_q, GDK_SHIFT_MASK, "later.list" },
  { GDK_KEY_u, 0, "link.next" },
  { GDK_KEY_u, GDK_SHIFT_MASK, "link.previous" },
};

static void
step_activated (GtkWidget *widget, const char *name, GVariant *parameter)
{
  for (guint i = 0; i < G_N_ELEMENTS (steps); i++)
    if (g_str_equal (steps[i].name, name))
      {
        if (steps[i].leaves)
          reader_view_clear_selection (READER_PARALLEL_VIEW (widget));
        steps[i].func (READER_PARALLEL_VIEW (widget), steps[i].direction);
        return;
      }
}

/* The id 0 means the text that has the focus. */
static void
column_activated (GtkWidget *widget, const char *name, GVariant *parameter)
{
  ReaderParallelView *self = READER_PARALLEL_VIEW (widget);
  gint64 id = g_variant_get_int64 (parameter);

  if (id == 0 && self->focus != NULL)
    id = self->focus->text;
  for (guint i = 0; i < G_N_ELEMENTS (column_actions); i++)
    if (g_str_equal (column_actions[i].name, name))
      {
        column_actions[i].func (self, id);
        return;
      }
}

static void
choose_activated (GtkWidget *widget, const char *name, GVariant *parameter)
{
  gint64 old_text = 0;
  gint64 new_text = 0;

  g_variant_get (parameter, "(xx)", &old_text, &new_text);
  reader_view_choose_text (READER_PARALLEL_VIEW (widget), old_text, new_text);
}

void
reader_view_install_actions (GtkWidgetClass *widget_class)
{
  for (guint i = 0; i < G_N_ELEMENTS (steps); i++)
    gtk_widget_class_install_action (widget_class, steps[i].name, NULL, step_activated);
  for (guint i = 0; i < G_N_ELEMENTS (column_actions); i++)
    gtk_widget_class_install_action (widget_class, column_actions[i].name, "x", column_activated);
  gtk_widget_class_install_action (widget_class, "text.choose", "(xx)", choose_activated);
  gtk_widget_class_install_action (widget_class, "mark.open", "x", reader_view_open_mark_action);
}

/* The view has them, and the flow too: the scrolled window between the two has keys of its own. */
void
reader_view_add_bindings (GtkWidgetClass *widget_class)
{
  for (guint i = 0; i < G_N_ELEMENTS (bindings); i++)
    gtk_widget_class_add_binding_action (widget_class,
                                         bindings[i].key,
                                         bindings[i].modifiers,
                                         bindings[i].action,
                                         NULL);
  gtk_widget_class_add_binding_action (widget_class,
                                       GDK_KEY_f,
                                       0,
                                       "text.toggle-free",
                                       "x",
                                       (gint64) 0);
  gtk_widget_class_add_binding_action (widget_class,
                                       GDK_KEY_f,
                                       GDK_SHIFT_MASK,
                                       "text.level",
                                       "x",
                                       (gint64) 0);
}

static gboolean
is_for_moving (guint key)
{
  static const guint keys[] = {
    GDK_KEY_Right,
    GDK_KEY_Left,
    GDK_KEY_Down,
    GDK_KEY_Up,
    GDK_KEY_Home,
    GDK_KEY_End,
    GDK_KEY_Page_Down,
    GDK_KEY_Page_Up,
  };

  for (guint i = 0; i < G_N_ELEMENTS (keys); i++)
    if (keys[i] == key)
      return TRUE;
  return FALSE;
}

/* A label takes these for ways of its caret, as Emacs does: they are the window's. */
static gboolean
forward_to_window (ReaderParallelView *self,
                   guint key,
                   GdkModifierType state)
{
  static const struct
  {
    guint key;
    const char *action;
    const char *shifted;
  } forwarded[] = {
    { GDK_KEY_b, "bookmark.list", "sheet.list" },
    { GDK_KEY_e, "entity.filter", "entity.discover" },
    { GDK_KEY_f, "find.open", "search.library" },
  };
  const GdkModifierType others = GDK_ALT_MASK | GDK_SUPER_MASK | GDK_META_MASK;
  gboolean is_shifted = (state & GDK_SHIFT_MASK) != 0;

  if (!self->marks->caret || (state & GDK_CONTROL_MASK) == 0 || (state & others) != 0)
    return FALSE;
  for (guint i = 0; i < G_N_ELEMENTS (forwarded); i++)
    if (forwarded[i].key == gdk_keyval_to_lower (key))
      return gtk_widget_activate_action (GTK_WIDGET (self),
                                         is_shifted ? forwarded[i].shifted : forwarded[i].action,
                                         NULL);
  return FALSE;
}

/* In front of the labels, which have keys of their own while the caret is in them. */
static gboolean
key_pressed_cb (GtkEventControllerKey *controller,
                guint key,
                guint code,
                GdkModifierType state,
                ReaderParallelView *self)
{
  gboolean by_word = key == GDK_KEY_Right || key == GDK_KEY_Left;
  int direction = key == GDK_KEY_Right || key == GDK_KEY_Down ? 1 : -1;

  if (forward_to_window (self, key, state))
    return TRUE;
  /* The label moves the caret, and knows nothing of what is selected beyond its edge. */
  if (self->marks->caret && (state & GDK_SHIFT_MASK) == 0 && is_for_moving (key))
    reader_view_clear_selection (self);
  if ((!by_word && key != GDK_KEY_Down && key != GDK_KEY_Up)
      || (state & GDK_SHIFT_MASK) == 0
      || (state & GDK_ALT_MASK) != 0
      || !reader_view_leave_label (self, direction))
    return FALSE;
  if (by_word)
    reader_view_extend_by_word (self, direction);
  else
    reader_view_extend_selection (self, direction);
  return TRUE;
}

void
reader_view_add_caret_keys (ReaderParallelView *self)
{
  GtkEventController *keys = gtk_event_controller_key_new ();

  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  g_signal_connect (keys, "key-pressed", G_CALLBACK (key_pressed_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), keys);
}
