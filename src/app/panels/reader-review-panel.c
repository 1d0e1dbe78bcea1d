/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "reader-review-panel.h"

#include <glib/gi18n.h>

typedef struct
{
  GtkWidget *box;
  GtkWidget *above;
  GtkWidget *stack;
  ReaderReviewList *list;
  GtkLabel *count;
  GtkLabel *message;
  GtkButton *way_out; /* of an empty list */
  ReaderReviewModel *model;

  ReaderSession *session;
  TriWork *work;
  const char *waiting;
  gboolean wants_focus;
  gboolean had_keyboard;
  /* From the beginning of an act until the list shows what has become of it. */
  gboolean is_acting;
  gboolean is_settling;
} ReaderReviewPanelPrivate;

typedef ReaderReviewPanelPrivate Private;

G_DEFINE_TYPE_WITH_PRIVATE (ReaderReviewPanel, reader_review_panel, GTK_TYPE_WIDGET)

enum
{
  SIGNAL_ACTIVATED,
  SIGNAL_SAID,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static Private *
get (gpointer self)
{
  return reader_review_panel_get_instance_private (self);
}

static guint
count (ReaderReviewPanel *self)
{
  return g_list_model_get_n_items (reader_review_panel_get_model (self));
}

/* --- what is shown --- */

static const char *
get_message (ReaderReviewPanel *self)
{
  ReaderReviewPanelClass *klass = READER_REVIEW_PANEL_GET_CLASS (self);
  Private *p = get (self);

  if (reader_review_model_get_failure (p->model) != NULL)
    return reader_review_model_get_failure (p->model);
  if (p->waiting != NULL)
    return _ (p->waiting);
  if (klass->asking != NULL && reader_review_model_is_asking (p->model))
    return _ (klass->asking);
  return p->work != NULL ? klass->get_empty_words (self) : "";
}

static void
show_count (ReaderReviewPanel *self)
{
  Private *p = get (self);
  guint n = reader_review_model_get_n_all (p->model);
  guint n_selected = reader_review_list_count_selected (p->list);
  g_autofree char *words = READER_REVIEW_PANEL_GET_CLASS (self)->dup_count (n);
  g_autofree char *both = NULL;

  /* Translators: how many rows are listed, and how many of them are selected: 12 proposals · 3
   * selected */
  if (n_selected > 1)
    both = g_strdup_printf (_ ("%1$s · %2$u selected"), words, n_selected);
  gtk_label_set_label (p->count, both ? both : words);
  gtk_widget_set_visible (GTK_WIDGET (p->count), n > 0);
}

/* What failed is tried again, and what a filter hides is shown. */
static void
show_way_out (ReaderReviewPanel *self)
{
  ReaderReviewPanelClass *klass = READER_REVIEW_PANEL_GET_CLASS (self);
  Private *p = get (self);
  gboolean failed = reader_review_model_get_failure (p->model) != NULL;
  gboolean narrowed = klass->is_narrowed != NULL && klass->is_narrowed (self);

  gtk_button_set_label (p->way_out, failed ? _ ("Try Again") : _ ("Show All"));
  gtk_widget_set_visible (GTK_WIDGET (p->way_out), failed || (narrowed && p->waiting == NULL));
}

/* A label takes no focus: where there is no row, the panel has it and says why. */
static void
show (ReaderReviewPanel *self)
{
  ReaderReviewPanelClass *klass = READER_REVIEW_PANEL_GET_CLASS (self);
  Private *p = get (self);
  gboolean is_empty = count (self) == 0;
  const char *message = get_message (self);

  show_count (self);
  gtk_label_set_label (p->message, message);
  show_way_out (self);
  gtk_widget_set_focusable (GTK_WIDGET (self), is_empty);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  is_empty ? message : _ (klass->title),
                                  -1);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "review.accept", !is_empty && klass->judge);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "review.reject", !is_empty && klass->judge);
  gtk_stack_set_visible_child_name (GTK_STACK (p->stack), is_empty ? "empty" : "list");
  if (klass->shown != NULL)
    klass->shown (self, is_empty);
}

void
reader_review_panel_focus_row (ReaderReviewPanel *self)
{
  if (!reader_review_list_focus_row (get (self)->list))
    gtk_widget_grab_focus (GTK_WIDGET (self));
}

/* The row that has the keyboard may go. */
static void
filling_cb (ReaderReviewPanel *self)
{
  Private *p = get (self);

  p->had_keyboard = reader_review_list_has_keyboard (p->list);
}

static void
answered_cb (ReaderReviewPanel *self)
{
  Private *p = get (self);

  if (p->is_settling)
    p->is_acting = FALSE;
  p->is_settling = p->is_settling && p->is_acting;
  if (p->had_keyboard)
    p->wants_focus = TRUE;
  p->had_keyboard = FALSE;
  show (self);
  if (!p->wants_focus || (count (self) == 0 && p->waiting != NULL))
    return;
  p->wants_focus = FALSE;
  reader_review_panel_focus_row (self);
}

void
reader_review_panel_reload (ReaderReviewPanel *self)
{
  reader_review_model_reload (get (self)->model);
  if (count (self) == 0)
    show (self);
}

static void
changed_cb (ReaderReviewPanel *self)
{
  if (gtk_widget_get_mapped (GTK_WIDGET (self)))
    reader_review_model_queue_reload (get (self)->model);
}

/* --- what is done --- */

ReaderReviewItem *
reader_review_panel_get_current (ReaderReviewPanel *self)
{
  return reader_review_list_get_current (get (self)->list);
}

GPtrArray *
reader_review_panel_list_chosen (ReaderReviewPanel *self)
{
  return reader_review_list_list_chosen (get (self)->list);
}

void
reader_review_panel_set_next (ReaderReviewPanel *self, const char *key)
{
  GListModel *model = reader_review_panel_get_model (self);

  for (guint i = 0; i < g_list_model_get_n_items (model); i++)
    {
      g_autoptr (ReaderReviewItem) item = g_list_model_get_item (model, i);

      if (g_str_equal (item->key, key))
        reader_review_model_set_anchor (get (self)->model, i);
    }
}

gboolean
reader_review_panel_begin (ReaderReviewPanel *self)
{
  Private *p = get (self);

  if (p->is_acting || p->session == NULL || p->work == NULL)
    return FALSE;
  p->is_acting = TRUE;
  p->wants_focus = TRUE;
  return TRUE;
}

void
reader_review_panel_say (ReaderReviewPanel *self, const char *words, gboolean undoable)
{
  g_signal_emit (self, signals[SIGNAL_SAID], 0, words, undoable);
}

void
reader_review_panel_end (ReaderReviewPanel *self, const char *words, gboolean undoable)
{
  Private *p = get (self);

  /* The library was closed meanwhile. */
  if (p->session == NULL)
    return;
  p->is_settling = p->is_acting;
  reader_review_panel_reload (self);
  if (words != NULL)
    reader_review_panel_say (self, words, undoable);
}

static void
judge (ReaderReviewPanel *self, GPtrArray *items, gboolean accept)
{
  if (items->len > 0 && reader_review_panel_begin (self))
    READER_REVIEW_PANEL_GET_CLASS (self)->judge (self, items, accept);
}

static void
judge_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  ReaderReviewPanel *self = READER_REVIEW_PANEL (widget);
  g_autoptr (GPtrArray) items = reader_review_panel_list_chosen (self);

  judge (self, items, g_str_equal (name, "review.accept"));
}

static void
row_judged_cb (ReaderReviewPanel *self, ReaderReviewItem *item, int verb)
{
  g_autoptr (GPtrArray) items = g_ptr_array_new_with_free_func (g_object_unref);

  g_ptr_array_add (items, g_object_ref (item));
  if (!get (self)->is_acting)
    reader_review_panel_set_next (self, item->key);
  judge (self, items, verb == 0);
}

static void
go_to (ReaderReviewPanel *self, ReaderReviewItem *item)
{
  if (item->place.passage != 0)
    g_signal_emit (self,
                   signals[SIGNAL_ACTIVATED],
                   0,
                   item->place.text,
                   item->place.passage,
                   item->place.sentence);
}

static void
row_clicked_cb (ReaderReviewPanel *self, ReaderReviewItem *item)
{
  if (READER_REVIEW_PANEL_GET_CLASS (self)->click_goes)
    go_to (self, item);
}

static void
way_out_cb (ReaderReviewPanel *self)
{
  Private *p = get (self);

  p->wants_focus = TRUE;
  if (reader_review_model_get_failure (p->model) == NULL)
    READER_REVIEW_PANEL_GET_CLASS (self)->widen (self);
  reader_review_panel_reload (self);
}

/* --- what it is made of --- */

static GtkWidget *
make_list (ReaderReviewPanel *self)
{
  static const struct
  {
    const char *signal;
    GCallback callback;
  } handlers[] = {
    { "row-activated", G_CALLBACK (go_to) },
    { "row-clicked", G_CALLBACK (row_clicked_cb) },
    { "row-judged", G_CALLBACK (row_judged_cb) },
    { "selection-changed", G_CALLBACK (show_count) },
  };
  ReaderReviewPanelClass *klass = READER_REVIEW_PANEL_GET_CLASS (self);
  GtkWidget *list = reader_review_list_new (get (self)->model,
                                            _ (klass->title),
                                            klass->verbs,
                                            klass->judge ? G_N_ELEMENTS (klass->verbs) : 0,
                                            klass->keys);

  for (guint i = 0; i < G_N_ELEMENTS (handlers); i++)
    g_signal_connect_object (list,
                             handlers[i].signal,
                             handlers[i].callback,
                             self,
                             G_CONNECT_SWAPPED);
  get (self)->list = READER_REVIEW_LIST (list);
  return list;
}

static GtkWidget *
make_empty (ReaderReviewPanel *self)
{
  Private *p = get (self);
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 12);
  GtkWidget *label = gtk_label_new (NULL);

  p->message = GTK_LABEL (label);
  gtk_label_set_wrap (p->message, TRUE);
  gtk_label_set_justify (p->message, GTK_JUSTIFY_CENTER);
  gtk_widget_add_css_class (label, "dim-label");
  p->way_out = GTK_BUTTON (gtk_button_new ());
  gtk_widget_set_halign (GTK_WIDGET (p->way_out), GTK_ALIGN_CENTER);
  g_signal_connect_swapped (p->way_out, "clicked", G_CALLBACK (way_out_cb), self);
  gtk_widget_set_valign (box, GTK_ALIGN_CENTER);
  gtk_widget_set_margin_start (box, 18);
  gtk_widget_set_margin_end (box, 18);
  gtk_box_append (GTK_BOX (box), label);
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (p->way_out));
  return box;
}

static GtkWidget *
make_count (ReaderReviewPanel *self)
{
  GtkWidget *label = gtk_label_new (NULL);

  get (self)->count = GTK_LABEL (label);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_widget_set_margin_start (label, 14);
  gtk_widget_set_margin_end (label, 12);
  gtk_widget_add_css_class (label, "caption");
  gtk_widget_add_css_class (label, "dim-label");
  return label;
}

/* --- vfuncs --- */

static void
reader_review_panel_map (GtkWidget *widget)
{
  GTK_WIDGET_CLASS (reader_review_panel_parent_class)->map (widget);

  reader_review_panel_reload (READER_REVIEW_PANEL (widget));
}

static void
reader_review_panel_constructed (GObject *object)
{
  ReaderReviewPanel *self = READER_REVIEW_PANEL (object);
  Private *p = get (self);

  G_OBJECT_CLASS (reader_review_panel_parent_class)->constructed (object);

  p->model = reader_review_model_new (READER_REVIEW_PANEL_GET_CLASS (self)->ask);
  g_signal_connect_object (p->model,
                           "filling",
                           G_CALLBACK (filling_cb),
                           self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (p->model,
                           "answered",
                           G_CALLBACK (answered_cb),
                           self,
                           G_CONNECT_SWAPPED);
  p->stack = gtk_stack_new ();
  gtk_widget_set_vexpand (p->stack, TRUE);
  gtk_stack_add_named (GTK_STACK (p->stack), make_list (self), "list");
  gtk_stack_add_named (GTK_STACK (p->stack), make_empty (self), "empty");
  p->above = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  p->box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  gtk_box_append (GTK_BOX (p->box), p->above);
  gtk_box_append (GTK_BOX (p->box), make_count (self));
  gtk_box_append (GTK_BOX (p->box), p->stack);
  gtk_widget_set_parent (p->box, GTK_WIDGET (self));
}

static void
reader_review_panel_dispose (GObject *object)
{
  ReaderReviewPanel *self = READER_REVIEW_PANEL (object);
  Private *p = get (self);

  if (p->session != NULL)
    g_signal_handlers_disconnect_by_func (p->session, changed_cb, self);
  g_clear_object (&p->session);
  g_clear_object (&p->work);
  if (p->model != NULL)
    {
      g_signal_handlers_disconnect_by_data (p->model, self);
      reader_review_model_set_work (p->model, NULL, 0);
    }
  g_clear_pointer (&p->box, gtk_widget_unparent);
  g_clear_object (&p->model);

  G_OBJECT_CLASS (reader_review_panel_parent_class)->dispose (object);
}

static guint
new_signal (const char *name, guint n, GType first, GType second)
{
  return g_signal_new (name,
                       READER_TYPE_REVIEW_PANEL,
                       G_SIGNAL_RUN_LAST,
                       0,
                       NULL,
                       NULL,
                       NULL,
                       G_TYPE_NONE,
                       n,
                       first,
                       second,
                       G_TYPE_INT);
}

static void
reader_review_panel_class_init (ReaderReviewPanelClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->constructed = reader_review_panel_constructed;
  G_OBJECT_CLASS (klass)->dispose = reader_review_panel_dispose;
  widget_class->map = reader_review_panel_map;

  signals[SIGNAL_ACTIVATED] = new_signal ("place-activated", 3, G_TYPE_INT64, G_TYPE_INT64);
  signals[SIGNAL_SAID] = new_signal ("said", 2, G_TYPE_STRING, G_TYPE_BOOLEAN);

  gtk_widget_class_install_action (widget_class, "review.accept", NULL, judge_action);
  gtk_widget_class_install_action (widget_class, "review.reject", NULL, judge_action);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
}

static void
reader_review_panel_init (ReaderReviewPanel *self)
{
}

void
reader_review_panel_set_work (ReaderReviewPanel *self, ReaderSession *session, TriWork *work)
{
  ReaderReviewPanelClass *klass = READER_REVIEW_PANEL_GET_CLASS (self);
  Private *p = get (self);

  g_return_if_fail (READER_IS_REVIEW_PANEL (self));

  if (p->session != session && p->session != NULL)
    g_signal_handlers_disconnect_by_func (p->session, changed_cb, self);
  if (p->session != session && session != NULL)
    g_signal_connect_object (session,
                             "changed",
                             G_CALLBACK (changed_cb),
                             self,
                             G_CONNECT_SWAPPED);
  g_set_object (&p->session, session);
  g_set_object (&p->work, work);
  if (reader_review_model_set_work (p->model, session, work != NULL ? work->id : 0))
    {
      p->is_acting = FALSE;
      p->is_settling = FALSE;
      if (klass->left != NULL)
        klass->left (self);
      show (self);
    }
  if (gtk_widget_get_mapped (GTK_WIDGET (self)))
    reader_review_panel_reload (self);
}

void
reader_review_panel_take_focus (ReaderReviewPanel *self)
{
  g_return_if_fail (READER_IS_REVIEW_PANEL (self));

  get (self)->wants_focus = TRUE;
  if (gtk_widget_get_mapped (GTK_WIDGET (self)))
    reader_review_panel_reload (self);
}

GListModel *
reader_review_panel_get_model (ReaderReviewPanel *self)
{
  g_return_val_if_fail (READER_IS_REVIEW_PANEL (self), NULL);

  return G_LIST_MODEL (reader_review_model_get_items (get (self)->model));
}

ReaderSession *
reader_review_panel_get_session (ReaderReviewPanel *self)
{
  return get (self)->session;
}

TriWork *
reader_review_panel_get_work (ReaderReviewPanel *self)
{
  return get (self)->work;
}

guint
reader_review_panel_get_n_all (ReaderReviewPanel *self)
{
  return reader_review_model_get_n_all (get (self)->model);
}

void
reader_review_panel_add (ReaderReviewPanel *self, GtkWidget *widget, gboolean above)
{
  gtk_box_append (GTK_BOX (above ? get (self)->above : get (self)->box), widget);
}

void
reader_review_panel_set_query (ReaderReviewPanel *self, GVariant *query)
{
  reader_review_model_set_query (get (self)->model, query);
  reader_review_panel_reload (self);
}

void
reader_review_panel_set_waiting (ReaderReviewPanel *self, const char *words)
{
  get (self)->waiting = words;
  show (self);
}
