/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "model/tri-item-marker.h"

#include <string.h>

#define BEGINNING "<item n=\""
#define END "\">"

/**
 * tri_item_marker_dup_value:
 * @n: what stands before the item; "" when nothing does, not even a bullet
 *
 * Returns: (transfer full): the value of the span that says so
 */
char *
tri_item_marker_dup_value (const char *n)
{
  g_autofree char *escaped = g_markup_escape_text (n, -1);

  return g_strconcat (BEGINNING, escaped, END, NULL);
}

gboolean
tri_item_marker_is_span (const TriSpan *span)
{
  return span->kind == TRI_SPAN_OTHER
         && span->start == 0
         && span->end == 0
         && span->value != NULL
         && g_str_has_prefix (span->value, BEGINNING)
         && g_str_has_suffix (span->value, END)
         && strlen (span->value) >= strlen (BEGINNING END);
}

static char *
dup_unescaped (const char *value)
{
  static const char *const escapes[][2] = {
    { "&lt;", "<" },
    { "&gt;", ">" },
    { "&quot;", "\"" },
    { "&apos;", "'" },
    { "&#39;", "'" },
    { "&amp;", "&" },
  };
  GString *plain = g_string_new_len (value + strlen (BEGINNING),
                                     (gssize) (strlen (value) - strlen (BEGINNING END)));

  for (guint i = 0; i < G_N_ELEMENTS (escapes); i++)
    g_string_replace (plain, escapes[i][0], escapes[i][1], 0);
  return g_string_free (plain, FALSE);
}

/**
 * tri_item_marker_dup_n:
 *
 * Returns: (transfer full) (nullable): what stands before the item, %NULL where the file does not
 *   say
 */
char *
tri_item_marker_dup_n (const TriPassage *passage)
{
  for (guint i = 0; passage->kind == TRI_PASSAGE_ITEM && i < passage->spans->len; i++)
    {
      const TriSpan *span = &g_array_index (passage->spans, TriSpan, i);

      if (span->start > 0)
        break;
      if (tri_item_marker_is_span (span))
        return dup_unescaped (span->value);
    }
  return NULL;
}
