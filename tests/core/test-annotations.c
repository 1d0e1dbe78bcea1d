/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "query-fixture.h"

#include "formats/tri-export-marks.h"
#include "formats/tri-marks-reader.h"
#include "library/tri-library-marks.h"

#include <json-glib/json-glib.h>
#include <libxml/HTMLparser.h>
#include <libxml/parser.h>
#include <string.h>

#define WORK "6ff0c1d6-9a6e-4a37-8f0e-0d5a0f8a1c01"
#define FRENCH "6ff0c1d6-9a6e-4a37-8f0e-0d5a0f8a1c02"
#define ENGLISH "6ff0c1d6-9a6e-4a37-8f0e-0d5a0f8a1c03"

/* The fixture with true uuids and the index of its words. */
static TriLibrary *
open_library (void)
{
  TriLibrary *library = fixture_new_linked ();
  g_autoptr (GError) error = NULL;

  tri_library_exec (library,
                    "UPDATE works SET uuid = '" WORK "';"
                    "UPDATE texts SET uuid = '" FRENCH "' WHERE id = 1;"
                    "UPDATE texts SET uuid = '" ENGLISH "' WHERE id = 2;"
                    "INSERT INTO passages_fts (passages_fts) VALUES ('rebuild')",
                    &error);
  g_assert_no_error (error);
  return library;
}

static TriBookmark *
new_mark (gint64 passage, guint start, gint64 end_passage, guint end, const char *note)
{
  TriBookmark *mark = tri_bookmark_new ();

  mark->passage = passage;
  mark->start = start;
  mark->end_passage = end_passage;
  mark->end = end;
  g_free (mark->note);
  mark->note = g_strdup (note);
  return mark;
}

static void
save (TriLibrary *library, TriBookmark *mark)
{
  g_autoptr (GError) error = NULL;

  tri_library_save_bookmark (library, mark, &error);
  g_assert_no_error (error);
}

/* One of each kind: a highlight with labels and colour, a note across passages, a portal with a
 * part in the other text, a whole passage in all texts, and a point. */
static void
add_marks (TriLibrary *library)
{
  static const char *const labels[] = { "à lire", "=1+1", NULL };
  g_autoptr (TriBookmark) highlight = new_mark (2, 16, 2, 23, "<b>*Qui* & [où](triptych:x)</b>");
  g_autoptr (TriBookmark) note = new_mark (2, 38, 4, 7, "# un\n\n- deux\n\n> trois");
  g_autoptr (TriBookmark) portal = new_mark (1, 0, 1, 8, "why");
  g_autoptr (TriBookmark) whole = new_mark (2, 0, 2, 0, "");
  g_autoptr (TriBookmark) point = new_mark (4, 9, 4, 9, "=cmd|' /C calc'!A0");

  highlight->kind = TRI_MARK_HIGHLIGHT;
  highlight->style = TRI_MARK_WAVE;
  g_free (highlight->colour);
  highlight->colour = g_strdup ("green");
  g_strfreev (highlight->labels);
  highlight->labels = g_strdupv ((char **) labels);
  save (library, highlight);
  note->kind = TRI_MARK_NOTE;
  save (library, note);
  portal->kind = TRI_MARK_PORTAL;
  g_ptr_array_add (portal->parts, new_mark (12, 0, 12, 5, ""));
  save (library, portal);
  whole->whole = TRUE;
  whole->scope = TRI_SCOPE_PASSAGE;
  whole->letter = 'q';
  save (library, whole);
  save (library, point);
}

static GArray *
find_all (TriLibrary *library)
{
  const TriMarkQuery query = { .order = TRI_BOOKMARK_ORDER_PLACE };
  g_autoptr (GError) error = NULL;
  GArray *ids = tri_library_find_marks (library, &query, &error);

  g_assert_no_error (error);
  return ids;
}

static char *export(TriLibrary *library, const TriMarksFormat *format, const TriMarksTemplate *tmpl)
{
  g_autoptr (GOutputStream) stream = g_memory_output_stream_new_resizable ();
  g_autoptr (GArray) ids = find_all (library);
  const TriMarksExport what = {
    format,
    tmpl,
    NULL,
    (const gint64 *) (gpointer) ids->data,
    ids->len,
  };
  g_autoptr (GError) error = NULL;

  tri_export_marks (library, &what, stream, NULL, NULL, NULL, &error);
  g_assert_no_error (error);
  g_output_stream_write_all (stream, "", 1, NULL, NULL, &error);
  g_assert_no_error (error);
  g_output_stream_close (stream, NULL, NULL);
  return g_memory_output_stream_steal_data (G_MEMORY_OUTPUT_STREAM (stream));
}

/* --- the MUST statements of the Web Annotation Data Model --- */

/* 4.2.3: an IRI, absolute. */
static void
check_iri (JsonObject *object)
{
  const char *id = json_object_get_string_member (object, "id");

  g_assert_nonnull (id);
  g_assert_true (g_uri_is_valid (id, G_URI_FLAGS_NONE, NULL));
}

/* Dates MUST be xsd:dateTime in UTC, with "Z". */
static void
check_time (JsonObject *object, const char *name)
{
  const char *text = json_object_get_string_member (object, name);

  g_assert_true (g_regex_match_simple ("^\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\dZ$", text, 0, 0));
}

static void
check_body (JsonObject *body)
{
  g_assert_cmpstr (json_object_get_string_member (body, "type"), ==, "TextualBody");
  /* exactly 1 value */
  g_assert_nonnull (json_object_get_string_member (body, "value"));
}

static void check_selector (JsonNode *node);

static void
check_refinement (JsonObject *selector)
{
  JsonNode *node = json_object_get_member (selector, "refinedBy");

  if (node && JSON_NODE_HOLDS_ARRAY (node))
    for (guint i = 0; i < json_array_get_length (json_node_get_array (node)); i++)
      check_selector (json_array_get_element (json_node_get_array (node), i));
  else if (node)
    check_selector (node);
}

static void
check_selector (JsonNode *node)
{
  JsonObject *selector;
  const char *type;

  g_assert_true (JSON_NODE_HOLDS_OBJECT (node));
  selector = json_node_get_object (node);
  type = json_object_get_string_member (selector, "type");
  if (g_str_equal (type, "FragmentSelector"))
    {
      g_assert_nonnull (json_object_get_string_member (selector, "value"));
      check_refinement (selector);
    }
  else if (g_str_equal (type, "TextQuoteSelector"))
    g_assert_nonnull (json_object_get_string_member (selector, "exact"));
  else if (g_str_equal (type, "TextPositionSelector"))
    {
      gint64 start = json_object_get_int_member (selector, "start");

      g_assert_cmpint (start, >=, 0);
      g_assert_cmpint (json_object_get_int_member (selector, "end"), >=, start);
    }
  else if (g_str_equal (type, "RangeSelector"))
    {
      check_selector (json_object_get_member (selector, "startSelector"));
      check_selector (json_object_get_member (selector, "endSelector"));
    }
  else
    g_error ("no selector of the model: %s", type);
}

static void
check_target (JsonObject *target)
{
  JsonArray *selectors = json_object_get_array_member (target, "selector");

  g_assert_cmpstr (json_object_get_string_member (target, "type"), ==, "SpecificResource");
  /* exactly 1 source */
  check_iri (json_object_get_object_member (target, "source"));
  for (guint i = 0; i < json_array_get_length (selectors); i++)
    check_selector (json_array_get_element (selectors, i));
}

static void
check_annotation (JsonObject *annotation)
{
  static const char *const motivations[] = {
    "bookmarking",
    "highlighting",
    "commenting",
    "linking",
    NULL,
  };
  JsonArray *targets = json_object_get_array_member (annotation, "target");

  check_iri (annotation);
  g_assert_cmpstr (json_object_get_string_member (annotation, "type"), ==, "Annotation");
  g_assert_true (g_strv_contains (motivations,
                                  json_object_get_string_member (annotation, "motivation")));
  check_time (annotation, "created");
  check_time (annotation, "modified");
  /* 1 or more targets */
  g_assert_cmpuint (json_array_get_length (targets), >, 0);
  for (guint i = 0; i < json_array_get_length (targets); i++)
    check_target (json_array_get_object_element (targets, i));
  if (json_object_has_member (annotation, "body"))
    {
      JsonArray *bodies = json_object_get_array_member (annotation, "body");

      for (guint i = 0; i < json_array_get_length (bodies); i++)
        check_body (json_array_get_object_element (bodies, i));
    }
}

/* Collection: context, IRI, type, the first page; page: IRI, type, items. */
static JsonArray *
check_collection (JsonNode *root)
{
  JsonObject *collection = json_node_get_object (root);
  JsonArray *context = json_object_get_array_member (collection, "@context");
  JsonObject *page;
  JsonArray *items;

  g_assert_cmpstr (json_array_get_string_element (context, 0),
                   ==,
                   "http://www.w3.org/ns/anno.jsonld");
  check_iri (collection);
  g_assert_cmpstr (json_object_get_string_member (collection, "type"), ==, "AnnotationCollection");
  page = json_object_get_object_member (collection, "first");
  check_iri (page);
  g_assert_cmpstr (json_object_get_string_member (page, "type"), ==, "AnnotationPage");
  items = json_object_get_array_member (page, "items");
  g_assert_cmpint (json_object_get_int_member (collection, "total"),
                   ==,
                   json_array_get_length (items));
  for (guint i = 0; i < json_array_get_length (items); i++)
    check_annotation (json_array_get_object_element (items, i));
  return items;
}

static void
test_model (void)
{
  g_autoptr (TriLibrary) library = open_library ();
  g_autoptr (JsonParser) parser = json_parser_new ();
  g_autoptr (GError) error = NULL;
  g_autofree char *text = NULL;
  JsonArray *items;
  JsonObject *portal;

  add_marks (library);
  text = export(library, &tri_marks_jsonld, NULL);
  json_parser_load_from_data (parser, text, -1, &error);
  g_assert_no_error (error);
  items = check_collection (json_parser_get_root (parser));
  g_assert_cmpuint (json_array_get_length (items), ==, 5);
  portal = json_array_get_object_element (items, 0);
  g_assert_cmpstr (json_object_get_string_member (portal, "motivation"), ==, "linking");
  g_assert_cmpuint (json_array_get_length (json_object_get_array_member (portal, "target")), ==, 2);
}

static void
test_model_empty (void)
{
  g_autoptr (TriLibrary) library = open_library ();
  g_autofree char *text = export(library, &tri_marks_jsonld, NULL);
  g_autoptr (JsonParser) parser = json_parser_new ();

  g_assert_true (json_parser_load_from_data (parser, text, -1, NULL));
  g_assert_cmpint (json_object_get_int_member (json_node_get_object (json_parser_get_root (parser)),
                                               "total"),
                   ==,
                   0);
}

/* --- files --- */

static char *
write_file (const char *name, const char *text)
{
  g_autofree char *folder = g_dir_make_tmp ("annotations-XXXXXX", NULL);
  char *path = g_build_filename (folder, name, NULL);

  g_assert_true (g_file_set_contents (path, text, -1, NULL));
  return path;
}

static void
take (TriLibrary *library, const char *path, gint64 text, gboolean dry, TriMarksOutcome *outcome)
{
  const TriMarksImport import = { path, 0, text, dry };
  g_autoptr (GError) error = NULL;

  tri_library_import_marks (library, &import, outcome, NULL, NULL, NULL, &error);
  g_assert_no_error (error);
}

static char *
dump (TriLibrary *library)
{
  static const char sql[] = "SELECT json_group_array (json_array (uuid, work, text, passage,"
                            " end_passage, start, stop, whole, quote, prefix, suffix, note, colour,"
                            " labels, scope, kind, style, letter, part_of, part, anchor, created,"
                            " modified)) FROM (SELECT * FROM bookmarks ORDER BY uuid)";
  g_autoptr (TriStatement) statement = tri_library_prepare (library, sql, NULL);

  g_assert_true (tri_library_next (library, statement, NULL));
  return tri_statement_dup_text (statement, 0);
}

static void
test_round_trip (void)
{
  g_autoptr (TriLibrary) library = open_library ();
  g_autoptr (GError) error = NULL;
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;
  g_autofree char *text = NULL;
  g_autofree char *path = NULL;
  g_autofree char *act = NULL;
  g_autofree char *undone = NULL;
  g_auto (TriMarksOutcome) outcome = { 0 };
  g_auto (TriMarksOutcome) again = { 0 };

  add_marks (library);
  before = dump (library);
  text = export(library, &tri_marks_jsonld, NULL);
  path = write_file ("marks.jsonld", text);
  /* As in another library: what came back after a deletion counts as changed. */
  tri_library_exec (library, "DELETE FROM bookmarks; DELETE FROM deletions", &error);
  g_assert_no_error (error);
  take (library, path, 0, FALSE, &outcome);
  g_assert_cmpuint (outcome.counts[TRI_MARKS_ADDED], ==, 5);
  g_assert_cmpuint (outcome.items->len, ==, 0);
  after = dump (library);
  g_assert_cmpstr (after, ==, before);
  /* What is here and as new stays. */
  take (library, path, 0, FALSE, &again);
  g_assert_cmpuint (again.counts[TRI_MARKS_KEPT], ==, 5);
  act = tri_library_undo (library, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (act, ==, "bookmark.import");
  undone = dump (library);
  g_assert_cmpstr (undone, ==, "[]");
}

static void
test_newer_wins (void)
{
  g_autoptr (TriLibrary) library = open_library ();
  g_autoptr (TriBookmark) mark = new_mark (2, 16, 2, 23, "ours");
  g_autoptr (TriBookmark) now = NULL;
  g_autofree char *text = NULL;
  g_autofree char *path = NULL;
  g_auto (TriMarksOutcome) dry = { 0 };
  g_auto (TriMarksOutcome) outcome = { 0 };

  save (library, mark);
  text = export(library, &tri_marks_jsonld, NULL);
  path = write_file ("marks.jsonld", text);
  /* Its time goes back by itself alone. */
  tri_library_exec (library,
                    "UPDATE bookmarks SET note = 'older';"
                    "UPDATE bookmarks SET modified = modified - 9",
                    NULL);
  take (library, path, 0, TRUE, &dry);
  g_assert_cmpuint (dry.counts[TRI_MARKS_UPDATED], ==, 1);
  now = tri_library_get_bookmark (library, mark->id, NULL);
  g_assert_cmpstr (now->note, ==, "older");
  g_clear_object (&now);
  take (library, path, 0, FALSE, &outcome);
  g_assert_cmpuint (outcome.counts[TRI_MARKS_UPDATED], ==, 1);
  now = tri_library_get_bookmark (library, mark->id, NULL);
  g_assert_cmpstr (now->note, ==, "ours");
}

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

/* --- for readers --- */

static void
test_html (void)
{
  g_autoptr (TriLibrary) library = open_library ();
  g_autofree char *text = NULL;
  htmlDocPtr document;

  add_marks (library);
  text = export(library, &tri_marks_html, NULL);
  document = htmlReadMemory (text,
                             (int) strlen (text),
                             NULL,
                             NULL,
                             HTML_PARSE_NONET | HTML_PARSE_NOERROR);
  g_assert_nonnull (document);
  xmlFreeDoc (document);
  g_assert_null (strstr (text, "<script"));
  g_assert_null (strstr (text, "<b>*Qui"));
  g_assert_null (strstr (text, "triptych:x\""));
  g_assert_nonnull (strstr (text, "&lt;b&gt;"));
  g_assert_nonnull (strstr (text, "<blockquote class=\"words\" lang=\"fr\"><p>Trotski</p>"));
  g_assert_nonnull (strstr (text, "<blockquote class=\"counterpart\" lang=\"en\"><p>Serge meets"));
}

static void
test_tei (void)
{
  g_autoptr (TriLibrary) library = open_library ();
  g_autofree char *text = NULL;
  xmlDocPtr document;

  add_marks (library);
  text = export(library, &tri_marks_tei, NULL);
  document = xmlReadMemory (text, (int) strlen (text), NULL, NULL, XML_PARSE_NONET);
  g_assert_nonnull (document);
  xmlFreeDoc (document);
  g_assert_nonnull (strstr (text,
                            "motivation=\"highlighting\" target=\"urn:uuid:" FRENCH
                            "#string-range(f1,16,7)\" rend=\"wave green\""));
  g_assert_nonnull (strstr (text, "#range(string-index(f1,38),string-index(f3,7))"));
}

static void
test_csv (void)
{
  g_autoptr (TriLibrary) library = open_library ();
  g_autofree char *text = NULL;

  add_marks (library);
  text = export(library, &tri_marks_csv, NULL);
  g_assert_true (g_str_has_prefix (text, "id,kind,style,colour"));
  g_assert_nonnull (strstr (text, "created,modified,counterpart fr,counterpart en\r\n"));
  /* nothing that a spreadsheet computes */
  g_assert_nonnull (strstr (text, ",'=cmd|' /C calc'!A0,"));
  g_assert_null (strstr (text, ",=cmd"));
  g_assert_nonnull (strstr (text, ",à lire; =1+1,"));
  g_assert_nonnull (strstr (text, "\"masses attendent.\n"));
}

static void
test_markdown (void)
{
  g_autoptr (TriLibrary) library = open_library ();
  g_autofree char *text = NULL;
  g_autofree char *org = NULL;

  add_marks (library);
  text = export(library, &tri_marks_markdown, NULL);
  g_assert_true (g_str_has_prefix (text, "# Une vie\n\n> La route\n"));
  g_assert_nonnull (strstr (text, "&lt;b>*Qui*"));
  org = export(library, &tri_marks_org, NULL);
  g_assert_nonnull (strstr (org, "*** Highlight: Trotski :à_lire:_1_1:\n:PROPERTIES:\n:ID: "));
  g_assert_nonnull (strstr (org, "#+begin_quote\nTrotski\n#+end_quote\n"));
}

/* --- templates --- */

static void
test_template (void)
{
  g_autoptr (TriLibrary) library = open_library ();
  g_autoptr (GError) error = NULL;
  g_autoptr (TriMarksTemplate) tmpl = NULL;
  g_autoptr (TriBookmark) first = new_mark (1, 0, 1, 8, "a \"b\"\nc");
  g_autoptr (TriBookmark) second = new_mark (2, 0, 2, 0, "");
  static const char *const labels[] = { "x", "y", NULL };
  g_autofree char *text = NULL;

  g_strfreev (first->labels);
  first->labels = g_strdupv ((char **) labels);
  save (library, first);
  second->whole = TRUE;
  second->scope = TRI_SCOPE_PASSAGE;
  save (library, second);
  tmpl = tri_marks_template_new ("t",
                                 "{count} {{\n"
                                 "{#marks}\n"
                                 "{#new-work}\n"
                                 "[{work}]\n"
                                 "{/new-work}\n"
                                 "{number}. {quote} ({text})"
                                 "{#note} – {note|json}{/note}{^note} –{/note}"
                                 "{#labels} #{label}{/labels} {counterpart:en}\n"
                                 "{/marks}\n"
                                 "}} end\n",
                                 &error);
  g_assert_no_error (error);
  text = export(library, &tri_marks_by_template, tmpl);
  g_assert_cmpstr (text,
                   ==,
                   "2 {\n"
                   "[Une vie]\n"
                   "1. La route (Une vie) – a \\\"b\\\"\\nc #x #y \n"
                   "2. Serge rencontre Trotski à Moscou. Les masses attendent. (Une vie) – "
                   "Serge meets Trotsky’s friends in Moscow.\n"
                   "} end\n");
}

static void
test_template_errors (void)
{
  static const struct
  {
    const char *text;
    const char *words;
  } cases[] = {
    { "a\n{quot}", "t, line 2: there is no placeholder {quot}" },
    { "{quote", "t, line 1: a brace is not closed" },
    { "\n\n}", "t, line 3: a brace closes" },
    { "{#note}\nx", "t, line 1: {#note} is not closed" },
    { "{#note}{/quote}", "{/quote} stands where {/note} was expected" },
    { "{/note}", "closes what nothing opened" },
    { "{quote|pdf}", "“pdf” is no way to write" },
    { "{#note}{#marks}{/marks}{/note}", "cannot stand inside" },
    { "{#marks}{/marks}{#marks}{/marks}", "twice" },
    { "{marks}", "is a section" },
    { "{quote:nl}", "takes no language" },
  };
  g_autoptr (TriMarksTemplate) example = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (TriMarksTemplate) tmpl = tri_marks_template_new ("t", cases[i].text, &error);

      g_assert_null (tmpl);
      g_test_message ("%s", error->message);
      g_assert_nonnull (strstr (error->message, cases[i].words));
    }
  example = tri_marks_template_new ("t", tri_marks_template_get_example (), NULL);
  g_assert_nonnull (example);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/annotations/jsonld/model", test_model);
  g_test_add_func ("/annotations/jsonld/empty", test_model_empty);
  g_test_add_func ("/annotations/jsonld/round-trip", test_round_trip);
  g_test_add_func ("/annotations/jsonld/newer-wins", test_newer_wins);
  g_test_add_func ("/annotations/import/hypothesis", test_hypothesis);
  g_test_add_func ("/annotations/import/cut-off", test_cut_off);
  g_test_add_func ("/annotations/import/foliate", test_foliate);
  g_test_add_func ("/annotations/import/places", test_places);
  g_test_add_func ("/annotations/import/no-text", test_no_text);
  g_test_add_func ("/annotations/import/hostile", test_hostile);
  g_test_add_func ("/annotations/export/html", test_html);
  g_test_add_func ("/annotations/export/tei", test_tei);
  g_test_add_func ("/annotations/export/csv", test_csv);
  g_test_add_func ("/annotations/export/markdown", test_markdown);
  g_test_add_func ("/annotations/template/write", test_template);
  g_test_add_func ("/annotations/template/errors", test_template_errors);
  return g_test_run ();
}
