/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "formats/tri-format.h"

G_BEGIN_DECLS

/* A longer segment is refused: the import would part it into several passages. */
#define TRI_EXCHANGE_MAX_SEGMENT ((gsize) 1024 * 1024)
/* Of one unit, in all languages together. */
#define TRI_EXCHANGE_MAX_SEGMENTS 1000
#define TRI_EXCHANGE_MAX_TEXTS 100

/**
 * TriExchange:
 *
 * For formats that hold several languages unit by unit (TMX, XLIFF, PO, tables): takes the units as
 * they come, and pushes one text after the other into the draft, then the links. What waits lies in
 * temporary files, one a language; memory does not grow with the file.
 */
typedef struct _TriExchange TriExchange;

TriExchange *tri_exchange_new (const TriSource *source,
                               TriDraft *draft,
                               GCancellable *cancellable) G_GNUC_WARN_UNUSED_RESULT;
void tri_exchange_free (TriExchange *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (TriExchange, tri_exchange_free)

/* A text comes with the first segment in its language, or earlier, when the file says so before:
 * the source language first. @title and @author may be NULL. BCP 47, well written or not; "" for
 * unknown: then it is what the reader chose for the file. A text without segments is none. */
gboolean tri_exchange_add_text (TriExchange *self,
                                const char *lang,
                                const char *title,
                                const char *author,
                                GError **error);
/* A chapter in every text that has something in it; @title may be NULL. */
gboolean tri_exchange_begin_division (TriExchange *self, const char *title, GError **error);
gboolean tri_exchange_end_division (TriExchange *self, GError **error);

/**
 * TriExchangeUnit:
 * @key: (nullable): its id in the file; what is no xml:id is made one
 * @kind: of its passages
 * @status: of the link between its segments; @score: NAN for none
 */
typedef struct
{
  const char *key;
  TriPassageKind kind;
  guint level;
  TriStatus status;
  double score;
} TriExchangeUnit;

gboolean tri_exchange_begin (TriExchange *self, const TriExchangeUnit *unit, GError **error);
/* Several of one language stand one behind the other, and in the same link. White space at both
 * ends is taken off; an empty one is as if it did not come. */
gboolean tri_exchange_add (TriExchange *self,
                           const char *lang,
                           const char *content,
                           const TriSpan *spans,
                           guint n_spans,
                           GError **error);
/* *is_enough when the source wanted a sample, and this was as many. */
gboolean tri_exchange_end (TriExchange *self, gboolean *is_enough, GError **error);
/* Pushes all into the draft. */
gboolean tri_exchange_finish (TriExchange *self, GError **error);

G_END_DECLS
