/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "library/tri-library-bookmarks.h"
#include "library/tri-library-entities.h"
#include "panels-fixture.h"
#include "panels/reader-card-item.h"
#include "panels/reader-distribution-bar.h"
#include "panels/reader-entity-sidebar.h"
#include "panels/reader-mention-list.h"
#include "panels/reader-panel-row.h"

static gint64
find_entity (Fixture *fixture, const char *name)
{
  g_autoptr (GError) error = NULL;
  gint64 entity = tri_library_find_entity (fixture_get_library (fixture),
                                           fixture->work->id,
                                           name,
                                           &error);

  g_assert_no_error (error);
  return entity;
}

static ReaderEntitySidebar *
add_sidebar (Fixture *fixture)
{
  GtkWidget *sidebar = reader_entity_sidebar_new ();

  gtk_widget_set_size_request (sidebar, 300, -1);
  gtk_box_append (GTK_BOX (fixture->box), sidebar);
  reader_entity_sidebar_connect (READER_ENTITY_SIDEBAR (sidebar),
                                 fixture->session,
                                 fixture->view);
  return READER_ENTITY_SIDEBAR (sidebar);
}

static ReaderEntityCard *
open_card (Fixture *fixture, ReaderEntitySidebar *sidebar, const char *name)
{
  ReaderEntityCard *card = NULL;

  reader_entity_sidebar_open (sidebar, find_entity (fixture, name), 0);
  card = reader_entity_sidebar_get_card (sidebar);
  g_assert_nonnull (card);
  fixture_wait (reader_entity_card_is_settled (card));
  return card;
}

/* The rows of one kind, a line each. */
static char *
dup_rows (ReaderEntityCard *card, ReaderCardKind kind)
{
  GListModel *model = reader_entity_card_get_model (card);
  g_autoptr (GString) rows = g_string_new (NULL);

  for (guint i = 0; i < g_list_model_get_n_items (model); i++)
    {
      g_autoptr (ReaderCardItem) item = g_list_model_get_item (model, i);

      if (item->kind != kind)
        continue;
      g_string_append (rows, item->title);
      if (item->suffix)
        g_string_append_printf (rows, " (%s)", item->suffix);
      g_string_append_c (rows, '\n');
    }
  return g_string_free (g_steal_pointer (&rows), FALSE);
}

static void
assert_rows (ReaderEntityCard *card, ReaderCardKind kind, const char *expected)
{
  wait_until_equal (dup_rows (card, kind), expected);
}

static void
test_contents (Fixture *fixture, gconstpointer data)
{
  ReaderEntityCard *card = open_card (fixture, add_sidebar (fixture), "Ada Lamb");
  g_autofree char *title = NULL;

  g_object_get (card, "title", &title, NULL);
  g_assert_cmpstr (title, ==, "Ada Lamb");
  assert_rows (card,
               READER_CARD_CONTEXT,
               "Ada vint sur l’île en hiver.\n"
               "Puis Ada partit.\n"
               "Ada came to the isle in winter; Ada stayed.\n"
               "…isle in winter; Ada stayed.\n"
               "Then Ada left.\n");
  assert_rows (card, READER_CARD_ENTITY, "The Isle (1)\n");
  assert_rows (card, READER_CARD_SECTION, "Named together with\n");
  assert_rows (card, READER_CARD_BOOKMARK, "");
}

static void
test_strong (Fixture *fixture, gconstpointer data)
{
  ReaderEntityCard *card = open_card (fixture, add_sidebar (fixture), "The Isle");
  GListModel *model = reader_entity_card_get_model (card);

  for (guint i = 0; i < g_list_model_get_n_items (model); i++)
    {
      g_autoptr (ReaderCardItem) item = g_list_model_get_item (model, i);
      g_autofree char *strong = NULL;

      if (item->kind != READER_CARD_CONTEXT)
        continue;
      strong = g_strndup (item->title + item->strong_start, item->strong_end - item->strong_start);
      g_assert_cmpstr (strong, ==, item->context->surface);
    }
}

static void
assert_focus (Fixture *fixture, const char *key)
{
  ReaderPlace expected = fixture_find_place (fixture, key);
  ReaderPlace focus = { 0 };

  g_assert_true (reader_parallel_view_get_focus (fixture->view, &focus));
  g_assert_cmpint (focus.passage, ==, expected.passage);
}

/* The mention walked to is marked in the list. */
static void
assert_current (Fixture *fixture, ReaderEntityCard *card)
{
  ReaderPlace focus = { 0 };
  guint current = reader_entity_card_get_current (card);
  g_autoptr (ReaderCardItem) item = g_list_model_get_item (reader_entity_card_get_model (card),
                                                           current);

  g_assert_nonnull (item);
  g_assert_nonnull (item->context);
  g_assert_true (reader_parallel_view_get_focus (fixture->view, &focus));
  g_assert_cmpint (item->context->passage, ==, focus.passage);
}

static GtkWidget *
find_row (GtkWidget *widget, const char *css_class)
{
  if (READER_IS_PANEL_ROW (widget) && gtk_widget_get_mapped (widget)
      && gtk_widget_has_css_class (widget, css_class))
    return widget;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child;
       child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found = find_row (child, css_class);

      if (found)
        return found;
    }
  return NULL;
}

/* By keyboard from the head to the lines of the mentions, past the titles over them. */
static void
test_keyboard (Fixture *fixture, gconstpointer data)
{
  ReaderEntityCard *card = open_card (fixture, add_sidebar (fixture), "Ada Lamb");
  GtkWidget *focus = NULL;

  fixture_wait (reader_entity_card_is_settled (card));
  fixture_spin (200);
  g_assert_null (find_row (GTK_WIDGET (card), "current"));
  g_assert_true (gtk_widget_child_focus (GTK_WIDGET (card), GTK_DIR_TAB_FORWARD));
  fixture_press_in_list (GTK_WIDGET (card), GDK_KEY_Down);
  fixture_spin (200);
  focus = gtk_root_get_focus (gtk_widget_get_root (GTK_WIDGET (card)));
  g_assert_true (READER_IS_PANEL_ROW (gtk_widget_get_first_child (focus)));
  fixture_press_in_list (GTK_WIDGET (card), GDK_KEY_End);
  fixture_spin (200);
  g_assert_true (gtk_root_get_focus (gtk_widget_get_root (GTK_WIDGET (card))) != focus);

  g_assert_true (reader_entity_card_step (card, 1));
  fixture_spin (200);
  g_assert_nonnull (find_row (GTK_WIDGET (card), "current"));
}

/* Before the first step, a name at the very beginning of the text is next. */
static void
test_step_from_start (Fixture *fixture, gconstpointer data)
{
  ReaderEntityCard *card = open_card (fixture, add_sidebar (fixture), "Ada Lamb");
  ReaderPlace place = fixture_find_place (fixture, "fr-1");

  reader_parallel_view_go_to (fixture->view, &place);
  g_assert_true (reader_entity_card_step (card, 1));
  assert_focus (fixture, "fr-1");
  assert_current (fixture, card);
}

/* From the heading on: through both texts and round the end. */
static void
test_step (Fixture *fixture, gconstpointer data)
{
  static const struct
  {
    int direction;
    const char *key;
  } steps[] = {
    { 1, "fr-1" },
    { 1, "fr-3" },
    { 1, "en-1" },
    { 1, "en-1" },
    { 1, "en-3" },
    { 1, "fr-1" },
    { -1, "en-3" },
    { -1, "en-1" },
  };
  ReaderEntityCard *card = open_card (fixture, add_sidebar (fixture), "Ada Lamb");
  ReaderPlace place = fixture_find_place (fixture, "fr-h");

  reader_parallel_view_go_to (fixture->view, &place);
  for (guint i = 0; i < G_N_ELEMENTS (steps); i++)
    {
      g_assert_true (reader_entity_card_step (card, steps[i].direction));
      assert_focus (fixture, steps[i].key);
      assert_current (fixture, card);
    }
}

/* The strokes of the bar in words. */
static void
test_bar (Fixture *fixture, gconstpointer data)
{
  GtkWidget *bar = g_object_ref_sink (reader_distribution_bar_new ());
  const guint bins[] = { 1, 0, 0, 0, 0, 0, 0, 2, 1, 0 };

  g_assert_null (gtk_widget_get_tooltip_text (bar));
  reader_distribution_bar_set_bins (READER_DISTRIBUTION_BAR (bar), bins, G_N_ELEMENTS (bins));
  g_assert_cmpstr (gtk_widget_get_tooltip_text (bar),
                   ==,
                   "Where in the text: 0 to 10 %: 1 mention, 70 to 80 %: 2 mentions,"
                   " 80 to 90 %: 1 mention");
  g_assert_finalize_object (bar);
}

/* A click on a line of context leads to its passage. */
static void
test_go_to (Fixture *fixture, gconstpointer data)
{
  ReaderEntityCard *card = open_card (fixture, add_sidebar (fixture), "Ada Lamb");
  GListModel *model = reader_entity_card_get_model (card);

  for (guint i = 0; i < g_list_model_get_n_items (model); i++)
    {
      g_autoptr (ReaderCardItem) item = g_list_model_get_item (model, i);
      ReaderPlace focus = { 0 };

      if (item->kind != READER_CARD_CONTEXT)
        continue;
      reader_entity_card_activate (card, i);
      g_assert_true (reader_parallel_view_get_focus (fixture->view, &focus));
      g_assert_cmpint (focus.passage, ==, item->context->passage);
    }
}

static void
test_history (Fixture *fixture, gconstpointer data)
{
  ReaderEntitySidebar *sidebar = add_sidebar (fixture);
  ReaderEntityCard *card = open_card (fixture, sidebar, "Ada Lamb");
  gint64 highlighted = 0;

  open_card (fixture, sidebar, "The Isle");
  g_object_get (fixture->view, "highlight-entity", &highlighted, NULL);
  g_assert_cmpint (highlighted, ==, find_entity (fixture, "The Isle"));
  g_assert_true (reader_entity_sidebar_go_back (sidebar));
  g_assert_cmpint (reader_entity_card_get_entity (card), ==, find_entity (fixture, "Ada Lamb"));
  g_assert_true (reader_entity_sidebar_go_back (sidebar));
  g_assert_null (reader_entity_sidebar_get_card (sidebar));
  g_object_get (fixture->view, "highlight-entity", &highlighted, NULL);
  g_assert_cmpint (highlighted, ==, 0);
  g_assert_false (reader_entity_sidebar_go_back (sidebar));
}

static gpointer
save_bookmark (TriLibrary *library, gpointer data, GCancellable *cancellable, GError **error)
{
  return tri_library_save_bookmark (library, data, error) ? g_strdup ("") : NULL;
}

static void
saved_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autofree char *done = tri_worker_run_finish (TRI_WORKER (source), result, NULL);

  *(gboolean *) data = done != NULL;
}

static void
store_bookmark (Fixture *fixture, gint64 work, gint64 text, gint64 passage)
{
  TriBookmark *bookmark = tri_bookmark_new ();
  gboolean done = FALSE;

  bookmark->work = work;
  bookmark->text = text;
  bookmark->passage = passage;
  bookmark->end_passage = passage;
  bookmark->whole = TRUE;
  bookmark->end = 14;
  tri_worker_run_between_async (reader_session_get_writer (fixture->session),
                                save_bookmark,
                                bookmark,
                                g_object_unref,
                                g_free,
                                NULL,
                                saved_cb,
                                &done);
  fixture_wait (done);
}

/* A bookmark made elsewhere comes to the open card. */
static void
test_bookmark (Fixture *fixture, gconstpointer data)
{
  ReaderEntityCard *card = open_card (fixture, add_sidebar (fixture), "Ada Lamb");
  ReaderPlace place = fixture_find_place (fixture, "en-3");

  store_bookmark (fixture, fixture->work->id, place.text, place.passage);
  assert_rows (card, READER_CARD_BOOKMARK, "Then Ada left.\n");
}

/* Another work that the same register explains. */
static gpointer
import_letter (TriLibrary *library, gpointer data, GCancellable *cancellable, GError **error)
{
  g_autoptr (GArray) registers = tri_library_list_registers (library, error);
  TriImportFile input = { .path = data, .lang = "en", .title = "A letter" };
  TriImportOptions options = { .files = &input, .n_files = 1, .kind = "auto", .link = TRUE };

  if (!registers || registers->len == 0)
    return NULL;
  options.register_id = g_array_index (registers, TriRegister, 0).id;
  return tri_library_import (library, &options, NULL, error) ? g_strdup ("") : NULL;
}

static gint64
add_letter (Fixture *fixture)
{
  g_autofree char *file = g_build_filename (fixture->dir, "letter.txt", NULL);
  g_autoptr (GPtrArray) works = NULL;
  gboolean done = FALSE;

  g_assert_true (g_file_set_contents (file,
                                      "Nothing happened here.\n\n"
                                      "I saw Ada Lamb once more, and the lamp.\n",
                                      -1,
                                      NULL));
  tri_worker_run_async (reader_session_get_writer (fixture->session),
                        import_letter,
                        g_strdup (file),
                        g_free,
                        g_free,
                        NULL,
                        saved_cb,
                        &done);
  fixture_wait (done);
  works = tri_library_list_works (fixture_get_library (fixture), NULL);
  for (guint i = 0; i < works->len; i++)
    if (TRI_WORK (works->pdata[i])->id != fixture->work->id)
      return TRI_WORK (works->pdata[i])->id;
  g_assert_not_reached ();
}

typedef struct
{
  gint64 work;
  ReaderPlace place;
} Gone;

static void
place_activated_cb (ReaderEntitySidebar *sidebar, gint64 work, const ReaderPlace *place, Gone *gone)
{
  gone->work = work;
  gone->place = *place;
}

/* The other works of the library that name it stand on the card too, and lead there. */
static void
test_elsewhere (Fixture *fixture, gconstpointer data)
{
  gint64 letter = add_letter (fixture);
  ReaderEntitySidebar *sidebar = add_sidebar (fixture);
  ReaderEntityCard *card = open_card (fixture, sidebar, "Ada Lamb");
  GListModel *model = reader_entity_card_get_model (card);
  guint last = g_list_model_get_n_items (model) - 1;
  g_autoptr (ReaderCardItem) item = g_list_model_get_item (model, last);
  Gone gone = { 0 };

  assert_rows (card, READER_CARD_SECTION, "Named together with\nIn other works\n");
  assert_rows (card, READER_CARD_WORK, "");
  g_assert_cmpint (item->kind, ==, READER_CARD_CONTEXT);
  g_assert_nonnull (strstr (item->title, "Ada Lamb once more"));
  g_signal_connect (sidebar, "place-activated", G_CALLBACK (place_activated_cb), &gone);
  reader_entity_card_activate (card, last);
  g_assert_cmpint (gone.work, ==, letter);
  g_assert_cmpint (gone.place.passage, ==, item->context->passage);
  g_assert_cmpuint (gone.place.start, ==, 6);
}

/* Seen from the letter the two translations are grouped under their work. */
static void
test_elsewhere_grouped (Fixture *fixture, gconstpointer data)
{
  gint64 letter = add_letter (fixture);
  ReaderEntityCard *card = open_card (fixture, add_sidebar (fixture), "Ada Lamb");
  g_autoptr (TriWork) work = tri_library_get_work (fixture_get_library (fixture), letter, NULL);

  reader_parallel_view_set_work (fixture->view, fixture->session, work, NULL);
  assert_rows (card, READER_CARD_WORK, "The lighthouse (5)\n");
  assert_rows (card,
               READER_CARD_TEXT,
               "en · A letter (1)\nfr · The lighthouse (2)\nen · The lighthouse (3)\n");
}

static void
bookmark_activated_cb (ReaderEntitySidebar *sidebar, TriBookmark *bookmark, Gone *gone)
{
  gone->work = bookmark->work;
  gone->place.passage = bookmark->passage;
}

/* A bookmark leads to its place, whichever work it is in. */
static void
test_bookmark_elsewhere (Fixture *fixture, gconstpointer data)
{
  gint64 letter = add_letter (fixture);
  g_autoptr (TriWork) work = tri_library_get_work (fixture_get_library (fixture), letter, NULL);
  TriText *text = work->texts->pdata[0];
  g_autoptr (GPtrArray) passages = NULL;
  ReaderEntitySidebar *sidebar = add_sidebar (fixture);
  ReaderEntityCard *card = NULL;
  Gone gone = { 0 };

  passages = tri_library_read_passages (fixture_get_library (fixture), text->id, 1, 1, NULL);
  store_bookmark (fixture, letter, text->id, ((TriPassage *) passages->pdata[0])->id);
  card = open_card (fixture, sidebar, "Ada Lamb");
  g_signal_connect (sidebar, "bookmark-activated", G_CALLBACK (bookmark_activated_cb), &gone);
  for (guint i = 0; i < g_list_model_get_n_items (reader_entity_card_get_model (card)); i++)
    {
      g_autoptr (ReaderCardItem) item = g_list_model_get_item (reader_entity_card_get_model (card),
                                                               i);

      if (item->kind == READER_CARD_BOOKMARK)
        reader_entity_card_activate (card, i);
    }
  g_assert_cmpint (gone.work, ==, letter);
}

static void
test_finalize (Fixture *fixture, gconstpointer data)
{
  ReaderEntitySidebar *sidebar = add_sidebar (fixture);
  ReaderEntityCard *card = NULL;

  reader_entity_sidebar_open (sidebar, find_entity (fixture, "Ada Lamb"), 0);
  card = reader_entity_sidebar_get_card (sidebar);
  g_object_add_weak_pointer (G_OBJECT (sidebar), (gpointer *) &sidebar);
  g_object_add_weak_pointer (G_OBJECT (card), (gpointer *) &card);
  gtk_box_remove (GTK_BOX (fixture->box), GTK_WIDGET (sidebar));
  fixture_wait (sidebar == NULL && card == NULL);
}

/* What is hidden at first comes with one row more, and none is made before it is asked for. */
static void
test_expand (Fixture *fixture, gconstpointer data)
{
  g_autoptr (ReaderMentionList) list = NULL;
  TriText *text = fixture->work->texts->pdata[0];
  const guint many = 300000;

  list = reader_mention_list_new (fixture_get_library (fixture),
                                  &(ReaderSubject){ .entity = 1 },
                                  text,
                                  many);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (list)),
                    ==,
                    READER_MENTIONS_SHOWN + 2);
  reader_mention_list_expand (list);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (list)), ==, many + 1);
  g_assert_true (reader_mention_list_is_expanded (list));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  adw_init ();

#define ADD(path, function) \
  g_test_add (path, Fixture, NULL, fixture_set_up, function, fixture_tear_down)
  ADD ("/entity-card/contents", test_contents);
  ADD ("/entity-card/strong", test_strong);
  ADD ("/entity-card/keyboard", test_keyboard);
  ADD ("/entity-card/step", test_step);
  ADD ("/entity-card/step-from-start", test_step_from_start);
  ADD ("/entity-card/go-to", test_go_to);
  ADD ("/entity-card/history", test_history);
  ADD ("/entity-card/bar", test_bar);
  ADD ("/entity-card/bookmark", test_bookmark);
  ADD ("/entity-card/bookmark-elsewhere", test_bookmark_elsewhere);
  ADD ("/entity-card/elsewhere", test_elsewhere);
  ADD ("/entity-card/elsewhere-grouped", test_elsewhere_grouped);
  ADD ("/entity-card/expand", test_expand);
  ADD ("/entity-card/finalize", test_finalize);

  return g_test_run ();
}
