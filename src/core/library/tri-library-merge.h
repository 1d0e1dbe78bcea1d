/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "library/tri-library.h"

G_BEGIN_DECLS

/* Merging two libraries of one person. What is compared are rows that the reader made, by uuid.
 * Which of two versions is later is known from the journals of both where it can be, whatever the
 * clocks say: one that the other library had before is older. Only what was changed in both since
 * they parted is judged by its time, and listed as a conflict. */

/* Which of two versions stays until the reader decides, when both were changed. */
typedef enum
{
  TRI_MERGE_NEWER,
  TRI_MERGE_MINE,
  TRI_MERGE_THEIRS,
} TriMergePrefer;

typedef void (*TriMergeProgress) (double fraction, gpointer user_data);

/**
 * TriMergeOptions:
 * @path: the other library; it is read from a copy and never written
 * @dry_run: whether only what would come is asked for
 * @progress: (nullable): called with 0..1
 */
typedef struct
{
  const char *path;
  TriMergePrefer prefer;
  gboolean dry_run;
  TriMergeProgress progress;
  gpointer user_data;
} TriMergeOptions;

/* What a reader sees of a row, in both; "" where there is nothing. */
typedef struct
{
  char *name; /* "note", "colour", … */
  char *mine;
  char *theirs;
} TriMergeField;

/**
 * TriMergeConflict:
 * @uuid: what tri_library_decide_merge_conflict() is told; %NULL in a dry run
 * @what: "bookmark", "work", …
 * @title: what it is about: the quoted words, a name
 * @took_theirs: theirs stands in the library for now
 * @mine_gone: it was deleted here; likewise @theirs_gone
 * @can_keep_both: both have a note
 * @fields: (element-type TriMergeField): those that differ
 */
typedef struct
{
  char *uuid;
  char *what;
  char *title;
  gboolean took_theirs;
  gboolean mine_gone;
  gboolean theirs_gone;
  gboolean can_keep_both;
  GPtrArray *fields;
} TriMergeConflict;

void tri_merge_conflict_free (TriMergeConflict *self);

/* Rows of one kind. */
typedef struct
{
  const char *what;
  guint n_new;
  guint n_changed;
  guint n_gone;
  guint n_conflicts;
} TriMergeCount;

/**
 * TriMergeReport:
 * @n_elsewhere: new marks of works that this library does not have: they are kept, and not shown
 * @n_texts: texts that both imported by themselves, from the same file: they are one text
 * @n_moved: new places of marks whose text has another version here, and which were found again;
 *   @n_unplaced: which are doubtful or lost, and listed as those of a text that was imported again
 * @counts: (element-type TriMergeCount): kinds of which something changes
 * @conflicts: (element-type TriMergeConflict): new ones
 * @skew: seconds that the other library lies in the future, 0 when it does not: its clock, or
 *   this one, is wrong
 */
typedef struct
{
  guint n_elsewhere;
  guint n_texts;
  guint n_moved;
  guint n_unplaced;
  GArray *counts;
  GPtrArray *conflicts;
  gint64 skew;
} TriMergeReport;

TriMergeReport *tri_merge_report_new (void) G_GNUC_WARN_UNUSED_RESULT;
void tri_merge_report_free (TriMergeReport *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (TriMergeReport, tri_merge_report_free)
gboolean tri_merge_report_is_empty (const TriMergeReport *self);

gboolean tri_library_merge (TriLibrary *self,
                            const TriMergeOptions *options,
                            TriMergeReport *report,
                            GCancellable *cancellable,
                            GError **error);

typedef enum
{
  TRI_MERGE_KEEP_MINE,
  TRI_MERGE_TAKE_THEIRS,
  TRI_MERGE_KEEP_BOTH, /* both notes, one behind the other */
} TriMergeChoice;

/* Those that nobody decided yet. (element-type TriMergeConflict) */
GPtrArray *tri_library_list_merge_conflicts (TriLibrary *self,
                                             GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* One act. TRI_ERROR_NOT_FOUND when it is decided already. */
gboolean tri_library_decide_merge_conflict (TriLibrary *self,
                                            const char *uuid,
                                            TriMergeChoice choice,
                                            GError **error);

G_END_DECLS
