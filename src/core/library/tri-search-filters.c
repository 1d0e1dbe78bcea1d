/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "library/tri-search-private.h"
#include "tri-fold.h"

#include <string.h>

/* Where a question looks: work:, text:, chapter: and kind:. */

static gboolean
is_in_title (TriLibrary *library, const char *sql, gint64 id, const char *folded)
{
  g_autoptr (TriStatement) statement = tri_library_prepare (library, sql, NULL);
  g_autofree char *title = NULL;

  if (!statement)
    return FALSE;
  sqlite3_bind_int64 (statement, 1, id);
  if (!tri_library_next (library, statement, NULL))
    return FALSE;
  title = tri_fold (tri_statement_get_text (statement, 0));
  return strstr (title, folded) != NULL;
}

/* The texts that a filter of works or texts names, by their titles. */
static void
filter_texts (TriSearch *self,
              TriLibrary *library,
              const TriQueryNode *filter,
              gboolean wanted,
              gboolean *is_allowed)
{
  static const char work[] = "SELECT title FROM works WHERE id = ?";
  static const char text[] = "SELECT title FROM texts WHERE id = ?";
  gboolean by_work = g_str_equal (filter->name, "work");
  g_autofree char *folded = tri_fold (filter->value ? filter->value : "");
  gboolean any = FALSE;

  for (guint i = 0; i < self->texts->len; i++)
    {
      const TriSearchText *each = self->texts->pdata[i];
      gboolean named = by_work ? is_in_title (library, work, each->work, folded)
                               : is_in_title (library, text, each->id, folded);

      any |= named;
      is_allowed[i] &= named == wanted;
    }
  if (!any)
    tri_search_add_note (self, TRI_QUERY_UNKNOWN_PLACE, filter);
}

static gboolean
add_stretches (TriSearch *self,
               TriLibrary *library,
               const char *sql,
               gint64 division,
               const char *folded,
               GArray *stretches,
               GError **error)
{
  g_autoptr (TriStatement) statement = tri_library_prepare (library, sql, error);
  GError *local = NULL;

  if (!statement)
    return FALSE;
  sqlite3_bind_int64 (statement, 1, division);
  while (tri_library_next (library, statement, &local))
    {
      g_autofree char *title = tri_fold (tri_statement_get_text (statement, 3));
      int text = tri_search_texts_find_id (self->texts, sqlite3_column_int64 (statement, 0));
      guint first = (guint) sqlite3_column_int64 (statement, 1);
      TriSearchStretch stretch = {
        (guint) MAX (text, 0),
        first,
        first + (guint) sqlite3_column_int64 (statement, 2),
      };

      if (text >= 0 && (!folded || strstr (title, folded)))
        g_array_append_val (stretches, stretch);
    }
  if (local)
    g_propagate_error (error, local);
  return local == NULL;
}

static int
compare_stretches (gconstpointer a, gconstpointer b)
{
  const TriSearchStretch *one = a;
  const TriSearchStretch *other = b;

  if (one->text != other->text)
    return one->text < other->text ? -1 : 1;
  return one->first < other->first ? -1 : one->first > other->first;
}

/* By text and place, none overlapping another: chapters lie in chapters. */
static void
join_stretches (GArray *stretches)
{
  guint n = 0;

  g_array_sort (stretches, compare_stretches);
  for (guint i = 0; i < stretches->len; i++)
    {
      const TriSearchStretch each = g_array_index (stretches, TriSearchStretch, i);
      TriSearchStretch *last = n > 0 ? &g_array_index (stretches, TriSearchStretch, n - 1) : NULL;

      if (last && last->text == each.text && each.first <= last->end)
        last->end = MAX (last->end, each.end);
      else
        g_array_index (stretches, TriSearchStretch, n++) = each;
    }
  g_array_set_size (stretches, n);
}

static gboolean
filter_chapters (TriSearch *self,
                 TriLibrary *library,
                 TriSearchBranch *branch,
                 gint64 division,
                 const TriQueryNode *filter,
                 gboolean wanted,
                 GError **error)
{
  static const char one[] = "SELECT text, first, passages, title FROM divisions WHERE id = ?1";
  static const char all[] = "SELECT text, first, passages, title FROM divisions WHERE ?1 = 0";
  g_autofree char *folded = filter ? tri_fold (filter->value ? filter->value : "") : NULL;
  TriSearchChapters *chapters = g_new0 (TriSearchChapters, 1);

  chapters->are_left_out = !wanted;
  chapters->stretches = g_array_new (FALSE, FALSE, sizeof (TriSearchStretch));
  g_ptr_array_add (branch->chapters, chapters);
  if (!add_stretches (self,
                      library,
                      filter ? all : one,
                      filter ? 0 : division,
                      folded,
                      chapters->stretches,
                      error))
    return FALSE;
  join_stretches (chapters->stretches);
  if (filter && chapters->stretches->len == 0)
    tri_search_add_note (self, TRI_QUERY_UNKNOWN_PLACE, filter);
  return chapters->stretches->len > 0 || !wanted;
}

static guint
get_kind (const char *nick)
{
  static const char *const nicks[] = { "heading", "paragraph", "item", "verse", "quote", "note" };

  for (guint i = 0; i < G_N_ELEMENTS (nicks); i++)
    if (g_strcmp0 (nick, nicks[i]) == 0)
      return 1u << i;
  return 0;
}

gboolean
tri_search_filter_division (TriSearch *self,
                            TriLibrary *library,
                            TriSearchBranch *branch,
                            GError **error)
{
  gint64 division = self->options->division;

  return division == 0 || filter_chapters (self, library, branch, division, NULL, TRUE, error);
}

gboolean
tri_search_apply_filter (TriSearch *self,
                         TriLibrary *library,
                         TriSearchBranch *branch,
                         const TriQueryNode *filter,
                         gboolean wanted,
                         GError **error)
{
  if (g_str_equal (filter->name, "kind"))
    {
      guint kind = get_kind (filter->value);

      branch->kinds &= wanted ? kind : ~kind;
      return branch->kinds != 0;
    }
  if (g_str_equal (filter->name, "chapter"))
    return filter_chapters (self, library, branch, 0, filter, wanted, error);
  filter_texts (self, library, filter, wanted, branch->is_allowed);
  return TRUE;
}
