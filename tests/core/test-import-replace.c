/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "import-replace-fixture.h"

#include "library/tri-import-replace.h"
#include "library/tri-library-bookmarks.h"
#include "library/tri-library-entity-acts.h"
#include "library/tri-library-links.h"
#include "library/tri-library-unplaced.h"
#include "library/tri-library-works.h"

/* The third, as far from what it was as leaves a doubt. */
#define REWRITTEN \
  "By the morning snow lay high about. Miss Perrin had written letters, and hoped for an answer."

static gint64
import_again (Fixture *fixture,
              const char *path,
              gboolean dry_run,
              TriReplaceReport *report,
              GCancellable *cancellable,
              GError **error)
{
  TriImportFile file = { path, "fr" };
  TriImportOptions options = { &file, 1, .link = TRUE };

  return tri_library_import_replace (fixture->library,
                                     get_text (fixture, "fr"),
                                     &options,
                                     dry_run,
                                     report,
                                     cancellable,
                                     error);
}

static void
replace (Fixture *fixture, const char *const *lines, guint n, TriReplaceReport *report)
{
  g_autofree char *path = write_text (fixture, "again.txt", lines, n);
  g_autoptr (GError) error = NULL;

  g_assert_cmpint (import_again (fixture, path, FALSE, report, NULL, &error), ==, fixture->work);
  g_assert_no_error (error);
}

static guint
find_in (const char *content, const char *words)
{
  return (guint) g_utf8_pointer_to_offset (content, strstr (content, words));
}

static TriBookmark *
mark (Fixture *fixture, guint ord, const char *words, const char *note)
{
  TriBookmark *bookmark = tri_bookmark_new ();
  g_autoptr (GError) error = NULL;

  bookmark->passage = get_passage (fixture, "fr", ord);
  bookmark->whole = words == NULL;
  if (words)
    {
      bookmark->start = find_in (passages[ord], words);
      bookmark->end = bookmark->start + (guint) g_utf8_strlen (words, -1);
    }
  g_free (bookmark->note);
  bookmark->note = g_strdup (note);
  tri_library_save_bookmark (fixture->library, bookmark, &error);
  g_assert_no_error (error);
  return bookmark;
}

/* "ord:quote", or "-:quote" without a place. */
static void
assert_bookmark (Fixture *fixture, const TriBookmark *then, const char *expected)
{
  g_autoptr (TriBookmark) now = tri_library_get_bookmark (fixture->library, then->id, NULL);
  g_autoptr (TriPassage) passage = NULL;
  g_autofree char *found = NULL;

  g_assert_nonnull (now);
  g_assert_cmpstr (now->note, ==, then->note);
  if (now->passage)
    {
      g_autofree char *words = NULL;

      passage = tri_library_get_passage (fixture->library, now->passage, NULL);
      words = g_utf8_substring (passage->content, now->start, now->end);
      g_assert_cmpstr (words, ==, now->quote);
      g_assert_cmpint (passage->text, ==, get_text (fixture, "fr"));
    }
  found = passage ? g_strdup_printf ("%u:%s", passage->ord, now->quote)
                  : g_strdup_printf ("-:%s", now->quote);
  g_assert_cmpstr (found, ==, expected);
}

static void
name (Fixture *fixture, guint ord, const char *words, gint64 entity)
{
  guint start = find_in (passages[ord], words);
  TriEntityRange range = { get_passage (fixture, "fr", ord),
                           start,
                           start + (guint) g_utf8_strlen (words, -1) };
  g_autoptr (GError) error = NULL;

  if (entity)
    tri_library_link_ranges (fixture->library, &range, 1, entity, &error);
  else
    tri_library_refuse_ranges (fixture->library, &range, 1, &error);
  g_assert_no_error (error);
}

#define SHOWN                                                         \
  "JOIN passages p ON p.id = m.passage JOIN texts t ON t.id = p.text" \
  " JOIN works w ON w.id = t.work WHERE t.lang = 'fr' AND w.deleted IS NULL"

#define MENTIONS                                                                                \
  "SELECT p.ord || ' ' || substr (p.content, m.start + 1, m.stop - m.start) || ' ' || m.origin" \
  " FROM mentions m " SHOWN " ORDER BY p.ord, m.start"
#define REFUSALS                                                             \
  "SELECT p.ord || ' ' || substr (p.content, m.start + 1, m.stop - m.start)" \
  " FROM refusals m " SHOWN " ORDER BY p.ord, m.start"

/* All that a reader can see, in one string. */
static char *
dup_state (Fixture *fixture)
{
  static const char sql[]
      = "SELECT t.uuid || t.title || p.ord || p.content FROM texts t JOIN passages p"
        " ON p.text = t.id JOIN works w ON w.id = t.work WHERE w.complete = 1"
        " UNION ALL SELECT uuid || passage || start || stop || quote FROM bookmarks"
        " UNION ALL SELECT m.uuid || m.start || p.key FROM refusals m " SHOWN
        " UNION ALL SELECT coalesce (m.uuid, '') || m.start || m.entity || p.key"
        " FROM mentions m " SHOWN
        " UNION ALL SELECT l.id || l.status || m.passage FROM links l JOIN link_members m"
        " ON m.link = l.id JOIN works w ON w.id = l.work AND w.complete = 1"
        " UNION ALL SELECT count (*) FROM unplaced UNION ALL SELECT count (*) FROM works"
        " UNION ALL SELECT count (*) FROM journal UNION ALL SELECT count (*) FROM sources"
        " UNION ALL SELECT count (*) FROM passages";

  return dup_rows (fixture, sql);
}

/* The same words: everything is where it was. */
static void
test_same (Fixture *fixture, gconstpointer data)
{
  g_autoptr (TriReplaceReport) report = tri_replace_report_new ();
  g_autoptr (TriBookmark) words = mark (fixture, 2, "the snow lay high", "a");
  g_autoptr (TriBookmark) whole = mark (fixture, 4, NULL, "b");
  g_autofree char *uuid = dup_rows (fixture, "SELECT uuid FROM texts WHERE lang = 'fr'");
  g_autofree char *path = g_build_filename (fixture->folder, "fr.txt", NULL);
  g_autoptr (GError) error = NULL;

  name (fixture, 5, "she", 1);
  name (fixture, 1, "Bob Lindt", 0);
  import_again (fixture, path, FALSE, report, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (report->n_same, ==, 6);
  g_assert_cmpuint (report->n_new + report->n_gone + report->n_changed, ==, 0);
  g_assert_cmpuint (report->counts[TRI_REPLACE_BOOKMARK][TRI_ANCHOR_EXACT], ==, 2);
  g_assert_cmpuint (report->counts[TRI_REPLACE_MENTION][TRI_ANCHOR_EXACT], ==, 1);
  g_assert_cmpuint (report->counts[TRI_REPLACE_REFUSAL][TRI_ANCHOR_EXACT], ==, 1);
  g_assert_cmpuint (report->items->len, ==, 0);
  g_assert_cmpint (get_text (fixture, "fr"), !=, fixture->fr);
  assert_rows (fixture,
               "SELECT t.uuid FROM texts t JOIN works w ON w.id = t.work"
               " WHERE lang = 'fr' AND w.deleted IS NULL",
               uuid);
  assert_bookmark (fixture, words, "2:the snow lay high");
  assert_bookmark (fixture, whole, "4:Yes.");
  assert_rows (fixture, MENTIONS, "0 Ada Perrin 1; 2 Ada Perrin 1; 5 she 2");
  assert_rows (fixture, REFUSALS, "1 Bob Lindt");
  assert_sound (fixture);
}

/* Passages before and between, other spelling, words that are gone. */
static void
test_changed (Fixture *fixture, gconstpointer data)
{
  static const char *const lines[] = {
    "A word to the reader, which was not in the first edition.",
    FIRST,
    "She asked at the inne for Bob Lindt. The hoste saide that he had gone to the harbour.",
    FOURTH,
    "Between these two there is something new as well, about the weather of that year.",
    SIXTH,
  };
  g_autoptr (TriReplaceReport) report = tri_replace_report_new ();
  g_autoptr (TriBookmark) same = mark (fixture, 0, "a cold evening", "a");
  g_autoptr (TriBookmark) spelt = mark (fixture, 1, "The host said", "b");
  g_autoptr (TriBookmark) gone = mark (fixture, 2, "wrote a letter", "c");
  g_autoptr (GPtrArray) unplaced = NULL;
  g_autofree char *before = dup_state (fixture);

  name (fixture, 1, "the inn", 2);
  name (fixture, 2, "the snow", 1);
  name (fixture, 1, "Bob Lindt", 0);
  replace (fixture, lines, G_N_ELEMENTS (lines), report);
  assert_bookmark (fixture, same, "1:a cold evening");
  assert_bookmark (fixture, spelt, "2:The hoste saide");
  assert_bookmark (fixture, gone, "-:wrote a letter");
  assert_rows (fixture, REFUSALS, "2 Bob Lindt");
  g_assert_cmpuint (report->counts[TRI_REPLACE_BOOKMARK][TRI_ANCHOR_LOST], ==, 1);
  g_assert_cmpuint (report->counts[TRI_REPLACE_MENTION][TRI_ANCHOR_LOST], ==, 1);
  g_assert_cmpuint (tri_replace_report_count_open (report),
                    ==,
                    2 + report->counts[TRI_REPLACE_MENTION][TRI_ANCHOR_DOUBTFUL]);
  unplaced = tri_library_list_unplaced (fixture->library, fixture->work, NULL);
  g_assert_cmpuint (unplaced->len, ==, tri_replace_report_count_open (report));
  assert_sound (fixture);
}

static void
undo (Fixture *fixture, const char *expected)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *act = tri_library_undo (fixture->library, &error);

  g_assert_no_error (error);
  g_assert_cmpstr (act, ==, expected);
}

static void
redo (Fixture *fixture, const char *expected)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *act = tri_library_redo (fixture->library, &error);

  g_assert_no_error (error);
  g_assert_cmpstr (act, ==, expected);
}

/* What found no place is put somewhere by hand, or let go; and back. */
static void
test_by_hand (Fixture *fixture, gconstpointer data)
{
  static const char *const lines[] = { FIRST, SECOND, FOURTH, SIXTH };
  g_autoptr (TriReplaceReport) report = tri_replace_report_new ();
  g_autoptr (TriBookmark) gone = mark (fixture, 2, "wrote a letter", "c");
  g_autoptr (GPtrArray) unplaced = NULL;
  g_autoptr (GPtrArray) fewer = NULL;
  g_autoptr (GPtrArray) none = NULL;
  g_autoptr (GError) error = NULL;
  TriUnplacedPlace place = { 0 };
  const char *ids[2] = { NULL };

  name (fixture, 2, "the snow", 1);
  replace (fixture, lines, G_N_ELEMENTS (lines), report);
  unplaced = tri_library_list_unplaced (fixture->library, 0, NULL);
  g_assert_cmpuint (unplaced->len, ==, 2);
  place.passage = get_passage (fixture, "fr", 1);
  place.start = 4;
  place.end = 9;
  for (guint i = 0; i < 2; i++)
    {
      const TriUnplaced *item = g_ptr_array_index (unplaced, i);

      if (item->what == TRI_REPLACE_BOOKMARK)
        g_assert_true (tri_library_put_unplaced (fixture->library, item->id, &place, &error));
      else
        ids[0] = item->id;
      g_assert_no_error (error);
    }
  assert_bookmark (fixture, gone, "1:asked");
  fewer = tri_library_list_unplaced (fixture->library, 0, NULL);
  g_assert_cmpuint (fewer->len, ==, 1);
  g_assert_true (tri_library_drop_unplaced (fixture->library, ids, &error));
  none = tri_library_list_unplaced (fixture->library, 0, NULL);
  g_assert_cmpuint (none->len, ==, 0);
  assert_sound (fixture);
  undo (fixture, "unplaced.drop");
  undo (fixture, "unplaced.put");
  assert_bookmark (fixture, gone, "-:wrote a letter");
  g_clear_pointer (&none, g_ptr_array_unref);
  none = tri_library_list_unplaced (fixture->library, 0, NULL);
  g_assert_cmpuint (none->len, ==, 2);
  redo (fixture, "unplaced.put");
  assert_bookmark (fixture, gone, "1:asked");
  assert_sound (fixture);
}

/* The bookmark of a whole passage is one of all that it says now, when that is accepted. */
static void
test_whole (Fixture *fixture, gconstpointer data)
{
  static const char *const lines[] = { FIRST, SECOND, REWRITTEN, FOURTH, SIXTH };
  g_autoptr (TriReplaceReport) report = tri_replace_report_new ();
  g_autoptr (TriBookmark) mark = tri_bookmark_new ();
  g_autoptr (TriBookmark) now = NULL;
  g_autoptr (GPtrArray) unplaced = NULL;
  g_autoptr (GError) error = NULL;
  const TriUnplaced *item = NULL;
  TriUnplacedPlace place = { 0 };

  mark->passage = get_passage (fixture, "fr", 2);
  mark->whole = TRUE;
  g_assert_true (tri_library_save_bookmark (fixture->library, mark, &error));
  replace (fixture, lines, G_N_ELEMENTS (lines), report);
  unplaced = tri_library_list_unplaced (fixture->library, 0, NULL);
  g_assert_cmpuint (unplaced->len, ==, 1);
  item = g_ptr_array_index (unplaced, 0);
  g_assert_cmpint (item->state, ==, TRI_ANCHOR_DOUBTFUL);
  g_assert_cmpstr (item->now, ==, REWRITTEN);
  g_assert_true (item->whole);

  place.passage = item->passage;
  place.start = item->start;
  place.end = item->end;
  place.whole = item->whole;
  g_assert_true (tri_library_put_unplaced (fixture->library, item->id, &place, &error));
  now = tri_library_get_bookmark (fixture->library, mark->id, &error);
  g_assert_no_error (error);
  g_assert_true (now->whole);
  g_assert_cmpstr (now->quote, ==, REWRITTEN);
}

/* Taken back, with all that stood on the old words; and done again. */
static void
test_undo (Fixture *fixture, gconstpointer data)
{
  static const char *const lines[] = { "Something new.", FIRST, SECOND, FOURTH, SIXTH };
  g_autoptr (TriReplaceReport) report = tri_replace_report_new ();
  g_autoptr (TriBookmark) kept = mark (fixture, 0, "a cold evening", "a");
  g_autoptr (TriBookmark) gone = mark (fixture, 2, "wrote a letter", "c");
  TriLinkMember pair[2] = { { 0, 0, -1 }, { 0, 0, -1 } };
  TriLinkRest rest = 0;
  g_autofree char *links = NULL;
  g_autoptr (GError) error = NULL;

  name (fixture, 5, "she", 1);
  pair[0].passage = get_passage (fixture, "fr", 0);
  pair[1].passage = get_passage (fixture, "en", 1);
  g_assert_true (tri_library_tie (fixture->library,
                                  pair,
                                  2,
                                  TRI_RELATION_TRANSLATION,
                                  &rest,
                                  &error));
  g_assert_no_error (error);
  links = dup_rows (fixture, LINKS);
  g_assert_cmpstr (links, ==, "en1 2; fr0 2");
  replace (fixture, lines, G_N_ELEMENTS (lines), report);
  assert_rows (fixture, LINKS, "en1 2; fr1 2");
  assert_bookmark (fixture, kept, "1:a cold evening");
  assert_bookmark (fixture, gone, "-:wrote a letter");
  g_assert_cmpuint (report->counts[TRI_REPLACE_LINK][TRI_ANCHOR_EXACT], ==, 1);
  for (guint i = 0; i < 2; i++)
    {
      undo (fixture, "text.replace");
      g_assert_cmpint (get_text (fixture, "fr"), ==, fixture->fr);
      assert_rows (fixture, LINKS, "en1 2; fr0 2");
      assert_bookmark (fixture, kept, "0:a cold evening");
      assert_bookmark (fixture, gone, "2:wrote a letter");
      assert_rows (fixture,
                   MENTIONS,
                   "0 Ada Perrin 1; 1 Bob Lindt 1; 2 Ada Perrin 1; 5 she 2");
      assert_sound (fixture);
      redo (fixture, "text.replace");
      assert_bookmark (fixture, kept, "1:a cold evening");
      assert_bookmark (fixture, gone, "-:wrote a letter");
      assert_rows (fixture, LINKS, "en1 2; fr1 2");
      assert_sound (fixture);
    }
  undo (fixture, "text.replace");
  undo (fixture, "link.tie");
  undo (fixture, "entity.link");
  undo (fixture, "bookmark.add");
}

/* A second time: what found no place goes on having none, what has one keeps it. */
static void
test_twice (Fixture *fixture, gconstpointer data)
{
  static const char *const fewer[] = { FIRST, SECOND, FOURTH, SIXTH };
  static const char *const other[] = { "Something new.", FIRST, SECOND, FOURTH, SIXTH };
  g_autoptr (TriReplaceReport) report = tri_replace_report_new ();
  g_autoptr (TriReplaceReport) second = tri_replace_report_new ();
  g_autoptr (TriBookmark) gone = mark (fixture, 2, "wrote a letter", "c");
  g_autoptr (GPtrArray) unplaced = NULL;

  name (fixture, 2, "the snow", 1);
  name (fixture, 5, "she", 1);
  replace (fixture, fewer, G_N_ELEMENTS (fewer), report);
  replace (fixture, other, G_N_ELEMENTS (other), second);
  unplaced = tri_library_list_unplaced (fixture->library, 0, NULL);
  g_assert_cmpuint (unplaced->len, ==, 2);
  assert_bookmark (fixture, gone, "-:wrote a letter");
  assert_rows (fixture, MENTIONS, "1 Ada Perrin 1; 2 Bob Lindt 1; 4 she 2");
  assert_sound (fixture);
  undo (fixture, "text.replace");
  undo (fixture, "text.replace");
  assert_bookmark (fixture, gone, "2:wrote a letter");
  assert_sound (fixture);
}

/* The reader stopped in a passage that stands elsewhere now. */
static void
test_place (Fixture *fixture, gconstpointer data)
{
  static const char *const lines[] = { "Something new.", FIRST, SECOND, THIRD, FOURTH, SIXTH };
  g_autoptr (TriReplaceReport) report = tri_replace_report_new ();
  g_autofree char *state = NULL;
  g_autofree char *place = NULL;
  g_autofree char *expected = NULL;

#define STATE                                                                             \
  "{\"columns\":[{\"text\":%" G_GINT64_FORMAT ",\"shown\":true}],\"tops\":[{\"passage\":" \
  "%" G_GINT64_FORMAT ",\"row\":3}]}"
  state = g_strdup_printf (STATE, fixture->fr, get_passage (fixture, "fr", 3));
  g_assert_true (tri_library_save_place (fixture->library, fixture->work, state, NULL));
  replace (fixture, lines, G_N_ELEMENTS (lines), report);
  place = tri_library_dup_place (fixture->library, fixture->work);
  expected = g_strdup_printf (STATE, get_text (fixture, "fr"), get_passage (fixture, "fr", 4));
  g_assert_cmpstr (place, ==, expected);
}

static void
test_dry_run (Fixture *fixture, gconstpointer data)
{
  static const char *const lines[] = { FIRST, SECOND, FOURTH, SIXTH };
  g_autoptr (TriReplaceReport) report = tri_replace_report_new ();
  g_autoptr (TriBookmark) gone = mark (fixture, 2, "wrote a letter", "c");
  g_autofree char *before = dup_state (fixture);
  g_autofree char *path = write_text (fixture, "again.txt", lines, G_N_ELEMENTS (lines));
  g_autoptr (GError) error = NULL;

  g_assert_cmpint (import_again (fixture, path, TRUE, report, NULL, &error), ==, fixture->work);
  g_assert_no_error (error);
  g_assert_cmpuint (report->counts[TRI_REPLACE_BOOKMARK][TRI_ANCHOR_LOST], ==, 1);
  g_assert_cmpuint (report->n_gone, ==, 2);
  assert_rows (fixture, "SELECT 1 WHERE 0", "");
  {
    g_autofree char *after = dup_state (fixture);

    g_assert_cmpstr (after, ==, before);
  }
  assert_sound (fixture);
}

static char *
write_long (Fixture *fixture, guint n)
{
  g_autoptr (GString) words = g_string_new (NULL);

  for (guint i = 0; i < n; i++)
    g_string_append_printf (words, "%s Passage %u of the long edition.\n\n", passages[i % 6], i);
  return write_file (fixture, "long.txt", words->str);
}

static gpointer
cancel_later (gpointer data)
{
  g_usleep (GPOINTER_TO_UINT (g_object_get_data (data, "delay")));
  g_cancellable_cancel (data);
  return NULL;
}

/* However far it got, the library is as it was. */
static void
test_cancelled (Fixture *fixture, gconstpointer data)
{
  g_autoptr (TriBookmark) kept = mark (fixture, 2, "wrote a letter", "c");
  g_autofree char *path = write_long (fixture, 3000);
  g_autofree char *before = dup_state (fixture);
  guint n_cancelled = 0;

  for (guint delay = 0; delay < 2000000; delay = delay * 3 + 1000)
    {
      g_autoptr (TriReplaceReport) report = tri_replace_report_new ();
      g_autoptr (GCancellable) cancellable = g_cancellable_new ();
      g_autoptr (GError) error = NULL;
      g_autofree char *after = NULL;
      GThread *thread;
      gint64 work;

      g_object_set_data (G_OBJECT (cancellable), "delay", GUINT_TO_POINTER (delay));
      thread = g_thread_new ("cancel", cancel_later, cancellable);
      work = import_again (fixture, path, FALSE, report, cancellable, &error);
      g_thread_join (thread);
      if (work)
        break;
      n_cancelled++;
      g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
      after = dup_state (fixture);
      g_assert_cmpstr (after, ==, before);
    }
  g_assert_cmpuint (n_cancelled, >, 0);
  assert_sound (fixture);
}

/* A process that died in the middle: swept at the next opening. */
static void
test_killed (Fixture *fixture, gconstpointer data)
{
  g_autoptr (TriBookmark) kept = mark (fixture, 2, "wrote a letter", "c");
  g_autofree char *long_path = write_long (fixture, 4000);
  g_autofree char *before = dup_state (fixture);
  g_autofree char *uuid = dup_rows (fixture, "SELECT uuid FROM texts WHERE lang = 'fr'");
  const char *argv[] = {
    g_getenv ("TRIPTYCH_CLI"),
    "--library",
    tri_library_get_path (fixture->library),
    "import",
    "--replace",
    uuid,
    "--lang",
    "fr",
    long_path,
    NULL,
  };

  for (gulong delay = 20000; delay < 1500000; delay *= 2)
    {
      g_autoptr (GSubprocess) process = g_subprocess_newv (argv,
                                                           G_SUBPROCESS_FLAGS_STDOUT_SILENCE,
                                                           NULL);
      g_autofree char *after = NULL;

      g_usleep (delay);
      g_subprocess_force_exit (process);
      g_assert_true (g_subprocess_wait (process, NULL, NULL));
      if (get_text (fixture, "fr") != fixture->fr)
        break;
      g_assert_true (tri_library_sweep (fixture->library, NULL));
      after = dup_state (fixture);
      g_assert_cmpstr (after, ==, before);
    }
  assert_sound (fixture);
}

/* A library that may not grow further stands for a full disk: wherever it ends. */
static void
test_full (Fixture *fixture, gconstpointer data)
{
  g_autoptr (TriBookmark) kept = mark (fixture, 2, "wrote a letter", "c");
  g_autofree char *path = write_long (fixture, 400);
  g_autofree char *before = dup_state (fixture);
  guint n_failed = 0;

  for (gint64 room = 0; room < 4000; room += 40)
    {
      g_autoptr (TriReplaceReport) report = tri_replace_report_new ();
      g_autoptr (GError) error = NULL;
      g_autofree char *after = NULL;
      g_autofree char *limit = g_strdup_printf ("PRAGMA max_page_count = %" G_GINT64_FORMAT,
                                                ask (fixture, "PRAGMA page_count") + room);
      gint64 work;

      ask (fixture, limit);
      work = import_again (fixture, path, FALSE, report, NULL, &error);
      ask (fixture, "PRAGMA max_page_count = 1000000");
      if (work)
        break;
      n_failed++;
      g_assert_nonnull (error);
      if (get_text (fixture, "fr") != fixture->fr)
        break;
      g_assert_true (tri_library_sweep (fixture->library, NULL));
      after = dup_state (fixture);
      g_assert_cmpstr (after, ==, before);
    }
  g_assert_cmpuint (n_failed, >, 0);
  assert_sound (fixture);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD (same);
  ADD (changed);
  ADD (undo);
  ADD (twice);
  ADD (by_hand);
  ADD (whole);
  ADD (place);
  ADD (dry_run);
  ADD (cancelled);
  ADD (killed);
  ADD (full);
  return g_test_run ();
}
