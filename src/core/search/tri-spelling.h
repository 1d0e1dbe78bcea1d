/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* How many letters have to be put in, left out, exchanged, or swapped with their neighbour to make
 * one of the other (Damerau and Levenshtein, no place changed twice); @most + 1 when it is more
 * than @most. In code points, folded. */
guint tri_spelling_compare (const gunichar *one,
                            guint n_one,
                            const gunichar *other,
                            guint n_other,
                            guint most);

G_END_DECLS
