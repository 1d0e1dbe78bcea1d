/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "formats/tri-register-table.h"

#include <adwaita.h>

G_BEGIN_DECLS

/* A row for a column of a table: what stands above it, its first values, and what it is taken for,
 * which can be changed. */
GtkWidget *reader_register_columns_new_row (const TriTable *table, guint column);
/* The word of what the reader chose, NULL when it is what was recognised. */
const char *reader_register_columns_get_changed (AdwComboRow *row);

G_END_DECLS
