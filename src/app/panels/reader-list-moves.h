/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * ReaderListMoves:
 *
 * Takes the keyboard through a GtkListView some of whose rows are titles. GTK 4.8 gives a row that
 * cannot be selected no focus and stops there: what is below a title could not be reached.
 */
typedef struct _ReaderListMoves ReaderListMoves;

/* Whether the keyboard stops at the row of an item. */
typedef gboolean (*ReaderListStop) (gpointer item);
/* The reader moved by a key, with these modifiers. */
typedef void (*ReaderListMoved) (gpointer owner, guint from, guint to, GdkModifierType state);

/* @moved may be %NULL. Freed by the owner, before the list is. */
ReaderListMoves *reader_list_moves_new (GtkListView *list,
                                        ReaderListStop is_stop,
                                        ReaderListMoved moved,
                                        gpointer owner) G_GNUC_WARN_UNUSED_RESULT;
void reader_list_moves_free (ReaderListMoves *self);

/* To be called by the factory when a row is bound, with its child set. */
void reader_list_moves_bind (GtkListItem *list_item);

/* The child of the list that has the focus or holds it, or %NULL. */
GtkWidget *reader_list_moves_get_focused (ReaderListMoves *self);
/* Where it stands, or %GTK_INVALID_LIST_POSITION. */
guint reader_list_moves_find_focused (ReaderListMoves *self);
/* Scrolls to a row and gives it the focus, now or as soon as it is there. */
gboolean reader_list_moves_go_to (ReaderListMoves *self, guint position);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ReaderListMoves, reader_list_moves_free)

G_END_DECLS
