/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* A date in a cell of a table as EDTF: EDTF itself, a bare year, or words in @lang (NULL: English,
 * French or Dutch); NULL when it is none. */
char *tri_register_date_to_edtf (const char *cell, const char *lang) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
