/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "dialogs/reader-history.h"

#include "dialogs/reader-history-row.h"
#include "dialogs/reader-search.h"
#include "library/tri-library-visits.h"
#include "panels/reader-list-moves.h"
#include "panels/reader-row-actions.h"
#include "reader-popover.h"
#include "reader-toasts.h"

#include <glib/gi18n.h>

/* What is older is found by the filter. */
#define MAX_LINES 1000

struct _ReaderHistory
{
  AdwWindow parent_instance;

  GtkMenuButton *clear;
  GtkSearchEntry *entry;
  AdwToastOverlay *toasts;
  ReaderToasts *messages;
  GtkStack *stack;
  GtkListView *list;
  GtkLabel *nothing;

  ReaderSession *session;
  ReaderSearch *search;
  ReaderListMoves *moves;
  guint position; /* of the row that had the keyboard when the list was asked for again */
  gboolean is_kept;
};

G_DEFINE_FINAL_TYPE (ReaderHistory, reader_history, ADW_TYPE_WINDOW)

enum
{
  SIGNAL_VISIT_ACTIVATED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

/* --- The list */

static gpointer
ask (TriLibrary *library,
     gpointer data,
     GCancellable *cancellable,
     GError **error)
{
  return tri_library_list_visits (library, data, MAX_LINES, cancellable, error);
}

static gpointer
dup_question (gpointer owner,
              const char *typed)
{
  return g_strdup (typed);
}

static void
answered (gpointer owner,
          guint n_items)
{
  ReaderHistory *self = owner;
  const char *typed = gtk_editable_get_text (GTK_EDITABLE (self->entry));
  const char *nothing = _ ("What you read will be listed here");

  if (*typed != '\0')
    nothing = _ ("Nothing was read that says this");
  else if (!self->is_kept)
    nothing = _ ("No history is kept: the preferences switch it on");
  gtk_label_set_label (self->nothing, nothing);
  /* Who typed from the list goes on typing. */
  if (n_items == 0 && gtk_widget_get_focus_child (GTK_WIDGET (self->stack)) != NULL)
    gtk_widget_grab_focus (GTK_WIDGET (self->entry));
  gtk_stack_set_visible_child_name (self->stack, n_items > 0 ? "list" : "nothing");
  gtk_widget_set_sensitive (GTK_WIDGET (self->clear), n_items > 0 || *typed != '\0');
  if (self->position != GTK_INVALID_LIST_POSITION && n_items > 0)
    reader_list_moves_go_to (self->moves, MIN (self->position, n_items - 1));
  else if (self->position != GTK_INVALID_LIST_POSITION)
    gtk_widget_grab_focus (GTK_WIDGET (self->entry));
  self->position = GTK_INVALID_LIST_POSITION;
}

/* The library changed. */
static void
reload (ReaderHistory *self)
{
  self->position = reader_list_moves_find_focused (self->moves);
  reader_search_ask (self->search);
}

static gboolean
is_stop (gpointer item)
{
  return TRUE;
}

static void
chosen (gpointer owner,
        gpointer item)
{
  g_autoptr (ReaderHistory) self = g_object_ref (owner);

  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
  g_signal_emit (self, signals[SIGNAL_VISIT_ACTIVATED], 0, item);
  gtk_window_close (GTK_WINDOW (self));
}

static const ReaderSearchFuncs funcs = { dup_question, g_free, ask, answered, chosen };

static void
stop_cb (ReaderHistory *self)
{
  if (*gtk_editable_get_text (GTK_EDITABLE (self->entry)) != '\0')
    gtk_editable_set_text (GTK_EDITABLE (self->entry), "");
  else
    gtk_window_close (GTK_WINDOW (self));
}

static void
setup_cb (GtkSignalListItemFactory *factory,
          GtkListItem *item)
{
  gtk_list_item_set_child (item, reader_history_row_new ());
  reader_row_actions_offer (item);
}

static void
bind_cb (GtkSignalListItemFactory *factory,
         GtkListItem *list_item,
         ReaderHistory *self)
{
  GListModel *model = G_LIST_MODEL (gtk_list_view_get_model (self->list));
  guint position = gtk_list_item_get_position (list_item);
  g_autoptr (TriVisit) above = position > 0 ? g_list_model_get_item (model, position - 1) : NULL;

  reader_history_row_set_visit (gtk_list_item_get_child (list_item),
                                gtk_list_item_get_item (list_item),
                                above);
  reader_list_moves_bind (list_item);
}

/* --- Acts */

static void
add_toast (ReaderHistory *self,
           const char *title,
           gboolean undoable)
{
  if (self->messages != NULL)
    reader_toasts_say (self->messages, title, undoable ? "history.undo" : NULL);
}

typedef struct
{
  gint64 visit;
  gint64 before;
} Clearing;

static gpointer
clear (TriLibrary *library,
       gpointer data,
       GCancellable *cancellable,
       GError **error)
{
  const Clearing *what = data;
  guint n = 1;

  if (what->visit != 0 ? !tri_library_remove_visit (library, what->visit, error)
                       : !tri_library_clear_visits (library, what->before, &n, error))
    return NULL;
  return g_memdup2 (&n, sizeof n);
}

static void
cleared_cb (GObject *object,
            GAsyncResult *result,
            gpointer user_data)
{
  g_autoptr (ReaderHistory) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autofree guint *n = tri_worker_run_finish (TRI_WORKER (object), result, &error);
  g_autofree char *words = NULL;

  /* The window was closed meanwhile. */
  if (self->session == NULL)
    return;
  if (n == NULL)
    {
      add_toast (self, error->message, FALSE);
      return;
    }
  words = g_strdup_printf (ngettext ("%u line cleared", "%u lines cleared", *n), *n);
  add_toast (self, *n > 0 ? words : _ ("Nothing is that old"), *n > 0);
}

static void
run_clear (ReaderHistory *self,
           const Clearing *what)
{
  tri_worker_run_between_async (reader_session_get_writer (self->session),
                                clear,
                                g_memdup2 (what, sizeof *what),
                                g_free,
                                g_free,
                                NULL,
                                cleared_cb,
                                g_object_ref (self));
}

static void
clear_action (GtkWidget *widget,
              const char *name,
              GVariant *parameter)
{
  guint days = g_variant_get_uint32 (parameter);
  gint64 now = g_get_real_time () / G_USEC_PER_SEC;
  Clearing what = { 0, days > 0 ? now - (gint64) days * 24 * 60 * 60 : 0 };

  run_clear (READER_HISTORY (widget), &what);
}

/* The list has the keyboard: its line goes. */
static gboolean
delete_cb (GtkWidget *list,
           GVariant *arguments,
           gpointer data)
{
  ReaderHistory *self = data;
  GListModel *model = G_LIST_MODEL (gtk_list_view_get_model (self->list));
  guint position = reader_list_moves_find_focused (self->moves);
  g_autoptr (TriVisit) visit = g_list_model_get_item (model, position);
  Clearing what = { visit != NULL ? visit->id : 0, 0 };

  if (visit != NULL)
    run_clear (self, &what);

  return visit != NULL;
}

/* The journal is the main window's affair. */
static void
edit_action (GtkWidget *widget,
             const char *name,
             GVariant *parameter)
{
  GtkWindow *parent = gtk_window_get_transient_for (GTK_WINDOW (widget));

  if (parent != NULL)
    gtk_widget_activate_action (GTK_WIDGET (parent),
                                g_str_equal (name, "history.undo") ? "edit.undo" : "edit.redo",
                                NULL);
}

/* --- The object */

static void
reader_history_dispose (GObject *object)
{
  ReaderHistory *self = READER_HISTORY (object);

  g_clear_pointer (&self->messages, reader_toasts_free);
  if (self->search != NULL)
    reader_search_close (self->search);
  g_clear_object (&self->search);
  g_clear_pointer (&self->moves, reader_list_moves_free);
  g_clear_object (&self->session);
  gtk_widget_dispose_template (GTK_WIDGET (self), READER_TYPE_HISTORY);

  G_OBJECT_CLASS (reader_history_parent_class)->dispose (object);
}

static void
reader_history_class_init (ReaderHistoryClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = reader_history_dispose;

  signals[SIGNAL_VISIT_ACTIVATED] = g_signal_new ("visit-activated",
                                                  READER_TYPE_HISTORY,
                                                  G_SIGNAL_RUN_LAST,
                                                  0,
                                                  NULL,
                                                  NULL,
                                                  NULL,
                                                  G_TYPE_NONE,
                                                  1,
                                                  TRI_TYPE_VISIT);

  gtk_widget_class_install_action (widget_class, "history.clear", "u", clear_action);
  gtk_widget_class_install_action (widget_class, "history.undo", NULL, edit_action);
  gtk_widget_class_install_action (widget_class, "history.redo", NULL, edit_action);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/triptych/Triptych/reader-history.ui");
  gtk_widget_class_bind_template_child (widget_class, ReaderHistory, clear);
  gtk_widget_class_bind_template_child (widget_class, ReaderHistory, entry);
  gtk_widget_class_bind_template_child (widget_class, ReaderHistory, toasts);
  gtk_widget_class_bind_template_child (widget_class, ReaderHistory, stack);
  gtk_widget_class_bind_template_child (widget_class, ReaderHistory, list);
  gtk_widget_class_bind_template_child (widget_class, ReaderHistory, nothing);
  gtk_widget_class_bind_template_callback (widget_class, stop_cb);
}

static void
mapped_cb (ReaderHistory *self)
{
  gtk_widget_grab_focus (GTK_WIDGET (self->entry));
}

static void
add_delete_key (ReaderHistory *self)
{
  GtkEventController *keys = gtk_shortcut_controller_new ();
  static const guint deletes[] = { GDK_KEY_Delete, GDK_KEY_KP_Delete };

  for (guint i = 0; i < G_N_ELEMENTS (deletes); i++)
    gtk_shortcut_controller_add_shortcut (
        GTK_SHORTCUT_CONTROLLER (keys),
        gtk_shortcut_new (gtk_keyval_trigger_new (deletes[i], 0),
                          gtk_callback_action_new (delete_cb, self, NULL)));
  gtk_widget_add_controller (GTK_WIDGET (self->list), keys);
}

/* Before the filter, which keeps these keys though it undoes nothing. */
static void
add_edit_keys (ReaderHistory *self)
{
  GtkEventController *controller = gtk_shortcut_controller_new ();
  static const struct
  {
    guint key;
    GdkModifierType state;
    const char *action;
  } keys[] = {
    { GDK_KEY_z, GDK_CONTROL_MASK, "history.undo" },
    { GDK_KEY_z, GDK_CONTROL_MASK | GDK_SHIFT_MASK, "history.redo" },
    { GDK_KEY_y, GDK_CONTROL_MASK, "history.redo" },
  };

  gtk_event_controller_set_propagation_phase (controller, GTK_PHASE_CAPTURE);
  for (guint i = 0; i < G_N_ELEMENTS (keys); i++)
    gtk_shortcut_controller_add_shortcut (
        GTK_SHORTCUT_CONTROLLER (controller),
        gtk_shortcut_new (gtk_keyval_trigger_new (keys[i].key, keys[i].state),
                          gtk_named_action_new (keys[i].action)));
  gtk_widget_add_controller (GTK_WIDGET (self), controller);
}

static void
reader_history_init (ReaderHistory *self)
{
  g_autoptr (GtkListItemFactory) factory = gtk_signal_list_item_factory_new ();

  gtk_widget_init_template (GTK_WIDGET (self));
  self->messages = reader_toasts_new (self->toasts);
  reader_popover_name_menu (self->clear);
  g_signal_connect (factory, "setup", G_CALLBACK (setup_cb), NULL);
  g_signal_connect_object (factory, "bind", G_CALLBACK (bind_cb), self, 0);
  gtk_list_view_set_factory (self->list, factory);
  self->search = reader_search_new (self->entry, self->list, TRI_TYPE_VISIT, &funcs, self);
  gtk_search_entry_set_key_capture_widget (self->entry, GTK_WIDGET (self->list));
  gtk_editable_set_enable_undo (GTK_EDITABLE (self->entry), FALSE);
  add_edit_keys (self);
  add_delete_key (self);
  self->moves = reader_list_moves_new (self->list, is_stop, NULL, self);
  self->position = GTK_INVALID_LIST_POSITION;
  /* Not before: a window whose parts have the keyboard earlier is not on the accessibility bus. */
  g_signal_connect_after (self, "map", G_CALLBACK (mapped_cb), NULL);
}

/**
 * reader_history_new:
 *
 * Returns: (transfer none): a window that is not shown yet
 */
GtkWidget *
reader_history_new (ReaderSession *session,
                    gboolean is_kept)
{
  ReaderHistory *self = g_object_new (READER_TYPE_HISTORY, NULL);

  self->session = g_object_ref (session);
  self->is_kept = is_kept;
  reader_search_set_session (self->search, session);
  g_signal_connect_object (session,
                           "changed",
                           G_CALLBACK (reload),
                           self,
                           G_CONNECT_SWAPPED);
  reader_search_ask (self->search);

  return GTK_WIDGET (self);
}
