/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "dialogs/reader-mention-picker.h"

#include "panels/reader-panel-row.h"
#include "panels/reader-row-actions.h"

#include <glib/gi18n.h>
#include <string.h>

struct _ReaderMentionPicker
{
  AdwWindow parent_instance;

  GtkWidget *ways;
  GtkListView *list;
  GtkLabel *count;
  GtkWidget *bar;

  GListStore *items;
  gboolean is_picking; /* by a way: rows do not end it */
};

G_DEFINE_FINAL_TYPE (ReaderMentionPicker, reader_mention_picker, ADW_TYPE_WINDOW)

enum
{
  SIGNAL_DONE,
  SIGNAL_WAY_CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

/* --- A line */

#define READER_TYPE_PICK (reader_pick_get_type ())
G_DECLARE_FINAL_TYPE (ReaderPick, reader_pick, READER, PICK, GObject)

struct _ReaderPick
{
  GObject parent_instance;
  TriContext context;
  char *line;
  guint start; /* of the words in the line, in bytes; likewise the end */
  guint end;
  char *suffix;
  gboolean picked;
};

G_DEFINE_FINAL_TYPE (ReaderPick, reader_pick, G_TYPE_OBJECT)

static void
reader_pick_finalize (GObject *object)
{
  ReaderPick *self = READER_PICK (object);

  g_free (self->line);
  g_free (self->suffix);

  G_OBJECT_CLASS (reader_pick_parent_class)->finalize (object);
}

static void
reader_pick_class_init (ReaderPickClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = reader_pick_finalize;
}

static void
reader_pick_init (ReaderPick *self)
{
}

/* --- Rows */

static void
say_picked (GtkWidget *box,
            const ReaderPick *pick)
{
  GtkWidget *check = gtk_widget_get_first_child (box);
  g_autofree char *spoken = NULL;

  spoken = g_strdup_printf ("%s, %s, %s",
                            pick->line,
                            pick->picked ? _ ("picked") : _ ("not picked"),
                            pick->suffix);
  gtk_check_button_set_active (GTK_CHECK_BUTTON (check), pick->picked);
  reader_panel_set_spoken (box, spoken);
}

static void
setup_cb (GtkSignalListItemFactory *factory,
          GtkListItem *item)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *check = gtk_check_button_new ();
  GtkWidget *row = reader_panel_row_new ();

  /* The row is what one clicks on, and what has the keyboard. */
  gtk_widget_set_can_focus (check, FALSE);
  gtk_widget_set_can_target (check, FALSE);
  gtk_widget_set_hexpand (row, TRUE);
  gtk_box_append (GTK_BOX (box), check);
  gtk_box_append (GTK_BOX (box), row);
  gtk_list_item_set_child (item, box);
  reader_row_actions_offer (item);
}

static void
bind_cb (GtkSignalListItemFactory *factory,
         GtkListItem *item)
{
  ReaderPick *pick = gtk_list_item_get_item (item);
  GtkWidget *box = gtk_list_item_get_child (item);
  ReaderPanelRow *row = READER_PANEL_ROW (gtk_widget_get_last_child (box));

  reader_panel_row_set_title (row, pick->line);
  reader_panel_row_set_strong (row, pick->start, pick->end);
  reader_panel_row_set_suffix (row, pick->suffix);
  g_object_set_data (G_OBJECT (pick), "box", box);
  say_picked (box, pick);
}

static void
unbind_cb (GtkSignalListItemFactory *factory,
           GtkListItem *item)
{
  g_object_set_data (gtk_list_item_get_item (item), "box", NULL);
}

static void
update_count (ReaderMentionPicker *self)
{
  guint n_all = g_list_model_get_n_items (G_LIST_MODEL (self->items));
  guint n = 0;
  g_autofree char *words = NULL;

  for (guint i = 0; i < n_all; i++)
    {
      g_autoptr (ReaderPick) pick = g_list_model_get_item (G_LIST_MODEL (self->items), i);

      n += pick->picked;
    }
  words = g_strdup_printf (_ ("%u of %u picked"), n, n_all);
  gtk_label_set_label (self->count, words);
  gtk_widget_set_sensitive (self->bar, n > 0);
}

static void
set_picked (ReaderPick *pick,
            gboolean picked)
{
  GtkWidget *box = g_object_get_data (G_OBJECT (pick), "box");

  pick->picked = picked;
  if (box != NULL)
    say_picked (box, pick);
}

static void
activate_cb (ReaderMentionPicker *self,
             guint position)
{
  g_autoptr (ReaderPick) pick = g_list_model_get_item (G_LIST_MODEL (self->items), position);

  if (pick == NULL)
    return;
  set_picked (pick, !pick->picked);
  self->is_picking = TRUE;
  gtk_drop_down_set_selected (GTK_DROP_DOWN (self->ways), 0);
  self->is_picking = FALSE;
  update_count (self);
}

static void
way_cb (ReaderMentionPicker *self)
{
  if (!self->is_picking)
    g_signal_emit (self,
                   signals[SIGNAL_WAY_CHANGED],
                   0,
                   gtk_drop_down_get_selected (GTK_DROP_DOWN (self->ways)));
}

static void
button_cb (GtkWidget *button,
           ReaderMentionPicker *self)
{
  g_autoptr (ReaderMentionPicker) kept = g_object_ref (self);
  gpointer nth = g_object_get_data (G_OBJECT (button), "nth");

  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
  g_signal_emit (self, signals[SIGNAL_DONE], 0, GPOINTER_TO_UINT (nth));
  gtk_window_close (GTK_WINDOW (self));
}

static void
select_all_action (GtkWidget *widget,
                   const char *name,
                   GVariant *parameter)
{
  ReaderMentionPicker *self = READER_MENTION_PICKER (widget);
  guint n = g_list_model_get_n_items (G_LIST_MODEL (self->items));

  for (guint i = 0; i < n; i++)
    {
      g_autoptr (ReaderPick) pick = g_list_model_get_item (G_LIST_MODEL (self->items), i);

      set_picked (pick, g_str_equal (name, "picker.all"));
    }
  update_count (self);
}

/* --- The object */

static void
reader_mention_picker_dispose (GObject *object)
{
  ReaderMentionPicker *self = READER_MENTION_PICKER (object);

  g_clear_object (&self->items);
  gtk_widget_dispose_template (GTK_WIDGET (self), READER_TYPE_MENTION_PICKER);

  G_OBJECT_CLASS (reader_mention_picker_parent_class)->dispose (object);
}

static void
reader_mention_picker_class_init (ReaderMentionPickerClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  GType type = READER_TYPE_MENTION_PICKER;

  G_OBJECT_CLASS (klass)->dispose = reader_mention_picker_dispose;

  signals[SIGNAL_DONE] = g_signal_new ("done",
                                       type,
                                       G_SIGNAL_RUN_LAST,
                                       0,
                                       NULL,
                                       NULL,
                                       NULL,
                                       G_TYPE_NONE,
                                       1,
                                       G_TYPE_UINT);
  signals[SIGNAL_WAY_CHANGED] = g_signal_new ("way-changed",
                                              type,
                                              G_SIGNAL_RUN_LAST,
                                              0,
                                              NULL,
                                              NULL,
                                              NULL,
                                              G_TYPE_NONE,
                                              1,
                                              G_TYPE_UINT);

  gtk_widget_class_install_action (widget_class, "picker.all", NULL, select_all_action);
  gtk_widget_class_install_action (widget_class, "picker.none", NULL, select_all_action);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/triptych/Triptych/reader-mention-picker.ui");
  gtk_widget_class_bind_template_child (widget_class, ReaderMentionPicker, ways);
  gtk_widget_class_bind_template_child (widget_class, ReaderMentionPicker, list);
  gtk_widget_class_bind_template_child (widget_class, ReaderMentionPicker, count);
  gtk_widget_class_bind_template_child (widget_class, ReaderMentionPicker, bar);
  gtk_widget_class_bind_template_callback (widget_class, activate_cb);
  gtk_widget_class_bind_template_callback (widget_class, way_cb);
}

/* Before the list, which would select. */
static gboolean
key_pressed_cb (GtkEventControllerKey *controller,
                guint key,
                guint code,
                GdkModifierType state,
                ReaderMentionPicker *self)
{
  if ((key != GDK_KEY_a && key != GDK_KEY_A) || (state & GDK_CONTROL_MASK) == 0)
    return FALSE;
  gtk_widget_activate_action (GTK_WIDGET (self),
                              (state & GDK_SHIFT_MASK) != 0 ? "picker.none" : "picker.all",
                              NULL);

  return TRUE;
}

/* All lines are there now: to count them with each would take ever longer. */
static void
mapped_cb (ReaderMentionPicker *self)
{
  update_count (self);
  gtk_widget_child_focus (GTK_WIDGET (self->list), GTK_DIR_TAB_FORWARD);
}

static void
reader_mention_picker_init (ReaderMentionPicker *self)
{
  g_autoptr (GtkListItemFactory) factory = gtk_signal_list_item_factory_new ();
  g_autoptr (GtkSelectionModel) selection = NULL;
  GtkEventController *keys = gtk_event_controller_key_new ();

  gtk_widget_init_template (GTK_WIDGET (self));
  self->items = g_list_store_new (READER_TYPE_PICK);
  selection = GTK_SELECTION_MODEL (
      gtk_single_selection_new (g_object_ref (G_LIST_MODEL (self->items))));
  g_signal_connect (factory, "setup", G_CALLBACK (setup_cb), NULL);
  g_signal_connect (factory, "bind", G_CALLBACK (bind_cb), NULL);
  g_signal_connect (factory, "unbind", G_CALLBACK (unbind_cb), NULL);
  gtk_list_view_set_factory (self->list, factory);
  gtk_list_view_set_model (self->list, selection);
  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  g_signal_connect_object (keys, "key-pressed", G_CALLBACK (key_pressed_cb), self, 0);
  gtk_widget_add_controller (GTK_WIDGET (self), keys);
  g_signal_connect_after (self, "map", G_CALLBACK (mapped_cb), NULL);
}

static void
add_button (ReaderMentionPicker *self,
            const char *label,
            guint nth)
{
  GtkWidget *button = gtk_button_new_with_mnemonic (label);

  if (nth == 0)
    gtk_widget_add_css_class (button, "suggested-action");
  g_object_set_data (G_OBJECT (button), "nth", GUINT_TO_POINTER (nth));
  g_signal_connect (button, "clicked", G_CALLBACK (button_cb), self);
  gtk_box_append (GTK_BOX (self->bar), button);
}

GtkWidget *
reader_mention_picker_new (const char *title,
                           const char *const *buttons,
                           const char *const *ways)
{
  ReaderMentionPicker *self = g_object_new (READER_TYPE_MENTION_PICKER, "title", title, NULL);
  g_autoptr (GtkStringList) list = gtk_string_list_new (ways);

  for (guint i = 0; buttons[i] != NULL; i++)
    add_button (self, buttons[i], i);
  self->is_picking = TRUE;
  gtk_drop_down_set_model (GTK_DROP_DOWN (self->ways), G_LIST_MODEL (list));
  self->is_picking = FALSE;
  gtk_widget_set_visible (self->ways, ways != NULL);
  update_count (self);

  return GTK_WIDGET (self);
}

void
reader_mention_picker_add (ReaderMentionPicker *self,
                           const TriContext *context,
                           const char *suffix,
                           gboolean picked)
{
  g_autoptr (ReaderPick) pick = g_object_new (READER_TYPE_PICK, NULL);

  pick->context = *context;
  pick->context.before = pick->context.surface = pick->context.after = NULL;
  pick->line = g_strconcat (context->before, context->surface, context->after, NULL);
  pick->start = (guint) strlen (context->before);
  pick->end = pick->start + (guint) strlen (context->surface);
  pick->suffix = g_strdup (suffix);
  pick->picked = picked;
  g_list_store_append (self->items, pick);
}

void
reader_mention_picker_pick_if (ReaderMentionPicker *self,
                               ReaderPickFunc func,
                               gpointer data)
{
  guint n = g_list_model_get_n_items (G_LIST_MODEL (self->items));

  for (guint i = 0; i < n; i++)
    {
      g_autoptr (ReaderPick) pick = g_list_model_get_item (G_LIST_MODEL (self->items), i);

      set_picked (pick, func (&pick->context, data));
    }
  update_count (self);
}

guint
reader_mention_picker_get_way (ReaderMentionPicker *self)
{
  guint way = gtk_drop_down_get_selected (GTK_DROP_DOWN (self->ways));

  return way == GTK_INVALID_LIST_POSITION ? 0 : way;
}

GArray *
reader_mention_picker_dup_ranges (ReaderMentionPicker *self)
{
  GArray *ranges = g_array_new (FALSE, FALSE, sizeof (TriEntityRange));

  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (self->items)); i++)
    {
      g_autoptr (ReaderPick) pick = g_list_model_get_item (G_LIST_MODEL (self->items), i);
      const TriContext *at = &pick->context;
      TriEntityRange range = { at->passage, at->mention.start, at->mention.end };

      if (pick->picked)
        g_array_append_val (ranges, range);
    }

  return ranges;
}

GArray *
reader_mention_picker_dup_mentions (ReaderMentionPicker *self)
{
  GArray *mentions = g_array_new (FALSE, FALSE, sizeof (gint64));

  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (self->items)); i++)
    {
      g_autoptr (ReaderPick) pick = g_list_model_get_item (G_LIST_MODEL (self->items), i);

      if (pick->picked)
        g_array_append_val (mentions, pick->context.mention.id);
    }

  return mentions;
}
