/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <gio/gio.h>
#include <json-glib/json-glib.h>
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

typedef struct
{
  char *folder;
  char *library;
  char *story;
  char *out;
  char *err;
  int status;
} Fixture;

static char *
write_file (Fixture *fixture, const char *name, const char *content)
{
  char *path = g_build_filename (fixture->folder, name, NULL);

  g_assert_true (g_file_set_contents (path, content, -1, NULL));
  return path;
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  fixture->folder = g_dir_make_tmp ("cli-XXXXXX", NULL);
  fixture->library = g_build_filename (fixture->folder, "l.db", NULL);
  fixture->story = write_file (fixture, "story.xml", story);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  g_free (fixture->folder);
  g_free (fixture->library);
  g_free (fixture->story);
  g_free (fixture->out);
  g_free (fixture->err);
}

static void
run_argv (Fixture *fixture, const char *const *argv)
{
  g_autoptr (GError) error = NULL;
  int wait_status = 0;

  g_clear_pointer (&fixture->out, g_free);
  g_clear_pointer (&fixture->err, g_free);
  g_spawn_sync (NULL,
                (char **) argv,
                NULL,
                G_SPAWN_DEFAULT,
                NULL,
                NULL,
                &fixture->out,
                &fixture->err,
                &wait_status,
                &error);
  g_assert_no_error (error);
  g_assert_true (WIFEXITED (wait_status));
  fixture->status = WEXITSTATUS (wait_status);
}

/* Runs the program with --library behind the verb and the arguments up to NULL. */
static void G_GNUC_NULL_TERMINATED
run (Fixture *fixture, const char *verb, ...)
{
  const char *argv[16] = { g_getenv ("TRIPTYCH_CLI"), verb, "--library", fixture->library };
  guint n = 4;
  va_list arguments;

  va_start (arguments, verb);
  for (const char *a = va_arg (arguments, const char *); a; a = va_arg (arguments, const char *))
    argv[n++] = a;
  va_end (arguments);
  run_argv (fixture, argv);
}

static void
assert_done (Fixture *fixture)
{
  g_assert_cmpstr (fixture->err, ==, "");
  g_assert_cmpint (fixture->status, ==, 0);
}

static void
assert_refused (Fixture *fixture, int status, const char *words)
{
  g_assert_cmpstr (fixture->out, ==, "");
  g_assert_nonnull (strstr (fixture->err, words));
  g_assert_cmpint (fixture->status, ==, status);
}

static JsonNode *
get_json (Fixture *fixture)
{
  g_autoptr (GError) error = NULL;
  JsonNode *node = json_from_string (fixture->out, &error);

  g_assert_no_error (error);
  return node;
}

/* The members of the first object in the array, parted by spaces. */
static void
assert_members (Fixture *fixture, const char *expected)
{
  g_autoptr (JsonNode) node = get_json (fixture);
  JsonArray *array = json_node_get_array (node);
  g_autoptr (GList) members = NULL;
  g_autoptr (GString) found = g_string_new (NULL);

  members = json_object_get_members (json_array_get_object_element (array, 0));
  for (GList *l = members; l; l = l->next)
    g_string_append_printf (found, "%s%s", l == members ? "" : " ", (char *) l->data);
  g_assert_cmpstr (found->str, ==, expected);
}

static void
import_story (Fixture *fixture)
{
  run (fixture, "import", fixture->story, NULL);
  assert_done (fixture);
}

static void
test_help (Fixture *fixture, gconstpointer data)
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

  run_argv (fixture, whole);
  assert_done (fixture);
  for (guint i = 0; i < G_N_ELEMENTS (verbs); i++)
    g_assert_nonnull (strstr (fixture->out, verbs[i]));
  for (guint i = 0; i < G_N_ELEMENTS (verbs); i++)
    {
      run (fixture, verbs[i], "--help", NULL);
      assert_done (fixture);
      g_assert_nonnull (strstr (fixture->out, "--json"));
    }
  run_argv (fixture, none);
  assert_refused (fixture, 2, "Usage");
  run (fixture, "nonsense", NULL);
  assert_refused (fixture, 2, "nonsense");
}

static void
test_usage (Fixture *fixture, gconstpointer data)
{
  run (fixture, "works", "--nonsense", NULL);
  assert_refused (fixture, 2, "--nonsense");
  run (fixture, "texts", NULL);
  assert_refused (fixture, 2, "Usage");
  run (fixture, "export", "A story", NULL);
  assert_refused (fixture, 2, "--format");
  run (fixture, "import", fixture->story, "--lang", "en,fr", NULL);
  assert_refused (fixture, 2, "1 of them, not 2");
  run (fixture, "import", fixture->story, "--kind", "poems", NULL);
  assert_refused (fixture, 2, "poems");
  run (fixture, "read", "A story", "--from", "-1", NULL);
  assert_refused (fixture, 2, "--from");
  run (fixture, "bookmarks", "list", "add", NULL);
  assert_refused (fixture, 2, "Usage");
}

static void
test_shapes (Fixture *fixture, gconstpointer data)
{
  run (fixture, "works", "--json", NULL);
  assert_done (fixture);
  g_assert_cmpstr (g_strstrip (fixture->out), ==, "[]");
  import_story (fixture);
  run (fixture, "works", "--json", NULL);
  assert_members (fixture, "id title kind texts");
  run (fixture, "mentions", "Ada", "--json", NULL);
  assert_members (fixture, "text passage start end surface origin confidence");
  run (fixture, "mentions", "twin1", "--json", NULL);
  assert_done (fixture);
  g_assert_cmpstr (g_strstrip (fixture->out), ==, "[]");
  run (fixture, "entities", "A story", "--json", NULL);
  assert_members (fixture, "id key type name mentions");
  run (fixture, "texts", "A story", "--json", NULL);
  assert_members (fixture, "id lang title author source passages");
}

static void
test_read (Fixture *fixture, gconstpointer data)
{
  g_autoptr (JsonNode) node = NULL;
  JsonArray *rows = NULL;
  JsonObject *row = NULL;

  import_story (fixture);
  run (fixture, "read", "A story", "--from", "1", "--count", "5", "--json", NULL);
  assert_done (fixture);
  node = get_json (fixture);
  rows = json_object_get_array_member (json_node_get_object (node), "rows");
  g_assert_cmpuint (json_array_get_length (rows), ==, 1);
  row = json_array_get_object_element (rows, 0);
  g_assert_cmpint (json_object_get_int_member (row, "row"), ==, 1);
  rows = json_array_get_array_element (json_object_get_array_member (row, "cells"), 0);
  g_assert_true (g_str_has_suffix (json_array_get_string_element (rows, 0), "/p2"));
}

static void
test_find (Fixture *fixture, gconstpointer data)
{
  import_story (fixture);
  run (fixture, "texts", "Another", NULL);
  assert_refused (fixture, 1, "Another");
  run (fixture, "mentions", "Twin", NULL);
  assert_refused (fixture, 1, "Twin");
  run (fixture, "mentions", "nobody at all", NULL);
  assert_refused (fixture, 1, "nobody at all");
}

static void
test_import (Fixture *fixture, gconstpointer data)
{
  g_autofree char *second = write_file (fixture, "second.txt", "Een tweede tekst. Kort.\n");
  g_autofree char *third = write_file (fixture, "third.txt", "Un troisième texte. Court.\n");
  g_autofree char *broken = write_file (fixture,
                                        "broken.xml",
                                        "<TEI xmlns='http://www.tei-c.org/ns/1.0'>\n<text>");
  g_autoptr (JsonNode) node = NULL;

  import_story (fixture);
  run (fixture, "import", fixture->story, NULL);
  assert_refused (fixture, 1, "story.xml");
  run (fixture, "import", broken, NULL);
  assert_refused (fixture, 1, "broken.xml:2");
  run (fixture, "import", second, "--work", "A story", "--lang", "nl", NULL);
  assert_done (fixture);
  run (fixture, "import", third, "--work", "Quite new", "--lang", "fr", NULL);
  assert_done (fixture);
  run (fixture, "texts", "A story", "--json", NULL);
  node = get_json (fixture);
  g_assert_cmpuint (json_array_get_length (json_node_get_array (node)), ==, 2);
  run (fixture, "texts", "Quite new", NULL);
  assert_done (fixture);
  run (fixture, "check", NULL);
  assert_done (fixture);
}

static void
test_bookmarks (Fixture *fixture, gconstpointer data)
{
  import_story (fixture);
  run (fixture, "bookmarks", "list", "--json", NULL);
  g_assert_cmpstr (g_strstrip (fixture->out), ==, "[]");
  run (fixture, "bookmarks", "add", "A story", "p2", "--note", "why?", NULL);
  assert_done (fixture);
  run (fixture, "bookmarks", "list", "--json", NULL);
  assert_done (fixture);
  g_assert_nonnull (strstr (fixture->out, "\"She went.\""));
  g_assert_nonnull (strstr (fixture->out, "\"why?\""));
  run (fixture, "bookmarks", "add", "A story", "p9", NULL);
  assert_refused (fixture, 1, "p9");
}

/* A mark that is deleted in one library and changed in the other (it loses its letter). */
static void
test_merge (Fixture *fixture, gconstpointer data)
{
  g_autofree char *mine = g_strdup (fixture->library);
  g_autofree char *theirs = g_build_filename (fixture->folder, "theirs.db", NULL);
  g_autofree char *contents = NULL;
  g_autofree char *mark = NULL;
  g_autoptr (JsonNode) dry = NULL;
  JsonObject *counts;
  gsize size = 0;

  import_story (fixture);
  run (fixture, "bookmarks", "add", "A story", "p1", "--letter", "a", NULL);
  assert_done (fixture);
  mark = g_strdup (g_strstrip (fixture->out));
  g_assert_true (g_file_get_contents (mine, &contents, &size, NULL));
  g_assert_true (g_file_set_contents (theirs, contents, (gssize) size, NULL));
  run (fixture, "bookmarks", "delete", mark, NULL);
  assert_done (fixture);
  g_free (fixture->library);
  fixture->library = g_strdup (theirs);
  run (fixture, "bookmarks", "add", "A story", "p2", "--letter", "a", "--note", "why?", NULL);
  assert_done (fixture);
  g_free (fixture->library);
  fixture->library = g_strdup (mine);
  run (fixture, "merge", theirs, "--dry-run", "--json", NULL);
  assert_done (fixture);
  dry = get_json (fixture);
  counts = json_object_get_object_member (json_node_get_object (dry), "counts");
  counts = json_object_get_object_member (counts, "bookmark");
  g_assert_cmpint (json_object_get_int_member (counts, "conflicts"), ==, 1);
  run (fixture, "bookmarks", "list", "--json", NULL);
  g_assert_cmpstr (g_strstrip (fixture->out), ==, "[]");
  run (fixture, "merge", theirs, "--prefer", "mine", NULL);
  assert_done (fixture);
  g_assert_nonnull (strstr (fixture->out, "mine-deleted"));
  run (fixture, "merge", "--list-conflicts", "--json", NULL);
  assert_done (fixture);
  g_assert_nonnull (strstr (fixture->out, "\"mine-deleted\" : true"));
  run (fixture, "merge", "--decide", "all", NULL);
  assert_refused (fixture, 2, "--prefer");
  run (fixture, "merge", "--decide", "none", "--prefer", "mine", NULL);
  assert_refused (fixture, 1, "none");
  run (fixture, "merge", "--decide", "all", "--prefer", "mine", "--list-conflicts", NULL);
  assert_done (fixture);
  g_assert_cmpstr (fixture->out, ==, "");
  run (fixture, "merge", NULL);
  g_assert_cmpint (fixture->status, ==, 2);
  run (fixture, "bookmarks", "list", "--words", "why", NULL);
  assert_done (fixture);
  g_assert_nonnull (strstr (fixture->out, "She went."));
  g_assert_null (strstr (fixture->out, "Ada came."));
  run (fixture, "merge", theirs, "--prefer", "none", NULL);
  assert_refused (fixture, 2, "none");
  run (fixture, "merge", fixture->story, NULL);
  assert_refused (fixture, 1, "story.xml");
  run (fixture, "check", NULL);
  assert_done (fixture);
}

/* Flips letters of a passage in the file itself. */
static void
test_check (Fixture *fixture, gconstpointer data)
{
  g_autofree char *content = NULL;
  gsize size = 0;
  gboolean is_changed = FALSE;

  import_story (fixture);
  run (fixture, "check", "--json", NULL);
  assert_done (fixture);
  g_assert_true (g_file_get_contents (fixture->library, &content, &size, NULL));
  for (gsize i = 0; i + 9 < size; i++)
    if (memcmp (content + i, "She went.", 9) == 0)
      {
        content[i] = 'H';
        is_changed = TRUE;
      }
  g_assert_true (is_changed);
  g_assert_true (g_file_set_contents (fixture->library, content, (gssize) size, NULL));
  run (fixture, "check", NULL);
  g_assert_cmpint (fixture->status, ==, 1);
  g_assert_cmpstr (fixture->out, !=, "");
  g_assert_true (g_file_set_contents (fixture->library, content, 5000, NULL));
  run (fixture, "works", NULL);
  assert_refused (fixture, 1, "l.db");
}

/* The beginning of the file is gone: what can be read is read, that comes from a backup. */
static void
test_repair (Fixture *fixture, gconstpointer data)
{
  g_autofree char *content = NULL;
  g_autofree char *same = NULL;
  gsize size = 0;

  import_story (fixture);
  run (fixture, "check", "--repair", NULL);
  assert_done (fixture);
  run (fixture, "backup", NULL);
  assert_done (fixture);
  g_assert_true (g_file_get_contents (fixture->library, &content, &size, NULL));
  memset (content, 0, 200);
  g_assert_true (g_file_set_contents (fixture->library, content, (gssize) size, NULL));
  run (fixture, "works", NULL);
  assert_refused (fixture, 1, "l.db");
  run (fixture, "check", "--repair", "--dry-run", NULL);
  assert_done (fixture);
  g_assert_cmpstr (fixture->out, !=, "");
  g_assert_true (g_file_get_contents (fixture->library, &same, NULL, NULL));
  g_assert_cmpmem (same, size, content, size);
  run (fixture, "check", "--repair", "--json", NULL);
  assert_done (fixture);
  g_assert_nonnull (strstr (fixture->out, "l.damaged-"));
  run (fixture, "check", NULL);
  assert_done (fixture);
  run (fixture, "works", NULL);
  assert_done (fixture);
  g_assert_cmpstr (fixture->out, !=, "");
}

static char *
dup_line (Fixture *fixture)
{
  return g_strstrip (g_strdup (fixture->out));
}

static void
break_library (Fixture *fixture)
{
  g_assert_true (g_file_set_contents (fixture->library, "bread, milk", -1, NULL));
  run (fixture, "read", "A story", NULL);
  g_assert_cmpint (fixture->status, ==, 1);
}

static void
assert_story_is_back (Fixture *fixture)
{
  run (fixture, "read", "A story", NULL);
  assert_done (fixture);
  g_assert_nonnull (strstr (fixture->out, "She went."));
}

/* Who wrote over the library gets it back, and finds what was there beside it. */
static void
test_backup (Fixture *fixture, gconstpointer data)
{
  g_autofree char *path = NULL;
  g_autofree char *kept = NULL;
  g_autofree char *content = NULL;
  g_autoptr (JsonNode) node = NULL;

  run (fixture, "backup", NULL);
  assert_refused (fixture, 1, "l.db");
  g_assert_false (g_file_test (fixture->library, G_FILE_TEST_EXISTS));
  import_story (fixture);
  run (fixture, "restore", "latest", NULL);
  assert_refused (fixture, 1, "l.db");

  run (fixture, "backup", NULL);
  assert_done (fixture);
  path = dup_line (fixture);
  g_assert_true (g_file_test (path, G_FILE_TEST_IS_REGULAR));
  run (fixture, "backup", "--list", NULL);
  assert_done (fixture);
  g_assert_nonnull (strstr (fixture->out, path));
  g_assert_nonnull (strstr (fixture->out, "1 work"));
  run (fixture, "backup", "--list", "--json", NULL);
  assert_members (fixture, "file made reason bytes works bookmarks sha256");

  break_library (fixture);
  run (fixture, "restore", "latest", "--json", NULL);
  assert_done (fixture);
  node = get_json (fixture);
  g_assert_cmpstr (json_object_get_string_member (json_node_get_object (node), "from"), ==, path);
  kept = g_strdup (json_object_get_string_member (json_node_get_object (node), "kept"));
  g_assert_true (g_file_get_contents (kept, &content, NULL, NULL));
  g_assert_cmpstr (content, ==, "bread, milk");
  assert_story_is_back (fixture);
}

static void
test_copy (Fixture *fixture, gconstpointer data)
{
  g_autofree char *copy = g_build_filename (fixture->folder, "copy.db", NULL);
  g_autofree char *bad = write_file (fixture, "bad.db", "eggs");

  import_story (fixture);
  run (fixture, "backup", copy, NULL);
  assert_done (fixture);
  /* It is no file to be written over, and none of the folder of backups. */
  run (fixture, "backup", copy, NULL);
  assert_refused (fixture, 1, "copy.db");
  run (fixture, "backup", "--list", NULL);
  assert_done (fixture);
  g_assert_cmpstr (fixture->out, ==, "");

  run (fixture, "restore", bad, NULL);
  assert_refused (fixture, 1, "bad.db");
  assert_story_is_back (fixture);
  break_library (fixture);
  run (fixture, "restore", copy, NULL);
  assert_done (fixture);
  assert_story_is_back (fixture);
}

static char *
write_long (Fixture *fixture, guint n)
{
  GString *text = g_string_new ("<TEI xmlns='http://www.tei-c.org/ns/1.0'>"
                                "<text xml:lang='en'><body>");
  g_autofree char *content = NULL;

  for (guint i = 0; i < n; i++)
    g_string_append_printf (text, "<p>The %u. paragraph of a long text. It ends.</p>\n", i);
  g_string_append (text, "</body></text></TEI>");
  content = g_string_free (text, FALSE);
  return write_file (fixture, "long.xml", content);
}

static GSubprocess *
start_import (Fixture *fixture, const char *path)
{
  g_autoptr (GError) error = NULL;
  GSubprocess *process = NULL;

  process = g_subprocess_new (G_SUBPROCESS_FLAGS_STDOUT_PIPE | G_SUBPROCESS_FLAGS_STDERR_PIPE,
                              &error,
                              g_getenv ("TRIPTYCH_CLI"),
                              "import",
                              "--library",
                              fixture->library,
                              path,
                              NULL);
  g_assert_no_error (error);
  return process;
}

static void
test_interrupt (Fixture *fixture, gconstpointer data)
{
  g_autofree char *path = write_long (fixture, 100000);
  g_autoptr (GSubprocess) process = NULL;
  g_autofree char *before = NULL;

  import_story (fixture);
  run (fixture, "works", "--json", NULL);
  before = g_strdup (fixture->out);
  process = start_import (fixture, path);
  g_usleep (G_USEC_PER_SEC / 2);
  g_subprocess_send_signal (process, SIGINT);
  g_assert_true (g_subprocess_wait (process, NULL, NULL));
  g_assert_true (g_subprocess_get_if_exited (process));
  g_assert_cmpint (g_subprocess_get_exit_status (process), ==, 130);
  run (fixture, "works", "--json", NULL);
  g_assert_cmpstr (fixture->out, ==, before);
  run (fixture, "check", NULL);
  assert_done (fixture);
}

/* While one process imports another writes and reads; the reader sees what the other did. */
static void
test_two (Fixture *fixture, gconstpointer data)
{
  g_autofree char *path = write_long (fixture, 20000);
  g_autoptr (GSubprocess) process = NULL;
  g_autoptr (JsonNode) bookmarks = NULL;
  g_autoptr (JsonNode) works = NULL;

  import_story (fixture);
  process = start_import (fixture, path);
  for (guint i = 0; i < 5; i++)
    {
      run (fixture, "bookmarks", "add", "A story", i % 2 ? "p1" : "p2", NULL);
      assert_done (fixture);
      run (fixture, "read", "A story", "--json", NULL);
      assert_done (fixture);
    }
  g_assert_true (g_subprocess_wait_check (process, NULL, NULL));
  run (fixture, "bookmarks", "list", "--json", NULL);
  bookmarks = get_json (fixture);
  g_assert_cmpuint (json_array_get_length (json_node_get_array (bookmarks)), ==, 5);
  run (fixture, "works", "--json", NULL);
  works = get_json (fixture);
  g_assert_cmpuint (json_array_get_length (json_node_get_array (works)), ==, 2);
}

static void
test_register (Fixture *fixture, gconstpointer data)
{
  g_autofree char *first = write_file (fixture, "one.txt", "Zoë was there. Nobody saw her.\n");
  g_autofree char *second = write_file (fixture, "two.txt", "Then Zoë left. It was late.\n");
  g_autofree char *reg = write_file (fixture,
                                     "register.xml",
                                     "<TEI xmlns='http://www.tei-c.org/ns/1.0'><standOff>"
                                     "<listPerson><person xml:id='zoe'><persName>Zoë</persName>"
                                     "</person></listPerson></standOff></TEI>");
  g_autoptr (JsonNode) node = NULL;

  run (fixture, "import", first, "--lang", "en", "--register", reg, NULL);
  assert_done (fixture);
  run (fixture, "import", second, "--lang", "en", "--register", reg, "--no-link", NULL);
  assert_done (fixture);
  run (fixture, "entities", "--json", NULL);
  node = get_json (fixture);
  g_assert_cmpuint (json_array_get_length (json_node_get_array (node)), ==, 1);
  run (fixture, "mentions", "zoe", "--json", NULL);
  g_clear_pointer (&node, json_node_unref);
  node = get_json (fixture);
  g_assert_cmpuint (json_array_get_length (json_node_get_array (node)), ==, 1);
}

/* A Dutch text, and a register that has its name in English. */
static void
import_spelling (Fixture *fixture)
{
  g_autofree char *text = write_file (fixture,
                                      "een.txt",
                                      "Toen sprak Zjoekov. Later zweeg Zjoekov.\n");
  g_autofree char *reg = write_file (fixture,
                                     "register.xml",
                                     "<TEI xmlns='http://www.tei-c.org/ns/1.0'><standOff>"
                                     "<listPerson><person xml:id='zhukov'>"
                                     "<persName xml:lang='en'>Zhukov</persName>"
                                     "</person></listPerson></standOff></TEI>");

  run (fixture, "import", text, "--lang", "nl", "--register", reg, "--work", "W", NULL);
  assert_done (fixture);
}

/* What stands for a word, by the links of the file. */
static void
test_equivalents (Fixture *fixture, gconstpointer data)
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
  path = write_file (fixture, "pairs.xml", pairs->str);
  g_string_free (pairs, TRUE);

  run (fixture, "import", path, "--no-align", NULL);
  assert_done (fixture);
  run (fixture, "equivalents", "Prison", "--lang", "en", NULL);
  assert_done (fixture);
  g_assert_nonnull (strstr (fixture->out, "fr: computed from 8 links"));
  g_assert_nonnull (strstr (fixture->out, "8  geôle"));
  g_assert_nonnull (strstr (fixture->out, "0  ∅"));
  run (fixture, "equivalents", "prison", "--lang", "en", "--json", NULL);
  assert_members (fixture, "lang links looked_at none equivalents");
  run (fixture, "equivalents", "prison", NULL);
  assert_refused (fixture, 1, "--lang");
}

static void
test_names (Fixture *fixture, gconstpointer data)
{
  import_spelling (fixture);
  run (fixture, "names", "W", "--json", NULL);
  assert_members (fixture,
                  "number form lang entity type name name_lang score count passage start end"
                  " reasons");
  run (fixture, "names", "W", "--accept", "2", NULL);
  assert_refused (fixture, 1, "there are 1");
  run (fixture, "names", "W", "--reject", "1", "--json", NULL);
  assert_done (fixture);
  g_assert_cmpstr (g_strstrip (fixture->out), ==, "[]");
}

static void
test_names_accept (Fixture *fixture, gconstpointer data)
{
  g_autoptr (JsonNode) node = NULL;

  import_spelling (fixture);
  run (fixture, "names", "W", NULL);
  assert_done (fixture);
  g_assert_nonnull (strstr (fixture->out, "Zjoekov (nl, 2) = Zhukov: zj = zh, oe = u"));
  run (fixture, "names", "W", "--accept", "1", NULL);
  assert_done (fixture);
  run (fixture, "mentions", "zhukov", "--json", NULL);
  node = get_json (fixture);
  g_assert_cmpuint (json_array_get_length (json_node_get_array (node)), ==, 2);
}

/* A file that changed: what it would do, then it does; its own register is not there twice. */
static void
test_replace (Fixture *fixture, gconstpointer data)
{
  g_autofree char *again = write_file (fixture,
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

  import_story (fixture);
  run (fixture, "bookmarks", "add", "A story", "p1", "--note", "stays", NULL);
  assert_done (fixture);
  run (fixture, "bookmarks", "add", "A story", "p2", "--note", "goes", NULL);
  assert_done (fixture);
  run (fixture, "import", "--dry-run", again, NULL);
  assert_refused (fixture, 2, "--replace goes with --dry-run");
  run (fixture, "import", "--replace", "A story", "--dry-run", again, NULL);
  assert_done (fixture);
  g_assert_nonnull (strstr (fixture->out, "bookmark\tlost\tShe went.\t"));
  run (fixture, "read", "A story", NULL);
  g_assert_nonnull (strstr (fixture->out, "She went."));
  run (fixture, "import", "--replace", "A story", "--json", again, NULL);
  assert_done (fixture);
  node = get_json (fixture);
  object = json_object_get_object_member (json_node_get_object (node), "bookmark");
  g_assert_cmpint (json_object_get_int_member (object, "exact"), ==, 1);
  g_assert_cmpint (json_object_get_int_member (object, "lost"), ==, 1);
  run (fixture, "read", "A story", NULL);
  g_assert_null (strstr (fixture->out, "She went."));
  g_assert_nonnull (strstr (fixture->out, "Nobody was there before."));
  run (fixture, "unplaced", NULL);
  g_assert_true (g_str_has_prefix (fixture->out, "bookmark\tlost\tShe went.\t\t"));
  id = g_strstrip (g_strdup (strrchr (fixture->out, '\t')));
  run (fixture, "unplaced", "--put", id, NULL);
  assert_refused (fixture, 2, "name the --passage");
  run (fixture, "unplaced", "--put", id, "--passage", "p0", "--range", "0-6", NULL);
  assert_done (fixture);
  run (fixture, "unplaced", NULL);
  g_assert_cmpstr (fixture->out, ==, "");
  run (fixture, "bookmarks", "list", NULL);
  g_assert_nonnull (strstr (fixture->out, "Nobody\tgoes"));
  run (fixture, "mentions", "ada", "--json", NULL);
  assert_done (fixture);
  run (fixture, "check", NULL);
  assert_done (fixture);
}

static void
test_default (Fixture *fixture, gconstpointer data)
{
  const char *const argv[] = { g_getenv ("TRIPTYCH_CLI"), "works", NULL };
  const char *const first[] = {
    g_getenv ("TRIPTYCH_CLI"),
    "--library",
    fixture->library,
    "works",
    NULL,
  };

  run_argv (fixture, argv);
  assert_done (fixture);
  g_assert_nonnull (strstr (fixture->out, "Victor Serge"));
  run_argv (fixture, first);
  assert_done (fixture);
  g_assert_cmpstr (fixture->out, ==, "");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

#define ADD(path, func) g_test_add (path, Fixture, NULL, set_up, func, tear_down)
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
