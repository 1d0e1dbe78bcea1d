/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "atspi-story.h"

#include "story-links.h"

/* A register comes from a table, is used by the work that is read, and goes again: by the keyboard,
 * and through the bus. */

#define MAIN_WINDOW "Victor Serge"
#define REGISTERS "Registers"
#define IMPORT "Import a Register"
#define MAX_TABS 12

static const char table[] = "id;soort;naam (nl);geboren\n"
                            "anna;persoon;Anna Boch;1848\n"
                            "x;persoon;;morgen\n";

/* Two registers: this one is the first by its title. */
static char *
write_table (void)
{
  g_autofree char *folder = g_dir_make_tmp ("registers-XXXXXX", NULL);
  char *path = g_build_filename (folder, "anna.csv", NULL);

  g_assert_true (g_file_set_contents (path, table, -1, NULL));
  return path;
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
  g_object_unref (program_wait_for (program, ATSPI_ROLE_INVALID, "Choose a Register"));
  program_focus_window (program, "Choose a Register");
  program_type (path);
  program_press ("Return");
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
  program_press ("Down");
  program_wait_focus (program, "Library");
  program_press ("Down");
  program_wait_focus (program, "Registers…");
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

/* The file chooser of GTK asks libcloudproviders, which leaks what it is told, with stacks of which
 * no line of lsan.supp can name anything: the programs that this story starts do not look for
 * leaks. */
static void
overlook_leaks (void)
{
  const char *options = g_getenv ("ASAN_OPTIONS");
  g_autofree char *more = g_strconcat (options != NULL ? options : "", ":detect_leaks=0", NULL);

  g_setenv ("ASAN_OPTIONS", more, TRUE);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/story-registers/keyboard", test_keyboard);
  g_test_add_func ("/story-registers/bus", test_bus);
  overlook_leaks ();
  return g_test_run ();
}
