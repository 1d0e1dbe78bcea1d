/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "library/tri-library.h"

G_BEGIN_DECLS

/**
 * TriSalvageTable:
 * @name: of the table
 * @n_read: rows that the damaged file still had
 * @n_taken: rows of the backup in the place of what could not be read, or was not what was written
 * @n_lost: rows that neither had, at most
 * @is_open: nobody can say how many were lost
 */
typedef struct
{
  char *name;
  guint n_read;
  guint n_taken;
  guint n_lost;
  gboolean is_open;
} TriSalvageTable;

/**
 * TriSalvageReport:
 * @backup: (nullable): the file that rows were taken from
 * @made: when that was made, Unix seconds
 * @kept: (nullable): where the damaged file lies now
 * @tables: (element-type TriSalvageTable): those of which something was read
 * @faults: (element-type utf8): what is still not right
 */
typedef struct
{
  char *backup;
  gint64 made;
  char *kept;
  GArray *tables;
  GPtrArray *faults;
} TriSalvageReport;

TriSalvageReport *tri_salvage_report_new (void) G_GNUC_WARN_UNUSED_RESULT;
void tri_salvage_report_free (TriSalvageReport *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (TriSalvageReport, tri_salvage_report_free)
/* Of all tables together. */
TriSalvageTable tri_salvage_report_sum (const TriSalvageReport *self);

/**
 * TriSalvageOptions:
 * @folder: (nullable): where backups lie; %NULL for the usual folder
 * @dry_run: leave the library as it is, and say what would be done
 * @progress: (nullable): called with what is done, 0..1, on the calling thread
 */
typedef struct
{
  const char *folder;
  gboolean dry_run;
  void (*progress) (double fraction, gpointer user_data);
  gpointer user_data;
} TriSalvageOptions;

/* Makes a sound library of what can be read of the damaged one at @path, and, where it cannot, of
 * its newest sound backup. Nobody may have it open. FALSE with @error set: it is as it was. */
gboolean tri_salvage_library (const char *path,
                              const TriSalvageOptions *options,
                              TriSalvageReport *report,
                              GCancellable *cancellable,
                              GError **error);

G_END_DECLS
