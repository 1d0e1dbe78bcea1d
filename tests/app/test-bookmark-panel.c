/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "library/tri-library-private.h"
#include "panels-fixture.h"
#include "panels/reader-bookmark-editor.h"
#include "panels/reader-bookmark-row.h"
#include "panels/reader-bookmarks-panel.h"
#include "panels/reader-label-entry.h"

static void
result_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GError) error = NULL;

  *(gpointer *) data = tri_worker_run_finish (TRI_WORKER (source), result, &error);
  g_assert_no_error (error);
}

/* What Ctrl+D does on a passage. */
static TriBookmark *
add_bookmark (Fixture *fixture, const char *key)
{
  ReaderPlace place = fixture_find_place (fixture, key);
  g_autoptr (TriBookmark) bookmark = NULL;
  gpointer saved = NULL;

  reader_parallel_view_go_to (fixture->view, &place);
  g_assert_null (reader_bookmark_find_at (fixture->view, fixture_get_library (fixture)));
  bookmark = reader_bookmark_new_at (fixture->view, fixture_get_library (fixture));
  g_assert_nonnull (bookmark);
  reader_bookmark_store_save_async (fixture->session, bookmark, result_cb, &saved);
  fixture_wait (saved != NULL);
  g_assert_cmpint (TRI_BOOKMARK (saved)->id, !=, 0);
  return saved;
}

static ReaderBookmarksPanel *
add_panel (Fixture *fixture)
{
  GtkWidget *panel = reader_bookmarks_panel_new ();

  gtk_widget_set_size_request (panel, 260, -1);
  gtk_box_prepend (GTK_BOX (fixture->box), panel);
  reader_bookmarks_panel_connect (READER_BOOKMARKS_PANEL (panel),
                                  fixture->session,
                                  fixture->view);
  return READER_BOOKMARKS_PANEL (panel);
}

/* The list as it will be when everything that is on its way has come: titles in brackets. */
static char *
dup_rows (ReaderBookmarksPanel *panel)
{
  GListModel *model = reader_bookmarks_panel_get_model (panel);
  g_autoptr (GString) rows = g_string_new (NULL);

  fixture_spin (200);
  fixture_wait (reader_bookmarks_panel_is_settled (panel));
  for (guint i = 0; i < g_list_model_get_n_items (model); i++)
    {
      g_autoptr (ReaderBookmarkItem) item = g_list_model_get_item (model, i);

      fixture_wait (item->bookmark != NULL);
      if (item->title)
        g_string_append_printf (rows, "[%s]\n", item->title);
      g_string_append_printf (rows, "%s\n", item->bookmark->quote);
    }
  return g_string_free (g_steal_pointer (&rows), FALSE);
}

static void
assert_rows (ReaderBookmarksPanel *panel, const char *expected)
{
  wait_until_equal (dup_rows (panel), expected);
}

static void
test_add (Fixture *fixture, gconstpointer data)
{
  ReaderBookmarksPanel *panel = add_panel (fixture);
  g_autoptr (TriBookmark) bookmark = NULL;
  g_autoptr (TriBookmark) found = NULL;

  assert_rows (panel, "");
  bookmark = add_bookmark (fixture, "fr-3");
  g_assert_true (bookmark->whole);
  g_assert_cmpint (bookmark->scope, ==, TRI_SCOPE_PASSAGE);
  assert_rows (panel, "[Le phare]\nPuis Ada partit.\n");
  found = reader_bookmark_find_at (fixture->view, fixture_get_library (fixture));
  g_assert_nonnull (found);
  g_assert_cmpint (found->id, ==, bookmark->id);
}

static void
test_order_and_filter (Fixture *fixture, gconstpointer data)
{
  ReaderBookmarksPanel *panel = add_panel (fixture);
  g_autoptr (TriBookmark) late = add_bookmark (fixture, "fr-3");
  g_autoptr (TriBookmark) early = add_bookmark (fixture, "fr-1");

  assert_rows (panel, "[Le phare]\nAda vint sur l’île en hiver.\nPuis Ada partit.\n");
  reader_bookmarks_panel_set_filter (panel, "ILE");
  assert_rows (panel, "[Le phare]\nAda vint sur l’île en hiver.\n");
  reader_bookmarks_panel_set_filter (panel, "whale");
  assert_rows (panel, "");
}

static ReaderBookmarkEditor *
open_editor (Fixture *fixture, TriBookmark *bookmark)
{
  ReaderBookmarkEditor *editor = reader_bookmark_editor_new (fixture->session, bookmark, FALSE);

  reader_bookmark_editor_popup_at (editor, fixture->box, NULL);
  fixture_wait (gtk_widget_get_mapped (GTK_WIDGET (editor)));
  return g_object_ref (editor);
}

static char *
dup_note (Fixture *fixture, TriBookmark *bookmark)
{
  g_autoptr (TriBookmark) stored = tri_library_get_bookmark (fixture_get_library (fixture),
                                                             bookmark->id,
                                                             NULL);

  return stored != NULL ? g_strdup (stored->note) : NULL;
}

static void
test_edit (Fixture *fixture, gconstpointer data)
{
  const char *labels[] = { "storm", "light", NULL };
  g_autoptr (TriBookmark) bookmark = add_bookmark (fixture, "en-2");
  g_autoptr (TriBookmark) changed = NULL;
  g_autoptr (ReaderBookmarkEditor) editor = open_editor (fixture, bookmark);
  g_autofree char *joined = NULL;

  reader_bookmark_editor_set_note (editor, "What a night\nit was");
  reader_bookmark_editor_set_colour (editor, "green");
  reader_bookmark_editor_set_labels (editor, labels);
  reader_bookmark_editor_set_scope (editor, TRI_SCOPE_WORDING);
  gtk_popover_popdown (GTK_POPOVER (editor));
  fixture_wait (gtk_widget_get_parent (GTK_WIDGET (editor)) == NULL);
  wait_until_equal (dup_note (fixture, bookmark), "What a night\nit was");

  changed = tri_library_get_bookmark (fixture_get_library (fixture), bookmark->id, NULL);
  g_assert_nonnull (changed);
  g_assert_cmpstr (changed->colour, ==, "green");
  g_assert_cmpint (changed->scope, ==, TRI_SCOPE_WORDING);
  joined = g_strjoinv ("|", changed->labels);
  g_assert_cmpstr (joined, ==, "storm|light");
}

/* An editor that changed nothing leaves nothing to undo but the adding. */
static void
test_edit_nothing (Fixture *fixture, gconstpointer data)
{
  g_autoptr (TriBookmark) bookmark = add_bookmark (fixture, "en-2");
  g_autoptr (ReaderBookmarkEditor) editor = open_editor (fixture, bookmark);
  g_autofree char *act = NULL;

  gtk_popover_popdown (GTK_POPOVER (editor));
  fixture_wait (gtk_widget_get_parent (GTK_WIDGET (editor)) == NULL);
  fixture_spin (100);
  act = tri_library_peek_undo (fixture_get_library (fixture));
  g_assert_cmpstr (act, ==, "bookmark.add");
}

/* The pointer stands beside the window, whose popover has it all the same while it is open. */
static void
test_edit_without_pointer (Fixture *fixture, gconstpointer data)
{
  g_autoptr (TriBookmark) bookmark = add_bookmark (fixture, "en-2");
  g_autofree char *program = g_find_program_in_path ("xdotool");
  g_autoptr (GError) error = NULL;
  int status = 0;

  if (program == NULL)
    {
      g_test_skip ("xdotool, which moves the pointer, is not installed");
      return;
    }
  g_spawn_command_line_sync ("xdotool mousemove 1919 1199", NULL, NULL, &status, &error);
  g_assert_no_error (error);
  g_assert_cmpint (status, ==, 0);

  for (guint i = 0; i < 5; i++)
    {
      g_autoptr (ReaderBookmarkEditor) editor = open_editor (fixture, bookmark);

      gtk_popover_popdown (GTK_POPOVER (editor));
      fixture_wait (gtk_widget_get_parent (GTK_WIDGET (editor)) == NULL);
      fixture_spin (100);
    }
  g_assert_true (gtk_widget_get_mapped (GTK_WIDGET (fixture->view)));
}

/* It was opened from a row, say: the focus goes back there, and nothing holds the editor. */
static void
test_edit_leaves (Fixture *fixture, gconstpointer data)
{
  g_autoptr (TriBookmark) bookmark = add_bookmark (fixture, "en-2");
  ReaderBookmarkEditor *editor = NULL;
  GtkWidget *button = gtk_button_new_with_label ("Edit");

  gtk_box_prepend (GTK_BOX (fixture->box), button);
  fixture_wait (gtk_widget_get_mapped (button));
  gtk_widget_grab_focus (button);
  editor = reader_bookmark_editor_new (fixture->session, bookmark, FALSE);
  g_object_add_weak_pointer (G_OBJECT (editor), (gpointer *) &editor);
  reader_bookmark_editor_popup_at (editor, fixture->box, button);
  fixture_wait (gtk_widget_is_ancestor (gtk_window_get_focus (fixture->window),
                                        GTK_WIDGET (editor)));
  gtk_popover_popdown (GTK_POPOVER (editor));
  fixture_wait (editor == NULL);
  fixture_wait (gtk_window_get_focus (fixture->window) == button);
}

static gpointer
undo (TriLibrary *library, gpointer data, GCancellable *cancellable, GError **error)
{
  return tri_library_undo (library, error);
}

static void
undo_act (Fixture *fixture, const char *expected)
{
  gpointer act = NULL;

  tri_worker_run_between_async (reader_session_get_writer (fixture->session),
                                undo,
                                NULL,
                                NULL,
                                g_free,
                                NULL,
                                result_cb,
                                &act);
  fixture_wait (act != NULL);
  g_assert_cmpstr (act, ==, expected);
  g_free (act);
}

static void
undo_deletion (Fixture *fixture)
{
  undo_act (fixture, "bookmark.delete");
}

static void
save_now (Fixture *fixture, TriBookmark *bookmark)
{
  gpointer saved = NULL;

  reader_bookmark_store_save_async (fixture->session, bookmark, result_cb, &saved);
  fixture_wait (saved != NULL);
  g_object_unref (saved);
}

static void
count_cb (ReaderBookmarksPanel *panel, guint n_bookmarks, guint *count)
{
  *count += n_bookmarks;
}

static void
test_delete_and_undo (Fixture *fixture, gconstpointer data)
{
  ReaderBookmarksPanel *panel = add_panel (fixture);
  g_autoptr (TriBookmark) bookmark = add_bookmark (fixture, "fr-3");
  guint n_deleted = 0;

  g_signal_connect (panel, "bookmarks-deleted", G_CALLBACK (count_cb), &n_deleted);
  reader_bookmarks_panel_delete (panel, bookmark);
  fixture_wait (n_deleted == 1);
  assert_rows (panel, "");

  undo_deletion (fixture);
  assert_rows (panel, "[Le phare]\nPuis Ada partit.\n");
}

/* Several go as one act, and one undo brings all of them back. */
static void
test_delete_several (Fixture *fixture, gconstpointer data)
{
  ReaderBookmarksPanel *panel = add_panel (fixture);
  g_autoptr (TriBookmark) third = add_bookmark (fixture, "fr-3");
  g_autoptr (TriBookmark) second = add_bookmark (fixture, "fr-2");
  g_autoptr (TriBookmark) first = add_bookmark (fixture, "fr-1");
  guint n_deleted = 0;
  const char *all = "[Le phare]\nAda vint sur l’île en hiver.\nLa lampe brilla toute la nuit.\n"
                    "Puis Ada partit.\n";

  assert_rows (panel, all);
  g_signal_connect (panel, "bookmarks-deleted", G_CALLBACK (count_cb), &n_deleted);
  reader_bookmarks_panel_select (panel, 0);
  reader_bookmarks_panel_select (panel, 2);
  reader_bookmarks_panel_delete_selected (panel);
  fixture_wait (n_deleted == 2);
  assert_rows (panel, "[Le phare]\nLa lampe brilla toute la nuit.\n");
  undo_deletion (fixture);
  assert_rows (panel, all);
}

/* The quote of the row that has the focus, or the words on an empty page. */
static const char *
get_focused (ReaderBookmarksPanel *panel)
{
  GtkWidget *focus = gtk_root_get_focus (gtk_widget_get_root (GTK_WIDGET (panel)));
  GtkWidget *row = focus ? gtk_widget_get_first_child (focus) : NULL;
  ReaderBookmarkItem *item = NULL;

  if (!focus || !gtk_widget_is_ancestor (focus, GTK_WIDGET (panel)))
    return "elsewhere";
  if (!row || !READER_IS_BOOKMARK_ROW (row))
    return G_OBJECT_TYPE_NAME (focus);
  item = reader_bookmark_row_get_item (READER_BOOKMARK_ROW (row));
  return item->bookmark ? item->bookmark->quote : item->title;
}

static void
assert_focused (ReaderBookmarksPanel *panel, const char *expected)
{
  g_autofree char *rows = dup_rows (panel);

  fixture_spin (100);
  g_test_message ("%s", rows);
  wait_until_equal (g_strdup (get_focused (panel)), expected);
}

/* What Ctrl+B does: the bookmark in the row that is read, in another text too, else the nearest. */
static void
test_focus_nearest (Fixture *fixture, gconstpointer data)
{
  g_autoptr (TriBookmark) first = add_bookmark (fixture, "fr-1");
  g_autoptr (TriBookmark) third = add_bookmark (fixture, "fr-3");
  ReaderPlace place = fixture_find_place (fixture, "en-3");
  ReaderBookmarksPanel *panel = add_panel (fixture);

  reader_parallel_view_go_to (fixture->view, &place);
  reader_bookmarks_panel_take_focus (panel);
  assert_focused (panel, "Puis Ada partit.");
  place = fixture_find_place (fixture, "fr-1");
  reader_parallel_view_go_to (fixture->view, &place);
  reader_bookmarks_panel_take_focus (panel);
  assert_focused (panel, "Ada vint sur l’île en hiver.");
}

/* The focus stays in the list: what took the place of a row has it, and the words on the empty page
 * at last. */
static void
test_focus_stays (Fixture *fixture, gconstpointer data)
{
  ReaderBookmarksPanel *panel = add_panel (fixture);
  g_autoptr (TriBookmark) third = add_bookmark (fixture, "fr-3");
  g_autoptr (TriBookmark) second = add_bookmark (fixture, "fr-2");
  g_autoptr (TriBookmark) first = add_bookmark (fixture, "fr-1");
  g_autofree char *rows = dup_rows (panel);
  ReaderPlace place = fixture_find_place (fixture, "fr-2");

  reader_parallel_view_go_to (fixture->view, &place);
  reader_bookmarks_panel_take_focus (panel);
  assert_focused (panel, "La lampe brilla toute la nuit.");
  reader_bookmarks_panel_delete (panel, first);
  assert_rows (panel, "[Le phare]\nLa lampe brilla toute la nuit.\nPuis Ada partit.\n");
  assert_focused (panel, "La lampe brilla toute la nuit.");
  reader_bookmarks_panel_delete (panel, second);
  assert_focused (panel, "Puis Ada partit.");
  reader_bookmarks_panel_delete (panel, third);
  assert_focused (panel, "GtkBox");
  undo_deletion (fixture);
  assert_focused (panel, "Puis Ada partit.");
}

/* Titles are passed over, both ways, and never have the focus. */
static void
test_move (Fixture *fixture, gconstpointer data)
{
  static const struct
  {
    guint keyval;
    const char *expected;
  } moves[] = {
    { GDK_KEY_Down, "Puis Ada partit." },
    { GDK_KEY_Down, "Ailleurs." },
    { GDK_KEY_Down, "Ailleurs." },
    { GDK_KEY_Up, "Puis Ada partit." },
    { GDK_KEY_Home, "Ada vint sur l’île en hiver." },
    { GDK_KEY_Up, "Ada vint sur l’île en hiver." },
    { GDK_KEY_End, "Ailleurs." },
    { GDK_KEY_Page_Up, "Ada vint sur l’île en hiver." },
  };
  g_autoptr (TriBookmark) first = add_bookmark (fixture, "fr-1");
  g_autoptr (TriBookmark) third = add_bookmark (fixture, "fr-3");
  g_autoptr (TriBookmark) last = add_bookmark (fixture, "fr-4");
  ReaderBookmarksPanel *panel = add_panel (fixture);
  ReaderPlace place = fixture_find_place (fixture, "fr-1");

  reader_parallel_view_go_to (fixture->view, &place);
  reader_bookmarks_panel_take_focus (panel);
  assert_focused (panel, "Ada vint sur l’île en hiver.");
  for (guint i = 0; i < G_N_ELEMENTS (moves); i++)
    {
      fixture_press_in_list (GTK_WIDGET (panel), moves[i].keyval);
      assert_focused (panel, moves[i].expected);
    }
}

/* In the order of the rows, whatever text a bookmark is in; texts that have a chapter together have
 * one title. */
static void
test_order_of_rows (Fixture *fixture, gconstpointer data)
{
  ReaderBookmarksPanel *panel = add_panel (fixture);
  g_autoptr (TriBookmark) third = add_bookmark (fixture, "fr-3");
  g_autoptr (TriBookmark) second = NULL;
  ReaderPlace place = fixture_find_place (fixture, "en-2");

  reader_parallel_view_go_to (fixture->view, &place);
  second = add_bookmark (fixture, "en-2");
  assert_rows (panel, "[The lighthouse]\nThe lamp shone all night.\nPuis Ada partit.\n");
}

static void
test_no_bookmark (Fixture *fixture, gconstpointer data)
{
  ReaderBookmarksPanel *panel = add_panel (fixture);

  reader_bookmarks_panel_take_focus (panel);
  assert_focused (panel, "GtkBox");
}

/* Tab goes through the buttons of a row and leaves the list behind them. */
static void
test_tab (Fixture *fixture, gconstpointer data)
{
  g_autoptr (TriBookmark) first = add_bookmark (fixture, "fr-1");
  g_autoptr (TriBookmark) third = add_bookmark (fixture, "fr-3");
  ReaderBookmarksPanel *panel = add_panel (fixture);
  GtkWidget *widget = GTK_WIDGET (panel);

  reader_bookmarks_panel_take_focus (panel);
  assert_focused (panel, "Puis Ada partit.");
  g_assert_true (gtk_widget_child_focus (widget, GTK_DIR_TAB_FORWARD));
  g_assert_cmpstr (get_focused (panel), ==, "GtkButton");
  g_assert_true (gtk_widget_child_focus (widget, GTK_DIR_TAB_FORWARD));
  g_assert_cmpstr (get_focused (panel), ==, "GtkButton");
  g_assert_false (gtk_widget_child_focus (widget, GTK_DIR_TAB_FORWARD));
  reader_bookmarks_panel_take_focus (panel);
  assert_focused (panel, "Puis Ada partit.");
  g_assert_true (gtk_widget_child_focus (widget, GTK_DIR_TAB_BACKWARD));
  g_assert_cmpstr (get_focused (panel), ==, "GtkToggleButton");
  g_assert_true (gtk_widget_child_focus (widget, GTK_DIR_TAB_FORWARD));
  g_assert_cmpstr (get_focused (panel), ==, "Puis Ada partit.");
}

static void
test_reopen (Fixture *fixture, gconstpointer data)
{
  gint64 work = fixture->work->id;
  g_autoptr (TriBookmark) bookmark = add_bookmark (fixture, "fr-3");

  fixture_close (fixture);
  fixture_open (fixture, work);
  assert_rows (add_panel (fixture), "[Le phare]\nPuis Ada partit.\n");
}

/* --- Several at once, filters, many */

static void
add_count_cb (ReaderBookmarksPanel *panel, guint n_bookmarks, guint *count)
{
  *count += n_bookmarks;
}

/* What is said of several is one act, which one undo takes back. */
static void
test_change_several (Fixture *fixture, gconstpointer data)
{
  ReaderBookmarksPanel *panel = add_panel (fixture);
  g_autoptr (TriBookmark) third = add_bookmark (fixture, "fr-3");
  g_autoptr (TriBookmark) second = add_bookmark (fixture, "fr-2");
  g_autoptr (TriBookmark) first = add_bookmark (fixture, "fr-1");
  TriMarkChange change = TRI_MARK_CHANGE_INIT;
  g_autofree char *rows = dup_rows (panel);
  g_autoptr (TriBookmark) stored = NULL;
  guint n_changed = 0;

  change.colour = "pink";
  change.add_label = "storm";
  g_signal_connect (panel, "bookmarks-changed", G_CALLBACK (add_count_cb), &n_changed);
  reader_bookmarks_panel_select (panel, 0);
  reader_bookmarks_panel_select (panel, 2);
  reader_bookmarks_panel_change_selected (panel, &change);
  fixture_wait (n_changed == 2);
  stored = tri_library_get_bookmark (fixture_get_library (fixture), third->id, NULL);
  g_assert_cmpstr (stored->colour, ==, "pink");
  g_assert_cmpstr (stored->labels[0], ==, "storm");
  g_clear_object (&stored);
  stored = tri_library_get_bookmark (fixture_get_library (fixture), second->id, NULL);
  g_assert_cmpstr (stored->colour, ==, "");

  undo_act (fixture, "bookmark.change");
  g_clear_object (&stored);
  stored = tri_library_get_bookmark (fixture_get_library (fixture), first->id, NULL);
  g_assert_cmpstr (stored->colour, ==, "");
}

/* A filter narrows the list, stands there in words, and is taken away. */
static void
test_filter_kind (Fixture *fixture, gconstpointer data)
{
  ReaderBookmarksPanel *panel = add_panel (fixture);
  ReaderBookmarkFilter *filter = reader_bookmarks_panel_get_filter (panel);
  g_autoptr (TriBookmark) third = add_bookmark (fixture, "fr-3");
  g_autoptr (TriBookmark) first = add_bookmark (fixture, "fr-1");
  g_autofree char *words = NULL;

  first->kind = TRI_MARK_NOTE;
  save_now (fixture, first);
  assert_rows (panel, "[Le phare]\nAda vint sur l’île en hiver.\nPuis Ada partit.\n");
  reader_bookmark_filter_set_kinds (filter, 1u << TRI_MARK_NOTE);
  assert_rows (panel, "[Le phare]\nAda vint sur l’île en hiver.\n");
  words = reader_bookmark_filter_dup_words (filter);
  g_assert_cmpstr (words, ==, "Notes");
  reader_bookmark_filter_clear (filter);
  assert_rows (panel, "[Le phare]\nAda vint sur l’île en hiver.\nPuis Ada partit.\n");
  g_assert_null (reader_bookmark_filter_dup_words (filter));
}

/* The text stays chosen when the work is read again, as it is whenever something changed. */
static void
test_filter_text (Fixture *fixture, gconstpointer data)
{
  ReaderBookmarksPanel *panel = add_panel (fixture);
  ReaderBookmarkFilter *filter = reader_bookmarks_panel_get_filter (panel);
  g_autoptr (TriBookmark) french = add_bookmark (fixture, "fr-3");
  g_autoptr (TriBookmark) english = add_bookmark (fixture, "en-1");
  g_autoptr (TriWork) again = NULL;
  TriMarkQuery query = { 0 };

  assert_rows (panel,
               "[The lighthouse]\nAda came to the isle in winter; Ada stayed.\nPuis Ada partit.\n");
  reader_bookmark_filter_choose_text (filter, 1);
  assert_rows (panel, "[Le phare]\nPuis Ada partit.\n");
  again = tri_library_get_work (fixture_get_library (fixture), fixture->work->id, NULL);
  reader_bookmark_filter_set_work (filter, again);
  reader_bookmark_filter_fill (filter, &query);
  g_assert_cmpint (query.text, ==, french->text);
}

/* Of a long list only what is in view is read. */
static void
test_many (Fixture *fixture, gconstpointer data)
{
  enum
  {
    N = 700
  };
  ReaderBookmarksPanel *panel = NULL;
  GListModel *model = NULL;
  ReaderPlace place = fixture_find_place (fixture, "fr-2");
  g_autoptr (ReaderBookmarkItem) last = NULL;
  g_autoptr (TriBookmark) mark = tri_bookmark_new ();

  mark->passage = place.passage;
  mark->whole = TRUE;
  for (guint i = 0; i < N; i++)
    {
      g_autoptr (TriBookmark) copy = tri_bookmark_copy (mark);

      save_now (fixture, copy);
    }
  panel = add_panel (fixture);
  model = reader_bookmarks_panel_get_model (panel);
  fixture_wait (g_list_model_get_n_items (model) == N);
  fixture_wait (reader_bookmarks_panel_is_settled (panel));
  g_assert_cmpuint (reader_paged_model_count_held (READER_PAGED_MODEL (model)), <, 350);

  last = g_list_model_get_item (model, N - 1);
  fixture_wait (last->bookmark != NULL);
  g_assert_cmpstr (last->bookmark->quote, ==, "La lampe brilla toute la nuit.");
  g_assert_null (last->title);
}

/* --- A page first */

#define N_VERY_MANY 3600

/* The same number on every passage of the work. */
static void
add_very_many (Fixture *fixture)
{
  static const char sql[]
      = "WITH RECURSIVE n (i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM n WHERE i < 599)"
        "INSERT INTO bookmarks (uuid, work_uuid, text_uuid, passage_key, end_passage_key, quote,"
        " prefix, suffix, note, colour, labels, work, text, passage, end_passage, ord, start, stop,"
        " whole, scope, created, modified, hash, kind, style)"
        " SELECT 'm' || p.id || '-' || i, w.uuid, t.uuid, p.key, p.key, p.content, '', '', '', '',"
        " '[]', w.id, t.id, p.id, p.id, p.ord, 0, 5, 0, 0, i, i, 0, i % 2, 0"
        " FROM n CROSS JOIN passages AS p CROSS JOIN texts AS t ON t.id = p.text"
        " CROSS JOIN works AS w ON w.id = t.work WHERE p.kind = 1";
  g_autoptr (GError) error = NULL;
  g_autoptr (TriLibrary) library = tri_library_open (fixture->path,
                                                     TRI_LIBRARY_READ_WRITE,
                                                     &error);

  g_assert_no_error (error);
  tri_library_exec (library, sql, &error);
  g_assert_no_error (error);
}

static void
note_first_cb (GListModel *model, guint position, guint removed, guint added, guint *n_first)
{
  if (*n_first == 0)
    *n_first = g_list_model_get_n_items (model);
}

static char *
get_focused_uuid (ReaderBookmarksPanel *panel)
{
  GtkWidget *focus = gtk_root_get_focus (gtk_widget_get_root (GTK_WIDGET (panel)));
  GtkWidget *child = focus ? gtk_widget_get_first_child (focus) : NULL;
  ReaderBookmarkItem *item = NULL;

  if (child && READER_IS_BOOKMARK_ROW (child))
    item = reader_bookmark_row_get_item (READER_BOOKMARK_ROW (child));
  return item && item->bookmark ? item->bookmark->uuid : NULL;
}

/* Of a very long list the rows around the place that is read come first, and stay where they are
 * when the others come. */
static void
test_page (Fixture *fixture, gconstpointer data)
{
  ReaderBookmarksPanel *panel = NULL;
  ReaderPlace place = fixture_find_place (fixture, "fr-3");
  const TriMarkQuery query = { .work = fixture->work->id, .order = TRI_BOOKMARK_ORDER_ROWS };
  g_autoptr (GArray) expected = NULL;
  ReaderBookmarkModel *model = NULL;
  g_autofree char *uuid = NULL;
  guint n_first = 0;
  guint n_all;

  add_very_many (fixture);
  reader_parallel_view_go_to (fixture->view, &place);
  panel = add_panel (fixture);
  model = READER_BOOKMARK_MODEL (reader_bookmarks_panel_get_model (panel));
  g_signal_connect (model, "items-changed", G_CALLBACK (note_first_cb), &n_first);
  reader_bookmarks_panel_take_focus (panel);
  fixture_wait (n_first > 0);
  g_assert_cmpuint (n_first, ==, 16);
  fixture_wait (get_focused_uuid (panel) != NULL);
  uuid = g_strdup (get_focused_uuid (panel));
  g_assert_true (g_str_has_suffix (uuid, "-0"));

  fixture_wait (reader_bookmarks_panel_is_settled (panel));
  g_assert_cmpstr (get_focused_uuid (panel), ==, uuid);
  expected = tri_library_find_marks (fixture_get_library (fixture), &query, NULL);
  n_all = g_list_model_get_n_items (G_LIST_MODEL (model));
  g_assert_cmpuint (n_all, ==, expected->len);
  g_assert_cmpuint (n_all, >=, N_VERY_MANY);
  for (guint i = 0; i < n_all; i++)
    g_assert_cmpint (reader_bookmark_model_get_id (model, i),
                     ==,
                     g_array_index (expected, gint64, i));

  /* What is shown already is not cut down to a page again. */
  n_first = 0;
  reader_bookmarks_panel_reload (panel);
  fixture_wait (reader_bookmarks_panel_is_settled (panel));
  g_assert_cmpuint (n_first, ==, 0);
}

/* Who selects all of a list of which a page is there means all of it. */
static void
test_page_select_all (Fixture *fixture, gconstpointer data)
{
  ReaderBookmarksPanel *panel = NULL;
  GListModel *model = NULL;
  guint n_deleted = 0;

  add_very_many (fixture);
  panel = add_panel (fixture);
  model = reader_bookmarks_panel_get_model (panel);
  g_signal_connect (panel, "bookmarks-deleted", G_CALLBACK (add_count_cb), &n_deleted);
  fixture_wait (g_list_model_get_n_items (model) > 0);
  g_assert_cmpuint (g_list_model_get_n_items (model), <, 100);
  gtk_widget_activate_action (GTK_WIDGET (panel), "bookmarks.select-all", NULL);
  fixture_wait (reader_bookmarks_panel_is_settled (panel));
  g_assert_cmpuint (g_list_model_get_n_items (model), >=, N_VERY_MANY);
  reader_bookmarks_panel_delete_selected (panel);
  fixture_wait (n_deleted > 0);
  g_assert_cmpuint (n_deleted, >=, N_VERY_MANY);
}

static void
test_finalize (Fixture *fixture, gconstpointer data)
{
  ReaderBookmarksPanel *panel = add_panel (fixture);

  g_object_add_weak_pointer (G_OBJECT (panel), (gpointer *) &panel);
  reader_bookmarks_panel_reload (panel);
  gtk_box_remove (GTK_BOX (fixture->box), GTK_WIDGET (panel));
  fixture_wait (panel == NULL);
}

static void
test_labels (void)
{
  const char *known[] = { "Barcelona", "Brussels", NULL };
  GtkWidget *entry = g_object_ref_sink (reader_label_entry_new ());
  GtkEditable *editable = reader_label_entry_get_editable (READER_LABEL_ENTRY (entry));
  g_auto (GStrv) labels = NULL;
  g_autofree char *joined = NULL;

  reader_label_entry_set_known (READER_LABEL_ENTRY (entry), known);
  gtk_editable_set_text (editable, " storm ,, light,storm");
  labels = reader_label_entry_dup_labels (READER_LABEL_ENTRY (entry));
  joined = g_strjoinv ("|", labels);
  g_assert_cmpstr (joined, ==, "storm|light");
  g_assert_finalize_object (entry);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  adw_init ();

#define ADD(path, function) \
  g_test_add (path, Fixture, NULL, fixture_set_up, function, fixture_tear_down)
  ADD ("/bookmark-panel/add", test_add);
  ADD ("/bookmark-panel/order-and-filter", test_order_and_filter);
  ADD ("/bookmark-panel/order-of-rows", test_order_of_rows);
  ADD ("/bookmark-panel/edit", test_edit);
  ADD ("/bookmark-panel/edit-nothing", test_edit_nothing);
  ADD ("/bookmark-panel/edit-without-pointer", test_edit_without_pointer);
  ADD ("/bookmark-panel/edit-leaves", test_edit_leaves);
  ADD ("/bookmark-panel/delete-and-undo", test_delete_and_undo);
  ADD ("/bookmark-panel/delete-several", test_delete_several);
  ADD ("/bookmark-panel/focus/nearest", test_focus_nearest);
  ADD ("/bookmark-panel/focus/stays", test_focus_stays);
  ADD ("/bookmark-panel/focus/no-bookmark", test_no_bookmark);
  ADD ("/bookmark-panel/focus/move", test_move);
  ADD ("/bookmark-panel/focus/tab", test_tab);
  ADD ("/bookmark-panel/reopen", test_reopen);
  ADD ("/bookmark-panel/change-several", test_change_several);
  ADD ("/bookmark-panel/filter-kind", test_filter_kind);
  ADD ("/bookmark-panel/filter-text", test_filter_text);
  ADD ("/bookmark-panel/many", test_many);
  ADD ("/bookmark-panel/page", test_page);
  ADD ("/bookmark-panel/page-select-all", test_page_select_all);
  ADD ("/bookmark-panel/finalize", test_finalize);
  g_test_add_func ("/bookmark-panel/labels", test_labels);

  return g_test_run ();
}
