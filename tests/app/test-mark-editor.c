/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "model/tri-note.h"
#include "panels-fixture.h"
#include "panels/reader-bookmark-editor.h"
#include "panels/reader-note-links.h"

/* What the editor of a mark changes, and what its note leads to. */

static void
result_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GError) error = NULL;

  *(gpointer *) data = tri_worker_run_finish (TRI_WORKER (source), result, &error);
  g_assert_no_error (error);
}

static TriBookmark *
save (Fixture *fixture, TriBookmark *mark)
{
  gpointer saved = NULL;

  reader_bookmark_store_save_async (fixture->session, mark, result_cb, &saved);
  fixture_wait (saved != NULL);
  return saved;
}

static TriBookmark *
add_mark (Fixture *fixture, const char *key, TriMarkKind kind, char letter)
{
  g_autoptr (TriBookmark) mark = tri_bookmark_new ();

  mark->passage = fixture_find_place (fixture, key).passage;
  mark->whole = TRUE;
  mark->kind = kind;
  mark->letter = letter;
  return save (fixture, mark);
}

static TriBookmark *
get_mark (Fixture *fixture, TriBookmark *mark)
{
  TriBookmark *stored = tri_library_get_bookmark (fixture_get_library (fixture), mark->id, NULL);

  g_assert_nonnull (stored);
  return stored;
}

static ReaderBookmarkEditor *
open_editor (Fixture *fixture, TriBookmark *mark)
{
  ReaderBookmarkEditor *editor = reader_bookmark_editor_new (fixture->session, mark, FALSE);

  reader_bookmark_editor_set_view (editor, fixture->view);
  reader_bookmark_editor_popup_at (editor, fixture->box, NULL);
  fixture_wait (gtk_widget_get_mapped (GTK_WIDGET (editor)));
  return g_object_ref (editor);
}

static gpointer
do_nothing (TriLibrary *library, gpointer data, GCancellable *cancellable, GError **error)
{
  return g_strdup ("");
}

/* What was given to the writer before is done. */
static void
wait_writer (Fixture *fixture)
{
  gpointer done = NULL;

  tri_worker_run_between_async (reader_session_get_writer (fixture->session),
                                do_nothing,
                                NULL,
                                NULL,
                                g_free,
                                NULL,
                                result_cb,
                                &done);
  fixture_wait (done != NULL);
  g_free (done);
}

static void
close_editor (Fixture *fixture, ReaderBookmarkEditor *editor)
{
  gtk_popover_popdown (GTK_POPOVER (editor));
  fixture_wait (gtk_widget_get_parent (GTK_WIDGET (editor)) == NULL);
  wait_writer (fixture);
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

/* All that was changed is one act. */
static void
test_kind (Fixture *fixture, gconstpointer data)
{
  g_autoptr (TriBookmark) mark = add_mark (fixture, "en-2", TRI_MARK_BOOKMARK, 0);
  g_autoptr (ReaderBookmarkEditor) editor = open_editor (fixture, mark);
  g_autoptr (TriBookmark) changed = NULL;
  g_autoptr (TriBookmark) before = NULL;

  reader_bookmark_editor_set_kind (editor, TRI_MARK_HIGHLIGHT);
  reader_bookmark_editor_set_style (editor, TRI_MARK_WAVE);
  reader_bookmark_editor_set_colour (editor, "blue");
  reader_bookmark_editor_set_letter (editor, 'q');
  close_editor (fixture, editor);
  changed = get_mark (fixture, mark);
  g_assert_cmpint (changed->kind, ==, TRI_MARK_HIGHLIGHT);
  g_assert_cmpint (changed->style, ==, TRI_MARK_WAVE);
  g_assert_cmpstr (changed->colour, ==, "blue");
  g_assert_cmpint (changed->letter, ==, 'q');

  undo_act (fixture, "bookmark.edit");
  before = get_mark (fixture, mark);
  g_assert_cmpint (before->kind, ==, TRI_MARK_BOOKMARK);
  g_assert_cmpint (before->style, ==, TRI_MARK_FILL);
  g_assert_cmpstr (before->colour, ==, "");
  g_assert_cmpint (before->letter, ==, 0);
}

static void
test_later (Fixture *fixture, gconstpointer data)
{
  g_autoptr (TriBookmark) mark = add_mark (fixture, "en-2", TRI_MARK_NOTE, 0);
  g_autoptr (ReaderBookmarkEditor) editor = open_editor (fixture, mark);
  g_autoptr (TriBookmark) changed = NULL;

  reader_bookmark_editor_set_kind (editor, TRI_MARK_LATER);
  close_editor (fixture, editor);
  changed = get_mark (fixture, mark);
  g_assert_cmpint (changed->kind, ==, TRI_MARK_LATER);
}

/* It is made of two places; its reason and its letter are changed all the same. */
static void
test_portal (Fixture *fixture, gconstpointer data)
{
  g_autoptr (TriBookmark) mark = add_mark (fixture, "en-1", TRI_MARK_PORTAL, 0);
  g_autoptr (ReaderBookmarkEditor) editor = open_editor (fixture, mark);
  g_autoptr (TriBookmark) changed = NULL;

  reader_bookmark_editor_set_kind (editor, TRI_MARK_BOOKMARK);
  reader_bookmark_editor_set_note (editor, "why");
  close_editor (fixture, editor);
  changed = get_mark (fixture, mark);
  g_assert_cmpint (changed->kind, ==, TRI_MARK_PORTAL);
  g_assert_cmpstr (changed->note, ==, "why");
}

/* The editor says from where the letter comes; undo gives it back. */
static void
test_letter_moves (Fixture *fixture, gconstpointer data)
{
  g_autoptr (TriBookmark) first = add_mark (fixture, "en-1", TRI_MARK_BOOKMARK, 'a');
  g_autoptr (TriBookmark) second = add_mark (fixture, "en-2", TRI_MARK_NOTE, 0);
  g_autoptr (ReaderBookmarkEditor) editor = open_editor (fixture, second);
  g_autoptr (TriBookmark) bereft = NULL;
  g_autoptr (TriBookmark) given = NULL;
  g_autoptr (TriBookmark) back = NULL;

  g_assert_cmpstr (reader_bookmark_editor_get_letter_words (editor), ==, "");
  reader_bookmark_editor_set_letter (editor, 'b');
  g_assert_cmpstr (reader_bookmark_editor_get_letter_words (editor), ==, "");
  reader_bookmark_editor_set_letter (editor, 'a');
  g_assert_cmpstr (reader_bookmark_editor_get_letter_words (editor),
                   ==,
                   "Moves here from “Ada came to the isle in winter; Ada stayed.”");
  close_editor (fixture, editor);
  bereft = get_mark (fixture, first);
  given = get_mark (fixture, second);
  g_assert_cmpint (bereft->letter, ==, 0);
  g_assert_cmpint (given->letter, ==, 'a');

  undo_act (fixture, "bookmark.edit");
  back = get_mark (fixture, first);
  g_assert_cmpint (back->letter, ==, 'a');
}

static void
test_letter_removed (Fixture *fixture, gconstpointer data)
{
  g_autoptr (TriBookmark) mark = add_mark (fixture, "en-1", TRI_MARK_BOOKMARK, 'a');
  g_autoptr (ReaderBookmarkEditor) editor = open_editor (fixture, mark);
  g_autoptr (TriBookmark) changed = NULL;

  g_assert_cmpstr (reader_bookmark_editor_get_letter_words (editor), ==, "");
  reader_bookmark_editor_set_letter (editor, 0);
  close_editor (fixture, editor);
  changed = get_mark (fixture, mark);
  g_assert_cmpint (changed->letter, ==, 0);
}

/* Every choice is reached by Tab, also backwards. */
static void
test_tab (Fixture *fixture, gconstpointer data)
{
  g_autoptr (TriBookmark) mark = add_mark (fixture, "en-2", TRI_MARK_HIGHLIGHT, 0);
  g_autoptr (ReaderBookmarkEditor) editor = open_editor (fixture, mark);
  g_autoptr (GHashTable) met = g_hash_table_new (NULL, NULL);

  for (guint i = 0; i < 40; i++)
    {
      GtkWidget *focus = gtk_window_get_focus (fixture->window);

      g_hash_table_add (met, focus);
      gtk_widget_child_focus (GTK_WIDGET (fixture->window), GTK_DIR_TAB_BACKWARD);
    }
  g_assert_cmpuint (g_hash_table_size (met), >, 20);
  close_editor (fixture, editor);
}

/* --- Links */

static GtkListView *
find_list (GtkWidget *widget)
{
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      GtkListView *found = GTK_IS_LIST_VIEW (child) ? GTK_LIST_VIEW (child) : find_list (child);

      if (found != NULL)
        return found;
    }
  return NULL;
}

static guint
find_item (GListModel *items, const char *title)
{
  for (guint i = 0; i < g_list_model_get_n_items (items); i++)
    {
      g_autoptr (ReaderLinkItem) item = g_list_model_get_item (items, i);

      if (g_str_equal (item->title, title))
        return i;
    }
  return G_MAXUINT;
}

/* Takes what is found for @typed, in the chooser of the note. */
static void
link_to (ReaderBookmarkEditor *editor, const char *typed, const char *title)
{
  ReaderLinkChooser *chooser = reader_bookmark_editor_ask_link (editor);
  GtkListView *list = find_list (GTK_WIDGET (chooser));
  GListModel *items = G_LIST_MODEL (gtk_list_view_get_model (list));

  reader_link_chooser_set_typed (chooser, typed);
  fixture_wait (find_item (items, title) != G_MAXUINT);
  g_signal_emit_by_name (list, "activate", find_item (items, title));
}

static char *
dup_note (ReaderBookmarkEditor *editor)
{
  return reader_note_editor_dup_note (reader_bookmark_editor_get_note_editor (editor));
}

static void
test_insert_links (Fixture *fixture, gconstpointer data)
{
  g_autoptr (TriBookmark) other = add_mark (fixture, "fr-2", TRI_MARK_BOOKMARK, 0);
  g_autoptr (TriBookmark) mark = add_mark (fixture, "en-2", TRI_MARK_NOTE, 0);
  g_autoptr (ReaderBookmarkEditor) editor = NULL;
  ReaderPlace place = fixture_find_place (fixture, "en-3");
  g_autoptr (GPtrArray) blocks = NULL;
  g_autofree char *note = NULL;
  g_autofree char *text = NULL;
  g_autofree char *to_bookmark = NULL;
  g_autofree char *all = NULL;

  reader_parallel_view_go_to (fixture->view, &place);
  editor = open_editor (fixture, mark);
  link_to (editor, "", "Then Ada left.");
  note = dup_note (editor);
  g_assert_true (g_str_has_prefix (note, "[Then Ada left.](triptych:passage/"));
  g_assert_true (g_str_has_suffix (note, "/en-3)"));
  link_to (editor, "Ada", "Ada Lamb");
  link_to (editor, "lampe brilla", "La lampe brilla toute la nuit.");

  to_bookmark = g_strdup_printf ("](triptych:bookmark/%s)", other->uuid);
  all = dup_note (editor);
  g_assert_nonnull (strstr (all, "[Ada Lamb](triptych:entity/"));
  g_assert_nonnull (strstr (all, to_bookmark));
  blocks = tri_note_parse (all, 0);
  text = tri_note_to_text (blocks);
  g_assert_cmpstr (text, ==, "Then Ada left.Ada LambLa lampe brilla toute la nuit.");
  g_assert_true (gtk_widget_get_mapped (GTK_WIDGET (
      reader_note_editor_get_reading (reader_bookmark_editor_get_note_editor (editor)))));
  close_editor (fixture, editor);
}

static void
remember_cb (GSimpleAction *action, GVariant *parameter, char **followed)
{
  g_free (*followed);
  *followed = g_variant_dup_string (parameter, NULL);
}

/* The label hands the address to the window, and none to a browser. */
static void
test_follow (void)
{
  g_autoptr (GtkWidget) label = g_object_ref_sink (gtk_label_new (NULL));
  g_autoptr (GPtrArray) blocks = tri_note_parse ("See [her](triptych:entity/7) and "
                                                 "[this](https://example.org).",
                                                 0);
  g_autoptr (GSimpleActionGroup) group = g_simple_action_group_new ();
  g_autoptr (GSimpleAction) action = g_simple_action_new ("follow", G_VARIANT_TYPE_STRING);
  g_autofree char *followed = NULL;
  gboolean done = FALSE;

  g_signal_connect (action, "activate", G_CALLBACK (remember_cb), &followed);
  g_action_map_add_action (G_ACTION_MAP (group), G_ACTION (action));
  gtk_widget_insert_action_group (label, "note", G_ACTION_GROUP (group));
  reader_note_links_watch (GTK_LABEL (label));
  reader_note_links_show (GTK_LABEL (label), blocks, 0);
  g_assert_null (strstr (gtk_label_get_label (GTK_LABEL (label)), "href=\"https"));
  g_signal_emit_by_name (label, "activate-link", "triptych:entity/7", &done);
  g_assert_true (done);
  g_assert_cmpstr (followed, ==, "triptych:entity/7");
  g_clear_pointer (&followed, g_free);
  g_assert_true (gtk_widget_activate_action (label, "link.1", NULL));
  g_assert_cmpstr (followed, ==, "triptych:entity/7");
  g_assert_false (gtk_widget_activate_action (label, "link.2", NULL));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  adw_init ();

#define ADD(path, function) \
  g_test_add (path, Fixture, NULL, fixture_set_up, function, fixture_tear_down)
  ADD ("/mark-editor/kind", test_kind);
  ADD ("/mark-editor/later", test_later);
  ADD ("/mark-editor/portal", test_portal);
  ADD ("/mark-editor/letter/moves", test_letter_moves);
  ADD ("/mark-editor/letter/removed", test_letter_removed);
  ADD ("/mark-editor/tab", test_tab);
  ADD ("/mark-editor/links/insert", test_insert_links);
  g_test_add_func ("/mark-editor/links/follow", test_follow);

  return g_test_run ();
}
