/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "library/tri-library-private.h"

G_BEGIN_DECLS

/* Private to the library. Some passages of a text in a row, letter by letter: without spaces, with
 * one form of quotation marks and dashes. */

typedef struct
{
  gint64 id;
  guint ord;
  char *key;
  char *content;
} TriMarkPassage;

/* A letter and where it comes from. */
typedef struct
{
  gunichar letter;
  guint passage; /* index into the passages of the window */
  guint offset;  /* code points */
} TriMarkLetter;

typedef struct
{
  GPtrArray *passages; /* (element-type TriMarkPassage) */
  GArray *letters;     /* (element-type TriMarkLetter) */
} TriMarkWindow;

/* From @first on, until there are @n_letters more than in the first two passages; at most 64
 * passages. */
gboolean tri_mark_window_read (TriMarkWindow *self,
                               TriLibrary *library,
                               gint64 text,
                               guint first,
                               guint n_letters,
                               GError **error);
void tri_mark_window_clear (TriMarkWindow *self);
/* The letters of a string, of which places mean nothing. (element-type TriMarkLetter) */
GArray *tri_mark_letters_new (const char *text) G_GNUC_WARN_UNUSED_RESULT;
/* Whether @needle stands at @at. */
gboolean tri_mark_letters_match (const GArray *letters, guint at, const GArray *needle);
/* How many letters of @prefix stand before @at, from behind, and of @suffix from @end on. */
guint tri_mark_letters_context (const GArray *letters,
                                guint at,
                                guint end,
                                const GArray *prefix,
                                const GArray *suffix);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (TriMarkWindow, tri_mark_window_clear)

G_END_DECLS
