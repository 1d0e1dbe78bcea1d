/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "tri-error.h"

#include <gio/gio.h>

G_BEGIN_DECLS

typedef enum
{
  TRI_LIBRARY_READ_ONLY, /* the file must exist */
  /* made, with its folder, when it does not exist; migrated when it is older */
  TRI_LIBRARY_READ_WRITE,
} TriLibraryMode;

/**
 * TriLibrary:
 *
 * One connection to a library file. It belongs to the thread that opened it, and every call asserts
 * that.
 * The queries are verbs in the headers beside this one. Those that the main thread calls are
 * bounded look-ups.
 */
#define TRI_TYPE_LIBRARY (tri_library_get_type ())
G_DECLARE_FINAL_TYPE (TriLibrary, tri_library, TRI, LIBRARY, GObject)

char *tri_library_dup_default_path (void) G_GNUC_WARN_UNUSED_RESULT;

TriLibrary *tri_library_open (const char *path,
                              TriLibraryMode mode,
                              GError **error) G_GNUC_WARN_UNUSED_RESULT;
const char *tri_library_get_path (TriLibrary *self);
/* TRUE when this opening made the file. */
gboolean tri_library_is_new (TriLibrary *self);
/* Changes whenever another connection committed (PRAGMA data_version). */
gint64 tri_library_get_data_version (TriLibrary *self);
/* Whether something was read from this file, by any connection of this process, that is not what
 * was written: it is damaged, or another program wrote to it. tri_library_check() says more. */
gboolean tri_library_is_doubtful (TriLibrary *self);
/* Interrupts a running query of this connection when cancelled; NULL to stop listening. */
void tri_library_set_cancellable (TriLibrary *self, GCancellable *cancellable);

char *tri_library_dup_setting (TriLibrary *self, const char *key) G_GNUC_WARN_UNUSED_RESULT;
gboolean tri_library_set_setting (TriLibrary *self,
                                  const char *key,
                                  const char *value,
                                  GError **error);

G_END_DECLS
