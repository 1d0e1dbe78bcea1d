/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "story-pointer.h"

#include "view/reader-palette.h"

/* What stands for a word: where the pointer or the caret rests, and as a list; by the pointer, the
 * keyboard, and through the bus. */

#define TITLE "Pairs"
#define ENGLISH "Prison is here"
#define DUTCH "Gevangenis is hier"
#define HINT "*“Prison”: perhaps Gevangenis (computed from 9 links)*"
#define LINE "Gevangenis, in 9 of 9 links"
#define N_PAIRS 40

static void
append_text (GString *file, const char *lang, const char *first, const char *rest)
{
  g_string_append_printf (file, "<text xml:lang='%s'><body>", lang);
  for (guint i = 0; i < N_PAIRS; i++)
    g_string_append_printf (file,
                            "<p xml:id='%s%u' corresp='#%s%u'>%s</p>",
                            lang,
                            i,
                            g_str_equal (lang, "en") ? "nl" : "en",
                            i,
                            i < 9 ? first : rest);
  g_string_append (file, "</body></text>");
}

static char *
make_pairs (void)
{
  g_autofree char *folder = g_dir_make_tmp ("triptych-pairs-XXXXXX", NULL);
  char *path = g_build_filename (folder, "library.db", NULL);
  g_autofree char *file = g_build_filename (folder, "pairs.xml", NULL);
  g_autoptr (GString) content = g_string_new ("<TEI xmlns='http://www.tei-c.org/ns/1.0'>"
                                              "<text><group>");
  const char *const arguments[] = {
    "--library",
    path,
    "import",
    file,
    "--work",
    TITLE,
    "--no-align",
    NULL,
  };

  append_text (content, "en", ENGLISH ".", "The house is here.");
  append_text (content, "nl", DUTCH ".", "De woning is hier.");
  g_string_append (content, "</group></text></TEI>");
  g_assert_true (g_file_set_contents (file, content->str, -1, NULL));
  json_node_unref (program_ask (arguments));
  return path;
}

static Program *
start (void)
{
  g_autofree char *path = make_pairs ();
  Program *program = story_start (path, TITLE);

  program_wait_message (program, "*English, row 1 of *");
  program_wait_focus (program, "English, *");
  return program;
}

typedef struct
{
  Program *program;
  Accessible *at;
  guint n_moves;
} Pointing;

/* The texts may be read again below a pointer at rest: then it has to move. */
static gboolean
is_hinted (gpointer data)
{
  Pointing *pointing = data;
  g_autoptr (Accessible) hint = program_find (pointing->program, ATSPI_ROLE_LABEL, HINT);

  if (hint == NULL && pointing->n_moves++ % 20 == 0)
    story_point (pointing->at, pointing->n_moves % 40 == 1 ? 0.05 : 0.06, 0.5);
  return hint != NULL;
}

static void
test_pointer (void)
{
  const ReaderPalette *palette = reader_palette_get (FALSE, FALSE);
  Program *program = NULL;
  g_autoptr (Accessible) english = NULL;
  g_autoptr (Accessible) dutch = NULL;
  Pointing pointing = { NULL };

  if (story_skip_keys ())
    return;
  program = start ();
  english = program_wait_for (program, ATSPI_ROLE_LABEL, ENGLISH "*");
  dutch = program_wait_for (program, ATSPI_ROLE_LABEL, DUTCH "*");
  pointing = (Pointing){ program, english, 0 };
  program_wait_until (is_hinted, &pointing, "what stands for the word");
  story_wait_tint (dutch, 0, 1, &palette->sentence);
  program_do ("mousemove 1900 1100");
  program_wait_gone (program, ATSPI_ROLE_LABEL, HINT);
  story_wait_no_tint (dutch, 0, 1, &palette->sentence);
  story_quit (program);
}

static void
test_keyboard (void)
{
  Program *program = NULL;

  if (story_skip_keys ())
    return;
  program = start ();
  story_press_until (program, "shift+Right", HINT);
  story_press_until (program, "t", "What stands for “Prison”");
  program_wait_focus (program, LINE);
  program_press ("Escape");
  program_wait_focus (program, "English, *");
  /* With the caret, too. */
  program_press ("Escape");
  program_wait_gone (program, ATSPI_ROLE_LABEL, HINT);
  program_press ("F7");
  story_press_until (program, "ctrl+Right", HINT);
  story_press_until (program, "ctrl+Right", "*“is”: *");
  story_quit (program);
}

/* A line leads to the places where the one stands for the other. */
static void
test_concordance (void)
{
  Program *program = NULL;

  if (story_skip_keys ())
    return;
  program = start ();
  program_press ("t");
  program_wait_focus (program, LINE);
  program_press ("Return");
  g_object_unref (program_wait_for (program, ATSPI_ROLE_STATUS_BAR, "9 lines"));
  program_end (program);
}

static void
test_bus (void)
{
  Program *program = start ();
  g_autoptr (Accessible) line = NULL;

  story_act (program, ENGLISH, "word.equivalents", "What stands for “Prison”");
  line = program_wait_for (program, ATSPI_ROLE_LIST_ITEM, LINE);
  program_wait_message (program, "Computed from 9 links");
  program_end (program);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/story/equivalents/pointer", test_pointer);
  g_test_add_func ("/story/equivalents/keyboard", test_keyboard);
  g_test_add_func ("/story/equivalents/concordance", test_concordance);
  g_test_add_func ("/story/equivalents/bus", test_bus);
  return g_test_run ();
}
