/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "model/tri-note.h"

#include <libxml/parser.h>
#include <string.h>

/* With strict_string_checks AddressSanitizer reads a whole string for every look at its start. */
#ifdef __SANITIZE_ADDRESS__
#define LONG (16 * 1024)
#else
#define LONG (256 * 1024)
#endif
#define UUID "5f0c6d1e-7a33-4a55-9d61-0a8be2f3c711"

/* A block a line: its kind, its spans by their styles and targets. */
static char *
dump (const char *note)
{
  g_autoptr (GPtrArray) blocks = tri_note_parse (note, 0);
  GString *out = g_string_new (NULL);

  for (guint i = 0; i < blocks->len; i++)
    {
      TriNoteBlock *block = blocks->pdata[i];

      g_string_append_c (out, "P-Q"[block->kind]);
      for (guint j = 0; j < block->spans->len; j++)
        {
          TriNoteSpan *span = block->spans->pdata[j];

          g_string_append_printf (out,
                                  "{%s%s%s%s%s%s}",
                                  span->style & TRI_NOTE_EMPHASIS ? "*" : "",
                                  span->style & TRI_NOTE_STRONG ? "!" : "",
                                  span->style & TRI_NOTE_CODE ? "`" : "",
                                  span->text,
                                  span->target ? "@" : "",
                                  span->target ? span->target : "");
        }
      g_string_append_c (out, ';');
    }
  return g_string_free (out, FALSE);
}

static void
test_parse (void)
{
  static const struct
  {
    const char *note;
    const char *expected;
  } cases[] = {
    { "", "" },
    { " \n\n ", "" },
    { "What a night\nit was", "P{What a night\nit was};" },
    { "One\n\nTwo", "P{One};P{Two};" },
    { "One\r\n\r\nTwo\r\n", "P{One};P{Two};" },
    { "a *b* c", "P{a }{*b}{ c};" },
    { "**b** and `c*d*`", "P{!b}{ and }{`c*d*};" },
    { "***both***", "P{*!both};" },
    { "*a **b** c*", "P{*a }{*!b}{* c};" },
    { "2 * 3 * 4", "P{2 * 3 * 4};" },
    { "a*", "P{a*};" },
    { "*a", "P{*a};" },
    { "**a *b** c*", "P{!a *b}{ c*};" },
    { "\\*a\\* \\\\ \\z", "P{*a* \\ \\z};" },
    { "`a", "P{`a};" },
    { "``", "P{``};" },
    { "- one\n- two\n  still two\nafter", "-{one};-{two\nstill two};P{after};" },
    { "* one", "-{one};" },
    { "> said\n> so\nI say", "Q{said\nso};P{I say};" },
    { "Intro\n- one", "P{Intro};-{one};" },
    { "-dash", "P{-dash};" },
    { "<b>x</b> &amp;", "P{<b>x</b> &amp;};" },
    { "see [Ada](triptych:entity/" UUID ").", "P{see }{Ada@triptych:entity/" UUID "}{.};" },
    { "[a \\] b](triptych:bookmark/" UUID ")", "P{a ] b@triptych:bookmark/" UUID "};" },
    { "[p](triptych:passage/" UUID "/b.d3-1a)", "P{p@triptych:passage/" UUID "/b.d3-1a};" },
    { "[x](https://example.org/)", "P{[x](https://example.org/)};" },
    { "[x](javascript:alert)", "P{[x](javascript:alert)};" },
    { "[x](triptych:entity/a/b)", "P{[x](triptych:entity/a/b)};" },
    { "[x](triptych:entity/)", "P{[x](triptych:entity/)};" },
    { "[x](triptych:passage/" UUID ")", "P{[x](triptych:passage/" UUID ")};" },
    { "[](triptych:entity/" UUID ")", "P{[](triptych:entity/" UUID ")};" },
    { "[[a](triptych:entity/" UUID ")", "P{[}{a@triptych:entity/" UUID "};" },
    { "a\x01\x7f\tb", "P{a b};" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *found = dump (cases[i].note);

      g_assert_cmpstr (found, ==, cases[i].expected);
    }
}

static void
test_write (void)
{
  const char *note = "*Ada* < Bo\nthen\n\n- one\n- [two](triptych:entity/" UUID ")\n\n> said\n> so";
  g_autoptr (GPtrArray) blocks = tri_note_parse (note, 0);
  g_autofree char *text = tri_note_to_text (blocks);
  g_autofree char *html = tri_note_to_html (blocks);
  g_autofree char *linked = tri_note_to_markup (blocks, TRUE);
  g_autofree char *plain = tri_note_to_markup (blocks, FALSE);

  g_assert_cmpstr (text, ==, "Ada < Bo\nthen\n\n• one\n• two\n\n    said\n    so");
  g_assert_cmpstr (html, ==, "<p><em>Ada</em> &lt; Bo<br/>\nthen</p>\n<ul>\n<li>one</li>\n"
                             "<li><a href=\"triptych:entity/" UUID "\">two</a></li>\n</ul>\n"
                             "<blockquote><p>said<br/>\nso</p></blockquote>\n");
  g_assert_cmpstr (linked, ==, "<i>Ada</i> &lt; Bo\nthen\n\n• one\n"
                               "• <a href=\"triptych:entity/" UUID "\">two</a>\n\n"
                               "    said\n    so");
  g_assert_cmpstr (plain, ==, "<i>Ada</i> &lt; Bo\nthen\n\n• one\n• two\n\n    said\n    so");
}

static void
test_targets (void)
{
  g_autofree char *written = tri_note_target_write (TRI_NOTE_TO_PASSAGE, UUID, "p (1) é/2");
  g_autofree char *link = tri_note_write_link ("a [b] *c*\n`d`", written);
  g_autofree char *expected = g_strdup_printf ("P{a [b] *c* `d`@%s};", written);
  g_autofree char *found = dump (link);
  TriNoteTarget target = { 0 };

  g_assert_cmpstr (found, ==, expected);
  g_assert_true (tri_note_target_parse (written, &target));
  g_assert_cmpint (target.kind, ==, TRI_NOTE_TO_PASSAGE);
  g_assert_cmpstr (target.uuid, ==, UUID);
  g_assert_cmpstr (target.key, ==, "p (1) é/2");
  tri_note_target_clear (&target);
  g_assert_false (tri_note_target_parse ("triptych:passage/" UUID "/%00", &target));
  g_assert_false (tri_note_target_parse ("triptych:passage/" UUID "/%ff", &target));
  g_assert_false (tri_note_target_parse ("triptych:bookmark/<x>", &target));
  g_assert_false (tri_note_target_parse ("http://example.org", &target));
}

static void
assert_well_formed (const char *html)
{
  g_autofree char *document = g_strconcat ("<body>", html, "</body>", NULL);
  xmlDoc *doc = xmlReadMemory (document,
                               (int) strlen (document),
                               NULL,
                               "UTF-8",
                               XML_PARSE_NONET | XML_PARSE_NOERROR | XML_PARSE_HUGE);

  g_assert_nonnull (doc);
  xmlFreeDoc (doc);
}

static void
assert_survives (const char *note)
{
  g_autoptr (GPtrArray) blocks = tri_note_parse (note, 0);
  g_autofree char *text = tri_note_to_text (blocks);
  g_autofree char *html = tri_note_to_html (blocks);
  g_autofree char *markup = tri_note_to_markup (blocks, TRUE);
  g_autofree char *plain = tri_note_to_markup (blocks, FALSE);
  g_autofree char *wrapped = g_strdup_printf ("<markup>%s%s</markup>", markup, plain);
  GMarkupParser parser = { 0 };
  g_autoptr (GMarkupParseContext) context = g_markup_parse_context_new (&parser, 0, NULL, NULL);
  g_autoptr (GError) error = NULL;

  g_assert_true (g_utf8_validate (text, -1, NULL));
  g_markup_parse_context_parse (context, wrapped, -1, &error);
  g_assert_no_error (error);
  g_markup_parse_context_end_parse (context, &error);
  g_assert_no_error (error);
  assert_well_formed (html);
}

/* Signs in any order, bytes that are no UTF-8 among them. */
static void
test_random (void)
{
  static const char *const pieces[] = {
    "*",
    "**",
    "`",
    "[",
    "]",
    "(",
    ")",
    "\\",
    "\n",
    "\n\n",
    "- ",
    "> ",
    " ",
    "a",
    "é",
    "<",
    "&",
    "\xff",
    "\xed\xa0\x80",
    "\x02",
    "\xe2\x80\xae",
    "\xef\xbf\xbf",
    "triptych:entity/" UUID,
    "](triptych:bookmark/b)",
    "\"",
    "'",
    "\xc2\x85",
  };
  g_autoptr (GRand) rand = g_rand_new_with_seed (5);

  for (guint i = 0; i < 4000; i++)
    {
      g_autoptr (GString) note = g_string_new (NULL);
      int n = g_rand_int_range (rand, 0, 40);

      for (int j = 0; j < n; j++)
        g_string_append (note,
                         pieces[g_rand_int_range (rand, 0, (int) G_N_ELEMENTS (pieces))]);
      assert_survives (note->str);
    }
}

/* A long note takes no longer than its length says, whatever it is made of. */
static void
test_long (void)
{
  static const char *const pieces[] = {
    "*",
    "**a",
    "*a ",
    "`",
    "` `",
    "[",
    "[a]",
    "[a](",
    "[a](b",
    "](",
    "\\",
    "\n",
    "- ",
    "- a\n",
    "> ",
    "> a\n",
    "a\n\n",
    "[a](triptych:entity/x)",
    "*a **b* c**",
    "\xff",
  };

  for (guint i = 0; i < G_N_ELEMENTS (pieces); i++)
    {
      g_autoptr (GString) note = g_string_new (NULL);
      gint64 begun = g_get_monotonic_time ();

      while (note->len < LONG)
        g_string_append (note, pieces[i]);
      assert_survives (note->str);
      g_test_message ("%u: %" G_GINT64_FORMAT " ms",
                      i,
                      (g_get_monotonic_time () - begun) / 1000);
      g_assert_cmpint (g_get_monotonic_time () - begun, <, 120 * G_USEC_PER_SEC);
    }
}

static void
test_limit (void)
{
  g_autoptr (GPtrArray) blocks = tri_note_parse ("abcé", 4);
  g_autofree char *text = tri_note_to_text (blocks);

  g_assert_true (g_utf8_validate (text, -1, NULL));
  g_assert_true (g_str_has_prefix (text, "abc"));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/note/parse", test_parse);
  g_test_add_func ("/note/write", test_write);
  g_test_add_func ("/note/targets", test_targets);
  g_test_add_func ("/note/random", test_random);
  g_test_add_func ("/note/long", test_long);
  g_test_add_func ("/note/limit", test_limit);

  return g_test_run ();
}
