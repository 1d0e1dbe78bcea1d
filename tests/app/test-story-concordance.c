/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "story-links.h"

#include <string.h>

/* Somebody lists all places of a word, sorts them, leaves one out and goes to another: by the
 * keyboard, and through the bus. How many there are is asked of triptych-cli. */

#define CONCORDANCE "Concordance"
#define ENTRY "What is listed"

static JsonArray *
list_lines (const char *library, const char *sort, JsonNode **answer)
{
  const char *arguments[] = {
    "--library",
    library,
    "concordance",
    "Josse",
    "--lang",
    "nl",
    "--sort",
    sort,
    NULL,
  };

  *answer = program_ask (arguments);
  return json_object_get_array_member (json_node_get_object (*answer), "lines");
}

/* What the row of a line is called. */
static char *
dup_name (const char *library, const char *sort, guint position)
{
  g_autoptr (JsonNode) answer = NULL;
  JsonArray *lines = list_lines (library, sort, &answer);
  JsonObject *line = json_array_get_object_element (lines, position);

  return g_strdup_printf ("nl, *%s%s*",
                          json_object_get_string_member (line, "hit"),
                          json_object_get_string_member (line, "right"));
}

static guint
count_lines (const char *library)
{
  g_autoptr (JsonNode) answer = NULL;

  return json_array_get_length (list_lines (library, "reading", &answer));
}

static void
wait_count (Program *program, guint n)
{
  g_autofree char *words = g_strdup_printf ("%u lines", n);

  g_object_unref (program_wait_for (program, ATSPI_ROLE_STATUS_BAR, words));
}

static void
wait_line (Program *program, const char *library, const char *sort, guint position)
{
  g_autofree char *name = dup_name (library, sort, position);

  program_wait_focus (program, name);
}

static gboolean
is_there (gpointer path)
{
  return g_file_test (path, G_FILE_TEST_EXISTS);
}

/* All lines, with their counterparts. */
static void
export_lines (Program *program, guint n)
{
  g_autofree char *folder = g_dir_make_tmp ("concordance-XXXXXX", NULL);
  g_autofree char *path = g_build_filename (folder, "josse.tsv", NULL);
  g_autofree char *content = NULL;
  g_auto (GStrv) lines = NULL;

  program_press ("ctrl+s");
  story_choose_file (program, "Export the Concordance", path);
  program_wait_until (is_there, path, path);
  program_wait_message (program, "Exported to *");
  g_assert_true (g_file_get_contents (path, &content, NULL, NULL));
  lines = g_strsplit (content, "\r\n", -1);
  g_assert_cmpuint (g_strv_length (lines), ==, n + 2);
  g_assert_nonnull (strstr (lines[0], "\tcounterpart fr"));
  g_assert_nonnull (strstr (lines[1], "Josse Peeters arriva"));
  program_focus_window (program, CONCORDANCE);
}

static void
test_keyboard (void)
{
  g_autofree char *library = NULL;
  g_autofree char *left_out = NULL;
  Program *program = NULL;
  guint n = 0;

  if (story_skip_keys ())
    return;
  library = story_make_lock ("lock.nl.md", TRUE);
  n = count_lines (library);
  g_assert_cmpuint (n, >, 3);
  program = story_start (library, STORY_LOCK);
  program_wait_message (program, "*row 1 of *");
  program_press ("ctrl+shift+k");
  g_object_unref (program_wait_for (program, ATSPI_ROLE_FRAME, CONCORDANCE));
  program_focus_window (program, CONCORDANCE);
  program_wait_focus (program, ENTRY);
  program_type ("nl:Josse");
  wait_count (program, n);
  program_press ("Return");
  wait_line (program, library, "reading", 0);
  program_press ("Down");
  wait_line (program, library, "reading", 1);
  program_press ("Delete");
  left_out = g_strdup_printf ("%u lines, 1 left out", n - 1);
  g_object_unref (program_wait_for (program, ATSPI_ROLE_STATUS_BAR, left_out));
  wait_line (program, library, "reading", 2);
  program_press ("ctrl+z");
  wait_count (program, n);
  wait_line (program, library, "reading", 1);
  export_lines (program, n);
  program_press ("ctrl+d");
  program_wait_message (program, "Bookmarked");
  program_press ("Return");
  program_focus_window (program, STORY_LOCK);
  program_wait_focus (program, "Dutch, *");
  program_end (program);
}

static gboolean
has_first (gpointer data)
{
  Accessible **frame_and_name = data;
  g_autoptr (Accessible) line = program_find_in (frame_and_name[0],
                                                 ATSPI_ROLE_LIST_ITEM,
                                                 (const char *) frame_and_name[1]);

  return line != NULL;
}

static void
test_bus (void)
{
  g_autofree char *library = story_make_lock ("lock.nl.md", TRUE);
  g_autofree char *name = dup_name (library, "R1", 0);
  g_autofree char *last = dup_name (library, "reading", count_lines (library) - 1);
  Program *program = story_start (library, STORY_LOCK);
  g_autoptr (Accessible) window = NULL;
  g_autoptr (Accessible) frame = NULL;
  g_autoptr (Accessible) entry = NULL;
  g_autoptr (Accessible) line = NULL;
  gpointer wanted[2] = { NULL, last };

  program_wait_message (program, "*row 1 of *");
  program_press ("ctrl+shift+k");
  frame = program_wait_for (program, ATSPI_ROLE_FRAME, CONCORDANCE);
  entry = program_wait_in (frame, ATSPI_ROLE_ENTRY, ENTRY);
  program_set_words (entry, "nl:Josse");
  wait_count (program, count_lines (library));
  wanted[0] = frame;
  program_wait_until (has_first, wanted, last);
  story_click (program, "After");
  g_object_unref (program_wait_in (frame, ATSPI_ROLE_PUSH_BUTTON, "After 1*"));
  line = program_wait_in (frame, ATSPI_ROLE_LIST_ITEM, name);
  program_act (line, "row.focus");
  program_act (frame, "line.leave-out");
  program_wait_gone (program, ATSPI_ROLE_LIST_ITEM, name);
  program_act (frame, "line.undo");
  g_clear_object (&line);
  line = program_wait_in (frame, ATSPI_ROLE_LIST_ITEM, name);
  program_act (line, "row.activate");
  window = program_wait_for (program, ATSPI_ROLE_FRAME, STORY_LOCK);
  program_wait_focus (program, "Dutch, *");
  program_end (program);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  story_overlook_leaks ();
  g_test_add_func ("/story-concordance/keyboard", test_keyboard);
  g_test_add_func ("/story-concordance/bus", test_bus);
  return g_test_run ();
}
