/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "library/tri-import.h"
#include "model/tri-enums.h"

G_BEGIN_DECLS

/* Importing a text again, from files that changed since. */

/* What a reader makes that stands on words. */
typedef enum
{
  TRI_REPLACE_BOOKMARK,
  TRI_REPLACE_MENTION, /* these words name somebody */
  TRI_REPLACE_REFUSAL, /* they name nobody */
  TRI_REPLACE_LINK,    /* passages correspond, or do not */
} TriReplaceWhat;
#define TRI_N_REPLACE_WHATS 4

/* "bookmark", "mention", "refusal", "link" */
const char *tri_replace_what_to_nick (TriReplaceWhat what);

/**
 * TriReplaceItem:
 * @state: never %TRI_ANCHOR_EXACT
 * @quote: the words it stood on
 * @now: the words it stands on, or may stand on; "" where they are lost
 * @passage: the row of that passage, 0 for none
 */
typedef struct
{
  TriReplaceWhat what;
  TriAnchorState state;
  char *quote;
  char *now;
  gint64 passage;
} TriReplaceItem;

/**
 * TriReplaceReport:
 * @n_same: passages that stayed as they were; likewise @n_moved, @n_changed, @n_gone; @n_doubtful:
 *   they may have stayed
 * @n_new: passages of the new version that match none of before
 * @counts: what the reader made, by what became of it
 * @items: (element-type TriReplaceItem): what is moved, doubtful or lost
 * @is_stale: texts that correspond to it should be aligned again
 */
typedef struct
{
  guint n_same;
  guint n_moved;
  guint n_changed;
  guint n_doubtful;
  guint n_gone;
  guint n_new;
  guint counts[TRI_N_REPLACE_WHATS][TRI_N_ANCHOR_STATES];
  GPtrArray *items;
  gboolean is_stale;
} TriReplaceReport;

TriReplaceReport *tri_replace_report_new (void) G_GNUC_WARN_UNUSED_RESULT;
void tri_replace_report_free (TriReplaceReport *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (TriReplaceReport, tri_replace_report_free)
/* How many are doubtful or lost. */
guint tri_replace_report_count_open (const TriReplaceReport *self);

/* Reads the files of @options (its work, title, kind and registers are passed over) as new versions
 * of @text, and of other texts of its work when they hold several. With @dry_run the library is as
 * before, and the report says what would be. Returns the work, 0 on error. */
gint64 tri_library_import_replace (TriLibrary *self,
                                   gint64 text,
                                   const TriImportOptions *options,
                                   gboolean dry_run,
                                   TriReplaceReport *report,
                                   GCancellable *cancellable,
                                   GError **error);

G_END_DECLS
