/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "entities/tri-dates.h"

#include "entities/tri-date-run.h"

#include <string.h>

/* How many tokens are at hand at once; how many are kept before the ones to be read, and how many
 * there have to be behind the last of those. */
#define MAX_TOKENS 256
#define BEFORE 10
#define BEHIND 24

/* How many dates may share a year that stands behind the last: May, June and July 1917. */
#define MAX_LIST 6

typedef struct
{
  TriDateRun run;
  TriDateToken tokens[MAX_TOKENS];
  /* The first token that is in no expression yet. */
  guint from;
  guint last_core;
  gboolean has_core;

  const GArray *sentences;
  guint sentence;
  /* The sentence with the last year, -1 for the passage before; what it was. */
  int year_sentence;
  gboolean has_year;
  gboolean year_is_inferred;
  int year;
  int month;
  /* The last day that was named, and in which sentence. */
  gboolean has_day;
  guint day_sentence;
  TriDatePoint day;

  GArray *dates;
} Finder;

/* Without one of these there is no date. */
static gboolean
is_core (const TriDateToken *token)
{
  switch (token->kind)
    {
    case TRI_DATE_NUMBER:
    case TRI_DATE_MONTH:
    case TRI_DATE_MONTH_SHORT:
    case TRI_DATE_REPUBLICAN:
    case TRI_DATE_TENS_ALONE:
    case TRI_DATE_TEENS:
    case TRI_DATE_HUNDREDS:
    case TRI_DATE_DECADES:
    case TRI_DATE_CENTURY:
      return TRUE;
    default:
      return FALSE;
    }
}

static gboolean
can_begin (const TriDateToken *token)
{
  switch (token->kind)
    {
    case TRI_DATE_OTHER:
      return (token->flags & TRI_DATE_CAPITAL) && token->end - token->start <= 2;
    case TRI_DATE_FUNCTION:
    case TRI_DATE_UNIT:
    case TRI_DATE_COUNTER:
    case TRI_DATE_OF:
    case TRI_DATE_ARTICLE:
    case TRI_DATE_PREPOSITION:
    case TRI_DATE_TO:
    case TRI_DATE_AND:
    case TRI_DATE_YEAR_WORD:
      return FALSE;
    case TRI_DATE_PUNCTUATION:
      return token->value == '\'' || token->value == '~';
    default:
      return TRUE;
    }
}

static guint
get_sentence (Finder *self, guint place)
{
  while (self->sentences && self->sentence + 1 < self->sentences->len
         && g_array_index (self->sentences, TriRange, self->sentence + 1).start <= place)
    self->sentence++;
  return self->sentence;
}

/* The year of the next date in a list: "12 May and 3 June 1917". */
static gboolean
find_year_behind (const TriDateRun *run, guint at, int *year)
{
  for (guint i = 0; i < MAX_LIST; i++)
    {
      TriDateExpression next = { 0 };

      if (!tri_date_run_is (run, at, TRI_DATE_AND)
          && !tri_date_run_is (run, at, TRI_DATE_OR)
          && !tri_date_run_is_mark (run, at, ','))
        return FALSE;
      at++;
      while (tri_date_run_is (run, at, TRI_DATE_AND)
             || tri_date_run_is (run, at, TRI_DATE_PREPOSITION))
        at++;
      at = tri_date_run_skip_of (run, at);
      if (!tri_date_read_expression (run, at, &next) || next.match.first.unit > TRI_DATE_UNIT_MONTH)
        return FALSE;
      *year = next.match.first.year;
      if (next.match.first.has_year)
        return TRUE;
      at = next.end;
    }
  return FALSE;
}

/* A year that is itself inferred is handed on as long as the months go forward. */
static gboolean
can_inherit (const Finder *self, const TriDatePoint *point, guint sentence)
{
  return self->has_year
         && self->year_sentence + 1 >= (int) sentence
         && (!self->year_is_inferred || point->month >= self->month);
}

static void
set_year (TriDateMatch *match, int year)
{
  match->first.year = year;
  match->first.has_year = TRUE;
  if (!match->is_range || match->last.has_year)
    return;
  match->last.year = year;
  match->last.has_year = TRUE;
  if (!tri_date_point_is_before (&match->first, &match->last))
    match->last.year++;
}

static void
remember_year (Finder *self, const TriDateMatch *match, guint sentence, gboolean inferred)
{
  const TriDatePoint *point = match->is_range ? &match->last : &match->first;

  if (!point->has_year || point->unit > TRI_DATE_UNIT_YEAR)
    return;
  self->has_year = TRUE;
  self->year = point->year;
  self->month = point->unit == TRI_DATE_UNIT_YEAR ? 0 : point->month;
  self->year_sentence = (int) sentence;
  self->year_is_inferred = inferred;
}

/* A day without any year is a date still, a month is not. */
static gboolean
infer_year (Finder *self, TriDateExpression *expression, guint sentence, gboolean *inferred)
{
  TriDateMatch *match = &expression->match;
  int year = 0;

  *inferred = FALSE;
  if (match->first.has_year)
    return TRUE;
  if (find_year_behind (&self->run, expression->end, &year))
    *inferred = TRUE;
  else if (can_inherit (self, &match->first, sentence))
    {
      *inferred = TRUE;
      year = self->year;
    }
  if (!*inferred)
    return match->first.unit == TRI_DATE_UNIT_DAY;
  set_year (match, year);
  return tri_date_point_is_valid (&match->first);
}

static char *
dup_edtf (const TriDateExpression *expression)
{
  const TriDateMatch *match = &expression->match;
  g_autofree char *first = NULL;
  g_autofree char *last = NULL;

  if (expression->limit != 0 && match->is_range)
    {
      first = tri_date_point_dup_edtf (&match->first);
      last = tri_date_point_dup_edtf (&match->last);
      return g_strdup_printf ("[%s..%s]", first, last);
    }
  if (expression->limit != 0)
    return tri_date_point_dup_limit (&match->first, expression->limit > 0);
  if (match->is_range || match->is_open)
    return tri_date_point_dup_range (&match->first, match->is_range ? &match->last : NULL);
  return tri_date_point_dup_edtf (&match->first);
}

static void
remember_day (Finder *self, const TriDatePoint *point, guint sentence)
{
  self->has_day = point->unit == TRI_DATE_UNIT_DAY && !point->approximate && !point->uncertain;
  self->day_sentence = sentence;
  self->day = *point;
}

/* "le 10 août … le 13": a later day of the month that was named in the same sentence or the one
 * before. */
static gboolean
add_lone_day (Finder *self, guint at)
{
  const TriDateToken *token = &self->tokens[at];
  TriDate date = {
    .start = token->start,
    .end = token->end,
    .origin = TRI_ORIGIN_LINKED,
    .inferred = TRUE,
  };
  guint sentence;
  TriDatePoint day = self->day;

  if (!self->has_day || !tri_date_is_lone_day (&self->run, at))
    return FALSE;
  sentence = get_sentence (self, date.start);
  day.day = token->value;
  if (sentence > self->day_sentence + 1 || day.day <= self->day.day
      || !tri_date_point_is_valid (&day))
    return FALSE;
  remember_day (self, &day, sentence);
  date.edtf = tri_date_point_dup_edtf (&day);
  g_array_append_val (self->dates, date);
  return TRUE;
}

static void
add_date (Finder *self, TriDateExpression *expression)
{
  TriDate date = {
    .start = self->run.tokens[expression->start].start,
    .end = self->run.tokens[expression->end - 1].end,
    .origin = TRI_ORIGIN_LINKED,
  };
  guint sentence = get_sentence (self, date.start);

  if (!infer_year (self, expression, sentence, &date.inferred))
    return;
  remember_year (self, &expression->match, sentence, date.inferred);
  remember_day (self,
                expression->match.is_range ? &expression->match.last : &expression->match.first,
                sentence);
  date.edtf = dup_edtf (expression);
  g_array_append_val (self->dates, date);
}

/* Reads the expressions that begin before @limit, and keeps the tokens from @keep on. */
static void
read_tokens (Finder *self, guint limit, guint keep)
{
  guint at = self->from;

  while (at < limit)
    {
      TriDateExpression expression;

      if (can_begin (&self->tokens[at])
          && tri_date_read_expression (&self->run, at, &expression))
        {
          add_date (self, &expression);
          at = expression.end;
          self->run.floor = at;
        }
      else
        {
          if (self->tokens[at].kind == TRI_DATE_NUMBER && add_lone_day (self, at))
            self->run.floor = at + 1;
          at++;
        }
    }
  self->run.floor = self->run.floor > keep ? self->run.floor - keep : 0;
  self->from = at > keep ? at - keep : 0;
  self->run.n -= keep;
  memmove (self->tokens, self->tokens + keep, self->run.n * sizeof (TriDateToken));
  self->has_core = FALSE;
  for (guint i = self->from; i < self->run.n; i++)
    if (is_core (&self->tokens[i]))
      {
        self->has_core = TRUE;
        self->last_core = i;
      }
}

static void
forget_tokens (Finder *self)
{
  guint keep = self->run.n - BEFORE;

  self->run.n = BEFORE;
  self->from = self->from > keep ? self->from - keep : 0;
  self->run.floor = self->run.floor > keep ? self->run.floor - keep : 0;
  memmove (self->tokens, self->tokens + keep, BEFORE * sizeof (TriDateToken));
}

static void
add_token (Finder *self)
{
  guint n = ++self->run.n;

  if (is_core (&self->tokens[n - 1]))
    {
      self->has_core = TRUE;
      self->last_core = n - 1;
    }
  if (!self->has_core && n >= 4 * BEFORE)
    forget_tokens (self);
  else if (self->has_core && n > self->last_core + BEHIND)
    read_tokens (self, self->last_core + 1, n - BEFORE);
  else if (n == MAX_TOKENS)
    read_tokens (self, n - BEHIND, n - BEHIND - BEFORE);
}

static void
leave_year (const Finder *self, TriDateContext *context)
{
  guint n = self->sentences ? self->sentences->len : 1;

  context->has_year = self->has_year && self->year_sentence + 1 >= (int) n;
  context->year = self->year;
}

/**
 * tri_dates_find:
 * @content: UTF-8
 * @lang: BCP 47
 * @sentences: (nullable) (element-type TriRange): of @content; without them it is one sentence
 * @context: (nullable) (inout): what the passage before left, and what this one leaves
 * @dates: (element-type TriDate): those found are appended, in order, without overlap
 *
 * Finds date expressions in French, English and Dutch by rules, and says each as EDTF (ISO 8601-2):
 * days, months, seasons, years, decades, centuries, parts of those and ranges. The range is the
 * whole expression, without article and without a preposition that adds nothing to the value. A day
 * or a month without a year takes that of the same sentence or of the one before.
 *
 * One pass; time is linear and memory bounded, whatever the text.
 */
void
tri_dates_find (const char *content,
                const char *lang,
                const GArray *sentences,
                TriDateContext *context,
                GArray *dates)
{
  Finder finder = { .sentences = sentences, .dates = dates, .year_sentence = -1 };
  TriDateScanner scanner;

  finder.run.content = content;
  finder.run.tokens = finder.tokens;
  finder.run.languages = tri_date_get_languages (lang);
  if (context)
    {
      finder.has_year = context->has_year;
      finder.year = context->year;
    }
  tri_date_scanner_init (&scanner, content, finder.run.languages);
  while (tri_date_scanner_next (&scanner, &finder.tokens[finder.run.n]))
    add_token (&finder);
  if (finder.has_core)
    read_tokens (&finder, finder.run.n, finder.run.n);
  if (context)
    leave_year (&finder, context);
}
