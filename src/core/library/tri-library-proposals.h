/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "entities/tri-discover.h"
#include "library/tri-library-entities.h"

G_BEGIN_DECLS

/* What a work seems to speak of, for the reader to judge. */

typedef enum
{
  TRI_PROPOSAL_OPEN,
  TRI_PROPOSAL_ACCEPTED,
  TRI_PROPOSAL_REJECTED, /* not an entity; never proposed again */
  TRI_PROPOSAL_MERGED,   /* into another one */
} TriProposalState;

/* A proposal of the library. */
typedef struct
{
  gint64 id;
  gint64 work;
  char *uuid;
  TriProposalState state;
  TriProposal *proposal;
  char *entity; /* the uuid of what it became, or NULL */
} TriProposalRow;

void tri_proposal_row_free (TriProposalRow *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (TriProposalRow, tri_proposal_row_free)

/* Reads the texts of the work and replaces its open proposals. What the reader rejected, and names
 * that a register of the work has, are not proposed. For the worker. */
gboolean tri_library_discover (TriLibrary *self,
                               gint64 work,
                               guint *n_proposals,
                               GCancellable *cancellable,
                               GError **error);

/* (element-type TriProposalRow): those in @state, the surest first */
GPtrArray *tri_library_list_proposals (TriLibrary *self,
                                       gint64 work,
                                       TriProposalState state,
                                       GError **error) G_GNUC_WARN_UNUSED_RESULT;
typedef enum
{
  TRI_PROPOSALS_BY_CONFIDENCE,
  TRI_PROPOSALS_BY_MENTIONS,
  TRI_PROPOSALS_BY_NAME
} TriProposalOrder;

/**
 * TriProposalQuery:
 * @type: a #TriEntityType, or -1 for all
 * @words: (nullable): what a name or a form has in it, however it is written
 *
 * Which of the open proposals of a work, and in which order.
 */
typedef struct
{
  int type;
  const char *words;
  TriProposalOrder order;
} TriProposalQuery;

/* (element-type TriProposalRow): @limit at most, from the one numbered @offset on; @n_all is how
 * many there are. */
GPtrArray *tri_library_find_proposals (TriLibrary *self,
                                       gint64 work,
                                       const TriProposalQuery *query,
                                       guint offset,
                                       guint limit,
                                       guint *n_all,
                                       GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* (element-type gint64): the ids of all of them. */
GArray *tri_library_find_proposal_ids (TriLibrary *self,
                                       gint64 work,
                                       const TriProposalQuery *query,
                                       GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* (element-type TriContext): where it is named, @limit at most, each in its words. */
GArray *tri_library_list_proposal_contexts (TriLibrary *self,
                                            const TriProposalRow *row,
                                            guint limit,
                                            GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* The reader's acts; each is one entry of the journal. An accepted proposal is an entity of the
 * work at once; its mentions are there when tri_library_link_work() was called. */
gboolean tri_library_accept_proposals (TriLibrary *self,
                                       const gint64 *ids,
                                       guint n_ids,
                                       GError **error);
gboolean tri_library_reject_proposals (TriLibrary *self,
                                       const gint64 *ids,
                                       guint n_ids,
                                       GError **error);
gboolean tri_library_rename_proposal (TriLibrary *self,
                                      gint64 id,
                                      const char *name,
                                      GError **error);
gboolean tri_library_set_proposal_types (TriLibrary *self,
                                         const gint64 *ids,
                                         guint n_ids,
                                         TriEntityType type,
                                         GError **error);
/* @other is the same as @id, and is proposed with it. */
gboolean tri_library_merge_proposals (TriLibrary *self, gint64 id, gint64 other, GError **error);

G_END_DECLS
