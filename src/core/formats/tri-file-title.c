/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "formats/tri-format.h"

#include <string.h>

/* What people put before or behind the name of a file for its language: "fr", "FR", never "De" or
 * "En", with which a title may begin. */
static gboolean
is_mark (const char *word)
{
  static const char *const marks[] = { "fr", "fra", "fre", "en", "eng", "nl", "nld", "dut" };
  g_autofree char *lower = g_ascii_strdown (word, -1);
  g_autofree char *upper = g_ascii_strup (word, -1);

  for (guint i = 0; i < G_N_ELEMENTS (marks); i++)
    if (strcmp (lower, marks[i]) == 0)
      return strcmp (word, lower) == 0 || strcmp (word, upper) == 0;
  return FALSE;
}

static GPtrArray *
split (const char *name)
{
  g_auto (GStrv) words = g_strsplit_set (name, " -_.()[]", -1);
  GPtrArray *kept = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; words[i]; i++)
    if (*words[i])
      g_ptr_array_add (kept, g_strdup (words[i]));
  if (kept->len > 1 && is_mark (g_ptr_array_index (kept, 0)))
    g_ptr_array_remove_index (kept, 0);
  if (kept->len > 1 && is_mark (g_ptr_array_index (kept, kept->len - 1)))
    g_ptr_array_set_size (kept, (int) kept->len - 1);
  g_ptr_array_add (kept, NULL);
  return kept;
}

/* "a.xml.gz" is "a". */
static char *
dup_without_extension (const char *name)
{
  gsize length = strlen (name);
  const char *dot = NULL;

  if (length > 3 && (g_str_has_suffix (name, ".gz") || g_str_has_suffix (name, ".xz")))
    length -= 3;
  dot = g_strrstr_len (name, (gssize) length, ".");
  if (dot && dot > name && length - (gsize) (dot - name) <= 6)
    length = (gsize) (dot - name);
  return g_strndup (name, length);
}

/**
 * tri_file_dup_title:
 * @name: the base name of a file, valid UTF-8
 *
 * Makes a title for a text that names none: "fr-on_the-road.txt" gives "On the road".
 *
 * Returns: (transfer full): never empty unless @name is
 */
char *
tri_file_dup_title (const char *name)
{
  g_autofree char *stem = dup_without_extension (name);
  g_autoptr (GPtrArray) words = split (stem);
  g_autofree char *title = g_strjoinv (" ", (char **) words->pdata);
  char first[8] = { 0 };

  if (*title == '\0')
    return g_strdup (name);
  g_unichar_to_utf8 (g_unichar_toupper (g_utf8_get_char (title)), first);
  return g_strconcat (first, g_utf8_next_char (title), NULL);
}
