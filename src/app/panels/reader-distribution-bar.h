/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * ReaderDistributionBar:
 *
 * Where in a text something is named: a line as long as the text with a stroke at every place, the
 * taller the more often.
 *
 * Signal "activated" (guint nth): the reader wants to see the nth occurrence, from 0.
 */
#define READER_TYPE_DISTRIBUTION_BAR (reader_distribution_bar_get_type ())
G_DECLARE_FINAL_TYPE (
    ReaderDistributionBar, reader_distribution_bar, READER, DISTRIBUTION_BAR, GtkWidget)

#define READER_DISTRIBUTION_BINS 100

GtkWidget *reader_distribution_bar_new (void);
void reader_distribution_bar_set_bins (ReaderDistributionBar *self,
                                       const guint *bins,
                                       guint n_bins);
void reader_distribution_bar_set_name (ReaderDistributionBar *self, const char *name);
void reader_distribution_bar_go_to (ReaderDistributionBar *self, double fraction);

G_END_DECLS
