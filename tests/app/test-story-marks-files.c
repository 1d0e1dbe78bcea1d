/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "atspi-story.h"

#include "story-links.h"

/* Bookmarks go to a file, and come from a file of another program: by the keyboard, and through the
 * bus. */

#define MAIN_WINDOW "Victor Serge"
#define EXPORT "Export Bookmarks and Notes"
#define IMPORT "Import Bookmarks and Notes"

/* A row of Hypothesis, of words that are there, and of some that are not. */
static const char rows[] = "{\"rows\":[{\"id\":\"one\",\"uri\":\"https://example.org\","
                           "\"text\":\"so\",\"created\":\"2024-05-01T10:00:00Z\","
                           "\"updated\":\"2024-05-01T10:00:00Z\","
                           "\"document\":{\"title\":[\"Victor Serge\"]},"
                           "\"target\":[{\"selector\":[{\"type\":\"TextQuoteSelector\","
                           "\"exact\":\"what nobody ever wrote anywhere\"}]}]}]}";

static char *
write_rows (void)
{
  g_autofree char *folder = g_dir_make_tmp ("marks-XXXXXX", NULL);
  char *path = g_build_filename (folder, "rows.json", NULL);

  g_assert_true (g_file_set_contents (path, rows, -1, NULL));
  return path;
}

static gboolean
has_marks (gpointer data)
{
  static const char *const arguments[] = { "bookmarks", "list", NULL };
  g_autoptr (JsonNode) node = program_ask (arguments);

  return json_array_get_length (json_node_get_array (node)) == GPOINTER_TO_UINT (data);
}

static void
wait_marks (guint n)
{
  program_wait_until (has_marks, GUINT_TO_POINTER (n), "the bookmarks");
}

static void
choose (Program *program, const char *path)
{
  story_choose_file (program, "Choose Bookmarks and Notes", path);
  g_object_unref (program_wait_for (program, ATSPI_ROLE_FRAME, IMPORT));
  program_focus_window (program, IMPORT);
  g_object_unref (program_wait_for (program, ATSPI_ROLE_LABEL, "rows.json – Hypothesis"));
  g_object_unref (
      program_wait_for (program, ATSPI_ROLE_LABEL, "added without a place: not found"));
}

static void
test_keyboard (void)
{
  g_autofree char *path = write_rows ();
  Program *program = program_start (NULL);

  program_wait_message (program, "*, row 1 of *");
  program_press ("ctrl+alt+o");
  choose (program, path);
  program_press ("ctrl+Return");
  program_wait_gone (program, ATSPI_ROLE_FRAME, IMPORT);
  wait_marks (1);
  program_focus_window (program, MAIN_WINDOW);
  program_press ("ctrl+alt+s");
  g_object_unref (program_wait_for (program, ATSPI_ROLE_FRAME, EXPORT));
  program_focus_window (program, EXPORT);
  g_object_unref (program_wait_for (program, ATSPI_ROLE_LABEL, "*AnnotationCollection*"));
  program_press ("Escape");
  program_wait_gone (program, ATSPI_ROLE_FRAME, EXPORT);
  program_focus_window (program, MAIN_WINDOW);
  program_press ("ctrl+z");
  wait_marks (0);
  program_press ("ctrl+q");
  program_wait (program);
}

static void
test_bus (void)
{
  g_autofree char *path = write_rows ();
  Program *program = program_start (NULL);
  g_autoptr (Accessible) window = NULL;
  g_autoptr (Accessible) dialog = NULL;

  program_wait_message (program, "*, row 1 of *");
  window = program_wait_for (program, ATSPI_ROLE_FRAME, MAIN_WINDOW);
  program_act (window, "bookmark.import");
  choose (program, path);
  dialog = program_wait_for (program, ATSPI_ROLE_FRAME, IMPORT);
  program_act (dialog, "marks.import");
  program_wait_gone (program, ATSPI_ROLE_FRAME, IMPORT);
  wait_marks (1);
  program_end (program);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/story-marks-files/keyboard", test_keyboard);
  g_test_add_func ("/story-marks-files/bus", test_bus);
  story_overlook_leaks ();
  return g_test_run ();
}
