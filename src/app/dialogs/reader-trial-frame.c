/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "dialogs/reader-trial-frame.h"

#include <glib/gi18n.h>

struct _ReaderTrialFrame
{
  GtkBox parent_instance;

  GtkButton *cancel_button;
  GtkButton *act_button;
  GtkStack *stack;
  AdwStatusPage *working;
  GtkProgressBar *progress;
  AdwStatusPage *problem;
};

G_DEFINE_FINAL_TYPE (ReaderTrialFrame, reader_trial_frame, GTK_TYPE_BOX)

enum
{
  PROP_0,
  PROP_LABEL,
  PROP_ACTION,
  PROP_ADVICE,
  PROP_WORK,
  PROP_KEPT,
  PROP_REPORT,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

static void
show_page (ReaderTrialFrame *self,
           const char *name,
           gboolean can_act)
{
  const char *action = gtk_actionable_get_action_name (GTK_ACTIONABLE (self->act_button));
  GtkRoot *dialog = gtk_widget_get_root (GTK_WIDGET (self));

  gtk_stack_set_visible_child_name (self->stack, name);
  gtk_widget_set_visible (GTK_WIDGET (self->act_button), can_act);
  gtk_widget_action_set_enabled (GTK_WIDGET (dialog), action, can_act);
}

static void
reader_trial_frame_set_property (GObject *object,
                                 guint prop_id,
                                 const GValue *value,
                                 GParamSpec *pspec)
{
  ReaderTrialFrame *self = READER_TRIAL_FRAME (object);

  switch (prop_id)
    {
    case PROP_LABEL:
      gtk_button_set_label (self->act_button, g_value_get_string (value));
      break;
    case PROP_ACTION:
      gtk_actionable_set_action_name (GTK_ACTIONABLE (self->act_button),
                                      g_value_get_string (value));
      break;
    case PROP_ADVICE:
      adw_status_page_set_description (self->working, g_value_get_string (value));
      break;
    case PROP_WORK:
      gtk_accessible_update_property (GTK_ACCESSIBLE (self->progress),
                                      GTK_ACCESSIBLE_PROPERTY_LABEL,
                                      g_value_get_string (value),
                                      -1);
      break;
    case PROP_KEPT:
      adw_status_page_set_title (self->problem, g_value_get_string (value));
      break;
    case PROP_REPORT:
      gtk_stack_add_named (self->stack, g_value_get_object (value), "report");
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
reader_trial_frame_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), READER_TYPE_TRIAL_FRAME);

  G_OBJECT_CLASS (reader_trial_frame_parent_class)->dispose (object);
}

static void
reader_trial_frame_class_init (ReaderTrialFrameClass *klass)
{
  static const char *const names[] = {
    [PROP_LABEL] = "label",
    [PROP_ACTION] = "action",
    [PROP_ADVICE] = "advice",
    [PROP_WORK] = "work",
    [PROP_KEPT] = "kept",
  };
  const GParamFlags flags = G_PARAM_WRITABLE | G_PARAM_STATIC_STRINGS;
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->set_property = reader_trial_frame_set_property;
  object_class->dispose = reader_trial_frame_dispose;

  for (guint i = PROP_LABEL; i < PROP_REPORT; i++)
    properties[i] = g_param_spec_string (names[i], NULL, NULL, NULL, flags);
  properties[PROP_REPORT] = g_param_spec_object ("report", NULL, NULL, GTK_TYPE_WIDGET, flags);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/triptych/Triptych/reader-trial-frame.ui");
  gtk_widget_class_bind_template_child (widget_class, ReaderTrialFrame, cancel_button);
  gtk_widget_class_bind_template_child (widget_class, ReaderTrialFrame, act_button);
  gtk_widget_class_bind_template_child (widget_class, ReaderTrialFrame, stack);
  gtk_widget_class_bind_template_child (widget_class, ReaderTrialFrame, working);
  gtk_widget_class_bind_template_child (widget_class, ReaderTrialFrame, progress);
  gtk_widget_class_bind_template_child (widget_class, ReaderTrialFrame, problem);
}

static void
reader_trial_frame_init (ReaderTrialFrame *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * reader_trial_frame_show_work:
 * @title: what runs from now on
 */
void
reader_trial_frame_show_work (ReaderTrialFrame *self,
                              const char *title)
{
  g_return_if_fail (READER_IS_TRIAL_FRAME (self));

  gtk_progress_bar_set_fraction (self->progress, 0);
  adw_status_page_set_title (self->working, title);
  show_page (self, "working", FALSE);
}

/**
 * reader_trial_frame_show_report:
 * @can_act: whether it is what would be; else it is what was done, and all that is left is to close
 */
void
reader_trial_frame_show_report (ReaderTrialFrame *self,
                                gboolean can_act)
{
  g_return_if_fail (READER_IS_TRIAL_FRAME (self));

  gtk_button_set_label (self->cancel_button, can_act ? _ ("_Cancel") : _ ("_Close"));
  show_page (self, "report", can_act);
}

/**
 * reader_trial_frame_show_problem:
 * @error: why nothing was done
 */
void
reader_trial_frame_show_problem (ReaderTrialFrame *self,
                                 const GError *error)
{
  g_autofree char *message = NULL;

  g_return_if_fail (READER_IS_TRIAL_FRAME (self));

  message = g_markup_escape_text (error->message, -1);
  adw_status_page_set_description (self->problem, message);
  show_page (self, "problem", FALSE);
  reader_trial_frame_focus_cancel (self);
}

/**
 * reader_trial_frame_has_report:
 *
 * Returns: whether the report is what is shown
 */
gboolean
reader_trial_frame_has_report (ReaderTrialFrame *self)
{
  g_return_val_if_fail (READER_IS_TRIAL_FRAME (self), FALSE);

  return g_strcmp0 (gtk_stack_get_visible_child_name (self->stack), "report") == 0;
}

/**
 * reader_trial_frame_get_progress:
 *
 * Returns: (transfer none): for who knows how far the job is
 */
GtkProgressBar *
reader_trial_frame_get_progress (ReaderTrialFrame *self)
{
  g_return_val_if_fail (READER_IS_TRIAL_FRAME (self), NULL);

  return self->progress;
}

/**
 * reader_trial_frame_focus_cancel:
 *
 * Gives the keyboard to what closes the dialog.
 */
void
reader_trial_frame_focus_cancel (ReaderTrialFrame *self)
{
  g_return_if_fail (READER_IS_TRIAL_FRAME (self));

  gtk_widget_grab_focus (GTK_WIDGET (self->cancel_button));
}

GWeakRef *
reader_trial_frame_lend (gpointer dialog)
{
  GWeakRef *lent = g_new0 (GWeakRef, 1);

  g_weak_ref_init (lent, dialog);

  return lent;
}

gpointer
reader_trial_frame_take (GWeakRef *lent)
{
  gpointer dialog = g_weak_ref_get (lent);

  g_weak_ref_clear (lent);
  g_free (lent);

  return dialog;
}
