/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define READER_TYPE_HELP (reader_help_get_type ())
G_DECLARE_FINAL_TYPE (ReaderHelp, reader_help, READER, HELP, AdwWindow)

GtkWidget *reader_help_new (void);
void reader_help_show (GtkWindow *parent);
void reader_help_show_about (GtkWindow *parent);
void reader_help_show_shortcuts (GtkWindow *parent);

G_END_DECLS
