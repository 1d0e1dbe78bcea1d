/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "draft-dump.h"

#include "formats/tri-spool.h"
#include "formats/tri-exchange.h"
#include "tri-error.h"

#include <math.h>
#include <string.h>

static const TriSource file = { "units.tmx", "units.tmx", "nl" };

/* "en=One", "fr=Un": the segments of a unit. */
static gboolean
add_unit (TriExchange *exchange, const char *key, const char *const *segments, GError **error)
{
  const TriExchangeUnit unit = { key, TRI_PASSAGE_PARAGRAPH, 0, TRI_STATUS_IMPORTED, NAN };
  gboolean is_enough = FALSE;

  g_assert_true (tri_exchange_begin (exchange, &unit, error));
  for (; *segments; segments++)
    {
      g_auto (GStrv) parts = g_strsplit (*segments, "=", 2);

      if (!tri_exchange_add (exchange, parts[0], parts[1], NULL, 0, error))
        return FALSE;
    }
  g_assert_true (tri_exchange_end (exchange, &is_enough, error));
  return !is_enough;
}

#define UNIT(...) ((const char *const[]){ __VA_ARGS__, NULL })

static void
assert_dump (TriExchange *exchange, DraftDump *dump, const char *expected)
{
  g_autoptr (GError) error = NULL;

  tri_exchange_finish (exchange, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (draft_dump_get_text (dump), ==, expected);
}

/* What came unit by unit comes text by text, then what belongs together. */
static void
test_order (void)
{
  g_autoptr (DraftDump) dump = draft_dump_new ();
  g_autoptr (TriExchange) exchange = tri_exchange_new (&file, TRI_DRAFT (dump), NULL);
  g_autoptr (GError) error = NULL;

  g_assert_true (tri_exchange_add_text (exchange, "fr", "Le livre", "Anna Vale", &error));
  add_unit (exchange, "u1", UNIT ("en=One", "fr=Un"), &error);
  add_unit (exchange, NULL, UNIT ("en=Only here"), &error);
  add_unit (exchange, "u 3", UNIT ("fr=Trois", "nl=Drie", "nl=Een derde", "en= \n"), &error);
  add_unit (exchange, "u1", UNIT ("nl=Vier", "en=Four"), &error);
  assert_dump (exchange,
               dump,
               "text lang=fr title=Le livre author=Anna Vale\n"
               "  paragraph key=u1 “Un”\n"
               "  paragraph key=key--u_203 “Trois”\n"
               "text lang=en\n"
               "  paragraph key=u1 “One”\n"
               "  paragraph “Only here”\n"
               "  paragraph “Four”\n"
               "text lang=nl\n"
               "  paragraph key=key--u_203 “Drie”\n"
               "  paragraph “Een derde”\n"
               "  paragraph “Vier”\n"
               "link translation imported: 0/0 1/0\n"
               "link translation imported: 0/1 2/0 2/1\n"
               "link translation imported: 1/2 2/2\n");
}

/* A chapter is in a text that has something in it, in its place. */
static void
test_divisions (void)
{
  g_autoptr (DraftDump) dump = draft_dump_new ();
  g_autoptr (TriExchange) exchange = tri_exchange_new (&file, TRI_DRAFT (dump), NULL);
  g_autoptr (GError) error = NULL;

  tri_exchange_begin_division (exchange, "I", &error);
  tri_exchange_begin_division (exchange, NULL, &error);
  add_unit (exchange, NULL, UNIT ("en=One", "fr=Un"), &error);
  tri_exchange_end_division (exchange, &error);
  tri_exchange_begin_division (exchange, "Ib", &error);
  add_unit (exchange, NULL, UNIT ("en=Two"), &error);
  tri_exchange_end_division (exchange, &error);
  tri_exchange_end_division (exchange, &error);
  tri_exchange_begin_division (exchange, "II", &error);
  tri_exchange_end_division (exchange, &error);
  add_unit (exchange, NULL, UNIT ("en=Three", "fr=Trois"), &error);
  tri_exchange_begin_division (exchange, "III", &error);
  add_unit (exchange, NULL, UNIT ("fr=Quatre"), &error);
  assert_dump (exchange,
               dump,
               "text lang=en\n"
               "  division title=I\n"
               "    division\n"
               "      paragraph “One”\n"
               "    division title=Ib\n"
               "      paragraph “Two”\n"
               "  paragraph “Three”\n"
               "text lang=fr\n"
               "  division title=I\n"
               "    division\n"
               "      paragraph “Un”\n"
               "  paragraph “Trois”\n"
               "  division title=III\n"
               "    paragraph “Quatre”\n"
               "link translation imported: 0/0 1/0\n"
               "link translation imported: 0/2 1/1\n");
}

/* One language is one text, however it is written; regions are texts of their own. What the file
 * announces is found under its region, too. */
static void
test_languages (void)
{
  g_autoptr (DraftDump) dump = draft_dump_new ();
  g_autoptr (TriExchange) exchange = tri_exchange_new (&file, TRI_DRAFT (dump), NULL);
  g_autoptr (GError) error = NULL;

  tri_exchange_add_text (exchange, "en", NULL, NULL, &error);
  tri_exchange_add_text (exchange, "de", NULL, NULL, &error);
  add_unit (exchange, NULL, UNIT ("fre=Un", "EN-US=One"), &error);
  add_unit (exchange, NULL, UNIT ("FR=Deux", "en_us=Two", "en-gb=2", "=Twee"), &error);
  assert_dump (exchange,
               dump,
               "text lang=en-US\n"
               "  paragraph “One”\n"
               "  paragraph “Two”\n"
               "text lang=fr\n"
               "  paragraph “Un”\n"
               "  paragraph “Deux”\n"
               "text lang=en-GB\n"
               "  paragraph “2”\n"
               "text lang=nl\n"
               "  paragraph “Twee”\n"
               "link translation imported: 0/0 1/0\n"
               "link translation imported: 0/1 1/1 2/0 3/0\n");
}

/* A language that names its region here and not there is one text; two where a unit has both. */
static void
test_regions (void)
{
  static const char *const units[][4] = {
    { "fr=Un", "nl-be=Een" },
    { "fr-FR=Deux", "nl=Twee" },
    { "FR=Trois", "nl-BE=Drie", "nl=Drie!" },
  };
  g_autoptr (DraftDump) dump = draft_dump_new ();
  g_autoptr (TriExchange) exchange = tri_exchange_new (&file, TRI_DRAFT (dump), NULL);
  g_autoptr (GError) error = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (units); i++)
    {
      tri_exchange_begin_division (exchange, "Chapter", &error);
      add_unit (exchange, NULL, units[i], &error);
      tri_exchange_end_division (exchange, &error);
    }
  assert_dump (exchange,
               dump,
               "text lang=fr\n"
               "  division title=Chapter\n"
               "    paragraph “Un”\n"
               "  division title=Chapter\n"
               "    paragraph “Deux”\n"
               "  division title=Chapter\n"
               "    paragraph “Trois”\n"
               "text lang=nl-BE\n"
               "  division title=Chapter\n"
               "    paragraph “Een”\n"
               "  division title=Chapter\n"
               "    paragraph “Drie”\n"
               "text lang=nl\n"
               "  division title=Chapter\n"
               "    paragraph “Twee”\n"
               "  division title=Chapter\n"
               "    paragraph “Drie!”\n"
               "link translation imported: 0/0 1/0\n"
               "link translation imported: 0/1 2/0\n"
               "link translation imported: 0/2 1/1 2/1\n");
}

/* Texts of one language that somebody told apart stay apart, also when no unit has both. */
static void
test_names (void)
{
  g_autoptr (DraftDump) dump = draft_dump_new ();
  g_autoptr (TriExchange) exchange = tri_exchange_new (&file, TRI_DRAFT (dump), NULL);
  g_autoptr (GError) error = NULL;

  tri_exchange_add_text (exchange, "fr", NULL, NULL, &error);
  add_unit (exchange, NULL, UNIT ("fr-x-text2=Deux"), &error);
  add_unit (exchange, NULL, UNIT ("fr=Un"), &error);
  assert_dump (exchange,
               dump,
               "text lang=fr\n"
               "  paragraph “Un”\n"
               "text lang=fr-x-text2\n"
               "  paragraph “Deux”\n");
}

/* Spans stay with their words when white space before them goes. */
static void
test_spans (void)
{
  g_autoptr (DraftDump) dump = draft_dump_new ();
  g_autoptr (TriExchange) exchange = tri_exchange_new (&file, TRI_DRAFT (dump), NULL);
  g_autoptr (GError) error = NULL;
  const TriExchangeUnit unit = { "u1", TRI_PASSAGE_HEADING, 2, TRI_STATUS_CONFIRMED, 0.5 };
  const TriSpan spans[] = {
    { 2, 5, TRI_SPAN_EMPHASIS, NULL },
    { 0, 3, TRI_SPAN_LINK, (char *) "a b" },
    { 6, 9, TRI_SPAN_CODE, NULL },
  };
  gboolean is_enough = FALSE;

  tri_exchange_begin (exchange, &unit, &error);
  tri_exchange_add (exchange, "fr", "  été là\n ", spans, G_N_ELEMENTS (spans), &error);
  tri_exchange_add (exchange, "en", "there", NULL, 0, &error);
  tri_exchange_end (exchange, &is_enough, &error);
  assert_dump (exchange,
               dump,
               "text lang=fr\n"
               "  heading 2 key=u1 “été là”\n"
               "    emphasis 0-3 “été”\n"
               "    link 0-1 “é” value=a b\n"
               "    code 4-6 “là”\n"
               "text lang=en\n"
               "  heading 2 key=u1 “there”\n"
               "link translation 0.50 confirmed: 0/0 1/0\n");
}

static void
test_limits (void)
{
  g_autoptr (DraftDump) dump = draft_dump_new ();
  g_autoptr (TriExchange) exchange = tri_exchange_new (&file, TRI_DRAFT (dump), NULL);
  g_autoptr (GError) error = NULL;
  g_autofree char *word = g_strnfill (TRI_EXCHANGE_MAX_SEGMENT, 'a');
  g_autofree char *longest = g_strconcat ("en=", word, " ", NULL);
  g_autofree char *longer = g_strconcat ("en=", word, "a", NULL);
  gboolean is_read = TRUE;

  g_assert_false (tri_exchange_finish (exchange, &error));
  g_assert_error (error, TRI_ERROR, TRI_ERROR_SYNTAX);
  g_clear_error (&error);
  g_assert_true (add_unit (exchange, NULL, UNIT (longest), &error));
  g_assert_false (add_unit (exchange, NULL, UNIT (longer), &error));
  g_assert_error (error, TRI_ERROR, TRI_ERROR_LIMIT);
  g_clear_error (&error);
  for (guint i = 0; is_read && i <= TRI_EXCHANGE_MAX_TEXTS; i++)
    {
      g_autofree char *segment = g_strdup_printf ("x-%u=word", i);

      is_read = add_unit (exchange, NULL, UNIT (segment), &error);
    }
  g_assert_error (error, TRI_ERROR, TRI_ERROR_LIMIT);
}

/* A sample ends with as many units as were asked for, a reader who gave up gets nothing. */
static void
test_stops (void)
{
  const TriSource sampled = { "units.tmx", "units.tmx", NULL, NULL, 2 };
  g_autoptr (DraftDump) dump = draft_dump_new ();
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (TriExchange) exchange = tri_exchange_new (&sampled, TRI_DRAFT (dump), cancellable);
  g_autoptr (GError) error = NULL;

  g_assert_true (add_unit (exchange, NULL, UNIT ("en=One", "fr=Un"), &error));
  g_assert_false (add_unit (exchange, NULL, UNIT ("en=Two", "fr=Deux"), &error));
  g_assert_no_error (error);
  g_cancellable_cancel (cancellable);
  g_assert_false (tri_exchange_finish (exchange, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

/* So much that it has to wait in a file, in texts of different lengths. */
static void
test_many (void)
{
  g_autoptr (DraftDump) dump = draft_dump_new_quiet ();
  g_autoptr (TriExchange) exchange = tri_exchange_new (&file, TRI_DRAFT (dump), NULL);
  g_autoptr (GError) error = NULL;

  for (guint i = 0; i < 30000; i++)
    {
      g_autofree char *english = g_strdup_printf ("en=Sentence number %u", i);

      if (i % 10 == 0)
        tri_exchange_begin_division (exchange, "Chapter", &error);
      if (i % 3 == 0)
        add_unit (exchange, NULL, UNIT (english, "nl=Een zin", "fr=Une phrase"), &error);
      else
        add_unit (exchange, NULL, UNIT (english), &error);
      if (i % 10 == 9)
        tri_exchange_end_division (exchange, &error);
      g_assert_no_error (error);
    }
  g_assert_true (tri_exchange_finish (exchange, &error));
  g_assert_cmpuint (draft_dump_get_n_texts (dump), ==, 3);
  g_assert_cmpuint (draft_dump_get_n_passages (dump), ==, 50000);
  g_assert_cmpuint (draft_dump_get_n_links (dump), ==, 10000);
}

/* Streams that are written in turns come back whole, whatever their lengths. */
static void
test_spool (void)
{
  enum
  {
    N_STREAMS = 5,
    N_NUMBERS = 40000
  };
  g_autoptr (TriSpool) spool = tri_spool_new ();
  g_autoptr (GError) error = NULL;

  for (guint i = 0; i < N_STREAMS; i++)
    g_assert_cmpuint (tri_spool_add_stream (spool), ==, i);
  for (guint64 n = 0; n < N_NUMBERS; n++)
    for (guint i = 0; i + 1 < N_STREAMS; i++)
      if (n % (i * 10 + 1) == 0)
        tri_spool_write_number (spool, i, n * n * n * (i + 1), &error);
  tri_spool_write_string (spool, 1, "été", 5, &error);
  g_assert_no_error (error);
  for (guint i = 0; i < 2 * N_STREAMS; i++)
    g_assert_true (tri_spool_rewind (spool, i / 2, &error));
  g_assert_true (tri_spool_is_at_end (spool, N_STREAMS - 1));
  for (guint i = 0; i + 1 < N_STREAMS; i++)
    for (guint64 n = 0; n < N_NUMBERS; n += i * 10 + 1)
      {
        guint64 number = 0;

        g_assert_false (tri_spool_is_at_end (spool, i));
        g_assert_true (tri_spool_read_number (spool, i, &number, &error));
        g_assert_cmpuint (number, ==, n * n * n * (i + 1));
      }
  for (guint i = 0; i < N_STREAMS; i++)
    {
      g_autoptr (GString) string = g_string_new (NULL);

      if (i == 1)
        g_assert_true (tri_spool_read_string (spool, i, string, &error));
      g_assert_cmpstr (string->str, ==, i == 1 ? "été" : "");
      g_assert_true (tri_spool_is_at_end (spool, i));
    }
}

int
main (int argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/exchange/order", test_order);
  g_test_add_func ("/exchange/divisions", test_divisions);
  g_test_add_func ("/exchange/languages", test_languages);
  g_test_add_func ("/exchange/regions", test_regions);
  g_test_add_func ("/exchange/names", test_names);
  g_test_add_func ("/exchange/spans", test_spans);
  g_test_add_func ("/exchange/limits", test_limits);
  g_test_add_func ("/exchange/stops", test_stops);
  g_test_add_func ("/exchange/many", test_many);
  g_test_add_func ("/exchange/spool", test_spool);

  return g_test_run ();
}
