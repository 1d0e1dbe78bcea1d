/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "library/tri-import.h"
#include "library/tri-library-align.h"
#include "library/tri-library-links.h"
#include "library/tri-library-private.h"
#include "library/tri-library-works.h"
#include "panels/reader-omissions-panel.h"
#include "reader-window-private.h"
#include "view/reader-parallel-view-private.h"
#include "patience.h"
#include "window-fixture.h"

#include "../long-texts.h"

/* A small work in three languages: aligned in the window, and mended where one reads it. */

static const char *const titles[] = { "tower.fr.md", "tower.en.md", "tower.nl.md" };
static const char *const langs[] = { "fr", "en", "nl" };

static const char *const texts[] = {
  "# La tour\n\nEn 1912, Clara Meunier acheta la tour de Brume. Elle avait trente ans. Personne ne "
  "voulait y vivre.\n\nLe premier hiver fut dur. La neige bloqua la porte pendant neuf jours. "
  "Clara brûla les chaises.\n\nAu printemps, un peintre nommé Otto Brandt frappa à la porte. Il "
  "cherchait une chambre. Clara lui montra le grenier.\n\nOtto peignit la mer, les bateaux et la "
  "tour. En 1920, il partit pour Lisbonne.\n",
  "# The tower\n\nIn 1912 Clara Meunier bought the tower of Brume. She was thirty. Nobody wanted "
  "to live there.\n\nThe first winter was hard. Snow blocked the door for nine days. Clara burnt "
  "the chairs.\n\nIn spring a painter called Otto Brandt knocked at the door. He was looking for "
  "a room. Clara showed him the attic.\n\nOtto painted the sea, the boats and the tower. In 1920 "
  "he left for Lisbon.\n",
  "# De toren\n\nIn 1912 kocht Clara Meunier de toren van Brume. Zij was dertig. Niemand wilde er "
  "wonen.\n\nDe eerste winter was hard. De sneeuw blokkeerde de deur negen dagen lang. Clara "
  "verbrandde de stoelen.\n\nIn het voorjaar klopte een schilder aan, Otto Brandt geheten. Hij "
  "zocht een kamer. Clara liet hem de zolder zien.\n\nOtto schilderde de zee, de boten en de "
  "toren. In 1920 vertrok hij naar Lissabon.\n",
};

static TriLibrary *
get_library (WindowFixture *fixture)
{
  return reader_session_get_library (reader_window_get_session (fixture->window));
}

static gint64
import (WindowFixture *fixture, guint from, guint n, gint64 work, const char *kind)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (TriLibrary) library = NULL;
  g_autofree TriImportFile *files = g_new0 (TriImportFile, n);
  g_autoptr (GPtrArray) paths = g_ptr_array_new_with_free_func (g_free);
  TriImportOptions options = { .files = files, .n_files = n, .work = work, .kind = kind };
  gint64 made = 0;

  for (guint i = 0; i < n; i++)
    {
      g_ptr_array_add (paths, window_fixture_write (fixture, titles[from + i], texts[from + i]));
      files[i].path = paths->pdata[i];
      files[i].lang = langs[from + i];
    }
  library = tri_library_open (fixture->library, TRI_LIBRARY_READ_WRITE, &error);
  g_assert_no_error (error);
  made = tri_library_import (library, &options, NULL, &error);
  g_assert_no_error (error);
  return made;
}

/* Opens the window on the texts, which nothing ties yet. */
static gint64
open_work (WindowFixture *fixture, guint n, const char *kind)
{
  gint64 id = import (fixture, 0, n, 0, kind);

  fixture->window = reader_window_new (fixture->application);
  window_fixture_present (fixture, FALSE);
  g_assert_cmpint (reader_window_get_work (fixture->window)->id, ==, id);
  return id;
}

static gboolean
is_done (gpointer data)
{
  WindowFixture *fixture = data;

  return fixture->window->alignments == NULL || fixture->window->alignments->len == 0;
}

static void
align (WindowFixture *fixture)
{
  GtkWidget *window = GTK_WIDGET (fixture->window);

  g_assert_true (gtk_widget_activate_action (window, "work.align", NULL));
  g_assert_false (is_done (fixture));
  window_fixture_wait (is_done, fixture);
  window_fixture_wait_workers (fixture);
}

static void
open_aligned (WindowFixture *fixture)
{
  open_work (fixture, 3, "translations");
  align (fixture);
}

/* Goes to a sentence by its words, in the text of a language. */
static TriLinkMember
go_to (WindowFixture *fixture, guint text, const char *words)
{
  TriText *found = g_ptr_array_index (reader_window_get_work (fixture->window)->texts, text);
  g_autoptr (GPtrArray) passages = tri_library_read_passages (get_library (fixture),
                                                              found->id,
                                                              0,
                                                              100,
                                                              NULL);
  TriLinkMember member = { 0, found->id, -1 };

  for (guint i = 0; i < passages->len; i++)
    {
      TriPassage *passage = g_ptr_array_index (passages, i);
      const char *at = strstr (passage->content, words);

      if (at == NULL)
        continue;
      member.passage = passage->id;
      member.sentence = (int) tri_passage_get_sentence_at (
          passage,
          (guint) g_utf8_pointer_to_offset (passage->content, at));
    }
  g_assert_cmpint (member.passage, !=, 0);
  reader_parallel_view_go_to_member (fixture->window->view, &member);
  window_fixture_wait_frames (GTK_WIDGET (fixture->window));
  return member;
}

static void
act (WindowFixture *fixture, const char *action)
{
  g_assert_true (gtk_widget_activate_action (GTK_WIDGET (fixture->window->view), action, NULL));
}

static void
wait_for_worker (WindowFixture *fixture)
{
  window_fixture_wait_workers (fixture);
}

static TriLink *
get_link (WindowFixture *fixture, const TriLinkMember *at)
{
  g_autoptr (GError) error = NULL;
  TriLink *link = tri_library_get_link_at (get_library (fixture),
                                           at->passage,
                                           at->sentence,
                                           &error);

  g_assert_no_error (error);
  return link;
}

static gboolean
holds (const TriLink *link, const TriLinkMember *member)
{
  for (guint i = 0; link != NULL && i < link->members->len; i++)
    {
      const TriLinkMember *found = &g_array_index (link->members, TriLinkMember, i);

      if (found->passage == member->passage
          && (found->sentence == member->sentence || found->sentence < 0))
        return TRUE;
    }
  return FALSE;
}

static gboolean
are_tied (WindowFixture *fixture, const TriLinkMember *a, const TriLinkMember *b)
{
  g_autoptr (TriLink) link = get_link (fixture, a);

  return holds (link, b);
}

static void
assert_focus (WindowFixture *fixture, const TriLinkMember *wanted)
{
  TriLinkMember focus = { 0, 0, -1 };

  g_assert_true (reader_parallel_view_get_focus_member (fixture->window->view, &focus));
  g_assert_cmpint (focus.passage, ==, wanted->passage);
  g_assert_cmpint (focus.sentence, ==, wanted->sentence);
}

static void
assert_words (WindowFixture *fixture, const char *pattern)
{
  g_autofree char *words = reader_parallel_view_dup_link_words (fixture->window->view);

  if (words == NULL || !g_pattern_match_simple (pattern, words))
    g_error ("\"%s\" is not \"%s\"", words, pattern);
  if (strstr (fixture->window->view->marks->told, words) == NULL)
    g_error ("\"%s\" is not told in \"%s\"", words, fixture->window->view->marks->told);
}

/* The bar is there while it runs, the place is kept, and the texts stand in rows afterwards. */
static void
test_align (WindowFixture *fixture, gconstpointer data)
{
  gint64 id = open_work (fixture, 3, "translations");
  TriLinkMember focus = go_to (fixture, 1, "He was looking");

  g_assert_cmpuint (tri_library_count_strands (get_library (fixture), id), ==, 3);
  gtk_widget_activate_action (GTK_WIDGET (fixture->window), "work.align", NULL);
  g_assert_nonnull (gtk_widget_get_first_child (fixture->window->bars));
  window_fixture_shoot (fixture, "aligning");
  window_fixture_wait (is_done, fixture);
  window_fixture_wait_workers (fixture);
  g_assert_null (gtk_widget_get_first_child (fixture->window->bars));
  g_assert_cmpuint (tri_library_count_strands (get_library (fixture), id), ==, 1);
  assert_focus (fixture, &focus);
  assert_words (fixture, "link *, ?? %");
  window_fixture_shoot (fixture, "aligned");
  window_fixture_close (fixture);
}

static gboolean
lists (WindowFixture *fixture, const char *title)
{
  GtkWidget *contents = fixture->window->contents;

  return contents != NULL && window_fixture_find_label (contents, title) != NULL;
}

/* The contents list the texts one by one, and what these have together as soon as they are tied. */
static void
test_contents (WindowFixture *fixture, gconstpointer data)
{
  open_work (fixture, 3, "translations");
  g_object_set (fixture->window, "contents-open", TRUE, NULL);
  wait_until (lists (fixture, "The tower"));
  align (fixture);
  wait_until (lists (fixture, "These texts are not divided into chapters."));
  g_assert_false (lists (fixture, "The tower"));
  g_object_set (fixture->window, "contents-open", FALSE, NULL);
  window_fixture_close (fixture);
}

/* Whoever stops it reads on; nothing of it is left behind that could not be gone on with. */
static void
test_stop (WindowFixture *fixture, gconstpointer data)
{
  gint64 id = open_work (fixture, 3, "translations");

  gtk_widget_activate_action (GTK_WIDGET (fixture->window), "work.align", NULL);
  gtk_widget_activate_action (GTK_WIDGET (fixture->window), "work.stop-aligning", "x", id);
  window_fixture_wait (is_done, fixture);
  g_assert_null (gtk_widget_get_first_child (fixture->window->bars));
  window_fixture_close (fixture);
}

static void
import_long (WindowFixture *fixture, guint n_texts)
{
  static const char *const names[] = { "long.fr.md", "long.en.md", "long.nl.md" };
  g_autoptr (GError) error = NULL;
  g_autoptr (TriLibrary) library = NULL;
  TriImportFile files[3] = { { 0 } };
  TriImportOptions options = { .files = files, .n_files = n_texts, .kind = "translations" };

  for (guint i = 0; i < n_texts; i++)
    {
      g_autofree char *words = long_texts_dup (i, 22000);

      files[i].path = window_fixture_write (fixture, names[i], words);
      files[i].lang = langs[i];
    }
  library = tri_library_open (fixture->library, TRI_LIBRARY_READ_WRITE, &error);
  g_assert_no_error (error);
  tri_library_import (library, &options, NULL, &error);
  g_assert_no_error (error);
  for (guint i = 0; i < n_texts; i++)
    g_free ((char *) files[i].path);
}

static gboolean
is_linked (gpointer data)
{
  WindowFixture *fixture = data;

  return fixture->window->view->linked;
}

/* The link of the focus was read. */
static gboolean
has_score (gpointer data)
{
  WindowFixture *fixture = data;
  g_autofree char *words = reader_parallel_view_dup_link_words (fixture->window->view);

  return words != NULL && g_pattern_match_simple ("link *, ?? %", words);
}

/* The first links of a long work are shown while the others are looked for, in linked columns; then
 * there are rows. The place is kept. */
static void
test_long (WindowFixture *fixture, gconstpointer data)
{
  ReaderWindow *window = NULL;
  guint n_texts = GPOINTER_TO_UINT (data);
  TriLinkMember focus;
  gint64 id;

  import_long (fixture, n_texts);
  fixture->window = window = reader_window_new (fixture->application);
  window_fixture_present (fixture, FALSE);
  id = reader_window_get_work (window)->id;
  g_assert_cmpuint (reader_window_get_work (window)->texts->len, ==, n_texts);
  g_assert_true (gtk_widget_activate_action (GTK_WIDGET (window), "work.align", NULL));
  focus = go_to (fixture, 0, " 40.");
  g_assert_false (window->view->linked);
  window_fixture_wait (is_linked, fixture);
  g_assert_false (is_done (fixture));
  /* On a machine that stands still for seconds all may be computed by now. */
  window_fixture_wait (has_score, fixture);
  assert_focus (fixture, &focus);
  assert_words (fixture, "link *, ?? %");
  window_fixture_shoot (fixture, "stretches");
  window_fixture_wait (is_done, fixture);
  window_fixture_wait_workers (fixture);
  g_assert_false (window->view->linked);
  g_assert_cmpuint (tri_library_count_strands (get_library (fixture), id), ==, 1);
  assert_focus (fixture, &focus);
  assert_words (fixture, "link *, ?? %");
  window_fixture_shoot (fixture, "rows");
  window_fixture_close (fixture);
}

/* The window may be closed meanwhile. */
static void
test_close (WindowFixture *fixture, gconstpointer data)
{
  open_work (fixture, 3, "translations");
  gtk_widget_activate_action (GTK_WIDGET (fixture->window), "work.align", NULL);
  window_fixture_close (fixture);
}

static void
test_tie (WindowFixture *fixture, gconstpointer data)
{
  TriLinkMember french;
  TriLinkMember english;

  open_aligned (fixture);
  french = go_to (fixture, 0, "Il cherchait");
  act (fixture, "link.tie");
  g_assert_true (reader_parallel_view_get_picked (fixture->window->view, &(TriLinkMember){ 0 }));
  act (fixture, "text.leave");
  g_assert_false (reader_parallel_view_get_picked (fixture->window->view, &(TriLinkMember){ 0 }));
  act (fixture, "link.tie");
  window_fixture_shoot (fixture, "picked");
  english = go_to (fixture, 1, "Clara showed");
  act (fixture, "link.tie");
  wait_for_worker (fixture);
  g_assert_false (reader_parallel_view_get_picked (fixture->window->view, &(TriLinkMember){ 0 }));
  g_assert_true (are_tied (fixture, &french, &english));
  assert_focus (fixture, &english);
  assert_words (fixture, "link confirmed");
  window_fixture_shoot (fixture, "tied");
  act (fixture, "edit.undo");
  wait_for_worker (fixture);
  g_assert_false (are_tied (fixture, &french, &english));
  assert_focus (fixture, &english);
  act (fixture, "edit.redo");
  wait_for_worker (fixture);
  g_assert_true (are_tied (fixture, &french, &english));
  window_fixture_close (fixture);
}

static gboolean
get_focus_area (WindowFixture *fixture, GdkRectangle *area)
{
  ReaderParallelView *view = fixture->window->view;

  return view->focus != NULL
         && reader_flow_get_range (reader_view_get_strand (view, view->focus_strand)->flow,
                                   view->focus_row,
                                   view->focus->text,
                                   view->focus->id,
                                   NULL,
                                   area);
}

/* What was tied comes to lie far down in a row: it stays where it was on the screen. */
static void
test_place (WindowFixture *fixture, gconstpointer data)
{
  GdkRectangle before;
  GdkRectangle after;
  int height = 0;

  open_aligned (fixture);
  height = gtk_widget_get_height (GTK_WIDGET (fixture->window));
  gtk_window_set_default_size (GTK_WINDOW (fixture->window), 1000, 240);
  wait_until (gtk_widget_get_height (GTK_WIDGET (fixture->window)) < height);
  window_fixture_wait_frames (GTK_WIDGET (fixture->window));
  go_to (fixture, 0, "Clara lui montra");
  act (fixture, "link.tie");
  go_to (fixture, 1, "Otto painted");
  g_assert_true (get_focus_area (fixture, &before));
  act (fixture, "link.tie");
  wait_for_worker (fixture);
  g_assert_cmpuint (fixture->window->view->focus_row, ==, 3);
  g_assert_true (get_focus_area (fixture, &after));
  g_assert_cmpint (after.y, ==, before.y);
  window_fixture_close (fixture);
}

/* The key answers when there is nothing to do. */
static void
test_all_tied (WindowFixture *fixture, gconstpointer data)
{
  open_aligned (fixture);
  act (fixture, "work.align");
  g_assert_true (is_done (fixture));
  g_assert_cmpstr (gtk_label_get_label (fixture->window->status),
                   ==,
                   "All texts of this work are tied already");
  window_fixture_close (fixture);
}

/* Several on either side: each is picked, and the last ties them. */
static void
test_tie_several (WindowFixture *fixture, gconstpointer data)
{
  ReaderParallelView *view = NULL;
  TriLinkMember members[4];
  g_autoptr (TriLink) link = NULL;

  open_aligned (fixture);
  view = fixture->window->view;
  members[0] = go_to (fixture, 0, "Il cherchait");
  act (fixture, "link.pick");
  members[1] = go_to (fixture, 0, "Clara lui");
  act (fixture, "link.pick");
  g_assert_cmpuint (reader_parallel_view_get_all_picked (view)->len, ==, 2);
  act (fixture, "link.pick");
  g_assert_cmpuint (reader_parallel_view_get_all_picked (view)->len, ==, 1);
  act (fixture, "link.tie");
  g_assert_cmpuint (reader_parallel_view_get_all_picked (view)->len, ==, 1);
  go_to (fixture, 0, "Il cherchait");
  act (fixture, "link.pick");
  members[2] = go_to (fixture, 1, "Clara showed");
  act (fixture, "link.pick");
  g_assert_cmpuint (reader_parallel_view_get_all_picked (view)->len, ==, 3);
  window_fixture_shoot (fixture, "several");
  members[3] = go_to (fixture, 1, "He was looking");
  act (fixture, "link.tie");
  wait_for_worker (fixture);
  g_assert_cmpuint (reader_parallel_view_get_all_picked (view)->len, ==, 0);
  link = get_link (fixture, &members[0]);
  g_assert_cmpint (link->status, ==, TRI_STATUS_CONFIRMED);
  g_assert_cmpuint (link->members->len, ==, 4);
  for (guint i = 0; i < G_N_ELEMENTS (members); i++)
    g_assert_true (holds (link, &members[i]));
  act (fixture, "edit.undo");
  wait_for_worker (fixture);
  g_assert_false (are_tied (fixture, &members[0], &members[2]));
  window_fixture_close (fixture);
}

/* Join takes the next sentence in, split parts them again, shift moves one over. */
static void
test_borders (WindowFixture *fixture, gconstpointer data)
{
  TriLinkMember first;
  TriLinkMember second;
  TriLinkMember english;

  open_aligned (fixture);
  english = go_to (fixture, 1, "Snow blocked");
  second = go_to (fixture, 0, "La neige bloqua");
  first = go_to (fixture, 0, "Le premier hiver");
  g_assert_false (are_tied (fixture, &first, &english));
  act (fixture, "link.join");
  wait_for_worker (fixture);
  g_assert_true (are_tied (fixture, &first, &second));
  g_assert_true (are_tied (fixture, &first, &english));
  reader_parallel_view_go_to_member (fixture->window->view, &second);
  act (fixture, "link.split");
  wait_for_worker (fixture);
  g_assert_false (are_tied (fixture, &first, &second));
  act (fixture, "link.shift-up");
  wait_for_worker (fixture);
  g_assert_true (are_tied (fixture, &first, &second));
  act (fixture, "link.shift-down");
  wait_for_worker (fixture);
  assert_focus (fixture, &second);
  window_fixture_close (fixture);
}

static void
test_confirm (WindowFixture *fixture, gconstpointer data)
{
  TriLinkMember above;
  TriLinkMember at;

  open_aligned (fixture);
  above = go_to (fixture, 2, "Niemand wilde");
  at = go_to (fixture, 2, "Clara verbrandde");
  act (fixture, "link.confirm");
  wait_for_worker (fixture);
  assert_words (fixture, "link confirmed");
  act (fixture, "link.confirm-above");
  wait_for_worker (fixture);
  reader_parallel_view_go_to_member (fixture->window->view, &above);
  assert_words (fixture, "link confirmed");
  act (fixture, "edit.undo");
  wait_for_worker (fixture);
  assert_words (fixture, "link *, ?? %");
  reader_parallel_view_go_to_member (fixture->window->view, &at);
  assert_words (fixture, "link confirmed");
  window_fixture_close (fixture);
}

static gboolean
has_omission (gpointer data)
{
  WindowFixture *fixture = data;
  GListModel *model = reader_review_panel_get_model (
      READER_REVIEW_PANEL (fixture->window->omissions));

  return g_list_model_get_n_items (model) > 0;
}

static ReaderReviewItem *
find_item (WindowFixture *fixture, const TriLinkMember *member)
{
  GListModel *model = reader_review_panel_get_model (
      READER_REVIEW_PANEL (fixture->window->omissions));

  for (guint i = 0; i < g_list_model_get_n_items (model); i++)
    {
      g_autoptr (ReaderReviewItem) item = g_list_model_get_item (model, i);

      if (item->place.passage == member->passage)
        return g_steal_pointer (&item);
    }
  return NULL;
}

static gboolean
has_more (gpointer data)
{
  WindowFixture *fixture = data;
  GListModel *model = reader_review_panel_get_model (
      READER_REVIEW_PANEL (fixture->window->omissions));
  TriText *text = g_ptr_array_index (reader_window_get_work (fixture->window)->texts, 0);

  for (guint i = 0, n = 0; i < g_list_model_get_n_items (model); i++)
    {
      g_autoptr (ReaderReviewItem) item = g_list_model_get_item (model, i);

      n += item->place.text == text->id ? 1 : 0;
      if (n == 2)
        return TRUE;
    }
  return FALSE;
}

static void
test_omit (WindowFixture *fixture, gconstpointer data)
{
  TriLinkMember at;
  g_autoptr (ReaderReviewItem) kept = NULL;
  g_autoptr (ReaderReviewItem) item = NULL;

  open_aligned (fixture);
  at = go_to (fixture, 0, "Clara brûla");
  act (fixture, "link.omit");
  wait_for_worker (fixture);
  assert_focus (fixture, &at);
  assert_words (fixture, "no counterpart, confirmed");
  act (fixture, "link.omissions");
  window_fixture_wait (has_omission, fixture);
  item = find_item (fixture, &at);
  g_assert_nonnull (item);
  g_assert_cmpint (item->place.passage, ==, at.passage);
  g_assert_cmpint (item->place.sentence, ==, at.sentence);
  g_assert_true (g_str_has_prefix (item->label, "Clara brûla"));
  window_fixture_shoot (fixture, "omissions");
  go_to (fixture, 1, "The tower");
  g_signal_emit_by_name (fixture->window->omissions,
                         "place-activated",
                         item->place.text,
                         item->place.passage,
                         item->place.sentence);
  assert_focus (fixture, &at);
  /* A row stays, and keeps the keyboard, when another one comes. */
  go_to (fixture, 0, "Otto peignit");
  act (fixture, "link.omit");
  window_fixture_wait (has_more, fixture);
  kept = find_item (fixture, &at);
  g_assert_true (kept == item);
  window_fixture_close (fixture);
}

/* As when the aligner left a sentence alone without saying so. */
static void
forget_link (WindowFixture *fixture, const TriLinkMember *at)
{
  g_autoptr (TriLink) link = get_link (fixture, at);
  g_autoptr (TriLibrary) library = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *sql = NULL;

  g_assert_nonnull (link);
  sql = g_strdup_printf ("DELETE FROM links WHERE id = %" G_GINT64_FORMAT, link->id);
  library = tri_library_open (fixture->library, TRI_LIBRARY_READ_WRITE, &error);
  g_assert_no_error (error);
  g_assert_true (tri_library_exec (library, sql, &error));
}

/* Where a counterpart was looked for, "no links" would be too little. */
static void
test_unfound (WindowFixture *fixture, gconstpointer data)
{
  TriLinkMember at;

  open_work (fixture, 3, "translations");
  at = go_to (fixture, 0, "Clara brûla");
  assert_words (fixture, "no links");
  align (fixture);
  forget_link (fixture, &at);
  go_to (fixture, 0, "Otto peignit");
  at = go_to (fixture, 0, "Clara brûla");
  assert_words (fixture, "no counterpart found");
  window_fixture_close (fixture);
}

/* All that nobody confirmed, one after the other, and back. */
static void
test_walk (WindowFixture *fixture, gconstpointer data)
{
  TriLinkMember first = { 0, 0, -1 };
  TriLinkMember next = { 0, 0, -1 };
  TriLinkMember back = { 0, 0, -1 };

  open_aligned (fixture);
  g_settings_set_string (fixture->window->settings, "link-walk", "unconfirmed");
  go_to (fixture, 0, "La tour");
  act (fixture, "link.next");
  wait_for_worker (fixture);
  g_assert_true (reader_parallel_view_get_focus_member (fixture->window->view, &first));
  act (fixture, "link.next");
  wait_for_worker (fixture);
  g_assert_true (reader_parallel_view_get_focus_member (fixture->window->view, &next));
  g_assert_true (next.passage != first.passage || next.sentence != first.sentence);
  act (fixture, "link.previous");
  wait_for_worker (fixture);
  g_assert_true (reader_parallel_view_get_focus_member (fixture->window->view, &back));
  g_assert_cmpint (back.passage, ==, first.passage);
  g_assert_cmpint (back.sentence, ==, first.sentence);
  g_settings_reset (fixture->window->settings, "link-walk");
  window_fixture_close (fixture);
}

static gint64
get_id (WindowFixture *fixture, const TriLinkMember *at)
{
  g_autoptr (TriLink) link = get_link (fixture, at);

  return link != NULL ? link->id : 0;
}

static gboolean
is_confirmed (WindowFixture *fixture, gint64 id, const TriLinkMember *at)
{
  g_autoptr (GPtrArray) links = NULL;
  gboolean is_there = FALSE;
  g_autoptr (TriPassage) passage = NULL;

  passage = tri_library_get_passage (get_library (fixture), at->passage, NULL);
  links = tri_library_list_links (get_library (fixture), at->text, passage->ord, 1, 100, NULL);
  for (guint i = 0; i < links->len; i++)
    {
      const TriLink *link = g_ptr_array_index (links, i);

      is_there |= link->id == id && link->status == TRI_STATUS_CONFIRMED;
    }
  return is_there;
}

/* A text that comes later is aligned with what is there; what was confirmed stays, and has its
 * counterpart in the new text. */
static void
test_grow (WindowFixture *fixture, gconstpointer data)
{
  gint64 id = open_work (fixture, 2, "translations");
  TriLinkMember at;
  TriLinkMember other;
  TriLinkMember dutch;
  gint64 kept;

  align (fixture);
  other = go_to (fixture, 0, "Clara lui montra");
  at = go_to (fixture, 0, "Il cherchait");
  act (fixture, "link.confirm");
  wait_for_worker (fixture);
  kept = get_id (fixture, &at);
  import (fixture, 2, 1, id, "auto");
  wait_until (reader_window_get_work (fixture->window)->texts->len == 3);
  align (fixture);
  g_assert_cmpuint (tri_library_count_strands (get_library (fixture), id), ==, 1);
  assert_focus (fixture, &at);
  g_assert_true (is_confirmed (fixture, kept, &at));
  dutch = go_to (fixture, 2, "Hij zocht");
  g_assert_true (are_tied (fixture, &at, &dutch));
  dutch = go_to (fixture, 2, "Clara liet hem");
  g_assert_true (are_tied (fixture, &dutch, &other));
  window_fixture_close (fixture);
}

/* The pointer tints what corresponds, down to the sentence, and leaves nothing behind. */
static void
test_hover (WindowFixture *fixture, gconstpointer data)
{
  ReaderParallelView *view = NULL;
  TriLinkMember english;
  const ReaderMatch *match = NULL;

  open_aligned (fixture);
  view = fixture->window->view;
  english = go_to (fixture, 1, "She was thirty");
  go_to (fixture, 0, "Elle avait");
  reader_view_set_hovered (view, view->focus_strand, view->focus, view->marks->sentence);
  match = reader_marks_get_hovered (view->marks, english.passage);
  g_assert_nonnull (match);
  g_assert_cmpint (g_array_index (match->sentences, int, 0), ==, english.sentence);
  reader_view_stop_hover (view);
  g_assert_null (reader_marks_get_hovered (view->marks, english.passage));
  window_fixture_close (fixture);
}

#define ADD(path, func) ADD_OF (path, func, 0)
#define ADD_OF(path, func, n_texts)       \
  g_test_add ("/alignment/" path,         \
              WindowFixture,              \
              GUINT_TO_POINTER (n_texts), \
              window_fixture_set_up,      \
              func,                       \
              window_fixture_tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  adw_init ();

  ADD ("align", test_align);
  ADD ("contents", test_contents);
  ADD ("stop", test_stop);
  ADD ("close", test_close);
  ADD_OF ("long/two", test_long, 2);
  ADD_OF ("long/three", test_long, 3);
  ADD ("all-tied", test_all_tied);
  ADD ("tie", test_tie);
  ADD ("place", test_place);
  ADD ("tie-several", test_tie_several);
  ADD ("borders", test_borders);
  ADD ("confirm", test_confirm);
  ADD ("omit", test_omit);
  ADD ("unfound", test_unfound);
  ADD ("walk", test_walk);
  ADD ("grow", test_grow);
  ADD ("hover", test_hover);

  return g_test_run ();
}
