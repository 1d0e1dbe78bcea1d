/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "library/tri-library.h"

G_BEGIN_DECLS

/* Private to the library. Where a mark stands: the titles of its text and of its chapter. */
char *tri_sheet_place_dup (TriLibrary *library,
                           gint64 passage,
                           const char *title) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
