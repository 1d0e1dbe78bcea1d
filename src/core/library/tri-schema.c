/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "library/tri-schema.h"

#include "tri-schema-resource.h"

/**
 * tri_schema_get_migration:
 * @from: the user_version of a library, below %TRI_SCHEMA_VERSION
 *
 * The migrations are the files schema-1.sql, schema-2.sql, …: once released, each is frozen.
 *
 * Returns: (transfer full): SQL that brings it to the next version; NUL-terminated
 */
GBytes *
tri_schema_get_migration (int from)
{
  static gsize registered = 0;
  g_autofree char *path = g_strdup_printf ("/org/triptych/schema/schema-%d.sql", from + 1);

  if (g_once_init_enter (&registered))
    {
      tri_schema_resource_register_resource ();
      g_once_init_leave (&registered, 1);
    }
  return g_resource_lookup_data (tri_schema_resource_get_resource (), path, 0, NULL);
}
