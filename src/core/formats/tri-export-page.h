/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "formats/tri-export-rows.h"

G_BEGIN_DECLS

/**
 * TriExportPage:
 *
 * Rows as HTML, for a page of its own and for the chapters of a book: elements that are XHTML, too.
 * Texts side by side are a table, in a book rows of boxes, which a narrow page puts one below the
 * other. What belongs to a text says its language.
 *
 * A passage is called "t1-p12", the twelfth of the first text from 0; a division "t1-d12-2", by its
 * first passage and level; the mark of a note "r-t1-p13", after the note's passage.
 */
typedef struct _TriExportPage TriExportPage;

TriExportPage *tri_export_page_new (TriLibrary *library,
                                    TriExportRows *rows,
                                    const TriExportOptions *options,
                                    gboolean is_book) G_GNUC_WARN_UNUSED_RESULT;
void tri_export_page_free (TriExportPage *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (TriExportPage, tri_export_page_free)

void tri_export_page_append_row (TriExportPage *self, GString *out, const TriExportRow *row);
/* Ends what is open, and puts the notes that wait. */
void tri_export_page_close (TriExportPage *self, GString *out);
/* How many bytes of notes wait. */
gsize tri_export_page_count_waiting (TriExportPage *self);

/* --- What others write beside it */

char *tri_export_page_dup_division_id (guint text, TriDivision *division) G_GNUC_WARN_UNUSED_RESULT;
/* The years of an EDTF date, to be read. */
char *tri_export_page_dup_years (const char *edtf) G_GNUC_WARN_UNUSED_RESULT;
/* Text, with a line break as br. */
void tri_export_page_append_words (GString *out, const char *text, gssize length);
/* lang="…", in a book xml:lang, too, and the direction when it is written from right to left. */
void tri_export_page_append_lang (GString *out, const char *lang, gboolean is_book);
/* What a text is called, and who wrote it. */
void tri_export_page_append_title (GString *out, TriText *text);
/* The language of what the program itself says, BCP 47. */
const char *tri_export_page_get_own_lang (void);

G_END_DECLS
