/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * TriMatchPassage:
 * @key: a hash of its key, 0 for none that says anything
 * @words: a hash of what it says
 * @n_chars: its length
 */
typedef struct
{
  guint64 key;
  guint64 words;
  guint n_chars;
} TriMatchPassage;

typedef enum
{
  TRI_MATCH_NONE,
  TRI_MATCH_SAME,     /* the same words, in the order of before */
  TRI_MATCH_MOVED,    /* the same words elsewhere */
  TRI_MATCH_CHANGED,  /* other words, alike */
  TRI_MATCH_DOUBTFUL, /* the same or like words, but nothing around says that it is this one */
} TriMatchKind;

/**
 * TriPassageMatch:
 * @index: of the passage in the new version; without meaning for %TRI_MATCH_NONE
 * @likeness: 0..1
 */
typedef struct
{
  guint index;
  TriMatchKind kind;
  double likeness;
} TriPassageMatch;

/* What a passage says; (transfer full). */
typedef char *(*TriMatchRead) (gpointer user_data, gboolean is_new, guint index);

/**
 * tri_passages_match:
 * @then: (element-type TriMatchPassage): a text as it was
 * @now: (element-type TriMatchPassage): and as it is
 * @read: called for the passages that have no equal
 *
 * Says what became of each passage. Passages whose words are there once in both tell the order
 * (patience diff: the longest chain of them, then again in each gap); what lies next to one that is
 * known follows it; the others are compared by the sequences of five letters that they share. Keys
 * count where the passages that are known have kept theirs. Nothing is quadratic.
 *
 * A passage of the new version is matched once at most. Short passages are matched by what stands
 * around them.
 *
 * Returns: (element-type TriPassageMatch): one for each of @then
 */
GArray *tri_passages_match (const GArray *then,
                            const GArray *now,
                            TriMatchRead read,
                            gpointer user_data) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
