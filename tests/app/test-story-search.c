/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "story-links.h"

/* The search of the library: from typing to a hit, where is searched, names that complete, what is
 * said of a question, near spellings, and searches that are kept. By the keyboard, and through the
 * bus. */

#define WORK "The lighthouse"
#define OTHER_WORK "The ledger"

#define WINTER "*Ada came to the isle*"
#define LAMP "*The lamp shone*"
#define FERRY "*The ferry left*"

#define TEI                                                                                \
  "<TEI xmlns='http://www.tei-c.org/ns/1.0'><teiHeader><fileDesc><titleStmt>"              \
  "<title>" WORK "</title></titleStmt><publicationStmt><p/></publicationStmt>"             \
  "<sourceDesc><p/></sourceDesc></fileDesc></teiHeader><standOff><listPerson>"             \
  "<person xml:id='ada'><persName xml:lang='en'>Ada Lamb</persName></person></listPerson>" \
  "<linkGrp type='alignment'><link target='#fr-1 #en-1'/><link target='#fr-2 #en-2'/>"     \
  "<link target='#fr-3 #en-3'/></linkGrp></standOff><text><group>"                         \
  "<text xml:id='fr' xml:lang='fr'><body>"                                                 \
  "<p xml:id='fr-1'><persName ref='#ada'>Ada</persName> vint sur l’île en hiver.</p>"   \
  "<p xml:id='fr-2'>La lampe brilla toute la nuit.</p>"                                    \
  "<p xml:id='fr-3'>Puis elle partit.</p></body></text>"                                   \
  "<text xml:id='en' xml:lang='en'><body>"                                                 \
  "<p xml:id='en-1'><persName ref='#ada'>Ada</persName> came to the isle in winter.</p>"   \
  "<p xml:id='en-2'>The lamp shone all night.</p>"                                         \
  "<p xml:id='en-3'>Then she left.</p></body></text></group></text></TEI>"

static void
import (const char *library, const char *name, const char *content)
{
  g_autofree char *folder = g_path_get_dirname (library);
  g_autofree char *path = g_build_filename (folder, name, NULL);
  const char *const arguments[] = { "--library", library, "import", path, NULL };

  g_assert_true (g_file_set_contents (path, content, -1, NULL));
  json_node_unref (program_ask (arguments));
}

static char *
make_library (void)
{
  g_autofree char *folder = g_dir_make_tmp ("search-XXXXXX", NULL);
  char *library = g_build_filename (folder, "library.db", NULL);

  import (library, "ledger.md", "# " OTHER_WORK "\n\nThe ferry left at nine.\n");
  import (library, "lighthouse.xml", TEI);
  return library;
}

static Program *
start (const char *library)
{
  Program *program = story_start (library, WORK);

  program_wait_message (program, "*row 1 of 3*");
  program_wait_focus (program, "French, *");
  return program;
}

static void
wait_row (Program *program, const char *name)
{
  g_object_unref (program_wait_for (program, ATSPI_ROLE_LIST_ITEM, name));
}

static void
wait_status (Program *program, const char *words)
{
  g_object_unref (program_wait_for (program, ATSPI_ROLE_STATUS_BAR, words));
}

/* --- By the keyboard */

static void
open_search (Program *program)
{
  program_press ("ctrl+shift+f");
  program_wait_focus (program, "Search the library");
}

static void
ask (Program *program, const char *typed)
{
  open_search (program);
  program_type (typed);
}

/* The list keeps the keyboard; a hit in another work opens that. */
static void
go_by_keys (Program *program)
{
  ask (program, "left");
  wait_status (program, "2 passages by rank");
  wait_row (program, FERRY);
  program_press ("Down");
  program_wait_focus (program, "English: *left*");
  program_press ("Down");
  program_wait_focus (program, FERRY "The ledger*");
  program_press ("Return");
  program_focus_window (program, OTHER_WORK);
  program_wait_focus (program, FERRY "The ledger*");
  program_press ("ctrl+Return");
  program_wait_focus (program, "*, paragraph*");
  program_press ("F5");
  program_wait_message (program, "There is no other passage that was found");
  ask (program, "lamp");
  wait_row (program, LAMP "La lampe brilla*");
  program_press ("Return");
  program_focus_window (program, WORK);
  program_wait_focus (program, LAMP "La lampe brilla*");
  program_wait_message (program, "*row 2 of 3*");
}

/* Words that are selected are taken along, also where the caret is in them. */
static void
take_by_keys (Program *program)
{
  program_press ("F7");
  program_press ("shift+ctrl+Right");
  program_press ("ctrl+shift+f");
  program_wait_focus (program, "Search the library");
  wait_status (program, "2 passages by rank");
  wait_row (program, WINTER);
  program_press ("Escape");
  story_press_away (program, "Escape");
  program_press ("F7");
  program_wait_focus (program, "French, *");
}

static void
note_by_keys (Program *program)
{
  ask (program, "\"the isle");
  wait_row (program, WINTER);
  g_object_unref (program_wait_for (program, ATSPI_ROLE_LABEL, "The quotation * has no end*"));
}

/* @Lam offers her; Tab takes the whole name, whose mentions are found. */
static void
name_by_keys (Program *program)
{
  ask (program, "@Lam");
  g_object_unref (program_wait_for (program, ATSPI_ROLE_LIST_ITEM, "Ada Lamb"));
  program_press ("Tab");
  program_wait_focus (program, "Search the library");
  wait_status (program, "2 passages by rank");
  wait_row (program, WINTER);
}

/* A word that is misspelt, and what is meant. */
static void
near_by_keys (Program *program)
{
  ask (program, "ferrz");
  wait_row (program, "ferry, 1 passage");
  program_press ("Down");
  program_wait_focus (program, "ferry, 1 passage");
  program_press ("Return");
  wait_row (program, FERRY);
}

/* Kept, found again by who starts the program anew, renamed, deleted and taken back. */
static void
keep_by_keys (Program *program, const char *library)
{
  ask (program, "ferry");
  wait_row (program, FERRY);
  story_press_until (program, "ctrl+s", "Search saved");
  story_quit (program);
  program = start (library);
  open_search (program);
  wait_row (program, "ferry, 1 passage");
  program_press ("Down");
  program_wait_focus (program, "ferry, 1 passage");
  program_press ("F2");
  program_type ("Boats");
  story_press_until (program, "Return", "Search renamed");
  program_wait_focus (program, "Boats, 1 passage");
  story_press_until (program, "Delete", "Search deleted");
  program_wait_gone (program, ATSPI_ROLE_LIST_ITEM, "Boats*");
  story_press_until (program, "ctrl+z", "Undone: deleting a *search*");
  wait_row (program, "Boats, 1 passage");
  story_quit (program);
}

static void
filter_by_keys (Program *program)
{
  ask (program, "left");
  wait_status (program, "2 passages by rank");
  story_tab_to (program, "Tab", "Where is searched*");
  program_press ("space");
  story_tab_to (program, "Tab", "Where");
  story_press_away (program, "space");
  program_press ("End");
  story_press_away (program, "Return");
  program_press ("Escape");
  wait_status (program, "1 passage");
  program_wait_gone (program, ATSPI_ROLE_LIST_ITEM, FERRY);
  story_click (program, "Everywhere");
  wait_row (program, FERRY);
}

static void
test_find_keys (void)
{
  g_autofree char *library = NULL;
  Program *program = NULL;

  if (story_skip_keys ())
    return;
  library = make_library ();
  program = start (library);
  take_by_keys (program);
  go_by_keys (program);
  note_by_keys (program);
  name_by_keys (program);
  near_by_keys (program);
  story_quit (program);
}

static void
test_keep_keys (void)
{
  g_autofree char *library = NULL;
  Program *program = NULL;

  if (story_skip_keys ())
    return;
  library = make_library ();
  program = start (library);
  filter_by_keys (program);
  keep_by_keys (program, library);
}

/* The work that was read is deleted, so that nothing is open: both searches go from the list of
 * works all the same, Escape leads back to it, and a hit opens its work. */
static void
go_from_list (Program *program)
{
  program_press ("ctrl+shift+l");
  program_focus_window (program, "Library");
  program_wait_focus (program, "*" WORK "*");
  story_press_until (program, "Delete", "* deleted");
  program_wait_focus (program, "*" OTHER_WORK "*");
  open_search (program);
  program_press ("Escape");
  program_wait_focus (program, "*" OTHER_WORK "*");
  program_press ("ctrl+shift+k");
  program_focus_window (program, "Concordance");
  program_wait_focus (program, "What is listed");
  program_type ("nine");
  wait_status (program, "1 line");
  program_press ("Escape");
  program_focus_window (program, "Library");
  ask (program, "ferry");
  wait_status (program, "1 passage");
  program_press ("Down");
  program_wait_focus (program, FERRY);
  program_press ("ctrl+Return");
  program_focus_window (program, OTHER_WORK);
  program_wait_focus (program, "*, paragraph*");
  program_wait_message (program, "*row 2 of 2*");
}

static void
test_list_keys (void)
{
  g_autofree char *library = NULL;
  Program *program = NULL;

  if (story_skip_keys ())
    return;
  library = make_library ();
  program = start (library);
  go_from_list (program);
  story_quit (program);
}

/* --- Through the bus */

/* A question about both sides, one for a name, a word that is misspelt. */
static void
ask_on_bus (Program *program, Accessible *entry)
{
  g_autoptr (Accessible) near = NULL;

  program_set_words (entry, "fr:lampe en:lamp");
  wait_status (program, "1 passage");
  wait_row (program, "*La lampe brilla*The lamp shone*");
  program_set_words (entry, "fr:lampe en:!lamp");
  wait_status (program, "*othing*");
  program_set_words (entry, "@Ada winter");
  wait_status (program, "1 passage");
  wait_row (program, WINTER);
  program_set_words (entry, "ferrz");
  near = program_wait_for (program, ATSPI_ROLE_LIST_ITEM, "ferry, 1 passage");
  program_act (near, "row.activate");
  wait_row (program, FERRY);
}

static void
test_bus (void)
{
  g_autofree char *library = make_library ();
  Program *program = start (library);
  g_autoptr (Accessible) entry = NULL;
  g_autoptr (Accessible) row = NULL;

  story_act_window (program, "search.library", "*");
  entry = program_wait_for (program, ATSPI_ROLE_ENTRY, "Search the library");
  program_set_words (entry, "ferry");
  row = program_wait_for (program, ATSPI_ROLE_LIST_ITEM, FERRY);
  wait_status (program, "1 passage");
  program_act (row, "row.activate");
  g_object_unref (program_wait_for (program, ATSPI_ROLE_FRAME, OTHER_WORK));
  story_click (program, "Save this search");
  program_wait_message (program, "Search saved");
  program_set_words (entry, "\"lamp shone");
  wait_row (program, LAMP);
  g_object_unref (program_wait_for (program, ATSPI_ROLE_LABEL, "The quotation * has no end*"));
  ask_on_bus (program, entry);
  program_set_words (entry, "");
  wait_row (program, "ferry, 1 passage");
  program_end (program);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/story/search/keys/find", test_find_keys);
  g_test_add_func ("/story/search/keys/keep", test_keep_keys);
  g_test_add_func ("/story/search/keys/list", test_list_keys);
  g_test_add_func ("/story/search/bus", test_bus);

  return g_test_run ();
}
