/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "formats/tri-tei-keys.h"

#include <libxml/tree.h>
#include <string.h>

/* A key is the xml:id of its entity wherever it can be. Where it is no name ("Q 42", "viaf:7", "1")
 * the id says it in letters that a name may have:
 *
 *   viaf:7 → key--viaf_3A7
 *
 * Bytes stand as "_" and two digits, so that any key comes back as it was; a key that looks like
 * such an id is written that way itself. */
#define PREFIX "key--"

/* Longer ones would be refused as attributes. */
#define MAX_KEY (16 * 1024)

/* Of the letters that nearly all names have: nothing else needs to be asked then. */
static gboolean
is_plain_name (const char *key)
{
  while (g_ascii_isalnum (*key) || *key == '-' || *key == '_' || *key == '.')
    key++;
  return *key == '\0';
}

/**
 * tri_tei_is_name:
 * @key: (nullable)
 *
 * Returns: whether it may be an xml:id
 */
gboolean
tri_tei_is_name (const char *key)
{
  if (!key)
    return FALSE;
  if ((g_ascii_isalpha (*key) || *key == '_') && is_plain_name (key))
    return TRUE;
  /* These two the parser refuses as well, and says so on standard error. */
  if (strstr (key, "\xef\xbf\xbe") || strstr (key, "\xef\xbf\xbf"))
    return FALSE;
  return xmlValidateNCName ((const xmlChar *) key, 0) == 0;
}

/**
 * tri_tei_is_name_end:
 *
 * Returns: whether what ends in @key may be an xml:id, though perhaps not @key alone
 */
gboolean
tri_tei_is_name_end (const char *key)
{
  g_autofree char *name = NULL;

  if (*key == '\0')
    return FALSE;
  if (is_plain_name (key))
    return TRUE;
  name = g_strconcat ("a", key, NULL);
  return tri_tei_is_name (name);
}

/* Dots are written as bytes, lest the id look like that of a sentence. */
static gboolean
is_plain (const char *character, gsize length)
{
  char name[8] = "a";

  if (length == 1)
    return g_ascii_isalnum (*character) || *character == '-';
  memcpy (name + 1, character, length);
  return tri_tei_is_name (name);
}

/**
 * tri_tei_key_to_id:
 * @key: UTF-8
 *
 * Returns: (transfer full) (nullable): an xml:id that tri_tei_key_from_id() reads back; %NULL
 * when the key is too long for one
 */
char *
tri_tei_key_to_id (const char *key)
{
  g_autoptr (GString) id = g_string_new (PREFIX);

  if (strlen (key) > MAX_KEY || !g_utf8_validate (key, -1, NULL))
    return NULL;
  for (const char *p = key; *p;)
    {
      gsize length = (gsize) (g_utf8_next_char (p) - p);
      gboolean plain = is_plain (p, length);

      if (plain)
        g_string_append_len (id, p, (gssize) length);
      for (gsize i = 0; !plain && i < length; i++)
        g_string_append_printf (id, "_%02X", (guchar) p[i]);
      p += length;
    }
  return g_string_free (g_steal_pointer (&id), FALSE);
}

static char *
decode (const char *id)
{
  g_autoptr (GString) key = g_string_new (NULL);

  for (const char *p = id + strlen (PREFIX); *p; p++)
    {
      int byte = 0;

      if (*p != '_')
        {
          g_string_append_c (key, *p);
          continue;
        }
      if (!g_ascii_isxdigit (p[1]) || !g_ascii_isxdigit (p[2]))
        return NULL;
      byte = g_ascii_xdigit_value (p[1]) << 4 | g_ascii_xdigit_value (p[2]);
      g_string_append_c (key, (char) byte);
      p += 2;
    }
  return strlen (key->str) == key->len ? g_string_free (g_steal_pointer (&key), FALSE) : NULL;
}

/**
 * tri_tei_key_from_id:
 * @id: (nullable): an xml:id
 *
 * Returns: (transfer full): the key that was made into this id, else the id itself
 */
char *
tri_tei_key_from_id (const char *id)
{
  g_autofree char *key = id && g_str_has_prefix (id, PREFIX) ? decode (id) : NULL;
  g_autofree char *again = key ? tri_tei_key_to_id (key) : NULL;

  return g_strcmp0 (again, id) == 0 ? g_steal_pointer (&key) : g_strdup (id);
}

/**
 * tri_tei_key_is_id:
 * @key: (nullable)
 *
 * Returns: whether the key may stand as an xml:id and is read back as it is
 */
gboolean
tri_tei_key_is_id (const char *key)
{
  g_autofree char *read = tri_tei_is_name (key) ? tri_tei_key_from_id (key) : NULL;

  return read && strcmp (read, key) == 0;
}
