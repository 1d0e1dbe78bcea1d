/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "export-fixture.h"

/* Works as Markdown. */

static void
test_markdown_rows (void)
{
  g_autoptr (TriLibrary) library = export_open ();
  TriExportOptions options = { .work = export_import_crossed (library) };
  g_autofree char *markdown = export_dup (library, "markdown", &options);

  g_assert_cmpstr (markdown,
                   ==,
                   "---\n"
                   "title: \"A & <B>\"\n"
                   "languages: [fr, en, en-x-text2]\n"
                   "---\n\n"
                   "**fr** Un. Seul \\<b\\>. Fin \"x\".\n\n"
                   "**en** One half. End \\]\\]\\> \\&amp;.\n\n"
                   "**fr** C un. C deux.\n\n"
                   "**en** D two. D one.\n\n"
                   "**fr** \\= 1 + 1\\\n\\- 2\n\n"
                   "**en** F.\n\n"
                   "G.\n\n"
                   "**en-x-text2** H.\n");
}

/* Marks within the same marks, marks across others, what Markdown would read as something else. */
static void
test_markdown_nasty (void)
{
  static const char *const lines[] = {
    "\nlanguages: [fr, en, nl, nl-x-text2]\n",
    "\n## Un **titre** / A title\n",
    " Puis *l’Œuvre au* loin.\n",
    "\n[^fr1]: Une note[^fr2] qui suit.",
    "\n• Un\n\n• Un et demi\n\n• Un et trois quarts\n\n• Presque deux\n\n",
    "\n**fr** 1 *Un*\n\n**fr** b \\& c) Deux\n\n",
    "\n> **fr** Cité.\n",
    "[lien](<http://x.example/?a=1&b=%22>)",
    "\n[^fr5]: Une note sans marque.\n",
  };
  g_autoptr (TriLibrary) library = export_open ();
  TriExportOptions options = { .work = export_import (library, "export/nasty.xml"),
                               .with_notes = TRUE };
  g_autofree char *markdown = export_dup (library, "markdown", &options);

  for (guint i = 0; i < G_N_ELEMENTS (lines); i++)
    if (!strstr (markdown, lines[i]))
      g_error ("“%s” is not in\n%s", lines[i], markdown);
}

/* Chapters without a heading keep their titles, lists of a single text their form. */
static void
test_markdown_verses (void)
{
  static const char verses[]
      = "<TEI xmlns='http://www.tei-c.org/ns/1.0'><teiHeader><fileDesc><titleStmt><title>V</title>"
        "</titleStmt></fileDesc></teiHeader><text><group><text xml:lang='en'><body>"
        "<div><head xml:id='h'>Book</head><div n='7'><list rend='numbered'><item xml:id='a'>A."
        "</item><item xml:id='b'>B.</item></list></div></div></body></text>"
        "<text xml:lang='nl'><body>"
        "<div><head corresp='#h'>Boek</head><div n='7'><list rend='numbered'><item corresp='#a'>Aa."
        "</item><item corresp='#b'>Bee.</item></list></div></div></body></text></group></text>"
        "</TEI>";
  g_autoptr (TriLibrary) library = export_open ();
  TriExportOptions options = { .work = export_import_string (library, verses, "verses.xml") };
  g_autoptr (TriWork) work = tri_library_get_work (library, options.work, NULL);
  g_autofree char *both = export_dup (library, "markdown", &options);
  g_autofree char *one = NULL;

  g_assert_nonnull (strstr (both,
                            "\n## Book / Boek\n\n### 7\n\n**en** 1 A.\n\n**nl** 1 Aa.\n\n"
                            "**en** 2 B.\n\n**nl** 2 Bee.\n"));
  options.texts = &((TriText *) work->texts->pdata[0])->id;
  options.n_texts = 1;
  one = export_dup (library, "markdown", &options);
  g_assert_nonnull (strstr (one, "\n## Book\n\n### 7\n\n1. A.\n2. B.\n"));
}

/* A single text, written and read again, has the same passages of the same kinds. */
static char *
describe_text (TriLibrary *library, gint64 work)
{
  g_autoptr (TriWork) found = tri_library_get_work (library, work, NULL);
  TriText *text = g_ptr_array_index (found->texts, 0);
  g_autoptr (GPtrArray) passages = NULL;
  GString *out = g_string_new (NULL);

  passages = tri_library_read_passages (library, text->id, 0, text->n_passages, NULL);
  g_string_append_printf (out, "%s: %s\n", text->lang, text->title);
  for (guint i = 0; i < passages->len; i++)
    {
      TriPassage *passage = g_ptr_array_index (passages, i);
      TriPassageKind kind = passage->kind;

      g_string_append_printf (out,
                              "%s %u: %s",
                              tri_passage_kind_to_nick (kind),
                              passage->level,
                              passage->content);
      for (guint j = 0; j < passage->spans->len; j++)
        {
          const TriSpan *span = &g_array_index (passage->spans, TriSpan, j);

          g_string_append_printf (out, " {%u %u-%u}", span->kind, span->start, span->end);
        }
      g_string_append_c (out, '\n');
    }
  return g_string_free (out, FALSE);
}

static void
test_markdown_again (gconstpointer name)
{
  g_autoptr (TriLibrary) library = export_open ();
  g_autoptr (TriLibrary) other = export_open ();
  TriExportOptions options = { .work = export_import (library, name), .with_notes = TRUE };
  g_autofree char *markdown = export_dup (library, "markdown", &options);
  gint64 again = export_import_string (other, markdown, "again.md");
  g_autofree char *before = describe_text (library, options.work);
  g_autofree char *behind = describe_text (other, again);

  g_assert_cmpstr (behind, ==, before);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/export-markdown/rows", test_markdown_rows);
  g_test_add_func ("/export-markdown/nasty", test_markdown_nasty);
  g_test_add_func ("/export-markdown/verses", test_markdown_verses);
  g_test_add_data_func ("/export-markdown/again", "export/plain.md", test_markdown_again);
  g_test_add_data_func ("/export-markdown/notes", "notes.md", test_markdown_again);

  return g_test_run ();
}
