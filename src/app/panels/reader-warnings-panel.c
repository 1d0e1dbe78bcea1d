/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "reader-warnings-panel.h"

#include "reader-list-moves.h"
#include "reader-review-keys.h"
#include "reader-row-actions.h"
#include "reader-warning-list.h"
#include "reader-warning-row.h"

#include <glib/gi18n.h>

struct _ReaderWarningsPanel
{
  GtkWidget parent_instance;

  GtkWidget *box;
  GtkToggleButton *with_aside;
  GtkStack *stack;
  GtkWidget *list;
  GtkLabel *empty;
  ReaderWarningList *items;
  ReaderListMoves *moves;

  ReaderSession *session;
  TriWork *work;
  GArray *warnings; /* (element-type TriEntityWarning), or NULL: not known yet */
  GCancellable *cancellable;
  guint reload_id;
  gboolean wants_focus;
  /* From the beginning of an act until the list shows what has become of it. */
  gboolean is_acting;
  gboolean is_settling;
  /* The row that gets the keyboard when the list is filled again. */
  guint wanted;
  /* Whose place was shown last. */
  ReaderWarningItem *seen;
};

G_DEFINE_FINAL_TYPE (ReaderWarningsPanel, reader_warnings_panel, GTK_TYPE_WIDGET)

enum
{
  SIGNAL_ACTIVATED,
  SIGNAL_SAID,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

#define MOST 20000       /* of each kind */
#define RELOAD_DELAY 200 /* milliseconds */

/* --- The question */

static gpointer
ask (TriLibrary *library, gpointer data, GCancellable *cancellable, GError **error)
{
  const gint64 *work = data;

  return tri_library_list_entity_warnings (library, *work, MOST, cancellable, error);
}

static void
give_focus (ReaderWarningsPanel *self, guint n)
{
  self->wants_focus = FALSE;
  if (n == 0)
    gtk_widget_grab_focus (GTK_WIDGET (self));
  else
    reader_list_moves_go_to (self->moves, CLAMP (self->wanted, 1, n - 1));
}

static void
show (ReaderWarningsPanel *self, const char *empty)
{
  guint n = g_list_model_get_n_items (G_LIST_MODEL (self->items));

  gtk_label_set_label (self->empty, empty);
  /* A label takes no focus: where there is no row, the panel has it and says why. */
  gtk_widget_set_focusable (GTK_WIDGET (self), n == 0);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  n == 0 ? empty : _ ("Names to check"),
                                  -1);
  gtk_stack_set_visible_child_name (self->stack, n == 0 ? "empty" : "list");
  if (self->wants_focus)
    give_focus (self, n);
}

static guint
count_aside (ReaderWarningsPanel *self)
{
  guint n = 0;

  for (guint i = 0; self->warnings != NULL && i < self->warnings->len; i++)
    n += g_array_index (self->warnings, TriEntityWarning, i).is_aside ? 1 : 0;
  return n;
}

static void
update_with_aside (ReaderWarningsPanel *self)
{
  guint n = count_aside (self);
  g_autofree char *label = g_strdup_printf (_ ("Also what was put aside (%u)"), n);

  gtk_button_set_label (GTK_BUTTON (self->with_aside), label);
  gtk_widget_set_visible (GTK_WIDGET (self->with_aside), n > 0);
}

static void
fill (ReaderWarningsPanel *self)
{
  if (self->items == NULL)
    return;
  update_with_aside (self);
  reader_warning_list_set (self->items,
                           self->warnings,
                           gtk_toggle_button_get_active (self->with_aside));
  show (self,
        self->warnings == NULL
            ? _ ("Looking through the names of this work…")
            : _ ("No form of a name is linked to two entities, and none is missing in one text "
                 "that the others have"));
}

static void
answered_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (ReaderWarningsPanel) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GArray) warnings = tri_worker_run_finish (TRI_WORKER (object), result, &error);

  if (self->work == NULL || g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  self->is_acting = self->is_acting && !self->is_settling;
  self->is_settling = FALSE;
  g_clear_pointer (&self->warnings, g_array_unref);
  self->warnings = g_steal_pointer (&warnings);
  fill (self);
  if (error != NULL)
    show (self, error->message);
}

static void
forget (ReaderWarningsPanel *self)
{
  g_clear_pointer (&self->warnings, g_array_unref);
  g_clear_object (&self->seen);
  self->is_acting = FALSE;
  self->is_settling = FALSE;
  fill (self);
}

static void
stop_asking (ReaderWarningsPanel *self)
{
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_handle_id (&self->reload_id, g_source_remove);
}

static void
reload (ReaderWarningsPanel *self)
{
  stop_asking (self);
  if (self->work == NULL || self->session == NULL)
    {
      forget (self);
      return;
    }
  self->cancellable = g_cancellable_new ();
  tri_worker_run_async (reader_session_get_asker (self->session),
                        ask,
                        g_memdup2 (&self->work->id, sizeof self->work->id),
                        g_free,
                        (GDestroyNotify) g_array_unref,
                        self->cancellable,
                        answered_cb,
                        g_object_ref (self));
}

static gboolean
reload_cb (gpointer data)
{
  ReaderWarningsPanel *self = data;

  self->reload_id = 0;
  reload (self);
  return G_SOURCE_REMOVE;
}

static void
changed_cb (ReaderWarningsPanel *self)
{
  if (self->reload_id == 0 && gtk_widget_get_mapped (GTK_WIDGET (self)))
    self->reload_id = g_timeout_add (RELOAD_DELAY, reload_cb, self);
}

/* --- Putting aside */

/* What the writing thread is told. */
typedef struct
{
  gint64 work;
  TriEntityWarning warning;
  gboolean aside;
} Decision;

static void
decision_free (gpointer data)
{
  Decision *self = data;

  g_free (self->warning.form);
  g_free (self);
}

static gpointer
run_decision (TriLibrary *library, gpointer data, GCancellable *cancellable, GError **error)
{
  const Decision *self = data;

  return GINT_TO_POINTER (
      tri_library_put_warning_aside (library, self->work, &self->warning, self->aside, error));
}

/* The panel, and what is said once it is done. */
typedef struct
{
  ReaderWarningsPanel *panel;
  gboolean aside;
} Decided;

static void
decided_free (Decided *self)
{
  g_object_unref (self->panel);
  g_free (self);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Decided, decided_free)

static void
decided_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Decided) decided = user_data;
  ReaderWarningsPanel *self = decided->panel;
  g_autoptr (GError) error = NULL;
  gboolean done = tri_worker_run_finish (TRI_WORKER (object), result, &error) != NULL;

  if (self->session == NULL)
    return;
  if (done)
    reader_session_poll (self->session);
  self->is_settling = self->is_acting;
  reload (self);
  if (!done)
    g_signal_emit (self, signals[SIGNAL_SAID], 0, error->message, FALSE);
  else
    g_signal_emit (self,
                   signals[SIGNAL_SAID],
                   0,
                   decided->aside ? _ ("Put aside: this is right") : _ ("To be checked again"),
                   TRUE);
}

static void
turn (ReaderWarningsPanel *self, guint position)
{
  g_autoptr (ReaderWarningItem) item = g_list_model_get_item (G_LIST_MODEL (self->items), position);
  Decision *decision = NULL;
  Decided *decided = NULL;

  if (item == NULL || item->warning == NULL || self->session == NULL || self->work == NULL
      || self->is_acting)
    return;
  self->is_acting = TRUE;
  decision = g_new0 (Decision, 1);
  decision->work = self->work->id;
  decision->warning = *item->warning;
  decision->warning.form = g_strdup (item->warning->form);
  decision->aside = !item->warning->is_aside;
  decided = g_new0 (Decided, 1);
  decided->panel = g_object_ref (self);
  decided->aside = decision->aside;
  self->wants_focus = TRUE;
  self->wanted = position;
  tri_worker_run_between_async (reader_session_get_writer (self->session),
                                run_decision,
                                decision,
                                decision_free,
                                NULL,
                                NULL,
                                decided_cb,
                                decided);
}

/* --- The rows */

static void
aside_clicked_cb (GtkWidget *row, GtkListItem *list_item)
{
  GtkWidget *panel = gtk_widget_get_ancestor (row, READER_TYPE_WARNINGS_PANEL);

  turn (READER_WARNINGS_PANEL (panel), gtk_list_item_get_position (list_item));
}

static void
setup_cb (GtkSignalListItemFactory *factory, GtkListItem *list_item)
{
  GtkWidget *row = reader_warning_row_new ();

  g_signal_connect (row, "aside-clicked", G_CALLBACK (aside_clicked_cb), list_item);
  gtk_list_item_set_child (list_item, row);
  reader_row_actions_offer (list_item);
}

static void
bind_cb (GtkSignalListItemFactory *factory, GtkListItem *list_item, ReaderWarningsPanel *self)
{
  ReaderWarningItem *item = gtk_list_item_get_item (list_item);
  GtkWidget *row = gtk_list_item_get_child (list_item);

  gtk_list_item_set_activatable (list_item, item->warning != NULL);
  gtk_list_item_set_selectable (list_item, item->warning != NULL);
  if (self->session != NULL && self->work != NULL)
    reader_warning_row_set_item (READER_WARNING_ROW (row),
                                 item,
                                 reader_session_get_library (self->session),
                                 self->work);
  reader_list_moves_bind (list_item);
}

/* The place; a second time what it does not go with, and so on. */
static void
activate_cb (ReaderWarningsPanel *self, guint position)
{
  g_autoptr (ReaderWarningItem) item = g_list_model_get_item (G_LIST_MODEL (self->items), position);
  gboolean again = item != NULL && item == self->seen;

  if (item == NULL || item->warning == NULL)
    return;
  g_signal_emit (self,
                 signals[SIGNAL_ACTIVATED],
                 0,
                 again ? &item->warning->compared : &item->warning->place);
  g_clear_object (&self->seen);
  if (!again)
    self->seen = g_steal_pointer (&item);
}

static void
turn_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  ReaderWarningsPanel *self = READER_WARNINGS_PANEL (widget);
  guint position = reader_list_moves_find_focused (self->moves);

  if (position != GTK_INVALID_LIST_POSITION)
    turn (self, position);
}

static gboolean
is_stop (gpointer item)
{
  return READER_WARNING_ITEM (item)->warning != NULL;
}

static GtkWidget *
make_list (ReaderWarningsPanel *self)
{
  GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();
  GtkSingleSelection *selection = gtk_single_selection_new (
      G_LIST_MODEL (g_object_ref (self->items)));
  GtkWidget *scrolled = gtk_scrolled_window_new ();

  gtk_single_selection_set_autoselect (selection, FALSE);
  g_signal_connect (factory, "setup", G_CALLBACK (setup_cb), NULL);
  g_signal_connect_object (factory, "bind", G_CALLBACK (bind_cb), self, 0);
  self->list = gtk_list_view_new (GTK_SELECTION_MODEL (selection), factory);
  gtk_list_view_set_single_click_activate (GTK_LIST_VIEW (self->list), TRUE);
  gtk_widget_add_css_class (self->list, "panel-list");
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->list),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Names to check"),
                                  -1);
  g_signal_connect_swapped (self->list, "activate", G_CALLBACK (activate_cb), self);
  self->moves = reader_list_moves_new (GTK_LIST_VIEW (self->list), is_stop, NULL, self);
  reader_review_keys_add (self->list, NULL);
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scrolled),
                                  GTK_POLICY_NEVER,
                                  GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scrolled), self->list);
  return scrolled;
}

static GtkWidget *
make_empty (ReaderWarningsPanel *self)
{
  GtkWidget *label = gtk_label_new (NULL);

  self->empty = GTK_LABEL (label);
  gtk_label_set_wrap (self->empty, TRUE);
  gtk_label_set_justify (self->empty, GTK_JUSTIFY_CENTER);
  gtk_widget_set_margin_start (label, 18);
  gtk_widget_set_margin_end (label, 18);
  gtk_widget_add_css_class (label, "dim-label");
  return label;
}

static GtkWidget *
make_with_aside (ReaderWarningsPanel *self)
{
  GtkWidget *check = gtk_toggle_button_new ();

  self->with_aside = GTK_TOGGLE_BUTTON (check);
  gtk_widget_set_margin_start (check, 12);
  gtk_widget_set_margin_end (check, 12);
  gtk_widget_set_margin_bottom (check, 6);
  gtk_widget_set_visible (check, FALSE);
  g_signal_connect_swapped (check, "toggled", G_CALLBACK (fill), self);
  return check;
}

/* --- The object */

static void
reader_warnings_panel_map (GtkWidget *widget)
{
  GTK_WIDGET_CLASS (reader_warnings_panel_parent_class)->map (widget);

  reload (READER_WARNINGS_PANEL (widget));
}

static void
reader_warnings_panel_dispose (GObject *object)
{
  ReaderWarningsPanel *self = READER_WARNINGS_PANEL (object);

  stop_asking (self);
  if (self->session != NULL)
    g_signal_handlers_disconnect_by_func (self->session, changed_cb, self);
  g_clear_object (&self->session);
  g_clear_object (&self->work);
  g_clear_object (&self->seen);
  g_clear_pointer (&self->warnings, g_array_unref);
  g_clear_pointer (&self->moves, reader_list_moves_free);
  g_clear_pointer (&self->box, gtk_widget_unparent);
  g_clear_object (&self->items);

  G_OBJECT_CLASS (reader_warnings_panel_parent_class)->dispose (object);
}

static void
reader_warnings_panel_class_init (ReaderWarningsPanelClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  GType type = READER_TYPE_WARNINGS_PANEL;

  G_OBJECT_CLASS (klass)->dispose = reader_warnings_panel_dispose;
  widget_class->map = reader_warnings_panel_map;

  signals[SIGNAL_ACTIVATED] = g_signal_new ("warning-activated",
                                            type,
                                            G_SIGNAL_RUN_LAST,
                                            0,
                                            NULL,
                                            NULL,
                                            NULL,
                                            G_TYPE_NONE,
                                            1,
                                            G_TYPE_POINTER);
  signals[SIGNAL_SAID] = g_signal_new ("warning-said",
                                       type,
                                       G_SIGNAL_RUN_LAST,
                                       0,
                                       NULL,
                                       NULL,
                                       NULL,
                                       G_TYPE_NONE,
                                       2,
                                       G_TYPE_STRING,
                                       G_TYPE_BOOLEAN);

  gtk_widget_class_install_action (widget_class, "review.accept", NULL, turn_action);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
}

static void
reader_warnings_panel_init (ReaderWarningsPanel *self)
{
  self->items = reader_warning_list_new ();
  self->stack = GTK_STACK (gtk_stack_new ());
  gtk_widget_set_vexpand (GTK_WIDGET (self->stack), TRUE);
  self->box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  gtk_box_append (GTK_BOX (self->box), make_with_aside (self));
  gtk_box_append (GTK_BOX (self->box), GTK_WIDGET (self->stack));
  gtk_stack_add_named (self->stack, make_list (self), "list");
  gtk_stack_add_named (self->stack, make_empty (self), "empty");
  gtk_widget_set_parent (self->box, GTK_WIDGET (self));
}

GtkWidget *
reader_warnings_panel_new (void)
{
  return g_object_new (READER_TYPE_WARNINGS_PANEL, NULL);
}

/**
 * reader_warnings_panel_set_work:
 * @session: (nullable): the library
 * @work: (nullable): what is read
 */
void
reader_warnings_panel_set_work (ReaderWarningsPanel *self, ReaderSession *session, TriWork *work)
{
  gboolean is_other = self->work != NULL && (work == NULL || work->id != self->work->id);

  g_return_if_fail (READER_IS_WARNINGS_PANEL (self));

  if (self->session != session && self->session != NULL)
    g_signal_handlers_disconnect_by_func (self->session, changed_cb, self);
  if (self->session != session && session != NULL)
    g_signal_connect_object (session,
                             "changed",
                             G_CALLBACK (changed_cb),
                             self,
                             G_CONNECT_SWAPPED);
  g_set_object (&self->session, session);
  g_set_object (&self->work, work);
  if (is_other)
    forget (self);
  if (gtk_widget_get_mapped (GTK_WIDGET (self)))
    reload (self);
}

/**
 * reader_warnings_panel_take_focus:
 *
 * Gives the keyboard to the list, once it is filled.
 */
void
reader_warnings_panel_take_focus (ReaderWarningsPanel *self)
{
  g_return_if_fail (READER_IS_WARNINGS_PANEL (self));

  self->wants_focus = TRUE;
  self->wanted = 0;
  if (gtk_widget_get_mapped (GTK_WIDGET (self)))
    reload (self);
}
