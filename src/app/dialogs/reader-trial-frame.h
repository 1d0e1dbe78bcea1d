/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/**
 * ReaderTrialFrame:
 *
 * The content of a dialog that first tries what it is about to do, reports what would be, and does
 * it when the reader says so. The dialog has the action of that name, and a job that runs.
 *
 * Properties, for its template: "label" and "action" of the button that does it, "advice" while
 * something runs, "work" as assistive technology calls that, "kept" as the title of a problem, and
 * the widget "report".
 */
#define READER_TYPE_TRIAL_FRAME (reader_trial_frame_get_type ())
G_DECLARE_FINAL_TYPE (ReaderTrialFrame, reader_trial_frame, READER, TRIAL_FRAME, GtkBox)

void reader_trial_frame_show_work (ReaderTrialFrame *self, const char *title);
void reader_trial_frame_show_report (ReaderTrialFrame *self, gboolean can_act);
void reader_trial_frame_show_problem (ReaderTrialFrame *self, const GError *error);
gboolean reader_trial_frame_has_report (ReaderTrialFrame *self);
GtkProgressBar *reader_trial_frame_get_progress (ReaderTrialFrame *self);
void reader_trial_frame_focus_cancel (ReaderTrialFrame *self);

/* A job does not keep the dialog that waits for it: the dialog for its callback, and there the
 * dialog again (transfer full), %NULL when it is gone. */
GWeakRef *reader_trial_frame_lend (gpointer dialog) G_GNUC_WARN_UNUSED_RESULT;
gpointer reader_trial_frame_take (GWeakRef *lent) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
