/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "atspi-story.h"

#include "story-links.h"

#include "library/tri-library-bookmarks.h"

/* Two libraries of one reader are brought together: by the keyboard, and through the bus. */

#define DIALOG "Merge Another Library"
#define ITEM "Merge Another Library…"
#define COUNTS "1 new, 0 changed, 0 deleted, 1 in conflict"

static TriLibrary *
open_library (const char *path)
{
  g_autoptr (GError) error = NULL;
  TriLibrary *library = tri_library_open (path, TRI_LIBRARY_READ_WRITE, &error);

  g_assert_no_error (error);
  return library;
}

static GPtrArray *
list_marks (TriLibrary *library)
{
  g_autoptr (GError) error = NULL;
  GPtrArray *marks = tri_library_list_bookmarks (library,
                                                 0,
                                                 NULL,
                                                 TRI_BOOKMARK_ORDER_PLACE,
                                                 &error);

  g_assert_no_error (error);
  return marks;
}

static void
save (TriLibrary *library, TriBookmark *mark, const char *note)
{
  g_autoptr (GError) error = NULL;

  g_free (mark->note);
  mark->note = g_strdup (note);
  tri_library_save_bookmark (library, mark, &error);
  g_assert_no_error (error);
}

static void
add_mark (const char *path, gint64 passage, const char *note)
{
  g_autoptr (TriLibrary) library = open_library (path);
  g_autoptr (TriBookmark) mark = tri_bookmark_new ();

  mark->passage = passage;
  mark->whole = TRUE;
  save (library, mark, note);
}

static void
change_mark (const char *path, const char *note)
{
  g_autoptr (TriLibrary) library = open_library (path);
  g_autoptr (GPtrArray) marks = list_marks (library);

  g_assert_cmpuint (marks->len, ==, 1);
  save (library, g_ptr_array_index (marks, 0), note);
}

/* The text is imported here and taken there; then one note is changed in both, and one is new. */
static char *
part (const char *mine)
{
  char *theirs = g_strconcat (mine, "-other.db", NULL);
  g_autofree char *contents = NULL;
  gsize size = 0;

  add_mark (mine, 2, "common");
  g_assert_true (g_file_get_contents (mine, &contents, &size, NULL));
  g_assert_true (g_file_set_contents (theirs, contents, (gssize) size, NULL));
  change_mark (theirs, "there");
  change_mark (mine, "here");
  change_mark (mine, "here, and later");
  add_mark (theirs, 3, "only there");
  return theirs;
}

typedef struct
{
  const char *path;
  const char *notes; /* in order, parted by | */
} Wanted;

static gboolean
has_notes (gpointer data)
{
  const Wanted *wanted = data;
  g_autoptr (TriLibrary) library = open_library (wanted->path);
  g_autoptr (GPtrArray) marks = list_marks (library);
  g_autoptr (GString) notes = g_string_new (NULL);

  for (guint i = 0; i < marks->len; i++)
    g_string_append_printf (notes,
                            "%s%s",
                            i ? "|" : "",
                            ((TriBookmark *) g_ptr_array_index (marks, i))->note);
  return g_str_equal (notes->str, wanted->notes);
}

static void
wait_notes (const char *path, const char *notes)
{
  Wanted wanted = { path, notes };

  program_wait_until (has_notes, &wanted, notes);
}

typedef struct
{
  Program *program;
  char *name;
} Focus;

static char *
dup_focus_name (Program *program)
{
  g_autoptr (Accessible) focus = program_dup_focus (program);

  return focus != NULL ? program_dup_name (focus) : NULL;
}

static gboolean
has_moved (gpointer data)
{
  const Focus *focus = data;
  g_autofree char *name = dup_focus_name (focus->program);

  return name != NULL && g_strcmp0 (name, focus->name) != 0;
}

static void
choose_in_menu (Program *program)
{
  program_press ("F10");
  program_wait_focus (program, "Import Texts…");
  for (guint i = 0; i < 20; i++)
    {
      g_autofree char *name = dup_focus_name (program);
      Focus focus = { program, name };

      if (g_str_equal (name, ITEM))
        break;
      program_press ("Down");
      program_wait_until (has_moved, &focus, "the next item");
    }
  program_wait_focus (program, ITEM);
  program_press ("Return");
}

static void
choose (Program *program, const char *path)
{
  story_choose_file (program, "Choose the Other Library", path);
  g_object_unref (program_wait_for (program, ATSPI_ROLE_FRAME, DIALOG));
  program_focus_window (program, DIALOG);
  g_object_unref (program_wait_for (program, ATSPI_ROLE_LABEL, COUNTS));
}

static void
wait_undecided (Program *program)
{
  program_wait_focus (program, "*Note: here here, and later, there there*");
}

static void
test_keyboard (void)
{
  g_autofree char *mine = story_make_lock (NULL, FALSE);
  g_autofree char *theirs = part (mine);
  Program *program = story_start (mine, STORY_LOCK);

  program_wait_message (program, "*, row 1 of *");
  choose_in_menu (program);
  choose (program, theirs);
  /* It only tells. */
  wait_notes (mine, "here, and later");
  program_press ("ctrl+Return");
  wait_undecided (program);
  wait_notes (mine, "here, and later|only there");
  program_press ("t");
  program_wait_gone (program, ATSPI_ROLE_LIST_ITEM, "*there there*");
  wait_notes (mine, "there|only there");
  program_press ("ctrl+z");
  wait_undecided (program);
  wait_notes (mine, "here, and later|only there");
  program_press ("b");
  wait_notes (mine, "here, and later\n\nthere|only there");
  program_press ("Escape");
  program_wait_gone (program, ATSPI_ROLE_FRAME, DIALOG);
  program_focus_window (program, STORY_LOCK);
  program_press ("ctrl+z");
  wait_notes (mine, "here, and later|only there");
  program_press ("ctrl+z");
  wait_notes (mine, "here, and later");
  story_quit (program);
}

static void
test_bus (void)
{
  g_autofree char *mine = story_make_lock (NULL, FALSE);
  g_autofree char *theirs = part (mine);
  Program *program = story_start (mine, STORY_LOCK);
  g_autoptr (Accessible) window = NULL;
  g_autoptr (Accessible) dialog = NULL;

  program_wait_message (program, "*, row 1 of *");
  window = program_wait_for (program, ATSPI_ROLE_FRAME, STORY_LOCK);
  program_act (window, "library.merge");
  choose (program, theirs);
  dialog = program_wait_for (program, ATSPI_ROLE_FRAME, DIALOG);
  program_act (dialog, "merge.start");
  wait_undecided (program);
  story_click (program, "Keep Mine (M)");
  program_wait_gone (program, ATSPI_ROLE_LIST_ITEM, "*there there*");
  wait_notes (mine, "here, and later|only there");
  wait_notes (theirs, "there|only there");
  program_act (dialog, "window.close");
  program_wait_gone (program, ATSPI_ROLE_FRAME, DIALOG);
  program_focus_window (program, STORY_LOCK);
  story_quit (program);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/story-merge/keyboard", test_keyboard);
  g_test_add_func ("/story-merge/bus", test_bus);
  story_overlook_leaks ();
  return g_test_run ();
}
