/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "formats/tri-builder.h"
#include "formats/tri-xml.h"

G_BEGIN_DECLS

/**
 * TriBible:
 *
 * What the readers of Bibles share (OSIS, USFX, Zefania): books and chapters as divisions, each
 * verse a passage whose key is its OSIS id ("Gen.1.1"; further ids are anchors), and which shows
 * its number as an item does, the first of a chapter with that of the chapter ("1:1"); what stands
 * outside of verses as paragraphs. Paragraphs and lines of poetry that part a verse part lines of
 * its passage. A heading in a verse comes behind it.
 */
typedef struct _TriBible TriBible;

TriBible *tri_bible_new (TriXml *xml, TriDraft *draft, guint sample) G_GNUC_WARN_UNUSED_RESULT;
void tri_bible_free (TriBible *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (TriBible, tri_bible_free)

/* @lang: as the file says, or %NULL. */
void tri_bible_begin_text (TriBible *self, const char *lang, const char *title);
void tri_bible_end_text (TriBible *self);
gboolean tri_bible_is_in_text (const TriBible *self);
/* @self: (nullable) */
gboolean tri_bible_has_passages (const TriBible *self);

/* @title: (nullable): its main heading where it has none of its own */
void tri_bible_begin_book (TriBible *self, const char *id, const char *title);
void tri_bible_end_book (TriBible *self);
const char *tri_bible_get_book (const TriBible *self);
/* @number: as it is called in the contents */
void tri_bible_begin_chapter (TriBible *self, const char *id, const char *number);
void tri_bible_end_chapter (TriBible *self);

/* @ids: parted by blanks; @number: (nullable): as the file writes it */
void tri_bible_begin_verse (TriBible *self, const char *ids, const char *number);
void tri_bible_end_verse (TriBible *self);
/* Of "3", "3a" or "3-5" in a chapter ("Gen.1"). */
void tri_bible_begin_verse_in (TriBible *self, const char *chapter, const char *number);

void tri_bible_append (TriBible *self, const char *text, gsize n_bytes);
void tri_bible_break_line (TriBible *self);
/* A paragraph begins or ends. */
void tri_bible_break_paragraph (TriBible *self);
/* Spans are closed in the order in which they were opened, backwards; they may go on from a verse
 * into the next one. */
void tri_bible_open_span (TriBible *self, TriSpanKind kind, const char *value);
void tri_bible_close_span (TriBible *self);
void tri_bible_begin_note (TriBible *self);
void tri_bible_end_note (TriBible *self);
gboolean tri_bible_is_in_note (const TriBible *self);
/* @is_main: of the book; @key: (nullable) what it is the title of */
void tri_bible_begin_title (TriBible *self, guint level, gboolean is_main, const char *key);
void tri_bible_end_title (TriBible *self);
/* What the contents call the book, whatever its headings say. */
void tri_bible_name_book (TriBible *self, const char *title);

/* The OSIS name of a book by that of USFM and USFX ("GEN"), or by its number of the 66; NULL for
 * none. */
const char *tri_bible_find_book (const char *code);
const char *tri_bible_find_numbered (guint number);
/* Adds an id to others as we write them. */
void tri_bible_append_id (GString *ids, const char *id);
/* What stands before a verse that has these ids, and those between them. */
void tri_bible_append_number (GString *out, const char *first, const char *last);
/* The ids of verse "3", "3a" or "3-5" in a chapter. */
char *tri_bible_dup_ids (const char *chapter, const char *number) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
