/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "align/tri-align-tokens.h"

#include "tri-fold.h"

#include <unicode/uchar.h>

/* A key is the first letters of a word: that takes off most endings of the three languages. */
#define KEY_LETTERS 6
#define KEY_BYTES (KEY_LETTERS * 4)

/* More of a word is never looked at. */
#define WORD_BYTES 64

/* Longer numbers lose their first digits. */
#define MAX_NUMBER G_GUINT64_CONSTANT (1000000000000000)

/* Roman numerals are read in headings only. */
#define HEADING_WORDS 4

typedef struct
{
  char key[KEY_BYTES];
  guint8 key_length;
  guint8 n_letters;
  guint8 kind;
  gboolean capital;
  guint roman;
} Found;

typedef struct
{
  TriAlignSide *side;
  const char *lang;

  guint words_size;
  guint tokens_size;

  /* The tokens of this unit. */
  Found *found;
  guint n_found;
  guint found_size;
  guint n_words;

  guint characters;
  gunichar last; /* the last character that is neither a quote nor a bracket */
} Tokenizer;

static guint
hash_key (const char *key, guint length)
{
  guint32 hash = 2166136261u;

  for (guint i = 0; i < length; i++)
    hash = (hash ^ (guchar) key[i]) * 16777619u;
  return hash ^ hash >> 15;
}

/* The table holds word + 1, 0 where it is free. */
static void
grow_table (TriAlignSide *side)
{
  side->table_size = MAX (1024, side->table_size * 4);
  g_free (side->table);
  side->table = g_new0 (guint32, side->table_size);
  for (guint word = 0; word < side->n_words; word++)
    {
      const TriAlignWord *known = &side->words[word];
      guint at = hash_key (side->keys->str + known->key, known->key_length);

      for (at &= side->table_size - 1; side->table[at]; at = (at + 1) & (side->table_size - 1))
        ;
      side->table[at] = word + 1;
    }
}

/* Where in the table a key is, or where it would be. */
static guint
find_place (const TriAlignSide *side, const char *key, guint length)
{
  guint at = hash_key (key, length);

  for (at &= side->table_size - 1; side->table[at]; at = (at + 1) & (side->table_size - 1))
    {
      const TriAlignWord *word = &side->words[side->table[at] - 1];

      if (word->key_length == length && memcmp (side->keys->str + word->key, key, length) == 0)
        return at;
    }
  return at;
}

static guint
add_word (Tokenizer *self, const Found *found)
{
  TriAlignSide *side = self->side;
  TriAlignWord *word;

  if (side->n_words == self->words_size)
    {
      self->words_size = MAX (512, self->words_size * 2);
      side->words = g_renew (TriAlignWord, side->words, self->words_size);
    }
  word = &side->words[side->n_words];
  *word = (TriAlignWord){
    .key = (guint32) side->keys->len,
    .key_length = found->key_length,
    .n_letters = found->n_letters,
    .kind = found->kind,
  };
  g_string_append_len (side->keys, found->key, found->key_length);
  return side->n_words++;
}

static guint
find_or_add (Tokenizer *self, const Found *found)
{
  TriAlignSide *side = self->side;
  guint at;

  if ((side->n_words + 1) * 2 > side->table_size)
    grow_table (side);
  at = find_place (side, found->key, found->key_length);
  if (!side->table[at])
    side->table[at] = add_word (self, found) + 1;
  return side->table[at] - 1;
}

static Found *
add_found (Tokenizer *self, TriAlignKind kind)
{
  Found *found;

  if (self->n_found == self->found_size)
    {
      self->found_size = MAX (64, self->found_size * 2);
      self->found = g_renew (Found, self->found, self->found_size);
    }
  found = &self->found[self->n_found++];
  found->key_length = 0;
  found->n_letters = 0;
  found->kind = (guint8) kind;
  found->capital = FALSE;
  found->roman = 0;
  return found;
}

static void
add_mark (Tokenizer *self, TriAlignKind kind, char mark)
{
  Found *found = add_found (self, kind);

  found->key[0] = mark;
  found->key_length = 1;
}

static void
set_number (Found *found, guint64 number)
{
  found->kind = TRI_ALIGN_NUMBER;
  found->key_length
      = (guint8) g_snprintf (found->key, KEY_BYTES, "#%" G_GUINT64_FORMAT, number);
  found->n_letters = 0;
}

/* Scripts that put no blanks between words; there each character is a word. */
static gboolean
is_unspaced (gunichar c)
{
  static const gunichar ranges[][2] = {
    { 0xe00, 0xe80 },   /* Thai */
    { 0x1000, 0x10a0 }, /* Burmese */
    { 0x1780, 0x1800 }, /* Khmer */
    { 0x3040, 0xa000 }, /* kana, Han */
    { 0xf900, 0xfb00 },
    { 0x20000, 0x110000 },
  };

  for (guint i = 0; c >= ranges[0][0] && i < G_N_ELEMENTS (ranges); i++)
    if (c >= ranges[i][0] && c < ranges[i][1])
      return TRUE;
  return FALSE;
}

static guint
roman_digit (char c)
{
  static const char digits[] = "IVXLCDM";
  static const guint values[] = { 1, 5, 10, 50, 100, 500, 1000 };
  const char *at = c ? strchr (digits, c) : NULL;

  return at ? values[at - digits] : 0;
}

/* 0 when what stands there, @n bytes, is no Roman numeral in capitals. */
static guint
read_roman (const char *word, gsize n)
{
  guint total = 0;

  if (n > 12)
    return 0;
  for (gsize i = 0; i < n; i++)
    {
      guint value = roman_digit (word[i]);

      if (!value)
        return 0;
      if (i + 1 < n && roman_digit (word[i + 1]) > value)
        total -= value;
      else
        total += value;
    }
  return total;
}

static const char *
scan_word (Tokenizer *self, const char *p)
{
  Found *found = add_found (self, TRI_ALIGN_WORD);
  char folded[WORD_BYTES + 8];
  const char *start = p;
  gsize n = 0;
  guint letters = 0;
  guint number;

  found->capital = g_unichar_isupper (g_utf8_get_char (p));
  while (*p)
    {
      gunichar c = (guchar) *p < 0x80 ? (gunichar) *p : g_utf8_get_char (p);
      gunichar out[TRI_FOLD_MAX];
      guint n_out = 1;

      if (c < 0x80 ? !g_ascii_isalpha (c) : !(g_unichar_isalpha (c) || g_unichar_ismark (c)))
        break;
      if (letters && is_unspaced (c))
        break;
      p = g_utf8_next_char (p);
      self->characters++;
      if (c < 0x80)
        out[0] = c | 0x20;
      else
        n_out = tri_fold_char (c, out);
      for (guint i = 0; i < n_out; i++, letters++)
        {
          if (n < WORD_BYTES)
            n += (gsize) (out[i] < 0x80 ? (folded[n] = (char) out[i], 1)
                                        : g_unichar_to_utf8 (out[i], folded + n));
          if (letters == KEY_LETTERS - 1)
            found->key_length = (guint8) n;
        }
      if (is_unspaced (c))
        break;
    }
  folded[n] = '\0';
  if (letters < KEY_LETTERS)
    found->key_length = (guint8) n;
  found->n_letters = (guint8) MIN (letters, 255);
  memcpy (found->key, folded, found->key_length);
  found->roman = found->capital ? read_roman (start, (gsize) (p - start)) : 0;
  number = letters >= 3 && letters <= 10
               ? tri_align_number_of_word (folded, found->capital, self->lang)
               : 0;
  if (number)
    set_number (found, number);
  if (found->key_length == 0)
    self->n_found--;
  else
    self->n_words++;
  return p;
}

/* 2,000 and 2.000 and 2 000: exactly three digits behind one separator. */
static gboolean
is_thousands (const char *p)
{
  gunichar c = g_utf8_get_char (p);

  if (c != ',' && c != '.' && c != 0xa0 && c != 0x202f)
    return FALSE;
  p = g_utf8_next_char (p);
  return g_ascii_isdigit (p[0]) && g_ascii_isdigit (p[1]) && g_ascii_isdigit (p[2])
         && !g_ascii_isdigit (p[3]);
}

static const char *
scan_number (Tokenizer *self, const char *p)
{
  guint64 number = 0;

  for (;;)
    {
      gunichar c = g_utf8_get_char (p);

      if (g_unichar_isdigit (c))
        number = (number * 10 + (guint) g_unichar_digit_value (c)) % MAX_NUMBER;
      else if (!is_thousands (p))
        break;
      self->characters++;
      p = g_utf8_next_char (p);
    }
  set_number (add_found (self, TRI_ALIGN_NUMBER), number);
  self->n_words++;
  return p;
}

static gboolean
is_quote (gunichar c)
{
  return c == '"' || c == 0xab || c == 0xbb || c == 0x2039 || c == 0x203a
         || (c >= 0x201c && c <= 0x201f);
}

static gboolean
is_dash (gunichar c)
{
  return c >= 0x2012 && c <= 0x2015;
}

/* Counts what is no letter and no digit, and keeps the marks that translators keep. */
static const char *
scan_other (Tokenizer *self, const char *p)
{
  gunichar c = g_utf8_get_char (p);
  const char *next = g_utf8_next_char (p);

  if (c < 0x80 ? g_ascii_isspace (c) : u_isUWhiteSpace ((UChar32) c))
    return next;
  self->characters++;
  if (is_quote (c))
    add_mark (self, TRI_ALIGN_PAIRED_MARK, '"');
  else if (is_dash (c))
    add_mark (self, TRI_ALIGN_PAIRED_MARK, '-');
  else if (c == '-' && *next == '-')
    {
      add_mark (self, TRI_ALIGN_PAIRED_MARK, '-');
      while (*next == '-')
        next++;
    }
  else if ((c == '\'' || c == '`') && *next == (char) c)
    {
      add_mark (self, TRI_ALIGN_PAIRED_MARK, '"');
      next++;
    }
  else if (c == 0x2026)
    add_mark (self, TRI_ALIGN_MARK, '~');
  else if (c == '.' && next[0] == '.' && next[1] == '.')
    {
      add_mark (self, TRI_ALIGN_MARK, '~');
      while (*next == '.')
        next++;
    }
  else if (c < 0x80 && strchr ("?!:;(", (int) c) && c)
    add_mark (self, TRI_ALIGN_MARK, (char) c);
  return next;
}

static void
scan_unit (Tokenizer *self, const char *p)
{
  self->n_found = 0;
  self->n_words = 0;
  self->last = 0;
  while (*p)
    {
      gunichar c = g_utf8_get_char (p);

      if (!is_quote (c) && !u_isUWhiteSpace ((UChar32) c) && c != ')' && c != ']' && c != '\''
          && c != 0x2019)
        self->last = c;
      if (c < 0x80 ? g_ascii_isalpha (c) : g_unichar_isalpha (c))
        p = scan_word (self, p);
      else if (g_unichar_isdigit (c))
        p = scan_number (self, p);
      else
        p = scan_other (self, p);
    }
}

static void
read_numerals (Tokenizer *self)
{
  if (self->n_words > HEADING_WORDS)
    return;
  for (guint i = 0; i < self->n_found; i++)
    if (self->found[i].roman > (self->n_words <= 2 ? 0 : 1))
      set_number (&self->found[i], self->found[i].roman);
}

static void
store_unit (Tokenizer *self)
{
  TriAlignSide *side = self->side;
  gboolean inside = FALSE;

  if (side->n_tokens + self->n_found > self->tokens_size)
    {
      self->tokens_size = MAX (side->n_tokens + self->n_found, self->tokens_size * 2);
      side->tokens = g_renew (guint32, side->tokens, self->tokens_size);
    }
  for (guint i = 0; i < self->n_found; i++)
    {
      const Found *found = &self->found[i];
      guint at = find_or_add (self, found);
      TriAlignWord *word = &side->words[at];

      side->tokens[side->n_tokens++] = at;
      word->count++;
      if (inside)
        {
          word->n_inside++;
          word->n_capital += found->capital ? 1 : 0;
        }
      inside = found->kind != TRI_ALIGN_PAIRED_MARK;
    }
}

static gboolean
begins_speech (gunichar c, const char *p)
{
  if (is_quote (c) || is_dash (c) || c == 0x2018)
    return TRUE;
  p = g_utf8_next_char (p);
  if (c == '-')
    return *p == ' ' || *p == '-';
  return (c == '\'' || c == '`') && (*p == '\'' || *p == '`' || g_ascii_isupper (*p));
}

static TriAlignBorder
find_border (gunichar last, const char *next)
{
  while (g_unichar_isspace (g_utf8_get_char (next)))
    next = g_utf8_next_char (next);
  if (begins_speech (g_utf8_get_char (next), next))
    return TRI_ALIGN_BORDER_SPEECH;
  while (*next && !g_unichar_isalnum (g_utf8_get_char (next)))
    next = g_utf8_next_char (next);
  if (g_unichar_islower (g_utf8_get_char (next)))
    return TRI_ALIGN_BORDER_LOWER;
  if (last == '.')
    return TRI_ALIGN_BORDER_STOP;
  if (last == '!' || last == '?')
    return TRI_ALIGN_BORDER_CALL;
  return last == ':' || last == ';' || last == ',' ? TRI_ALIGN_BORDER_COLON : TRI_ALIGN_BORDER_NONE;
}

static void
measure_words (TriAlignSide *self)
{
  float total = (float) self->n_tokens + .5f * (float) self->n_words;

  for (guint i = 0; i < self->n_words; i++)
    self->words[i].share = ((float) self->words[i].count + .5f) / total;
}

/**
 * tri_align_side_new:
 *
 * Reads the tokens of a text: words by their first letters, without case and accents; numbers,
 * also those written as words and the Roman ones of headings; the marks that translators keep.
 *
 * Returns: (transfer full): the text as numbers
 */
TriAlignSide *
tri_align_side_new (const TriAlignText *text)
{
  TriAlignSide *side = g_new0 (TriAlignSide, 1);
  Tokenizer self = { .side = side, .lang = text->lang ? text->lang : "" };

  side->n_units = text->n_units;
  side->first = g_new (guint32, text->n_units + 1);
  side->length = g_new0 (gint32, text->n_units + 1 + TRI_ALIGN_PADDING);
  side->border = g_new0 (guint8, text->n_units + 1);
  side->keys = g_string_new (NULL);
  for (guint i = 0; i < text->n_units; i++)
    {
      side->first[i] = side->n_tokens;
      side->length[i] = (gint32) self.characters;
      if (i)
        side->border[i] = (guint8) find_border (self.last, text->units[i]);
      scan_unit (&self, text->units[i]);
      read_numerals (&self);
      store_unit (&self);
    }
  side->first[text->n_units] = side->n_tokens;
  side->length[text->n_units] = (gint32) self.characters;
  measure_words (side);
  g_free (self.found);
  return side;
}

void
tri_align_side_free (TriAlignSide *self)
{
  g_free (self->first);
  g_free (self->tokens);
  g_free (self->length);
  g_free (self->border);
  g_free (self->words);
  g_free (self->table);
  g_string_free (self->keys, TRUE);
  g_free (self);
}

/**
 * tri_align_side_find:
 * @key: a key, @length bytes
 *
 * Returns: the word with this key, or %TRI_ALIGN_NO_WORD
 */
guint
tri_align_side_find (const TriAlignSide *self, const char *key, guint length)
{
  guint at;

  if (!self->table_size)
    return TRI_ALIGN_NO_WORD;
  at = find_place (self, key, length);
  return self->table[at] ? self->table[at] - 1 : TRI_ALIGN_NO_WORD;
}

/**
 * tri_align_side_find_word:
 * @folded: a whole word, folded
 *
 * Returns: the word that it counts as, or %TRI_ALIGN_NO_WORD
 */
guint
tri_align_side_find_word (const TriAlignSide *self, const char *folded)
{
  const char *end = folded;

  for (guint i = 0; i < KEY_LETTERS && *end; i++)
    end = g_utf8_next_char (end);
  return tri_align_side_find (self, folded, (guint) (end - folded));
}
