/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "story-links.h"

/* Quick marks, a link between two passages, and what is to be read later. By the keyboard, and
 * through the bus. */

static Program *
start (char **library)
{
  Program *program = NULL;

  *library = story_make_lock ("lock.nl.md", TRUE);
  program = story_start (*library, STORY_LOCK);
  program_wait_message (program, "*row 1 of *");
  return program;
}

static void
go_to (Program *program, const char *keys, const char *label)
{
  program_wait_focus (program, "French, *");
  story_press_until (program, keys, label);
}

static void
test_quick_keys (void)
{
  g_autofree char *library = NULL;
  Program *program = NULL;

  if (story_skip_keys ())
    return;
  program = start (&library);
  story_press_until (program, "apostrophe", "No quick marks in this work yet*");
  go_to (program, "Down", "*row 2 of *");
  story_press_until (program, "m", "Set a quick mark:*");
  story_press_until (program, "a", "Quick mark a set");
  story_press_until (program, "End", "*row 15 of 15*");
  story_press_until (program, "apostrophe", "Go to a quick mark: press its letter (a)*");
  story_press_until (program, "Escape", "*row 15 of 15*");
  story_press_until (program, "apostrophe", "Go to a quick mark: press its letter (a)*");
  story_press_until (program, "a", "Quick mark a: *");
  program_wait_message (program, "*row 2 of *");
  story_press_until (program, "alt+Left", "*row 15 of 15*");

  program_press ("shift+m");
  program_wait_focus (program, "a: *");
  program_press ("a");
  program_wait_message (program, "*row 2 of *");
  go_to (program, "ctrl+z", "Undone: *");
  story_press_until (program, "apostrophe", "No quick marks in this work yet*");
  story_quit (program);
}

static void
test_portal_keys (void)
{
  g_autofree char *library = NULL;
  Program *program = NULL;

  if (story_skip_keys ())
    return;
  program = start (&library);
  story_press_until (program, "p", "Picked: P on another passage*");
  story_press_until (program, "Escape", "The passage is picked no longer");
  story_press_until (program, "p", "Picked: P on another passage*");
  story_press_until (program, "End", "*row 15 of 15*");
  program_press ("p");
  program_wait_focus (program, "Reason");
  program_type ("as it began");
  program_press ("Return");
  program_wait_message (program, "Passages linked*");
  go_to (program, "shift+p", "*row 1 of *");
  program_wait_message (program, "*linked to *as it began*");
  story_press_until (program, "alt+Left", "*row 15 of 15*");
  story_press_until (program, "ctrl+z", "Undone: *");
  story_press_until (program, "shift+p", "Nothing is linked to this passage*");
  story_quit (program);
}

static void
test_later_keys (void)
{
  g_autofree char *library = NULL;
  Program *program = NULL;

  if (story_skip_keys ())
    return;
  program = start (&library);
  story_press_until (program, "End", "*row 15 of 15*");
  story_press_until (program, "q", "To be read later*");
  story_press_until (program, "Home", "*row 1 of *");
  program_press ("shift+q");
  program_wait_focus (program, "*" STORY_LOCK " · fr*");
  program_press ("Return");
  program_wait_message (program, "*row 15 of 15*");
  go_to (program, "q", "Not to be read later any more");
  story_press_until (program, "shift+q", "Nothing waits to be read*");
  program_press ("Escape");
  story_quit (program);
}

static void
test_bus (void)
{
  g_autofree char *library = NULL;
  Program *program = start (&library);
  g_autoptr (Accessible) window = program_wait_for (program, ATSPI_ROLE_FRAME, STORY_LOCK);
  g_autoptr (Accessible) waiting = NULL;
  g_autoptr (Accessible) reason = NULL;

  story_act_window (program, "later.toggle", "To be read later*");
  story_act_window (program, "portal.tie", "Picked: P on another passage*");
  story_step (program, "text.end", "*row 15 of 15*");
  program_act (window, "portal.tie");
  reason = program_wait_for (program, ATSPI_ROLE_TEXT, "Reason");
  program_set_words (reason, "as it began");
  story_click (program, "Link");
  program_wait_message (program, "Passages linked*");
  story_act_window (program, "portal.follow", "*row 1 of *");

  program_act (window, "later.list");
  waiting = program_wait_for (program, ATSPI_ROLE_LIST_ITEM, "*" STORY_LOCK " · fr*");
  story_click (program, "Read");
  program_wait_message (program, "Taken away");
  program_wait_message (program, "Nothing waits to be read*");
  program_end (program);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  story_overlook_leaks ();
  g_test_add_func ("/story-travel/quick", test_quick_keys);
  g_test_add_func ("/story-travel/portal", test_portal_keys);
  g_test_add_func ("/story-travel/later", test_later_keys);
  g_test_add_func ("/story-travel/bus", test_bus);
  return g_test_run ();
}
