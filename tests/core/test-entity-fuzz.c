/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "library/tri-library-entity-acts.h"
#include "library/tri-library-names.h"
#include "library/tri-library-proposals.h"
#include "library/tri-library-registers.h"
#include "query-fixture.h"

/* Many acts on names, one after the other, as no reader would: what is counted stays what is there,
 * the linker never touches what was decided, and undo leads back to the beginning. */

#define N_ACTS 200

static const gint64 passages[] = { 1, 2, 3, 4, 11, 12, 13 };

/* --- What is there */

/* What the reader, the registers and the file say, by what does not change: not by rows. */
static const char state_sql[]
    = "SELECT group_concat (line, char (10)) FROM (SELECT line FROM ("
      "SELECT 'entity ' || uuid || ' ' || type || ' ' || coalesce (dates, '-') AS line"
      " FROM entities"
      " UNION ALL SELECT 'name ' || e.uuid || ' ' || n.lang || ' ' || n.name || ' ' || n.kind"
      "  FROM entity_names n JOIN entities e ON e.id = n.entity"
      " UNION ALL SELECT 'description ' || e.uuid || ' ' || d.lang || ' ' || d.content"
      "  FROM entity_descriptions d JOIN entities e ON e.id = d.entity"
      " UNION ALL SELECT 'mention ' || m.passage || ' ' || m.start || ' ' || m.stop || ' '"
      "  || coalesce (e.uuid, '-') || ' ' || m.origin"
      "  FROM mentions m LEFT JOIN entities e ON e.id = m.entity WHERE m.origin <> 1"
      " UNION ALL SELECT 'refusal ' || passage || ' ' || start || ' ' || stop FROM refusals"
      " UNION ALL SELECT 'decision ' || e.uuid || ' ' || d.lang || ' ' || d.folded || ' '"
      "  || d.accepted FROM name_decisions d JOIN entities e ON e.id = d.entity"
      " UNION ALL SELECT 'proposal ' || uuid || ' ' || state || ' ' || name FROM proposals)"
      " ORDER BY line)";

static char *
dump (TriLibrary *library)
{
  g_autoptr (TriStatement) statement = tri_library_prepare (library, state_sql, NULL);

  g_assert_true (tri_library_next (library, statement, NULL));
  return tri_statement_dup_text (statement, 0);
}

static void
assert_none (TriLibrary *library, const char *sql)
{
  gint64 n = tri_library_ask (library, sql, 0, -1);

  if (n != 0)
    g_test_message ("%s", sql);
  g_assert_cmpint (n, ==, 0);
}

static void
check (TriLibrary *library)
{
  static const char counted[] = "SELECT count (*) FROM (SELECT text, entity, n, first FROM"
                                " mention_counts EXCEPT SELECT text, entity, count (*), min (ord)"
                                " FROM mentions WHERE entity IS NOT NULL GROUP BY text, entity)"
                                " WHERE ? = 0";
  static const char lacking[] = "SELECT count (*) FROM (SELECT text, entity, count (*), min (ord)"
                                " FROM mentions WHERE entity IS NOT NULL GROUP BY text, entity"
                                " EXCEPT SELECT text, entity, n, first FROM mention_counts)"
                                " WHERE ? = 0";
  static const char loose[] = "SELECT count (*) FROM pragma_foreign_key_check WHERE ? = 0";
  static const char over[] = "SELECT count (*) FROM mentions m JOIN passages p ON p.id = m.passage"
                             " WHERE ? = 0 AND (m.start >= m.stop OR m.stop > length (p.content)"
                             "  OR m.text <> p.text OR m.ord <> p.ord)";
  static const char twice[] = "SELECT count (*) FROM mentions a JOIN mentions b"
                              " ON b.passage = a.passage AND b.id > a.id AND a.start < b.stop"
                              " AND b.start < a.stop WHERE ? = 0";
  static const char refused[] = "SELECT count (*) FROM mentions a JOIN refusals b"
                                " ON b.passage = a.passage AND a.start < b.stop"
                                " AND b.start < a.stop WHERE ? = 0";
  static const char typed[] = "SELECT count (*) FROM mentions m JOIN entities e ON e.id = m.entity"
                              " WHERE m.type <> e.type AND ? = 0";
  static const char nameless[] = "SELECT count (*) FROM entities WHERE ? = 0 AND id NOT IN"
                                 " (SELECT entity FROM entity_names)";
  const char *const all[] = { counted, lacking, loose, over, twice, refused, typed, nameless };

  for (guint i = 0; i < G_N_ELEMENTS (all); i++)
    assert_none (library, all[i]);
}

/* --- The acts */

static gint64
pick_entity (TriLibrary *library, GRand *rand)
{
  static const char sql[] = "SELECT id FROM entities ORDER BY id LIMIT 1"
                            " OFFSET ? % (SELECT count (*) FROM entities)";

  return tri_library_ask (library, sql, g_rand_int_range (rand, 0, 10000), 0);
}

static TriEntityRange
pick_range (TriLibrary *library, GRand *rand)
{
  static const char mention[] = "SELECT id FROM mentions ORDER BY id LIMIT 1"
                                " OFFSET ? % (SELECT max (1, count (*)) FROM mentions)";
  TriEntityRange range = { passages[g_rand_int_range (rand, 0, G_N_ELEMENTS (passages))], 0, 0 };
  gint64 id = tri_library_ask (library, mention, g_rand_int_range (rand, 0, 10000), 0);

  range.start = (guint) g_rand_int_range (rand, 0, 12);
  range.end = range.start + (guint) g_rand_int_range (rand, 1, 9);
  if (id == 0 || g_rand_boolean (rand))
    return range;
  range.passage = tri_library_ask (library, "SELECT passage FROM mentions WHERE id = ?", id, 0);
  range.start = (guint) tri_library_ask (library,
                                         "SELECT start FROM mentions WHERE id = ?",
                                         id,
                                         0);
  range.end = (guint) tri_library_ask (library, "SELECT stop FROM mentions WHERE id = ?", id, 0);
  return range;
}

static void
add (TriLibrary *library, GRand *rand)
{
  static const char *const words[] = { "Nobody", "Trotski", "route", "Moscow", "Ann Other" };
  g_autoptr (TriEntity) draft = tri_entity_new ();
  TriEntityRange range = pick_range (library, rand);

  draft->type = (TriEntityType) g_rand_int_range (rand, 0, TRI_N_ENTITY_TYPES);
  tri_entity_add_name (draft,
                       g_rand_boolean (rand) ? "en" : "fr",
                       words[g_rand_int_range (rand, 0, G_N_ELEMENTS (words))],
                       TRI_NAME_OFFICIAL);
  g_assert_cmpint (tri_library_add_entity (library, 1, draft, &range, 1, NULL), >, 0);
}

static void
edit (TriLibrary *library, GRand *rand)
{
  g_autoptr (TriEntity) entity = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *word = g_strdup_printf ("Name%d", g_rand_int_range (rand, 0, 5));

  entity = tri_library_get_entity (library, pick_entity (library, rand), &error);
  g_assert_no_error (error);
  if (g_rand_boolean (rand))
    tri_entity_add_name (entity, "en", word, TRI_NAME_SHORT);
  else if (g_rand_boolean (rand))
    tri_entity_add_description (entity, "en", word);
  else
    entity->type = (TriEntityType) g_rand_int_range (rand, 0, TRI_N_ENTITY_TYPES);
  g_assert_true (tri_library_edit_entity (library, entity, &error));
  g_assert_no_error (error);
}

/* Where nothing would go, or stay, it is refused. */
static void
split (TriLibrary *library, GRand *rand)
{
  gint64 entity = pick_entity (library, rand);
  gint64 mention = tri_library_ask (library,
                                    "SELECT max (id) FROM mentions WHERE entity = ?",
                                    entity,
                                    0);
  const TriEntitySplit ways[] = {
    { .by = TRI_ENTITY_SPLIT_LANG, .lang = "en" },
    { .by = TRI_ENTITY_SPLIT_TEXT, .text = 1 },
    { .by = TRI_ENTITY_SPLIT_MENTIONS, .mentions = &mention, .n_mentions = 1 },
  };
  g_autoptr (GError) error = NULL;

  if (tri_library_split_entity (library, entity, &ways[g_rand_int_range (rand, 0, 3)], &error) == 0)
    g_assert_error (error, TRI_ERROR, TRI_ERROR_FAILED);
}

static void
merge (TriLibrary *library, GRand *rand)
{
  gint64 one = pick_entity (library, rand);
  gint64 other = pick_entity (library, rand);
  g_autoptr (GError) error = NULL;

  if (one == other || tri_library_ask (library, "SELECT count (*) > ? FROM entities", 3, 0) == 0)
    return;
  g_assert_true (tri_library_merge_entities (library, one, other, &error));
  g_assert_no_error (error);
}

static void
accept (TriLibrary *library, GRand *rand)
{
  static const char sql[] = "SELECT id FROM proposals WHERE state = 0 AND ? = 0 LIMIT 1";
  gint64 id = tri_library_ask (library, sql, 0, 0);
  g_autoptr (GError) error = NULL;

  if (id != 0 && g_rand_boolean (rand))
    g_assert_true (tri_library_accept_proposals (library, &id, 1, &error));
  else
    tri_library_accept_name (library,
                             1,
                             pick_entity (library, rand),
                             "fr",
                             g_rand_boolean (rand) ? "masses" : "Trotski",
                             NULL,
                             &error);
  g_assert_no_error (error);
}

/* The linker goes round what was decided. */
static void
relink (TriLibrary *library)
{
  g_autofree char *before = dump (library);
  g_autofree char *after = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_true (tri_library_link_work (library, 1, NULL, NULL, &error));
  g_assert_no_error (error);
  after = dump (library);
  g_assert_cmpstr (before, ==, after);
}

static gboolean
step (TriLibrary *library, gboolean is_undo)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *act = is_undo ? tri_library_undo (library, &error)
                                 : tri_library_redo (library, &error);

  g_assert_no_error (error);
  return act != NULL;
}

/* As far as it goes. */
static void
go (TriLibrary *library, gboolean is_undo)
{
  while (step (library, is_undo))
    check (library);
}

static void
act (TriLibrary *library, GRand *rand)
{
  TriEntityRange range = pick_range (library, rand);

  int verb = g_rand_int_range (rand, 0, 12);

  g_test_message ("act %d at %d.%u.%u", verb, (int) range.passage, range.start, range.end);
  switch (verb)
    {
    case 0:
    case 1:
      tri_library_link_ranges (library, &range, 1, pick_entity (library, rand), NULL);
      break;
    case 2:
      tri_library_refuse_ranges (library, &range, 1, NULL);
      break;
    case 3:
      add (library, rand);
      break;
    case 4:
      edit (library, rand);
      break;
    case 5:
      merge (library, rand);
      break;
    case 6:
      split (library, rand);
      break;
    case 7:
      accept (library, rand);
      break;
    case 8:
    case 9:
      step (library, TRUE);
      break;
    case 10:
      step (library, FALSE);
      break;
    default:
      relink (library);
      break;
    }
}

static void
test_acts (gconstpointer seed)
{
  g_autoptr (TriLibrary) library = fixture_new_linked ();
  g_autoptr (GRand) rand = g_rand_new_with_seed (GPOINTER_TO_UINT (seed));
  g_autofree char *first = NULL;
  g_autofree char *last = NULL;
  g_autofree char *again = NULL;

  g_assert_true (tri_library_discover (library, 1, NULL, NULL, NULL));
  first = dump (library);
  for (guint i = 0; i < N_ACTS; i++)
    {
      act (library, rand);
      check (library);
    }
  /* what is undone when it ends would be redone in the end */
  go (library, FALSE);
  last = dump (library);
  go (library, TRUE);
  again = dump (library);
  g_assert_cmpstr (again, ==, first);
  go (library, FALSE);
  g_free (again);
  again = dump (library);
  g_assert_cmpstr (again, ==, last);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  for (guint seed = 1; seed <= 6; seed++)
    {
      g_autofree char *path = g_strdup_printf ("/entity-fuzz/acts/seed-%u", seed);

      g_test_add_data_func (path, GUINT_TO_POINTER (seed), test_acts);
    }

  return g_test_run ();
}
