/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* A record with more columns, or a field with more bytes, is refused. */
#define TRI_CSV_MAX_COLUMNS 1000
#define TRI_CSV_MAX_FIELD (1024 * 1024)

/* A table as text (RFC 4180, and with tabs or semicolons), record by record. */
typedef struct _TriCsv TriCsv;

/* Takes @text, which is UTF-8 with lines that end with \n. @separator 0: the one that parts the
 * first record most often. @name is for messages. */
TriCsv *tri_csv_new (const char *name,
                     char *text,
                     gsize length,
                     char separator) G_GNUC_WARN_UNUSED_RESULT;
void tri_csv_free (TriCsv *self);
/* Quotation marks are text like all else. */
void tri_csv_ignore_quotes (TriCsv *self);
char tri_csv_get_separator (TriCsv *self);
/* The fields of the next record that is not empty, valid until the next call; NULL at the end or
 * with @error set. (element-type utf8) */
const GPtrArray *tri_csv_next (TriCsv *self, GError **error);
/* The line the record begins in, from 1. */
guint tri_csv_get_line (TriCsv *self);

void tri_csv_append_field (GString *out, const char *text, char separator);
/* For files that spreadsheets open: nothing in them computes. */
void tri_csv_append_words (GString *out, const char *text, char separator);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TriCsv, tri_csv_free)

G_END_DECLS
