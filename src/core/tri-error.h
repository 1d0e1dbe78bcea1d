/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * TriError:
 * @TRI_ERROR_FAILED: anything a caller can only report
 * @TRI_ERROR_SYNTAX: an input file is not what its format demands; the message names file and line
 * @TRI_ERROR_LIMIT: an input goes beyond a limit of ours (depth, size, expansion)
 * @TRI_ERROR_UNSUPPORTED: a format we do not read
 * @TRI_ERROR_NOT_LIBRARY: the file is not a Triptych library
 * @TRI_ERROR_DAMAGED: the library file is damaged
 * @TRI_ERROR_NEWER: the library was written by a newer version
 * @TRI_ERROR_BUSY: another process kept the library locked for too long
 * @TRI_ERROR_EXISTS: what was to be added is there already
 * @TRI_ERROR_NOT_FOUND: nothing has this id, key or name
 * @TRI_ERROR_AMBIGUOUS: several things have this name; the message lists them
 *
 * The few codes a caller acts on. Cancelling is %G_IO_ERROR_CANCELLED, a file that cannot be read
 * keeps
 * its #GIOErrorEnum.
 */
typedef enum
{
  TRI_ERROR_FAILED,
  TRI_ERROR_SYNTAX,
  TRI_ERROR_LIMIT,
  TRI_ERROR_UNSUPPORTED,
  TRI_ERROR_NOT_LIBRARY,
  TRI_ERROR_DAMAGED,
  TRI_ERROR_NEWER,
  TRI_ERROR_BUSY,
  TRI_ERROR_EXISTS,
  TRI_ERROR_NOT_FOUND,
  TRI_ERROR_AMBIGUOUS,
} TriError;

#define TRI_ERROR (tri_error_quark ())
GQuark tri_error_quark (void);

G_END_DECLS
