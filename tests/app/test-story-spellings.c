/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "story-lives.h"

/* Names in spellings that the register does not have: one is accepted, one rejected, and either is
 * taken back; by the keyboard, and through the bus. */

#define FIRST "Zjoekov = Zhukov. *zj = zh, oe = u*"
#define SECOND "Tsjernysjev = Chernyshev. *tsj = ch, sj = sh*"

static void
wait_row (Program *program, const char *name)
{
  g_object_unref (program_wait_for (program, ATSPI_ROLE_LIST_ITEM, name));
}

static void
test_keyboard (void)
{
  g_autofree char *path = NULL;
  Program *program = NULL;

  if (story_skip_keys ())
    return;
  path = story_make_lives ("Zhukov");
  g_assert_cmpuint (story_count_named (path, "zhukov", NULL), ==, 2);
  program = story_start (path, STORY_LIVES);
  program_wait_message (program, "*English, row 1 of *");
  program_press ("ctrl+shift+n");
  program_wait_focus (program, FIRST);
  /* Down to the other one, which is rejected; the keyboard stays in the list. */
  program_press ("Down");
  program_wait_focus (program, SECOND);
  program_press ("r");
  program_wait_gone (program, ATSPI_ROLE_LIST_ITEM, SECOND);
  program_wait_focus (program, FIRST);
  program_press ("a");
  program_wait_focus (program, "No name is seen in a spelling *");
  g_assert_cmpuint (story_count_named (path, "zhukov", NULL), ==, 5);
  g_assert_cmpuint (story_count_named (path, "chernyshev", NULL), ==, 2);
  program_press ("ctrl+z");
  wait_row (program, FIRST);
  g_assert_cmpuint (story_count_named (path, "zhukov", NULL), ==, 2);
  program_press ("ctrl+shift+z");
  program_wait_gone (program, ATSPI_ROLE_LIST_ITEM, FIRST);
  g_assert_cmpuint (story_count_named (path, "zhukov", NULL), ==, 5);
  story_quit (program);
  /* What was rejected is not asked again. */
  program = story_start (path, STORY_LIVES);
  program_wait_message (program, "*row 1 of *");
  program_press ("ctrl+shift+n");
  program_wait_focus (program, "No name is seen in a spelling *");
  story_quit (program);
}

static void
press_button (Program *program, const char *name)
{
  g_autoptr (Accessible) button = program_wait_for (program, ATSPI_ROLE_PUSH_BUTTON, name);

  program_act (button, "click");
}

static void
test_atspi (void)
{
  g_autofree char *path = story_make_lives ("Zhukov");
  Program *program = story_start (path, STORY_LIVES);
  g_autoptr (Accessible) row = NULL;

  program_wait_message (program, "*English, row 1 of *");
  story_act_window (program, "name.suggestions", "*");
  row = program_wait_for (program, ATSPI_ROLE_LIST_ITEM, FIRST);
  /* Enter shows the place. */
  program_act (row, "row.activate");
  program_wait_message (program, "*Dutch, row 1 of *");
  press_button (program, "Reject: Tsjernysjev = Chernyshev");
  program_wait_gone (program, ATSPI_ROLE_LIST_ITEM, SECOND);
  press_button (program, "Accept: Zjoekov = Zhukov");
  program_wait_gone (program, ATSPI_ROLE_LIST_ITEM, FIRST);
  g_assert_cmpuint (story_count_named (path, "zhukov", NULL), ==, 5);
  story_act_window (program, "edit.undo", "*");
  wait_row (program, FIRST);
  g_assert_cmpuint (story_count_named (path, "zhukov", NULL), ==, 2);
  story_act_window (program, "edit.undo", "*");
  wait_row (program, SECOND);
  program_end (program);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/story-spellings/keyboard", test_keyboard);
  g_test_add_func ("/story-spellings/atspi", test_atspi);
  return g_test_run ();
}
