/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "story-links.h"

/* Mending what was aligned, where one reads it: the walk to what is worth a look, the borders of
 * links, and what is undone and done again after a restart. */

#define THANKED "Josse thanked her"
#define KEEPER "The old lock-keeper"

/* Which links are walked through is a setting: what the menu would store. */
static Program *
start_walk (const char *library, const char *what)
{
  g_autofree char *folder = g_build_filename (g_getenv ("XDG_CONFIG_HOME"),
                                              "glib-2.0",
                                              "settings",
                                              NULL);
  g_autofree char *path = g_build_filename (folder, "keyfile", NULL);
  g_autofree char *words = g_strdup_printf ("[org/triptych/Triptych]\nlink-walk='%s'\n", what);

  g_assert_cmpint (g_mkdir_with_parents (folder, 0700), ==, 0);
  g_assert_true (g_file_set_contents (path, words, -1, NULL));
  g_setenv ("GSETTINGS_BACKEND", "keyfile", TRUE);
  return story_start (library, STORY_LOCK);
}

/* --- by the keyboard --- */

static void
walk_by_keys (const char *path)
{
  Program *program = start_walk (path, "unconfirmed");

  story_wait_status (program, "*French, row 1 of *");
  story_press_until (program, "u", "*row 2 of *");
  story_press_until (program, "Home", "*French, row 1 of *");
  story_press_until (program, "shift+u", "No unconfirmed link further up");
  story_quit (program);
  program = start_walk (path, "uneven");
  story_press_until (program, "Home", "*French, row 1 of *");
  story_press_until (program, "u", "*row 4 of *");
  story_press_until (program, "Home", "*French, row 1 of *");
  story_press_until (program, "shift+u", "Everything further up corresponds one to one");
  story_quit (program);
  program = start_walk (path, "doubtful");
  story_wait_status (program, "*French, row 1 of *");
  story_press_until (program, "shift+u", "No unsure link further up");
  story_quit (program);
}

static void
test_keyboard (void)
{
  g_autofree char *path = NULL;
  Program *program = NULL;

  if (story_skip_keys ())
    return;
  path = story_make_lock ("short.nl.md", TRUE);
  walk_by_keys (path);
  program = story_start (path, STORY_LOCK);
  story_wait_status (program, "*French, row 1 of *");
  story_press_until (program, "c", "*row 1 of *link confirmed");
  story_press_until (program, "ctrl+z", "*row 1 of *link computed*");
  story_quit (program);
  /* What was undone before is done again after a restart. */
  program = story_start (path, STORY_LOCK);
  story_wait_status (program, "*row 1 of *link computed*");
  story_press_until (program, "ctrl+shift+z", "*row 1 of *link confirmed");
  story_quit (program);
}

/* --- through the bus --- */

static void
walk_by_bus (const char *path)
{
  Program *program = start_walk (path, "unconfirmed");

  story_wait_status (program, "*French, row 1 of *");
  story_act_window (program, "link.next", "*row 2 of *");
  story_step (program, "text.start", "*French, row 1 of *");
  story_act_window (program, "link.previous", "No unconfirmed link further up");
  program_end (program);
  program = start_walk (path, "uneven");
  story_step (program, "text.start", "*French, row 1 of *");
  story_act_window (program, "link.next", "*row 4 of *");
  story_step (program, "text.start", "*French, row 1 of *");
  story_act_window (program, "link.previous", "Everything further up corresponds one to one");
  program_end (program);
  program = start_walk (path, "doubtful");
  story_wait_status (program, "*French, row 1 of *");
  story_act_window (program, "link.previous", "No unsure link further up");
  program_end (program);
}

static void
move_borders (Program *program)
{
  story_act (program, KEEPER, "link.shift-down", "Shifted down");
  story_act (program, KEEPER, "link.shift-up", "Shifted up");
  story_act (program, THANKED, "link.join", "Joined with the next");
  story_act_window (program, "edit.undo", "Undone: *");
  story_act (program, "Nobody was waiting", "link.join", "Joined with the next");
  story_act (program, "Nobody was waiting", "link.split", "*");
}

/* Undone and done again in linked columns, and after a restart. */
static void
undo (Program *program)
{
  story_step (program, "text.link-columns", "linked columns*");
  story_act (program, "In March 1908", "link.confirm", "Confirmed");
  story_act_window (program, "edit.undo", "Undone: *");
  g_object_unref (story_wait_passage (program, "In March 1908", "link computed"));
  story_act_window (program, "edit.redo", "Redone: *");
  g_object_unref (story_wait_passage (program, "In March 1908", "link confirmed"));
  story_act_window (program, "edit.undo", "Undone: *");
  g_object_unref (story_wait_passage (program, "In March 1908", "link computed"));
}

static void
test_bus (void)
{
  g_autofree char *path = story_make_lock ("short.nl.md", TRUE);
  const char *const arguments[] = { "--library", path, NULL };
  Program *program = NULL;

  walk_by_bus (path);
  program = program_start (arguments);
  story_wait_status (program, "*French, row 1 of *");
  move_borders (program);
  undo (program);
  program_end (program);
  program = program_start (arguments);
  story_wait_status (program, "linked columns*");
  story_act_window (program, "edit.redo", "Redone: *");
  g_object_unref (story_wait_passage (program, "In March 1908", "link confirmed"));
  program_end (program);
}

/* --- what a file says --- */

static void
test_imported_keyboard (void)
{
  Program *program = NULL;

  if (story_skip_keys ())
    return;
  program = program_start (NULL);
  program_focus_window (program, "Victor Serge");
  program_wait_focus (program, "French, *");
  story_press_until (program, "Down", "*row 2 of *link imported");
  story_quit (program);
}

static void
test_imported_bus (void)
{
  Program *program = program_start (NULL);

  story_step (program, "text.next-passage", "*row * of *link imported");
  program_end (program);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/story/mend/keyboard", test_keyboard);
  g_test_add_func ("/story/mend/bus", test_bus);
  g_test_add_func ("/story/mend/imported/keyboard", test_imported_keyboard);
  g_test_add_func ("/story/mend/imported/bus", test_imported_bus);
  return g_test_run ();
}
