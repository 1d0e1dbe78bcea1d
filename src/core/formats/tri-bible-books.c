/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "formats/tri-bible.h"

#include <string.h>

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
/* "3-176": a whole chapter as one verse. */
#define MAX_BRIDGE 200

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

/* "Bible.KJV:Gen.1.1!a": the work is named elsewhere, and the mark of a part is none in XML. */
void
tri_bible_append_id (GString *ids, const char *id)
{
  const char *colon = strrchr (id, ':');

  if (ids->len > 0)
    g_string_append_c (ids, ' ');
  for (const char *c = colon ? colon + 1 : id; *c; c++)
    g_string_append_c (ids, *c == '!' ? '.' : *c);
}

/* Behind the book and the chapter, "4.a" as "4a". */
static void
append_verse (GString *out, const char *id)
{
  const char *dot = strchr (id, '.');

  dot = dot ? strchr (dot + 1, '.') : NULL;
  for (; dot && *dot; dot++)
    if (*dot != '.')
      g_string_append_c (out, *dot);
}

/* "1", or "1–2" of several. */
void
tri_bible_append_number (GString *out, const char *first, const char *last)
{
  g_string_truncate (out, 0);
  append_verse (out, first);
  if (first != last)
    g_string_append (out, "–");
  if (first != last)
    append_verse (out, last);
}

char *
tri_bible_dup_ids (const char *chapter, const char *number)
{
  g_autoptr (GString) ids = g_string_new (NULL);
  g_autofree char *bare = g_strdelimit (g_strdup (number), " \t\r\n", '_');
  const char *dash = strpbrk (bare, "-,");
  guint64 first = g_ascii_strtoull (bare, NULL, 10);
  guint64 last = dash ? g_ascii_strtoull (dash + 1, NULL, 10) : first;

  if (!dash || last <= first || last - first > MAX_BRIDGE)
    g_string_append_printf (ids, "%s.%s", chapter, bare);
  else
    for (guint64 n = first; n <= last; n++)
      g_string_append_printf (ids,
                              "%s%s.%" G_GUINT64_FORMAT,
                              ids->len > 0 ? " " : "",
                              chapter,
                              n);
  return g_string_free (g_steal_pointer (&ids), FALSE);
}
