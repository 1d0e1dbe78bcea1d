/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "model/tri-work.h"
#include "reader-session.h"

#include <adwaita.h>

G_BEGIN_DECLS

/**
 * ReaderRegisters:
 *
 * The registers of the library: which of them a work uses, as files, and out of the library.
 */
#define READER_TYPE_REGISTERS (reader_registers_get_type ())
G_DECLARE_FINAL_TYPE (ReaderRegisters, reader_registers, READER, REGISTERS, AdwWindow)

GtkWidget *reader_registers_new (ReaderSession *session, TriWork *work);

G_END_DECLS
