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
 * @bytes: (nullable): what to read instead of the file: a member of an archive, what was pasted.
 *   @path is the archive then, @name names the member, too ("book.epub: ch1.xhtml")
 * @sample: 0 to read all; else so many units (passages of each text) are enough, and a reader that
 *   has to read far ahead may stop there as if the file ended
 *
 * What a format reader reads, by tri_source_open(): gzip and xz around it are taken off there.
 */
typedef struct
{
  const char *path;
  const char *name;
  const char *lang;
  GBytes *bytes;
  guint sample;
} TriSource;

/**
 * TriFormatFlags:
 * @TRI_FORMAT_GUESSES_LANG: what it says of the language is a guess by the words
 * @TRI_FORMAT_IDS_CORRESPOND: passages of two texts with the same key are the same passage in two
 *   languages: verses of the Bible, lines of line-aligned files. Texts of such files are tied by
 *   their keys at the end of the import
 * @TRI_FORMAT_LINKS: no texts, but links between the texts of other files of the same import
 * @TRI_FORMAT_UNITS: an exchange of units that are aligned already: TMX, XLIFF, a table
 */
typedef enum
{
  TRI_FORMAT_NONE = 0,
  TRI_FORMAT_GUESSES_LANG = 1 << 0,
  TRI_FORMAT_IDS_CORRESPOND = 1 << 1,
  TRI_FORMAT_LINKS = 1 << 2,
  TRI_FORMAT_UNITS = 1 << 3,
} TriFormatFlags;

/**
 * TriFormat:
 * @nick: "tei", "markdown", "plain"
 * @label: what people call it, "TEI P5", to be translated
 * @flags: what is to be known of it before a file is read
 * @sniff: how sure it is that these are its files, 0 (no) to 100, from the first bytes (up to 4096)
 * and the name (without a suffix .gz or .xz); the bytes are those within gzip or xz
 * @read: reads the whole file into the draft. An error names the file and the line.
 *
 * One format. Formats are const entries of a table, one a file.
 */
typedef struct
{
  const char *nick;
  const char *label;
  TriFormatFlags flags;
  const char *const *extensions; /* "xml", "tei": for file choosers */
  int (*sniff) (const char *name, const guint8 *bytes, gsize n_bytes);
  gboolean (*read) (const TriSource *source,
                    TriDraft *draft,
                    GCancellable *cancellable,
                    GError **error);
} TriFormat;

/* The entries of the table, each in its own file. */
extern const TriFormat tri_format_tei;
extern const TriFormat tri_format_bitext;
extern const TriFormat tri_format_ladder;
extern const TriFormat tri_format_lines;
extern const TriFormat tri_format_osis;
extern const TriFormat tri_format_usfx;
extern const TriFormat tri_format_xces;
extern const TriFormat tri_format_xces_doc;
extern const TriFormat tri_format_zefania;
extern const TriFormat tri_format_docx;
extern const TriFormat tri_format_epub;
extern const TriFormat tri_format_html;
extern const TriFormat tri_format_markdown;
extern const TriFormat tri_format_odt;
extern const TriFormat tri_format_plain;
extern const TriFormat tri_format_po;
extern const TriFormat tri_format_table;
extern const TriFormat tri_format_tmx;
extern const TriFormat tri_format_xliff;

const TriFormat *const *tri_formats_get_all (void);
const TriFormat *tri_formats_find (const char *path, GError **error);
/* All that may read it, the surest first. (element-type TriFormat) */
GPtrArray *tri_formats_list (const char *path, GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* By its nick; NULL for none. */
const TriFormat *tri_formats_find_nick (const char *nick);
char *tri_file_dup_title (const char *name) G_GNUC_WARN_UNUSED_RESULT;

/* What a file is, for the reader to see and change before the import: read without storing,
 * stopped as soon as every text has shown its first passages. */
typedef struct
{
  char *lang;               /* detected or as the file says; "" for unknown */
  gboolean lang_is_encoded; /* the file says so itself */
  char *title;
  char *author;
  char *beginning;     /* the first words */
  GPtrArray *passages; /* (element-type utf8): how the first few begin */
  guint n_passages;    /* seen so far */
} TriPreviewText;

/* So many of the first passages of each text are shown, at most; of so many texts. */
#define TRI_PREVIEW_PASSAGES 8
#define TRI_PREVIEW_TEXTS 64

typedef struct
{
  char *path;
  const TriFormat *format;
  char *work_title; /* or NULL */
  GArray *texts;    /* TriPreviewText */
  guint n_entities;
  guint n_links;           /* seen so far */
  GPtrArray *linked_files; /* the names of the files that its links point into, each once */
  /* the paths of the files that this one takes in, each once: they will be read, too */
  GPtrArray *included_files;
} TriPreview;

TriPreview *tri_preview_new (const char *path,
                             GCancellable *cancellable,
                             GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* @format: (nullable): another than the one that the file looks like */
TriPreview *tri_preview_new_as (const char *path,
                                const TriFormat *format,
                                GCancellable *cancellable,
                                GError **error) G_GNUC_WARN_UNUSED_RESULT;
void tri_preview_free (TriPreview *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (TriPreview, tri_preview_free)

G_END_DECLS
