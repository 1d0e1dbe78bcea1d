/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "model/tri-enums.h"

#include <glib.h>

G_BEGIN_DECLS

/* What a column of a register in a table says. */
typedef enum
{
  TRI_COLUMN_IGNORED,
  TRI_COLUMN_KEY,
  TRI_COLUMN_TYPE,
  TRI_COLUMN_NAME, /* of a kind, in a language; several are parted by | */
  TRI_COLUMN_FORENAME,
  TRI_COLUMN_SURNAME,
  TRI_COLUMN_DESCRIPTION,
  TRI_COLUMN_DATES,
  TRI_COLUMN_BIRTH, /* or the beginning of something */
  TRI_COLUMN_DEATH,
  TRI_COLUMN_IDENTIFIER, /* of a scheme; several are parted by | */
  TRI_COLUMN_LANG,       /* of the names and descriptions whose column names none */
} TriColumnRole;

/**
 * TriColumn:
 * @lang: of names and descriptions: BCP 47, or "" when the column does not say
 * @scheme: of identifiers
 *
 * One column. Its word ("name:fr", "short:nl", "id", "identifier:VIAF", "-") is what the command
 * line and exported files call it.
 */
typedef struct
{
  TriColumnRole role;
  TriNameKind kind;
  char *lang;
  char *scheme;
} TriColumn;

/* (element-type TriColumn) */
GArray *tri_columns_recognise (const GPtrArray *header) G_GNUC_WARN_UNUSED_RESULT;
gboolean tri_columns_map (GArray *columns,
                          const GPtrArray *header,
                          const char *mapping,
                          GError **error);
gboolean tri_columns_has (const GArray *columns, TriColumnRole role);
char *tri_column_dup_word (const TriColumn *self) G_GNUC_WARN_UNUSED_RESULT;
gboolean tri_column_parse (TriColumn *self, const char *word);
void tri_column_clear (TriColumn *self);

gboolean tri_entity_type_from_word (const char *word, TriEntityType *out);

G_END_DECLS
