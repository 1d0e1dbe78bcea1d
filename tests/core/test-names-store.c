/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "library/tri-library-entity-acts.h"
#include "library/tri-library-names.h"
#include "query-fixture.h"

/* The work of the fixture with a Dutch text, whose spellings its register does not have. */
static TriLibrary *
new_library (void)
{
  static const char sql[] = "INSERT INTO texts (id, uuid, work, ord, col, lang, title, passages,"
                            " modified) VALUES (3, 't-nl', 1, 2, 2, 'nl', 'Een leven', 2, 1);"
                            "INSERT INTO passages (id, text, ord, kind, level, key, content, hash)"
                            " VALUES"
                            " (21, 3, 0, 1, 0, 'n0', 'Toen kwam Trotskij naar Moskou.', 0),"
                            " (22, 3, 1, 1, 0, 'n1', 'Ook Trotskij, zegt Seguí. De Trotskij van"
                            " nu.', 0);";
  TriLibrary *library = fixture_new_linked ();
  g_autoptr (GError) error = NULL;

  tri_library_exec (library, sql, &error);
  g_assert_no_error (error);
  tri_library_link_work (library, 1, NULL, NULL, &error);
  g_assert_no_error (error);
  return library;
}

/* "Moskou 3 ×1" for a form, the entity and how often. */
static char *
dump (TriLibrary *library)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) list = tri_library_list_name_suggestions (library, 1, 10, NULL, &error);
  GString *text = g_string_new (NULL);

  g_assert_no_error (error);
  for (guint i = 0; i < list->len; i++)
    {
      const TriNameSuggestion *suggestion = g_ptr_array_index (list, i);

      g_assert_cmpuint (suggestion->reasons->len, >, 0);
      g_string_append_printf (text,
                              "%s%s %s %d x%u",
                              i > 0 ? ", " : "",
                              suggestion->lang,
                              suggestion->form,
                              (int) suggestion->entity,
                              suggestion->n);
    }
  return g_string_free (text, FALSE);
}

static void
assert_list (TriLibrary *library, const char *expected)
{
  g_autofree char *found = dump (library);

  g_assert_cmpstr (found, ==, expected);
}

static void
assert_mentions (TriLibrary *library, gint64 entity, guint expected)
{
  g_assert_cmpuint (tri_library_count_mentions (library, entity, 3), ==, expected);
}

static void
undo (TriLibrary *library, const char *act)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *undone = tri_library_undo (library, &error);

  g_assert_no_error (error);
  g_assert_cmpstr (undone, ==, act);
}

static void
redo (TriLibrary *library, const char *act)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *done = tri_library_redo (library, &error);

  g_assert_no_error (error);
  g_assert_cmpstr (done, ==, act);
}

static const char both[] = "nl Trotskij 2 x3, nl Moskou 3 x1";

static void
test_list (void)
{
  g_autoptr (TriLibrary) library = new_library ();
  g_autoptr (GPtrArray) list = tri_library_list_name_suggestions (library, 1, 1, NULL, NULL);
  const TriNameSuggestion *first = g_ptr_array_index (list, 0);

  assert_list (library, both);
  g_assert_cmpuint (list->len, ==, 1);
  g_assert_cmpint (first->text, ==, 3);
  g_assert_cmpint (first->passage, ==, 21);
  g_assert_cmpuint (first->start, ==, 10);
  g_assert_cmpuint (first->end, ==, 18);
}

static void
test_cancelled (void)
{
  g_autoptr (TriLibrary) library = new_library ();
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) list = NULL;

  g_cancellable_cancel (cancellable);
  list = tri_library_list_name_suggestions (library, 1, 10, cancellable, &error);
  g_assert_null (list);
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

static gboolean
has_name (TriLibrary *library, gint64 id, const char *lang, const char *form)
{
  g_autoptr (TriEntity) entity = tri_library_get_entity (library, id, NULL);

  for (guint i = 0; i < entity->names->len; i++)
    {
      const TriName *name = &g_array_index (entity->names, TriName, i);

      if (g_str_equal (name->name, form) && g_str_equal (name->lang, lang))
        return TRUE;
    }
  return FALSE;
}

static void
test_accept (void)
{
  g_autoptr (TriLibrary) library = new_library ();
  g_autoptr (GError) error = NULL;

  assert_mentions (library, 2, 0);
  g_assert_true (tri_library_accept_name (library, 1, 2, "nl", "Trotskij", NULL, &error));
  g_assert_no_error (error);
  assert_list (library, "nl Moskou 3 x1");
  assert_mentions (library, 2, 3);
  g_assert_true (has_name (library, 2, "nl", "Trotskij"));
  undo (library, "name.accept");
  assert_list (library, both);
  assert_mentions (library, 2, 0);
  g_assert_false (has_name (library, 2, "nl", "Trotskij"));
  redo (library, "name.accept");
  assert_list (library, "nl Moskou 3 x1");
  assert_mentions (library, 2, 3);
}

/* Several are one act. */
static void
test_several (void)
{
  g_autoptr (TriLibrary) library = new_library ();
  g_autoptr (GPtrArray) all = tri_library_list_name_suggestions (library, 1, 10, NULL, NULL);

  g_assert_cmpuint (all->len, ==, 2);
  g_assert_true (tri_library_accept_names (library, 1, all, NULL, NULL));
  assert_list (library, "");
  assert_mentions (library, 2, 3);
  assert_mentions (library, 3, 1);
  undo (library, "name.accept");
  assert_list (library, both);
  assert_mentions (library, 2, 0);
  g_assert_true (tri_library_reject_names (library, 1, all, NULL));
  assert_list (library, "");
  undo (library, "name.reject");
  assert_list (library, both);
}

/* It is remembered, also when names are looked for again, and for a name that differs by case. */
static void
test_reject (void)
{
  g_autoptr (TriLibrary) library = new_library ();
  g_autoptr (GError) error = NULL;

  g_assert_true (tri_library_reject_name (library, 1, 3, "nl", "Moskou", &error));
  g_assert_no_error (error);
  assert_list (library, "nl Trotskij 2 x3");
  assert_mentions (library, 3, 0);
  tri_library_link_work (library, 1, NULL, NULL, &error);
  g_assert_no_error (error);
  assert_list (library, "nl Trotskij 2 x3");
  g_assert_true (tri_library_reject_name (library, 1, 2, "nl", "TROTSKIJ", &error));
  assert_list (library, "");
  undo (library, "name.reject");
  undo (library, "name.reject");
  assert_list (library, both);
  redo (library, "name.reject");
  assert_list (library, "nl Trotskij 2 x3");
}

/* What somebody else is said to be stays so. */
static void
test_accept_decided (void)
{
  g_autoptr (TriLibrary) library = new_library ();
  static const TriEntityRange first = { 21, 10, 18 };
  g_autoptr (GError) error = NULL;

  g_assert_true (tri_library_link_ranges (library, &first, 1, 1, &error));
  g_assert_true (tri_library_accept_name (library, 1, 2, "nl", "Trotskij", NULL, &error));
  g_assert_no_error (error);
  assert_mentions (library, 2, 2);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/names-store/list", test_list);
  g_test_add_func ("/names-store/cancelled", test_cancelled);
  g_test_add_func ("/names-store/accept", test_accept);
  g_test_add_func ("/names-store/several", test_several);
  g_test_add_func ("/names-store/accept/decided", test_accept_decided);
  g_test_add_func ("/names-store/reject", test_reject);
  return g_test_run ();
}
