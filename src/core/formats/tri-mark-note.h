/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* A note (Markdown-lite) as formats want it. */

/* Text in HTML: markup escaped, what no file may hold as U+FFFD. */
void tri_mark_append_html (GString *out, const char *text);
/* The note as elements of HTML, in a div of class "note". */
void tri_mark_append_note_html (GString *out, const char *note);
/* The note as elements of TEI that may stand in a note. */
void tri_mark_append_note_tei (GString *out, const char *note);
/* The note without any marks. */
char *tri_mark_dup_note_plain (const char *note) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
