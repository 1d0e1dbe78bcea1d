/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "reader-card-row.h"
#include "reader-panel-words.h"
#include "view/reader-mark-words.h"

#include <glib/gi18n.h>

static char *
dup_spoken (ReaderCardItem *item)
{
  if (item->kind == READER_CARD_ENTITY)
    return g_strdup_printf (ngettext ("%1$s, %2$s, together in %3$u passage",
                                      "%1$s, %2$s, together in %3$u passages",
                                      item->entity->n_mentions),
                            item->title,
                            reader_panel_words_for_type (item->entity->type),
                            item->entity->n_mentions);
  if (item->kind == READER_CARD_TEXT || item->kind == READER_CARD_WORK)
    return g_strdup_printf (_ ("Mentions in %1$s: %2$s"), item->title, item->suffix);
  if (item->suffix)
    return g_strdup_printf ("%s, %s", item->title, item->suffix);
  return g_strdup (item->title);
}

static const char *
get_row_icon (ReaderCardItem *item)
{
  if (item->kind == READER_CARD_ENTITY)
    return reader_panel_words_get_type_icon (item->entity->type);
  return item->kind == READER_CARD_BOOKMARK ? reader_mark_words_get_icon (item->bookmark->kind)
                                            : NULL;
}

static void
set_class (GtkWidget *widget, const char *name, gboolean on)
{
  if (on)
    gtk_widget_add_css_class (widget, name);
  else
    gtk_widget_remove_css_class (widget, name);
}

/**
 * reader_card_row_bind:
 * @row: a row of the card's list
 * @item: what it shows; no head
 *
 * Shows an item, in the manner of its kind, and says to assistive technology all that is shown.
 */
void
reader_card_row_bind (ReaderPanelRow *row, ReaderCardItem *item)
{
  GtkWidget *child = GTK_WIDGET (row);
  g_autofree char *spoken = dup_spoken (item);

  reader_panel_row_set_icon (row, get_row_icon (item));
  reader_panel_row_set_title (row, item->title);
  if (item->strong_end > item->strong_start)
    reader_panel_row_set_strong (row, item->strong_start, item->strong_end);
  reader_panel_row_set_suffix (row, item->suffix);
  set_class (child, "panel-heading", item->kind == READER_CARD_SECTION);
  set_class (child, "work-row", item->kind == READER_CARD_WORK);
  set_class (child, "text-row", item->kind == READER_CARD_TEXT);
  set_class (child, "more-row", item->kind == READER_CARD_MORE);
  gtk_widget_set_tooltip_text (child,
                               item->kind == READER_CARD_CONTEXT ? item->title : NULL);
  reader_panel_set_spoken (child, spoken);
}
