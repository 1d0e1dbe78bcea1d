/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "reader-card-rows.h"

#include "reader-panel-words.h"
#include "view/reader-mark-words.h"

#include <glib/gi18n.h>
#include <gtk/gtk.h>

struct _ReaderCardRows
{
  GObject parent_instance;

  GListModel *rows;
  GListStore *head;
  GListStore *mentions; /* of ReaderMentionList */
  GListStore *together;
  GListStore *bookmarks;
  GListStore *elsewhere; /* of GListModel: titles, and ReaderMentionList */
  GHashTable *works;     /* gint64 text → gint64 work, of the texts elsewhere */
};

/* Rows in which the current mention is looked for: more are there only in a list shown whole. */
#define MAX_SEARCHED 2000

G_DEFINE_FINAL_TYPE (ReaderCardRows, reader_card_rows, G_TYPE_OBJECT)

static void
add (GListStore *store, gpointer take)
{
  g_list_store_append (store, take);
  g_object_unref (take);
}

static void
clear (GListStore *store)
{
  if (g_list_model_get_n_items (G_LIST_MODEL (store)) > 0)
    g_list_store_remove_all (store);
}

static void
add_title (GListStore *lists, ReaderCardKind kind, const char *title, guint count)
{
  g_autofree char *suffix = count > 0 ? g_strdup_printf ("%u", count) : NULL;
  GListStore *list = g_list_store_new (READER_TYPE_CARD_ITEM);

  add (list, reader_card_item_new (kind, title, suffix));
  add (lists, list);
}

static void
show_together (ReaderCardRows *self, GPtrArray *entities)
{
  if (entities->len)
    add (self->together,
         reader_card_item_new (READER_CARD_SECTION, _ ("Named together with"), NULL));
  for (guint i = 0; i < entities->len; i++)
    {
      TriEntity *entity = entities->pdata[i];
      const char *name = tri_entity_get_name (entity, reader_panel_words_get_language ());
      g_autofree char *count = g_strdup_printf ("%u", entity->n_mentions);
      ReaderCardItem *item = reader_card_item_new (READER_CARD_ENTITY, name, count);

      item->entity = g_object_ref (entity);
      add (self->together, item);
    }
}

/* A bookmark without a colour says nothing: it has its icon. */
static char *
dup_sign (TriBookmark *bookmark)
{
  const char *kind = reader_mark_words_for_kind (bookmark->kind);
  const char *colour = reader_panel_words_for_colour (bookmark->colour);

  if (bookmark->colour[0] == '\0')
    return bookmark->kind == TRI_MARK_BOOKMARK ? NULL : g_strdup (kind);
  if (bookmark->kind == TRI_MARK_BOOKMARK)
    return g_strdup (colour);
  return g_strdup_printf ("%s, %s", kind, colour);
}

static void
show_bookmarks (ReaderCardRows *self, GPtrArray *bookmarks)
{
  if (bookmarks->len)
    add (self->bookmarks, reader_card_item_new (READER_CARD_SECTION, _ ("Bookmarks"), NULL));
  for (guint i = 0; i < bookmarks->len; i++)
    {
      TriBookmark *bookmark = bookmarks->pdata[i];
      g_autofree char *sign = dup_sign (bookmark);
      g_autofree char *quote = reader_panel_words_dup_line (bookmark->quote);
      ReaderCardItem *item = reader_card_item_new (READER_CARD_BOOKMARK,
                                                   quote,
                                                   sign);

      item->bookmark = g_object_ref (bookmark);
      add (self->bookmarks, item);
    }
}

/* A work with one text has no title of its own: that of the text says it. */
static void
show_work (ReaderCardRows *self,
           TriWork *work,
           const guint *counts,
           TriLibrary *library,
           const ReaderSubject *subject)
{
  guint total = 0;

  for (guint i = 0; i < work->texts->len; i++)
    total += counts[i];
  if (work->texts->len > 1)
    add_title (self->elsewhere, READER_CARD_WORK, work->title, total);
  for (guint i = 0; i < work->texts->len; i++)
    {
      TriText *text = work->texts->pdata[i];

      if (counts[i] == 0)
        continue;
      g_hash_table_insert (self->works,
                           g_memdup2 (&text->id, sizeof text->id),
                           g_memdup2 (&work->id, sizeof work->id));
      add (self->elsewhere, reader_mention_list_new (library, subject, text, counts[i]));
    }
}

/* A list in @lists, NULL for a title over one. */
static ReaderMentionList *
get_list (GListStore *lists, guint i)
{
  g_autoptr (GObject) list = g_list_model_get_item (G_LIST_MODEL (lists), i);

  /* The store holds it too. */
  return READER_IS_MENTION_LIST (list) ? READER_MENTION_LIST (list) : NULL;
}

static gboolean
expand_in (GListStore *lists, ReaderCardItem *more)
{
  guint n = g_list_model_get_n_items (G_LIST_MODEL (lists));

  for (guint i = 0; i < n; i++)
    {
      ReaderMentionList *list = get_list (lists, i);
      guint last = list ? g_list_model_get_n_items (G_LIST_MODEL (list)) : 0;
      g_autoptr (ReaderCardItem) item = NULL;

      if (last > 0)
        item = g_list_model_get_item (G_LIST_MODEL (list), last - 1);
      if (!item || item != more)
        continue;
      reader_mention_list_expand (list);
      return TRUE;
    }
  return FALSE;
}

static void
expand_text (GListStore *lists, gint64 text)
{
  guint n = g_list_model_get_n_items (G_LIST_MODEL (lists));

  for (guint i = 0; i < n; i++)
    {
      ReaderMentionList *list = get_list (lists, i);

      if (list && reader_mention_list_get_text (list) == text)
        reader_mention_list_expand (list);
    }
}

static gboolean
find (ReaderCardRows *self, gint64 mention, guint *position)
{
  guint n = MIN (g_list_model_get_n_items (self->rows), MAX_SEARCHED);

  for (guint i = 0; i < n; i++)
    {
      g_autoptr (ReaderCardItem) item = g_list_model_get_item (self->rows, i);

      if (!item || !item->context || item->context->mention.id != mention)
        continue;
      *position = i;
      return TRUE;
    }
  return FALSE;
}

static void
reader_card_rows_dispose (GObject *object)
{
  ReaderCardRows *self = READER_CARD_ROWS (object);

  g_clear_object (&self->rows);
  g_clear_object (&self->head);
  g_clear_object (&self->mentions);
  g_clear_object (&self->together);
  g_clear_object (&self->bookmarks);
  g_clear_object (&self->elsewhere);
  g_clear_pointer (&self->works, g_hash_table_unref);

  G_OBJECT_CLASS (reader_card_rows_parent_class)->dispose (object);
}

static void
reader_card_rows_class_init (ReaderCardRowsClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = reader_card_rows_dispose;
}

static GListModel *
flatten (GListStore *lists)
{
  return G_LIST_MODEL (gtk_flatten_list_model_new (G_LIST_MODEL (g_object_ref (lists))));
}

static void
reader_card_rows_init (ReaderCardRows *self)
{
  GListStore *lists = g_list_store_new (G_TYPE_LIST_MODEL);

  self->head = g_list_store_new (READER_TYPE_CARD_ITEM);
  self->mentions = g_list_store_new (G_TYPE_LIST_MODEL);
  self->together = g_list_store_new (READER_TYPE_CARD_ITEM);
  self->bookmarks = g_list_store_new (READER_TYPE_CARD_ITEM);
  self->elsewhere = g_list_store_new (G_TYPE_LIST_MODEL);
  self->works = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, g_free);
  add (self->head, reader_card_item_new (READER_CARD_HEAD, "", NULL));

  g_list_store_append (lists, self->head);
  add (lists, flatten (self->mentions));
  g_list_store_append (lists, self->together);
  g_list_store_append (lists, self->bookmarks);
  add (lists, flatten (self->elsewhere));
  self->rows = flatten (lists);
  g_object_unref (lists);
}

ReaderCardRows *
reader_card_rows_new (void)
{
  return g_object_new (READER_TYPE_CARD_ROWS, NULL);
}

GListModel *
reader_card_rows_get_model (ReaderCardRows *self)
{
  return self->rows;
}

void
reader_card_rows_clear_mentions (ReaderCardRows *self)
{
  clear (self->mentions);
}

/**
 * reader_card_rows_add_mentions:
 * @take: (transfer full): those in a text of the work that is read
 */
void
reader_card_rows_add_mentions (ReaderCardRows *self, ReaderMentionList *take)
{
  add (self->mentions, take);
}

/**
 * reader_card_rows_clear_answer:
 *
 * Forgets what a worker answered about another entity.
 */
void
reader_card_rows_clear_answer (ReaderCardRows *self)
{
  clear (self->together);
  clear (self->bookmarks);
  clear (self->elsewhere);
  g_hash_table_remove_all (self->works);
}

/**
 * reader_card_rows_show_answer:
 * @library: the connection to read mentions with, on this thread
 * @subject: who or what was asked about
 */
void
reader_card_rows_show_answer (ReaderCardRows *self,
                              ReaderCardAnswer *answer,
                              TriLibrary *library,
                              const ReaderSubject *subject)
{
  guint n = 0;

  reader_card_rows_clear_answer (self);
  show_together (self, answer->together);
  show_bookmarks (self, answer->bookmarks);
  if (answer->works->len)
    add_title (self->elsewhere, READER_CARD_SECTION, _ ("In other works"), 0);
  for (guint i = 0; i < answer->works->len; i++)
    {
      TriWork *work = answer->works->pdata[i];

      show_work (self, work, &g_array_index (answer->counts, guint, n), library, subject);
      n += work->texts->len;
    }
}

/**
 * reader_card_rows_expand:
 * @more: the row that stands for those not listed yet
 */
void
reader_card_rows_expand (ReaderCardRows *self, ReaderCardItem *more)
{
  if (!expand_in (self->mentions, more))
    expand_in (self->elsewhere, more);
}

/**
 * reader_card_rows_find:
 * @text: where the mention is; its mentions are all listed if need be
 *
 * Returns: whether the mention is listed
 */
gboolean
reader_card_rows_find (ReaderCardRows *self, gint64 text, gint64 mention, guint *position)
{
  if (find (self, mention, position))
    return TRUE;
  expand_text (self->mentions, text);
  expand_text (self->elsewhere, text);
  return find (self, mention, position);
}

/**
 * reader_card_rows_get_work_of:
 *
 * Returns: the other work that a text belongs to, 0 for a text of the work that is read
 */
gint64
reader_card_rows_get_work_of (ReaderCardRows *self, gint64 text)
{
  const gint64 *work = g_hash_table_lookup (self->works, &text);

  return work ? *work : 0;
}
