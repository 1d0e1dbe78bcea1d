/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "reader-session.h"

G_BEGIN_DECLS

/* What a reader does to proposals, on the writing thread. */

typedef enum
{
  READER_PROPOSAL_LOOK, /* reads the texts */
  READER_PROPOSAL_ACCEPT,
  READER_PROPOSAL_ACCEPT_ALL, /* of a query */
  READER_PROPOSAL_REJECT,
  READER_PROPOSAL_RENAME,
  READER_PROPOSAL_SET_TYPE,
  READER_PROPOSAL_MERGE,
} ReaderProposalVerb;

/**
 * ReaderProposalAct:
 * @ids: (element-type gint64): the proposals; of a merge the one that stays and the other
 * @name: the new one
 * @type: (type TriEntityType): the new one
 * @query: see reader_proposal_filter_read()
 */
typedef struct
{
  ReaderProposalVerb verb;
  gint64 work;
  GArray *ids;
  char *name;
  int type;
  GVariant *query;
} ReaderProposalAct;

ReaderProposalAct *reader_proposal_act_new (ReaderProposalVerb verb,
                                            gint64 work) G_GNUC_WARN_UNUSED_RESULT;
void reader_proposal_act_free (ReaderProposalAct *self);
/* @self is taken. */
void reader_proposal_act_run_async (ReaderProposalAct *self,
                                    ReaderSession *session,
                                    GCancellable *cancellable,
                                    GAsyncReadyCallback callback,
                                    gpointer user_data);
gboolean reader_proposal_act_run_finish (GObject *worker, GAsyncResult *result, GError **error);
/* In words, NULL for what needs none. */
const char *reader_proposal_verb_get_words (ReaderProposalVerb verb);

G_END_DECLS
