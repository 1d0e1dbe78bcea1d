/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "library/tri-concordance.h"

G_BEGIN_DECLS

struct _TriConcordance
{
  TriSearch *search;
  GPtrArray *texts;   /* TriConcordanceText, in reading order */
  GHashTable *by_id;  /* gint64 → its index + 1 */
  GPtrArray *seekers; /* by text: a TriMatcher of @search, or NULL where nothing is looked for */
  GPtrArray *others;  /* likewise, for counterparts */

  GMutex mutex; /* over what follows */
  GArray *hits; /* TriConcordanceHit */
  gboolean is_cut;
};

/* The index of a text, -1 when the library does not show it. */
int tri_concordance_find_text (TriConcordance *self, gint64 text);

G_END_DECLS
