/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "reader-job-bar.h"

#include <glib/gi18n.h>

static GtkWidget *
make_progress (const char *words)
{
  GtkWidget *progress = gtk_progress_bar_new ();

  gtk_widget_set_hexpand (progress, TRUE);
  gtk_widget_set_valign (progress, GTK_ALIGN_CENTER);
  gtk_accessible_update_property (GTK_ACCESSIBLE (progress),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  words,
                                  -1);

  return progress;
}

GtkWidget *
reader_job_bar_new (const char *words,
                    const char *action,
                    GVariant *target,
                    GtkProgressBar **progress)
{
  GtkWidget *bar = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  GtkWidget *label = gtk_label_new (words);
  GtkWidget *button = gtk_button_new_with_mnemonic (_ ("_Stop"));

  gtk_widget_add_css_class (bar, "align-bar");
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_box_append (GTK_BOX (bar), label);
  *progress = GTK_PROGRESS_BAR (make_progress (words));
  gtk_box_append (GTK_BOX (bar), GTK_WIDGET (*progress));
  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), action);
  gtk_actionable_set_action_target_value (GTK_ACTIONABLE (button), target);
  /* Several may stand there: which of them it stops. */
  gtk_accessible_update_relation (GTK_ACCESSIBLE (button),
                                  GTK_ACCESSIBLE_RELATION_DESCRIBED_BY,
                                  label,
                                  NULL,
                                  -1);
  gtk_box_append (GTK_BOX (bar), button);

  return bar;
}
