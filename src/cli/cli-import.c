/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cli-align-work.h"
#include "cli-json.h"
#include "cli-languages.h"
#include "cli-library.h"
#include "cli-replace.h"

#include "library/tri-import.h"
#include "library/tri-library-works.h"

#include <glib/gi18n.h>
#include <unistd.h>

static char *work_name;
static char *languages;
static char *formats;
static char *tie;
static char *kind;
static char **register_paths;
static char *replaced;
static gboolean dry_run;
static gboolean no_align;
static gboolean no_link;

static const GOptionEntry options[] = {
  {
      "work",
      0,
      0,
      G_OPTION_ARG_STRING,
      &work_name,
      N_ ("Add to this work, or name the new one"),
      N_ ("TITLE|ID"),
  },
  {
      "lang",
      0,
      0,
      G_OPTION_ARG_STRING,
      &languages,
      N_ ("The languages, in the order of the files"),
      N_ ("fr,en,nl"),
  },
  {
      "format",
      0,
      0,
      G_OPTION_ARG_STRING,
      &formats,
      N_ ("What the files are, one for all or in their order, when it is not to be found out"),
      N_ ("FORMAT"),
  },
  {
      "tie",
      0,
      0,
      G_OPTION_ARG_STRING,
      &tie,
      N_ ("Whether equal ids are the same passage: auto (verses, lines), ids (always) or none"),
      N_ ("HOW"),
  },
  {
      "kind",
      0,
      0,
      G_OPTION_ARG_STRING,
      &kind,
      N_ ("translations, accounts or auto"),
      N_ ("KIND"),
  },
  {
      "register",
      0,
      0,
      G_OPTION_ARG_FILENAME_ARRAY,
      &register_paths,
      N_ ("Store this register and link its names"),
      N_ ("FILE"),
  },
  {
      "replace",
      0,
      0,
      G_OPTION_ARG_STRING,
      &replaced,
      N_ ("Import this text again: what the reader made comes along"),
      N_ ("TEXT"),
  },
  {
      "dry-run",
      0,
      0,
      G_OPTION_ARG_NONE,
      &dry_run,
      N_ ("With --replace: only say what would become of it"),
      NULL,
  },
  {
      "no-align",
      0,
      0,
      G_OPTION_ARG_NONE,
      &no_align,
      N_ ("Do not look for what corresponds in the texts"),
      NULL,
  },
  {
      "no-link",
      0,
      0,
      G_OPTION_ARG_NONE,
      &no_link,
      N_ ("Do not look for the names of the register"),
      NULL,
  },
  { NULL },
};

/* (transfer full): the names of all formats, for messages */
static char *
dup_formats (void)
{
  const TriFormat *const *all = tri_formats_get_all ();
  g_autoptr (GString) list = g_string_new (NULL);

  for (guint i = 0; all[i]; i++)
    g_string_append_printf (list, "%s%s", i > 0 ? ", " : "", all[i]->nick);
  return g_string_free (g_steal_pointer (&list), FALSE);
}

/* One for all files, or one for each; an empty one is found out. */
static gboolean
choose_formats (char **nicks, TriImportFile *files, guint n_files, GError **error)
{
  guint n_nicks = nicks ? g_strv_length (nicks) : 0;

  if (n_nicks > 1 && n_nicks != n_files)
    {
      g_set_error (error,
                   G_OPTION_ERROR,
                   G_OPTION_ERROR_BAD_VALUE,
                   _ ("--format names %u formats for %u files: name one for all, or one for each"),
                   n_nicks,
                   n_files);
      return FALSE;
    }
  for (guint i = 0; n_nicks > 0 && i < n_files; i++)
    {
      const char *nick = nicks[n_nicks > 1 ? i : 0];

      files[i].format = *nick ? nick : NULL;
      if (*nick && !tri_formats_find_nick (nick))
        {
          g_autofree char *list = dup_formats ();

          g_set_error (error,
                       G_OPTION_ERROR,
                       G_OPTION_ERROR_BAD_VALUE,
                       _ ("No format is called “%s”. There are: %s"),
                       nick,
                       list);
          return FALSE;
        }
    }
  return TRUE;
}

static gboolean
choose_tie (TriImportTie *out, GError **error)
{
  static const char *const names[] = { "auto", "ids", "none" };
  const char *chosen = tie ? tie : "auto";

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    if (g_strcmp0 (chosen, names[i]) == 0)
      {
        *out = (TriImportTie) i;
        return TRUE;
      }
  g_set_error (error,
               G_OPTION_ERROR,
               G_OPTION_ERROR_BAD_VALUE,
               _ ("--tie is auto, ids or none, not “%s”"),
               tie);
  return FALSE;
}

static gboolean
check_options (guint n_files, char **tags, GError **error)
{
  TriWorkKind unused = TRI_WORK_TRANSLATIONS;

  if (replaced ? work_name || kind || register_paths : dry_run)
    {
      g_set_error_literal (error,
                           G_OPTION_ERROR,
                           G_OPTION_ERROR_BAD_VALUE,
                           _ ("--replace goes with --dry-run, and not with --work, --kind or "
                              "--register"));
      return FALSE;
    }
  if (register_paths && register_paths[1])
    {
      g_set_error_literal (error,
                           G_OPTION_ERROR,
                           G_OPTION_ERROR_BAD_VALUE,
                           _ ("--register is given once; name further registers among the files"));
      return FALSE;
    }
  if (!kind || g_str_equal (kind, "auto") || tri_work_kind_from_nick (kind, &unused))
    return cli_languages_check (tags, n_files, error);
  g_set_error (error,
               G_OPTION_ERROR,
               G_OPTION_ERROR_BAD_VALUE,
               _ ("--kind is translations, accounts or auto, not “%s”"),
               kind);
  return FALSE;
}

static void
show_progress (double fraction, gpointer user_data)
{
  g_printerr ("\r%3.0f %%", fraction * 100);
}

/* --work names a work that is there, or the title of a new one. */
static gboolean
find_target (TriLibrary *library, TriImportOptions *import, GError **error)
{
  g_autoptr (GError) local = NULL;

  if (!work_name)
    return TRUE;
  import->work = tri_library_find_work (library, work_name, &local);
  if (import->work == 0 && !g_error_matches (local, TRI_ERROR, TRI_ERROR_NOT_FOUND))
    {
      g_propagate_error (error, g_steal_pointer (&local));
      return FALSE;
    }
  if (import->work == 0)
    import->title = work_name;
  return TRUE;
}

/* What became of links, on the side. */
static void
print_report (const TriImportReport *report)
{
  if (report->n_tied > 0)
    g_printerr (ngettext ("%u id ties passages of different texts.\n",
                          "%u ids tie passages of different texts.\n",
                          (gulong) report->n_tied),
                (guint) report->n_tied);
  if (report->n_lone > 0)
    g_printerr (ngettext ("%u passage has an id that no other text has: it stands without a "
                          "counterpart.\n",
                          "%u passages have ids that no other text has: they stand without a "
                          "counterpart.\n",
                          (gulong) report->n_lone),
                (guint) report->n_lone);
  if (report->n_unresolved > 0)
    g_printerr (ngettext ("%u link names something that is not in the files: it was left out.\n",
                          "%u links name something that is not in the files: they were left "
                          "out.\n",
                          (gulong) report->n_unresolved),
                (guint) report->n_unresolved);
}

static void
print_work (const CliContext *context, TriWork *work)
{
  g_autoptr (JsonBuilder) builder = NULL;

  if (!context->json)
    {
      g_print ("%s\n", work->uuid);
      return;
    }
  builder = json_builder_new ();
  json_builder_begin_object (builder);
  cli_json_add_string (builder, "id", work->uuid);
  cli_json_add_string (builder, "title", work->title);
  cli_json_add_string (builder, "kind", tri_work_kind_to_nick (work->kind));
  json_builder_end_object (builder);
  cli_json_print (builder);
}

/* What the texts of a new work are to each other is decided by how well they align. */
static gboolean
align (const CliContext *context,
       TriLibrary *library,
       gint64 work,
       gboolean decide_kind,
       GError **error)
{
  const TriLibraryAlignOptions how = { .decide_kind = decide_kind };
  g_auto (TriLibraryAlignment) alignment = { 0 };

  return cli_align_run (context, library, work, &how, &alignment, error);
}

/* What was read beside the files that were named. */
static void
say_included (const GPtrArray *included)
{
  for (guint i = 0; i < included->len; i++)
    {
      g_autofree char *name = g_filename_display_name (g_ptr_array_index (included, i));

      g_printerr (_ ("Taken in: %s"), name);
      g_printerr ("\n");
    }
}

static gboolean
import_files (const CliContext *context,
              TriLibrary *library,
              TriImportOptions *import,
              GError **error)
{
  gboolean show = isatty (STDERR_FILENO);
  g_autoptr (GPtrArray) included = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (TriWork) work = NULL;
  TriImportReport report = { 0 };
  gboolean is_open = FALSE;
  gint64 id = 0;

  import->kind_is_open = &is_open;
  import->report = &report;
  if (!find_target (library, import, error))
    return FALSE;
  import->included = included;
  import->progress = show ? show_progress : NULL;
  id = tri_library_import (library, import, context->cancellable, error);
  if (show)
    g_printerr ("\r      \r");
  if (id)
    print_report (&report);
  say_included (included);
  if (id && !no_align && !align (context, library, id, is_open, error))
    return FALSE;
  work = id ? tri_library_get_work (library, id, error) : NULL;
  if (work)
    print_work (context, work);
  return work != NULL;
}

static gboolean
run_import (const CliContext *context, char **arguments, GError **error)
{
  guint n_files = g_strv_length (arguments);
  g_auto (GStrv) tags = languages ? g_strsplit (languages, ",", -1) : NULL;
  g_auto (GStrv) nicks = formats ? g_strsplit (formats, ",", -1) : NULL;
  g_autofree TriImportFile *files = g_new0 (TriImportFile, n_files);
  g_autoptr (TriLibrary) library = NULL;
  TriImportOptions import = { .files = files, .n_files = n_files, .link = !no_link };

  if (!check_options (n_files, tags, error)
      || !choose_formats (nicks, files, n_files, error)
      || !choose_tie (&import.tie, error))
    return FALSE;
  for (guint i = 0; i < n_files; i++)
    {
      files[i].path = arguments[i];
      files[i].lang = tags && *tags[i] ? tags[i] : NULL;
    }
  import.kind = kind ? kind : "auto";
  import.register_path = register_paths ? register_paths[0] : NULL;

  library = cli_library_open (context, TRI_LIBRARY_READ_WRITE, error);
  if (library && replaced)
    return cli_replace (context, library, replaced, &import, dry_run, !no_align, error);
  return library && import_files (context, library, &import, error);
}

const CliCommand cli_import_command = {
  "import", N_ ("FILE…"), N_ ("Make a work of these files"), options, 1, G_MAXUINT, run_import
};
