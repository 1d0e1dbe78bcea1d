/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "library/tri-library.h"

G_BEGIN_DECLS

/* A reader at work: acts chosen by chance, and what the library must hold after each of them. What
 * it holds is named by a digest of all marks, so that another process can tell. */
typedef struct _TortureSession TortureSession;

/* A small library with one work, made at @path. */
void torture_make_library (const char *path);

TortureSession *torture_session_new (TriLibrary *library, guint32 seed) G_GNUC_WARN_UNUSED_RESULT;
/* Chooses the next act. Returns what the library will hold when it is done; owned by @self. */
const char *torture_session_choose (TortureSession *self);
/* Does it. FALSE: it was refused, and the library holds what it held. */
gboolean torture_session_act (TortureSession *self, GError **error);
/* What it holds now as far as the session knows. */
const char *torture_session_get_digest (TortureSession *self);
void torture_session_free (TortureSession *self);

/* The passages of the one work (element-type gint64). */
GArray *torture_list_passages (TriLibrary *library) G_GNUC_WARN_UNUSED_RESULT;
/* What the library itself says. */
char *torture_dup_digest (TriLibrary *library) G_GNUC_WARN_UNUSED_RESULT;
/* Opens it and looks for damage: fails the test when there is any. */
TriLibrary *torture_open_sound (const char *path) G_GNUC_WARN_UNUSED_RESULT;

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TortureSession, torture_session_free)

G_END_DECLS
