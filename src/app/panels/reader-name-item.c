/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "reader-name-item.h"

#include "reader-panel-words.h"
#include "reader-words.h"

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

static char *
dup_languages (const TriNameSuggestion *suggestion)
{
  g_autofree char *form = reader_words_dup_language (suggestion->lang);
  g_autofree char *name = NULL;

  if (*suggestion->name_lang == '\0' || g_str_equal (suggestion->lang, suggestion->name_lang))
    return g_steal_pointer (&form);
  name = reader_words_dup_language_inside (suggestion->name_lang);
  /* Translators: two languages; the second is written inside a sentence. */
  return g_strdup_printf (_ ("%s, %s"), form, name);
}

static char *
dup_details (const TriNameSuggestion *suggestion)
{
  g_autofree char *languages = dup_languages (suggestion);
  GString *text = g_string_new (NULL);

  for (guint kind = 0; kind < G_N_ELEMENTS (kinds); kind++)
    {
      g_autofree char *words = dup_kind (suggestion->reasons, (TriNameReasonKind) kind);

      if (words != NULL)
        g_string_append_printf (text, "%s · ", words);
    }
  g_string_append_printf (text, "%s · ", languages);
  g_string_append_printf (text, ngettext ("%u time", "%u times", suggestion->n), suggestion->n);
  return g_string_free (text, FALSE);
}

ReaderReviewItem *
reader_name_item_new (TriNameSuggestion *take)
{
  ReaderReviewItem *self = reader_review_item_new (
      g_strdup_printf ("%" G_GINT64_FORMAT ":%s:%s", take->entity, take->lang, take->form),
      g_strdup_printf ("%s = %s", take->form, take->name),
      dup_details (take));

  self->title = g_strdup (take->form);
  self->subtitle = g_strdup_printf ("= %s", take->name);
  self->icon = reader_panel_words_get_type_icon (take->type);
  self->place = (TriLinkMember){ take->passage, take->text, -1 };
  self->data = take;
  self->free_data = (GDestroyNotify) tri_name_suggestion_free;
  return self;
}
