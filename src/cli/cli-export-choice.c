/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cli-export-choice.h"

#include "library/tri-library-bookmarks.h"
#include "tri-fold.h"

#include <glib/gi18n.h>
#include <string.h>

/* Without regard to case and accents, for titles. */
static gboolean
is_named (TriText *text, TriDivision *division, const char *name, const char *folded)
{
  g_autofree char *id = g_strconcat (text->uuid, "/", division->key, NULL);
  g_autofree char *title = tri_fold (division->title);

  return g_str_equal (id, name) || g_str_equal (division->key, name)
         || g_str_equal (title, folded);
}

static void
append_division (GString *lines, TriText *text, TriDivision *division)
{
  g_string_append_printf (lines,
                          "\n  %s  %s/%s  %s",
                          text->lang,
                          text->uuid,
                          division->key,
                          division->title);
}

/* A title may be the same in a translation: of the divisions of different texts the first is
 * meant. */
static TriDivision *
find_division (TriLibrary *library, TriWork *work, const char *name, GError **error)
{
  g_autofree char *folded = tri_fold (name);

  for (guint i = 0; i < work->texts->len; i++)
    {
      TriText *text = g_ptr_array_index (work->texts, i);
      g_autoptr (GPtrArray) divisions = NULL;
      g_autoptr (GString) lines = g_string_new (NULL);
      TriDivision *found = NULL;
      guint n = 0;

      divisions = tri_library_list_divisions (library, text->id, -1, 0, error);
      if (!divisions)
        return NULL;
      for (guint j = 0; j < divisions->len; j++)
        if (is_named (text, g_ptr_array_index (divisions, j), name, folded))
          {
            found = g_ptr_array_index (divisions, j);
            append_division (lines, text, found);
            n++;
          }
      if (n == 1)
        return g_object_ref (found);
      if (n == 0)
        continue;
      g_set_error (error,
                   TRI_ERROR,
                   TRI_ERROR_AMBIGUOUS,
                   _ ("The work has several divisions “%s”. Name one by its id:%s"),
                   name,
                   lines->str);
      return NULL;
    }
  g_set_error (error,
               TRI_ERROR,
               TRI_ERROR_NOT_FOUND,
               _ ("The work has no division “%s”. “export --format json” lists them."),
               name);
  return NULL;
}

static gboolean
add_division (GArray *ranges,
              TriLibrary *library,
              TriWork *work,
              const char *name,
              GError **error)
{
  g_autoptr (TriDivision) division = find_division (library, work, name, error);

  if (division)
    tri_export_ranges_add_division (ranges, division);
  return division != NULL;
}

static gboolean
add_bookmarks (GArray *ranges,
               TriLibrary *library,
               TriWork *work,
               const char *label,
               GError **error)
{
  TriMarkQuery query = { .work = work->id };
  g_autoptr (GArray) marks = NULL;

  if (!g_str_equal (label, "all"))
    query.label = label;
  marks = tri_library_find_marks (library, &query, error);
  if (!marks)
    return FALSE;
  return tri_export_ranges_add_bookmarks (ranges,
                                          library,
                                          work->id,
                                          (const gint64 *) marks->data,
                                          marks->len,
                                          error);
}

static gboolean
add_passages (GArray *ranges,
              TriLibrary *library,
              TriWork *work,
              const char *names,
              GError **error)
{
  const char *dots = strstr (names, "..");
  g_autofree char *first = dots ? g_strndup (names, (gsize) (dots - names)) : g_strdup (names);
  gint64 from = tri_library_find_passage (library, work->id, first, error);
  gint64 to = from;

  if (from != 0 && dots)
    to = tri_library_find_passage (library, work->id, dots + 2, error);
  return from != 0 && to != 0
         && tri_export_ranges_add_passages (ranges, library, from, to, error);
}

gboolean
cli_export_choice_find (const CliExportChoice *self,
                        TriLibrary *library,
                        TriWork *work,
                        GArray **ranges,
                        GError **error)
{
  g_autoptr (GArray) found = tri_export_ranges_new ();

  if (self->division && !add_division (found, library, work, self->division, error))
    return FALSE;
  if (self->bookmarks && !add_bookmarks (found, library, work, self->bookmarks, error))
    return FALSE;
  if (self->passages && !add_passages (found, library, work, self->passages, error))
    return FALSE;
  if (self->division || self->bookmarks || self->passages)
    *ranges = g_steal_pointer (&found);
  return TRUE;
}
