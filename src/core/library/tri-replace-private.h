/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "anchor/tri-anchor-map.h"
#include "library/tri-import-replace.h"
#include "library/tri-journal.h"

G_BEGIN_DECLS

/* A text and its new version. */
typedef struct
{
  TriLibrary *library;
  TriLibrary *from; /* that has the text; @library, but when two are merged */
  gint64 then;
  gint64 now;
  /* (element-type gint64): the passages, by ordinal */
  GArray *ids_then;
  GArray *ids_now;
  TriAnchorMap *map;
} TriReplaceText;

/* What is carried over, read before the texts are exchanged and written behind it. */
typedef struct
{
  TriLibrary *library;
  gint64 work;
  gint64 hidden;    /* the work of the draft, then of the old version */
  GPtrArray *texts; /* TriReplaceText */
  TriReplaceReport *report;
  /* The files say again what corresponds. */
  gboolean has_links;
  GArray *marks; /* TriReplaceMark */
} TriReplace;

/* A mention, a refusal or a bookmark. */
typedef struct
{
  TriReplaceWhat what;
  gint64 id;
  char *uuid;
  gint64 passage;
  gint64 end_passage;
  guint start;
  guint end;
  gboolean whole;
} TriReplaceMark;

/* Where a mark stands now. */
typedef struct
{
  TriReplaceText *text;
  guint ord_then;
  TriAnchorState state;
  TriAnchorPlace first;
  TriAnchorPlace last;
} TriReplacePlace;

TriReplaceText *tri_replace_text_new (TriLibrary *library,
                                      gint64 then,
                                      gint64 now,
                                      GCancellable *cancellable,
                                      GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* Of which the other version is in another library, @from. */
TriReplaceText *tri_replace_text_new_from (TriLibrary *from,
                                           gint64 then,
                                           TriLibrary *library,
                                           gint64 now,
                                           GCancellable *cancellable,
                                           GError **error) G_GNUC_WARN_UNUSED_RESULT;
void tri_replace_text_free (TriReplaceText *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (TriReplaceText, tri_replace_text_free)
void tri_replace_text_count (TriReplaceText *self, TriReplaceReport *report);
/* FALSE: it is in another text. */
gboolean tri_replace_text_find_then (TriReplaceText *self, gint64 passage, guint *ord);
gint64 tri_replace_text_get_now (TriReplaceText *self, guint ord);
/* The text that the passage was in, and its ordinal; NULL: it is in none of them. */
TriReplaceText *tri_replace_find (TriReplace *self, gint64 passage, guint *ord);
char *tri_replace_dup_words (TriLibrary *library, gint64 passage, guint start, guint end);
void tri_replace_add_item (TriReplace *self,
                           TriReplaceWhat what,
                           TriAnchorState state,
                           const char *quote,
                           const char *now,
                           gint64 passage);

/* tri-replace-place.c */
void tri_replace_place_find (TriReplacePlace *place, const TriReplaceMark *mark, guint end_ord);
/* tri-replace-marks.c */
gboolean tri_replace_read_marks (TriReplace *self, TriJournal *journal, GError **error);
gboolean tri_replace_write_marks (TriReplace *self, GError **error);
/* tri-replace-links.c */
gboolean tri_replace_write_links (TriReplace *self, GError **error);

G_END_DECLS
