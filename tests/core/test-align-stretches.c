/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "align-stretches.h"

/* Another connection sees the links of the beginning while the end is not computed yet. */
static void
test_seen (Stretches *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  g_assert_true (stretches_run (fixture, stretches_look_cb, &error));
  g_assert_no_error (error);
  g_assert_cmpfloat (fixture->seen, >, 0.2);
  g_assert_cmpfloat (fixture->seen_late, >, fixture->seen);
  stretches_assert_whole (fixture);
}

static void
count_cb (gpointer data)
{
  ++*(guint *) data;
}

/* Nobody waits for a look at all of a long work: after each block of rows there is room. */
static void
test_overview (Stretches *fixture, gconstpointer data)
{
  TriLibrary *library = fixture->library;
  guint n_blocks;
  guint n = 0;
  g_autoptr (GArray) bins = NULL;
  g_autoptr (GArray) omissions = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_true (stretches_run (fixture, NULL, &error));
  n_blocks = (guint) align_ask (library, "SELECT count (*) FROM row_blocks");
  g_assert_cmpuint (n_blocks, >, 20);
  g_assert_true (tri_library_exec (library, "UPDATE row_blocks SET summary = NULL", &error));
  library->between = count_cb;
  library->hook_data = &n;
  bins = tri_library_get_overview (library, fixture->work, 0, 100, &error);
  g_assert_cmpuint (bins->len, ==, 100);
  g_assert_cmpuint (n, ==, n_blocks);
  omissions = tri_library_list_omissions (library, fixture->work, 0, 10, &error);
  g_assert_cmpuint (omissions->len, ==, 10);
  g_assert_cmpuint (n, ==, 3 * n_blocks);
}

/* What was stopped keeps what was found, says that there is more to do, and can be gone on with. */
static void
test_stopped (Stretches *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  stretches_stop (fixture, GPOINTER_TO_UINT (data));
  g_assert_true (stretches_run (fixture, NULL, &error));
  g_assert_no_error (error);
  stretches_assert_whole (fixture);
}

/* The power fails between two stretches. */
static void
test_killed (Stretches *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  stretches_kill (fixture);
  g_assert_true (stretches_run (fixture, NULL, &error));
  g_assert_no_error (error);
  stretches_assert_whole (fixture);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

#define ADD(name, n, func) \
  g_test_add (name, Stretches, GUINT_TO_POINTER (n), stretches_set_up, func, stretches_tear_down)
  ADD ("/align-stretches/two/seen", 2, test_seen);
  ADD ("/align-stretches/two/overview", 2, test_overview);
  ADD ("/align-stretches/two/stopped", 2, test_stopped);
  ADD ("/align-stretches/two/killed", 2, test_killed);
#undef ADD

  return g_test_run ();
}
