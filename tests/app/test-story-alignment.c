/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "story-links.h"

/* A work of three translations that nothing ties: aligned in the window and mended while it is
 * read, once by the keyboard and once through the accessibility bus. */

static void
align (Program *program)
{
  program_wait_message (program, "columns*, row 1 of *");
  story_press_until (program, "ctrl+shift+a", "aligned rows*link computed*");
  program_wait_message (program, "*is aligned: * links");
}

/* The first sentence of the first paragraph, and the second of its counterpart. */
static void
tie (Program *program)
{
  program_press ("Down");
  story_press_until (program, "Down", "*row 3 of *");
  program_press ("ctrl+Down");
  story_press_until (program, "k", "*picked: K *");
  story_press_until (program, "Escape", "*link computed, ?? %");
  story_press_until (program, "k", "*picked: K *");
  story_press_until (program, "Right", "*English, row 3 of *");
  program_press ("ctrl+Down");
  program_press ("ctrl+Down");
  story_press_until (program, "k", "*English, row 3 of *link confirmed");
  story_press_until (program, "ctrl+z", "*English, row 3 of *link computed*");
  story_press_until (program, "ctrl+shift+z", "*English, row 3 of *link confirmed");
}

static void
move_borders (Program *program)
{
  story_press_until (program, "Down", "*English, row 4 of *");
  program_press ("ctrl+Down");
  story_press_until (program, "j", "Joined with the next");
  program_press ("ctrl+Down");
  story_press_until (program, "x", "Parted");
  story_press_until (program, "alt+Up", "Shifted up");
  story_press_until (program, "alt+Down", "Shifted down");
}

static void
confirm (Program *program)
{
  story_press_until (program, "Down", "*English, row 5 of *");
  program_press ("ctrl+Down");
  story_press_until (program, "c", "*English, row 5 of *link confirmed");
  story_press_until (program, "shift+c", "* links confirmed");
}

static void
omit (Program *program)
{
  story_press_until (program, "Down", "*English, row 6 of *");
  program_press ("ctrl+Down");
  story_press_until (program, "0", "*English, row 6 of *no counterpart, confirmed");
  story_press_until (program, "Home", "*row 1 of *");
  program_press ("ctrl+shift+o");
  program_wait_focus (program, "* French · 1 sentence*");
  /* All are as long: those of the text in the last place come last. */
  program_press ("End");
  program_wait_focus (program, "Josse thanked her*English · 1 sentence · confirmed");
  story_press_until (program, "Return", "*English, row 6 of *no counterpart, confirmed");
}

static void
test_keyboard (void)
{
  g_autofree char *path = NULL;
  Program *program = NULL;

  if (story_skip_keys ())
    return;
  path = story_make_lock ("lock.nl.md", FALSE);
  program = story_start (path, STORY_LOCK);
  align (program);
  tie (program);
  story_quit (program);
  /* What was done before is undone after a restart too. */
  program = story_start (path, STORY_LOCK);
  program_wait_message (program, "*link confirmed");
  story_press_until (program, "ctrl+z", "*link computed*");
  move_borders (program);
  confirm (program);
  omit (program);
  story_quit (program);
}

/* --- through the bus */

static void
check_link (Program *program, const char *words, const char *state)
{
  g_object_unref (story_wait_passage (program, words, state));
}

static void
tie_by_bus (Program *program)
{
  story_act (program, "En mars 1908", "link.tie", "*picked: K *");
  check_link (program, "En mars 1908", "picked to be tied");
  story_act (program, "Nobody was waiting", "link.tie", "Tied");
  check_link (program, "Nobody was waiting", "link confirmed");
  story_act_window (program, "edit.undo", "Undone: *");
  check_link (program, "Nobody was waiting", "link computed");
  story_act_window (program, "edit.redo", "Redone: *");
  check_link (program, "Nobody was waiting", "link confirmed");
}

static void
omit_by_bus (Program *program)
{
  g_autoptr (Accessible) row = NULL;

  story_act (program, "Josse la remercia", "link.omit", "Marked: no counterpart");
  check_link (program, "Josse la remercia", "no counterpart, confirmed");
  story_step (program, "text.start", "*French, row 1 of *");
  story_act_window (program, "link.omissions", "*");
  row = program_wait_for (program, ATSPI_ROLE_LIST_ITEM, "Josse la remercia*2 sentences*confirmed");
  program_wait_focus (program, "Josse thanked her*2 sentences");
  program_act (row, "row.focus");
  program_wait_focus (program, "Josse la remercia*2 sentences*");
  program_act (row, "row.activate");
  program_wait_message (program, "*French, row 6 of *no counterpart, confirmed");
}

static void
test_bus (void)
{
  g_autofree char *path = story_make_lock ("lock.nl.md", FALSE);
  Program *program = NULL;

  if (story_skip_keys ())
    return;
  program = story_start (path, STORY_LOCK);
  program_wait_message (program, "columns*, row 1 of *");
  story_act_window (program, "work.align", "aligned rows*");
  tie_by_bus (program);
  program_end (program);
  /* Also what was done before a restart. */
  program = story_start (path, STORY_LOCK);
  check_link (program, "Nobody was waiting", "link confirmed");
  story_act_window (program, "edit.undo", "Undone: *");
  check_link (program, "Nobody was waiting", "link computed");
  story_act (program, "Niemand wachtte", "link.confirm", "Confirmed");
  check_link (program, "Niemand wachtte", "link confirmed");
  omit_by_bus (program);
  story_act (program, "Josse thanked her", "link.join", "Joined with the next");
  story_act_window (program, "edit.undo", "Undone: joining two links");
  story_act (program, "The old lock-keeper", "link.shift-down", "Shifted down");
  story_act_window (program, "edit.undo", "Undone: *");
  story_act (program, "Josse thanked her", "link.confirm-above", "* confirmed");
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
