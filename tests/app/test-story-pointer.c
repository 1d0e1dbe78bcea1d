/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "story-pointer.h"

#include "view/reader-palette.h"

/* What is seen and pointed at: the tints of what corresponds, ribbons, the wheel and the strip. */

#define FRENCH "En mars 1908"
#define ENGLISH "In March 1908"
#define DUTCH "In maart 1908"
#define NUDGE 48

/* Of a paragraph of three sentences on four lines: the first and the last line have one each. */
#define FIRST_LINE 0, 0.22
#define LAST_LINE 0.78, 1
#define WHOLE 0, 1

static const ReaderPalette *palette;

static Accessible *
find_words (Program *program, const char *words)
{
  g_autofree char *pattern = g_strconcat (words, "*", NULL);

  return program_wait_for (program, ATSPI_ROLE_LABEL, pattern);
}

typedef struct
{
  Program *program;
  Accessible *french;
  Accessible *english;
  Accessible *dutch;
} Scene;

static void
find_paragraphs (Scene *scene)
{
  g_clear_object (&scene->french);
  g_clear_object (&scene->english);
  g_clear_object (&scene->dutch);
  scene->french = find_words (scene->program, FRENCH);
  scene->english = find_words (scene->program, ENGLISH);
  scene->dutch = find_words (scene->program, DUTCH);
}

static void
open_scene (Scene *scene)
{
  g_autofree char *path = story_make_lock ("short.nl.md", TRUE);

  palette = reader_palette_get (FALSE, FALSE);
  *scene = (Scene){ story_start (path, STORY_LOCK), NULL, NULL, NULL };
  program_wait_message (scene->program, "*French, row 1 of *");
  /* The words have their places for good when it has come. */
  g_object_unref (story_wait_strip (scene->program));
  find_paragraphs (scene);
}

static void
close_scene (Scene *scene)
{
  g_clear_object (&scene->french);
  g_clear_object (&scene->english);
  g_clear_object (&scene->dutch);
  program_end (scene->program);
}

/* --- tints --- */

/* At what is pointed at, sentence by sentence. */
static void
hover (Scene *scene)
{
  story_point (scene->english, 0.1, 0.1);
  story_wait_tint (scene->english, FIRST_LINE, &palette->gap);
  story_wait_tint (scene->french, FIRST_LINE, &palette->match);
  story_wait_tint (scene->dutch, FIRST_LINE, &palette->match);
  g_assert_cmpuint (story_count_pixels (scene->french, LAST_LINE, &palette->match), ==, 0);
  story_point (scene->english, 0.1, 0.9);
  story_wait_tint (scene->french, LAST_LINE, &palette->match);
  story_wait_no_tint (scene->french, FIRST_LINE, &palette->match);
  story_wait_tint (scene->english, LAST_LINE, &palette->gap);
}

static void
test_hover (void)
{
  Scene scene;

  if (story_skip_keys ())
    return;
  open_scene (&scene);
  hover (&scene);
  story_press_until (scene.program, "l", "*linked columns*");
  find_paragraphs (&scene);
  hover (&scene);
  /* Nothing is pointed at any more. */
  program_do ("mousemove 1900 1100");
  story_wait_no_tint (scene.french, WHOLE, &palette->match);
  story_wait_no_tint (scene.english, WHOLE, &palette->gap);
  close_scene (&scene);
}

static void
check_focus (Scene *scene)
{
  story_wait_tint (scene->french, WHOLE, &palette->focus);
  story_wait_tint (scene->english, WHOLE, &palette->match);
  story_wait_tint (scene->dutch, WHOLE, &palette->match);
}

static void
test_focus_keyboard (void)
{
  Scene scene;

  if (story_skip_keys ())
    return;
  open_scene (&scene);
  program_press ("Down");
  story_press_until (scene.program, "Down", "*French, row 3 of *");
  check_focus (&scene);
  /* The first sentence, the second, the third. */
  program_press ("ctrl+Down");
  story_wait_tint (scene.french, FIRST_LINE, &palette->sentence);
  story_wait_tint (scene.english, FIRST_LINE, &palette->focus);
  program_press ("ctrl+Down");
  program_press ("ctrl+Down");
  story_wait_tint (scene.french, LAST_LINE, &palette->sentence);
  story_wait_tint (scene.english, LAST_LINE, &palette->focus);
  story_wait_no_tint (scene.english, FIRST_LINE, &palette->focus);
  close_scene (&scene);
}

/* With the caret in a sentence, its counterparts are tinted. */
static void
test_caret (void)
{
  Scene scene;

  if (story_skip_keys ())
    return;
  open_scene (&scene);
  program_press ("Down");
  story_press_until (scene.program, "Down", "*French, row 3 of *");
  program_press ("F7");
  program_press ("ctrl+Right");
  story_wait_tint (scene.french, FIRST_LINE, &palette->sentence);
  story_wait_tint (scene.english, FIRST_LINE, &palette->focus);
  program_press ("ctrl+End");
  story_wait_tint (scene.french, LAST_LINE, &palette->sentence);
  story_wait_tint (scene.english, LAST_LINE, &palette->focus);
  story_wait_no_tint (scene.english, FIRST_LINE, &palette->focus);
  close_scene (&scene);
}

static void
test_focus_bus (void)
{
  Scene scene;

  open_scene (&scene);
  story_step (scene.program, "text.next-passage", "*French, row 2 of *");
  story_step (scene.program, "text.next-passage", "*French, row 3 of *");
  check_focus (&scene);
  story_step (scene.program, "text.next-sentence", "*French, row 3 of *");
  story_wait_tint (scene.french, FIRST_LINE, &palette->sentence);
  story_wait_tint (scene.english, FIRST_LINE, &palette->focus);
  g_assert_cmpuint (story_count_pixels (scene.english, LAST_LINE, &palette->focus), ==, 0);
  /* One of the three says that it has no counterpart: the rest is one in part. */
  story_act (scene.program, FRENCH, "link.omit", "Marked: no counterpart");
  story_act (scene.program, ENGLISH, "link.confirm", "Confirmed");
  story_wait_tint (scene.french, WHOLE, &palette->partial);
  story_wait_no_tint (scene.french, WHOLE, &palette->match);
  close_scene (&scene);
}

/* --- linked columns --- */

static void
link_columns (Scene *scene)
{
  story_press_until (scene->program, "l", "*linked columns*French, passage 1 of *");
  program_press ("Down");
  story_press_until (scene->program, "Down", "*linked columns*French, passage 3 of *");
  story_wait_apart (scene->program, FRENCH, ENGLISH, 0);
  find_paragraphs (scene);
}

typedef struct
{
  Scene *scene;
  const char *status;
  gint64 clicked;
} RibbonClick;

/* A hand that meets no ribbon, for the columns have just moved, tries again. */
static gboolean
has_followed (gpointer data)
{
  RibbonClick *self = data;
  g_autoptr (Accessible) label = program_find (self->scene->program,
                                               ATSPI_ROLE_LABEL,
                                               self->status);

  if (label != NULL)
    return TRUE;
  if (g_get_monotonic_time () - self->clicked > 5 * G_TIME_SPAN_SECOND)
    {
      find_paragraphs (self->scene);
      story_point (self->scene->english, -0.11, 0.5);
      story_press_button ();
      self->clicked = g_get_monotonic_time ();
    }
  return FALSE;
}

static void
click_ribbon (Scene *scene, const char *status)
{
  RibbonClick click = { scene, status, 0 };

  program_wait_until (has_followed, &click, status);
}

/* A click on a ribbon goes to its other end, and back. */
static void
test_ribbon (void)
{
  Scene scene;

  if (story_skip_keys ())
    return;
  open_scene (&scene);
  link_columns (&scene);
  click_ribbon (&scene, "*English, passage 3 of *");
  program_wait_focus (scene.program, "English, *");
  click_ribbon (&scene, "*French, passage 3 of *");
  close_scene (&scene);
}

/* Shift and the wheel move one column against the others; one that was let go stays where it is
 * put when it is joined again. */
static void
test_wheel (void)
{
  Scene scene;

  if (story_skip_keys ())
    return;
  open_scene (&scene);
  link_columns (&scene);
  story_point (scene.english, 0.5, 0.5);
  story_turn_wheel ("shift", 1);
  story_wait_apart (scene.program, FRENCH, ENGLISH, -NUDGE);
  story_turn_wheel ("shift", -1);
  story_wait_apart (scene.program, FRENCH, ENGLISH, 0);
  story_press_until (scene.program, "Right", "*English, passage 3 of *");
  program_press ("f");
  story_turn_wheel ("shift", 1);
  story_wait_apart (scene.program, FRENCH, ENGLISH, -NUDGE);
  story_press_until (scene.program, "f", "Joined again as it stands");
  story_press_until (scene.program, "Up", "*English, passage 2 of *");
  story_press_until (scene.program, "Down", "*English, passage 3 of *");
  story_wait_apart (scene.program, FRENCH, ENGLISH, -NUDGE);
  close_scene (&scene);
}

/* --- the strip --- */

static void
test_strip (void)
{
  Scene scene;
  g_autoptr (Accessible) strip = NULL;

  if (story_skip_keys ())
    return;
  open_scene (&scene);
  strip = story_wait_strip (scene.program);
  story_point (strip, 0.5, 0.9);
  story_press_button ();
  program_wait_message (scene.program, "*, row 14 of *");
  story_point (strip, 0.5, 0.02);
  story_press_button ();
  program_wait_message (scene.program, "*, row 1 of *");
  close_scene (&scene);
}

/* --- A study sheet is put in order by dragging --- */

#define SHEETS "Study Sheets"

static void
write_on_sheet (Program *program, const char *words)
{
  program_press ("ctrl+Return");
  program_wait_focus (program, "Own text");
  program_type (words);
  program_press ("ctrl+Return");
  program_wait_focus (program, words);
}

static char *
dup_sheet (const char *library)
{
  const char *const arguments[] = { "--library", library, "sheets", "show", "Exile", NULL };
  g_autoptr (JsonNode) sheet = program_ask (arguments);
  JsonArray *items = json_object_get_array_member (json_node_get_object (sheet), "items");
  g_autoptr (GString) words = g_string_new (NULL);

  for (guint i = 0; i < json_array_get_length (items); i++)
    g_string_append (
        words,
        json_object_get_string_member (json_array_get_object_element (items, i), "words"));
  return g_string_free (g_steal_pointer (&words), FALSE);
}

static gboolean
is_dragged (gpointer library)
{
  g_autofree char *words = dup_sheet (library);

  return g_str_equal (words, "cab");
}

/* Over more than one point, or it is no drag; and the list sees it before it is let go. */
static void
drag_line (Program *program, const char *from, const char *to)
{
  g_autoptr (Accessible) line = program_wait_for (program, ATSPI_ROLE_LIST_ITEM, from);
  g_autoptr (Accessible) other = program_wait_for (program, ATSPI_ROLE_LIST_ITEM, to);

  story_point (line, 0.4, 0.5);
  program_do ("mousedown 1");
  for (int i = 1; i <= 5; i++)
    story_point (other, 0.4 + i * 0.01, 0.5 - i * 0.08);
  program_do ("sleep 0.2 mouseup 1");
}

static void
test_drag (void)
{
  g_autofree char *library = story_make_lock ("lock.nl.md", TRUE);
  Program *program = story_start (library, STORY_LOCK);

  program_wait_message (program, "*row 1 of *");
  program_press ("ctrl+shift+b");
  g_object_unref (program_wait_for (program, ATSPI_ROLE_FRAME, SHEETS));
  program_focus_window (program, SHEETS);
  program_wait_focus (program, "New Sheet*");
  program_press ("ctrl+n");
  program_wait_focus (program, "Title of the new sheet");
  program_type ("Exile");
  program_press ("Return");
  program_wait_focus (program, "Exile, 0 items");
  write_on_sheet (program, "a");
  write_on_sheet (program, "b");
  write_on_sheet (program, "c");
  drag_line (program, "c", "a");
  program_wait_until (is_dragged, library, "the order");
  program_wait_focus (program, "c");
  program_end (program);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/story/pointer/hover", test_hover);
  g_test_add_func ("/story/pointer/focus/keyboard", test_focus_keyboard);
  g_test_add_func ("/story/pointer/focus/bus", test_focus_bus);
  g_test_add_func ("/story/pointer/caret", test_caret);
  g_test_add_func ("/story/pointer/ribbon", test_ribbon);
  g_test_add_func ("/story/pointer/wheel", test_wheel);
  g_test_add_func ("/story/pointer/strip", test_strip);
  g_test_add_func ("/story/pointer/drag", test_drag);
  return g_test_run ();
}
