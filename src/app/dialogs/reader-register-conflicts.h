/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "library/tri-library-registers.h"

#include <adwaita.h>

G_BEGIN_DECLS

/* What of a file does not go together with the register it is merged into. */

GtkStringList *reader_register_conflicts_new_choices (void) G_GNUC_WARN_UNUSED_RESULT;
GtkWidget *reader_register_conflicts_new_row (const TriRegisterConflict *conflict)
    G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
