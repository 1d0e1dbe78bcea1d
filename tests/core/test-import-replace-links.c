/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "import-replace-fixture.h"
#include "replace-text.h"

#include "library/tri-library-links.h"

/* Links and registers that come with a new version of a text. */

/* The file says again what corresponds in it, not what another one said of a text that stays. */
static void
test_links_of_others (Fixture *fixture, gconstpointer data)
{
  g_autofree char *de = write_text (fixture, "de.txt", passages, 3);
  g_autofree char *both = write_file (
      fixture,
      "both.xml",
      "<TEI xmlns='http://www.tei-c.org/ns/1.0'><teiHeader><fileDesc><titleStmt><title>Both</title>"
      "</titleStmt></fileDesc></teiHeader><text><group>"
      "<text xml:lang='fr'><body><p xml:id='f1'>" FIRST "</p><p>" SECOND "</p></body></text>"
      "<text xml:lang='en'><body><p xml:id='e1'>" FIRST "</p><p>" SECOND "</p></body></text>"
      "</group></text><standOff><linkGrp type='alignment'><link target='#f1 #e1'/></linkGrp>"
      "</standOff></TEI>");
  TriImportFile file = { de, "de" };
  TriImportOptions options = { &file, 1, .work = fixture->work };
  TriLinkMember pair[2] = { { 0, 0, -1 }, { 0, 0, -1 } };
  TriLinkRest rest = 0;
  g_autoptr (GError) error = NULL;

  tri_library_import (fixture->library, &options, NULL, &error);
  g_assert_no_error (error);
  pair[0].passage = get_passage (fixture, "en", 2);
  pair[1].passage = get_passage (fixture, "de", 1);
  tri_library_tie (fixture->library, pair, 2, TRI_RELATION_TRANSLATION, &rest, &error);
  g_assert_no_error (error);
  ask (fixture, "UPDATE links SET status = 0");
  file = (TriImportFile){ both, NULL };
  options.work = 0;
  replace_text (fixture->library, get_text (fixture, "fr"), &options);
  assert_rows (fixture, LINKS, "de1 0; en0 0; en1 0; fr0 0");
  assert_sound (fixture);
}

#define GROUP(before, id)                                                                        \
  "<TEI xmlns='http://www.tei-c.org/ns/1.0'><teiHeader><fileDesc><titleStmt><title>Both</title>" \
  "</titleStmt></fileDesc></teiHeader><text><group>"                                             \
  "<text xml:lang='fr'><body>" before "<p xml:id='f1' corresp='#e1'>" FIRST "</p></body></text>" \
  "<text xml:lang='en'><body>" before "<p xml:id='" id "'>" FIRST "</p></body></text>"           \
  "</group></text></TEI>"

/* All texts of a file are imported again together: what it says corresponds is said of the new
 * ones. */
static void
test_group (Fixture *fixture, gconstpointer data)
{
  static const char members[] = "SELECT t.lang || p.ord FROM link_members m"
                                " JOIN passages p ON p.id = m.passage"
                                " JOIN texts t ON t.id = p.text JOIN works w ON w.id = t.work"
                                " WHERE w.title = 'Both' AND w.deleted IS NULL ORDER BY 1";
  static const char find[] = "SELECT t.id FROM texts t JOIN works w ON w.id = t.work"
                             " WHERE w.title = 'Both' AND w.deleted IS NULL AND t.lang = 'fr'";
  g_autofree char *both = write_file (fixture, "both.xml", GROUP ("", "e1"));
  g_autofree char *again = write_file (fixture, "again.xml", GROUP ("<p>Before.</p>", "e1"));
  g_autofree char *nowhere = write_file (fixture, "nowhere.xml", GROUP ("", "e2"));
  TriImportFile file = { both, NULL };
  TriImportOptions options = { &file, 1 };
  g_autoptr (GError) error = NULL;

  tri_library_import (fixture->library, &options, NULL, &error);
  g_assert_no_error (error);
  assert_rows (fixture, members, "en0; fr0");
  file.path = again;
  replace_text (fixture->library, ask (fixture, find), &options);
  assert_rows (fixture, members, "en1; fr1");
  assert_sound (fixture);

  /* A pointer to what the new version does not have leads to nothing, not to the version before;
   * and a file that ties nothing leaves what was tied. */
  file.path = nowhere;
  replace_text (fixture->library, ask (fixture, find), &options);
  assert_rows (fixture, members, "en0; fr0");
  assert_sound (fixture);
}

#define KEYED(words)                                                          \
  "<TEI xmlns='http://www.tei-c.org/ns/1.0'><teiHeader><fileDesc><titleStmt>" \
  "<title>Keys</title></titleStmt></fileDesc></teiHeader>"                    \
  "<text xml:lang='nl'><body><p>" words "</p></body></text>"                  \
  "<standOff><listPerson>"                                                    \
  "<person xml:id='key--viaf_3A7'><persName>Cor Maas</persName></person>"     \
  "<person xml:id='key--viaf_3A8'><persName>Dirk Maas</persName></person>"    \
  "</listPerson></standOff></TEI>"

#define VIAF_KEYS "SELECT key FROM entities WHERE key GLOB 'viaf*' ORDER BY key"

/* A key that can be no xml:id is known again as well: the register of the file is there already. */
static void
test_keys (Fixture *fixture, gconstpointer data)
{
  g_autofree char *path = write_file (fixture, "keys.xml", KEYED ("Cor Maas woont er."));
  g_autofree char *again = write_file (fixture, "again.xml", KEYED ("Cor Maas woonde er."));
  TriImportFile file = { path, NULL };
  TriImportOptions options = { &file, 1, .link = TRUE };
  g_autoptr (GError) error = NULL;
  gint64 n_registers;

  g_assert_cmpint (tri_library_import (fixture->library, &options, NULL, &error), >, 0);
  g_assert_no_error (error);
  n_registers = ask (fixture, "SELECT count (*) FROM registers");
  assert_rows (fixture, VIAF_KEYS, "viaf:7; viaf:8");
  file.path = again;
  replace_text (fixture->library, get_text (fixture, "nl"), &options);
  assert_rows (fixture, VIAF_KEYS, "viaf:7; viaf:8");
  g_assert_cmpint (ask (fixture, "SELECT count (*) FROM registers"), ==, n_registers);
  assert_sound (fixture);
}

/* A register that the reader took off the work does not go with the old version it came with. */
static void
test_detached (Fixture *fixture, gconstpointer data)
{
  g_autofree char *path = write_file (fixture, "keys.xml", KEYED ("Cor Maas woont er."));
  TriImportFile file = { path, NULL };
  TriImportOptions options = { &file, 1, .link = TRUE };
  g_autoptr (GError) error = NULL;
  gint64 work = tri_library_import (fixture->library, &options, NULL, &error);
  gint64 reg = ask (fixture, "SELECT register FROM entities WHERE key = 'viaf:7'");
  g_autofree char *kept = g_strdup_printf ("SELECT count (*) FROM entities WHERE register"
                                           " = %" G_GINT64_FORMAT,
                                           reg);

  g_assert_no_error (error);
  tri_library_detach_register (fixture->library, work, reg, &error);
  g_assert_no_error (error);
  replace_text (fixture->library, get_text (fixture, "nl"), &options);
  ask (fixture, "UPDATE works SET deleted = 1 WHERE complete = 2");
  g_assert_true (tri_library_sweep (fixture->library, &error));
  g_assert_cmpint (ask (fixture, "SELECT count (*) FROM works WHERE complete = 2"), ==, 0);
  g_assert_cmpint (ask (fixture, kept), ==, 2);
  assert_sound (fixture);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD (links_of_others);
  ADD (group);
  ADD (keys);
  ADD (detached);
  return g_test_run ();
}
