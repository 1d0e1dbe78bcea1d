/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "story-links.h"

/* A text is imported again after its file has changed, and what the reader marked in it comes
 * along; undone, the text is as before. By the keyboard, and through the bus. */

#define TITLE "The ledger"
#define MARKED "Nobody paid"
#define WORK_DIALOG "Titles and Languages"
#define REPORT "Import Again"
#define CHOOSER "Choose the New Version"
#define N_BEFORE 4
#define N_AFTER 5

/* The new version has one more passage, before the marked one. */
static char *
write_version (gboolean is_new)
{
  g_autofree char *folder = g_dir_make_tmp ("again-XXXXXX", NULL);
  char *path = g_build_filename (folder, "ledger.md", NULL);
  g_autofree char *words = NULL;

  words = g_strconcat ("# " TITLE "\n\nThe ferry left at nine with two carts and a mule.\n\n",
                       is_new ? "The mule had to be carried over the last plank.\n\n" : "",
                       MARKED ", since the ferryman slept.\n\n",
                       "In March the river took the rope away.\n",
                       NULL);
  g_assert_true (g_file_set_contents (path, words, -1, NULL));
  return path;
}

static char *
make_library (void)
{
  g_autofree char *folder = g_dir_make_tmp ("again-XXXXXX", NULL);
  char *library = g_build_filename (folder, "library.db", NULL);
  g_autofree char *path = write_version (FALSE);
  const char *const arguments[] = { "--library", library, "import", path, "--lang", "en", NULL };

  json_node_unref (program_ask (arguments));
  return library;
}

typedef struct
{
  const char *library;
  gint64 n_passages;
} Version;

static gboolean
has_version (gpointer data)
{
  const Version *version = data;
  const char *const arguments[] = { "--library", version->library, "texts", TITLE, NULL };
  g_autoptr (JsonNode) node = program_ask (arguments);
  JsonArray *texts = json_node_get_array (node);
  JsonObject *text = json_array_get_object_element (texts, 0);

  return json_array_get_length (texts) == 1
         && json_object_get_int_member (text, "passages") == version->n_passages;
}

static void
wait_version (const char *library, gint64 n_passages)
{
  Version version = { library, n_passages };

  program_wait_until (has_version, &version, "the version in the library");
}

/* The one bookmark, of the same words. */
static void
check_bookmark (const char *library)
{
  const char *const arguments[] = { "--library", library, "bookmarks", "list", NULL };
  g_autoptr (JsonNode) node = program_ask (arguments);
  JsonArray *bookmarks = json_node_get_array (node);
  JsonObject *bookmark = NULL;

  g_assert_cmpuint (json_array_get_length (bookmarks), ==, 1);
  bookmark = json_array_get_object_element (bookmarks, 0);
  g_assert_true (g_str_has_prefix (json_object_get_string_member (bookmark, "quote"), MARKED));
}

/* In the third row, by the command line: bookmarks have their own stories. */
static void
add_bookmark (const char *library)
{
  const char *const read[] = { "--library", library, "read", TITLE, NULL };
  g_autoptr (JsonNode) node = program_ask (read);
  JsonArray *rows = json_object_get_array_member (json_node_get_object (node), "rows");
  JsonObject *row = json_array_get_object_element (rows, 2);
  JsonArray *cells = json_object_get_array_member (row, "cells");
  const char *passage = json_array_get_string_element (json_array_get_array_element (cells, 0), 0);
  const char *const add[] = { "--library", library, "bookmarks", "add", TITLE, passage, NULL };

  json_node_unref (program_ask (add));
  check_bookmark (library);
}

static void
wait_report (Program *program, const char *path)
{
  story_choose_file (program, CHOOSER, path);
  g_object_unref (program_wait_for (program, ATSPI_ROLE_FRAME, REPORT));
  g_object_unref (program_wait_for (program, ATSPI_ROLE_LABEL, "What You Made"));
}

static void
test_keyboard (void)
{
  g_autofree char *library = NULL;
  g_autofree char *path = NULL;
  Program *program = NULL;

  if (story_skip_keys ())
    return;
  library = make_library ();
  path = write_version (TRUE);
  add_bookmark (library);
  program = story_start (library, TITLE);
  program_wait_message (program, "*row 1 of *");
  program_press ("ctrl+shift+l");
  program_focus_window (program, "Library");
  program_wait_focus (program, TITLE "*");
  program_press ("F2");
  g_object_unref (program_wait_for (program, ATSPI_ROLE_FRAME, WORK_DIALOG));
  program_focus_window (program, WORK_DIALOG);
  program_press ("alt+g");
  wait_report (program, path);
  program_focus_window (program, REPORT);
  wait_version (library, N_BEFORE);
  program_press ("ctrl+Return");
  program_wait_message (program, "Text imported again*");
  wait_version (library, N_AFTER);
  check_bookmark (library);
  program_focus_window (program, "Library");
  program_press ("ctrl+z");
  program_wait_message (program, "Undone: importing a text again");
  wait_version (library, N_BEFORE);
  check_bookmark (library);
  story_quit (program);
}

static void
test_bus (void)
{
  g_autofree char *library = make_library ();
  g_autofree char *path = write_version (TRUE);
  g_autoptr (Accessible) window = NULL;
  g_autoptr (Accessible) row = NULL;
  g_autoptr (Accessible) report = NULL;
  Program *program = NULL;

  add_bookmark (library);
  program = story_start (library, TITLE);
  program_wait_message (program, "*row 1 of *");
  window = program_wait_for (program, ATSPI_ROLE_FRAME, TITLE);
  program_act (window, "library.show");
  story_click (program, "Titles and languages");
  g_object_unref (program_wait_for (program, ATSPI_ROLE_FRAME, WORK_DIALOG));
  row = program_wait_for (program, ATSPI_ROLE_LIST_ITEM, "Import Again…*");
  program_act (row, "row.activate");
  wait_report (program, path);
  report = program_wait_for (program, ATSPI_ROLE_FRAME, REPORT);
  program_act (report, "replace.start");
  program_wait_message (program, "Text imported again*");
  wait_version (library, N_AFTER);
  check_bookmark (library);
  program_act (window, "edit.undo");
  wait_version (library, N_BEFORE);
  check_bookmark (library);
  program_end (program);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  story_overlook_leaks ();
  g_test_add_func ("/story-again/keyboard", test_keyboard);
  g_test_add_func ("/story-again/bus", test_bus);
  return g_test_run ();
}
