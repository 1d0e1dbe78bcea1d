/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "story-links.h"

/* A study sheet is made, written on, put in order, undone, and is still there the next day: by the
 * keyboard, and through the bus. What it holds is read with triptych-cli. */

#define SHEETS "Study Sheets"
#define CHOOSER "Add to Sheet"
#define TITLE "A sheet, or the title of a new one"

/* --- What is stored */

typedef struct
{
  const char *library;
  const char *items; /* their words, or the beginning of their quotes, by "|" */
} Stored;

static JsonArray *
get_items (JsonNode *sheet)
{
  return json_object_get_array_member (json_node_get_object (sheet), "items");
}

static char *
dup_stored (const char *library, const char *title)
{
  const char *list[] = { "--library", library, "sheets", "list", NULL };
  const char *show[] = { "--library", library, "sheets", "show", title, NULL };
  g_autoptr (JsonNode) sheets = program_ask (list);
  g_autoptr (GString) words = g_string_new (NULL);
  g_autoptr (JsonNode) sheet = NULL;
  JsonArray *items = NULL;

  if (json_array_get_length (json_node_get_array (sheets)) == 0)
    return g_strdup ("no sheet");
  sheet = program_ask (show);
  items = get_items (sheet);
  for (guint i = 0; i < json_array_get_length (items); i++)
    {
      JsonObject *item = json_array_get_object_element (items, i);

      g_string_append_printf (words,
                              "%s%s",
                              i ? "|" : "",
                              json_object_has_member (item, "words")
                                  ? json_object_get_string_member (item, "words")
                                  : "[mark]");
    }
  return g_string_free (g_steal_pointer (&words), FALSE);
}

static gboolean
is_stored (gpointer data)
{
  const Stored *stored = data;
  g_autofree char *words = dup_stored (stored->library, "Exile");

  return g_str_equal (words, stored->items);
}

static void
wait_stored (const char *library, const char *items)
{
  Stored stored = { library, items };

  program_wait_until (is_stored, &stored, items);
}

/* --- Keys */

static void
open_sheets (Program *program)
{
  program_press ("ctrl+shift+b");
  g_object_unref (program_wait_for (program, ATSPI_ROLE_FRAME, SHEETS));
  program_focus_window (program, SHEETS);
}

static void
write_words (Program *program, const char *words)
{
  program_press ("ctrl+Return");
  program_wait_focus (program, "Own text");
  program_type (words);
  program_press ("ctrl+Return");
  program_wait_focus (program, words);
}

static void
make_sheet (Program *program)
{
  program_wait_focus (program, "New Sheet*");
  program_press ("ctrl+n");
  program_wait_focus (program, "Title of the new sheet");
  program_type ("Exile");
  program_press ("Return");
  program_wait_focus (program, "Exile, 0 items");
}

static void
test_keyboard (void)
{
  g_autofree char *library = NULL;
  Program *program = NULL;

  if (story_skip_keys ())
    return;
  library = story_make_lock ("lock.nl.md", TRUE);
  program = story_start (library, STORY_LOCK);
  program_wait_message (program, "*row 1 of *");
  open_sheets (program);
  make_sheet (program);
  write_words (program, "first");
  write_words (program, "second");
  write_words (program, "third");
  wait_stored (library, "first|second|third");
  program_press ("alt+Up");
  wait_stored (library, "first|third|second");
  program_wait_focus (program, "third");
  program_press ("F2");
  program_wait_focus (program, "Own text");
  program_type (" time");
  program_press ("Escape");
  program_wait_focus (program, "third");
  program_press ("Delete");
  wait_stored (library, "first|second");
  program_wait_message (program, "1 item taken off");
  program_wait_focus (program, "second");
  program_press ("ctrl+z");
  wait_stored (library, "first|third|second");
  program_wait_message (program, "Undone: *");
  /* The first one takes the message away. */
  program_press ("Escape");
  program_wait_gone (program, ATSPI_ROLE_LABEL, "Undone: *");
  program_press ("Escape");
  program_wait_gone (program, ATSPI_ROLE_FRAME, SHEETS);
  program_focus_window (program, STORY_LOCK);
  program_wait_focus (program, "French, *");
  story_quit (program);

  program = story_start (library, STORY_LOCK);
  program_wait_message (program, "*row 1 of *");
  open_sheets (program);
  program_wait_focus (program, "Exile, 3 items");
  program_press ("ctrl+z");
  wait_stored (library, "first|second|third");
  program_press ("Delete");
  wait_stored (library, "no sheet");
  program_press ("ctrl+z");
  wait_stored (library, "first|second|third");
  program_end (program);
}

/* --- Bookmarks on a sheet, and a sheet in a file */

static void
check_file (const char *path, const char *words)
{
  g_autofree char *content = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_true (g_file_get_contents (path, &content, NULL, &error));
  g_assert_no_error (error);
  g_assert_nonnull (strstr (content, words));
}

static gboolean
is_there (gpointer path)
{
  return g_file_test (path, G_FILE_TEST_EXISTS);
}

static char *
dup_path (const char *name)
{
  g_autofree char *folder = g_dir_make_tmp ("sheets-XXXXXX", NULL);

  return g_build_filename (folder, name, NULL);
}

static void
add_marks (Program *program)
{
  story_press_until (program, "ctrl+d", "Bookmarked");
  program_wait_focus (program, "Note*");
  program_press ("Escape");
  program_wait_focus (program, "French, *");
  story_press_until (program, "Down", "*row 2 of *");
  story_press_until (program, "h", "Highlighted*");
}

static void
test_marks_keyboard (void)
{
  g_autofree char *library = NULL;
  g_autofree char *path = dup_path ("exile.md");
  Program *program = NULL;

  if (story_skip_keys ())
    return;
  library = story_make_lock ("lock.nl.md", TRUE);
  program = story_start (library, STORY_LOCK);
  program_wait_message (program, "*row 1 of *");
  add_marks (program);
  /* One where the reader is, then those of the list. */
  program_press ("ctrl+shift+s");
  g_object_unref (program_wait_for (program, ATSPI_ROLE_FRAME, CHOOSER));
  program_focus_window (program, CHOOSER);
  program_wait_focus (program, TITLE);
  program_type ("Exile");
  program_press ("Return");
  wait_stored (library, "[mark]");
  program_focus_window (program, STORY_LOCK);
  program_wait_message (program, "1 added to *Exile*");
  program_press ("ctrl+b");
  program_wait_focus (program, "*This wording*");
  program_press ("Home");
  program_press ("shift+End");
  program_press ("ctrl+shift+s");
  g_object_unref (program_wait_for (program, ATSPI_ROLE_FRAME, CHOOSER));
  program_focus_window (program, CHOOSER);
  program_wait_focus (program, TITLE);
  g_object_unref (program_wait_for (program, ATSPI_ROLE_LIST_ITEM, "Exile"));
  program_press ("Return");
  wait_stored (library, "[mark]|[mark]|[mark]");
  program_focus_window (program, STORY_LOCK);

  open_sheets (program);
  program_wait_focus (program, "Exile, 3 items");
  program_press ("ctrl+e");
  story_choose_file (program, "Export the Sheet", path);
  program_wait_until (is_there, path, path);
  program_wait_message (program, "Exported to *");
  check_file (path, "# Exile");
  check_file (path, "— nl");
  program_end (program);
}

/* --- The bus */

static Accessible *
wait_frame (Program *program, const char *title)
{
  return program_wait_for (program, ATSPI_ROLE_FRAME, title);
}

static void
choose_new (Program *program, const char *title)
{
  g_autoptr (Accessible) chooser = wait_frame (program, CHOOSER);
  g_autoptr (Accessible) entry = program_wait_in (chooser, ATSPI_ROLE_ENTRY, TITLE);
  g_autofree char *name = g_strdup_printf ("New sheet “%s”", title);
  g_autoptr (Accessible) line = NULL;

  program_set_words (entry, title);
  line = program_wait_in (chooser, ATSPI_ROLE_LIST_ITEM, name);
  program_act (line, "row.activate");
  program_wait_gone (program, ATSPI_ROLE_FRAME, CHOOSER);
}

/* Not before it is read. */
static gboolean
can_write (gpointer sheets)
{
  g_autoptr (Accessible) button = program_find_in (sheets,
                                                   ATSPI_ROLE_PUSH_BUTTON,
                                                   "Write own text below*");

  return button && program_has_state (button, ATSPI_STATE_SENSITIVE);
}

/* Its row is made anew when it is stored. */
static gboolean
take_line (gpointer sheets)
{
  g_autoptr (Accessible) line = program_find_in (sheets, ATSPI_ROLE_LIST_ITEM, "between");

  if (line && !program_has_state (line, ATSPI_STATE_FOCUSED))
    program_act (line, "row.focus");
  return line && program_has_state (line, ATSPI_STATE_FOCUSED);
}

static void
test_bus (void)
{
  g_autofree char *library = story_make_lock ("lock.nl.md", TRUE);
  Program *program = story_start (library, STORY_LOCK);
  g_autoptr (Accessible) window = NULL;
  g_autoptr (Accessible) sheets = NULL;
  g_autoptr (Accessible) text = NULL;
  g_autoptr (Accessible) mark = NULL;

  program_wait_message (program, "*row 1 of *");
  window = wait_frame (program, STORY_LOCK);
  program_act (window, "highlight.add");
  program_wait_message (program, "Highlighted*");
  program_act (window, "bookmark.to-sheet");
  choose_new (program, "Exile");
  wait_stored (library, "[mark]");
  program_act (window, "sheet.list");
  sheets = wait_frame (program, SHEETS);
  program_wait_until (can_write, sheets, "the sheet");
  program_act (sheets, "item.write");
  text = program_wait_in (sheets, ATSPI_ROLE_TEXT, "Own text");
  program_set_words (text, "between");
  program_act (sheets, "sheet.new");
  wait_stored (library, "[mark]|between");
  program_wait_until (take_line, sheets, "the line");
  program_act (sheets, "item.up");
  wait_stored (library, "between|[mark]");
  program_act (sheets, "sheet.undo");
  wait_stored (library, "[mark]|between");
  mark = program_wait_in (sheets, ATSPI_ROLE_LIST_ITEM, "*cluse de Wijmen*");
  program_act (mark, "row.activate");
  program_wait_message (program, "*row 1 of *");
  program_end (program);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  story_overlook_leaks ();
  g_test_add_func ("/story-sheets/keyboard", test_keyboard);
  g_test_add_func ("/story-sheets/marks", test_marks_keyboard);
  g_test_add_func ("/story-sheets/bus", test_bus);
  return g_test_run ();
}
