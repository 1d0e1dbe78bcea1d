/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "merge-fixture.h"

char *
copy_library (TriLibrary *library)
{
  g_autofree char *folder = g_dir_make_tmp ("merge-XXXXXX", NULL);
  char *path = g_build_filename (folder, "other.db", NULL);
  g_autofree char *sql = g_strdup_printf ("VACUUM INTO '%s'", path);
  g_autoptr (GError) error = NULL;

  tri_library_exec (library, sql, &error);
  g_assert_no_error (error);
  return path;
}

TriLibrary *
open_quick (const char *path)
{
  TriLibrary *library = fixture_open (path);

  g_assert_true (tri_library_exec (library, "PRAGMA synchronous = OFF", NULL));
  return library;
}

void
pair_init (Pair *self)
{
  static char *first = NULL;
  g_autofree char *folder = g_dir_make_tmp ("merge-XXXXXX", NULL);
  g_autofree char *contents = NULL;
  gsize size = 0;

  /* Made once: it waits for the disk. */
  if (!first)
    first = fixture_new ();
  g_assert_true (g_file_get_contents (first, &contents, &size, NULL));
  self->paths[0] = g_build_filename (folder, "library.db", NULL);
  g_assert_true (g_file_set_contents_full (self->paths[0],
                                           contents,
                                           (gssize) size,
                                           G_FILE_SET_CONTENTS_NONE,
                                           0600,
                                           NULL));
  self->libraries[0] = open_quick (self->paths[0]);
}

void
part (Pair *self)
{
  self->paths[1] = copy_library (self->libraries[0]);
  self->libraries[1] = open_quick (self->paths[1]);
  g_assert_true (tri_library_exec (self->libraries[1], "PRAGMA journal_mode = WAL", NULL));
}

void
pair_clear (Pair *self)
{
  for (guint i = 0; i < 2; i++)
    {
      g_clear_object (&self->libraries[i]);
      g_clear_pointer (&self->paths[i], g_free);
    }
}

void
set_note (TriBookmark *bookmark, const char *note)
{
  g_free (bookmark->note);
  bookmark->note = g_strdup (note);
}

char *
add_mark (TriLibrary *library, gint64 passage, const char *note)
{
  g_autoptr (TriBookmark) bookmark = tri_bookmark_new ();
  g_autoptr (GError) error = NULL;

  bookmark->passage = passage;
  bookmark->end = 5;
  set_note (bookmark, note);
  tri_library_save_bookmark (library, bookmark, &error);
  g_assert_no_error (error);
  return g_strdup (bookmark->uuid);
}

TriBookmark *
get_mark (TriLibrary *library, const char *uuid)
{
  g_autofree char *sql = g_strdup_printf ("SELECT id FROM bookmarks WHERE uuid = '%s' AND ?1 = 0",
                                          uuid);
  gint64 id = tri_library_ask (library, g_intern_string (sql), 0, 0);

  return id ? tri_library_get_bookmark (library, id, NULL) : NULL;
}

void
edit_mark (TriLibrary *library, const char *uuid, const char *note)
{
  g_autoptr (TriBookmark) bookmark = get_mark (library, uuid);
  g_autoptr (GError) error = NULL;

  set_note (bookmark, note);
  tri_library_save_bookmark (library, bookmark, &error);
  g_assert_no_error (error);
}

void
pair_merge (Pair *self)
{
  tri_merge_report_free (merge_file (self->libraries[0], self->paths[1]));
}

char *
part_with_mark (Pair *self, const char *note)
{
  g_autofree char *uuid = NULL;

  pair_init (self);
  uuid = add_mark (self->libraries[0], 2, note);
  part (self);
  return g_steal_pointer (&uuid);
}
