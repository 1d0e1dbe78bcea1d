/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "formats/tri-exporter.h"

#include "library/tri-library-bookmarks.h"
#include "tri-error.h"

#include <glib/gi18n-lib.h>

/* Marks that are read at once. */
#define PAGE 200

/**
 * tri_export_ranges_new:
 *
 * Returns: (transfer full) (element-type TriExportRange): no ranges yet
 */
GArray *
tri_export_ranges_new (void)
{
  return g_array_new (FALSE, FALSE, sizeof (TriExportRange));
}

static void
add (GArray *ranges, gint64 text, guint first, guint n)
{
  TriExportRange range = { text, first, n };

  g_array_append_val (ranges, range);
}

void
tri_export_ranges_add_division (GArray *ranges, TriDivision *division)
{
  add (ranges, division->text, division->first, division->n_passages);
}

gboolean
tri_export_ranges_add_passages (GArray *ranges,
                                TriLibrary *library,
                                gint64 from,
                                gint64 to,
                                GError **error)
{
  g_autoptr (TriPassage) first = tri_library_get_passage (library, from, error);
  g_autoptr (TriPassage) last = NULL;

  if (!first)
    return FALSE;
  last = tri_library_get_passage (library, to, error);
  if (!last)
    return FALSE;
  if (first->text != last->text)
    {
      g_set_error_literal (error,
                           TRI_ERROR,
                           TRI_ERROR_FAILED,
                           _ ("The two passages stand in different texts. Name two of one text; "
                              "what corresponds in the others comes along."));
      return FALSE;
    }
  add (ranges,
       first->text,
       MIN (first->ord, last->ord),
       MAX (first->ord, last->ord) - MIN (first->ord, last->ord) + 1);
  return TRUE;
}

/* A mark that ends nowhere, or in another text, is where it begins. */
static gboolean
add_place (GArray *ranges, TriLibrary *library, gint64 work, TriBookmark *place, GError **error)
{
  gint64 end = place->end_passage ? place->end_passage : place->passage;

  if (place->work != work || place->passage == 0)
    return TRUE;
  if (end == place->passage)
    {
      add (ranges, place->text, place->ord, 1);
      return TRUE;
    }
  return tri_export_ranges_add_passages (ranges, library, place->passage, end, error);
}

static gboolean
add_mark (GArray *ranges, TriLibrary *library, gint64 work, TriBookmark *mark, GError **error)
{
  if (!add_place (ranges, library, work, mark, error))
    return FALSE;
  for (guint i = 0; i < mark->parts->len; i++)
    if (!add_place (ranges, library, work, g_ptr_array_index (mark->parts, i), error))
      return FALSE;
  return TRUE;
}

gboolean
tri_export_ranges_add_bookmarks (GArray *ranges,
                                 TriLibrary *library,
                                 gint64 work,
                                 const gint64 *bookmarks,
                                 guint n_bookmarks,
                                 GError **error)
{
  guint n_before = ranges->len;

  for (guint i = 0; i < n_bookmarks; i += PAGE)
    {
      g_autoptr (GPtrArray) marks = NULL;

      marks = tri_library_get_marks (library, bookmarks + i, MIN (PAGE, n_bookmarks - i), error);
      if (!marks)
        return FALSE;
      for (guint j = 0; j < marks->len; j++)
        if (!add_mark (ranges, library, work, g_ptr_array_index (marks, j), error))
          return FALSE;
    }
  if (ranges->len > n_before)
    return TRUE;
  g_set_error_literal (error,
                       TRI_ERROR,
                       TRI_ERROR_NOT_FOUND,
                       _ ("None of these bookmarks has a place in this work. Nothing was "
                          "written."));
  return FALSE;
}
