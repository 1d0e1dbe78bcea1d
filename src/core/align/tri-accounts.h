/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "model/tri-passage.h"

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * TriAccounts:
 *
 * Finds passages that tell of the same thing in texts that are no translations of each other. It is
 * given the texts one after the other, each passage with its mentions and dates, and keeps of their
 * words no more than it compares by: entities, names, years, numbers, and words that go across
 * languages.
 */
typedef struct _TriAccounts TriAccounts;

/**
 * TriAccountsLink:
 * @texts: two texts, counted from 0; the first one was added first
 * @passages: a passage of each
 * @relation: %TRI_RELATION_SAME_EVENTS or %TRI_RELATION_OVERLAP
 * @confidence: how likely that relation is, 0..1
 */
typedef struct
{
  guint texts[2];
  guint passages[2];
  TriRelation relation;
  double confidence;
} TriAccountsLink;

typedef void (*TriAccountsProgress) (double fraction, gpointer user_data);

TriAccounts *tri_accounts_new (void) G_GNUC_WARN_UNUSED_RESULT;
void tri_accounts_free (TriAccounts *self);
void tri_accounts_add_text (TriAccounts *self, const char *lang);
void tri_accounts_add_passage (TriAccounts *self, const TriPassage *passage);
GArray *tri_accounts_link (TriAccounts *self,
                           TriAccountsProgress progress,
                           gpointer user_data,
                           GCancellable *cancellable,
                           GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TriAccounts, tri_accounts_free)

G_END_DECLS
