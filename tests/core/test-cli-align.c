/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <errno.h>
#include <gio/gio.h>
#include <json-glib/json-glib.h>
#include <signal.h>
#include <string.h>
#include <sys/wait.h>

/* "triptych-cli align", from outside. */

static const char english[] = "The ship left London on 3 March 1872.\n"
                              "Mr Fogg slept.\n"
                              "Passepartout counted 27 trunks and wrote a letter to Paris.\n"
                              "\n"
                              "In Suez the train was waiting.\n";
static const char french[] = "Le navire quitta Londres le 3 mars 1872.\n"
                             "M. Fogg dormait.\n"
                             "Passepartout compta 27 malles.\n"
                             "Il écrivit une lettre à Paris.\n"
                             "\n"
                             "À Suez le train attendait.\n";
static const char dutch[] = "Het schip verliet Londen op 3 maart 1872.\n"
                            "De heer Fogg sliep.\n"
                            "Passepartout telde 27 koffers en schreef een brief naar Parijs.\n"
                            "\n"
                            "In Suez wachtte de trein.\n";

typedef struct
{
  char *folder;
  char *en;
  char *fr;
  char *nl;
  char *out;
  char *err;
  int status;
} Fixture;

static char *
write_file (Fixture *fixture, const char *name, const char *content, gssize length)
{
  char *path = g_build_filename (fixture->folder, name, NULL);

  g_assert_true (g_file_set_contents (path, content, length, NULL));
  return path;
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  fixture->folder = g_dir_make_tmp ("cli-align-XXXXXX", NULL);
  fixture->en = write_file (fixture, "en.txt", english, -1);
  fixture->fr = write_file (fixture, "fr.txt", french, -1);
  fixture->nl = write_file (fixture, "nl.txt", dutch, -1);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  g_free (fixture->folder);
  g_free (fixture->en);
  g_free (fixture->fr);
  g_free (fixture->nl);
  g_free (fixture->out);
  g_free (fixture->err);
}

static void G_GNUC_NULL_TERMINATED
run (Fixture *fixture, ...)
{
  const char *argv[24] = { g_getenv ("TRIPTYCH_CLI"), "align" };
  g_autoptr (GError) error = NULL;
  int wait_status = 0;
  guint n = 2;
  va_list arguments;

  va_start (arguments, fixture);
  for (const char *a = va_arg (arguments, const char *); a; a = va_arg (arguments, const char *))
    argv[n++] = a;
  va_end (arguments);
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
  if (!strstr (fixture->err, words))
    g_error ("“%s” is not in “%s”", words, fixture->err);
  g_assert_cmpint (fixture->status, ==, status);
}

/* The links without their confidence, which must be one. */
static char *
get_links (Fixture *fixture)
{
  g_auto (GStrv) lines = g_strsplit (fixture->out, "\n", -1);
  GString *links = g_string_new (NULL);

  for (guint i = 0; lines[i] && *lines[i]; i++)
    {
      char *tab = strchr (lines[i], '\t');
      double confidence;

      g_assert_nonnull (tab);
      confidence = g_ascii_strtod (tab + 1, NULL);
      g_assert_cmpfloat (confidence, >=, 0);
      g_assert_cmpfloat (confidence, <=, 1);
      *tab = '\0';
      g_string_append_printf (links, "%s%s", i ? " " : "", lines[i]);
    }
  return g_string_free (links, FALSE);
}

static void
test_lines (Fixture *fixture, gconstpointer data)
{
  g_autofree char *two = NULL;
  g_autofree char *three = NULL;

  run (fixture, fixture->en, fixture->fr, "--unit", "line", "--lang", "en,fr", NULL);
  assert_done (fixture);
  two = get_links (fixture);
  g_assert_cmpstr (two, ==, "0:0 1:1 2:2,3 3:4 4:5");
  run (fixture, fixture->en, fixture->fr, fixture->nl, "--lang", "en,fr,nl", NULL);
  assert_done (fixture);
  three = get_links (fixture);
  g_assert_cmpstr (three, ==, "0:0:0 1:1:1 2:2,3:2 3:4:3 4:5:4");
}

/* Every line of every file is in exactly one link, in order, whatever the files are. */
static void
test_odd_files (Fixture *fixture, gconstpointer data)
{
  g_autofree char *empty = write_file (fixture, "empty.txt", "", 0);
  g_autofree char *one = write_file (fixture, "one.txt", "Only this", -1);
  g_autofree char *windows = write_file (fixture, "crlf.txt", "Only this\r\nand that\r\n", -1);
  g_autofree char *links = NULL;

  run (fixture, empty, empty, NULL);
  assert_done (fixture);
  g_assert_cmpstr (fixture->out, ==, "");
  run (fixture, empty, windows, NULL);
  assert_done (fixture);
  links = get_links (fixture);
  g_assert_cmpstr (links, ==, ":0 :1");
  run (fixture, one, one, "--json", NULL);
  assert_done (fixture);
  g_assert_nonnull (strstr (fixture->out, "[[0],[0]]"));
}

static JsonObject *
parse (Fixture *fixture, JsonNode **node)
{
  g_autoptr (GError) error = NULL;

  assert_done (fixture);
  *node = json_from_string (fixture->out, &error);
  g_assert_no_error (error);
  return json_node_get_object (*node);
}

static void
test_sentences (Fixture *fixture, gconstpointer data)
{
  static const char first[] = "# One\n\nHe came. She saw 12.\n\nMr. X won.\n";
  static const char second[] = "# Un\n\nIl vint. Elle vit 12.\n\nM. X gagna.\n";
  g_autofree char *en = write_file (fixture, "a.md", first, -1);
  g_autofree char *fr = write_file (fixture, "b.md", second, -1);
  g_autoptr (JsonNode) node = NULL;
  JsonObject *object = NULL;
  JsonObject *text = NULL;
  JsonObject *link = NULL;
  JsonArray *units = NULL;

  run (fixture, en, fr, "--unit", "sentence", "--lang", "en,fr", NULL);
  object = parse (fixture, &node);
  text = json_array_get_object_element (json_object_get_array_member (object, "texts"), 0);
  g_assert_cmpstr (json_object_get_string_member (text, "lang"), ==, "en");
  g_assert_cmpstr (json_object_get_string_member (text, "file"), ==, en);
  units = json_object_get_array_member (text, "units");
  g_assert_cmpuint (json_array_get_length (units), ==, 4);
  g_assert_cmpstr (json_array_get_string_element (units, 1), ==, "He came.");
  g_assert_cmpstr (json_array_get_string_element (units, 3), ==, "Mr. X won.");
  link = json_array_get_object_element (json_object_get_array_member (object, "links"), 0);
  g_assert_true (json_object_has_member (link, "sides"));
  g_assert_true (json_object_has_member (link, "confidence"));
  g_assert_cmpstr (json_object_get_string_member (link, "relation"), ==, "translation");
}

static void
test_passages (Fixture *fixture, gconstpointer data)
{
  g_autofree char *en = write_file (fixture, "a.md", "# One\n\nHe came. She saw.\n\nX won.\n", -1);
  g_autoptr (JsonNode) node = NULL;
  JsonObject *text = NULL;
  JsonArray *units = NULL;

  run (fixture, en, en, "--unit", "passage", NULL);
  text = json_array_get_object_element (
      json_object_get_array_member (parse (fixture, &node), "texts"),
      0);
  units = json_object_get_array_member (text, "units");
  g_assert_cmpuint (json_array_get_length (units), ==, 3);
  g_assert_cmpstr (json_array_get_string_element (units, 1), ==, "He came. She saw.");
}

static void
test_usage (Fixture *fixture, gconstpointer data)
{
  run (fixture, fixture->en, NULL);
  assert_refused (fixture, 2, "two files");
  run (fixture, fixture->en, fixture->fr, "--unit", "word", NULL);
  assert_refused (fixture, 2, "word");
  run (fixture, fixture->en, fixture->fr, "--lang", "en", NULL);
  assert_refused (fixture, 2, "2 of them, not 1");
  run (fixture, fixture->en, fixture->fr, "--lang", "en,!", NULL);
  assert_refused (fixture, 2, "“!”");
  run (fixture,
       fixture->en,
       fixture->fr,
       "--dictionary",
       fixture->en,
       "--dictionary",
       fixture->fr,
       NULL);
  assert_refused (fixture, 2, "2 dictionaries for 1 pairs");
}

static void
test_errors (Fixture *fixture, gconstpointer data)
{
  g_autofree char *binary = write_file (fixture, "binary.txt", "One\nTwo\n\0Three\n", 15);
  static const char tei[] = "<TEI xmlns='http://www.tei-c.org/ns/1.0'>\n<x";
  g_autofree char *broken = write_file (fixture, "broken.xml", tei, -1);
  g_autofree char *words = write_file (fixture, "words.lex", "ship navire 12\nno-count\n", -1);

  run (fixture, fixture->en, "/nowhere/there.txt", NULL);
  assert_refused (fixture, 1, "there.txt");
  run (fixture, binary, fixture->fr, NULL);
  assert_refused (fixture, 1, "binary.txt:3");
  run (fixture, broken, fixture->fr, "--unit", "sentence", NULL);
  assert_refused (fixture, 1, "broken.xml");
  run (fixture, fixture->en, fixture->fr, "--dictionary", words, NULL);
  assert_refused (fixture, 1, "words.lex:2");
}

/* Words that no text would teach. */
static void
test_dictionary (Fixture *fixture, gconstpointer data)
{
  g_autofree char *a = write_file (fixture, "a.txt", "Zzzz xxxx zzzz xxxx.\nQqqq wwww.\n", -1);
  static const char other[] = "Llll mmmm llll mmmm.\nJjjj kkkk jjjj kkkk.\nBbbb cccc.\n";
  g_autofree char *b = write_file (fixture, "b.txt", other, -1);
  static const char lex[] = "zzzz jjjj 90\nxxxx kkkk 90\nqqqq bbbb 90\nwwww cccc 90\n";
  g_autofree char *words = write_file (fixture, "w.lex", lex, -1);
  g_autofree char *links = NULL;

  run (fixture, a, b, "--dictionary", words, NULL);
  assert_done (fixture);
  links = get_links (fixture);
  g_assert_cmpstr (links, ==, ":0 0:1 1:2");
}

/* Interrupted from the keyboard while it computes. */
static void
test_interrupt (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GString) text = g_string_new (NULL);
  g_autofree char *path = NULL;
  const char *argv[] = { g_getenv ("TRIPTYCH_CLI"), "align", NULL, NULL, NULL };
  g_autoptr (GError) error = NULL;
  GPid child = 0;
  int status = 0;

  for (guint i = 0; i < 40000; i++)
    g_string_append_printf (text, "Line %u has w%u and w%u.\n", i, i * 7919 % 5003, i % 13);
  path = write_file (fixture, "long.txt", text->str, -1);
  argv[2] = argv[3] = path;
  g_spawn_async (NULL,
                 (char **) argv,
                 NULL,
                 G_SPAWN_DO_NOT_REAP_CHILD | G_SPAWN_STDOUT_TO_DEV_NULL,
                 NULL,
                 NULL,
                 &child,
                 &error);
  g_assert_no_error (error);
  g_usleep (G_USEC_PER_SEC / 2);
  g_assert_cmpint (kill (child, SIGINT), ==, 0);
  while (waitpid (child, &status, 0) < 0)
    g_assert_cmpint (errno, ==, EINTR);
  g_assert_true (WIFEXITED (status));
  g_assert_cmpint (WEXITSTATUS (status), ==, 130);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

#define ADD(name, function) \
  g_test_add ("/cli-align/" name, Fixture, NULL, set_up, function, tear_down)
  ADD ("lines", test_lines);
  ADD ("odd-files", test_odd_files);
  ADD ("sentences", test_sentences);
  ADD ("passages", test_passages);
  ADD ("usage", test_usage);
  ADD ("errors", test_errors);
  ADD ("dictionary", test_dictionary);
  ADD ("interrupt", test_interrupt);
#undef ADD

  return g_test_run ();
}
