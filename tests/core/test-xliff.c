/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "format-fixture.h"

#include "tri-error.h"

#include <string.h>

#define VERSION_1 "segments-1.xlf"
#define VERSION_2 "segments-2.xlf"
#define HEAD "<xliff version='1.2'><file source-language='en' target-language='fr'><body>"
#define TAIL "</body></file></xliff>"

static void
test_fixture (gconstpointer name)
{
  format_assert_dump (&tri_format_xliff, name);
}

static void
test_truncated (gconstpointer name)
{
  format_assert_truncated (&tri_format_xliff, name);
}

/* The source and the target are two texts, whatever the file says of their languages. */
static void
test_languages (void)
{
  static const struct
  {
    const char *file;
    const char *unit;
    const char *texts;
  } cases[] = {
    { "source-language='en'", "", "en " },
    { "source-language='fre' target-language='FR'", "", "fr fr-x-target " },
    { "", "", " und-x-target " },
    { "", " xml:lang='nl'", "nl " },
    { "target-language='de'", " xml:lang='en-us'", "en-US de " },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *words = g_strdup_printf ("<xliff><file %s><trans-unit><source%s>a</source>"
                                                "<target>b</target></trans-unit></file></xliff>",
                                                cases[i].file,
                                                cases[i].unit);
      g_autoptr (GError) error = NULL;
      g_autofree char *dump = format_dup_words_dump (&tri_format_xliff, words, &error);
      g_auto (GStrv) langs = g_strsplit (cases[i].texts, " ", 2);
      g_autofree char *first = g_strdup_printf ("text lang=%s\n  paragraph “a”\n", langs[0]);
      g_autofree char *second = g_strdup_printf ("text lang=%s\n  paragraph “b”\n",
                                                 g_strstrip (langs[1]));

      g_assert_no_error (error);
      g_assert_nonnull (strstr (dump, first));
      g_assert_nonnull (strstr (dump, second));
      g_assert_nonnull (strstr (dump, "link translation imported: 0/0 1/0\n"));
    }
}

/* Targets that change places within their unit stand in their order, with the sources they are
 * of; what stands where it would is as ever. */
static void
test_order (void)
{
  static const char words[]
      = "<xliff xmlns='urn:oasis:names:tc:xliff:document:2.0' srcLang='en' trgLang='fr'><file>"
        "<unit id='u'><segment><source>a</source><target order='1'>A</target></segment>"
        "<segment><source>b</source><target order='4'>D</target></segment>"
        "<ignorable><source> </source></ignorable>"
        "<segment><source>c</source><target order='2'>B</target></segment>"
        "<segment><source>d</source><target>E</target></segment></unit>"
        "<unit id='v'><segment><source>e</source><target order='900'>F</target></segment></unit>"
        "<unit id='w'><segment><source>f</source><target order='2'>G</target></segment></unit>"
        "</file></xliff>";
  g_autoptr (GError) error = NULL;
  g_autofree char *dump = format_dup_words_dump (&tri_format_xliff, words, &error);

  g_assert_no_error (error);
  g_assert_nonnull (strstr (dump,
                            "text lang=fr\n  paragraph key=u “A”\n  paragraph key=u-2 “B”\n"
                            "  paragraph “D”\n  paragraph key=u-3 “E”\n  paragraph key=v “F”\n"
                            "  paragraph key=w “G”\n"
                            "link translation imported: 0/0 1/0\n"
                            "link translation imported: 0/1 0/2 1/1 1/2\n"
                            "link translation imported: 0/3 1/3\n"
                            "link translation imported: 0/4 1/4\n"
                            "link translation imported: 0/5 1/5\n"));
}

static void
test_errors (void)
{
  g_autofree char *word = g_strnfill (1024 * 1024, 'a');
  g_autofree char *longer = g_strconcat (HEAD "\n<trans-unit><source>a", word, NULL);
  g_autoptr (GString) many = g_string_new (HEAD "<trans-unit><source>a</source><target>");

  for (guint i = 0; i < 1001; i++)
    g_string_append_printf (many, "<mrk mtype='seg' mid='%u'>a</mrk>", i);
  format_assert_fails (&tri_format_xliff, "<tmx/>", TRI_ERROR_SYNTAX, "words:1");
  format_assert_fails (&tri_format_xliff, HEAD TAIL, TRI_ERROR_SYNTAX, "no text");
  format_assert_fails (&tri_format_xliff, HEAD "\n<trans-unit>\n", TRI_ERROR_SYNTAX, "words:3");
  format_assert_fails (&tri_format_xliff, longer, TRI_ERROR_LIMIT, "words:2");
  format_assert_fails (&tri_format_xliff, many->str, TRI_ERROR_LIMIT, "words:1");
}

/* Against the counts of sources and targets with words in them by xmllint --xpath. */
static void
test_real (void)
{
  static const FormatCounts files[] = {
    { "exchange/xliff/tmxeditor/tmxeditor_fr.ditamap.xlf", 2, 978, 489 },
    { "exchange/xliff/tmxeditor/tmxeditor_java_fr.xlf", 2, 88, 44 },
    { "exchange/xliff/omegat/editor__sort__numeric-sort-demo.xliff", 2, 228, 114 },
    { "exchange/xliff/translate-toolkit/states.xlf", 2, 16, 8 },
    /* Two targets change places: their segments are one link. */
    { "exchange/xliff/oasis/xliff-22__valid__everything-core.xlf", 2, 7, 1 },
  };

  format_assert_counts (&tri_format_xliff, files, G_N_ELEMENTS (files));
}

int
main (int argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_data_func ("/xliff/fixture/1", VERSION_1, test_fixture);
  g_test_add_data_func ("/xliff/fixture/2", VERSION_2, test_fixture);
  g_test_add_data_func ("/xliff/truncated/1", VERSION_1, test_truncated);
  g_test_add_data_func ("/xliff/truncated/2", VERSION_2, test_truncated);
  g_test_add_func ("/xliff/languages", test_languages);
  g_test_add_func ("/xliff/order", test_order);
  g_test_add_func ("/xliff/errors", test_errors);
  g_test_add_func ("/xliff/real", test_real);

  return g_test_run ();
}
