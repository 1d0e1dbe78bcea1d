/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cli-replace.h"

#include "cli-align-work.h"
#include "cli-json.h"
#include "cli-library.h"

#include "library/tri-library-works.h"

#include <glib/gi18n.h>

static void
add_counts (JsonBuilder *builder, const guint counts[TRI_N_ANCHOR_STATES])
{
  json_builder_begin_object (builder);
  for (guint state = 0; state < TRI_N_ANCHOR_STATES; state++)
    cli_json_add_int (builder, tri_anchor_state_to_nick (state), counts[state]);
  json_builder_end_object (builder);
}

static void
add_item (TriLibrary *library, JsonBuilder *builder, const TriReplaceItem *item, gboolean is_kept)
{
  g_autofree char *passage = is_kept && item->passage
                                 ? tri_library_dup_passage_id (library, item->passage)
                                 : NULL;

  json_builder_begin_object (builder);
  cli_json_add_string (builder, "what", tri_replace_what_to_nick (item->what));
  cli_json_add_string (builder, "state", tri_anchor_state_to_nick (item->state));
  cli_json_add_string (builder, "quote", item->quote);
  cli_json_add_string (builder, "now", item->now);
  cli_json_add_string (builder, "passage", passage);
  json_builder_end_object (builder);
}

static void
print_json (TriLibrary *library, const TriReplaceReport *report, const char *work, gboolean is_kept)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();

  json_builder_begin_object (builder);
  cli_json_add_string (builder, "work", work);
  json_builder_set_member_name (builder, "passages");
  json_builder_begin_object (builder);
  cli_json_add_int (builder, "same", report->n_same);
  cli_json_add_int (builder, "moved", report->n_moved);
  cli_json_add_int (builder, "changed", report->n_changed);
  cli_json_add_int (builder, "doubtful", report->n_doubtful);
  cli_json_add_int (builder, "gone", report->n_gone);
  cli_json_add_int (builder, "new", report->n_new);
  json_builder_end_object (builder);
  for (guint what = 0; what < TRI_N_REPLACE_WHATS; what++)
    {
      json_builder_set_member_name (builder, tri_replace_what_to_nick (what));
      add_counts (builder, report->counts[what]);
    }
  json_builder_set_member_name (builder, "items");
  json_builder_begin_array (builder);
  for (guint i = 0; i < report->items->len; i++)
    add_item (library, builder, g_ptr_array_index (report->items, i), is_kept);
  json_builder_end_array (builder);
  json_builder_end_object (builder);
  cli_json_print (builder);
}

/* A line for each: what, what became of it, the words then and now. */
static void
print_lines (const TriReplaceReport *report)
{
  g_print (_ ("Passages: %u the same, %u moved, %u changed, %u doubtful, %u gone, %u new\n"),
           report->n_same,
           report->n_moved,
           report->n_changed,
           report->n_doubtful,
           report->n_gone,
           report->n_new);
  for (guint what = 0; what < TRI_N_REPLACE_WHATS; what++)
    {
      const guint *counts = report->counts[what];

      g_print ("%s\t%u\t%u\t%u\t%u\n",
               tri_replace_what_to_nick (what),
               counts[TRI_ANCHOR_EXACT],
               counts[TRI_ANCHOR_MOVED],
               counts[TRI_ANCHOR_DOUBTFUL],
               counts[TRI_ANCHOR_LOST]);
    }
  for (guint i = 0; i < report->items->len; i++)
    {
      const TriReplaceItem *item = g_ptr_array_index (report->items, i);

      g_print ("%s\t%s\t%s\t%s\n",
               tri_replace_what_to_nick (item->what),
               tri_anchor_state_to_nick (item->state),
               item->quote,
               item->now);
    }
}

gboolean
cli_replace (const CliContext *context,
             TriLibrary *library,
             const char *text,
             const TriImportOptions *import,
             gboolean dry_run,
             gboolean align,
             GError **error)
{
  g_autoptr (TriReplaceReport) report = tri_replace_report_new ();
  gint64 id = tri_library_find_text (library, text, error);
  g_autoptr (TriWork) work = NULL;
  const TriLibraryAlignOptions how = { .again = TRUE };
  g_auto (TriLibraryAlignment) alignment = { 0 };

  if (id)
    id = tri_library_import_replace (library,
                                     id,
                                     import,
                                     dry_run,
                                     report,
                                     context->cancellable,
                                     error);
  if (id && !dry_run && align && report->is_stale
      && !cli_align_run (context, library, id, &how, &alignment, error))
    return FALSE;
  work = id ? tri_library_get_work (library, id, error) : NULL;
  if (!work)
    return FALSE;
  if (context->json)
    print_json (library, report, work->uuid, !dry_run);
  else
    print_lines (report);
  return TRUE;
}
