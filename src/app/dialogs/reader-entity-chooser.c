/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "dialogs/reader-entity-chooser.h"

#include "library/tri-library-entities.h"
#include "panels/reader-panel-row.h"
#include "panels/reader-panel-words.h"
#include "panels/reader-row-actions.h"

/* Who does not find it among these types on. */
#define MOST 200

struct _ReaderEntityChooser
{
  AdwWindow parent_instance;

  GtkWidget *new_button;
  GtkSearchEntry *entry;
  GtkStack *stack;
  GtkListView *list;

  ReaderSession *session;
  gint64 work;
  gint64 except;
  GListStore *items;
  GCancellable *cancellable;
  gboolean is_waiting; /* Enter was pressed before the answer came */
};

G_DEFINE_FINAL_TYPE (ReaderEntityChooser, reader_entity_chooser, ADW_TYPE_WINDOW)

enum
{
  SIGNAL_CHOSEN,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

typedef struct
{
  gint64 work;
  gint64 except;
  char *typed;
} Question;

static void
question_free (gpointer data)
{
  Question *question = data;

  g_free (question->typed);
  g_free (question);
}

static gboolean
is_listed (GPtrArray *found,
           gint64 entity)
{
  for (guint i = 0; i < found->len; i++)
    if (TRI_ENTITY (g_ptr_array_index (found, i))->id == entity)
      return TRUE;

  return FALSE;
}

/* Adds those of the scope that are not listed yet. */
static gboolean
add_found (TriLibrary *library,
           const Question *question,
           gint64 work,
           GPtrArray *found,
           GError **error)
{
  TriEntityQuery query = { .work = work, .type = -1, .filter = question->typed };
  g_autoptr (GPtrArray) entities = NULL;

  query.lang = reader_panel_words_get_language ();
  query.order = TRI_ENTITY_ORDER_NAME;
  query.limit = MOST;
  entities = tri_library_list_entities (library, &query, error);
  for (guint i = 0; entities != NULL && i < entities->len; i++)
    {
      TriEntity *entity = g_ptr_array_index (entities, i);

      if (entity->id != question->except && !is_listed (found, entity->id))
        g_ptr_array_add (found, g_object_ref (entity));
    }

  return entities != NULL;
}

static gpointer
ask (TriLibrary *library,
     gpointer data,
     GCancellable *cancellable,
     GError **error)
{
  const Question *question = data;
  g_autoptr (GPtrArray) found = g_ptr_array_new_with_free_func (g_object_unref);

  if (!add_found (library, question, question->work, found, error)
      || !add_found (library, question, 0, found, error))
    return NULL;

  return g_steal_pointer (&found);
}

static void
choose (ReaderEntityChooser *self,
        gint64 entity)
{
  g_autoptr (ReaderEntityChooser) kept = g_object_ref (self);

  gtk_window_close (GTK_WINDOW (self));
  g_signal_emit (kept, signals[SIGNAL_CHOSEN], 0, entity);
}

static void
activate_cb (ReaderEntityChooser *self,
             guint position)
{
  g_autoptr (TriEntity) entity = g_list_model_get_item (G_LIST_MODEL (self->items), position);

  if (entity != NULL)
    choose (self, entity->id);
}

static void
new_cb (ReaderEntityChooser *self)
{
  choose (self, 0);
}

static void
stop_asking (ReaderEntityChooser *self)
{
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
}

static void
answered_cb (GObject *object,
             GAsyncResult *result,
             gpointer user_data)
{
  g_autoptr (ReaderEntityChooser) self = user_data;
  g_autoptr (GPtrArray) found = tri_worker_run_finish (TRI_WORKER (object), result, NULL);

  /* NULL: the reader typed on, and another answer is on its way. */
  if (found == NULL || self->session == NULL)
    return;

  g_clear_object (&self->cancellable);
  g_list_store_splice (self->items,
                       0,
                       g_list_model_get_n_items (G_LIST_MODEL (self->items)),
                       found->pdata,
                       found->len);
  gtk_stack_set_visible_child_name (self->stack, found->len > 0 ? "found" : "nothing");
  if (self->is_waiting)
    activate_cb (self, 0);
  self->is_waiting = FALSE;
}

static void
typed_cb (ReaderEntityChooser *self)
{
  Question *question = NULL;

  stop_asking (self);
  if (self->session == NULL)
    return;

  question = g_new0 (Question, 1);
  question->work = self->work;
  question->except = self->except;
  question->typed = g_strdup (gtk_editable_get_text (GTK_EDITABLE (self->entry)));
  self->cancellable = g_cancellable_new ();
  tri_worker_run_between_async (reader_session_get_asker (self->session),
                                ask,
                                question,
                                question_free,
                                (GDestroyNotify) g_ptr_array_unref,
                                self->cancellable,
                                answered_cb,
                                g_object_ref (self));
}

static void
entry_activate_cb (ReaderEntityChooser *self)
{
  /* What was typed last may not have been asked yet. */
  self->is_waiting = TRUE;
  typed_cb (self);
}

static void
stop_cb (ReaderEntityChooser *self)
{
  gtk_window_close (GTK_WINDOW (self));
}

static gboolean
key_pressed_cb (GtkEventControllerKey *controller,
                guint key,
                guint code,
                GdkModifierType state,
                ReaderEntityChooser *self)
{
  if (key != GDK_KEY_Down || g_list_model_get_n_items (G_LIST_MODEL (self->items)) == 0)
    return FALSE;

  return gtk_widget_child_focus (GTK_WIDGET (self->list), GTK_DIR_TAB_FORWARD);
}

/* --- Rows */

static void
setup_cb (GtkSignalListItemFactory *factory,
          GtkListItem *item)
{
  gtk_list_item_set_child (item, reader_panel_row_new ());
  reader_row_actions_offer (item);
}

static void
bind_cb (GtkSignalListItemFactory *factory,
         GtkListItem *list_item)
{
  TriEntity *entity = gtk_list_item_get_item (list_item);
  ReaderPanelRow *row = READER_PANEL_ROW (gtk_list_item_get_child (list_item));
  const char *name = tri_entity_get_name (entity, NULL);
  const char *type = reader_panel_words_for_type (entity->type);
  g_autofree char *mentions = reader_panel_words_dup_mentions (entity->n_mentions);
  g_autofree char *count = g_strdup_printf ("%u", entity->n_mentions);
  g_autofree char *spoken = g_strdup_printf ("%s, %s, %s", name, type, mentions);

  reader_panel_row_set_icon (row, reader_panel_words_get_type_icon (entity->type));
  reader_panel_row_set_title (row, name);
  reader_panel_row_set_suffix (row, count);
  reader_panel_set_spoken (GTK_WIDGET (row), spoken);
}

/* --- The object */

static void
reader_entity_chooser_dispose (GObject *object)
{
  ReaderEntityChooser *self = READER_ENTITY_CHOOSER (object);

  stop_asking (self);
  g_clear_object (&self->session);
  g_clear_object (&self->items);
  gtk_widget_dispose_template (GTK_WIDGET (self), READER_TYPE_ENTITY_CHOOSER);

  G_OBJECT_CLASS (reader_entity_chooser_parent_class)->dispose (object);
}

static void
reader_entity_chooser_class_init (ReaderEntityChooserClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = reader_entity_chooser_dispose;

  signals[SIGNAL_CHOSEN] = g_signal_new ("chosen",
                                         READER_TYPE_ENTITY_CHOOSER,
                                         G_SIGNAL_RUN_LAST,
                                         0,
                                         NULL,
                                         NULL,
                                         NULL,
                                         G_TYPE_NONE,
                                         1,
                                         G_TYPE_INT64);

  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/triptych/Triptych/reader-entity-chooser.ui");
  gtk_widget_class_bind_template_child (widget_class, ReaderEntityChooser, new_button);
  gtk_widget_class_bind_template_child (widget_class, ReaderEntityChooser, entry);
  gtk_widget_class_bind_template_child (widget_class, ReaderEntityChooser, stack);
  gtk_widget_class_bind_template_child (widget_class, ReaderEntityChooser, list);
  gtk_widget_class_bind_template_callback (widget_class, new_cb);
  gtk_widget_class_bind_template_callback (widget_class, typed_cb);
  gtk_widget_class_bind_template_callback (widget_class, entry_activate_cb);
  gtk_widget_class_bind_template_callback (widget_class, stop_cb);
  gtk_widget_class_bind_template_callback (widget_class, activate_cb);
}

static void
reader_entity_chooser_init (ReaderEntityChooser *self)
{
  g_autoptr (GtkListItemFactory) factory = gtk_signal_list_item_factory_new ();
  g_autoptr (GtkSelectionModel) selection = NULL;
  GtkEventController *keys = gtk_event_controller_key_new ();

  gtk_widget_init_template (GTK_WIDGET (self));
  self->items = g_list_store_new (TRI_TYPE_ENTITY);
  selection = GTK_SELECTION_MODEL (
      gtk_single_selection_new (g_object_ref (G_LIST_MODEL (self->items))));
  g_signal_connect (factory, "setup", G_CALLBACK (setup_cb), NULL);
  g_signal_connect (factory, "bind", G_CALLBACK (bind_cb), NULL);
  gtk_list_view_set_factory (self->list, factory);
  gtk_list_view_set_model (self->list, selection);
  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  g_signal_connect_object (keys, "key-pressed", G_CALLBACK (key_pressed_cb), self, 0);
  gtk_widget_add_controller (GTK_WIDGET (self->entry), keys);
}

/* Not before: a window that is known to assistive technology before it is shown stays unknown. */
static void
mapped_cb (ReaderEntityChooser *self)
{
  gtk_widget_grab_focus (GTK_WIDGET (self->entry));
}

/**
 * reader_entity_chooser_new:
 * @title: what it is asked for
 * @typed: (nullable): what to search first
 *
 * Returns: (transfer none): a dialog, not shown yet
 */
GtkWidget *
reader_entity_chooser_new (ReaderSession *session,
                           gint64 work,
                           const char *title,
                           const char *typed,
                           gint64 except)
{
  ReaderEntityChooser *self = g_object_new (READER_TYPE_ENTITY_CHOOSER, "title", title, NULL);

  self->session = g_object_ref (session);
  self->work = work;
  self->except = except;
  gtk_editable_set_text (GTK_EDITABLE (self->entry), typed != NULL ? typed : "");
  typed_cb (self);
  g_signal_connect_after (self, "map", G_CALLBACK (mapped_cb), NULL);

  return GTK_WIDGET (self);
}

void
reader_entity_chooser_hide_new (ReaderEntityChooser *self)
{
  gtk_widget_set_visible (self->new_button, FALSE);
}

guint
reader_entity_chooser_get_n_items (ReaderEntityChooser *self)
{
  return g_list_model_get_n_items (G_LIST_MODEL (self->items));
}
