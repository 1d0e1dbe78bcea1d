/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "model/tri-passage.h"

G_BEGIN_DECLS

/* A name that somebody marked; offsets in code points of the passage. */
typedef struct
{
  guint start;
  guint end;
  TriEntityType type;
} GoldName;

typedef struct
{
  GString *content;
  glong length;  /* code points */
  GArray *names; /* (element-type GoldName) */
} GoldPassage;

/* (element-type GoldPassage): texts whose names are marked, as their makers write them. What is
 * neither a person, a place nor an organisation is passed over, and so is a common noun. */
GPtrArray *gold_read_columns (const char *path, guint tag_column, GError **error);
GPtrArray *gold_read_brat (const char *path, GError **error);
GPtrArray *gold_read_conll (const char *path, GError **error);

G_END_DECLS
