/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "library/tri-library-equivalents.h"
#include "library/tri-library-private.h"
#include "library/tri-pack.h"
#include "library/tri-word-forms.h"
#include "search/tri-equivalents.h"

/* --- Figures */

static void
test_likelihood (void)
{
  static const struct
  {
    double both;
    double links;
    double rest_both;
    double rest;
    double expected;
  } cases[] = {
    { 110, 2552, 111, 29225, 270.72 }, /* "the swiss", table 1 of Dunning 1993 */
    { 8, 10, 2, 90, 35.83 },           /* by hand */
    { 10, 10, 0, 90, 65.02 },          /* always, and nowhere else */
    { 1, 10, 45, 90, -6.72 },          /* less often than elsewhere */
    { 1, 10, 9, 90, 0 },               /* as often as elsewhere */
    { 0, 0, 9, 90, 0 },
    { 3, 10, 0, 0, 0 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    g_assert_cmpfloat_with_epsilon (tri_equivalents_get_likelihood (cases[i].both,
                                                                    cases[i].links,
                                                                    cases[i].rest_both,
                                                                    cases[i].rest),
                                    cases[i].expected,
                                    0.01);
}

static void
test_dice (void)
{
  g_assert_cmpfloat_with_epsilon (tri_equivalents_get_dice (8, 10, 10), 0.8, 1e-9);
  g_assert_cmpfloat_with_epsilon (tri_equivalents_get_dice (10, 10, 10), 1, 1e-9);
  g_assert_cmpfloat_with_epsilon (tri_equivalents_get_dice (0, 0, 0), 0, 1e-9);
}

/* --- Lists */

static char *
dup_words (const TriEquivalentList *list)
{
  GString *words = g_string_new (NULL);

  for (guint i = 0; i < list->items->len; i++)
    {
      const TriEquivalent *item = g_ptr_array_index (list->items, i);

      g_string_append_printf (words,
                              "%s%s %u/%u",
                              i ? ", " : "",
                              item->word,
                              item->own,
                              item->links);
    }
  return g_string_free (words, FALSE);
}

static void
assert_words (const TriEquivalentList *list, const char *expected)
{
  g_autofree char *words = dup_words (list);

  g_assert_cmpstr (words, ==, expected);
}

/* Forms are one; what goes with "cast" does not stand for "prison", nor does what is everywhere;
 * the second word is judged by what the first leaves. */
static void
test_list (void)
{
  g_autoptr (TriEquivalents) counts = tri_equivalents_new ("en", "nl");
  g_autoptr (TriEquivalentList) list = NULL;
  const TriEquivalent *first;

  for (guint i = 0; i < 8; i++)
    tri_equivalents_add_link (counts,
                              "he was cast into the prison",
                              "hij werd in de gevangenis geworpen");
  for (guint i = 0; i < 9; i++)
    tri_equivalents_add_link (counts, "the keeper of the prison", "De bewaarder der gevangenis");
  for (guint i = 0; i < 3; i++)
    tri_equivalents_add_link (counts, "in the prisons", "in de Gevangenissen");
  for (guint i = 0; i < 6; i++)
    tri_equivalents_add_link (counts, "out of the prison", "uit de kerker");
  for (guint i = 0; i < 2; i++)
    tri_equivalents_add_link (counts, "prison", "daar");
  for (guint i = 0; i < 10; i++)
    tri_equivalents_add_rest (counts, "zij werd in de zee geworpen");
  for (guint i = 0; i < 60; i++)
    tri_equivalents_add_rest (counts, "de bewaarder in de stad daar");

  list = tri_equivalents_list (counts, NULL, 10);
  assert_words (list, "gevangenis 20/20, kerker 6/6");
  g_assert_cmpstr (list->lang, ==, "nl");
  g_assert_cmpuint (list->looked, ==, 28);
  g_assert_cmpuint (list->links, ==, 28);
  g_assert_cmpuint (list->nothing, ==, 2);
  first = g_ptr_array_index (list->items, 0);
  g_assert_cmpuint (first->forms->len, ==, 2);
  g_assert_cmpstr (((TriEquivalentForm *) first->forms->pdata[1])->word, ==, "Gevangenissen");
  g_assert_cmpfloat_with_epsilon (first->dice, 2 * 20.0 / (28 + 20), 1e-9);
  g_assert_cmpfloat_with_epsilon (first->likelihood,
                                  tri_equivalents_get_likelihood (20, 28, 0, 70),
                                  1e-9);
}

static void
test_limit (void)
{
  g_autoptr (TriEquivalents) counts = tri_equivalents_new ("en", "fr");
  g_autoptr (TriEquivalentList) list = NULL;

  for (guint i = 0; i < 6; i++)
    tri_equivalents_add_link (counts, "a king", i < 4 ? "un Empereur" : "des empereurs");
  for (guint i = 0; i < 4; i++)
    tri_equivalents_add_link (counts, "a king", "le monarque");
  for (guint i = 0; i < 90; i++)
    tri_equivalents_add_rest (counts, "le chien et des autres, un chat");
  list = tri_equivalents_list (counts, NULL, 1);
  assert_words (list, "Empereur 6/6");
  g_assert_cmpuint (list->nothing, ==, 4);
  g_assert_cmpuint (((TriEquivalent *) list->items->pdata[0])->forms->len, ==, 2);
}

static void
test_find (void)
{
  g_autoptr (TriEquivalents) counts = tri_equivalents_new ("en", "fr");
  g_autoptr (TriEquivalentList) list = NULL;
  g_autoptr (GArray) found = NULL;
  g_autoptr (GArray) none = NULL;
  g_autoptr (GArray) rare = NULL;
  guint which = 0;

  for (guint i = 0; i < 10; i++)
    tri_equivalents_add_link (counts, "a king", i < 6 ? "un empereur" : "le monarque");
  for (guint i = 0; i < 90; i++)
    tri_equivalents_add_rest (counts, "le chien, un chat");
  list = tri_equivalents_list (counts, NULL, 10);

  /* A form that was never seen beside it; the first of the list wins. */
  found = tri_equivalent_list_find (list,
                                    "Là, les monarques, ou des EMPEREURS du roi, empereur.",
                                    -1,
                                    0,
                                    &which);
  g_assert_cmpuint (which, ==, 0);
  g_assert_cmpuint (found->len, ==, 2);
  g_assert_cmpuint (g_array_index (found, TriRange, 0).start, ==, 26);
  g_assert_cmpuint (g_array_index (found, TriRange, 0).end, ==, 35);
  g_assert_cmpuint (g_array_index (found, TriRange, 1).start, ==, 44);
  none = tri_equivalent_list_find (list, "un chat", -1, 0, &which);
  g_assert_cmpuint (none->len, ==, 0);
  g_assert_cmpuint (which, ==, G_MAXUINT);
  rare = tri_equivalent_list_find (list, "le monarque", -1, 0.6, &which);
  g_assert_cmpuint (rare->len, ==, 0);
}

/* --- A library */

typedef struct
{
  TriLibrary *library;
  gint64 passages;
  gint64 links;
} Fixture;

static void
exec (Fixture *fixture, const char *sql)
{
  g_autoptr (GError) error = NULL;

  tri_library_exec (fixture->library, sql, &error);
  g_assert_no_error (error);
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  g_autofree char *folder = g_dir_make_tmp ("equivalents-XXXXXX", NULL);
  g_autofree char *path = g_build_filename (folder, "library.db", NULL);
  g_autoptr (GError) error = NULL;

  fixture->library = tri_library_open (path, TRI_LIBRARY_READ_WRITE, &error);
  g_assert_no_error (error);
  exec (fixture,
        "BEGIN;"
        "INSERT INTO works (id, uuid, title, kind, complete, created, modified)"
        " VALUES (1, 'w1', 'One', 0, 1, 1, 1), (2, 'w2', 'Two', 0, 1, 1, 1);"
        "INSERT INTO texts (id, uuid, work, ord, lang, title, modified) VALUES"
        " (1, 'e1', 1, 0, 'en-GB', 'One', 1), (2, 'n1', 1, 1, 'nl', 'Een', 1),"
        " (3, 'f1', 1, 2, 'fr', 'Un', 1), (4, 'e2', 2, 0, 'en', 'Two', 1),"
        " (5, 'n2', 2, 1, 'nl', 'Twee', 1)");
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  exec (fixture, "SELECT 1");
  g_assert_finalize_object (fixture->library);
}

/* @sentences: how many there are, parted by "|" */
static gint64
add_passage (Fixture *fixture, gint64 text, const char *content)
{
  static const char sql[] = "INSERT INTO passages (id, text, ord, kind, level, key, content,"
                            " sentences, hash) VALUES (?1, ?2, (SELECT count (*) FROM passages"
                            " WHERE text = ?2), 1, 0, 'k' || ?1, ?3, ?4, 0)";
  g_autoptr (TriStatement) statement = tri_library_prepare (fixture->library, sql, NULL);
  g_auto (GStrv) parts = g_strsplit (content, "|", -1);
  g_autofree char *joined = g_strjoinv (" ", parts);
  g_autoptr (GByteArray) packed = g_byte_array_new ();
  g_autoptr (GArray) ranges = g_array_new (FALSE, FALSE, sizeof (TriRange));
  guint at = 0;

  for (guint i = 0; parts[i]; i++)
    {
      TriRange range = { at, at + (guint) g_utf8_strlen (parts[i], -1) };

      g_array_append_val (ranges, range);
      at = range.end + 1;
    }
  tri_pack_ranges (packed, (TriRange *) ranges->data, ranges->len);
  sqlite3_bind_int64 (statement, 1, text * 100000 + ++fixture->passages);
  sqlite3_bind_int64 (statement, 2, text);
  tri_statement_bind_text (statement, 3, joined);
  sqlite3_bind_blob (statement, 4, packed->data, (int) packed->len, SQLITE_TRANSIENT);
  g_assert_true (tri_library_run (fixture->library, statement, NULL));
  return text * 100000 + fixture->passages;
}

static void
add_member (Fixture *fixture, gint64 passage, int sentence)
{
  g_autofree char *sql = g_strdup_printf ("INSERT INTO link_members VALUES (%" G_GINT64_FORMAT
                                          ", %" G_GINT64_FORMAT ", %d)",
                                          fixture->links,
                                          passage,
                                          sentence);

  exec (fixture, sql);
}

static void
add_link (Fixture *fixture, gint64 a, int sentence_a, gint64 b, int sentence_b)
{
  g_autofree char *sql = NULL;

  sql = g_strdup_printf ("INSERT INTO links (id, work, relation, status, kind)"
                         " VALUES (%" G_GINT64_FORMAT ", 1, 0, 0, 0)",
                         ++fixture->links);
  exec (fixture, sql);
  add_member (fixture, a, sentence_a);
  add_member (fixture, b, sentence_b);
}

/* A passage of the first text and its counterpart in another. */
static void
add_pair (Fixture *fixture, gint64 text, const char *en, const char *other)
{
  gint64 own = add_passage (fixture, text == 5 ? 4 : 1, en);
  gint64 counterpart = add_passage (fixture, text, other);

  add_link (fixture, own, -1, counterpart, -1);
}

static void
finish (Fixture *fixture)
{
  g_autoptr (GError) error = NULL;

  exec (fixture,
        "UPDATE texts SET passages = (SELECT count (*) FROM passages AS p WHERE p.text = texts.id);"
        "INSERT INTO passages_fts (passages_fts) VALUES ('rebuild'); COMMIT");
  tri_library_count_words (fixture->library, NULL, &error);
  g_assert_no_error (error);
}

static GPtrArray *
list (Fixture *fixture, const char *word, gint64 work, gboolean forms)
{
  TriEquivalentsQuestion question = { word, "en", work, forms, 0 };
  g_autoptr (GError) error = NULL;
  GPtrArray *lists = tri_library_list_equivalents (fixture->library, &question, &error);

  g_assert_no_error (error);
  return lists;
}

static void
test_library (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GPtrArray) here = NULL;
  g_autoptr (GPtrArray) all = NULL;
  g_autoptr (GPtrArray) exact = NULL;
  g_autoptr (GPtrArray) none = NULL;

  for (guint i = 0; i < 5; i++)
    add_pair (fixture, 2, "the old prison", "de oude gevangenis");
  add_pair (fixture, 2, "Prisons", "gevangenis");
  add_pair (fixture, 2, "a prison", "daar");
  for (guint i = 0; i < 4; i++)
    add_pair (fixture, 3, "the old prison", "la vieille prison");
  for (guint i = 0; i < 3; i++)
    add_pair (fixture, 5, "the prison", "de gevangenis");
  for (guint i = 0; i < 40; i++)
    {
      add_pair (fixture, 2, "the old house", "de oude woning, daar");
      add_pair (fixture, 3, "the old house", "la vieille maison");
      add_pair (fixture, 5, "the house", "de woning");
    }
  finish (fixture);

  here = list (fixture, "Prison", 1, TRUE);
  g_assert_cmpuint (here->len, ==, 2);
  g_assert_cmpstr (((TriEquivalentList *) here->pdata[0])->lang, ==, "nl");
  assert_words (here->pdata[0], "gevangenis 6/6");
  g_assert_cmpuint (((TriEquivalentList *) here->pdata[0])->looked, ==, 7);
  g_assert_cmpuint (((TriEquivalentList *) here->pdata[0])->nothing, ==, 1);
  assert_words (here->pdata[1], "prison 4/4");
  all = list (fixture, "prison", 0, TRUE);
  assert_words (all->pdata[0], "gevangenis 9/9");
  exact = list (fixture, "prison", 1, FALSE);
  assert_words (exact->pdata[0], "gevangenis 5/5");
  none = list (fixture, "dungeon", 0, TRUE);
  g_assert_cmpuint (none->len, ==, 0);
}

/* Of a passage with several sentences only the one that holds the word has a say; the link of the
 * passages none, where sentences are tied; links that are no translation none at all. */
static void
test_sentences (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GPtrArray) lists = NULL;
  gint64 en = 0;
  gint64 nl = 0;

  for (guint i = 0; i < 6; i++)
    {
      en = add_passage (fixture, 1, "He saw the prison.|It rained on us.|She left.");
      nl = add_passage (fixture, 2, "Hij zag de gevangenis.|Het regende op ons.|Zij ging.");
      add_link (fixture, en, 0, nl, 0);
      add_link (fixture, en, 1, nl, 1);
      add_link (fixture, en, 2, nl, 2);
      add_link (fixture, en, -1, nl, -1);
    }
  for (guint i = 0; i < 40; i++)
    add_pair (fixture, 2, "He saw the old house.", "Hij zag het oude huis en de zee.");
  exec (fixture, "UPDATE links SET relation = 1 WHERE id = 1");
  finish (fixture);

  lists = list (fixture, "prison", 0, TRUE);
  g_assert_cmpuint (lists->len, ==, 1);
  assert_words (lists->pdata[0], "gevangenis 5/5");
  g_assert_cmpuint (((TriEquivalentList *) lists->pdata[0])->looked, ==, 5);
}

/* A frequent word is judged by some of its links, and the list says so; a word that is nearly
 * everywhere still finds its counterpart. */
static void
test_sample (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GPtrArray) some = NULL;
  g_autoptr (GPtrArray) most = NULL;
  const TriEquivalentList *first;

  for (guint i = 0; i < 7000; i++)
    if (i % 6 == 0)
      add_pair (fixture,
                2,
                i % 12 ? "the king saw it" : "the king came",
                i % 12 ? "de koning zag het" : "de koning kwam");
    else if (i % 6 < 5)
      add_pair (fixture,
                2,
                i % 2 ? "the house, he saw it" : "the house, he came",
                i % 2 ? "de woning, hij zag het" : "de woning, hij kwam");
    else
      add_pair (fixture, 2, "nothing", "niets dat er toe doet");
  finish (fixture);

  some = list (fixture, "king", 0, TRUE);
  first = some->pdata[0];
  g_assert_cmpuint (first->looked, <, 1100);
  g_assert_cmpuint (first->looked, >, 500);
  g_assert_cmpuint (first->links, ==, 1167);
  g_assert_cmpstr (((TriEquivalent *) first->items->pdata[0])->word, ==, "koning");
  g_assert_cmpuint (first->nothing, ==, 0);

  most = list (fixture, "the", 0, FALSE);
  first = most->pdata[0];
  g_assert_cmpuint (first->looked, <, 1100);
  g_assert_cmpuint (first->links, >, 5000);
  g_assert_cmpuint (first->links, <, 6500);
  g_assert_cmpstr (((TriEquivalent *) first->items->pdata[0])->word, ==, "de");
}

static void
test_cancelled (Fixture *fixture, gconstpointer data)
{
  TriEquivalentsQuestion question = { "king", "en", 0, TRUE, 0 };
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;

  for (guint i = 0; i < 2000; i++)
    add_pair (fixture, 2, "the king saw it", "de koning zag het");
  finish (fixture);
  g_cancellable_cancel (cancellable);
  tri_library_set_cancellable (fixture->library, cancellable);
  g_assert_null (tri_library_list_equivalents (fixture->library, &question, &error));
  tri_library_set_cancellable (fixture->library, NULL);
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/equivalents/likelihood", test_likelihood);
  g_test_add_func ("/equivalents/dice", test_dice);
  g_test_add_func ("/equivalents/list", test_list);
  g_test_add_func ("/equivalents/limit", test_limit);
  g_test_add_func ("/equivalents/find", test_find);
  g_test_add ("/equivalents/library", Fixture, NULL, set_up, test_library, tear_down);
  g_test_add ("/equivalents/sentences", Fixture, NULL, set_up, test_sentences, tear_down);
  g_test_add ("/equivalents/sample", Fixture, NULL, set_up, test_sample, tear_down);
  g_test_add ("/equivalents/cancelled", Fixture, NULL, set_up, test_cancelled, tear_down);
  return g_test_run ();
}
