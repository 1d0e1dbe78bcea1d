/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "align/tri-accounts-private.h"

#include "align/tri-align-prior.h"
#include "align/tri-align-tokens.h"
#include "model/tri-edtf.h"

#include <stdlib.h>
#include <string.h>

/* Less sure mentions are questions, no clues. */
#define MIN_CONFIDENCE 0.5

/* Words are compared by how they begin, as they sound: the languages of Europe borrow stems. */
#define NAME_SOUNDS 5
#define WORD_SOUNDS 6
#define MIN_NAME 4
#define MIN_WORD 5

/* A date that may be any of more years than these is told by its ends. */
#define MAX_YEARS 12
/* Longer numbers are years, or codes. */
#define MAX_DIGITS 3

typedef struct
{
  TriAccounts *self;
  const TriAccountsText *text;
  const TriPassage *passage;
  TriAccountsPassage *out;
  guint next_mention;
  guint next_date;
  const char *at; /* the place of @offset in the passage */
  guint offset;
} Reader;

static void
note (TriAccounts *self, guint32 clue, double value)
{
  const TriClueItem item = { clue, (float) value };
  TriClue *known;

  if (clue == TRI_ACCOUNTS_NONE)
    return;
  known = &g_array_index (self->clues, TriClue, clue);
  if (known->passage == self->n_read)
    {
      TriClueItem *old = &g_array_index (self->found, TriClueItem, known->place);

      old->value = MAX (old->value, item.value);
      return;
    }
  known->passage = self->n_read;
  known->place = self->found->len;
  g_array_append_val (self->found, item);
}

static guint32
note_number (Reader *self, TriClueKind kind, gint64 number, double value)
{
  char key[32];
  guint32 clue;

  g_snprintf (key, sizeof key, "%" G_GINT64_FORMAT, number);
  clue = tri_accounts_get_clue (self->self, kind, key);
  note (self->self, clue, value);
  return clue;
}

static void
set_parent (Reader *self, guint32 clue, guint32 parent)
{
  g_array_index (self->self->clues, TriClue, clue).parent = parent;
}

/* --- dates --- */

static void
note_years (Reader *self, int first, int last)
{
  int n = last - first + 1;

  if (n > MAX_YEARS)
    {
      note_number (self, TRI_CLUE_YEAR, first, 0.5);
      note_number (self, TRI_CLUE_YEAR, last, 0.5);
      return;
    }
  for (int year = first; year <= last; year++)
    note_number (self, TRI_CLUE_YEAR, year, 1.0 / n);
}

static void
note_date (Reader *self, const char *edtf)
{
  gint64 first, last;
  guint32 year, month;

  if (!tri_edtf_get_bounds (edtf, &first, &last) || last < first)
    return;
  self->out->from = MIN (self->out->from, (int) (first >> 9));
  self->out->to = MAX (self->out->to, (int) (last >> 9));
  if (first >> 9 != last >> 9)
    {
      note_years (self, (int) (first >> 9), (int) (last >> 9));
      return;
    }
  year = note_number (self, TRI_CLUE_YEAR, first >> 9, 1);
  if (first >> 5 != last >> 5)
    return;
  month = note_number (self, TRI_CLUE_MONTH, first >> 5, 1);
  set_parent (self, month, year);
  if (first == last)
    set_parent (self, note_number (self, TRI_CLUE_DAY, first, 1), month);
}

/* --- words --- */

static void
note_sound (Reader *self, TriClueKind kind, const char *word, guint length)
{
  char sound[TRI_ALIGN_SOUND_MAX + 1];
  glong most = kind == TRI_CLUE_WORD ? WORD_SOUNDS : NAME_SOUNDS;
  const char *end = NULL;

  /* It may end inside a character. */
  tri_align_respell (word, length, sound);
  g_utf8_validate (sound, -1, &end);
  sound[end - sound] = '\0';
  if (g_utf8_strlen (sound, -1) > most)
    *g_utf8_offset_to_pointer (sound, most) = '\0';
  note (self->self, tri_accounts_get_clue (self->self, kind, sound), 1);
}

static gboolean
is_in_mention (Reader *self, guint offset)
{
  const GArray *mentions = self->passage->mentions;

  while (self->next_mention < mentions->len
         && g_array_index (mentions, TriMention, self->next_mention).end <= offset)
    self->next_mention++;
  return self->next_mention < mentions->len
         && g_array_index (mentions, TriMention, self->next_mention).start <= offset;
}

static gboolean
is_in_date (Reader *self, guint offset)
{
  const GArray *dates = self->passage->dates;

  while (self->next_date < dates->len
         && g_array_index (dates, TriDate, self->next_date).end <= offset)
    self->next_date++;
  return self->next_date < dates->len
         && g_array_index (dates, TriDate, self->next_date).start <= offset;
}

/* "né", "née", "nés" are no "ne" and no "nee", though they fold to them. */
static gboolean
is_french_birth (Reader *self, const TriToken *token, const char *word)
{
  if (strcmp (word, "ne") != 0 && strcmp (word, "nee") != 0 && strcmp (word, "nes") != 0)
    return FALSE;
  self->at = g_utf8_offset_to_pointer (self->at, (glong) token->start - (glong) self->offset);
  self->offset = token->start;
  return g_utf8_get_char (g_utf8_next_char (self->at)) == 0xe9
         && g_hash_table_contains (self->text->topics, "naissance");
}

static guint
find_topic (Reader *self, const TriToken *token, const char *word)
{
  if (is_french_birth (self, token, word))
    word = "naissance";
  return GPOINTER_TO_UINT (g_hash_table_lookup (self->text->topics, word));
}

static gboolean
note_figures (Reader *self, const char *word, guint length)
{
  guint number;

  if (!g_ascii_isdigit (*word))
    number = tri_align_number_of_word (word, FALSE, self->text->lang);
  else
    number = length <= MAX_DIGITS ? (guint) atoi (word) : 0;
  if (number > 1)
    note_number (self, TRI_CLUE_NUMBER, number, 1);
  return number > 1 || g_ascii_isdigit (*word);
}

static void
read_word (Reader *self, const TriToken *token, const char *start)
{
  g_autofree char *word = g_strndup (start, token->length);
  gboolean is_name = is_in_mention (self, token->start);
  gboolean has_capital = token->flags & TRI_TOKEN_CAPITAL;
  gboolean is_capital = has_capital && !(token->flags & TRI_TOKEN_OPENING);
  guint n = token->end - token->start;
  guint topic;

  if (is_in_date (self, token->start) || note_figures (self, word, token->length))
    return;
  if (is_name)
    {
      if (n >= MIN_NAME && has_capital)
        note_sound (self, TRI_CLUE_PART, word, token->length);
      return;
    }
  topic = is_capital ? 0 : find_topic (self, token, word);
  if (topic > 0)
    note_number (self, TRI_CLUE_TOPIC, topic, 1);
  else if (is_capital && n >= MIN_NAME)
    note_sound (self, TRI_CLUE_CAPITAL, word, token->length);
  else if (n >= MIN_WORD)
    note_sound (self, TRI_CLUE_WORD, word, token->length);
}

static void
read_words (Reader *self)
{
  TriTokens *tokens = &self->self->tokens;

  tri_tokens_split (tokens, self->passage->content);
  for (guint i = 0; i < tokens->tokens->len; i++)
    if (self->self->found->len < TRI_ACCOUNTS_MAX_ITEMS)
      read_word (self, tri_tokens_get (tokens, i), tri_tokens_get_word (tokens, i));
}

static int
compare_items (gconstpointer a, gconstpointer b)
{
  const TriClueItem *left = a, *right = b;

  return left->clue < right->clue ? -1 : left->clue > right->clue;
}

void
tri_accounts_read (TriAccounts *self,
                   const TriAccountsText *text,
                   const TriPassage *passage,
                   TriAccountsPassage *out)
{
  Reader reader = { self, text, passage, out, .at = passage->content };

  g_array_set_size (self->found, 0);
  self->n_read++;
  for (guint i = 0; i < passage->mentions->len; i++)
    {
      const TriMention *mention = &g_array_index (passage->mentions, TriMention, i);

      if (mention->entity != 0 && mention->confidence >= MIN_CONFIDENCE)
        note_number (&reader, TRI_CLUE_ENTITY, mention->entity, 1);
    }
  for (guint i = 0; i < passage->dates->len; i++)
    note_date (&reader, g_array_index (passage->dates, TriDate, i).edtf);
  read_words (&reader);
  g_array_sort (self->found, compare_items);
}
