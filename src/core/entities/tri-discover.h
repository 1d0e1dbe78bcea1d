/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "model/tri-passage.h"

G_BEGIN_DECLS

/**
 * TriDiscoverPassage:
 * @id: the row in the library
 * @spans: (nullable) (element-type TriSpan): italics and quotations tell titles
 * @row: what corresponds has the same number in all texts; 0: nothing is known
 */
typedef struct
{
  gint64 id;
  TriPassageKind kind;
  const char *content;
  GArray *spans;
  guint64 row;
} TriDiscoverPassage;

/* A form of a proposal's name. */
typedef struct
{
  char *lang;
  char *name;
  TriNameKind kind;
  guint n;
} TriProposalForm;

/* Where a proposal is named. */
typedef struct
{
  gint64 passage;
  TriRange range;
} TriProposalPlace;

/**
 * TriProposal:
 * @name: the form to show it by, the longest of those seen often
 * @forms: (element-type TriProposalForm): the most frequent of each language first
 * @places: (element-type TriProposalPlace): a few of the mentions
 * @n_mentions: how often it was seen, whatever the form
 * @n_texts: in so many texts
 * @confidence: 0..1: that it is a name, and one name
 */
typedef struct
{
  TriEntityType type;
  char *name;
  GArray *forms;
  GArray *places;
  guint n_mentions;
  guint n_texts;
  double confidence;
} TriProposal;

TriProposal *tri_proposal_new (void) G_GNUC_WARN_UNUSED_RESULT;
void tri_proposal_free (TriProposal *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TriProposal, tri_proposal_free)

/**
 * TriDiscovery:
 *
 * Proposes the entities that texts without a register speak of, by rules and counts alone.
 *
 * All texts are read twice, passage by passage: the survey counts which words have a capital that
 * is not owed to their place, the collection gathers sequences of such words, with the particles
 * of the languages, and titles. Then tri_discovery_propose() groups what is one name in several
 * spellings, languages or lengths, and tells the types by the words around. Memory grows with the
 * number of different words and names, up to a limit from which the rare ones are dropped.
 */
typedef struct _TriDiscovery TriDiscovery;

TriDiscovery *tri_discovery_new (void) G_GNUC_WARN_UNUSED_RESULT;
void tri_discovery_free (TriDiscovery *self);
guint tri_discovery_add_text (TriDiscovery *self, const char *lang);
void tri_discovery_survey (TriDiscovery *self, guint text, const TriDiscoverPassage *passage);
void tri_discovery_collect (TriDiscovery *self, guint text, const TriDiscoverPassage *passage);
/* (element-type TriProposal): the surest first */
GPtrArray *tri_discovery_propose (TriDiscovery *self) G_GNUC_WARN_UNUSED_RESULT;

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TriDiscovery, tri_discovery_free)

G_END_DECLS
