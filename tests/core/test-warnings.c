/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "library/tri-library-entity-acts.h"
#include "library/tri-library-warnings.h"
#include "query-fixture.h"

/* Names to check, and those that the reader put aside. */

static void
test_warn_form (void)
{
  g_autoptr (TriLibrary) library = fixture_new_linked ();
  static const TriEntityRange last = { 4, 40, 45 };
  g_autoptr (GArray) before = tri_library_list_entity_warnings (library, 1, 9, NULL, NULL);
  g_autoptr (GArray) warnings = NULL;
  const TriEntityWarning *warning;

  g_assert_cmpuint (before->len, ==, 0);
  g_assert_true (tri_library_link_ranges (library, &last, 1, 7, NULL));
  warnings = tri_library_list_entity_warnings (library, 1, 9, NULL, NULL);
  g_assert_cmpuint (warnings->len, ==, 1);
  warning = &g_array_index (warnings, TriEntityWarning, 0);
  g_assert_cmpint (warning->kind, ==, TRI_ENTITY_WARNING_FORM);
  g_assert_cmpstr (warning->form, ==, "Serge");
  g_assert_cmpint (warning->entity, ==, 1);
  g_assert_cmpint (warning->other, ==, 7);
  g_assert_cmpint (warning->place.passage, ==, 4);
  g_assert_cmpuint (warning->place.start, ==, 40);
  g_assert_cmpint (warning->compared.passage, !=, 0);
  g_assert_false (warning->is_aside);
}

/* A third text that says “he” where the others name, and has nothing for the second row. */
static void
add_third_text (TriLibrary *library)
{
  static const char sql[] = "INSERT INTO texts (id, uuid, work, ord, col, lang, title, passages,"
                            " modified) VALUES (3, 't-nl', 1, 2, 2, 'nl', 'Een leven', 1, 1);"
                            "INSERT INTO passages (id, text, ord, kind, level, key, content, hash)"
                            " VALUES (21, 3, 0, 0, 1, 'n0', 'Zijn weg', 0);"
                            "INSERT INTO link_members (link, passage, sentence)"
                            " VALUES (1, 21, -1);";

  g_assert_true (tri_library_exec (library, sql, NULL));
  g_assert_true (tri_library_rebuild_rows (library, 1, NULL));
}

static void
test_warn_missing (void)
{
  g_autoptr (TriLibrary) library = fixture_new_linked ();
  g_autoptr (GError) error = NULL;
  g_autoptr (GArray) warnings = NULL;
  guint n_missing = 0;
  guint n_omitted = 0;

  add_third_text (library);
  warnings = tri_library_list_entity_warnings (library, 1, 9, NULL, &error);
  g_assert_no_error (error);
  for (guint i = 0; i < warnings->len; i++)
    {
      const TriEntityWarning *warning = &g_array_index (warnings, TriEntityWarning, i);

      g_assert_cmpint (warning->text, ==, 3);
      n_missing += warning->kind == TRI_ENTITY_WARNING_MISSING;
      n_omitted += warning->kind == TRI_ENTITY_WARNING_OMITTED;
      if (warning->kind == TRI_ENTITY_WARNING_MISSING)
        {
          g_assert_cmpint (warning->place.passage, ==, 21);
          g_assert_cmpint (warning->entity, ==, 1);
          g_assert_cmpstr (warning->form, ==, "Victor Serge");
        }
    }
  g_assert_cmpuint (n_missing, ==, 1);
  /* Serge, Trotsky and Moscow */
  g_assert_cmpuint (n_omitted, ==, 3);
}

/* --- Put aside */

static GArray *
list (TriLibrary *library)
{
  g_autoptr (GError) error = NULL;
  GArray *warnings = tri_library_list_entity_warnings (library, 1, 9, NULL, &error);

  g_assert_no_error (error);
  return warnings;
}

static guint
count_aside (TriLibrary *library)
{
  g_autoptr (GArray) warnings = list (library);
  guint n = 0;

  for (guint i = 0; i < warnings->len; i++)
    n += g_array_index (warnings, TriEntityWarning, i).is_aside ? 1 : 0;
  return n;
}

static void
put_aside (TriLibrary *library, guint nth, gboolean aside)
{
  g_autoptr (GArray) warnings = list (library);
  g_autoptr (GError) error = NULL;

  g_assert_cmpuint (nth, <, warnings->len);
  tri_library_put_warning_aside (library,
                                 1,
                                 &g_array_index (warnings, TriEntityWarning, nth),
                                 aside,
                                 &error);
  g_assert_no_error (error);
}

static void
assert_undone (TriLibrary *library, const char *act)
{
  g_autofree char *undone = tri_library_undo (library, NULL);

  g_assert_cmpstr (undone, ==, act);
}

/* A form, a passage that lacks a name and one that is left out: each is put aside alone. */
static void
test_aside (void)
{
  g_autoptr (TriLibrary) library = fixture_new_linked ();
  static const TriEntityRange last = { 4, 40, 45 };
  g_autoptr (GArray) before = NULL;
  g_autofree char *redone = NULL;

  g_assert_true (tri_library_link_ranges (library, &last, 1, 7, NULL));
  add_third_text (library);
  before = list (library);
  for (guint i = 0; i < before->len; i++)
    {
      put_aside (library, i, TRUE);
      g_assert_cmpuint (count_aside (library), ==, i + 1);
    }
  /* Once more is no act. */
  put_aside (library, 0, TRUE);
  for (guint i = before->len; i > 0; i--)
    {
      assert_undone (library, "warning.aside");
      g_assert_cmpuint (count_aside (library), ==, i - 1);
    }
  redone = tri_library_redo (library, NULL);
  g_assert_cmpstr (redone, ==, "warning.aside");
  g_assert_cmpuint (count_aside (library), ==, 1);
}

static void
test_return (void)
{
  g_autoptr (TriLibrary) library = fixture_new_linked ();
  static const TriEntityRange last = { 4, 40, 45 };

  g_assert_true (tri_library_link_ranges (library, &last, 1, 7, NULL));
  put_aside (library, 0, TRUE);
  put_aside (library, 0, FALSE);
  g_assert_cmpuint (count_aside (library), ==, 0);
  assert_undone (library, "warning.return");
  g_assert_cmpuint (count_aside (library), ==, 1);
}

/* Which of the two is named first does not matter. */
static void
test_aside_order (void)
{
  g_autoptr (TriLibrary) library = fixture_new_linked ();
  static const TriEntityRange last = { 4, 40, 45 };
  g_autoptr (GArray) warnings = NULL;
  TriEntityWarning turned;

  g_assert_true (tri_library_link_ranges (library, &last, 1, 7, NULL));
  warnings = list (library);
  turned = g_array_index (warnings, TriEntityWarning, 0);
  turned.entity = g_array_index (warnings, TriEntityWarning, 0).other;
  turned.other = g_array_index (warnings, TriEntityWarning, 0).entity;
  g_assert_true (tri_library_put_warning_aside (library, 1, &turned, TRUE, NULL));
  g_assert_cmpuint (count_aside (library), ==, 1);
}

/* At most so many of each kind. */
static void
test_limit (void)
{
  g_autoptr (TriLibrary) library = fixture_new_linked ();
  g_autoptr (GArray) warnings = NULL;

  add_third_text (library);
  warnings = tri_library_list_entity_warnings (library, 1, 1, NULL, NULL);
  g_assert_cmpuint (warnings->len, ==, 2);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/warnings/form", test_warn_form);
  g_test_add_func ("/warnings/missing", test_warn_missing);
  g_test_add_func ("/warnings/limit", test_limit);
  g_test_add_func ("/warnings/aside", test_aside);
  g_test_add_func ("/warnings/aside/order", test_aside_order);
  g_test_add_func ("/warnings/return", test_return);
  return g_test_run ();
}
