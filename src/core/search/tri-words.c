/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "search/tri-words.h"

#include "tri-fold.h"

#include <unicode/uchar.h>
#include <unicode/uscript.h>

typedef enum
{
  CHAR_APART,  /* between words */
  CHAR_LETTER, /* of a word; a digit, too */
  CHAR_MARK,   /* goes with the letter before, and is no word by itself */
  CHAR_ALONE,  /* a word by itself */
} CharClass;

/* Everything that French, English, Dutch and Russian are written with lies below. */
#define N_TABLE 0x600

static gboolean
is_of_script_without_spaces (UChar32 c)
{
  UErrorCode status = U_ZERO_ERROR;

  switch (uscript_getScript (c, &status))
    {
    case USCRIPT_HAN:
    case USCRIPT_HIRAGANA:
    case USCRIPT_KATAKANA:
    case USCRIPT_THAI:
    case USCRIPT_LAO:
    case USCRIPT_KHMER:
    case USCRIPT_MYANMAR:
      return TRUE;
    default:
      return FALSE;
    }
}

static CharClass
find_class (gunichar c)
{
  int8_t type = u_charType ((UChar32) c);

  if (type == U_NON_SPACING_MARK || type == U_ENCLOSING_MARK || type == U_COMBINING_SPACING_MARK
      || u_hasBinaryProperty ((UChar32) c, UCHAR_DEFAULT_IGNORABLE_CODE_POINT))
    return CHAR_MARK;
  if (!u_isalpha ((UChar32) c) && type != U_DECIMAL_DIGIT_NUMBER && type != U_LETTER_NUMBER)
    return CHAR_APART;
  return c >= 0xe00 && is_of_script_without_spaces ((UChar32) c) ? CHAR_ALONE : CHAR_LETTER;
}

static const guint8 *
get_table (void)
{
  static guint8 *table = NULL;

  if (g_once_init_enter (&table))
    {
      guint8 *made = g_new (guint8, N_TABLE);

      for (gunichar c = 0; c < N_TABLE; c++)
        made[c] = (guint8) find_class (c);
      g_once_init_leave (&table, made);
    }
  return table;
}

/* The word that is being read. */
typedef struct
{
  char folded[TRI_WORD_MAX + 8];
  TriWord word;
  gboolean is_open; /* there is a letter */
  gboolean is_full;
} Reading;

static void
add_folded (Reading *reading, gunichar c)
{
  gunichar out[TRI_FOLD_MAX];
  guint n;

  if (c < 0x80 && reading->word.length + 4 <= TRI_WORD_MAX && !reading->is_full)
    {
      reading->folded[reading->word.length++] = g_ascii_tolower ((char) c);
      return;
    }
  n = tri_fold_char (c, out);
  for (guint i = 0; i < n && !reading->is_full; i++)
    if (reading->word.length + 4 > TRI_WORD_MAX)
      reading->is_full = TRUE;
    else if (out[i] != ' ')
      reading->word.length
          += (gsize) g_unichar_to_utf8 (out[i], reading->folded + reading->word.length);
}

static gboolean
hand_over (Reading *reading, TriWordFunc func, gpointer data)
{
  gboolean goes_on = TRUE;

  if (reading->is_open && reading->word.length > 0)
    {
      reading->folded[reading->word.length] = '\0';
      reading->word.folded = reading->folded;
      goes_on = func (&reading->word, data);
    }
  reading->is_open = FALSE;
  reading->is_full = FALSE;
  reading->word.length = 0;
  return goes_on;
}

gboolean
tri_words_foreach (const char *text, gssize length, TriWordFunc func, gpointer data)
{
  const guint8 *table = get_table ();
  const char *end = text + (length < 0 ? strlen (text) : (gsize) length);
  Reading reading = { 0 };
  guint at = 0;

  for (const char *p = text; p < end; at++)
    {
      gunichar c = (guchar) *p < 0x80 ? (gunichar) *p : g_utf8_get_char (p);
      const char *next = (guchar) *p < 0x80 ? p + 1 : g_utf8_next_char (p);
      CharClass class = c < N_TABLE ? (CharClass) table[c] : find_class (c);

      if ((class == CHAR_APART || class == CHAR_ALONE) && !hand_over (&reading, func, data))
        return FALSE;
      if (class == CHAR_LETTER || class == CHAR_ALONE)
        {
          if (!reading.is_open)
            {
              reading.is_open = TRUE;
              reading.word.start = at;
              reading.word.from = (gsize) (p - text);
            }
          add_folded (&reading, c);
        }
      /* A mark may fold to something of its own, as the iota below a Greek letter. */
      else if (class == CHAR_MARK && reading.is_open)
        add_folded (&reading, c);
      if (class != CHAR_APART && reading.is_open)
        {
          reading.word.end = at + 1;
          reading.word.to = (gsize) (next - text);
        }
      if (class == CHAR_ALONE && !hand_over (&reading, func, data))
        return FALSE;
      p = next;
    }
  return hand_over (&reading, func, data);
}

static gboolean
list_cb (const TriWord *word, gpointer words)
{
  g_ptr_array_add (words, g_strndup (word->folded, word->length));
  return TRUE;
}

GPtrArray *
tri_words_list (const char *text)
{
  GPtrArray *words = g_ptr_array_new_with_free_func (g_free);

  tri_words_foreach (text, -1, list_cb, words);
  return words;
}
