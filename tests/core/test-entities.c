/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "query-fixture.h"

#include <string.h>

/* The entities of a list as "1×4 2×3": id and mentions. */
static char *
list (TriLibrary *library, TriEntityQuery query)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) entities = tri_library_list_entities (library, &query, &error);
  GString *text = g_string_new (NULL);

  g_assert_no_error (error);
  for (guint i = 0; i < entities->len; i++)
    {
      TriEntity *entity = g_ptr_array_index (entities, i);

      g_assert_cmpuint (entity->names->len, ==, 1);
      g_string_append_printf (text, "%s%d×%u", i ? " " : "", (int) entity->id, entity->n_mentions);
    }
  return g_string_free (text, FALSE);
}

static void
test_list (void)
{
  static const gint64 view[] = { 4, 3 };
  static const struct
  {
    TriEntityQuery query;
    const char *listed;
  } lists[] = {
    { { .work = 1, .type = -1 }, "1×5 2×3 3×2 4×1 5×1" },
    { { .work = 1, .type = -1, .order = TRI_ENTITY_ORDER_MENTIONS }, "1×5 2×3 3×2 4×1 5×1" },
    { { .work = 1, .type = -1, .order = TRI_ENTITY_ORDER_NAME, .lang = "fr" },
      "2×3 4×1 3×2 5×1 1×5" },
    { { .work = 1, .type = TRI_ENTITY_PLACE }, "3×2" },
    { { .work = 1, .type = -1, .limit = 2 }, "1×5 2×3" },
    { { .work = 2, .type = -1 }, "" },
    { { .passages = view, .n_passages = 2, .type = -1 }, "2×1 5×1 1×1 4×1" },
    { { .passages = view, .n_passages = 0, .type = -1 }, "" },
    { { .type = -1, .order = TRI_ENTITY_ORDER_NAME, .lang = "fr" },
      "6×0 2×3 4×1 3×2 5×1 7×0 1×5" },
    { { .type = -1, .filter = "ecole EMANC" }, "6×0" },
    { { .type = -1, .filter = "leon" }, "2×3" },
    /* at the beginning of a word before the inside of one */
    { { .type = -1, .filter = "s", .order = TRI_ENTITY_ORDER_MENTIONS },
      "1×5 5×1 7×0 2×3 3×2 4×1" },
    { { .type = -1, .filter = "trotsky serge" }, "" },
    { { .type = -1, .filter = "%_" }, "" },
  };
  g_autoptr (TriLibrary) library = fixture_new_linked ();

  for (guint i = 0; i < G_N_ELEMENTS (lists); i++)
    {
      g_autofree char *listed = list (library, lists[i].query);

      g_assert_cmpstr (listed, ==, lists[i].listed);
    }
}

static void
test_get (void)
{
  g_autoptr (TriLibrary) library = fixture_new_linked ();
  g_autoptr (GError) error = NULL;
  g_autoptr (TriEntity) entity = tri_library_get_entity (library, 2, &error);
  g_autoptr (TriEntity) none = NULL;

  g_assert_no_error (error);
  g_assert_cmpstr (entity->uuid, ==, "x-trotsky");
  g_assert_cmpuint (entity->names->len, ==, 4);
  g_assert_cmpstr (tri_entity_get_name (entity, "en"), ==, "Leon Trotsky");
  none = tri_library_get_entity (library, 99, &error);
  g_assert_null (none);
  g_assert_error (error, TRI_ERROR, TRI_ERROR_NOT_FOUND);
}

static void
test_find (void)
{
  static const struct
  {
    const char *what;
    gint64 entity;
    int code;
  } finds[] = {
    { "x-segui", 5, 0 },
    { "moscow", 3, 0 },
    { "LEON TROTSKI", 2, 0 },
    { "Seguí", 5, 0 },
    /* the key beats the name */
    { "serge", 1, 0 },
    { "Serge", 0, TRI_ERROR_AMBIGUOUS },
    { "Nobody", 0, TRI_ERROR_NOT_FOUND },
  };
  g_autoptr (TriLibrary) library = fixture_new_linked ();

  for (guint i = 0; i < G_N_ELEMENTS (finds); i++)
    {
      g_autoptr (GError) error = NULL;
      gint64 found = tri_library_find_entity (library, 1, finds[i].what, &error);

      g_assert_cmpint (found, ==, finds[i].entity);
      if (finds[i].entity)
        g_assert_no_error (error);
      else
        g_assert_error (error, TRI_ERROR, finds[i].code);
    }
}

static void
test_contexts (void)
{
  g_autoptr (TriLibrary) library = fixture_new_linked ();
  g_autoptr (GError) error = NULL;
  g_autoptr (GArray) all = tri_library_list_mentions (library, 1, 1, 0, 0, &error);
  g_autoptr (GArray) second = tri_library_list_mentions (library, 1, 1, 1, 1, &error);
  TriContext *context;

  g_assert_no_error (error);
  g_assert_cmpuint (all->len, ==, 3);
  g_assert_cmpuint (tri_library_count_mentions (library, 1, 1), ==, 3);
  context = &g_array_index (all, TriContext, 0);
  g_assert_cmpstr (context->before, ==, "La route de ");
  g_assert_cmpstr (context->surface, ==, "Victor Serge");
  g_assert_cmpstr (context->after, ==, "");
  g_assert_cmpuint (second->len, ==, 1);
  context = &g_array_index (second, TriContext, 0);
  g_assert_cmpint (context->passage, ==, 2);
  g_assert_cmpstr (context->before, ==, "");
  g_assert_cmpstr (context->after, ==, " rencontre Trotski à Moscou. Les masses");
}

/* Walks as far as the mentions go and writes down where it comes by. */
static char *
walk (TriLibrary *library, gint64 entity, int direction, gboolean all_texts, guint n)
{
  GString *way = g_string_new (NULL);
  gint64 text = 1;
  guint ord = 1;
  guint start = 0;

  for (guint i = 0; i < n; i++)
    {
      TriContext context = { 0 };
      g_autoptr (GError) error = NULL;

      if (!tri_library_step_mention (library,
                                     entity,
                                     text,
                                     ord,
                                     start,
                                     direction,
                                     all_texts,
                                     &context,
                                     &error))
        break;
      text = context.text;
      ord = context.ord;
      start = context.mention.start;
      g_string_append_printf (way, "%s%d.%u", i ? " " : "", (int) text, ord);
      tri_context_clear (&context);
    }
  return g_string_free (way, FALSE);
}

static void
test_step (void)
{
  static const struct
  {
    gint64 entity;
    int direction;
    gboolean all_texts;
    const char *way;
  } walks[] = {
    { 1, 1, FALSE, "1.3 1.0 1.1 1.3" },
    { 1, -1, FALSE, "1.0 1.3 1.1 1.0" },
    { 1, 1, TRUE, "1.3 2.0 2.1 1.0" },
    { 1, -1, TRUE, "1.0 2.1 2.0 1.3" },
    { 5, 1, FALSE, "1.3 1.3 1.3 1.3" },
    { 6, 1, TRUE, "" },
  };
  g_autoptr (TriLibrary) library = fixture_new_linked ();

  for (guint i = 0; i < G_N_ELEMENTS (walks); i++)
    {
      g_autofree char *way = walk (library,
                                   walks[i].entity,
                                   walks[i].direction,
                                   walks[i].all_texts,
                                   4);

      g_assert_cmpstr (way, ==, walks[i].way);
    }
}

static void
test_distribution (void)
{
  g_autoptr (TriLibrary) library = fixture_new_linked ();
  g_autoptr (GError) error = NULL;
  static const guint expected[] = { 2, 1 };
  guint bins[2];

  g_assert_true (tri_library_get_distribution (library, 1, 1, bins, 2, &error));
  g_assert_cmpmem (bins, sizeof bins, expected, sizeof expected);
}

static void
test_named_together (void)
{
  g_autoptr (TriLibrary) library = fixture_new_linked ();
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) entities = NULL;
  TriEntity *first;

  entities = tri_library_list_named_together (library, 1, 1, "en", 2, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (entities->len, ==, 2);
  first = g_ptr_array_index (entities, 0);
  g_assert_cmpint (first->id, ==, 2);
  g_assert_cmpuint (first->n_mentions, ==, 3);
  g_assert_cmpstr (tri_entity_get_name (first, NULL), ==, "Leon Trotsky");
}

static gint64
ask (TriLibrary *library, const char *sql)
{
  return tri_library_ask (library, sql, 0, -1);
}

/* What the file and the reader marked stays, what was linked before is replaced, and the counts
 * are those of the mentions. */
static void
test_link_again (void)
{
  g_autoptr (TriLibrary) library = fixture_new_linked ();
  g_autoptr (GError) error = NULL;
  guint n = 0;

  tri_library_exec (library,
                    "DELETE FROM mentions WHERE passage = 4;"
                    "INSERT INTO mentions (passage, text, ord, start, stop, entity, type, origin,"
                    " confidence) VALUES (4, 1, 3, 17, 24, 6, 2, 0, 1), (13, 2, 2, 0, 6, 1, 0, 2,"
                    " 1);"
                    "DELETE FROM mention_counts;"
                    "INSERT INTO mention_counts SELECT text, entity, count(*), min(ord)"
                    " FROM mentions GROUP BY text, entity;"
                    "DELETE FROM entity_names WHERE entity = 3;",
                    &error);
  g_assert_no_error (error);
  g_assert_true (tri_library_link_work (library, 1, &n, NULL, &error));
  g_assert_cmpint (ask (library, "SELECT count(*) FROM mentions WHERE origin = 1"), ==, n);
  g_assert_cmpint (ask (library, "SELECT count(*) FROM mentions WHERE origin <> 1"), ==, 2);
  g_assert_cmpint (ask (library, "SELECT count(*) FROM mentions WHERE entity = 3"), ==, 0);
  g_assert_cmpint (ask (library,
                        "SELECT count(*) FROM mentions WHERE passage = 4 AND start = 17"),
                   ==,
                   1);
  g_assert_cmpint (ask (library,
                        "SELECT count(*) FROM (SELECT text, entity, n, first FROM mention_counts"
                        " EXCEPT SELECT text, entity, count(*), min(ord) FROM mentions"
                        " GROUP BY text, entity)"),
                   ==,
                   0);
  g_assert_cmpint (ask (library, "SELECT sum(n) FROM mention_counts"), ==, n + 2);
}

static void
test_link_cancelled (void)
{
  g_autoptr (TriLibrary) library = fixture_new_linked ();
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;
  gint64 before = ask (library, "SELECT count(*) FROM mentions");

  g_cancellable_cancel (cancellable);
  g_assert_false (tri_library_link_work (library, 1, NULL, cancellable, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_cmpint (ask (library, "SELECT count(*) FROM mentions"), ==, before);
}

static void
test_registers (void)
{
  g_autoptr (TriLibrary) library = fixture_new_linked ();
  g_autoptr (GError) error = NULL;
  g_autoptr (GArray) registers = tri_library_list_registers (library, &error);

  g_assert_no_error (error);
  g_assert_cmpuint (registers->len, ==, 1);
  g_assert_cmpstr (g_array_index (registers, TriRegister, 0).title, ==, "Names");
  g_assert_cmpuint (g_array_index (registers, TriRegister, 0).n_entities, ==, 7);
  g_assert_true (tri_library_attach_register (library, 1, 1, &error));
  g_assert_false (tri_library_attach_register (library, 99, 1, &error));
  g_assert_nonnull (error);
}

/* Every statement that was prepared so far: none may look at each passage, mention or count there
 * is. */
static void
assert_no_scans (TriLibrary *library)
{
  GHashTableIter iter;
  gpointer sql;

  g_hash_table_iter_init (&iter, library->statements);
  while (g_hash_table_iter_next (&iter, &sql, NULL))
    {
      g_autofree char *explain = g_strconcat ("EXPLAIN QUERY PLAN ", sql, NULL);
      sqlite3_stmt *plan = NULL;

      if (sqlite3_prepare_v2 (library->db, explain, -1, &plan, NULL) != SQLITE_OK)
        continue;
      while (sqlite3_step (plan) == SQLITE_ROW)
        {
          const char *detail = (const char *) sqlite3_column_text (plan, 3);

          if (g_regex_match_simple ("^SCAN (p|m|o|f|t|c|e|passages|mentions|mention_counts|"
                                    "link_members)( |$)",
                                    detail,
                                    0,
                                    0)
              && !strstr (detail, "VIRTUAL TABLE") && !strstr (sql, "FROM entities AS e WHERE ?2"))
            g_error ("%s: %s", detail, (const char *) sql);
        }
      sqlite3_finalize (plan);
    }
}

static void
test_plans (void)
{
  static const gint64 passages[] = { 1, 2 };
  g_autoptr (TriLibrary) library = fixture_new_linked ();
  g_autoptr (GPtrArray) at = tri_library_list_bookmarks_at (library, passages, 2, NULL);
  g_autoptr (GPtrArray) of = tri_library_list_bookmarks_of_entity (library, 1, NULL);
  g_autoptr (GArray) contexts = tri_library_list_mentions (library, 1, 1, 0, 10, NULL);
  g_autoptr (GPtrArray) together = tri_library_list_named_together (library, 1, 1, "fr", 0, NULL);
  TriEntityQuery view_query = { .passages = passages, .n_passages = 2, .type = -1 };
  TriEntityQuery work_query = { .work = 1, .type = -1 };
  TriEntityQuery library_query = { .type = -1 };
  g_autofree char *in_view = list (library, view_query);
  g_autofree char *in_work = list (library, work_query);
  g_autofree char *all = list (library, library_query);
  g_autofree char *next = walk (library, 1, 1, TRUE, 3);
  g_autofree char *previous = walk (library, 1, -1, TRUE, 3);
  g_autofree char *undo = tri_library_peek_undo (library);
  g_autofree char *redo = tri_library_peek_redo (library);

  g_assert_nonnull (at);
  g_assert_nonnull (of);
  g_assert_nonnull (contexts);
  g_assert_nonnull (together);
  assert_no_scans (library);
}

int
main (int argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/entities/list/table", test_list);
  g_test_add_func ("/entities/get/one", test_get);
  g_test_add_func ("/entities/find/table", test_find);
  g_test_add_func ("/entities/mentions/contexts", test_contexts);
  g_test_add_func ("/entities/mentions/step", test_step);
  g_test_add_func ("/entities/mentions/distribution", test_distribution);
  g_test_add_func ("/entities/mentions/named-together", test_named_together);
  g_test_add_func ("/entities/link/again", test_link_again);
  g_test_add_func ("/entities/link/cancelled", test_link_cancelled);
  g_test_add_func ("/entities/registers/list", test_registers);
  g_test_add_func ("/entities/plans/no-scans", test_plans);

  return g_test_run ();
}
