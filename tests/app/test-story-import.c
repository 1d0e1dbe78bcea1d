/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "story-links.h"

/* Files become a work in the import assistant: put in order, told their language, seen before they
 * are stored; then the work gets another order and one text more, and all of it is undone. By
 * the keyboard, and through the bus. */

/* As the text that stands first is called. */
#define TITLE "L’écluse de Wijmen"
#define NEW_TITLE "Two Locks"
#define ASSISTANT "Import Texts"
#define WORK_DIALOG "Titles and Languages"
#define CHOOSER "Choose Texts"
#define ENGLISH "lock.en.md · Markdown"
#define SHORT "Ja. Nee. Ja.\n"
/* So many that the import is not over before the next key. */
#define LONG 60000
#define DUTCH_BEGINNING "In maart 1908 kwam Josse Peeters*"

static char *
make_path (const char *name)
{
  g_autofree char *folder = g_dir_make_tmp ("import-XXXXXX", NULL);

  return g_build_filename (folder, name, NULL);
}

/* The words of which do not say what language they are in. */
static char *
write_short (void)
{
  char *path = make_path ("short.txt");

  g_assert_true (g_file_set_contents (path, SHORT, -1, NULL));
  return path;
}

/* Two texts and a short one, on the command line. */
static Program *
start (const char *library)
{
  g_autofree char *dutch = story_dup_lock ("lock.nl.md");
  g_autofree char *french = story_dup_lock ("lock.fr.md");
  g_autofree char *words = write_short ();
  const char *const arguments[] = { "--library", library, dutch, french, words, NULL };

  return program_start (arguments);
}

typedef struct
{
  const char *library;
  const char *languages;
} Wanted;

/* The languages of the texts of all works, in order. */
static gboolean
has_languages (gpointer data)
{
  const Wanted *wanted = data;
  const char *const arguments[] = { "--library", wanted->library, "works", NULL };
  g_autoptr (JsonNode) node = program_ask (arguments);
  JsonArray *works = json_node_get_array (node);
  g_autoptr (GString) found = g_string_new (NULL);

  for (guint i = 0; i < json_array_get_length (works); i++)
    {
      JsonObject *work = json_array_get_object_element (works, i);
      JsonArray *texts = json_object_get_array_member (work, "texts");

      for (guint t = 0; t < json_array_get_length (texts); t++)
        {
          JsonObject *text = json_array_get_object_element (texts, t);

          g_string_append_printf (found, "%s ", json_object_get_string_member (text, "lang"));
        }
    }
  return g_str_equal (found->str, wanted->languages);
}

static void
wait_languages (const char *library, const char *languages)
{
  Wanted wanted = { library, languages };

  program_wait_until (has_languages, &wanted, languages);
}

/* What is shown before anything is stored. */
static void
check_preview (Program *program)
{
  g_autoptr (Accessible) dialog = program_wait_for (program, ATSPI_ROLE_FRAME, ASSISTANT);

  g_object_unref (program_wait_in (dialog, ATSPI_ROLE_LABEL, "lock.fr.md · Markdown"));
  g_object_unref (program_wait_in (dialog, ATSPI_ROLE_LABEL, "short.txt · *"));
  g_object_unref (program_wait_in (dialog, ATSPI_ROLE_LABEL, DUTCH_BEGINNING));
  g_object_unref (program_wait_in (dialog,
                                   ATSPI_ROLE_LABEL,
                                   "Choose the language of “short.txt”."));
}

/* The keyboard is in the dialog of the work. */
static void
edit_by_keys (Program *program)
{
  program_focus_window (program, "Library");
  program_wait_focus (program, TITLE "*");
  program_press ("F2");
  g_object_unref (program_wait_for (program, ATSPI_ROLE_FRAME, WORK_DIALOG));
  program_focus_window (program, WORK_DIALOG);
}

/* The first text goes below the second. */
static void
give_order (Program *program)
{
  program_press ("ctrl+shift+l");
  edit_by_keys (program);
  story_tab_to (program, "Tab", "Move down");
  program_press ("alt+Down");
  program_press ("ctrl+Return");
  program_wait_gone (program, ATSPI_ROLE_FRAME, WORK_DIALOG);
}

/* In the dialog of files, from an assistant that has none yet. */
static void
choose_by_keys (Program *program, const char *path, const char *label)
{
  program_focus_window (program, ASSISTANT);
  program_wait_focus (program, "Choose Files*");
  program_press ("Return");
  story_choose_file (program, CHOOSER, path);
  g_object_unref (program_wait_for (program, ATSPI_ROLE_LABEL, label));
  program_focus_window (program, ASSISTANT);
}

/* Not before the file is looked into. */
static gboolean
can_import (gpointer dialog)
{
  g_autoptr (Accessible) button = program_find_in (dialog, ATSPI_ROLE_PUSH_BUTTON, "Import*");

  return button && program_has_state (button, ATSPI_STATE_SENSITIVE);
}

/* Chosen from the dialog of a work, a text joins it. */
static void
add_english_by_keys (Program *program)
{
  g_autofree char *english = story_dup_lock ("lock.en.md");
  g_autoptr (Accessible) dialog = NULL;

  edit_by_keys (program);
  program_press ("alt+a");
  choose_by_keys (program, english, ENGLISH);
  dialog = program_wait_for (program, ATSPI_ROLE_FRAME, ASSISTANT);
  program_wait_until (can_import, dialog, "a button that imports");
  program_press ("ctrl+Return");
  program_wait_gone (program, ATSPI_ROLE_FRAME, ASSISTANT);
}

static void
take_out_french (Program *program)
{
  g_autoptr (Accessible) dialog = program_wait_for (program, ATSPI_ROLE_FRAME, WORK_DIALOG);
  g_autoptr (Accessible) button = program_wait_in (dialog,
                                                   ATSPI_ROLE_PUSH_BUTTON,
                                                   "Take this text out of the work");

  program_act (button, "click");
  g_object_unref (program_wait_in (dialog, ATSPI_ROLE_LABEL, "* is taken out when you save"));
  program_act (dialog, "work.save");
  program_wait_gone (program, ATSPI_ROLE_FRAME, WORK_DIALOG);
}

static void
test_keyboard (void)
{
  g_autofree char *library = NULL;
  Program *program = NULL;

  if (story_skip_keys ())
    return;
  library = make_path ("library.db");
  program = start (library);
  program_focus_window (program, ASSISTANT);
  check_preview (program);
  /* The Dutch text goes below the French one. */
  story_tab_to (program, "Tab", "De sluis van Wijmen*");
  program_press ("alt+Down");
  /* French for the short one. */
  story_tab_to (program, "Tab", "Short*");
  story_tab_to (program, "Tab", "Language");
  program_press ("space");
  program_press ("Down");
  program_press ("Return");
  program_wait_gone (program, ATSPI_ROLE_LABEL, "Choose the language of*");
  program_press ("ctrl+Return");
  program_wait_gone (program, ATSPI_ROLE_FRAME, ASSISTANT);
  wait_languages (library, "fr nl fr ");
  program_focus_window (program, TITLE);
  give_order (program);
  wait_languages (library, "nl fr fr ");
  program_focus_window (program, "Library");
  program_press ("ctrl+z");
  program_wait_message (program, "Undone: changing the order of texts");
  wait_languages (library, "fr nl fr ");
  add_english_by_keys (program);
  wait_languages (library, "fr nl fr en ");
  program_focus_window (program, "Library");
  program_press ("ctrl+z");
  program_wait_message (program, "Undone: adding texts to a work");
  wait_languages (library, "fr nl fr ");
  program_press ("ctrl+z");
  program_wait_message (program, "Undone: importing a work");
  wait_languages (library, "");
  story_quit (program);
}

/* The row of that file. */
static void
act_on_file (Program *program, const char *name, const char *action)
{
  g_autoptr (Accessible) row = program_wait_for (program, ATSPI_ROLE_LIST_ITEM, name);

  program_act (row, action);
}

/* As by the keyboard. */
static void
choose (Program *program, Accessible *dialog, const char *path, const char *label)
{
  program_act (dialog, "import.choose");
  story_choose_file (program, CHOOSER, path);
  g_object_unref (program_wait_in (dialog, ATSPI_ROLE_LABEL, label));
}

static void
add_english (Program *program)
{
  g_autofree char *english = story_dup_lock ("lock.en.md");
  g_autoptr (Accessible) work = NULL;
  g_autoptr (Accessible) dialog = NULL;

  story_click (program, "Titles and languages");
  work = program_wait_for (program, ATSPI_ROLE_FRAME, WORK_DIALOG);
  program_act (work, "work.add-texts");
  dialog = program_wait_for (program, ATSPI_ROLE_FRAME, ASSISTANT);
  choose (program, dialog, english, ENGLISH);
  program_act (dialog, "import.start");
  program_wait_gone (program, ATSPI_ROLE_FRAME, ASSISTANT);
}

static void
test_bus (void)
{
  g_autofree char *library = make_path ("library.db");
  Program *program = start (library);
  g_autoptr (Accessible) dialog = NULL;
  g_autoptr (Accessible) title = NULL;
  g_autoptr (Accessible) window = NULL;

  check_preview (program);
  act_on_file (program, "L’écluse de Wijmen*", "file.up");
  act_on_file (program, "Short*", "file.remove");
  program_wait_gone (program, ATSPI_ROLE_LABEL, "Choose the language of*");
  dialog = program_wait_for (program, ATSPI_ROLE_FRAME, ASSISTANT);
  title = program_wait_in (dialog, ATSPI_ROLE_TEXT, "Title of the work");
  program_set_words (title, NEW_TITLE);
  program_act (dialog, "import.start");
  program_wait_gone (program, ATSPI_ROLE_FRAME, ASSISTANT);
  wait_languages (library, "fr nl ");
  window = program_wait_for (program, ATSPI_ROLE_FRAME, NEW_TITLE);
  program_wait_message (program, "*of 2 texts*");
  program_act (window, "library.show");
  story_click (program, "Titles and languages");
  take_out_french (program);
  wait_languages (library, "nl ");
  program_act (window, "edit.undo");
  program_wait_message (program, "Undone: taking a text out of a work");
  wait_languages (library, "fr nl ");
  add_english (program);
  wait_languages (library, "fr nl en ");
  program_act (window, "edit.undo");
  program_wait_message (program, "Undone: adding texts to a work");
  wait_languages (library, "fr nl ");
  program_act (window, "edit.undo");
  wait_languages (library, "");
  program_end (program);
}

/* --- Cancelled while it runs --- */

static Program *
start_long (const char *library)
{
  g_autofree char *path = make_path ("long.txt");
  g_autoptr (GString) words = g_string_new (NULL);
  const char *const arguments[] = { "--library", library, path, NULL };

  for (guint i = 1; i <= LONG; i++)
    g_string_append_printf (words, "Carriage %u left the town early in the morning.\n\n", i);
  g_assert_true (g_file_set_contents (path, words->str, (gssize) words->len, NULL));
  return program_start (arguments);
}

/* The dialog is back at its files, whence it could be tried again; nothing is left of it. */
static void
check_cancelled (Program *program, Accessible *dialog, const char *library)
{
  program_wait_message (program, "Taking away what was imported*");
  g_object_unref (program_wait_in (dialog, ATSPI_ROLE_PUSH_BUTTON, "Import*"));
  wait_languages (library, "");
}

static void
test_cancel_keyboard (void)
{
  g_autofree char *library = NULL;
  g_autoptr (Accessible) dialog = NULL;
  Program *program = NULL;

  if (story_skip_keys ())
    return;
  library = make_path ("library.db");
  program = start_long (library);
  dialog = program_wait_for (program, ATSPI_ROLE_FRAME, ASSISTANT);
  program_focus_window (program, ASSISTANT);
  program_wait_focus (program, "Import*");
  /* Escape would close the dialog if nothing ran. */
  program_press ("ctrl+Return");
  program_press ("Escape");
  check_cancelled (program, dialog, library);
  program_wait_focus (program, "Import*");
  program_press ("Escape");
  program_wait_gone (program, ATSPI_ROLE_FRAME, ASSISTANT);
  program_focus_window (program, ".*");
  story_quit (program);
}

static void
test_cancel_bus (void)
{
  g_autofree char *library = make_path ("library.db");
  Program *program = start_long (library);
  g_autoptr (Accessible) dialog = program_wait_for (program, ATSPI_ROLE_FRAME, ASSISTANT);

  g_object_unref (program_wait_in (dialog, ATSPI_ROLE_LABEL, "long.txt · *"));
  program_act (dialog, "import.start");
  program_act (dialog, "import.cancel");
  check_cancelled (program, dialog, library);
  program_act (dialog, "import.cancel");
  program_wait_gone (program, ATSPI_ROLE_FRAME, ASSISTANT);
  program_end (program);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/story-import/keyboard", test_keyboard);
  g_test_add_func ("/story-import/bus", test_bus);
  g_test_add_func ("/story-import/cancel/keyboard", test_cancel_keyboard);
  g_test_add_func ("/story-import/cancel/bus", test_cancel_bus);
  return g_test_run ();
}
