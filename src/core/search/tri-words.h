/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* The longest word in bytes; what is longer is cut. */
#define TRI_WORD_MAX 120

/**
 * TriWord:
 * @folded: as tri_fold() makes it; valid until the next word
 * @length: of @folded in bytes
 * @start: code points into the text; @end is exclusive
 * @from: the same in bytes; @to is exclusive
 */
typedef struct
{
  const char *folded;
  gsize length;
  guint start;
  guint end;
  gsize from;
  gsize to;
} TriWord;

/* FALSE ends the walk. */
typedef gboolean (*TriWordFunc) (const TriWord *word, gpointer data);

/* What search takes for words: runs of letters, marks and digits, without case and accents. An
 * apostrophe or a hyphen parts words (l’homme is two, as is peut-être); a soft hyphen does not; of
 * scripts without spaces each character is a word. @length: in bytes, -1 to the NUL. Returns FALSE
 * when @func ended the walk. */
gboolean tri_words_foreach (const char *text, gssize length, TriWordFunc func, gpointer data);
/* (element-type utf8): the folded words of a text, in order. */
GPtrArray *tri_words_list (const char *text) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
