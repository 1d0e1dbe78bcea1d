/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "reader-name-item.h"

#include "reader-name-words.h"
#include "reader-panel-words.h"
#include "reader-words.h"

#include <glib/gi18n.h>

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
  g_autofree char *reasons = reader_name_words_dup_reasons (suggestion->reasons);
  GString *text = g_string_new (NULL);

  if (reasons != NULL)
    g_string_append_printf (text, "%s · ", reasons);
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
