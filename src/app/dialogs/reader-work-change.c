/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "dialogs/reader-work-change.h"

typedef struct
{
  gint64 id;
  char *lang;
  char *title;
  char *author;
} TextChange;

static void
text_change_clear (gpointer data)
{
  TextChange *change = data;

  g_free (change->lang);
  g_free (change->title);
  g_free (change->author);
}

/**
 * reader_work_change_new:
 * @work: the work
 *
 * Returns: (transfer full): nothing that is other yet
 */
ReaderWorkChange *
reader_work_change_new (gint64 work)
{
  ReaderWorkChange *self = g_new0 (ReaderWorkChange, 1);

  self->work = work;
  self->kind = -1;
  self->texts = g_array_new (FALSE, TRUE, sizeof (TextChange));
  g_array_set_clear_func (self->texts, text_change_clear);
  self->removed = g_array_new (FALSE, FALSE, sizeof (gint64));

  return self;
}

void
reader_work_change_free (gpointer data)
{
  ReaderWorkChange *self = data;

  g_free (self->title);
  g_array_unref (self->texts);
  g_array_unref (self->removed);
  g_clear_pointer (&self->order, g_array_unref);
  g_free (self);
}

/**
 * reader_work_change_add_text:
 * @text: of the work, as which it shall be known from now on
 */
void
reader_work_change_add_text (ReaderWorkChange *self,
                             gint64 text,
                             const char *lang,
                             const char *title,
                             const char *author)
{
  const TextChange change = { text, g_strdup (lang), g_strdup (title), g_strdup (author) };

  g_array_append_val (self->texts, change);
}

static gboolean
store_texts (ReaderWorkChange *self,
             TriLibrary *library,
             GError **error)
{
  for (guint i = 0; i < self->texts->len; i++)
    {
      TextChange *text = &g_array_index (self->texts, TextChange, i);

      if (!tri_library_edit_text (library, text->id, text->lang, text->title, text->author, error))
        return FALSE;
    }
  for (guint i = 0; i < self->removed->len; i++)
    if (!tri_library_remove_text (library, g_array_index (self->removed, gint64, i), error))
      return FALSE;

  return self->order == NULL
         || tri_library_order_texts (library,
                                     self->work,
                                     (const gint64 *) (gconstpointer) self->order->data,
                                     self->order->len,
                                     error);
}

/**
 * reader_work_change_store:
 * @data: (type ReaderWorkChange): what is other
 *
 * Each thing that is other is an act of its own. For a worker.
 *
 * Returns: not %NULL when all is stored
 */
gpointer
reader_work_change_store (TriLibrary *library,
                          gpointer data,
                          GCancellable *cancellable,
                          GError **error)
{
  ReaderWorkChange *self = data;

  if (!store_texts (self, library, error))
    return NULL;
  if (self->kind >= 0
      && !tri_library_set_work_kind (library, self->work, (TriWorkKind) self->kind, error))
    return NULL;
  if (self->title != NULL && !tri_library_rename_work (library, self->work, self->title, error))
    return NULL;

  return GINT_TO_POINTER (TRUE);
}
