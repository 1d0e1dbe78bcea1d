/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* What a file is cut into. */
typedef enum
{
  CLI_UNIT_LINE,
  CLI_UNIT_PASSAGE,
  CLI_UNIT_SENTENCE,
} CliUnit;

/**
 * CliUnits:
 * @path: the file
 * @lang: BCP 47; "" when neither the reader nor the file said so and it could not be told
 * @units: (element-type utf8)
 * @groups: (element-type guint): for each sentence the number of its passage; empty for others
 * @parts: (element-type guint): for each unit the number of its division; empty for lines
 *
 * A file cut into what is aligned.
 */
typedef struct
{
  char *path;
  char *lang;
  GPtrArray *units;
  GArray *groups;
  GArray *parts;
  char *lines; /* what the units of lines lie in */
} CliUnits;

CliUnits *cli_units_new (const char *path,
                         CliUnit unit,
                         const char *lang,
                         GCancellable *cancellable,
                         GError **error) G_GNUC_WARN_UNUSED_RESULT;
void cli_units_free (CliUnits *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CliUnits, cli_units_free)

G_END_DECLS
