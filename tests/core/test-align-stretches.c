/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "../long-texts.h"
#include "align-fixture.h"

#include <sys/wait.h>
#include <unistd.h>

/* Works so long that they are aligned in stretches. */

#define N_SENTENCES 12000

static const char *const names[3] = { "long.fr.md", "long.en.md", "long.nl.md" };

typedef struct
{
  char *folder;
  char *path;
  TriLibrary *library;
  gint64 work;
  GCancellable *cancellable;
  double seen;      /* the progress when links were seen first */
  double seen_late; /* and when those of the end were */
} Fixture;

static void
import_sides (Fixture *fixture, guint n)
{
  g_autoptr (GString) list = g_string_new (NULL);

  for (guint i = 0; i < n; i++)
    {
      g_autofree char *path = g_build_filename (fixture->folder, names[i], NULL);
      g_autofree char *words = long_texts_dup (i, N_SENTENCES);

      g_assert_true (g_file_set_contents (path, words, -1, NULL));
      g_string_append_printf (list, "%s%s", i > 0 ? " " : "", path);
    }
  fixture->work = align_import (fixture->library, list->str, 0, "translations");
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  g_autofree char *made = align_new_path ();

  fixture->folder = g_path_get_dirname (made);
  fixture->path = g_build_filename (fixture->folder, "library.db", NULL);
  fixture->library = align_open (fixture->path);
  fixture->cancellable = g_cancellable_new ();
  import_sides (fixture, GPOINTER_TO_UINT (data));
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  g_clear_object (&fixture->library);
  g_clear_object (&fixture->cancellable);
  g_free (fixture->path);
  g_free (fixture->folder);
}

/* As the window does: by a connection of its own. */
static gint64
ask_beside (Fixture *fixture, const char *sql)
{
  g_autoptr (TriLibrary) reader = tri_library_open (fixture->path, TRI_LIBRARY_READ_ONLY, NULL);

  return align_ask (reader, sql);
}

#define HAS_LINKS "SELECT EXISTS (SELECT 1 FROM links)"
/* Of the last hundredth of the first text. */
#define HAS_END                                                                \
  "SELECT EXISTS (SELECT 1 FROM texts t JOIN passages p ON p.text = t.id"      \
  " AND p.ord > t.passages * 99 / 100 JOIN link_members m ON m.passage = p.id" \
  " WHERE t.ord = (SELECT min (ord) FROM texts))"

static void
look_cb (double fraction, gpointer data)
{
  Fixture *fixture = data;

  if (fixture->seen == 0 && ask_beside (fixture, HAS_LINKS))
    fixture->seen = fraction;
  if (fixture->seen > 0 && fixture->seen_late == 0 && ask_beside (fixture, HAS_END))
    fixture->seen_late = fraction;
}

static void
stop_cb (double fraction, gpointer data)
{
  Fixture *fixture = data;

  look_cb (fraction, data);
  if (fixture->seen > 0)
    g_cancellable_cancel (fixture->cancellable);
}

static void
die_cb (double fraction, gpointer data)
{
  Fixture *fixture = data;

  look_cb (fraction, data);
  if (fixture->seen > 0)
    _exit (7);
}

static gboolean
run (Fixture *fixture, void (*progress) (double, gpointer), GError **error)
{
  const TriLibraryAlignOptions options = { .progress = progress, .user_data = fixture };
  g_auto (TriLibraryAlignment) alignment = { 0 };

  return tri_library_align (fixture->library,
                            fixture->work,
                            &options,
                            &alignment,
                            fixture->cancellable,
                            error);
}

static void
assert_whole (Fixture *fixture)
{
  g_assert_cmpuint (tri_library_count_strands (fixture->library, fixture->work), ==, 1);
  g_assert_false (tri_library_needs_alignment (fixture->library, fixture->work));
  g_assert_cmpint (align_ask (fixture->library, "SELECT count (*) FROM links WHERE kind = 0"),
                   >,
                   N_SENTENCES * 96 / 100);
  g_assert_cmpint (align_ask (fixture->library, "SELECT count (*) FROM links WHERE kind = 0"),
                   <,
                   N_SENTENCES);
  g_assert_cmpint (align_ask (fixture->library, HAS_END), ==, 1);
  /* Nobody is tied twice. */
  g_assert_cmpint (align_ask (fixture->library,
                              "SELECT count (*) FROM (SELECT 1 FROM link_members m"
                              " JOIN links l ON l.id = m.link AND l.kind = 0"
                              " GROUP BY m.passage, m.sentence HAVING count (*) > 1)"),
                   ==,
                   0);
  align_check (fixture->library);
}

/* Another connection sees the links of the beginning while the end is not computed yet. */
static void
test_seen (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  g_assert_true (run (fixture, look_cb, &error));
  g_assert_no_error (error);
  g_assert_cmpfloat (fixture->seen, >, 0.2);
  g_assert_cmpfloat (fixture->seen_late, >, fixture->seen);
  assert_whole (fixture);
}

static void
count_cb (gpointer data)
{
  ++*(guint *) data;
}

/* Nobody waits for a look at all of a long work: after each block of rows there is room. */
static void
test_overview (Fixture *fixture, gconstpointer data)
{
  TriLibrary *library = fixture->library;
  guint n_blocks;
  guint n = 0;
  g_autoptr (GArray) bins = NULL;
  g_autoptr (GArray) omissions = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_true (run (fixture, NULL, &error));
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
test_stopped (Fixture *fixture, gconstpointer data)
{
  TriLibrary *library = fixture->library;
  guint n_strands = GPOINTER_TO_UINT (data);
  g_autoptr (GError) error = NULL;

  g_assert_false (run (fixture, stop_cb, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_cmpint (align_ask (library, "SELECT count (*) FROM links"), >, N_SENTENCES / 2);
  g_assert_cmpint (align_ask (library, HAS_END), ==, 0);
  g_assert_cmpuint (tri_library_count_strands (library, fixture->work), ==, n_strands);
  g_assert_true (tri_library_needs_alignment (library, fixture->work));
  align_check (library);

  g_clear_error (&error);
  g_cancellable_reset (fixture->cancellable);
  g_assert_true (run (fixture, NULL, &error));
  g_assert_no_error (error);
  assert_whole (fixture);
}

/* The power fails between two stretches. */
static void
test_killed (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  int status = 0;
  pid_t child;

  g_clear_object (&fixture->library);
  child = fork ();
  if (child == 0)
    {
      fixture->library = align_open (fixture->path);
      run (fixture, die_cb, NULL);
      _exit (0);
    }
  g_assert_cmpint (waitpid (child, &status, 0), ==, child);
  g_assert_cmpint (WEXITSTATUS (status), ==, 7);
  fixture->library = align_open (fixture->path);
  g_assert_cmpint (align_ask (fixture->library, "SELECT count (*) FROM links"), >, 0);
  g_assert_cmpint (align_ask (fixture->library, HAS_END), ==, 0);
  g_assert_true (tri_library_needs_alignment (fixture->library, fixture->work));
  align_check (fixture->library);
  g_assert_true (run (fixture, NULL, &error));
  g_assert_no_error (error);
  assert_whole (fixture);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

#define ADD(name, n, func) \
  g_test_add (name, Fixture, GUINT_TO_POINTER (n), set_up, func, tear_down)
  ADD ("/align-stretches/two/seen", 2, test_seen);
  ADD ("/align-stretches/two/overview", 2, test_overview);
  ADD ("/align-stretches/two/stopped", 2, test_stopped);
  ADD ("/align-stretches/two/killed", 2, test_killed);
#undef ADD

  return g_test_run ();
}
