/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "formats/tri-draft.h"

G_BEGIN_DECLS

/**
 * TriSource:
 * @path: the file
 * @name: its base name for messages, valid UTF-8
 * @lang: (nullable): the language the reader chose for texts that do not name one themselves, else
 * %NULL
 *
 * What a format reader reads. The whole of a plain text or Markdown file is at hand in memory
 * (limits in tri-plain-load.h); TEI is streamed from @path.
 */
typedef struct
{
  const char *path;
  const char *name;
  const char *lang;
} TriSource;

/**
 * TriFormat:
 * @nick: "tei", "markdown", "plain"
 * @sniff: how sure it is that these are its files, 0 (no) to 100, from the first bytes (up to 4096)
 * and the name
 * @read: reads the whole file into the draft. An error names the file and the line.
 *
 * One format. Formats are const entries of a table, one a file.
 */
typedef struct
{
  const char *nick;
  const char *const *extensions; /* "xml", "tei": for file choosers */
  int (*sniff) (const char *name, const guint8 *bytes, gsize n_bytes);
  gboolean (*read) (const TriSource *source,
                    TriDraft *draft,
                    GCancellable *cancellable,
                    GError **error);
} TriFormat;

/* The entries of the table, each in its own file. */
extern const TriFormat tri_format_tei;
extern const TriFormat tri_format_markdown;
extern const TriFormat tri_format_plain;

const TriFormat *const *tri_formats_get_all (void);
const TriFormat *tri_formats_find (const char *path, GError **error);
char *tri_file_dup_title (const char *name) G_GNUC_WARN_UNUSED_RESULT;

/* What a file is, for the reader to see and change before the import: read without storing,
 * stopped as soon as every text has shown its first passages. */
typedef struct
{
  char *lang;               /* detected or as the file says; "" for unknown */
  gboolean lang_is_encoded; /* the file says so itself */
  char *title;
  char *author;
  char *beginning;  /* the first words */
  guint n_passages; /* seen so far */
} TriPreviewText;

typedef struct
{
  char *path;
  const TriFormat *format;
  char *work_title; /* or NULL */
  GArray *texts;    /* TriPreviewText */
  guint n_entities;
} TriPreview;

TriPreview *tri_preview_new (const char *path,
                             GCancellable *cancellable,
                             GError **error) G_GNUC_WARN_UNUSED_RESULT;
void tri_preview_free (TriPreview *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (TriPreview, tri_preview_free)

G_END_DECLS
