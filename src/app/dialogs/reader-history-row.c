/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "dialogs/reader-history-row.h"

#include "panels/reader-panel-row.h"
#include "reader-words.h"

#include <glib/gi18n.h>

static GtkWidget *
new_label (const char *class)
{
  GtkWidget *label = gtk_label_new (NULL);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  if (class != NULL)
    gtk_widget_add_css_class (label, class);

  return label;
}

/**
 * reader_history_row_new:
 *
 * Returns: (transfer none): a box with the day, the chapter and when, the work, the words
 */
GtkWidget *
reader_history_row_new (void)
{
  GtkWidget *row = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *line = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  GtkWidget *title = new_label (NULL);
  GtkWidget *time = new_label ("dim-label");
  GtkWidget *day = new_label ("heading");
  GtkWidget *work = new_label ("caption");
  GtkWidget *words = new_label ("caption");

  gtk_widget_set_hexpand (title, TRUE);
  gtk_widget_add_css_class (time, "numeric");
  gtk_widget_add_css_class (words, "dim-label");
  gtk_widget_set_margin_top (day, 8);
  gtk_widget_set_margin_bottom (day, 4);
  gtk_box_append (GTK_BOX (line), title);
  gtk_box_append (GTK_BOX (line), time);
  gtk_box_append (GTK_BOX (row), day);
  gtk_box_append (GTK_BOX (row), line);
  gtk_box_append (GTK_BOX (row), work);
  gtk_box_append (GTK_BOX (row), words);

  return row;
}

/* As a heading: "Today", "7 March". */
static char *
dup_day (gint64 time)
{
  g_autofree char *day = reader_words_dup_day (time);
  g_autoptr (GString) heading = g_string_new (NULL);

  g_string_append_unichar (heading, g_unichar_totitle (g_utf8_get_char (day)));
  g_string_append (heading, g_utf8_next_char (day));

  return g_string_free (g_steal_pointer (&heading), FALSE);
}

static char *
dup_time (TriVisit *visit)
{
  g_autoptr (GDateTime) started = g_date_time_new_from_unix_local (visit->started);
  g_autoptr (GDateTime) ended = g_date_time_new_from_unix_local (visit->ended);
  g_autofree char *from = g_date_time_format (started, "%H:%M");
  g_autofree char *to = g_date_time_format (ended, "%H:%M");

  if (g_str_equal (from, to))
    return g_steal_pointer (&from);
  return g_strdup_printf ("%s–%s", from, to);
}

/**
 * reader_history_row_set_visit:
 * @above: (nullable): the line above, which may be of the same day
 */
void
reader_history_row_set_visit (GtkWidget *row,
                              TriVisit *visit,
                              TriVisit *above)
{
  GtkWidget *day = gtk_widget_get_first_child (row);
  GtkWidget *line = gtk_widget_get_next_sibling (day);
  GtkWidget *work = gtk_widget_get_next_sibling (line);
  const char *title = visit->title[0] != '\0' ? visit->title : visit->work_title;
  g_autofree char *date = dup_day (visit->ended);
  g_autofree char *date_above = above != NULL ? dup_day (above->ended) : NULL;
  g_autofree char *time = dup_time (visit);
  g_autofree char *spoken = NULL;

  gtk_widget_set_visible (day, g_strcmp0 (date, date_above) != 0);
  gtk_label_set_label (GTK_LABEL (day), date);
  gtk_label_set_label (GTK_LABEL (gtk_widget_get_first_child (line)), title);
  gtk_label_set_label (GTK_LABEL (gtk_widget_get_last_child (line)), time);
  gtk_widget_set_visible (work, title != visit->work_title);
  gtk_label_set_label (GTK_LABEL (work), visit->work_title);
  gtk_label_set_label (GTK_LABEL (gtk_widget_get_last_child (row)), visit->words);
  spoken = g_strdup_printf ("%s, %s. %s, %s. %s",
                            title,
                            visit->work_title,
                            date,
                            time,
                            visit->words);
  reader_panel_set_spoken (row, spoken);
}
