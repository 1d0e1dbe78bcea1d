/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "formats/tri-export-sheet.h"
#include "library/tri-library-sheets.h"
#include "query-fixture.h"

#include <json-glib/json-glib.h>
#include <libxml/parser.h>

#define HOSTILE "<script>alert('x')</script> & \"q\" ]]> --> {{x}}"

static char *
export_sheet (TriSheetFormat format)
{
  g_autofree char *path = fixture_new ();
  g_autoptr (TriLibrary) library = fixture_open (path);
  g_autoptr (TriSheet) sheet = tri_sheet_new (HOSTILE "\n# title");
  g_autoptr (GPtrArray) items = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (TriBookmark) mark = tri_bookmark_new ();
  g_autoptr (GOutputStream) stream = g_memory_output_stream_new_resizable ();
  g_autoptr (GError) error = NULL;

  mark->passage = 1;
  mark->whole = TRUE;
  mark->scope = TRI_SCOPE_PASSAGE;
  g_free (mark->note);
  mark->note = g_strdup (HOSTILE " *kept* [here](javascript:alert)");
  g_free (mark->colour);
  mark->colour = g_strdup ("red\" onclick=\"x");
  g_assert_true (tri_library_exec (library,
                                   "UPDATE passages SET content = '<b>1. La route</b>'"
                                   " || char (10) || '# l”été & \"' WHERE id = 1;"
                                   "UPDATE texts SET title = '<i>Une vie</i>' WHERE id = 1",
                                   &error));
  g_assert_true (tri_library_save_bookmark (library, mark, &error));
  g_assert_no_error (error);
  g_ptr_array_add (items, tri_sheet_item_new_words ("1. " HOSTILE "\n\n**strong**"));
  g_ptr_array_add (items, tri_sheet_item_new_mark (mark->uuid));
  g_assert_true (tri_library_create_sheet (library, sheet, items, &error));
  g_assert_no_error (error);
  g_assert_true (tri_export_sheet (library, sheet->uuid, format, stream, NULL, &error));
  g_assert_no_error (error);
  g_output_stream_write_all (stream, "", 1, NULL, NULL, NULL);
  g_output_stream_close (stream, NULL, NULL);
  return g_memory_output_stream_steal_data (G_MEMORY_OUTPUT_STREAM (stream));
}

static void
assert_has (const char *text, const char *words)
{
  if (!strstr (text, words))
    g_error ("no “%s” in:\n%s", words, text);
}

static void
assert_lacks (const char *text, const char *words)
{
  if (strstr (text, words))
    g_error ("“%s” in:\n%s", words, text);
}

static void
test_html (void)
{
  g_autofree char *html = export_sheet (TRI_SHEET_HTML);
  xmlDocPtr document = xmlReadMemory (html, (int) strlen (html), "x", NULL, XML_PARSE_NONET);

  g_assert_nonnull (document);
  xmlFreeDoc (document);
  assert_lacks (html, "<script");
  assert_lacks (html, "<b>");
  assert_lacks (html, "<i>Une");
  assert_lacks (html, "javascript:alert\"");
  assert_lacks (html, "onclick");
  assert_has (html, "&lt;b&gt;1. La route&lt;/b&gt;<br/>");
  assert_has (html, "repeat(2,minmax(0,1fr))");
  assert_has (html, "lang=\"en\"");
  assert_has (html, "The road of Victor Serge");
  assert_has (html, "<strong>strong</strong>");
}

static void
test_markdown (void)
{
  g_autofree char *markdown = export_sheet (TRI_SHEET_MARKDOWN);
  g_auto (GStrv) parts = g_strsplit (markdown, "\\<", -1);
  g_autofree char *unescaped = g_strjoinv ("", parts);

  assert_lacks (unescaped, "<");
  assert_lacks (markdown, "\n# title");
  assert_has (markdown, "# \\<script\\>");
  assert_has (markdown, "\n1\\. \\<script\\>");
  assert_has (markdown, "**strong**");
  assert_has (markdown, "> \\<b\\>1. La route\\</b\\>  \n> \\# l”été \\& \"\n");
  assert_has (markdown, "> The road of Victor Serge\n>\n> — en\n");
}

static void
test_text (void)
{
  g_autofree char *text = export_sheet (TRI_SHEET_TEXT);

  assert_has (text, "\n====");
  assert_has (text, "\n1. " HOSTILE "\n");
  assert_has (text, "\n[<i>Une vie</i>");
  assert_has (text, "fr:\n    <b>1. La route</b>\n    # l”été & \"\n");
  assert_has (text, "en:\n    The road of Victor Serge\n");
}

static void
test_json (void)
{
  g_autofree char *json = export_sheet (TRI_SHEET_JSON);
  g_autoptr (JsonNode) root = json_from_string (json, NULL);
  JsonArray *items = NULL;

  g_assert_nonnull (root);
  items = json_object_get_array_member (json_node_get_object (root), "items");
  g_assert_cmpuint (json_array_get_length (items), ==, 2);
  g_assert_cmpstr (json_object_get_string_member (json_array_get_object_element (items, 0),
                                                  "words"),
                   ==,
                   "1. " HOSTILE "\n\n**strong**");
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/export-sheet/html", test_html);
  g_test_add_func ("/export-sheet/markdown", test_markdown);
  g_test_add_func ("/export-sheet/text", test_text);
  g_test_add_func ("/export-sheet/json", test_json);
  return g_test_run ();
}
