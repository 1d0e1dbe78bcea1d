/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "formats/tri-html-entities.h"

#include <cmark-gfm.h>
#include <libxml/HTMLparser.h>
#include <string.h>

/* The parser of HTML knows the 253 entities of HTML 4 and leaves the others as they stand:
 * "&hairsp;", "&check;". HTML 5 has 2,125, which CommonMark takes over: its parser knows them. */

#define MIN_NAME 2
#define MAX_NAME 31
/* A file that names more different ones is made to be slow. */
#define MAX_NAMES 4096

/* What CommonMark makes of "&name;"; NULL when it stays as it is. */
static char *
dup_meaning (const char *name)
{
  g_autofree char *whole = g_strdup_printf ("&%s;", name);
  cmark_node *root = cmark_parse_document (whole, strlen (whole), CMARK_OPT_DEFAULT);
  cmark_node *paragraph = cmark_node_first_child (root);
  cmark_node *node = paragraph ? cmark_node_first_child (paragraph) : NULL;
  g_autoptr (GString) words = g_string_new (NULL);

  for (; node; node = cmark_node_next (node))
    {
      const char *literal = cmark_node_get_literal (node);

      g_string_append (words, literal ? literal : "");
    }
  cmark_node_free (root);
  return strcmp (words->str, whole) == 0 ? NULL : g_strdup (words->str);
}

/* What would be markup stays an entity, and a line keeps its number. */
static char *
dup_sign (const char *name)
{
  static const char *const signs[][2] = {
    { "LT", "&lt;" },
    { "GT", "&gt;" },
    { "AMP", "&amp;" },
    { "QUOT", "&quot;" },
    { "NewLine", " " },
  };

  for (guint i = 0; i < G_N_ELEMENTS (signs); i++)
    if (strcmp (name, signs[i][0]) == 0)
      return g_strdup (signs[i][1]);
  return dup_meaning (name);
}

/* (nullable): what stands for the entity; NULL where it is to stay */
static const char *
find_sign (GHashTable *known, const char *name)
{
  gpointer sign = NULL;

  if (g_hash_table_lookup_extended (known, name, NULL, &sign))
    return sign;
  if (g_hash_table_size (known) >= MAX_NAMES)
    return NULL;
  if (!htmlEntityLookup ((const xmlChar *) name))
    sign = dup_sign (name);
  g_hash_table_insert (known, g_strdup (name), sign);
  return sign;
}

/* The length of the name behind the "&" at @at, when it ends as it should; 0 for none. */
static gsize
measure_name (const char *at)
{
  gsize n = 0;

  while (n <= MAX_NAME && g_ascii_isalnum (at[1 + n]))
    n++;
  return n >= MIN_NAME && n <= MAX_NAME && at[1 + n] == ';' && g_ascii_isalpha (at[1]) ? n : 0;
}

/**
 * tri_html_decode_entities:
 * @text: (transfer full): HTML
 * @length: (inout): in bytes
 *
 * Writes the letters and signs in the place of entities that HTML 4 does not know. What would be
 * markup stays an entity, and lines keep their numbers.
 *
 * Returns: (transfer full): @text, or another one
 */
char *
tri_html_decode_entities (char *text, gsize *length)
{
  g_autoptr (GHashTable) known = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  const char *end = text + *length;
  const char *copied = text;
  GString *out = NULL;

  for (const char *at = text; (at = memchr (at, '&', (gsize) (end - at))); at++)
    {
      char name[MAX_NAME + 1] = "";
      gsize n = measure_name (at);
      const char *sign = NULL;

      memcpy (name, at + 1, n);
      sign = n > 0 ? find_sign (known, name) : NULL;
      if (!sign)
        continue;
      if (!out)
        out = g_string_sized_new (*length);
      g_string_append_len (out, copied, at - copied);
      g_string_append (out, sign);
      copied = at + n + strlen ("&;");
    }
  if (!out)
    return text;
  g_string_append_len (out, copied, end - copied);
  g_free (text);
  *length = out->len;
  return g_string_free (out, FALSE);
}
