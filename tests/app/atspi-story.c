/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "atspi-story.h"

#include <string.h>

#define WORK "Victor Serge"
#define TROTSKY "Léon Trotsky"
#define WORDS_CHARACTERS 24

/* --- what the library holds */

static JsonArray *
ask_array (const char *first, const char *second, JsonNode **node)
{
  const char *arguments[] = { first, second, NULL };

  *node = program_ask (arguments);
  return json_node_get_array (*node);
}

static char *
find_mention (void)
{
  g_autoptr (JsonNode) node = NULL;
  JsonArray *mentions = ask_array ("mentions", TROTSKY, &node);

  g_assert_cmpuint (json_array_get_length (mentions), >, 0);
  return g_strdup (
      json_object_get_string_member (json_array_get_object_element (mentions, 0), "passage"));
}

/* The row of a passage, from 1, as the reader counts. */
static char *
find_row (const char *passage)
{
  const char *arguments[] = { "read", WORK, NULL };
  g_autoptr (JsonNode) node = program_ask (arguments);
  JsonArray *rows = json_object_get_array_member (json_node_get_object (node), "rows");

  for (guint i = 0; i < json_array_get_length (rows); i++)
    {
      JsonObject *row = json_array_get_object_element (rows, i);
      JsonArray *cells = json_object_get_array_member (row, "cells");
      JsonArray *cell = json_array_get_array_element (cells, 0);

      for (guint p = 0; p < json_array_get_length (cell); p++)
        if (g_str_equal (json_array_get_string_element (cell, p), passage))
          return g_strdup_printf ("%u", i + 1);
    }
  g_error ("No row with %s", passage);
}

static char *
find_words (const char *passage)
{
  const char *arguments[] = { "export", WORK, "--format", "json", NULL };
  g_autoptr (JsonNode) node = program_ask (arguments);
  JsonArray *texts = json_object_get_array_member (json_node_get_object (node), "texts");
  JsonArray *passages = json_object_get_array_member (json_array_get_object_element (texts, 0),
                                                      "passages");

  for (guint i = 0; i < json_array_get_length (passages); i++)
    {
      JsonObject *one = json_array_get_object_element (passages, i);

      if (g_str_equal (json_object_get_string_member (one, "id"), passage))
        return g_utf8_substring (json_object_get_string_member (one, "text"), 0, WORDS_CHARACTERS);
    }
  g_error ("No passage %s", passage);
}

/**
 * story_find_trotsky:
 *
 * Returns: (transfer full): the first passage of the bundled work that names Trotsky
 */
Place *
story_find_trotsky (void)
{
  Place *place = g_new0 (Place, 1);

  place->passage = find_mention ();
  place->row = find_row (place->passage);
  place->words = find_words (place->passage);
  return place;
}

void
story_place_free (Place *place)
{
  g_free (place->passage);
  g_free (place->row);
  g_free (place->words);
  g_free (place);
}

guint
story_count_works (void)
{
  g_autoptr (JsonNode) node = NULL;

  return json_array_get_length (ask_array ("works", NULL, &node));
}

guint
story_count_bookmarks (void)
{
  g_autoptr (JsonNode) node = NULL;

  return json_array_get_length (ask_array ("bookmarks", "list", &node));
}

/* In the whole library. */
guint
story_count_mentions (const char *entity)
{
  g_autoptr (JsonNode) node = NULL;

  return json_array_get_length (ask_array ("mentions", entity, &node));
}

static gboolean
has_works (gpointer data)
{
  return story_count_works () == GPOINTER_TO_UINT (data);
}

void
story_wait_works (guint n)
{
  program_wait_until (has_works, GUINT_TO_POINTER (n), "the works in the library");
}

static gboolean
has_bookmarks (gpointer data)
{
  return story_count_bookmarks () == GPOINTER_TO_UINT (data);
}

void
story_wait_bookmarks (guint n)
{
  program_wait_until (has_bookmarks, GUINT_TO_POINTER (n), "the bookmarks in the library");
}

static gboolean
has_note (gpointer data)
{
  g_autoptr (JsonNode) node = NULL;
  JsonArray *bookmarks = ask_array ("bookmarks", "list", &node);

  for (guint i = 0; i < json_array_get_length (bookmarks); i++)
    if (g_strcmp0 (json_object_get_string_member (json_array_get_object_element (bookmarks, i),
                                                  "note"),
                   data)
        == 0)
      return TRUE;
  return FALSE;
}

void
story_wait_note (const char *note)
{
  program_wait_until (has_note, (gpointer) note, "the note in the library");
}

/* --- what the window shows */

static gboolean
is_shown_in (Program *program, const char *cell, const char *lang)
{
  g_autoptr (Accessible) passage = program_wait_for (program, ATSPI_ROLE_PANEL, cell);
  g_autoptr (Accessible) label = program_find_in (passage, ATSPI_ROLE_LABEL, "*");
  g_autofree char *words = NULL;
  g_autofree char *own = NULL;

  g_assert_nonnull (label);
  words = program_dup_words (label);
  own = program_dup_language (label);
  g_assert_cmpstr (words, !=, "");
  return g_strcmp0 (own, lang) == 0;
}

/**
 * story_check_columns:
 *
 * The first passages of the bundled work can be read in three languages, and each says which it is.
 */
void
story_check_columns (Program *program)
{
  g_assert_true (is_shown_in (program, "French, paragraph", "fr"));
  g_assert_true (is_shown_in (program, "English, paragraph", "en"));
  g_assert_true (is_shown_in (program, "Dutch, paragraph", "nl"));
}

typedef struct
{
  Accessible *list;
  guint n;
} Items;

static gboolean
has_items (gpointer data)
{
  Items *items = data;

  return program_count (items->list, ATSPI_ROLE_LIST_ITEM, "*") == items->n;
}

void
story_wait_items (Accessible *list, guint n)
{
  Items items = { list, n };

  program_wait_until (has_items, &items, "the items of a list");
}

/**
 * story_dup_card:
 *
 * Returns: (transfer full): the name on the card that is open, once there is one
 */
char *
story_dup_card (Program *program)
{
  const char *step = "Next Mention";
  g_autoptr (Accessible) around = program_wait_for (program, ATSPI_ROLE_PUSH_BUTTON, step);
  g_autoptr (Accessible) back = NULL;
  g_autoptr (Accessible) bar = NULL;
  g_autoptr (Accessible) title = NULL;

  /* What both are part of has the way back to the list, and beside that the name. */
  while (back == NULL && around != NULL)
    {
      Accessible *parent = atspi_accessible_get_parent (around, NULL);

      g_object_unref (around);
      around = parent;
      back = around != NULL ? program_find_in (around, ATSPI_ROLE_PUSH_BUTTON, "Back") : NULL;
    }
  g_assert_nonnull (back);
  bar = atspi_accessible_get_parent (back, NULL);
  title = program_find_in (bar, ATSPI_ROLE_LABEL, "*");
  g_assert_nonnull (title);
  return program_dup_name (title);
}

/**
 * story_check_card:
 * @n_mentions: in the three texts together
 *
 * The card of Trotsky is open, and counts his mentions in each text.
 */
void
story_check_card (Program *program, guint n_mentions)
{
  const char *const languages[] = { "French", "English", "Dutch" };
  g_autofree char *total = g_strdup_printf ("%u in 3 texts", n_mentions);
  Accessible *label = program_wait_for (program, ATSPI_ROLE_LABEL, total);

  g_object_unref (label);
  for (guint i = 0; i < G_N_ELEMENTS (languages); i++)
    {
      g_autofree char *bar = g_strdup_printf ("*, %s: * mentions", languages[i]);

      label = program_wait_for (program, ATSPI_ROLE_PUSH_BUTTON, bar);
      g_object_unref (label);
    }
}

/**
 * story_dup_status:
 *
 * Returns: (transfer full): where the reader is, in the words of the status line
 */
char *
story_dup_status (Program *program)
{
  const char *pattern = "* of * texts*, * of *";
  g_autoptr (Accessible) label = program_wait_for (program, ATSPI_ROLE_LABEL, pattern);

  return program_dup_name (label);
}

typedef struct
{
  Program *program;
  const char *old;
  char *now;
} Status;

static gboolean
is_elsewhere (gpointer data)
{
  Status *status = data;

  g_free (status->now);
  status->now = story_dup_status (status->program);
  return !g_str_equal (status->now, status->old);
}

/**
 * story_wait_other_status:
 *
 * Returns: (transfer full): the status line, once it is no longer @status
 */
char *
story_wait_other_status (Program *program, const char *status)
{
  Status wait = { program, status, NULL };

  program_wait_until (is_elsewhere, &wait, "another place");
  return wait.now;
}

typedef struct
{
  Program *program;
  char *words;
  const char *description;
  Accessible *found;
} Passage;

static gboolean
find_passage (gpointer data)
{
  Passage *passage = data;
  g_autoptr (Accessible) label = program_find (passage->program,
                                               ATSPI_ROLE_LABEL,
                                               passage->words);
  g_autofree char *description = NULL;

  if (label == NULL)
    return FALSE;
  g_clear_object (&passage->found);
  passage->found = atspi_accessible_get_parent (label, NULL);
  if (passage->found != NULL)
    description = atspi_accessible_get_description (passage->found, NULL);
  return description != NULL && strstr (description, passage->description) != NULL;
}

/**
 * story_wait_passage:
 * @words: how it begins
 * @state: what its description must hold, such as "bookmarked"; may be ""
 *
 * Returns: (transfer full): the cell with the passage
 */
Accessible *
story_wait_passage (Program *program, const char *words, const char *state)
{
  Passage passage = { program, g_strconcat (words, "*", NULL), state, NULL };

  program_wait_until (find_passage, &passage, words);
  g_free (passage.words);
  return passage.found;
}

/* --- the five accounts */

static char *
make_account (const char *name, const char *words)
{
  g_autofree char *folder = g_dir_make_tmp ("triptych-story-XXXXXX", NULL);
  char *path = g_build_filename (folder, name, NULL);
  g_autoptr (GString) text = g_string_new (NULL);

  g_string_append_printf (text,
                          "%sVictor Serge\n\n",
                          g_str_has_suffix (name, ".md") ? "# " : "");
  for (guint i = 1; i <= 6; i++)
    g_string_append_printf (text, "%s (%u)\n\n", words, i);
  g_assert_true (g_file_set_contents (path, text->str, -1, NULL));
  return path;
}

/* Long enough for the language to be told. */
static char **
make_accounts (void)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  g_autofree char *english = make_account (
      "english.txt",
      "He had known Leon Trotsky for many years, and when the quarrel came it was about what had "
      "been done at Kronstadt, where neither of them had fired a shot.\n\n"
      "They wrote to each other for three more years, each letter shorter than the one before, and "
      "after the last of them there was only what the newspapers printed. He kept the letters in a "
      "box under his bed and read them again in the winter, when the streets of the town were too "
      "cold to walk in. Nobody knows what has become of the box. His son believed that it had been "
      "left behind in the house by the harbour, with the books and the pictures; his neighbours "
      "said that he had burnt everything himself on the evening before the ship sailed.");
  g_autofree char *french = make_account (
      "french.txt",
      "Il connaissait Léon Trotsky depuis bien des années, et quand la querelle éclata, elle porta "
      "sur ce qui avait été fait à Cronstadt, "
      "où ni l’un ni l’autre n’avait tiré un coup de feu.\n\n"
      "Ils s’écrivirent encore pendant trois ans, chaque lettre plus courte que la précédente, et "
      "après la dernière il n’y eut plus que ce qu’imprimaient les journaux. Il gardait les "
      "lettres dans une boîte sous son lit et les relisait l’hiver, quand il faisait trop froid "
      "pour marcher dans les rues de la ville. Personne ne sait ce que la boîte est devenue. Son "
      "fils croyait qu’elle était restée dans la maison du port, avec les livres et les images ; "
      "ses voisins disaient qu’il avait tout brûlé lui-même la veille du départ du bateau.");
  g_autofree char *dutch = make_account (
      "dutch.md",
      "Hij kende Leon Trotski al vele jaren, en toen de ruzie kwam, ging die over wat er in "
      "Kronstadt was gebeurd, waar geen van beiden een schot had gelost.\n\n"
      "Ze schreven elkaar nog drie jaar, elke brief korter dan de vorige, en na de laatste was er "
      "alleen nog wat er in de kranten stond. Hij bewaarde de brieven in een doos onder zijn bed "
      "en las ze ’s winters opnieuw, als het te koud was om door de straten van de stad te lopen. "
      "Niemand weet wat er van de doos geworden is. Zijn zoon dacht dat ze was achtergebleven in "
      "het huis bij de haven, met de boeken en de prenten; zijn buren zeiden dat hij alles zelf "
      "had verbrand, de avond voor het schip vertrok.");

  g_strv_builder_add_many (builder, english, french, dutch, NULL);
  return g_strv_builder_end (builder);
}

/**
 * story_dup_accounts:
 * @languages: (out): their languages, in their order, as story_check_import() takes them
 *
 * Returns: (transfer full): the files of the five accounts of Serge's life, or three of our own
 *   when the variable TRIPTYCH_TEST_DATA does not say where they are
 */
char **
story_dup_accounts (char **languages)
{
  const char *const names[] = {
    "en-archive.txt",
    "en-on-this-day.txt",
    "en-riere.txt",
    "fr-biographie.txt",
    "nl-anarchisme.md",
  };
  const char *data = g_getenv ("TRIPTYCH_TEST_DATA");
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();

  if (data == NULL || *data == '\0')
    {
      g_test_message ("TRIPTYCH_TEST_DATA is not set: three short texts instead of the accounts");
      *languages = g_strdup ("en fr nl ");
      return make_accounts ();
    }
  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autofree char *path = g_build_filename (data, "texts", "serge", names[i], NULL);

      g_strv_builder_add (builder, path);
    }
  *languages = g_strdup ("en en en fr nl ");
  return g_strv_builder_end (builder);
}

/**
 * story_check_import:
 * @languages: of the texts of the newest work
 */
void
story_check_import (const char *languages)
{
  g_autoptr (JsonNode) node = NULL;
  JsonArray *works = ask_array ("works", NULL, &node);
  g_autoptr (GString) found = NULL;

  for (guint i = 0; i < json_array_get_length (works); i++)
    {
      JsonObject *work = json_array_get_object_element (works, i);
      JsonArray *texts = json_object_get_array_member (work, "texts");

      if (found != NULL)
        g_string_free (g_steal_pointer (&found), TRUE);
      found = g_string_new (NULL);
      for (guint t = 0; t < json_array_get_length (texts); t++)
        g_string_append_printf (found,
                                "%s ",
                                json_object_get_string_member (
                                    json_array_get_object_element (texts, t),
                                    "lang"));
      if (g_str_equal (found->str, languages))
        return;
    }
  g_error ("No work with the languages %s", languages);
}

#define AGAIN_MICROSECONDS (3 * G_USEC_PER_SEC)

typedef struct
{
  Program *program;
  const char *title;
  const char *words;
  gint64 pressed;
} Choice;

static gboolean
is_chosen (gpointer data)
{
  Choice *choice = data;
  g_autoptr (Accessible) dialog = program_find (choice->program,
                                                ATSPI_ROLE_INVALID,
                                                choice->title);
  g_autoptr (Accessible) entry = NULL;
  g_autofree char *words = NULL;

  if (dialog == NULL)
    return TRUE;
  entry = program_find_in (dialog, ATSPI_ROLE_TEXT, "*");
  if (entry == NULL)
    return FALSE;
  words = program_dup_words (entry);
  if (!g_str_equal (words, choice->words))
    {
      /* It may close at this moment. */
      g_autoptr (EditableText) text = atspi_accessible_get_editable_text_iface (entry);

      if (text != NULL)
        atspi_editable_text_set_text_contents (text, choice->words, NULL);
    }
  else if (g_get_monotonic_time () - choice->pressed > AGAIN_MICROSECONDS)
    {
      program_press ("Return");
      choice->pressed = g_get_monotonic_time ();
    }
  return FALSE;
}

/**
 * story_choose_file:
 * @title: of GTK's own dialog
 * @path: what is written into it, at once
 *
 * The dialog is not what is tested: what it completes by itself while somebody types, and that it
 * overhears Return while it reads a folder, is passed over.
 */
void
story_choose_file (Program *program, const char *title, const char *path)
{
  Choice choice = { program, title, path, 0 };

  g_object_unref (program_wait_for (program, ATSPI_ROLE_INVALID, title));
  program_focus_window (program, title);
  program_press ("ctrl+l");
  program_wait_until (is_chosen, &choice, path);
}

/**
 * story_overlook_leaks:
 *
 * The programs that are started from now on do not look for leaks. What the file chooser of GTK is
 * known to leak is passed over by lsan-libraries.c, too, so that a new story need not call this.
 */
void
story_overlook_leaks (void)
{
  const char *options = g_getenv ("ASAN_OPTIONS");
  g_autofree char *more = g_strconcat (options != NULL ? options : "", ":detect_leaks=0", NULL);

  g_setenv ("ASAN_OPTIONS", more, TRUE);
}
