/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* What a reader writes in a note: paragraphs, "- " items and "> " quotations, in them *emphasis*,
 * **strong**, `code` and [words](target). A line that ends ends. Nothing else is markup, HTML least
 * of all; "\" before a sign takes its meaning away. Reading takes time in proportion to the note,
 * whatever is in it, and loses none of its words. */

typedef enum
{
  TRI_NOTE_PARAGRAPH,
  TRI_NOTE_ITEM,
  TRI_NOTE_QUOTATION,
} TriNoteBlockKind;

typedef enum
{
  TRI_NOTE_PLAIN = 0,
  TRI_NOTE_EMPHASIS = 1 << 0,
  TRI_NOTE_STRONG = 1 << 1,
  TRI_NOTE_CODE = 1 << 2,
} TriNoteStyle;

/* Where words lead to; only these are links. */
typedef enum
{
  TRI_NOTE_TO_NOTHING,
  TRI_NOTE_TO_ENTITY,   /* triptych:entity/UUID */
  TRI_NOTE_TO_PASSAGE,  /* triptych:passage/TEXT-UUID/KEY */
  TRI_NOTE_TO_BOOKMARK, /* triptych:bookmark/UUID */
} TriNoteTargetKind;

/**
 * TriNoteSpan:
 * @text: valid UTF-8 without control characters but "\n", where a line ends
 * @style: #TriNoteStyle, several
 * @target: (nullable): as it was written, when it leads somewhere
 *
 * A run of words.
 */
typedef struct
{
  char *text;
  guint style;
  char *target;
} TriNoteSpan;

/**
 * TriNoteBlock:
 * @spans: (element-type TriNoteSpan): at least one
 */
typedef struct
{
  TriNoteBlockKind kind;
  GPtrArray *spans;
} TriNoteBlock;

/**
 * TriNoteTarget:
 * @uuid: of the entity, the bookmark or the text
 * @key: of the passage in the text, else %NULL
 */
typedef struct
{
  TriNoteTargetKind kind;
  char *uuid;
  char *key;
} TriNoteTarget;

/* (element-type TriNoteBlock); @limit: of bytes to read, or 0 for all of the note. */
GPtrArray *tri_note_parse (const char *note, gsize limit) G_GNUC_WARN_UNUSED_RESULT;

/* FALSE when it is none of ours: nothing to follow, then. Free what is filled in by
 * tri_note_target_clear(). */
gboolean tri_note_target_parse (const char *address, TriNoteTarget *target);
void tri_note_target_clear (TriNoteTarget *target);
/* @key: of a passage, else %NULL. */
char *tri_note_target_write (TriNoteTargetKind kind,
                             const char *uuid,
                             const char *key) G_GNUC_WARN_UNUSED_RESULT;
/* "[words](target)", with a "\" before what would be markup in the words. */
char *tri_note_write_link (const char *words, const char *target) G_GNUC_WARN_UNUSED_RESULT;

/* The words alone; items with a bullet, quotations indented. */
char *tri_note_to_text (GPtrArray *blocks) G_GNUC_WARN_UNUSED_RESULT;
/* Well-formed XHTML blocks, links by the targets as they stand. */
char *tri_note_to_html (GPtrArray *blocks) G_GNUC_WARN_UNUSED_RESULT;
/* What a GtkLabel takes; without links (in a tooltip, say) it is Pango's markup alone. */
char *tri_note_to_markup (GPtrArray *blocks, gboolean with_links) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
