/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "reader-bookmark-find.h"

#include "library/tri-library-works.h"

#include <glib/gi18n.h>

/* By date the nearest is looked for among so many; among more it is the first. */
#define MAX_LOOKED_AT 400
/* By place it is among those close to where it would stand. */
#define N_CLOSE 16
/* So many can all be found as quickly as the first of them. */
#define FEW 3000
/* How many lines come with the answer, and how many of them stand above the nearest. */
#define N_FIRST 16
#define N_ABOVE 4
/* Characters of a counterpart that are shown. */
#define MAX_QUOTE 160

/* Where a bookmark stands. */
typedef struct
{
  gint64 work;
  gint64 text;
  int strand;
  guint64 row;
} Stand;

ReaderBookmarkQuery *
reader_bookmark_query_copy (const ReaderBookmarkQuery *self)
{
  ReaderBookmarkQuery *copy = g_memdup2 (self, sizeof *self);

  copy->asked.colour = g_strdup (self->asked.colour);
  copy->asked.label = g_strdup (self->asked.label);
  copy->asked.words = g_strdup (self->asked.words);
  return copy;
}

void
reader_bookmark_query_free (ReaderBookmarkQuery *self)
{
  g_free ((char *) self->asked.colour);
  g_free ((char *) self->asked.label);
  g_free ((char *) self->asked.words);
  g_free (self);
}

gboolean
reader_bookmark_query_is_same (const ReaderBookmarkQuery *self, const ReaderBookmarkQuery *other)
{
  const TriMarkQuery *one = &self->asked;
  const TriMarkQuery *two = &other->asked;

  return one->work == two->work && one->text == two->text && one->kinds == two->kinds
         && one->entity == two->entity && one->with_note == two->with_note
         && one->unplaced == two->unplaced && one->order == two->order
         && g_strcmp0 (one->colour, two->colour) == 0 && g_strcmp0 (one->label, two->label) == 0
         && g_strcmp0 (one->words, two->words) == 0;
}

void
reader_bookmark_found_free (ReaderBookmarkFound *self)
{
  g_clear_pointer (&self->ids, g_array_unref);
  g_clear_pointer (&self->items, g_ptr_array_unref);
  g_free (self);
}

/* --- Words */

/* What has been looked up of works. */
typedef struct
{
  TriLibrary *library;
  const ReaderBookmarkQuery *query;
  GHashTable *works; /* gint64 → TriWork or NULL */
  gboolean page;     /* what can be shown at once is enough */
} Reading;

static void
unref_work (gpointer work)
{
  g_clear_object (&work);
}

static TriWork *
get_work (Reading *self, gint64 id)
{
  gpointer work = NULL;

  if (!g_hash_table_lookup_extended (self->works, &id, NULL, &work))
    {
      work = tri_library_get_work (self->library, id, NULL);
      g_hash_table_insert (self->works, g_memdup2 (&id, sizeof id), work);
    }
  return work;
}

static TriText *
get_text (Reading *self, TriBookmark *bookmark)
{
  TriWork *work = get_work (self, bookmark->work);

  return work ? tri_work_get_text (work, bookmark->text) : NULL;
}

static const char *
get_title_of (TriText *text)
{
  return text ? text->title : "";
}

/* What it stands under in the list: its division, or its work in a list of all works. @chapter: the
 * row its division begins in, by which texts side by side share a title. */
static char *
dup_title (Reading *self, TriBookmark *bookmark, const char *part, TriText *text)
{
  TriWork *work = get_work (self, bookmark->work);

  if (!bookmark->passage)
    return g_strdup (_ ("The passage is gone"));
  if (self->query->asked.work == 0)
    return g_strdup (work ? work->title : "");
  return g_strdup (part ? part : get_title_of (text));
}

static char *
dup_place (Reading *self, TriBookmark *bookmark, const char *part, TriText *text)
{
  gboolean by_date = self->query->asked.order == TRI_BOOKMARK_ORDER_DATE;
  TriWork *work = get_work (self, bookmark->work);
  g_autoptr (GPtrArray) words = g_ptr_array_new ();

  if (text)
    g_ptr_array_add (words, text->lang);
  if (self->query->asked.work == 0 || by_date)
    g_ptr_array_add (words, (gpointer) (part ? part : get_title_of (text)));
  else if (text)
    g_ptr_array_add (words, text->title);
  if (self->query->asked.work == 0 && by_date && work)
    g_ptr_array_add (words, work->title);
  g_ptr_array_add (words, NULL);
  return g_strjoinv (" · ", (char **) words->pdata);
}

static char *
dup_counterpart (Reading *self, TriBookmark *bookmark)
{
  g_autoptr (GPtrArray) others = NULL;
  GString *words = g_string_new (NULL);

  if (bookmark->scope == TRI_SCOPE_PASSAGE && bookmark->passage)
    others = tri_library_list_mark_counterparts (self->library, bookmark->id, NULL);
  for (guint i = 0; others && i < others->len; i++)
    {
      TriMarkCounterpart *other = others->pdata[i];
      g_autofree char *quote = g_utf8_substring (other->quote,
                                                 0,
                                                 MIN (g_utf8_strlen (other->quote, -1),
                                                      MAX_QUOTE));

      g_strdelimit (quote, "\n", ' ');
      g_string_append_printf (words, "%s%s: %s", i ? " · " : "", other->lang, quote);
    }
  return g_string_free (words, FALSE);
}

/* --- Titles */

typedef struct
{
  int strand;
  guint64 chapter;
  char *title;
} Heading;

static void
heading_free (gpointer data)
{
  g_free (((Heading *) data)->title);
  g_free (data);
}

/* Under which heading it stands. */
static Heading *
new_heading (Reading *self, TriBookmark *bookmark, TriDivision *division, TriText *text)
{
  Heading *heading = g_new0 (Heading, 1);
  const char *part = division && division->title[0] ? division->title : NULL;
  guint64 row = 0;

  heading->strand = -1;
  heading->title = dup_title (self, bookmark, part, text);
  if (text && bookmark->passage && self->query->asked.work != 0
      && tri_library_find_row (self->library, text->id, division ? division->first : 0, &row))
    {
      heading->strand = (int) text->strand;
      heading->chapter = row;
    }
  return heading;
}

/* Whether one title does for both: of the work, or of the chapter that begins in the same row. */
static gboolean
is_same_heading (const Heading *a, const Heading *b)
{
  if (a->strand < 0 || b->strand < 0)
    return g_str_equal (a->title, b->title);
  return a->strand == b->strand && a->chapter == b->chapter;
}

static ReaderBookmarkItem *
read_item (Reading *self, TriBookmark *bookmark, Heading **heading)
{
  ReaderBookmarkItem *item = reader_bookmark_item_new (bookmark->id);
  g_autoptr (TriDivision) division = tri_library_get_division_of (self->library, bookmark->passage);
  const char *part = division && division->title[0] ? division->title : NULL;
  TriText *text = get_text (self, bookmark);

  item->bookmark = g_object_ref (bookmark);
  item->place = dup_place (self, bookmark, part, text);
  item->counterpart = dup_counterpart (self, bookmark);
  *heading = new_heading (self, bookmark, division, text);
  return item;
}

static Heading *
read_heading (Reading *self, gint64 id)
{
  g_autoptr (TriBookmark) bookmark = tri_library_get_bookmark (self->library, id, NULL);
  g_autoptr (TriDivision) division = NULL;

  if (!bookmark)
    return NULL;
  division = tri_library_get_division_of (self->library, bookmark->passage);
  return new_heading (self, bookmark, division, get_text (self, bookmark));
}

/* @headings: those that were read, by id. */
static void
set_title (Reading *self,
           GHashTable *headings,
           ReaderBookmarkItem *item,
           const ReaderBookmarkLine *line)
{
  Heading *own = g_hash_table_lookup (headings, &line->id);
  Heading *above = line->above ? g_hash_table_lookup (headings, &line->above) : NULL;

  if (self->query->asked.order == TRI_BOOKMARK_ORDER_DATE)
    return;
  if (!above && line->above && (above = read_heading (self, line->above)))
    g_hash_table_insert (headings, g_memdup2 (&line->above, sizeof line->above), above);
  if (!above || !is_same_heading (above, own))
    item->title = g_strdup (own->title);
}

GPtrArray *
reader_bookmark_read (TriLibrary *library,
                      const ReaderBookmarkQuery *query,
                      GArray *lines,
                      GError **error)
{
  g_autoptr (GPtrArray) items = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (GHashTable) works = g_hash_table_new_full (g_int64_hash,
                                                        g_int64_equal,
                                                        g_free,
                                                        unref_work);
  g_autoptr (GHashTable) headings = g_hash_table_new_full (g_int64_hash,
                                                           g_int64_equal,
                                                           g_free,
                                                           heading_free);
  Reading reading = { library, query, works, FALSE };

  for (guint i = 0; i < lines->len; i++)
    {
      const ReaderBookmarkLine *line = &g_array_index (lines, ReaderBookmarkLine, i);
      g_autoptr (GPtrArray) found = tri_library_get_marks (library, &line->id, 1, error);
      Heading *heading = NULL;
      ReaderBookmarkItem *item;

      if (!found)
        return NULL;
      if (found->len == 0)
        continue;
      item = read_item (&reading, found->pdata[0], &heading);
      g_ptr_array_add (items, item);
      g_hash_table_replace (headings, g_memdup2 (&line->id, sizeof line->id), heading);
      set_title (&reading, headings, item, line);
    }
  return g_steal_pointer (&items);
}

/* --- What is nearest */

static Stand
get_stand (Reading *self, TriBookmark *mark)
{
  TriText *text = mark->passage ? get_text (self, mark) : NULL;
  Stand stand = { mark->work, mark->text, -1, 0 };

  if (text && tri_library_find_row (self->library, text->id, mark->ord, &stand.row))
    stand.strand = (int) text->strand;
  return stand;
}

/* Of those that are still there. */
static GArray *
list_stands (Reading *self, GArray *ids, guint first, guint n, GError **error)
{
  const gint64 *all = (const gint64 *) ids->data;
  g_autoptr (GPtrArray) marks = tri_library_get_marks (self->library, all + first, n, error);
  GArray *stands = NULL;

  if (!marks)
    return NULL;
  stands = g_array_new (FALSE, FALSE, sizeof (Stand));
  for (guint i = 0; i < marks->len; i++)
    g_array_append_val (stands, ((Stand[]){ get_stand (self, marks->pdata[i]) }[0]));
  return stands;
}

/* Where the reader is. */
static gboolean
find_focus (Reading *self, Stand *focus)
{
  const ReaderBookmarkQuery *query = self->query;
  TriWork *work = query->focus_text ? get_work (self, query->focus_work) : NULL;
  TriText *text = work ? tri_work_get_text (work, query->focus_text) : NULL;

  if (!text)
    return FALSE;
  *focus = (Stand){ work->id, text->id, (int) text->strand, 0 };
  return tri_library_find_row (self->library, text->id, query->focus_ord, &focus->row);
}

/* In a row with several the one in the text that is read; without any near it, the first. */
static guint
find_nearest_stand (GArray *stands, const Stand *focus)
{
  guint64 nearest = G_MAXUINT64;
  guint found = 0;

  for (guint i = 0; i < stands->len; i++)
    {
      const Stand *stand = &g_array_index (stands, Stand, i);
      guint64 distance = 2 * (MAX (focus->row, stand->row) - MIN (focus->row, stand->row));

      distance += stand->text == focus->text ? 0 : 1;
      if (stand->work != focus->work || stand->strand != focus->strand || distance >= nearest)
        continue;
      nearest = distance;
      found = i;
    }
  return found;
}

static gboolean
is_before (Reading *self, gint64 id, const Stand *focus)
{
  g_autoptr (TriBookmark) mark = tri_library_get_bookmark (self->library, id, NULL);
  Stand stand = mark ? get_stand (self, mark) : (Stand){ 0 };

  if (stand.work != focus->work)
    return stand.work < focus->work;
  if (stand.strand != focus->strand)
    return (guint) stand.strand < (guint) focus->strand;
  return stand.row < focus->row;
}

/* The first that stands where the reader is, or behind it. */
static guint
search_focus (Reading *self, GArray *ids, const Stand *focus)
{
  guint first = 0;
  guint n = ids->len;

  while (n > 0)
    {
      guint half = n / 2;

      if (is_before (self, g_array_index (ids, gint64, first + half), focus))
        {
          first += half + 1;
          n -= half + 1;
        }
      else
        n = half;
    }
  return first;
}

static gboolean
find_nearest (Reading *self, ReaderBookmarkFound *found, GError **error)
{
  gboolean by_date = self->query->asked.order == TRI_BOOKMARK_ORDER_DATE;
  Stand focus = { 0 };
  g_autoptr (GArray) stands = NULL;
  guint first = 0;
  guint end = found->ids->len;

  if ((by_date && (found->is_page || end > MAX_LOOKED_AT)) || !find_focus (self, &focus))
    return TRUE;
  if (!by_date)
    {
      guint at = search_focus (self, found->ids, &focus);

      first = at > N_CLOSE ? at - N_CLOSE : 0;
      end = MIN (end, at + N_CLOSE);
    }
  stands = list_stands (self, found->ids, first, end - first, error);
  if (!stands)
    return FALSE;
  found->nearest = end > first ? first + find_nearest_stand (stands, &focus) : 0;
  return TRUE;
}

static GPtrArray *
read_first (Reading *self, const ReaderBookmarkFound *found, GError **error)
{
  g_autoptr (GArray) lines = g_array_new (FALSE, FALSE, sizeof (ReaderBookmarkLine));
  guint first = found->nearest > N_ABOVE ? found->nearest - N_ABOVE : 0;
  guint end = MIN (found->ids->len, first + N_FIRST);

  for (guint i = first; i < end; i++)
    {
      ReaderBookmarkLine line = { g_array_index (found->ids, gint64, i),
                                  i ? g_array_index (found->ids, gint64, i - 1) : 0 };

      g_array_append_val (lines, line);
    }
  return reader_bookmark_read (self->library, self->query, lines, error);
}

/* Rows take their time, too: of more than are seen those around the nearest come first. */
static void
cut (ReaderBookmarkFound *found)
{
  guint first = found->nearest > N_ABOVE ? found->nearest - N_ABOVE : 0;

  if (found->ids->len <= 2 * N_FIRST)
    return;
  first = MIN (first, found->ids->len - N_FIRST);
  g_array_set_size (found->ids, first + N_FIRST);
  g_array_remove_range (found->ids, 0, first);
  found->nearest -= first;
  found->is_page = TRUE;
}

static gpointer
finish (Reading *self, ReaderBookmarkFound *found, GError **error)
{
  g_autoptr (ReaderBookmarkFound) kept = found;

  if (!(self->page && self->query->from_start) && !find_nearest (self, kept, error))
    return NULL;
  if (self->page)
    cut (kept);
  kept->items = read_first (self, kept, error);
  return kept->items ? g_steal_pointer (&kept) : NULL;
}

/* FALSE with @error set; @ids is NULL when they are not found quickly. */
static gboolean
find_near (Reading *self, GArray **ids, GError **error)
{
  const ReaderBookmarkQuery *query = self->query;
  TriMarkNear near = { .n_before = N_ABOVE, .n_behind = N_FIRST - N_ABOVE };
  GError *local = NULL;

  if (query->from_start)
    near.n_behind = N_FIRST;
  else
    {
      near.text = query->focus_text;
      near.ord = query->focus_ord;
    }
  if (tri_library_has_more_marks (self->library, FEW))
    *ids = tri_library_find_marks_near (self->library, &query->asked, &near, &local);
  if (local)
    g_propagate_error (error, local);
  return local == NULL;
}

static gpointer
find (TriLibrary *library, const ReaderBookmarkQuery *query, gboolean page, GError **error)
{
  ReaderBookmarkFound *found = NULL;
  g_autoptr (GHashTable) works = g_hash_table_new_full (g_int64_hash,
                                                        g_int64_equal,
                                                        g_free,
                                                        unref_work);
  Reading reading = { library, query, works, page };
  GArray *ids = NULL;
  gboolean is_page;

  if (page && !find_near (&reading, &ids, error))
    return NULL;
  is_page = ids != NULL;
  if (!ids && !(ids = tri_library_find_marks (library, &query->asked, error)))
    return NULL;
  found = g_new0 (ReaderBookmarkFound, 1);
  found->ids = ids;
  found->is_page = is_page;
  return finish (&reading, found, error);
}

gpointer
reader_bookmark_find (TriLibrary *library,
                      gpointer query,
                      GCancellable *cancellable,
                      GError **error)
{
  return find (library, query, FALSE, error);
}

gpointer
reader_bookmark_find_page (TriLibrary *library,
                           gpointer query,
                           GCancellable *cancellable,
                           GError **error)
{
  return find (library, query, TRUE, error);
}
