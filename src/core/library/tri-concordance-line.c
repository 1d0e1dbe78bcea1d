/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "library/tri-concordance-private.h"

#include "library/tri-library-works.h"
#include "library/tri-search-private.h"

#include <string.h>

/* --- Words around a place */

/* A line shows no line breaks; the number of code points stays. */
static char *
dup_line (const char *from, const char *to)
{
  return g_strdelimit (g_strndup (from, (gsize) (to - from)), "\n\r\t", ' ');
}

static const char *
walk (const char *from, guint n)
{
  for (; n > 0 && *from; n--)
    from = g_utf8_next_char (from);
  return from;
}

/* Where the words before @place begin: at most @width code points, from the beginning of a word. */
static const char *
find_left (const char *content, const char *place, guint width)
{
  const char *from = place;
  const char *word = NULL;

  for (guint n = 0; from > content && (width == 0 || n < width); n++)
    from = g_utf8_prev_char (from);
  if (from == content || g_unichar_isspace (g_utf8_get_char (g_utf8_prev_char (from))))
    return from;
  for (word = from; word < place; word = g_utf8_next_char (word))
    if (g_unichar_isspace (g_utf8_get_char (word)))
      return g_utf8_next_char (word);
  return from;
}

static const char *
find_right (const char *place, guint width)
{
  const char *to = place;
  const char *word = NULL;

  if (width == 0)
    return place + strlen (place);
  for (guint n = 0; n < width && *to; n++, to = g_utf8_next_char (to))
    if (g_unichar_isspace (g_utf8_get_char (to)))
      word = to;
  if (!*to || g_unichar_isspace (g_utf8_get_char (to)))
    return to;
  return word && word > place ? word : to;
}

static void
fill_words (TriConcordanceLine *self, const char *content, guint width)
{
  const char *start = walk (content, self->hit.start);
  const char *end = walk (start, self->hit.end - MIN (self->hit.start, self->hit.end));
  const char *left = find_left (content, start, width);
  const char *right = find_right (end, width);

  self->left = dup_line (left, start);
  self->words = dup_line (start, end);
  self->right = dup_line (end, right);
  self->is_cut_left = left > content;
  self->is_cut_right = *right != '\0';
}

/* --- Counterparts */

static void
free_counterpart (gpointer data)
{
  TriConcordanceCounterpart *self = data;

  g_free (self->content);
  g_array_unref (self->matches);
  g_free (self);
}

/* The sentences of it that correspond, one behind the other; all of it where a link says no
 * more. */
static TriRange
get_range (const TriPassage *passage, const GArray *found)
{
  TriRange range = { G_MAXUINT, 0 };

  for (guint i = 0; i < found->len; i++)
    {
      const TriCounterpart *counterpart = &g_array_index (found, TriCounterpart, i);
      const TriRange *sentence = NULL;

      if (counterpart->passage != passage->id)
        continue;
      if (counterpart->sentence < 0 || (guint) counterpart->sentence >= passage->sentences->len)
        return (TriRange){ 0, G_MAXUINT };
      sentence = &g_array_index (passage->sentences, TriRange, counterpart->sentence);
      range.start = MIN (range.start, sentence->start);
      range.end = MAX (range.end, sentence->end);
    }
  return range;
}

/* What the question wants there, else what it looks for itself. */
static GArray *
find_matches (TriConcordance *self, guint text, const TriPassage *passage, TriRange range)
{
  TriMatcher *matcher = g_ptr_array_index (self->others, text);
  g_autoptr (GArray) all = NULL;
  GArray *matches = g_array_new (FALSE, FALSE, sizeof (TriMatch));

  if (!matcher)
    matcher = g_ptr_array_index (self->seekers, text);
  if (!matcher
      || !tri_matcher_match (matcher, passage->content, passage->mentions, passage->dates, &all))
    return matches;
  for (guint i = 0; i < all->len; i++)
    {
      TriMatch match = g_array_index (all, TriMatch, i);

      if (match.start < range.start || match.end > range.end)
        continue;
      match.start -= range.start;
      match.end -= range.start;
      g_array_append_val (matches, match);
    }
  return matches;
}

static void
add_counterpart (TriConcordanceLine *self, guint text, const TriPassage *passage, TriRange range)
{
  TriConcordanceCounterpart *added = g_new0 (TriConcordanceCounterpart, 1);
  const char *from = walk (passage->content, range.start);

  added->passage = passage->id;
  added->text = g_ptr_array_index (self->concordance->texts, text);
  added->content = dup_line (from, walk (from, range.end - range.start));
  added->matches = find_matches (self->concordance, text, passage, range);
  g_ptr_array_add (self->counterparts, added);
}

static gboolean
has_passage (const TriConcordanceLine *self, gint64 passage)
{
  for (guint i = 0; i < self->counterparts->len; i++)
    if (((TriConcordanceCounterpart *) self->counterparts->pdata[i])->passage == passage)
      return TRUE;
  return FALSE;
}

static gboolean
add_found (TriConcordanceLine *self, TriLibrary *library, const GArray *found, GError **error)
{
  for (guint i = 0; i < found->len; i++)
    {
      const TriCounterpart *counterpart = &g_array_index (found, TriCounterpart, i);
      int text = tri_concordance_find_text (self->concordance, counterpart->text);
      g_autoptr (TriPassage) passage = NULL;

      if (text < 0 || (guint) text == self->hit.text || has_passage (self, counterpart->passage))
        continue;
      passage = tri_library_get_passage (library, counterpart->passage, error);
      if (!passage)
        return FALSE;
      add_counterpart (self, (guint) text, passage, get_range (passage, found));
    }
  return TRUE;
}

/* Of the sentences that the hit is in; of all of the passage where it has none. */
static GArray *
find_counterparts (const TriConcordanceLine *self,
                   TriLibrary *library,
                   const TriPassage *passage,
                   GError **error)
{
  int first = passage->sentences->len > 0
                  ? (int) tri_passage_get_sentence_at (passage, self->hit.start)
                  : -1;
  int last = first;
  GArray *found = tri_library_get_counterparts (library, passage->id, first, error);

  if (first >= 0 && self->hit.end > self->hit.start)
    last = (int) tri_passage_get_sentence_at (passage, self->hit.end - 1);
  for (int i = first + 1; found && i <= last; i++)
    {
      g_autoptr (GArray) more = tri_library_get_counterparts (library, passage->id, i, error);

      if (!more)
        {
          g_array_unref (found);
          return NULL;
        }
      g_array_append_vals (found, more->data, more->len);
    }
  return found;
}

static int
compare_counterparts (gconstpointer a, gconstpointer b, gpointer data)
{
  const TriCounterpart *left = a;
  const TriCounterpart *right = b;
  int left_text = tri_concordance_find_text (data, left->text);
  int right_text = tri_concordance_find_text (data, right->text);

  if (left_text != right_text)
    return left_text < right_text ? -1 : 1;
  return left->ord < right->ord ? -1 : left->ord > right->ord;
}

/* --- The line */

static void
clear_line (gpointer data)
{
  TriConcordanceLine *self = data;

  g_free (self->left);
  g_free (self->words);
  g_free (self->right);
  g_free (self->chapter);
  g_clear_pointer (&self->counterparts, g_ptr_array_unref);
  tri_concordance_unref (self->concordance);
}

TriConcordanceLine *
tri_concordance_line_ref (TriConcordanceLine *self)
{
  return g_atomic_rc_box_acquire (self);
}

void
tri_concordance_line_unref (TriConcordanceLine *self)
{
  g_atomic_rc_box_release_full (self, clear_line);
}

static TriConcordanceLine *
new_line (TriConcordance *self, const TriConcordanceHit *hit)
{
  TriConcordanceLine *line = g_atomic_rc_box_new0 (TriConcordanceLine);

  line->concordance = tri_concordance_ref (self);
  line->hit = *hit;
  line->text = g_ptr_array_index (self->texts, hit->text);
  line->counterparts = g_ptr_array_new_with_free_func (free_counterpart);
  return line;
}

TriConcordanceLine *
tri_concordance_read_line (TriConcordance *self,
                           TriLibrary *library,
                           guint index,
                           guint width,
                           GError **error)
{
  g_autoptr (TriConcordanceLine) line = NULL;
  g_autoptr (TriPassage) passage = NULL;
  g_autoptr (TriDivision) division = NULL;
  g_autoptr (GArray) found = NULL;
  g_autoptr (GError) failed = NULL;
  TriConcordanceHit hit;

  if (!tri_concordance_get_hit (self, index, &hit))
    return NULL;
  passage = tri_library_get_passage (library, hit.passage, &failed);
  if (!passage)
    {
      if (!g_error_matches (failed, TRI_ERROR, TRI_ERROR_NOT_FOUND))
        g_propagate_error (error, g_steal_pointer (&failed));
      return NULL;
    }
  line = new_line (self, &hit);
  fill_words (line, passage->content, width);
  division = tri_library_get_division_of (library, hit.passage);
  line->chapter = g_strdup (division && division->title ? division->title : "");
  found = find_counterparts (line, library, passage, error);
  if (!found || !tri_search_add_indirect (self->search, library, hit.passage, found, error))
    return NULL;
  g_array_sort_with_data (found, compare_counterparts, self);
  return add_found (line, library, found, error) ? g_steal_pointer (&line) : NULL;
}

static void
append_matches (GArray *matches, const TriConcordanceCounterpart *counterpart, guint before)
{
  for (guint i = 0; i < counterpart->matches->len; i++)
    {
      TriMatch match = g_array_index (counterpart->matches, TriMatch, i);

      match.start += before;
      match.end += before;
      g_array_append_val (matches, match);
    }
}

char *
tri_concordance_line_dup_counterpart (const TriConcordanceLine *self,
                                      const char *lang,
                                      GArray **matches)
{
  g_autoptr (GArray) places = g_array_new (FALSE, FALSE, sizeof (TriMatch));
  GString *words = g_string_new (NULL);

  for (guint i = 0; i < self->counterparts->len; i++)
    {
      const TriConcordanceCounterpart *counterpart = g_ptr_array_index (self->counterparts, i);

      if (!g_str_equal (counterpart->text->lang, lang))
        continue;
      if (words->len)
        g_string_append_c (words, ' ');
      append_matches (places, counterpart, (guint) g_utf8_strlen (words->str, -1));
      g_string_append (words, counterpart->content);
    }
  if (matches)
    *matches = g_steal_pointer (&places);
  return g_string_free (words, FALSE);
}

/* By text: whether a hit stands in it. Before all are found it may be wrong of the last ones. */
static gboolean *
mark_works (TriConcordance *self)
{
  gboolean *has_hit = g_new0 (gboolean, self->texts->len + 1);
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->mutex);

  for (guint i = 0; i < self->hits->len; i++)
    has_hit[g_array_index (self->hits, TriConcordanceHit, i).text] = TRUE;
  return has_hit;
}

GStrv
tri_concordance_list_languages (TriConcordance *self)
{
  g_autofree gboolean *has_hit = mark_works (self);
  g_autoptr (GHashTable) works = g_hash_table_new (g_int64_hash, g_int64_equal);
  g_autoptr (GPtrArray) languages = g_ptr_array_new ();

  for (guint i = 0; i < self->texts->len; i++)
    if (has_hit[i])
      g_hash_table_add (works, &((TriConcordanceText *) self->texts->pdata[i])->work);
  for (guint i = 0; i < self->texts->len; i++)
    {
      TriConcordanceText *text = g_ptr_array_index (self->texts, i);

      if (g_hash_table_contains (works, &text->work)
          && !g_ptr_array_find_with_equal_func (languages, text->lang, g_str_equal, NULL))
        g_ptr_array_add (languages, text->lang);
    }
  g_ptr_array_add (languages, NULL);
  return g_strdupv ((char **) languages->pdata);
}
