/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "story-links.h"

/* A text was imported again, and some bookmarks found no place: then and now stand side by side,
 * and one is accepted, one put on the words that are selected, one let go; each is undone. By the
 * keyboard, and through the bus. */

#define TITLE "The ledger"
#define LIST "What Found No Place"
#define N_MARKS 3

/* What the reader marked: one passage that reads otherwise now, and two that are gone. */
#define HERON "A heron stood alone and still by the frozen weir at dusk."
#define HERON_NOW "A heron and a cormorant stood alone by the old weir, frozen still, at dawn."
#define ROPE "In March the river took the rope away."
#define TAR "The harbour master wrote the barrels of tar down twice."
#define MULE "The mule had to be carried over the last plank."

static const char before[] = "# " TITLE "\n\nThe ferry left at nine.\n\n" HERON "\n\n" ROPE "\n\n"
                             "Nobody paid, since the ferryman slept.\n\n" TAR "\n";
static const char behind[] = "# " TITLE "\n\nThe ferry left at nine.\n\n" HERON_NOW "\n\n"
                             "Nobody paid, since the ferryman slept.\n\n" MULE "\n";

/* --- The library */

static char *
write_version (const char *folder, const char *name, const char *content)
{
  char *path = g_build_filename (folder, name, NULL);

  g_assert_true (g_file_set_contents (path, content, -1, NULL));
  return path;
}

static void
add_bookmark (const char *library, guint row)
{
  const char *const read[] = { "--library", library, "read", TITLE, NULL };
  g_autoptr (JsonNode) node = program_ask (read);
  JsonArray *rows = json_object_get_array_member (json_node_get_object (node), "rows");
  JsonObject *one = json_array_get_object_element (rows, row);
  JsonArray *cells = json_object_get_array_member (one, "cells");
  const char *passage = json_array_get_string_element (json_array_get_array_element (cells, 0), 0);
  const char *const add[] = { "--library", library, "bookmarks", "add", TITLE, passage, NULL };

  json_node_unref (program_ask (add));
}

static char *
make_library (void)
{
  g_autofree char *folder = g_dir_make_tmp ("unplaced-XXXXXX", NULL);
  char *library = g_build_filename (folder, "library.db", NULL);
  g_autofree char *old = write_version (folder, "ledger.md", before);
  g_autofree char *new = write_version (folder, "again.md", behind);
  const char *const import[] = { "--library", library, "import", old, "--lang", "en", NULL };
  const char *const again[] = { "--library", library, "import", "--replace", TITLE, new, NULL };

  json_node_unref (program_ask (import));
  add_bookmark (library, 2);
  add_bookmark (library, 3);
  add_bookmark (library, 5);
  json_node_unref (program_ask (again));
  return library;
}

typedef struct
{
  const char *library;
  guint n;
  guint n_placed;
} Placed;

static gboolean
are_placed (gpointer data)
{
  const Placed *placed = data;
  const char *const list[] = { "--library", placed->library, "bookmarks", "list", NULL };
  g_autoptr (JsonNode) node = program_ask (list);
  JsonArray *marks = json_node_get_array (node);
  guint n_placed = 0;

  for (guint i = 0; i < json_array_get_length (marks); i++)
    {
      JsonObject *mark = json_array_get_object_element (marks, i);

      n_placed += json_object_get_null_member (mark, "passage") ? 0 : 1;
    }
  return json_array_get_length (marks) == placed->n && n_placed == placed->n_placed;
}

/* So many bookmarks are there, and so many of them have a place. */
static void
wait_placed (const char *library, guint n, guint n_placed)
{
  Placed placed = { library, n, n_placed };

  program_wait_until (are_placed, &placed, "the bookmarks in the library");
}

/* --- The window */

static Program *
start (const char *library)
{
  Program *program = story_start (library, TITLE);

  program_wait_message (program, "*row * of *");
  return program;
}

static void
wait_things (Program *program, const char *title)
{
  g_object_unref (program_wait_for (program, ATSPI_ROLE_LABEL, title));
}

/* Of the first one, which is open. */
static void
check_comparison (Program *program)
{
  g_autoptr (Accessible) window = program_wait_for (program, ATSPI_ROLE_FRAME, LIST);

  g_object_unref (program_wait_in (window, ATSPI_ROLE_LABEL, "Then"));
  g_object_unref (program_wait_in (window, ATSPI_ROLE_LABEL, "*" HERON "*"));
  g_object_unref (program_wait_in (window, ATSPI_ROLE_LABEL, "Now, perhaps"));
  g_object_unref (program_wait_in (window, ATSPI_ROLE_LABEL, "*" HERON_NOW "*"));
}

/* --- By the keyboard */

static void
accept_by_keys (Program *program, const char *library)
{
  program_press ("alt+t");
  wait_things (program, "2 things you made");
  wait_placed (library, N_MARKS, 1);
  story_press_until (program, "ctrl+z", "Undone: giving something its place");
  wait_things (program, "3 things you made");
  wait_placed (library, N_MARKS, 0);
  story_press_until (program, "ctrl+shift+z", "Redone: giving something its place");
  wait_things (program, "2 things you made");
  wait_placed (library, N_MARKS, 1);
}

/* The words are selected in the texts, which stand beside. */
static void
put_by_keys (Program *program, const char *library)
{
  program_focus_window (program, TITLE);
  program_wait_focus (program, "English, *");
  story_press_until (program, "End", "*row 5 of 5*");
  program_press ("shift+Right");
  g_object_unref (story_wait_passage (program, "The mule had", "selected"));
  program_focus_window (program, LIST);
  program_press ("alt+p");
  wait_things (program, "1 thing you made");
  wait_placed (library, N_MARKS, 2);
}

static void
let_go_by_keys (Program *program, const char *library)
{
  program_press ("alt+l");
  wait_things (program, "Everything has its place");
  wait_placed (library, N_MARKS - 1, 2);
  story_press_until (program, "ctrl+z", "Undone: letting something go");
  wait_things (program, "1 thing you made");
  wait_placed (library, N_MARKS, 2);
}

static void
test_keyboard (void)
{
  g_autofree char *library = NULL;
  Program *program = NULL;

  if (story_skip_keys ())
    return;
  library = make_library ();
  wait_placed (library, N_MARKS, 0);
  program = start (library);
  program_press ("ctrl+u");
  g_object_unref (program_wait_for (program, ATSPI_ROLE_FRAME, LIST));
  program_focus_window (program, LIST);
  wait_things (program, "3 things you made");
  check_comparison (program);
  accept_by_keys (program, library);
  put_by_keys (program, library);
  let_go_by_keys (program, library);
  program_press ("Escape");
  program_wait_gone (program, ATSPI_ROLE_FRAME, LIST);
  program_focus_window (program, TITLE);
  program_wait_focus (program, "English, *");
  story_quit (program);
}

/* --- Through the bus */

static void
test_bus (void)
{
  g_autofree char *library = make_library ();
  Program *program = start (library);
  g_autoptr (Accessible) texts = program_wait_for (program, ATSPI_ROLE_FRAME, TITLE);

  program_act (texts, "work.unplaced");
  g_object_unref (program_wait_for (program, ATSPI_ROLE_FRAME, LIST));
  wait_things (program, "3 things you made");
  check_comparison (program);
  story_click (program, "It Stands There*");
  wait_placed (library, N_MARKS, 1);
  wait_things (program, "2 things you made");
  story_click (program, "Put on What Is Selected*");
  wait_placed (library, N_MARKS, 2);
  wait_things (program, "1 thing you made");
  story_click (program, "Let Go*");
  wait_placed (library, N_MARKS - 1, 2);
  wait_things (program, "Everything has its place");
  program_act (texts, "edit.undo");
  wait_placed (library, N_MARKS, 2);
  wait_things (program, "1 thing you made");
  program_end (program);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/story-unplaced/keyboard", test_keyboard);
  g_test_add_func ("/story-unplaced/bus", test_bus);

  return g_test_run ();
}
