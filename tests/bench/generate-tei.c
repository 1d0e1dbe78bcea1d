/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "generate-words.h"

#include <stdio.h>
#include <stdlib.h>

/* Writes a TEI file with three texts of N paragraphs each, aligned row by row, the same at every
 * run:
 *
 *   generate-tei N [WORDS] > FILE
 *
 * WORDS is the mean length of a paragraph (12 without it). Every tenth paragraph names somebody,
 * every hundredth begins a chapter. */

static void
put_sentence (const char *lang, guint row, guint words)
{
  guint n = 1 + words / 2 + next_number (words);

  printf ("<s xml:id=\"%s-%u-1\">", lang, row);
  for (guint i = 0; i < n; i++)
    {
      if (i > 0)
        putchar (' ');
      put_word (i == 0);
    }
  if (row % 10 == 0)
    printf (" <persName ref=\"#p%u\">Person %u</persName>", row / 10 % 50, row / 10 % 50);
  fputs (".</s>", stdout);
}

static void
put_text (const char *lang, guint n_rows, guint words)
{
  printf ("<text xml:id=\"%s\" xml:lang=\"%s\"><body>\n", lang, lang);
  for (guint row = 0; row < n_rows; row++)
    {
      if (row % 100 == 0)
        printf ("%s<div type=\"chapter\" xml:id=\"%s-c%u\"><head xml:id=\"%s-h%u\">%u</head>\n",
                row > 0 ? "</div>\n" : "",
                lang,
                row / 100 + 1,
                lang,
                row / 100 + 1,
                row / 100 + 1);
      printf ("<p xml:id=\"%s-%u\">", lang, row);
      put_sentence (lang, row, words);
      fputs ("</p>\n", stdout);
    }
  fputs ("</div>\n</body></text>\n", stdout);
}

static void
put_stand_off (guint n_rows)
{
  fputs ("<standOff><listPerson>\n", stdout);
  for (guint i = 0; i < 50; i++)
    printf ("<person xml:id=\"p%u\"><persName xml:lang=\"en\">Person %u</persName></person>\n",
            i,
            i);
  fputs ("</listPerson>\n<linkGrp type=\"alignment\">\n", stdout);
  for (guint row = 0; row < n_rows; row++)
    {
      if (row % 100 == 0)
        printf ("<link target=\"#fr-h%u #en-h%u #nl-h%u\"/>\n",
                row / 100 + 1,
                row / 100 + 1,
                row / 100 + 1);
      printf ("<link target=\"#fr-%u-1 #en-%u-1 #nl-%u-1\"/>\n", row, row, row);
    }
  fputs ("</linkGrp></standOff>\n", stdout);
}

int
main (int argc, char **argv)
{
  guint n_rows = argc > 1 ? (guint) strtoul (argv[1], NULL, 10) : 0;
  guint words = argc > 2 ? (guint) strtoul (argv[2], NULL, 10) : 12;

  if (n_rows == 0 || words == 0)
    {
      fputs ("usage: generate-tei ROWS [WORDS]\n", stderr);
      return 2;
    }
  fputs ("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
         "<TEI xmlns=\"http://www.tei-c.org/ns/1.0\"><teiHeader><fileDesc><titleStmt>"
         "<title>A generated work</title></titleStmt><publicationStmt><p/></publicationStmt>"
         "<sourceDesc><p/></sourceDesc></fileDesc></teiHeader>\n",
         stdout);
  put_stand_off (n_rows);
  fputs ("<text><group>\n", stdout);
  put_text ("fr", n_rows, words);
  put_text ("en", n_rows, words);
  put_text ("nl", n_rows, words);
  fputs ("</group></text></TEI>\n", stdout);
  return 0;
}
