/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "reader-window-private.h"

#include "panels/reader-equivalents.h"

#include <glib/gi18n.h>

/* What stands for a word in the other languages: in the status line where the pointer or the caret
 * rests, and as a list. */

/* The places of a line, in the concordance. */
static void
search_cb (ReaderEquivalents *equivalents,
           const char *query,
           ReaderWindow *self)
{
  g_autofree char *asked = g_strdup (query);
  GtkWidget *popover = gtk_widget_get_ancestor (GTK_WIDGET (equivalents), GTK_TYPE_POPOVER);

  if (popover != NULL)
    gtk_popover_popdown (GTK_POPOVER (popover));
  gtk_widget_activate_action (GTK_WIDGET (self), "win.concordance", "s", asked);
}

static GtkWidget *
popover_new (ReaderWindow *self,
             const char *lang,
             const char *word)
{
  GtkWidget *popover = gtk_popover_new ();
  GtkWidget *equivalents = reader_equivalents_new ();

  gtk_popover_set_child (GTK_POPOVER (popover), equivalents);
  gtk_accessible_update_property (GTK_ACCESSIBLE (popover),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Equivalents"),
                                  -1);
  g_signal_connect_object (equivalents, "search", G_CALLBACK (search_cb), self, 0);
  reader_equivalents_show (READER_EQUIVALENTS (equivalents), self->session, lang, word, 0);

  return popover;
}

static void
equivalents_action (GtkWidget *widget,
                    const char *name,
                    GVariant *parameter)
{
  ReaderWindow *self = READER_WINDOW (widget);
  g_autofree char *lang = NULL;
  g_autofree char *word = NULL;
  GdkRectangle at = { 0, 0, 1, 1 };

  if (self->session == NULL || self->work == NULL)
    return;
  word = reader_parallel_view_dup_word (self->view, &lang, &at);
  if (word == NULL)
    {
      reader_window_announce (self, _ ("Point at a word, or select one."));
      return;
    }
  g_strstrip (g_strdelimit (word, "\n\t", ' '));
  reader_parallel_view_show_popover (self->view, popover_new (self, lang, word), &at);
}

void
reader_window_class_install_equivalents_actions (GtkWidgetClass *widget_class)
{
  gtk_widget_class_install_action (widget_class, "word.equivalents", NULL, equivalents_action);
}
