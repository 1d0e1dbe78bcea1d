/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>
#include <sqlite3.h>

G_BEGIN_DECLS

/* Private to the library: a layer under SQLite that keeps a sum of each page of a library file in
 * the last 8 bytes of the page, which SQLite leaves to it, so that a flipped bit anywhere is known.
 * A page whose sum is wrong is read all the same: the file may have been written by a program that
 * knows nothing of the sums, and the reader's words are worth more than certainty. It is counted,
 * for the window to say so, and `check` names it. */

#define TRI_CHECKSUM_VFS "triptych"

/* Bytes of each page that SQLite has to leave free: ask for them with tri_checksum_reserve(). */
#define TRI_CHECKSUM_BYTES 8

/* To be called before the first connection; again, it does nothing. Lies over what is the default
 * then. */
void tri_checksum_vfs_register (void);

/* Asks for room for the sums: in a new file before its first table, in an old one before VACUUM. */
gboolean tri_checksum_reserve (sqlite3 *db);
/* Whether the pages of this file have sums. */
gboolean tri_checksum_is_kept (sqlite3 *db);
/* How many pages of this file were read by this process whose sum was wrong. */
guint tri_checksum_count_failures (sqlite3 *db);
/* Reads the whole file. Returns the numbers of the pages whose sum is wrong, at most @max of them
 * (element-type guint); NULL when it cannot be read, or @is_cancelled says so. */
GArray *tri_checksum_find_failures (sqlite3 *db,
                                    guint max,
                                    gboolean (*is_cancelled) (gpointer data),
                                    gpointer data) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
