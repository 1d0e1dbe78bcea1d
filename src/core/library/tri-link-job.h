/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "entities/tri-linker.h"
#include "library/tri-library-private.h"
#include "library/tri-library-registers.h"

G_BEGIN_DECLS

/* Private to the library: the names of a work while they are found. */

/**
 * TriLinkJob:
 * @options: (nullable)
 * @mark: (nullable): that of the work when its names were read, see tri-library-stale.h
 * @is_outdated: another mark was set since, so they are other names now: the job stops
 * @has_links: passages of the work correspond
 * @n_mentions: that were made
 * @n_done: passages that were read
 * @n_all: and that are to be read
 * @changes: of each entity, by how much its count in the text at hand changed in this batch
 * @taken: (element-type TriRange): where no name is looked for in the passage at hand
 * @mentions: (element-type TriMention): of the passage at hand
 */
typedef struct
{
  TriLibrary *library;
  GCancellable *cancellable;
  const TriLinkOptions *options;
  gint64 work;
  char *mark;
  gboolean is_outdated;
  gboolean has_links;
  guint n_mentions;
  guint64 n_done;
  guint64 n_all;
  GHashTable *changes;
  GArray *taken;
  GArray *mentions;
} TriLinkJob;

void tri_link_job_init (TriLinkJob *self,
                        TriLibrary *library,
                        gint64 work,
                        const TriLinkOptions *options,
                        GCancellable *cancellable);
void tri_link_job_clear (TriLinkJob *self);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (TriLinkJob, tri_link_job_clear)

/* A transaction of some 35 ms at most. It is no failure when the job turns out to be outdated. */
TriTransaction *tri_link_job_begin (TriLinkJob *self, GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* Whether there is time for more in the transaction that began then. */
gboolean tri_link_job_has_time (TriLinkJob *self, gint64 began);
/* Ends it, and lets the reader's own acts pass. */
gboolean tri_link_job_commit (TriLinkJob *self, TriTransaction *transaction, GError **error);

/**
 * TriLinkText:
 * @lang: its language
 * @linker: what is known of it; %NULL before the survey, and when it is needed no more
 * @open: (element-type gint64): the passages with names of which it is open whom they mean
 */
typedef struct
{
  gint64 id;
  char *lang;
  TriLinkerText *linker;
  GArray *open;
} TriLinkText;

TriLinkText *tri_link_text_new (gint64 id, const char *lang) G_GNUC_WARN_UNUSED_RESULT;
void tri_link_text_free (TriLinkText *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (TriLinkText, tri_link_text_free)

/* Reads all of the text, without writing. */
gboolean tri_link_text_survey (TriLinkText *self,
                               TriLinkJob *job,
                               TriLinker *linker,
                               GError **error);
/* Replaces what the linker said of the text. */
gboolean tri_link_text_link (TriLinkText *self, TriLinkJob *job, GError **error);
/* Once all texts are linked: the passages that are open again, by what their counterparts name. */
gboolean tri_link_text_decide (TriLinkText *self, TriLinkJob *job, GError **error);

G_END_DECLS
