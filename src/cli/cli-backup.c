/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cli-json.h"
#include "cli-library.h"

#include "library/tri-backup.h"

#include <glib/gi18n.h>

static gboolean list;

static const GOptionEntry options[] = {
  { "list", 0, 0, G_OPTION_ARG_NONE, &list, N_ ("List the backups of the library"), NULL },
  { NULL },
};

static char *
dup_time (const TriBackup *backup)
{
  g_autoptr (GDateTime) made = g_date_time_new_from_unix_local (backup->made);

  return made ? g_date_time_format (made, "%Y-%m-%d %H:%M") : g_strdup ("?");
}

static const char *
get_reason (const TriBackup *backup)
{
  switch (backup->reason)
    {
    case TRI_BACKUP_MIGRATION:
      return _ ("before an update");
    case TRI_BACKUP_RESTORE:
      return _ ("before a restore");
    case TRI_BACKUP_BY_HAND:
      return _ ("by hand");
    case TRI_BACKUP_DAILY:
    default:
      return _ ("daily");
    }
}

static void
print_text (const TriBackup *backup)
{
  g_autofree char *time = dup_time (backup);
  g_autofree char *size = g_format_size (backup->bytes);

  g_print ("%s\t%s\t%s\t", time, get_reason (backup), size);
  g_print (ngettext ("%u work", "%u works", backup->n_works), backup->n_works);
  g_print ("\t");
  g_print (ngettext ("%u bookmark", "%u bookmarks", backup->n_marks), backup->n_marks);
  g_print ("\t%s\n", backup->path);
}

static void
add_backup (JsonBuilder *builder, const TriBackup *backup)
{
  static const char *const reasons[] = { "daily", "hand", "migration", "restore" };

  json_builder_begin_object (builder);
  json_builder_set_member_name (builder, "file");
  json_builder_add_string_value (builder, backup->path);
  json_builder_set_member_name (builder, "made");
  json_builder_add_int_value (builder, backup->made);
  json_builder_set_member_name (builder, "reason");
  json_builder_add_string_value (builder, reasons[backup->reason]);
  json_builder_set_member_name (builder, "bytes");
  json_builder_add_int_value (builder, (gint64) backup->bytes);
  json_builder_set_member_name (builder, "works");
  json_builder_add_int_value (builder, backup->n_works);
  json_builder_set_member_name (builder, "bookmarks");
  json_builder_add_int_value (builder, backup->n_marks);
  json_builder_set_member_name (builder, "sha256");
  json_builder_add_string_value (builder, backup->sha256 ? backup->sha256 : "");
  json_builder_end_object (builder);
}

static gboolean
print_list (const CliContext *context, GError **error)
{
  g_autofree char *path = cli_library_dup_path (context);
  g_autoptr (GPtrArray) backups = tri_backup_list (NULL, path, error);
  g_autoptr (JsonBuilder) builder = NULL;

  if (!backups)
    return FALSE;
  if (!context->json)
    {
      for (guint i = 0; i < backups->len; i++)
        print_text (backups->pdata[i]);
      return TRUE;
    }
  builder = json_builder_new ();
  json_builder_begin_array (builder);
  for (guint i = 0; i < backups->len; i++)
    add_backup (builder, backups->pdata[i]);
  json_builder_end_array (builder);
  cli_json_print (builder);
  return TRUE;
}

static void
print_made (const CliContext *context, const char *path)
{
  g_autoptr (JsonBuilder) builder = NULL;

  if (!context->json)
    {
      g_print ("%s\n", path);
      return;
    }
  builder = json_builder_new ();
  json_builder_begin_object (builder);
  json_builder_set_member_name (builder, "file");
  json_builder_add_string_value (builder, path);
  json_builder_end_object (builder);
  cli_json_print (builder);
}

static gboolean
run_backup (const CliContext *context, char **arguments, GError **error)
{
  static const TriBackupOptions by_hand = { .reason = TRI_BACKUP_BY_HAND };
  g_autoptr (TriLibrary) library = NULL;
  g_autoptr (TriBackup) backup = NULL;

  if (list)
    return print_list (context, error);
  if (!cli_library_is_there (context, error)
      || !(library = cli_library_open (context, TRI_LIBRARY_READ_ONLY, error)))
    return FALSE;
  if (arguments[0])
    {
      if (!tri_backup_write (library, arguments[0], &by_hand, context->cancellable, error))
        return FALSE;
      print_made (context, arguments[0]);
      return TRUE;
    }
  backup = tri_backup_make (library, &by_hand, context->cancellable, error);
  if (!backup)
    return FALSE;
  print_made (context, backup->path);
  return TRUE;
}

const CliCommand cli_backup_command = {
  "backup",
  N_ ("[FILE]"),
  N_ ("Copy the library into a file, or into the folder of backups, and look the copy through"),
  options,
  0,
  1,
  run_backup,
  NULL,
};
