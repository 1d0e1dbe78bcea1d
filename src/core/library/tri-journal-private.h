/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "library/tri-journal.h"

G_BEGIN_DECLS

/* What recording acts and taking them back have in common: the rows of an entry. */

/* How rows of a table are read and put back. */
typedef struct
{
  const char *name;
  /* ?1: the uuid → the row as JSON */
  const char *read;
  /* ?1: the row as JSON */
  const char *write;
  /* ?1: the uuid; NULL: rows of this table are never added or removed */
  const char *remove;
  /* In their place, for what is more than a row. */
  char *(*read_func) (TriLibrary *library, const char *uuid, GError **error);
  gboolean (*put_func) (TriLibrary *library, const char *uuid, const char *row, GError **error);
} TriJournalKind;

/* A row that an act touched. */
typedef struct
{
  const TriJournalKind *table;
  char *uuid;
  /* JSON; NULL: there is none */
  char *row;
} TriJournalRow;

const TriJournalKind *tri_journal_get_table (TriJournalTable table);

/* The rows of an entry, as the journal keeps them. (element-type TriJournalRow) */
GArray *tri_journal_read_rows (TriLibrary *library,
                               const char *json,
                               GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* The row as it is now; *row is NULL when there is none. */
gboolean tri_journal_read_row (TriLibrary *library,
                               const TriJournalKind *table,
                               const char *uuid,
                               char **row,
                               GError **error);
/* The words of the marks among these rows, which were there before, are found as they are now. */
gboolean tri_journal_settle_marks (TriLibrary *library, const GArray *before, GError **error);
gboolean tri_journal_put_row (TriLibrary *library, const TriJournalRow *row, GError **error);

G_END_DECLS
