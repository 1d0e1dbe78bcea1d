/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "align-fixture.h"

#include "library/tri-link-store.h"

typedef gboolean (*Act) (TriLibrary *library, GError **error);

static gboolean
tie (TriLibrary *library, GError **error)
{
  const TriLinkMember members[] = { align_find (library, "Il avait vingt-deux"),
                                    align_find (library, "The station smelt"),
                                    align_find (library, "He was twenty-two") };

  return tri_library_tie (library, members, 3, TRI_RELATION_TRANSLATION, NULL, error);
}

static gboolean
split_row (TriLibrary *library, GError **error)
{
  TriLinkMember first = align_find (library, "Personne ne");
  TriLinkMember at = align_find (library, "Josse la remercia");

  first.sentence = at.sentence = -1;
  return tri_library_join_link (library, &first, NULL, error)
         && tri_library_join_link (library, &first, NULL, error)
         && tri_library_split_link (library, &at, NULL, error);
}

static gboolean
split (TriLibrary *library, GError **error)
{
  TriLinkMember first = align_find (library, "En mars 1908");
  TriLinkMember at = align_find (library, "Il avait vingt-deux");

  return tri_library_join_link (library, &first, NULL, error)
         && tri_library_split_link (library, &at, NULL, error);
}

static gboolean
join (TriLibrary *library, GError **error)
{
  TriLinkMember at = align_find (library, "four languages");

  return tri_library_join_link (library, &at, NULL, error);
}

static gboolean
join_rows (TriLibrary *library, GError **error)
{
  TriLinkMember at = align_find (library, "four languages");

  at.sentence = -1;
  return tri_library_join_link (library, &at, NULL, error);
}

static gboolean
shift_up (TriLibrary *library, GError **error)
{
  TriLinkMember at = align_find (library, "The last one came");

  return tri_library_shift_link (library, &at, -1, NULL, error);
}

static gboolean
shift_down (TriLibrary *library, GError **error)
{
  TriLinkMember at = align_find (library, "The last one came");

  return tri_library_shift_link (library, &at, 1, NULL, error);
}

static gboolean
shift_row (TriLibrary *library, GError **error)
{
  TriLinkMember at = align_find (library, "In the morning Lena");

  at.sentence = -1;
  return tri_library_shift_link (library, &at, 1, NULL, error);
}

static gboolean
omit (TriLibrary *library, GError **error)
{
  TriLinkMember at = align_find (library, "The wind came");

  return tri_library_omit_link (library, &at, 0, NULL, error);
}

static gboolean
omit_passage (TriLibrary *library, GError **error)
{
  TriLinkMember at = align_find (library, "The wind came");

  at.sentence = -1;
  return tri_library_omit_link (library, &at, 0, NULL, error);
}

static gboolean
confirm (TriLibrary *library, GError **error)
{
  TriLinkMember at = align_find (library, "The wind came");

  return tri_library_confirm_link (library, &at, error);
}

static gboolean
confirm_row (TriLibrary *library, GError **error)
{
  TriLinkMember at = align_find (library, "The wind came");

  at.sentence = -1;
  return tri_library_confirm_link (library, &at, error);
}

static gboolean
confirm_above (TriLibrary *library, GError **error)
{
  TriLinkMember at = align_find (library, "The last one came");
  guint n = 0;
  gboolean done = tri_library_confirm_above (library, &at, &n, error);

  g_assert_cmpuint (n, >, 10);
  return done;
}

static const struct
{
  const char *name;
  Act act;
  guint n_acts;
} acts[] = {
  { "tie", tie, 1 },
  { "split", split, 2 },
  { "split-row", split_row, 3 },
  { "join", join, 1 },
  { "join-rows", join_rows, 1 },
  { "shift-up", shift_up, 1 },
  { "shift-down", shift_down, 1 },
  { "shift-row", shift_row, 1 },
  { "omit", omit, 1 },
  { "omit-passage", omit_passage, 1 },
  { "confirm", confirm, 1 },
  { "confirm-row", confirm_row, 1 },
  { "confirm-above", confirm_above, 1 },
};

static void
assert_dump (TriLibrary *library, const char *expected)
{
  g_autofree char *dump = align_dump (library);

  g_assert_cmpstr (dump, ==, expected);
}

/* Every act can be undone and done again, also after the library was closed. */
static void
test_undo (gconstpointer data, const char *files)
{
  guint index = GPOINTER_TO_UINT (data);
  g_autofree char *path = align_new_path ();
  g_autoptr (TriLibrary) library = align_open (path);
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;
  g_autoptr (GError) error = NULL;

  align_run (library, align_import (library, files, 0, "translations"), FALSE);
  before = align_dump (library);
  acts[index].act (library, &error);
  g_assert_no_error (error);
  align_check (library);
  after = align_dump (library);
  g_assert_cmpstr (before, !=, after);

  for (guint round = 0; round < 2; round++)
    {
      g_clear_object (&library);
      library = align_open (path);
      for (guint i = 0; i < acts[index].n_acts; i++)
        {
          g_autofree char *act = tri_library_undo (library, &error);

          g_assert_no_error (error);
          g_assert_true (g_str_has_prefix (act, "link."));
        }
      assert_dump (library, before);
      align_check (library);
      g_clear_object (&library);
      library = align_open (path);
      for (guint i = 0; i < acts[index].n_acts; i++)
        {
          g_autofree char *act = tri_library_redo (library, &error);

          g_assert_no_error (error);
          g_assert_nonnull (act);
        }
      assert_dump (library, after);
    }
  align_check (library);
}

static void
test_undo_two (gconstpointer data)
{
  test_undo (data, "lock.fr.md lock.en.md");
}

static void
test_undo_three (gconstpointer data)
{
  test_undo (data, "lock.fr.md lock.en.md lock.nl.md");
}

static TriLink *
get_link (TriLibrary *library, const char *words)
{
  TriLinkMember at = align_find (library, words);

  return tri_library_get_link_at (library, at.passage, at.sentence, NULL);
}

/* What an act says holds, and the links around it stay what they were. */
static void
test_what_acts_say (AlignFixture *fixture, gconstpointer data)
{
  TriLibrary *library = fixture->library;
  TriLinkMember at;
  g_autoptr (TriLink) link = get_link (library, "He was twenty-two");
  g_autoptr (TriLink) tied = NULL;
  g_autoptr (TriLink) omitted = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_cmpint (link->status, ==, TRI_STATUS_COMPUTED);
  g_assert_true (link->full);
  g_assert_cmpfloat (link->score, >, 0.5);

  tie (library, &error);
  g_assert_no_error (error);
  tied = get_link (library, "He was twenty-two");
  g_assert_cmpint (tied->status, ==, TRI_STATUS_CONFIRMED);
  g_assert_cmpuint (tied->members->len, ==, 3);
  g_assert_false (tied->full);
  at = align_find (library, "La gare sentait");
  align_assert_at (library, &at, "");
  at = align_find (library, "Personne ne");
  align_assert_at (library, &at, "Personne|Nobody w");

  shift_down (library, &error);
  g_assert_no_error (error);
  at = align_find (library, "Josse turned");
  align_assert_at (library, &at, "Josse to|The last|Josse tu");

  omit (library, &error);
  g_assert_no_error (error);
  omitted = get_link (library, "The wind came");
  g_assert_cmpint (omitted->kind, ==, TRI_LINK_OMISSION);
  g_assert_cmpint (omitted->status, ==, TRI_STATUS_CONFIRMED);
  at = align_find (library, "Le vent venait");
  align_assert_at (library, &at, "");
  align_check (library);
}

/* Aligned anew, what was confirmed stays, under its row. */
static void
test_confirmed_stay (AlignFixture *fixture, gconstpointer data)
{
  TriLibrary *library = fixture->library;
  g_autoptr (TriLink) before = NULL;
  g_autoptr (TriLink) after = NULL;
  g_autoptr (TriLink) omitted = NULL;
  g_autofree char *act = NULL;
  TriLinkMember at;
  g_autoptr (GError) error = NULL;

  tie (library, &error);
  omit (library, &error);
  confirm (library, &error);
  g_assert_no_error (error);
  before = get_link (library, "He was twenty-two");
  align_run (library, fixture->work, FALSE);
  after = get_link (library, "He was twenty-two");
  g_assert_cmpint (after->id, ==, before->id);
  g_assert_cmpint (after->status, ==, TRI_STATUS_CONFIRMED);
  omitted = get_link (library, "The wind came");
  g_assert_cmpint (omitted->kind, ==, TRI_LINK_OMISSION);
  at = align_find (library, "La gare sentait");
  align_assert_at (library, &at, "");
  align_check (library);
  align_import (library, "lock.nl.md", fixture->work, "translations");
  align_run (library, fixture->work, FALSE);
  g_clear_pointer (&after, tri_link_free);
  after = tri_link_store_get (library, before->id, NULL);
  g_assert_nonnull (after);
  g_assert_cmpint (after->status, ==, TRI_STATUS_CONFIRMED);
  g_assert_cmpuint (after->members->len, ==, before->members->len);
  align_check (library);
}

static void
assert_link (TriLibrary *library, const char *words, const char *expected)
{
  TriLinkMember at = align_find (library, words);

  align_assert_at (library, &at, expected);
}

/* A sentence that a translator moved, then another that crosses it: the links stay, none of their
 * sentences gets another counterpart, and what stands around is found as if they were not there. */
static void
test_crossing (AlignFixture *fixture, gconstpointer data)
{
  TriLibrary *library = fixture->library;
  const TriLinkMember down[] = { align_find (library, "Josse la remercia"),
                                 align_find (library, "The last one came") };
  const TriLinkMember up[] = { align_find (library, "La dernière venait"),
                               align_find (library, "Josse thanked her") };
  g_autoptr (GError) error = NULL;

  tri_library_tie (library, down, 2, TRI_RELATION_TRANSLATION, NULL, &error);
  g_assert_no_error (error);
  assert_link (library, "Josse thanked her", "");
  assert_link (library, "La dernière venait", "");
  for (guint round = 0; round < 4; round++)
    {
      assert_link (library, "Josse la remercia", "Josse la|The last");
      if (round > 1)
        assert_link (library, "La dernière venait", "La derni|Josse th");
      assert_link (library, "En mars 1908", "En mars |In March");
      assert_link (library, "Le vent venait", "Le vent |The wind");
      assert_link (library, "Le vieil éclusier", "Le vieil|The old ");
      assert_link (library, "sept péniches", "Cette nu|That nig");
      assert_link (library, "Josse tourna", "Josse to|Josse tu");
      align_check (library);
      if (round == 1)
        tri_library_tie (library, up, 2, TRI_RELATION_TRANSLATION, NULL, &error);
      else
        align_run (library, fixture->work, FALSE);
      g_assert_no_error (error);
    }
}

/* What stands far from where it should by what is around it, but is right: the rest follows. */
static void
test_fixed_point (AlignFixture *fixture, gconstpointer data)
{
  TriLibrary *library = fixture->library;
  const TriLinkMember near[] = { align_find (library, "Il avait vingt-deux"),
                                 align_find (library, "The station smelt") };
  g_autoptr (GError) error = NULL;

  tri_library_tie (library, near, 2, TRI_RELATION_TRANSLATION, NULL, &error);
  g_assert_no_error (error);
  assert_link (library, "Il avait vingt-deux", "Il avait|The stat");
  assert_link (library, "He was twenty-two", "");
  assert_link (library, "La gare sentait", "");
  assert_link (library, "Personne ne", "Personne|Nobody w");
}

static void
test_refusals (AlignFixture *fixture, gconstpointer data)
{
  TriLibrary *library = fixture->library;
  const TriLinkMember alone[] = { align_find (library, "He was twenty-two"),
                                  align_find (library, "The station smelt") };
  const TriLinkMember first = { alone[0].passage, 0, 0 };
  const TriLinkMember gone = { 99999, 0, -1 };
  g_autofree char *before = align_dump (library);
  g_autoptr (GError) error = NULL;

  g_assert_false (tri_library_tie (library, alone, 2, 0, NULL, &error));
  g_assert_error (error, TRI_ERROR, TRI_ERROR_FAILED);
  g_clear_error (&error);
  g_assert_false (tri_library_split_link (library, &first, NULL, &error));
  g_assert_error (error, TRI_ERROR, TRI_ERROR_FAILED);
  g_clear_error (&error);
  g_assert_false (tri_library_confirm_link (library, &gone, &error));
  g_assert_error (error, TRI_ERROR, TRI_ERROR_NOT_FOUND);
  assert_dump (library, before);
}

/* Free columns: the first link brings two texts into one strand, undo takes them apart. */
static void
test_free_columns (void)
{
  g_autofree char *path = align_new_path ();
  g_autoptr (TriLibrary) library = align_open (path);
  gint64 work = align_import (library, "lock.fr.md recipes.en.md", 0, "translations");
  TriLinkMember members[] = { align_find (library, "Willem Droste mourut"),
                              align_find (library, "Salt comes") };
  g_autofree char *before = align_dump (library);
  g_autofree char *undone = NULL;
  g_autoptr (GError) error = NULL;

  members[0].sentence = members[1].sentence = -1;
  g_assert_cmpuint (tri_library_count_strands (library, work), ==, 2);
  tri_library_tie (library, members, 2, TRI_RELATION_TRANSLATION, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (tri_library_count_strands (library, work), ==, 1);
  align_check (library);
  undone = tri_library_undo (library, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (tri_library_count_strands (library, work), ==, 2);
  assert_dump (library, before);
  align_check (library);
}

static void
test_walk (AlignFixture *fixture, gconstpointer data)
{
  TriLibrary *library = fixture->library;
  TriLinkMember found = { 0 };
  guint64 row = 0;
  guint n = 0;
  g_autoptr (GArray) omissions = NULL;
  g_autoptr (GArray) bins = NULL;
  g_autoptr (GError) error = NULL;
  guint n_rows = 0;

  while (tri_library_walk_links (library,
                                 fixture->work,
                                 0,
                                 TRI_LINK_WALK_UNEVEN,
                                 1,
                                 &row,
                                 &found,
                                 &error))
    n++;
  g_assert_no_error (error);
  g_assert_cmpuint (n, >=, 10);
  g_assert_true (tri_library_walk_links (library,
                                         fixture->work,
                                         0,
                                         TRI_LINK_WALK_UNCONFIRMED,
                                         -1,
                                         &row,
                                         &found,
                                         &error));
  omissions = tri_library_list_omissions (library, fixture->work, 0, 10, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (omissions->len, >=, 3);
  g_assert_cmpuint (g_array_index (omissions, TriOmission, 0).n_sentences, >=, 3);
  g_assert_cmpint (g_array_index (omissions, TriOmission, 0).missing, ==, 3);
  for (guint i = 1; i < omissions->len; i++)
    g_assert_cmpuint (g_array_index (omissions, TriOmission, i - 1).n_chars,
                      >=,
                      g_array_index (omissions, TriOmission, i).n_chars);
  bins = tri_library_get_overview (library, fixture->work, 0, 5, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (bins->len, ==, 5);
  for (guint i = 0; i < bins->len; i++)
    n_rows += g_array_index (bins, TriOverviewBin, i).n_rows;
  g_assert_cmpuint (n_rows, ==, tri_library_count_rows (library, fixture->work, 0));
}

/* Nothing is left to walk to when all is confirmed. */
static void
test_walk_confirmed (AlignFixture *fixture, gconstpointer data)
{
  TriLibrary *library = fixture->library;
  TriLinkMember at = align_find (library, "Josse wrote");
  TriLinkMember found = { 0 };
  guint64 row = 0;
  g_autoptr (GError) error = NULL;

  tri_library_confirm_above (library, &at, NULL, &error);
  g_assert_no_error (error);
  g_assert_false (tri_library_walk_links (library,
                                          fixture->work,
                                          0,
                                          TRI_LINK_WALK_UNCONFIRMED,
                                          1,
                                          &row,
                                          &found,
                                          &error));
  g_assert_no_error (error);
}

static guint
count_omissions (TriLibrary *library, gint64 work, gboolean confirmed)
{
  g_autoptr (GArray) omissions = tri_library_list_omissions (library, work, 0, 1000, NULL);
  guint n = 0;

  for (guint i = 0; i < omissions->len; i++)
    {
      const TriOmission *omission = &g_array_index (omissions, TriOmission, i);

      if (omission->confirmed == confirmed)
        n += omission->n_sentences;
    }
  return n;
}

/* What has no counterpart was read, too. Undo forgets that it was. */
static void
test_omissions_above (void)
{
  g_autofree char *path = align_new_path ();
  g_autoptr (TriLibrary) library = align_open (path);
  gint64 work = align_import (library, "lock.fr.md short.nl.md", 0, "translations");
  TriLinkMember at;
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;
  g_autofree char *undone = NULL;
  g_autofree char *redone = NULL;
  guint n_open, n = 0;

  align_run (library, work, FALSE);
  n_open = count_omissions (library, work, FALSE);
  g_assert_cmpuint (n_open, >, 3);
  g_assert_cmpuint (count_omissions (library, work, TRUE), ==, 0);
  before = align_dump (library);
  {
    g_autofree char *last = g_strdup_printf ("SELECT max (p.id) FROM passages p JOIN texts t"
                                             " ON t.id = p.text AND t.work = %d AND t.col = 0",
                                             (int) work);

    at = (TriLinkMember){ align_ask (library, last), 0, -1 };
  }
  g_assert_true (tri_library_confirm_above (library, &at, &n, NULL));
  g_assert_cmpuint (n, >, 20);
  g_assert_cmpuint (count_omissions (library, work, TRUE), ==, n_open);
  g_assert_cmpuint (count_omissions (library, work, FALSE), ==, 0);
  after = align_dump (library);
  g_assert_true (tri_library_confirm_above (library, &at, &n, NULL));
  g_assert_cmpuint (n, ==, 0);
  g_free (tri_library_undo (library, NULL));
  undone = align_dump (library);
  g_assert_cmpstr (undone, ==, before);
  g_assert_cmpuint (count_omissions (library, work, TRUE), ==, 0);
  g_free (tri_library_redo (library, NULL));
  redone = align_dump (library);
  g_assert_cmpstr (redone, ==, after);
  align_check (library);
}

/* A sentence that only a pair of texts ties is confirmed to have no counterpart: the pair's link
 * goes, and comes back among those that are confirmed. */
static void
test_pairs_above (AlignFixture *fixture, gconstpointer data)
{
  TriLibrary *library = fixture->library;
  TriLinkMember at = align_find (library, "Josse wrote");
  const char *count = "SELECT count (*) FROM links WHERE kind = 1";
  gint64 n_pairs;
  g_autofree char *after = NULL;
  g_autofree char *redone = NULL;
  g_autofree char *act = NULL;
  g_autoptr (GError) error = NULL;

  sqlite3_exec (library->db,
                "DELETE FROM links WHERE id ="
                " (SELECT id FROM links WHERE kind = 0 ORDER BY id LIMIT 1 OFFSET 6)",
                NULL,
                NULL,
                NULL);
  n_pairs = align_ask (library, count);
  g_assert_true (tri_library_confirm_above (library, &at, NULL, &error));
  g_assert_cmpint (align_ask (library, count), <, n_pairs);
  after = align_dump (library);
  g_free (tri_library_undo (library, &error));
  g_assert_no_error (error);
  g_assert_cmpint (align_ask (library, count), ==, n_pairs);
  act = tri_library_redo (library, &error);
  g_assert_no_error (error);
  redone = align_dump (library);
  g_assert_cmpstr (redone, ==, after);
}

/* Tied to one text and then to another, a passage is tied to both; to another place of the same
 * text, to that alone. */
static void
test_tied_further (void)
{
  g_autofree char *path = align_new_path ();
  g_autoptr (TriLibrary) library = align_open (path);
  TriLinkMember french, english, dutch;
  g_autoptr (GError) error = NULL;

  align_import (library, "lock.fr.md lock.en.md lock.nl.md", 0, "translations");
  french = align_find (library, "Il avait vingt-deux");
  english = align_find (library, "He was twenty-two");
  dutch = align_find (library, "In maart 1908");
  tri_library_tie (library,
                   (TriLinkMember[]){ french, english },
                   2,
                   TRI_RELATION_TRANSLATION,
                   NULL,
                   &error);
  g_assert_no_error (error);
  tri_library_tie (library,
                   (TriLinkMember[]){ english, dutch },
                   2,
                   TRI_RELATION_TRANSLATION,
                   NULL,
                   &error);
  g_assert_no_error (error);
  align_assert_at (library, &english, "Il avait|He was t|In maart");
  french = align_find (library, "En mars 1908");
  tri_library_tie (library,
                   (TriLinkMember[]){ french, english },
                   2,
                   TRI_RELATION_TRANSLATION,
                   NULL,
                   &error);
  g_assert_no_error (error);
  align_assert_at (library, &english, "En mars |He was t");
  align_check (library);
}

/* What stands beside a mended sentence keeps its counterparts, though all above is confirmed with
 * what has none there. */
static void
test_beside_confirmed (AlignFixture *fixture, gconstpointer data)
{
  TriLibrary *library = fixture->library;
  TriLinkMember members[] = { align_find (library, "Personne ne l"),
                              align_find (library, "He asked the way") };
  TriLinkMember at = align_find (library, "Follow the canal");
  guint n = 0;
  g_autoptr (GError) error = NULL;

  g_assert_true (tri_library_tie (library, members, 2, TRI_RELATION_TRANSLATION, NULL, &error));
  g_assert_true (tri_library_confirm_above (library, &at, &n, &error));
  at = align_find (library, "Josse thanked her");
  g_assert_true (tri_library_omit_link (library, &at, 0, NULL, &error));
  at = align_find (library, "The wind came");
  align_assert_at (library, &at, "Le vent |The wind|De wind ");
  align_check (library);
}

/* Sentences that are the same again and again, but for two of them. */
static void
write_long (const char *path, const char *format, const char *const *words)
{
  g_autoptr (GString) text = g_string_new (NULL);
  g_autoptr (GError) error = NULL;

  for (guint i = 0; i < 1200; i++)
    {
      const char *mark = i == 600 ? "Marie" : i == 649 ? "Louise"
                                                       : "";

#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wformat-nonliteral"
      g_string_append_printf (text, format, words[i % 7], mark, words[(i / 7) % 7]);
#pragma GCC diagnostic pop
      g_string_append (text, i % 4 == 3 ? "\n\n" : " ");
    }
  g_file_set_contents (path, text->str, -1, &error);
  g_assert_no_error (error);
}

/* What is aligned behind the 200 sentences around an act is part of the act. */
static void
test_rest (void)
{
  g_auto (GStrv) french = g_strsplit ("maison rivière table porte rue montagne lampe", " ", -1);
  g_auto (GStrv) english = g_strsplit ("house river table door road mountain lamp", " ", -1);
  g_autofree char *path = align_new_path ();
  g_autofree char *folder = g_path_get_dirname (path);
  g_autofree char *fr = g_build_filename (folder, "long.fr.txt", NULL);
  g_autofree char *en = g_build_filename (folder, "long.en.txt", NULL);
  g_autofree char *both = g_strconcat (fr, " ", en, NULL);
  g_autoptr (TriLibrary) library = align_open (path);
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;
  g_autofree char *undone = NULL;
  TriLinkMember members[2];
  TriLinkRest rest = 0;
  gint64 work, began, took;
  g_autoptr (GError) error = NULL;

  write_long (fr, "La %s de %s est près de la %s.", (const char *const *) french);
  write_long (en, "The %s of %s is near the %s.", (const char *const *) english);
  work = align_import (library, both, 0, "translations");
  align_run (library, work, FALSE);
  before = align_dump (library);
  members[0] = align_find (library, "Marie est");
  members[1] = align_find (library, "Louise is");
  began = g_get_monotonic_time ();
  tri_library_tie (library, members, 2, TRI_RELATION_TRANSLATION, &rest, &error);
  took = g_get_monotonic_time () - began;
  g_assert_no_error (error);
  g_test_message ("%.1f ms, rest %" G_GINT64_FORMAT, took / 1000.0, rest);
  align_check (library);
  /* Whether a stretch is left depends on the aligner; going on does no harm when none is. */
  rest = align_ask (library, "SELECT max (id) FROM journal");
  tri_library_align_rest (library, rest, NULL, &error);
  g_assert_no_error (error);
  align_check (library);
  after = align_dump (library);
  g_assert_cmpstr (before, !=, after);
  undone = tri_library_undo (library, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (undone, ==, "link.tie");
  assert_dump (library, before);
  /* What was undone is not gone on with. */
  tri_library_align_rest (library, rest, NULL, &error);
  g_assert_no_error (error);
  assert_dump (library, before);
  g_free (tri_library_redo (library, &error));
  g_assert_no_error (error);
  assert_dump (library, after);
  align_check (library);
}

int
main (int argc, char **argv)
{
  static const char two[] = "lock.fr.md lock.en.md";
  static const char short_three[] = "lock.fr.md lock.en.md short.nl.md";

  g_test_init (&argc, &argv, NULL);

  for (guint i = 0; i < G_N_ELEMENTS (acts); i++)
    {
      g_autofree char *of_two = g_strconcat ("/link-repair/undo/two/", acts[i].name, NULL);
      g_autofree char *of_three = g_strconcat ("/link-repair/undo/three/", acts[i].name, NULL);

      g_test_add_data_func (of_two, GUINT_TO_POINTER (i), test_undo_two);
      g_test_add_data_func (of_three, GUINT_TO_POINTER (i), test_undo_three);
    }
#define ADD(name, files, func) \
  g_test_add (name, AlignFixture, files, align_set_up, func, align_tear_down)
  ADD ("/link-repair/confirm-above/beside",
       "lock.fr.md lock.en.md lock.nl.md",
       test_beside_confirmed);
  ADD ("/link-repair/confirm-above/pairs", "lock.fr.md lock.en.md lock.nl.md", test_pairs_above);
  ADD ("/link-repair/acts/what-they-say", two, test_what_acts_say);
  ADD ("/link-repair/acts/refusals", two, test_refusals);
  ADD ("/link-repair/align/confirmed-stay", two, test_confirmed_stay);
  ADD ("/link-repair/align/crossing", two, test_crossing);
  ADD ("/link-repair/align/fixed-point", two, test_fixed_point);
  ADD ("/link-repair/walk/uneven", short_three, test_walk);
  ADD ("/link-repair/walk/all-confirmed", two, test_walk_confirmed);
#undef ADD
  g_test_add_func ("/link-repair/confirm-above/omissions", test_omissions_above);
  g_test_add_func ("/link-repair/acts/free-columns", test_free_columns);
  g_test_add_func ("/link-repair/acts/tied-further", test_tied_further);
  g_test_add_func ("/link-repair/rest/part-of-the-act", test_rest);

  return g_test_run ();
}
