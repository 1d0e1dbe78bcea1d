/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "library/tri-backup-private.h"

#include "library/tri-schema.h"

#define N_DAYS 7
#define N_WEEKS 4
#define N_MONTHS 12
#define N_VERSIONS 3
/* So many stay whatever room they take. */
#define N_ALWAYS 2

/* Notes that the stretch of time has a backup now. Whether this is its newest, and one of the last
 * @n stretches that have any. */
static gboolean
take_slot (GHashTable *slots, const TriBackup *backup, const char *format, guint n)
{
  g_autoptr (GDateTime) made = g_date_time_new_from_unix_local (backup->made);
  char *slot = made ? g_date_time_format (made, format) : g_strdup ("");

  if (g_hash_table_size (slots) < n)
    return g_hash_table_add (slots, slot);
  g_free (slot);
  return FALSE;
}

static GHashTable *
new_slots (void)
{
  return g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
}

/* One before a migration is kept until the schema is three versions further. */
static gboolean
is_wanted_migration (GHashTable *versions, const TriBackup *backup)
{
  return backup->version + N_VERSIONS >= TRI_SCHEMA_VERSION
         && g_hash_table_add (versions, g_strdup_printf ("%u", backup->version));
}

/* The oldest of those that are kept go as well while they take too much room. */
static void
bound_room (GPtrArray *kept, GPtrArray *old, guint64 room)
{
  guint64 sum = 0;

  for (guint i = 0; i < kept->len; i++)
    {
      TriBackup *backup = kept->pdata[i];

      sum += backup->bytes;
      if (i >= N_ALWAYS && sum > room)
        g_ptr_array_add (old, backup);
    }
}

/**
 * tri_backup_choose_old:
 * @backups: (element-type TriBackup): of one library, the newest first
 * @room: so many bytes they may take together, but the newest two stay
 *
 * Goes by the order in which they were made: a clock that went backwards makes no backup old.
 *
 * Returns: (transfer container) (element-type TriBackup): those to take away
 */
GPtrArray *
tri_backup_choose_old (GPtrArray *backups, guint64 room)
{
  g_autoptr (GHashTable) days = new_slots ();
  g_autoptr (GHashTable) weeks = new_slots ();
  g_autoptr (GHashTable) months = new_slots ();
  g_autoptr (GHashTable) versions = new_slots ();
  g_autoptr (GPtrArray) kept = g_ptr_array_new ();
  GPtrArray *old = g_ptr_array_new ();

  for (guint i = 0; i < backups->len; i++)
    {
      TriBackup *backup = backups->pdata[i];
      gboolean keep = i == 0;

      if (backup->reason == TRI_BACKUP_MIGRATION)
        keep |= is_wanted_migration (versions, backup);
      else
        {
          keep |= take_slot (days, backup, "%Y-%m-%d", N_DAYS);
          keep |= take_slot (weeks, backup, "%G-%V", N_WEEKS);
          keep |= take_slot (months, backup, "%Y-%m", N_MONTHS);
        }
      g_ptr_array_add (keep ? kept : old, backup);
    }
  bound_room (kept, old, room);
  return old;
}
