/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "reader-mention-list.h"

#include "library/tri-library-dates.h"

#include <glib/gi18n.h>

/* Rows:    0       1 … shown            shown + 1
 *       the text   the mentions    "Show all", while not all are shown
 */

struct _ReaderMentionList
{
  GObject parent_instance;

  TriLibrary *library;
  gint64 entity;
  char *edtf; /* of a date, else NULL */
  TriText *text;
  guint n_mentions;
  guint n_shown;

  ReaderCardItem *title;
  ReaderCardItem *more;
  GHashTable *windows; /* guint → GPtrArray of ReaderCardItem */
  GQueue recent;       /* the windows' numbers, the last used first */
};

/* Mentions read at a time, and how many such windows are kept. */
#define WINDOW 50
#define MAX_WINDOWS 8

static void reader_mention_list_model_init (GListModelInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (ReaderMentionList,
                               reader_mention_list,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL,
                                                      reader_mention_list_model_init))

static GArray *
read_contexts (ReaderMentionList *self, guint offset, guint limit, GError **error)
{
  if (self->edtf)
    return tri_library_list_date_contexts (self->library,
                                           self->edtf,
                                           self->text->id,
                                           offset,
                                           limit,
                                           error);
  return tri_library_list_mentions (self->library,
                                    self->entity,
                                    self->text->id,
                                    offset,
                                    limit,
                                    error);
}

static GPtrArray *
read_window (ReaderMentionList *self, guint number)
{
  g_autoptr (GPtrArray) items = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (GError) error = NULL;
  g_autoptr (GArray) contexts = read_contexts (self, number * WINDOW, WINDOW, &error);

  if (!contexts)
    g_warning ("%s", error->message);
  for (guint i = 0; contexts && i < contexts->len; i++)
    g_ptr_array_add (items,
                     reader_card_item_new_context (&g_array_index (contexts, TriContext, i)));
  return g_steal_pointer (&items);
}

static GPtrArray *
get_window (ReaderMentionList *self, guint number)
{
  gpointer key = GUINT_TO_POINTER (number);
  GPtrArray *window = g_hash_table_lookup (self->windows, key);

  if (!window)
    {
      window = read_window (self, number);
      g_hash_table_insert (self->windows, key, window);
      if (self->recent.length == MAX_WINDOWS)
        g_hash_table_remove (self->windows, g_queue_pop_tail (&self->recent));
    }
  else
    g_queue_remove (&self->recent, key);
  g_queue_push_head (&self->recent, key);
  return window;
}

static GType
reader_mention_list_get_item_type (GListModel *model)
{
  return READER_TYPE_CARD_ITEM;
}

static guint
reader_mention_list_get_n_items (GListModel *model)
{
  ReaderMentionList *self = READER_MENTION_LIST (model);

  return self->n_mentions == 0 ? 0 : 1 + self->n_shown + (self->n_shown < self->n_mentions);
}

static gpointer
reader_mention_list_get_item (GListModel *model, guint position)
{
  ReaderMentionList *self = READER_MENTION_LIST (model);
  GPtrArray *window = NULL;

  if (position >= reader_mention_list_get_n_items (model))
    return NULL;
  if (position == 0)
    return g_object_ref (self->title);
  if (position > self->n_shown)
    return g_object_ref (self->more);

  window = get_window (self, (position - 1) / WINDOW);
  if ((position - 1) % WINDOW < window->len)
    return g_object_ref (window->pdata[(position - 1) % WINDOW]);
  /* Another process took mentions away: the card is about to be told. */
  return reader_card_item_new (READER_CARD_TEXT, "", NULL);
}

static void
reader_mention_list_model_init (GListModelInterface *iface)
{
  iface->get_item_type = reader_mention_list_get_item_type;
  iface->get_n_items = reader_mention_list_get_n_items;
  iface->get_item = reader_mention_list_get_item;
}

static void
reader_mention_list_finalize (GObject *object)
{
  ReaderMentionList *self = READER_MENTION_LIST (object);

  g_clear_object (&self->library);
  g_clear_object (&self->text);
  g_clear_object (&self->title);
  g_clear_object (&self->more);
  g_clear_pointer (&self->edtf, g_free);
  g_clear_pointer (&self->windows, g_hash_table_unref);
  g_queue_clear (&self->recent);

  G_OBJECT_CLASS (reader_mention_list_parent_class)->finalize (object);
}

static void
reader_mention_list_class_init (ReaderMentionListClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = reader_mention_list_finalize;
}

static void
reader_mention_list_init (ReaderMentionList *self)
{
  self->windows = g_hash_table_new_full (NULL, NULL, NULL, (GDestroyNotify) g_ptr_array_unref);
  g_queue_init (&self->recent);
}

static void
make_fixed_rows (ReaderMentionList *self)
{
  g_autofree char *title = g_strdup_printf ("%s · %s", self->text->lang, self->text->title);
  g_autofree char *count = g_strdup_printf ("%u", self->n_mentions);
  g_autofree char *more = g_strdup_printf (ngettext ("Show the only one",
                                                     "Show all %u",
                                                     self->n_mentions),
                                           self->n_mentions);

  self->title = reader_card_item_new (READER_CARD_TEXT, title, count);
  self->more = reader_card_item_new (READER_CARD_MORE, more, NULL);
}

/**
 * reader_mention_list_new:
 * @library: the connection to read with, on this thread
 * @subject: who or what is named, or when
 * @n_mentions: how many there are in @text
 *
 * Returns: (transfer full): the mentions of @subject in @text, the first few of them shown
 */
ReaderMentionList *
reader_mention_list_new (TriLibrary *library,
                         const ReaderSubject *subject,
                         TriText *text,
                         guint n_mentions)
{
  ReaderMentionList *self = g_object_new (READER_TYPE_MENTION_LIST, NULL);

  self->library = g_object_ref (library);
  self->entity = subject->entity;
  self->edtf = g_strdup (subject->edtf);
  self->text = g_object_ref (text);
  self->n_mentions = n_mentions;
  /* One hidden mention is worth no row that says so. */
  self->n_shown = n_mentions <= READER_MENTIONS_SHOWN + 1 ? n_mentions : READER_MENTIONS_SHOWN;
  make_fixed_rows (self);
  return self;
}

/**
 * reader_mention_list_expand:
 *
 * Shows all mentions.
 */
void
reader_mention_list_expand (ReaderMentionList *self)
{
  guint old = self->n_shown;

  if (old == self->n_mentions)
    return;

  self->n_shown = self->n_mentions;
  g_list_model_items_changed (G_LIST_MODEL (self), 1 + old, 1, self->n_mentions - old);
}

gint64
reader_mention_list_get_text (ReaderMentionList *self)
{
  return self->text->id;
}

gboolean
reader_mention_list_is_expanded (ReaderMentionList *self)
{
  return self->n_shown == self->n_mentions;
}
