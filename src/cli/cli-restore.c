/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cli-json.h"
#include "cli-library.h"

#include "library/tri-restore.h"

#include <glib/gi18n.h>

static void
print_restored (const CliContext *context, const char *from, const char *kept)
{
  g_autoptr (JsonBuilder) builder = NULL;

  if (!context->json)
    {
      g_print (_ ("Restored from “%s”.\n"), from);
      if (*kept)
        g_print (_ ("What was there before is kept as “%s”.\n"), kept);
      return;
    }
  builder = json_builder_new ();
  json_builder_begin_object (builder);
  json_builder_set_member_name (builder, "from");
  json_builder_add_string_value (builder, from);
  json_builder_set_member_name (builder, "kept");
  json_builder_add_string_value (builder, kept);
  json_builder_end_object (builder);
  cli_json_print (builder);
}

/* A file of the folder of backups is known with its sum. */
static TriBackup *
find_known (const char *file)
{
  g_autofree char *path = g_canonicalize_filename (file, NULL);
  g_autoptr (GPtrArray) backups = tri_backup_list (NULL, NULL, NULL);

  for (guint i = 0; backups && i < backups->len; i++)
    if (g_str_equal (((TriBackup *) backups->pdata[i])->path, path))
      return g_ptr_array_steal_index (backups, i);
  return NULL;
}

static gboolean
run_restore (const CliContext *context, char **arguments, GError **error)
{
  static const TriBackupOptions options = { .reason = TRI_BACKUP_RESTORE };
  gboolean latest = g_str_equal (arguments[0], "latest");
  g_autofree char *path = cli_library_dup_path (context);
  g_autoptr (TriBackup) backup = NULL;
  g_autofree char *kept = NULL;
  const char *from = arguments[0];

  backup = latest ? tri_backup_find_good (NULL, path, context->cancellable, error)
                  : find_known (arguments[0]);
  if (latest && !backup)
    return FALSE;
  if (backup)
    from = backup->path;
  kept = tri_restore_library (path,
                              from,
                              backup ? backup->sha256 : NULL,
                              &options,
                              context->cancellable,
                              error);
  if (!kept)
    return FALSE;
  print_restored (context, from, kept);
  return TRUE;
}

const CliCommand cli_restore_command = {
  "restore",
  N_ ("FILE|latest"),
  N_ ("Put a backup in the place of the library"),
  NULL,
  1,
  1,
  run_restore,
  N_ ("“latest” is the newest backup that is sound. What is in the place of the library is kept "
      "beside it."),
};
