/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "entities/tri-date-tokens.h"

#include <string.h>

/* Beyond it a number is no part of a date, and its value is not kept. */
#define MAX_DIGITS 8

typedef enum
{
  MARK,
  LETTER,
  DIGIT,
  SPACE,
} Class;

/* The code points we know by sight, as the ASCII character that stands for them. */
static gboolean
is_space (gunichar c)
{
  return c == ' '
         || (c >= 0x09 && c <= 0x0d)
         || c == 0xa0
         || (c >= 0x2000 && c <= 0x200b)
         || c == 0x2028
         || c == 0x2029
         || c == 0x202f
         || c == 0xfeff;
}

static const guint8 ascii_classes[128] = {
  ['\t' ... '\r'] = SPACE,
  [' '] = SPACE,
  ['0' ... '9'] = DIGIT,
  ['A' ... 'Z'] = LETTER,
  ['a' ... 'z'] = LETTER,
};

static Class
classify (gunichar c)
{
  if (c < 0x80)
    return (Class) ascii_classes[c];
  /* Small raised letters (19ᵉ), and the sign of degree, which stands for one (1°). */
  if (is_space (c))
    return SPACE;
  if (c < 0xc0)
    return c == 0xaa || c == 0xba ? LETTER : MARK;
  return c < 0x250                                       ? (c == 0xd7 || c == 0xf7 ? MARK : LETTER)
         : g_unichar_isalpha (c) || g_unichar_ismark (c) ? LETTER
                                                         : MARK;
}

static char
get_mark (gunichar c, guint8 *flags)
{
  switch (c)
    {
    case 0x2010:
    case 0x2011:
      return '-';
    case 0x2012:
    case 0x2013:
    case 0x2014:
    case 0x2015:
    case 0x2212:
      *flags |= TRI_DATE_EN_DASH;
      return '-';
    case 0x2018:
    case 0x2019:
    case 0x02bc:
      return '\'';
    case 0x2044:
      return '/';
    case 0xa3:
    case 0xa5:
    case 0x20ac:
    case 0x192:
      return '$';
    case 0xb0:
    case 0x2116:
      return '#';
    case 0xa7:
      return '#';
    case 0xb1:
      return '~';
    default:
      return c < 0x80 ? (char) c : '@';
    }
}

static gunichar
peek (const TriDateScanner *self, gsize *size)
{
  const char *p = self->content + self->at;
  guint8 byte = (guint8) *p;

  if (byte < 0x80)
    {
      *size = 1;
      return byte;
    }
  *size = MIN ((gsize) (g_utf8_next_char (p) - p), self->length - self->at);
  return g_utf8_get_char (p);
}

static void
step (TriDateScanner *self, gsize size)
{
  self->at += size;
  self->place++;
}

/* Latin letters without their accents; 0: no letter of ours. */
static char
fold (gunichar c)
{
  static const char latin[] = "aaaaaa\0ceeeeiiii\0nooooo\0ouuuuy\0\0";

  if (c < 0x80)
    return g_ascii_tolower ((char) c);
  if (c >= 0xc0 && c <= 0xdf)
    return latin[c - 0xc0];
  if (c >= 0xe0 && c <= 0xff)
    return latin[c - 0xe0];
  switch (c)
    {
    case 0x1d49: /* raised e */
    case 0xba:
      return 'e';
    case 0x2b3: /* raised r */
    case 0x36f:
      return 'r';
    case 0x1d48: /* raised d */
      return 'd';
    default:
      return '\0';
    }
}

typedef struct
{
  char folded[TRI_DATE_WORD_MAX + 4];
  gsize length;
  gboolean overlong;
  /* All of it capitals, as a Roman numeral is. */
  gsize capitals;
} Word;

static void
init_word (Word *word)
{
  word->length = 0;
  word->overlong = FALSE;
  word->capitals = 0;
}

static void
add_letter (Word *word, gunichar c)
{
  char letter = fold (c);

  if (c >= 0x300 && c < 0x340)
    return;
  if (letter == '\0' || word->length >= TRI_DATE_WORD_MAX)
    {
      word->overlong = TRUE;
      return;
    }
  if (c < 0x80 && g_ascii_isupper ((char) c) && word->capitals == word->length)
    word->capitals++;
  word->folded[word->length++] = letter;
}

/* Most letters by far. */
static void
read_ascii (TriDateScanner *self, Word *word)
{
  const char *from = self->content + self->at;
  const char *p = from;

  for (; (guint8) *p < 0x80 && ascii_classes[(guint8) *p] == LETTER; p++)
    {
      if (word->length < TRI_DATE_WORD_MAX)
        {
          word->capitals += word->capitals == word->length && !(*p & 0x20);
          word->folded[word->length++] = (char) (*p | 0x20);
        }
      else
        word->overlong = TRUE;
    }
  self->at += (gsize) (p - from);
  self->place += (guint) (p - from);
}

static void
read_letters (TriDateScanner *self, Word *word)
{
  gsize size = 0;

  read_ascii (self, word);
  while (self->at < self->length)
    {
      gunichar c = peek (self, &size);

      if (classify (c) != LETTER)
        return;
      add_letter (word, c);
      step (self, size);
      read_ascii (self, word);
    }
}

static gboolean
is_ordinal_ending (const char *ending, gsize length)
{
  static const char *const endings[] = {
    "e", "er", "ere", "eme", "ieme", "re", "st", "nd", "rd", "th", "de", "ste", "nde", "d"
  };

  for (guint i = 0; i < G_N_ELEMENTS (endings); i++)
    if (strlen (endings[i]) == length && memcmp (endings[i], ending, length) == 0)
      return TRUE;
  return FALSE;
}

static int
get_roman_digit (char c)
{
  switch (c)
    {
    case 'i':
      return 1;
    case 'v':
      return 5;
    case 'x':
      return 10;
    default:
      return 0;
    }
}

/* Up to 39, which is enough for months and centuries. Returns: the value, 0 when it is none. */
static int
read_roman (const char *folded, gsize length)
{
  static const char *const ones[] = { "", "i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix" };
  char text[12] = "";
  int value = 0;

  if (length == 0 || length > 7)
    return 0;
  for (gsize i = 0; i < length; i++)
    {
      int digit = get_roman_digit (folded[i]);
      int next = i + 1 < length ? get_roman_digit (folded[i + 1]) : 0;

      if (digit == 0)
        return 0;
      value += digit < next ? -digit : digit;
    }
  if (value < 1 || value > 39)
    return 0;
  g_snprintf (text, sizeof text, "%.*s%s", value / 10, "xxx", ones[value % 10]);
  return strlen (text) == length && memcmp (text, folded, length) == 0 ? value : 0;
}

/* XII, XIXe, xixe */
static gboolean
try_roman (const Word *word, TriDateToken *token)
{
  gsize n = 0;

  if (word->overlong)
    return FALSE;
  while (n < word->length && get_roman_digit (word->folded[n]) > 0)
    n++;
  if (n == 0)
    return FALSE;
  if (n < word->length && !is_ordinal_ending (word->folded + n, word->length - n))
    return FALSE;
  if (word->capitals < n && (word->capitals > 0 || n == word->length))
    return FALSE;
  token->value = read_roman (word->folded, n);
  if (token->value == 0)
    return FALSE;
  if (n < word->length)
    token->flags |= TRI_DATE_NUMERAL;
  token->kind = TRI_DATE_ROMAN;
  return TRUE;
}

/* "negentienhonderdzeventien": what is in no table for its length. */
static gboolean
is_dutch_year (const Word *word, guint languages)
{
  static const char hundred[] = "honderd";

  if (!(languages & TRI_DATE_DUTCH) || word->length < 15)
    return FALSE;
  return g_strstr_len (word->folded, (gssize) word->length, hundred) != NULL;
}

static void
scan_word (TriDateScanner *self, TriDateToken *token)
{
  Word word;
  gsize size = 0;
  gunichar first = peek (self, &size);

  if (first < 0x80 ? g_ascii_isupper ((char) first) : g_unichar_isupper (first))
    token->flags |= TRI_DATE_CAPITAL;
  init_word (&word);
  read_letters (self, &word);
  token->kind = TRI_DATE_OTHER;
  if (word.overlong)
    return;
  if (word.length == 1 && (first == 0xe0 || first == 0xc0))
    token->kind = (guint8) tri_date_look_up ("à", strlen ("à"), self->languages, &token->value);
  else
    token->kind = (guint8) tri_date_look_up (word.folded,
                                             word.length,
                                             self->languages,
                                             &token->value);
  if (token->kind == TRI_DATE_OTHER && is_dutch_year (&word, self->languages))
    token->kind = TRI_DATE_HUNDREDS;
  if (token->kind == TRI_DATE_OTHER || token->kind == TRI_DATE_COUNTER)
    {
      if (!try_roman (&word, token) && token->kind == TRI_DATE_OTHER && word.length > 1)
        token->value = word.folded[word.length - 1] == 's'   ? 's'
                       : word.folded[word.length - 1] == 'x' ? 's'
                       : word.folded[word.length - 1] == 'n'
                               && word.folded[word.length - 2] == 'e'
                           ? 'n'
                           : 0;
    }
}

/* 's behind a number: 1920's. */
static void
scan_genitive (TriDateScanner *self, TriDateToken *token)
{
  TriDateScanner ahead = *self;
  guint8 flags = 0;
  gsize size = 0;

  if (ahead.at >= ahead.length || get_mark (peek (&ahead, &size), &flags) != '\'')
    return;
  step (&ahead, size);
  if (ahead.at >= ahead.length || peek (&ahead, &size) != 's')
    return;
  step (&ahead, size);
  if (ahead.at < ahead.length && classify (peek (&ahead, &size)) == LETTER)
    return;
  *self = ahead;
  token->flags |= TRI_DATE_DECADE;
}

static void
scan_ending (TriDateScanner *self, TriDateToken *token)
{
  Word word;
  gsize size = 0;

  if (self->at >= self->length)
    return;
  if (classify (peek (self, &size)) != LETTER)
    {
      scan_genitive (self, token);
      return;
    }
  /* The time behind a date: 2005-08-05T12:00. */
  if (self->content[self->at] == 'T' && g_ascii_isdigit (self->content[self->at + 1]))
    return;
  init_word (&word);
  read_letters (self, &word);
  if (self->at < self->length && classify (peek (self, &size)) == DIGIT)
    token->flags |= TRI_DATE_GLUED;
  else if (!word.overlong && word.length == 1 && word.folded[0] == 's')
    token->flags |= TRI_DATE_DECADE;
  else if (!word.overlong && is_ordinal_ending (word.folded, word.length))
    token->flags |= TRI_DATE_NUMERAL;
  else
    token->flags |= TRI_DATE_GLUED;
}

static void
scan_number (TriDateScanner *self, TriDateToken *token)
{
  guint digits = 0;

  while (self->at < self->length && g_ascii_isdigit (self->content[self->at]))
    {
      if (digits < MAX_DIGITS)
        token->value = token->value * 10 + (self->content[self->at] - '0');
      digits++;
      step (self, 1);
    }
  token->kind = TRI_DATE_NUMBER;
  token->digits = (guint8) MIN (digits, 255);
  scan_ending (self, token);
}

static void
skip_spaces (TriDateScanner *self, TriDateToken *token)
{
  gsize size = 0;

  while (self->at < self->length)
    {
      gunichar c = peek (self, &size);

      if (classify (c) != SPACE)
        return;
      token->flags |= TRI_DATE_SPACE;
      if (c == '\n')
        token->flags |= TRI_DATE_NEWLINE;
      step (self, size);
    }
}

/* An address of the web, or whatever else has no space in it: one word, and no date. */
static gboolean
begins_address (const TriDateScanner *self)
{
  const char *p = self->content + self->at;

  return (*p == ':' && p[1] == '/' && p[2] == '/') || (*p == 'w' && strncmp (p, "www.", 4) == 0);
}

static void
skip_address (TriDateScanner *self, TriDateToken *token)
{
  gsize size = 0;

  while (self->at < self->length)
    {
      gunichar c = peek (self, &size);

      if (classify (c) == SPACE || c == '<' || c == '>' || c == '"')
        break;
      step (self, size);
    }
  token->kind = TRI_DATE_OTHER;
}

void
tri_date_scanner_init (TriDateScanner *self, const char *content, guint languages)
{
  self->content = content;
  self->length = strlen (content);
  self->at = 0;
  self->place = 0;
  self->languages = languages;
}

/**
 * tri_date_scanner_next:
 * @token: (out): the next word, number or mark
 *
 * Returns: %FALSE at the end of the text
 */
gboolean
tri_date_scanner_next (TriDateScanner *self, TriDateToken *token)
{
  gsize size = 0;
  gunichar c;

  memset (token, 0, sizeof *token);
  skip_spaces (self, token);
  token->start = self->place;
  token->byte = (guint) self->at;
  if (self->at >= self->length)
    return FALSE;
  c = peek (self, &size);
  if (begins_address (self))
    skip_address (self, token);
  else if (classify (c) == LETTER)
    scan_word (self, token);
  else if (classify (c) == DIGIT)
    scan_number (self, token);
  else
    {
      token->kind = TRI_DATE_PUNCTUATION;
      token->value = get_mark (c, &token->flags);
      step (self, size);
    }
  token->end = self->place;
  token->byte_end = (guint) self->at;
  return TRUE;
}
