/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "entities/tri-tokens-private.h"

#include "tri-fold.h"

#include <unicode/uchar.h>

#include <string.h>

/* The one look that goes over every byte. A name begins with one of few words, so all that is done
 * for the others is to fold them into a hash on the way and to look that up: of ASCII a byte costs
 * a table and a multiplication. Where words begin and end in code points, what stands between them
 * and how they are spelt is found out for the few that are asked for (tri-tokens.c). */

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

/* The classes, and the folded letters and digits of ASCII, 0 for the rest. */
typedef struct
{
  guint8 classes[N_CLASSES];
  guint8 lower[256];
  Folded folded[N_FOLDED];
} Tables;

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
        if (g_ascii_isalnum ((char) c))
          made->lower[c] = (guint8) g_ascii_tolower ((char) c);
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

static inline guint32
hash_byte (guint32 hash, guint8 byte)
{
  return (hash ^ byte) * TRI_TOKEN_HASH_PRIME;
}

static void
hash_folded (TriScannedWord *word, gunichar c)
{
  gunichar folded[TRI_FOLD_MAX];
  guint n = tri_fold_char (c, folded);

  for (guint i = 0; i < n; i++)
    {
      char bytes[6];
      int n_bytes = g_unichar_to_utf8 (folded[i], bytes);

      for (int b = 0; b < n_bytes; b++)
        word->hash = hash_byte (word->hash, (guint8) bytes[b]);
      word->length += (guint) n_bytes;
    }
}

/* Reads a code point beyond ASCII; returns what follows it. @is_word says whether it belongs to a
 * word, to which it is then added. */
static inline const guchar *
read_other (const Tables *tables, const guchar *p, TriScannedWord *word, gboolean *is_word)
{
  gboolean two = *p < 0xe0;
  gunichar c = two ? (*p & 0x1fu) << 6 | (p[1] & 0x3fu) : g_utf8_get_char ((const char *) p);
  TriClass class = c < N_CLASSES ? (TriClass) tables->classes[c] : ask_icu (c);

  *is_word = tri_class_is_word (class);
  if (*is_word && two && tables->folded[c].n != FOLDED_LONG)
    {
      for (guint i = 0; i < tables->folded[c].n; i++)
        word->hash = hash_byte (word->hash, tables->folded[c].bytes[i]);
      word->length += tables->folded[c].n;
    }
  else if (*is_word)
    hash_folded (word, c);
  if (class == TRI_CLASS_CAPITAL && word->end == 0)
    word->capital = TRUE;
  return two ? p + 2 : (const guchar *) g_utf8_next_char ((const char *) p);
}

/* Reads one word from @start on, which is no separator of ASCII; what is none has no length.
 * What is all marks folds to nothing and is none. */
static const guchar *
read_word (const Tables *tables, const guchar *start, TriScannedWord *word, gboolean *ascii)
{
  const guint8 *lower = tables->lower;
  const guchar *p = start;

  word->hash = TRI_TOKEN_HASH_SEED;
  word->capital = *p >= 'A' && *p <= 'Z';
  while (TRUE)
    {
      const guchar *run = p;
      const guchar *next;
      guint32 hash = word->hash;
      gboolean is_word;
      guint8 c;

      while ((c = lower[*p]) != 0)
        {
          hash = hash_byte (hash, c);
          p++;
        }
      word->hash = hash;
      word->length += (guint) (p - run);
      if (*p < 0x80)
        return p;
      *ascii = FALSE;
      word->end = p != start;
      next = read_other (tables, p, word, &is_word);
      if (!is_word)
        return p == start ? next : p;
      p = next;
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

/* The hash of a joined word goes on where that of its letters so far ended. */
static void
hash_joined (TriTokens *self, TriScannedWord *last, const TriScannedWord *word)
{
  TriScannedWord letter = { .hash = last->hash };

  hash_folded (&letter, g_utf8_get_char (self->text + word->start));
  last->hash = letter.hash;
}

static inline gboolean
is_wanted_capital (const TriTokenFilter *filter, guint32 hash)
{
  guint place = tri_tokens_mix (hash) >> filter->capital_shift;

  return filter->capital[place / 8] >> place % 8 & 1;
}

/* Whether the word may be a wanted one with an s behind it. */
static gboolean
is_wanted_bare (const TriTokens *self, const TriScannedWord *word, const TriTokenFilter *filter)
{
  if (word->length < 4 || self->text[word->end - 1] != 's')
    return FALSE;
  return is_wanted_capital (filter, word->hash * TRI_TOKEN_HASH_INVERSE ^ 's');
}

static void
note (GArray *indices, guint i)
{
  if (indices->len == 0 || g_array_index (indices, guint, indices->len - 1) != i)
    g_array_append_val (indices, i);
}

static inline void
sift (TriTokens *self, guint i, const TriScannedWord *word, const TriTokenFilter *filter)
{
  guint8 wanted = filter->any[tri_tokens_mix (word->hash) >> filter->any_shift];

  if ((wanted & TRI_WANTED_ALWAYS)
      || (word->capital
          && (is_wanted_capital (filter, word->hash)
              || (filter->genitive && is_wanted_bare (self, word, filter)))))
    note (self->hits, i);
  if (wanted & TRI_WANTED_COUNT)
    note (self->counts, i);
}

static void
begin (TriTokens *self, const char *text)
{
  self->text = text;
  self->ascii = TRUE;
  self->n_long = self->n_capital = self->n_long_capital = 0;
  self->at_byte = self->at_point = 0;
  g_array_set_size (self->scanned, 0);
  g_array_set_size (self->hits, 0);
  g_array_set_size (self->counts, 0);
}

/* Room for all tokens and for all words, so that neither ever moves. */
static void
make_room (TriTokens *self, gsize n_bytes)
{
  g_array_set_size (self->tokens, self->scanned->len);
  if (self->words->allocated_len <= n_bytes)
    g_string_set_size (self->words, n_bytes);
  g_string_truncate (self->words, 0);
}

/* Joins the word to the one before, when both are letters of an acronym. */
static gboolean
join (TriTokens *self, const TriScannedWord *word, guint n, const TriTokenFilter *filter)
{
  TriScannedWord *last;

  if (n == 0 || !word->capital)
    return FALSE;
  last = &g_array_index (self->scanned, TriScannedWord, n - 1);
  if (!join_acronym (self, word, last))
    return FALSE;
  hash_joined (self, last, word);
  if (filter)
    sift (self, n - 1, last, filter);
  return TRUE;
}

static inline void
append (TriTokens *self, const TriScannedWord *word, guint n)
{
  gboolean is_long = word->length > 3;

  self->n_long += is_long;
  self->n_capital += word->capital;
  self->n_long_capital += is_long & word->capital;
  if (n == self->scanned->len)
    g_array_set_size (self->scanned, n * 2 + 256);
  g_array_index (self->scanned, TriScannedWord, n) = *word;
}

/**
 * tri_tokens_scan:
 * @text: UTF-8; it must live as long as anything is asked of it
 * @filter: (nullable): which words to list in the hits and counts
 *
 * Finds the words of a text: runs of letters, digits and marks, folded as by tri_fold().
 * Replaces what the buffer held. Tokens are made as they are asked for.
 */
void
tri_tokens_scan (TriTokens *self, const char *text, const TriTokenFilter *filter)
{
  const Tables *tables = get_tables ();
  const guchar *p = (const guchar *) text;
  gsize n_bytes = 0;
  guint n = 0;

  begin (self, text);
  while (TRUE)
    {
      TriScannedWord word = { 0 };
      const guchar *start;

      while (*p && *p < 0x80 && !tables->lower[*p])
        p++;
      if (!*p)
        break;
      start = p;
      p = read_word (tables, start, &word, &self->ascii);
      if (word.length == 0)
        continue;
      n_bytes += word.length;
      word.start = (guint) (start - (const guchar *) text);
      word.end = (guint) (p - (const guchar *) text);
      if (join (self, &word, n, filter))
        continue;
      append (self, &word, n);
      if (filter)
        sift (self, n, &word, filter);
      n++;
    }
  g_array_set_size (self->scanned, n);
  make_room (self, n_bytes);
}
