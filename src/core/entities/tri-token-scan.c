/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "entities/tri-tokens-private.h"

#include "tri-fold.h"

#include <unicode/uchar.h>

#include <string.h>

/* The one look that goes over every byte. A name begins with one of few words, so all that is done
 * for the others is to fold their first eight letters on the way and to look these up: letters of
 * ASCII are read eight at a time. Where words begin and end in code points, what stands between
 * them and how they are spelt is found out for the few that are asked for (tri-tokens.c). */

/* Of the code points below, which is most of what our languages are written with, the class is
 * kept. */
#define N_CLASSES 0x2100

static TriClass
ask_icu (gunichar c)
{
  if (u_isupper ((UChar32) c) || u_istitle ((UChar32) c))
    return TRI_CLASS_CAPITAL;
  if (u_isalpha ((UChar32) c))
    return TRI_CLASS_LETTER;
  if (u_isdigit ((UChar32) c))
    return TRI_CLASS_DIGIT;
  if (u_isUWhiteSpace ((UChar32) c))
    return TRI_CLASS_SPACE;
  if (U_GET_GC_MASK ((UChar32) c) & (U_GC_M_MASK | U_GC_CF_MASK))
    return TRI_CLASS_MARK;
  return TRI_CLASS_OTHER;
}

static TriClass
classify_ascii (char c)
{
  if (g_ascii_islower (c))
    return TRI_CLASS_LETTER;
  if (g_ascii_isupper (c))
    return TRI_CLASS_CAPITAL;
  if (g_ascii_isdigit (c))
    return TRI_CLASS_DIGIT;
  return g_ascii_isspace (c) ? TRI_CLASS_SPACE : TRI_CLASS_OTHER;
}

/* Code points of two bytes, folded, where that is at most four bytes. */
#define N_FOLDED 0x800
#define FOLDED_LONG 0xff

typedef struct
{
  guint8 n; /* or FOLDED_LONG */
  guint8 bytes[4];
} Folded;

/* What is asked of every byte. */
typedef struct
{
  guint8 classes[N_CLASSES];
  guint8 ends[256]; /* what ends a word: of ASCII, neither a letter nor a digit */
  Folded folded[N_FOLDED];
} Tables;

/* The word at hand: what the look over it has to know lies in few numbers. */
typedef struct
{
  const guchar *end; /* what follows it */
  guint64 letters;   /* the first eight, folded */
  guint length;      /* folded */
  gboolean capital;
  gboolean ascii;
} Reading;

static Folded
fold_bytes (gunichar c)
{
  gunichar points[TRI_FOLD_MAX];
  guint n = tri_fold_char (c, points);
  Folded folded = { 0 };

  for (guint i = 0; i < n; i++)
    {
      char bytes[6];
      guint n_bytes = (guint) g_unichar_to_utf8 (points[i], bytes);

      if (folded.n + n_bytes > sizeof folded.bytes)
        return (Folded){ .n = FOLDED_LONG };
      memcpy (folded.bytes + folded.n, bytes, n_bytes);
      folded.n = (guint8) (folded.n + n_bytes);
    }
  return folded;
}

static const Tables *
get_tables (void)
{
  static Tables *tables = NULL;

  if (g_once_init_enter (&tables))
    {
      Tables *made = g_new0 (Tables, 1);

      for (gunichar c = 0; c < N_CLASSES; c++)
        made->classes[c] = (guint8) (c < 0x80 ? classify_ascii ((char) c) : ask_icu (c));
      for (guint c = 0; c < 0x80; c++)
        made->ends[c] = !g_ascii_isalnum ((char) c);
      for (gunichar c = 0; c < N_FOLDED; c++)
        made->folded[c] = fold_bytes (c);
      g_once_init_leave (&tables, made);
    }
  return tables;
}

TriClass
tri_token_classify (gunichar c)
{
  return c < N_CLASSES ? (TriClass) get_tables ()->classes[c] : ask_icu (c);
}

static inline void
add_byte (Reading *word, guint8 byte)
{
  word->letters = tri_tokens_add_letters (word->letters, word->length++, byte);
}

static G_GNUC_NO_INLINE Reading
add_folded (Reading word, gunichar c)
{
  gunichar folded[TRI_FOLD_MAX];
  guint n = tri_fold_char (c, folded);

  for (guint i = 0; i < n; i++)
    {
      char bytes[6];
      int n_bytes = g_unichar_to_utf8 (folded[i], bytes);

      for (int b = 0; b < n_bytes; b++)
        add_byte (&word, (guint8) bytes[b]);
    }
  return word;
}

/* Reads a code point beyond ASCII; FALSE when it belongs to no word. */
static inline gboolean
read_other (const Tables *tables, Reading *word, gboolean first)
{
  const guchar *p = word->end;
  gboolean two = *p < 0xe0;
  gunichar c = two ? (*p & 0x1fu) << 6 | (p[1] & 0x3fu) : g_utf8_get_char ((const char *) p);
  TriClass class = c < N_CLASSES ? (TriClass) tables->classes[c] : ask_icu (c);

  word->ascii = FALSE;
  if (first && class == TRI_CLASS_CAPITAL)
    word->capital = TRUE;
  if (tri_class_is_word (class) && two && tables->folded[c].n != FOLDED_LONG)
    for (guint i = 0; i < tables->folded[c].n; i++)
      add_byte (word, tables->folded[c].bytes[i]);
  else if (tri_class_is_word (class))
    *word = add_folded (*word, c);
  else if (!first)
    return FALSE;
  word->end += two ? 2 : g_utf8_skip[*p];
  return tri_class_is_word (class);
}

#define EACH_BYTE 0x0101010101010101u

/* Eight bytes, or what there is of them, the first one lowest. */
static inline guint64
read_eight (const guchar *p, const guchar *end)
{
  guint64 bytes = 0;

  if (G_LIKELY (end - p >= 8))
    memcpy (&bytes, p, sizeof bytes);
  else
    memcpy (&bytes, p, (gsize) (end - p));
  return GUINT64_FROM_LE (bytes);
}

/* How many of eight bytes come before the first that is no small letter of ASCII. The sums have
 * the highest bit of a byte set where it is not below a, and where it is beyond z. */
static inline guint
count_letters (guint64 bytes)
{
  guint64 low = bytes & (EACH_BYTE * 0x7f);
  guint64 letters = (low + EACH_BYTE * (0x80 - 'a')) & ~(low + EACH_BYTE * (0x7f - 'z')) & ~bytes;
  guint64 others = ~letters & (EACH_BYTE * 0x80);

  return others ? (guint) __builtin_ctzll (others) / 8 : 8;
}

/* Reads one word from @start on, which is no separator of ASCII; what is none has no length.
 * What is all marks folds to nothing and is none. */
static inline Reading
read_word (const Tables *tables, const guchar *start, const guchar *end)
{
  Reading word = { start, 0, 0, *start >= 'A' && *start <= 'Z', TRUE };

  while (TRUE)
    {
      guint64 bytes = read_eight (word.end, end) | EACH_BYTE * 0x20;
      guint n = count_letters (bytes);

      if (n < 8)
        bytes &= ((guint64) 1 << n * 8) - 1;
      word.letters = tri_tokens_add_letters (word.letters, word.length, bytes);
      word.length += n;
      word.end += n;
      if (n == 8)
        continue;
      if (tables->ends[*word.end])
        return word;
      if (*word.end < 0x80)
        add_byte (&word, *word.end++);
      else if (!read_other (tables, &word, word.end == start))
        return word;
    }
}

static gboolean
is_initial (const TriTokens *self, const TriScannedWord *word)
{
  guint n = word->end - word->start;

  return word->capital && n <= 4
         && (n == 1 || (guchar) self->text[word->start] >= 0x80)
         && g_utf8_next_char (self->text + word->start) == self->text + word->end;
}

/* P.O.U.M. is one word, with its last stop: joins @word to the one before when both are such
 * letters. */
static gboolean
join_acronym (TriTokens *self, const TriScannedWord *word, TriScannedWord *last)
{
  if (word->start != last->end + 1 || self->text[last->end] != '.' || !is_initial (self, word)
      || !(last->joined || is_initial (self, last)))
    return FALSE;
  last->end = word->end;
  last->length += word->length;
  last->joined = TRUE;
  last->stopped = self->text[word->end] == '.';
  return TRUE;
}

static inline gboolean
is_wanted_capital (const TriTokenFilter *filter, guint64 letters, guint length)
{
  guint place = tri_tokens_mix_letters (letters, length) >> filter->capital_shift;

  return filter->capital[place / 8] >> place % 8 & 1;
}

/* Whether the word may be a wanted one with an s behind it. */
static gboolean
is_wanted_bare (const TriTokens *self,
                const TriScannedWord *word,
                guint64 letters,
                const TriTokenFilter *filter)
{
  guint length = word->length - 1;

  if (word->length < 4 || self->text[word->end - 1] != 's')
    return FALSE;
  if (length < 8)
    letters &= ((guint64) 1 << length * 8) - 1;
  return is_wanted_capital (filter, letters, length);
}

static void
note (GArray *indices, guint i)
{
  if (indices->len == 0 || g_array_index (indices, guint, indices->len - 1) != i)
    g_array_append_val (indices, i);
}

static inline void
sift (TriTokens *self,
      guint i,
      const TriScannedWord *word,
      guint64 letters,
      const TriTokenFilter *filter)
{
  guint8 wanted = filter->any[tri_tokens_mix_letters (letters, word->length) >> filter->any_shift];

  if ((wanted & TRI_WANTED_ALWAYS)
      || (word->capital
          && (is_wanted_capital (filter, letters, word->length)
              || (filter->genitive && is_wanted_bare (self, word, letters, filter)))))
    note (self->hits, i);
  if (wanted & TRI_WANTED_COUNT)
    note (self->counts, i);
}

/* Room for all tokens and for all words, so that neither ever moves. */
static void
make_room (TriTokens *self)
{
  gsize length = self->words->len;

  g_array_set_size (self->tokens, self->scanned->len);
  if (self->words->allocated_len <= self->n_bytes)
    g_string_set_size (self->words, self->n_bytes);
  g_string_truncate (self->words, length);
}

/* Joins the word to the one before, when both are letters of an acronym. @before: the letters of
 * that one, and then of both. */
static gboolean
join (TriTokens *self,
      const TriScannedWord *word,
      guint64 letters,
      guint64 *before,
      const TriTokenFilter *filter)
{
  guint n = self->scanned->len;
  TriScannedWord *last = &g_array_index (self->scanned, TriScannedWord, n - 1);
  guint length = last->length;

  if (!join_acronym (self, word, last))
    return FALSE;
  *before = tri_tokens_add_letters (*before, length, letters);
  if (filter)
    sift (self, n - 1, last, *before, filter);
  return TRUE;
}

/* Room for one more word. */
static inline TriScannedWord *
append (TriTokens *self)
{
  guint n = self->scanned->len;

  if (G_UNLIKELY (n == self->room))
    {
      self->room = n * 2 + 256;
      g_array_set_size (self->scanned, self->room);
    }
  self->scanned->len = n + 1;
  return &g_array_index (self->scanned, TriScannedWord, n);
}

/**
 * tri_tokens_begin:
 * @text: UTF-8; it must live as long as anything is asked of it
 *
 * Replaces what the buffer held by a text of which nothing was read yet.
 */
void
tri_tokens_begin (TriTokens *self, const char *text)
{
  self->text = text;
  self->ascii = TRUE;
  self->room = MAX (self->room, self->scanned->len);
  self->n_long = self->n_capital = self->n_long_capital = 0;
  self->at_byte = self->at_point = 0;
  self->n_bytes = 0;
  g_array_set_size (self->scanned, 0);
  g_array_set_size (self->hits, 0);
  g_array_set_size (self->counts, 0);
  g_string_truncate (self->words, 0);
}

/**
 * tri_tokens_read:
 * @from: in bytes, behind what was read before; no word goes on across it
 * @to: likewise, exclusive
 * @filter: (nullable): which words to list in the hits and counts
 *
 * Finds the words in a part of the text: runs of letters, digits and marks, folded as by
 * tri_fold(). Tokens are made as they are asked for.
 */
void
tri_tokens_read (TriTokens *self, gsize from, gsize to, const TriTokenFilter *filter)
{
  const Tables *tables = get_tables ();
  const guchar *text = (const guchar *) self->text;
  const guchar *p = text + from;
  const guchar *end = text + to;
  guint64 before = 0;

  while (TRUE)
    {
      Reading reading;
      TriScannedWord word;

      while (tables->ends[*p] && p < end)
        p++;
      if (p >= end)
        break;
      reading = read_word (tables, p, end);
      word = (TriScannedWord){ .start = (guint) (p - text),
                               .end = (guint) (reading.end - text),
                               .length = reading.length,
                               .capital = (guint8) reading.capital };
      p = reading.end;
      self->ascii &= reading.ascii;
      if (reading.length == 0)
        continue;
      self->n_bytes += reading.length;
      self->n_long += reading.length > 3;
      if (reading.capital)
        {
          if (self->scanned->len > 0 && join (self, &word, reading.letters, &before, filter))
            continue;
          self->n_capital++;
          self->n_long_capital += reading.length > 3;
        }
      *append (self) = word;
      if (filter)
        sift (self, self->scanned->len - 1, &word, reading.letters, filter);
      before = reading.letters;
    }
  make_room (self);
}

/* Likewise of a whole text. */
void
tri_tokens_scan (TriTokens *self, const char *text, const TriTokenFilter *filter)
{
  tri_tokens_begin (self, text);
  tri_tokens_read (self, 0, strlen (text), filter);
}
