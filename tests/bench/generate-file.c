/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "generate-words.h"

#include <stdlib.h>
#include <string.h>

/* Writes a file of another format than TEI, the same at every run:
 *
 *   generate-file FORMAT N [WORDS] > FILE
 *
 * tmx: N units in three languages; osis: N verses, 30 to a chapter; xhtml: N paragraphs, a chapter
 * of a book. WORDS is the mean length (12 without it). */

static void
put_words (guint words)
{
  guint n = 1 + words / 2 + next_number (words);

  for (guint i = 0; i < n; i++)
    {
      if (i > 0)
        putchar (' ');
      put_word (i == 0);
    }
  putchar ('.');
}

static void
put_tmx (guint n, guint words)
{
  static const char *const languages[] = { "fr", "en", "nl" };

  fputs ("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<tmx version=\"1.4\">\n"
         "<header creationtool=\"generate-file\" creationtoolversion=\"1\" segtype=\"sentence\""
         " o-tmf=\"none\" adminlang=\"en\" srclang=\"fr\" datatype=\"plaintext\"/>\n<body>\n",
         stdout);
  for (guint i = 0; i < n; i++)
    {
      printf ("<tu tuid=\"u%u\">\n", i + 1);
      for (guint l = 0; l < G_N_ELEMENTS (languages); l++)
        {
          printf ("<tuv xml:lang=\"%s\"><seg>", languages[l]);
          put_words (words);
          fputs ("</seg></tuv>\n", stdout);
        }
      fputs ("</tu>\n", stdout);
    }
  fputs ("</body>\n</tmx>\n", stdout);
}

static void
put_osis (guint n, guint words)
{
  fputs ("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
         "<osis xmlns=\"http://www.bibletechnologies.net/2003/OSIS/namespace\">\n"
         "<osisText osisIDWork=\"Made\" osisRefWork=\"Bible\" xml:lang=\"en\">\n"
         "<header><work osisWork=\"Made\"><title>A generated Bible</title></work></header>\n"
         "<div type=\"book\" osisID=\"Gen\">\n",
         stdout);
  for (guint i = 0; i < n; i++)
    {
      guint chapter = i / 30 + 1;
      guint verse = i % 30 + 1;

      if (verse == 1)
        printf ("%s<chapter osisID=\"Gen.%u\">\n", i > 0 ? "</chapter>\n" : "", chapter);
      printf ("<verse osisID=\"Gen.%u.%u\">", chapter, verse);
      put_words (words);
      fputs ("</verse>\n", stdout);
    }
  fputs ("</chapter>\n</div>\n</osisText>\n</osis>\n", stdout);
}

static void
put_xhtml (guint n, guint words)
{
  fputs ("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
         "<html xmlns=\"http://www.w3.org/1999/xhtml\" xml:lang=\"en\"><head>"
         "<title>A generated chapter</title></head><body>\n<h1>A chapter</h1>\n",
         stdout);
  for (guint i = 0; i < n; i++)
    {
      fputs ("<p>", stdout);
      put_words (words);
      fputs ("</p>\n", stdout);
    }
  fputs ("</body></html>\n", stdout);
}

int
main (int argc, char **argv)
{
  guint n = argc > 2 ? (guint) strtoul (argv[2], NULL, 10) : 0;
  guint words = argc > 3 ? (guint) strtoul (argv[3], NULL, 10) : 12;

  if (n > 0 && words > 0 && strcmp (argv[1], "tmx") == 0)
    put_tmx (n, words);
  else if (n > 0 && words > 0 && strcmp (argv[1], "osis") == 0)
    put_osis (n, words);
  else if (n > 0 && words > 0 && strcmp (argv[1], "xhtml") == 0)
    put_xhtml (n, words);
  else
    {
      fputs ("usage: generate-file tmx|osis|xhtml N [WORDS]\n", stderr);
      return 2;
    }
  return 0;
}
