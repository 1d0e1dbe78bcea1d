/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "library/tri-checksum-vfs.h"
#include "library/tri-import.h"
#include "library/tri-library-bookmarks.h"
#include "library/tri-library-entities.h"
#include "library/tri-library-private.h"
#include "library/tri-library-search.h"
#include "library/tri-library-works.h"

#include <glib/gstdio.h>
#include <string.h>

/* Each released version of the schema has a library here, written by make-library as it was then,
 * and every later version must find the same in it. */
static const char *const stored[] = {
  "library-1.db",
  "library-2.db",
  "library-3.db",
  "library-4.db",
  "library-5.db",
  "library-6.db",
};

static char *
copy_stored (const char *name)
{
  g_autofree char *source = g_test_build_filename (G_TEST_DIST, "fixtures", name, NULL);
  g_autofree char *folder = g_dir_make_tmp ("migrations-XXXXXX", NULL);
  char *path = g_build_filename (folder, "library.db", NULL);
  g_autofree char *content = NULL;
  g_autoptr (GError) error = NULL;
  gsize length = 0;

  g_file_get_contents (source, &content, &length, &error);
  g_assert_no_error (error);
  g_file_set_contents (path, content, (gssize) length, &error);
  g_assert_no_error (error);
  return path;
}

static void
check_rows (TriLibrary *library, TriWork *work)
{
  g_autoptr (GPtrArray) rows = tri_library_read_rows (library, work->id, 0, 0, 10, NULL);
  TriRow *row = NULL;
  TriPassage *passage = NULL;

  g_assert_nonnull (rows);
  g_assert_cmpuint (rows->len, ==, 2);
  row = rows->pdata[1];
  passage = tri_row_get_cell (row, 0)->pdata[0];
  g_assert_cmpstr (passage->content, ==, "Nel Beek passe l’eau depuis 1931. Personne ne paie.");
  g_assert_cmpstr (passage->key, ==, "fr-1");
  g_assert_cmpuint (passage->sentences->len, ==, 2);
  g_assert_cmpuint (passage->dates->len, ==, 1);
  g_assert_cmpstr (g_array_index (passage->dates, TriDate, 0).edtf, ==, "1931");
  passage = tri_row_get_cell (row, 1)->pdata[0];
  g_assert_cmpstr (passage->key, ==, "nl-1");
}

static void
check_counterparts (TriLibrary *library, gint64 work)
{
  gint64 french = tri_library_find_passage (library, work, "fr-1", NULL);
  gint64 dutch = tri_library_find_passage (library, work, "nl-1", NULL);
  g_autoptr (GArray) counterparts = tri_library_get_counterparts (library, french, 1, NULL);

  g_assert_nonnull (counterparts);
  g_assert_cmpuint (counterparts->len, ==, 1);
  g_assert_cmpint (g_array_index (counterparts, TriCounterpart, 0).passage, ==, dutch);
  g_assert_cmpint (g_array_index (counterparts, TriCounterpart, 0).sentence, ==, 1);
}

/* One mention the file names, one that the linker found. */
static void
check_entity (TriLibrary *library, TriWork *work)
{
  static const TriOrigin origins[] = { TRI_ORIGIN_ENCODED, TRI_ORIGIN_LINKED };
  gint64 id = tri_library_find_entity (library, work->id, "Nel", NULL);
  g_autoptr (TriEntity) entity = tri_library_get_entity (library, id, NULL);

  g_assert_nonnull (entity);
  g_assert_cmpint (entity->type, ==, TRI_ENTITY_PERSON);
  g_assert_cmpuint (entity->names->len, ==, 3);
  g_assert_cmpstr (tri_entity_get_description (entity, "nl"), ==, "Vaart op het veer.");
  for (guint i = 0; i < work->texts->len; i++)
    {
      TriText *text = work->texts->pdata[i];
      g_autoptr (GArray) contexts = NULL;

      contexts = tri_library_list_mentions (library, id, text->id, 0, 10, NULL);
      g_assert_nonnull (contexts);
      g_assert_cmpuint (contexts->len, ==, 1);
      g_assert_cmpint (g_array_index (contexts, TriContext, 0).mention.origin, ==, origins[i]);
    }
}

static void
check_bookmark (TriLibrary *library, gint64 work)
{
  g_autoptr (GPtrArray) bookmarks = NULL;
  TriBookmark *bookmark = NULL;

  bookmarks = tri_library_list_bookmarks (library, work, NULL, TRI_BOOKMARK_ORDER_PLACE, NULL);
  g_assert_nonnull (bookmarks);
  g_assert_cmpuint (bookmarks->len, ==, 1);
  bookmark = bookmarks->pdata[0];
  g_assert_cmpstr (bookmark->quote, ==, "Nel");
  g_assert_cmpstr (bookmark->note, ==, "Wie is zij?");
  g_assert_cmpstr (bookmark->labels[0], ==, "veer");
}

static gboolean
found_cb (const TriSearchStep *step, gpointer data)
{
  GArray *hits = data;

  for (guint i = 0; i < step->n_hits; i++)
    g_array_append_val (hits, step->hits[i].passage);
  return TRUE;
}

/* The index of words was made anew by version 6. */
static void
check_search (TriLibrary *library, gint64 work)
{
  g_autoptr (GArray) hits = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr (GError) error = NULL;
  g_autoptr (TriSearch) search = tri_search_new (library, "L'EAU", NULL, &error);

  g_assert_no_error (error);
  g_assert_true (tri_search_run (search, library, found_cb, hits, &error));
  g_assert_no_error (error);
  g_assert_cmpuint (hits->len, ==, 1);
  g_assert_cmpint (g_array_index (hits, gint64, 0),
                   ==,
                   tri_library_find_passage (library, work, "fr-1", NULL));
}

static void
check_content (TriLibrary *library)
{
  g_autoptr (GPtrArray) works = tri_library_list_works (library, NULL);
  g_autofree char *taste = tri_library_dup_setting (library, "taste");
  g_autofree char *place = NULL;
  TriWork *work = NULL;

  g_assert_nonnull (works);
  g_assert_cmpuint (works->len, ==, 1);
  work = works->pdata[0];
  g_assert_cmpstr (work->title, ==, "The ferry");
  g_assert_cmpuint (work->texts->len, ==, 2);
  place = tri_library_dup_place (library, work->id);
  g_assert_cmpstr (place, ==, "{\"row\":1}");
  g_assert_cmpstr (taste, ==, "salty");
  check_rows (library, work);
  check_counterparts (library, work->id);
  check_entity (library, work);
  check_bookmark (library, work->id);
  check_search (library, work->id);
}

/* Opened for writing it is brought up to date; after that, a reader finds the same. */
static void
test_open (gconstpointer data)
{
  static const TriLibraryMode modes[] = { TRI_LIBRARY_READ_WRITE, TRI_LIBRARY_READ_ONLY };
  g_autofree char *path = copy_stored (data);

  for (guint i = 0; i < G_N_ELEMENTS (modes); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (TriLibrary) library = tri_library_open (path, modes[i], &error);
      g_autoptr (GPtrArray) faults = NULL;

      g_assert_no_error (error);
      g_assert_false (tri_library_is_new (library));
      check_content (library);
      g_assert_true (tri_checksum_is_kept (library->db));
      if (modes[i] == TRI_LIBRARY_READ_WRITE)
        faults = tri_library_check (library, FALSE, NULL, &error);
      g_assert_no_error (error);
      g_assert_cmpuint (faults ? faults->len : 0, ==, 0);
    }
}

/* The journal that an older version wrote is undone by a newer one. */
static void
test_undo (gconstpointer data)
{
  g_autofree char *path = copy_stored (data);
  g_autofree char *act = NULL;
  g_autoptr (GPtrArray) bookmarks = NULL;
  g_autoptr (TriLibrary) library = NULL;
  g_autoptr (GError) error = NULL;

  library = tri_library_open (path, TRI_LIBRARY_READ_WRITE, &error);
  g_assert_no_error (error);
  act = tri_library_undo (library, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (act, ==, "bookmark.add");
  bookmarks = tri_library_list_bookmarks (library, 0, NULL, TRI_BOOKMARK_ORDER_DATE, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (bookmarks->len, ==, 0);
}

/* The present version, opened for reading alone, where nothing can be brought up to date. One that
 * is not released yet has no file: the latest is brought to it first. */
static void
test_read_only (void)
{
  g_autofree char *path = copy_stored (stored[G_N_ELEMENTS (stored) - 1]);
  g_autoptr (TriLibrary) library = NULL;
  g_autoptr (GError) error = NULL;

  library = tri_library_open (path, TRI_LIBRARY_READ_WRITE, &error);
  g_assert_no_error (error);
  g_clear_object (&library);
  library = tri_library_open (path, TRI_LIBRARY_READ_ONLY, &error);
  g_assert_no_error (error);
  check_content (library);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  for (guint i = 0; i < G_N_ELEMENTS (stored); i++)
    {
      g_autofree char *open = g_strconcat ("/migrations/open/", stored[i], NULL);
      g_autofree char *undo = g_strconcat ("/migrations/undo/", stored[i], NULL);

      g_test_add_data_func (open, stored[i], test_open);
      g_test_add_data_func (undo, stored[i], test_undo);
    }
  g_test_add_func ("/migrations/read-only", test_read_only);

  return g_test_run ();
}
