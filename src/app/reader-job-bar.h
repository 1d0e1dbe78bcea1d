/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* A line below the texts that says what is being done and how far it is, with a button that stops
 * it. @target: (nullable): of the action; taken over if floating. @progress: (out) */
GtkWidget *reader_job_bar_new (const char *words,
                               const char *action,
                               GVariant *target,
                               GtkProgressBar **progress) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
