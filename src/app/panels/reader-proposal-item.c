/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "reader-proposal-item.h"

#include "reader-panel-words.h"
#include "reader-proposal-filter.h"

#include <string.h>

/* So many lines show what it is. */
#define N_CONTEXTS 2
/* And so many code points before the name. */
#define N_BEFORE 14

static gboolean
is_first_of_lang (const TriProposal *proposal, guint i)
{
  const TriProposalForm *forms = (const TriProposalForm *) (gconstpointer) proposal->forms->data;

  for (guint j = 0; j < i; j++)
    if (g_str_equal (forms[j].lang, forms[i].lang))
      return FALSE;
  return TRUE;
}

/* "en Brussels · fr Bruxelles, Bruxelles-Ville" */
static void
append_forms (GString *details, const TriProposal *proposal)
{
  const TriProposalForm *forms = (const TriProposalForm *) (gconstpointer) proposal->forms->data;

  for (guint i = 0; i < proposal->forms->len; i++)
    {
      if (!is_first_of_lang (proposal, i))
        continue;
      g_string_append_printf (details, " · %s %s", forms[i].lang, forms[i].name);
      for (guint j = i + 1; j < proposal->forms->len; j++)
        if (g_str_equal (forms[j].lang, forms[i].lang))
          g_string_append_printf (details, ", %s", forms[j].name);
    }
}

static char *
dup_details (const TriProposal *proposal)
{
  g_autofree char *mentions = reader_panel_words_dup_mentions (proposal->n_mentions);
  GString *details = g_string_new (reader_panel_words_for_type (proposal->type));

  g_string_append_printf (details, " · %s", mentions);
  append_forms (details, proposal);
  return g_string_free (details, FALSE);
}

/* The panel is narrow, and the name is what one looks for. */
static const char *
get_end (const char *before)
{
  glong n = g_utf8_strlen (before, -1);
  const char *end = n > N_BEFORE ? g_utf8_offset_to_pointer (before, n - N_BEFORE) : before;
  const char *space = end > before ? strchr (end, ' ') : NULL;

  return space && space[1] != '\0' ? space + 1 : end;
}

static void
read_contexts (ReaderReviewItem *self, TriLibrary *library, const TriProposalRow *row)
{
  g_autoptr (GArray) contexts = tri_library_list_proposal_contexts (library,
                                                                    row,
                                                                    N_CONTEXTS,
                                                                    NULL);
  GString *lines = g_string_new (NULL);

  for (guint i = 0; contexts && i < contexts->len; i++)
    {
      const TriContext *context = &g_array_index (contexts, TriContext, i);

      if (i == 0)
        self->place = (TriLinkMember){ context->passage, context->text, -1 };
      g_string_append_printf (lines,
                              "%s…%s%s%s…",
                              i ? "\n" : "",
                              get_end (context->before),
                              context->surface,
                              context->after);
    }
  self->contexts = g_string_free (lines, FALSE);
}

/* A row with the forms of the proposal by language, how often it is named, and a few contexts,
 * which are read from @library. */
static ReaderReviewItem *
new_item (TriLibrary *library, const TriProposalRow *row)
{
  ReaderReviewItem *self = reader_review_item_new (
      g_strdup_printf ("%" G_GINT64_FORMAT, row->id),
      g_strdup (row->proposal->name),
      dup_details (row->proposal));
  ReaderProposal *data = g_new0 (ReaderProposal, 1);

  data->id = row->id;
  data->type = row->proposal->type;
  self->icon = reader_panel_words_get_type_icon (row->proposal->type);
  self->data = data;
  self->free_data = g_free;
  read_contexts (self, library, row);
  return self;
}

const ReaderProposal *
reader_proposal_item_get (ReaderReviewItem *item)
{
  return item->data;
}

GPtrArray *
reader_proposal_item_ask (TriLibrary *library,
                          const ReaderReviewQuestion *question,
                          guint *n_all,
                          GCancellable *cancellable,
                          GError **error)
{
  TriProposalQuery query = reader_proposal_filter_read (question->query);
  g_autoptr (GPtrArray) rows = tri_library_find_proposals (library,
                                                           question->work,
                                                           &query,
                                                           question->offset,
                                                           question->limit,
                                                           n_all,
                                                           error);
  GPtrArray *items = NULL;

  if (rows == NULL)
    return NULL;
  items = g_ptr_array_new_with_free_func (g_object_unref);
  for (guint i = 0; i < rows->len; i++)
    g_ptr_array_add (items, new_item (library, rows->pdata[i]));
  return items;
}
