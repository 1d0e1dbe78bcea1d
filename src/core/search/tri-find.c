/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "search/tri-find.h"

#include "search/tri-find-text.h"
#include "search/tri-words.h"
#include "tri-error.h"
#include "tri-utf8.h"

#include <glib/gi18n.h>
#include <unicode/uchar.h>

/* What an expression may try at one place of a passage: many times what any sensible one needs, and
 * about a millisecond. (a+)+$ would else go on for longer than anybody lives. */
#define LIMITS "(*LIMIT_MATCH=100000)(*LIMIT_DEPTH=20000)"

struct _TriFind
{
  gatomicrefcount references;
  TriFindFlags flags;
  char *needle; /* as tri_find_text() makes it; "": nothing is looked for */
  gsize length;
  GRegex *regex;
};

/* --- errors in an expression --- */

static const struct
{
  int code;
  const char *words;
} problems[] = {
  { G_REGEX_ERROR_UNMATCHED_PARENTHESIS, N_ ("a parenthesis lacks its counterpart") },
  { G_REGEX_ERROR_MISSING_SUBPATTERN_NAME_TERMINATOR, N_ ("a name is not ended") },
  { G_REGEX_ERROR_UNTERMINATED_CHARACTER_CLASS, N_ ("a [ is not closed by a ]") },
  { G_REGEX_ERROR_NOTHING_TO_REPEAT, N_ ("there is nothing to repeat") },
  { G_REGEX_ERROR_QUANTIFIERS_OUT_OF_ORDER, N_ ("the numbers in {} are the wrong way round") },
  { G_REGEX_ERROR_QUANTIFIER_TOO_BIG, N_ ("the number in {} is too large") },
  { G_REGEX_ERROR_RANGE_OUT_OF_ORDER, N_ ("the range in [] is the wrong way round") },
  { G_REGEX_ERROR_STRAY_BACKSLASH, N_ ("a \\ stands at the end") },
  { G_REGEX_ERROR_UNRECOGNIZED_ESCAPE, N_ ("nothing is known by this letter after \\") },
  { G_REGEX_ERROR_INEXISTENT_SUBPATTERN_REFERENCE, N_ ("there is no such group") },
  { G_REGEX_ERROR_VARIABLE_LENGTH_LOOKBEHIND, N_ ("what stands before must have a known length") },
  { G_REGEX_ERROR_EXPRESSION_TOO_LARGE, N_ ("it is too long") },
};

static const char *
get_problem_words (int code)
{
  for (guint i = 0; i < G_N_ELEMENTS (problems); i++)
    if (problems[i].code == code)
      return _ (problems[i].words);
  return _ ("it is not understood");
}

/* GLib says where in its message alone, behind the expression: in characters. Returns FALSE when it
 * does not. */
static gboolean
find_place (const char *message, const char *expression, const char *typed, guint *place)
{
  const char *behind = strstr (message, expression);
  gsize before = strlen (expression) - strlen (typed);
  guint64 at = 0;

  if (!behind)
    return FALSE;
  for (behind += strlen (expression); *behind && !g_ascii_isdigit (*behind);)
    behind++;
  if (!*behind)
    return FALSE;
  at = g_ascii_strtoull (behind, NULL, 10);
  if (at < before || at - before > strlen (typed))
    return FALSE;
  *place = (guint) (at - before) + 1;
  return TRUE;
}

static GRegex *
compile (const char *typed, gboolean folds, GError **error)
{
  g_autofree char *expression = g_strconcat (LIMITS, typed, NULL);
  g_autoptr (GError) local = NULL;
  GRegex *regex = g_regex_new (expression, folds ? G_REGEX_CASELESS : 0, 0, &local);
  guint place = 0;

  if (regex)
    return regex;
  if (find_place (local->message, expression, typed, &place))
    /* Translators: what is wrong with a regular expression, and where: "at character 5: there is
     * nothing to repeat". */
    g_set_error (error,
                 TRI_ERROR,
                 TRI_ERROR_SYNTAX,
                 _ ("At character %1$u: %2$s"),
                 place,
                 get_problem_words (local->code));
  else
    g_set_error (error,
                 TRI_ERROR,
                 TRI_ERROR_SYNTAX,
                 /* Translators: %s is what is wrong with it. */
                 _ ("This regular expression cannot be used: %s"),
                 get_problem_words (local->code));
  return NULL;
}

/* What is wrong is told of what was typed, not of what became of it. */
static GRegex *
make_regex (const char *typed, gboolean folds, GError **error)
{
  g_autoptr (GRegex) regex = compile (typed, folds, error);
  g_autofree char *folded = NULL;
  GRegex *without_accents = NULL;

  if (!regex || !folds)
    return g_steal_pointer (&regex);
  folded = tri_find_fold_expression (typed);
  without_accents = compile (folded, TRUE, NULL);
  return without_accents ? without_accents : g_steal_pointer (&regex);
}

/* --- where it is --- */

/* Where a stretch of the searched text comes from. A letter that became two (œ) is found whole. */
static TriRange
get_source (const GArray *offsets, guint start, guint end)
{
  guint last = g_array_index (offsets, guint, end - 1);
  guint next = g_array_index (offsets, guint, end);

  return (TriRange){ g_array_index (offsets, guint, start), MAX (next, last + 1) };
}

/* Of é only e was found: that is another letter to who distinguishes them. */
static gboolean
is_cut (const TriFind *self, const char *behind)
{
  return !(self->flags & TRI_FIND_FOLD) && (guchar) *behind >= 0x80
         && u_charType ((UChar32) g_utf8_get_char (behind)) == U_NON_SPACING_MARK;
}

static void
add (GArray *ranges, guint first, const TriRange *range)
{
  /* Both halves of ß are found when one looks for s. */
  if (ranges->len > first
      && range->start < g_array_index (ranges, TriRange, ranges->len - 1).end)
    return;
  if (range->end > range->start)
    g_array_append_val (ranges, *range);
}

static void
match_needle (const TriFind *self, const char *text, GArray *ranges)
{
  gboolean folds = (self->flags & TRI_FIND_FOLD) != 0;
  g_autofree char *searched = tri_find_text (text, folds, NULL);
  const char *at = strstr (searched, self->needle);
  g_autoptr (GArray) offsets = NULL;
  g_autofree char *same = NULL;
  guint n_points = tri_utf8_count (self->needle, self->length);
  guint first = ranges->len;
  const char *counted = searched;
  guint point = 0;

  if (!at)
    return;
  same = tri_find_text (text, folds, &offsets);
  while (at)
    {
      const char *behind = at + self->length;
      TriRange range;

      point += tri_utf8_count (counted, (gsize) (at - counted));
      counted = at;
      range = get_source (offsets, point, point + n_points);
      if (!is_cut (self, behind))
        add (ranges, first, &range);
      at = strstr (is_cut (self, behind) ? at + 1 : behind, self->needle);
    }
}

/* Returns whether the expression came to its end. */
static gboolean
match_regex (const TriFind *self, const char *text, GArray *ranges)
{
  gboolean folds = (self->flags & TRI_FIND_FOLD) != 0;
  g_autoptr (GArray) offsets = NULL;
  g_autofree char *folded = folds ? tri_find_text (text, TRUE, &offsets) : NULL;
  const char *searched = folds ? folded : text;
  g_autoptr (GMatchInfo) info = NULL;
  g_autoptr (GError) error = NULL;
  guint first = ranges->len;
  const char *counted = searched;
  guint point = 0;

  g_regex_match_full (self->regex, searched, -1, 0, G_REGEX_MATCH_NOTEMPTY, &info, &error);
  while (!error && g_match_info_matches (info))
    {
      int start = 0;
      int end = 0;
      TriRange range;

      g_match_info_fetch_pos (info, 0, &start, &end);
      /* \K may put the beginning behind the end. */
      if (start >= 0 && end > start && searched + start >= counted)
        {
          point += tri_utf8_count (counted, (gsize) (searched + start - counted));
          counted = searched + start;
          range = (TriRange){ point, point + tri_utf8_count (counted, (gsize) (end - start)) };
          if (folds)
            range = get_source (offsets, range.start, range.end);
          add (ranges, first, &range);
        }
      g_match_info_next (info, &error);
    }
  return error == NULL;
}

/* --- whole words --- */

typedef struct
{
  GArray *ranges;
  guint from; /* the first range that may have to do with the word */
} Cutter;

/* A range that begins or ends inside a word is emptied. */
static gboolean
cut_cb (const TriWord *word, gpointer data)
{
  Cutter *cutter = data;

  for (guint i = cutter->from; i < cutter->ranges->len; i++)
    {
      TriRange *range = &g_array_index (cutter->ranges, TriRange, i);

      if (range->start >= word->end)
        break;
      if ((range->start > word->start && range->start < word->end)
          || (range->end > word->start && range->end < word->end))
        range->end = range->start;
      if (range->end <= word->end && i == cutter->from)
        cutter->from++;
    }
  return cutter->from < cutter->ranges->len;
}

static void
keep_whole_words (const char *text, GArray *ranges, guint first)
{
  Cutter cutter = { ranges, first };
  guint kept = first;

  if (ranges->len == first)
    return;
  tri_words_foreach (text, -1, cut_cb, &cutter);
  for (guint i = first; i < ranges->len; i++)
    {
      TriRange range = g_array_index (ranges, TriRange, i);

      if (range.end > range.start)
        g_array_index (ranges, TriRange, kept++) = range;
    }
  g_array_set_size (ranges, kept);
}

/* --- public functions --- */

/**
 * tri_find_new:
 * @typed: what is looked for
 * @error: return location for %TRI_ERROR_SYNTAX, in words for the reader: what is wrong with the
 *   regular expression, and where
 *
 * Returns: (transfer full) (nullable): what finds it
 */
TriFind *
tri_find_new (const char *typed, TriFindFlags flags, GError **error)
{
  g_autoptr (TriFind) self = g_new0 (TriFind, 1);

  g_atomic_ref_count_init (&self->references);
  self->flags = flags;
  self->needle = tri_find_text (typed, (flags & TRI_FIND_FOLD) != 0, NULL);
  /* White space alone is what one begins with, no question. */
  if (g_str_equal (self->needle, " "))
    self->needle[0] = '\0';
  self->length = strlen (self->needle);
  if (!(flags & TRI_FIND_REGEX) || !*typed)
    return g_steal_pointer (&self);
  self->regex = make_regex (typed, (flags & TRI_FIND_FOLD) != 0, error);
  return self->regex ? g_steal_pointer (&self) : NULL;
}

TriFind *
tri_find_ref (TriFind *self)
{
  g_atomic_ref_count_inc (&self->references);
  return self;
}

void
tri_find_unref (TriFind *self)
{
  if (!g_atomic_ref_count_dec (&self->references))
    return;
  g_clear_pointer (&self->regex, g_regex_unref);
  g_free (self->needle);
  g_free (self);
}

gboolean
tri_find_is_empty (const TriFind *self)
{
  return !self->regex && self->length == 0;
}

/**
 * tri_find_match:
 * @text: UTF-8
 * @ranges: (element-type TriRange): where it is, in code points, is appended: in order, none
 *   overlapping another, none empty
 *
 * Finds what is looked for in one passage. What an expression tries is limited.
 *
 * Returns: %FALSE when a regular expression took too long here, so that some may be missing
 */
gboolean
tri_find_match (const TriFind *self, const char *text, GArray *ranges)
{
  guint first = ranges->len;
  gboolean is_whole = TRUE;

  if (self->regex)
    is_whole = match_regex (self, text, ranges);
  else if (self->length > 0)
    match_needle (self, text, ranges);
  if (self->flags & TRI_FIND_WORDS)
    keep_whole_words (text, ranges, first);
  return is_whole;
}
