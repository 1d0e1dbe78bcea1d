/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "library/tri-library-private.h"
#include "library/tri-library-warnings.h"

G_BEGIN_DECLS

/* Private to the library: which warnings the reader put aside. */

/* Sets is_aside of those. (element-type TriEntityWarning) */
gboolean tri_warning_marks_read (TriLibrary *self, gint64 work, GArray *warnings, GError **error);

G_END_DECLS
