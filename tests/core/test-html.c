/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "draft-dump.h"
#include "format-fixture.h"

#include "formats/tri-html.h"
#include "tri-error.h"

#include <string.h>

#define NAME "page.html"

static void
test_fixture (void)
{
  format_assert_dump (&tri_format_html, NAME);
}

static void
test_truncated (void)
{
  format_assert_truncated (&tri_format_html, NAME);
}

static void
test_sniff (void)
{
  static const struct
  {
    const char *name;
    const char *bytes;
    gsize n_bytes;
    gboolean is_html;
  } cases[] = {
    { "any", "<!doctype HTML>", 15, TRUE },
    { "any", "\xef\xbb\xbf\n<html lang='fr'>", 20, TRUE },
    { "any", "<?xml version='1.0'?><!-- a --> <html>", 38, TRUE },
    { "any", "<\0h\0t\0m\0l\0>\0", 12, TRUE },
    { "a.htm", "<p>words", 8, TRUE },
    { "any", "<p>words", 8, FALSE },
    { "any", "<TEI xmlns='http://www.tei-c.org/ns/1.0'>", 41, FALSE },
    { "any", "words and <html>", 16, FALSE },
    { "any", "<!-- <html> -->", 15, FALSE },
    { "any", "<htmlx>", 7, FALSE },
    { "any", "", 0, FALSE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      int score = tri_format_html.sniff (cases[i].name,
                                         (const guint8 *) cases[i].bytes,
                                         cases[i].n_bytes);

      g_assert_cmpint (score > 60, ==, cases[i].is_html);
    }
}

static char *
dump_words (const char *words)
{
  g_autoptr (GError) error = NULL;
  char *dump = format_dup_words_dump (&tri_format_html, words, &error);

  g_assert_no_error (error);
  return dump;
}

/* The same words whatever the file says of its encoding, and when it is wrong. */
static void
test_encodings (void)
{
  static const struct
  {
    const char *head;
    const char *encoding;
  } cases[] = {
    { "", "UTF-8" },
    { "", "WINDOWS-1252" },
    { "", "UTF-16" },
    { "", "UTF-16LE" },
    { "<meta charset=utf-8>", "UTF-8" },
    { "<meta charset='iso-8859-1'>", "WINDOWS-1252" },
    { "<meta charset='iso-8859-1'>", "UTF-8" },
    { "<meta charset='utf-8'>", "WINDOWS-1252" },
    { "<meta http-equiv='Content-Type' content='text/html; charset=macintosh'>", "MACINTOSH" },
    { "<meta charset='klingon'>", "WINDOWS-1252" },
    { "<meta charset='utf-8'><title>\xc3\xa9</title><meta charset='koi8-r'>", "UTF-8" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *words = g_strconcat (cases[i].head,
                                            "<p>Été à l’île, où l’hiver dure. Ça ne fait rien.",
                                            NULL);
      gsize length = 0;
      g_autofree char *bytes = g_convert (words,
                                          -1,
                                          cases[i].encoding,
                                          "UTF-8",
                                          NULL,
                                          &length,
                                          NULL);
      g_autoptr (GError) error = NULL;
      g_autofree char *dump = format_dup_dump (&tri_format_html, "a.html", bytes, length, &error);

      g_assert_no_error (error);
      g_assert_nonnull (strstr (dump, "“Été à l’île, où l’hiver dure. Ça ne fait rien.”\n"));
    }
}

/* What the words of a page become, without the line that says which text it is. */
static const struct
{
  const char *html;
  const char *dump;
} pages[] = {
  /* What is no part of the text. */
  { "<p>a<script>b</script><style>c</style><!-- d --><template>e</template>"
    "<nav>f</nav><span hidden>g</span><i style='display: none'>h</i><svg><text>i</text></svg>",
    "  paragraph “a”\n" },
  { "<body><header><a href='/'>Home</a><h1>T</h1></header><p>a</p><footer>f</footer>",
    "  heading 1 “T”\n  paragraph “a”\n" },
  { "<blockquote><p>a</p><footer>b</footer></blockquote>", "  quote “a”\n  quote “b”\n" },
  /* Nothing is declared, taken in, or expanded. */
  { "<!DOCTYPE html [<!ENTITY x SYSTEM 'file:///etc/passwd'><!ENTITY y '>&x;'>]><p>&x;&eacute;",
    "  paragraph “&x;é”\n" },
  { "<p>a<![CDATA[b]]>", "  paragraph “a b”\n" },
  { "<p>a&#0;b&#xD800;c&#x110000;d", "  paragraph “abcd”\n" },
  /* Words outside of all blocks. */
  { "a<p>b</p>c", "  paragraph “a”\n  paragraph “b”\n  paragraph “c”\n" },
  { "<p>a<i>b<p>c", "  paragraph “ab”\n    emphasis 1-2 “b”\n  paragraph “c”\n" },
  { "<div>a<br>b<br><br>c</div>", "  paragraph “a⏎b”\n  paragraph “c”\n" },
  { "<p>a &nbsp; b&nbsp;c&nbsp;</p><p>&nbsp;</p>", "  paragraph “a b\u00a0c”\n" },
  /* Headings: a title, then divisions. */
  { "<h1>T</h1><h2>A</h2><p>a</p><h3>B</h3><p>b</p><h2>C</h2><p>c",
    "  heading 1 “T”\n  division\n    heading 1 “A”\n    paragraph “a”\n    division\n"
    "      heading 2 “B”\n      paragraph “b”\n  division\n    heading 1 “C”\n"
    "    paragraph “c”\n" },
  { "<h2>Contents</h2><p>x</p><h3>A</h3><p>a</p><h3>B</h3><p>b</p>",
    "  division\n    heading 1 “Contents”\n    paragraph “x”\n  division\n    heading 1 “A”\n"
    "    paragraph “a”\n  division\n    heading 1 “B”\n    paragraph “b”\n" },
  { "<h2>I</h2><h2>One</h2><p>a</p><h2>II</h2><h2>Two</h2><p>b</p>",
    "  division title=I One\n    heading 1 “I”\n    heading 2 “One”\n    paragraph “a”\n"
    "  division title=II Two\n    heading 1 “II”\n    heading 2 “Two”\n"
    "    paragraph “b”\n" },
  /* Ids are keys once; what is no xml:id is none. */
  { "<p id=a>x<p id=a>y<p id=1>z", "  paragraph key=a “x”\n  paragraph “y”\n  paragraph “z”\n" },
  { "<div id=d><p id=p>x", "  paragraph key=p “x”\n    anchor d -1\n" },
  /* Lists and tables. */
  { "<ol type=i start=4><li>a<li value=9>b</ol>",
    "  item 1 “a”\n    other 0-0 “” value=<item n=\"iv\">\n"
    "  item 1 “b”\n    other 0-0 “” value=<item n=\"ix\">\n" },
  { "<table><tr><td>a<td><td>b<tr><td>c<td></table>",
    "  paragraph “a | | b”\n  paragraph “c”\n" },
  { "<table><tr><td><p>a</p><p>b</p></td></tr></table>", "  paragraph “a”\n  paragraph “b”\n" },
  /* Notes of several makes. */
  { "<p>a<a href='#n'>1</a> b</p><aside role='doc-footnote' id='n'>N</aside>",
    "  paragraph “a b”\n    note 1-1 “” value=n\n  note key=n “N”\n" },
  { "<p>a<a id=r href='#n'>1</a></p><p>b</p><p id=n>1. N <a href='#r'>back</a></p>",
    "  paragraph “a”\n    note 1-1 “” value=n\n    anchor r -1\n  note key=n “N”\n"
    "  paragraph “b”\n" },
  { "<p>a <sup>(<a href='#n'>*</a>)</sup>.</p><table><tr><td id=n>*</td><td>N</td></tr></table>",
    "  paragraph “a.”\n    note 1-1 “” value=n\n  note key=n “N”\n" },
  { "<p>a<a href='#n' class='noteref'>1</a> b<a href='#n' class='noteref'>1</a></p>"
    "<p class='footnote' id='n'>N</p>",
    "  paragraph “a b”\n    note 1-1 “” value=n\n    note 3-3 “” value=n\n"
    "  note key=n “N”\n" },
  { "<p>a<a href='#n' class='noteref'>1</a></p><p class='footnote' id='n'>N<a href='#m' "
    "class='noteref'>2</a></p><p class='footnote' id='m'>M<a href='#n' class='noteref'>1</a></p>",
    "  paragraph “a”\n    note 1-1 “” value=n\n  note key=n “N”\n    note 1-1 “” value=m\n"
    "  note key=m “M”\n" },
  /* A note of which the first paragraph alone says so. */
  { "<p>a<a id=r href='#n'>1</a> b<a id=s href='#m'>2</a></p><p id=n>1. N <a href='#r'>^</a></p>"
    "<p>O</p><blockquote><p>P</p></blockquote><p id=m>2. M <a href='#s'>^</a></p><p>c</p>",
    "  paragraph “a b”\n    note 1-1 “” value=n\n    note 3-3 “” value=m\n    anchor r -1\n"
    "    anchor s -1\n  note key=n “N⏎O⏎P”\n  note key=m “M”\n  paragraph “c”\n" },
  { "<p>a<sup><a id=r href='#n'>1</a></sup> b<a id=s href='#m'>2</a></p><div><h4>N</h4><p id=n>1. N"
    "<p>O <a href='#r'>^</a></p><p id=m>2. M <a href='#s'>^</a></p><p>P</p></div><p>c</p>",
    "  paragraph “a b”\n    note 1-1 “” value=n\n    note 3-3 “” value=m\n    anchor r -1\n"
    "    anchor s -1\n  note key=n “N⏎O”\n  note key=m “M⏎P”\n  heading 1 “N”\n  paragraph “c”\n" },
  { "<p>a<a id=r href='#n'>1</a></p><p id=n>1. N <a href='#r'>^</a></p><p>b</p>"
    "<p>c<a id=s href='#m'>2</a></p><p id=m>2. M <a href='#s'>^</a></p><p>d</p>",
    "  paragraph “a”\n    note 1-1 “” value=n\n    anchor r -1\n  note key=n “N”\n"
    "  paragraph “b”\n  paragraph “c”\n    note 1-1 “” value=m\n    anchor s -1\n"
    "  note key=m “M”\n  paragraph “d”\n" },
  /* What looks like one and is none: a chapter, a page, a place before. */
  { "<p><a id=t href='#c'>1</a></p><h2 id=c><a href='#t'>One</a></h2><p>a",
    "  paragraph “1”\n    link 0-1 “1” value=#c\n    anchor t -1\n  heading 1 key=c “One”\n"
    "    link 0-3 “One” value=#t\n  paragraph “a”\n" },
  { "<p id=b>a</p><p>b<sup><a href='#b'>1</a></sup></p>",
    "  paragraph key=b “a”\n  paragraph “b1”\n    superscript 1-2 “1”\n"
    "    link 1-2 “1” value=#b\n" },
  { "<p>a<a href='#n'>1</a></p><p id=n>b</p>",
    "  paragraph “a1”\n    link 1-2 “1” value=#n\n  paragraph key=n “b”\n" },
  /* Pages. */
  { "<p>a<span class='pagenum' id='p7'>[Pg 7]</span> b",
    "  paragraph “a b”\n    page 1-1 “” value=7\n    anchor p7 -1\n" },
  { "<h1 class='pagebreak'>a</h1><p>b", "  heading 1 “a”\n  paragraph “b”\n" },
  /* Project Gutenberg. */
  { "<body><pre>The Project Gutenberg EBook\n*** START OF THIS PROJECT GUTENBERG ***\nmade by</pre>"
    "<p>a</p><pre>End of the book\n*** END OF THIS PROJECT GUTENBERG ***\nlicence</pre>",
    "  paragraph “a”\n" },
};

static void
test_pages (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (pages); i++)
    {
      g_autofree char *dump = NULL;

      g_test_message ("%s", pages[i].html);
      dump = dump_words (pages[i].html);
      g_assert_nonnull (strchr (dump, '\n'));
      if (g_strcmp0 (strchr (dump, '\n') + 1, pages[i].dump) == 0)
        continue;
      g_test_message ("is\n%sand not\n%s", strchr (dump, '\n') + 1, pages[i].dump);
      g_test_fail ();
    }
}

/* What it says before a book names the author. */
static void
test_gutenberg (void)
{
  g_autofree char *dump = dump_words (
      "<head><title>The Project Gutenberg eBook of T</title></head><body><pre>\n"
      "The Project Gutenberg EBook of T, which stands in a line as long as this one\n"
      "Author: A. B.\n*** START OF THIS PROJECT GUTENBERG ***</pre><p>a</p>");

  g_assert_cmpstr (dump, ==, "text lang= title=T author=A. B.\n  paragraph “a”\n");
}

/* Those that HTML 5 alone knows, one of them twice; what would be markup is none; what nobody
 * knows stays. */
static void
test_entities (void)
{
  g_autofree char *dump = dump_words (
      "<p>&ldquor;a&rsquor; &check; b&hairsp;c &Zcaron;i&zcaron;ek &fjlig; &check;&ast;&nGt; "
      "&LT;b&GT; &AMP;amp; d&NewLine;e &nosuch; &check &hellip;</p>\n<p title=&QUOT;>\nf</p>");

  g_assert_cmpstr (dump,
                   ==,
                   "text lang=\n"
                   "  paragraph “„a’ ✓ b\342\200\212c Žižek fj ✓*≫⃒ <b> &amp; d e &nosuch; &check"
                   " …”\n"
                   "  paragraph “f”\n");
}

static char *
repeat (const char *piece, guint n)
{
  GString *string = g_string_new ("<html><body>");

  for (guint i = 0; i < n; i++)
    g_string_append (string, piece);
  return g_string_free (string, FALSE);
}

static void
test_limits (void)
{
  g_autofree char *deep = repeat ("<div>", 100000);
  g_autoptr (GString) attributes = g_string_new ("<p>\n<p ");
  g_autofree char *large = g_strnfill (65 * 1024 * 1024, 'x');

  for (guint i = 0; i < 100000; i++)
    g_string_append_printf (attributes, "a%u=1 ", i);
  format_assert_fails (&tri_format_html, deep, TRI_ERROR_LIMIT, "words:1");
  format_assert_fails (&tri_format_html, attributes->str, TRI_ERROR_LIMIT, "words:2");
  format_assert_fails (&tri_format_html, large, TRI_ERROR_LIMIT, "64 MiB");
  format_assert_fails (&tri_format_html, "<html><p> </p>", TRI_ERROR_SYNTAX, "no text");
}

/* The last words stand outside of all elements, and are those that were wanted. */
static void
test_last_words (void)
{
  static const char page[] = "<p>One</p><p>Two</p><img alt=Three>";

  for (guint sample = 0; sample < 5; sample++)
    {
      g_autoptr (GBytes) bytes = g_bytes_new_static (page, strlen (page));
      g_autoptr (DraftDump) dump = draft_dump_new ();
      const TriSource source
          = { .path = "words", .name = "words", .bytes = bytes, .sample = sample };
      g_autoptr (GError) error = NULL;

      g_assert_true (tri_format_html.read (&source, TRI_DRAFT (dump), NULL, &error));
      g_assert_no_error (error);
      g_assert_cmpuint (draft_dump_get_n_passages (dump), ==, sample ? MIN (sample, 3) : 3);
    }
}

/* Files that would take long if anything were looked through again and again. */
static void
test_growth (void)
{
  static const char *const pieces[] = { "</i>",
                                        "<",
                                        "&",
                                        "&check;",
                                        "<!--",
                                        "<p>a<b>",
                                        "<p id=a>x<a href=#a>1</a>",
                                        "<sup><a href=#n>1</a></sup>",
                                        "<h2>a</h2>",
                                        "<span class=pagenum>1</span>",
                                        "x<td>",
                                        "<a id=a></a>",
                                        "<![CDATA[<![CDATA[<![CDATA[<![CDATA[",
                                        "<br>" };

  for (guint i = 0; i < G_N_ELEMENTS (pieces); i++)
    {
      g_autofree char *html = repeat (pieces[i], 100000);
      gint64 start = g_get_monotonic_time ();
      g_autoptr (GError) error = NULL;
      g_autoptr (GBytes) bytes = g_bytes_new_static (html, strlen (html));
      g_autoptr (DraftDump) dump = draft_dump_new_quiet ();
      const TriSource source = { .path = "words", .name = "words", .bytes = bytes };

      tri_format_html.read (&source, TRI_DRAFT (dump), NULL, &error);
      g_test_message ("%s: %.2f s",
                      pieces[i],
                      (double) (g_get_monotonic_time () - start) / G_USEC_PER_SEC);
      g_assert_cmpint (g_get_monotonic_time () - start, <, 20 * G_USEC_PER_SEC);
    }
}

/* By xmllint --html --xpath the one has 1,604 paragraphs with words in them, 78 headings and 38
 * rows of a table (one paragraph has two parts), the other 2,019, 42 and 10 (of which 6 hold
 * paragraphs). */
static void
test_real (void)
{
  static const FormatCounts files[] = {
    { "parallel/novels/80days/80days.en.html", 1, 1721, 0 },
    { "parallel/novels/80days/80days.nl.html", 1, 2065, 0 },
  };

  format_assert_counts (&tri_format_html, files, G_N_ELEMENTS (files));
}

int
main (int argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/html/fixture", test_fixture);
  g_test_add_func ("/html/truncated", test_truncated);
  g_test_add_func ("/html/sniff", test_sniff);
  g_test_add_func ("/html/encodings", test_encodings);
  g_test_add_func ("/html/pages", test_pages);
  g_test_add_func ("/html/gutenberg", test_gutenberg);
  g_test_add_func ("/html/entities", test_entities);
  g_test_add_func ("/html/limits", test_limits);
  g_test_add_func ("/html/last-words", test_last_words);
  g_test_add_func ("/html/growth", test_growth);
  g_test_add_func ("/html/real", test_real);

  return g_test_run ();
}
