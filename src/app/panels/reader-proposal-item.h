/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "library/tri-library-proposals.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * ReaderProposalItem:
 * @name: as it would be called
 * @details: its type, how often it is named, and its forms by language
 * @contexts: a few lines that name it
 * @text: where it is named first; likewise @passage
 *
 * A row of the list of proposals.
 */
#define READER_TYPE_PROPOSAL_ITEM (reader_proposal_item_get_type ())
G_DECLARE_FINAL_TYPE (ReaderProposalItem, reader_proposal_item, READER, PROPOSAL_ITEM, GObject)

struct _ReaderProposalItem
{
  GObject parent_instance;

  gint64 id;
  TriEntityType type;
  char *name;
  char *details;
  char *contexts;
  gint64 text;
  gint64 passage;
};

ReaderProposalItem *reader_proposal_item_new (TriLibrary *library,
                                              const TriProposalRow *row) G_GNUC_WARN_UNUSED_RESULT;
gboolean reader_proposal_item_equal (ReaderProposalItem *self, ReaderProposalItem *other);

G_END_DECLS
