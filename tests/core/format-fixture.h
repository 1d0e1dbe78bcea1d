/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "formats/tri-format.h"

G_BEGIN_DECLS

/* What tests of format readers share. Files are fixtures, or bytes with a name. */

/* The dump of what the reader pushes; NULL with an error. */
char *format_dup_dump (const TriFormat *format,
                       const char *name,
                       const char *bytes,
                       gsize n_bytes,
                       GError **error) G_GNUC_WARN_UNUSED_RESULT;
char *format_dup_words_dump (const TriFormat *format,
                             const char *words,
                             GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* Of a string: fails with this code, and a message that holds @part. */
void format_assert_fails (const TriFormat *format, const char *words, int code, const char *part);
/* The fixture is taken for this format, and its dump is the one beside it, which
 * TRIPTYCH_WRITE_DUMPS writes. */
void format_assert_dump (const TriFormat *format, const char *name);
/* Cut off behind every byte it is read, or there is an error. */
void format_assert_truncated (const TriFormat *format, const char *name);

typedef struct
{
  const char *name;
  const char *text;
  int score;
} FormatGuess;

/* What the format makes of the beginning of a file. */
void format_assert_guesses (const TriFormat *format, const FormatGuess *cases, gsize n_cases);

typedef struct
{
  const char *path; /* below the data of TRIPTYCH_TEST_DATA */
  guint n_texts;
  guint n_passages;
  guint n_links;
} FormatCounts;

/* How much there is in real files; the test is skipped without them. */
void format_assert_counts (const TriFormat *format, const FormatCounts *files, gsize n_files);

G_END_DECLS
