/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "reader-entity-list.h"

#include "reader-date-item.h"
#include "reader-entity-question.h"
#include "reader-panel-row.h"
#include "reader-panel-words.h"
#include "reader-popover.h"
#include "reader-row-actions.h"
#include "reader-type-switch.h"

#include <adwaita.h>
#include <glib/gi18n.h>

struct _ReaderEntityList
{
  GtkWidget parent_instance;

  GtkWidget *box;
  GtkWidget *scopes[3];
  GtkWidget *filter;
  ReaderTypeSwitch *types;
  GtkMenuButton *order_button;
  GtkWidget *summary;
  GtkWidget *stack;
  GtkWidget *scroller;
  GtkListView *list;
  GtkWidget *empty;
  GtkLabel *empty_words;
  GtkButton *widen;

  ReaderSession *session;
  ReaderParallelView *view;
  GListStore *entities; /* of TriEntity, or of ReaderDateItem */
  ReaderEntityScope scope;
  TriEntityOrder order;
  GCancellable *cancellable; /* of the question that is being answered, or NULL */
  guint reload_id;
  char *wanted; /* what the filter said when Enter was pressed there, until that is answered */
  /* Nothing of the chosen kind is found, but something of another. */
  gboolean hides_kinds;
};

G_DEFINE_FINAL_TYPE (ReaderEntityList, reader_entity_list, GTK_TYPE_WIDGET)

enum
{
  PROP_0,
  PROP_KIND,
  PROP_ORDER,
  PROP_SCOPE,
  N_PROPS
};

enum
{
  SIGNAL_ENTITY_ACTIVATED,
  SIGNAL_DATE_ACTIVATED,
  N_SIGNALS
};

static GParamSpec *properties[N_PROPS];
static guint signals[N_SIGNALS];

/* As the menu and the settings call them, by #TriEntityOrder. */
static const char *const orders[] = { "appearance", "name", "mentions" };
/* As the settings call them, by #ReaderEntityScope and by kind. */
static const char *const scopes[] = { "view", "work", "library" };
static const char *const kinds[] = { "person", "place", "organisation", "work", "event", "date" };

#define RELOAD_DELAY 80 /* milliseconds */

/* The place of @word, @otherwise when it is unknown. */
static int
find_word (const char *const *words, guint n_words, const char *word, int otherwise)
{
  for (guint i = 0; i < n_words; i++)
    if (g_strcmp0 (words[i], word) == 0)
      return (int) i;
  return otherwise;
}

static int
get_type (ReaderEntityList *self)
{
  return reader_type_switch_get_chosen (self->types);
}

static gboolean
lists_dates (ReaderEntityList *self)
{
  return get_type (self) == READER_KIND_DATE;
}

static gboolean
has_filter (ReaderEntityList *self)
{
  return gtk_editable_get_text (GTK_EDITABLE (self->filter))[0] != '\0';
}

static ReaderEntityQuestion *
make_question (ReaderEntityList *self, int type)
{
  return reader_entity_question_new (self->view,
                                     self->scope,
                                     type,
                                     self->order,
                                     gtk_editable_get_text (GTK_EDITABLE (self->filter)));
}

static void
show_summary (ReaderEntityList *self, guint n)
{
  g_autofree char *words = NULL;

  if (n >= READER_ENTITY_QUESTION_MOST && self->scope != READER_ENTITY_SCOPE_VIEW)
    words = g_strdup_printf (_ ("The first %u; filter to find the others"), n);
  else if (get_type (self) >= 0)
    /* Translators: a kind of entities, and how many are listed: People: 12 */
    words = g_strdup_printf (_ ("%1$s: %2$u"),
                             reader_panel_words_for_kind (get_type (self)),
                             n);
  else
    words = g_strdup_printf (ngettext ("%u entry", "%u entries", n), n);
  gtk_label_set_text (GTK_LABEL (self->summary), words);
  gtk_widget_set_visible (self->summary, n > 0);
}

static gboolean
is_narrowed (ReaderEntityList *self)
{
  return has_filter (self) || get_type (self) >= 0;
}

static const char *
get_no_dates_words (ReaderEntityList *self)
{
  if (has_filter (self))
    return _ ("No such date is found here");
  if (self->scope == READER_ENTITY_SCOPE_VIEW)
    return _ ("No date is found in view");
  if (self->scope == READER_ENTITY_SCOPE_WORK)
    return _ ("No date is found in this work");
  return _ ("No date is found in the library");
}

static const char *
get_empty_words (ReaderEntityList *self)
{
  if (self->hides_kinds)
    return _ ("Only names of another kind match here");
  if (lists_dates (self))
    return get_no_dates_words (self);
  if (is_narrowed (self))
    return _ ("Nothing has such a name here");
  if (self->scope == READER_ENTITY_SCOPE_VIEW)
    return _ ("Nobody and nothing is named in view");
  if (self->scope == READER_ENTITY_SCOPE_WORK)
    return _ ("Nobody and nothing is named in this work");
  return _ ("The library has no register yet");
}

static const char *
get_widen_words (ReaderEntityList *self)
{
  if (self->hides_kinds)
    return _ ("Show All Kinds");
  return self->scope == READER_ENTITY_SCOPE_VIEW ? _ ("Search in the Whole Work")
                                                 : _ ("Search in the Library");
}

/* What is not found here may be of another kind, or be found in the next wider scope. */
static void
show_empty (ReaderEntityList *self)
{
  gboolean has_wider = is_narrowed (self) && self->scope != READER_ENTITY_SCOPE_LIBRARY;

  gtk_label_set_text (self->empty_words, get_empty_words (self));
  gtk_button_set_label (self->widen, get_widen_words (self));
  gtk_widget_set_visible (GTK_WIDGET (self->widen), self->hides_kinds || has_wider);
}

static void
activate_cb (GtkListView *list, guint position, ReaderEntityList *self)
{
  g_autoptr (GObject) item = g_list_model_get_item (G_LIST_MODEL (self->entities), position);

  if (READER_IS_DATE_ITEM (item))
    g_signal_emit (self, signals[SIGNAL_DATE_ACTIVATED], 0, READER_DATE_ITEM (item)->edtf);
  else if (item)
    g_signal_emit (self, signals[SIGNAL_ENTITY_ACTIVATED], 0, TRI_ENTITY (item)->id);
}

static void
show_entities (ReaderEntityList *self, GPtrArray *entities)
{
  guint old = g_list_model_get_n_items (G_LIST_MODEL (self->entities));
  g_autofree char *wanted = g_steal_pointer (&self->wanted);
  gboolean opens = FALSE;

  g_list_store_splice (self->entities, 0, old, entities->pdata, entities->len);
  show_summary (self, entities->len);
  show_empty (self);
  gtk_stack_set_visible_child (GTK_STACK (self->stack),
                               entities->len ? self->scroller : self->empty);
  /* Who typed on meanwhile took it back. */
  opens = wanted && entities->len > 0
          && g_str_equal (wanted, gtk_editable_get_text (GTK_EDITABLE (self->filter)));
  if (opens)
    activate_cb (self->list, 0, self);
}

/* Whether an empty list may hide what is of another kind. */
static gboolean
may_hide (ReaderEntityList *self)
{
  return get_type (self) >= 0 && (has_filter (self) || !lists_dates (self));
}

/* What an empty list hides: @entities are of all kinds. */
static void
show_hidden (ReaderEntityList *self, GPtrArray *entities)
{
  g_autoptr (GPtrArray) none = g_ptr_array_new ();

  self->hides_kinds = entities->len > 0;
  show_entities (self, none);
}

static void
answered_hidden_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (ReaderEntityList) self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) entities = tri_worker_run_finish (TRI_WORKER (source), result, &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;

  g_clear_object (&self->cancellable);
  if (entities)
    show_hidden (self, entities);
  else if (self->entities)
    g_warning ("%s", error->message);
}

static void
answered_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (ReaderEntityList) self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) entities = tri_worker_run_finish (TRI_WORKER (source), result, &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;

  if (entities && entities->len == 0 && may_hide (self))
    {
      reader_entity_question_ask_async (make_question (self, -1),
                                        self->session,
                                        self->cancellable,
                                        answered_hidden_cb,
                                        g_object_ref (self));
      return;
    }
  g_clear_object (&self->cancellable);
  self->hides_kinds = FALSE;
  if (entities)
    show_entities (self, entities);
  else if (self->entities)
    g_warning ("%s", error->message);
}

static void
ask_worker (ReaderEntityList *self)
{
  self->cancellable = g_cancellable_new ();
  reader_entity_question_ask_async (make_question (self, get_type (self)),
                                    self->session,
                                    self->cancellable,
                                    answered_cb,
                                    g_object_ref (self));
}

static GPtrArray *
answer_here (ReaderEntityList *self, int type)
{
  g_autoptr (ReaderEntityQuestion) question = make_question (self, type);
  g_autoptr (GError) error = NULL;
  GPtrArray *entities = reader_entity_question_ask (question, self->session, &error);

  if (!entities)
    g_warning ("%s", error->message);
  return entities;
}

static void
ask_here (ReaderEntityList *self)
{
  g_autoptr (GPtrArray) entities = answer_here (self, get_type (self));
  g_autoptr (GPtrArray) hidden = NULL;

  if (entities && entities->len == 0 && may_hide (self))
    hidden = answer_here (self, -1);
  self->hides_kinds = FALSE;
  if (hidden)
    show_hidden (self, hidden);
  else if (entities)
    show_entities (self, entities);
}

static void
stop_asking (ReaderEntityList *self)
{
  g_clear_handle_id (&self->reload_id, g_source_remove);
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
}

static gboolean
reload_cb (gpointer data)
{
  ReaderEntityList *self = data;

  self->reload_id = 0;
  reader_entity_list_reload (self);
  return G_SOURCE_REMOVE;
}

static void
queue_reload (ReaderEntityList *self)
{
  if (!self->reload_id && self->session)
    self->reload_id = g_timeout_add (RELOAD_DELAY, reload_cb, self);
}

static void
view_changed_cb (ReaderEntityList *self)
{
  if (self->scope == READER_ENTITY_SCOPE_VIEW && gtk_widget_get_mapped (GTK_WIDGET (self)))
    queue_reload (self);
}

static void
work_changed_cb (ReaderEntityList *self)
{
  if (gtk_widget_get_mapped (GTK_WIDGET (self)))
    queue_reload (self);
}

static void
scope_toggled_cb (GtkToggleButton *button, ReaderEntityList *self)
{
  if (!gtk_toggle_button_get_active (button))
    return;

  for (guint i = 0; i < G_N_ELEMENTS (self->scopes); i++)
    if (self->scopes[i] == GTK_WIDGET (button))
      self->scope = (ReaderEntityScope) i;
  queue_reload (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_SCOPE]);
}

/* Dates are in the order of time, and are found by other words. */
static void
say_kind (ReaderEntityList *self)
{
  gboolean dates = lists_dates (self);

  gtk_widget_set_sensitive (GTK_WIDGET (self->order_button), !dates);
  g_object_set (self->filter,
                "placeholder-text",
                dates ? _ ("Filter by year or words") : _ ("Filter by any name"),
                NULL);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->filter),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  dates ? _ ("Filter by a year, or by the words of a text")
                                        : _ ("Filter by any name, in any language"),
                                  -1);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->list),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  dates ? _ ("Dates, in the order of time")
                                        : _ ("People, places and the like"),
                                  -1);
}

static void
type_chosen_cb (ReaderEntityList *self)
{
  say_kind (self);
  queue_reload (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_KIND]);
}

/* The button goes away: the focus goes to the filter, which one may want to change. */
static void
widen_cb (ReaderEntityList *self)
{
  gtk_widget_grab_focus (self->filter);
  if (self->hides_kinds)
    reader_entity_list_set_type (self, -1);
  else
    reader_entity_list_set_scope (self, (ReaderEntityScope) (self->scope + 1));
}

static void
setup_cb (GtkSignalListItemFactory *factory, GtkListItem *item, ReaderEntityList *self)
{
  gtk_list_item_set_child (item, reader_panel_row_new ());
  reader_row_actions_offer (item);
}

/* @tooltip: what it is */
static void
show_row (ReaderPanelRow *row, int kind, const char *title, guint n, const char *tooltip)
{
  g_autofree char *count = g_strdup_printf ("%u", n);
  g_autofree char *mentions = reader_panel_words_dup_mentions (n);
  g_autofree char *spoken = g_strdup_printf ("%s, %s, %s", title, tooltip, mentions);

  reader_panel_row_set_icon (row, reader_panel_words_get_kind_icon (kind));
  reader_panel_row_set_title (row, title);
  reader_panel_row_set_suffix (row, count);
  reader_panel_set_spoken (GTK_WIDGET (row), spoken);
  gtk_widget_set_tooltip_text (GTK_WIDGET (row), tooltip);
}

static void
bind_cb (GtkSignalListItemFactory *factory, GtkListItem *list_item, ReaderEntityList *self)
{
  GObject *item = gtk_list_item_get_item (list_item);
  ReaderPanelRow *row = READER_PANEL_ROW (gtk_list_item_get_child (list_item));

  if (READER_IS_DATE_ITEM (item))
    {
      ReaderDateItem *date = READER_DATE_ITEM (item);

      show_row (row, READER_KIND_DATE, date->words, date->n, _ ("Date"));
    }
  else
    {
      TriEntity *entity = TRI_ENTITY (item);

      show_row (row,
                (int) entity->type,
                tri_entity_get_name (entity, reader_panel_words_get_language ()),
                entity->n_mentions,
                reader_panel_words_for_type (entity->type));
    }
}

static void
mapped_cb (ReaderEntityList *self)
{
  queue_reload (self);
}

static void
reader_entity_list_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  ReaderEntityList *self = READER_ENTITY_LIST (object);

  switch (id)
    {
    case PROP_KIND:
      g_value_set_string (value, get_type (self) < 0 ? "all" : kinds[get_type (self)]);
      break;
    case PROP_ORDER:
      g_value_set_string (value, orders[self->order]);
      break;
    case PROP_SCOPE:
      g_value_set_string (value, scopes[self->scope]);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
reader_entity_list_set_property (GObject *object,
                                 guint id,
                                 const GValue *value,
                                 GParamSpec *pspec)
{
  ReaderEntityList *self = READER_ENTITY_LIST (object);
  const char *word = g_value_get_string (value);

  switch (id)
    {
    case PROP_KIND:
      reader_entity_list_set_type (self, find_word (kinds, G_N_ELEMENTS (kinds), word, -1));
      break;
    case PROP_ORDER:
      reader_entity_list_set_order (
          self,
          (TriEntityOrder) find_word (orders, G_N_ELEMENTS (orders), word, 0));
      break;
    case PROP_SCOPE:
      reader_entity_list_set_scope (
          self,
          (ReaderEntityScope) find_word (scopes, G_N_ELEMENTS (scopes), word, 0));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
reader_entity_list_dispose (GObject *object)
{
  ReaderEntityList *self = READER_ENTITY_LIST (object);

  stop_asking (self);
  g_clear_pointer (&self->wanted, g_free);
  g_clear_pointer (&self->box, gtk_widget_unparent);
  g_clear_object (&self->entities);
  g_clear_object (&self->session);
  g_clear_object (&self->view);

  G_OBJECT_CLASS (reader_entity_list_parent_class)->dispose (object);
}

static void
bind_template (GtkWidgetClass *widget_class)
{
  gtk_widget_class_bind_template_child (widget_class, ReaderEntityList, box);
  gtk_widget_class_bind_template_child_full (widget_class,
                                             "in_view",
                                             FALSE,
                                             G_STRUCT_OFFSET (ReaderEntityList, scopes[0]));
  gtk_widget_class_bind_template_child_full (widget_class,
                                             "in_work",
                                             FALSE,
                                             G_STRUCT_OFFSET (ReaderEntityList, scopes[1]));
  gtk_widget_class_bind_template_child_full (widget_class,
                                             "in_library",
                                             FALSE,
                                             G_STRUCT_OFFSET (ReaderEntityList, scopes[2]));
  gtk_widget_class_bind_template_child (widget_class, ReaderEntityList, filter);
  gtk_widget_class_bind_template_child (widget_class, ReaderEntityList, types);
  gtk_widget_class_bind_template_child (widget_class, ReaderEntityList, order_button);
  gtk_widget_class_bind_template_child (widget_class, ReaderEntityList, summary);
  gtk_widget_class_bind_template_child (widget_class, ReaderEntityList, stack);
  gtk_widget_class_bind_template_child (widget_class, ReaderEntityList, scroller);
  gtk_widget_class_bind_template_child (widget_class, ReaderEntityList, list);
  gtk_widget_class_bind_template_child (widget_class, ReaderEntityList, empty);
  gtk_widget_class_bind_template_child (widget_class, ReaderEntityList, empty_words);
  gtk_widget_class_bind_template_child (widget_class, ReaderEntityList, widen);
  gtk_widget_class_bind_template_callback (widget_class, scope_toggled_cb);
  gtk_widget_class_bind_template_callback (widget_class, type_chosen_cb);
  gtk_widget_class_bind_template_callback (widget_class, widen_cb);
  gtk_widget_class_bind_template_callback (widget_class, queue_reload);
  gtk_widget_class_bind_template_callback (widget_class, activate_cb);
  gtk_widget_class_bind_template_callback (widget_class, reader_entity_list_activate_first);
  gtk_widget_class_bind_template_callback (widget_class, setup_cb);
  gtk_widget_class_bind_template_callback (widget_class, bind_cb);
}

static void
reader_entity_list_class_init (ReaderEntityListClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  const GParamFlags flags = G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY;

  object_class->dispose = reader_entity_list_dispose;
  object_class->get_property = reader_entity_list_get_property;
  object_class->set_property = reader_entity_list_set_property;

  properties[PROP_KIND] = g_param_spec_string ("kind", NULL, NULL, "all", flags);
  properties[PROP_ORDER] = g_param_spec_string ("order", NULL, NULL, orders[0], flags);
  properties[PROP_SCOPE] = g_param_spec_string ("scope", NULL, NULL, scopes[0], flags);
  g_object_class_install_properties (object_class, N_PROPS, properties);
  gtk_widget_class_install_property_action (widget_class, "entity-list.order", "order");

  signals[SIGNAL_ENTITY_ACTIVATED] = g_signal_new ("entity-activated",
                                                   G_TYPE_FROM_CLASS (klass),
                                                   G_SIGNAL_RUN_LAST,
                                                   0,
                                                   NULL,
                                                   NULL,
                                                   NULL,
                                                   G_TYPE_NONE,
                                                   1,
                                                   G_TYPE_INT64);
  signals[SIGNAL_DATE_ACTIVATED] = g_signal_new ("date-activated",
                                                 G_TYPE_FROM_CLASS (klass),
                                                 G_SIGNAL_RUN_LAST,
                                                 0,
                                                 NULL,
                                                 NULL,
                                                 NULL,
                                                 G_TYPE_NONE,
                                                 1,
                                                 G_TYPE_STRING);

  g_type_ensure (READER_TYPE_TYPE_SWITCH);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/triptych/Triptych/reader-entity-list.ui");
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  bind_template (widget_class);
}

static void
reader_entity_list_init (ReaderEntityList *self)
{
  GtkNoSelection *selection = NULL;

  gtk_widget_init_template (GTK_WIDGET (self));

  gtk_search_entry_set_key_capture_widget (GTK_SEARCH_ENTRY (self->filter), self->scroller);
  reader_popover_name_menu (self->order_button);
  self->entities = g_list_store_new (G_TYPE_OBJECT);
  selection = gtk_no_selection_new (G_LIST_MODEL (g_object_ref (self->entities)));
  gtk_list_view_set_model (self->list, GTK_SELECTION_MODEL (selection));
  g_object_unref (selection);
  g_signal_connect (self, "map", G_CALLBACK (mapped_cb), NULL);
}

/**
 * reader_entity_list_connect:
 *
 * Lists what is named in @view and in the library of @session from now on, while it is shown.
 */
void
reader_entity_list_connect (ReaderEntityList *self,
                            ReaderSession *session,
                            ReaderParallelView *view)
{
  g_return_if_fail (self->session == NULL);

  self->session = g_object_ref (session);
  self->view = g_object_ref (view);
  g_signal_connect_object (view,
                           "view-changed",
                           G_CALLBACK (view_changed_cb),
                           self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (view,
                           "notify::work",
                           G_CALLBACK (work_changed_cb),
                           self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (session,
                           "changed",
                           G_CALLBACK (work_changed_cb),
                           self,
                           G_CONNECT_SWAPPED);
  work_changed_cb (self);
}

void
reader_entity_list_set_scope (ReaderEntityList *self, ReaderEntityScope scope)
{
  gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (self->scopes[scope]), TRUE);
}

void
reader_entity_list_set_filter (ReaderEntityList *self, const char *filter)
{
  gtk_editable_set_text (GTK_EDITABLE (self->filter), filter);
}

void
reader_entity_list_set_type (ReaderEntityList *self, int type)
{
  reader_type_switch_set_chosen (self->types, type);
}

void
reader_entity_list_set_order (ReaderEntityList *self, TriEntityOrder order)
{
  if (self->order == order)
    return;

  self->order = order;
  queue_reload (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_ORDER]);
}

/**
 * reader_entity_list_remember:
 * @settings: of the application
 *
 * Takes scope, kind and order from the settings and keeps them there.
 */
void
reader_entity_list_remember (ReaderEntityList *self, GSettings *settings)
{
  g_settings_bind (settings, "entity-scope", self, "scope", G_SETTINGS_BIND_DEFAULT);
  g_settings_bind (settings, "entity-kind", self, "kind", G_SETTINGS_BIND_DEFAULT);
  g_settings_bind (settings, "entity-order", self, "order", G_SETTINGS_BIND_DEFAULT);
}

/**
 * reader_entity_list_activate_first:
 *
 * Opens the first entity that the filter finds, once it is known: what Enter there does. What was
 * typed last may not have been asked yet.
 */
void
reader_entity_list_activate_first (ReaderEntityList *self)
{
  g_free (self->wanted);
  self->wanted = g_strdup (gtk_editable_get_text (GTK_EDITABLE (self->filter)));
  reader_entity_list_reload (self);
}

/**
 * reader_entity_list_reload:
 *
 * Asks again: at once for what is in view, on the worker for the rest.
 */
void
reader_entity_list_reload (ReaderEntityList *self)
{
  stop_asking (self);
  if (!self->session)
    return;

  if (self->scope == READER_ENTITY_SCOPE_VIEW)
    ask_here (self);
  else
    ask_worker (self);
}

void
reader_entity_list_grab_filter (ReaderEntityList *self)
{
  gtk_widget_grab_focus (self->filter);
}

GListModel *
reader_entity_list_get_model (ReaderEntityList *self)
{
  return G_LIST_MODEL (self->entities);
}

gboolean
reader_entity_list_is_settled (ReaderEntityList *self)
{
  return !self->reload_id && !self->cancellable;
}
