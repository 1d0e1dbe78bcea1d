/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "reader-popover.h"

/**
 * reader_popover_remove:
 * @popover: a #GtkPopover with or without a parent, shown or not
 *
 * Takes @popover from its parent, which drops the parent's reference. GTK 4.8 ends in
 * gdk_surface_request_motion() when a popover goes while its window believes that the pointer is
 * inside: an event that comes late can say so of one that has closed already.
 */
void
reader_popover_remove (GtkWidget *popover)
{
  if (gtk_widget_get_parent (popover) == NULL)
    return;

  /* First down: one that goes while it is up keeps the pointer and the keyboard to itself. */
  gtk_popover_popdown (GTK_POPOVER (popover));
  /* The window looks for the pointer anew, past what cannot be used. */
  gtk_widget_set_sensitive (popover, FALSE);
  gtk_widget_unparent (popover);
}
