/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "formats/tri-format.h"
#include "reader-session.h"

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * ReaderImportFile:
 * @path: the file
 * @preview: what is in it, %NULL until that is known
 * @error: why it cannot be read, or %NULL
 * @lang: what the reader chose or accepted, "" for unknown; likewise @title and @author
 * @known_work: the work of the library that was imported from this very file, or 0; it is not
 * imported again
 * @register_id: the register that speaks of the same, or 0; so many of its names stand at the
 * beginning
 *
 * A file that the reader is about to import. Signal "changed": it was looked into.
 */
struct _ReaderImportFile
{
  GObject parent_instance;
  char *path;
  TriPreview *preview;
  GError *error;
  char *lang;
  char *title;
  char *author;
  gint64 known_work;
  char *known_title;
  gint64 register_id;
  guint n_names;
};

#define READER_TYPE_IMPORT_FILE (reader_import_file_get_type ())
G_DECLARE_FINAL_TYPE (ReaderImportFile, reader_import_file, READER, IMPORT_FILE, GObject)

ReaderImportFile *reader_import_file_new (const char *path) G_GNUC_WARN_UNUSED_RESULT;
void reader_import_file_look (ReaderImportFile *self,
                              ReaderSession *session,
                              GCancellable *cancellable);
gboolean reader_import_file_is_ready (ReaderImportFile *self);
char *reader_import_file_dup_name (ReaderImportFile *self) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
