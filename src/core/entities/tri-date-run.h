/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "entities/tri-date-point.h"
#include "entities/tri-date-tokens.h"

G_BEGIN_DECLS

/**
 * TriDateRun:
 *
 * Words and marks that follow one another, among which there may be dates. The parsers below are
 * asked whether something begins at a token, and say where it ends: 0 means that it does not.
 * They look at a bounded number of tokens, and back to @floor at most, behind the last expression.
 */
typedef struct
{
  const char *content;
  const TriDateToken *tokens;
  guint n;
  guint floor;
  guint languages;
} TriDateRun;

/**
 * TriDateMatch:
 * @is_range: from @first to @last
 * @is_open: from @first on
 * @is_bare_year: nothing but the number says that it is a year
 * @is_bare_month: a month without day and year
 */
typedef struct
{
  TriDatePoint first;
  TriDatePoint last;
  gboolean is_range;
  gboolean is_open;
  gboolean is_bare_year;
  gboolean is_bare_month;
} TriDateMatch;

static inline const TriDateToken *
tri_date_run_get (const TriDateRun *run, guint at)
{
  static const TriDateToken end = { .kind = TRI_DATE_END };

  return at < run->n ? &run->tokens[at] : &end;
}

static inline gboolean
tri_date_run_is (const TriDateRun *run, guint at, TriDateKind kind)
{
  return tri_date_run_get (run, at)->kind == kind;
}

static inline gboolean
tri_date_run_is_mark (const TriDateRun *run, guint at, char mark)
{
  const TriDateToken *token = tri_date_run_get (run, at);

  return token->kind == TRI_DATE_PUNCTUATION && token->value == mark;
}

static inline gboolean
tri_date_run_is_tight (const TriDateRun *run, guint at)
{
  return !(tri_date_run_get (run, at)->flags & TRI_DATE_SPACE);
}

/* A number in figures without an ending. */
static inline gboolean
tri_date_run_is_number (const TriDateRun *run, guint at)
{
  const TriDateToken *token = tri_date_run_get (run, at);

  return token->kind == TRI_DATE_NUMBER
         && !(token->flags & (TRI_DATE_NUMERAL | TRI_DATE_DECADE | TRI_DATE_GLUED));
}

guint tri_date_run_skip_of (const TriDateRun *run, guint at);
guint tri_date_run_skip_text (const TriDateRun *run, guint at, const char *const *texts);
gboolean tri_date_run_says (const TriDateRun *run, guint at, const char *word);

/* Years, and what decides that a number is one (tri-date-years.c). */
guint tri_date_read_era (const TriDateRun *run, guint at, int *sign);
guint tri_date_read_year (const TriDateRun *run, guint at, gboolean has_day, TriDatePoint *point);
guint tri_date_read_bare_year (const TriDateRun *run, guint at, TriDateMatch *match);
gboolean tri_date_is_year_likely (const TriDateRun *run,
                                  guint start,
                                  guint end,
                                  const TriDateMatch *match);

gboolean tri_date_has_year_cue (const TriDateRun *run, guint start);

/* Years and days in words (tri-date-spelled.c), the calendar of the French Republic. */
guint tri_date_read_year_words (const TriDateRun *run, guint at, TriDatePoint *point);
guint tri_date_read_spelled_year (const TriDateRun *run, guint at, TriDateMatch *match);
gboolean tri_date_add_day_words (const TriDateRun *run, TriDateMatch *match, guint *start);
guint tri_date_read_republican (const TriDateRun *run, guint at, TriDateMatch *match);

/* Days, months and seasons (tri-date-days.c), days in figures (tri-date-figures.c). */
guint tri_date_read_figures (const TriDateRun *run, guint at, TriDateMatch *match);
guint tri_date_read_day (const TriDateRun *run, guint at, TriDateMatch *match);
gboolean tri_date_is_lone_day (const TriDateRun *run, guint at);
guint tri_date_read_month (const TriDateRun *run, guint at, TriDateMatch *match);
guint tri_date_read_season (const TriDateRun *run, guint at, TriDateMatch *match);

/* The mark of the old or the new style (tri-date-styles.c). */
guint tri_date_read_styles (const TriDateRun *run, guint at, TriDateMatch *match);

/* Decades, centuries, halves and quarters (tri-date-spans.c). */
guint tri_date_read_decade (const TriDateRun *run, guint at, TriDateMatch *match);
guint tri_date_read_century (const TriDateRun *run, guint at, TriDateMatch *match);
guint tri_date_read_half (const TriDateRun *run, guint at, TriDateMatch *match);

/**
 * TriDateExpression:
 * @start: the first of its tokens; @end is behind the last
 * @limit: -1 not before it, 1 not after it; 0: it is what @match says
 */
typedef struct
{
  TriDateMatch match;
  guint start;
  guint end;
  int limit;
} TriDateExpression;

gboolean tri_date_read_expression (const TriDateRun *run, guint at, TriDateExpression *expression);

G_END_DECLS
