/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "reader-link-words.h"

#include "library/tri-library-links.h"

#include <glib/gi18n.h>
#include <math.h>

/* What is surer than that is said without a doubt, in hundredths. Never 100: it was computed. */
#define MOST 99

static int
get_per_cent (double score)
{
  return CLAMP ((int) round (score * 100), 0, MOST);
}

/* Where a link comes from, and how sure it is. */
static char *
dup_origin (TriStatus status, double score)
{
  switch (status)
    {
    case TRI_STATUS_IMPORTED:
      return g_strdup (_ ("link imported"));
    case TRI_STATUS_CONFIRMED:
      return g_strdup (_ ("link confirmed"));
    case TRI_STATUS_COMPUTED:
    default:
      if (isnan (score))
        return g_strdup (_ ("link computed"));
      if (score < TRI_LINK_DOUBTFUL)
        /* Translators: how sure the program is that two sentences correspond. */
        return g_strdup_printf (_ ("link unsure, %d %%"), get_per_cent (score));
      return g_strdup_printf (_ ("link computed, %d %%"), get_per_cent (score));
    }
}

/**
 * reader_link_words_dup:
 * @score: how likely the link is, NAN when nobody said
 *
 * Returns: (transfer full): what a link of accounts says, where it comes from, and how sure it is
 */
char *
reader_link_words_dup (TriRelation relation, TriStatus status, double score)
{
  g_autofree char *origin = dup_origin (status, score);

  switch (relation)
    {
    case TRI_RELATION_SAME_EVENTS:
      /* Translators: two passages tell of them; %s is "link computed, 84 %" or the like. */
      return g_strdup_printf (_ ("same events, %s"), origin);
    case TRI_RELATION_OVERLAP:
      /* Translators: two passages tell partly of the same; %s is "link computed, 84 %" or so. */
      return g_strdup_printf (_ ("overlap, %s"), origin);
    case TRI_RELATION_TRANSLATION:
    default:
      return g_steal_pointer (&origin);
    }
}

/**
 * reader_link_words_dup_omission:
 * @link: (nullable): what says that there is no counterpart
 * @is_aligned: whether a counterpart was looked for, so that none is there when no link says so
 *
 * Returns: (transfer full): the same where there is no counterpart
 */
char *
reader_link_words_dup_omission (const TriLink *link, gboolean is_aligned)
{
  if (link == NULL || link->kind != TRI_LINK_OMISSION)
    return g_strdup (is_aligned ? _ ("no counterpart found") : _ ("no links"));
  if (link->status != TRI_STATUS_COMPUTED)
    return g_strdup (_ ("no counterpart, confirmed"));
  if (isnan (link->score))
    return g_strdup (_ ("no counterpart, computed"));
  if (link->score < TRI_LINK_DOUBTFUL)
    return g_strdup_printf (_ ("no counterpart, unsure, %d %%"), get_per_cent (link->score));
  return g_strdup_printf (_ ("no counterpart, computed, %d %%"), get_per_cent (link->score));
}

/**
 * reader_link_words_dup_reason:
 * @kind: what the program took a work for
 *
 * Returns: (transfer full): why, in words
 */
char *
reader_link_words_dup_reason (TriWorkKind kind, const TriKindReason *reason)
{
  int sure = (int) round (reason->confidence * 100);
  int share = (int) round (reason->share * 100);

  if (kind == TRI_WORK_ACCOUNTS)
    /* Translators: why the program takes the texts for accounts that are no translations. */
    return g_strdup_printf (_ ("Found by comparison: sentence by sentence the most similar texts "
                               "correspond with %1$d %% certainty only, over %2$d %% of the "
                               "shorter one"),
                            sure,
                            share);

  /* Translators: why the program takes the texts for translations of each other. */
  return g_strdup_printf (_ ("Found by comparison: sentence by sentence the most similar texts "
                             "correspond with %1$d %% certainty, over %2$d %% of the shorter one"),
                          sure,
                          share);
}
