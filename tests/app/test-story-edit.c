/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "story-lives.h"

/* Entities are changed, merged and split, and all occurrences of a form are linked or refused at
 * once; by the keyboard, and through the bus. All is undone and done again. */

#define NAMES "Zhukov</persName><persName xml:lang='nl'>Zjoekov"
#define BEFORE "Zhukov, person, -, -"
#define AFTER_BUS "Zhukow, person, 1896/1974, A marshal"
#define AFTER "Zhukow, place, 1896/1974, A marshal"

/* --- what the library says --- */

static const char *
get_description (JsonObject *entity)
{
  JsonObject *all = json_object_get_object_member (entity, "description");

  return json_object_get_string_member_with_default (all, "en", "-");
}

static char *
describe (JsonObject *entity)
{
  JsonArray *names = json_object_get_array_member (entity, "names");
  JsonObject *name = json_array_get_object_element (names, 0);

  return g_strdup_printf ("%s, %s, %s, %s",
                          json_object_get_string_member (name, "name"),
                          json_object_get_string_member (entity, "type"),
                          json_object_get_string_member_with_default (entity, "dates", "-"),
                          get_description (entity));
}

typedef struct
{
  const char *library;
  const char *wanted;
} Entity;

static gboolean
has_entity (gpointer data)
{
  const Entity *entity = data;
  const char *const arguments[] = {
    "--library",
    entity->library,
    "export",
    STORY_LIVES,
    "--format",
    "json",
    NULL,
  };
  g_autoptr (JsonNode) node = program_ask (arguments);
  JsonArray *entities = json_object_get_array_member (json_node_get_object (node), "entities");

  for (guint i = 0; i < json_array_get_length (entities); i++)
    {
      g_autofree char *words = describe (json_array_get_object_element (entities, i));

      if (g_str_equal (words, entity->wanted))
        return TRUE;
    }
  return FALSE;
}

static void
wait_entity (const char *library, const char *wanted)
{
  Entity entity = { library, wanted };

  program_wait_until (has_entity, &entity, wanted);
}

/* --- by the keyboard --- */

static void
press_to (Program *program, const char *keys, const char *focus)
{
  program_press (keys);
  program_wait_focus (program, focus);
}

/* On the first name of the first passage. */
static void
open_by_keys (Program *program, const char *key, const char *title)
{
  program_focus_window (program, STORY_LIVES);
  program_press ("Home");
  program_press ("n");
  program_press (key);
  program_focus_window (program, title);
}

/* What was done is undone, done again and undone, and each time the name is there so often. */
static void
undo_by_keys (Program *program, const char *path, const char *act, guint done)
{
  g_autofree char *undone = g_strconcat ("Undone: ", act, NULL);
  g_autofree char *redone = g_strconcat ("Redone: ", act, NULL);

  program_focus_window (program, STORY_LIVES);
  story_wait_named (path, "zhukov", NULL, done);
  story_press_until (program, "ctrl+z", undone);
  story_wait_named (path, "zhukov", NULL, 5);
  story_press_until (program, "ctrl+shift+z", redone);
  story_wait_named (path, "zhukov", NULL, done);
  story_press_until (program, "ctrl+z", undone);
  story_wait_named (path, "zhukov", NULL, 5);
}

static void
press_times (const char *keys, guint n)
{
  for (guint i = 0; i < n; i++)
    program_press (keys);
}

/* A name takes four stops: its words, its language, its kind, and what removes it. */
static void
edit_by_keys (Program *program, const char *path)
{
  open_by_keys (program, "F2", "Edit Entity");
  g_object_unref (program_wait_for (program, ATSPI_ROLE_TEXT, "Name"));
  program_press ("ctrl+a");
  program_type ("Zhukow");
  press_times ("Tab", 8);
  program_press ("space");
  g_object_unref (program_wait_for (program, ATSPI_ROLE_LABEL, "Place"));
  program_press ("Down");
  program_press ("Return");
  program_press ("Tab");
  program_type ("1896/1974");
  program_press ("Tab");
  program_type ("A marshal");
  story_press_until (program, "ctrl+Return", "Zhukow changed");
  wait_entity (path, AFTER);
  program_focus_window (program, STORY_LIVES);
  story_press_until (program, "ctrl+z", "Undone: changing an entity");
  wait_entity (path, BEFORE);
  story_press_until (program, "ctrl+shift+z", "Redone: changing an entity");
  wait_entity (path, AFTER);
  story_press_until (program, "ctrl+z", "Undone: changing an entity");
  wait_entity (path, BEFORE);
  story_wait_named (path, "zhukov", NULL, 5);
}

static void
merge_by_keys (Program *program, const char *path)
{
  open_by_keys (program, "F3", "The Same as Zhukov");
  program_type ("chern");
  g_object_unref (
      program_wait_for (program, ATSPI_ROLE_LIST_ITEM, "Chernyshev, Person, 2 mentions*"));
  story_press_until (program, "Return", "Merged into Zhukov");
  undo_by_keys (program, path, "merging two entities", 7);
}

/* One that is picked; then those of a text, and those in a language. */
static void
split_by_keys (Program *program, const char *path)
{
  static const struct
  {
    guint downs;
    guint left;
  } ways[] = { { 1, 3 }, { 3, 3 }, { 4, 2 } };

  open_by_keys (program, "F4", "Split Zhukov");
  program_wait_focus (program, "*Zhukov*, not picked, en");
  press_to (program, "Down", "Later Zhukov*, not picked, en");
  press_to (program, "Return", "Later Zhukov*, picked, en");
  program_wait_message (program, "1 of 5 picked");
  story_press_until (program, "alt+m", "Split: * is an entity of its own now");
  undo_by_keys (program, path, "splitting an entity", 4);
  for (guint i = 0; i < G_N_ELEMENTS (ways); i++)
    {
      g_autofree char *picked = g_strdup_printf ("%u of 5 picked", 5 - ways[i].left);

      open_by_keys (program, "F4", "Split Zhukov");
      program_wait_focus (program, "*Zhukov*, not picked, en");
      program_press ("shift+Tab");
      program_press ("space");
      press_times ("Down", ways[i].downs);
      program_press ("Return");
      program_wait_message (program, picked);
      story_press_until (program, "alt+m", "Split: * is an entity of its own now");
      undo_by_keys (program, path, "splitting an entity", ways[i].left);
    }
}

/* Each of the two buttons. */
static void
take_all_by_keys (Program *program, const char *path)
{
  open_by_keys (program, "a", "All “Zhukov”");
  program_wait_focus (program, "*Zhukov*, picked, *");
  program_wait_message (program, "2 of 2 picked");
  program_press ("alt+l");
  program_focus_window (program, "Link All to");
  g_object_unref (program_wait_for (program, ATSPI_ROLE_ENTRY, "Search by name"));
  program_press ("ctrl+a");
  program_type ("chern");
  g_object_unref (
      program_wait_for (program, ATSPI_ROLE_LIST_ITEM, "Chernyshev, Person, 2 mentions*"));
  story_press_until (program, "Return", "2 mentions linked to Chernyshev");
  story_wait_named (path, "chernyshev", NULL, 4);
  undo_by_keys (program, path, "linking a name", 3);
  open_by_keys (program, "a", "All “Zhukov”");
  program_wait_focus (program, "*Zhukov*, picked, *");
  story_press_until (program, "alt+n", "2 mentions marked: not an entity");
  undo_by_keys (program, path, "marking what is not an entity", 3);
}

static void
test_keyboard (void)
{
  g_autofree char *path = NULL;
  Program *program = NULL;

  if (story_skip_keys ())
    return;
  path = story_make_lives (NAMES);
  wait_entity (path, BEFORE);
  program = story_start (path, STORY_LIVES);
  program_wait_message (program, "*English, row 1 of *");
  program_wait_focus (program, "English, *");
  edit_by_keys (program, path);
  merge_by_keys (program, path);
  split_by_keys (program, path);
  take_all_by_keys (program, path);
  story_quit (program);
}

/* --- through the bus --- */

/* On the first name of the first passage. */
static Accessible *
open_by_bus (Program *program, const char *action, const char *title)
{
  story_step (program, "text.start", "*");
  story_step (program, "mention.next", "*");
  story_act_window (program, action, "*");
  return program_wait_for (program, ATSPI_ROLE_FRAME, title);
}

static void
undo_by_bus (Program *program, const char *path, const char *act, guint done)
{
  g_autofree char *undone = g_strconcat ("Undone: ", act, NULL);
  g_autofree char *redone = g_strconcat ("Redone: ", act, NULL);

  story_wait_named (path, "zhukov", NULL, done);
  story_act_window (program, "edit.undo", undone);
  story_wait_named (path, "zhukov", NULL, 5);
  story_act_window (program, "edit.redo", redone);
  story_wait_named (path, "zhukov", NULL, done);
  story_act_window (program, "edit.undo", undone);
  story_wait_named (path, "zhukov", NULL, 5);
}

static void
fill (Accessible *dialog, AtspiRole role, const char *name, const char *words)
{
  g_autoptr (Accessible) entry = program_wait_in (dialog, role, name);

  program_set_words (entry, words);
}

static void
choose_chernyshev (Accessible *chooser, Program *program, const char *message)
{
  g_autoptr (Accessible) row = NULL;

  fill (chooser, ATSPI_ROLE_ENTRY, "Search by name", "chern");
  row = program_wait_in (chooser, ATSPI_ROLE_LIST_ITEM, "Chernyshev, Person, 2 mentions*");
  program_act (row, "row.activate");
  program_wait_message (program, message);
}

/* The type is chosen in a list, which GTK opens to nobody on the bus. */
static void
edit_by_bus (Program *program, const char *path)
{
  g_autoptr (Accessible) editor = open_by_bus (program, "entity.edit", "Edit Entity");

  fill (editor, ATSPI_ROLE_TEXT, "Name", "Zhukow");
  fill (editor, ATSPI_ROLE_TEXT, "Dates, as *", "1896/1974");
  fill (editor, ATSPI_ROLE_TEXT, "English", "A marshal");
  program_act (editor, "entity.save");
  program_wait_message (program, "Zhukow changed");
  wait_entity (path, AFTER_BUS);
  story_act_window (program, "edit.undo", "Undone: changing an entity");
  wait_entity (path, BEFORE);
  story_act_window (program, "edit.redo", "Redone: changing an entity");
  wait_entity (path, AFTER_BUS);
  story_act_window (program, "edit.undo", "Undone: changing an entity");
  wait_entity (path, BEFORE);
  story_wait_named (path, "zhukov", NULL, 5);
}

static void
merge_by_bus (Program *program, const char *path)
{
  g_autoptr (Accessible) chooser = open_by_bus (program, "entity.merge", "The Same as Zhukov");

  choose_chernyshev (chooser, program, "Merged into Zhukov");
  undo_by_bus (program, path, "merging two entities", 7);
}

/* All but one, which is picked and left again. */
static void
split_by_bus (Program *program, const char *path)
{
  g_autoptr (Accessible) picker = open_by_bus (program, "entity.split", "Split Zhukov");
  g_autoptr (Accessible) row = program_wait_in (picker, ATSPI_ROLE_LIST_ITEM, "Later Zhukov*");

  program_act (row, "row.activate");
  program_wait_message (program, "1 of 5 picked");
  program_act (picker, "picker.all");
  program_wait_message (program, "5 of 5 picked");
  program_act (row, "row.activate");
  program_wait_message (program, "4 of 5 picked");
  story_click (program, "Make Them Another Entity*");
  program_wait_message (program, "Split: * is an entity of its own now");
  undo_by_bus (program, path, "splitting an entity", 1);
}

static void
take_all_by_bus (Program *program, const char *path)
{
  g_autoptr (Accessible) picker = open_by_bus (program, "entity.occurrences", "All “Zhukov”");
  g_autoptr (Accessible) chooser = NULL;

  story_click (program, "Link All to…*");
  chooser = program_wait_for (program, ATSPI_ROLE_FRAME, "Link All to");
  choose_chernyshev (chooser, program, "2 mentions linked to Chernyshev");
  undo_by_bus (program, path, "linking a name", 3);
  g_object_unref (open_by_bus (program, "entity.occurrences", "All “Zhukov”"));
  story_click (program, "Not an Entity*");
  program_wait_message (program, "2 mentions marked: not an entity");
  undo_by_bus (program, path, "marking what is not an entity", 3);
}

static void
test_bus (void)
{
  g_autofree char *path = story_make_lives (NAMES);
  Program *program = story_start (path, STORY_LIVES);

  program_wait_message (program, "*English, row 1 of *");
  edit_by_bus (program, path);
  merge_by_bus (program, path);
  split_by_bus (program, path);
  take_all_by_bus (program, path);
  program_end (program);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/story-edit/keyboard", test_keyboard);
  g_test_add_func ("/story-edit/bus", test_bus);
  return g_test_run ();
}
