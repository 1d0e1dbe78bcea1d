/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "library/tri-concordance-private.h"

#include "library/tri-library-private.h"
#include "search/tri-words.h"

#include <string.h>
#include <unicode/ucol.h>
#include <unicode/ustring.h>

/* Lines in order by the words around them. A line has a piece of its key, 32 bytes: about three
 * words. Where these are the same, the lines get the next piece, and so on; so memory is the same
 * however long the words are. What is the same in 8 pieces stays as it is read. */
#define PIECE 32
#define MAX_PIECES 8
/* Words that are looked at, and bytes around the hit in which they stand. */
#define MAX_WORDS 6
#define REACH 360

typedef struct
{
  guint8 key[PIECE];
  guint32 index;
} Item;

typedef struct
{
  TriConcordance *concordance;
  const TriConcordanceHit *hits;
  TriLibrary *library;
  TriConcordanceSort sort;
  TriConcordanceProgress progress;
  gpointer data;
  guint n_done;
  guint n_all;
  GPtrArray *collators; /* by text: UCollator, not owned, or NULL */
  GHashTable *by_lang;  /* UCollator */
  GByteArray *key;      /* of the line that is read */
  gint64 passage;       /* that was read last */
  char *content;
  const char *at; /* the code point numbered @offset of it */
  guint offset;
  GError *error;
} Sorter;

static void
close_collator (gpointer collator)
{
  if (collator)
    ucol_close (collator);
}

/* Case is no difference, accents are: one word stands in one place. */
static UCollator *
open_collator (const char *lang)
{
  UErrorCode status = U_ZERO_ERROR;
  UCollator *collator = ucol_open (lang, &status);

  if (U_FAILURE (status))
    return NULL;
  ucol_setStrength (collator, UCOL_SECONDARY);
  return collator;
}

static UCollator *
get_collator (Sorter *self, guint text)
{
  const TriConcordanceText *of = g_ptr_array_index (self->concordance->texts, text);
  gpointer collator = NULL;

  if (!g_hash_table_lookup_extended (self->by_lang, of->lang, NULL, &collator))
    {
      collator = open_collator (of->lang);
      g_hash_table_insert (self->by_lang, of->lang, collator);
    }
  return collator;
}

/* --- Keys */

/* A word and its end, which comes before any letter. */
static void
append_word (Sorter *self, UCollator *collator, const char *word, gsize length)
{
  UChar letters[2 * TRI_WORD_MAX];
  guint8 bytes[512];
  int32_t n = 0;
  UErrorCode status = U_ZERO_ERROR;

  u_strFromUTF8WithSub (letters,
                        G_N_ELEMENTS (letters),
                        &n,
                        word,
                        (int32_t) MIN (length, TRI_WORD_MAX),
                        0xfffd,
                        NULL,
                        &status);
  if (U_FAILURE (status))
    return;
  n = ucol_getSortKey (collator, letters, n, bytes, sizeof bytes);
  g_byte_array_append (self->key, bytes, (guint) CLAMP (n, 1, (int32_t) sizeof bytes));
}

typedef struct
{
  gsize from[MAX_WORDS];
  gsize to[MAX_WORDS];
  guint n; /* of all there were: of the last ones the ring has the bytes */
  guint limit;
  gsize after; /* of words that do not begin before this byte */
} Words;

static gboolean
word_cb (const TriWord *word, gpointer data)
{
  Words *words = data;

  if (word->from < words->after)
    return TRUE;
  words->from[words->n % MAX_WORDS] = word->from;
  words->to[words->n % MAX_WORDS] = word->to;
  words->n++;
  return words->n < words->limit;
}

static const char *
step_back (const char *content, const char *from)
{
  const char *at = from - MIN ((gsize) (from - content), REACH);

  while (at > content && ((guchar) *at & 0xc0) == 0x80)
    at--;
  return at;
}

static void
append_left (Sorter *self, UCollator *collator, const char *start, guint skip)
{
  const char *from = step_back (self->content, start);
  Words words = { .limit = G_MAXUINT };
  guint kept;

  /* the first one may be cut */
  words.after = from > self->content ? 1 : 0;
  tri_words_foreach (from, start - from, word_cb, &words);
  kept = MIN (words.n, MAX_WORDS);
  for (guint i = skip; i < kept; i++)
    {
      guint slot = (words.n - 1 - i) % MAX_WORDS;

      append_word (self, collator, from + words.from[slot], words.to[slot] - words.from[slot]);
    }
}

static void
append_right (Sorter *self, UCollator *collator, const char *end, guint skip)
{
  gsize length = strlen (end);
  const char *to = end + MIN (length, REACH);
  Words words = { .limit = MAX_WORDS };

  while (*to && ((guchar) *to & 0xc0) == 0x80)
    to++;
  tri_words_foreach (end, to - end, word_cb, &words);
  for (guint i = skip; i < words.n; i++)
    append_word (self, collator, end + words.from[i], words.to[i] - words.from[i]);
}

static void
append_hit (Sorter *self, UCollator *collator, const char *start, const char *end)
{
  Words words = { .limit = MAX_WORDS };

  tri_words_foreach (start, end - start, word_cb, &words);
  for (guint i = 0; i < words.n; i++)
    append_word (self, collator, start + words.from[i], words.to[i] - words.from[i]);
  append_right (self, collator, end, 0);
}

static gboolean
read_passage (Sorter *self, gint64 passage)
{
  static const char sql[] = "SELECT content FROM passages WHERE id = ?";
  g_autoptr (TriStatement) row = NULL;

  if (self->passage == passage && self->content)
    return TRUE;
  row = tri_library_prepare (self->library, sql, &self->error);
  if (!row)
    return FALSE;
  sqlite3_bind_int64 (row, 1, passage);
  g_free (self->content);
  self->content = NULL;
  if (tri_library_next (self->library, row, &self->error))
    self->content = tri_statement_dup_text (row, 0);
  else if (self->error)
    return FALSE;
  if (!self->content)
    self->content = g_strdup ("");
  self->passage = passage;
  self->at = self->content;
  self->offset = 0;
  return TRUE;
}

/* Hits of one passage come one behind the other, as a rule. */
static const char *
walk (Sorter *self, guint offset)
{
  if (offset < self->offset)
    {
      self->at = self->content;
      self->offset = 0;
    }
  for (; self->offset < offset && *self->at; self->offset++)
    self->at = g_utf8_next_char (self->at);
  return self->at;
}

static void
make_key (Sorter *self, const TriConcordanceHit *hit)
{
  const char *start = walk (self, hit->start);
  const char *end = walk (self, hit->end);
  UCollator *collator = g_ptr_array_index (self->collators, hit->text);

  g_byte_array_set_size (self->key, 0);
  if (!collator)
    return;
  if (self->sort >= TRI_CONCORDANCE_R1)
    append_right (self, collator, end, self->sort - TRI_CONCORDANCE_R1);
  else if (self->sort >= TRI_CONCORDANCE_L1)
    append_left (self, collator, start, self->sort - TRI_CONCORDANCE_L1);
  else
    append_hit (self, collator, start, end);
}

static gboolean
report (Sorter *self)
{
  if (g_cancellable_set_error_if_cancelled (self->library->cancellable, &self->error))
    return FALSE;
  if (!self->progress || self->progress (self->n_done, self->n_all, self->data))
    return TRUE;
  g_set_error_literal (&self->error, G_IO_ERROR, G_IO_ERROR_CANCELLED, "");
  return FALSE;
}

/* The piece numbered @piece of the key of each. */
static gboolean
fill (Sorter *self, Item *items, guint n, guint piece)
{
  for (guint i = 0; i < n; i++)
    {
      const TriConcordanceHit *hit = &self->hits[items[i].index];
      guint from = piece * PIECE;

      if (!read_passage (self, hit->passage))
        return FALSE;
      make_key (self, hit);
      memset (items[i].key, 0, PIECE);
      if (self->key->len > from)
        memcpy (items[i].key, self->key->data + from, MIN (PIECE, self->key->len - from));
      if (piece == 0)
        self->n_done++;
      if (i % 1024 == 1023 && !report (self))
        return FALSE;
    }
  return TRUE;
}

/* --- Order */

static int
compare_places (const TriConcordanceHit *a, const TriConcordanceHit *b)
{
  if (a->text != b->text)
    return a->text < b->text ? -1 : 1;
  if (a->ord != b->ord)
    return a->ord < b->ord ? -1 : 1;
  return a->start < b->start ? -1 : a->start > b->start;
}

static int
compare_items (gconstpointer a, gconstpointer b, gpointer data)
{
  const Item *left = a;
  const Item *right = b;
  const TriConcordanceHit *hits = data;
  int order = memcmp (left->key, right->key, PIECE);

  return order ? order : compare_places (&hits[left->index], &hits[right->index]);
}

/* A key has ended where its piece has. */
static gboolean
goes_on (const Item *item)
{
  return item->key[PIECE - 1] != 0 || item->key[PIECE - 2] != 0;
}

static gboolean
sort_items (Sorter *self, Item *items, guint n, guint piece)
{
  if (!fill (self, items, n, piece))
    return FALSE;
  g_qsort_with_data (items, (int) n, sizeof *items, compare_items, (gpointer) self->hits);
  for (guint first = 0, end; first < n && piece + 1 < MAX_PIECES; first = end)
    {
      for (end = first + 1; end < n && !memcmp (items[first].key, items[end].key, PIECE); end++)
        ;
      if (end - first > 1
          && goes_on (&items[first])
          && !sort_items (self, items + first, end - first, piece + 1))
        return FALSE;
    }
  return TRUE;
}

/* By the title of the text, in the language of the interface; what is alike stays apart. */
static void
key_by_text (Sorter *self, Item *items, guint n)
{
  g_autofree guint16 *ranks = g_new0 (guint16, self->concordance->texts->len + 1);
  g_autoptr (GPtrArray) sorted = g_ptr_array_new ();

  for (guint i = 0; i < self->concordance->texts->len; i++)
    {
      const TriConcordanceText *text = g_ptr_array_index (self->concordance->texts, i);
      guint at = 0;

      while (at < sorted->len
             && g_utf8_collate (((TriConcordanceText *) sorted->pdata[at])->title, text->title)
                    <= 0)
        at++;
      g_ptr_array_insert (sorted, (int) at, (gpointer) text);
    }
  for (guint i = 0; i < sorted->len; i++)
    ranks[tri_concordance_find_text (self->concordance,
                                     ((TriConcordanceText *) sorted->pdata[i])->id)]
        = (guint16) i;
  for (guint i = 0; i < n; i++)
    {
      guint rank = ranks[self->hits[items[i].index].text];

      items[i].key[0] = (guint8) (rank >> 8);
      items[i].key[1] = (guint8) rank;
    }
}

/* First as they are read, so that passages are read one after the other. */
static gboolean
sort_all (Sorter *self, Item *items, guint n)
{
  g_qsort_with_data (items, (int) n, sizeof *items, compare_items, (gpointer) self->hits);
  if (self->sort == TRI_CONCORDANCE_READING)
    return TRUE;
  if (self->sort != TRI_CONCORDANCE_TEXT)
    return sort_items (self, items, n, 0);
  key_by_text (self, items, n);
  g_qsort_with_data (items, (int) n, sizeof *items, compare_items, (gpointer) self->hits);
  return TRUE;
}

static GArray *
take_order (Sorter *self, guint n)
{
  g_autofree Item *items = g_new0 (Item, MAX (n, 1));
  g_autoptr (GArray) order = g_array_sized_new (FALSE, FALSE, sizeof (guint32), n);

  for (guint i = 0; i < n; i++)
    items[i].index = i;
  if (!sort_all (self, items, n))
    return NULL;
  for (guint i = 0; i < n; i++)
    g_array_append_val (order, items[i].index);
  return g_steal_pointer (&order);
}

GArray *
tri_concordance_sort (TriConcordance *self,
                      TriLibrary *library,
                      TriConcordanceSort sort,
                      TriConcordanceProgress progress,
                      gpointer data,
                      GError **error)
{
  g_autoptr (GHashTable) by_lang = NULL;
  g_autoptr (GPtrArray) collators = g_ptr_array_new ();
  g_autoptr (GByteArray) key = g_byte_array_new ();
  g_autoptr (TriWideCache) cache = tri_library_widen_cache (library);
  Sorter sorter = { self, NULL, library, sort, progress, data };
  GArray *order = NULL;

  by_lang = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, close_collator);
  sorter.by_lang = by_lang;
  sorter.collators = collators;
  sorter.key = key;
  /* Nobody adds a hit any more. */
  sorter.hits = (const TriConcordanceHit *) (gpointer) self->hits->data;
  sorter.n_all = self->hits->len;
  for (guint i = 0; i < self->texts->len; i++)
    g_ptr_array_add (collators, get_collator (&sorter, i));
  order = take_order (&sorter, self->hits->len);
  g_free (sorter.content);
  if (sorter.error)
    g_propagate_error (error, sorter.error);
  return order;
}
