/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "library/tri-library-entity-acts.h"
#include "library/tri-library-names.h"
#include "query-fixture.h"

#include <string.h>

/* What is said of a passage: "0-5=1 l" for words that the linker says name entity 1, e by the file,
 * r by the reader, "0-5=-" for a refusal. */
static char *
say (TriLibrary *library, gint64 passage)
{
  static const char sql[] = "SELECT start, stop, coalesce (entity, 0), origin FROM mentions"
                            " WHERE passage = ?1 UNION ALL SELECT start, stop, -1, 2 FROM refusals"
                            " WHERE passage = ?1 ORDER BY 1, 2, 3";
  g_autoptr (TriStatement) statement = tri_library_prepare (library, sql, NULL);
  GString *text = g_string_new (NULL);

  sqlite3_bind_int64 (statement, 1, passage);
  while (tri_library_next (library, statement, NULL))
    {
      int entity = sqlite3_column_int (statement, 2);
      g_autofree char *named = entity < 0 ? g_strdup ("-") : g_strdup_printf ("%d", entity);

      g_string_append_printf (text,
                              "%s%d-%d=%s%c",
                              text->len ? " " : "",
                              sqlite3_column_int (statement, 0),
                              sqlite3_column_int (statement, 1),
                              named,
                              "elr"[sqlite3_column_int (statement, 3)]);
    }
  return g_string_free (text, FALSE);
}

static void
assert_said (TriLibrary *library, gint64 passage, const char *expected)
{
  g_autofree char *said = say (library, passage);

  g_assert_cmpstr (said, ==, expected);
}

/* The counts are what the mentions are. */
static void
assert_counted (TriLibrary *library)
{
  static const char wrong[] = "SELECT count (*) FROM (SELECT text, entity, n, first FROM"
                              " mention_counts EXCEPT SELECT text, entity, count (*), min (ord)"
                              " FROM mentions WHERE entity IS NOT NULL GROUP BY text, entity)"
                              " WHERE ? = 0";
  static const char lacking[] = "SELECT count (*) FROM (SELECT text, entity, count (*), min (ord)"
                                " FROM mentions WHERE entity IS NOT NULL GROUP BY text, entity"
                                " EXCEPT SELECT text, entity, n, first FROM mention_counts)"
                                " WHERE ? = 0";

  g_assert_cmpint (tri_library_ask (library, wrong, 0, -1), ==, 0);
  g_assert_cmpint (tri_library_ask (library, lacking, 0, -1), ==, 0);
}

static void
link_again (TriLibrary *library)
{
  g_autoptr (GError) error = NULL;

  tri_library_link_work (library, 1, NULL, NULL, &error);
  g_assert_no_error (error);
  assert_counted (library);
}

static void
undo (TriLibrary *library, const char *act)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *undone = tri_library_undo (library, &error);

  g_assert_no_error (error);
  g_assert_cmpstr (undone, ==, act);
  assert_counted (library);
}

static void
redo (TriLibrary *library, const char *act)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *done = tri_library_redo (library, &error);

  g_assert_no_error (error);
  g_assert_cmpstr (done, ==, act);
  assert_counted (library);
}

/* Names of an entity as "fr:Serge en:Serge". */
static char *
dup_names (TriLibrary *library, gint64 id)
{
  g_autoptr (TriEntity) entity = tri_library_get_entity (library, id, NULL);
  GString *text = g_string_new (NULL);

  for (guint i = 0; entity && i < entity->names->len; i++)
    {
      const TriName *name = &g_array_index (entity->names, TriName, i);

      g_string_append_printf (text, "%s%s:%s", i ? ", " : "", name->lang, name->name);
    }
  return g_string_free (text, FALSE);
}

static void
assert_names (TriLibrary *library, gint64 id, const char *expected)
{
  g_autofree char *names = dup_names (library, id);

  g_assert_cmpstr (names, ==, expected);
}

/* --- Link, refuse, add */

static void
test_link (void)
{
  g_autoptr (TriLibrary) library = fixture_new_linked ();
  g_autoptr (GError) error = NULL;
  /* “Nobody” of the English text; “Serge” with the verb behind it. */
  static const TriEntityRange nobody = { 13, 0, 6 };
  static const TriEntityRange serge = { 2, 0, 15 };

  assert_said (library, 13, "");
  g_assert_true (tri_library_link_ranges (library, &nobody, 1, 1, &error));
  g_assert_no_error (error);
  assert_said (library, 13, "0-6=1r");
  assert_counted (library);
  link_again (library);
  assert_said (library, 13, "0-6=1r");
  undo (library, "entity.link");
  assert_said (library, 13, "");
  redo (library, "entity.link");
  assert_said (library, 13, "0-6=1r");

  /* this is somebody else; what overlaps goes, and comes back */
  assert_said (library, 2, "0-5=1l 16-23=2l 26-32=3l");
  g_assert_true (tri_library_link_ranges (library, &serge, 1, 5, &error));
  assert_said (library, 2, "0-15=5r 16-23=2l 26-32=3l");
  link_again (library);
  assert_said (library, 2, "0-15=5r 16-23=2l 26-32=3l");
  undo (library, "entity.link");
  assert_said (library, 2, "0-5=1l 16-23=2l 26-32=3l");
  g_assert_cmpint (tri_library_count_mentions (library, 5, 1), ==, 1);
}

static void
test_link_rows (void)
{
  g_autoptr (TriLibrary) library = fixture_new_linked ();
  static const TriEntityRange nobody = { 13, 0, 6 };
  static const char own[] = "SELECT count (*) FROM mentions WHERE length (uuid) = 36"
                            " AND created > 1 AND modified >= created AND passage = ?";
  static const char refused[] = "SELECT count (*) FROM refusals WHERE length (uuid) = 36"
                                " AND created > 1 AND modified >= created AND passage = ?";

  g_assert_true (tri_library_link_ranges (library, &nobody, 1, 1, NULL));
  g_assert_cmpint (tri_library_ask (library, own, 13, 0), ==, 1);
  g_assert_true (tri_library_refuse_ranges (library, &nobody, 1, NULL));
  g_assert_cmpint (tri_library_ask (library, own, 13, 0), ==, 0);
  g_assert_cmpint (tri_library_ask (library, refused, 13, 0), ==, 1);
  undo (library, "entity.refuse");
  g_assert_cmpint (tri_library_ask (library, own, 13, 0), ==, 1);
}

static void
test_link_wrong (void)
{
  static const TriEntityRange wrong[] = { { 13, 0, 500 }, { 13, 6, 6 }, { 77, 0, 2 } };
  static const TriEntityRange both[] = { { 13, 0, 6 }, { 77, 0, 2 } };
  g_autoptr (TriLibrary) library = fixture_new_linked ();
  g_autoptr (GError) error = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (wrong); i++)
    {
      g_assert_false (tri_library_link_ranges (library, &wrong[i], 1, 1, &error));
      g_assert_error (error, TRI_ERROR, TRI_ERROR_NOT_FOUND);
      g_clear_error (&error);
    }
  g_assert_false (tri_library_link_ranges (library, both, 1, 77, &error));
  g_assert_error (error, TRI_ERROR, TRI_ERROR_NOT_FOUND);
  g_clear_error (&error);
  /* all or nothing */
  g_assert_false (tri_library_link_ranges (library, both, 2, 1, &error));
  assert_said (library, 13, "");
  g_assert_null (tri_library_peek_undo (library));
}

static void
test_refuse (void)
{
  g_autoptr (TriLibrary) library = fixture_new_linked ();
  static const TriEntityRange masses = { 3, 9, 15 };
  static const TriEntityRange route = { 1, 19, 24 };

  assert_said (library, 3, "9-15=4l");
  g_assert_true (tri_library_refuse_ranges (library, &masses, 1, NULL));
  assert_said (library, 3, "9-15=-r");
  link_again (library);
  assert_said (library, 3, "9-15=-r");
  g_assert_cmpint (tri_library_count_mentions (library, 4, 1), ==, 0);
  undo (library, "entity.refuse");
  assert_said (library, 3, "9-15=4l");
  redo (library, "entity.refuse");
  assert_said (library, 3, "9-15=-r");
  /* only part of a longer name: none of it is found again */
  assert_said (library, 1, "12-24=1l");
  g_assert_true (tri_library_refuse_ranges (library, &route, 1, NULL));
  link_again (library);
  assert_said (library, 1, "19-24=-r");
  undo (library, "entity.refuse");
  assert_said (library, 1, "12-24=1l");
}

static gint64
find_mention (TriLibrary *library, gint64 passage)
{
  static const char sql[] = "SELECT min (id) FROM mentions WHERE passage = ?";

  return tri_library_ask (library, sql, passage, 0);
}

/* A question is answered by one word, whatever the linker says later. */
static void
test_confirm (void)
{
  g_autoptr (TriLibrary) library = fixture_new_linked ();
  g_autoptr (GError) error = NULL;

  assert_said (library, 3, "9-15=4l");
  g_assert_true (tri_library_exec (library,
                                   "UPDATE mentions SET confidence = 0.4 WHERE passage = 3",
                                   NULL));
  g_assert_true (tri_library_confirm_mention (library, find_mention (library, 3), &error));
  g_assert_no_error (error);
  assert_said (library, 3, "9-15=4r");
  assert_counted (library);
  /* twice says no more */
  g_assert_true (tri_library_confirm_mention (library, find_mention (library, 3), &error));
  link_again (library);
  assert_said (library, 3, "9-15=4r");
  undo (library, "entity.link");
  assert_said (library, 3, "9-15=4l");

  g_assert_true (tri_library_reject_mention (library, find_mention (library, 3), &error));
  link_again (library);
  assert_said (library, 3, "9-15=-r");
  undo (library, "entity.refuse");
  assert_said (library, 3, "9-15=4l");
  g_assert_false (tri_library_confirm_mention (library, 7777, &error));
  g_assert_error (error, TRI_ERROR, TRI_ERROR_NOT_FOUND);
}

/* What the file says can be put right, and comes back as the file's. */
static void
test_encoded (void)
{
  g_autoptr (TriLibrary) library = fixture_new_linked ();
  static const TriEntityRange nobody = { 13, 0, 6 };

  g_assert_true (tri_library_exec (library,
                                   "INSERT INTO mentions (passage, text, ord, start, stop, entity,"
                                   " type, origin, confidence, reference)"
                                   " VALUES (13, 2, 2, 0, 6, 6, 2, 0, 1.0, '#x')",
                                   NULL));
  g_assert_true (tri_library_recount_mentions (library, 1, NULL));
  g_assert_true (tri_library_link_ranges (library, &nobody, 1, 1, NULL));
  assert_said (library, 13, "0-6=1r");
  undo (library, "entity.link");
  assert_said (library, 13, "0-6=6e");
}

static gint64
add_nobody (TriLibrary *library)
{
  g_autoptr (TriEntity) draft = tri_entity_new ();
  g_autoptr (GError) error = NULL;
  static const TriEntityRange nobody = { 13, 0, 6 };
  gint64 added;

  draft->type = TRI_ENTITY_PERSON;
  draft->dates = g_strdup ("1890-12-30/1947");
  tri_entity_add_name (draft, "en", "Nobody", TRI_NAME_OFFICIAL);
  added = tri_library_add_entity (library, 1, draft, &nobody, 1, &error);
  g_assert_no_error (error);
  return added;
}

static void
test_add (void)
{
  g_autoptr (TriLibrary) library = fixture_new_linked ();
  static const char own[] = "SELECT count (*) FROM registers r JOIN work_registers w"
                            " ON w.register = r.id WHERE r.reader = 1 AND w.work = ?";
  gint64 added = add_nobody (library);
  g_autoptr (TriEntity) entity = tri_library_get_entity (library, added, NULL);

  g_assert_cmpint (added, >, 7);
  g_assert_cmpstr (entity->dates, ==, "1890-12-30/1947");
  g_assert_cmpuint (entity->n_mentions, ==, 1);
  assert_names (library, added, "en:Nobody");
  g_assert_cmpint (tri_library_ask (library, own, 1, 0), ==, 1);
  undo (library, "entity.add");
  /* its register is no act of its own */
  g_assert_null (tri_library_peek_undo (library));
  assert_said (library, 13, "");
  g_assert_null (tri_library_get_entity (library, added, NULL));
  redo (library, "entity.add");
  assert_names (library, added, "en:Nobody");
  g_assert_cmpint (tri_library_count_mentions (library, added, 2), ==, 1);
  link_again (library);
  g_assert_cmpint (tri_library_count_mentions (library, added, 2), ==, 1);
  /* the next one lives in the same register */
  add_nobody (library);
  g_assert_cmpint (tri_library_ask (library, own, 1, 0), ==, 1);
}

/* --- Edit */

static void
test_edit (void)
{
  g_autoptr (TriLibrary) library = fixture_new_linked ();
  g_autoptr (TriEntity) entity = tri_library_get_entity (library, 4, NULL);
  g_autoptr (GError) error = NULL;
  static const char work[] = "SELECT count (*) FROM mentions WHERE entity = ? AND type = 3";

  /* unchanged is no act */
  g_assert_true (tri_library_edit_entity (library, entity, &error));
  g_assert_null (tri_library_peek_undo (library));

  entity->type = TRI_ENTITY_ORGANISATION;
  tri_entity_add_name (entity, "fr", "masses", TRI_NAME_SHORT);
  tri_entity_add_description (entity, "en", "A monthly");
  g_free (entity->dates);
  entity->dates = g_strdup ("1933/1939");
  g_assert_true (tri_library_edit_entity (library, entity, &error));
  g_assert_no_error (error);
  assert_names (library, 4, "fr:Masses, fr:masses");
  g_assert_cmpint (tri_library_ask (library, work, 4, -1), ==, 0);
  /* the new name is found */
  link_again (library);
  g_assert_cmpint (tri_library_count_mentions (library, 4, 1), ==, 2);
  undo (library, "entity.edit");
  assert_names (library, 4, "fr:Masses");
  link_again (library);
  g_assert_cmpint (tri_library_ask (library, work, 4, -1), ==, 1);
  redo (library, "entity.edit");
  assert_names (library, 4, "fr:Masses, fr:masses");
}

static void
test_edit_wrong (void)
{
  g_autoptr (TriLibrary) library = fixture_new_linked ();
  g_autoptr (TriEntity) entity = tri_library_get_entity (library, 4, NULL);
  g_autoptr (GError) error = NULL;

  entity->dates = g_strdup ("last summer");
  g_assert_false (tri_library_edit_entity (library, entity, &error));
  g_assert_error (error, TRI_ERROR, TRI_ERROR_FAILED);
  g_clear_error (&error);
  g_clear_pointer (&entity->dates, g_free);
  tri_entity_add_name (entity, "fr", " ", TRI_NAME_SHORT);
  g_assert_false (tri_library_edit_entity (library, entity, &error));
  g_assert_error (error, TRI_ERROR, TRI_ERROR_FAILED);
  g_clear_error (&error);
  g_array_set_size (entity->names, 0);
  g_assert_false (tri_library_edit_entity (library, entity, &error));
  g_assert_error (error, TRI_ERROR, TRI_ERROR_FAILED);
  assert_names (library, 4, "fr:Masses");
}

/* --- Merge and split */

static void
test_merge (void)
{
  g_autoptr (TriLibrary) library = fixture_new_linked ();
  g_autoptr (GError) error = NULL;
  g_autofree char *names = dup_names (library, 2);
  static const char kept[] = "SELECT count (*) FROM entities WHERE id = ?";

  g_assert_false (tri_library_merge_entities (library, 1, 1, &error));
  g_assert_error (error, TRI_ERROR, TRI_ERROR_FAILED);
  g_clear_error (&error);
  g_assert_true (tri_library_merge_entities (library, 5, 2, &error));
  g_assert_no_error (error);
  assert_counted (library);
  g_assert_cmpint (tri_library_ask (library, kept, 2, -1), ==, 0);
  assert_said (library, 4, "17-24=5l 28-33=5l 40-45=1l");
  assert_names (library,
                5,
                "es:Salvador Seguí, fr:Léon Trotski, en:Leon Trotsky, es:Seguí, fr:Trotski,"
                " en:Trotsky");
  link_again (library);
  assert_said (library, 4, "17-24=5l 28-33=5l 40-45=1l");
  undo (library, "entity.merge");
  assert_said (library, 4, "17-24=2l 28-33=5l 40-45=1l");
  assert_names (library, 2, names);
  assert_names (library, 5, "es:Salvador Seguí, es:Seguí");
  redo (library, "entity.merge");
  assert_said (library, 4, "17-24=5l 28-33=5l 40-45=1l");
}

/* What was decided of spellings of the one that goes is said of the one that stays. */
static void
test_merge_decisions (void)
{
  g_autoptr (TriLibrary) library = fixture_new_linked ();
  static const char decided[] = "SELECT sum (entity * 10 + accepted) FROM name_decisions"
                                " WHERE work = ?";

  g_assert_true (tri_library_reject_name (library, 1, 2, "en", "Trotzky", NULL));
  g_assert_cmpint (tri_library_ask (library, decided, 1, 0), ==, 20);
  g_assert_true (tri_library_merge_entities (library, 5, 2, NULL));
  g_assert_cmpint (tri_library_ask (library, decided, 1, 0), ==, 50);
  undo (library, "entity.merge");
  g_assert_cmpint (tri_library_ask (library, decided, 1, 0), ==, 20);
  redo (library, "entity.merge");
  g_assert_cmpint (tri_library_ask (library, decided, 1, 0), ==, 50);
  undo (library, "entity.merge");
  undo (library, "name.reject");
  g_assert_cmpint (tri_library_ask (library, decided, 1, 0), ==, 0);
}

static void
test_split_by_lang (void)
{
  g_autoptr (TriLibrary) library = fixture_new_linked ();
  g_autoptr (GError) error = NULL;
  TriEntitySplit split = { TRI_ENTITY_SPLIT_LANG, .lang = "en" };
  gint64 made = tri_library_split_entity (library, 2, &split, &error);

  g_assert_no_error (error);
  assert_counted (library);
  assert_names (library, 2, "fr:Léon Trotski, fr:Trotski");
  assert_names (library, made, "en:Leon Trotsky, en:Trotsky");
  g_assert_cmpint (tri_library_count_mentions (library, 2, 1), ==, 2);
  g_assert_cmpint (tri_library_count_mentions (library, 2, 2), ==, 0);
  g_assert_cmpint (tri_library_count_mentions (library, made, 2), ==, 1);
  link_again (library);
  g_assert_cmpint (tri_library_count_mentions (library, made, 2), ==, 1);
  undo (library, "entity.split");
  g_assert_null (tri_library_get_entity (library, made, NULL));
  g_assert_cmpint (tri_library_count_mentions (library, 2, 2), ==, 1);
  assert_said (library, 4, "17-24=2l 28-33=5l 40-45=1l");
  redo (library, "entity.split");
  g_assert_cmpint (tri_library_count_mentions (library, made, 2), ==, 1);
}

static void
test_split_by_text (void)
{
  g_autoptr (TriLibrary) library = fixture_new_linked ();
  g_autoptr (GError) error = NULL;
  TriEntitySplit split = { TRI_ENTITY_SPLIT_TEXT, .text = 2 };
  gint64 made = tri_library_split_entity (library, 1, &split, &error);

  g_assert_no_error (error);
  /* both texts call him so */
  assert_names (library, made, "fr:Victor Serge, en:Victor Serge, fr:Serge");
  assert_names (library, 1, "fr:Victor Serge, en:Victor Serge, fr:Serge");
  g_assert_cmpint (tri_library_count_mentions (library, made, 1), ==, 0);
  g_assert_cmpint (tri_library_count_mentions (library, 1, 2), ==, 0);
  /* the linker could not tell them apart by name, and need not */
  link_again (library);
  g_assert_cmpint (tri_library_count_mentions (library, made, 2), ==, 2);
  g_assert_cmpint (tri_library_count_mentions (library, 1, 1), ==, 3);
  undo (library, "entity.split");
  g_assert_cmpint (tri_library_count_mentions (library, 1, 2), ==, 2);
}

static void
test_split_picked (void)
{
  g_autoptr (TriLibrary) library = fixture_new_linked ();
  g_autoptr (GError) error = NULL;
  g_autoptr (GArray) contexts = tri_library_list_mentions (library, 1, 1, 0, 0, NULL);
  gint64 picked = g_array_index (contexts, TriContext, 2).mention.id;
  TriEntitySplit split = { TRI_ENTITY_SPLIT_MENTIONS, .mentions = &picked, .n_mentions = 1 };
  TriEntitySplit none = { TRI_ENTITY_SPLIT_MENTIONS, NULL };
  TriEntitySplit all = { TRI_ENTITY_SPLIT_TEXT, .text = 1 };
  gint64 made;

  g_assert_cmpint (tri_library_split_entity (library, 1, &none, &error), ==, 0);
  g_assert_error (error, TRI_ERROR, TRI_ERROR_FAILED);
  g_clear_error (&error);
  /* all of its mentions are in that text */
  g_assert_cmpint (tri_library_split_entity (library, 5, &all, &error), ==, 0);
  g_assert_error (error, TRI_ERROR, TRI_ERROR_FAILED);
  g_clear_error (&error);
  made = tri_library_split_entity (library, 1, &split, &error);
  g_assert_no_error (error);
  g_assert_cmpint (tri_library_count_mentions (library, made, 1), ==, 1);
  assert_names (library, made, "fr:Serge");
  link_again (library);
  g_assert_cmpint (tri_library_count_mentions (library, made, 1), ==, 1);
  g_assert_cmpint (tri_library_count_mentions (library, 1, 1), ==, 2);
}

/* --- All occurrences */

static void
test_occurrences (void)
{
  g_autoptr (TriLibrary) library = fixture_new_linked ();
  g_autoptr (GError) error = NULL;
  static const TriEntityRange last = { 4, 40, 45 };
  g_autoptr (GArray) found = NULL;
  g_autoptr (GArray) none = NULL;
  g_autoptr (GArray) few = NULL;
  TriOccurrence *one;

  g_assert_true (tri_library_refuse_ranges (library, &last, 1, NULL));
  found = tri_library_list_occurrences (library, 1, "Serge", 100, NULL, &error);
  g_assert_no_error (error);
  /* not in “Victor Serge” */
  g_assert_cmpuint (found->len, ==, 3);
  one = &g_array_index (found, TriOccurrence, 0);
  g_assert_cmpint (one->context.passage, ==, 2);
  g_assert_cmpint (one->context.mention.entity, ==, 1);
  g_assert_false (one->decided);
  g_assert_cmpstr (one->context.surface, ==, "Serge");
  /* whole words */
  g_assert_cmpstr (one->context.after, ==, " rencontre Trotski à Moscou. Les masses");
  one = &g_array_index (found, TriOccurrence, 1);
  g_assert_cmpint (one->context.passage, ==, 4);
  g_assert_true (one->decided);
  g_assert_cmpint (one->context.mention.entity, ==, 0);

  few = tri_library_list_occurrences (library, 1, "serge", 100, NULL, &error);
  g_assert_cmpuint (few->len, ==, 0);
  none = tri_library_list_occurrences (library, 1, " ", 100, NULL, &error);
  g_assert_cmpuint (none->len, ==, 0);
}

static void
test_all_occurrences (void)
{
  g_autoptr (TriLibrary) library = fixture_new_linked ();
  g_autoptr (GArray) found = tri_library_list_occurrences (library, 1, "Serge", 9, NULL, NULL);
  TriEntityRange ranges[3];

  g_assert_cmpuint (found->len, ==, 3);
  for (guint i = 0; i < 3; i++)
    {
      const TriContext *at = &g_array_index (found, TriOccurrence, i).context;

      ranges[i] = (TriEntityRange){ at->passage, at->mention.start, at->mention.end };
    }
  g_assert_true (tri_library_link_ranges (library, ranges, 3, 7, NULL));
  assert_counted (library);
  link_again (library);
  g_assert_cmpint (tri_library_count_mentions (library, 7, 1), ==, 2);
  g_assert_cmpint (tri_library_count_mentions (library, 7, 2), ==, 1);
  /* one act */
  undo (library, "entity.link");
  g_assert_cmpint (tri_library_count_mentions (library, 7, 1), ==, 0);
  g_assert_cmpint (tri_library_count_mentions (library, 1, 1), ==, 3);
}

/* --- Together */

/* Acts one upon the other, with the linker between them, undone to the first and done again. */
static void
test_chain (void)
{
  g_autoptr (TriLibrary) library = fixture_new_linked ();
  static const TriEntityRange last = { 4, 40, 45 };
  TriEntitySplit split = { TRI_ENTITY_SPLIT_TEXT, .text = 1 };
  static const char *const acts[] = { "entity.add", "entity.merge", "entity.link", "entity.split" };
  g_autofree char *before = say (library, 4);
  g_autofree char *after = NULL;
  gint64 added = add_nobody (library);

  g_assert_true (tri_library_merge_entities (library, added, 1, NULL));
  link_again (library);
  g_assert_true (tri_library_link_ranges (library, &last, 1, 2, NULL));
  g_assert_cmpint (tri_library_split_entity (library, 2, &split, NULL), >, 0);
  link_again (library);
  after = say (library, 4);
  for (guint i = G_N_ELEMENTS (acts); i > 0; i--)
    undo (library, acts[i - 1]);
  link_again (library);
  assert_said (library, 4, before);
  for (guint i = 0; i < G_N_ELEMENTS (acts); i++)
    redo (library, acts[i]);
  assert_said (library, 4, after);
}

/* A repair counts those as well whose register the work does not have. */
static void
test_recount (void)
{
  g_autoptr (TriLibrary) library = fixture_new_linked ();
  static const TriEntityRange nobody = { 13, 0, 6 };

  g_assert_true (tri_library_exec (library,
                                   "INSERT INTO registers (id, uuid, title, created)"
                                   " VALUES (2, 'r2', 'Others', 1);"
                                   "INSERT INTO entities (id, uuid, register, type, created,"
                                   " modified) VALUES (50, 'x-50', 2, 0, 1, 1);"
                                   "INSERT INTO entity_names VALUES (50, 0, 'en', 'X', 0, 'x')",
                                   NULL));
  g_assert_true (tri_library_link_ranges (library, &nobody, 1, 50, NULL));
  g_assert_true (tri_library_recount_mentions (library, 1, NULL));
  assert_counted (library);
  g_assert_cmpint (tri_library_count_mentions (library, 50, 2), ==, 1);
}

int
main (int argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/entity-acts/link/undo-and-linker", test_link);
  g_test_add_func ("/entity-acts/link/rows", test_link_rows);
  g_test_add_func ("/entity-acts/link/wrong", test_link_wrong);
  g_test_add_func ("/entity-acts/link/encoded", test_encoded);
  g_test_add_func ("/entity-acts/refuse/undo-and-linker", test_refuse);
  g_test_add_func ("/entity-acts/refuse/confirm", test_confirm);
  g_test_add_func ("/entity-acts/add/undo-and-linker", test_add);
  g_test_add_func ("/entity-acts/edit/undo-and-linker", test_edit);
  g_test_add_func ("/entity-acts/edit/wrong", test_edit_wrong);
  g_test_add_func ("/entity-acts/merge/undo-and-linker", test_merge);
  g_test_add_func ("/entity-acts/merge/decisions", test_merge_decisions);
  g_test_add_func ("/entity-acts/split/by-language", test_split_by_lang);
  g_test_add_func ("/entity-acts/split/by-text", test_split_by_text);
  g_test_add_func ("/entity-acts/split/picked", test_split_picked);
  g_test_add_func ("/entity-acts/occurrences/list", test_occurrences);
  g_test_add_func ("/entity-acts/occurrences/all", test_all_occurrences);
  g_test_add_func ("/entity-acts/together/chain", test_chain);
  g_test_add_func ("/entity-acts/together/recount", test_recount);

  return g_test_run ();
}
