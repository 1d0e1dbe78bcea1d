/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "dialogs/reader-import-words.h"

#include "formats/tri-source.h"
#include "reader-words.h"

#include <glib/gi18n.h>

/* So many names of one kind stand in a line. */
#define MAX_NAMES 6
/* Of larger files the library keeps no copy. */
#define MAX_KEPT ((goffset) 64 * 1024 * 1024)

static gboolean
has_flag (ReaderImportFile *file,
          TriFormatFlags flag)
{
  return (file->preview->format->flags & flag) != 0;
}

/**
 * reader_import_words_dup_linked:
 * @preview: a file of links
 *
 * Returns: (transfer full): which files it ties
 */
char *
reader_import_words_dup_linked (TriPreview *preview)
{
  g_autoptr (GString) names = g_string_new (NULL);
  guint n = preview->linked_files->len;

  if (n == 0)
    return g_strdup (_ ("links between texts"));

  for (guint i = 0; i < MIN (n, MAX_NAMES); i++)
    g_string_append_printf (names,
                            "%s%s",
                            i > 0 ? ", " : "",
                            (const char *) g_ptr_array_index (preview->linked_files, i));
  /* Translators: names of files, of which the links of another file speak. */
  return g_strdup_printf (n > MAX_NAMES ? _ ("links between %s…") : _ ("links between %s"),
                          names->str);
}

/**
 * reader_import_words_dup_languages:
 * @preview: a file of several texts
 *
 * Returns: (transfer full): all of their languages
 */
char *
reader_import_words_dup_languages (TriPreview *preview)
{
  GString *names = g_string_new (NULL);

  for (guint i = 0; i < MIN (preview->texts->len, 2 * MAX_NAMES); i++)
    {
      const char *lang = g_array_index (preview->texts, TriPreviewText, i).lang;
      g_autofree char *language = reader_words_dup_language (lang);

      g_string_append_printf (names, "%s%s", i > 0 ? ", " : "", language);
    }
  if (preview->texts->len > 2 * MAX_NAMES)
    g_string_append (names, "…");

  return g_string_free (names, FALSE);
}

/* --- How it will be aligned */

/* What is said of all files together. */
typedef struct
{
  guint n_texts;
  guint n_by_ids; /* texts whose passages are known by their ids */
  gboolean has_units;
  gboolean has_links;
  ReaderImportFile *link_file;
} Sum;

static void
sum_up (GPtrArray *files,
        Sum *sum)
{
  for (guint i = 0; i < files->len; i++)
    {
      ReaderImportFile *file = g_ptr_array_index (files, i);

      if (!reader_import_file_is_new (file))
        continue;

      sum->n_texts += file->preview->texts->len;
      if (has_flag (file, TRI_FORMAT_IDS_CORRESPOND))
        sum->n_by_ids += file->preview->texts->len;
      if (has_flag (file, TRI_FORMAT_LINKS))
        sum->link_file = file;
      else if (has_flag (file, TRI_FORMAT_UNITS) && file->preview->texts->len > 1)
        sum->has_units = TRUE;
      else if (file->preview->n_links > 0)
        sum->has_links = TRUE;
    }
}

static void
add_sentence (GString *words,
              const char *sentence)
{
  g_string_append_printf (words, "%s%s", words->len > 0 ? " " : "", sentence);
}

static char *
dup_found (const Sum *sum,
           gboolean joins_work)
{
  GString *words = g_string_new (NULL);

  if (sum->n_by_ids > 1)
    add_sentence (words, _ ("Verses or lines of the same number stand side by side."));
  if (sum->has_units)
    add_sentence (words, _ ("The file says which of its units correspond."));
  if (sum->link_file != NULL)
    {
      g_autofree char *name = reader_import_file_dup_name (sum->link_file);
      g_autofree char *sentence = g_strdup_printf (_ ("“%s” says what corresponds."), name);

      add_sentence (words, sentence);
    }
  if (sum->has_links)
    add_sentence (words, _ ("The links that stand in the texts are taken over."));
  if (words->len == 0 && sum->n_texts < 2 && !joins_work)
    add_sentence (words, _ ("One text: nothing to compare it with."));
  else if (words->len == 0)
    add_sentence (words, _ ("What corresponds is found from the words, once they are imported."));

  return g_string_free (words, FALSE);
}

/**
 * reader_import_words_dup_tie:
 * @files: (element-type ReaderImportFile): what is to be imported
 * @tie: what the reader chose
 * @joins_work: the texts join others
 *
 * Returns: (transfer full): how passages will be brought together
 */
char *
reader_import_words_dup_tie (GPtrArray *files,
                             ReaderImportTie tie,
                             gboolean joins_work)
{
  Sum sum = { 0 };

  switch (tie)
    {
    case READER_IMPORT_TIE_IDS:
      return g_strdup (_ ("Passages with the same id or number stand side by side."));
    case READER_IMPORT_TIE_WORDS:
      return g_strdup (_ ("Found from the words, whatever numbers passages have."));
    case READER_IMPORT_TIE_NONE:
      return g_strdup (_ ("Only what the files themselves tie; nothing is computed."));
    case READER_IMPORT_TIE_AUTO:
    default:
      sum_up (files, &sum);
      return dup_found (&sum, joins_work);
    }
}

/* --- Warnings */

/* As file names stand in links: without what compressed them. */
static gboolean
is_among (GPtrArray *files,
          const char *linked)
{
  for (guint i = 0; i < files->len; i++)
    {
      ReaderImportFile *file = g_ptr_array_index (files, i);
      g_autofree char *name = tri_source_dup_plain_name (file->path);

      if (g_str_equal (name, linked))
        return TRUE;
    }

  return FALSE;
}

static void
warn_of_links (GPtrArray *files,
               ReaderImportFile *file,
               GPtrArray *warnings)
{
  GPtrArray *linked = file->preview->linked_files;
  g_autofree char *name = reader_import_file_dup_name (file);

  for (guint i = 0; i < linked->len; i++)
    {
      const char *other = g_ptr_array_index (linked, i);

      if (is_among (files, other))
        continue;

      g_ptr_array_add (warnings,
                       g_strdup_printf (_ ("“%1$s” speaks of “%2$s”, which is not among the "
                                           "files. Add it, or the links to it are lost."),
                                        name,
                                        other));
      return;
    }
}

static void
warn_of_file (GPtrArray *files,
              ReaderImportFile *file,
              GPtrArray *warnings)
{
  g_autofree char *name = reader_import_file_dup_name (file);

  if (has_flag (file, TRI_FORMAT_LINKS))
    warn_of_links (files, file, warnings);
  else if (file->preview->texts->len == 0 && file->preview->n_entities == 0)
    g_ptr_array_add (warnings, g_strdup_printf (_ ("“%s” has no text to read."), name));
  if (file->size > MAX_KEPT)
    {
      g_autofree char *size = g_format_size ((guint64) file->size);

      g_ptr_array_add (warnings,
                       g_strdup_printf (_ ("“%1$s” is large (%2$s): the library keeps its "
                                           "texts, but no copy of the file."),
                                        name,
                                        size));
    }
}

/* Of one file by its name. */
static void
warn_of_languages (GPtrArray *files,
                   GPtrArray *warnings)
{
  ReaderImportFile *first = NULL;
  g_autofree char *name = NULL;
  guint n = 0;

  for (guint i = 0; i < files->len; i++)
    {
      ReaderImportFile *file = g_ptr_array_index (files, i);

      if (!reader_import_file_is_new (file) || reader_import_file_is_ready (file))
        continue;

      first = first != NULL ? first : file;
      n++;
    }
  if (n == 0)
    return;

  name = reader_import_file_dup_name (first);
  if (n == 1)
    g_ptr_array_add (warnings, g_strdup_printf (_ ("Choose the language of “%s”."), name));
  else
    g_ptr_array_add (warnings,
                     g_strdup_printf (ngettext ("Choose the language of %u file.",
                                                "Choose the languages of %u files.",
                                                n),
                                      n));
}

/* Nothing to lay side by side, unless they are versions of one text. */
static void
warn_of_one_language (GPtrArray *files,
                      GPtrArray *warnings)
{
  const char *lang = NULL;
  g_autofree char *language = NULL;
  guint n_texts = 0;

  for (guint i = 0; i < files->len; i++)
    {
      ReaderImportFile *file = g_ptr_array_index (files, i);

      for (guint j = 0; reader_import_file_is_new (file) && j < file->preview->texts->len; j++)
        {
          const char *own = reader_import_file_get_lang (file, j);

          if (*own == '\0' || (lang != NULL && !g_str_equal (own, lang)))
            return;
          lang = own;
          n_texts++;
        }
    }
  if (n_texts < 2)
    return;

  language = reader_words_dup_language (lang);
  /* Translators: the name of a language, as it stands alone: "French". */
  g_ptr_array_add (warnings,
                   g_strdup_printf (_ ("All texts have the same language: %s."), language));
}

/**
 * reader_import_words_list_warnings:
 * @files: (element-type ReaderImportFile): what is to be imported
 *
 * Returns: (transfer full) (element-type utf8): what the reader should know or do before
 */
GPtrArray *
reader_import_words_list_warnings (GPtrArray *files)
{
  GPtrArray *warnings = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; i < files->len && warnings->len < MAX_NAMES; i++)
    {
      ReaderImportFile *file = g_ptr_array_index (files, i);

      if (reader_import_file_is_new (file))
        warn_of_file (files, file, warnings);
    }
  warn_of_languages (files, warnings);
  warn_of_one_language (files, warnings);

  return warnings;
}
