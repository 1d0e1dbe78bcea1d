/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "atspi-story.h"

/* A work of three translations that nothing ties: aligned in the window and mended while it is
 * read, once by the keyboard and once through the accessibility bus. */

#define WORK "The Lock"

static char *
make_library (void)
{
  g_autofree char *folder = g_dir_make_tmp ("triptych-story-XXXXXX", NULL);
  char *path = g_build_filename (folder, "library.db", NULL);
  g_autofree char *french = g_test_build_filename (G_TEST_DIST,
                                                   "fixtures",
                                                   "align",
                                                   "lock.fr.md",
                                                   NULL);
  g_autofree char *english = g_test_build_filename (G_TEST_DIST,
                                                    "fixtures",
                                                    "align",
                                                    "lock.en.md",
                                                    NULL);
  g_autofree char *dutch = g_test_build_filename (G_TEST_DIST,
                                                  "fixtures",
                                                  "align",
                                                  "lock.nl.md",
                                                  NULL);
  const char *const arguments[] = {
    "--library",
    path,
    "import",
    french,
    english,
    dutch,
    "--lang",
    "fr,en,nl",
    "--work",
    WORK,
    "--kind",
    "translations",
    "--no-align",
    NULL,
  };

  json_node_unref (program_ask (arguments));
  return path;
}

static Program *
start (const char *path)
{
  const char *const arguments[] = { "--library", path, NULL };
  Program *program = program_start (arguments);

  program_focus_window (program, WORK);
  return program;
}

static void
quit (Program *program)
{
  program_press ("ctrl+q");
  program_wait (program);
}

static void
press_until (Program *program, const char *keys, const char *label)
{
  program_press (keys);
  g_object_unref (program_wait_for (program, ATSPI_ROLE_LABEL, label));
}

static void
align (Program *program)
{
  story_wait_status (program, "columns*, row 1 of *");
  press_until (program, "ctrl+shift+a", "aligned rows*link computed*");
  g_object_unref (program_wait_for (program, ATSPI_ROLE_LABEL, "*is aligned: * links"));
}

/* The first sentence of the first paragraph, and the second of its counterpart. */
static void
tie (Program *program)
{
  program_press ("Down");
  press_until (program, "Down", "*row 3 of *");
  program_press ("ctrl+Down");
  press_until (program, "k", "*picked: K *");
  press_until (program, "Escape", "*link computed, ?? %");
  press_until (program, "k", "*picked: K *");
  press_until (program, "Right", "*English, row 3 of *");
  program_press ("ctrl+Down");
  program_press ("ctrl+Down");
  press_until (program, "k", "*English, row 3 of *link confirmed");
  press_until (program, "ctrl+z", "*English, row 3 of *link computed*");
  press_until (program, "ctrl+shift+z", "*English, row 3 of *link confirmed");
}

static void
move_borders (Program *program)
{
  press_until (program, "Down", "*English, row 4 of *");
  program_press ("ctrl+Down");
  press_until (program, "j", "Joined with the next");
  program_press ("ctrl+Down");
  press_until (program, "x", "Parted");
  press_until (program, "alt+Up", "Shifted up");
  press_until (program, "alt+Down", "Shifted down");
}

static void
confirm (Program *program)
{
  press_until (program, "Down", "*English, row 5 of *");
  program_press ("ctrl+Down");
  press_until (program, "c", "*English, row 5 of *link confirmed");
  press_until (program, "shift+c", "* links confirmed");
}

static void
omit (Program *program)
{
  press_until (program, "Down", "*English, row 6 of *");
  program_press ("ctrl+Down");
  press_until (program, "0", "*English, row 6 of *no counterpart, confirmed");
  press_until (program, "Home", "*row 1 of *");
  program_press ("ctrl+shift+o");
  program_wait_focus (program, "* French · 1 sentence*");
  /* All are as long: those of the text in the last place come last. */
  program_press ("End");
  program_wait_focus (program, "Josse thanked her*English · 1 sentence · confirmed");
  press_until (program, "Return", "*English, row 6 of *no counterpart, confirmed");
}

static void
test_keyboard (void)
{
  g_autofree char *keys = g_find_program_in_path ("xdotool");
  g_autofree char *path = NULL;
  Program *program = NULL;

  if (keys == NULL)
    {
      g_test_skip ("xdotool, which presses the keys, is not installed");
      return;
    }

  path = make_library ();
  program = start (path);
  align (program);
  tie (program);
  quit (program);
  /* What was done before is undone after a restart too. */
  program = start (path);
  story_wait_status (program, "*link confirmed");
  press_until (program, "ctrl+z", "*link computed*");
  move_borders (program);
  confirm (program);
  omit (program);
  quit (program);
}

/* --- through the bus */

static void
act (Program *program, const char *words, const char *action, const char *label)
{
  g_autoptr (Accessible) passage = story_wait_passage (program, words, "");

  program_act (passage, action);
  g_object_unref (program_wait_for (program, ATSPI_ROLE_LABEL, label));
}

static void
test_bus (void)
{
  g_autofree char *path = make_library ();
  const char *const arguments[] = { "--library", path, NULL };
  Program *program = program_start (arguments);
  g_autoptr (Accessible) window = program_wait_for (program, ATSPI_ROLE_FRAME, WORK);

  story_wait_status (program, "columns*, row 1 of *");
  program_act (window, "work.align");
  story_wait_status (program, "aligned rows*");
  act (program, "En mars 1908", "link.tie", "*picked: K *");
  g_object_unref (story_wait_passage (program, "En mars 1908", "picked to be tied"));
  act (program, "Nobody was waiting", "link.tie", "Tied");
  g_object_unref (story_wait_passage (program, "Nobody was waiting", "link confirmed"));
  program_act (window, "edit.undo");
  g_object_unref (story_wait_passage (program, "Nobody was waiting", "link computed"));
  program_act (window, "edit.redo");
  g_object_unref (story_wait_passage (program, "Nobody was waiting", "link confirmed"));
  /* Also what was done before a restart. */
  program_end (program);
  program = program_start (arguments);
  g_clear_object (&window);
  window = program_wait_for (program, ATSPI_ROLE_FRAME, WORK);
  g_object_unref (story_wait_passage (program, "Nobody was waiting", "link confirmed"));
  program_act (window, "edit.undo");
  g_object_unref (story_wait_passage (program, "Nobody was waiting", "link computed"));
  act (program, "Niemand wachtte", "link.confirm", "Confirmed");
  g_object_unref (story_wait_passage (program, "Niemand wachtte", "link confirmed"));
  act (program, "Josse la remercia", "link.omit", "Marked: no counterpart");
  g_object_unref (story_wait_passage (program, "Josse la remercia", "no counterpart, confirmed"));
  program_act (window, "link.omissions");
  g_object_unref (program_wait_for (program,
                                    ATSPI_ROLE_LIST_ITEM,
                                    "Josse la remercia*2 sentences*"));
  act (program, "Josse thanked her", "link.join", "Joined with the next");
  program_act (window, "edit.undo");
  g_object_unref (program_wait_for (program, ATSPI_ROLE_LABEL, "Undone: joining two links"));
  act (program, "The old lock-keeper", "link.shift-down", "Shifted down");
  program_act (window, "edit.undo");
  act (program, "Josse thanked her", "link.confirm-above", "* confirmed");
  program_end (program);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/story/alignment/keyboard", test_keyboard);
  g_test_add_func ("/story/alignment/bus", test_bus);
  return g_test_run ();
}
