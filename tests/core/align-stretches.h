/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "../long-texts.h"
#include "align-fixture.h"

#include <sys/wait.h>
#include <unistd.h>

/* Works so long that they are aligned in stretches. */

#define STRETCHES_N 12000

static const char *const stretches_names[3] = { "long.fr.md", "long.en.md", "long.nl.md" };

typedef struct
{
  char *folder;
  char *path;
  TriLibrary *library;
  gint64 work;
  GCancellable *cancellable;
  double seen;      /* the progress when links were seen first */
  double seen_late; /* and when those of the end were */
} Stretches;

static inline void
stretches_import (Stretches *fixture, guint n)
{
  g_autoptr (GString) list = g_string_new (NULL);

  for (guint i = 0; i < n; i++)
    {
      g_autofree char *path = g_build_filename (fixture->folder, stretches_names[i], NULL);
      g_autofree char *words = long_texts_dup (i, STRETCHES_N);

      g_assert_true (g_file_set_contents (path, words, -1, NULL));
      g_string_append_printf (list, "%s%s", i > 0 ? " " : "", path);
    }
  fixture->work = align_import (fixture->library, list->str, 0, "translations");
}

static inline void
stretches_set_up (Stretches *fixture, gconstpointer data)
{
  g_autofree char *made = align_new_path ();

  fixture->folder = g_path_get_dirname (made);
  fixture->path = g_build_filename (fixture->folder, "library.db", NULL);
  fixture->library = align_open (fixture->path);
  fixture->cancellable = g_cancellable_new ();
  stretches_import (fixture, GPOINTER_TO_UINT (data));
}

static inline void
stretches_tear_down (Stretches *fixture, gconstpointer data)
{
  g_clear_object (&fixture->library);
  g_clear_object (&fixture->cancellable);
  g_free (fixture->path);
  g_free (fixture->folder);
}

/* As the window does: by a connection of its own. */
static inline gint64
stretches_ask (Stretches *fixture, const char *sql)
{
  g_autoptr (TriLibrary) reader = tri_library_open (fixture->path, TRI_LIBRARY_READ_ONLY, NULL);

  return align_ask (reader, sql);
}

#define STRETCHES_HAS_LINKS "SELECT EXISTS (SELECT 1 FROM links)"
/* Of the last hundredth of the first text. */
#define STRETCHES_HAS_END                                                      \
  "SELECT EXISTS (SELECT 1 FROM texts t JOIN passages p ON p.text = t.id"      \
  " AND p.ord > t.passages * 99 / 100 JOIN link_members m ON m.passage = p.id" \
  " WHERE t.ord = (SELECT min (ord) FROM texts))"

static inline void
stretches_look_cb (double fraction, gpointer data)
{
  Stretches *fixture = data;

  if (fixture->seen == 0 && stretches_ask (fixture, STRETCHES_HAS_LINKS))
    fixture->seen = fraction;
  if (fixture->seen > 0 && fixture->seen_late == 0 && stretches_ask (fixture, STRETCHES_HAS_END))
    fixture->seen_late = fraction;
}

static inline void
stretches_stop_cb (double fraction, gpointer data)
{
  Stretches *fixture = data;

  stretches_look_cb (fraction, data);
  if (fixture->seen > 0)
    g_cancellable_cancel (fixture->cancellable);
}

static inline void
stretches_die_cb (double fraction, gpointer data)
{
  Stretches *fixture = data;

  stretches_look_cb (fraction, data);
  if (fixture->seen > 0)
    _exit (7);
}

static inline gboolean
stretches_run (Stretches *fixture, void (*progress) (double, gpointer), GError **error)
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

static inline void
stretches_assert_whole (Stretches *fixture)
{
  g_assert_cmpuint (tri_library_count_strands (fixture->library, fixture->work), ==, 1);
  g_assert_false (tri_library_needs_alignment (fixture->library, fixture->work));
  g_assert_cmpint (align_ask (fixture->library, "SELECT count (*) FROM links WHERE kind = 0"),
                   >,
                   STRETCHES_N * 96 / 100);
  g_assert_cmpint (align_ask (fixture->library, "SELECT count (*) FROM links WHERE kind = 0"),
                   <,
                   STRETCHES_N * 102 / 100);
  g_assert_cmpint (align_ask (fixture->library, STRETCHES_HAS_END), ==, 1);
  /* Nobody is tied twice. */
  g_assert_cmpint (align_ask (fixture->library,
                              "SELECT count (*) FROM (SELECT 1 FROM link_members m"
                              " JOIN links l ON l.id = m.link AND l.kind = 0"
                              " GROUP BY m.passage, m.sentence HAVING count (*) > 1)"),
                   ==,
                   0);
  align_check (fixture->library);
}

/* Stops when the first links are there; they stay. */
static inline void
stretches_stop (Stretches *fixture, guint n_strands)
{
  TriLibrary *library = fixture->library;
  g_autoptr (GError) error = NULL;

  g_assert_false (stretches_run (fixture, stretches_stop_cb, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_cmpint (align_ask (library, "SELECT count (*) FROM links WHERE kind = 0"),
                   >,
                   STRETCHES_N / 2);
  g_assert_cmpint (align_ask (library, STRETCHES_HAS_END), ==, 0);
  g_assert_cmpuint (tri_library_count_strands (library, fixture->work), ==, n_strands);
  g_assert_true (tri_library_needs_alignment (library, fixture->work));
  align_check (library);
  g_cancellable_reset (fixture->cancellable);
}

/* The power fails when the first links are there. */
static inline void
stretches_kill (Stretches *fixture)
{
  int status = 0;
  pid_t child;

  g_clear_object (&fixture->library);
  child = fork ();
  if (child == 0)
    {
      fixture->library = align_open (fixture->path);
      stretches_run (fixture, stretches_die_cb, NULL);
      _exit (0);
    }
  g_assert_cmpint (waitpid (child, &status, 0), ==, child);
  g_assert_cmpint (WEXITSTATUS (status), ==, 7);
  fixture->library = align_open (fixture->path);
  g_assert_cmpint (align_ask (fixture->library, "SELECT count (*) FROM links"), >, 0);
  g_assert_cmpint (align_ask (fixture->library, STRETCHES_HAS_END), ==, 0);
  g_assert_true (tri_library_needs_alignment (fixture->library, fixture->work));
  align_check (fixture->library);
}
