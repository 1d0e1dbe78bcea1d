/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "library/tri-concordance-private.h"

#include "library/tri-library-private.h"
#include "library/tri-library-works.h"

#include <string.h>

/* The first lines are handed on at once, the others so often. */
#define GAP_US (100 * 1000)

static const char *const sort_nicks[TRI_N_CONCORDANCE_SORTS] = {
  "reading",
  "text",
  "hit",
  "L1",
  "L2",
  "L3",
  "R1",
  "R2",
  "R3",
};

const char *
tri_concordance_sort_to_nick (TriConcordanceSort sort)
{
  return sort_nicks[sort];
}

gboolean
tri_concordance_sort_from_nick (const char *nick, TriConcordanceSort *out)
{
  if (g_ascii_strcasecmp (nick, "left") == 0)
    nick = "L1";
  else if (g_ascii_strcasecmp (nick, "right") == 0)
    nick = "R1";
  for (guint i = 0; i < TRI_N_CONCORDANCE_SORTS; i++)
    if (g_ascii_strcasecmp (nick, sort_nicks[i]) == 0)
      {
        *out = (TriConcordanceSort) i;
        return TRUE;
      }
  return FALSE;
}

/* --- The object */

static void
free_text (gpointer data)
{
  TriConcordanceText *text = data;

  g_free (text->uuid);
  g_free (text->lang);
  g_free (text->title);
  g_free (text->work_title);
  g_free (text);
}

static void
add_text (TriConcordance *self, const TriWork *work, const TriText *text)
{
  TriConcordanceText *added = g_new0 (TriConcordanceText, 1);

  added->id = text->id;
  added->work = work->id;
  added->uuid = g_strdup (text->uuid);
  added->lang = g_strdup (text->lang);
  added->title = g_strdup (text->title);
  added->work_title = g_strdup (work->title);
  g_ptr_array_add (self->texts, added);
  g_hash_table_insert (self->by_id, &added->id, GUINT_TO_POINTER (self->texts->len));
  g_ptr_array_add (self->seekers, tri_search_get_matcher (self->search, text->lang));
  g_ptr_array_add (self->others, tri_search_get_counterpart_matcher (self->search, text->lang));
}

/* As they came to the library: which was opened last has nothing to do with it. */
static int
compare_works (gconstpointer a, gconstpointer b)
{
  const TriWork *left = *(TriWork *const *) a;
  const TriWork *right = *(TriWork *const *) b;

  return left->id < right->id ? -1 : left->id > right->id;
}

TriConcordance *
tri_concordance_new (TriLibrary *library, TriSearch *search, GError **error)
{
  g_autoptr (GPtrArray) works = tri_library_list_works (library, error);
  TriConcordance *self = NULL;

  if (!works)
    return NULL;
  self = g_atomic_rc_box_new0 (TriConcordance);
  g_mutex_init (&self->mutex);
  self->search = tri_search_ref (search);
  self->texts = g_ptr_array_new_with_free_func (free_text);
  self->by_id = g_hash_table_new (g_int64_hash, g_int64_equal);
  self->seekers = g_ptr_array_new ();
  self->others = g_ptr_array_new ();
  self->hits = g_array_new (FALSE, FALSE, sizeof (TriConcordanceHit));
  g_ptr_array_sort (works, compare_works);
  for (guint i = 0; i < works->len; i++)
    {
      const TriWork *work = g_ptr_array_index (works, i);

      for (guint j = 0; j < work->texts->len && self->texts->len < G_MAXUINT16; j++)
        add_text (self, work, g_ptr_array_index (work->texts, j));
    }
  return self;
}

static void
clear (gpointer data)
{
  TriConcordance *self = data;

  tri_search_unref (self->search);
  g_hash_table_unref (self->by_id);
  g_ptr_array_unref (self->seekers);
  g_ptr_array_unref (self->others);
  g_ptr_array_unref (self->texts);
  g_array_unref (self->hits);
  g_mutex_clear (&self->mutex);
}

TriConcordance *
tri_concordance_ref (TriConcordance *self)
{
  return g_atomic_rc_box_acquire (self);
}

void
tri_concordance_unref (TriConcordance *self)
{
  g_atomic_rc_box_release_full (self, clear);
}

TriSearch *
tri_concordance_get_search (TriConcordance *self)
{
  return self->search;
}

const GPtrArray *
tri_concordance_get_texts (TriConcordance *self)
{
  return self->texts;
}

int
tri_concordance_find_text (TriConcordance *self, gint64 text)
{
  return GPOINTER_TO_INT (g_hash_table_lookup (self->by_id, &text)) - 1;
}

guint
tri_concordance_count (TriConcordance *self)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->mutex);

  return self->hits->len;
}

gboolean
tri_concordance_get_hit (TriConcordance *self, guint index, TriConcordanceHit *out)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->mutex);

  if (index >= self->hits->len)
    return FALSE;
  *out = g_array_index (self->hits, TriConcordanceHit, index);
  return TRUE;
}

gboolean
tri_concordance_is_cut (TriConcordance *self)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->mutex);

  return self->is_cut;
}

/* --- Finding */

typedef struct
{
  TriConcordance *concordance;
  TriLibrary *library;
  guint limit;
  gboolean by_rank;
  TriConcordanceFunc found;
  gpointer data;
  GByteArray *seen; /* a bit for each passage, by its id */
  gint64 told;      /* when @found was called */
  gboolean is_over; /* there is nothing more to look for */
  GError *error;
} Finding;

/* A list that is handed on once more, ranked, brings nothing new. */
static gboolean
is_new (Finding *self, gint64 passage)
{
  guint64 byte = (guint64) passage / 8;
  guint8 bit = (guint8) (1u << (passage % 8));

  if (passage < 0 || byte >= G_MAXINT32)
    return TRUE;
  if (byte >= self->seen->len)
    {
      guint old = self->seen->len;

      g_byte_array_set_size (self->seen, (guint) MAX (byte + 1, (guint64) old * 2));
      memset (self->seen->data + old, 0, self->seen->len - old);
    }
  if (self->seen->data[byte] & bit)
    return FALSE;
  self->seen->data[byte] |= bit;
  return TRUE;
}

static void
add_places (Finding *self, gint64 passage, guint ord, guint text, const GArray *matches)
{
  TriConcordance *concordance = self->concordance;
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&concordance->mutex);
  GArray *hits = concordance->hits;

  for (guint i = 0; i < matches->len; i++)
    {
      const TriMatch *match = &g_array_index (matches, TriMatch, i);
      TriConcordanceHit hit = { passage, ord, match->start, match->end, (guint16) text };

      if (hits->len >= self->limit)
        {
          concordance->is_cut = TRUE;
          self->is_over = TRUE;
          return;
        }
      hit.is_exact = match->is_exact;
      g_array_append_val (hits, hit);
    }
}

/* With names and dates, which few questions need. */
static gboolean
add_full (Finding *self, const TriSearchHit *hit, guint text, TriMatcher *matcher)
{
  g_autoptr (TriPassage) passage = NULL;
  g_autoptr (GArray) matches = NULL;
  g_autoptr (GError) failed = NULL;

  passage = tri_library_get_passage (self->library, hit->passage, &failed);
  if (passage
      && tri_matcher_match (matcher, passage->content, passage->mentions, passage->dates, &matches))
    add_places (self, passage->id, passage->ord, text, matches);
  if (!failed || g_error_matches (failed, TRI_ERROR, TRI_ERROR_NOT_FOUND))
    return TRUE;
  g_propagate_error (&self->error, g_steal_pointer (&failed));
  return FALSE;
}

static gboolean
add_plain (Finding *self, const TriSearchHit *hit, guint text, TriMatcher *matcher)
{
  static const char sql[] = "SELECT ord, content FROM passages WHERE id = ?";
  g_autoptr (TriStatement) row = tri_library_prepare (self->library, sql, &self->error);
  g_autoptr (GArray) matches = NULL;

  if (!row)
    return FALSE;
  sqlite3_bind_int64 (row, 1, hit->passage);
  if (!tri_library_next (self->library, row, &self->error))
    return self->error == NULL;
  if (tri_matcher_match (matcher, tri_statement_get_text (row, 1), NULL, NULL, &matches))
    add_places (self, hit->passage, (guint) sqlite3_column_int64 (row, 0), text, matches);
  return TRUE;
}

static gboolean
add_passage (Finding *self, const TriSearchHit *hit)
{
  int text = tri_concordance_find_text (self->concordance, hit->text);
  TriMatcher *matcher = NULL;

  if (text < 0 || !is_new (self, hit->passage))
    return TRUE;
  matcher = g_ptr_array_index (self->concordance->seekers, text);
  if (!matcher)
    return TRUE;
  if (tri_matcher_needs_mentions (matcher) || tri_matcher_needs_dates (matcher))
    return add_full (self, hit, (guint) text, matcher);
  return add_plain (self, hit, (guint) text, matcher);
}

static void
begin_anew (Finding *self)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->concordance->mutex);

  g_array_set_size (self->concordance->hits, 0);
  g_byte_array_set_size (self->seen, 0);
  self->concordance->is_cut = FALSE;
}

/* What was found is shown before anybody asks for more. */
static void
tell (Finding *self)
{
  self->told = g_get_monotonic_time ();
  if (self->found && !self->found (self->concordance, self->data))
    self->is_over = TRUE;
}

static int
compare_hits (gconstpointer a, gconstpointer b, gpointer data)
{
  const TriSearchHit *left = a;
  const TriSearchHit *right = b;
  int left_text = tri_concordance_find_text (data, left->text);
  int right_text = tri_concordance_find_text (data, right->text);

  if (left_text != right_text)
    return left_text < right_text ? -1 : 1;
  return left->passage < right->passage ? -1 : left->passage > right->passage;
}

/* As they are read they come from the file one beside the other. */
static TriSearchHit *
dup_hits (Finding *self, const TriSearchStep *step)
{
  TriSearchHit *hits = g_memdup2 (step->hits, step->n_hits * sizeof *step->hits);

  if (hits && !self->by_rank)
    g_qsort_with_data (hits, (int) step->n_hits, sizeof *hits, compare_hits, self->concordance);
  return hits;
}

static gboolean
add_hits (Finding *self, const TriSearchStep *step)
{
  g_autofree TriSearchHit *hits = dup_hits (self, step);

  for (guint i = 0; i < step->n_hits && !self->is_over; i++)
    {
      if (!add_passage (self, &hits[i]))
        return FALSE;
      if (i % 64 == 63 && g_get_monotonic_time () - self->told > GAP_US)
        tell (self);
      if (g_cancellable_set_error_if_cancelled (self->library->cancellable, &self->error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
step_cb (const TriSearchStep *step, gpointer data)
{
  Finding *self = data;

  if (step->replaces && self->by_rank)
    begin_anew (self);
  if (!add_hits (self, step))
    return FALSE;
  /* Ranking them is of no use here. */
  if (step->is_counted && !self->by_rank)
    self->is_over = TRUE;
  if (!self->is_over && !step->is_complete && self->told == 0)
    tell (self);
  return !self->is_over;
}

gboolean
tri_concordance_run (TriConcordance *self,
                     TriLibrary *library,
                     guint limit,
                     gboolean by_rank,
                     TriConcordanceFunc found,
                     gpointer data,
                     GError **error)
{
  g_autoptr (GByteArray) seen = g_byte_array_new ();
  g_autoptr (GError) failed = NULL;
  Finding finding = { self, library, limit ? limit : TRI_CONCORDANCE_MAX, by_rank, found, data };
  gboolean is_found;

  finding.seen = seen;
  is_found = tri_search_run (self->search, library, step_cb, &finding, &failed);
  if (finding.error)
    {
      g_propagate_error (error, finding.error);
      return FALSE;
    }
  if (is_found || finding.is_over)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&failed));
  return FALSE;
}
