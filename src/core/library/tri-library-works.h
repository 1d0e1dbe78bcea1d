/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "library/tri-library.h"
#include "model/tri-row.h"
#include "model/tri-work.h"

G_BEGIN_DECLS

/* Works, texts, divisions, passages, rows: what is read. */

/* Complete and not deleted, the one read last first. (element-type TriWork), with their texts. */
GPtrArray *tri_library_list_works (TriLibrary *self, GError **error) G_GNUC_WARN_UNUSED_RESULT;
TriWork *tri_library_get_work (TriLibrary *self,
                               gint64 work,
                               GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* An id or a title, key or name that matches exactly one, else TRI_ERROR_NOT_FOUND or
 * TRI_ERROR_AMBIGUOUS with the candidates in the message. Returns 0 on error. */
gint64 tri_library_find_work (TriLibrary *self, const char *what, GError **error);
gint64 tri_library_find_text (TriLibrary *self, const char *what, GError **error);
gint64 tri_library_find_passage (TriLibrary *self, gint64 work, const char *what, GError **error);

/* The string that names a passage outside: "<text uuid>/<key>". */
char *tri_library_dup_passage_id (TriLibrary *self, gint64 passage) G_GNUC_WARN_UNUSED_RESULT;

/* (element-type TriDivision), parents before their parts, in reading order; at most @limit (0:
 * no limit). @parent -1: all of them; for lazy trees those directly in @parent (0: the top ones).
 * */
GPtrArray *tri_library_list_divisions (TriLibrary *self,
                                       gint64 text,
                                       gint64 parent,
                                       guint limit,
                                       GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* The innermost division the passage stands in, or NULL. */
TriDivision *tri_library_get_division_of (TriLibrary *self,
                                          gint64 passage) G_GNUC_WARN_UNUSED_RESULT;
TriDivision *tri_library_get_division (TriLibrary *self,
                                       gint64 division) G_GNUC_WARN_UNUSED_RESULT;
gboolean tri_library_has_parts (TriLibrary *self, gint64 division);

/* With spans, sentences, mentions and dates. (element-type TriPassage) */
TriPassage *tri_library_get_passage (TriLibrary *self,
                                     gint64 passage,
                                     GError **error) G_GNUC_WARN_UNUSED_RESULT;
GPtrArray *tri_library_read_passages (TriLibrary *self,
                                      gint64 text,
                                      guint first,
                                      guint count,
                                      GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* Strands are numbered from 0; TriText.strand and .column say where a text's cells are. */
guint tri_library_count_strands (TriLibrary *self, gint64 work);
guint64 tri_library_count_rows (TriLibrary *self, gint64 work, guint strand);
/* (element-type TriRow): @count rows from @from on, fewer at the end. */
GPtrArray *tri_library_read_rows (TriLibrary *self,
                                  gint64 work,
                                  guint strand,
                                  guint64 from,
                                  guint count,
                                  GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* The row a passage stands in; FALSE when it stands in none. */
gboolean tri_library_find_row (TriLibrary *self, gint64 text, guint ord, guint64 *row);

typedef struct
{
  gint64 passage;
  gint64 text;
  guint ord;
  int sentence;  /* -1: the whole passage */
  gboolean full; /* a full match; else only part of it corresponds */
  TriStatus status;
  TriRelation relation;
  double score; /* NAN: none */
} TriCounterpart;

/* What corresponds to a passage (sentence -1) or to one sentence of it, in all other texts (and
 * the passages of the same text that the same link holds). (element-type TriCounterpart), by
 * text and ord. */
GArray *tri_library_get_counterparts (TriLibrary *self,
                                      gint64 passage,
                                      int sentence,
                                      GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* Acts of the reader: each one transaction with its inverse in the journal. */
gboolean tri_library_rename_work (TriLibrary *self, gint64 work, const char *title, GError **error);
gboolean tri_library_set_work_kind (TriLibrary *self,
                                    gint64 work,
                                    TriWorkKind kind,
                                    GError **error);
gboolean tri_library_edit_text (TriLibrary *self,
                                gint64 text,
                                const char *lang,
                                const char *title,
                                const char *author,
                                GError **error);
gboolean tri_library_remove_text (TriLibrary *self, gint64 text, GError **error);
gboolean tri_library_order_texts (TriLibrary *self,
                                  gint64 work,
                                  const gint64 *texts,
                                  guint n_texts,
                                  GError **error);
gboolean tri_library_delete_work (TriLibrary *self, gint64 work, GError **error);

/* Not an act: where the reader stopped (a JSON object that the app makes), and that the work was
 * opened. */
gboolean tri_library_save_place (TriLibrary *self, gint64 work, const char *state, GError **error);
char *tri_library_dup_place (TriLibrary *self, gint64 work) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
