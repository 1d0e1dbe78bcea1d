/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "story-lives.h"

/* A library is backed up and put back, by the keyboard and through the bus; one that is damaged is
 * restored from the page that says so. */

#define BACKED_UP "Backed up, and looked through."
#define RESTORED "Restored. What was there before is kept as *"

static void
wait_words (Program *program, const char *words)
{
  g_object_unref (program_wait_for (program, ATSPI_ROLE_LABEL, words));
}

static void
press_button (Program *program, const char *name)
{
  g_autoptr (Accessible) button = program_wait_for (program, ATSPI_ROLE_PUSH_BUTTON, name);

  program_act (button, "click");
}

static void
test_keyboard (void)
{
  g_autofree char *path = NULL;
  Program *program = NULL;

  if (story_skip_keys ())
    return;
  path = story_make_lives ("Zhukov");
  program = story_start (path, STORY_LIVES);
  program_wait_message (program, "*English, row 1 of *");
  program_press ("ctrl+alt+b");
  g_object_unref (program_wait_for (program, ATSPI_ROLE_PUSH_BUTTON, "Back Up Now*"));
  program_focus_window (program, "Preferences");
  program_press ("alt+b");
  wait_words (program, BACKED_UP);
  program_press ("alt+c");
  wait_words (program, "The library is sound.");
  program_end (program);
}

static void
test_atspi (void)
{
  g_autofree char *path = story_make_lives ("Zhukov");
  const char *const arguments[] = { "--library", path, NULL };
  Program *program = story_start (path, STORY_LIVES);

  program_wait_message (program, "*English, row 1 of *");
  story_act_window (program, "window.backups", "*");
  press_button (program, "Back Up Now*");
  wait_words (program, BACKED_UP);
  press_button (program, "Restore…*");
  wait_words (program, "* work*bookmark*");
  press_button (program, "*Restore");
  wait_words (program, RESTORED);
  program_end (program);

  /* Somebody wrote over the file: its backup is offered. */
  g_assert_true (g_file_set_contents (path, "This is a shopping list: bread, milk.", -1, NULL));
  program = program_start (arguments);
  press_button (program, "Restore a Backup…*");
  press_button (program, "*Restore");
  program_wait_message (program, "*row 1 of *");
  program_end (program);

  /* Or what can be read of it, with the rest from there: said before it is opened. */
  g_assert_true (g_file_set_contents (path, "This is a shopping list: bread, milk.", -1, NULL));
  program = program_start (arguments);
  press_button (program, "Repair It*");
  wait_words (program, "*come from the newest backup*");
  press_button (program, "Open the Library*");
  program_wait_message (program, "*row 1 of *");
  program_end (program);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/story-safe/keyboard", test_keyboard);
  g_test_add_func ("/story-safe/atspi", test_atspi);
  return g_test_run ();
}
