/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "atspi-story.h"
#include "story-lives.h"

/* Words are highlighted, noted, and what was made of them is taken back; a passage is marked in two
 * columns at once; by the keyboard, and through the bus. */

#define FIRST "Then Zhukov came"

static Program *
start (const char *path)
{
  Program *program = story_start (path, STORY_LIVES);

  program_wait_message (program, "*English, row 1 of *");
  program_wait_focus (program, "English, *");
  return program;
}

static void
wait_passage (Program *program, const char *words, const char *state)
{
  g_object_unref (story_wait_passage (program, words, state));
}

typedef struct
{
  Program *program;
  const char *words;
  const char *state;
} Lack;

static gboolean
lacks (gpointer data)
{
  const Lack *lack = data;
  g_autoptr (Accessible) passage = story_wait_passage (lack->program, lack->words, "");
  g_autofree char *description = atspi_accessible_get_description (passage, NULL);

  return description != NULL && strstr (description, lack->state) == NULL;
}

static void
wait_lack (Program *program, const char *words, const char *state)
{
  Lack lack = { program, words, state };

  program_wait_until (lacks, &lack, "a passage without its mark");
}

/* --- by the keyboard --- */

static void
highlight_by_keys (Program *program)
{
  program_press ("shift+Right");
  program_press ("shift+Right");
  story_press_until (program, "h", "Highlighted yellow");
  wait_passage (program, FIRST, "highlighted yellow: “Then Zhukov”");
}

/* The same words again: what is there gets the note. */
static void
note_by_keys (Program *program)
{
  program_press ("w");
  program_wait_focus (program, "Note");
  program_type ("who he is");
  program_press ("ctrl+Return");
  program_wait_focus (program, "English, *");
  wait_passage (program, FIRST, "has a note: who he is");
}

static void
take_back_by_keys (Program *program)
{
  story_press_until (program, "ctrl+z", "Undone: changing a bookmark");
  wait_lack (program, FIRST, "has a note");
  wait_passage (program, FIRST, "highlighted yellow: “Then Zhukov”");
  story_press_until (program, "ctrl+z", "Undone: adding a bookmark");
  wait_lack (program, FIRST, "highlighted");
  story_press_until (program, "ctrl+shift+z", "Redone: adding a bookmark");
  wait_passage (program, FIRST, "highlighted yellow: “Then Zhukov”");
}

/* Words in one column and in the other make one mark. */
static void
mark_columns_by_keys (Program *program)
{
  program_press ("Down");
  program_wait_message (program, "*English, row 2 of *");
  program_press ("shift+Right");
  program_press ("ctrl+shift+Right");
  wait_passage (program, "Later sprak", "selected");
  wait_passage (program, "Later Zhukov", "selected");
  story_press_until (program, "h", "Highlighted yellow");
  wait_passage (program, "Later Zhukov", "highlighted yellow: “Later”");
  wait_passage (program, "Later sprak", "highlighted yellow: “Later sprak");
  story_press_until (program, "ctrl+z", "Undone: adding a bookmark");
  wait_lack (program, "Later Zhukov", "highlighted");
  wait_lack (program, "Later sprak", "highlighted");
}

static void
test_keyboard (void)
{
  g_autofree char *path = NULL;
  Program *program = NULL;

  if (story_skip_keys ())
    return;
  path = story_make_lives ("Zhukov");
  program = start (path);
  highlight_by_keys (program);
  note_by_keys (program);
  take_back_by_keys (program);
  mark_columns_by_keys (program);
  story_quit (program);
}

/* --- through the bus --- */

static void
test_bus (void)
{
  g_autofree char *path = story_make_lives ("Zhukov");
  Program *program = start (path);

  story_act (program, FIRST, "highlight.add", "Highlighted yellow");
  wait_passage (program, FIRST, "highlighted yellow: “Then Zhukov came.");
  story_act (program, FIRST, "bookmark.add", "Bookmarked");
  g_object_unref (program_wait_for (program, ATSPI_ROLE_TEXT, "Note"));
  story_click (program, "Done*");
  wait_passage (program, FIRST, "bookmarked");
  story_act_window (program, "edit.undo", "Undone: adding a bookmark");
  wait_lack (program, FIRST, "bookmarked");
  wait_passage (program, FIRST, "highlighted yellow");
  story_act_window (program, "edit.undo", "Undone: adding a bookmark");
  wait_lack (program, FIRST, "highlighted");
  program_end (program);
}

int
main (int argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/story-highlight/keyboard", test_keyboard);
  g_test_add_func ("/story-highlight/bus", test_bus);

  return g_test_run ();
}
