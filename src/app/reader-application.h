/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define READER_TYPE_APPLICATION (reader_application_get_type ())

G_DECLARE_FINAL_TYPE (ReaderApplication, reader_application, READER, APPLICATION, AdwApplication)

ReaderApplication *reader_application_new (void) G_GNUC_WARN_UNUSED_RESULT;
int reader_application_get_exit_status (ReaderApplication *self);

G_END_DECLS
