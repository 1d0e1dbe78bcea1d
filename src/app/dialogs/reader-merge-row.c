/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "dialogs/reader-merge-row.h"

#include <glib/gi18n.h>

static const struct
{
  const char *name;
  const char *words;
} fields[] = {
  { "note", N_ ("Note") },
  { "labels", N_ ("Labels") },
  { "colour", N_ ("Colour") },
  { "kind", N_ ("Kind") },
  { "style", N_ ("Style") },
  { "scope", N_ ("Scope") },
  { "letter", N_ ("Letter") },
  { "quote", N_ ("Words") },
  { "title", N_ ("Title") },
  { "text", N_ ("Text") },
  { "languages", N_ ("Languages") },
  { "query", N_ ("Question") },
  { "options", N_ ("Where It Is Searched") },
  { "relation", N_ ("Relation") },
  { "status", N_ ("State") },
  { "author", N_ ("Author") },
  { "lang", N_ ("Language") },
  { "names", N_ ("Names") },
  { "name", N_ ("Name") },
  { "descriptions", N_ ("Descriptions") },
  { "dates", N_ ("Dates") },
  { "identifiers", N_ ("Identifiers") },
  { "folded", N_ ("Spelling") },
};

static const char *
get_field_words (const char *name)
{
  for (guint i = 0; i < G_N_ELEMENTS (fields); i++)
    if (g_str_equal (fields[i].name, name))
      return _ (fields[i].words);

  return name;
}

const char *
reader_merge_row_get_kind_words (const char *what)
{
  static const struct
  {
    const char *name;
    const char *words;
  } kinds[] = {
    { "bookmark", N_ ("Bookmarks and Notes") },
    { "sheet", N_ ("Study Sheets") },
    { "sheet-item", N_ ("What Stands on Study Sheets") },
    { "search", N_ ("Saved Searches") },
    { "visit", N_ ("Reading History") },
    { "work", N_ ("Works") },
    { "text", N_ ("Titles and Authors of Texts") },
    { "link", N_ ("Links") },
    { "register", N_ ("Registers") },
    { "entity", N_ ("People, Places and Works Named") },
    { "spelling", N_ ("Spellings of Names") },
    { "name", N_ ("Names Given to Words") },
    { "no-name", N_ ("Words That Name Nobody") },
  };

  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    if (g_str_equal (kinds[i].name, what))
      return _ (kinds[i].words);

  return what;
}

static GtkWidget *
new_label (const char *text,
           const char *style)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_widget_set_valign (label, GTK_ALIGN_START);
  gtk_widget_set_hexpand (label, style == NULL);
  if (style != NULL)
    gtk_widget_add_css_class (label, style);

  return label;
}

static void
add_line (GtkGrid *grid,
          int line,
          const char *name,
          const char *mine,
          const char *theirs,
          const char *style)
{
  gtk_grid_attach (grid, new_label (name, "dim-label"), 0, line, 1, 1);
  gtk_grid_attach (grid, new_label (mine, style), 1, line, 1, 1);
  gtk_grid_attach (grid, new_label (theirs, style), 2, line, 1, 1);
}

static const char *
get_value (const char *value,
           gboolean is_gone)
{
  if (is_gone)
    return _ ("deleted");

  return value[0] != '\0' ? value : "–";
}

static GtkWidget *
new_grid (const TriMergeConflict *conflict)
{
  GtkWidget *grid = gtk_grid_new ();

  gtk_grid_set_column_spacing (GTK_GRID (grid), 12);
  gtk_grid_set_row_spacing (GTK_GRID (grid), 6);
  add_line (GTK_GRID (grid),
            0,
            "",
            conflict->took_theirs ? _ ("This Library") : _ ("This Library (now)"),
            conflict->took_theirs ? _ ("The Other Library (now)") : _ ("The Other Library"),
            "heading");
  for (guint i = 0; i < conflict->fields->len; i++)
    {
      const TriMergeField *field = g_ptr_array_index (conflict->fields, i);

      add_line (GTK_GRID (grid),
                (int) i + 1,
                get_field_words (field->name),
                get_value (field->mine, conflict->mine_gone),
                get_value (field->theirs, conflict->theirs_gone),
                NULL);
    }

  return grid;
}

static void
add_button (GtkWidget *box,
            GtkWidget *row,
            const char *label,
            const char *action)
{
  GtkWidget *button = gtk_button_new_with_label (label);

  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), action);
  gtk_actionable_set_action_target (GTK_ACTIONABLE (button),
                                    "s",
                                    reader_merge_row_get_uuid (row));
  gtk_box_append (GTK_BOX (box), button);
}

static GtkWidget *
new_buttons (GtkWidget *row, gboolean can_keep_both)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);

  add_button (box, row, _ ("Keep Mine (M)"), "merge.mine");
  add_button (box, row, _ ("Take Theirs (T)"), "merge.theirs");
  if (can_keep_both)
    add_button (box, row, _ ("Keep Both (B)"), "merge.both");

  return box;
}

/* What a screen reader says of the row: the words, then the fields of both. */
static char *
describe (const TriMergeConflict *conflict)
{
  GString *words = g_string_new (conflict->title);

  for (guint i = 0; i < conflict->fields->len; i++)
    {
      const TriMergeField *field = g_ptr_array_index (conflict->fields, i);

      /* Translators: a field of a bookmark, as it is here and in another library. */
      g_string_append_printf (words,
                              _ ("; %s: here %s, there %s"),
                              get_field_words (field->name),
                              get_value (field->mine, conflict->mine_gone),
                              get_value (field->theirs, conflict->theirs_gone));
    }

  return g_string_free (words, FALSE);
}

GtkWidget *
reader_merge_row_new (const TriMergeConflict *conflict,
                      gboolean can_decide)
{
  GtkWidget *row = gtk_list_box_row_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 9);
  GtkWidget *title = NULL;
  g_autofree char *description = describe (conflict);

  g_object_set_data_full (G_OBJECT (row), "uuid", g_strdup (conflict->uuid), g_free);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), FALSE);
  gtk_accessible_update_property (GTK_ACCESSIBLE (row),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  description,
                                  -1);
  gtk_widget_set_margin_start (box, 12);
  gtk_widget_set_margin_end (box, 12);
  gtk_widget_set_margin_top (box, 12);
  gtk_widget_set_margin_bottom (box, 12);
  title = new_label (conflict->title, "heading");
  gtk_label_set_lines (GTK_LABEL (title), 2);
  gtk_label_set_ellipsize (GTK_LABEL (title), PANGO_ELLIPSIZE_END);
  gtk_box_append (GTK_BOX (box), title);
  gtk_box_append (GTK_BOX (box), new_grid (conflict));
  if (can_decide)
    gtk_box_append (GTK_BOX (box), new_buttons (row, conflict->can_keep_both));
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), box);

  return row;
}

const char *
reader_merge_row_get_uuid (GtkWidget *row)
{
  return g_object_get_data (G_OBJECT (row), "uuid");
}
