/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cli-align-work.h"

#include "cli-json.h"
#include "cli-library.h"

#include "library/tri-import.h"
#include "library/tri-library-registers.h"
#include "library/tri-library-works.h"

#include <glib/gi18n.h>
#include <math.h>
#include <unistd.h>

static void
show_progress (double fraction, gpointer user_data)
{
  g_printerr ("\r%3.0f %%", fraction * 100);
}

/* In the words of the window. */
static void
say_accounts (const TriWork *work, guint n_links)
{
  if (n_links == 0)
    g_printerr (_ ("The texts of “%s” are no translations of each other: each stays "
                   "in its own order"),
                work->title);
  else
    g_printerr (ngettext ("The texts of “%1$s” are accounts: %2$u link ties passages "
                          "that tell of the same things",
                          "The texts of “%1$s” are accounts: %2$u links tie passages "
                          "that tell of the same things",
                          n_links),
                work->title,
                n_links);
  g_printerr ("\n");
}

static void
say_loose (TriLibrary *library, gint64 work, const TriLibraryAlignment *alignment)
{
  g_autoptr (TriWork) found = tri_library_get_work (library, work, NULL);

  if (found && found->kind == TRI_WORK_ACCOUNTS)
    {
      say_accounts (found, alignment->n_links);
      return;
    }
  for (guint i = 0; found && i < alignment->loose->len; i++)
    {
      TriText *text = tri_work_get_text (found, g_array_index (alignment->loose, gint64, i));

      if (text)
        g_printerr (_ ("“%s” (%s) is no translation of the other texts: it stays a column of its "
                       "own.\n"),
                    text->title,
                    text->lang);
    }
}

gboolean
cli_align_run (const CliContext *context,
               TriLibrary *library,
               gint64 work,
               const TriLibraryAlignOptions *options,
               TriLibraryAlignment *out,
               GError **error)
{
  TriLibraryAlignOptions how = *options;
  gboolean show = isatty (STDERR_FILENO);
  gboolean done;

  how.progress = show ? show_progress : NULL;
  /* What corresponds helps to find names. */
  done = tri_library_align (library, work, &how, out, context->cancellable, error)
         && (!tri_library_is_stale (library, work)
             || tri_library_link_work (library, work, NULL, context->cancellable, error));
  if (show)
    g_printerr ("\r      \r");
  if (done)
    say_loose (library, work, out);
  return done;
}

static void
print_alignment (const CliContext *context, const TriLibraryAlignment *alignment)
{
  g_autoptr (JsonBuilder) builder = NULL;

  if (!context->json)
    {
      g_print (ngettext ("%u link\n", "%u links\n", alignment->n_links), alignment->n_links);
      return;
    }
  builder = json_builder_new ();
  json_builder_begin_object (builder);
  cli_json_add_int (builder, "texts", alignment->n_aligned);
  cli_json_add_int (builder, "links", alignment->n_links);
  json_builder_set_member_name (builder, "confidence");
  if (isnan (alignment->confidence))
    json_builder_add_null_value (builder);
  else
    json_builder_add_double_value (builder, round (alignment->confidence * 1e4) / 1e4);
  json_builder_end_object (builder);
  cli_json_print (builder);
}

gboolean
cli_align_work (const CliContext *context,
                const char *work,
                const char *const *dictionaries,
                GError **error)
{
  const TriLibraryAlignOptions how = { .again = TRUE, .dictionaries = dictionaries };
  g_autoptr (TriLibrary) library = cli_library_open (context, TRI_LIBRARY_READ_WRITE, error);
  gint64 id = library ? tri_library_find_work (library, work, error) : 0;
  g_auto (TriLibraryAlignment) alignment = { 0 };

  if (id == 0 || !cli_align_run (context, library, id, &how, &alignment, error))
    return FALSE;
  print_alignment (context, &alignment);
  return TRUE;
}
