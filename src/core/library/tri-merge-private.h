/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "library/tri-import-lock.h"
#include "library/tri-journal-private.h"
#include "library/tri-library-merge.h"
#include "library/tri-replace-private.h"

G_BEGIN_DECLS

typedef struct _TriMerge TriMerge;
typedef struct _TriMergePair TriMergePair;

/* A kind of rows that the reader makes. Rows are JSON that names everything by uuids and keys, as
 * the journal has them; so a table that the journal knows is merged by an entry here. */
typedef struct
{
  /* as reports, conflicts and `deletions` call it */
  const char *name;
  TriJournalTable table;
  /* → uuid, time of the last change; NULL: its rows go with those of others */
  const char *list;
  /* ?1: the uuid, ?2: the time of the last change; what writing the row made of it */
  const char *stamp;
  /* ?1: a row of the other library → the uuid of ours that is about the same; NULL: rows are the
   * same by their uuids alone */
  const char *twin;
  /* JSON paths of what is not compared: ", '$.modified'…" */
  const char *volatile_paths;
  /* Likewise: what each side may have changed without the reader being asked; the later stays.
   * NULL: nothing. */
  const char *quiet_paths;
  /* Rows of one uuid and one time are the same: there may be 100,000 of them. */
  gboolean is_known_by_time;
  /* Nobody is asked about a row that is there and was taken away: the later stays. */
  gboolean is_settled_by_time;
  /* What a reader sees: names of fields of the row, NULL at the end. */
  const char *const *fields;
  /* In place of the table, for what is more than its row. */
  char *(*read) (TriLibrary *library, const char *uuid, GError **error);
  gboolean (*put) (TriLibrary *library, const char *uuid, const char *row, GError **error);
  /* Whether a row of theirs (@uuid: as it is here) is looked at. */
  gboolean (*is_wanted) (TriMerge *self, const char *uuid);
  /* Where a row names places: brings what differs to the texts of this library. It may leave
   * nothing of theirs: then there is nothing to merge. */
  gboolean (*adapt) (TriMerge *self, TriMergePair *pair, GError **error);
} TriMergeKind;

const TriMergeKind *tri_merge_get_kinds (guint *n);
const TriMergeKind *tri_merge_find_kind (const char *name);
/* NULL without @error: there is none. */
char *tri_merge_kind_read (const TriMergeKind *self,
                           TriLibrary *library,
                           const char *uuid,
                           GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* As it is compared; NULL for NULL. */
char *tri_merge_kind_dup_plain (const TriMergeKind *self,
                                TriLibrary *library,
                                const char *row) G_GNUC_WARN_UNUSED_RESULT;
/* Whether two rows as they are compared differ in nothing that a reader is asked about. */
gboolean tri_merge_kind_is_quiet (const TriMergeKind *self,
                                  TriLibrary *library,
                                  const char *plain,
                                  const char *other);
char *tri_merge_kind_find_twin (const TriMergeKind *self,
                                TriLibrary *library,
                                const char *row) G_GNUC_WARN_UNUSED_RESULT;
/* Writes a row (NULL: takes it away) with the time of its last change, and the time of its
 * deletion, 0 for none. */
typedef struct
{
  char *row;
  gint64 stamp;
  gint64 gone;
} TriMergeSide;
void tri_merge_side_clear (TriMergeSide *self);
gboolean tri_merge_kind_put (const TriMergeKind *self,
                             TriLibrary *library,
                             const char *uuid,
                             const TriMergeSide *side,
                             GError **error);
/* { uuid → time } */
gboolean tri_merge_list (TriLibrary *library, const char *sql, GHashTable *times, GError **error);

/* What the merge does to a row. */
typedef struct
{
  const TriMergeKind *kind;
  char *uuid;
  TriMergeSide before;
  TriMergeSide after;
} TriMergeChange;

/* A row that differs, and how it was in both. */
struct _TriMergePair
{
  const TriMergeKind *kind;
  char *uuid;
  TriMergeSide mine;
  TriMergeSide theirs;
  char *plain_mine;
  char *plain_theirs;
};

/* What was changed in both. */
typedef struct
{
  /* into `pairs` */
  guint pair;
  gboolean took_theirs;
  /* interned; NULL until it is stored */
  const char *uuid;
} TriMergeVerdict;

struct _TriMerge
{
  TriLibrary *library;
  TriLibrary *other;
  const TriMergeOptions *options;
  GCancellable *cancellable;
  TriMergeReport *report;
  GHashTable *ours;        /* { uuid of theirs → uuid of ours that is about the same } */
  GHashTable *gone_mine;   /* { uuid → time }: `deletions` */
  GHashTable *gone_theirs; /* { uuid, ours if there is one → time } */
  GArray *pairs;           /* TriMergePair */
  GArray *changes;         /* TriMergeChange */
  GArray *conflicts;       /* TriMergeVerdict */
  GHashTable *had_mine;    /* rows that this library has had: "uuid plain" */
  GHashTable *had_theirs;
  GHashTable *theirs;   /* { uuid of a text of ours → of theirs }, where they differ */
  GHashTable *texts;    /* { uuid of ours → TriMergeText } */
  GHashTable *homeless; /* uuids of marks whose places say nothing of which is later */
  GHashTable *compared; /* "kind uuid" */
  GHashTable *coming;   /* uuids of registers and entities that come */
  GArray *works;        /* TriMergeWork: that come whole */
  GHashTable *unplaced; /* { uuid of a mark → (element-type char *) rows of `unplaced` } */
};

typedef struct
{
  gint64 theirs;
  char *uuid;
} TriMergeWork;

/* tri-merge-works.c */
GArray *tri_merge_works_new (void) G_GNUC_WARN_UNUSED_RESULT;
gboolean tri_merge_find_works (TriMerge *self, GError **error);
gboolean tri_merge_brings_work (const TriMerge *self, const char *uuid);
/* Not part of a transaction. @lock is held until they are shown. */
gboolean tri_merge_copy_works (TriMerge *self, TriImportLock *lock, GError **error);
char *tri_merge_work_read (TriLibrary *library, const char *uuid, GError **error);
gboolean tri_merge_work_put (TriLibrary *library,
                             const char *uuid,
                             const char *row,
                             GError **error);
gboolean tri_merge_work_is_wanted (TriMerge *self, const char *uuid);
char *tri_merge_text_read (TriLibrary *library, const char *uuid, GError **error);
gboolean tri_merge_text_is_wanted (TriMerge *self, const char *uuid);

/* tri-merge-names.c */
gboolean tri_merge_match_registers (TriMerge *self, GError **error);
char *tri_merge_register_read (TriLibrary *library, const char *uuid, GError **error);
gboolean tri_merge_register_put (TriLibrary *library,
                                 const char *uuid,
                                 const char *row,
                                 GError **error);
gboolean tri_merge_register_adapt (TriMerge *self, TriMergePair *pair, GError **error);
gboolean tri_merge_entity_adapt (TriMerge *self, TriMergePair *pair, GError **error);
gboolean tri_merge_decision_adapt (TriMerge *self, TriMergePair *pair, GError **error);
char *tri_merge_name_read (TriLibrary *library, const char *uuid, GError **error);
gboolean tri_merge_name_put (TriLibrary *library,
                             const char *uuid,
                             const char *row,
                             GError **error);
char *tri_merge_refusal_read (TriLibrary *library, const char *uuid, GError **error);
gboolean tri_merge_refusal_put (TriLibrary *library,
                                const char *uuid,
                                const char *row,
                                GError **error);
gboolean tri_merge_place_adapt (TriMerge *self, TriMergePair *pair, GError **error);
gboolean tri_merge_settle_names (TriLibrary *library, const GArray *changes, GError **error);

/* tri-merge-links.c */
char *tri_merge_link_read (TriLibrary *library, const char *name, GError **error);
gboolean tri_merge_link_put (TriLibrary *library,
                             const char *name,
                             const char *row,
                             GError **error);
gboolean tri_merge_link_adapt (TriMerge *self, TriMergePair *pair, GError **error);
void tri_merge_link_follow (TriMerge *self, const TriMergeChange *change);
gboolean tri_merge_settle_links (TriLibrary *library, const GArray *changes, GError **error);

/* A text that marks stand on, in both. */
typedef struct
{
  gint64 then; /* in the other library, 0: it is not there */
  gint64 now;  /* in this one, likewise */
  gboolean is_same;
  char *work; /* the uuid of its work here */
  TriReplaceText *versions;
} TriMergeText;

/* tri-merge-texts.c: texts that both imported by themselves, from the same file */
gboolean tri_merge_match_texts (TriMerge *self, GError **error);
TriMergeText *tri_merge_get_text (TriMerge *self, const char *uuid, GError **error);
/* Which passage became which; read when it is asked for. */
TriReplaceText *tri_merge_text_get_versions (TriMerge *self, TriMergeText *text, GError **error);
void tri_merge_text_free (gpointer text);

/* tri-merge-mark.c */
gboolean tri_merge_mark_adapt (TriMerge *self, TriMergePair *pair, GError **error);
/* What goes with a change of a mark: its rows of what found no place. */
void tri_merge_mark_follow (TriMerge *self, const TriMergeChange *change);
/* A row without what says where it stands. */
char *tri_merge_mark_dup_placeless (TriLibrary *library,
                                    const char *plain) G_GNUC_WARN_UNUSED_RESULT;

/* Their row in our words. */
char *tri_merge_translate (TriMerge *self, const char *row) G_GNUC_WARN_UNUSED_RESULT;

/* tri-merge-source.c: the other library, as a copy; tri_merge_source_close() takes it away. */
TriLibrary *tri_merge_source_open (TriLibrary *library,
                                   const char *path,
                                   char **folder,
                                   GCancellable *cancellable,
                                   GError **error) G_GNUC_WARN_UNUSED_RESULT;
void tri_merge_source_close (TriLibrary *source, char *folder);

/* tri-merge-pairs.c: fills `pairs` and `changes` with what is there on one side only. */
gboolean tri_merge_compare (TriMerge *self, GError **error);
/* tri-merge-history.c */
gboolean tri_merge_read_history (TriMerge *self, GError **error);
gboolean tri_merge_has_had (TriMerge *self, GHashTable *had, const char *uuid, const char *plain);
/* tri-merge-judge.c */
gboolean tri_merge_judge (TriMerge *self, GError **error);
/* tri-merge-conflicts.c */
gboolean tri_merge_is_listed (TriLibrary *library, const TriMergePair *pair);
gboolean tri_merge_add_conflict (TriLibrary *library,
                                 const char *uuid,
                                 const char *batch,
                                 const TriMergePair *pair,
                                 gboolean took,
                                 GError **error);
TriMergeConflict *tri_merge_conflict_new (TriLibrary *library,
                                          const char *uuid,
                                          const TriMergePair *pair,
                                          gboolean took) G_GNUC_WARN_UNUSED_RESULT;

/* tri-merge-batch.c: for the journal. */
char *tri_journal_merge_read (TriLibrary *library, const char *batch, GError **error);
gboolean tri_journal_merge_put (TriLibrary *library,
                                const char *batch,
                                const char *row,
                                GError **error);

gboolean tri_merge_apply_change (TriLibrary *library,
                                 const char *batch,
                                 guint n,
                                 const TriMergeChange *change,
                                 GError **error);
gboolean tri_merge_put_decided (TriLibrary *library,
                                TriJournal *act,
                                const TriMergePair *pair,
                                const char *row,
                                gint64 time,
                                GError **error);
/* The number that @sql gives for ?1, 0 for none. */
gint64 tri_merge_ask_time (TriLibrary *library, const char *sql, const char *uuid);

/* tri-merge-settle.c: after the changes were written */
gboolean tri_merge_settle (TriMerge *self, const char *batch, GError **error);
/* So that search finds them (element-type TriMergeChange). */
gboolean tri_merge_settle_words (TriLibrary *library, const GArray *changes, GError **error);

/* tri-merge-visits.c: lines of the reading history */
char *tri_merge_visit_read (TriLibrary *library, const char *uuid, GError **error);
gboolean tri_merge_visit_put (TriLibrary *library,
                              const char *uuid,
                              const char *row,
                              GError **error);

gboolean tri_merge_visit_adapt (TriMerge *self, TriMergePair *pair, GError **error);

void tri_merge_change_clear (gpointer change);
void tri_merge_pair_clear (gpointer pair);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (TriMergeChange, tri_merge_change_clear)
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (TriMergePair, tri_merge_pair_clear)

G_END_DECLS
