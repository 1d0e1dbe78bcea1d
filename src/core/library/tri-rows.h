/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * TriRows:
 *
 * Lays the texts of a work beside one another: which texts belong to one strand, and which
 * passages make a row. It knows passages by their ids alone, and memory does not grow with them.
 */
typedef struct _TriRows TriRows;

TriRows *tri_rows_new (void) G_GNUC_WARN_UNUSED_RESULT;
void tri_rows_free (TriRows *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (TriRows, tri_rows_free)

/* In the work's order; the passages of a text in reading order, before the next text begins. */
void tri_rows_add_text (TriRows *self, gint64 text);
void tri_rows_add_passage (TriRows *self, gint64 passage, gboolean is_note);
/* Once all passages are there. */
void tri_rows_add_link (TriRows *self, const gint64 *passages, guint n_passages);
/* Puts all texts into one strand, tied or not. */
void tri_rows_join_texts (TriRows *self);

guint tri_rows_get_n_texts (TriRows *self);
gint64 tri_rows_get_text (TriRows *self, guint index);
/* The id of the n-th passage of a text, 0 for none. For rows whose ids rise, as an import adds
 * them. */
gint64 tri_rows_get_passage (TriRows *self, guint index, guint nth);
/* (out): for each text its strand and its column in that. Returns how many strands there are. */
guint tri_rows_get_strands (TriRows *self, guint *strands, guint *columns);

/* @counts says how many passages of each column the row takes. FALSE stops. */
typedef gboolean (*TriRowsFunc) (const guint *counts, guint n_columns, gpointer data);
gboolean tri_rows_foreach (TriRows *self, guint strand, TriRowsFunc func, gpointer data);
/* FALSE when a temporary file could not be read, so that the rows are not what they should be. */
gboolean tri_rows_check (TriRows *self, GError **error);

G_END_DECLS
