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
 * @formats: (element-type TriFormat) (nullable): as what it may be read, the likeliest first
 * @format: (nullable): as what the reader wants it to be read; %NULL: as the first of @formats
 * @size: in bytes
 * @known_work: the work of the library that was imported from this very file, or 0; it is not
 * imported again
 * @register_id: the register that speaks of the same, or 0; so many of its names stand at the
 * beginning
 * @is_edited: the reader wrote in @lang, @title or @author
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
  GPtrArray *formats;
  const TriFormat *format;
  goffset size;
  gint64 known_work;
  char *known_title;
  gint64 register_id;
  guint n_names;
  gboolean is_edited;
  ReaderSession *session;
  GCancellable *looking;
};

#define READER_TYPE_IMPORT_FILE (reader_import_file_get_type ())
G_DECLARE_FINAL_TYPE (ReaderImportFile, reader_import_file, READER, IMPORT_FILE, GObject)

ReaderImportFile *reader_import_file_new (const char *path) G_GNUC_WARN_UNUSED_RESULT;
void reader_import_file_look (ReaderImportFile *self, ReaderSession *session);
void reader_import_file_stop (ReaderImportFile *self);
/* As another format, or as what it looks like (%NULL). */
void reader_import_file_set_format (ReaderImportFile *self, const TriFormat *format);
const TriFormat *reader_import_file_get_format (ReaderImportFile *self);
/* Whether it brings texts that the library does not have. */
gboolean reader_import_file_is_new (ReaderImportFile *self);
/* Of its texts, as it will be imported; "" while unknown. */
const char *reader_import_file_get_lang (ReaderImportFile *self, guint text);
gboolean reader_import_file_is_ready (ReaderImportFile *self);
char *reader_import_file_dup_name (ReaderImportFile *self) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
