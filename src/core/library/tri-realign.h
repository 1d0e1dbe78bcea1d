/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "library/tri-journal.h"
#include "library/tri-link-input.h"

G_BEGIN_DECLS

/* Aligns a stretch of a strand again, between the fixed links around the links of an act:
 *
 *     row  7   fixed      ┐
 *     row  8   computed   │         The window is rows: there all texts can be cut. Its fixed
 *     row  9   the act's  ├ window  links are anchors; only what lies between the nearest ones
 *     row 10   computed   │         is written.
 *     row 11   fixed      ┘
 */
typedef struct
{
  TriLibrary *library;
  gint64 work;
  guint strand;
  /* The rows of the act. */
  guint64 first_row;
  guint64 last_row;
  /* (element-type gint64): the links that the act made */
  GArray *own;
  /* So many sentences on either side at most, shared out among the pairs of texts: the time the
   * aligner takes is that of the pairs. */
  guint limit;

  TriLinkInput *input;
  TriAlignMany *many;
  /* An edge of the window is no fixed link and no end of the texts. */
  gboolean is_cut_above;
  gboolean is_cut_below;
  /* A change came close to such an edge: it may go on behind it. */
  gboolean has_rest;
  guint up[TRI_ALIGN_MAX_TEXTS];
  guint down[TRI_ALIGN_MAX_TEXTS];
} TriRealign;

/* Finds the strand, and the rows of these passages (element-type gint64). */
gboolean tri_realign_find (TriRealign *self, const GArray *passages, GError **error);
/* Reads the window. *@is_needed: there are computed links. */
gboolean tri_realign_read (TriRealign *self, gboolean *is_needed, GError **error);
/* Writes what self->many says; the passages of links that changed are added to @touched
 * (element-type gint64). */
gboolean tri_realign_write (TriRealign *self,
                            TriJournal *journal,
                            GArray *touched,
                            GError **error);
void tri_realign_clear (TriRealign *self);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (TriRealign, tri_realign_clear)

G_END_DECLS
