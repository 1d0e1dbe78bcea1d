/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "formats/tri-tei-pointer.h"

#include <string.h>

#define MAX_PREFIXES 64
#define MAX_PATTERN 512
#define MAX_POINTER 2048
/* The file says what is to be looked for, so it must not take for ever. */
#define MATCH_LIMITS "(*LIMIT_MATCH=20000)(*LIMIT_DEPTH=2000)"

typedef struct
{
  char *ident;
  GRegex *pattern;
  char *replacement;
} Prefix;

void
tri_tei_prefix_free (gpointer data)
{
  Prefix *self = data;

  g_free (self->ident);
  g_regex_unref (self->pattern);
  g_free (self->replacement);
  g_free (self);
}

void
tri_tei_prefix_add (TriTeiReader *self, const TriTeiTag *tag)
{
  const char *ident = tri_tei_get (tag, "ident");
  const char *match = tri_tei_get (tag, "matchPattern");
  const char *replacement = tri_tei_get (tag, "replacementPattern");
  g_autofree char *whole = NULL;
  g_autoptr (GRegex) pattern = NULL;
  Prefix *prefix = NULL;

  if (!ident || !match || !replacement || strlen (match) > MAX_PATTERN
      || self->prefixes->len == MAX_PREFIXES)
    return;
  whole = g_strdup_printf (MATCH_LIMITS "^(?:%s)$", match);
  pattern = g_regex_new (whole, G_REGEX_DOLLAR_ENDONLY, 0, NULL);
  if (!pattern)
    return;
  prefix = g_new0 (Prefix, 1);
  prefix->ident = g_strdup (ident);
  prefix->pattern = g_steal_pointer (&pattern);
  prefix->replacement = g_strdup (replacement);
  g_ptr_array_add (self->prefixes, prefix);
}

/* "$1" to "$9" stand for what the pattern has in parentheses. */
static char *
replace (const Prefix *self, GMatchInfo *info)
{
  g_autoptr (GString) out = g_string_new (NULL);

  for (const char *at = self->replacement; *at; at++)
    if (*at == '$' && g_ascii_isdigit (at[1]))
      {
        g_autofree char *group = g_match_info_fetch (info, *++at - '0');

        g_string_append (out, group ? group : "");
      }
    else
      g_string_append_c (out, *at);
  return g_string_free (g_steal_pointer (&out), FALSE);
}

static char *
apply (const Prefix *self, const char *rest)
{
  g_autoptr (GMatchInfo) info = NULL;

  return g_regex_match (self->pattern, rest, 0, &info) ? replace (self, info) : NULL;
}

char *
tri_tei_prefix_resolve (TriTeiReader *self, const char *pointer)
{
  const char *colon = NULL;

  if (self->prefixes->len == 0 || !(colon = strchr (pointer, ':'))
      || strlen (pointer) > MAX_POINTER)
    return NULL;
  /* One that is said again says more of the part of a corpus that it stands in. */
  for (guint i = self->prefixes->len; i > 0; i--)
    {
      const Prefix *prefix = g_ptr_array_index (self->prefixes, i - 1);
      gsize n = strlen (prefix->ident);
      char *found = NULL;

      if (n != (gsize) (colon - pointer) || strncmp (prefix->ident, pointer, n) != 0)
        continue;
      found = apply (prefix, colon + 1);
      if (found)
        return found;
    }
  return NULL;
}

GStrv
tri_tei_pointers_split (const char *value)
{
  g_autoptr (GPtrArray) parts = g_ptr_array_new ();
  g_autoptr (GString) part = g_string_new (NULL);
  guint depth = 0;

  for (const char *at = value;; at++)
    {
      gboolean is_space = g_ascii_isspace (*at) && depth == 0;

      if ((is_space || *at == '\0') && part->len > 0)
        {
          g_ptr_array_add (parts, g_strdup (part->str));
          g_string_truncate (part, 0);
        }
      if (*at == '\0')
        break;
      if (*at == '(')
        depth++;
      else if (*at == ')' && depth > 0)
        depth--;
      if (!is_space)
        g_string_append_c (part, *at);
    }
  g_ptr_array_add (parts, NULL);
  return (GStrv) g_ptr_array_free (g_steal_pointer (&parts), FALSE);
}

/* The string in quotation marks behind one of these. */
static char *
dup_quoted_id (const char *text)
{
  static const char *const marks[] = { "id('", "id(\"", "@xml:id='", "@xml:id=\"" };

  for (guint i = 0; i < G_N_ELEMENTS (marks); i++)
    {
      const char *found = strstr (text, marks[i]);
      const char *start = found ? found + strlen (marks[i]) : NULL;
      const char *end = start ? strchr (start, start[-1]) : NULL;

      if (end && end > start)
        return g_strndup (start, (gsize) (end - start));
    }
  return NULL;
}

/**
 * tri_tei_pointer_dup_id:
 * @fragment: what stands behind the # of a pointer
 *
 * Schemes that speak of a place in an element name that element here: a passage is the finest that
 * a link without a sentence can tie.
 *
 * Returns: (transfer full) (nullable): the id, %NULL where the fragment is no scheme or names none
 */
char *
tri_tei_pointer_dup_id (const char *fragment)
{
  static const char *const schemes[] = {
    "string-range(",
    "range(",
    "string-index(",
    "left(",
    "right(",
    "match(",
    "xpath(",
    "xpath1(",
    "xpointer(",
    "element(",
  };
  const char *start = NULL;
  char *id = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (schemes) && !start; i++)
    if (g_str_has_prefix (fragment, schemes[i]))
      start = fragment + strlen (schemes[i]);
  if (!start)
    return NULL;
  id = dup_quoted_id (start);
  if (id || g_str_has_prefix (fragment, "x"))
    return id;
  start += *start == '#';
  id = g_strndup (start, strcspn (start, ", )/("));
  g_strstrip (id);
  return *id ? id : (g_free (id), NULL);
}
