/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "dialogs/reader-import-file.h"

#include "library/tri-import.h"
#include "library/tri-library-entities.h"

#include <glib/gstdio.h>

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
  g_clear_pointer (&self->formats, g_ptr_array_unref);
  g_clear_object (&self->session);
  g_clear_object (&self->looking);

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

/* What the worker is asked, and what it found out. */
typedef struct
{
  char *path;
  const TriFormat *format;
} Question;

typedef struct
{
  TriPreview *preview;
  GError *error;
  GPtrArray *formats;
  goffset size;
  gint64 work;
  char *title;
  gint64 reg;
  guint n_names;
} Look;

static void
question_free (gpointer data)
{
  Question *self = data;

  g_free (self->path);
  g_free (self);
}

static void
look_free (gpointer data)
{
  Look *self = data;

  g_clear_pointer (&self->preview, tri_preview_free);
  g_clear_error (&self->error);
  g_clear_pointer (&self->formats, g_ptr_array_unref);
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

/* A file that cannot be read as what it looks like may still be read as something else. */
static gpointer
look (TriLibrary *library,
      gpointer data,
      GCancellable *cancellable,
      GError **error)
{
  const Question *question = data;
  g_autoptr (Look) self = g_new0 (Look, 1);
  GStatBuf info = { 0 };

  if (g_stat (question->path, &info) == 0)
    self->size = info.st_size;
  self->formats = tri_formats_list (question->path, &self->error);
  if (self->formats != NULL)
    self->preview = tri_preview_new_as (question->path,
                                        question->format,
                                        cancellable,
                                        &self->error);
  if (g_cancellable_set_error_if_cancelled (cancellable, error))
    return NULL;
  if (self->preview == NULL)
    return g_steal_pointer (&self);

  self->work = tri_library_find_file (library, question->path, &self->title, cancellable, NULL);
  find_register (library, self);

  return g_steal_pointer (&self);
}

static void
take_words (char **place,
            const char *words)
{
  g_free (*place);
  *place = g_strdup (words != NULL ? words : "");
}

static void
take_found (ReaderImportFile *self,
            Look *found)
{
  g_clear_error (&self->error);
  g_clear_pointer (&self->preview, tri_preview_free);
  g_clear_pointer (&self->formats, g_ptr_array_unref);
  self->preview = g_steal_pointer (&found->preview);
  self->error = g_steal_pointer (&found->error);
  self->formats = g_steal_pointer (&found->formats);
  self->size = found->size;
  self->known_work = found->work;
  g_free (self->known_title);
  self->known_title = g_steal_pointer (&found->title);
  self->register_id = found->reg;
  self->n_names = found->n_names;
}

/* What the reader wrote stays. */
static void
take_text (ReaderImportFile *self)
{
  TriPreviewText *text = NULL;

  if (self->preview == NULL || self->preview->texts->len != 1 || self->is_edited)
    return;

  text = &g_array_index (self->preview->texts, TriPreviewText, 0);
  take_words (&self->lang, text->lang);
  take_words (&self->title, text->title);
  take_words (&self->author, text->author);
}

static void
looked_cb (GObject *object,
           GAsyncResult *result,
           gpointer user_data)
{
  g_autoptr (ReaderImportFile) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (Look) found = tri_worker_run_finish (TRI_WORKER (object), result, &error);

  /* The window went, or it is looked at as something else meanwhile. */
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;

  if (found != NULL)
    take_found (self, found);
  else
    self->error = g_steal_pointer (&error);
  take_text (self);

  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}

static void
ask (ReaderImportFile *self)
{
  Question *question = g_new0 (Question, 1);

  question->path = g_strdup (self->path);
  question->format = self->format;
  g_clear_object (&self->looking);
  self->looking = g_cancellable_new ();
  tri_worker_run_async (reader_session_get_asker (self->session),
                        look,
                        question,
                        question_free,
                        look_free,
                        self->looking,
                        looked_cb,
                        g_object_ref (self));
}

/**
 * reader_import_file_look:
 * @session: whose worker looks
 *
 * Looks into the file; "changed" says when that is done.
 */
void
reader_import_file_look (ReaderImportFile *self,
                         ReaderSession *session)
{
  g_return_if_fail (READER_IS_IMPORT_FILE (self));

  g_set_object (&self->session, session);
  ask (self);
}

/**
 * reader_import_file_stop:
 *
 * Nobody wants to know any more what is in it.
 */
void
reader_import_file_stop (ReaderImportFile *self)
{
  g_return_if_fail (READER_IS_IMPORT_FILE (self));

  if (self->looking != NULL)
    g_cancellable_cancel (self->looking);
}

void
reader_import_file_set_format (ReaderImportFile *self,
                               const TriFormat *format)
{
  g_return_if_fail (READER_IS_IMPORT_FILE (self));

  if (self->session == NULL || reader_import_file_get_format (self) == format)
    return;

  self->format = format;
  reader_import_file_stop (self);
  g_clear_pointer (&self->preview, tri_preview_free);
  g_clear_error (&self->error);
  ask (self);
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}

/**
 * reader_import_file_get_format:
 *
 * Returns: (transfer none) (nullable): as what it is read; %NULL while that is not known
 */
const TriFormat *
reader_import_file_get_format (ReaderImportFile *self)
{
  g_return_val_if_fail (READER_IS_IMPORT_FILE (self), NULL);

  if (self->format != NULL)
    return self->format;

  return self->formats != NULL ? g_ptr_array_index (self->formats, 0) : NULL;
}

gboolean
reader_import_file_is_new (ReaderImportFile *self)
{
  g_return_val_if_fail (READER_IS_IMPORT_FILE (self), FALSE);

  return self->preview != NULL && self->known_work == 0;
}

/* What the reader chose is of the only text, or of those for which the file names none. */
const char *
reader_import_file_get_lang (ReaderImportFile *self,
                             guint text)
{
  const char *own = NULL;

  g_return_val_if_fail (READER_IS_IMPORT_FILE (self) && self->preview != NULL, "");

  own = g_array_index (self->preview->texts, TriPreviewText, text).lang;

  return self->preview->texts->len == 1 || *own == '\0' ? self->lang : own;
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

  for (guint i = 0; i < self->preview->texts->len; i++)
    if (*reader_import_file_get_lang (self, i) == '\0')
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
