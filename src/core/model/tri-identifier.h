/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* What an identifier of an entity, or a pointer of a text, says of whom is meant, in one form for
 * the many in which both are written; NULL when it says nothing outside of its file. @scheme may be
 * NULL. */
char *tri_identifier_dup_key (const char *scheme, const char *value) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
