/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "story-links.h"

/* Texts read as linked columns: once by the keyboard and once through the accessibility bus. */

#define JOINED "Joined again as it stands"
#define FRENCH "En mars 1908"
#define ENGLISH "In March 1908"
#define NUDGE 48

/* --- by the keyboard --- */

/* What is read stays, and the others come level with what has the focus. */
static void
switch_by_keys (Program *program)
{
  story_press_until (program, "l", "*linked columns*French, passage 1 of *");
  program_press ("Down");
  story_press_until (program, "Down", "*linked columns*French, passage 3 of *");
  story_wait_apart (program, FRENCH, ENGLISH, 0);
  story_press_until (program, "Right", "*English, passage 3 of *");
  program_wait_focus (program, "English, *");
  story_press_until (program, "l", "*aligned rows*English, row 3 of *");
  story_press_until (program, "l", "*linked columns*English, passage 3 of *");
}

/* The English column is moved against the others, and goes by itself. */
static void
let_go_by_keys (Program *program)
{
  program_press ("alt+shift+Down");
  story_wait_apart (program, FRENCH, ENGLISH, -NUDGE);
  program_press ("shift+f");
  story_wait_apart (program, FRENCH, ENGLISH, 0);
  program_press ("f");
  program_press ("alt+shift+Down");
  story_wait_apart (program, FRENCH, ENGLISH, -NUDGE);
  story_press_until (program, "f", JOINED);
  /* It goes on as it was joined. */
  story_press_until (program, "Up", "*English, passage 2 of *");
  story_press_until (program, "Down", "*English, passage 3 of *");
  story_wait_apart (program, FRENCH, ENGLISH, -NUDGE);
  program_press ("shift+f");
  story_wait_apart (program, FRENCH, ENGLISH, 0);
}

/* Said to correspond where it was joined. */
static void
anchor_by_keys (Program *program)
{
  /* Of two offers at once the key would choose neither. */
  program_wait_gone (program, ATSPI_ROLE_LABEL, JOINED);
  program_press ("f");
  story_press_until (program, "f", JOINED);
  story_press_until (program, "alt+t", "*English, passage 3 of *link confirmed");
  story_press_until (program, "ctrl+z", "*English, passage 3 of *link computed*");
}

static void
tie_by_keys (Program *program)
{
  story_press_until (program, "k", "*picked: K *");
  story_press_until (program, "Left", "*French, passage 3 of *");
  story_press_until (program, "k", "*French, passage 3 of *link confirmed");
  story_press_until (program, "ctrl+z", "*French, passage 3 of *link computed*");
  story_press_until (program, "ctrl+shift+z", "*French, passage 3 of *link confirmed");
}

static void
test_keyboard (void)
{
  g_autofree char *path = NULL;
  Program *program = NULL;

  if (story_skip_keys ())
    return;
  path = story_make_lock ("short.nl.md", TRUE);
  program = story_start (path, STORY_LOCK);
  program_wait_message (program, "*French, row 1 of *");
  g_object_unref (story_wait_strip (program));
  story_press_until (program, "g", "*row 2 of *");
  story_press_until (program, "g", "*row 4 of *");
  story_press_until (program, "shift+g", "*row 2 of *");
  story_press_until (program, "Home", "*French, row 1 of *");
  switch_by_keys (program);
  let_go_by_keys (program);
  anchor_by_keys (program);
  tie_by_keys (program);
  story_quit (program);
}

/* --- through the bus --- */

/* The strip offers what a click on its next mark does. */
static void
walk_marks_by_bus (Program *program)
{
  g_autoptr (Accessible) strip = story_wait_strip (program);

  program_act (strip, "overview.next");
  program_wait_message (program, "*row 2 of *");
  program_act (strip, "overview.next");
  program_wait_message (program, "*row 4 of *");
  program_act (strip, "overview.previous");
  program_wait_message (program, "*row 2 of *");
  story_step (program, "text.start", "*French, row 1 of *");
}

static void
test_bus (void)
{
  g_autofree char *path = story_make_lock ("short.nl.md", TRUE);
  Program *program = story_start (path, STORY_LOCK);

  walk_marks_by_bus (program);
  story_choose (program, "English *", "Linked Columns");
  program_wait_message (program, "*linked columns*");
  story_step (program, "text.next-passage", "*French, passage 2 of *");
  story_step (program, "text.next-passage", "*French, passage 3 of *");
  story_step (program, "text.next-column", "*English, passage 3 of *");
  story_step (program, "text.nudge-down", "*English, passage 3 of *");
  story_wait_apart (program, FRENCH, ENGLISH, -NUDGE);
  story_choose (program, "English *", "Level with the Others");
  story_wait_apart (program, FRENCH, ENGLISH, 0);
  story_choose (program, "English *", "Let Go of the Others");
  story_choose (program, "English *", "Join Again Here");
  program_wait_message (program, JOINED);
  story_click (program, "These Correspond*");
  g_object_unref (story_wait_passage (program, ENGLISH, "link confirmed"));
  story_act_window (program, "edit.undo", "Undone: *");
  story_act (program, FRENCH, "link.tie", "*picked: K *");
  story_act (program, ENGLISH, "link.tie", "Tied");
  g_object_unref (story_wait_passage (program, ENGLISH, "link confirmed"));
  story_choose (program, "English *", "Aligned Rows");
  program_wait_message (program, "*aligned rows*");
  program_end (program);
}

/* --- the accounts of a life, which nothing ties but the reader --- */

static void
test_accounts_keyboard (void)
{
  guint n_texts = 0;
  g_autofree char *path = NULL;
  Program *program = NULL;

  if (story_skip_keys ())
    return;
  path = story_make_accounts (&n_texts);
  program = story_start (path, "Accounts");
  program_wait_message (program, "columns*row 1 of *");
  program_press ("Down");
  story_press_until (program, "Down", "*row 3 of *");
  story_press_until (program, "k", "*picked: K *");
  program_press ("Right");
  story_press_until (program, "k", "linked columns*same events, link confirmed");
  story_press_until (program, "ctrl+z", "*no links");
  story_press_until (program, "ctrl+shift+z", "*same events, link confirmed");
  story_quit (program);
}

static void
test_accounts_bus (void)
{
  guint n_texts = 0;
  g_autofree char *path = story_make_accounts (&n_texts);
  Program *program = story_start (path, "Accounts");

  program_wait_message (program, "columns*row 1 of *");
  story_step (program, "text.next-passage", "*row 2 of *");
  story_act_window (program, "link.tie", "*picked: K *");
  story_step (program, "text.next-column", "columns*");
  story_act_window (program, "link.tie", "linked columns*same events, link confirmed");
  story_act_window (program, "edit.undo", "*no links");
  program_end (program);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/story/linked/keyboard", test_keyboard);
  g_test_add_func ("/story/linked/bus", test_bus);
  g_test_add_func ("/story/linked/accounts/keyboard", test_accounts_keyboard);
  g_test_add_func ("/story/linked/accounts/bus", test_accounts_bus);
  return g_test_run ();
}
