/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "panels/reader-work-row.h"

#include "panels/reader-panel-row.h"

#include "reader-words.h"

#include <glib/gi18n.h>

struct _ReaderWorkRow
{
  GtkWidget parent_instance;

  GtkWidget *words;
  GtkLabel *title;
  GtkLabel *texts;
  GtkLabel *opened;
  GtkActionable *edit;
  GtkActionable *delete;
  gint64 work;
};

G_DEFINE_FINAL_TYPE (ReaderWorkRow, reader_work_row, GTK_TYPE_WIDGET)

static void
reader_work_row_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), READER_TYPE_WORK_ROW);

  G_OBJECT_CLASS (reader_work_row_parent_class)->dispose (object);
}

static void
reader_work_row_class_init (ReaderWorkRowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = reader_work_row_dispose;

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/triptych/Triptych/reader-work-row.ui");
  gtk_widget_class_bind_template_child (widget_class, ReaderWorkRow, words);
  gtk_widget_class_bind_template_child (widget_class, ReaderWorkRow, title);
  gtk_widget_class_bind_template_child (widget_class, ReaderWorkRow, texts);
  gtk_widget_class_bind_template_child (widget_class, ReaderWorkRow, opened);
  gtk_widget_class_bind_template_child (widget_class, ReaderWorkRow, edit);
  gtk_widget_class_bind_template_child (widget_class, ReaderWorkRow, delete);
}

static void
reader_work_row_init (ReaderWorkRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * reader_work_row_new:
 *
 * Returns: (transfer none): an empty row
 */
GtkWidget *
reader_work_row_new (void)
{
  return g_object_new (READER_TYPE_WORK_ROW, NULL);
}

static char *
dup_texts (TriWork *work)
{
  g_autofree char *languages = reader_words_dup_languages (work);
  g_autofree char *authors = reader_words_dup_authors (work);

  return *authors != '\0' ? g_strdup_printf ("%s — %s", languages, authors)
                          : g_strdup (languages);
}

/* What tells apart two works of one title, and perhaps of one author. */
static char *
dup_difference (TriWork *work)
{
  g_autofree char *day = reader_words_dup_day (work->created);
  guint n_passages = 0;

  for (guint i = 0; i < work->texts->len; i++)
    n_passages += ((TriText *) g_ptr_array_index (work->texts, i))->n_passages;

  /* Translators: %2$s is a day, as in "132 passages, added yesterday" */
  return g_strdup_printf (ngettext ("%1$u passage, added %2$s",
                                    "%1$u passages, added %2$s",
                                    n_passages),
                          n_passages,
                          day);
}

/* How far one is and when it was read: "at 34 % · read yesterday". */
static char *
dup_opened (TriWork *work,
            double share)
{
  g_autofree char *day = NULL;
  g_autofree char *opened = NULL;
  g_autofree char *place = NULL;

  if (work->opened == 0)
    return g_strdup (_ ("not read yet"));

  day = reader_words_dup_day (work->opened);
  /* Translators: %s is a day, as in "read yesterday" */
  opened = g_strdup_printf (_ ("read %s"), day);
  if (share < 0)
    return g_steal_pointer (&opened);
  /* Translators: how far one has read, as in "at 34 %" */
  place = g_strdup_printf (_ ("at %u %%"), (guint) (share * 100 + 0.5));

  return g_strdup_printf ("%s · %s", place, opened);
}

/**
 * reader_work_row_set_work:
 * @work: what the row says
 * @has_twin: whether another work has the same title
 * @share: how far one is in it, from 0 to 1; below 0: nobody knows
 */
void
reader_work_row_set_work (ReaderWorkRow *self,
                          TriWork *work,
                          gboolean has_twin,
                          double share)
{
  g_autofree char *texts = dup_texts (work);
  g_autofree char *spoken = NULL;
  g_autofree char *opened = dup_opened (work, share);

  if (has_twin)
    {
      g_autofree char *difference = dup_difference (work);
      char *both = g_strdup_printf ("%s · %s", texts, difference);

      g_free (texts);
      texts = both;
    }
  self->work = work->id;
  gtk_label_set_label (self->title, work->title);
  gtk_label_set_label (self->texts, texts);
  spoken = g_strdup_printf ("%s. %s. %s", work->title, texts, opened);
  reader_panel_set_spoken (GTK_WIDGET (self), spoken);
  gtk_label_set_label (self->opened, opened);
  gtk_actionable_set_action_target (self->edit, "x", work->id);
  gtk_actionable_set_action_target (self->delete, "x", work->id);
}

/**
 * reader_work_row_get_work:
 *
 * Returns: the work that the row stands for, 0 for none
 */
gint64
reader_work_row_get_work (ReaderWorkRow *self)
{
  g_return_val_if_fail (READER_IS_WORK_ROW (self), 0);

  return self->work;
}
