/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "annotations-fixture.h"

#include <string.h>

/* Marks that other programs, or many, or hostile ones, wrote. */

/* --- other programs --- */

#define ROW(id, words, before, behind)                                                       \
  "{\"id\":\"" id "\",\"created\":\"2024-05-01T10:00:00.123456+00:00\",\"updated\":"         \
  "\"2024-05-02T10:00:00+00:00\",\"user\":\"acct:a@b\",\"uri\":\"https://example.org/vie\"," \
  "\"text\":\"so *so*\",\"tags\":[\"un\",\"deux\"],\"document\":{\"title\":[\"Une vie\"]},"  \
  "\"target\":[{\"source\":\"https://example.org/vie\",\"selector\":["                       \
  "{\"type\":\"RangeSelector\",\"startContainer\":\"/p[1]\"},"                               \
  "{\"type\":\"TextPositionSelector\",\"start\":99,\"end\":120},"                            \
  "{\"type\":\"TextQuoteSelector\",\"exact\":\"" words "\",\"prefix\":\"" before             \
  "\",\"suffix\":\"" behind "\"}]}]}"

static TriBookmark *
get_only (TriLibrary *library)
{
  g_autoptr (GArray) ids = find_all (library);
  g_autoptr (GError) error = NULL;
  TriBookmark *mark;

  g_assert_cmpuint (ids->len, ==, 1);
  mark = tri_library_get_bookmark (library, g_array_index (ids, gint64, 0), &error);
  g_assert_no_error (error);
  return mark;
}

static void
test_hypothesis (void)
{
  g_autoptr (TriLibrary) library = open_library ();
  static const char words[] = ROW ("aaa",
                                   "Trotski \\u00e0\\n Moscou",
                                   "Serge rencontre ",
                                   ". Les");
  static const char page[] = "{\"id\":\"b\",\"uri\":\"x\",\"text\":\"a page\","
                             "\"target\":[{\"source\":\"x\"}]}";
  static const char answer[] = "{\"id\":\"c\",\"uri\":\"x\",\"references\":[\"aaa\"],"
                               "\"text\":\"yes\",\"target\":[]}";
  g_autofree char *rows = g_strdup_printf ("{\"total\":3,\"rows\":[%s,\n%s,\n%s]}",
                                           words,
                                           page,
                                           answer);
  g_autofree char *path = write_file ("rows.json", rows);
  g_autoptr (TriBookmark) mark = NULL;
  g_auto (TriMarksOutcome) outcome = { 0 };
  g_auto (TriMarksOutcome) again = { 0 };

  take (library, path, 0, FALSE, &outcome);
  g_assert_cmpstr (outcome.source, ==, "Hypothesis");
  g_assert_cmpuint (outcome.counts[TRI_MARKS_ADDED], ==, 1);
  g_assert_cmpuint (outcome.counts[TRI_MARKS_LEFT_OUT], ==, 2);
  g_assert_cmpuint (((TriMarksItem *) outcome.items->pdata[0])->line, ==, 2);
  mark = get_only (library);
  g_assert_cmpint (mark->passage, ==, 2);
  g_assert_cmpstr (mark->quote, ==, "Trotski à Moscou");
  g_assert_cmpstr (mark->note, ==, "so *so*");
  g_assert_cmpint (mark->kind, ==, TRI_MARK_NOTE);
  g_assert_cmpstr (mark->labels[1], ==, "deux");
  g_assert_cmpint (mark->created, ==, 1714557600);
  take (library, path, 0, FALSE, &again);
  g_assert_cmpuint (again.counts[TRI_MARKS_KEPT], ==, 1);
}

/* --- many --- */

#define N_MANY 900

static char *
write_many (void)
{
  g_autoptr (GString) rows = g_string_new ("{\"total\":1,\"rows\":[");

  for (guint i = 0; i < N_MANY; i++)
    {
      g_autofree char *id = g_strdup_printf ("\"id\":\"n%u\"", i);
      g_autoptr (GString) row = g_string_new (ROW ("aaa",
                                                   "Trotski \\u00e0\\n Moscou",
                                                   "Serge rencontre ",
                                                   ". Les"));

      g_string_replace (row, "\"id\":\"aaa\"", id, 1);
      g_string_append_printf (rows, "%s%s\n", i ? "," : "", row->str);
    }
  g_string_append (rows, "]}");
  return write_file ("many.json", rows->str);
}

/* Stops when a part of them is on the disk. */
static void
stop_cb (guint n_done, guint n_all, gpointer cancellable)
{
  g_assert_cmpuint (n_all, ==, N_MANY);
  if (n_done > N_MANY / 2)
    g_cancellable_cancel (cancellable);
}

static void
assert_undone (TriLibrary *library, guint n_left)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *act = tri_library_undo (library, &error);
  g_autoptr (GArray) ids = find_all (library);

  g_assert_no_error (error);
  g_assert_cmpstr (act, ==, "bookmark.import");
  g_assert_cmpuint (ids->len, ==, n_left);
}

/* An import that is cut off leaves what it had, which the next one goes on from; each is one act,
 * however many transactions it took. */
static void
test_cut_off (void)
{
  g_autoptr (TriLibrary) library = open_library ();
  g_autofree char *path = write_many ();
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;
  const TriMarksImport import = { path, 0, 0, FALSE };
  g_auto (TriMarksOutcome) first = { 0 };
  g_auto (TriMarksOutcome) second = { 0 };
  g_autoptr (GArray) ids = NULL;
  g_autofree char *peeked = NULL;
  g_autofree char *act = NULL;
  guint n_first;

  g_assert_false (tri_library_import_marks (library,
                                            &import,
                                            &first,
                                            stop_cb,
                                            cancellable,
                                            cancellable,
                                            &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_clear_error (&error);
  n_first = first.counts[TRI_MARKS_ADDED];
  g_assert_cmpuint (n_first, >, 0);
  g_assert_cmpuint (n_first, <, N_MANY);
  ids = find_all (library);
  g_assert_cmpuint (ids->len, ==, n_first);

  take (library, path, 0, FALSE, &second);
  g_assert_cmpuint (second.counts[TRI_MARKS_KEPT], ==, n_first);
  g_assert_cmpuint (second.counts[TRI_MARKS_ADDED], ==, N_MANY - n_first);
  g_clear_pointer (&ids, g_array_unref);
  ids = find_all (library);
  g_assert_cmpuint (ids->len, ==, N_MANY);

  peeked = tri_library_peek_undo (library);
  g_assert_cmpstr (peeked, ==, "bookmark.import");
  assert_undone (library, n_first);
  assert_undone (library, 0);
  act = tri_library_redo (library, &error);
  g_assert_cmpstr (act, ==, "bookmark.import");
  g_clear_pointer (&ids, g_array_unref);
  ids = find_all (library);
  g_assert_cmpuint (ids->len, ==, n_first);
}

static void
test_foliate (void)
{
  g_autoptr (TriLibrary) library = open_library ();
  g_autofree char *path = write_file (
      "book.json",
      "{\"lastLocation\":\"epubcfi(/6/2)\",\"annotations\":[{\"value\":"
      "\"epubcfi(/6/4!/4/2,/1:0,/1:9)\",\"color\":\"squiggly\",\"text\":\"Nobody is named\","
      "\"note\":\"hm\",\"created\":\"2024-05-01T10:00:00.000Z\",\"modified\":\"\"}],"
      "\"metadata\":{\"title\":{\"en\":\"A Life\"},\"identifier\":\"urn:isbn:1\","
      "\"language\":[\"en\"]},\"bookmarks\":[\"epubcfi(/6/8)\"]}");
  g_autoptr (TriBookmark) mark = NULL;
  g_auto (TriMarksOutcome) outcome = { 0 };

  take (library, path, 0, FALSE, &outcome);
  g_assert_cmpuint (outcome.counts[TRI_MARKS_ADDED], ==, 1);
  mark = get_only (library);
  g_assert_cmpint (mark->passage, ==, 13);
  g_assert_cmpint (mark->kind, ==, TRI_MARK_HIGHLIGHT);
  g_assert_cmpint (mark->style, ==, TRI_MARK_WAVE);
  g_assert_cmpstr (mark->note, ==, "hm");
}

/* Words that stand there several times, that are gone, or whose text is not here. */
static void
test_places (void)
{
  static const struct
  {
    const char *row;
    TriMarksFate fate;
    gint64 passage;
    guint start;
  } cases[] = {
    /* the first of four, by what stands around it; then without that */
    { ROW ("a", "Serge", "suivent Trotski et Seguí, puis ", "."), TRI_MARKS_ADDED, 4, 40 },
    { ROW ("b", "Serge", "", ""), TRI_MARKS_DOUBTFUL, 0, 0 },
    { ROW ("c", "Serge", "quite other words ", " stood here"), TRI_MARKS_DOUBTFUL, 0, 0 },
    /* once, but among other words */
    { ROW ("d", "Moscou", "nothing of the kind ", " was here before"), TRI_MARKS_DOUBTFUL, 0, 0 },
    { ROW ("e", "Moscou", "", ""), TRI_MARKS_ADDED, 2, 26 },
    /* other quotation marks, and over the end of a passage */
    { ROW ("f", "l'été, on lit peu.D’autres suivent", "", ""), TRI_MARKS_ADDED, 3, 18 },
    /* a letter is another one */
    { ROW ("g",
           "rencontre Trotsky à Moscou. Les masses",
           "Serge ",
           " attendent"),
      TRI_MARKS_ADDED,
      2,
      6 },
    { ROW ("h", "what nobody ever wrote in any text", "", ""), TRI_MARKS_NO_PLACE, 0, 0 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (TriLibrary) library = open_library ();
      g_autofree char *text = g_strdup_printf ("[%s]", cases[i].row);
      g_autofree char *path = write_file ("rows.json", text);
      g_autoptr (TriBookmark) mark = NULL;
      g_auto (TriMarksOutcome) outcome = { 0 };

      take (library, path, 1, FALSE, &outcome);
      g_test_message ("%u", i);
      g_assert_cmpuint (outcome.counts[cases[i].fate], ==, 1);
      mark = get_only (library);
      g_assert_cmpint (mark->passage, ==, cases[i].passage);
      if (mark->passage)
        g_assert_cmpuint (mark->start, ==, cases[i].start);
    }
}

static void
test_no_text (void)
{
  g_autoptr (TriLibrary) library = open_library ();
  g_autofree char *path = write_file ("a.jsonld",
                                      "{\"@context\":\"http://www.w3.org/ns/anno.jsonld\","
                                      "\"type\":\"Annotation\",\"id\":\"http://e.org/1\","
                                      "\"bodyValue\":\"b\",\"target\":{\"source\":\"http://e.org\","
                                      "\"selector\":{\"type\":\"TextQuoteSelector\",\"exact\":"
                                      "\"Nobody is named\"}}}");
  g_auto (TriMarksOutcome) none = { 0 };
  g_auto (TriMarksOutcome) chosen = { 0 };

  take (library, path, 0, FALSE, &none);
  g_assert_cmpuint (none.counts[TRI_MARKS_NO_TEXT], ==, 1);
  take (library, path, 2, FALSE, &chosen);
  g_assert_cmpuint (chosen.counts[TRI_MARKS_ADDED], ==, 1);
}

/* --- hostile files --- */

static void
test_hostile (void)
{
  g_autofree char *deep = g_strnfill (100000, '[');
  g_autofree char *large = g_strnfill (2 * 1024 * 1024, 'x');
  g_autofree char *large_note = g_strdup_printf ("[{\"value\":\"epubcfi(\",\"text\":\"%s\"}]",
                                                 large);
  const struct
  {
    const char *text;
    const char *words;
  } cases[] = {
    { "", "line 1" },
    { "{", "line 1" },
    { "[1, 2", "line 1" },
    { "[1]\n\n2", "line 3: something stands behind the end." },
    { deep, "nested too deep" },
    { large_note, "too large" },
    { "[\n{\"value\":\"epubcfi(\\ud800\"}]", "line 2: a string holds half of a character" },
    { "[\n{\"value\":\"epubcfi(\\udc00\\ud800\"}]", "half of a character" },
    { "[{\"value\":\"epubcfi(\\u0000\"}]", "U+0000" },
    { "[{\"value\":\"epubcfi(\n\"}]", "control character" },
    { "[{\"value\":\"epubcfi(\",\"text\":01}]", "expected" },
    { "[{\"value\":\"epubcfi(\xff\"}]", "UTF-8" },
    { "[{\"value\":\"epubcfi(\",\"text\":[]}]", "line 1: “text” is not what" },
    { "[{\"value\":\"epubcfi(\",\"text\":\"a\"},\n7]", "line 2: “[]” is not what" },
    { "{\"a\": 1}", "no annotations that are known" },
    { "[tru]", "no value of JSON" },
    { "[{\"type\":\"Annotation\",\"target\":{\"source\":7}}]", "“source” is not what" },
  };
  g_autoptr (TriLibrary) library = open_library ();

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *path = write_file ("bad.json", cases[i].text);
      const TriMarksImport import = { path, 0, 1, FALSE };
      g_autoptr (GError) error = NULL;
      g_autoptr (GArray) ids = NULL;
      g_auto (TriMarksOutcome) outcome = { 0 };

      g_assert_false (
          tri_library_import_marks (library, &import, &outcome, NULL, NULL, NULL, &error));
      g_assert_nonnull (error);
      g_assert_true (g_str_has_prefix (error->message, "bad.json"));
      g_test_message ("%s", error->message);
      g_assert_nonnull (strstr (error->message, cases[i].words));
      ids = find_all (library);
      g_assert_cmpuint (ids->len, ==, 0);
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/annotations/import/hypothesis", test_hypothesis);
  g_test_add_func ("/annotations/import/cut-off", test_cut_off);
  g_test_add_func ("/annotations/import/foliate", test_foliate);
  g_test_add_func ("/annotations/import/places", test_places);
  g_test_add_func ("/annotations/import/no-text", test_no_text);
  g_test_add_func ("/annotations/import/hostile", test_hostile);
  return g_test_run ();
}
