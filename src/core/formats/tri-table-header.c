/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "formats/tri-table-header.h"

#include "formats/tri-detect.h"
#include "tri-language.h"

#include <string.h>

/* Names of columns are short. */
#define MAX_NAME 48
#define MAX_EXTENSION 8
/* Of columns whose languages are found by their words; a table of more is one of data. */
#define MAX_GUESSED 8

/* Those that are taken for languages. There are codes for thousands more, and many of them are
 * words: "ne", "alt", "so". */
static const char languages[] = "fr en nl af ar be bg br bs ca co cs cy da de el eo es et eu "
                                "fa fi fy ga gd gl grc he hi hr hu hy id is it ja ka kk ko la "
                                "lb li lt lv mk ms mt nb nds nn no oc pl pt ro ru sk sl sq sr "
                                "sv sw ta th tr uk ur uz vi wa yi zh";

static void
clear_column (gpointer data)
{
  TriTableColumn *column = data;

  g_clear_pointer (&column->lang, g_free);
  g_clear_pointer (&column->title, g_free);
}

/* @names: parted by blanks */
static gboolean
is_one_of (const char *name, const char *names)
{
  g_auto (GStrv) all = g_strsplit (names, " ", -1);

  return g_strv_contains ((const char *const *) all, name);
}

static gboolean
is_key (const char *name, guint column)
{
  static const char names[] = "id xml:id key uuid ref reference nr n # number segment "
                              "identifiant clé numéro référence sleutel nummer verwijzing";

  return is_one_of (name, names) || (column == 0 && strcmp (name, "no") == 0);
}

static gboolean
is_of_register (const char *name)
{
  static const char names[] = "type kind soort genre category name nom naam forename "
                              "surname birth death born died dates viaf wikidata";

  return is_one_of (name, names) || g_str_has_prefix (name, "name:")
         || g_str_has_prefix (name, "short:");
}

static gboolean
is_language (const char *code)
{
  g_autofree char *tag = tri_language_dup_tag (code);

  return is_one_of (tag, languages);
}

static gboolean
is_region (const char *part)
{
  gsize n = strlen (part);

  return (n == 2 && g_ascii_isalpha (part[0]) && g_ascii_isalpha (part[1]))
         || (n == 3 && strspn (part, "0123456789") == 3);
}

static gboolean
is_script (const char *part)
{
  static const char scripts[] = "latn cyrl hans hant arab grek hebr";

  return is_one_of (part, scripts);
}

/* "en", "pt_BR", "zh-hant-TW", "en_kjv", and whole tags with an extension ("en-x-kjv"). */
static gboolean
read_code (TriTableColumn *column, const char *name)
{
  g_autofree char *dashed = g_strdelimit (g_strdup (name), "_. ", '-');
  g_auto (GStrv) parts = g_strsplit (dashed, "-", -1);
  g_autoptr (GString) tag = g_string_new (parts[0]);
  guint i = 1;

  if (!is_language (parts[0]))
    return FALSE;
  if (parts[1] && strlen (parts[1]) == 1)
    {
      column->lang = tri_language_dup_tag (dashed);
      return TRUE;
    }
  for (; parts[i] && (is_script (parts[i]) || is_region (parts[i])); i++)
    g_string_append_printf (tag, "-%s", parts[i]);
  column->lang = tri_language_dup_tag (tag->str);
  if (parts[i])
    column->title = g_strjoinv (" ", parts + i);
  return TRUE;
}

static void
add_name (GHashTable *names, const char *lang, const char *in)
{
  g_autofree char *name = tri_language_dup_name_inside (lang, in);
  char *folded = g_utf8_casefold (name, -1);

  g_hash_table_insert (names, folded, g_strdup (lang));
}

/* Made when it is first wanted: few tables call languages by their names. */
static GHashTable *
get_names (void)
{
  static GHashTable *names = NULL;
  static gsize is_made = 0;

  if (g_once_init_enter (&is_made))
    {
      g_auto (GStrv) all = g_strsplit (languages, " ", -1);

      names = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
      for (guint i = 0; all[i]; i++)
        {
          add_name (names, all[i], all[i]);
          add_name (names, all[i], "en");
          add_name (names, all[i], "fr");
          add_name (names, all[i], "nl");
        }
      g_once_init_leave (&is_made, 1);
    }
  return names;
}

/* "Dutch", "Néerlandais", "English (King James)". */
static gboolean
read_name (TriTableColumn *column, const char *name)
{
  g_autofree char *bare = g_strndup (name, strcspn (name, "("));
  g_autofree char *folded = g_utf8_casefold (g_strstrip (bare), -1);
  const char *lang = g_hash_table_lookup (get_names (), folded);
  const char *rest = strchr (name, '(');

  if (!lang)
    return FALSE;
  column->lang = g_strdup (lang);
  if (rest)
    column->title = g_strndup (rest + 1, strcspn (rest + 1, ")"));
  return TRUE;
}

/* "text_en", "Texte français", "translation.nl": what is left beside words that any text could be
 * called by; all of a name that has none of them. "is_source" and "text_id" say something else,
 * and nothing is left. */
static char *
dup_bare_name (const char *name)
{
  static const char plain[] = "text texte tekst lang language langue taal source target src tgt "
                              "trg translation traduction vertaling sentence phrase zin segment";
  g_auto (GStrv) words = g_strsplit_set (name, " _.-:/", -1);
  g_autoptr (GString) rest = g_string_new (NULL);
  gboolean has_plain = FALSE, is_other = FALSE;

  for (guint i = 0; words[i]; i++)
    {
      g_autofree char *lower = g_utf8_strdown (words[i], -1);

      if (is_one_of (lower, plain))
        has_plain = TRUE;
      else
        {
          is_other |= is_key (lower, 0) || strcmp (lower, "is") == 0;
          g_string_append_printf (rest, "%s%s", rest->len > 0 ? "-" : "", words[i]);
        }
    }
  if (!has_plain)
    return g_strdup (name);
  return g_strdup (is_other ? "" : rest->str);
}

static gboolean
read_language (TriTableColumn *column, const char *name)
{
  g_autofree char *bare = dup_bare_name (name);
  g_autofree char *lower = g_utf8_strdown (bare, -1);

  return *bare && (read_code (column, lower) || read_name (column, bare));
}

static gboolean
is_taken (const TriTableHeader *self, const char *lang)
{
  for (guint i = 0; i < self->columns->len; i++)
    if (g_strcmp0 (g_array_index (self->columns, TriTableColumn, i).lang, lang) == 0)
      return TRUE;
  return FALSE;
}

/* What is left of a title in a tag: "lsg1910". */
static char *
dup_extension (const char *title)
{
  GString *out = g_string_new (NULL);

  for (; title && *title && out->len < MAX_EXTENSION; title++)
    if (g_ascii_isalnum (*title))
      g_string_append_c (out, g_ascii_tolower (*title));
  return g_string_free (out, FALSE);
}

/* Two columns of one language are two texts: "en", "en-x-kjv", "en-x-2". */
static void
make_unlike (TriTableHeader *self, TriTableColumn *column)
{
  g_autofree char *lang = g_strdup (column->lang);
  g_autofree char *extension = dup_extension (column->title);

  for (guint i = 1; is_taken (self, column->lang); i++)
    {
      g_free (column->lang);
      column->lang = i == 1 && *extension ? g_strdup_printf ("%s-x-%s", lang, extension)
                                          : g_strdup_printf ("%s-x-%u", lang, i);
    }
}

static void
add_column (TriTableHeader *self, const char *field)
{
  g_autofree char *name = g_strstrip (g_strdup (field));
  g_autofree char *lower = g_utf8_strdown (name, -1);
  TriTableColumn column = { NULL };

  if (strlen (name) <= MAX_NAME)
    column.is_key = is_key (lower, self->columns->len);
  if (!column.is_key && *name && strlen (name) <= MAX_NAME && read_language (&column, name))
    {
      make_unlike (self, &column);
      self->n_texts++;
    }
  else if (!column.is_key)
    self->is_certain = FALSE;
  self->is_register |= is_of_register (lower);
  g_array_append_val (self->columns, column);
}

TriTableHeader *
tri_table_header_new (const GPtrArray *fields)
{
  TriTableHeader *self = g_new0 (TriTableHeader, 1);

  self->columns = g_array_new (FALSE, FALSE, sizeof (TriTableColumn));
  g_array_set_clear_func (self->columns, clear_column);
  self->is_certain = TRUE;
  for (guint i = 0; i < fields->len; i++)
    add_column (self, g_ptr_array_index (fields, i));
  return self;
}

/* What tools for translators call the columns. */
static gboolean
is_name_of_text (const char *field)
{
  static const char names[] = "source target src trg tgt original translation translated "
                              "source_text target_text sourcetext targettext text text1 text2 "
                              "sentence sentence1 sentence2 segment cible texte traduction phrase "
                              "bron doel brontekst doeltekst tekst vertaling zin";
  g_autofree char *lower = g_utf8_strdown (field, -1);

  return is_one_of (g_strstrip (lower), names);
}

static gboolean
names_columns (const TriTableHeader *named, const GPtrArray *fields)
{
  gboolean has_name = named->n_texts > 0;

  for (guint i = 0; i < fields->len && !has_name; i++)
    has_name = is_name_of_text (g_ptr_array_index (fields, i))
               || g_array_index (named->columns, TriTableColumn, i).is_key;
  return has_name;
}

/* Two columns in one language may be a text and what is said of it: only the first is a text. */
static void
judge_column (TriTableHeader *self, guint i, const GString *words)
{
  TriTableColumn *column = &g_array_index (self->columns, TriTableColumn, i);
  const char *lang = tri_detect_language (words->str, words->len);

  g_clear_pointer (&column->lang, g_free);
  g_clear_pointer (&column->title, g_free);
  if (column->is_key || !*lang || is_taken (self, lang))
    return;
  column->lang = g_strdup (lang);
  self->n_texts++;
}

static void
free_string (gpointer string)
{
  g_string_free (string, TRUE);
}

static void
add_words (GPtrArray *columns, const GPtrArray *fields)
{
  for (guint i = 0; i < MIN (fields->len, columns->len); i++)
    {
      GString *words = g_ptr_array_index (columns, i);

      if (words->len < TRI_DETECT_MAX_BYTES)
        g_string_append_printf (words, "%s\n", (const char *) g_ptr_array_index (fields, i));
    }
}

TriTableHeader *
tri_table_header_guess (TriCsv *csv, gboolean *has_names)
{
  const GPtrArray *fields = tri_csv_next (csv, NULL);
  TriTableHeader *self = fields ? tri_table_header_new (fields) : NULL;
  g_autoptr (GPtrArray) columns = g_ptr_array_new_with_free_func (free_string);

  if (self && (self->n_texts > 1 || self->is_register || fields->len > MAX_GUESSED))
    g_clear_pointer (&self, tri_table_header_free);
  if (!self)
    return NULL;
  for (guint i = 0; i < fields->len; i++)
    g_ptr_array_add (columns, g_string_new (NULL));
  *has_names = names_columns (self, fields);
  if (!*has_names)
    add_words (columns, fields);
  while ((fields = tri_csv_next (csv, NULL)))
    add_words (columns, fields);
  self->n_texts = 0;
  for (guint i = 0; i < columns->len; i++)
    judge_column (self, i, g_ptr_array_index (columns, i));
  if (self->n_texts < 2)
    g_clear_pointer (&self, tri_table_header_free);
  return self;
}

void
tri_table_header_free (TriTableHeader *self)
{
  g_array_unref (self->columns);
  g_free (self);
}
