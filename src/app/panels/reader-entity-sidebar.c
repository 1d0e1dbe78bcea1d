/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "reader-entity-sidebar.h"

struct _ReaderEntitySidebar
{
  GtkWidget parent_instance;

  GtkWidget *stack;
  ReaderEntityList *list;
  GtkWidget *card_page;
  GtkLabel *title;
  ReaderEntityCard *card;

  ReaderSession *session;
  ReaderParallelView *view;
  GArray *history; /* Past: the cards that lie below the one that is shown */
  guint reload_id;
};

/**
 * Past:
 * @edtf: (nullable): of a date; %NULL when it was the card of an entity
 */
typedef struct
{
  gint64 entity;
  char *edtf;
} Past;

G_DEFINE_FINAL_TYPE (ReaderEntitySidebar, reader_entity_sidebar, GTK_TYPE_WIDGET)

enum
{
  SIGNAL_BOOKMARK_ACTIVATED,
  SIGNAL_PLACE_ACTIVATED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

#define RELOAD_DELAY 300 /* milliseconds */

static gboolean
is_card_shown (ReaderEntitySidebar *self)
{
  return gtk_stack_get_visible_child (GTK_STACK (self->stack)) == self->card_page;
}

/* Marks in the view what the card is about. */
static void
update_highlight (ReaderEntitySidebar *self)
{
  gboolean is_card = is_card_shown (self);
  gint64 entity = is_card ? reader_entity_card_get_entity (self->card) : 0;
  const char *edtf = is_card ? reader_entity_card_get_date (self->card) : NULL;

  if (self->view)
    g_object_set (self->view, "highlight-entity", entity, "highlight-date", edtf, NULL);
}

static void
clear_past (gpointer data)
{
  g_free (((Past *) data)->edtf);
}

/* What is shown now, to come back to; @edtf and @entity follow it. */
static void
keep_past (ReaderEntitySidebar *self, gint64 entity, const char *edtf)
{
  Past past = { 0 };

  if (!is_card_shown (self))
    return;
  past.entity = reader_entity_card_get_entity (self->card);
  past.edtf = g_strdup (reader_entity_card_get_date (self->card));
  if (past.entity == entity && g_strcmp0 (past.edtf, edtf) == 0)
    clear_past (&past);
  else
    g_array_append_val (self->history, past);
}

/* @edtf: of a date, else %NULL */
static gboolean
show_card (ReaderEntitySidebar *self, gint64 entity, const char *edtf)
{
  if (edtf)
    reader_entity_card_set_date (self->card, edtf);
  else if (!reader_entity_card_set_entity (self->card, entity))
    return FALSE;

  gtk_stack_set_visible_child (GTK_STACK (self->stack), self->card_page);
  update_highlight (self);
  return TRUE;
}

static void
entity_activated_cb (GtkWidget *source, gint64 entity, ReaderEntitySidebar *self)
{
  reader_entity_sidebar_open (self, entity, 0);
}

static void
date_activated_cb (GtkWidget *source, const char *edtf, ReaderEntitySidebar *self)
{
  reader_entity_sidebar_open_date (self, edtf, 0);
}

static void
bookmark_activated_cb (ReaderEntitySidebar *self, TriBookmark *bookmark)
{
  g_signal_emit (self, signals[SIGNAL_BOOKMARK_ACTIVATED], 0, bookmark);
}

static void
place_activated_cb (ReaderEntitySidebar *self, gint64 work, const ReaderPlace *place)
{
  g_signal_emit (self, signals[SIGNAL_PLACE_ACTIVATED], 0, work, place);
}

static gboolean
reload_cb (gpointer data)
{
  ReaderEntitySidebar *self = data;

  self->reload_id = 0;
  if (is_card_shown (self))
    reader_entity_card_reload (self->card);
  return G_SOURCE_REMOVE;
}

static void
changed_cb (ReaderEntitySidebar *self)
{
  if (!self->reload_id)
    self->reload_id = g_timeout_add (RELOAD_DELAY, reload_cb, self);
}

static void
back_clicked_cb (ReaderEntitySidebar *self)
{
  reader_entity_sidebar_go_back (self);
}

static gboolean
escape_cb (GtkWidget *widget, GVariant *arguments, gpointer data)
{
  return reader_entity_sidebar_go_back (READER_ENTITY_SIDEBAR (widget));
}

static void
reader_entity_sidebar_dispose (GObject *object)
{
  ReaderEntitySidebar *self = READER_ENTITY_SIDEBAR (object);

  g_clear_handle_id (&self->reload_id, g_source_remove);
  g_clear_pointer (&self->stack, gtk_widget_unparent);
  g_clear_object (&self->session);
  g_clear_object (&self->view);
  g_clear_pointer (&self->history, g_array_unref);

  G_OBJECT_CLASS (reader_entity_sidebar_parent_class)->dispose (object);
}

/* The second argument, if any, is a pointer. */
static guint
new_signal (const char *name, guint n_arguments, GType argument)
{
  return g_signal_new (name,
                       READER_TYPE_ENTITY_SIDEBAR,
                       G_SIGNAL_RUN_LAST,
                       0,
                       NULL,
                       NULL,
                       NULL,
                       G_TYPE_NONE,
                       n_arguments,
                       argument,
                       G_TYPE_POINTER);
}

static void
reader_entity_sidebar_class_init (ReaderEntitySidebarClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = reader_entity_sidebar_dispose;

  signals[SIGNAL_BOOKMARK_ACTIVATED] = new_signal ("bookmark-activated", 1, TRI_TYPE_BOOKMARK);
  signals[SIGNAL_PLACE_ACTIVATED] = new_signal ("place-activated", 2, G_TYPE_INT64);

  g_type_ensure (READER_TYPE_ENTITY_LIST);
  g_type_ensure (READER_TYPE_ENTITY_CARD);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/triptych/Triptych/reader-entity-sidebar.ui");
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_bind_template_child (widget_class, ReaderEntitySidebar, stack);
  gtk_widget_class_bind_template_child (widget_class, ReaderEntitySidebar, list);
  gtk_widget_class_bind_template_child (widget_class, ReaderEntitySidebar, card_page);
  gtk_widget_class_bind_template_child (widget_class, ReaderEntitySidebar, title);
  gtk_widget_class_bind_template_child (widget_class, ReaderEntitySidebar, card);
  gtk_widget_class_bind_template_callback (widget_class, entity_activated_cb);
  gtk_widget_class_bind_template_callback (widget_class, date_activated_cb);
  gtk_widget_class_bind_template_callback (widget_class, bookmark_activated_cb);
  gtk_widget_class_bind_template_callback (widget_class, place_activated_cb);
  gtk_widget_class_bind_template_callback (widget_class, back_clicked_cb);
  gtk_widget_class_add_binding (widget_class, GDK_KEY_Escape, 0, escape_cb, NULL);
}

static void
reader_entity_sidebar_init (ReaderEntitySidebar *self)
{
  self->history = g_array_new (FALSE, FALSE, sizeof (Past));
  g_array_set_clear_func (self->history, clear_past);
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * reader_entity_sidebar_new:
 *
 * Returns: (transfer floating): a sidebar that shows nothing until it is connected
 */
GtkWidget *
reader_entity_sidebar_new (void)
{
  return g_object_new (READER_TYPE_ENTITY_SIDEBAR, NULL);
}

/**
 * reader_entity_sidebar_connect:
 *
 * Shows from now on who and what is named in @view; called once.
 */
void
reader_entity_sidebar_connect (ReaderEntitySidebar *self,
                               ReaderSession *session,
                               ReaderParallelView *view)
{
  g_return_if_fail (self->session == NULL);

  self->session = g_object_ref (session);
  self->view = g_object_ref (view);
  reader_entity_list_connect (self->list, session, view);
  reader_entity_card_connect (self->card, session, view);
  g_signal_connect_object (view, "notify::work", G_CALLBACK (changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (session, "changed", G_CALLBACK (changed_cb), self, G_CONNECT_SWAPPED);
}

/**
 * reader_entity_sidebar_open:
 * @mention: the mention that led here, where walking its mentions begins, or 0
 *
 * Opens the card of an entity. The card that was open can be gone back to.
 */
void
reader_entity_sidebar_open (ReaderEntitySidebar *self, gint64 entity, gint64 mention)
{
  guint n_past = self->history->len;

  keep_past (self, entity, NULL);
  if (!show_card (self, entity, NULL))
    g_array_set_size (self->history, n_past);
  else
    reader_entity_card_set_mention (self->card, mention);
}

/**
 * reader_entity_sidebar_open_date:
 * @edtf: its value
 * @mention: see tri_date_make_id(): the date that led here, or 0
 *
 * Opens the card of a date. The card that was open can be gone back to.
 */
void
reader_entity_sidebar_open_date (ReaderEntitySidebar *self, const char *edtf, gint64 mention)
{
  keep_past (self, 0, edtf);
  show_card (self, 0, edtf);
  reader_entity_card_set_mention (self->card, mention);
}

/**
 * reader_entity_sidebar_show_list:
 *
 * Leaves the card for the list.
 */
void
reader_entity_sidebar_show_list (ReaderEntitySidebar *self)
{
  g_array_set_size (self->history, 0);
  gtk_stack_set_visible_child (GTK_STACK (self->stack), GTK_WIDGET (self->list));
  update_highlight (self);
}

/**
 * reader_entity_sidebar_go_back:
 *
 * Goes back to the card before, and from the first card to the list.
 *
 * Returns: FALSE when the list is shown already
 */
gboolean
reader_entity_sidebar_go_back (ReaderEntitySidebar *self)
{
  if (!is_card_shown (self))
    return FALSE;

  while (self->history->len)
    {
      Past *past = &g_array_index (self->history, Past, self->history->len - 1);
      gint64 entity = past->entity;
      g_autofree char *edtf = g_steal_pointer (&past->edtf);

      g_array_set_size (self->history, self->history->len - 1);
      if (show_card (self, entity, edtf))
        return TRUE;
    }
  reader_entity_sidebar_show_list (self);
  return TRUE;
}

ReaderEntityList *
reader_entity_sidebar_get_list (ReaderEntitySidebar *self)
{
  return self->list;
}

ReaderEntityCard *
reader_entity_sidebar_get_card (ReaderEntitySidebar *self)
{
  return is_card_shown (self) ? self->card : NULL;
}
