/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "story-links.h"

/* As near as whole pixels and the guessed heights of rows let columns come. */
/* How far the keyboard is led at most. */
/* A list that is filled anew takes the keyboard back, as it should. */
#define AGAIN_MICROSECONDS (5 * G_USEC_PER_SEC)
#define MAX_STEPS 30u
#define NEAR 4

/* --- works --- */

static char *
make_path (void)
{
  g_autofree char *folder = g_dir_make_tmp ("triptych-story-XXXXXX", NULL);

  g_assert_nonnull (folder);
  return g_build_filename (folder, "library.db", NULL);
}

/* One of the texts of %STORY_LOCK. */
char *
story_dup_lock (const char *name)
{
  return g_test_build_filename (G_TEST_DIST, "fixtures", "align", name, NULL);
}

/**
 * story_make_lock:
 * @dutch: (nullable): the name of the Dutch text among the fixtures; %NULL for none
 *
 * Returns: (transfer full): a library with a story in French, English and Dutch, called
 *   %STORY_LOCK
 */
char *
story_make_lock (const char *dutch, gboolean aligned)
{
  char *path = make_path ();
  g_autofree char *first = story_dup_lock ("lock.fr.md");
  g_autofree char *second = story_dup_lock ("lock.en.md");
  g_autofree char *third = dutch != NULL ? story_dup_lock (dutch) : NULL;
  const char *arguments[] = {
    "--library",
    path,
    "import",
    first,
    second,
    "--lang",
    third != NULL ? "fr,en,nl" : "fr,en",
    "--work",
    STORY_LOCK,
    "--kind",
    "translations",
    NULL,
    NULL,
    NULL,
  };
  guint n = g_strv_length ((char **) arguments);

  if (third != NULL)
    arguments[n++] = third;
  if (!aligned)
    arguments[n] = "--no-align";
  json_node_unref (program_ask (arguments));
  return path;
}

/**
 * story_make_accounts:
 * @n_texts: (out): how many
 *
 * Returns: (transfer full): a library with the accounts of story_dup_accounts(), called
 *   "Accounts"
 */
char *
story_make_accounts (guint *n_texts)
{
  char *path = make_path ();
  g_autofree char *languages = NULL;
  g_auto (GStrv) files = story_dup_accounts (&languages);
  g_autoptr (GPtrArray) arguments = g_ptr_array_new ();

  *n_texts = g_strv_length (files);
  g_ptr_array_add (arguments, (char *) "--library");
  g_ptr_array_add (arguments, path);
  g_ptr_array_add (arguments, (char *) "import");
  for (guint i = 0; i < *n_texts; i++)
    g_ptr_array_add (arguments, files[i]);
  g_ptr_array_add (arguments, (char *) "--work");
  g_ptr_array_add (arguments, (char *) "Accounts");
  g_ptr_array_add (arguments, (char *) "--kind");
  g_ptr_array_add (arguments, (char *) "accounts");
  g_ptr_array_add (arguments, (char *) "--no-align");
  g_ptr_array_add (arguments, NULL);
  json_node_unref (program_ask ((const char *const *) arguments->pdata));
  return path;
}

/* --- steps --- */

gboolean
story_skip_keys (void)
{
  g_autofree char *keys = g_find_program_in_path ("xdotool");

  if (keys == NULL)
    g_test_skip ("xdotool, which presses the keys, is not installed");
  return keys == NULL;
}

/**
 * story_start:
 * @title: of the work that is read
 *
 * Returns: (transfer full): the program, whose window has the keyboard
 */
Program *
story_start (const char *library, const char *title)
{
  const char *const arguments[] = { "--library", library, NULL };
  Program *program = program_start (arguments);

  program_focus_window (program, title);
  return program;
}

void
story_quit (Program *program)
{
  program_press ("ctrl+q");
  program_wait (program);
}

void
story_press_until (Program *program, const char *keys, const char *label)
{
  program_press (keys);
  program_wait_message (program, label);
}

/* What has the keyboard, or NULL: names do not tell two of them apart. */
static char *
dup_focus (Program *program)
{
  g_autoptr (Accessible) focus = program_dup_focus (program);

  return focus != NULL ? g_strdup (focus->parent.path) : NULL;
}

typedef struct
{
  Program *program;
  const char *old;
  const char *keys; /* that are pressed again when nothing comes of them, or NULL */
  gint64 pressed;
} Step;

static gboolean
has_stepped (gpointer data)
{
  Step *step = data;
  g_autofree char *now = dup_focus (step->program);

  if (now != NULL && g_strcmp0 (now, step->old) != 0)
    return TRUE;
  if (step->keys != NULL && g_get_monotonic_time () - step->pressed > AGAIN_MICROSECONDS)
    {
      program_press (step->keys);
      step->pressed = g_get_monotonic_time ();
    }
  return FALSE;
}

static void
press_away (Program *program, const char *keys, gboolean again)
{
  g_autofree char *old = dup_focus (program);
  Step step = { program, old, again ? keys : NULL, g_get_monotonic_time () };

  program_press (keys);
  program_wait_until (has_stepped, &step, keys);
}

/**
 * story_press_away:
 *
 * Presses keys that give the keyboard to something else, and waits until it has it.
 */
void
story_press_away (Program *program, const char *keys)
{
  press_away (program, keys, FALSE);
}

/* The button in a list that drops down has no name of its own. */
static gboolean
is_called (Accessible *accessible, const char *name)
{
  g_autofree char *own = program_dup_name (accessible);
  g_autoptr (Accessible) parent = NULL;
  g_autofree char *around = NULL;

  if (g_pattern_match_simple (name, own))
    return TRUE;
  parent = atspi_accessible_get_parent (accessible, NULL);
  if (parent == NULL || atspi_accessible_get_role (parent, NULL) != ATSPI_ROLE_COMBO_BOX)
    return FALSE;
  around = program_dup_name (parent);
  return g_pattern_match_simple (name, around);
}

/**
 * story_tab_to:
 * @keys: what goes one further: "Tab", say
 * @name: a pattern
 *
 * Goes on until what is called so has the keyboard.
 */
void
story_tab_to (Program *program, const char *keys, const char *name)
{
  for (guint i = 0; i < MAX_STEPS; i++)
    {
      g_autoptr (Accessible) focus = program_dup_focus (program);

      if (focus != NULL && is_called (focus, name))
        return;
      press_away (program, keys, TRUE);
    }
  g_error ("Nothing called “%s” has the keyboard after %u times %s", name, MAX_STEPS, keys);
}

static void
click_on (Program *program, AtspiRole role, const char *name)
{
  g_autoptr (Accessible) found = program_wait_for (program, role, name);

  program_act (found, "click");
}

typedef struct
{
  Program *program;
  const char *column;
  const char *item;
  gint64 clicked;
} Menu;

/* A click while the menu still closes does not open it again. */
static gboolean
is_open (gpointer data)
{
  Menu *menu = data;
  g_autoptr (Accessible) found = program_find (menu->program, ATSPI_ROLE_MENU_ITEM, menu->item);

  if (found == NULL && g_get_monotonic_time () - menu->clicked > AGAIN_MICROSECONDS)
    {
      story_click (menu->program, menu->column);
      menu->clicked = g_get_monotonic_time ();
    }
  return found != NULL;
}

/* In the menu at the head of a column. */
void
story_choose (Program *program, const char *column, const char *item)
{
  Menu menu = { program, column, item, g_get_monotonic_time () };

  story_click (program, column);
  program_wait_until (is_open, &menu, item);
  story_click_item (program, item);
  program_wait_gone (program, ATSPI_ROLE_MENU_ITEM, item);
}

/* On the passage that begins with @words. */
void
story_act (Program *program, const char *words, const char *action, const char *label)
{
  g_autoptr (Accessible) passage = story_wait_passage (program, words, "");

  program_act (passage, action);
  program_wait_message (program, label);
}

static void
act_on (Program *program, AtspiRole role, const char *action, const char *label)
{
  g_autoptr (Accessible) found = program_wait_for (program, role, "*");

  program_act (found, action);
  program_wait_message (program, label);
}

void
story_act_window (Program *program, const char *action, const char *label)
{
  act_on (program, ATSPI_ROLE_FRAME, action, label);
}

/* An action of what is read, where the focus is. */
void
story_step (Program *program, const char *action, const char *label)
{
  act_on (program, ATSPI_ROLE_DOCUMENT_TEXT, action, label);
}

/* It comes when the window stands. */
Accessible *
story_wait_strip (Program *program)
{
  return program_wait_for (program, ATSPI_ROLE_IMAGE, "The links of the whole work");
}

void
story_click (Program *program, const char *button)
{
  click_on (program, ATSPI_ROLE_PUSH_BUTTON, button);
}

/* Of a menu that is open. */
void
story_click_item (Program *program, const char *item)
{
  click_on (program, ATSPI_ROLE_MENU_ITEM, item);
}

/* --- where things stand --- */

typedef struct
{
  Program *program;
  const char *words[2];
  int pixels;
} Apart;

static gboolean
get_top (Program *program, const char *words, int *out)
{
  g_autofree char *pattern = g_strconcat (words, "*", NULL);
  g_autoptr (Accessible) label = program_find (program, ATSPI_ROLE_LABEL, pattern);
  g_autoptr (Component) component = NULL;
  AtspiRect *area = NULL;

  if (label != NULL)
    component = atspi_accessible_get_component_iface (label);
  if (component != NULL)
    area = atspi_component_get_extents (component, ATSPI_COORD_TYPE_WINDOW, NULL);
  if (area == NULL)
    return FALSE;
  *out = area->y;
  g_free (area);
  return TRUE;
}

static gboolean
is_apart (gpointer data)
{
  const Apart *apart = data;
  int tops[2] = { 0, 0 };

  return get_top (apart->program, apart->words[0], &tops[0])
         && get_top (apart->program, apart->words[1], &tops[1])
         && ABS (tops[1] - tops[0] - apart->pixels) <= NEAR;
}

/**
 * story_wait_apart:
 * @words: likewise @other: how a passage begins
 * @pixels: how much lower the other one stands
 *
 * Waits until columns that glide have arrived.
 */
void
story_wait_apart (Program *program, const char *words, const char *other, int pixels)
{
  Apart apart = { program, { words, other }, pixels };
  g_autofree char *what = g_strdup_printf ("“%s” %d pixels below “%s”", other, pixels, words);

  program_wait_until (is_apart, &apart, what);
}
