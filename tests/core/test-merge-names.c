/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "merge-texts-fixture.h"

#include "library/tri-library-entity-acts.h"
#include "library/tri-library-links.h"

/* What a reader said of names and of links, in works that both libraries have. */

/* Whom the reader says that texts name: "words = name", or "words = -". */
static const char names[] = "SELECT coalesce (group_concat (line, '; '), '') FROM (SELECT"
                            " substr (p.content, m.start + 1, m.stop - m.start) || ' = '"
                            " || (SELECT n.name FROM entity_names AS n WHERE n.entity = m.entity"
                            "  ORDER BY n.ord LIMIT 1) AS line FROM mentions AS m"
                            " JOIN passages AS p ON p.id = m.passage WHERE m.origin = 2"
                            " UNION ALL SELECT substr (p.content, r.start + 1, r.stop - r.start)"
                            " || ' = -' FROM refusals AS r JOIN passages AS p"
                            " ON p.id = r.passage ORDER BY 1)";

#define assert_names(library, expected) assert_words (library, names, expected)

static gint64
add_entity (TriLibrary *library, const char *name, guint ord, guint start, guint end)
{
  gint64 work = tri_library_ask (library, "SELECT max (id) FROM works WHERE ?1 = 0", 0, 0);
  const TriEntityRange range = { get_passage (library, ord), start, end };
  g_autoptr (TriEntity) draft = tri_entity_new ();
  g_autoptr (GError) error = NULL;
  gint64 entity;

  draft->type = TRI_ENTITY_PERSON;
  tri_entity_add_name (draft, "en", name, TRI_NAME_OFFICIAL);
  entity = tri_library_add_entity (library, work, draft, &range, 1, &error);
  g_assert_no_error (error);
  return entity;
}

static void
refuse (TriLibrary *library, guint ord, guint start, guint end)
{
  const TriEntityRange range = { get_passage (library, ord), start, end };
  g_autoptr (GError) error = NULL;

  tri_library_refuse_ranges (library, &range, 1, &error);
  g_assert_no_error (error);
}

static void
rename_entity (TriLibrary *library, const char *name, const char *age)
{
  gint64 id = tri_library_ask (library, "SELECT max (id) FROM entities WHERE ?1 = 0", 0, 0);
  g_autoptr (TriEntity) changed = tri_entity_new ();
  g_autoptr (GError) error = NULL;

  changed->id = id;
  changed->type = TRI_ENTITY_PERSON;
  tri_entity_add_name (changed, "en", name, TRI_NAME_OFFICIAL);
  tri_library_edit_entity (library, changed, &error);
  g_assert_no_error (error);
  /* Nobody does so in two libraries in one second. */
  g_assert_true (tri_library_exec (library, age, NULL));
}

/* What the reader says of names, in works that both imported by themselves. */
static void
test_names (void)
{
  g_auto (Pair) pair = { NULL };
  g_autofree char *path = NULL;
  g_autoptr (TriMergeReport) report = NULL;

  pair_init_apart (&pair);
  path = write_text (&pair, "en.txt", lines);
  import_file (pair.libraries[0], path);
  import_file (pair.libraries[1], path);
  add_entity (pair.libraries[1], "Ada Perrin", 0, 0, 10);
  refuse (pair.libraries[1], 1, 25, 34);
  merge_calmly (pair.libraries[0], pair.libraries[1]);
  assert_names (pair.libraries[0], "Ada Perrin = Ada Perrin; Bob Lindt = -");
  assert_sound (pair.libraries[0]);
  assert_nothing_new (pair.libraries[0], pair.libraries[1]);
  undo (pair.libraries[0]);
  assert_names (pair.libraries[0], "");
  redo (pair.libraries[0]);
  assert_names (pair.libraries[0], "Ada Perrin = Ada Perrin; Bob Lindt = -");
  assert_sound (pair.libraries[0]);

  /* A change goes back, and so does what was taken back. */
  rename_entity (pair.libraries[0], "Ada P.", "UPDATE entities SET modified = modified + 1");
  refuse (pair.libraries[0], 0, 0, 10);
  merge_calmly (pair.libraries[1], pair.libraries[0]);
  assert_names (pair.libraries[1], "Ada Perrin = -; Bob Lindt = -");
  assert_sound (pair.libraries[1]);
  assert_nothing_new (pair.libraries[0], pair.libraries[1]);
  assert_nothing_new (pair.libraries[1], pair.libraries[0]);

  /* In both: the reader decides. */
  rename_entity (pair.libraries[0], "Ada (mine)", "UPDATE entities SET modified = modified + 2");
  rename_entity (pair.libraries[1], "Ada (theirs)", "UPDATE entities SET modified = modified + 3");
  report = merge (pair.libraries[0], pair.libraries[1]);
  g_assert_cmpuint (report->conflicts->len, ==, 1);
  g_assert_cmpstr (((TriMergeConflict *) report->conflicts->pdata[0])->what, ==, "entity");
}

/* Each made the same one: it is one. */
static void
test_same_entity (void)
{
  g_auto (Pair) pair = { NULL };
  g_autofree char *path = NULL;

  pair_init_apart (&pair);
  path = write_text (&pair, "en.txt", lines);
  for (guint i = 0; i < 2; i++)
    {
      import_file (pair.libraries[i], path);
      add_entity (pair.libraries[i], "Ada Perrin", i ? 2 : 0, i ? 34 : 0, i ? 44 : 10);
    }
  merge_calmly (pair.libraries[0], pair.libraries[1]);
  assert_names (pair.libraries[0], "Ada Perrin = Ada Perrin; Ada Perrin = Ada Perrin");
  g_assert_cmpint (tri_library_ask (pair.libraries[0],
                                    "SELECT count (*) FROM entities WHERE ?1 = 0",
                                    0,
                                    0),
                   ==,
                   1);
  assert_nothing_new (pair.libraries[0], pair.libraries[1]);
  merge_calmly (pair.libraries[1], pair.libraries[0]);
  assert_names (pair.libraries[1], "Ada Perrin = Ada Perrin; Ada Perrin = Ada Perrin");
  assert_nothing_new (pair.libraries[1], pair.libraries[0]);
  assert_nothing_new (pair.libraries[0], pair.libraries[1]);
}

/* The links that the reader has judged, by their numbers: "confirmed rejected all". */
static const char links[] = "SELECT coalesce (sum (status = 2), 0) || ' '"
                            " || coalesce (sum (kind = 3), 0) || ' ' || count (*) FROM links";

#define assert_links(library, expected) assert_words (library, links, expected)

/* A link that the reader confirmed, and one made by hand. */
static void
test_links (void)
{
  g_auto (Pair) pair = { NULL };
  g_autofree char *fr = NULL;
  g_autofree char *en = NULL;
  TriImportFile files[2] = { { NULL, "fr" }, { NULL, "en" } };
  TriImportOptions options = { files, 2, .kind = "translations" };
  g_autoptr (GError) error = NULL;
  TriLinkMember at = { 0, 0, -1 };

  pair_init_apart (&pair);
  files[0].path = fr = write_text (&pair, "fr.txt", lines);
  files[1].path = en = write_text (&pair, "en.txt", newer);
  for (guint i = 0; i < 2; i++)
    {
      gint64 work = tri_library_import (pair.libraries[i], &options, NULL, &error);

      g_assert_no_error (error);
      g_assert_true (tri_library_exec (pair.libraries[i],
                                       "INSERT INTO links (id, work, relation, score, status)"
                                       " VALUES (1, 1, 0, 0.5, 1), (2, 1, 0, 0.5, 1);"
                                       "INSERT INTO link_members SELECT ord + 1, id, -1"
                                       " FROM passages WHERE text = 1 AND ord < 2;"
                                       "INSERT INTO link_members SELECT ord, id, -1"
                                       " FROM passages WHERE text = 2 AND ord IN (1, 2)",
                                       NULL));
      tri_library_rebuild_rows (pair.libraries[i], work, &error);
      g_assert_no_error (error);
    }
  at.passage = tri_library_ask (pair.libraries[1],
                                "SELECT id FROM passages WHERE text = 1 AND ord = ?1",
                                0,
                                0);
  tri_library_confirm_link (pair.libraries[1], &at, &error);
  g_assert_no_error (error);
  assert_links (pair.libraries[1], "1 0 2");
  assert_links (pair.libraries[0], "0 0 2");
  merge_calmly (pair.libraries[0], pair.libraries[1]);
  assert_links (pair.libraries[0], "1 0 2");
  assert_sound (pair.libraries[0]);
  assert_nothing_new (pair.libraries[0], pair.libraries[1]);
  assert_nothing_new (pair.libraries[1], pair.libraries[0]);
  undo (pair.libraries[0]);
  assert_links (pair.libraries[0], "0 0 2");
  redo (pair.libraries[0]);
  assert_links (pair.libraries[0], "1 0 2");

  /* One that nothing here contradicts. */
  g_assert_true (tri_library_exec (pair.libraries[1],
                                   "INSERT INTO links (id, work, relation, score, status)"
                                   " VALUES (9, 1, 0, 1, 2);"
                                   "INSERT INTO link_members SELECT 9, id, -1 FROM passages"
                                   " WHERE text = 1 AND ord = 2 OR text = 2 AND ord = 3",
                                   NULL));
  merge_calmly (pair.libraries[0], pair.libraries[1]);
  assert_links (pair.libraries[0], "2 0 3");
  assert_sound (pair.libraries[0]);
  assert_nothing_new (pair.libraries[0], pair.libraries[1]);

  /* One that takes a computed link in. */
  g_assert_true (tri_library_exec (pair.libraries[1],
                                   "UPDATE links SET status = 2 WHERE id = 2;"
                                   "INSERT INTO link_members SELECT 2, id, -1 FROM passages"
                                   " WHERE text = 2 AND ord = 0",
                                   NULL));
  merge_calmly (pair.libraries[0], pair.libraries[1]);
  assert_links (pair.libraries[0], "3 0 3");
  assert_sound (pair.libraries[0]);
  assert_nothing_new (pair.libraries[0], pair.libraries[1]);
  undo (pair.libraries[0]);
  assert_links (pair.libraries[0], "2 0 3");
  assert_sound (pair.libraries[0]);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/merge/links", test_links);
  g_test_add_func ("/merge/names/both", test_names);
  g_test_add_func ("/merge/names/same-entity", test_same_entity);
  return g_test_run ();
}
