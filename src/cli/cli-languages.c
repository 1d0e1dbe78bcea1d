/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cli-languages.h"
#include "tri-language.h"

#include <glib/gi18n.h>

/* "" leaves it to the file. */
static const char *
find_bad_tag (char **tags)
{
  for (guint i = 0; tags && tags[i]; i++)
    if (!g_regex_match_simple ("^([a-z]{2,8}(-[a-z0-9]{1,8})*)?$",
                               tags[i],
                               G_REGEX_CASELESS | G_REGEX_DOLLAR_ENDONLY,
                               0))
      return tags[i];
  return NULL;
}

/**
 * cli_languages_check:
 * @tags: (nullable): what --lang was given, one by one; they are brought into the form we use
 * @n_files: how many files they are for
 *
 * Returns: %TRUE when there is a language for every file, or no --lang at all
 */
gboolean
cli_languages_check (char **tags, guint n_files, GError **error)
{
  g_autofree char *message = NULL;

  for (guint i = 0; tags && tags[i]; i++)
    {
      g_autofree char *given = tags[i];

      tags[i] = tri_language_dup_tag (g_strstrip (given));
    }
  if (tags && g_strv_length (tags) != n_files)
    message = g_strdup_printf (_ ("--lang wants one language for each file: %u of them, not %u"),
                               n_files,
                               g_strv_length (tags));
  else if (find_bad_tag (tags))
    message = g_strdup_printf (_ ("“%s” is no language. Write fr, en, nl or the like."),
                               find_bad_tag (tags));
  if (message)
    g_set_error_literal (error, G_OPTION_ERROR, G_OPTION_ERROR_BAD_VALUE, message);
  return message == NULL;
}
