/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cli-align-work.h"
#include "cli-json.h"
#include "cli-languages.h"
#include "cli-library.h"
#include "cli-units.h"

#include "align/tri-align-many.h"

#include <glib/gi18n.h>
#include <math.h>
#include <stdio.h>
#include <unistd.h>

static char *unit_name;
static char *languages;
static char **dictionaries;
static char *work_name;

static const GOptionEntry options[] = {
  {
      "work",
      0,
      0,
      G_OPTION_ARG_STRING,
      &work_name,
      N_ ("Align the texts of this work of the library, anew"),
      N_ ("WORK"),
  },
  {
      "unit",
      'u',
      0,
      G_OPTION_ARG_STRING,
      &unit_name,
      N_ ("What is aligned: line (as the files have them), passage or sentence"),
      N_ ("UNIT"),
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
      "dictionary",
      0,
      0,
      G_OPTION_ARG_FILENAME_ARRAY,
      &dictionaries,
      N_ ("Words of the first two files and their counterparts; once more for each further pair"),
      N_ ("FILE"),
  },
  { NULL },
};

static const char *const unit_names[] = { "line", "passage", "sentence" };

static gboolean
parse_unit (CliUnit *unit, GError **error)
{
  for (guint i = 0; i < G_N_ELEMENTS (unit_names); i++)
    if (!unit_name || g_str_equal (unit_name, unit_names[i]))
      {
        *unit = (CliUnit) i;
        return TRUE;
      }
  g_set_error (error,
               G_OPTION_ERROR,
               G_OPTION_ERROR_BAD_VALUE,
               _ ("--unit is line, passage or sentence, not “%s”"),
               unit_name);
  return FALSE;
}

static gboolean
check_options (guint n_files, char **tags, GError **error)
{
  guint n_pairs = n_files * (n_files - 1) / 2;

  if (!dictionaries || g_strv_length (dictionaries) <= n_pairs)
    return cli_languages_check (tags, n_files, error);
  g_set_error (error,
               G_OPTION_ERROR,
               G_OPTION_ERROR_BAD_VALUE,
               _ ("There are %u dictionaries for %u pairs of files"),
               g_strv_length (dictionaries),
               n_pairs);
  return FALSE;
}

/* (element-type CliUnits) */
static GPtrArray *
read_files (const CliContext *context, char **paths, char **tags, CliUnit unit, GError **error)
{
  g_autoptr (GPtrArray) files = g_ptr_array_new_with_free_func ((GDestroyNotify) cli_units_free);

  for (guint i = 0; paths[i]; i++)
    {
      const char *tag = tags && *tags[i] ? tags[i] : NULL;
      CliUnits *units = cli_units_new (paths[i], unit, tag, context->cancellable, error);

      if (!units)
        return NULL;
      g_ptr_array_add (files, units);
    }
  return g_steal_pointer (&files);
}

/* (element-type TriLexicon): one for each dictionary */
static GPtrArray *
read_dictionaries (GError **error)
{
  GDestroyNotify destroy = (GDestroyNotify) tri_lexicon_free;
  g_autoptr (GPtrArray) lexicons = g_ptr_array_new_with_free_func (destroy);

  for (guint i = 0; dictionaries && dictionaries[i]; i++)
    {
      TriLexicon *lexicon = tri_lexicon_new_from_file (dictionaries[i], error);

      if (!lexicon)
        return NULL;
      g_ptr_array_add (lexicons, lexicon);
    }
  return g_steal_pointer (&lexicons);
}

static void
show_progress (double fraction, gpointer user_data)
{
  g_printerr ("\r%3.0f %%", fraction * 100);
}

static TriAlignMany *
align (const CliContext *context, GPtrArray *files, GPtrArray *lexicons, GError **error)
{
  const TriLexicon *given[TRI_ALIGN_MAX_PAIRS] = { NULL };
  TriAlignText texts[TRI_ALIGN_MAX_TEXTS] = { 0 };
  gboolean show = isatty (STDERR_FILENO);
  TriAlignManyOptions how = {
    .lexicons = given,
    .progress = show ? show_progress : NULL,
    .cancellable = context->cancellable,
  };
  TriAlignMany *result = NULL;

  for (guint i = 0; i < lexicons->len; i++)
    given[i] = g_ptr_array_index (lexicons, i);
  for (guint i = 0; i < files->len; i++)
    {
      const CliUnits *file = g_ptr_array_index (files, i);

      texts[i].lang = file->lang;
      texts[i].units = (const char *const *) file->units->pdata;
      texts[i].n_units = file->units->len;
      texts[i].groups = file->groups->len ? (const guint *) (gpointer) file->groups->data : NULL;
      texts[i].parts = file->parts->len ? (const guint *) (gpointer) file->parts->data : NULL;
    }
  result = tri_align_many (texts, files->len, &how, error);
  if (show)
    g_printerr ("\r      \r");
  return result;
}

/* 3,4:5<TAB>0.8700 */
static void
print_line (const TriAlignGroup *group, guint n_texts, GString *line)
{
  char confidence[G_ASCII_DTOSTR_BUF_SIZE];

  g_string_truncate (line, 0);
  for (guint t = 0; t < n_texts; t++)
    {
      if (t)
        g_string_append_c (line, ':');
      for (guint i = 0; i < group->count[t]; i++)
        g_string_append_printf (line, "%s%u", i ? "," : "", group->first[t] + i);
    }
  g_ascii_formatd (confidence, sizeof confidence, "%.4f", group->confidence);
  g_string_append_printf (line, "\t%s\n", confidence);
  fputs (line->str, stdout);
}

static void
print_lines (const TriAlignMany *alignment)
{
  g_autoptr (GString) line = g_string_new (NULL);

  for (guint i = 0; i < alignment->groups->len; i++)
    print_line (&g_array_index (alignment->groups, TriAlignGroup, i), alignment->n_texts, line);
}

static void
print_text (JsonBuilder *builder, const CliUnits *file, gboolean is_first)
{
  g_autofree char *name = g_filename_display_name (file->path);

  json_builder_begin_object (builder);
  cli_json_add_string (builder, "file", name);
  cli_json_add_string (builder, "lang", file->lang);
  json_builder_set_member_name (builder, "units");
  json_builder_begin_array (builder);
  for (guint i = 0; i < file->units->len; i++)
    json_builder_add_string_value (builder, g_ptr_array_index (file->units, i));
  json_builder_end_array (builder);
  json_builder_end_object (builder);
  cli_json_print_item (builder, is_first);
}

static void
print_link (JsonBuilder *builder, const TriAlignGroup *group, guint n_texts, gboolean is_first)
{
  json_builder_begin_object (builder);
  json_builder_set_member_name (builder, "sides");
  json_builder_begin_array (builder);
  for (guint t = 0; t < n_texts; t++)
    {
      json_builder_begin_array (builder);
      for (guint i = 0; i < group->count[t]; i++)
        json_builder_add_int_value (builder, group->first[t] + i);
      json_builder_end_array (builder);
    }
  json_builder_end_array (builder);
  cli_json_add_double (builder, "confidence", round (group->confidence * 1e4) / 1e4);
  cli_json_add_string (builder, "relation", "translation");
  json_builder_end_object (builder);
  cli_json_print_item (builder, is_first);
}

static void
print_json (GPtrArray *files, const TriAlignMany *alignment)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  const GArray *groups = alignment->groups;

  cli_json_print_raw ("{\"texts\": [");
  for (guint i = 0; i < files->len; i++)
    print_text (builder, g_ptr_array_index (files, i), i == 0);
  cli_json_print_raw ("],\n\"links\": [");
  for (guint i = 0; i < groups->len; i++)
    print_link (builder, &g_array_index (groups, TriAlignGroup, i), files->len, i == 0);
  cli_json_print_raw ("]}\n");
}

/* Either a work of the library or files. */
static gboolean
check_arguments (guint n_files, GError **error)
{
  if (work_name ? n_files == 0 : n_files >= 2)
    return TRUE;
  g_set_error_literal (error,
                       G_OPTION_ERROR,
                       G_OPTION_ERROR_BAD_VALUE,
                       work_name ? _ ("--work aligns what is in the library: name no files")
                                 : _ ("Name two files or more, or a work with --work"));
  return FALSE;
}

static gboolean
run_align (const CliContext *context, char **arguments, GError **error)
{
  g_auto (GStrv) tags = languages ? g_strsplit (languages, ",", -1) : NULL;
  g_autoptr (GPtrArray) files = NULL;
  g_autoptr (GPtrArray) lexicons = NULL;
  g_autoptr (TriAlignMany) alignment = NULL;
  CliUnit unit = CLI_UNIT_LINE;

  if (!check_arguments (g_strv_length (arguments), error))
    return FALSE;
  if (work_name)
    return cli_align_work (context, work_name, (const char *const *) dictionaries, error);
  if (!parse_unit (&unit, error)
      || !check_options (g_strv_length (arguments), tags, error)
      || !(lexicons = read_dictionaries (error))
      || !(files = read_files (context, arguments, tags, unit, error))
      || !(alignment = align (context, files, lexicons, error)))
    return FALSE;
  if (context->json || unit != CLI_UNIT_LINE)
    print_json (files, alignment);
  else
    print_lines (alignment);
  return TRUE;
}

const CliCommand cli_align_command = {
  "align",
  N_ ("FILE FILE…"),
  N_ ("Find what corresponds in two to eight texts"),
  options,
  0,
  TRI_ALIGN_MAX_TEXTS,
  run_align,
};
