/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* A key of the list; the last one is 0. */
typedef struct
{
  guint key;
  const char *action;
} ReaderReviewKey;

/* The keys of a list that is judged: A, R and Delete, and @keys, which may be %NULL. A key that is
 * held down acts once: it would judge rows that nobody saw. */
void reader_review_keys_add (GtkWidget *list, const ReaderReviewKey *keys);
/* Whether a key is down with which one selects several rows. */
gboolean reader_review_keys_is_selecting (GtkWidget *list);

G_END_DECLS
