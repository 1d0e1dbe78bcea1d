/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "draft-dump.h"
#include "tied-fixture.h"

#include "formats/tri-export-pair.h"
#include "library/tri-library-align.h"
#include "tri-error.h"

#include <string.h>

/* Documents whose sentences have ids, and the links between them: OPUS, InterText, our own. */

#define HEAD "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n"
#define FR                                                                 \
  HEAD "<text><body>\n<head><s id=\"h\">Le bac</s></head>\n"               \
       "<p id=\"1\"><s id=\"1.1\">Un.</s> <s id=\"1.2\">Deux.</s></p>\n"   \
       "<p id=\"2\"><s id=\"2.1\">Trois.</s><s id=\"2.2\">Quatre.</s></p>" \
       "</body></text>"
#define EN                                                                      \
  HEAD "<text><body>\n<p id=\"1\"><s id=\"1.1\">One and two.</s></p>\n"         \
       "<p id=\"2\"><s id=\"2.1\">Three.</s><s id=\"2.2\">More.</s></p>\n"      \
       "<p id=\"3\"><s id=\"3.1\">The ferry</s> <s id=\"3.2\">alone.</s></p>\n" \
       "</body></text>"
#define GROUP "<linkGrp targType=\"s\" fromDoc=\"fr/a.xml.gz\" toDoc=\"en/a.xml.gz\">\n"
#define LINKS                                                                                   \
  HEAD "<!DOCTYPE cesAlign PUBLIC \"-//CES//DTD XML cesAlign//EN\" \"\">\n"                     \
       "<cesAlign version=\"1.0\">\n" GROUP "<link xtargets=\"1.1 1.2;1.1\" certainty=\"0.5\" " \
       "id=\"SL1\"/>\n<link xtargets=\"2.1 ; 2.1\" certainty=\"7.5\"/>\n"                       \
       "<link xtargets=\";2.2\"/><link xtargets=\"2.2;\"/>\n</linkGrp>\n</cesAlign>\n"
#define LINKED "Un./Deux.|One and two.\nTrois.|Three."

static char *
dump_bytes (const TriFormat *format, const char *content, GError **error)
{
  g_autoptr (GBytes) bytes = g_bytes_new_static (content, strlen (content));
  const TriSource source = { .path = "a.xml", .name = "a.xml", .bytes = bytes };
  g_autoptr (DraftDump) dump = draft_dump_new ();

  g_assert_true (format->sniff ("a.xml", (const guint8 *) content, strlen (content)) > 60);
  if (!format->read (&source, TRI_DRAFT (dump), NULL, error))
    return NULL;
  return g_strdup (draft_dump_get_text (dump));
}

/* Words that are struck out in a page are no sentences. */
static void
test_sniff (void)
{
  static const char page[] = "<div class=\"x\"><s id=\"a\">One</s> two</div>";
  const guint8 *bytes = (const guint8 *) page;
  gsize n = strlen (page);

  g_assert_cmpint (tri_format_xces_doc.sniff ("a.html", bytes, n),
                   <,
                   tri_format_html.sniff ("a.html", bytes, n));
  g_assert_cmpint (tri_format_xces_doc.sniff ("a.xml", bytes, n), >, 60);
}

/* A word in a word is a part of it, once. */
static void
test_nested_words (void)
{
  static const char words[] = "<cesDoc><s id=\"1\"><w>a<w>b</w>c</w><w>d</w></s></cesDoc>";
  g_autoptr (GError) error = NULL;
  g_autofree char *dump = dump_bytes (&tri_format_xces_doc, words, &error);

  g_assert_no_error (error);
  g_assert_nonnull (strstr (dump, "“abc d”"));
}

static void
test_empty (void)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *dump = dump_bytes (&tri_format_xces_doc, "<cesDoc><p/></cesDoc>", &error);

  g_assert_null (dump);
  g_assert_error (error, TRI_ERROR, TRI_ERROR_SYNTAX);
}

static void
test_document (void)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *dump = dump_bytes (&tri_format_xces_doc, FR, &error);

  g_assert_no_error (error);
  g_assert_cmpstr (dump,
                   ==,
                   "text lang=\n"
                   "  heading 1 “Le bac”\n"
                   "    sentence 0 0-6 “Le bac”\n"
                   "    anchor h 0\n"
                   "  paragraph key=p-1 “Un. Deux.”\n"
                   "    sentence 0 0-3 “Un.”\n"
                   "    sentence 1 4-9 “Deux.”\n"
                   "    anchor 1.1 0\n"
                   "    anchor 1.2 1\n"
                   "  paragraph key=p-2 “Trois. Quatre.”\n"
                   "    sentence 0 0-6 “Trois.”\n"
                   "    sentence 1 7-14 “Quatre.”\n"
                   "    anchor 2.1 0\n"
                   "    anchor 2.2 1\n");
}

/* Sentences that are cut into words, without paragraphs. */
static void
test_words (void)
{
  static const char content[] = HEAD
      "<document id=\"1\" lang=\"en\"><meta><title>None</title></meta>\n<s id=\"1\">\n"
      "<time id=\"T1S\" value=\"0\"/>\n<w id=\"1.1\">Well</w>\n<w id=\"1.2\">,</w>\n<w>he</w>\n"
      "<w>said</w>\n<w>(</w>\n<w>softly</w>\n<w>)</w>\n<w>:</w>\n<w>no</w>\n<w>!</w>\n</s>\n"
      "<s id=\"2\"><w>Yes</w> <w>.</w></s><s id=\"3\"></s></document>";
  static const char french[] = HEAD
      "<text xml:lang=\"fr\"><s id=\"1\"><w>«</w> <w>Oui</w> <w>,</w> <w>l'</w> <w>ami</w> "
      "<w>!</w> <w>»</w></s></text>";
  static const char spaced[] = HEAD
      "<text xml:lang=\"en\"><s id=\"1\"><w misc=\"SpaceAfter=No\">do</w> <w>n't</w> <w>,</w> "
      "<w>go</w></s></text>";
  g_autoptr (GError) error = NULL;
  g_autofree char *dump = dump_bytes (&tri_format_xces_doc, content, &error);
  g_autofree char *other = dump_bytes (&tri_format_xces_doc, french, &error);
  g_autofree char *third = dump_bytes (&tri_format_xces_doc, spaced, &error);

  g_assert_no_error (error);
  g_assert_cmpstr (dump,
                   ==,
                   "text lang=en\n"
                   "  paragraph key=s-1 “Well, he said (softly): no!”\n"
                   "    sentence 0 0-27 “Well, he said (softly): no!”\n"
                   "    anchor 1 0\n"
                   "  paragraph key=s-2 “Yes.”\n"
                   "    sentence 0 0-4 “Yes.”\n"
                   "    anchor 2 0\n");
  g_assert_nonnull (strstr (other, "“« Oui, l'ami ! »”"));
  g_assert_nonnull (strstr (third, "“don't , go”"));
}

static void
test_links (void)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *dump = dump_bytes (&tri_format_xces, LINKS, &error);

  g_assert_no_error (error);
  g_assert_cmpstr (dump,
                   ==,
                   "work kind=translations\n"
                   "link translation 0.50 imported: fr/a.xml.gz#1.1 fr/a.xml.gz#1.2 "
                   "en/a.xml.gz#1.1\n"
                   "link translation imported: fr/a.xml.gz#2.1 en/a.xml.gz#2.1\n"
                   "link translation imported: en/a.xml.gz#2.2\n"
                   "link translation imported: fr/a.xml.gz#2.2\n");
}

static void
test_truncated (gconstpointer data)
{
  const char *content = data;
  const TriFormat *const formats[] = { &tri_format_xces, &tri_format_xces_doc };

  for (gsize n = 0; n + 1 < strlen (content); n++)
    for (guint i = 0; i < G_N_ELEMENTS (formats); i++)
      {
        g_autoptr (GBytes) bytes = g_bytes_new (content, n);
        const TriSource source = { .path = "a.xml", .name = "a.xml", .bytes = bytes };
        g_autoptr (DraftDump) dump = draft_dump_new_quiet ();
        g_autoptr (GError) error = NULL;

        g_assert_false (formats[i]->read (&source, TRI_DRAFT (dump), NULL, &error));
        g_assert_true (g_str_has_prefix (error->message, "a.xml:"));
      }
}

static void
test_no_documents (void)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *dump = dump_bytes (&tri_format_xces,
                                      "<cesAlign>\n<linkGrp>\n<link xtargets='1;1'/></linkGrp>"
                                      "</cesAlign>",
                                      &error);

  g_assert_null (dump);
  g_assert_error (error, TRI_ERROR, TRI_ERROR_SYNTAX);
  g_assert_true (g_str_has_prefix (error->message, "a.xml:3: "));
}

/* Documents of the same name in folders, compressed ones under another name than the links say, and
 * links that come before, between or behind them. */
static void
test_order (Tied *tied, gconstpointer data)
{
  static const char *const orders[] = { "fr/a.xml en/a.xml a.links",
                                        "a.links fr/a.xml en/a.xml",
                                        "en/a.xml a.links fr/a.xml" };

  tied_write (tied, "fr/a.xml", FR);
  tied_write (tied, "en/a.xml", EN);
  tied_write (tied, "a.links", LINKS);
  for (guint i = 0; i < G_N_ELEMENTS (orders); i++)
    {
      gint64 work = tied_import (tied, orders[i], NULL, 0, TRI_IMPORT_TIE_AUTO);
      g_autofree char *omitted = tied_dump (tied, work, TRI_LINK_OMISSION);
      g_autofree char *dump = tied_dump (tied, work, TRI_LINK_GROUP);

      g_assert_cmpstr (dump, ==, i < 2 ? LINKED : "One and two.|Un./Deux.\nThree.|Trois.");
      g_assert_cmpstr (omitted, ==, i < 2 ? "Quatre.\nMore." : "More.\nQuatre.");
      g_assert_cmpuint (tied->report.n_unresolved, ==, 0);
      g_assert_cmpint (tied_get_kind (tied, work), ==, TRI_WORK_TRANSLATIONS);
      g_assert_true (tri_library_delete_work (tied->library, work, NULL));
    }
}

/* Two documents of other names than the links say can only be those. */
static void
test_renamed (Tied *tied, gconstpointer data)
{
  tied_write (tied, "bac.xml", FR);
  tied_write (tied, "ferry.xml", EN);
  tied_write (tied, "a.links", LINKS);
  tied_assert (tied,
               tied_import (tied, "bac.xml ferry.xml a.links", NULL, 0, TRI_IMPORT_TIE_AUTO),
               LINKED);
}

/* The sides of InterText stand the other way round; where its marks are on links of the usual
 * order, the ids tell. */
static void
test_sides (Tied *tied, gconstpointer data)
{
  static const char *const links[] = {
    HEAD "<linkGrp toDoc=\"en/a.xml\" fromDoc=\"fr/a.xml\">\n"
         "<link type=\"1-2\" xtargets=\"1.1;1.1 1.2\" status=\"man\"/>\n"
         "<link type=\"1-1\" xtargets=\"2.1;2.1\" status=\"auto\"/>\n"
         "<link type=\"2-1\" xtargets=\"3.1 3.2;h\" status=\"auto\"/></linkGrp>",
    HEAD "<linkGrp toDoc=\"en/a.xml\" fromDoc=\"fr/a.xml\">\n"
         "<link type=\"2-1\" xtargets=\"1.1 1.2;1.1\" status=\"man\"/>\n"
         "<link type=\"1-1\" xtargets=\"2.1;2.1\" status=\"auto\"/>\n"
         "<link type=\"1-2\" xtargets=\"h;3.1 3.2\" status=\"auto\"/></linkGrp>",
  };

  tied_write (tied, "fr/a.xml", FR);
  tied_write (tied, "en/a.xml", EN);
  for (guint i = 0; i < G_N_ELEMENTS (links); i++)
    {
      gint64 work;

      tied_write (tied, "a.links", links[i]);
      work = tied_import (tied, "fr/a.xml en/a.xml a.links", NULL, 0, TRI_IMPORT_TIE_AUTO);
      tied_assert (tied, work, "Le bac|The ferry/alone.\n" LINKED);
      g_assert_cmpuint (tied->report.n_unresolved, ==, 0);
      g_assert_true (tri_library_delete_work (tied->library, work, NULL));
    }
}

/* Ids are looked for in the document that the group names, and nowhere else. */
static void
test_several_groups (Tied *tied, gconstpointer data)
{
  static const char links[] = HEAD
      "<cesAlign><linkGrp fromDoc=\"fr/a.xml\" toDoc=\"en/a.xml\"><link xtargets=\"1.1;1.1\"/>"
      "</linkGrp><linkGrp fromDoc=\"fr/b.xml\" toDoc=\"en/b.xml\"><link xtargets=\"1.1;1.1\"/>"
      "<link xtargets=\"1.9;1.1\"/></linkGrp><linkGrp fromDoc=\"fr/c.xml\" toDoc=\"en/c.xml\">"
      "<link xtargets=\"1.1;1.1\"/></linkGrp></cesAlign>";

  tied_write (tied, "fr/a.xml", FR);
  tied_write (tied, "en/a.xml", EN);
  tied_write (tied, "fr/b.xml", "<text><p><s id='1.1'>Autre.</s></p></text>");
  tied_write (tied, "en/b.xml", "<text><p><s id='1.1'>Other.</s></p></text>");
  tied_write (tied, "a.links", links);
  tied_assert (tied,
               tied_import (tied,
                            "fr/a.xml en/a.xml fr/b.xml en/b.xml a.links",
                            NULL,
                            0,
                            TRI_IMPORT_TIE_AUTO),
               "Un.|One and two.\nAutre.|Other.");
  g_assert_cmpuint (tied->report.n_unresolved, ==, 2);
}

/* Links without their texts say which texts they want, and leave nothing. */
static void
test_alone (Tied *tied, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) works = NULL;

  tied_write (tied, "a.links", LINKS);
  tied_write (tied, "c.xml", EN);
  g_assert_cmpint (tied_try (tied, "a.links", NULL, 0, TRI_IMPORT_TIE_AUTO, &error), ==, 0);
  g_assert_error (error, TRI_ERROR, TRI_ERROR_NOT_FOUND);
  g_assert_nonnull (strstr (error->message, "“fr/a.xml.gz”, “en/a.xml.gz”"));
  g_clear_error (&error);
  g_assert_cmpint (tied_try (tied, "c.xml a.links", NULL, 0, TRI_IMPORT_TIE_AUTO, &error), ==, 0);
  g_assert_error (error, TRI_ERROR, TRI_ERROR_NOT_FOUND);
  works = tri_library_list_works (tied->library, NULL);
  g_assert_cmpuint (works->len, ==, 0);
}

typedef gboolean (*PairExporter) (TriLibrary *library,
                                  TriText *const *texts,
                                  GOutputStream *stream,
                                  GCancellable *cancellable,
                                  GError **error);
typedef gboolean (*TextExporter) (TriLibrary *library,
                                  TriText *text,
                                  GOutputStream *stream,
                                  GCancellable *cancellable,
                                  GError **error);

static void
write_stream (Tied *tied, GOutputStream *stream, const char *name)
{
  g_autofree char *content = NULL;

  g_assert_true (g_output_stream_write_all (stream, "", 1, NULL, NULL, NULL));
  g_assert_true (g_output_stream_close (stream, NULL, NULL));
  content = g_memory_output_stream_steal_data (G_MEMORY_OUTPUT_STREAM (stream));
  tied_write (tied, name, content);
}

/* What we write of two texts, read again: the same sentences in the same links. */
static void
check_round_trip (Tied *tied,
                  PairExporter pair,
                  const char *links,
                  TextExporter sentences,
                  const char *extension)
{
  const TriLibraryAlignOptions how = { .decide_kind = TRUE };
  g_auto (TriLibraryAlignment) alignment = { 0 };
  g_autoptr (TriWork) work = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (GString) names = g_string_new (NULL);
  g_autofree char *before = NULL, *after = NULL, *omitted = NULL, *still_omitted = NULL;
  g_autoptr (GOutputStream) stream = g_memory_output_stream_new_resizable ();
  g_autofree char *fr = g_test_build_filename (G_TEST_DIST, "fixtures/align/lock.fr.md", NULL);
  g_autofree char *en = g_test_build_filename (G_TEST_DIST, "fixtures/align/lock.en.md", NULL);
  g_autofree char *both = g_strjoin (" ", fr, en, NULL);
  const char *format = "lines";
  gint64 id;

  id = tied_import (tied, both, NULL, 0, TRI_IMPORT_TIE_AUTO);
  g_assert_true (tri_library_align (tied->library, id, &how, &alignment, NULL, &error));
  g_assert_no_error (error);
  before = tied_dump (tied, id, TRI_LINK_GROUP);
  omitted = tied_dump (tied, id, TRI_LINK_OMISSION);
  work = tri_library_get_work (tied->library, id, NULL);
  for (guint side = 0; side < 2; side++)
    {
      TriText *const *texts = (TriText *const *) work->texts->pdata;
      g_autofree char *name = tri_export_dup_sentences_name (texts, side, extension);
      g_autoptr (GOutputStream) out = g_memory_output_stream_new_resizable ();

      g_assert_true (sentences (tied->library, texts[side], out, NULL, NULL));
      write_stream (tied, out, name);
      g_string_append_printf (names, "%s ", name);
    }
  g_assert_true (pair (tied->library,
                       (TriText *const *) work->texts->pdata,
                       stream,
                       NULL,
                       NULL));
  write_stream (tied, stream, links);
  g_string_append (names, links);
  if (!g_str_equal (extension, "txt"))
    format = NULL;
  id = tied_import (tied, names->str, format, 0, TRI_IMPORT_TIE_NONE);
  after = tied_dump (tied, id, TRI_LINK_GROUP);
  still_omitted = tied_dump (tied, id, TRI_LINK_OMISSION);
  /* A link of passages comes back as one of all their sentences. */
  for (guint i = 0; i < 4; i++)
    g_strdelimit (((char *[]){ before, after, omitted, still_omitted })[i], "/", ' ');
  g_assert_cmpstr (before, !=, "");
  g_assert_cmpstr (after, ==, before);
  g_assert_cmpstr (still_omitted, ==, omitted);
  g_assert_cmpuint (tied->report.n_unresolved, ==, 0);
  assert_sound (tied->library);
}

static void
test_round_trip (Tied *tied, gconstpointer data)
{
  check_round_trip (tied, tri_export_xces, "a.links", tri_export_sentence_document, "xml");
}

static void
test_ladder_round_trip (Tied *tied, gconstpointer data)
{
  check_round_trip (tied, tri_export_ladder, "a.links", tri_export_sentence_lines, "txt");
}

/* Sentences of texts that are no lines are counted through all of the text. */
static void
test_ladder (Tied *tied, gconstpointer data)
{
  gint64 work;

  tied_write (tied, "a.xml", FR);
  tied_write (tied, "b.xml", EN);
  tied_write (tied, "a.links", "0\t0\t0.4\n1\t0\t0.3\n3\t1\t3.5\n4\t2\t-0.3\n5\t2\t0\n5\t5\t0\n");
  work = tied_import (tied, "a.xml b.xml a.links", NULL, 0, TRI_IMPORT_TIE_AUTO);
  tied_assert (tied, work, "Un./Deux.|One and two.\nTrois.|Three.");
}

static void
test_ladder_errors (Tied *tied, gconstpointer data)
{
  static const struct
  {
    const char *ladder;
    int code;
    const char *words;
  } cases[] = {
    { "0\t0\t1\n2\t2\t1\n1\t3\t0\n", TRI_ERROR_SYNTAX, "a.links:3: " },
    { "0\t0\t1\n1\t1\t1\nx\t1\t0\n", TRI_ERROR_SYNTAX, "a.links:3: " },
    { "0\t0\t1\n1\t1\t1\n4000\t2\t0\n", TRI_ERROR_LIMIT, "a.links:3: " },
  };

  tied_write (tied, "a.xml", FR);
  tied_write (tied, "b.xml", EN);
  tied_write (tied, "c.xml", "<text><p><s id='1.1'>Autre.</s></p></text>");
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;
      TriImportFile files[3] = { { NULL } };
      const TriImportOptions options = { .files = files, .n_files = 3, .kind = "auto" };
      static const char *const names[] = { "a.xml", "b.xml", "a.links" };

      tied_write (tied, "a.links", cases[i].ladder);
      for (guint f = 0; f < 3; f++)
        files[f].path = g_build_filename (tied->folder, names[f], NULL);
      files[2].format = "ladder";
      g_assert_cmpint (tri_library_import (tied->library, &options, NULL, &error), ==, 0);
      g_assert_error (error, TRI_ERROR, cases[i].code);
      g_assert_true (g_str_has_prefix (error->message, cases[i].words));
      for (guint f = 0; f < 3; f++)
        g_free ((char *) files[f].path);
    }
  tied_write (tied, "a.links", "0\t0\t1\n1\t1\t1\n");
  for (guint i = 0; i < 2; i++)
    {
      g_autoptr (GError) error = NULL;

      tied_write (tied, "a.links", "0\t0\t1\n1\t1\t1\n2\t2\t0\n");
      g_assert_cmpint (tied_try (tied,
                                 i ? "a.xml a.links" : "a.xml b.xml c.xml a.links",
                                 NULL,
                                 0,
                                 TRI_IMPORT_TIE_AUTO,
                                 &error),
                       ==,
                       0);
      g_assert_error (error, TRI_ERROR, TRI_ERROR_NOT_FOUND);
    }
}

/* One sentence that all links have, and sentences that come in no order. */
static void
test_growth (Tied *tied, gconstpointer data)
{
  const guint n = 6000;
  g_autoptr (GString) text = g_string_new ("<text>");
  g_autoptr (GString) links = g_string_new ("<cesAlign><linkGrp fromDoc=\"/1\" toDoc=\"/2\">");
  gint64 start = 0, work = 0;

  for (guint i = 0; i < n; i++)
    {
      g_string_append_printf (text, "<s id=\"%u\">Sentence %u.</s>", i, i);
      g_string_append_printf (links, "<link xtargets=\"0;%u\"/>", i * 7919 % n);
    }
  g_string_append (text, "</text>");
  g_string_append (links, "<link xtargets=\"0;9\"/></linkGrp></cesAlign>");
  tied_write (tied, "fr.xml", text->str);
  g_string_append_c (text, '\n');
  tied_write (tied, "en.xml", text->str);
  tied_write (tied, "links.xml", links->str);
  start = g_get_monotonic_time ();
  work = tied_import (tied, "fr.xml en.xml links.xml", NULL, 0, TRI_IMPORT_TIE_AUTO);
  g_assert_cmpint (g_get_monotonic_time () - start, <, 15 * G_USEC_PER_SEC);
  g_assert_cmpint (tri_library_ask (tied->library,
                                    "SELECT count (*) FROM links WHERE work = ?",
                                    work,
                                    0),
                   ==,
                   n);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/xces/document", test_document);
  g_test_add_func ("/xces/words", test_words);
  g_test_add_func ("/xces/nested-words", test_nested_words);
  g_test_add_func ("/xces/sniff", test_sniff);
  g_test_add_func ("/xces/empty", test_empty);
  g_test_add_func ("/xces/links", test_links);
  g_test_add_data_func ("/xces/truncated/document", FR, test_truncated);
  g_test_add_data_func ("/xces/truncated/links", LINKS, test_truncated);
  g_test_add_func ("/xces/no-documents", test_no_documents);
  ADD_TIED ("/xces/order", test_order);
  ADD_TIED ("/xces/renamed", test_renamed);
  ADD_TIED ("/xces/sides", test_sides);
  ADD_TIED ("/xces/several-groups", test_several_groups);
  ADD_TIED ("/xces/alone", test_alone);
  ADD_TIED ("/xces/round-trip", test_round_trip);
  ADD_TIED ("/xces/growth", test_growth);
  ADD_TIED ("/ladder/read", test_ladder);
  ADD_TIED ("/ladder/errors", test_ladder_errors);
  ADD_TIED ("/ladder/round-trip", test_ladder_round_trip);
  return g_test_run ();
}
