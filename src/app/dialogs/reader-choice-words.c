/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "dialogs/reader-choice-words.h"

/* Its own child: a label and a tick. */
static void
setup_cb (GtkSignalListItemFactory *factory,
          GtkListItem *item)
{
  GtkWidget *child = gtk_list_item_get_child (item);
  GtkWidget *label = child != NULL ? gtk_widget_get_first_child (child) : NULL;

  if (!GTK_IS_LABEL (label))
    return;

  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_NONE);
  gtk_label_set_max_width_chars (GTK_LABEL (label), -1);
}

/**
 * reader_choice_words_show_wholly:
 * @row: a choice between words of the program, not shown yet
 *
 * Shows all of them: the row would shorten them behind 20 characters, and beside a long subtitle to
 * nothing. Not for titles, which may be of any length.
 */
void
reader_choice_words_show_wholly (AdwComboRow *row)
{
  g_return_if_fail (ADW_IS_COMBO_ROW (row));

  g_signal_connect_after (adw_combo_row_get_factory (row), "setup", G_CALLBACK (setup_cb), NULL);
}
