/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "formats/tri-tei-reader.h"

G_BEGIN_DECLS

/* How deep files may take in files, how many may be taken in, and how long they may be in all. */
#define TRI_TEI_MAX_INCLUSION_DEPTH 8
#define TRI_TEI_MAX_INCLUSIONS 20000
#define TRI_TEI_MAX_INCLUDED ((gsize) 1024 * 1024 * 1024)
/* Of one that is taken in as plain text. */
#define TRI_TEI_MAX_INCLUDED_TEXT ((gsize) 16 * 1024 * 1024)

/* xi:include and what is in it. */
void tri_tei_include_start (TriTeiReader *self, const TriTeiTag *tag);
void tri_tei_include_end (TriTeiReader *self);
/* Whether what comes from a file that is taken in is in the part that is wanted. */
gboolean tri_tei_include_takes_start (TriTeiReader *self, const TriTeiTag *tag);
gboolean tri_tei_include_takes_end (TriTeiReader *self);
gboolean tri_tei_include_takes_text (TriTeiReader *self);
/* The language that stands around the element that comes, NULL but for the first one. */
char *tri_tei_include_steal_lang (TriTeiReader *self);
/* Counts what was read; FALSE when it is too much, with the error in the reader. */
gboolean tri_tei_include_count (TriTeiReader *self, gsize n_bytes);

/* tri-tei-part.c: which part of a file is meant. */
typedef struct _TriTeiPart TriTeiPart;

/* NULL with a message where it is none that we follow; @xpointer may be NULL: all of it. */
TriTeiPart *tri_tei_part_new (const char *xpointer, GError **error) G_GNUC_WARN_UNUSED_RESULT;
void tri_tei_part_free (TriTeiPart *self);
gboolean tri_tei_part_start (TriTeiPart *self, const char *id, const char *lang);
/* @is_over: (out): whether the part ends here */
gboolean tri_tei_part_end (TriTeiPart *self, gboolean *is_over);
gboolean tri_tei_part_is_open (const TriTeiPart *self);
gboolean tri_tei_part_was_found (const TriTeiPart *self);
char *tri_tei_part_steal_lang (TriTeiPart *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TriTeiPart, tri_tei_part_free)

G_END_DECLS
