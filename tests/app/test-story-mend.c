/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "story-links.h"

/* Mending what was aligned, where one reads it: the walk to what is worth a look, the borders of
 * links, and what is undone and done again after a restart. */

#define THANKED "Josse thanked her"
#define KEEPER "The old lock-keeper"

/* What the walk can stop at, in the order of the menu: where it stops from the first row on, and
 * what it says at the end. */
static const struct
{
  const char *item;
  const char *found;
  const char *end;
} walks[] = {
  { "Unsure Links", NULL, "No unsure link further up" },
  { "Links Nobody Confirmed", "*row 2 of *", "No unconfirmed link further up" },
  { "What Is Not One to One", "*row 4 of *", "Everything further up corresponds one to one" },
};

/* --- by the keyboard --- */

static void
press_to (Program *program, const char *keys, const char *focus)
{
  program_press (keys);
  program_wait_focus (program, focus);
}

static void
choose_walk_by_keys (Program *program, guint walk)
{
  program_wait_focus (program, "French, *");
  press_to (program, "shift+F10", "Bookmark This Passage");
  press_to (program, "Up", "Omissions");
  press_to (program, "Up", "Look At");
  /* Onto the way back, which has the same name. */
  program_press ("Right");
  for (guint i = 0; i <= walk; i++)
    press_to (program, "Down", walks[i].item);
  press_to (program, "Return", "French, *");
}

static void
walk_by_keys (const char *path)
{
  Program *program = story_start (path, STORY_LOCK);

  program_wait_message (program, "*French, row 1 of *");
  for (guint i = G_N_ELEMENTS (walks); i-- > 0;)
    {
      choose_walk_by_keys (program, i);
      if (walks[i].found != NULL)
        story_press_until (program, "u", walks[i].found);
      story_press_until (program, "Home", "*French, row 1 of *");
      story_press_until (program, "shift+u", walks[i].end);
    }
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
  program_wait_message (program, "*French, row 1 of *");
  story_press_until (program, "c", "*row 1 of *link confirmed");
  story_press_until (program, "ctrl+z", "*row 1 of *link computed*");
  story_quit (program);
  /* What was undone before is done again after a restart. */
  program = story_start (path, STORY_LOCK);
  program_wait_message (program, "*row 1 of *link computed*");
  story_press_until (program, "ctrl+shift+z", "*row 1 of *link confirmed");
  story_quit (program);
}

/* --- through the bus --- */

static void
walk_by_bus (const char *path)
{
  Program *program = story_start (path, STORY_LOCK);

  program_wait_message (program, "*French, row 1 of *");
  for (guint i = G_N_ELEMENTS (walks); i-- > 0;)
    {
      story_step (program, "text.menu", "*");
      story_click_item (program, "Look At");
      story_click_item (program, walks[i].item);
      if (walks[i].found != NULL)
        story_act_window (program, "link.next", walks[i].found);
      story_step (program, "text.start", "*French, row 1 of *");
      story_act_window (program, "link.previous", walks[i].end);
    }
  program_end (program);
}

static void
move_borders (Program *program)
{
  story_act (program, KEEPER, "link.shift-down", "Shifted down");
  story_act (program, KEEPER, "link.shift-up", "Shifted up");
  story_act (program, THANKED, "link.join", "Joined with the next");
  story_act_window (program, "edit.undo", "Undone: *");
  /* The first sentence with the second, which is then parted from it. */
  story_step (program, "text.next-sentence", "*");
  story_act (program, THANKED, "link.join", "Joined with the next");
  story_step (program, "text.next-sentence", "*");
  story_act (program, THANKED, "link.split", "Parted");
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
  program_wait_message (program, "*French, row 1 of *");
  move_borders (program);
  undo (program);
  program_end (program);
  program = program_start (arguments);
  program_wait_message (program, "linked columns*");
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
