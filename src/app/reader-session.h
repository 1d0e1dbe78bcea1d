/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "library/tri-library.h"
#include "library/tri-worker.h"
#include "reader-linking.h"

G_BEGIN_DECLS

/**
 * ReaderSession:
 *
 * What a window works with: the library's reading connection for bounded look-ups on the main
 * thread, the worker that writes, the worker that answers long questions, and one that searches.
 *
 * Signal "changed": the library changed, by this process's worker or by another process (looked
 * for once a second and when a window gets the focus). Everything that shows the library reloads
 * what it shows.
 * Signal "doubtful": something was read that is not what was written, see
 * tri_library_is_doubtful(); once.
 */
#define READER_TYPE_SESSION (reader_session_get_type ())
G_DECLARE_FINAL_TYPE (ReaderSession, reader_session, READER, SESSION, GObject)

/* Opens (or makes) the library at @path and adds the bundled work when it never had it. */
ReaderSession *reader_session_new (const char *path, GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* The same without the bundled work: for a library the reader named. */
ReaderSession *reader_session_new_empty (const char *path,
                                         GError **error) G_GNUC_WARN_UNUSED_RESULT;
TriLibrary *reader_session_get_library (ReaderSession *self);
TriWorker *reader_session_get_writer (ReaderSession *self);
TriWorker *reader_session_get_asker (ReaderSession *self);
/* For what is looked for while one types: nothing waits behind it. */
TriWorker *reader_session_get_finder (ReaderSession *self);
/* For searches of the library, which may take a second: nothing but these waits behind it. */
TriWorker *reader_session_get_searcher (ReaderSession *self);
/* Looks whether another process changed the library; emits "changed" if so. */
void reader_session_poll (ReaderSession *self);
/* Work that can wait until the first passages are painted: sweeps, and watches for changes. */
void reader_session_settle (ReaderSession *self);
void reader_session_save_place (ReaderSession *self, gint64 work, const char *state);
/* Finds names anew where they changed, now; it happens by itself a little after each act. */
void reader_session_link_stale (ReaderSession *self);
ReaderLinking *reader_session_get_linking (ReaderSession *self);
void reader_session_close (ReaderSession *self);

G_END_DECLS
