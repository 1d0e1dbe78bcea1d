/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "dialogs/reader-register-columns.h"

#include <glib/gi18n.h>

/* So many values of a column are shown, and so much of each: a cell can hold a whole book. */
#define N_VALUES 4
#define MAX_CHARS 60
#define FOUND "reader-found"

/* What a column can be said to be, by the words of tri_column_parse(). */
static const struct
{
  const char *word;
  const char *name;
} meanings[] = {
  { "-", N_ ("not used") },
  { "id", N_ ("id") },
  { "type", N_ ("type") },
  { "name", N_ ("name") },
  { "name:fr", N_ ("name in French") },
  { "name:en", N_ ("name in English") },
  { "name:nl", N_ ("name in Dutch") },
  { "birth name", N_ ("name at birth") },
  { "pseudonym", N_ ("pseudonym") },
  { "transliteration", N_ ("other form of the name") },
  { "short", N_ ("short form of the name") },
  { "forename", N_ ("forename") },
  { "surname", N_ ("surname") },
  { "description", N_ ("description") },
  { "description:fr", N_ ("description in French") },
  { "description:en", N_ ("description in English") },
  { "description:nl", N_ ("description in Dutch") },
  { "dates", N_ ("dates") },
  { "birth", N_ ("birth or beginning") },
  { "death", N_ ("death or end") },
  { "lang", N_ ("language") },
  { "identifier:viaf", N_ ("VIAF identifier") },
  { "identifier:wikidata", N_ ("Wikidata identifier") },
  { "identifier", N_ ("other identifier") },
};

static char *
dup_beginning (const char *words)
{
  g_autofree char *start = NULL;

  if (g_utf8_strlen (words, -1) <= MAX_CHARS)
    return g_strdup (words);

  start = g_utf8_substring (words, 0, MAX_CHARS);
  return g_strconcat (start, "…", NULL);
}

static char *
dup_values (const TriTable *table,
            guint column)
{
  g_autoptr (GString) values = g_string_new (NULL);
  guint n_values = 0;

  for (guint i = 0; i < table->rows->len && n_values < N_VALUES; i++)
    {
      GStrv row = g_ptr_array_index (table->rows, i);
      g_autofree char *value = NULL;

      if (column >= g_strv_length (row) || *row[column] == '\0')
        continue;
      value = dup_beginning (row[column]);
      g_string_append_printf (values, "%s%s", n_values > 0 ? " · " : "", value);
      n_values++;
    }

  return g_strdup (g_strdelimit (values->str, "\n\t", ' '));
}

/* What was recognised stands first when it is none of the usual. */
static GtkStringList *
make_model (const char *word,
            guint *selected)
{
  GtkStringList *names = gtk_string_list_new (NULL);

  *selected = G_N_ELEMENTS (meanings);
  for (guint i = 0; i < G_N_ELEMENTS (meanings); i++)
    {
      gtk_string_list_append (names, _ (meanings[i].name));
      if (g_str_equal (meanings[i].word, word))
        *selected = i;
    }
  if (*selected == G_N_ELEMENTS (meanings))
    gtk_string_list_append (names, word);

  return names;
}

GtkWidget *
reader_register_columns_new_row (const TriTable *table,
                                 guint column)
{
  GtkWidget *row = adw_combo_row_new ();
  g_autofree char *word = NULL;
  g_autofree char *title = dup_beginning (g_ptr_array_index (table->header, column));
  g_autofree char *values = dup_values (table, column);
  g_autoptr (GtkStringList) names = NULL;
  guint selected = 0;

  word = tri_column_dup_word (&g_array_index (table->columns, TriColumn, column));
  names = make_model (word, &selected);
  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_action_row_set_subtitle_lines (ADW_ACTION_ROW (row), 1);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), values);
  adw_combo_row_set_model (ADW_COMBO_ROW (row), G_LIST_MODEL (names));
  adw_combo_row_set_selected (ADW_COMBO_ROW (row), selected);
  g_object_set_data (G_OBJECT (row), FOUND, GUINT_TO_POINTER (selected));

  return row;
}

const char *
reader_register_columns_get_changed (AdwComboRow *row)
{
  guint selected = adw_combo_row_get_selected (row);
  guint found = GPOINTER_TO_UINT (g_object_get_data (G_OBJECT (row), FOUND));

  return selected == found || selected >= G_N_ELEMENTS (meanings) ? NULL : meanings[selected].word;
}
