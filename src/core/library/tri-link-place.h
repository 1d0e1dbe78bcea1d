/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "library/tri-library-private.h"
#include "model/tri-link.h"

G_BEGIN_DECLS

/* Where members and rows stand. */

typedef struct
{
  gint64 work;
  guint strand;
  gint64 text;
  guint ord;
  guint64 row;
} TriPlace;

/* FALSE with TRI_ERROR_NOT_FOUND when the passage is gone. */
gboolean tri_place_find (TriLibrary *library, gint64 passage, TriPlace *out, GError **error);

/* The sentence after (or before) a member in its text, the passage where it has none; FALSE at the
 * end. Of a passage (-1) it is the next passage. */
gboolean tri_place_step (TriLibrary *library,
                         const TriLinkMember *member,
                         int direction,
                         TriLinkMember *out);
guint tri_place_count_sentences (TriLibrary *library, gint64 passage);
/* How many characters a member has. */
guint tri_place_measure (TriLibrary *library, const TriLinkMember *member);

/* Appends the passages of a row (without notes) as members, by column. FALSE without @error when
 * there is no such row. */
gboolean tri_place_read_row (TriLibrary *library,
                             gint64 work,
                             guint strand,
                             guint64 row,
                             GArray *members,
                             GError **error);
/* What a row begins with and where it ends in each text. (element-type) gint64, guint, guint */
gboolean tri_place_read_extent (TriLibrary *library,
                                gint64 work,
                                guint strand,
                                guint64 row,
                                GArray *texts,
                                GArray *firsts,
                                GArray *ends,
                                GError **error);

G_END_DECLS
