/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "library/tri-library-works.h"

G_BEGIN_DECLS

/* Two texts of a work as the command line names them: by their languages or ids, parted by a comma;
 * without a name those of a work that has two. They are tied to each other. */
gboolean cli_pair_find (TriLibrary *library,
                        TriWork *work,
                        const char *names,
                        TriText **texts,
                        GError **error);
/* Any number of texts, named in the same way. (element-type gint64) */
gboolean cli_texts_find (TriWork *work, const char *names, GArray *texts, GError **error);

G_END_DECLS
