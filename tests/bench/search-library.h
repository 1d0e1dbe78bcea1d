/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Makes a library for measuring search: @copies works of three Bibles each (English, French, Dutch,
 * linked verse by verse), with names and dates, and beside it each language as plain text
 * ("<path>.en.txt", one passage a line). The first work is as the texts are; in the others one word
 * in twelve is another one, rare words among them. Kept in TRIPTYCH_BENCH_DIR. NULL: the test data
 * is not there. */
char *search_library_make (guint copies) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
