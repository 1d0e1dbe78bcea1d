/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "library/tri-library.h"

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

#define CLI_EXIT_FAILED 1
#define CLI_EXIT_USAGE 2
#define CLI_EXIT_CANCELLED 130

/* What every verb is called with. */
typedef struct
{
  /* the file, or NULL for the default library */
  const char *path;
  gboolean json;
  /* cancelled by an interrupt from the keyboard */
  GCancellable *cancellable;
} CliContext;

/**
 * CliCommand:
 * @verb: what it is called
 * @arguments: what follows, for --help; translatable
 * @summary: what it does, in a sentence; translatable
 * @options: (nullable): its own options; they write to static variables
 * @n_min: how many arguments it needs
 * @n_max: how many it takes
 * @run: does it; the exit status is 1 when it returns %FALSE with @error set
 * @details: (nullable): what --help says below the options; translatable
 * @dup_list: (nullable): what it says between, which is known only now: the entries of a table
 *
 * One verb. Verbs are const entries of a table, one a file.
 */
typedef struct
{
  const char *verb;
  const char *arguments;
  const char *summary;
  const GOptionEntry *options;
  guint n_min;
  guint n_max;
  gboolean (*run) (const CliContext *context, char **arguments, GError **error);
  const char *details;
  char *(*dup_list) (void);
} CliCommand;

extern const CliCommand cli_align_command;
extern const CliCommand cli_backup_command;
extern const CliCommand cli_bookmarks_command;
extern const CliCommand cli_check_command;
extern const CliCommand cli_cite_command;
extern const CliCommand cli_concordance_command;
extern const CliCommand cli_discover_command;
extern const CliCommand cli_entities_command;
extern const CliCommand cli_equivalents_command;
extern const CliCommand cli_export_command;
extern const CliCommand cli_import_command;
extern const CliCommand cli_link_command;
extern const CliCommand cli_mentions_command;
extern const CliCommand cli_merge_command;
extern const CliCommand cli_names_command;
extern const CliCommand cli_read_command;
extern const CliCommand cli_register_command;
extern const CliCommand cli_restore_command;
extern const CliCommand cli_search_command;
extern const CliCommand cli_sheets_command;
extern const CliCommand cli_texts_command;
extern const CliCommand cli_unplaced_command;
extern const CliCommand cli_works_command;

G_END_DECLS
