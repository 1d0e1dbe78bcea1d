/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "library/tri-library-works.h"

G_BEGIN_DECLS

/**
 * ReaderWorkChange:
 * @title: (nullable): %NULL when it stays
 * @kind: -1 when it stays
 * @texts: what is other in them
 * @removed: (element-type gint64): texts that are taken out
 * @order: (element-type gint64) (nullable): those that stay, as they shall stand; %NULL when they
 *   do
 *
 * What the writing thread is told of a work: only what is other than before.
 */
typedef struct
{
  gint64 work;
  char *title;
  int kind;
  GArray *texts;
  GArray *removed;
  GArray *order;
} ReaderWorkChange;

ReaderWorkChange *reader_work_change_new (gint64 work) G_GNUC_WARN_UNUSED_RESULT;
void reader_work_change_free (gpointer data);
void reader_work_change_add_text (ReaderWorkChange *self,
                                  gint64 text,
                                  const char *lang,
                                  const char *title,
                                  const char *author);
gpointer reader_work_change_store (TriLibrary *library,
                                   gpointer data,
                                   GCancellable *cancellable,
                                   GError **error);

G_END_DECLS
