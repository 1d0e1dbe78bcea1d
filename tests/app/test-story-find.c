/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "story-links.h"

/* Finding in the work that is read. By the keyboard, and through the bus. */

#define BAR "Find in this work"

static Program *
start (char **library)
{
  Program *program = NULL;

  *library = story_make_lock ("lock.nl.md", TRUE);
  program = story_start (*library, STORY_LOCK);
  program_wait_message (program, "*French, row 1 of *");
  program_wait_focus (program, "French, *");
  return program;
}

static void
type_anew (Program *program, const char *words, const char *position)
{
  program_press ("ctrl+f");
  program_wait_focus (program, BAR);
  program_type (words);
  program_wait_message (program, position);
}

/* Across the columns in the order of rows, both ways and round the ends; the texts follow while
 * the keyboard stays. */
static void
step_by_keys (Program *program)
{
  type_anew (program, "wijmen", "1 of 9");
  program_wait_message (program, "French 3 · English 3 · Dutch 3");
  story_press_until (program, "Return", "2 of 9");
  program_wait_message (program, "*English, row 1 of *");
  story_press_until (program, "F3", "3 of 9");
  story_press_until (program, "ctrl+g", "4 of 9");
  program_wait_message (program, "*French, row 3 of *");
  story_press_until (program, "shift+Return", "3 of 9");
  story_press_until (program, "ctrl+shift+g", "2 of 9");
  story_press_until (program, "shift+F3", "1 of 9");
  story_press_until (program, "shift+F3", "9 of 9");
  program_wait_message (program, "Went on from the end · *");
  program_wait_message (program, "*Dutch, row 1* of *");
  story_press_until (program, "Return", "1 of 9");
  program_wait_message (program, "Went on from the beginning · *");
  program_wait_focus (program, BAR);
}

/* An option is remembered, and what is wrong with an expression is said. */
static void
choose_by_keys (Program *program)
{
  type_anew (program, "ecluse", "2 of 4");
  story_press_until (program, "Tab", "2 of 4");
  story_tab_to (program, "Tab", "How to find");
  program_press ("Return");
  program_wait_focus (program, "Ignore Case and Accents");
  program_press ("Return");
  program_wait_message (program, "Nothing found");
  program_wait_message (program, "* · case and accents as typed");
  type_anew (program, "écluse", "2 of 4");
  story_tab_to (program, "Tab", "How to find");
  program_press ("Return");
  program_wait_focus (program, "Ignore Case and Accents");
  story_tab_to (program, "Down", "Regular Expression");
  program_press ("Return");
  program_wait_message (program, "* · regular expression");
  program_press ("ctrl+f");
  program_wait_focus (program, BAR);
  program_type ("[0-9]{4}");
  program_wait_message (program, "French 3 · English 3 · Dutch 3 · *");
  program_type ("(");
  program_wait_message (program, "At character 10: a parenthesis lacks its counterpart");
  story_press_until (program, "BackSpace", "French 3 · English 3 · Dutch 3 · *");
}

static void
test_keys (void)
{
  g_autofree char *library = NULL;
  Program *program = NULL;

  if (story_skip_keys ())
    return;
  program = start (&library);
  step_by_keys (program);
  choose_by_keys (program);

  /* Back in the texts, at the hit. */
  program_press ("Escape");
  program_wait_focus (program, "French, *");
  program_wait_gone (program, ATSPI_ROLE_ENTRY, BAR);
  /* What is selected is looked for. */
  story_press_until (program, "Home", "*French, row 1 of *");
  program_wait_focus (program, "French, *");
  program_press ("shift+Right");
  program_press ("ctrl+f");
  program_wait_focus (program, BAR);
  program_wait_message (program, "1 of *");
  /* With the keyboard in the texts. */
  program_press ("F6");
  program_wait_focus (program, "French, *");
  story_press_until (program, "ctrl+F3", "2 of *");
  story_press_until (program, "ctrl+shift+F3", "1 of *");
  /* Whoever went elsewhere goes on from there. */
  story_press_until (program, "End", "*French, row 15 of 15*");
  story_press_until (program, "Home", "*French, row 1 of 15*");
  story_press_until (program, "ctrl+shift+F3", "Went on from the end*");
  program_press ("Escape");
  program_wait_gone (program, ATSPI_ROLE_ENTRY, BAR);
  story_quit (program);
}

/* --- through the bus --- */

static void
assert_described (Accessible *entry, const char *pattern)
{
  g_autofree char *description = atspi_accessible_get_description (entry, NULL);

  if (!g_pattern_match_simple (pattern, description))
    g_error ("“%s” is not “%s”", description, pattern);
}

static void
test_bus (void)
{
  g_autofree char *library = NULL;
  Program *program = start (&library);
  g_autoptr (Accessible) entry = NULL;

  story_act_window (program, "find.open", "Enter: next hit*");
  entry = program_wait_for (program, ATSPI_ROLE_ENTRY, BAR);
  program_set_words (entry, "wijmen");
  program_wait_message (program, "1 of 9");
  assert_described (entry, "1 of 9. French 3 · English 3 · Dutch 3");
  story_click (program, "Next hit");
  program_wait_message (program, "2 of 9");
  assert_described (entry, "2 of 9. *");
  story_click (program, "Previous hit");
  program_wait_message (program, "1 of 9");

  /* Texts that are not shown are not looked through. */
  story_choose (program, "English*", "Hide Column");
  program_wait_message (program, "French 3 · Dutch 3");
  program_wait_message (program, "6 hits");
  program_set_words (entry, "zzz");
  program_wait_message (program, "Nothing found");
  assert_described (entry, "Nothing found. *");
  story_click (program, "Close the find bar");
  program_wait_gone (program, ATSPI_ROLE_ENTRY, BAR);
  program_end (program);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  story_overlook_leaks ();
  g_test_add_func ("/story-find/keys", test_keys);
  g_test_add_func ("/story-find/bus", test_bus);
  return g_test_run ();
}
