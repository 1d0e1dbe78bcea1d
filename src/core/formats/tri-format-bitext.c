/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "formats/tri-format.h"

#include "formats/tri-detect.h"
#include "formats/tri-exchange.h"
#include "formats/tri-plain-load.h"
#include "formats/tri-register-table.h"
#include "tri-error.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#include <string.h>

/* Sentences side by side, as hunalign writes them with -text: a line for each link, what stands in
 * one language, what stands in the other, and how sure it is; several sentences of a side have ~~~
 * between them, and a paragraph begins with a line of its own.
 *
 *     He came. ~~~ He sat down. ⇥ Il vint s’asseoir. ⇥ 0.85
 *     ⇥ Puis rien. ⇥ -0.3
 *     <p> ⇥ <p> ⇥ 0.3
 *
 * It says nothing of the languages: the words do. It is held whole, so it is bounded as plain text
 * is. */

#define BETWEEN "~~~"
#define CALLS_PER_LOOK 256
/* What is more is a count, a year or a place on a map. */
#define MAX_SCORE 20

typedef struct
{
  const char *at[2];
  gsize length[2];
  double score;
} Line;

typedef struct
{
  const TriSource *source;
  TriExchange *exchange;
  GCancellable *cancellable;
  char *langs[2];
} Reader;

static gboolean
parse (const char *from, const char *end, Line *line)
{
  char number[32] = "";
  char *behind = NULL;

  for (guint side = 0; side < 2; side++)
    {
      const char *tab = memchr (from, '\t', (gsize) (end - from));

      if (!tab)
        return FALSE;
      line->at[side] = from;
      line->length[side] = (gsize) (tab - from);
      from = tab + 1;
    }
  while (end > from && g_ascii_isspace (end[-1]))
    end--;
  if (end == from || (gsize) (end - from) >= sizeof number
      || !(g_ascii_isdigit (*from) || strchr ("+-.", *from)))
    return FALSE;
  memcpy (number, from, (gsize) (end - from));
  line->score = g_ascii_strtod (number, &behind);
  return behind > number && *behind == '\0';
}

static gboolean
has_letters (const char *text, gsize length)
{
  const char *end = text + length;

  for (; text < end; text = g_utf8_next_char (text))
    if (g_unichar_isalpha (g_utf8_get_char (text)))
      return TRUE;
  return FALSE;
}

/* Every line has its score, and some both sides; what are whole numbers alone are counts or years.
 * A ladder has no words. What is called a table is read as one. */
static int
sniff (const char *name, const guint8 *bytes, gsize n_bytes)
{
  g_autofree char *text = g_utf8_make_valid ((const char *) bytes, (gssize) n_bytes);
  guint n = 0, n_both = 0, n_broken = 0;
  Line line;

  /* The last line may be cut off. */
  for (const char *at = text, *end = NULL; (end = strchr (at, '\n')); at = end + 1)
    {
      if (!parse (at, end, &line) || !(fabs (line.score) <= MAX_SCORE))
        return 0;
      n++;
      n_broken += line.score < 0 || line.score != floor (line.score);
      n_both += has_letters (line.at[0], line.length[0])
                && has_letters (line.at[1], line.length[1]);
    }
  if (n < 2 || n_both == 0 || n_broken == 0)
    return 0;
  return tri_table_is_name (name) ? 25 : 88;
}

/* Hunalign writes it where a paragraph begins. */
static gboolean
is_mark (const char *sentence)
{
  return strcmp (sentence, "<p>") == 0;
}

/* Piece by piece, so that a line of too many is refused before they are held. */
static gboolean
add_side (Reader *self, const Line *line, guint side, GError **error)
{
  const char *at = line->at[side];
  const char *end = at + line->length[side];

  while (at < end)
    {
      const char *between = g_strstr_len (at, end - at, BETWEEN);
      g_autofree char *sentence = g_strndup (at, (gsize) ((between ? between : end) - at));

      if (!is_mark (g_strstrip (sentence))
          && !tri_exchange_add (self->exchange, self->langs[side], sentence, NULL, 0, error))
        return FALSE;
      at = between ? between + strlen (BETWEEN) : end;
    }
  return TRUE;
}

static gboolean
add_line (Reader *self, const Line *line, gboolean *is_enough, GError **error)
{
  TriExchangeUnit unit = { NULL, TRI_PASSAGE_PARAGRAPH, 0, TRI_STATUS_IMPORTED, NAN };

  /* Its figures may be more than 1 and less than 0. */
  if (line->score >= 0 && line->score <= 1)
    unit.score = line->score;
  return tri_exchange_begin (self->exchange, &unit, error) && add_side (self, line, 0, error)
         && add_side (self, line, 1, error)
         && tri_exchange_end (self->exchange, is_enough, error);
}

static gboolean
fail_line (const Reader *self, guint number, GError **error)
{
  g_set_error (error,
               TRI_ERROR,
               TRI_ERROR_SYNTAX,
               _ ("%s:%u: this line is not two texts and a confidence, with tabs between them"),
               self->source->name,
               number);
  return FALSE;
}

static gboolean
read_lines (Reader *self, const char *text, const char *end, GError **error)
{
  gboolean is_enough = FALSE;
  guint number = 0;
  Line line;

  while (text < end && !is_enough)
    {
      const char *next = memchr (text, '\n', (gsize) (end - text));

      if (!next)
        next = end;
      if (++number % CALLS_PER_LOOK == 0
          && g_cancellable_set_error_if_cancelled (self->cancellable, error))
        return FALSE;
      if (!parse (text, next, &line))
        return fail_line (self, number, error);
      if (!add_line (self, &line, &is_enough, error))
        return FALSE;
      text = next + 1;
    }
  return tri_exchange_finish (self->exchange, error);
}

/* By the words of a column; "" when they do not say it. */
static char *
dup_lang (const char *text, const char *end, guint side)
{
  g_autoptr (GString) words = g_string_new (NULL);
  const char *next = NULL;
  Line line;

  /* Of a line that is longer the rest says no more. */
  for (; text < end && words->len < TRI_DETECT_MAX_BYTES; text = next + 1)
    {
      next = memchr (text, '\n', (gsize) (end - text));
      if (!next)
        next = end;
      if (parse (text, next, &line))
        {
          g_string_append_len (words,
                               line.at[side],
                               (gssize) MIN (line.length[side], TRI_DETECT_MAX_BYTES + 1));
          g_string_append_c (words, '\n');
        }
    }
  return g_strdup (tri_detect_language (words->str, words->len));
}

/* Two texts have two languages, or names that tell them apart. */
static void
find_langs (Reader *self, const char *text, const char *end)
{
  for (guint side = 0; side < 2; side++)
    self->langs[side] = dup_lang (text, end, side);
  if (self->source->lang)
    {
      g_free (self->langs[0]);
      self->langs[0] = g_strdup (self->source->lang);
    }
  if (strcmp (self->langs[0], self->langs[1]) == 0)
    {
      g_free (self->langs[1]);
      self->langs[1] = g_strconcat (*self->langs[0] ? self->langs[0] : "und", "-x-target", NULL);
    }
}

static gboolean
read_bitext (const TriSource *source, TriDraft *draft, GCancellable *cancellable, GError **error)
{
  gsize length = 0;
  g_autofree char *text = tri_plain_load (source, &length, error);
  g_autoptr (TriExchange) exchange = NULL;
  Reader self = { source };
  gboolean done = FALSE;

  if (!text)
    return FALSE;
  self.exchange = exchange = tri_exchange_new (source, draft, cancellable);
  self.cancellable = cancellable;
  find_langs (&self, text, text + length);
  done = tri_exchange_add_text (exchange, self.langs[0], NULL, NULL, error)
         && tri_exchange_add_text (exchange, self.langs[1], NULL, NULL, error)
         && read_lines (&self, text, text + length, error);
  g_free (self.langs[0]);
  g_free (self.langs[1]);
  return done;
}

const TriFormat tri_format_bitext = {
  .nick = "bitext",
  .label = N_ ("Texts side by side, of hunalign"),
  .flags = TRI_FORMAT_UNITS | TRI_FORMAT_GUESSES_LANG,
  .extensions = (const char *const[]){ "txt", "align", NULL },
  .sniff = sniff,
  .read = read_bitext,
};
