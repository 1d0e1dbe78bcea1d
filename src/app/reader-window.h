/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "model/tri-work.h"
#include "reader-application.h"
#include "reader-session.h"
#include "view/reader-parallel-view.h"

G_BEGIN_DECLS

/**
 * ReaderWindow:
 *
 * A window on a library. Signal "ready": what is built after the first frame stands.
 */
#define READER_TYPE_WINDOW (reader_window_get_type ())

G_DECLARE_FINAL_TYPE (ReaderWindow, reader_window, READER, WINDOW, AdwApplicationWindow)

ReaderWindow *reader_window_new (ReaderApplication *application);
void reader_window_open_library (ReaderWindow *self, const char *path, gboolean bundled);
void reader_window_show_work (ReaderWindow *self, TriWork *work, const ReaderPlace *place);
void reader_window_show_library (ReaderWindow *self);
void reader_window_delete_work (ReaderWindow *self, gint64 id);
void reader_window_edit_work (ReaderWindow *self, gint64 id);
void reader_window_align (ReaderWindow *self, gint64 id, gboolean decide_kind);
void reader_window_import (ReaderWindow *self, GListModel *files);
void reader_window_go_to (ReaderWindow *self, const ReaderPlace *place);
void reader_window_show_entity (ReaderWindow *self, gint64 entity, gint64 mention);
void reader_window_show_date (ReaderWindow *self, const char *edtf, gint64 mention);
void reader_window_add_toast (ReaderWindow *self, const char *title, gboolean undoable);
void reader_window_announce (ReaderWindow *self, const char *message);
void reader_window_finish_building (ReaderWindow *self);

ReaderSession *reader_window_get_session (ReaderWindow *self);
ReaderParallelView *reader_window_get_view (ReaderWindow *self);
TriWork *reader_window_get_work (ReaderWindow *self);

G_END_DECLS
