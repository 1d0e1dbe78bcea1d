/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "formats/tri-format.h"
#include "formats/tri-register-columns.h"

G_BEGIN_DECLS

/* So many records are kept to show, and so many faults. */
#define TRI_TABLE_SHOWN_ROWS 20
#define TRI_TABLE_MAX_PROBLEMS 1000

/**
 * TriTableOptions:
 * @columns: (nullable): what columns are, where their headers do not say it, see tri_columns_map()
 * @type: the type of entities whose row names none, -1: they are left out
 * @lang: (nullable): the language of columns that name none
 */
typedef struct
{
  const char *columns;
  int type;
  const char *lang;
} TriTableOptions;

/* What is wrong in a line; the rest of the table is read. */
typedef struct
{
  guint line;
  guint column; /* from 1; 0: the line */
  char *message;
} TriTableProblem;

/**
 * TriTable:
 * @header: (element-type utf8): the first record
 * @columns: (element-type TriColumn): what each column is taken for
 * @rows: (element-type GStrv): the first records behind the header
 * @problems: (element-type TriTableProblem): the first ones, of @n_problems
 *
 * What a table was found to be.
 */
typedef struct
{
  char separator;
  GPtrArray *header;
  GArray *columns;
  GPtrArray *rows;
  guint n_rows;
  guint n_entities;
  GArray *problems;
  guint n_problems;
} TriTable;

TriTable *tri_table_new (void) G_GNUC_WARN_UNUSED_RESULT;
void tri_table_free (TriTable *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (TriTable, tri_table_free)

/* Whether the name of a file says that it is a table. */
gboolean tri_table_is_name (const char *path);
/* @draft gets the entities; NULL: only look. */
gboolean tri_table_read (TriTable *self,
                         const TriSource *source,
                         const TriTableOptions *options,
                         TriDraft *draft,
                         GCancellable *cancellable,
                         GError **error);

G_END_DECLS
