/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "library/tri-library-private.h"

G_BEGIN_DECLS

/* Private to the library. The tables whose rows a reader changes. */
typedef enum
{
  TRI_JOURNAL_BOOKMARKS,
  TRI_JOURNAL_WORKS,
  TRI_JOURNAL_TEXTS,
} TriJournalTable;

/* An act of the reader while it is done: one transaction. Freed before it is committed it never
 * happened. */
typedef struct _TriJournal TriJournal;

TriJournal *tri_journal_begin (TriLibrary *library,
                               const char *act,
                               GError **error) G_GNUC_WARN_UNUSED_RESULT;
gboolean tri_journal_watch (TriJournal *self,
                            TriJournalTable table,
                            const char *uuid,
                            GError **error);
gboolean tri_journal_commit (TriJournal *self, GError **error);
void tri_journal_free (TriJournal *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TriJournal, tri_journal_free)

G_END_DECLS
