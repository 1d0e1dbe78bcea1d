/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "library/tri-library.h"
#include "model/tri-bookmark.h"

G_BEGIN_DECLS

/**
 * TriMarkChange:
 * @kind: a #TriMarkKind, or -1; a portal stays one, and nothing becomes one
 * @style: a #TriMarkStyle, or -1
 * @scope: a #TriScope, or -1
 * @colour: (nullable): "" takes it away
 * @add_label: (nullable): for those that do not have it
 * @remove_label: (nullable): from those that have it
 *
 * What is to be said of several marks at once; -1 and %NULL leave what each has.
 */
typedef struct
{
  int kind;
  int style;
  int scope;
  const char *colour;
  const char *add_label;
  const char *remove_label;
} TriMarkChange;

#define TRI_MARK_CHANGE_INIT     \
  {                              \
    -1, -1, -1, NULL, NULL, NULL \
  }

/* One act; those that have gone, or are so already, are passed over. @n_changed (nullable): how
 * many were changed. */
gboolean tri_library_change_marks (TriLibrary *self,
                                   const gint64 *ids,
                                   guint n_ids,
                                   const TriMarkChange *change,
                                   guint *n_changed,
                                   GError **error);

G_END_DECLS
