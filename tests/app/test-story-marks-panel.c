/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "story-links.h"

/* The panel of the bookmarks: what it lists, what is searched and filtered, several changed at
 * once, one edited in place, and undo, also by a program that was started anew. By the keyboard,
 * and through the bus. */

#define WORK "The lighthouse"
#define OTHER_WORK "The ledger"

#define WINTER "*Ada came to the isle*"
#define LAMP "*lamp*"
#define LEFT "*Puis Ada partit*"
#define STAIRS "*Nobody climbed*"
#define FERRY "*The ferry left*"

#define TEI                                                                                    \
  "<TEI xmlns='http://www.tei-c.org/ns/1.0'><teiHeader><fileDesc><titleStmt>"                  \
  "<title>" WORK "</title></titleStmt><publicationStmt><p/></publicationStmt>"                 \
  "<sourceDesc><p/></sourceDesc></fileDesc></teiHeader><standOff><listPerson>"                 \
  "<person xml:id='ada'><persName xml:lang='en'>Ada Lamb</persName></person></listPerson>"     \
  "<linkGrp type='alignment'><link target='#fr-1 #en-1'/><link target='#fr-2 #en-2'/>"         \
  "<link target='#fr-3 #en-3'/><link target='#fr-4 #en-4'/></linkGrp></standOff><text><group>" \
  "<text xml:id='fr' xml:lang='fr'><body>"                                                     \
  "<p xml:id='fr-1'><persName ref='#ada'>Ada</persName> vint sur l’île en hiver.</p>"       \
  "<p xml:id='fr-2'>La lampe brilla toute la nuit.</p>"                                        \
  "<p xml:id='fr-3'>Puis <persName ref='#ada'>Ada</persName> partit.</p>"                      \
  "<p xml:id='fr-4'>Personne ne monta plus l’escalier.</p></body></text>"                    \
  "<text xml:id='en' xml:lang='en'><body>"                                                     \
  "<p xml:id='en-1'><persName ref='#ada'>Ada</persName> came to the isle in winter.</p>"       \
  "<p xml:id='en-2'>The lamp shone all night.</p>"                                             \
  "<p xml:id='en-3'>Then <persName ref='#ada'>Ada</persName> left.</p>"                        \
  "<p xml:id='en-4'>Nobody climbed the stairs again.</p></body></text></group></text></TEI>"

/* --- The library */

static void
import (const char *library, const char *name, const char *content)
{
  g_autofree char *folder = g_path_get_dirname (library);
  g_autofree char *path = g_build_filename (folder, name, NULL);
  const char *const arguments[] = { "--library", library, "import", path, NULL };

  g_assert_true (g_file_set_contents (path, content, -1, NULL));
  json_node_unref (program_ask (arguments));
}

/* @more: options with their values, eight at most */
static void
add (const char *library, const char *work, const char *passage, const char *const *more)
{
  const char *arguments[16] = { "--library", library, "bookmarks", "add", work, passage };

  for (guint i = 0; more[i] != NULL; i++)
    arguments[6 + i] = more[i];
  json_node_unref (program_ask (arguments));
}

static char *
dup_second_passage (const char *library, const char *work)
{
  const char *const arguments[] = { "--library", library, "read", work, NULL };
  g_autoptr (JsonNode) node = program_ask (arguments);
  JsonArray *rows = json_object_get_array_member (json_node_get_object (node), "rows");
  JsonObject *row = json_array_get_object_element (rows, 1);
  JsonArray *cells = json_object_get_array_member (row, "cells");

  return g_strdup (json_array_get_string_element (json_array_get_array_element (cells, 0), 0));
}

/* Two works; the one with the marks of all kinds is read first. */
static char *
make_library (void)
{
  static const char *const winter[] = { "--label", "storm", "--note", "who she is", NULL };
  static const char *const lamp[] = {
    "--kind",
    "highlight",
    "--colour",
    "green",
    "--range",
    "4:8",
    NULL,
  };
  static const char *const left[] = { "--kind", "note", "--note", "gone", NULL };
  static const char *const stairs[] = { "--kind", "later", NULL };
  static const char *const nothing[] = { NULL };
  g_autofree char *folder = g_dir_make_tmp ("marks-panel-XXXXXX", NULL);
  char *library = g_build_filename (folder, "library.db", NULL);
  g_autofree char *ferry = NULL;

  import (library, "ledger.md", "# " OTHER_WORK "\n\nThe ferry left at nine.\n");
  ferry = dup_second_passage (library, OTHER_WORK);
  add (library, OTHER_WORK, ferry, nothing);
  import (library, "lighthouse.xml", TEI);
  add (library, WORK, "en-1", winter);
  add (library, WORK, "en-2", lamp);
  add (library, WORK, "fr-3", left);
  add (library, WORK, "en-4", stairs);
  return library;
}

/* --- What the library says */

typedef struct
{
  const char *library;
  const char *quote;
  const char *member;
  const char *value;
} Stored;

/* A string, or the list of labels with spaces between them. */
static char *
dup_member (JsonObject *mark, const char *member)
{
  JsonNode *node = json_object_get_member (mark, member);
  g_autoptr (GPtrArray) words = g_ptr_array_new ();

  if (!JSON_NODE_HOLDS_ARRAY (node))
    return g_strdup (json_node_get_string (node));
  for (guint i = 0; i < json_array_get_length (json_node_get_array (node)); i++)
    g_ptr_array_add (words,
                     (gpointer) json_array_get_string_element (json_node_get_array (node), i));
  g_ptr_array_add (words, NULL);
  return g_strjoinv (" ", (char **) words->pdata);
}

static gboolean
is_stored (gpointer data)
{
  const Stored *stored = data;
  const char *const arguments[] = { "--library", stored->library, "bookmarks", "list", NULL };
  g_autoptr (JsonNode) node = program_ask (arguments);
  JsonArray *marks = json_node_get_array (node);

  for (guint i = 0; i < json_array_get_length (marks); i++)
    {
      JsonObject *mark = json_array_get_object_element (marks, i);
      const char *quote = json_object_get_string_member (mark, "quote");
      g_autofree char *value = NULL;

      if (!g_pattern_match_simple (stored->quote, quote))
        continue;
      value = stored->member != NULL ? dup_member (mark, stored->member) : NULL;
      return g_strcmp0 (value, stored->value) == 0;
    }
  return FALSE;
}

/* The mark of these words has this @value; @member NULL: it is there. */
static void
wait_stored (const char *library, const char *quote, const char *member, const char *value)
{
  Stored stored = { library, quote, member, value };

  program_wait_until (is_stored, &stored, quote);
}

/* --- What the panel shows */

static void
wait_row (Program *program, const char *name)
{
  g_object_unref (program_wait_for (program, ATSPI_ROLE_LIST_ITEM, name));
}

static void
wait_no_row (Program *program, const char *name)
{
  program_wait_gone (program, ATSPI_ROLE_LIST_ITEM, name);
}

/* The button in a menu button is what can be clicked. */
static void
open_menu (Program *program, const char *name)
{
  g_autoptr (Accessible) around = program_wait_for (program, ATSPI_ROLE_PUSH_BUTTON, name);
  g_autoptr (Accessible) button = atspi_accessible_get_child_at_index (around, 0, NULL);

  g_assert_nonnull (button);
  program_act (button, "click");
}

static Program *
start (const char *library)
{
  Program *program = story_start (library, WORK);

  program_wait_message (program, "*row 1 of 4*");
  program_wait_focus (program, "French, *");
  return program;
}

/* --- By the keyboard */

/* From the list back up to the search; all is listed again behind it. */
static void
search (Program *program, const char *words)
{
  story_tab_to (program, "shift+Tab", "Filter by quote, note or label");
  program_type (words);
  wait_no_row (program, STAIRS);
  wait_row (program, WINTER);
  program_press ("Escape");
  wait_row (program, STAIRS);
}

/* It opens at the bookmark that is nearest, and finds by quote, counterpart and note. */
static void
list_by_keys (Program *program)
{
  story_press_until (program, "End", "*row 4 of 4*");
  program_press ("ctrl+b");
  program_wait_focus (program, STAIRS);
  wait_row (program, WINTER);
  wait_no_row (program, FERRY);
  search (program, "isle");
  search (program, "hiver");
  search (program, "who she");
  story_tab_to (program, "shift+Tab", "All works");
  program_press ("space");
  wait_row (program, FERRY);
  story_tab_to (program, "shift+Tab", "This work");
  program_press ("space");
  wait_no_row (program, FERRY);
}

/* The last line of a list that drops down, and back to the one that means any. */
static void
filter_last (Program *program, const char *list, const char *found, const char *gone)
{
  story_tab_to (program, "Tab", list);
  story_press_away (program, "space");
  program_press ("End");
  story_press_away (program, "Return");
  wait_no_row (program, gone);
  wait_row (program, found);
  story_press_away (program, "space");
  program_press ("Home");
  story_press_away (program, "Return");
  wait_row (program, gone);
}

/* What is ticked, until it is ticked no longer. */
static void
filter_tick (Program *program, const char *name, const char *found, const char *gone)
{
  story_tab_to (program, "Tab", name);
  program_press ("space");
  wait_no_row (program, gone);
  wait_row (program, found);
  program_press ("space");
  wait_row (program, gone);
}

static void
filter_by_keys (Program *program)
{
  story_tab_to (program, "Tab", "Which bookmarks are listed");
  program_press ("space");
  program_wait_focus (program, "Bookmarks");
  filter_tick (program, "Highlights", LAMP, WINTER);
  filter_last (program, "Colour*", LAMP, WINTER);
  filter_last (program, "Label*", WINTER, STAIRS);
  filter_tick (program, "With a note", WINTER, STAIRS);
  program_press ("Escape");
  program_wait_focus (program, "Which bookmarks are listed");
}

static void
select_two (Program *program)
{
  program_press ("Home");
  program_wait_focus (program, WINTER);
  program_press ("shift+Down");
  g_object_unref (program_wait_for (program, ATSPI_ROLE_LABEL, "2 selected"));
}

/* Several are deleted, and labelled, in one act each. */
static void
change_several_by_keys (Program *program, const char *library)
{
  select_two (program);
  story_press_until (program, "Delete", "2 bookmarks deleted");
  wait_no_row (program, WINTER);
  wait_no_row (program, LAMP);
  story_press_until (program, "ctrl+z", "Undone: deleting bookmarks");
  wait_row (program, WINTER);
  wait_row (program, LAMP);
  select_two (program);
  open_menu (program, "Label all selected");
  program_wait_focus (program, "Label");
  program_type ("night");
  story_press_until (program, "Return", "2 bookmarks changed");
  wait_stored (library, "lamp", "labels", "night");
  wait_stored (library, "Ada came*", "labels", "storm night");
  story_press_until (program, "ctrl+z", "Undone: changing several bookmarks");
  wait_stored (library, "lamp", "labels", "");
  wait_stored (library, "Ada came*", "labels", "storm");
}

/* All that the editor changes is one act. */
static void
edit_by_keys (Program *program, const char *library)
{
  program_press ("Home");
  program_wait_focus (program, WINTER);
  program_press ("F2");
  program_wait_focus (program, "Note");
  program_press ("ctrl+End");
  program_type (" now");
  story_tab_to (program, "shift+Tab", "Highlight");
  program_press ("space");
  program_press ("alt+q");
  program_wait_focus (program, "Quick mark");
  program_type ("q");
  story_tab_to (program, "shift+Tab", "Wavy line");
  program_press ("space");
  program_press ("ctrl+Return");
  program_wait_focus (program, WINTER);
  wait_stored (library, "Ada came*", "kind", "highlight");
  wait_stored (library, "Ada came*", "style", "wave");
  wait_stored (library, "Ada came*", "letter", "q");
  wait_stored (library, "Ada came*", "note", "who she is now");
}

/* A link is chosen in the note, and followed. */
static void
link_by_keys (Program *program)
{
  program_press ("F2");
  program_wait_focus (program, "Note");
  program_press ("ctrl+End");
  program_type (" ");
  program_press ("ctrl+k");
  program_wait_focus (program, "Search for what it leads to");
  program_type ("Lamb");
  program_press ("Return");
  program_wait_focus (program, "Note");
  program_press ("Tab");
  program_wait_focus (program, "who she is now Ada Lamb");
  program_press ("Return");
  g_object_unref (program_wait_for (program, ATSPI_ROLE_PUSH_BUTTON, "Next Mention"));
}

/* Acts of the program before. */
static void
undo_again_by_keys (const char *library)
{
  Program *program = start (library);

  story_press_until (program, "ctrl+z", "Undone: changing a bookmark");
  wait_stored (library, "Ada came*", "note", "who she is now");
  story_press_until (program, "ctrl+z", "Undone: changing a bookmark");
  wait_stored (library, "Ada came*", "kind", "bookmark");
  wait_stored (library, "Ada came*", "letter", "");
  story_press_until (program, "ctrl+shift+z", "Redone: changing a bookmark");
  wait_stored (library, "Ada came*", "kind", "highlight");
  wait_stored (library, "Ada came*", "style", "wave");
  story_quit (program);
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
  list_by_keys (program);
  filter_by_keys (program);
  story_quit (program);
}

static void
test_several_keys (void)
{
  g_autofree char *library = NULL;
  Program *program = NULL;

  if (story_skip_keys ())
    return;
  library = make_library ();
  program = start (library);
  program_press ("ctrl+b");
  program_wait_focus (program, WINTER);
  change_several_by_keys (program, library);
  story_quit (program);
}

static void
test_edit_keys (void)
{
  g_autofree char *library = NULL;
  Program *program = NULL;

  if (story_skip_keys ())
    return;
  library = make_library ();
  program = start (library);
  program_press ("ctrl+b");
  program_wait_focus (program, WINTER);
  edit_by_keys (program, library);
  link_by_keys (program);
  story_quit (program);
  undo_again_by_keys (library);
}

/* --- Through the bus */

static void
list_by_bus (Program *program)
{
  g_autoptr (Accessible) entry = NULL;

  story_act_window (program, "panel.bookmarks", "*");
  wait_row (program, WINTER);
  entry = program_wait_for (program, ATSPI_ROLE_ENTRY, "Filter by quote, note or label");
  program_set_words (entry, "hiver");
  wait_no_row (program, STAIRS);
  wait_row (program, WINTER);
  program_set_words (entry, "");
  wait_row (program, STAIRS);
  story_click (program, "All works");
  wait_row (program, FERRY);
}

/* GTK 4.8 offers no action of what is ticked: by who is named. */
static void
filter_by_bus (Program *program)
{
  g_autoptr (Accessible) chooser = NULL;
  g_autoptr (Accessible) entry = NULL;
  g_autoptr (Accessible) row = NULL;

  open_menu (program, "Which bookmarks are listed");
  story_click (program, "Anyone and anything");
  chooser = program_wait_for (program, ATSPI_ROLE_FRAME, "Bookmarks That Name");
  entry = program_wait_in (chooser, ATSPI_ROLE_ENTRY, "Search by name");
  program_set_words (entry, "Lamb");
  row = program_wait_in (chooser, ATSPI_ROLE_LIST_ITEM, "Ada Lamb, *");
  program_act (row, "row.activate");
  wait_no_row (program, STAIRS);
  wait_row (program, WINTER);
  wait_row (program, LEFT);
  story_click (program, "Show All*");
  wait_row (program, STAIRS);
}

static void
edit_by_bus (Program *program, const char *library)
{
  g_autoptr (Accessible) row = program_wait_for (program, ATSPI_ROLE_LIST_ITEM, WINTER);
  g_autoptr (Accessible) button = program_wait_in (row,
                                                   ATSPI_ROLE_PUSH_BUTTON,
                                                   "Edit the bookmark");

  program_act (button, "click");
  story_click (program, "Highlight");
  story_click (program, "Struck through");
  story_click (program, "Done*");
  wait_stored (library, "Ada came*", "kind", "highlight");
  wait_stored (library, "Ada came*", "style", "strike");
}

static void
test_bus (void)
{
  g_autofree char *library = make_library ();
  Program *program = start (library);

  list_by_bus (program);
  filter_by_bus (program);
  edit_by_bus (program, library);
  program_end (program);
  program = start (library);
  story_act_window (program, "edit.undo", "Undone: changing a bookmark");
  wait_stored (library, "Ada came*", "kind", "bookmark");
  program_end (program);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/story-marks-panel/list-keys", test_list_keys);
  g_test_add_func ("/story-marks-panel/several-keys", test_several_keys);
  g_test_add_func ("/story-marks-panel/edit-keys", test_edit_keys);
  g_test_add_func ("/story-marks-panel/bus", test_bus);

  return g_test_run ();
}
