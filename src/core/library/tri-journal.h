/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "library/tri-library-private.h"

G_BEGIN_DECLS

/* Private to the library. The tables whose rows a reader changes. Links are known by their rows, as
 * strings. */
typedef enum
{
  TRI_JOURNAL_BOOKMARKS,
  TRI_JOURNAL_WORKS,
  TRI_JOURNAL_TEXTS,
  TRI_JOURNAL_LINKS,
  TRI_JOURNAL_STATUSES, /* of many links at once, see tri-journal-links.h */
  TRI_JOURNAL_ENTITIES,
  TRI_JOURNAL_NAME_DECISIONS,
  TRI_JOURNAL_PLACES, /* where names stand, see tri-journal-entities.h */
  TRI_JOURNAL_PROPOSALS,
  TRI_JOURNAL_REGISTERS,
  TRI_JOURNAL_ATTACHMENTS, /* of a register to a work: "work register" */
  TRI_JOURNAL_BATCHES,     /* of entities that a file brought, see tri-register-stage.h */
  TRI_JOURNAL_VERSIONS,    /* of texts that were imported again, see tri-text-version.h */
  TRI_JOURNAL_WARNINGS,    /* that were put aside */
  TRI_JOURNAL_MERGES,      /* batches of rows of another library, see tri-library-merge.h */
  TRI_JOURNAL_MERGE_CONFLICTS,
  TRI_JOURNAL_UNPLACED, /* what found no place in a new version */
  TRI_JOURNAL_SHEETS,
  TRI_JOURNAL_SHEET_ITEMS,
  TRI_JOURNAL_SEARCHES,
  TRI_JOURNAL_WORK_TEXTS, /* see tri-work-texts.h */
  TRI_JOURNAL_IMPORTS,    /* works that came: undone they are hidden */
  TRI_JOURNAL_VISITS,     /* the lines of the reading history that an act took away */
} TriJournalTable;

/* An act of the reader while it is done: one transaction. Freed before it is committed it never
 * happened. */
typedef struct _TriJournal TriJournal;

/* Ends the name of an act that goes on with the one before it: a long one is done in several
 * transactions, and undone as one. */
#define TRI_JOURNAL_MORE "+"

TriJournal *tri_journal_begin (TriLibrary *library,
                               const char *act,
                               GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* Goes on with an act that is in the journal: what is watched from now on, and was not before, is
 * part of it, too. NULL without @error when it was undone, or is not there any more. When acts on
 * links came after it, the last of them gets it. */
TriJournal *tri_journal_resume (TriLibrary *library,
                                gint64 entry,
                                GError **error) G_GNUC_WARN_UNUSED_RESULT;
gboolean tri_journal_watch (TriJournal *self,
                            TriJournalTable table,
                            const char *uuid,
                            GError **error);
gboolean tri_journal_commit (TriJournal *self, GError **error);
/* After the commit: the row of the act in the journal; 0 when it changed nothing. */
gint64 tri_journal_get_entry (TriJournal *self);
void tri_journal_free (TriJournal *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TriJournal, tri_journal_free)

G_END_DECLS
