/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "library/tri-backup-private.h"

#include <glib/gstdio.h>
#include <json-glib/json-glib.h>
#include <stdlib.h>

/* A backup is a file like library-1a2b3c4d-000012-2026-11-22-daily.db, and beside it, with .json
 * behind its name, what the file does not say itself: its sum, whose it is, what is in it.
 * Identity, number and reason stand in the name, so that a lost or damaged manifest loses no
 * backup.
 */

static const char *const reasons[] = { "daily", "hand", "migration", "restore" };

void
tri_backup_free (TriBackup *self)
{
  g_free (self->path);
  g_free (self->library);
  g_free (self->sha256);
  g_free (self->state);
  g_free (self->identity);
  g_free (self);
}

/**
 * tri_backup_dup_folder:
 *
 * Returns: (transfer full): where backups lie: triptych/backups in the folder for user data
 */
char *
tri_backup_dup_folder (void)
{
  return g_build_filename (g_get_user_data_dir (), "triptych", "backups", NULL);
}

char *
tri_backup_dup_canonical (const char *path)
{
  g_autofree char *absolute = g_canonicalize_filename (path, NULL);
  g_autofree char *folder = g_path_get_dirname (absolute);
  g_autofree char *name = g_path_get_basename (absolute);
  char *real = realpath (folder, NULL);
  char *canonical = g_build_filename (real ? real : folder, name, NULL);

  free (real);
  return canonical;
}

char *
tri_backup_dup_identity (const char *path)
{
  g_autofree char *canonical = tri_backup_dup_canonical (path);
  g_autofree char *sum = g_compute_checksum_for_string (G_CHECKSUM_SHA256, canonical, -1);

  return g_strndup (sum, 8);
}

char *
tri_backup_dup_name (const TriBackup *self)
{
  g_autofree char *name = g_path_get_basename (self->library);
  g_autoptr (GDateTime) made = g_date_time_new_from_unix_local (self->made);
  g_autofree char *day = made ? g_date_time_format (made, "%Y-%m-%d") : g_strdup ("1970-01-01");
  char *dot = strrchr (name, '.');

  if (dot && dot != name)
    *dot = '\0';
  return g_strdup_printf ("%s-%s-%06u-%s-%s.db",
                          name,
                          self->identity,
                          self->number,
                          day,
                          reasons[self->reason]);
}

static void
add_string (JsonBuilder *builder, const char *name, const char *value)
{
  json_builder_set_member_name (builder, name);
  json_builder_add_string_value (builder, value ? value : "");
}

static void
add_number (JsonBuilder *builder, const char *name, gint64 value)
{
  json_builder_set_member_name (builder, name);
  json_builder_add_int_value (builder, value);
}

gboolean
tri_backup_save_manifest (const TriBackup *self, const char *path, GError **error)
{
  g_autofree char *beside = g_strconcat (path, ".json", NULL);
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  g_autoptr (JsonNode) root = NULL;
  g_autofree char *text = NULL;

  json_builder_begin_object (builder);
  add_string (builder, "library", self->library);
  add_string (builder, "sha256", self->sha256);
  add_string (builder, "state", self->state);
  add_number (builder, "made", self->made);
  add_number (builder, "version", self->version);
  add_number (builder, "works", self->n_works);
  add_number (builder, "marks", self->n_marks);
  json_builder_end_object (builder);
  root = json_builder_get_root (builder);
  text = json_to_string (root, TRUE);
  return g_file_set_contents_full (beside,
                                   text,
                                   -1,
                                   G_FILE_SET_CONTENTS_CONSISTENT | G_FILE_SET_CONTENTS_DURABLE,
                                   0600,
                                   error);
}

static char *
dup_member (JsonObject *object, const char *name)
{
  const char *value = json_object_get_string_member_with_default (object, name, "");

  return value && *value ? g_strdup (value) : NULL;
}

static void
load_manifest (TriBackup *self)
{
  g_autofree char *beside = g_strconcat (self->path, ".json", NULL);
  g_autoptr (JsonParser) parser = json_parser_new_immutable ();
  JsonNode *root = NULL;
  JsonObject *object = NULL;

  if (!json_parser_load_from_file (parser, beside, NULL))
    return;
  root = json_parser_get_root (parser);
  if (!root || !JSON_NODE_HOLDS_OBJECT (root))
    return;
  object = json_node_get_object (root);
  self->library = dup_member (object, "library");
  self->sha256 = dup_member (object, "sha256");
  self->state = dup_member (object, "state");
  self->made = json_object_get_int_member_with_default (object, "made", self->made);
  self->version = (guint) json_object_get_int_member_with_default (object, "version", 0);
  self->n_works = (guint) json_object_get_int_member_with_default (object, "works", 0);
  self->n_marks = (guint) json_object_get_int_member_with_default (object, "marks", 0);
}

static gint64
get_noon (GMatchInfo *match)
{
  g_autofree char *day = g_match_info_fetch (match, 3);
  g_autofree char *noon = g_strconcat (day, "T12:00:00Z", NULL);
  g_autoptr (GDateTime) date = g_date_time_new_from_iso8601 (noon, NULL);

  return date ? g_date_time_to_unix (date) : 0;
}

/* NULL for a file of another name. */
static TriBackup *
read_backup (const char *folder, const char *name)
{
  static const char pattern[] = "-([0-9a-f]{8})-([0-9]{6})-([0-9]{4}-[0-9]{2}-[0-9]{2})-"
                                "(daily|hand|migration|restore)\\.db$";
  g_autoptr (GRegex) regex = g_regex_new (pattern, 0, 0, NULL);
  g_autoptr (GMatchInfo) match = NULL;
  g_autofree char *number = NULL;
  g_autofree char *reason = NULL;
  TriBackup *self = NULL;
  GStatBuf info;

  if (!g_regex_match (regex, name, 0, &match))
    return NULL;
  self = g_new0 (TriBackup, 1);
  self->path = g_build_filename (folder, name, NULL);
  self->identity = g_match_info_fetch (match, 1);
  number = g_match_info_fetch (match, 2);
  reason = g_match_info_fetch (match, 4);
  self->number = (guint) g_ascii_strtoull (number, NULL, 10);
  while (!g_str_equal (reasons[self->reason], reason))
    self->reason++;
  self->made = get_noon (match);
  if (g_stat (self->path, &info) == 0)
    self->bytes = (guint64) info.st_size;
  load_manifest (self);
  return self;
}

static int
compare_backups (gconstpointer a, gconstpointer b)
{
  const TriBackup *left = *(TriBackup *const *) a;
  const TriBackup *right = *(TriBackup *const *) b;

  if (left->number != right->number)
    return left->number > right->number ? -1 : 1;
  return g_strcmp0 (left->path, right->path);
}

/**
 * tri_backup_list:
 * @folder: (nullable): where backups lie; %NULL for the usual folder
 * @path: (nullable): the library whose backups they are; it need not be there any more
 *
 * Opens none of the files.
 *
 * Returns: (transfer full) (element-type TriBackup): the newest first; %NULL with @error set
 */
GPtrArray *
tri_backup_list (const char *folder, const char *path, GError **error)
{
  g_autoptr (GPtrArray) list = g_ptr_array_new_with_free_func ((GDestroyNotify) tri_backup_free);
  g_autofree char *usual = folder ? g_strdup (folder) : tri_backup_dup_folder ();
  g_autofree char *identity = path ? tri_backup_dup_identity (path) : NULL;
  g_autoptr (GError) failed = NULL;
  g_autoptr (GDir) dir = g_dir_open (usual, 0, &failed);
  const char *name = NULL;

  if (!dir && !g_error_matches (failed, G_FILE_ERROR, G_FILE_ERROR_NOENT))
    {
      g_propagate_error (error, g_steal_pointer (&failed));
      return NULL;
    }
  while (dir && (name = g_dir_read_name (dir)))
    {
      g_autoptr (TriBackup) backup = read_backup (usual, name);

      if (backup && (!identity || g_str_equal (backup->identity, identity)))
        g_ptr_array_add (list, g_steal_pointer (&backup));
    }
  g_ptr_array_sort (list, compare_backups);
  return g_steal_pointer (&list);
}

void
tri_backup_delete (const TriBackup *self)
{
  g_autofree char *beside = g_strconcat (self->path, ".json", NULL);

  g_unlink (self->path);
  g_unlink (beside);
}

/**
 * tri_backup_adopt:
 * @folder: (nullable): where backups lie; %NULL for the usual folder
 *
 * Makes the backups of the library at @from those of the one at @to. One that cannot be renamed
 * stays what it is.
 */
void
tri_backup_adopt (const char *folder, const char *from, const char *to)
{
  g_autoptr (GPtrArray) list = tri_backup_list (folder, from, NULL);
  g_autofree char *canonical = tri_backup_dup_canonical (to);

  for (guint i = 0; list && i < list->len; i++)
    {
      TriBackup *backup = list->pdata[i];
      g_autofree char *room = g_path_get_dirname (backup->path);
      g_autofree char *old = g_strconcat (backup->path, ".json", NULL);
      g_autofree char *name = NULL;
      g_autofree char *path = NULL;

      g_free (backup->library);
      backup->library = g_strdup (canonical);
      g_free (backup->identity);
      backup->identity = tri_backup_dup_identity (to);
      name = tri_backup_dup_name (backup);
      path = g_build_filename (room, name, NULL);
      if (g_file_test (path, G_FILE_TEST_EXISTS)
          || !tri_backup_save_manifest (backup, path, NULL)
          || g_rename (backup->path, path) != 0)
        continue;
      g_unlink (old);
    }
}
