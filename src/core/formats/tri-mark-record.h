/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "model/tri-enums.h"

G_BEGIN_DECLS

/**
 * TriMarkSpot:
 * @uuid: of a part; or ""
 * @work: what names the work for good, as of @text: the uuid; or "" when a file does not say
 * @address: (nullable): where somebody else found the words: a web address, an identifier of a book
 * @lang: BCP 47, or ""
 * @chapter: the title of the innermost division, or ""
 * @key: of the passage the words begin in, @end_key of the one they end in; or ""
 * @start: code points into the first passage, @end into the last
 * @whole: whole passages are meant
 * @quote: the words, with @prefix and @suffix around them
 *
 * A place of a mark, as files tell of it. No string but @address is %NULL.
 */
typedef struct
{
  char *uuid;
  char *work;
  char *work_title;
  char *text;
  char *text_title;
  char *address;
  char *lang;
  char *chapter;
  char *key;
  char *end_key;
  guint start;
  guint end;
  gboolean whole;
  char *quote;
  char *prefix;
  char *suffix;
} TriMarkSpot;

/**
 * TriMarkRecord:
 * @uuid: what names it for good
 * @spots: (element-type TriMarkSpot): where it stands: the first place, then its parts
 * @counterparts: (element-type TriMarkSpot): the passages that correspond, of other texts
 * @created: Unix seconds; likewise @modified
 * @line: of the file it was read from, from 1
 * @problem: (nullable): why it cannot be taken in, in words
 *
 * A mark of the reader with all that is said of it, as it goes to files and comes from them.
 */
typedef struct
{
  char *uuid;
  TriMarkKind kind;
  TriMarkStyle style;
  TriScope scope;
  char letter;
  char *colour;
  char *note;
  GStrv labels;
  GPtrArray *spots;
  GPtrArray *counterparts;
  gint64 created;
  gint64 modified;
  guint line;
  char *problem;
} TriMarkRecord;

TriMarkRecord *tri_mark_record_new (void) G_GNUC_WARN_UNUSED_RESULT;
void tri_mark_record_free (TriMarkRecord *self);
TriMarkSpot *tri_mark_spot_new (void) G_GNUC_WARN_UNUSED_RESULT;
void tri_mark_spot_free (TriMarkSpot *self);
/* Puts a copy of @value in the place of what was there; %NULL: "". */
void tri_mark_set (char **member, const char *value);
/* The first place, or %NULL. */
const TriMarkSpot *tri_mark_record_get_spot (const TriMarkRecord *self);
/* A uuid that is always the same for @name (RFC 4122, version 5). */
char *tri_mark_dup_uuid_for (const char *name) G_GNUC_WARN_UNUSED_RESULT;

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TriMarkRecord, tri_mark_record_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (TriMarkSpot, tri_mark_spot_free)

G_END_DECLS
