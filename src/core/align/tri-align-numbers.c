/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "align/tri-align-tokens.h"

#include "tri-language.h"

/* Months are numbers from 2001 on, weekdays from 3001 on; written in English they are words unless
 * they have a capital. "One" is left out everywhere: it is an article as often. */
typedef struct
{
  const char *word;
  guint number;
} NumberWord;

static const NumberWord english[] = {
  { "two", 2 },
  { "three", 3 },
  { "four", 4 },
  { "five", 5 },
  { "six", 6 },
  { "seven", 7 },
  { "eight", 8 },
  { "nine", 9 },
  { "ten", 10 },
  { "eleven", 11 },
  { "twelve", 12 },
  { "thirteen", 13 },
  { "fourteen", 14 },
  { "fifteen", 15 },
  { "sixteen", 16 },
  { "seventeen", 17 },
  { "eighteen", 18 },
  { "nineteen", 19 },
  { "twenty", 20 },
  { "thirty", 30 },
  { "forty", 40 },
  { "fifty", 50 },
  { "sixty", 60 },
  { "hundred", 100 },
  { "thousand", 1000 },
  { "million", 1000000 },
  { "january", 2001 },
  { "february", 2002 },
  { "march", 2003 },
  { "april", 2004 },
  { "may", 2005 },
  { "june", 2006 },
  { "july", 2007 },
  { "august", 2008 },
  { "september", 2009 },
  { "october", 2010 },
  { "november", 2011 },
  { "december", 2012 },
  { "monday", 3001 },
  { "tuesday", 3002 },
  { "wednesday", 3003 },
  { "thursday", 3004 },
  { "friday", 3005 },
  { "saturday", 3006 },
  { "sunday", 3007 },
};

static const NumberWord french[] = {
  { "deux", 2 },
  { "trois", 3 },
  { "quatre", 4 },
  { "cinq", 5 },
  { "six", 6 },
  { "sept", 7 },
  { "huit", 8 },
  { "neuf", 9 },
  { "dix", 10 },
  { "onze", 11 },
  { "douze", 12 },
  { "treize", 13 },
  { "quatorze", 14 },
  { "quinze", 15 },
  { "seize", 16 },
  { "vingt", 20 },
  { "trente", 30 },
  { "quarante", 40 },
  { "cinquante", 50 },
  { "soixante", 60 },
  { "cent", 100 },
  { "cents", 100 },
  { "mille", 1000 },
  { "million", 1000000 },
  { "millions", 1000000 },
  { "janvier", 2001 },
  { "fevrier", 2002 },
  { "mars", 2003 },
  { "avril", 2004 },
  { "mai", 2005 },
  { "juin", 2006 },
  { "juillet", 2007 },
  { "aout", 2008 },
  { "septembre", 2009 },
  { "octobre", 2010 },
  { "novembre", 2011 },
  { "decembre", 2012 },
  { "lundi", 3001 },
  { "mardi", 3002 },
  { "mercredi", 3003 },
  { "jeudi", 3004 },
  { "vendredi", 3005 },
  { "samedi", 3006 },
  { "dimanche", 3007 },
};

static const NumberWord dutch[] = {
  { "twee", 2 },
  { "drie", 3 },
  { "vier", 4 },
  { "vijf", 5 },
  { "zes", 6 },
  { "zeven", 7 },
  { "acht", 8 },
  { "negen", 9 },
  { "tien", 10 },
  { "elf", 11 },
  { "twaalf", 12 },
  { "dertien", 13 },
  { "veertien", 14 },
  { "vijftien", 15 },
  { "zestien", 16 },
  { "zeventien", 17 },
  { "achttien", 18 },
  { "negentien", 19 },
  { "twintig", 20 },
  { "dertig", 30 },
  { "veertig", 40 },
  { "vijftig", 50 },
  { "zestig", 60 },
  { "honderd", 100 },
  { "duizend", 1000 },
  { "miljoen", 1000000 },
  { "millioen", 1000000 },
  { "januari", 2001 },
  { "februari", 2002 },
  { "maart", 2003 },
  { "april", 2004 },
  { "mei", 2005 },
  { "juni", 2006 },
  { "juli", 2007 },
  { "augustus", 2008 },
  { "september", 2009 },
  { "october", 2010 },
  { "oktober", 2010 },
  { "november", 2011 },
  { "december", 2012 },
  { "maandag", 3001 },
  { "dinsdag", 3002 },
  { "woensdag", 3003 },
  { "donderdag", 3004 },
  { "vrijdag", 3005 },
  { "zaterdag", 3006 },
  { "zondag", 3007 },
};

static guint
find (const NumberWord *words, guint n_words, const char *folded)
{
  for (guint i = 0; i < n_words; i++)
    if (words[i].word[0] == folded[0] && strcmp (words[i].word, folded) == 0)
      return words[i].number;
  return 0;
}

/**
 * tri_align_number_of_word:
 * @folded: a whole word, folded
 * @capital: it is written with a capital
 *
 * Reads the number words, months and weekdays of the three languages.
 *
 * Returns: the number it stands for, or 0
 */
guint
tri_align_number_of_word (const char *folded, gboolean capital, const char *lang)
{
  guint number = 0;

  if (tri_language_matches (lang, "fr"))
    return find (french, G_N_ELEMENTS (french), folded);
  if (tri_language_matches (lang, "nl"))
    return find (dutch, G_N_ELEMENTS (dutch), folded);
  if (tri_language_matches (lang, "en"))
    number = find (english, G_N_ELEMENTS (english), folded);
  return number > 2000 && number < 4000 && !capital ? 0 : number;
}
