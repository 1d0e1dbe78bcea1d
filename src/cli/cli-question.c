/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cli-question.h"

#include "cli-json.h"

#include "library/tri-library-works.h"
#include "library/tri-word-forms.h"

#include <glib/gi18n.h>

static gboolean
read_kinds (const CliQuestion *self, TriSearchOptions *options, GError **error)
{
  for (guint i = 0; self->kinds && self->kinds[i]; i++)
    {
      TriPassageKind kind = TRI_PASSAGE_HEADING;

      if (!tri_passage_kind_from_nick (self->kinds[i], &kind))
        {
          g_set_error (error,
                       G_OPTION_ERROR,
                       G_OPTION_ERROR_BAD_VALUE,
                       _ ("--%s cannot be “%s”."),
                       "kind",
                       self->kinds[i]);
          return FALSE;
        }
      options->kinds |= 1u << kind;
    }
  return TRUE;
}

static TriSearchOptions *
read_options (const CliQuestion *self, TriLibrary *library, GError **error)
{
  g_autoptr (TriSearchOptions) options = tri_search_options_new ();

  options->forms = !self->exact;
  options->lang = g_strdup (self->lang);
  if (!read_kinds (self, options, error))
    return NULL;
  if (self->work && !(options->work = tri_library_find_work (library, self->work, error)))
    return NULL;
  if (self->text && !(options->text = tri_library_find_text (library, self->text, error)))
    return NULL;
  return g_steal_pointer (&options);
}

/* The library to ask; words of texts that came since are counted first, where it can be written:
 * else other forms of theirs are not found. */
TriLibrary *
cli_question_open (const CliContext *context, GError **error)
{
  TriLibrary *library = cli_library_open (context, TRI_LIBRARY_READ_ONLY, error);
  g_autoptr (TriLibrary) writer = NULL;

  if (!library || !tri_library_has_uncounted_words (library))
    return library;
  writer = cli_library_open (context, TRI_LIBRARY_READ_WRITE, NULL);
  /* What cannot be written is searched as it is. */
  if (writer)
    tri_library_count_words (writer, context->cancellable, NULL);
  return library;
}

TriConcordance *
cli_question_ask (const CliQuestion *self, TriLibrary *library, const char *typed, GError **error)
{
  g_autoptr (TriSearchOptions) options = read_options (self, library, error);
  g_autoptr (TriSearch) search = NULL;
  const TriQuery *query = NULL;

  if (!options)
    return NULL;
  search = tri_search_new (library, typed, options, error);
  if (!search)
    return NULL;
  query = tri_search_get_query (search);
  for (guint i = 0; i < query->notes->len; i++)
    {
      g_autofree char *words = NULL;

      words = tri_query_note_dup_message (&g_array_index (query->notes, TriQueryNote, i), typed);
      g_printerr ("%s\n", words);
    }
  return tri_concordance_new (library, search, error);
}

/* The members that say where a hit is. */
void
cli_question_add_place (TriConcordance *concordance,
                        TriLibrary *library,
                        const TriConcordanceHit *hit,
                        JsonBuilder *builder)
{
  const GPtrArray *texts = tri_concordance_get_texts (concordance);
  const TriConcordanceText *text = g_ptr_array_index (texts, hit->text);
  g_autofree char *passage = tri_library_dup_passage_id (library, hit->passage);

  cli_json_add_string (builder, "text", text->uuid);
  cli_json_add_string (builder, "passage", passage);
  cli_json_add_int (builder, "start", hit->start);
  cli_json_add_int (builder, "end", hit->end);
}
