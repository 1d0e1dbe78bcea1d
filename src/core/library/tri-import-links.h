/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "library/tri-import-draft.h"

G_BEGIN_DECLS

typedef struct
{
  gint64 passage;
  /* -1 for all of it */
  int sentence;
} TriImportMember;

/* What a name stands for; of an element with several passages also the place of the last one in
 * its text, else -1. */
typedef struct
{
  TriImportMember member;
  gint64 last;
} TriImportAnchor;

/* Finds what the names stand for, an element for its first passage; those with several are
 * gathered in @wide. Returns how many of the names stand for nothing. */
guint tri_import_resolve (TriImportDraft *self,
                          const char *const *names,
                          guint file,
                          GArray *members,
                          GArray *wide);
/* By an id in a file; by a key in a text. */
gboolean tri_import_find_anchor (TriImportDraft *self,
                                 const char *name,
                                 guint file,
                                 TriImportAnchor *out);
gboolean tri_import_find_key (TriImportDraft *self,
                              gint64 text,
                              const char *name,
                              TriImportAnchor *out);
/* Keeps a link until all is read (tri-import-loose.c). */
gboolean tri_import_postpone (TriImportDraft *self, const TriDraftLink *link, GError **error);
/* Unless it is there already. */
gboolean tri_import_store_link (TriImportDraft *self,
                                const TriDraftLink *link,
                                const GArray *members,
                                GError **error);
int tri_import_compare_members (gconstpointer a, gconstpointer b);
/* In order, each once. */
void tri_import_sort_members (GArray *members);
gint64 tri_import_get_text (TriImportDraft *self, gint64 passage);
void tri_import_spread (TriImportDraft *self, const GArray *wide, GArray *members);

G_END_DECLS
