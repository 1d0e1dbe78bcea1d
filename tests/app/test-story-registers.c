/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "atspi-story.h"

#include "story-links.h"

#include <glib/gstdio.h>
#include <string.h>

/* A register comes from a table, is used by the work that is read, and goes again: by the keyboard,
 * and through the bus. */

#define MAIN_WINDOW "Victor Serge"
#define REGISTERS "Registers"
#define IMPORT "Import a Register"
#define MAX_TABS 12

static const char table[] = "id;soort;naam (nl);geboren\n"
                            "anna;persoon;Anna Boch;1848\n"
                            "x;persoon;;morgen\n";

/* Whose column of names nobody can recognise, with a cell that is long. */
#define UNKNOWN                      \
  "id;soort;wie;geboren;opmerking\n" \
  "anna;persoon;Anna Boch;1848;"
#define N_LONG 1000
#define N_SHOWN 60

/* The same person, who was born in another year. */
static const char other[] = "id;soort;naam (nl);geboren\n"
                            "anna;persoon;Anna Boch;1850\n"
                            "mina;persoon;Mina Boch;1851\n";

static char *
write_words (const char *name, const char *words)
{
  g_autofree char *folder = g_dir_make_tmp ("registers-XXXXXX", NULL);
  char *path = g_build_filename (folder, name, NULL);

  g_assert_true (g_file_set_contents (path, words, -1, NULL));
  return path;
}

/* Two registers: this one is the first by its title. */
static char *
write_table (void)
{
  return write_words ("anna.csv", table);
}

typedef struct
{
  guint n_registers;
  guint n_works; /* that use the first one by its title */
} Wanted;

static gboolean
is_listed (gpointer data)
{
  static const char *const arguments[] = { "register", "list", NULL };
  const Wanted *wanted = data;
  g_autoptr (JsonNode) node = program_ask (arguments);
  JsonArray *registers = json_node_get_array (node);
  JsonObject *first = NULL;

  if (json_array_get_length (registers) != wanted->n_registers)
    return FALSE;
  first = json_array_get_object_element (registers, 0);
  return json_array_get_length (json_object_get_array_member (first, "works"))
         == wanted->n_works;
}

static void
wait_registers (guint n_registers, guint n_works)
{
  Wanted wanted = { n_registers, n_works };

  program_wait_until (is_listed, &wanted, "the registers");
}

static void
choose_file (Program *program, const char *path)
{
  story_choose_file (program, "Choose a Register", path);
  g_object_unref (program_wait_for (program, ATSPI_ROLE_FRAME, IMPORT));
}

typedef struct
{
  Program *program;
  char *name;
} Focus;

static char *
dup_focus_name (Program *program)
{
  g_autoptr (Accessible) focus = program_dup_focus (program);

  return focus ? program_dup_name (focus) : NULL;
}

static gboolean
is_elsewhere (gpointer data)
{
  Focus *focus = data;
  g_autofree char *now = dup_focus_name (focus->program);

  if (!now || g_strcmp0 (now, focus->name) == 0)
    return FALSE;
  g_free (focus->name);
  focus->name = g_steal_pointer (&now);
  return TRUE;
}

static void
tab_to (Program *program, const char *name)
{
  Focus focus = { program, NULL };

  program_wait_until (is_elsewhere, &focus, "the keyboard");
  for (guint i = 0; i < MAX_TABS; i++)
    {
      if (g_pattern_match_simple (name, focus.name))
        {
          g_free (focus.name);
          return;
        }
      program_press ("Tab");
      program_wait_until (is_elsewhere, &focus, name);
    }
  g_error ("Tab does not come to %s", name);
}

static void
test_keyboard (void)
{
  g_autofree char *path = write_table ();
  Program *program = NULL;

  if (story_skip_keys ())
    return;
  program = program_start (NULL);
  program_focus_window (program, MAIN_WINDOW);
  program_wait_message (program, "*, row 1 of *");
  program_press ("F10");
  program_wait_focus (program, "Import Texts*");
  story_tab_to (program, "Down", "Registers…");
  program_press ("Return");
  g_object_unref (program_wait_for (program, ATSPI_ROLE_FRAME, REGISTERS));
  program_focus_window (program, REGISTERS);
  program_press ("ctrl+o");
  choose_file (program, path);
  program_focus_window (program, IMPORT);
  g_object_unref (program_wait_for (program, ATSPI_ROLE_LABEL, "1 entries: 1 new*"));
  g_object_unref (program_wait_for (program, ATSPI_ROLE_LABEL, "nothing is named here*"));
  program_press ("ctrl+Return");
  program_wait_gone (program, ATSPI_ROLE_FRAME, IMPORT);
  wait_registers (2, 0);

  program_focus_window (program, REGISTERS);
  tab_to (program, "Use “Anna” in this work*");
  program_press ("space");
  wait_registers (2, 1);
  program_press ("ctrl+z");
  wait_registers (2, 0);
  tab_to (program, "Remove “Anna”");
  program_press ("space");
  wait_registers (1, 1);
  program_press ("ctrl+z");
  wait_registers (2, 0);
  g_object_unref (program_wait_for (program, ATSPI_ROLE_LABEL, "Undone: removing a register"));
  program_press ("ctrl+z");
  wait_registers (1, 1);
  /* What was done before the dialog was opened is not undone in it. */
  program_press ("ctrl+z");
  g_object_unref (program_wait_for (program, ATSPI_ROLE_LABEL, "There is nothing to undo here"));
  program_press ("Escape");
  program_wait_gone (program, ATSPI_ROLE_FRAME, REGISTERS);
  program_focus_window (program, MAIN_WINDOW);
  program_press ("ctrl+q");
  program_wait (program);
}

static void
open_registers (Program *program)
{
  g_autoptr (Accessible) window = program_wait_for (program, ATSPI_ROLE_FRAME, MAIN_WINDOW);

  program_act (window, "library.registers");
  g_object_unref (program_wait_for (program, ATSPI_ROLE_FRAME, REGISTERS));
  program_focus_window (program, REGISTERS);
}

static void
open_file (Program *program, const char *path)
{
  program_focus_window (program, REGISTERS);
  program_press ("ctrl+o");
  choose_file (program, path);
  program_focus_window (program, IMPORT);
}

static void
wait_label (Program *program, const char *words)
{
  g_object_unref (program_wait_for (program, ATSPI_ROLE_LABEL, words));
}

static void
wait_imported (Program *program)
{
  program_press ("ctrl+Return");
  program_wait_gone (program, ATSPI_ROLE_FRAME, IMPORT);
}

static void
tab_through (Program *program, const char *const *names)
{
  for (guint i = 0; names[i] != NULL; i++)
    {
      program_press ("Tab");
      program_wait_focus (program, names[i]);
    }
}

/* So many lines below what is chosen in the row that has the keyboard, and has it again once the
 * list of choices is closed: until then it takes all keys. */
static void
choose (Program *program, const char *row, guint n_below)
{
  program_press ("space");
  for (guint i = 0; i < n_below; i++)
    program_press ("Down");
  program_press ("Return");
  program_wait_focus (program, row);
}

static void
map_names (Program *program)
{
  static const char *const rows[] = { "id", "soort", "wie", NULL };
  g_autofree char *shown = g_strnfill (N_SHOWN, 'x');
  g_autofree char *clipped = g_strconcat (shown, "…", NULL);

  wait_label (program, "*no column holds names*");
  wait_label (program, clipped);
  program_wait_focus (program, "Becomes part of");
  /* Over the title. */
  program_press ("Tab");
  program_press ("Tab");
  program_wait_focus (program, "Lines without a type are");
  tab_through (program, rows);
  /* A name. */
  choose (program, "wie", 3);
  wait_label (program, "1 entries: 1 new*");
}

static void
merge_into_first (Program *program)
{
  static const char *const rows[] = {
    "Lines without a type are",
    "id",
    "soort",
    "naam (nl)",
    "geboren",
    "All that are not decided below",
    NULL,
  };

  program_wait_focus (program, "Becomes part of");
  choose (program, "Becomes part of", 1);
  wait_label (program, "2 entries: 1 new, 1 known already");
  wait_label (program, "different dates*ours: Anna Boch, 1848*theirs: Anna Boch, 1850*");
  tab_through (program, rows);
  /* Theirs. */
  choose (program, "All that are not decided below", 2);
}

static gboolean
is_written (gpointer path)
{
  g_autofree char *words = NULL;

  return g_file_get_contents (path, &words, NULL, NULL) && strstr (words, "Mina Boch") != NULL
         && strstr (words, ",1850/") != NULL && strstr (words, ",1848/") == NULL;
}

static void
export_first (Program *program)
{
  g_autofree char *path = write_words ("boch.csv", "");

  g_assert_cmpint (g_remove (path), ==, 0);
  program_focus_window (program, REGISTERS);
  tab_to (program, "Export “Anna”");
  program_press ("space");
  story_choose_file (program, "Export as TEI, CSV or TSV", path);
  program_wait_until (is_written, path, "the register, written");
  wait_label (program, "“boch.csv” written");
}

/* The reader says which column holds the names, merges a file that says something else, and writes
 * the whole. */
static void
test_merge (void)
{
  g_autofree char *cell = g_strnfill (N_LONG, 'x');
  g_autofree char *words = g_strconcat (UNKNOWN, cell, "\n", NULL);
  g_autofree char *first = write_words ("anna.csv", words);
  g_autofree char *second = write_words ("other.csv", other);
  Program *program = NULL;

  if (story_skip_keys ())
    return;
  program = program_start (NULL);
  program_wait_message (program, "*, row 1 of *");
  open_registers (program);
  open_file (program, first);
  map_names (program);
  wait_imported (program);
  wait_registers (2, 0);
  open_file (program, second);
  merge_into_first (program);
  wait_imported (program);
  export_first (program);
  program_end (program);
}

static void
click (Program *program, AtspiRole role, const char *name)
{
  g_autoptr (Accessible) found = program_wait_for (program, role, name);

  program_act (found, "click");
}

static void
test_bus (void)
{
  g_autofree char *path = write_table ();
  Program *program = program_start (NULL);
  g_autoptr (Accessible) window = NULL;
  g_autoptr (Accessible) registers = NULL;
  g_autoptr (Accessible) dialog = NULL;
  g_autoptr (Accessible) toggle = NULL;

  program_wait_message (program, "*, row 1 of *");
  window = program_wait_for (program, ATSPI_ROLE_FRAME, MAIN_WINDOW);
  program_act (window, "library.registers");
  registers = program_wait_for (program, ATSPI_ROLE_FRAME, REGISTERS);
  program_focus_window (program, REGISTERS);
  program_act (registers, "register.choose");
  choose_file (program, path);
  dialog = program_wait_for (program, ATSPI_ROLE_FRAME, IMPORT);
  g_object_unref (program_wait_in (dialog, ATSPI_ROLE_LABEL, "1 entries: 1 new*"));
  program_act (dialog, "register.import");
  program_wait_gone (program, ATSPI_ROLE_FRAME, IMPORT);
  wait_registers (2, 0);

  toggle = program_wait_in (registers, ATSPI_ROLE_INVALID, "Use “Anna” in this work*");
  program_act (toggle, "toggle");
  wait_registers (2, 1);
  program_act (registers, "register.undo");
  wait_registers (2, 0);
  click (program, ATSPI_ROLE_PUSH_BUTTON, "Remove “Anna”");
  wait_registers (1, 1);
  program_end (program);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/story-registers/keyboard", test_keyboard);
  g_test_add_func ("/story-registers/bus", test_bus);
  g_test_add_func ("/story-registers/merge", test_merge);
  story_overlook_leaks ();
  return g_test_run ();
}
