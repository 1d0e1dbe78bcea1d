/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "library/tri-library.h"

G_BEGIN_DECLS

/* The passage of @text, another version of the text that @passage is in, where one who was at
 * @passage goes on reading: the same words, else as far behind the last ones before it that are the
 * same. 0 when @passage or @text is none. A bounded look-up. */
gint64 tri_library_find_in_version (TriLibrary *self, gint64 passage, gint64 text);

G_END_DECLS
