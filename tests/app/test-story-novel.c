/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "story-links.h"

/* A novel is imported, aligned, stopped and aligned to the end while it is read: once by the
 * keyboard and once through the accessibility bus. */

/* So many that it is not done before it is stopped, also on a machine that does other work. */
#define LONG 16000
#define ALIGNING "Aligning *"
#define STOPPED "*is not aligned to the end*"
#define ALIGNED "*is aligned*"

/* --- what is imported --- */

/* No two sentences are the same, and all are long enough for the language to be told. */
static char *
write_novel (const char *folder, const char *name, const char *title, const char *const words[3])
{
  char *path = g_build_filename (folder, name, NULL);
  g_autoptr (GString) text = g_string_new (NULL);

  g_string_append_printf (text, "# %s\n\n", title);
  for (guint i = 1; i <= LONG; i++)
    g_string_append_printf (text,
                            "%s %u %s %u%s%s",
                            words[0],
                            i,
                            words[1],
                            1800 + i % 97,
                            words[2],
                            i % 3 == 0 ? "\n\n" : " ");
  g_assert_true (g_file_set_contents (path, text->str, -1, NULL));
  return path;
}

static char **
make_novel (void)
{
  static const char *const french[] = { "La voiture numéro",
                                        "quitta la ville au petit matin, en",
                                        ", et personne ne savait encore où elle irait." };
  static const char *const english[] = { "Carriage number",
                                         "left the town early in the morning, in",
                                         ", and nobody knew yet where it would go." };
  g_autofree char *folder = g_dir_make_tmp ("triptych-story-XXXXXX", NULL);
  char **files = g_new0 (char *, 3);

  g_assert_nonnull (folder);
  files[0] = write_novel (folder, "novel.fr.md", "Le long voyage", french);
  files[1] = write_novel (folder, "novel.en.md", "The long journey", english);
  return files;
}

/* *Around the World in 80 Days*, or NULL where it is not. */
static char **
dup_80_days (void)
{
  const char *data = g_getenv ("TRIPTYCH_TEST_DATA");
  const char *const languages[] = { "fr", "en", "nl" };
  char **files = NULL;

  if (data == NULL || *data == '\0')
    {
      g_test_skip ("TRIPTYCH_TEST_DATA, where the novel is, is not set");
      return NULL;
    }
  files = g_new0 (char *, G_N_ELEMENTS (languages) + 1);
  for (guint i = 0; i < G_N_ELEMENTS (languages); i++)
    {
      g_autofree char *name = g_strdup_printf ("80days.%s.clean.txt", languages[i]);

      files[i] = g_build_filename (data, "data", "parallel", "novels", "80days", name, NULL);
    }
  return files;
}

/* A library of its own: a file is not imported twice. */
static Program *
start (char **files)
{
  g_autofree char *folder = g_dir_make_tmp ("triptych-story-XXXXXX", NULL);
  g_autofree char *library = g_build_filename (folder, "library.db", NULL);
  g_autoptr (GPtrArray) arguments = g_ptr_array_new ();

  g_ptr_array_add (arguments, (char *) "--library");
  g_ptr_array_add (arguments, library);
  for (guint i = 0; files[i] != NULL; i++)
    g_ptr_array_add (arguments, files[i]);
  g_ptr_array_add (arguments, NULL);
  return program_start ((const char *const *) arguments->pdata);
}

static void
import_by_keys (Program *program)
{
  program_focus_window (program, "Import Texts");
  program_wait_focus (program, "*Import*");
  program_press ("Return");
  /* No other window is left to have the keyboard. */
  program_wait_gone (program, ATSPI_ROLE_FRAME, "Import Texts");
  program_focus_window (program, ".*");
}

static void
import_by_bus (Program *program)
{
  g_autoptr (Accessible) dialog = program_wait_for (program, ATSPI_ROLE_FRAME, "Import Texts");

  program_act (dialog, "import.start");
}

/* --- the stories --- */

static void
test_keyboard (void)
{
  g_auto (GStrv) files = NULL;
  Program *program = NULL;

  if (story_skip_keys ())
    return;
  files = make_novel ();
  program = start (files);
  import_by_keys (program);
  program_wait_message (program, ALIGNING);
  story_press_until (program, "alt+s", STOPPED);
  story_press_until (program, "ctrl+shift+a", ALIGNING);
  /* It is read meanwhile. */
  story_press_until (program, "Down", "*French, * 2 of *");
  story_press_until (program, "Right", "*English, * of *");
  program_wait_message (program, ALIGNED);
  program_wait_message (program, "aligned rows*English, row * of *link computed*");
  story_quit (program);
}

static void
test_bus (void)
{
  g_auto (GStrv) files = make_novel ();
  Program *program = start (files);
  g_autoptr (Accessible) progress = NULL;
  g_autoptr (Accessible) bar = NULL;
  g_autoptr (Accessible) button = NULL;

  import_by_bus (program);
  progress = program_wait_for (program, ATSPI_ROLE_PROGRESS_BAR, ALIGNING);
  bar = atspi_accessible_get_parent (progress, NULL);
  button = program_wait_in (bar, ATSPI_ROLE_PUSH_BUTTON, "Stop*");
  program_act (button, "click");
  program_wait_message (program, STOPPED);
  story_act_window (program, "work.align", ALIGNING);
  story_step (program, "text.next-passage", "*French, * 2 of *");
  program_wait_message (program, ALIGNED);
  program_wait_message (program, "aligned rows*French, row * of *link computed*");
  program_end (program);
}

static void
test_80_days_keyboard (void)
{
  g_auto (GStrv) files = NULL;
  Program *program = NULL;

  if (story_skip_keys ())
    return;
  files = dup_80_days ();
  if (files == NULL)
    return;
  program = start (files);
  import_by_keys (program);
  program_wait_message (program, "aligned rows*");
  program_press ("Page_Down");
  story_press_until (program, "Page_Down", "aligned rows*French, row * of *link computed*");
  story_press_until (program, "Right", "aligned rows*English, row * of *link computed*");
  story_quit (program);
}

static void
test_80_days_bus (void)
{
  g_auto (GStrv) files = dup_80_days ();
  Program *program = NULL;

  if (files == NULL)
    return;
  program = start (files);
  import_by_bus (program);
  program_wait_message (program, "aligned rows*");
  story_step (program, "text.page-down", "*");
  story_step (program, "text.page-down", "aligned rows*French, row * of *link computed*");
  story_step (program, "text.next-column", "aligned rows*English, row * of *link computed*");
  program_end (program);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/story/novel/keyboard", test_keyboard);
  g_test_add_func ("/story/novel/bus", test_bus);
  g_test_add_func ("/story/novel/80-days/keyboard", test_80_days_keyboard);
  g_test_add_func ("/story/novel/80-days/bus", test_80_days_bus);
  return g_test_run ();
}
