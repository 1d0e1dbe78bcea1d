/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "story-links.h"

#include <string.h>

/* What a reader decides of names: words are linked, made an entity, said to be none; entities are
 * changed and merged; all of it is undone. */

/* How often an entity is named, as the command line says; 0 when there is none. */
static guint
count_mentions (const char *library, const char *entity)
{
  const char *const arguments[] = { "--library", library, "entities", STORY_LOCK, NULL };
  g_autoptr (JsonNode) answer = program_ask (arguments);
  JsonArray *entities = json_node_get_array (answer);

  for (guint i = 0; i < json_array_get_length (entities); i++)
    {
      JsonObject *each = json_array_get_object_element (entities, i);

      if (g_str_equal (json_object_get_string_member (each, "name"), entity))
        return (guint) json_object_get_int_member (each, "mentions");
    }
  return 0;
}

typedef struct
{
  const char *library;
  const char *entity;
  guint n;
} Count;

static gboolean
is_counted (gpointer data)
{
  const Count *count = data;

  return count_mentions (count->library, count->entity) == count->n;
}

static void
wait_count (const char *library, const char *entity, guint n)
{
  Count count = { library, entity, n };
  g_autofree char *what = g_strdup_printf ("“%s” named %u times", entity, n);

  program_wait_until (is_counted, &count, what);
}

/* --- by the keyboard --- */

/* The words that are selected get an entity of their own, called @name. */
static void
add_by_keys (Program *program, const char *name)
{
  g_autofree char *done = g_strconcat (name, " is new in the library", NULL);

  program_press ("shift+e");
  g_object_unref (program_wait_for (program, ATSPI_ROLE_FRAME, "New Entity"));
  program_press ("ctrl+a");
  program_type (name);
  story_press_until (program, "ctrl+Return", done);
  program_wait_gone (program, ATSPI_ROLE_FRAME, "New Entity");
}

static void
link_by_keys (Program *program, const char *library)
{
  program_press ("Down");
  program_press ("shift+Right");
  program_press ("e");
  g_object_unref (program_wait_for (program, ATSPI_ROLE_FRAME, "Link to"));
  program_press ("ctrl+a");
  program_type ("KEEP");
  g_object_unref (program_wait_for (program, ATSPI_ROLE_LIST_ITEM, "Keeper, Person, 1 mention"));
  story_press_until (program, "Return", "Linked to Keeper");
  wait_count (library, "Keeper", 2);
  story_press_until (program, "ctrl+z", "Undone: linking a name");
  wait_count (library, "Keeper", 1);
}

static void
refuse_by_keys (Program *program, const char *library)
{
  program_press ("Home");
  program_press ("n");
  story_press_until (program, "Delete", "Marked: not an entity");
  wait_count (library, "Keeper", 0);
  story_press_until (program, "ctrl+z", "Undone: marking what is not an entity");
  wait_count (library, "Keeper", 1);
}

static void
edit_by_keys (Program *program, const char *library)
{
  program_press ("Home");
  program_press ("n");
  program_press ("F2");
  g_object_unref (program_wait_for (program, ATSPI_ROLE_FRAME, "Edit Entity"));
  program_press ("ctrl+a");
  program_type ("Lock");
  story_press_until (program, "ctrl+Return", "Lock changed");
  wait_count (library, "Lock", 1);
  story_press_until (program, "ctrl+z", "Undone: changing an entity");
  wait_count (library, "Keeper", 1);
}

/* The one that one is at stays. */
static void
merge_by_keys (Program *program, const char *library)
{
  program_press ("Down");
  program_press ("shift+Right");
  add_by_keys (program, "Other");
  wait_count (library, "Other", 1);
  program_press ("Home");
  program_press ("n");
  program_press ("F3");
  g_object_unref (program_wait_for (program, ATSPI_ROLE_FRAME, "The Same as Keeper"));
  program_type ("oth");
  story_press_until (program, "Return", "Merged into Keeper");
  wait_count (library, "Keeper", 2);
  wait_count (library, "Other", 0);
  story_press_until (program, "ctrl+z", "Undone: merging two entities");
  wait_count (library, "Other", 1);
}

/* One of the two mentions is somebody else. */
static void
split_by_keys (Program *program, const char *library)
{
  program_press ("Down");
  program_press ("shift+Right");
  program_press ("e");
  g_object_unref (program_wait_for (program, ATSPI_ROLE_FRAME, "Link to"));
  program_press ("ctrl+a");
  program_type ("keep");
  story_press_until (program, "Return", "Linked to Keeper");
  program_press ("Home");
  program_press ("n");
  program_press ("F4");
  g_object_unref (program_wait_for (program, ATSPI_ROLE_FRAME, "Split Keeper"));
  program_press ("Down");
  program_press ("Return");
  program_press ("Tab");
  story_press_until (program, "Return", "Split: * is an entity of its own now");
  wait_count (library, "Keeper", 1);
  story_press_until (program, "ctrl+z", "Undone: splitting an entity");
  wait_count (library, "Keeper", 2);
}

static void
test_keyboard (void)
{
  g_autofree char *path = NULL;
  Program *program = NULL;

  if (story_skip_keys ())
    return;
  path = story_make_lock (NULL, TRUE);
  program = story_start (path, STORY_LOCK);
  program_wait_message (program, "*French, row 1 of *");
  program_wait_focus (program, "French, *");
  program_press ("shift+Right");
  add_by_keys (program, "Keeper");
  wait_count (path, "Keeper", 1);
  link_by_keys (program, path);
  refuse_by_keys (program, path);
  edit_by_keys (program, path);
  merge_by_keys (program, path);
  story_quit (program);
}

static void
test_many_keyboard (void)
{
  g_autofree char *path = NULL;
  Program *program = NULL;

  if (story_skip_keys ())
    return;
  path = story_make_lock (NULL, TRUE);
  program = story_start (path, STORY_LOCK);
  program_wait_message (program, "*French, row 1 of *");
  program_wait_focus (program, "French, *");
  program_press ("shift+Right");
  add_by_keys (program, "Keeper");
  wait_count (path, "Keeper", 1);
  split_by_keys (program, path);
  program_press ("Home");
  program_press ("n");
  program_press ("a");
  g_object_unref (program_wait_for (program, ATSPI_ROLE_FRAME, "All “*”"));
  program_press ("Escape");
  program_wait_gone (program, ATSPI_ROLE_FRAME, "All “*”");
  program_press ("ctrl+shift+w");
  program_wait_focus (program, "No form of a name is linked to two entities*");
  story_quit (program);
}

/* --- through the bus --- */

static void
test_bus (void)
{
  g_autofree char *path = story_make_lock (NULL, TRUE);
  const char *const arguments[] = { "--library", path, NULL };
  Program *program = program_start (arguments);
  g_autoptr (Accessible) editor = NULL;

  program_wait_message (program, "*French, row 1 of *");
  story_step (program, "text.extend-by-word", "*");
  story_act_window (program, "entity.add", "New Entity");
  editor = program_wait_for (program, ATSPI_ROLE_FRAME, "New Entity");
  program_act (editor, "entity.save");
  program_wait_message (program, "* is new in the library");
  wait_count (path, "L", 1);
  story_step (program, "text.start", "*");
  story_step (program, "mention.next", "*");
  story_act_window (program, "entity.refuse", "Marked: not an entity");
  wait_count (path, "L", 0);
  story_act_window (program, "edit.undo", "Undone: marking what is not an entity");
  wait_count (path, "L", 1);
  program_kill (program);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/story/names/keyboard", test_keyboard);
  g_test_add_func ("/story/names/many/keyboard", test_many_keyboard);
  g_test_add_func ("/story/names/bus", test_bus);
  return g_test_run ();
}
