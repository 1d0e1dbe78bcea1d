/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "dialogs/reader-register-act.h"

#include "library/tri-library-bookmarks.h"
#include "library/tri-library-registers.h"

#include <glib/gi18n.h>

/* What came of an act; @undone: (nullable): the act that was taken back. */
typedef struct
{
  ReaderRegisterActKind kind;
  char *undone;
} Outcome;

static void
outcome_free (gpointer data)
{
  Outcome *self = data;

  g_free (self->undone);
  g_free (self);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Outcome, outcome_free)

static gpointer
run (TriLibrary *library,
     gpointer data,
     GCancellable *cancellable,
     GError **error)
{
  const ReaderRegisterAct *act = data;
  g_autoptr (Outcome) outcome = g_new0 (Outcome, 1);
  g_autoptr (GError) failed = NULL;

  outcome->kind = act->kind;
  switch (act->kind)
    {
    case READER_REGISTER_ATTACH:
      tri_library_attach_register (library, act->work, act->reg, &failed);
      break;
    case READER_REGISTER_DETACH:
      tri_library_detach_register (library, act->work, act->reg, &failed);
      break;
    case READER_REGISTER_REMOVE:
      tri_library_remove_register (library, act->reg, &failed);
      break;
    case READER_REGISTER_UNDO:
    default:
      outcome->undone = tri_library_undo_since (library, act->since, "register.", &failed);
    }
  if (failed == NULL)
    return g_steal_pointer (&outcome);

  g_propagate_error (error, g_steal_pointer (&failed));
  return NULL;
}

/* The acts of the journal that the dialog can take back. */
static const char *
get_act_words (const char *act)
{
  static const struct
  {
    const char *act;
    const char *words;
  } acts[] = {
    { "register.attach", N_ ("using a register") },
    { "register.detach", N_ ("not using a register any more") },
    { "register.import", N_ ("importing a register") },
    { "register.merge", N_ ("merging into a register") },
    { "register.remove", N_ ("removing a register") },
  };

  for (guint i = 0; i < G_N_ELEMENTS (acts); i++)
    if (g_str_equal (acts[i].act, act))
      return _ (acts[i].words);

  return act;
}

static char *
describe (const Outcome *outcome)
{
  static const char *const words[] = {
    [READER_REGISTER_ATTACH] = N_ ("Register switched on"),
    [READER_REGISTER_DETACH] = N_ ("Register switched off"),
    [READER_REGISTER_REMOVE] = N_ ("Register removed"),
  };

  if (outcome->kind != READER_REGISTER_UNDO)
    return g_strdup (_ (words[outcome->kind]));
  if (outcome->undone == NULL)
    return g_strdup (_ ("There is nothing to undo here"));

  return g_strdup_printf (_ ("Undone: %s"), get_act_words (outcome->undone));
}

/**
 * reader_register_act_run_async:
 *
 * Does it on the thread that writes, between two batches of what that is at.
 */
void
reader_register_act_run_async (const ReaderRegisterAct *self,
                               ReaderSession *session,
                               GAsyncReadyCallback callback,
                               gpointer user_data)
{
  tri_worker_run_between_async (reader_session_get_writer (session),
                                run,
                                g_memdup2 (self, sizeof *self),
                                g_free,
                                outcome_free,
                                NULL,
                                callback,
                                user_data);
}

/**
 * reader_register_act_run_finish:
 * @undoable: (out): whether it was something that can be taken back
 *
 * Returns: (transfer full) (nullable): what was done, in words; %NULL with @error when nothing was
 */
char *
reader_register_act_run_finish (GObject *worker,
                                GAsyncResult *result,
                                gboolean *undoable,
                                GError **error)
{
  g_autoptr (Outcome) outcome = tri_worker_run_finish (TRI_WORKER (worker), result, error);

  *undoable = outcome != NULL && outcome->kind != READER_REGISTER_UNDO;

  return outcome != NULL ? describe (outcome) : NULL;
}
