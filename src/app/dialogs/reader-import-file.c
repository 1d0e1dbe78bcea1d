/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "dialogs/reader-import-file.h"

#include "library/tri-import.h"
#include "library/tri-library-entities.h"

G_DEFINE_FINAL_TYPE (ReaderImportFile, reader_import_file, G_TYPE_OBJECT)

enum
{
  SIGNAL_CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static void
reader_import_file_finalize (GObject *object)
{
  ReaderImportFile *self = READER_IMPORT_FILE (object);

  g_free (self->path);
  g_clear_pointer (&self->preview, tri_preview_free);
  g_clear_error (&self->error);
  g_free (self->lang);
  g_free (self->title);
  g_free (self->author);
  g_free (self->known_title);

  G_OBJECT_CLASS (reader_import_file_parent_class)->finalize (object);
}

static void
reader_import_file_class_init (ReaderImportFileClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = reader_import_file_finalize;

  signals[SIGNAL_CHANGED] = g_signal_new ("changed",
                                          READER_TYPE_IMPORT_FILE,
                                          G_SIGNAL_RUN_LAST,
                                          0,
                                          NULL,
                                          NULL,
                                          NULL,
                                          G_TYPE_NONE,
                                          0);
}

static void
reader_import_file_init (ReaderImportFile *self)
{
  self->lang = g_strdup ("");
  self->title = g_strdup ("");
  self->author = g_strdup ("");
}

/**
 * reader_import_file_new:
 * @path: (type filename): the file
 *
 * Returns: (transfer full): the file, not looked into yet
 */
ReaderImportFile *
reader_import_file_new (const char *path)
{
  ReaderImportFile *self = g_object_new (READER_TYPE_IMPORT_FILE, NULL);

  self->path = g_strdup (path);

  return self;
}

/* What the worker found out. */
typedef struct
{
  TriPreview *preview;
  gint64 work;
  char *title;
  gint64 reg;
  guint n_names;
} Look;

static void
look_free (gpointer data)
{
  Look *self = data;

  g_clear_pointer (&self->preview, tri_preview_free);
  g_free (self->title);
  g_free (self);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Look, look_free)

static void
find_register (TriLibrary *library,
               Look *self)
{
  g_autoptr (GString) words = g_string_new (NULL);

  for (guint i = 0; i < self->preview->texts->len; i++)
    {
      TriPreviewText *text = &g_array_index (self->preview->texts, TriPreviewText, i);

      g_string_append_printf (words,
                              " %s %s",
                              text->title != NULL ? text->title : "",
                              text->beginning != NULL ? text->beginning : "");
    }
  self->reg = tri_library_suggest_register (library, words->str, &self->n_names, NULL);
}

static gpointer
look (TriLibrary *library,
      gpointer data,
      GCancellable *cancellable,
      GError **error)
{
  g_autoptr (Look) self = g_new0 (Look, 1);

  self->preview = tri_preview_new (data, cancellable, error);
  if (self->preview == NULL)
    return NULL;

  self->work = tri_library_find_file (library, data, &self->title, cancellable, NULL);
  find_register (library, self);

  return g_steal_pointer (&self);
}

static char *
take_words (const char *words)
{
  return g_strdup (words != NULL ? words : "");
}

static void
take_found (ReaderImportFile *self,
            Look *found)
{
  self->preview = g_steal_pointer (&found->preview);
  self->known_work = found->work;
  self->known_title = g_steal_pointer (&found->title);
  self->register_id = found->reg;
  self->n_names = found->n_names;
}

static void
looked_cb (GObject *object,
           GAsyncResult *result,
           gpointer user_data)
{
  g_autoptr (ReaderImportFile) self = user_data;
  g_autoptr (Look) found = tri_worker_run_finish (TRI_WORKER (object), result, &self->error);

  if (found != NULL)
    take_found (self, found);
  if (self->preview != NULL && self->preview->texts->len == 1)
    {
      TriPreviewText *text = &g_array_index (self->preview->texts, TriPreviewText, 0);

      g_free (self->lang);
      g_free (self->title);
      g_free (self->author);
      self->lang = take_words (text->lang);
      self->title = take_words (text->title);
      self->author = take_words (text->author);
    }

  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}

/**
 * reader_import_file_look:
 * @session: whose worker looks
 * @cancellable: (nullable): to stop
 *
 * Looks into the file; "changed" says when that is done.
 */
void
reader_import_file_look (ReaderImportFile *self,
                         ReaderSession *session,
                         GCancellable *cancellable)
{
  g_return_if_fail (READER_IS_IMPORT_FILE (self));

  tri_worker_run_async (reader_session_get_asker (session),
                        look,
                        g_strdup (self->path),
                        g_free,
                        look_free,
                        cancellable,
                        looked_cb,
                        g_object_ref (self));
}

/**
 * reader_import_file_is_ready:
 *
 * Returns: whether nothing more need be known before it is imported
 */
gboolean
reader_import_file_is_ready (ReaderImportFile *self)
{
  g_return_val_if_fail (READER_IS_IMPORT_FILE (self), FALSE);

  if (self->preview == NULL)
    return FALSE;
  if (self->known_work != 0)
    return TRUE;

  if (self->preview->texts->len == 1)
    return *self->lang != '\0';

  for (guint i = 0; i < self->preview->texts->len; i++)
    if (*g_array_index (self->preview->texts, TriPreviewText, i).lang == '\0'
        && *self->lang == '\0')
      return FALSE;

  return TRUE;
}

/**
 * reader_import_file_dup_name:
 *
 * Returns: (transfer full): its name without folders, valid UTF-8
 */
char *
reader_import_file_dup_name (ReaderImportFile *self)
{
  g_return_val_if_fail (READER_IS_IMPORT_FILE (self), NULL);

  return g_filename_display_basename (self->path);
}
