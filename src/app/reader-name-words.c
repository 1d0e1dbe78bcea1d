/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "reader-name-words.h"

#include <glib/gi18n.h>

/* What stands before a list of what is read for what. */
static const char *const kinds[] = {
  [TRI_NAME_REASON_SPELLING] = N_ ("spelling"),
  [TRI_NAME_REASON_SCRIPT] = N_ ("other alphabet"),
  [TRI_NAME_REASON_GIVEN] = N_ ("given name"),
  [TRI_NAME_REASON_PLACE] = N_ ("place"),
  [TRI_NAME_REASON_ENDING] = N_ ("ending"),
  [TRI_NAME_REASON_BYNAME] = N_ ("byname"),
  [TRI_NAME_REASON_INITIAL] = N_ ("initial"),
  [TRI_NAME_REASON_LEFT_OUT] = N_ ("without"),
  [TRI_NAME_REASON_ORDER] = N_ ("other order"),
};

static void
add_pair (GString *list, const TriNameReason *reason)
{
  if (list->len > 0)
    g_string_append (list, ", ");
  if (reason->kind == TRI_NAME_REASON_LEFT_OUT)
    g_string_append_printf (list, "%s%s", reason->a, reason->b);
  else
    g_string_append_printf (list,
                            "%s = %s",
                            *reason->a != '\0' ? reason->a : "–",
                            *reason->b != '\0' ? reason->b : "–");
}

/* All reasons of a kind in a few words; NULL when there are none. */
static char *
dup_kind (const GPtrArray *reasons, TriNameReasonKind kind)
{
  g_autoptr (GString) list = g_string_new (NULL);
  gboolean any = FALSE;

  for (guint i = 0; i < reasons->len; i++)
    {
      const TriNameReason *reason = g_ptr_array_index (reasons, i);

      if (reason->kind != kind)
        continue;
      any = TRUE;
      add_pair (list, reason);
    }
  if (!any)
    return NULL;
  return list->len == 0 || kind == TRI_NAME_REASON_ORDER
             ? g_strdup (_ (kinds[kind]))
             : g_strdup_printf ("%s %s", _ (kinds[kind]), list->str);
}

/**
 * reader_name_words_dup_reasons:
 * @reasons: (element-type TriNameReason): why one name is a spelling of another
 *
 * Returns: (transfer full) (nullable): all of them, kind after kind; %NULL when there are none
 */
char *
reader_name_words_dup_reasons (const GPtrArray *reasons)
{
  GString *text = g_string_new (NULL);

  for (guint kind = 0; kind < G_N_ELEMENTS (kinds); kind++)
    {
      g_autofree char *words = dup_kind (reasons, (TriNameReasonKind) kind);

      if (words != NULL)
        g_string_append_printf (text, "%s%s", text->len > 0 ? " · " : "", words);
    }
  return g_string_free (text, text->len == 0);
}
