/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "reader-proposals-panel.h"

#include "reader-list-moves.h"
#include "reader-panel-row.h"
#include "reader-panel-words.h"
#include "reader-popover.h"
#include "reader-proposal-acts.h"
#include "reader-proposal-item.h"
#include "reader-row-actions.h"

#include <glib/gi18n.h>

struct _ReaderProposalsPanel
{
  GtkWidget parent_instance;

  GtkWidget *box;
  GtkStack *stack;
  GtkWidget *list;
  GtkLabel *empty;
  GtkWidget *entry;
  GtkSingleSelection *selection;
  GListStore *items;
  ReaderListMoves *moves;

  ReaderSession *session;
  TriWork *work;
  GCancellable *cancellable;
  GCancellable *looking; /* while the texts are read */
  guint reload_id;
  guint link_id;
  gint64 linked; /* the work whose names are found anew then */
  gint64 looked; /* the work whose texts were read, or 0 */
  gint64 picked; /* the proposal that is to be merged with another, or 0 */
  guint position;
  gboolean wants_focus;
  gboolean is_looking;
};

G_DEFINE_FINAL_TYPE (ReaderProposalsPanel, reader_proposals_panel, GTK_TYPE_WIDGET)

enum
{
  SIGNAL_ACTIVATED,
  SIGNAL_SAID,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

#define RELOAD_DELAY 100 /* milliseconds */
/* What is accepted one after the other is linked at once. */
#define LINK_DELAY 600 /* milliseconds */

/* --- the question --- */

static gpointer
ask (TriLibrary *library, gpointer data, GCancellable *cancellable, GError **error)
{
  const gint64 *work = data;
  g_autoptr (GPtrArray) rows = tri_library_list_proposals (library,
                                                           *work,
                                                           TRI_PROPOSAL_OPEN,
                                                           error);
  GPtrArray *items;

  if (rows == NULL)
    return NULL;
  items = g_ptr_array_new_with_free_func (g_object_unref);
  for (guint i = 0; i < rows->len; i++)
    g_ptr_array_add (items, reader_proposal_item_new (library, g_ptr_array_index (rows, i)));
  return items;
}

static void
focus_row (ReaderProposalsPanel *self)
{
  guint n = g_list_model_get_n_items (G_LIST_MODEL (self->items));

  if (n == 0)
    {
      gtk_widget_grab_focus (GTK_WIDGET (self));
      return;
    }
  self->position = MIN (self->position, n - 1);
  gtk_single_selection_set_selected (self->selection, self->position);
  reader_list_moves_go_to (self->moves, self->position);
}

static const char *
get_empty_words (ReaderProposalsPanel *self)
{
  return self->is_looking ? _ ("Reading the texts…") : _ ("There is nothing to propose.");
}

/* What is offered where there is something to do it with. */
static void
enable_actions (ReaderProposalsPanel *self, gboolean enabled)
{
  static const char *const names[] = {
    "proposal.accept",
    "proposal.accept-all",
    "proposal.reject",
    "proposal.rename",
    "proposal.set-type",
    "proposal.next-type",
    "proposal.merge",
  };

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    gtk_widget_action_set_enabled (GTK_WIDGET (self), names[i], enabled);
}

static void
show (ReaderProposalsPanel *self, const char *empty)
{
  gboolean is_empty = g_list_model_get_n_items (G_LIST_MODEL (self->items)) == 0;

  gtk_label_set_label (self->empty, empty);
  /* A label takes no focus: where there is no row, the panel has it and says why. */
  gtk_widget_set_focusable (GTK_WIDGET (self), is_empty);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  is_empty ? empty : _ ("Proposals"),
                                  -1);
  enable_actions (self, !is_empty);
  gtk_stack_set_visible_child_name (self->stack, is_empty ? "empty" : "list");
  if (!self->wants_focus || (is_empty && self->is_looking))
    return;
  self->wants_focus = FALSE;
  focus_row (self);
}

static gboolean
is_same (ReaderProposalsPanel *self, guint position, gpointer item)
{
  g_autoptr (ReaderProposalItem) old = g_list_model_get_item (G_LIST_MODEL (self->items),
                                                              position);

  return reader_proposal_item_equal (old, item);
}

/* Only what has changed; whether anything has. */
static gboolean
replace (ReaderProposalsPanel *self, GPtrArray *items)
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
  if (n_old == first && n_new == first)
    return FALSE;
  g_list_store_splice (self->items, first, n_old - first, items->pdata + first, n_new - first);
  return TRUE;
}

static gboolean
has_keyboard (ReaderProposalsPanel *self)
{
  GtkRoot *root = gtk_widget_get_root (self->list);
  GtkWidget *focus = root != NULL ? gtk_root_get_focus (root) : NULL;

  return focus != NULL && gtk_widget_is_ancestor (focus, self->list);
}

static void
answered_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (ReaderProposalsPanel) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) items = tri_worker_run_finish (TRI_WORKER (object), result, &error);
  gboolean had_keyboard;

  if (self->work == NULL || g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  if (items == NULL)
    {
      g_list_store_remove_all (self->items);
      show (self, error->message);
      return;
    }
  /* The row that has the keyboard may go. */
  had_keyboard = has_keyboard (self);
  if (replace (self, items) && had_keyboard)
    self->wants_focus = TRUE;
  show (self, get_empty_words (self));
}

static void
reload (ReaderProposalsPanel *self)
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
  ReaderProposalsPanel *self = data;

  self->reload_id = 0;
  reload (self);
  return G_SOURCE_REMOVE;
}

static void
changed_cb (ReaderProposalsPanel *self)
{
  if (self->reload_id == 0 && gtk_widget_get_mapped (GTK_WIDGET (self)))
    self->reload_id = g_timeout_add (RELOAD_DELAY, reload_cb, self);
}

/* --- acts --- */

static ReaderProposalItem *
dup_selected (ReaderProposalsPanel *self)
{
  guint position = gtk_single_selection_get_selected (self->selection);

  if (position == GTK_INVALID_LIST_POSITION)
    return NULL;
  self->position = position;
  return g_list_model_get_item (G_LIST_MODEL (self->items), position);
}

static void
say (ReaderProposalsPanel *self, const char *words, gboolean undoable)
{
  g_signal_emit (self, signals[SIGNAL_SAID], 0, words, undoable);
}

/* What a finished act needs to know. */
typedef struct
{
  ReaderProposalsPanel *panel;
  ReaderProposalVerb verb;
  gint64 work;
  char *name;
} Acted;

static void
acted_free (Acted *acted)
{
  g_object_unref (acted->panel);
  g_free (acted->name);
  g_free (acted);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Acted, acted_free)

static void run_act (ReaderProposalsPanel *self, ReaderProposalAct *act, const char *name);

static gboolean
link_cb (gpointer data)
{
  ReaderProposalsPanel *self = data;

  self->link_id = 0;
  if (self->session != NULL)
    run_act (self, reader_proposal_act_new (READER_PROPOSAL_LINK, self->linked), NULL);
  return G_SOURCE_REMOVE;
}

static void
queue_link (ReaderProposalsPanel *self, gint64 work)
{
  self->linked = work;
  g_clear_handle_id (&self->link_id, g_source_remove);
  self->link_id = g_timeout_add (LINK_DELAY, link_cb, self);
}

static void
say_done (ReaderProposalsPanel *self, const Acted *acted)
{
  const char *words = reader_proposal_verb_get_words (acted->verb);
  g_autofree char *said = NULL;

  if (words == NULL)
    return;
  /* Translators: what was done, and with what: Accepted: Willem Droste */
  said = acted->name != NULL ? g_strdup_printf (_ ("%1$s: %2$s"), words, acted->name)
                             : g_strdup (words);
  say (self, said, TRUE);
}

static void
acted_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Acted) acted = user_data;
  ReaderProposalsPanel *self = acted->panel;
  g_autoptr (GError) error = NULL;
  gboolean done = reader_proposal_act_run_finish (object, result, &error);

  /* The panel is gone, or asked anew. */
  if (self->session == NULL || g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  if (acted->verb == READER_PROPOSAL_LOOK && acted->work == self->looked)
    self->is_looking = FALSE;
  if (!done)
    say (self, error->message, FALSE);
  if (done)
    say_done (self, acted);
  if (done && acted->verb == READER_PROPOSAL_ACCEPT)
    queue_link (self, acted->work);
  if (self->work != NULL)
    reload (self);
}

static void
run_act (ReaderProposalsPanel *self, ReaderProposalAct *act, const char *name)
{
  Acted *acted = g_new0 (Acted, 1);

  acted->panel = g_object_ref (self);
  acted->verb = act->verb;
  acted->work = act->work;
  acted->name = g_strdup (name);
  reader_proposal_act_run_async (act,
                                 self->session,
                                 act->verb == READER_PROPOSAL_LOOK ? self->looking : NULL,
                                 acted_cb,
                                 acted);
}

/* On what is selected, if anything is. */
static void
act_on_selected (ReaderProposalsPanel *self, ReaderProposalVerb verb, int type, const char *name)
{
  g_autoptr (ReaderProposalItem) item = dup_selected (self);
  ReaderProposalAct *act;

  if (item == NULL || self->work == NULL)
    return;
  act = reader_proposal_act_new (verb, self->work->id);
  g_array_append_val (act->ids, item->id);
  act->type = type;
  act->name = g_strdup (name);
  run_act (self, act, name != NULL ? name : item->name);
}

static void
accept_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  act_on_selected (READER_PROPOSALS_PANEL (widget), READER_PROPOSAL_ACCEPT, 0, NULL);
}

static void
reject_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  act_on_selected (READER_PROPOSALS_PANEL (widget), READER_PROPOSAL_REJECT, 0, NULL);
}

static void
accept_all_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  ReaderProposalsPanel *self = READER_PROPOSALS_PANEL (widget);
  guint n = g_list_model_get_n_items (G_LIST_MODEL (self->items));
  g_autofree char *count = g_strdup_printf (ngettext ("%u proposal", "%u proposals", n), n);
  ReaderProposalAct *act;

  if (self->work == NULL || n == 0)
    return;
  act = reader_proposal_act_new (READER_PROPOSAL_ACCEPT, self->work->id);
  for (guint i = 0; i < n; i++)
    {
      g_autoptr (ReaderProposalItem) item = g_list_model_get_item (G_LIST_MODEL (self->items), i);

      g_array_append_val (act->ids, item->id);
    }
  run_act (self, act, count);
}

/* Without a parameter the next type: a key is pressed until it is right. */
static void
set_type_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  ReaderProposalsPanel *self = READER_PROPOSALS_PANEL (widget);

  act_on_selected (self, READER_PROPOSAL_SET_TYPE, g_variant_get_int32 (parameter), NULL);
}

static void
next_type_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  ReaderProposalsPanel *self = READER_PROPOSALS_PANEL (widget);
  g_autoptr (ReaderProposalItem) item = dup_selected (self);

  if (item != NULL)
    act_on_selected (self,
                     READER_PROPOSAL_SET_TYPE,
                     (int) ((item->type + 1) % TRI_N_ENTITY_TYPES),
                     NULL);
}

/* First the one that stays, then the other. */
static void
merge_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  ReaderProposalsPanel *self = READER_PROPOSALS_PANEL (widget);
  g_autoptr (ReaderProposalItem) item = dup_selected (self);
  g_autofree char *words = NULL;
  ReaderProposalAct *act;

  if (item == NULL || self->work == NULL)
    return;
  if (self->picked == 0 || self->picked == item->id)
    {
      self->picked = self->picked == item->id ? 0 : item->id;
      words = g_strdup_printf (_ ("Merge with %s: choose the other, and press M"), item->name);
      say (self, self->picked != 0 ? words : _ ("Nothing is merged"), FALSE);
      return;
    }
  act = reader_proposal_act_new (READER_PROPOSAL_MERGE, self->work->id);
  g_array_append_val (act->ids, self->picked);
  g_array_append_val (act->ids, item->id);
  self->picked = 0;
  run_act (self, act, item->name);
}

static void
rename_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  ReaderProposalsPanel *self = READER_PROPOSALS_PANEL (widget);
  g_autoptr (ReaderProposalItem) item = dup_selected (self);

  if (item == NULL)
    return;
  gtk_editable_set_text (GTK_EDITABLE (self->entry), item->name);
  gtk_widget_set_visible (self->entry, TRUE);
  gtk_widget_grab_focus (self->entry);
}

static void
close_entry (ReaderProposalsPanel *self)
{
  focus_row (self);
  gtk_widget_set_visible (self->entry, FALSE);
}

static void
renamed_cb (ReaderProposalsPanel *self)
{
  g_autofree char *name = g_strdup (gtk_editable_get_text (GTK_EDITABLE (self->entry)));

  close_entry (self);
  act_on_selected (self, READER_PROPOSAL_RENAME, 0, name);
}

static gboolean
entry_key_cb (ReaderProposalsPanel *self, guint key)
{
  if (key != GDK_KEY_Escape)
    return GDK_EVENT_PROPAGATE;
  close_entry (self);
  return GDK_EVENT_STOP;
}

static void
look_again_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  ReaderProposalsPanel *self = READER_PROPOSALS_PANEL (widget);

  self->looked = 0;
  reader_proposals_panel_look (self);
}

/* --- the rows --- */

static GtkWidget *
make_label (const char *css_class)
{
  GtkWidget *label = gtk_label_new (NULL);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  if (css_class != NULL)
    gtk_widget_add_css_class (label, css_class);
  return label;
}

static void
setup_cb (GtkSignalListItemFactory *factory, GtkListItem *item)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 2);
  GtkWidget *details = make_label ("dim-label");
  GtkWidget *contexts = make_label ("caption");

  gtk_widget_add_css_class (details, "caption");
  gtk_box_append (GTK_BOX (box), make_label ("heading"));
  gtk_box_append (GTK_BOX (box), details);
  gtk_box_append (GTK_BOX (box), contexts);
  gtk_list_item_set_child (item, box);
  reader_row_actions_offer (item);
}

static void
bind_cb (GtkSignalListItemFactory *factory, GtkListItem *item)
{
  ReaderProposalItem *proposal = gtk_list_item_get_item (item);
  GtkWidget *box = gtk_list_item_get_child (item);
  GtkWidget *name = gtk_widget_get_first_child (box);
  g_autofree char *spoken = g_strdup_printf ("%s. %s. %s",
                                             proposal->name,
                                             proposal->details,
                                             proposal->contexts);
  g_autofree char *tip = g_strdup_printf ("%s\n%s", proposal->details, proposal->contexts);

  gtk_label_set_label (GTK_LABEL (name), proposal->name);
  gtk_label_set_label (GTK_LABEL (gtk_widget_get_next_sibling (name)), proposal->details);
  gtk_label_set_label (GTK_LABEL (gtk_widget_get_last_child (box)), proposal->contexts);
  gtk_widget_set_tooltip_text (box, tip);
  reader_panel_set_spoken (box, spoken);
  reader_list_moves_bind (item);
}

static void
activate_cb (ReaderProposalsPanel *self, guint position)
{
  g_autoptr (ReaderProposalItem) item = g_list_model_get_item (G_LIST_MODEL (self->items),
                                                               position);

  if (item != NULL && item->passage != 0)
    g_signal_emit (self, signals[SIGNAL_ACTIVATED], 0, item->text, item->passage);
}

static void
moved_cb (gpointer owner, guint from, guint to, GdkModifierType state)
{
  ReaderProposalsPanel *self = owner;

  gtk_single_selection_set_selected (self->selection, to);
}

static gboolean
is_stop (gpointer item)
{
  return TRUE;
}

static GtkWidget *
make_list (ReaderProposalsPanel *self)
{
  GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();
  GtkWidget *scrolled = gtk_scrolled_window_new ();

  self->selection = gtk_single_selection_new (G_LIST_MODEL (g_object_ref (self->items)));
  g_signal_connect (factory, "setup", G_CALLBACK (setup_cb), NULL);
  g_signal_connect (factory, "bind", G_CALLBACK (bind_cb), NULL);
  self->list = gtk_list_view_new (GTK_SELECTION_MODEL (self->selection), factory);
  gtk_widget_add_css_class (self->list, "panel-list");
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->list),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Proposals"),
                                  -1);
  g_signal_connect_swapped (self->list, "activate", G_CALLBACK (activate_cb), self);
  self->moves = reader_list_moves_new (GTK_LIST_VIEW (self->list), is_stop, moved_cb, self);
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scrolled),
                                  GTK_POLICY_NEVER,
                                  GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scrolled), self->list);
  gtk_widget_set_vexpand (scrolled, TRUE);
  return scrolled;
}

static GtkWidget *
make_empty (ReaderProposalsPanel *self)
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

static GMenu *
make_type_menu (void)
{
  GMenu *types = g_menu_new ();

  for (int i = 0; i < TRI_N_ENTITY_TYPES; i++)
    {
      g_autoptr (GMenuItem) item = g_menu_item_new (
          reader_panel_words_for_type ((TriEntityType) i),
          NULL);

      g_menu_item_set_action_and_target (item, "proposal.set-type", "i", i);
      g_menu_append_item (types, item);
    }
  return types;
}

static GMenu *
make_menu (void)
{
  g_autoptr (GMenu) types = make_type_menu ();
  GMenu *menu = g_menu_new ();

  g_menu_append (menu, _ ("_Accept"), "proposal.accept");
  g_menu_append (menu, _ ("_Not an Entity"), "proposal.reject");
  g_menu_append (menu, _ ("_Rename"), "proposal.rename");
  g_menu_append_submenu (menu, _ ("_Type"), G_MENU_MODEL (types));
  g_menu_append (menu, _ ("_Merge With…"), "proposal.merge");
  g_menu_append (menu, _ ("_Look Again"), "proposal.look-again");
  return menu;
}

static GtkWidget *
make_tools (ReaderProposalsPanel *self)
{
  GtkWidget *tools = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *all = gtk_button_new_with_label (_ ("Accept All"));
  GtkWidget *change = gtk_menu_button_new ();
  g_autoptr (GMenu) menu = make_menu ();

  gtk_actionable_set_action_name (GTK_ACTIONABLE (all), "proposal.accept-all");
  gtk_widget_set_hexpand (all, TRUE);
  gtk_menu_button_set_icon_name (GTK_MENU_BUTTON (change), "view-more-symbolic");
  gtk_menu_button_set_menu_model (GTK_MENU_BUTTON (change), G_MENU_MODEL (menu));
  gtk_widget_set_tooltip_text (change, _ ("What to do with the proposal"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (change),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("What to do with the proposal"),
                                  -1);
  reader_popover_name_menu (GTK_MENU_BUTTON (change));
  gtk_box_append (GTK_BOX (tools), all);
  gtk_box_append (GTK_BOX (tools), change);
  gtk_widget_set_margin_start (tools, 12);
  gtk_widget_set_margin_end (tools, 12);
  return tools;
}

static GtkWidget *
make_entry (ReaderProposalsPanel *self)
{
  GtkEventController *keys = gtk_event_controller_key_new ();

  self->entry = gtk_entry_new ();
  gtk_widget_set_margin_start (self->entry, 12);
  gtk_widget_set_margin_end (self->entry, 12);
  gtk_widget_set_margin_bottom (self->entry, 6);
  gtk_widget_set_visible (self->entry, FALSE);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->entry),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("New name"),
                                  -1);
  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  g_signal_connect_swapped (keys, "key-pressed", G_CALLBACK (entry_key_cb), self);
  gtk_widget_add_controller (self->entry, keys);
  g_signal_connect_swapped (self->entry, "activate", G_CALLBACK (renamed_cb), self);
  return self->entry;
}

/* --- vfuncs --- */

/* What is done is done to the row that has the keyboard, however it came there. */
static void
focus_moved_cb (ReaderProposalsPanel *self)
{
  guint position = reader_list_moves_find_focused (self->moves);

  if (position != GTK_INVALID_LIST_POSITION)
    gtk_single_selection_set_selected (self->selection, position);
}

static void
reader_proposals_panel_map (GtkWidget *widget)
{
  GTK_WIDGET_CLASS (reader_proposals_panel_parent_class)->map (widget);

  g_signal_connect_object (gtk_widget_get_root (widget),
                           "notify::focus-widget",
                           G_CALLBACK (focus_moved_cb),
                           widget,
                           G_CONNECT_SWAPPED);
  reload (READER_PROPOSALS_PANEL (widget));
}

static void
reader_proposals_panel_unmap (GtkWidget *widget)
{
  g_signal_handlers_disconnect_by_func (gtk_widget_get_root (widget), focus_moved_cb, widget);

  GTK_WIDGET_CLASS (reader_proposals_panel_parent_class)->unmap (widget);
}

static void
reader_proposals_panel_dispose (GObject *object)
{
  ReaderProposalsPanel *self = READER_PROPOSALS_PANEL (object);

  g_clear_handle_id (&self->reload_id, g_source_remove);
  g_clear_handle_id (&self->link_id, g_source_remove);
  if (self->cancellable != NULL)
    g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_cancellable_cancel (self->looking);
  g_clear_object (&self->looking);
  if (self->session != NULL)
    g_signal_handlers_disconnect_by_func (self->session, changed_cb, self);
  g_clear_object (&self->session);
  g_clear_object (&self->work);
  g_clear_pointer (&self->moves, reader_list_moves_free);
  g_clear_pointer (&self->box, gtk_widget_unparent);
  g_clear_object (&self->items);

  G_OBJECT_CLASS (reader_proposals_panel_parent_class)->dispose (object);
}

static void
install_actions (GtkWidgetClass *widget_class)
{
  static const struct
  {
    guint key;
    const char *action;
  } keys[] = {
    { GDK_KEY_a, "proposal.accept" },
    { GDK_KEY_Delete, "proposal.reject" },
    { GDK_KEY_KP_Delete, "proposal.reject" },
    { GDK_KEY_F2, "proposal.rename" },
    { GDK_KEY_t, "proposal.next-type" },
    { GDK_KEY_m, "proposal.merge" },
  };

  gtk_widget_class_install_action (widget_class, "proposal.accept", NULL, accept_action);
  gtk_widget_class_install_action (widget_class, "proposal.accept-all", NULL, accept_all_action);
  gtk_widget_class_install_action (widget_class, "proposal.reject", NULL, reject_action);
  gtk_widget_class_install_action (widget_class, "proposal.rename", NULL, rename_action);
  gtk_widget_class_install_action (widget_class, "proposal.set-type", "i", set_type_action);
  gtk_widget_class_install_action (widget_class, "proposal.next-type", NULL, next_type_action);
  gtk_widget_class_install_action (widget_class, "proposal.merge", NULL, merge_action);
  gtk_widget_class_install_action (widget_class, "proposal.look-again", NULL, look_again_action);
  for (guint i = 0; i < G_N_ELEMENTS (keys); i++)
    gtk_widget_class_add_binding_action (widget_class, keys[i].key, 0, keys[i].action, NULL);
}

static void
reader_proposals_panel_class_init (ReaderProposalsPanelClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = reader_proposals_panel_dispose;
  widget_class->map = reader_proposals_panel_map;
  widget_class->unmap = reader_proposals_panel_unmap;

  signals[SIGNAL_ACTIVATED] = g_signal_new ("proposal-activated",
                                            READER_TYPE_PROPOSALS_PANEL,
                                            G_SIGNAL_RUN_LAST,
                                            0,
                                            NULL,
                                            NULL,
                                            NULL,
                                            G_TYPE_NONE,
                                            2,
                                            G_TYPE_INT64,
                                            G_TYPE_INT64);
  signals[SIGNAL_SAID] = g_signal_new ("proposal-said",
                                       READER_TYPE_PROPOSALS_PANEL,
                                       G_SIGNAL_RUN_LAST,
                                       0,
                                       NULL,
                                       NULL,
                                       NULL,
                                       G_TYPE_NONE,
                                       2,
                                       G_TYPE_STRING,
                                       G_TYPE_BOOLEAN);

  install_actions (widget_class);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
}

static void
reader_proposals_panel_init (ReaderProposalsPanel *self)
{
  self->items = g_list_store_new (READER_TYPE_PROPOSAL_ITEM);
  self->stack = GTK_STACK (gtk_stack_new ());
  gtk_stack_add_named (self->stack, make_list (self), "list");
  gtk_stack_add_named (self->stack, make_empty (self), "empty");
  self->box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  gtk_box_append (GTK_BOX (self->box), make_tools (self));
  gtk_box_append (GTK_BOX (self->box), GTK_WIDGET (self->stack));
  gtk_box_append (GTK_BOX (self->box), make_entry (self));
  gtk_widget_set_parent (self->box, GTK_WIDGET (self));
}

GtkWidget *
reader_proposals_panel_new (void)
{
  return g_object_new (READER_TYPE_PROPOSALS_PANEL, NULL);
}

/**
 * reader_proposals_panel_set_work:
 * @session: (nullable): the library
 * @work: (nullable): what is read
 */
void
reader_proposals_panel_set_work (ReaderProposalsPanel *self, ReaderSession *session, TriWork *work)
{
  g_return_if_fail (READER_IS_PROPOSALS_PANEL (self));

  if (self->session != session && self->session != NULL)
    g_signal_handlers_disconnect_by_func (self->session, changed_cb, self);
  if (self->session != session && session != NULL)
    g_signal_connect_object (session,
                             "changed",
                             G_CALLBACK (changed_cb),
                             self,
                             G_CONNECT_SWAPPED);
  if (self->work == NULL || work == NULL || self->work->id != work->id)
    self->picked = 0;
  g_set_object (&self->session, session);
  g_set_object (&self->work, work);
  if (gtk_widget_get_mapped (GTK_WIDGET (self)))
    reload (self);
}

void
reader_proposals_panel_look (ReaderProposalsPanel *self)
{
  g_return_if_fail (READER_IS_PROPOSALS_PANEL (self));

  self->wants_focus = TRUE;
  if (self->work == NULL || self->session == NULL)
    return;
  if (self->looked == self->work->id)
    {
      reload (self);
      return;
    }
  self->looked = self->work->id;
  self->picked = 0;
  self->is_looking = TRUE;
  g_cancellable_cancel (self->looking);
  g_clear_object (&self->looking);
  self->looking = g_cancellable_new ();
  show (self, get_empty_words (self));
  run_act (self, reader_proposal_act_new (READER_PROPOSAL_LOOK, self->work->id), NULL);
}

GListModel *
reader_proposals_panel_get_model (ReaderProposalsPanel *self)
{
  g_return_val_if_fail (READER_IS_PROPOSALS_PANEL (self), NULL);

  return G_LIST_MODEL (self->items);
}
