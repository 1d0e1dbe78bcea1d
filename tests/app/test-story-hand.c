/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "story-lives.h"

/* Names that are a question are answered, words are linked to somebody found in another spelling,
 * and names to check are walked through and put aside; by the keyboard, and through the bus. */

#define TWO "“Zhukov” is Georgi Zhukov here, and Chernyshev elsewhere*"

static Program *
start (const char *path)
{
  Program *program = story_start (path, STORY_LIVES);

  program_wait_message (program, "*English, row 1 of *");
  program_wait_focus (program, "English, *");
  return program;
}

static void
wait_row (Program *program, const char *name)
{
  g_object_unref (program_wait_for (program, ATSPI_ROLE_LIST_ITEM, name));
}

/* --- by the keyboard --- */

/* The first one is so, the second one is not. */
static void
answer_by_keys (Program *program, const char *path)
{
  story_press_until (program, "n", "perhaps Georgi Zhukov (Y: yes, Shift+Y: no)*");
  story_press_until (program, "y", "Confirmed: Georgi Zhukov");
  story_wait_named (path, "zhukov", "reader", 1);
  story_press_until (program, "ctrl+z", "Undone: linking a name");
  story_wait_named (path, "zhukov", "reader", 0);
  story_press_until (program, "ctrl+shift+z", "Redone: linking a name");
  story_wait_named (path, "zhukov", "reader", 1);
  program_press ("n");
  story_press_until (program, "n", "perhaps Georgi Zhukov (Y: yes, Shift+Y: no)*");
  story_press_until (program, "shift+y", "Rejected: this is not Georgi Zhukov");
  story_wait_named (path, "zhukov", NULL, 1);
  story_press_until (program, "ctrl+z", "Undone: marking what is not an entity");
  story_wait_named (path, "zhukov", NULL, 2);
  program_wait_message (program, "perhaps Georgi Zhukov (Y: yes, Shift+Y: no)*");
  story_press_until (program, "ctrl+shift+z", "Redone: marking what is not an entity");
  story_wait_named (path, "zhukov", NULL, 1);
  story_press_until (program, "ctrl+z", "Undone: marking what is not an entity");
}

/* Who is typed in French spelling is found by his English name, and the list says why. */
static void
find_by_keys (Program *program, const char *path)
{
  program_press ("Home");
  program_press ("n");
  program_press ("e");
  g_object_unref (program_wait_for (program, ATSPI_ROLE_FRAME, "This Is Somebody Else"));
  program_type ("Tchernychev");
  wait_row (program, "Chernyshev, Person, 2 mentions, *tch = ch*");
  story_press_until (program, "Return", "Linked to Chernyshev");
  story_wait_named (path, "chernyshev", NULL, 3);
}

/* Enter goes to the one place and to the other, and the keyboard stays in the list. */
static void
check_by_keys (Program *program)
{
  program_press ("ctrl+shift+w");
  program_wait_focus (program, TWO);
  story_press_until (program, "Return", "*English, row 2 of *");
  story_press_until (program, "Return", "*English, row 1 of *");
  program_wait_focus (program, TWO);
  story_press_until (program, "a", "Put aside: this is right");
  program_wait_gone (program, ATSPI_ROLE_LIST_ITEM, TWO);
  story_press_until (program, "ctrl+z", "Undone: putting a name to check aside");
  wait_row (program, TWO);
  story_press_until (program, "ctrl+shift+z", "Redone: putting a name to check aside");
  program_wait_gone (program, ATSPI_ROLE_LIST_ITEM, TWO);
}

static void
test_keyboard (void)
{
  g_autofree char *path = NULL;
  Program *program = NULL;

  if (story_skip_keys ())
    return;
  path = story_make_lives ("Georgi Zhukov");
  program = start (path);
  answer_by_keys (program, path);
  find_by_keys (program, path);
  check_by_keys (program);
  story_quit (program);
}

/* --- through the bus --- */

static void
answer_by_bus (Program *program, const char *path)
{
  story_step (program, "mention.next", "perhaps Georgi Zhukov (Y: yes, Shift+Y: no)*");
  story_act_window (program, "entity.confirm", "Confirmed: Georgi Zhukov");
  story_wait_named (path, "zhukov", "reader", 1);
  story_step (program, "mention.next", "*");
  story_step (program, "mention.next", "perhaps Georgi Zhukov (Y: yes, Shift+Y: no)*");
  story_act_window (program, "entity.reject", "Rejected: this is not Georgi Zhukov");
  story_wait_named (path, "zhukov", NULL, 1);
  story_act_window (program, "edit.undo", "Undone: marking what is not an entity");
  story_wait_named (path, "zhukov", NULL, 2);
  story_act_window (program, "edit.redo", "Redone: marking what is not an entity");
  story_wait_named (path, "zhukov", NULL, 1);
  story_act_window (program, "edit.undo", "Undone: marking what is not an entity");
}

static void
find_by_bus (Program *program, const char *path)
{
  g_autoptr (Accessible) chooser = NULL;
  g_autoptr (Accessible) entry = NULL;
  g_autoptr (Accessible) row = NULL;

  story_step (program, "text.start", "*");
  story_step (program, "mention.next", "*");
  story_act_window (program, "entity.link", "*");
  chooser = program_wait_for (program, ATSPI_ROLE_FRAME, "This Is Somebody Else");
  entry = program_wait_in (chooser, ATSPI_ROLE_ENTRY, "Search by name");
  program_set_words (entry, "Tsjernysjev");
  row = program_wait_in (chooser,
                         ATSPI_ROLE_LIST_ITEM,
                         "Chernyshev, Person, 2 mentions, *tsj = ch*");
  program_act (row, "row.activate");
  program_wait_message (program, "Linked to Chernyshev");
  story_wait_named (path, "chernyshev", NULL, 3);
}

/* What was put aside is shown again when one asks for it, and can be taken back. */
static void
check_by_bus (Program *program)
{
  g_autoptr (Accessible) row = NULL;

  story_act_window (program, "entity.warnings", "*");
  row = program_wait_for (program, ATSPI_ROLE_LIST_ITEM, TWO);
  program_act (row, "row.activate");
  program_wait_message (program, "*English, row 2 of *");
  story_click (program, "This is right: *");
  program_wait_gone (program, ATSPI_ROLE_LIST_ITEM, TWO);
  story_click (program, "Also what was put aside (1)");
  wait_row (program, TWO "put aside");
  story_click (program, "Check again: *");
  program_wait_gone (program, ATSPI_ROLE_LIST_ITEM, TWO "put aside");
  wait_row (program, TWO);
  story_act_window (program, "edit.undo", "Undone: having a name checked again");
  wait_row (program, TWO "put aside");
}

static void
test_bus (void)
{
  g_autofree char *path = story_make_lives ("Georgi Zhukov");
  Program *program = start (path);

  answer_by_bus (program, path);
  find_by_bus (program, path);
  check_by_bus (program);
  program_end (program);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/story-hand/keyboard", test_keyboard);
  g_test_add_func ("/story-hand/bus", test_bus);
  return g_test_run ();
}
