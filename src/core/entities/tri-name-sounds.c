/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "tri-name-sounds.h"

#include <string.h>

/* What a spelling needs around it. */
typedef enum
{
  ANYWHERE,
  BEFORE_FRONT, /* before e, i, y */
  AT_END,
  AT_START,
} Where;

typedef struct
{
  const char *letters;
  const char *sounds;
  Where where;
} Spelling;

/* Of rules that begin alike the longer stands first. */
static const Spelling french[] = {
  { "tch", "C" },
  { "chr", "kr" },
  { "chl", "kl" },
  { "sch", "S" },
  { "ch", "S" },
  { "eau", "o" },
  { "ai", "e" },
  { "aë", "ae" },
  { "ou", "u" },
  { "où", "u" },
  { "oê", "oe" },
  { "gu", "g", BEFORE_FRONT },
  { "gn", "ni" },
  { "g", "Z", BEFORE_FRONT },
  { "j", "Z" },
  { "qu", "k" },
  { "sc", "s", BEFORE_FRONT },
  { "e", "", AT_END },
};
static const Spelling english[] = {
  { "tch", "C" },
  { "chr", "kr" },
  { "ch", "C" },
  { "sch", "S" },
  { "ee", "i" },
  { "oo", "u" },
  { "ou", "u" },
  { "ea", "e" },
  { "ey", "i", AT_END },
  { "ie", "i", AT_END },
  { "sc", "s", BEFORE_FRONT },
  { "wh", "v" },
  { "x", "z", AT_START },
  { "j", "Z" },
  { "e", "", AT_END },
};
static const Spelling dutch[] = {
  { "tsj", "C" },
  { "dzj", "Z" },
  { "dsj", "Z" },
  { "zj", "Z" },
  { "sj", "S" },
  { "sch", "S" },
  { "chr", "kr" },
  { "ch", "X" },
  { "oe", "u" },
  { "ij", "i" },
  { "ie", "i" },
  { "uu", "u" },
  { "ee", "e" },
  { "oo", "o" },
  { "eu", "e" },
  { "ou", "o" },
  { "j", "i" },
  { "ë", "e" },
};
static const Spelling german[] = {
  { "dsch", "Z" },
  { "tsch", "C" },
  { "sch", "S" },
  { "chr", "kr" },
  { "ch", "X" },
  { "ie", "i" },
  { "äu", "oi" },
  { "ae", "e" },
  { "oe", "o" },
  { "ue", "u" },
  { "ä", "e" },
  { "tz", "c" },
  { "z", "c" },
  { "c", "c", BEFORE_FRONT },
  { "j", "i" },
};
/* ISO 9, its forerunners and the romanisation of libraries. */
static const Spelling scholarly[] = {
  { "shch", "SC" },
  { "ŝ", "SC" },
  { "šč", "SC" },
  { "â", "ia" },
  { "û", "iu" },
  { "è", "e" },
  { "ch", "X" },
  { "j", "i" },
  { "h", "X" },
  { "c", "c" },
};
static const Spelling common[] = {
  { "shch", "SC" },
  { "tch", "C" },
  { "ch", "C" },
  { "kh", "X" },
  { "zh", "Z" },
  { "sh", "S" },
  { "ph", "f" },
  { "th", "t" },
  { "ck", "k" },
  { "cz", "C" },
  { "sz", "S" },
  { "rh", "r" },
  { "gh", "g" },
  { "dj", "Z" },
  { "tz", "c" },
  { "ts", "c" },
  { "qu", "kv" },
  { "ae", "e" },
  { "oe", "e" },
  { "ou", "u" },
  { "aa", "a" },
  { "c", "s", BEFORE_FRONT },
  { "c", "k" },
  { "ç", "s" },
  { "č", "C" },
  { "ć", "C" },
  { "ĉ", "C" },
  { "š", "S" },
  { "ś", "S" },
  { "ş", "S" },
  { "ș", "S" },
  { "ž", "Z" },
  { "ź", "Z" },
  { "ż", "Z" },
  { "ł", "l" },
  { "đ", "d" },
  { "ð", "d" },
  { "þ", "t" },
  { "ß", "s" },
  { "æ", "e" },
  { "œ", "e" },
  { "ø", "o" },
  { "å", "o" },
  { "ı", "i" },
  { "j", "Z" },
  { "q", "k" },
  { "w", "v" },
  { "x", "ks" },
  { "y", "i" },
};
/* Russian, with the letters that Ukrainian, Belarusian, Serbian and the old spelling add. */
static const Spelling cyrillic[] = {
  { "а", "a" },
  { "б", "b" },
  { "в", "v" },
  { "г", "g" },
  { "ґ", "g" },
  { "дж", "Z" },
  { "д", "d" },
  { "е", "e" },
  { "ё", "o" },
  { "є", "e" },
  { "ж", "Z" },
  { "з", "z" },
  { "и", "i" },
  { "й", "i" },
  { "і", "i" },
  { "ї", "i" },
  { "к", "k" },
  { "л", "l" },
  { "м", "m" },
  { "н", "n" },
  { "о", "o" },
  { "п", "p" },
  { "р", "r" },
  { "с", "s" },
  { "т", "t" },
  { "у", "u" },
  { "ў", "v" },
  { "ф", "f" },
  { "х", "X" },
  { "ц", "c" },
  { "ч", "C" },
  { "ш", "S" },
  { "щ", "SC" },
  { "ъ", "" },
  { "ы", "i" },
  { "ь", "" },
  { "ѣ", "e" },
  { "э", "e" },
  { "ю", "iu" },
  { "я", "ia" },
  { "ѳ", "f" },
  { "ѵ", "i" },
  { "ј", "i" },
  { "љ", "l" },
  { "њ", "n" },
  { "ћ", "C" },
  { "ђ", "Z" },
  { "џ", "Z" },
};

static const struct
{
  const char *lang;
  const Spelling *spellings;
  guint n_spellings;
} conventions[] = {
  { "fr", french, G_N_ELEMENTS (french) },
  { "en", english, G_N_ELEMENTS (english) },
  { "nl", dutch, G_N_ELEMENTS (dutch) },
  { "de", german, G_N_ELEMENTS (german) },
};

static gboolean
is_front (const char *next)
{
  gunichar c = g_utf8_get_char (next);
  gunichar base[G_UNICHAR_MAX_DECOMPOSITION_LENGTH];

  g_unichar_fully_decompose (c, FALSE, base, G_N_ELEMENTS (base));
  return base[0] == 'e' || base[0] == 'i' || base[0] == 'y' || c == 0xE6 || c == 0x153;
}

static gboolean
fits (const Spelling *spelling, const char *word, const char *at)
{
  gsize length = strlen (spelling->letters);

  if (strncmp (at, spelling->letters, length) != 0)
    return FALSE;
  switch (spelling->where)
    {
    case BEFORE_FRONT:
      return is_front (at + length);
    case AT_END:
      return at[length] == '\0' && at > word;
    case AT_START:
      return at == word;
    case ANYWHERE:
    default:
      return TRUE;
    }
}

static const Spelling *
find_spelling (const Spelling *spellings, guint n_spellings, const char *word, const char *at)
{
  for (guint i = 0; i < n_spellings; i++)
    if (spellings[i].letters[0] == *at && fits (&spellings[i], word, at))
      return &spellings[i];
  return NULL;
}

static const Spelling *
find_in_conventions (const char *lang, const char *word, const char *at)
{
  const Spelling *found = find_spelling (cyrillic, G_N_ELEMENTS (cyrillic), word, at);

  if (found == NULL && strstr (lang, "-Latn") != NULL)
    found = find_spelling (scholarly, G_N_ELEMENTS (scholarly), word, at);
  for (guint i = 0; i < G_N_ELEMENTS (conventions) && found == NULL; i++)
    if (strncmp (lang, conventions[i].lang, 2) == 0 && strstr (lang, "-Latn") == NULL)
      found = find_spelling (conventions[i].spellings, conventions[i].n_spellings, word, at);
  return found != NULL ? found : find_spelling (common, G_N_ELEMENTS (common), word, at);
}

/* The letter without its accents. */
static char
base_of (const char *at)
{
  gunichar base[G_UNICHAR_MAX_DECOMPOSITION_LENGTH];

  g_unichar_fully_decompose (g_utf8_get_char (at), FALSE, base, G_N_ELEMENTS (base));
  return base[0] < 0x80 && g_ascii_isalpha ((char) base[0]) ? (char) base[0] : '\0';
}

/**
 * tri_name_sounds_read:
 * @word: one word in small letters, composed (NFC)
 * @lang: by whose convention it is spelt (BCP 47; "" for any); ru-Latn and the like are
 * romanisations of scholars
 * @sounds: (out): what it sounds like
 *
 * Reads a word by the spelling of a language, so that what differs by convention alone does not
 * differ any more. Cyrillic is read in any language.
 *
 * Returns: the number of sounds
 */
guint
tri_name_sounds_read (const char *word, const char *lang, TriNameSound sounds[TRI_NAME_SOUNDS_MAX])
{
  guint n = 0;

  for (const char *at = word; *at != '\0' && at - word < 200;)
    {
      const Spelling *spelling = find_in_conventions (lang, word, at);
      gsize length = spelling != NULL ? strlen (spelling->letters)
                                      : (gsize) (g_utf8_next_char (at) - at);
      const char letter[] = { base_of (at), '\0' };

      for (const char *s = spelling != NULL ? spelling->sounds : letter; *s != '\0'; s++)
        if ((n == 0 || sounds[n - 1].sound != *s) && n < TRI_NAME_SOUNDS_MAX)
          sounds[n++] = (TriNameSound){ *s, (guint8) (at - word), (guint8) length };
      at += length;
    }
  return n;
}
