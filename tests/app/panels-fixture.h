/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/* What the tests of the panels share: a library with a small work in two languages, a window with
 * the reading surface, and waiting. */

#include "library/tri-import.h"
#include "library/tri-library-works.h"
#include "patience.h"
#include "reader-session.h"
#include "view/reader-parallel-view.h"

#include <adwaita.h>
#include <glib/gstdio.h>

#define FIXTURE_TEI                                                                              \
  "<TEI xmlns='http://www.tei-c.org/ns/1.0'><teiHeader><fileDesc><titleStmt>"                    \
  "<title>The lighthouse</title></titleStmt><publicationStmt><p/></publicationStmt>"             \
  "<sourceDesc><p/></sourceDesc></fileDesc></teiHeader>"                                         \
  "<standOff><listPerson><person xml:id='ada'>"                                                  \
  "<persName xml:lang='en' type='official'>Ada Lamb</persName>"                                  \
  "<persName xml:lang='fr' type='official'>Ada L\xc3\xa8mbe</persName>"                          \
  "<persName xml:lang='en' type='pseudonym'>The Lamp</persName>"                                 \
  "<birth when='1901-02-03'/><death when='1971~'/>"                                              \
  "<idno type='TEST'>42</idno>"                                                                  \
  "<note type='description' xml:lang='en'>Keeper of the light.</note>"                           \
  "<note type='description' xml:lang='fr'>Gardienne du phare.</note></person>"                   \
  "<person xml:id='nobody'><persName xml:lang='en'>Never Named</persName></person></listPerson>" \
  "<listPlace><place xml:id='isle'><placeName xml:lang='en'>The Isle</placeName>"                \
  "<placeName xml:lang='fr'>L\xe2\x80\x99\xc3\x8ele</placeName></place></listPlace>"             \
  "<linkGrp type='alignment'><link target='#fr-h #en-h'/><link target='#fr-1 #en-1'/>"           \
  "<link target='#fr-2 #en-2'/><link target='#fr-3 #en-3'/></linkGrp></standOff>"                \
  "<text><group>"                                                                                \
  "<text xml:id='fr' xml:lang='fr'><body><div><head xml:id='fr-h'>Le phare</head>"               \
  "<p xml:id='fr-1'><persName ref='#ada'>Ada</persName> vint sur "                               \
  "<placeName ref='#isle'>l\xe2\x80\x99\xc3\xaele</placeName> en hiver.</p>"                     \
  "<p xml:id='fr-2'>La lampe brilla toute la nuit.</p>"                                          \
  "<p xml:id='fr-3'>Puis <persName ref='#ada'>Ada</persName> partit.</p></div>"                  \
  "<div><head xml:id='fr-h2'>La ville</head><p xml:id='fr-4'>Ailleurs.</p></div></body></text>"  \
  "<text xml:id='en' xml:lang='en'><body><div><head xml:id='en-h'>The lighthouse</head>"         \
  "<p xml:id='en-1'><persName ref='#ada'>Ada</persName> came to "                                \
  "<placeName ref='#isle'>the isle</placeName> in winter; "                                      \
  "<persName ref='#ada'>Ada</persName> stayed.</p>"                                              \
  "<p xml:id='en-2'>The lamp shone all night.</p>"                                               \
  "<p xml:id='en-3'>Then <persName ref='#ada'>Ada</persName> left.</p></div></body></text>"      \
  "</group></text></TEI>"

typedef struct
{
  char *dir;
  char *path;
  ReaderSession *session;
  TriWork *work;
  GtkWindow *window;
  GtkWidget *box;
  ReaderParallelView *view;
} Fixture;

static inline TriLibrary *
fixture_get_library (Fixture *fixture)
{
  return reader_session_get_library (fixture->session);
}

/* For what must not happen meanwhile; for what must come there is fixture_wait(). */
static inline void
fixture_spin (guint milliseconds)
{
  gint64 end = g_get_monotonic_time () + milliseconds * 1000;

  while (g_get_monotonic_time () < end)
    if (!g_main_context_iteration (NULL, FALSE))
      g_usleep (1000);
}

#define fixture_wait(condition) wait_until (condition)

static inline GtkEventController *
fixture_find_move_keys (GtkWidget *list)
{
  g_autoptr (GListModel) controllers = gtk_widget_observe_controllers (list);

  for (guint i = 0; i < g_list_model_get_n_items (controllers); i++)
    {
      g_autoptr (GtkEventController) controller = g_list_model_get_item (controllers, i);

      if (GTK_IS_EVENT_CONTROLLER_KEY (controller)
          && gtk_event_controller_get_propagation_phase (controller) == GTK_PHASE_CAPTURE)
        return controller;
    }
  return NULL;
}

/* Presses a key in the list that has the focus, for the one who listens before the list does. */
static inline void
fixture_press_in_list (GtkWidget *widget, guint keyval)
{
  GtkWidget *focus = gtk_root_get_focus (gtk_widget_get_root (widget));
  GtkWidget *list = gtk_widget_get_ancestor (focus, GTK_TYPE_LIST_VIEW);
  GtkEventController *keys = list ? fixture_find_move_keys (list) : NULL;
  gboolean done = FALSE;

  g_assert_nonnull (keys);
  g_signal_emit_by_name (keys, "key-pressed", keyval, 0, 0, &done);
  g_assert_true (done);
}

static inline gint64
fixture_import (Fixture *fixture)
{
  g_autofree char *file = g_build_filename (fixture->dir, "lighthouse.xml", NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (TriLibrary) library = NULL;
  TriImportFile input = { .path = file };
  TriImportOptions options = { .files = &input, .n_files = 1, .kind = "auto", .link = FALSE };
  gint64 work = 0;

  g_file_set_contents (file, FIXTURE_TEI, -1, &error);
  g_assert_no_error (error);
  library = tri_library_open (fixture->path, TRI_LIBRARY_READ_WRITE, &error);
  g_assert_no_error (error);
  work = tri_library_import (library, &options, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpint (work, !=, 0);
  return work;
}

static inline void
fixture_open (Fixture *fixture, gint64 work)
{
  g_autoptr (GError) error = NULL;

  fixture->session = reader_session_new_empty (fixture->path, &error);
  g_assert_no_error (error);
  reader_session_settle (fixture->session);
  fixture->work = tri_library_get_work (fixture_get_library (fixture), work, &error);
  g_assert_no_error (error);

  fixture->window = GTK_WINDOW (gtk_window_new ());
  gtk_window_set_default_size (fixture->window, 1000, 700);
  fixture->box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);
  fixture->view = READER_PARALLEL_VIEW (reader_parallel_view_new ());
  gtk_widget_set_hexpand (GTK_WIDGET (fixture->view), TRUE);
  gtk_box_append (GTK_BOX (fixture->box), GTK_WIDGET (fixture->view));
  gtk_window_set_child (fixture->window, fixture->box);
  reader_parallel_view_set_work (fixture->view, fixture->session, fixture->work, NULL);
  gtk_window_present (fixture->window);
  /* GTK finds no monitor for a popover of a window that has no size yet. */
  fixture_wait (gtk_widget_get_width (fixture->box) > 0);
}

static inline void
fixture_set_up (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  fixture->dir = g_dir_make_tmp ("triptych-panels-XXXXXX", &error);
  g_assert_no_error (error);
  fixture->path = g_build_filename (fixture->dir, "library.db", NULL);
  fixture_open (fixture, fixture_import (fixture));
}

static inline void
fixture_close (Fixture *fixture)
{
  gtk_window_destroy (fixture->window);
  fixture_spin (50);
  reader_session_close (fixture->session);
  g_clear_object (&fixture->work);
  g_clear_object (&fixture->session);
}

static inline void
fixture_tear_down (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GDir) dir = NULL;
  const char *name = NULL;

  if (fixture->session)
    fixture_close (fixture);
  dir = g_dir_open (fixture->dir, 0, NULL);
  while (dir && (name = g_dir_read_name (dir)))
    {
      g_autofree char *path = g_build_filename (fixture->dir, name, NULL);

      g_remove (path);
    }
  g_rmdir (fixture->dir);
  g_free (fixture->path);
  g_free (fixture->dir);
}

/* The passage with this key, in the text of this language. */
static inline ReaderPlace
fixture_find_place (Fixture *fixture, const char *key)
{
  g_autoptr (GError) error = NULL;
  ReaderPlace place = { 0 };
  g_autoptr (TriPassage) passage = NULL;

  place.passage = tri_library_find_passage (fixture_get_library (fixture),
                                            fixture->work->id,
                                            key,
                                            &error);
  g_assert_no_error (error);
  passage = tri_library_get_passage (fixture_get_library (fixture), place.passage, &error);
  g_assert_no_error (error);
  place.text = passage->text;
  return place;
}
