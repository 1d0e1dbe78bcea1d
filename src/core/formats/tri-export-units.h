/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "formats/tri-export-rows.h"

G_BEGIN_DECLS

/**
 * TriExportUnit:
 * @key: of the passage that it begins in; with the number of the sentence when it is a part of it
 * @words: (element-type utf8): of each chosen text, %NULL where it says nothing
 * @kind: of the passage that it begins in
 * @is_linked: a link joins texts here; else nothing is known of @status and @score
 * @status: the least sure of the links that join it
 * @score: likewise; NAN for none
 * @is_sentence: it is one sentence, or none, of each text
 *
 * What corresponds to what, as finely as links say it: sentences where links join sentences, else
 * passages.
 */
typedef struct
{
  char *key;
  GPtrArray *words;
  TriPassageKind kind;
  gboolean is_linked;
  TriStatus status;
  double score;
  gboolean is_sentence;
} TriExportUnit;

typedef struct _TriExportUnits TriExportUnits;

TriExportUnits *tri_export_units_new (TriLibrary *library,
                                      TriExportRows *rows) G_GNUC_WARN_UNUSED_RESULT;
void tri_export_units_free (TriExportUnits *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (TriExportUnits, tri_export_units_free)

/* Those of a row, in reading order; where units cross, in that of the first text that has them.
 * (element-type TriExportUnit) */
GPtrArray *tri_export_units_read (TriExportUnits *self,
                                  const TriExportRow *row,
                                  GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
