/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "reader-names-panel.h"

#include "reader-list-moves.h"
#include "reader-name-item.h"
#include "reader-panel-row.h"
#include "reader-panel-words.h"
#include "reader-row-actions.h"

#include <glib/gi18n.h>

struct _ReaderNamesPanel
{
  GtkWidget parent_instance;

  GtkStack *stack;
  GtkWidget *list;
  GtkLabel *empty;
  GListStore *items;
  ReaderListMoves *moves;

  ReaderSession *session;
  TriWork *work;
  GCancellable *cancellable;
  guint reload_id;
  gboolean wants_focus;
  /* The row that gets the keyboard when the list is filled again. */
  guint wanted;
};

G_DEFINE_FINAL_TYPE (ReaderNamesPanel, reader_names_panel, GTK_TYPE_WIDGET)

enum
{
  SIGNAL_ACTIVATED,
  SIGNAL_DECIDED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

#define MOST 500
#define RELOAD_DELAY 200 /* milliseconds */

/* --- The question */

static gpointer
ask (TriLibrary *library, gpointer data, GCancellable *cancellable, GError **error)
{
  const gint64 *work = data;

  return tri_library_list_name_suggestions (library, *work, MOST, cancellable, error);
}

static void
show (ReaderNamesPanel *self, const char *empty)
{
  guint n = g_list_model_get_n_items (G_LIST_MODEL (self->items));

  gtk_label_set_label (self->empty, empty);
  /* A label takes no focus: where there is no row, the panel has it and says why. */
  gtk_widget_set_focusable (GTK_WIDGET (self), n == 0);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  n == 0 ? empty : _ ("Names in other spellings"),
                                  -1);
  gtk_stack_set_visible_child_name (self->stack, n == 0 ? "empty" : "list");
  if (!self->wants_focus)
    return;
  self->wants_focus = FALSE;
  if (n == 0)
    gtk_widget_grab_focus (GTK_WIDGET (self));
  else
    reader_list_moves_go_to (self->moves, MIN (self->wanted, n - 1));
}

static gboolean
is_same (ReaderNamesPanel *self, guint position, gpointer item)
{
  g_autoptr (ReaderNameItem) old = g_list_model_get_item (G_LIST_MODEL (self->items), position);

  return reader_name_item_equal (old, item);
}

/* Only what has changed: the row that has the keyboard keeps it when the others do. */
static void
replace (ReaderNamesPanel *self, GPtrArray *items)
{
  guint n_old = g_list_model_get_n_items (G_LIST_MODEL (self->items));
  guint n_new = items->len;
  guint first = 0;

  while (first < MIN (n_old, n_new) && is_same (self, first, g_ptr_array_index (items, first)))
    first++;
  while (MIN (n_old, n_new) > first
         && is_same (self, n_old - 1, g_ptr_array_index (items, n_new - 1)))
    {
      n_old--;
      n_new--;
    }
  if (n_old > first || n_new > first)
    g_list_store_splice (self->items, first, n_old - first, items->pdata + first, n_new - first);
}

static void
fill (ReaderNamesPanel *self, GPtrArray *suggestions)
{
  g_autoptr (GPtrArray) items = g_ptr_array_new_with_free_func (g_object_unref);

  g_ptr_array_set_free_func (suggestions, NULL);
  for (guint i = 0; i < suggestions->len; i++)
    g_ptr_array_add (items, reader_name_item_new (g_ptr_array_index (suggestions, i)));
  replace (self, items);
}

static void
answered_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (ReaderNamesPanel) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) suggestions = NULL;

  suggestions = tri_worker_run_finish (TRI_WORKER (object), result, &error);
  if (self->work == NULL || g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  if (suggestions == NULL)
    {
      g_list_store_remove_all (self->items);
      show (self, error->message);
      return;
    }
  fill (self, suggestions);
  show (self, _ ("No name is seen in a spelling that the registers of this work do not have."));
}

static void
reload (ReaderNamesPanel *self)
{
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  if (self->work == NULL || self->session == NULL)
    {
      g_list_store_remove_all (self->items);
      return;
    }
  self->cancellable = g_cancellable_new ();
  tri_worker_run_async (reader_session_get_asker (self->session),
                        ask,
                        g_memdup2 (&self->work->id, sizeof self->work->id),
                        g_free,
                        (GDestroyNotify) g_ptr_array_unref,
                        self->cancellable,
                        answered_cb,
                        g_object_ref (self));
}

static gboolean
reload_cb (gpointer data)
{
  ReaderNamesPanel *self = data;

  self->reload_id = 0;
  reload (self);
  return G_SOURCE_REMOVE;
}

static void
changed_cb (ReaderNamesPanel *self)
{
  if (self->reload_id == 0 && gtk_widget_get_mapped (GTK_WIDGET (self)))
    self->reload_id = g_timeout_add (RELOAD_DELAY, reload_cb, self);
}

/* --- The decision */

/* What the writing thread is told. */
typedef struct
{
  gint64 work;
  gint64 entity;
  char *lang;
  char *form;
  gboolean accept;
} Decision;

typedef struct
{
  ReaderNamesPanel *panel;
  char *words;
} Decided;

static void
decision_free (gpointer data)
{
  Decision *self = data;

  g_free (self->lang);
  g_free (self->form);
  g_free (self);
}

static void
decided_free (Decided *self)
{
  g_object_unref (self->panel);
  g_free (self->words);
  g_free (self);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Decided, decided_free)

static gpointer
run_decision (TriLibrary *library, gpointer data, GCancellable *cancellable, GError **error)
{
  const Decision *self = data;
  gboolean done = FALSE;

  if (self->accept)
    done = tri_library_accept_name (library,
                                    self->work,
                                    self->entity,
                                    self->lang,
                                    self->form,
                                    cancellable,
                                    error);
  else
    done = tri_library_reject_name (library,
                                    self->work,
                                    self->entity,
                                    self->lang,
                                    self->form,
                                    error);
  return GINT_TO_POINTER (done);
}

static void
decided_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Decided) decided = user_data;
  ReaderNamesPanel *self = decided->panel;
  g_autoptr (GError) error = NULL;
  gboolean done = tri_worker_run_finish (TRI_WORKER (object), result, &error) != NULL;

  if (self->session == NULL)
    return;
  if (done)
    reader_session_poll (self->session);
  reload (self);
  g_signal_emit (self, signals[SIGNAL_DECIDED], 0, done ? decided->words : error->message, done);
}

static void
decide (ReaderNamesPanel *self, guint position, gboolean accept)
{
  g_autoptr (ReaderNameItem) item = g_list_model_get_item (G_LIST_MODEL (self->items), position);
  Decision *decision;
  Decided *decided;

  if (item == NULL || self->session == NULL || self->work == NULL)
    return;
  decision = g_new0 (Decision, 1);
  decision->work = self->work->id;
  decision->entity = item->suggestion->entity;
  decision->lang = g_strdup (item->suggestion->lang);
  decision->form = g_strdup (item->suggestion->form);
  decision->accept = accept;
  decided = g_new0 (Decided, 1);
  decided->panel = g_object_ref (self);
  decided->words = accept ? g_strdup_printf (_ ("Accepted: %s"), item->title)
                          : g_strdup_printf (_ ("Rejected: %s"), item->title);
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

static GtkWidget *
make_label (const char *css_class)
{
  GtkWidget *label = gtk_label_new (NULL);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_widget_set_hexpand (label, TRUE);
  if (css_class != NULL)
    gtk_widget_add_css_class (label, css_class);
  return label;
}

static GtkListItem *
get_list_item (GtkWidget *button)
{
  return g_object_get_data (G_OBJECT (button), "list-item");
}

static ReaderNamesPanel *
get_panel (GtkWidget *button)
{
  return READER_NAMES_PANEL (gtk_widget_get_ancestor (button, READER_TYPE_NAMES_PANEL));
}

static void
accept_cb (GtkWidget *button)
{
  decide (get_panel (button), gtk_list_item_get_position (get_list_item (button)), TRUE);
}

static void
reject_cb (GtkWidget *button)
{
  decide (get_panel (button), gtk_list_item_get_position (get_list_item (button)), FALSE);
}

/* Keys do what the buttons do: Tab goes from row to row's end, not through all of them. */
static GtkWidget *
make_button (GtkListItem *item, const char *icon, const char *tooltip, GCallback callback)
{
  GtkWidget *button = gtk_button_new_from_icon_name (icon);

  gtk_widget_add_css_class (button, "flat");
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_widget_set_focusable (button, FALSE);
  gtk_widget_set_tooltip_text (button, tooltip);
  g_object_set_data (G_OBJECT (button), "list-item", item);
  g_signal_connect (button, "clicked", callback, NULL);
  return button;
}

static void
setup_cb (GtkSignalListItemFactory *factory, GtkListItem *item)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *words = gtk_box_new (GTK_ORIENTATION_VERTICAL, 2);
  GtkWidget *details = make_label ("dim-label");

  gtk_widget_add_css_class (details, "caption");
  gtk_label_set_wrap (GTK_LABEL (details), TRUE);
  gtk_label_set_lines (GTK_LABEL (details), 2);
  gtk_box_append (GTK_BOX (words), make_label (NULL));
  gtk_box_append (GTK_BOX (words), make_label (NULL));
  gtk_box_append (GTK_BOX (words), details);
  gtk_box_append (GTK_BOX (box), gtk_image_new ());
  gtk_box_append (GTK_BOX (box), words);
  gtk_box_append (GTK_BOX (box),
                  make_button (item,
                               "object-select-symbolic",
                               _ ("Accept (A)"),
                               G_CALLBACK (accept_cb)));
  gtk_box_append (GTK_BOX (box),
                  make_button (item,
                               "window-close-symbolic",
                               _ ("Reject (R)"),
                               G_CALLBACK (reject_cb)));
  gtk_list_item_set_child (item, box);
  reader_row_actions_offer (item);
}

static void
name_button (GtkWidget *button, const char *label)
{
  gtk_accessible_update_property (GTK_ACCESSIBLE (button),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  label,
                                  -1);
}

static void
bind_cb (GtkSignalListItemFactory *factory, GtkListItem *list_item)
{
  ReaderNameItem *item = gtk_list_item_get_item (list_item);
  GtkWidget *box = gtk_list_item_get_child (list_item);
  GtkWidget *icon = gtk_widget_get_first_child (box);
  GtkWidget *words = gtk_widget_get_next_sibling (icon);
  GtkWidget *form = gtk_widget_get_first_child (words);
  GtkWidget *accept = gtk_widget_get_next_sibling (words);
  g_autofree char *name = g_strdup_printf ("= %s", item->suggestion->name);
  g_autofree char *spoken = g_strdup_printf ("%s. %s", item->title, item->details);
  g_autofree char *accepting = g_strdup_printf (_ ("Accept: %s"), item->title);
  g_autofree char *rejecting = g_strdup_printf (_ ("Reject: %s"), item->title);

  gtk_image_set_from_icon_name (GTK_IMAGE (icon),
                                reader_panel_words_get_type_icon (item->suggestion->type));
  gtk_label_set_label (GTK_LABEL (form), item->suggestion->form);
  gtk_label_set_label (GTK_LABEL (gtk_widget_get_next_sibling (form)), name);
  gtk_label_set_label (GTK_LABEL (gtk_widget_get_last_child (words)), item->details);
  gtk_widget_set_tooltip_text (words, spoken);
  name_button (accept, accepting);
  name_button (gtk_widget_get_next_sibling (accept), rejecting);
  reader_panel_set_spoken (box, spoken);
  reader_list_moves_bind (list_item);
}

static void
activate_cb (ReaderNamesPanel *self, guint position)
{
  g_autoptr (ReaderNameItem) item = g_list_model_get_item (G_LIST_MODEL (self->items), position);

  if (item != NULL)
    g_signal_emit (self,
                   signals[SIGNAL_ACTIVATED],
                   0,
                   item->suggestion->text,
                   item->suggestion->passage);
}

/* --- Keys */

static gboolean
decide_focused (ReaderNamesPanel *self, gboolean accept)
{
  GtkWidget *row = reader_list_moves_get_focused (self->moves);
  GtkWidget *box = row != NULL ? gtk_widget_get_first_child (row) : NULL;
  GtkWidget *button = box != NULL ? gtk_widget_get_last_child (box) : NULL;

  if (button == NULL)
    return FALSE;
  decide (self, gtk_list_item_get_position (get_list_item (button)), accept);
  return TRUE;
}

static gboolean
accept_key_cb (GtkWidget *list, GVariant *arguments, gpointer data)
{
  return decide_focused (data, TRUE);
}

static gboolean
reject_key_cb (GtkWidget *list, GVariant *arguments, gpointer data)
{
  return decide_focused (data, FALSE);
}

static void
add_keys (ReaderNamesPanel *self)
{
  static const struct
  {
    guint key;
    GtkShortcutFunc func;
  } keys[] = {
    { GDK_KEY_a, accept_key_cb },
    { GDK_KEY_r, reject_key_cb },
    { GDK_KEY_Delete, reject_key_cb },
    { GDK_KEY_KP_Delete, reject_key_cb },
  };
  GtkEventController *controller = gtk_shortcut_controller_new ();

  for (guint i = 0; i < G_N_ELEMENTS (keys); i++)
    gtk_shortcut_controller_add_shortcut (
        GTK_SHORTCUT_CONTROLLER (controller),
        gtk_shortcut_new (gtk_keyval_trigger_new (keys[i].key, 0),
                          gtk_callback_action_new (keys[i].func, self, NULL)));
  gtk_widget_add_controller (self->list, controller);
}

static gboolean
is_stop (gpointer item)
{
  return TRUE;
}

static GtkWidget *
make_list (ReaderNamesPanel *self)
{
  GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();
  GListModel *model = g_object_ref (G_LIST_MODEL (self->items));
  GtkSingleSelection *selection = gtk_single_selection_new (model);
  GtkWidget *scrolled = gtk_scrolled_window_new ();

  gtk_single_selection_set_autoselect (selection, FALSE);
  g_signal_connect (factory, "setup", G_CALLBACK (setup_cb), NULL);
  g_signal_connect (factory, "bind", G_CALLBACK (bind_cb), NULL);
  self->list = gtk_list_view_new (GTK_SELECTION_MODEL (selection), factory);
  gtk_list_view_set_single_click_activate (GTK_LIST_VIEW (self->list), TRUE);
  gtk_widget_add_css_class (self->list, "panel-list");
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->list),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Names in other spellings"),
                                  -1);
  g_signal_connect_swapped (self->list, "activate", G_CALLBACK (activate_cb), self);
  self->moves = reader_list_moves_new (GTK_LIST_VIEW (self->list), is_stop, NULL, self);
  add_keys (self);
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scrolled),
                                  GTK_POLICY_NEVER,
                                  GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scrolled), self->list);
  return scrolled;
}

static GtkWidget *
make_empty (ReaderNamesPanel *self)
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

/* --- vfuncs */

static void
reader_names_panel_map (GtkWidget *widget)
{
  GTK_WIDGET_CLASS (reader_names_panel_parent_class)->map (widget);

  reload (READER_NAMES_PANEL (widget));
}

static void
reader_names_panel_dispose (GObject *object)
{
  ReaderNamesPanel *self = READER_NAMES_PANEL (object);

  g_clear_handle_id (&self->reload_id, g_source_remove);
  if (self->cancellable != NULL)
    g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  if (self->session != NULL)
    g_signal_handlers_disconnect_by_func (self->session, changed_cb, self);
  g_clear_object (&self->session);
  g_clear_object (&self->work);
  g_clear_pointer (&self->moves, reader_list_moves_free);
  if (self->stack != NULL)
    gtk_widget_unparent (GTK_WIDGET (self->stack));
  self->stack = NULL;
  g_clear_object (&self->items);

  G_OBJECT_CLASS (reader_names_panel_parent_class)->dispose (object);
}

static void
reader_names_panel_class_init (ReaderNamesPanelClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = reader_names_panel_dispose;
  widget_class->map = reader_names_panel_map;

  signals[SIGNAL_ACTIVATED] = g_signal_new ("name-activated",
                                            READER_TYPE_NAMES_PANEL,
                                            G_SIGNAL_RUN_LAST,
                                            0,
                                            NULL,
                                            NULL,
                                            NULL,
                                            G_TYPE_NONE,
                                            2,
                                            G_TYPE_INT64,
                                            G_TYPE_INT64);
  signals[SIGNAL_DECIDED] = g_signal_new ("name-decided",
                                          READER_TYPE_NAMES_PANEL,
                                          G_SIGNAL_RUN_LAST,
                                          0,
                                          NULL,
                                          NULL,
                                          NULL,
                                          G_TYPE_NONE,
                                          2,
                                          G_TYPE_STRING,
                                          G_TYPE_BOOLEAN);

  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
}

static void
reader_names_panel_init (ReaderNamesPanel *self)
{
  self->items = g_list_store_new (READER_TYPE_NAME_ITEM);
  self->stack = GTK_STACK (gtk_stack_new ());
  gtk_stack_add_named (self->stack, make_list (self), "list");
  gtk_stack_add_named (self->stack, make_empty (self), "empty");
  gtk_widget_set_parent (GTK_WIDGET (self->stack), GTK_WIDGET (self));
}

GtkWidget *
reader_names_panel_new (void)
{
  return g_object_new (READER_TYPE_NAMES_PANEL, NULL);
}

/**
 * reader_names_panel_set_work:
 * @session: (nullable): the library
 * @work: (nullable): what is read
 */
void
reader_names_panel_set_work (ReaderNamesPanel *self, ReaderSession *session, TriWork *work)
{
  g_return_if_fail (READER_IS_NAMES_PANEL (self));

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
  if (gtk_widget_get_mapped (GTK_WIDGET (self)))
    reload (self);
}

/**
 * reader_names_panel_take_focus:
 *
 * Gives the keyboard to the list, once it is filled.
 */
void
reader_names_panel_take_focus (ReaderNamesPanel *self)
{
  g_return_if_fail (READER_IS_NAMES_PANEL (self));

  self->wants_focus = TRUE;
  self->wanted = 0;
  if (gtk_widget_get_mapped (GTK_WIDGET (self)))
    reload (self);
}

GListModel *
reader_names_panel_get_model (ReaderNamesPanel *self)
{
  g_return_val_if_fail (READER_IS_NAMES_PANEL (self), NULL);

  return G_LIST_MODEL (self->items);
}
