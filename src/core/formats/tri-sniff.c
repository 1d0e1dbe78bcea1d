/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "formats/tri-sniff.h"

#include <string.h>

GString *
tri_sniff_new_text (const guint8 *bytes, gsize n_bytes)
{
  GString *string = g_string_sized_new (n_bytes);

  for (gsize i = 0; i < n_bytes; i++)
    if (bytes[i] != 0)
      g_string_append_c (string, (char) bytes[i]);
  return string;
}

const char *
tri_sniff_skip_mark (const char *at)
{
  static const char *const marks[] = { "\xEF\xBB\xBF", "\xFF\xFE", "\xFE\xFF" };

  for (guint i = 0; i < G_N_ELEMENTS (marks); i++)
    if (g_str_has_prefix (at, marks[i]))
      return at + strlen (marks[i]);
  return at;
}

/* Quotation marks hide what a declaration seems to end with. */
static const char *
skip_doctype (const char *at)
{
  char quote = '\0';
  int depth = 0;

  for (; *at; at++)
    if (quote)
      quote = *at == quote ? '\0' : quote;
    else if (*at == '"' || *at == '\'')
      quote = *at;
    else if (*at == '<')
      depth++;
    else if (*at == '>' && --depth == 0)
      return at + 1;
  return at;
}

static const char *
skip_to (const char *at, const char *end)
{
  const char *found = strstr (at, end);

  return found ? found + strlen (end) : at + strlen (at);
}

static const char *
skip_prolog (const char *at)
{
  for (;;)
    {
      while (g_ascii_isspace (*at))
        at++;
      if (g_str_has_prefix (at, "<?"))
        at = skip_to (at, "?>");
      else if (g_str_has_prefix (at, "<!--"))
        at = skip_to (at, "-->");
      else if (g_str_has_prefix (at, "<!DOCTYPE"))
        at = skip_doctype (at);
      else
        return at;
    }
}

char *
tri_sniff_dup_root (const guint8 *bytes, gsize n_bytes)
{
  g_autoptr (GString) text = tri_sniff_new_text (bytes, n_bytes);
  const char *at = skip_prolog (tri_sniff_skip_mark (text->str));

  if (*at != '<' || !(g_ascii_isalpha (at[1]) || at[1] == '_'))
    return NULL;
  return g_strndup (at + 1, strcspn (at + 1, ">"));
}

gboolean
tri_sniff_is_element (const char *root, const char *name)
{
  gsize n = strcspn (root, " \t\r\n/>");
  const char *colon = memchr (root, ':', n);
  gsize before = colon ? (gsize) (colon + 1 - root) : 0;

  return n - before == strlen (name) && strncmp (root + before, name, n - before) == 0;
}

gboolean
tri_sniff_is_zip (const guint8 *bytes, gsize n_bytes)
{
  return n_bytes > 0 && memcmp (bytes, "PK\3\4", MIN (n_bytes, 4)) == 0;
}
