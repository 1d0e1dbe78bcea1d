/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "formats/tri-archive.h"

#include <string.h>

/* (transfer full) (nullable): without "." and "..", NULL where it climbs out */
static char *
normalize (const char *path)
{
  g_auto (GStrv) parts = g_strsplit (path, "/", -1);
  g_autoptr (GPtrArray) kept = g_ptr_array_new ();

  for (guint i = 0; parts[i]; i++)
    if (g_str_equal (parts[i], ".."))
      {
        if (kept->len == 0)
          return NULL;
        g_ptr_array_set_size (kept, (int) kept->len - 1);
      }
    else if (*parts[i] && !g_str_equal (parts[i], "."))
      g_ptr_array_add (kept, parts[i]);
  if (kept->len == 0)
    return NULL;
  g_ptr_array_add (kept, NULL);
  return g_strjoinv ("/", (char **) kept->pdata);
}

/**
 * tri_archive_dup_path:
 * @member: the member that says it
 * @href: a path relative to it; one that begins with "/" goes from the root of the archive
 *
 * Returns: (transfer full) (nullable): the name of the member that it points at, which need not be
 * there
 */
char *
tri_archive_dup_path (const char *member, const char *href)
{
  const char *scheme = g_uri_peek_scheme (href);
  g_autofree char *bare = g_strndup (href, strcspn (href, "#?"));
  g_autofree char *decoded = g_uri_unescape_string (bare, NULL);
  const char *slash = strrchr (member, '/');
  g_autofree char *folder = g_strndup (member, slash ? (gsize) (slash - member) : 0);
  g_autofree char *path = NULL;

  if (!*bare)
    return g_strdup (member);
  if (scheme || g_str_has_prefix (href, "//"))
    return NULL;
  if (!decoded)
    decoded = g_strdup (bare);
  if (!g_utf8_validate (decoded, -1, NULL))
    return NULL;
  path = *decoded == '/' ? g_strdup (decoded) : g_strconcat (folder, "/", decoded, NULL);
  return normalize (path);
}

/* APPNOTE.TXT 4.3.7, the header before each member. */
#define HEADER 30

static guint
get_number (const guint8 *bytes, guint n)
{
  guint number = 0;

  while (n-- > 0)
    number = number << 8 | bytes[n];
  return number;
}

gboolean
tri_archive_sniff (const guint8 *bytes, gsize n_bytes, const char *type)
{
  static const char name[] = "mimetype";
  const gsize n_name = sizeof name - 1;
  gsize at = HEADER + n_name;
  gsize n_type = strlen (type);

  if (n_bytes < at || memcmp (bytes, "PK\3\4", 4) != 0 || get_number (bytes + 26, 2) != n_name
      || memcmp (bytes + HEADER, name, n_name) != 0)
    return FALSE;
  at += get_number (bytes + 28, 2);
  if (n_bytes < at + n_type || memcmp (bytes + at, type, n_type) != 0)
    return FALSE;
  /* Neither "…text-template" nor the like. */
  at += n_type;
  return n_bytes == at || bytes[at] == 'P' || g_ascii_isspace (bytes[at]);
}
