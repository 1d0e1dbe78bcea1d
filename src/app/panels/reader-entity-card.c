/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "reader-entity-card.h"

#include "library/tri-library-dates.h"
#include "reader-card-question.h"
#include "reader-card-row.h"
#include "reader-card-rows.h"
#include "reader-dates.h"
#include "reader-distribution-bar.h"
#include "reader-entity-head.h"
#include "reader-list-moves.h"
#include "reader-list-scroll.h"
#include "reader-panel-row.h"
#include "reader-mention-walk.h"
#include "reader-panel-words.h"
#include "reader-row-actions.h"

#include <glib/gi18n.h>

struct _ReaderEntityCard
{
  GtkWidget parent_instance;

  GtkWidget *scroller;
  GtkListView *list;
  GtkWidget *head;
  GPtrArray *shown; /* (element-type GtkListItem): the rows there are, but for the head */
  ReaderCardRows *rows;
  ReaderListMoves *moves;

  ReaderSession *session;
  ReaderParallelView *view;
  TriEntity *entity; /* NULL while a date is shown */
  char *edtf;        /* of the date that is shown, else NULL */
  GArray *counts;    /* of mentions in each text of the work */
  gint64 work;       /* whose texts are counted */
  ReaderMentionWalk walk;
  GCancellable *cancellable;
};

G_DEFINE_FINAL_TYPE (ReaderEntityCard, reader_entity_card, GTK_TYPE_WIDGET)

enum
{
  PROP_0,
  PROP_TITLE,
  N_PROPS
};

enum
{
  SIGNAL_ENTITY_ACTIVATED,
  SIGNAL_BOOKMARK_ACTIVATED,
  SIGNAL_PLACE_ACTIVATED,
  N_SIGNALS
};

static GParamSpec *properties[N_PROPS];
static guint signals[N_SIGNALS];

static TriLibrary *
get_library (ReaderEntityCard *self)
{
  return reader_session_get_library (self->session);
}

static ReaderSubject
get_subject (ReaderEntityCard *self)
{
  return (ReaderSubject){ self->entity ? self->entity->id : 0, self->edtf };
}

static gboolean
is_empty (ReaderEntityCard *self)
{
  return !self->entity && !self->edtf;
}

static TriWork *
get_work (ReaderEntityCard *self)
{
  return self->view ? reader_parallel_view_get_work (self->view) : NULL;
}

static void
mark_if_current (ReaderEntityCard *self, ReaderCardItem *item, GtkWidget *row)
{
  gint64 current = self->walk.last.mention.id;

  if (current != 0 && item->kind == READER_CARD_CONTEXT && item->context->mention.id == current)
    gtk_widget_add_css_class (row, "current");
  else
    gtk_widget_remove_css_class (row, "current");
}

/* Marks the row of the mention walked to last, and brings it into view. */
static void
show_current (ReaderEntityCard *self)
{
  guint position = reader_entity_card_get_current (self);

  for (guint i = 0; i < self->shown->len; i++)
    {
      GtkListItem *shown = g_ptr_array_index (self->shown, i);

      mark_if_current (self, gtk_list_item_get_item (shown), gtk_list_item_get_child (shown));
    }
  if (position != GTK_INVALID_LIST_POSITION)
    reader_list_scroll_to (self->list, position);
}

static void
go_to_context (ReaderEntityCard *self, const TriContext *context)
{
  ReaderPlace place = { context->text,
                        context->passage,
                        context->mention.start,
                        context->mention.end };
  gint64 work = reader_card_rows_get_work_of (self->rows, context->text);

  reader_mention_walk_set_last (&self->walk, context);
  if (work == 0)
    {
      show_current (self);
      reader_parallel_view_go_to (self->view, &place);
    }
  else
    g_signal_emit (self, signals[SIGNAL_PLACE_ACTIVATED], 0, work, &place);
}

static void
activate_cb (GtkListView *list, guint position, ReaderEntityCard *self)
{
  g_autoptr (ReaderCardItem) item = g_list_model_get_item (reader_card_rows_get_model (self->rows),
                                                           position);

  if (!item)
    return;
  if (item->kind == READER_CARD_CONTEXT)
    go_to_context (self, item->context);
  else if (item->kind == READER_CARD_MORE)
    reader_card_rows_expand (self->rows, item);
  else if (item->kind == READER_CARD_BOOKMARK)
    g_signal_emit (self, signals[SIGNAL_BOOKMARK_ACTIVATED], 0, item->bookmark);
  else if (item->kind == READER_CARD_ENTITY)
    g_signal_emit (self, signals[SIGNAL_ENTITY_ACTIVATED], 0, item->entity->id);
}

/* --- Rows */

static void
bind_cb (GtkSignalListItemFactory *factory, GtkListItem *list_item, ReaderEntityCard *self)
{
  ReaderCardItem *item = gtk_list_item_get_item (list_item);
  gboolean title = item->kind <= READER_CARD_TEXT;

  gtk_list_item_set_activatable (list_item, !title);
  /* Nothing here is selected: it only says which rows can have the focus. */
  gtk_list_item_set_selectable (list_item, !title);
  if (item->kind == READER_CARD_HEAD)
    {
      gtk_list_item_set_child (list_item, self->head);
      reader_list_moves_bind (list_item);
      return;
    }
  if (!gtk_list_item_get_child (list_item))
    {
      gtk_list_item_set_child (list_item, reader_panel_row_new ());
      reader_row_actions_offer (list_item);
    }
  reader_card_row_bind (READER_PANEL_ROW (gtk_list_item_get_child (list_item)), item);
  mark_if_current (self, item, gtk_list_item_get_child (list_item));
  reader_list_moves_bind (list_item);
  g_ptr_array_add (self->shown, list_item);
}

static void
unbind_cb (GtkSignalListItemFactory *factory, GtkListItem *list_item, ReaderEntityCard *self)
{
  g_ptr_array_remove_fast (self->shown, list_item);
  if (gtk_list_item_get_child (list_item) == self->head)
    gtk_list_item_set_child (list_item, NULL);
}

/* --- What is shown at once */

static gboolean
is_equal (GArray *a, GArray *b)
{
  return a->len == b->len && memcmp (a->data, b->data, a->len * sizeof (guint)) == 0;
}

/* @take: how often it is named in each text. Returns FALSE when that is as before. */
static gboolean
take_counts (ReaderEntityCard *self, GArray *take)
{
  TriWork *work = get_work (self);
  gint64 id = work ? work->id : 0;
  gboolean same = self->counts && self->work == id && is_equal (self->counts, take);

  g_clear_pointer (&self->counts, g_array_unref);
  self->counts = take;
  self->work = id;
  return !same;
}

/* How often the entity is named in each text. Returns FALSE when that is as before. */
static gboolean
count_mentions (ReaderEntityCard *self)
{
  TriWork *work = get_work (self);
  GArray *counts = g_array_new (FALSE, TRUE, sizeof (guint));

  for (guint i = 0; work && i < work->texts->len; i++)
    {
      TriText *text = work->texts->pdata[i];
      guint n = tri_library_count_mentions (get_library (self), self->entity->id, text->id);

      g_array_append_val (counts, n);
    }
  return take_counts (self, counts);
}

static void
show_mentions (ReaderEntityCard *self)
{
  TriWork *work = get_work (self);
  ReaderSubject subject = get_subject (self);
  g_autoptr (GPtrArray) none = g_ptr_array_new ();

  reader_card_rows_clear_mentions (self->rows);
  reader_entity_head_set_texts (READER_ENTITY_HEAD (self->head),
                                work ? work->texts : none,
                                (const guint *) self->counts->data);
  for (guint i = 0; i < self->counts->len; i++)
    if (g_array_index (self->counts, guint, i) > 0)
      reader_card_rows_add_mentions (self->rows,
                                     reader_mention_list_new (get_library (self),
                                                              &subject,
                                                              work->texts->pdata[i],
                                                              g_array_index (self->counts,
                                                                             guint,
                                                                             i)));
}

/* --- What a worker answers */

/* How often a date is said nobody has counted before. */
static void
show_date_answer (ReaderEntityCard *self, ReaderCardAnswer *answer)
{
  TriWork *work = get_work (self);
  GArray *counts = g_array_new (FALSE, TRUE, sizeof (guint));

  for (guint i = 0; i < answer->origins->len; i++)
    g_array_append_val (counts, g_array_index (answer->origins, TriDateOrigins, i).n);
  /* The card may have come to another work meanwhile: it will ask about that. */
  if (!work || counts->len != work->texts->len)
    g_array_set_size (counts, work ? work->texts->len : 0);
  if (take_counts (self, counts))
    show_mentions (self);
  reader_entity_head_set_origins (READER_ENTITY_HEAD (self->head), answer->origins);
}

static void
answered_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (ReaderEntityCard) self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (ReaderCardAnswer) answer = tri_worker_run_finish (TRI_WORKER (source), result, &error);
  ReaderSubject subject = get_subject (self);
  gboolean was_listed = FALSE;

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;

  g_clear_object (&self->cancellable);
  if (!answer)
    {
      g_warning ("%s", error->message);
      return;
    }
  was_listed = reader_entity_card_get_current (self) != GTK_INVALID_LIST_POSITION;
  if (self->edtf)
    show_date_answer (self, answer);
  for (guint i = 0; i < answer->bins->len / READER_DISTRIBUTION_BINS; i++)
    reader_entity_head_set_bins (
        READER_ENTITY_HEAD (self->head),
        i,
        &g_array_index (answer->bins, guint, i * READER_DISTRIBUTION_BINS),
        READER_DISTRIBUTION_BINS);
  reader_card_rows_show_answer (self->rows, answer, get_library (self), &subject);
  /* It may be listed now, in the work that was left, or because a date is counted now. */
  if (!was_listed)
    show_current (self);
}

static void
ask (ReaderEntityCard *self)
{
  ReaderSubject subject = get_subject (self);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  if (is_empty (self) || !get_work (self))
    return;

  self->cancellable = g_cancellable_new ();
  reader_card_question_ask_async (reader_session_get_asker (self->session),
                                  &subject,
                                  get_work (self),
                                  self->cancellable,
                                  answered_cb,
                                  g_object_ref (self));
}

static gboolean
show_entity (ReaderEntityCard *self, gint64 id)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (TriEntity) entity = tri_library_get_entity (get_library (self), id, &error);

  if (!entity)
    {
      g_debug ("%s", error->message);
      return FALSE;
    }
  g_set_object (&self->entity, entity);
  g_clear_pointer (&self->edtf, g_free);
  reader_entity_head_set_entity (READER_ENTITY_HEAD (self->head), entity);
  reader_panel_set_spoken (self->head,
                           tri_entity_get_name (entity, reader_panel_words_get_language ()));
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_TITLE]);
  return TRUE;
}

static void
nth_activated_cb (ReaderEntityHead *head, TriText *text, guint nth, ReaderEntityCard *self)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GArray) contexts = NULL;

  if (self->edtf)
    contexts = tri_library_list_date_contexts (get_library (self),
                                               self->edtf,
                                               text->id,
                                               nth,
                                               1,
                                               &error);
  else
    contexts = tri_library_list_mentions (get_library (self),
                                          self->entity->id,
                                          text->id,
                                          nth,
                                          1,
                                          &error);
  if (!contexts)
    g_warning ("%s", error->message);
  else if (contexts->len)
    go_to_context (self, &g_array_index (contexts, TriContext, 0));
}

static void
step_cb (ReaderEntityHead *head, int direction, ReaderEntityCard *self)
{
  reader_entity_card_step (self, direction);
}

/* --- The object */

static void
reader_entity_card_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  ReaderEntityCard *self = READER_ENTITY_CARD (object);

  if (id == PROP_TITLE && self->edtf)
    g_value_take_string (value, reader_dates_dup_words (self->edtf));
  else if (id == PROP_TITLE)
    g_value_set_string (
        value,
        self->entity ? tri_entity_get_name (self->entity, reader_panel_words_get_language ()) : "");
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
reader_entity_card_dispose (GObject *object)
{
  ReaderEntityCard *self = READER_ENTITY_CARD (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_pointer (&self->moves, reader_list_moves_free);
  g_clear_pointer (&self->scroller, gtk_widget_unparent);
  g_clear_object (&self->head);
  g_clear_object (&self->rows);
  g_clear_object (&self->session);
  g_clear_object (&self->view);
  g_clear_object (&self->entity);
  g_clear_pointer (&self->edtf, g_free);
  g_clear_pointer (&self->counts, g_array_unref);

  G_OBJECT_CLASS (reader_entity_card_parent_class)->dispose (object);
}

static void
reader_entity_card_finalize (GObject *object)
{
  g_ptr_array_unref (READER_ENTITY_CARD (object)->shown);

  G_OBJECT_CLASS (reader_entity_card_parent_class)->finalize (object);
}

/* The second argument, if any, is a pointer. */
static guint
new_signal (const char *name, guint n_arguments, GType argument)
{
  return g_signal_new (name,
                       READER_TYPE_ENTITY_CARD,
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
reader_entity_card_class_init (ReaderEntityCardClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  const GParamFlags flags = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS;

  object_class->dispose = reader_entity_card_dispose;
  G_OBJECT_CLASS (klass)->finalize = reader_entity_card_finalize;
  object_class->get_property = reader_entity_card_get_property;

  properties[PROP_TITLE] = g_param_spec_string ("title", NULL, NULL, "", flags);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  signals[SIGNAL_ENTITY_ACTIVATED] = new_signal ("entity-activated", 1, G_TYPE_INT64);
  signals[SIGNAL_BOOKMARK_ACTIVATED] = new_signal ("bookmark-activated", 1, TRI_TYPE_BOOKMARK);
  signals[SIGNAL_PLACE_ACTIVATED] = new_signal ("place-activated", 2, G_TYPE_INT64);

  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BIN_LAYOUT);
}

static gboolean
is_stop (gpointer item)
{
  return READER_CARD_ITEM (item)->kind > READER_CARD_TEXT;
}

static GtkWidget *
new_list (ReaderEntityCard *self)
{
  GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();
  GtkWidget *list = NULL;

  list = gtk_list_view_new (GTK_SELECTION_MODEL (gtk_no_selection_new (
                                g_object_ref (reader_card_rows_get_model (self->rows)))),
                            factory);
  g_signal_connect_object (factory, "bind", G_CALLBACK (bind_cb), self, 0);
  g_signal_connect_object (factory, "unbind", G_CALLBACK (unbind_cb), self, 0);
  gtk_list_view_set_single_click_activate (GTK_LIST_VIEW (list), TRUE);
  gtk_widget_add_css_class (list, "panel-list");
  gtk_widget_add_css_class (list, "entity-card");
  g_signal_connect_object (list, "activate", G_CALLBACK (activate_cb), self, 0);
  return list;
}

static void
reader_entity_card_init (ReaderEntityCard *self)
{
  self->head = g_object_ref_sink (reader_entity_head_new ());
  reader_panel_set_spoken (self->head, _ ("Who and what is named"));
  g_signal_connect_object (self->head, "nth-activated", G_CALLBACK (nth_activated_cb), self, 0);
  g_signal_connect_object (self->head, "step", G_CALLBACK (step_cb), self, 0);
  self->rows = reader_card_rows_new ();

  self->shown = g_ptr_array_new ();
  self->list = GTK_LIST_VIEW (new_list (self));
  self->moves = reader_list_moves_new (self->list, is_stop, NULL, NULL);
  self->scroller = gtk_scrolled_window_new ();
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (self->scroller),
                                  GTK_POLICY_NEVER,
                                  GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (self->scroller), GTK_WIDGET (self->list));
  gtk_widget_set_vexpand (self->scroller, TRUE);
  gtk_widget_set_parent (self->scroller, GTK_WIDGET (self));
}

void
reader_entity_card_connect (ReaderEntityCard *self,
                            ReaderSession *session,
                            ReaderParallelView *view)
{
  g_return_if_fail (self->session == NULL);

  self->session = g_object_ref (session);
  self->view = g_object_ref (view);
  self->walk.library = get_library (self);
  self->walk.view = view;
}

/* Another subject begins: nothing was walked to, and nothing is known of it. */
static void
begin (ReaderEntityCard *self)
{
  self->walk.entity = get_subject (self).entity;
  self->walk.edtf = self->edtf;
  memset (&self->walk.last, 0, sizeof self->walk.last);
  reader_card_rows_clear_answer (self->rows);
  reader_list_scroll_forget (self->list);
  gtk_adjustment_set_value (
      gtk_scrolled_window_get_vadjustment (GTK_SCROLLED_WINDOW (self->scroller)),
      0);
}

static void
show_date (ReaderEntityCard *self)
{
  g_autofree char *words = reader_dates_dup_words (self->edtf);

  reader_entity_head_set_date (READER_ENTITY_HEAD (self->head), self->edtf);
  reader_panel_set_spoken (self->head, words);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_TITLE]);
}

/**
 * reader_entity_card_set_entity:
 *
 * Shows another entity, from the top. What takes long appears when it is known.
 *
 * Returns: FALSE when the library has no such entity
 */
gboolean
reader_entity_card_set_entity (ReaderEntityCard *self, gint64 entity)
{
  gboolean other = !self->entity || self->entity->id != entity;

  g_return_val_if_fail (self->session != NULL, FALSE);

  if (!show_entity (self, entity))
    return FALSE;
  if (!other && !count_mentions (self))
    return TRUE;

  if (other)
    {
      begin (self);
      count_mentions (self);
    }
  show_mentions (self);
  ask (self);
  return TRUE;
}

/**
 * reader_entity_card_set_date:
 * @edtf: its value
 *
 * Shows a date instead of an entity. Where it is said appears when it is known.
 */
void
reader_entity_card_set_date (ReaderEntityCard *self, const char *edtf)
{
  TriWork *work = get_work (self);
  GArray *none = NULL;

  g_return_if_fail (self->session != NULL);

  if (g_strcmp0 (self->edtf, edtf) != 0)
    {
      g_autofree char *kept = g_strdup (edtf);

      g_clear_object (&self->entity);
      g_free (self->edtf);
      self->edtf = g_steal_pointer (&kept);
      show_date (self);
      begin (self);
      none = g_array_new (FALSE, TRUE, sizeof (guint));
      g_array_set_size (none, work ? work->texts->len : 0);
      take_counts (self, none);
      show_mentions (self);
    }
  ask (self);
}

const char *
reader_entity_card_get_date (ReaderEntityCard *self)
{
  return self->edtf;
}

gint64
reader_entity_card_get_entity (ReaderEntityCard *self)
{
  return self->entity ? self->entity->id : 0;
}

/**
 * reader_entity_card_reload:
 *
 * Reads again what is shown, after the library or the work changed. Where the reader is in the list
 * is kept when the mentions are the same.
 */
void
reader_entity_card_reload (ReaderEntityCard *self)
{
  /* What is said of a date is all asked for. */
  if (!self->edtf && (!self->entity || !show_entity (self, self->entity->id)))
    return;

  if (!self->edtf && count_mentions (self))
    {
      reader_card_rows_clear_answer (self->rows);
      show_mentions (self);
      show_current (self);
    }
  ask (self);
}

/**
 * reader_entity_card_set_mention:
 * @mention: a mention in the passage that has the focus, or 0; of a date see tri_date_make_id()
 *
 * Says where the next step begins.
 */
void
reader_entity_card_set_mention (ReaderEntityCard *self, gint64 mention)
{
  if (mention == 0)
    return;
  reader_mention_walk_begin_at (&self->walk, mention);
  show_current (self);
}

/**
 * reader_entity_card_step:
 * @direction: 1 for the next, -1 for the previous
 *
 * Moves the view to another mention of the entity or the date.
 *
 * Returns: FALSE when there is none
 */
gboolean
reader_entity_card_step (ReaderEntityCard *self, int direction)
{
  TriContext found = { 0 };
  gboolean all = !reader_entity_head_is_one_text (READER_ENTITY_HEAD (self->head));

  if (is_empty (self) || !reader_mention_walk_step (&self->walk, direction, all, &found))
    return FALSE;

  go_to_context (self, &found);
  tri_context_clear (&found);
  return TRUE;
}

void
reader_entity_card_activate (ReaderEntityCard *self, guint row)
{
  activate_cb (self->list, row, self);
}

GListModel *
reader_entity_card_get_model (ReaderEntityCard *self)
{
  return reader_card_rows_get_model (self->rows);
}

/**
 * reader_entity_card_get_current:
 *
 * Returns: the row of the mention walked to last, %GTK_INVALID_LIST_POSITION when none is listed
 */
guint
reader_entity_card_get_current (ReaderEntityCard *self)
{
  const TriContext *last = &self->walk.last;
  guint position = 0;

  if (last->mention.id == 0
      || !reader_card_rows_find (self->rows, last->text, last->mention.id, &position))
    return GTK_INVALID_LIST_POSITION;
  return position;
}

gboolean
reader_entity_card_is_settled (ReaderEntityCard *self)
{
  return !self->cancellable;
}
