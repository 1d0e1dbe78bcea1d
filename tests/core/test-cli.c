/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cli-run.h"

#include <gio/gio.h>
#include <signal.h>
#include <string.h>

/* The program itself, from outside: what it prints, where, and how it ends. */

static const char story[] = "<TEI xmlns='http://www.tei-c.org/ns/1.0'><teiHeader><fileDesc>"
                            "<titleStmt><title>A story</title></titleStmt></fileDesc></teiHeader>"
                            "<standOff><listPerson><person xml:id='ada'><persName>Ada</persName>"
                            "</person><person xml:id='twin1'><persName>Twin</persName></person>"
                            "<person xml:id='twin2'><persName>Twin</persName></person>"
                            "</listPerson></standOff><text xml:lang='en'><body>"
                            "<p xml:id='p1'><persName ref='#ada'>Ada</persName> came.</p>"
                            "<p xml:id='p2'>She went.</p></body></text></TEI>";

static void
set_up (CliRun *cli, gconstpointer data)
{
  cli_run_set_up (cli, "cli");
  g_free (cli_run_write (cli, "story.xml", story));
}

/* The members of the first object in the array, parted by spaces. */
static void
assert_members (CliRun *cli, const char *expected)
{
  g_autoptr (JsonNode) node = cli_run_get_json (cli);
  JsonArray *array = json_node_get_array (node);
  g_autoptr (GList) members = NULL;
  g_autoptr (GString) found = g_string_new (NULL);

  members = json_object_get_members (json_array_get_object_element (array, 0));
  for (GList *l = members; l; l = l->next)
    g_string_append_printf (found, "%s%s", l == members ? "" : " ", (char *) l->data);
  g_assert_cmpstr (found->str, ==, expected);
}

static void
import_story (CliRun *cli)
{
  cli_run (cli, "import", "story.xml", NULL);
  cli_run_assert_done (cli);
}

static void
test_help (CliRun *cli, gconstpointer data)
{
  static const char *const verbs[] = {
    "import",
    "works",
    "texts",
    "read",
    "export",
    "align",
    "entities",
    "equivalents",
    "mentions",
    "names",
    "link",
    "bookmarks",
    "unplaced",
    "check",
  };
  const char *const whole[] = { g_getenv ("TRIPTYCH_CLI"), "--help", NULL };
  const char *const none[] = { g_getenv ("TRIPTYCH_CLI"), NULL };

  cli_run_argv (cli, whole);
  cli_run_assert_done (cli);
  for (guint i = 0; i < G_N_ELEMENTS (verbs); i++)
    g_assert_nonnull (strstr (cli->out, verbs[i]));
  for (guint i = 0; i < G_N_ELEMENTS (verbs); i++)
    {
      cli_run (cli, verbs[i], "--help", NULL);
      cli_run_assert_done (cli);
      g_assert_nonnull (strstr (cli->out, "--json"));
    }
  cli_run_argv (cli, none);
  cli_run_assert_refused (cli, 2, "Usage");
  cli_run (cli, "nonsense", NULL);
  cli_run_assert_refused (cli, 2, "nonsense");
}

static void
test_usage (CliRun *cli, gconstpointer data)
{
  cli_run (cli, "works", "--nonsense", NULL);
  cli_run_assert_refused (cli, 2, "--nonsense");
  cli_run (cli, "texts", NULL);
  cli_run_assert_refused (cli, 2, "Usage");
  cli_run (cli, "export", "A story", NULL);
  cli_run_assert_refused (cli, 2, "--format");
  cli_run (cli, "import", "story.xml", "--lang", "en,fr", NULL);
  cli_run_assert_refused (cli, 2, "1 of them, not 2");
  cli_run (cli, "import", "story.xml", "--kind", "poems", NULL);
  cli_run_assert_refused (cli, 2, "poems");
  cli_run (cli, "read", "A story", "--from", "-1", NULL);
  cli_run_assert_refused (cli, 2, "--from");
  cli_run (cli, "bookmarks", "list", "add", NULL);
  cli_run_assert_refused (cli, 2, "Usage");
}

static void
test_shapes (CliRun *cli, gconstpointer data)
{
  cli_run (cli, "works", "--json", NULL);
  cli_run_assert_done (cli);
  g_assert_cmpstr (g_strstrip (cli->out), ==, "[]");
  import_story (cli);
  cli_run (cli, "works", "--json", NULL);
  assert_members (cli, "id title kind texts");
  cli_run (cli, "mentions", "Ada", "--json", NULL);
  assert_members (cli, "text passage start end surface origin confidence");
  cli_run (cli, "mentions", "twin1", "--json", NULL);
  cli_run_assert_done (cli);
  g_assert_cmpstr (g_strstrip (cli->out), ==, "[]");
  cli_run (cli, "entities", "A story", "--json", NULL);
  assert_members (cli, "id key type name mentions");
  cli_run (cli, "texts", "A story", "--json", NULL);
  assert_members (cli, "id lang title author source passages");
}

static void
test_read (CliRun *cli, gconstpointer data)
{
  g_autoptr (JsonNode) node = NULL;
  JsonArray *rows = NULL;
  JsonObject *row = NULL;

  import_story (cli);
  cli_run (cli, "read", "A story", "--from", "1", "--count", "5", "--json", NULL);
  cli_run_assert_done (cli);
  node = cli_run_get_json (cli);
  rows = json_object_get_array_member (json_node_get_object (node), "rows");
  g_assert_cmpuint (json_array_get_length (rows), ==, 1);
  row = json_array_get_object_element (rows, 0);
  g_assert_cmpint (json_object_get_int_member (row, "row"), ==, 1);
  rows = json_array_get_array_element (json_object_get_array_member (row, "cells"), 0);
  g_assert_true (g_str_has_suffix (json_array_get_string_element (rows, 0), "/p2"));
}

static void
test_find (CliRun *cli, gconstpointer data)
{
  import_story (cli);
  cli_run (cli, "texts", "Another", NULL);
  cli_run_assert_refused (cli, 1, "Another");
  cli_run (cli, "mentions", "Twin", NULL);
  cli_run_assert_refused (cli, 1, "Twin");
  cli_run (cli, "mentions", "nobody at all", NULL);
  cli_run_assert_refused (cli, 1, "nobody at all");
}

static void
test_import (CliRun *cli, gconstpointer data)
{
  g_autofree char *second = cli_run_write (cli, "second.txt", "Een tweede tekst. Kort.\n");
  g_autofree char *third = cli_run_write (cli, "third.txt", "Un troisième texte. Court.\n");
  g_autofree char *broken = cli_run_write (cli,
                                           "broken.xml",
                                           "<TEI xmlns='http://www.tei-c.org/ns/1.0'>\n<text>");
  g_autoptr (JsonNode) node = NULL;

  import_story (cli);
  cli_run (cli, "import", "story.xml", NULL);
  cli_run_assert_refused (cli, 1, "story.xml");
  cli_run (cli, "import", broken, NULL);
  cli_run_assert_refused (cli, 1, "broken.xml:2");
  cli_run (cli, "import", second, "--work", "A story", "--lang", "nl", NULL);
  cli_run_assert_done (cli);
  cli_run (cli, "import", third, "--work", "Quite new", "--lang", "fr", "--tie", "ids", NULL);
  cli_run_assert_done (cli);
  cli_run (cli, "texts", "A story", "--json", NULL);
  node = cli_run_get_json (cli);
  g_assert_cmpuint (json_array_get_length (json_node_get_array (node)), ==, 2);
  cli_run (cli, "texts", "Quite new", NULL);
  cli_run_assert_done (cli);
  cli_run (cli, "check", NULL);
  cli_run_assert_done (cli);
}

static void
test_bookmarks (CliRun *cli, gconstpointer data)
{
  import_story (cli);
  cli_run (cli, "bookmarks", "list", "--json", NULL);
  g_assert_cmpstr (g_strstrip (cli->out), ==, "[]");
  cli_run (cli, "bookmarks", "add", "A story", "p2", "--note", "why?", NULL);
  cli_run_assert_done (cli);
  cli_run (cli, "bookmarks", "list", "--json", NULL);
  cli_run_assert_done (cli);
  g_assert_nonnull (strstr (cli->out, "\"She went.\""));
  g_assert_nonnull (strstr (cli->out, "\"why?\""));
  cli_run (cli, "bookmarks", "add", "A story", "p9", NULL);
  cli_run_assert_refused (cli, 1, "p9");
}

/* A mark that is deleted in one library and changed in the other (it loses its letter). */
static void
test_merge (CliRun *cli, gconstpointer data)
{
  g_autofree char *mine = g_strdup (cli->library);
  g_autofree char *theirs = g_build_filename (cli->folder, "theirs.db", NULL);
  g_autofree char *contents = NULL;
  g_autofree char *mark = NULL;
  g_autoptr (JsonNode) dry = NULL;
  JsonObject *counts;
  gsize size = 0;

  import_story (cli);
  cli_run (cli, "bookmarks", "add", "A story", "p1", "--letter", "a", NULL);
  cli_run_assert_done (cli);
  mark = g_strdup (g_strstrip (cli->out));
  g_assert_true (g_file_get_contents (mine, &contents, &size, NULL));
  g_assert_true (g_file_set_contents (theirs, contents, (gssize) size, NULL));
  cli_run (cli, "bookmarks", "delete", mark, NULL);
  cli_run_assert_done (cli);
  cli_run_set_library (cli, "theirs.db");
  cli_run (cli, "bookmarks", "add", "A story", "p2", "--letter", "a", "--note", "why?", NULL);
  cli_run_assert_done (cli);
  cli_run_set_library (cli, "l.db");
  cli_run (cli, "merge", theirs, "--dry-run", "--json", NULL);
  cli_run_assert_done (cli);
  dry = cli_run_get_json (cli);
  counts = json_object_get_object_member (json_node_get_object (dry), "counts");
  counts = json_object_get_object_member (counts, "bookmark");
  g_assert_cmpint (json_object_get_int_member (counts, "conflicts"), ==, 1);
  cli_run (cli, "bookmarks", "list", "--json", NULL);
  g_assert_cmpstr (g_strstrip (cli->out), ==, "[]");
  cli_run (cli, "merge", theirs, "--prefer", "mine", NULL);
  cli_run_assert_done (cli);
  g_assert_nonnull (strstr (cli->out, "mine-deleted"));
  cli_run (cli, "merge", "--list-conflicts", "--json", NULL);
  cli_run_assert_done (cli);
  g_assert_nonnull (strstr (cli->out, "\"mine-deleted\" : true"));
  cli_run (cli, "merge", "--decide", "all", NULL);
  cli_run_assert_refused (cli, 2, "--prefer");
  cli_run (cli, "merge", "--decide", "none", "--prefer", "mine", NULL);
  cli_run_assert_refused (cli, 1, "none");
  cli_run (cli, "merge", "--decide", "all", "--prefer", "mine", "--list-conflicts", NULL);
  cli_run_assert_done (cli);
  g_assert_cmpstr (cli->out, ==, "");
  cli_run (cli, "merge", NULL);
  g_assert_cmpint (cli->status, ==, 2);
  cli_run (cli, "bookmarks", "list", "--words", "why", NULL);
  cli_run_assert_done (cli);
  g_assert_nonnull (strstr (cli->out, "She went."));
  g_assert_null (strstr (cli->out, "Ada came."));
  cli_run (cli, "merge", theirs, "--prefer", "none", NULL);
  cli_run_assert_refused (cli, 2, "none");
  cli_run (cli, "merge", "story.xml", NULL);
  cli_run_assert_refused (cli, 1, "story.xml");
  cli_run (cli, "check", NULL);
  cli_run_assert_done (cli);
}

/* Flips letters of a passage in the file itself. */
static void
test_check (CliRun *cli, gconstpointer data)
{
  g_autofree char *content = NULL;
  gsize size = 0;
  gboolean is_changed = FALSE;

  import_story (cli);
  cli_run (cli, "check", "--json", NULL);
  cli_run_assert_done (cli);
  g_assert_true (g_file_get_contents (cli->library, &content, &size, NULL));
  for (gsize i = 0; i + 9 < size; i++)
    if (memcmp (content + i, "She went.", 9) == 0)
      {
        content[i] = 'H';
        is_changed = TRUE;
      }
  g_assert_true (is_changed);
  g_assert_true (g_file_set_contents (cli->library, content, (gssize) size, NULL));
  cli_run (cli, "check", NULL);
  g_assert_cmpint (cli->status, ==, 1);
  g_assert_cmpstr (cli->out, !=, "");
  g_assert_true (g_file_set_contents (cli->library, content, 5000, NULL));
  cli_run (cli, "works", NULL);
  cli_run_assert_refused (cli, 1, "l.db");
}

/* The beginning of the file is gone: what can be read is read, that comes from a backup. */
static void
test_repair (CliRun *cli, gconstpointer data)
{
  g_autofree char *content = NULL;
  g_autofree char *same = NULL;
  gsize size = 0;

  import_story (cli);
  cli_run (cli, "check", "--repair", NULL);
  cli_run_assert_done (cli);
  cli_run (cli, "backup", NULL);
  cli_run_assert_done (cli);
  g_assert_true (g_file_get_contents (cli->library, &content, &size, NULL));
  memset (content, 0, 200);
  g_assert_true (g_file_set_contents (cli->library, content, (gssize) size, NULL));
  cli_run (cli, "works", NULL);
  cli_run_assert_refused (cli, 1, "l.db");
  cli_run (cli, "check", "--repair", "--dry-run", NULL);
  cli_run_assert_done (cli);
  g_assert_cmpstr (cli->out, !=, "");
  g_assert_true (g_file_get_contents (cli->library, &same, NULL, NULL));
  g_assert_cmpmem (same, size, content, size);
  cli_run (cli, "check", "--repair", "--json", NULL);
  cli_run_assert_done (cli);
  g_assert_nonnull (strstr (cli->out, "l.damaged-"));
  cli_run (cli, "check", NULL);
  cli_run_assert_done (cli);
  cli_run (cli, "works", NULL);
  cli_run_assert_done (cli);
  g_assert_cmpstr (cli->out, !=, "");
}

static char *
dup_line (CliRun *cli)
{
  return g_strstrip (g_strdup (cli->out));
}

static void
break_library (CliRun *cli)
{
  g_assert_true (g_file_set_contents (cli->library, "bread, milk", -1, NULL));
  cli_run (cli, "read", "A story", NULL);
  g_assert_cmpint (cli->status, ==, 1);
}

static void
assert_story_is_back (CliRun *cli)
{
  cli_run (cli, "read", "A story", NULL);
  cli_run_assert_done (cli);
  g_assert_nonnull (strstr (cli->out, "She went."));
}

/* Who wrote over the library gets it back, and finds what was there beside it. */
static void
test_backup (CliRun *cli, gconstpointer data)
{
  g_autofree char *path = NULL;
  g_autofree char *kept = NULL;
  g_autofree char *content = NULL;
  g_autoptr (JsonNode) node = NULL;

  cli_run (cli, "backup", NULL);
  cli_run_assert_refused (cli, 1, "l.db");
  g_assert_false (g_file_test (cli->library, G_FILE_TEST_EXISTS));
  import_story (cli);
  cli_run (cli, "restore", "latest", NULL);
  cli_run_assert_refused (cli, 1, "l.db");

  cli_run (cli, "backup", NULL);
  cli_run_assert_done (cli);
  path = dup_line (cli);
  g_assert_true (g_file_test (path, G_FILE_TEST_IS_REGULAR));
  cli_run (cli, "backup", "--list", NULL);
  cli_run_assert_done (cli);
  g_assert_nonnull (strstr (cli->out, path));
  g_assert_nonnull (strstr (cli->out, "1 work"));
  cli_run (cli, "backup", "--list", "--json", NULL);
  assert_members (cli, "file made reason bytes works bookmarks sha256");

  break_library (cli);
  cli_run (cli, "restore", "latest", "--json", NULL);
  cli_run_assert_done (cli);
  node = cli_run_get_json (cli);
  g_assert_cmpstr (json_object_get_string_member (json_node_get_object (node), "from"), ==, path);
  kept = g_strdup (json_object_get_string_member (json_node_get_object (node), "kept"));
  g_assert_true (g_file_get_contents (kept, &content, NULL, NULL));
  g_assert_cmpstr (content, ==, "bread, milk");
  assert_story_is_back (cli);
}

static void
test_copy (CliRun *cli, gconstpointer data)
{
  g_autofree char *copy = g_build_filename (cli->folder, "copy.db", NULL);
  g_autofree char *bad = cli_run_write (cli, "bad.db", "eggs");

  import_story (cli);
  cli_run (cli, "backup", copy, NULL);
  cli_run_assert_done (cli);
  /* It is no file to be written over, and none of the folder of backups. */
  cli_run (cli, "backup", copy, NULL);
  cli_run_assert_refused (cli, 1, "copy.db");
  cli_run (cli, "backup", "--list", NULL);
  cli_run_assert_done (cli);
  g_assert_cmpstr (cli->out, ==, "");

  cli_run (cli, "restore", bad, NULL);
  cli_run_assert_refused (cli, 1, "bad.db");
  assert_story_is_back (cli);
  break_library (cli);
  cli_run (cli, "restore", copy, NULL);
  cli_run_assert_done (cli);
  assert_story_is_back (cli);
}

static char *
write_long (CliRun *cli, guint n)
{
  GString *text = g_string_new ("<TEI xmlns='http://www.tei-c.org/ns/1.0'>"
                                "<text xml:lang='en'><body>");
  g_autofree char *content = NULL;

  for (guint i = 0; i < n; i++)
    g_string_append_printf (text, "<p>The %u. paragraph of a long text. It ends.</p>\n", i);
  g_string_append (text, "</body></text></TEI>");
  content = g_string_free (text, FALSE);
  return cli_run_write (cli, "long.xml", content);
}

static GSubprocess *
start_import (CliRun *cli, const char *path)
{
  g_autoptr (GError) error = NULL;
  GSubprocess *process = NULL;

  process = g_subprocess_new (G_SUBPROCESS_FLAGS_STDOUT_PIPE | G_SUBPROCESS_FLAGS_STDERR_PIPE,
                              &error,
                              g_getenv ("TRIPTYCH_CLI"),
                              "import",
                              "--library",
                              cli->library,
                              path,
                              NULL);
  g_assert_no_error (error);
  return process;
}

static void
test_interrupt (CliRun *cli, gconstpointer data)
{
  g_autofree char *path = write_long (cli, 100000);
  g_autoptr (GSubprocess) process = NULL;
  g_autofree char *before = NULL;

  import_story (cli);
  cli_run (cli, "works", "--json", NULL);
  before = g_strdup (cli->out);
  process = start_import (cli, path);
  g_usleep (G_USEC_PER_SEC / 2);
  g_subprocess_send_signal (process, SIGINT);
  g_assert_true (g_subprocess_wait (process, NULL, NULL));
  g_assert_true (g_subprocess_get_if_exited (process));
  g_assert_cmpint (g_subprocess_get_exit_status (process), ==, 130);
  cli_run (cli, "works", "--json", NULL);
  g_assert_cmpstr (cli->out, ==, before);
  cli_run (cli, "check", NULL);
  cli_run_assert_done (cli);
}

/* While one process imports another writes and reads; the reader sees what the other did. */
static void
test_two (CliRun *cli, gconstpointer data)
{
  g_autofree char *path = write_long (cli, 20000);
  g_autoptr (GSubprocess) process = NULL;
  g_autoptr (JsonNode) bookmarks = NULL;
  g_autoptr (JsonNode) works = NULL;

  import_story (cli);
  process = start_import (cli, path);
  for (guint i = 0; i < 5; i++)
    {
      cli_run (cli, "bookmarks", "add", "A story", i % 2 ? "p1" : "p2", NULL);
      cli_run_assert_done (cli);
      cli_run (cli, "read", "A story", "--json", NULL);
      cli_run_assert_done (cli);
    }
  g_assert_true (g_subprocess_wait_check (process, NULL, NULL));
  cli_run (cli, "bookmarks", "list", "--json", NULL);
  bookmarks = cli_run_get_json (cli);
  g_assert_cmpuint (json_array_get_length (json_node_get_array (bookmarks)), ==, 5);
  cli_run (cli, "works", "--json", NULL);
  works = cli_run_get_json (cli);
  g_assert_cmpuint (json_array_get_length (json_node_get_array (works)), ==, 2);
}

static void
test_register (CliRun *cli, gconstpointer data)
{
  g_autofree char *first = cli_run_write (cli, "one.txt", "Zoë was there. Nobody saw her.\n");
  g_autofree char *second = cli_run_write (cli, "two.txt", "Then Zoë left. It was late.\n");
  g_autofree char *reg = cli_run_write (cli,
                                        "register.xml",
                                        "<TEI xmlns='http://www.tei-c.org/ns/1.0'><standOff>"
                                        "<listPerson><person xml:id='zoe'><persName>Zoë</persName>"
                                        "</person></listPerson></standOff></TEI>");
  g_autoptr (JsonNode) node = NULL;

  cli_run (cli, "import", first, "--register", reg, "--register", reg, NULL);
  cli_run_assert_refused (cli, 2, "--register is given once");
  cli_run (cli, "import", first, "--lang", "en", "--register", reg, NULL);
  cli_run_assert_done (cli);
  cli_run (cli, "import", second, "--lang", "en", "--register", reg, "--no-link", NULL);
  cli_run_assert_done (cli);
  cli_run (cli, "entities", "--json", NULL);
  node = cli_run_get_json (cli);
  g_assert_cmpuint (json_array_get_length (json_node_get_array (node)), ==, 1);
  cli_run (cli, "mentions", "zoe", "--json", NULL);
  g_clear_pointer (&node, json_node_unref);
  node = cli_run_get_json (cli);
  g_assert_cmpuint (json_array_get_length (json_node_get_array (node)), ==, 1);
}

/* A Dutch text, and a register that has its name in English. */
static void
import_spelling (CliRun *cli)
{
  g_autofree char *text = cli_run_write (cli,
                                         "een.txt",
                                         "Toen sprak Zjoekov. Later zweeg Zjoekov.\n");
  g_autofree char *reg = cli_run_write (cli,
                                        "register.xml",
                                        "<TEI xmlns='http://www.tei-c.org/ns/1.0'><standOff>"
                                        "<listPerson><person xml:id='zhukov'>"
                                        "<persName xml:lang='en'>Zhukov</persName>"
                                        "</person></listPerson></standOff></TEI>");

  cli_run (cli, "import", text, "--lang", "nl", "--register", reg, "--work", "W", NULL);
  cli_run_assert_done (cli);
}

/* What stands for a word, by the links of the file. */
static void
test_equivalents (CliRun *cli, gconstpointer data)
{
  GString *pairs = g_string_new ("<TEI xmlns='http://www.tei-c.org/ns/1.0'><text><group>"
                                 "<text xml:lang='en'><body>");
  g_autofree char *path = NULL;

  for (guint i = 0; i < 40; i++)
    g_string_append_printf (pairs,
                            "<p xml:id='a%u' corresp='#b%u'>The %s.</p>",
                            i,
                            i,
                            i < 8 ? "prison" : "house");
  g_string_append (pairs, "</body></text><text xml:lang='fr'><body>");
  for (guint i = 0; i < 40; i++)
    g_string_append_printf (pairs, "<p xml:id='b%u'>La %s.</p>", i, i < 8 ? "geôle" : "maison");
  g_string_append (pairs, "</body></text></group></text></TEI>");
  path = cli_run_write (cli, "pairs.xml", pairs->str);
  g_string_free (pairs, TRUE);

  cli_run (cli, "import", path, "--no-align", NULL);
  cli_run_assert_done (cli);
  cli_run (cli, "equivalents", "Prison", "--lang", "en", NULL);
  cli_run_assert_done (cli);
  g_assert_nonnull (strstr (cli->out, "fr: computed from 8 links"));
  g_assert_nonnull (strstr (cli->out, "8  geôle"));
  g_assert_nonnull (strstr (cli->out, "0  ∅"));
  cli_run (cli, "equivalents", "prison", "--lang", "en", "--json", NULL);
  assert_members (cli, "lang links looked_at none equivalents");
  cli_run (cli, "equivalents", "prison", NULL);
  cli_run_assert_refused (cli, 1, "--lang");
}

static void
test_names (CliRun *cli, gconstpointer data)
{
  import_spelling (cli);
  cli_run (cli, "names", "W", "--json", NULL);
  assert_members (cli,
                  "number form lang entity type name name_lang score count passage start end"
                  " reasons");
  cli_run (cli, "names", "W", "--accept", "2", NULL);
  cli_run_assert_refused (cli, 1, "there are 1");
  cli_run (cli, "names", "W", "--reject", "1", "--json", NULL);
  cli_run_assert_done (cli);
  g_assert_cmpstr (g_strstrip (cli->out), ==, "[]");
}

static void
test_names_accept (CliRun *cli, gconstpointer data)
{
  g_autoptr (JsonNode) node = NULL;

  import_spelling (cli);
  cli_run (cli, "names", "W", NULL);
  cli_run_assert_done (cli);
  g_assert_nonnull (strstr (cli->out, "Zjoekov (nl, 2) = Zhukov: zj = zh, oe = u"));
  cli_run (cli, "names", "W", "--accept", "1", NULL);
  cli_run_assert_done (cli);
  cli_run (cli, "mentions", "zhukov", "--json", NULL);
  node = cli_run_get_json (cli);
  g_assert_cmpuint (json_array_get_length (json_node_get_array (node)), ==, 2);
}

/* A file that changed: what it would do, then it does; its own register is not there twice. */
static void
test_replace (CliRun *cli, gconstpointer data)
{
  g_autofree char *again = cli_run_write (cli,
                                          "again.xml",
                                          "<TEI xmlns='http://www.tei-c.org/ns/1.0'><teiHeader>"
                                          "<fileDesc><titleStmt><title>A story</title></titleStmt>"
                                          "</fileDesc></teiHeader><standOff><listPerson>"
                                          "<person xml:id='ada'><persName>Ada</persName></person>"
                                          "</listPerson></standOff><text xml:lang='en'><body>"
                                          "<p xml:id='p0'>Nobody was there before.</p>"
                                          "<p xml:id='p1'><persName ref='#ada'>Ada</persName> came."
                                          "</p></body></text></TEI>");
  g_autoptr (JsonNode) node = NULL;
  g_autofree char *id = NULL;
  JsonObject *object;

  import_story (cli);
  cli_run (cli, "bookmarks", "add", "A story", "p1", "--note", "stays", NULL);
  cli_run_assert_done (cli);
  cli_run (cli, "bookmarks", "add", "A story", "p2", "--note", "goes", NULL);
  cli_run_assert_done (cli);
  cli_run (cli, "import", "--dry-run", again, NULL);
  cli_run_assert_refused (cli, 2, "--replace goes with --dry-run");
  cli_run (cli, "import", "--replace", "A story", "--dry-run", again, NULL);
  cli_run_assert_done (cli);
  g_assert_nonnull (strstr (cli->out, "bookmark\tlost\tShe went.\t"));
  cli_run (cli, "read", "A story", NULL);
  g_assert_nonnull (strstr (cli->out, "She went."));
  cli_run (cli, "import", "--replace", "A story", "--json", again, NULL);
  cli_run_assert_done (cli);
  node = cli_run_get_json (cli);
  object = json_object_get_object_member (json_node_get_object (node), "bookmark");
  g_assert_cmpint (json_object_get_int_member (object, "exact"), ==, 1);
  g_assert_cmpint (json_object_get_int_member (object, "lost"), ==, 1);
  cli_run (cli, "read", "A story", NULL);
  g_assert_null (strstr (cli->out, "She went."));
  g_assert_nonnull (strstr (cli->out, "Nobody was there before."));
  cli_run (cli, "unplaced", NULL);
  g_assert_true (g_str_has_prefix (cli->out, "bookmark\tlost\tShe went.\t\t"));
  id = g_strstrip (g_strdup (strrchr (cli->out, '\t')));
  cli_run (cli, "unplaced", "--put", id, NULL);
  cli_run_assert_refused (cli, 2, "name the --passage");
  cli_run (cli, "unplaced", "--put", id, "--passage", "p0", "--range", "0-6", NULL);
  cli_run_assert_done (cli);
  cli_run (cli, "unplaced", NULL);
  g_assert_cmpstr (cli->out, ==, "");
  cli_run (cli, "bookmarks", "list", NULL);
  g_assert_nonnull (strstr (cli->out, "Nobody\tgoes"));
  cli_run (cli, "mentions", "ada", "--json", NULL);
  cli_run_assert_done (cli);
  cli_run (cli, "check", NULL);
  cli_run_assert_done (cli);
}

static void
test_default (CliRun *cli, gconstpointer data)
{
  const char *const argv[] = { g_getenv ("TRIPTYCH_CLI"), "works", NULL };
  const char *const first[] = {
    g_getenv ("TRIPTYCH_CLI"),
    "--library",
    cli->library,
    "works",
    NULL,
  };

  cli_run_argv (cli, argv);
  cli_run_assert_done (cli);
  g_assert_nonnull (strstr (cli->out, "Victor Serge"));
  cli_run_argv (cli, first);
  cli_run_assert_done (cli);
  g_assert_cmpstr (cli->out, ==, "");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

#define ADD(path, func) g_test_add (path, CliRun, NULL, set_up, func, cli_run_tear_down)
  ADD ("/cli/help", test_help);
  ADD ("/cli/usage", test_usage);
  ADD ("/cli/json/shapes", test_shapes);
  ADD ("/cli/read", test_read);
  ADD ("/cli/find", test_find);
  ADD ("/cli/import", test_import);
  ADD ("/cli/register", test_register);
  ADD ("/cli/bookmarks", test_bookmarks);
  ADD ("/cli/merge", test_merge);
  ADD ("/cli/check", test_check);
  ADD ("/cli/check/repair", test_repair);
  ADD ("/cli/backup", test_backup);
  ADD ("/cli/backup/copy", test_copy);
  ADD ("/cli/interrupt", test_interrupt);
  ADD ("/cli/two-processes", test_two);
  ADD ("/cli/equivalents", test_equivalents);
  ADD ("/cli/names", test_names);
  ADD ("/cli/names/accept", test_names_accept);
  ADD ("/cli/replace", test_replace);
  ADD ("/cli/default-library", test_default);

  return g_test_run ();
}
