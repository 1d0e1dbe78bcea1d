/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "library/tri-align-mark.h"

#include "library/tri-library-align.h"

#include <string.h>

/* The rows of works are numbered again when one goes; their uuids are not. */
static char *
dup_key_of (TriLibrary *library, const char *what, gint64 work)
{
  static const char sql[] = "SELECT ?2 || uuid FROM works WHERE id = ?1";
  g_autoptr (TriStatement) statement = tri_library_prepare (library, sql, NULL);

  if (!statement)
    return NULL;
  sqlite3_bind_int64 (statement, 1, work);
  tri_statement_bind_text (statement, 2, what);
  return tri_library_next (library, statement, NULL) ? tri_statement_dup_text (statement, 0) : NULL;
}

static char *
dup_key (TriLibrary *library, gint64 work)
{
  return dup_key_of (library, "align:", work);
}

gboolean
tri_align_mark_set_reason (TriLibrary *library,
                           gint64 work,
                           TriWorkKind kind,
                           double confidence,
                           double share,
                           GError **error)
{
  g_autofree char *key = dup_key_of (library, "kind:", work);
  g_autofree char *words = g_strdup_printf ("%s %d %d",
                                            tri_work_kind_to_nick (kind),
                                            (int) (confidence * 1000),
                                            (int) (share * 1000));

  return !key || tri_library_set_setting (library, key, words, error);
}

/* A reason for another kind was overruled. */
gboolean
tri_library_get_kind_reason (TriLibrary *self, gint64 work, TriKindReason *out)
{
  static const char sql[] = "SELECT kind FROM works WHERE id = ?";
  gint64 kind = tri_library_ask (self, sql, work, -1);
  g_autofree char *key = dup_key_of (self, "kind:", work);
  g_autofree char *words = key ? tri_library_dup_setting (self, key) : NULL;
  g_auto (GStrv) parts = words ? g_strsplit (words, " ", -1) : NULL;

  if (kind < 0
      || !parts
      || g_strv_length (parts) != 3
      || strcmp (parts[0], tri_work_kind_to_nick ((TriWorkKind) kind)) != 0)
    return FALSE;
  out->confidence = (double) g_ascii_strtoll (parts[1], NULL, 10) / 1000;
  out->share = (double) g_ascii_strtoll (parts[2], NULL, 10) / 1000;
  return TRUE;
}

gboolean
tri_align_mark_set (TriLibrary *library, gint64 work, const GArray *fresh, GError **error)
{
  g_autofree char *key = dup_key (library, work);
  g_autoptr (GString) ids = g_string_new (NULL);

  for (guint i = 0; i < fresh->len; i++)
    g_string_append_printf (ids, "%" G_GINT64_FORMAT " ", g_array_index (fresh, gint64, i));
  return !key || tri_library_set_setting (library, key, ids->str, error);
}

gboolean
tri_align_mark_clear (TriLibrary *library, gint64 work, GError **error)
{
  g_autofree char *key = dup_key (library, work);

  return !key || tri_library_set_setting (library, key, NULL, error);
}

GArray *
tri_align_mark_get (TriLibrary *library, gint64 work)
{
  g_autofree char *key = dup_key (library, work);
  g_autofree char *ids = key ? tri_library_dup_setting (library, key) : NULL;
  GArray *fresh = NULL;

  if (!ids)
    return NULL;
  fresh = g_array_new (FALSE, FALSE, sizeof (gint64));
  for (char *at = ids, *end = NULL; *at; at = end)
    {
      gint64 id = g_ascii_strtoll (at, &end, 10);

      if (end == at)
        break;
      end += *end == ' ';
      g_array_append_val (fresh, id);
    }
  return fresh;
}

GArray *
tri_align_mark_list_fresh (TriLibrary *library, gint64 work, GError **error)
{
  static const char sql[] = "SELECT min (id) FROM texts WHERE work = ?"
                            " GROUP BY strand HAVING count (*) = 1";
  g_autoptr (TriStatement) statement = tri_library_prepare (library, sql, error);
  g_autoptr (GArray) fresh = tri_align_mark_get (library, work);
  GError *local = NULL;

  if (!statement)
    return NULL;
  if (!fresh)
    fresh = g_array_new (FALSE, FALSE, sizeof (gint64));
  sqlite3_bind_int64 (statement, 1, work);
  while (tri_library_next (library, statement, &local))
    {
      gint64 id = sqlite3_column_int64 (statement, 0);

      g_array_append_val (fresh, id);
    }
  if (!local)
    return g_steal_pointer (&fresh);
  g_propagate_error (error, local);
  return NULL;
}
