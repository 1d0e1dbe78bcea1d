/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "entities/tri-linker-private.h"

#include <string.h>

/* No more than these are kept: 16 bytes each. */
#define MOST_PLACES (4 * 1024 * 1024)
/* Around a name: the word behind it, and an article and what may stand before that. */
#define WORDS_BEFORE 3
#define WORDS_BEHIND 2

typedef struct
{
  guint64 sum; /* of the content, which is not kept */
  guint n_places;
  guint8 flat;
  guint8 ascii;
} TriPassageNote;

/* Likewise a #TriCandidate, in bytes of the passage: from the first of a name to behind the last,
 * for words have other numbers when not all are read. */
typedef struct
{
  guint start;
  guint end;
  guint node;
  guint genitive;
} TriNotedPlace;

void
tri_linker_notes_init (TriLinkerNotes *self)
{
  *self = (TriLinkerNotes){ 0 };
  self->passages = g_array_new (FALSE, FALSE, sizeof (TriPassageNote));
  self->places = g_array_new (FALSE, FALSE, sizeof (TriNotedPlace));
}

void
tri_linker_notes_clear (TriLinkerNotes *self)
{
  g_clear_pointer (&self->passages, g_array_unref);
  g_clear_pointer (&self->places, g_array_unref);
}

/* Tells two contents apart, eight bytes at a time. */
static guint64
sum_up (const char *content, gsize length)
{
  guint64 sum = length;
  guint64 bytes;

  for (; length >= sizeof bytes; length -= sizeof bytes, content += sizeof bytes)
    {
      memcpy (&bytes, content, sizeof bytes);
      sum = (sum ^ bytes) * 0x9e3779b97f4a7c15u;
      sum ^= sum >> 32;
    }
  bytes = 0;
  memcpy (&bytes, content, length);
  return (sum ^ bytes) * 0x9e3779b97f4a7c15u;
}

/* Keeps where the candidates stand. All words of @content were read. */
void
tri_linker_notes_add (TriLinkerNotes *self,
                      const char *content,
                      const TriTokens *tokens,
                      const GArray *candidates,
                      gboolean flat)
{
  TriPassageNote note = { .n_places = candidates->len,
                          .flat = (guint8) flat,
                          .ascii = (guint8) tokens->ascii };

  if (self->places->len + self->passages->len + candidates->len >= MOST_PLACES)
    return;
  note.sum = sum_up (content, strlen (content));
  for (guint i = 0; i < candidates->len; i++)
    {
      const TriCandidate *candidate = &g_array_index (candidates, TriCandidate, i);
      TriNotedPlace place = { tri_tokens_get_scanned (tokens, candidate->first)->start,
                              tri_tokens_get_scanned (tokens, candidate->last)->end,
                              candidate->node,
                              (guint) candidate->genitive };

      g_array_append_val (self->places, place);
    }
  g_array_append_val (self->passages, note);
}

/* ASCII white space parts words for sure, whatever else does. */
static gboolean
has_word (const char *start, const char *end)
{
  for (const char *p = start; p < end; p++)
    if (g_ascii_isalnum (*p) || ((guchar) *p >= 0xc3 && (guchar) *p != 0xe2))
      return TRUE;
  return FALSE;
}

static const char *
go_back (const char *content, const char *from)
{
  guint n = 0;

  while (from > content && n < WORDS_BEFORE)
    {
      const char *end = from;

      while (from > content && !g_ascii_isspace (from[-1]))
        from--;
      n += has_word (from, end);
      while (from > content && n < WORDS_BEFORE && g_ascii_isspace (from[-1]))
        from--;
    }
  return from;
}

static const char *
go_on (const char *from)
{
  for (guint n = 0; *from && n < WORDS_BEHIND; n++)
    {
      while (g_ascii_isspace (*from))
        from++;
      while (*from && !g_ascii_isspace (*from))
        from++;
    }
  return from;
}

/* Reads the words around the places; each stretch once. */
static void
read_around (const TriNotedPlace *places, guint n_places, const char *content, TriTokens *tokens)
{
  const char *read = content;

  for (guint i = 0; i < n_places;)
    {
      const char *start = go_back (content, content + places[i].start);
      const char *end = go_on (content + places[i].end);

      for (i++; i < n_places && content + places[i].start <= end; i++)
        end = MAX (end, go_on (content + places[i].end));
      tri_tokens_read (tokens,
                       (gsize) (MAX (start, read) - content),
                       (gsize) (end - content),
                       NULL);
      read = end;
    }
}

static void
add_candidates (const TriNotedPlace *places,
                guint n_places,
                const TriTokens *tokens,
                GArray *candidates)
{
  guint first = 0;

  for (guint i = 0; i < n_places; i++)
    {
      TriCandidate candidate = { 0, 0, places[i].node, (gboolean) places[i].genitive };

      while (tri_tokens_get_scanned (tokens, first)->start < places[i].start)
        first++;
      candidate.first = candidate.last = first;
      while (tri_tokens_get_scanned (tokens, candidate.last)->end < places[i].end)
        candidate.last++;
      g_array_append_val (candidates, candidate);
    }
}

/**
 * tri_linker_notes_take:
 *
 * Reads of a passage what the note of it says is worth reading. Passages come in the order in
 * which they were noted.
 *
 * Returns: %FALSE when there is no note of this passage, which then is to be read as a whole
 */
gboolean
tri_linker_notes_take (TriLinkerNotes *self,
                       const char *content,
                       TriTokens *tokens,
                       GArray *candidates,
                       gboolean *flat)
{
  const TriPassageNote *note;
  const TriNotedPlace *places;

  if (self->next_passage >= self->passages->len)
    return FALSE;
  note = &g_array_index (self->passages, TriPassageNote, self->next_passage);
  if (note->sum != sum_up (content, strlen (content)))
    return FALSE;
  places = (const TriNotedPlace *) (gpointer) self->places->data + self->next_place;
  self->next_passage++;
  self->next_place += note->n_places;
  *flat = note->flat;
  g_array_set_size (candidates, 0);
  tri_tokens_begin (tokens, content);
  read_around (places, note->n_places, content, tokens);
  tokens->ascii = note->ascii;
  add_candidates (places, note->n_places, tokens, candidates);
  return TRUE;
}
