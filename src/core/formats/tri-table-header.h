/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "formats/tri-csv.h"

G_BEGIN_DECLS

/**
 * TriTableColumn:
 * @lang: (nullable): the language of a text: BCP 47; no two columns have the same
 * @title: (nullable): what else its name says: "kjv" of "en_kjv"
 * @is_key: it names the row
 *
 * A column of a table of texts. One that is neither is passed over.
 */
typedef struct
{
  char *lang;
  char *title;
  gboolean is_key;
} TriTableColumn;

/**
 * TriTableHeader:
 * @columns: (element-type TriTableColumn)
 * @n_texts: how many are texts
 * @is_certain: there is no column that is passed over
 * @is_register: a column says something of persons, places or works
 */
typedef struct
{
  GArray *columns;
  guint n_texts;
  gboolean is_certain;
  gboolean is_register;
} TriTableHeader;

/* By the first row: codes of languages, or their names in them, in English, French or Dutch. */
TriTableHeader *tri_table_header_new (const GPtrArray *fields) G_GNUC_WARN_UNUSED_RESULT;
/* So many bytes are enough for tri_table_header_guess(). */
#define TRI_TABLE_SAMPLE (256 * 1024)
/* By the words of the columns, where the first row says no languages: NULL where that does, or the
 * words do not tell two. *has_names: the first row names the columns in another way. */
TriTableHeader *tri_table_header_guess (TriCsv *csv, gboolean *has_names) G_GNUC_WARN_UNUSED_RESULT;
void tri_table_header_free (TriTableHeader *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (TriTableHeader, tri_table_header_free)

G_END_DECLS
