/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "annotation-model.h"
#include "annotations-fixture.h"

#include <libxml/HTMLparser.h>
#include <libxml/parser.h>
#include <string.h>

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

/* --- the Web Annotation Data Model --- */

static void
test_model (void)
{
  g_autoptr (TriLibrary) library = open_library ();
  g_autoptr (JsonParser) parser = json_parser_new ();
  g_autoptr (GError) error = NULL;
  g_autofree char *text = NULL;
  JsonObject *collection;
  JsonArray *items;
  JsonObject *portal;

  add_marks (library);
  text = export(library, &tri_marks_jsonld, NULL);
  json_parser_load_from_data (parser, text, -1, &error);
  g_assert_no_error (error);
  collection = json_node_get_object (json_parser_get_root (parser));
  g_assert_cmpuint (model_check_collection (collection), ==, 5);
  items = json_object_get_array_member (json_object_get_object_member (collection, "first"),
                                        "items");
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
  g_assert_cmpuint (model_check_collection (json_node_get_object (json_parser_get_root (parser))),
                    ==,
                    0);
}

/* --- files --- */

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
  g_test_add_func ("/annotations/export/html", test_html);
  g_test_add_func ("/annotations/export/tei", test_tei);
  g_test_add_func ("/annotations/export/csv", test_csv);
  g_test_add_func ("/annotations/export/markdown", test_markdown);
  g_test_add_func ("/annotations/template/write", test_template);
  g_test_add_func ("/annotations/template/errors", test_template_errors);
  return g_test_run ();
}
