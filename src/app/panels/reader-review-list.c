/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "reader-review-list.h"

#include "reader-list-moves.h"
#include "reader-row-actions.h"

struct _ReaderReviewList
{
  GtkWidget parent_instance;

  GtkWidget *scrolled;
  GtkWidget *list;
  GtkSelectionModel *selection;
  ReaderListMoves *moves;
  ReaderReviewModel *model;
  const ReaderReviewVerb *verbs;
  guint n_verbs;
};

G_DEFINE_FINAL_TYPE (ReaderReviewList, reader_review_list, GTK_TYPE_WIDGET)

enum
{
  SIGNAL_ACTIVATED,
  SIGNAL_CLICKED,
  SIGNAL_JUDGED,
  SIGNAL_SELECTION_CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static GListModel *
get_items (ReaderReviewList *self)
{
  return G_LIST_MODEL (reader_review_model_get_items (self->model));
}

static void
row_judged_cb (ReaderReviewRow *row, int verb, ReaderReviewList *self)
{
  g_signal_emit (self, signals[SIGNAL_JUDGED], 0, reader_review_row_get_item (row), verb);
}

static void
row_clicked_cb (ReaderReviewRow *row, ReaderReviewList *self)
{
  g_signal_emit (self, signals[SIGNAL_CLICKED], 0, reader_review_row_get_item (row));
}

static void
activate_cb (ReaderReviewList *self, guint position)
{
  g_autoptr (ReaderReviewItem) item = g_list_model_get_item (get_items (self), position);

  if (item != NULL)
    g_signal_emit (self, signals[SIGNAL_ACTIVATED], 0, item);
}

static void
selection_changed_cb (ReaderReviewList *self)
{
  g_signal_emit (self, signals[SIGNAL_SELECTION_CHANGED], 0);
}

static void
setup_cb (GtkSignalListItemFactory *factory, GtkListItem *item, ReaderReviewList *self)
{
  GtkWidget *row = reader_review_row_new (self->verbs, self->n_verbs);

  g_signal_connect_object (row, "judged", G_CALLBACK (row_judged_cb), self, 0);
  g_signal_connect_object (row, "clicked", G_CALLBACK (row_clicked_cb), self, 0);
  gtk_list_item_set_child (item, row);
  reader_row_actions_offer (item);
}

static void
bind_cb (GtkSignalListItemFactory *factory, GtkListItem *item, ReaderReviewList *self)
{
  reader_review_row_set_item (READER_REVIEW_ROW (gtk_list_item_get_child (item)),
                              gtk_list_item_get_item (item));
  reader_list_moves_bind (item);
  reader_review_model_see (self->model, gtk_list_item_get_position (item));
}

static gboolean
is_stop (gpointer item)
{
  return TRUE;
}

/* As a GtkListView does it by itself. */
static void
moved_cb (gpointer owner, guint from, guint to, GdkModifierType state)
{
  ReaderReviewList *self = owner;

  if (state & GDK_SHIFT_MASK)
    gtk_selection_model_select_range (self->selection,
                                      MIN (from, to),
                                      MAX (from, to) - MIN (from, to) + 1,
                                      FALSE);
  else if (!(state & GDK_CONTROL_MASK))
    gtk_selection_model_select_item (self->selection, to, TRUE);
}

/* What is done is done to the row that has the keyboard, however it came there. */
static void
focus_moved_cb (ReaderReviewList *self)
{
  guint position = reader_list_moves_find_focused (self->moves);

  if (position == GTK_INVALID_LIST_POSITION)
    return;
  reader_review_model_set_anchor (self->model, position);
  if (reader_review_list_count_selected (self) <= 1
      && !reader_review_keys_is_selecting (self->list))
    gtk_selection_model_select_item (self->selection, position, TRUE);
}

static void
reader_review_list_map (GtkWidget *widget)
{
  GTK_WIDGET_CLASS (reader_review_list_parent_class)->map (widget);

  g_signal_connect_object (gtk_widget_get_root (widget),
                           "notify::focus-widget",
                           G_CALLBACK (focus_moved_cb),
                           widget,
                           G_CONNECT_SWAPPED);
}

static void
reader_review_list_unmap (GtkWidget *widget)
{
  g_signal_handlers_disconnect_by_func (gtk_widget_get_root (widget), focus_moved_cb, widget);

  GTK_WIDGET_CLASS (reader_review_list_parent_class)->unmap (widget);
}

static void
reader_review_list_dispose (GObject *object)
{
  ReaderReviewList *self = READER_REVIEW_LIST (object);

  g_clear_pointer (&self->moves, reader_list_moves_free);
  g_clear_pointer (&self->scrolled, gtk_widget_unparent);
  g_clear_object (&self->selection);
  g_clear_object (&self->model);

  G_OBJECT_CLASS (reader_review_list_parent_class)->dispose (object);
}

static guint
new_signal (const char *name, guint n)
{
  return g_signal_new (name,
                       READER_TYPE_REVIEW_LIST,
                       G_SIGNAL_RUN_LAST,
                       0,
                       NULL,
                       NULL,
                       NULL,
                       G_TYPE_NONE,
                       n,
                       READER_TYPE_REVIEW_ITEM,
                       G_TYPE_INT);
}

static void
reader_review_list_class_init (ReaderReviewListClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = reader_review_list_dispose;
  widget_class->map = reader_review_list_map;
  widget_class->unmap = reader_review_list_unmap;

  signals[SIGNAL_ACTIVATED] = new_signal ("row-activated", 1);
  signals[SIGNAL_CLICKED] = new_signal ("row-clicked", 1);
  signals[SIGNAL_JUDGED] = new_signal ("row-judged", 2);
  signals[SIGNAL_SELECTION_CHANGED] = new_signal ("selection-changed", 0);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
}

static void
reader_review_list_init (ReaderReviewList *self)
{
}

static void
make_list (ReaderReviewList *self, const char *title)
{
  GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();

  g_signal_connect_object (factory, "setup", G_CALLBACK (setup_cb), self, 0);
  g_signal_connect_object (factory, "bind", G_CALLBACK (bind_cb), self, 0);
  self->list = gtk_list_view_new (g_object_ref (self->selection), factory);
  gtk_widget_add_css_class (self->list, "panel-list");
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->list),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  title,
                                  -1);
  g_signal_connect_swapped (self->list, "activate", G_CALLBACK (activate_cb), self);
  self->moves = reader_list_moves_new (GTK_LIST_VIEW (self->list), is_stop, moved_cb, self);
}

GtkWidget *
reader_review_list_new (ReaderReviewModel *model,
                        const char *title,
                        const ReaderReviewVerb *verbs,
                        guint n_verbs,
                        const ReaderReviewKey *keys)
{
  ReaderReviewList *self = g_object_new (READER_TYPE_REVIEW_LIST, NULL);

  self->model = g_object_ref (model);
  self->verbs = verbs;
  self->n_verbs = n_verbs;
  self->selection = GTK_SELECTION_MODEL (
      gtk_multi_selection_new (g_object_ref (get_items (self))));
  g_signal_connect_object (self->selection,
                           "selection-changed",
                           G_CALLBACK (selection_changed_cb),
                           self,
                           G_CONNECT_SWAPPED);
  make_list (self, title);
  if (n_verbs > 0)
    reader_review_keys_add (self->list, keys);
  self->scrolled = gtk_scrolled_window_new ();
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (self->scrolled),
                                  GTK_POLICY_NEVER,
                                  GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (self->scrolled), self->list);
  gtk_widget_set_parent (self->scrolled, GTK_WIDGET (self));
  return GTK_WIDGET (self);
}

gboolean
reader_review_list_has_keyboard (ReaderReviewList *self)
{
  return reader_list_moves_get_focused (self->moves) != NULL;
}

gboolean
reader_review_list_focus_row (ReaderReviewList *self)
{
  guint n = g_list_model_get_n_items (get_items (self));
  guint position = n > 0 ? MIN (reader_review_model_get_anchor (self->model), n - 1) : 0;

  if (n == 0)
    return FALSE;
  reader_review_model_set_anchor (self->model, position);
  gtk_selection_model_select_item (self->selection, position, TRUE);
  return reader_list_moves_go_to (self->moves, position);
}

ReaderReviewItem *
reader_review_list_get_current (ReaderReviewList *self)
{
  g_autoptr (ReaderReviewItem) item = g_list_model_get_item (
      get_items (self),
      reader_review_model_get_anchor (self->model));

  /* The list holds it too. */
  return item;
}

guint
reader_review_list_count_selected (ReaderReviewList *self)
{
  g_autoptr (GtkBitset) selected = gtk_selection_model_get_selection (self->selection);

  return (guint) gtk_bitset_get_size (selected);
}

GPtrArray *
reader_review_list_list_chosen (ReaderReviewList *self)
{
  GPtrArray *chosen = g_ptr_array_new_with_free_func (g_object_unref);
  GListModel *items = get_items (self);
  guint anchor = reader_review_model_get_anchor (self->model);
  gboolean several = gtk_selection_model_is_selected (self->selection, anchor);

  for (guint i = 0; i < g_list_model_get_n_items (items); i++)
    if (i == anchor || (several && gtk_selection_model_is_selected (self->selection, i)))
      g_ptr_array_add (chosen, g_list_model_get_item (items, i));
  return chosen;
}
