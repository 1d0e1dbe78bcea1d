/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "reader-proposal-acts.h"

#include "library/tri-library-proposals.h"
#include "reader-proposal-filter.h"

#include <glib/gi18n.h>

ReaderProposalAct *
reader_proposal_act_new (ReaderProposalVerb verb, gint64 work)
{
  ReaderProposalAct *self = g_new0 (ReaderProposalAct, 1);

  self->verb = verb;
  self->work = work;
  self->ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  return self;
}

void
reader_proposal_act_free (ReaderProposalAct *self)
{
  g_array_unref (self->ids);
  g_free (self->name);
  g_clear_pointer (&self->query, g_variant_unref);
  g_free (self);
}

static gboolean
accept_all (TriLibrary *library, const ReaderProposalAct *self, GError **error)
{
  TriProposalQuery query = reader_proposal_filter_read (self->query);
  g_autoptr (GArray) ids = tri_library_find_proposal_ids (library, self->work, &query, error);

  return ids != NULL
         && tri_library_accept_proposals (library,
                                          (const gint64 *) (gpointer) ids->data,
                                          ids->len,
                                          error);
}

static gboolean
do_act (TriLibrary *library,
        const ReaderProposalAct *self,
        GCancellable *cancellable,
        GError **error)
{
  const gint64 *ids = (const gint64 *) (gpointer) self->ids->data;
  guint n = self->ids->len;

  switch (self->verb)
    {
    case READER_PROPOSAL_LOOK:
      return tri_library_discover (library, self->work, NULL, cancellable, error);
    case READER_PROPOSAL_ACCEPT:
      return tri_library_accept_proposals (library, ids, n, error);
    case READER_PROPOSAL_ACCEPT_ALL:
      return accept_all (library, self, error);
    case READER_PROPOSAL_REJECT:
      return tri_library_reject_proposals (library, ids, n, error);
    case READER_PROPOSAL_RENAME:
      return tri_library_rename_proposal (library, ids[0], self->name, error);
    case READER_PROPOSAL_SET_TYPE:
      return tri_library_set_proposal_types (library, ids, n, (TriEntityType) self->type, error);
    case READER_PROPOSAL_MERGE:
    default:
      return tri_library_merge_proposals (library, ids[0], ids[1], error);
    }
}

static gpointer
run (TriLibrary *library, gpointer data, GCancellable *cancellable, GError **error)
{
  return do_act (library, data, cancellable, error) ? g_new0 (char, 1) : NULL;
}

/* Reading takes its time; what the reader does goes between. */
void
reader_proposal_act_run_async (ReaderProposalAct *self,
                               ReaderSession *session,
                               GCancellable *cancellable,
                               GAsyncReadyCallback callback,
                               gpointer user_data)
{
  TriWorker *writer = reader_session_get_writer (session);
  GDestroyNotify free_act = (GDestroyNotify) reader_proposal_act_free;

  if (self->verb == READER_PROPOSAL_LOOK)
    tri_worker_run_async (writer, run, self, free_act, g_free, cancellable, callback, user_data);
  else
    tri_worker_run_between_async (writer,
                                  run,
                                  self,
                                  free_act,
                                  g_free,
                                  cancellable,
                                  callback,
                                  user_data);
}

gboolean
reader_proposal_act_run_finish (GObject *worker, GAsyncResult *result, GError **error)
{
  g_autofree char *done = tri_worker_run_finish (TRI_WORKER (worker), result, error);

  return done != NULL;
}

const char *
reader_proposal_verb_get_words (ReaderProposalVerb verb)
{
  switch (verb)
    {
    case READER_PROPOSAL_ACCEPT:
    case READER_PROPOSAL_ACCEPT_ALL:
      return _ ("Accepted");
    case READER_PROPOSAL_REJECT:
      return _ ("Not an entity");
    case READER_PROPOSAL_RENAME:
      return _ ("Renamed");
    case READER_PROPOSAL_SET_TYPE:
      return _ ("Type changed");
    case READER_PROPOSAL_MERGE:
      return _ ("Merged");
    case READER_PROPOSAL_LOOK:
    default:
      return NULL;
    }
}
