/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "reader-application.h"

G_BEGIN_DECLS

#define READER_TYPE_WINDOW (reader_window_get_type ())

G_DECLARE_FINAL_TYPE (ReaderWindow, reader_window, READER, WINDOW, AdwApplicationWindow)

ReaderWindow *reader_window_new (ReaderApplication *application);

G_END_DECLS
