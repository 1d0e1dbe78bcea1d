/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "formats/tri-bible.h"

/* As USFM and OSIS name the books: the 66 in the usual order, then others. */
static const char *const books[][2] = {
  { "GEN", "Gen" },
  { "EXO", "Exod" },
  { "LEV", "Lev" },
  { "NUM", "Num" },
  { "DEU", "Deut" },
  { "JOS", "Josh" },
  { "JDG", "Judg" },
  { "RUT", "Ruth" },
  { "1SA", "1Sam" },
  { "2SA", "2Sam" },
  { "1KI", "1Kgs" },
  { "2KI", "2Kgs" },
  { "1CH", "1Chr" },
  { "2CH", "2Chr" },
  { "EZR", "Ezra" },
  { "NEH", "Neh" },
  { "EST", "Esth" },
  { "JOB", "Job" },
  { "PSA", "Ps" },
  { "PRO", "Prov" },
  { "ECC", "Eccl" },
  { "SNG", "Song" },
  { "ISA", "Isa" },
  { "JER", "Jer" },
  { "LAM", "Lam" },
  { "EZK", "Ezek" },
  { "DAN", "Dan" },
  { "HOS", "Hos" },
  { "JOL", "Joel" },
  { "AMO", "Amos" },
  { "OBA", "Obad" },
  { "JON", "Jonah" },
  { "MIC", "Mic" },
  { "NAM", "Nah" },
  { "HAB", "Hab" },
  { "ZEP", "Zeph" },
  { "HAG", "Hag" },
  { "ZEC", "Zech" },
  { "MAL", "Mal" },
  { "MAT", "Matt" },
  { "MRK", "Mark" },
  { "LUK", "Luke" },
  { "JHN", "John" },
  { "ACT", "Acts" },
  { "ROM", "Rom" },
  { "1CO", "1Cor" },
  { "2CO", "2Cor" },
  { "GAL", "Gal" },
  { "EPH", "Eph" },
  { "PHP", "Phil" },
  { "COL", "Col" },
  { "1TH", "1Thess" },
  { "2TH", "2Thess" },
  { "1TI", "1Tim" },
  { "2TI", "2Tim" },
  { "TIT", "Titus" },
  { "PHM", "Phlm" },
  { "HEB", "Heb" },
  { "JAS", "Jas" },
  { "1PE", "1Pet" },
  { "2PE", "2Pet" },
  { "1JN", "1John" },
  { "2JN", "2John" },
  { "3JN", "3John" },
  { "JUD", "Jude" },
  { "REV", "Rev" },
  { "TOB", "Tob" },
  { "JDT", "Jdt" },
  { "ESG", "EsthGr" },
  { "WIS", "Wis" },
  { "SIR", "Sir" },
  { "BAR", "Bar" },
  { "LJE", "EpJer" },
  { "S3Y", "PrAzar" },
  { "SUS", "Sus" },
  { "BEL", "Bel" },
  { "1MA", "1Macc" },
  { "2MA", "2Macc" },
  { "3MA", "3Macc" },
  { "4MA", "4Macc" },
  { "1ES", "1Esd" },
  { "2ES", "2Esd" },
  { "MAN", "PrMan" },
  { "PS2", "AddPs" },
  { "DAG", "DanGr" },
};

#define N_NUMBERED 66

const char *
tri_bible_find_book (const char *code)
{
  for (guint i = 0; i < G_N_ELEMENTS (books); i++)
    if (g_ascii_strcasecmp (books[i][0], code) == 0)
      return books[i][1];
  return NULL;
}

const char *
tri_bible_find_numbered (guint number)
{
  return number >= 1 && number <= N_NUMBERED ? books[number - 1][1] : NULL;
}
