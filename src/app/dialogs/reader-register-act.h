/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "reader-session.h"

G_BEGIN_DECLS

/* What is done to a register in the dialog of registers. */
typedef enum
{
  READER_REGISTER_ATTACH,
  READER_REGISTER_DETACH,
  READER_REGISTER_REMOVE,
  READER_REGISTER_UNDO,
} ReaderRegisterActKind;

/**
 * ReaderRegisterAct:
 * @work: for which a register is switched on or off
 * @since: where the journal stood when the dialog was opened: nothing before it is undone
 */
typedef struct
{
  ReaderRegisterActKind kind;
  gint64 work;
  gint64 reg;
  gint64 since;
} ReaderRegisterAct;

void reader_register_act_run_async (const ReaderRegisterAct *self,
                                    ReaderSession *session,
                                    GAsyncReadyCallback callback,
                                    gpointer user_data);
char *reader_register_act_run_finish (GObject *worker,
                                      GAsyncResult *result,
                                      gboolean *undoable,
                                      GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
