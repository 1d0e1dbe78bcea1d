/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "window-fixture.h"

#include "library/tri-import.h"
#include "library/tri-library-entity-acts.h"
#include "library/tri-library-registers.h"
#include "library/tri-library-works.h"
#include "reader-window-private.h"

#include <adwaita.h>

/* Names that changed are found anew, in all works of the register, also by the next window. */

#define WORDS "There stood Zorblat beside Quuxly. Then Quuxly left Zorblat alone.\n"

/* Two works, two texts, and an entity of their register. */
typedef struct
{
  gint64 works[2];
  gint64 texts[2];
  gint64 entity;
} Names;

static gint64
import_work (TriLibrary *library,
             const char *path,
             gint64 reg)
{
  const TriImportFile file = { .path = path, .lang = "en" };
  const TriImportOptions options = {
    .files = &file, .n_files = 1, .kind = "auto", .register_id = reg, .link = TRUE
  };
  g_autoptr (GError) error = NULL;
  gint64 work = tri_library_import (library, &options, NULL, &error);

  g_assert_no_error (error);

  return work;
}

static gint64
get_text (TriLibrary *library,
          gint64 work)
{
  g_autoptr (TriWork) found = tri_library_get_work (library, work, NULL);

  return TRI_TEXT (found->texts->pdata[0])->id;
}

static void
make_library (WindowFixture *fixture,
              Names *names)
{
  g_autoptr (TriLibrary) library = NULL;
  g_autofree char *table = window_fixture_write (fixture, "r.csv", "type,name:en\nperson,Vesna\n");
  g_autofree char *one = window_fixture_write (fixture, "one.txt", WORDS "\nOne.\n");
  g_autofree char *two = window_fixture_write (fixture, "two.txt", WORDS "\nTwo.\n");
  TriRegisterImport reg = { .path = table, .table.type = -1 };
  g_auto (TriRegisterOutcome) outcome = { 0 };
  g_autoptr (GError) error = NULL;

  library = tri_library_open (fixture->library, TRI_LIBRARY_READ_WRITE, &error);
  g_assert_no_error (error);
  g_assert_true (tri_library_import_register_file (library, &reg, &outcome, NULL, &error));
  names->works[0] = import_work (library, one, outcome.reg);
  names->works[1] = import_work (library, two, outcome.reg);
  for (guint i = 0; i < 2; i++)
    names->texts[i] = get_text (library, names->works[i]);
  names->entity = tri_library_find_entity (library, names->works[0], "Vesna", &error);
  g_assert_no_error (error);
  g_assert_false (tri_library_has_stale (library));
}

static void
open_window (WindowFixture *fixture)
{
  fixture->window = reader_window_new (fixture->application);
  window_fixture_present (fixture, FALSE);
}

typedef struct
{
  gint64 entity;
  const char *name;
} Edit;

static gpointer
edit (TriLibrary *library,
      gpointer data,
      GCancellable *cancellable,
      GError **error)
{
  const Edit *how = data;
  g_autoptr (TriEntity) entity = tri_library_get_entity (library, how->entity, error);

  tri_entity_add_name (entity, "en", how->name, TRI_NAME_SHORT);

  return GINT_TO_POINTER (tri_library_edit_entity (library, entity, error));
}

static void
done_cb (GObject *source,
         GAsyncResult *result,
         gpointer done)
{
  *(gboolean *) done = TRUE;
}

/* As an act of the reader, of a dialog that tells nobody. */
static void
run_edit (WindowFixture *fixture,
          const Names *names,
          const char *name)
{
  Edit how = { names->entity, name };
  gboolean done = FALSE;

  tri_worker_run_between_async (reader_session_get_writer (fixture->window->session),
                                edit,
                                &how,
                                NULL,
                                NULL,
                                NULL,
                                done_cb,
                                &done);
  wait_until (done);
}

static gboolean
is_found (WindowFixture *fixture,
          const Names *names,
          guint n)
{
  TriLibrary *library = reader_session_get_library (fixture->window->session);

  for (guint i = 0; i < 2; i++)
    if (tri_library_count_mentions (library, names->entity, names->texts[i]) != n)
      return FALSE;

  return !tri_library_has_stale (library);
}

static void
test_all_works (WindowFixture *fixture,
                gconstpointer data)
{
  Names names = { 0 };

  make_library (fixture, &names);
  open_window (fixture);
  run_edit (fixture, &names, "Zorblat");
  wait_until (is_found (fixture, &names, 2));
  window_fixture_close (fixture);
}

/* The window closes at once: the next one does it. */
static void
test_closed (WindowFixture *fixture,
             gconstpointer data)
{
  Names names = { 0 };
  g_autoptr (TriLibrary) library = NULL;

  make_library (fixture, &names);
  open_window (fixture);
  run_edit (fixture, &names, "Quuxly");
  window_fixture_close (fixture);
  library = tri_library_open (fixture->library, TRI_LIBRARY_READ_ONLY, NULL);
  g_assert_true (tri_library_has_stale (library));
  g_clear_object (&library);

  open_window (fixture);
  wait_until (is_found (fixture, &names, 2));
  window_fixture_close (fixture);
}

/* The writer has other things to do until it is told to go on. */
static gpointer
hold (TriLibrary *library,
      gpointer data,
      GCancellable *cancellable,
      GError **error)
{
  while (!g_atomic_int_get ((int *) data))
    g_usleep (1000);

  return NULL;
}

static void
test_stop (WindowFixture *fixture,
           gconstpointer data)
{
  Names names = { 0 };
  int is_free = FALSE;
  gboolean done = FALSE;

  make_library (fixture, &names);
  open_window (fixture);
  run_edit (fixture, &names, "Zorblat");
  tri_worker_run_async (reader_session_get_writer (fixture->window->session),
                        hold,
                        &is_free,
                        NULL,
                        NULL,
                        NULL,
                        done_cb,
                        &done);
  /* It waits for its turn, and says so. */
  wait_until (window_fixture_find_label (fixture->window->bars, "Finding names") != NULL);
  gtk_widget_activate_action (GTK_WIDGET (fixture->window), "work.stop-linking", NULL);
  /* Stopped is stopped, though it still has to come to its turn. */
  g_assert_false (reader_window_is_linking (fixture->window));
  g_assert_null (gtk_widget_get_first_child (fixture->window->bars));
  g_atomic_int_set (&is_free, TRUE);
  wait_until (done && !reader_window_is_linking (fixture->window));
  g_assert_null (gtk_widget_get_first_child (fixture->window->bars));
  window_fixture_wait_workers (fixture);
  g_assert_true (tri_library_has_stale (
      reader_session_get_library (fixture->window->session)));
  /* the next act goes on with it */
  reader_window_link_again (fixture->window);
  wait_until (is_found (fixture, &names, 2));
  window_fixture_close (fixture);
}

int
main (int argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  adw_init ();

  window_fixture_add ("/linking/edit/all-works", test_all_works);
  window_fixture_add ("/linking/close/done-later", test_closed);
  window_fixture_add ("/linking/stop/bar", test_stop);

  return g_test_run ();
}
