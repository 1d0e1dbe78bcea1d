/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "formats/tri-register-table.h"
#include "library/tri-library-entities.h"

G_BEGIN_DECLS

/* Registers as files and as the reader's own: imported, merged, attached to works, removed. */

/* What is to be done about an entity of a file that does not go with the register. */
typedef enum
{
  TRI_CHOICE_NONE,
  TRI_CHOICE_OURS,   /* one entity, which keeps what the register says */
  TRI_CHOICE_THEIRS, /* one entity, which takes what the file says */
  TRI_CHOICE_BOTH,   /* two entities */
} TriRegisterChoice;

/* Why it does not; several may hold. */
typedef enum
{
  TRI_CONFLICT_IDENTIFIER = 1 << 0,  /* one identifier on two, or two of one catalogue */
  TRI_CONFLICT_KEY = 1 << 1,         /* the same key, but no name in common */
  TRI_CONFLICT_NAME = 1 << 2,        /* the same name on several */
  TRI_CONFLICT_TYPE = 1 << 3,        /* different types */
  TRI_CONFLICT_DATES = 1 << 4,       /* different dates */
  TRI_CONFLICT_DESCRIPTION = 1 << 5, /* different descriptions in one language */
} TriRegisterConflictKind;

/**
 * TriRegisterConflict:
 * @entry: the number of the entity in the file, from 1
 * @kinds: #TriRegisterConflictKind
 * @entity: that of the register
 * @choice: what was decided, %TRI_CHOICE_NONE when nobody did
 *
 * An entity of the file beside the one of the register that it is taken for.
 */
typedef struct
{
  guint entry;
  guint kinds;
  gint64 entity;
  char *their_name;
  char *their_key;
  char *their_dates;
  TriEntityType their_type;
  char *our_name;
  char *our_key;
  char *our_dates;
  TriEntityType our_type;
  TriRegisterChoice choice;
} TriRegisterConflict;

/* What is decided of one entry. */
typedef struct
{
  guint entry;
  TriRegisterChoice choice;
} TriRegisterDecision;

/**
 * TriRegisterImport:
 * @path: TEI, or a table (.csv, .tsv)
 * @target: the register to merge into, 0: a new one
 * @title: (nullable): of a new one; else as the file says
 * @table: how to read a table
 * @decisions: (array length=n_decisions): about conflicts
 * @otherwise: about the conflicts that nobody decided; %TRI_CHOICE_NONE: nothing is imported then
 * @dry_run: only look
 */
typedef struct
{
  const char *path;
  gint64 target;
  const char *title;
  TriTableOptions table;
  const TriRegisterDecision *decisions;
  guint n_decisions;
  TriRegisterChoice otherwise;
  gboolean dry_run;
} TriRegisterImport;

/**
 * TriRegisterOutcome:
 * @reg: the register
 * @n_read: entities in the file
 * @n_added: that are new
 * @n_merged: that are entities of the register
 * @n_changed: of those, how many brought something new
 * @conflicts: (element-type TriRegisterConflict)
 * @table: (nullable): how a table was read, and what is wrong in it
 */
typedef struct
{
  gint64 reg;
  guint n_read;
  guint n_added;
  guint n_merged;
  guint n_changed;
  GArray *conflicts;
  TriTable *table;
} TriRegisterOutcome;

void tri_register_outcome_clear (TriRegisterOutcome *self);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (TriRegisterOutcome, tri_register_outcome_clear)

/* @outcome is filled with an error, too, as far as it came: TRI_ERROR_AMBIGUOUS when conflicts are
 * not decided. For the worker. */
gboolean tri_library_import_register_file (TriLibrary *self,
                                           const TriRegisterImport *import,
                                           TriRegisterOutcome *outcome,
                                           GCancellable *cancellable,
                                           GError **error);

/* The reader's acts "register.attach", "register.detach", "register.remove". The works in question
 * are marked, so that tri_library_link_stale() finds their names anew. */
gboolean tri_library_detach_register (TriLibrary *self, gint64 work, gint64 reg, GError **error);
gboolean tri_library_remove_register (TriLibrary *self, gint64 reg, GError **error);
/**
 * TriLinkOptions:
 * @first: the work to begin with, when there are several; 0: any
 * @progress: (nullable): called now and then with what is done of a work, 0..1, on the calling
 *   thread
 */
typedef struct
{
  gint64 first;
  void (*progress) (gint64 work, double fraction, gpointer user_data);
  gpointer user_data;
} TriLinkOptions;

/* As tri_library_link_work(). @options: (nullable) */
gboolean tri_library_link_work_with (TriLibrary *self,
                                     gint64 work,
                                     const TriLinkOptions *options,
                                     guint *n_mentions,
                                     GCancellable *cancellable,
                                     GError **error);
/* Finds the names anew in the works of which names changed, or what corresponds to what, after an
 * act or its undo or an alignment, also one that was cut off. For the worker. */
gboolean tri_library_link_stale (TriLibrary *self,
                                 guint *n_works,
                                 GCancellable *cancellable,
                                 GError **error);
/* @options: (nullable) */
gboolean tri_library_link_stale_with (TriLibrary *self,
                                      const TriLinkOptions *options,
                                      guint *n_works,
                                      GCancellable *cancellable,
                                      GError **error);
gboolean tri_library_has_stale (TriLibrary *self);
gboolean tri_library_is_stale (TriLibrary *self, gint64 work);

/* An id, or a title that matches exactly one. 0 on error. */
gint64 tri_library_find_register (TriLibrary *self, const char *what, GError **error);
char *tri_library_dup_register_title (TriLibrary *self, gint64 reg, GError **error);
char *tri_library_dup_register_uuid (TriLibrary *self, gint64 reg) G_GNUC_WARN_UNUSED_RESULT;
/* The works that use the register. (element-type gint64) */
GArray *tri_library_list_register_works (TriLibrary *self,
                                         gint64 reg,
                                         GError **error) G_GNUC_WARN_UNUSED_RESULT;
gboolean tri_library_is_attached (TriLibrary *self, gint64 work, gint64 reg);
/* The entities of a register behind @after, at most @limit. (element-type gint64) */
GArray *tri_library_list_register_entities (TriLibrary *self,
                                            gint64 reg,
                                            gint64 after,
                                            guint limit,
                                            GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* What columns a table of the register has. (element-type TriColumn) */
GArray *tri_library_list_register_columns (TriLibrary *self,
                                           gint64 reg,
                                           GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
