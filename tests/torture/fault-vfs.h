/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>
#include <sqlite3.h>

G_BEGIN_DECLS

/* A disk that fails when told to, and forgets what was never synced when the power goes. It becomes
 * the default of SQLite, under whatever the library lays over it, when it is registered before the
 * first library is opened. */

typedef enum
{
  FAULT_NONE = 0,
  FAULT_WRITE = 1 << 0,
  FAULT_READ = 1 << 1,
  FAULT_SYNC = 1 << 2,
  FAULT_OPEN = 1 << 3,
  FAULT_DELETE = 1 << 4,
  FAULT_TRUNCATE = 1 << 5,
} FaultKind;

void fault_vfs_register (void);
/* From the n-th (1…) of these calls on each fails with @code (SQLITE_FULL, SQLITE_IOERR_WRITE, …),
 * or that one alone. */
void fault_vfs_set (FaultKind kinds, guint n, int code, gboolean is_lasting);
void fault_vfs_clear (void);
/* How many of these calls there were since the last fault_vfs_set(), failed ones included. */
guint fault_vfs_count (void);

/* From now on what is written to a file is remembered until the file is synced. */
void fault_vfs_power_on (void);
/* The power goes: of what was not synced each write stays, is lost, or is half there, as @random
 * says. No connection may be open (they are leaked, as a process leaves them). */
void fault_vfs_power_off (GRand *random);

G_END_DECLS
