/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "dialogs/reader-go-to-box.h"

#include "dialogs/reader-go-to.h"
#include "panels/reader-panel-row.h"
#include "panels/reader-row-actions.h"

struct _ReaderGoToBox
{
  GtkPopover parent_instance;

  GtkSearchEntry *entry;
  GtkListView *list;
  GtkWidget *nothing;

  ReaderSession *session;
  TriWork *work;
  GListStore *items;
  GCancellable *cancellable;
  gboolean is_waiting; /* Enter was pressed before the answer came */
};

G_DEFINE_FINAL_TYPE (ReaderGoToBox, reader_go_to_box, GTK_TYPE_POPOVER)

enum
{
  SIGNAL_PLACE_CHOSEN,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

typedef struct
{
  TriWork *work;
  char *typed;
} Question;

static void
question_free (gpointer data)
{
  Question *question = data;

  g_object_unref (question->work);
  g_free (question->typed);
  g_free (question);
}

static gpointer
ask (TriLibrary *library,
     gpointer data,
     GCancellable *cancellable,
     GError **error)
{
  Question *question = data;

  return reader_go_to_find (library, question->work, question->typed, cancellable, error);
}

static void
activate_cb (ReaderGoToBox *self,
             guint position)
{
  g_autoptr (ReaderGoToItem) item = g_list_model_get_item (G_LIST_MODEL (self->items), position);

  if (item == NULL)
    return;

  gtk_popover_popdown (GTK_POPOVER (self));
  g_signal_emit (self, signals[SIGNAL_PLACE_CHOSEN], 0, item->place.text, item->place.passage);
}

static void
show_items (ReaderGoToBox *self,
            GPtrArray *items)
{
  guint n_items = g_list_model_get_n_items (G_LIST_MODEL (self->items));
  const char *typed = gtk_editable_get_text (GTK_EDITABLE (self->entry));

  g_list_store_splice (self->items, 0, n_items, items->pdata, items->len);
  gtk_widget_set_visible (GTK_WIDGET (self->list), items->len > 0);
  gtk_widget_set_visible (self->nothing, items->len == 0 && *typed != '\0');
}

static void
answered_cb (GObject *object,
             GAsyncResult *result,
             gpointer user_data)
{
  g_autoptr (ReaderGoToBox) self = user_data;
  g_autoptr (GPtrArray) items = tri_worker_run_finish (TRI_WORKER (object), result, NULL);

  /* NULL: the reader typed on, and another answer is on its way. */
  if (items == NULL || self->session == NULL)
    return;

  g_clear_object (&self->cancellable);
  show_items (self, items);
  if (self->is_waiting)
    activate_cb (self, 0);
  self->is_waiting = FALSE;
}

static void
stop_asking (ReaderGoToBox *self)
{
  if (self->cancellable != NULL)
    g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
}

static void
typed_cb (ReaderGoToBox *self)
{
  Question *question = NULL;

  stop_asking (self);
  if (self->session == NULL || self->work == NULL)
    return;

  question = g_new0 (Question, 1);
  question->work = g_object_ref (self->work);
  question->typed = g_strdup (gtk_editable_get_text (GTK_EDITABLE (self->entry)));
  self->cancellable = g_cancellable_new ();
  tri_worker_run_async (reader_session_get_asker (self->session),
                        ask,
                        question,
                        question_free,
                        (GDestroyNotify) g_ptr_array_unref,
                        self->cancellable,
                        answered_cb,
                        g_object_ref (self));
}

static void
entry_activate_cb (ReaderGoToBox *self)
{
  /* What was typed last may not have been asked yet. */
  self->is_waiting = TRUE;
  typed_cb (self);
}

static void
stop_cb (ReaderGoToBox *self)
{
  gtk_popover_popdown (GTK_POPOVER (self));
}

static void
setup_cb (GtkSignalListItemFactory *factory,
          GtkListItem *item)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *title = gtk_label_new (NULL);
  GtkWidget *detail = gtk_label_new (NULL);

  gtk_label_set_xalign (GTK_LABEL (title), 0);
  gtk_label_set_ellipsize (GTK_LABEL (title), PANGO_ELLIPSIZE_END);
  gtk_label_set_xalign (GTK_LABEL (detail), 0);
  gtk_label_set_ellipsize (GTK_LABEL (detail), PANGO_ELLIPSIZE_END);
  gtk_widget_add_css_class (detail, "caption");
  gtk_widget_add_css_class (detail, "dim-label");
  gtk_box_append (GTK_BOX (box), title);
  gtk_box_append (GTK_BOX (box), detail);
  gtk_list_item_set_child (item, box);
  reader_row_actions_offer (item);
}

static void
bind_cb (GtkSignalListItemFactory *factory,
         GtkListItem *list_item)
{
  ReaderGoToItem *item = gtk_list_item_get_item (list_item);
  GtkWidget *box = gtk_list_item_get_child (list_item);
  g_autofree char *spoken = NULL;

  gtk_label_set_label (GTK_LABEL (gtk_widget_get_first_child (box)), item->title);
  gtk_label_set_label (GTK_LABEL (gtk_widget_get_last_child (box)), item->detail);
  spoken = g_strdup_printf ("%s, %s", item->title, item->detail);
  reader_panel_set_spoken (box, spoken);
}

static void
reader_go_to_box_dispose (GObject *object)
{
  ReaderGoToBox *self = READER_GO_TO_BOX (object);

  stop_asking (self);
  g_clear_object (&self->session);
  g_clear_object (&self->work);
  g_clear_object (&self->items);
  gtk_widget_dispose_template (GTK_WIDGET (self), READER_TYPE_GO_TO_BOX);

  G_OBJECT_CLASS (reader_go_to_box_parent_class)->dispose (object);
}

static void
reader_go_to_box_class_init (ReaderGoToBoxClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = reader_go_to_box_dispose;

  signals[SIGNAL_PLACE_CHOSEN] = g_signal_new ("place-chosen",
                                               READER_TYPE_GO_TO_BOX,
                                               G_SIGNAL_RUN_LAST,
                                               0,
                                               NULL,
                                               NULL,
                                               NULL,
                                               G_TYPE_NONE,
                                               2,
                                               G_TYPE_INT64,
                                               G_TYPE_INT64);

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/triptych/Triptych/reader-go-to-box.ui");
  gtk_widget_class_bind_template_child (widget_class, ReaderGoToBox, entry);
  gtk_widget_class_bind_template_child (widget_class, ReaderGoToBox, list);
  gtk_widget_class_bind_template_child (widget_class, ReaderGoToBox, nothing);
  gtk_widget_class_bind_template_callback (widget_class, typed_cb);
  gtk_widget_class_bind_template_callback (widget_class, entry_activate_cb);
  gtk_widget_class_bind_template_callback (widget_class, stop_cb);
  gtk_widget_class_bind_template_callback (widget_class, activate_cb);
}

static void
reader_go_to_box_init (ReaderGoToBox *self)
{
  g_autoptr (GtkListItemFactory) factory = gtk_signal_list_item_factory_new ();
  g_autoptr (GtkSelectionModel) selection = NULL;

  gtk_widget_init_template (GTK_WIDGET (self));
  self->items = g_list_store_new (READER_TYPE_GO_TO_ITEM);
  selection = GTK_SELECTION_MODEL (
      gtk_single_selection_new (g_object_ref (G_LIST_MODEL (self->items))));
  g_signal_connect (factory, "setup", G_CALLBACK (setup_cb), NULL);
  g_signal_connect (factory, "bind", G_CALLBACK (bind_cb), NULL);
  gtk_list_view_set_factory (self->list, factory);
  gtk_list_view_set_model (self->list, selection);
  gtk_search_entry_set_key_capture_widget (self->entry, GTK_WIDGET (self->list));
}

/**
 * reader_go_to_box_new:
 *
 * Returns: (transfer none): a popover without a parent
 */
GtkWidget *
reader_go_to_box_new (void)
{
  return g_object_new (READER_TYPE_GO_TO_BOX, NULL);
}

/**
 * reader_go_to_box_open:
 * @session: the library
 * @work: what is read
 *
 * Pops up, empty.
 */
void
reader_go_to_box_open (ReaderGoToBox *self,
                       ReaderSession *session,
                       TriWork *work)
{
  g_autoptr (GPtrArray) none = g_ptr_array_new ();

  g_return_if_fail (READER_IS_GO_TO_BOX (self));

  stop_asking (self);
  self->is_waiting = FALSE;
  g_set_object (&self->session, session);
  g_set_object (&self->work, work);
  gtk_editable_set_text (GTK_EDITABLE (self->entry), "");
  show_items (self, none);
  gtk_popover_popup (GTK_POPOVER (self));
  gtk_widget_grab_focus (GTK_WIDGET (self->entry));
}

/**
 * reader_go_to_box_type:
 * @words: as if the reader had typed them
 */
void
reader_go_to_box_type (ReaderGoToBox *self,
                       const char *words)
{
  g_return_if_fail (READER_IS_GO_TO_BOX (self));

  gtk_editable_set_text (GTK_EDITABLE (self->entry), words);
  typed_cb (self);
}

/**
 * reader_go_to_box_get_n_items:
 *
 * Returns: how many places are offered
 */
guint
reader_go_to_box_get_n_items (ReaderGoToBox *self)
{
  g_return_val_if_fail (READER_IS_GO_TO_BOX (self), 0);

  return g_list_model_get_n_items (G_LIST_MODEL (self->items));
}
