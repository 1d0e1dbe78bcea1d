/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "library/tri-import.h"
#include "library/tri-library-bookmarks.h"
#include "library/tri-library-works.h"
#include "panels/reader-bookmark-editor.h"
#include "panels/reader-bookmarks-panel.h"
#include "panels/reader-entity-card.h"
#include "reader-window-private.h"
#include "view/reader-parallel-view-private.h"
#include "window-fixture.h"

#include <glib/gstdio.h>

static void
test_new_from_template (WindowFixture *fixture,
                        gconstpointer data)
{
  ReaderWindow *window = reader_window_new (fixture->application);

  g_object_add_weak_pointer (G_OBJECT (window), (gpointer *) &window);
  g_assert_cmpstr (gtk_window_get_title (GTK_WINDOW (window)), ==, "Triptych");
  gtk_window_present (GTK_WINDOW (window));
  gtk_window_destroy (GTK_WINDOW (window));
  g_assert_null (window);
}

static void
test_open_bundled (WindowFixture *fixture,
                   gconstpointer data)
{
  window_fixture_open (fixture);
  g_assert_nonnull (reader_window_get_work (fixture->window));
  g_assert_cmpuint (reader_window_get_work (fixture->window)->texts->len, ==, 3);
  g_assert_cmpstr (gtk_window_get_title (GTK_WINDOW (fixture->window)), ==, "Victor Serge");
  window_fixture_shoot (fixture, "bundled");
  window_fixture_close (fixture);
}

static void
close_others (WindowFixture *fixture)
{
  g_autoptr (GList) windows = gtk_window_list_toplevels ();

  for (GList *l = windows; l != NULL; l = l->next)
    if (l->data != (gpointer) fixture->window && GTK_IS_WINDOW (l->data))
      gtk_window_destroy (l->data);
}

/* GTK's file chooser leaks what libcloudproviders tells it; the stories open these. And
 * GtkShortcutsWindow of GTK 4.8 warns about a label of its own; test-dialogs.c makes ours. */
static const char *const elsewhere[] = {
  "bookmark.import",
  "help.shortcuts",
  "library.merge",
  NULL,
};

/* Every action that needs no parameter, once, in the order in which they are installed. */
static void
test_actions (WindowFixture *fixture,
              gconstpointer data)
{
  GtkWidgetClass *class = NULL;
  const char *name = NULL;
  const GVariantType *parameter = NULL;
  const char *property = NULL;
  GType owner = 0;

  window_fixture_open (fixture);
  class = GTK_WIDGET_GET_CLASS (fixture->window);
  for (guint i = 0;
       gtk_widget_class_query_action (class, i, &owner, &name, &parameter, &property);
       i++)
    {
      if (owner != READER_TYPE_WINDOW || parameter != NULL || g_strv_contains (elsewhere, name))
        continue;

      g_test_message ("%s", name);
      gtk_widget_activate_action (GTK_WIDGET (fixture->window), name, NULL);
      window_fixture_wait_ms (60);
      window_fixture_shoot (fixture, name);
      close_others (fixture);
    }
  window_fixture_close (fixture);
}

/* Of the button in the header bar, as the reader sees it. */
static gboolean
is_offered (WindowFixture *fixture,
            const char *action)
{
  GtkWidget *boxes[] = { fixture->window->header_start, fixture->window->header_end };

  for (guint i = 0; i < G_N_ELEMENTS (boxes); i++)
    for (GtkWidget *child = gtk_widget_get_first_child (boxes[i]); child != NULL;
         child = gtk_widget_get_next_sibling (child))
      {
        GtkWidget *button = GTK_IS_BOX (child) ? gtk_widget_get_first_child (child) : child;

        for (; button != NULL; button = GTK_IS_BOX (child) ? gtk_widget_get_next_sibling (button)
                                                           : NULL)
          if (GTK_IS_ACTIONABLE (button)
              && g_strcmp0 (gtk_actionable_get_action_name (GTK_ACTIONABLE (button)), action) == 0)
            return gtk_widget_get_sensitive (button);
      }
  g_error ("No button for %s", action);
}

static void
assert_tools (WindowFixture *fixture,
              gboolean reading,
              gboolean back,
              gboolean forward)
{
  static const char *const tools[] = {
    "bookmark.add",
    "text.go-to",
    "panel.contents",
    "panel.sidebar",
  };

  for (guint i = 0; i < G_N_ELEMENTS (tools); i++)
    if (is_offered (fixture, tools[i]) != reading)
      g_error ("%s is %s", tools[i], reading ? "not offered" : "offered");
  g_assert_cmpint (is_offered (fixture, "text.go-back"), ==, back);
  g_assert_cmpint (is_offered (fixture, "text.go-forward"), ==, forward);
  g_assert_true (is_offered (fixture, "library.import"));
  g_assert_true (is_offered (fixture, "library.show"));
}

/* What the header bar offers does something: in the texts, in the library, and without a work. */
static void
test_tools (WindowFixture *fixture,
            gconstpointer data)
{
  ReaderPlace place = { 0 };
  TriText *text = NULL;

  window_fixture_open (fixture);
  assert_tools (fixture, TRUE, FALSE, FALSE);
  text = g_ptr_array_index (fixture->window->work->texts, 0);
  place.text = text->id;
  place.passage = reader_parallel_view_get_top_passage (fixture->window->view, text->id);
  gtk_widget_activate_action (GTK_WIDGET (fixture->window->view), "text.end", NULL);
  reader_window_go_to (fixture->window, &place);
  assert_tools (fixture, TRUE, TRUE, FALSE);
  while (is_offered (fixture, "text.go-back"))
    gtk_widget_activate_action (GTK_WIDGET (fixture->window), "text.go-back", NULL);
  assert_tools (fixture, TRUE, FALSE, TRUE);
  gtk_widget_activate_action (GTK_WIDGET (fixture->window), "library.show", NULL);
  assert_tools (fixture, FALSE, FALSE, FALSE);
  window_fixture_wait_frames (GTK_WIDGET (fixture->window));
  window_fixture_shoot (fixture, "tools-library");
  gtk_widget_activate_action (GTK_WIDGET (fixture->window), "library.show", NULL);
  assert_tools (fixture, TRUE, FALSE, TRUE);
  window_fixture_close (fixture);

  window_fixture_open (fixture);
  assert_tools (fixture, TRUE, FALSE, FALSE);
  window_fixture_close (fixture);

  g_free (fixture->library);
  fixture->library = g_build_filename (fixture->dir, "empty.db", NULL);
  fixture->window = reader_window_new (fixture->application);
  window_fixture_present (fixture, FALSE);
  assert_tools (fixture, FALSE, FALSE, FALSE);
  window_fixture_shoot (fixture, "tools-empty");
  window_fixture_close (fixture);
}

static TriLibrary *
get_library (WindowFixture *fixture)
{
  return reader_session_get_library (reader_window_get_session (fixture->window));
}

static gboolean
has_no_work (gpointer data)
{
  g_autoptr (GPtrArray) works = tri_library_list_works (get_library (data), NULL);

  return works->len == 0;
}

static gboolean
has_one_work (gpointer data)
{
  return !has_no_work (data);
}

static void
test_delete_and_undo (WindowFixture *fixture,
                      gconstpointer data)
{
  gint64 work = 0;
  GtkWidget *widget = NULL;

  window_fixture_open (fixture);
  widget = GTK_WIDGET (fixture->window);
  work = reader_window_get_work (fixture->window)->id;
  gtk_widget_activate_action (widget, "library.show", NULL);
  window_fixture_wait_frames (widget);
  window_fixture_shoot (fixture, "library");
  reader_window_delete_work (fixture->window, work);
  window_fixture_wait (has_no_work, fixture);
  wait_until (reader_window_get_work (fixture->window) == NULL);
  window_fixture_shoot (fixture, "library-empty");
  gtk_widget_activate_action (widget, "edit.undo", NULL);
  window_fixture_wait (has_one_work, fixture);
  window_fixture_shoot (fixture, "library-undone");
  window_fixture_close (fixture);
}

static void
test_place_is_kept (WindowFixture *fixture,
                    gconstpointer data)
{
  g_autoptr (GPtrArray) passages = NULL;
  ReaderPlace place = { 0 };
  ReaderPlace again = { 0 };
  TriText *text = NULL;

  window_fixture_open (fixture);
  text = g_ptr_array_index (reader_window_get_work (fixture->window)->texts, 1);
  passages = tri_library_read_passages (get_library (fixture), text->id, 40, 1, NULL);
  place.text = text->id;
  place.passage = ((TriPassage *) g_ptr_array_index (passages, 0))->id;
  reader_window_go_to (fixture->window, &place);
  window_fixture_wait_frames (GTK_WIDGET (fixture->window));
  window_fixture_shoot (fixture, "passage-40");
  window_fixture_close (fixture);

  window_fixture_open (fixture);
  g_assert_true (reader_parallel_view_get_focus (reader_window_get_view (fixture->window), &again));
  g_assert_cmpint (again.passage, ==, place.passage);
  window_fixture_close (fixture);
}

static ReaderFlow *
get_first_flow (WindowFixture *fixture)
{
  return reader_view_get_strand (reader_window_get_view (fixture->window), 0)->flow;
}

/* A passage may be higher than the window: the words in view are kept, not only the passage. */
static void
test_place_inside (WindowFixture *fixture,
                   gconstpointer data)
{
  guint64 row = 0;
  guint64 row_again = 0;
  double into = 0;
  double into_again = 0;

  window_fixture_open (fixture);
  gtk_widget_activate_action (GTK_WIDGET (reader_window_get_view (fixture->window)),
                              "text.next-passage",
                              NULL);
  reader_flow_scroll_to (get_first_flow (fixture), 21, 90);
  window_fixture_wait_frames (GTK_WIDGET (fixture->window));
  reader_flow_get_position (get_first_flow (fixture), &row, &into);
  g_assert_cmpfloat (into, ==, 90);
  window_fixture_close (fixture);

  window_fixture_open (fixture);
  reader_flow_get_position (get_first_flow (fixture), &row_again, &into_again);
  g_assert_cmpuint (row_again, ==, row);
  g_assert_cmpfloat_with_epsilon (into_again, into, 2);
  window_fixture_close (fixture);
}

static void
test_panes (WindowFixture *fixture,
            gconstpointer data)
{
  const struct
  {
    int width;
    int height;
    const char *picture;
  } sizes[] = {
    { 1440, 900, "wide" },
    { 1100, 800, "middle" },
    { 700, 500, "narrow" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (sizes); i++)
    {
      g_autofree char *one = g_strconcat (sizes[i].picture, "-contents", NULL);
      gboolean shown = FALSE;

      fixture->window = reader_window_new (fixture->application);
      gtk_window_set_default_size (GTK_WINDOW (fixture->window), sizes[i].width, sizes[i].height);
      window_fixture_present (fixture, TRUE);
      window_fixture_shoot (fixture, sizes[i].picture);
      g_object_set (fixture->window, "contents-open", TRUE, NULL);
      window_fixture_wait_frames (GTK_WIDGET (fixture->window));
      g_object_get (fixture->window, "contents-open", &shown, NULL);
      g_assert_true (shown);
      window_fixture_shoot (fixture, one);
      g_object_set (fixture->window, "contents-open", FALSE, NULL);
      window_fixture_close (fixture);
    }
}

static gboolean
shows_chapter (gpointer data)
{
  WindowFixture *fixture = data;
  GtkWidget *list = window_fixture_find_mapped (fixture->window->contents, GTK_TYPE_LIST_VIEW);
  GtkSelectionModel *model = NULL;
  GtkAdjustment *scrolled = NULL;

  if (list == NULL)
    return FALSE;
  model = gtk_list_view_get_model (GTK_LIST_VIEW (list));
  scrolled = gtk_scrollable_get_vadjustment (GTK_SCROLLABLE (list));
  return model != NULL
         && gtk_single_selection_get_selected (GTK_SINGLE_SELECTION (model)) == 12
         && gtk_adjustment_get_value (scrolled) > 0;
}

/* The contents open at the chapter that is read, also where not all of them have room. */
static void
test_contents_at_chapter (WindowFixture *fixture,
                          gconstpointer data)
{
  fixture->window = reader_window_new (fixture->application);
  gtk_window_set_default_size (GTK_WINDOW (fixture->window), 1200, 400);
  window_fixture_present (fixture, TRUE);
  gtk_widget_activate_action (GTK_WIDGET (reader_window_get_view (fixture->window)),
                              "text.end",
                              NULL);
  window_fixture_wait_frames (GTK_WIDGET (fixture->window));
  g_object_set (fixture->window, "contents-open", TRUE, NULL);
  window_fixture_wait (shows_chapter, fixture);
  g_object_set (fixture->window, "contents-open", FALSE, NULL);
  window_fixture_close (fixture);
}

static gboolean
shows_card (gpointer data)
{
  WindowFixture *fixture = data;
  GtkWidget *slot = fixture->window->end_slot;

  return gtk_widget_get_mapped (slot)
         && window_fixture_find_mapped (slot, READER_TYPE_ENTITY_CARD) != NULL;
}

/* A card opens beside the texts, in place of the contents, or over the texts. */
static void
test_card_opens (WindowFixture *fixture,
                 gconstpointer data)
{
  const int widths[] = { 1440, 1000, 700, 500 };

  for (guint i = 0; i < G_N_ELEMENTS (widths); i++)
    {
      GtkWidget *widget = NULL;

      fixture->window = reader_window_new (fixture->application);
      widget = GTK_WIDGET (fixture->window);
      gtk_window_set_default_size (GTK_WINDOW (widget), widths[i], 700);
      window_fixture_present (fixture, TRUE);
      for (guint n = 0; n < 6; n++)
        {
          gtk_widget_activate_action (widget, "mention.next", NULL);
          gtk_widget_activate_action (widget, "mention.open", NULL);
          window_fixture_wait (shows_card, fixture);
          gtk_widget_activate_action (widget, "panel.close", NULL);
          window_fixture_wait_frames (widget);
        }
      window_fixture_close (fixture);
    }
}

static void
test_no_library (WindowFixture *fixture,
                 gconstpointer data)
{
  const char *rubbish = "This is a shopping list: bread, milk, ink.\n";
  g_autofree char *path = window_fixture_write (fixture, "library.db", rubbish);
  g_autofree char *content = NULL;
  g_autofree char *beside = g_build_filename (fixture->dir, "library-2.db", NULL);

  window_fixture_open (fixture);
  g_assert_null (reader_window_get_session (fixture->window));
  window_fixture_shoot (fixture, "problem");
  g_assert_true (g_file_get_contents (path, &content, NULL, NULL));
  g_assert_cmpstr (content, ==, rubbish);
  reader_window_open_library (fixture->window, beside, TRUE);
  g_assert_nonnull (reader_window_get_work (fixture->window));
  window_fixture_wait_frames (GTK_WIDGET (fixture->window));
  window_fixture_close (fixture);
}

/* What happened last is said at once, not behind what happened before. */
static void
test_toast_replaced (WindowFixture *fixture,
                     gconstpointer data)
{
  GtkWidget *window = NULL;
  gint64 shown = 0;

  window_fixture_open (fixture);
  window = GTK_WIDGET (fixture->window);
  reader_window_add_toast (fixture->window, "Deleted & gone", TRUE);
  wait_until (window_fixture_find_label (window, "Deleted & gone") != NULL);
  shown = g_get_monotonic_time ();
  reader_window_add_toast (fixture->window, "Back again", FALSE);
  wait_until (window_fixture_find_label (window, "Back again") != NULL
              && window_fixture_find_label (window, "Deleted & gone") == NULL);
  /* It would have gone by itself after five seconds. */
  g_assert_cmpint (g_get_monotonic_time () - shown, <, 4 * G_TIME_SPAN_SECOND);
  window_fixture_close (fixture);
}

/* GTK may hold what the pointer was at for a moment. */
static void
test_view_outlives (WindowFixture *fixture,
                    gconstpointer data)
{
  g_autoptr (ReaderParallelView) view = NULL;

  window_fixture_open (fixture);
  view = g_object_ref (fixture->window->view);
  window_fixture_close (fixture);
  reader_view_emit (view, READER_VIEW_SIGNAL_VIEW_CHANGED);
  reader_view_emit (view, READER_VIEW_SIGNAL_FOCUS_CHANGED);
}

static GtkWidget *
find_editor (WindowFixture *fixture)
{
  return window_fixture_find_mapped (GTK_WIDGET (fixture->window->view),
                                     READER_TYPE_BOOKMARK_EDITOR);
}

/* The window is closed while a note is being written. */
static void
test_note_kept (WindowFixture *fixture,
                gconstpointer data)
{
  g_autoptr (TriLibrary) library = NULL;
  g_autoptr (GPtrArray) bookmarks = NULL;

  window_fixture_open (fixture);
  gtk_widget_activate_action (GTK_WIDGET (fixture->window), "bookmark.add", NULL);
  wait_until (find_editor (fixture) != NULL);
  reader_bookmark_editor_set_note (READER_BOOKMARK_EDITOR (find_editor (fixture)), "Look again");
  window_fixture_close (fixture);

  library = tri_library_open (fixture->library, TRI_LIBRARY_READ_ONLY, NULL);
  bookmarks = tri_library_list_bookmarks (library, 0, NULL, TRI_BOOKMARK_ORDER_DATE, NULL);
  g_assert_cmpuint (bookmarks->len, ==, 1);
  g_assert_cmpstr (((TriBookmark *) bookmarks->pdata[0])->note, ==, "Look again");
}

/* What has the keyboard, or is around it, of a type; or NULL. */
static GtkWidget *
find_focused (WindowFixture *fixture,
              GType type)
{
  GtkWidget *focus = gtk_window_get_focus (GTK_WINDOW (fixture->window));

  return focus != NULL ? gtk_widget_get_ancestor (focus, type) : NULL;
}

static gboolean
has_bookmarks_open (WindowFixture *fixture)
{
  gboolean shown = FALSE;

  g_object_get (fixture->window, "bookmarks-open", &shown, NULL);

  return shown;
}

/* To the bookmarks and back to the texts, by the key alone. */
static void
test_bookmarks_key (WindowFixture *fixture,
                    gconstpointer data)
{
  GtkWidget *window = NULL;

  window_fixture_open (fixture);
  window = GTK_WIDGET (fixture->window);
  for (guint i = 0; i < 2; i++)
    {
      gtk_widget_activate_action (window, "bookmark.list", NULL);
      wait_until (find_focused (fixture, READER_TYPE_BOOKMARKS_PANEL) != NULL);
      wait_until (has_bookmarks_open (fixture));
      gtk_widget_activate_action (window, i == 0 ? "panel.close" : "bookmark.list", NULL);
      wait_until (find_focused (fixture, READER_TYPE_PARALLEL_VIEW) != NULL);
    }
  wait_until (!has_bookmarks_open (fixture));
  window_fixture_close (fixture);
}

/* A bookmark of another work opens it. */
static void
test_bookmark_elsewhere (WindowFixture *fixture,
                         gconstpointer data)
{
  const char *words = "Un phare.\n\nLa lampe brilla toute la nuit.\n";
  g_autofree char *file = window_fixture_write (fixture, "phare.txt", words);
  TriImportFile input = { .path = file, .lang = "fr" };
  TriImportOptions options = { .files = &input, .n_files = 1, .kind = "auto" };
  g_autoptr (TriBookmark) bookmark = tri_bookmark_new ();
  g_autoptr (TriLibrary) other = NULL;
  g_autoptr (TriWork) work = NULL;
  g_autoptr (GPtrArray) passages = NULL;
  ReaderPlace place = { 0 };

  window_fixture_open (fixture);
  other = tri_library_open (fixture->library, TRI_LIBRARY_READ_WRITE, NULL);
  work = tri_library_get_work (other, tri_library_import (other, &options, NULL, NULL), NULL);
  g_assert_nonnull (work);
  bookmark->work = work->id;
  bookmark->text = ((TriText *) work->texts->pdata[0])->id;
  passages = tri_library_read_passages (other, bookmark->text, 1, 1, NULL);
  bookmark->passage = ((TriPassage *) passages->pdata[0])->id;
  bookmark->end_passage = bookmark->passage;
  bookmark->whole = TRUE;
  bookmark->end = 5;
  g_assert_true (tri_library_save_bookmark (other, bookmark, NULL));

  gtk_widget_activate_action (GTK_WIDGET (fixture->window), "bookmark.list", NULL);
  wait_until (find_focused (fixture, READER_TYPE_BOOKMARKS_PANEL) != NULL);
  g_signal_emit_by_name (find_focused (fixture, READER_TYPE_BOOKMARKS_PANEL),
                         "bookmark-activated",
                         bookmark);
  wait_until (reader_window_get_work (fixture->window)->id == work->id);
  g_assert_true (reader_parallel_view_get_focus (reader_window_get_view (fixture->window), &place));
  g_assert_cmpint (place.passage, ==, bookmark->passage);
  window_fixture_close (fixture);
}

static gboolean
is_renamed (gpointer data)
{
  return g_str_equal (gtk_window_get_title (data), "Kibalchich");
}

/* What another process does is seen by itself. */
static void
test_second_process (WindowFixture *fixture,
                     gconstpointer data)
{
  const char *words = "Un phare.\n\nLa lampe brilla toute la nuit.\n";
  g_autofree char *file = window_fixture_write (fixture, "phare.txt", words);
  const char *argv[] = {
    g_getenv ("TRIPTYCH_CLI"), "import", "--library", fixture->library, file, NULL
  };
  g_autoptr (GError) error = NULL;
  g_autoptr (TriLibrary) other = NULL;
  g_autoptr (GPtrArray) works = NULL;
  gint64 work = 0;
  int status = -1;

  window_fixture_open (fixture);
  g_spawn_sync (NULL,
                (char **) argv,
                NULL,
                G_SPAWN_STDOUT_TO_DEV_NULL,
                NULL,
                NULL,
                NULL,
                NULL,
                &status,
                &error);
  g_assert_no_error (error);
  g_assert_cmpint (status, ==, 0);
  other = tri_library_open (fixture->library, TRI_LIBRARY_READ_WRITE, &error);
  g_assert_no_error (error);
  work = reader_window_get_work (fixture->window)->id;
  g_assert_true (tri_library_rename_work (other, work, "Kibalchich", &error));
  g_assert_no_error (error);

  window_fixture_wait (is_renamed, fixture->window);
  works = tri_library_list_works (
      reader_session_get_library (reader_window_get_session (fixture->window)),
      &error);
  g_assert_no_error (error);
  g_assert_cmpuint (works->len, ==, 2);
  window_fixture_close (fixture);
}

static GtkMenuButton *
find_menu_button (GtkWidget *in)
{
  GtkMenuButton *found = NULL;

  if (GTK_IS_MENU_BUTTON (in) && gtk_menu_button_get_primary (GTK_MENU_BUTTON (in)))
    return GTK_MENU_BUTTON (in);
  for (GtkWidget *child = gtk_widget_get_first_child (in); child != NULL && found == NULL;
       child = gtk_widget_get_next_sibling (child))
    found = find_menu_button (child);

  return found;
}

/* Whether the keyboard is in the texts. */
static gboolean
is_reading (gpointer data)
{
  WindowFixture *fixture = data;
  GtkWidget *view = GTK_WIDGET (fixture->window->view);
  GtkWidget *focus = gtk_window_get_focus (GTK_WINDOW (fixture->window));

  return focus != NULL && (focus == view || gtk_widget_is_ancestor (focus, view));
}

static gboolean
is_elsewhere (gpointer data)
{
  WindowFixture *fixture = data;

  return gtk_window_get_focus (GTK_WINDOW (fixture->window)) != NULL && !is_reading (fixture);
}

/* Who opened the menu and closed it reads on. */
static void
test_menu_returns (WindowFixture *fixture,
                   gconstpointer data)
{
  GtkMenuButton *button = NULL;

  window_fixture_open (fixture);
  gtk_widget_grab_focus (GTK_WIDGET (fixture->window->view));
  window_fixture_wait (is_reading, fixture);
  button = find_menu_button (GTK_WIDGET (fixture->window));
  g_assert_nonnull (button);
  gtk_menu_button_popup (button);
  window_fixture_wait (is_elsewhere, fixture);
  gtk_menu_button_popdown (button);
  window_fixture_wait (is_reading, fixture);
  window_fixture_close (fixture);
}

/* The title of a text is in no chapter; the first one is the next. */
static void
test_chapter_from_title (WindowFixture *fixture,
                         gconstpointer data)
{
  ReaderParallelView *view = NULL;

  window_fixture_open (fixture);
  view = fixture->window->view;
  gtk_widget_activate_action (GTK_WIDGET (view), "text.start", NULL);
  g_assert_cmpint (view->focus->ord, ==, 0);
  gtk_widget_activate_action (GTK_WIDGET (view), "text.next-division", NULL);
  g_assert_cmpint (view->focus->ord, ==, 1);
  window_fixture_close (fixture);
}

int
main (int argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  adw_init ();

  window_fixture_add ("/window/new/from-template", test_new_from_template);
  window_fixture_add ("/window/open/bundled", test_open_bundled);
  window_fixture_add ("/window/open/no-library", test_no_library);
  window_fixture_add ("/window/actions", test_actions);
  window_fixture_add ("/window/tools", test_tools);
  window_fixture_add ("/window/delete/undo", test_delete_and_undo);
  window_fixture_add ("/window/contents/at-chapter", test_contents_at_chapter);
  window_fixture_add ("/window/place/kept", test_place_is_kept);
  window_fixture_add ("/window/place/inside-a-passage", test_place_inside);
  window_fixture_add ("/window/panes", test_panes);
  window_fixture_add ("/window/toast/replaced", test_toast_replaced);
  window_fixture_add ("/window/view-outlives", test_view_outlives);
  window_fixture_add ("/window/bookmarks/note-kept", test_note_kept);
  window_fixture_add ("/window/bookmarks/key", test_bookmarks_key);
  window_fixture_add ("/window/bookmarks/elsewhere", test_bookmark_elsewhere);
  window_fixture_add ("/window/card/opens", test_card_opens);
  window_fixture_add ("/window/menu/returns", test_menu_returns);
  window_fixture_add ("/window/chapter/from-title", test_chapter_from_title);
  window_fixture_add ("/window/second-process", test_second_process);

  return g_test_run ();
}
