/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "dialogs/reader-search.h"

struct _ReaderSearch
{
  GObject parent_instance;

  GtkSearchEntry *entry; /* as long as there is an owner; likewise the list */
  GtkListView *list;
  GListStore *items;
  const ReaderSearchFuncs *funcs;
  gpointer owner;
  ReaderSession *session;
  GCancellable *cancellable;
  char *asked;
  gboolean is_waiting; /* Enter was pressed before the answer came */
};

G_DEFINE_FINAL_TYPE (ReaderSearch, reader_search, G_TYPE_OBJECT)

static void
reader_search_dispose (GObject *object)
{
  ReaderSearch *self = READER_SEARCH (object);

  reader_search_close (self);
  g_clear_object (&self->items);
  g_clear_pointer (&self->asked, g_free);

  G_OBJECT_CLASS (reader_search_parent_class)->dispose (object);
}

static void
reader_search_class_init (ReaderSearchClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = reader_search_dispose;
}

static void
reader_search_init (ReaderSearch *self)
{
}

static void
stop_asking (ReaderSearch *self)
{
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
}

static void
activate_cb (ReaderSearch *self,
             guint position)
{
  g_autoptr (GObject) item = g_list_model_get_item (G_LIST_MODEL (self->items), position);

  if (item != NULL && self->owner != NULL)
    self->funcs->chosen (self->owner, item);
}

static void
fill (ReaderSearch *self,
      GPtrArray *rows)
{
  guint n_old = g_list_model_get_n_items (G_LIST_MODEL (self->items));

  g_list_store_splice (self->items, 0, n_old, rows->pdata, rows->len);
  self->funcs->answered (self->owner, rows->len);
}

static void
answered_cb (GObject *object,
             GAsyncResult *result,
             gpointer user_data)
{
  g_autoptr (ReaderSearch) self = user_data;
  g_autoptr (GPtrArray) rows = tri_worker_run_finish (TRI_WORKER (object), result, NULL);
  gboolean is_waiting = self->is_waiting;

  /* The reader typed on, and another answer is on its way. */
  if (self->cancellable == NULL || self->cancellable != g_task_get_cancellable (G_TASK (result)))
    return;

  g_clear_object (&self->cancellable);
  self->is_waiting = FALSE;
  if (rows == NULL)
    return;
  fill (self, rows);
  if (is_waiting)
    activate_cb (self, 0);
}

void
reader_search_ask (ReaderSearch *self)
{
  gpointer question = NULL;

  stop_asking (self);
  g_clear_pointer (&self->asked, g_free);
  if (self->session == NULL)
    return;
  self->asked = g_strdup (gtk_editable_get_text (GTK_EDITABLE (self->entry)));
  question = self->funcs->question (self->owner, self->asked);
  if (question == NULL)
    return;
  self->cancellable = g_cancellable_new ();
  tri_worker_run_between_async (reader_session_get_asker (self->session),
                                self->funcs->ask,
                                question,
                                self->funcs->free_question,
                                (GDestroyNotify) g_ptr_array_unref,
                                self->cancellable,
                                answered_cb,
                                g_object_ref (self));
}

/* It comes a while after the key: Enter may have asked already. Who types on after Enter takes it
 * back. */
static void
search_changed_cb (ReaderSearch *self)
{
  const char *typed = gtk_editable_get_text (GTK_EDITABLE (self->entry));

  if (self->cancellable != NULL && g_strcmp0 (typed, self->asked) == 0)
    return;
  self->is_waiting = FALSE;
  reader_search_ask (self);
}

/* What was typed last may not have been asked yet. */
static void
entry_activate_cb (ReaderSearch *self)
{
  reader_search_ask (self);
  self->is_waiting = self->cancellable != NULL;
}

static gboolean
key_pressed_cb (GtkEventControllerKey *controller,
                guint key,
                guint code,
                GdkModifierType state,
                ReaderSearch *self)
{
  if (self->owner == NULL || (key != GDK_KEY_Down && key != GDK_KEY_KP_Down)
      || g_list_model_get_n_items (G_LIST_MODEL (self->items)) == 0)
    return FALSE;

  return gtk_widget_child_focus (GTK_WIDGET (self->list), GTK_DIR_TAB_FORWARD);
}

static void
watch (ReaderSearch *self)
{
  GtkEventController *keys = gtk_event_controller_key_new ();

  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  g_signal_connect_object (keys, "key-pressed", G_CALLBACK (key_pressed_cb), self, 0);
  gtk_widget_add_controller (GTK_WIDGET (self->entry), keys);
  g_signal_connect_object (self->entry,
                           "search-changed",
                           G_CALLBACK (search_changed_cb),
                           self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->entry,
                           "activate",
                           G_CALLBACK (entry_activate_cb),
                           self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->list,
                           "activate",
                           G_CALLBACK (activate_cb),
                           self,
                           G_CONNECT_SWAPPED);
}

/**
 * reader_search_new:
 *
 * Returns: (transfer full): it asks nobody yet
 */
ReaderSearch *
reader_search_new (GtkSearchEntry *entry,
                   GtkListView *list,
                   GType item_type,
                   const ReaderSearchFuncs *funcs,
                   gpointer owner)
{
  ReaderSearch *self = g_object_new (READER_TYPE_SEARCH, NULL);
  g_autoptr (GtkSelectionModel) selection = NULL;

  self->entry = entry;
  self->list = list;
  self->items = g_list_store_new (item_type);
  self->funcs = funcs;
  self->owner = owner;
  selection = GTK_SELECTION_MODEL (
      gtk_single_selection_new (g_object_ref (G_LIST_MODEL (self->items))));
  gtk_list_view_set_model (list, selection);
  watch (self);

  return self;
}

void
reader_search_set_session (ReaderSearch *self,
                           ReaderSession *session)
{
  g_set_object (&self->session, session);
}

void
reader_search_clear (ReaderSearch *self)
{
  g_autoptr (GPtrArray) none = g_ptr_array_new ();

  stop_asking (self);
  self->is_waiting = FALSE;
  fill (self, none);
}

void
reader_search_close (ReaderSearch *self)
{
  stop_asking (self);
  g_clear_object (&self->session);
  self->owner = NULL;
}

guint
reader_search_get_n_items (ReaderSearch *self)
{
  return g_list_model_get_n_items (G_LIST_MODEL (self->items));
}
