/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "dialogs/reader-register-conflicts.h"

#include <glib/gi18n.h>

/**
 * reader_register_conflicts_new_choices:
 *
 * Returns: (transfer full): what can be done about a conflict, in the order of #TriRegisterChoice
 */
GtkStringList *
reader_register_conflicts_new_choices (void)
{
  const char *const words[] = {
    _ ("not decided"),
    _ ("keep ours"),
    _ ("take theirs"),
    _ ("keep both"),
    NULL,
  };

  return gtk_string_list_new (words);
}

static const char *
get_kind_words (guint kinds)
{
  if (kinds & TRI_CONFLICT_IDENTIFIER)
    return _ ("one identifier on two, or two of one catalogue");
  if (kinds & TRI_CONFLICT_KEY)
    return _ ("the same key, but no name in common");
  if (kinds & TRI_CONFLICT_NAME)
    return _ ("the same name on several");
  if (kinds & TRI_CONFLICT_TYPE)
    return _ ("different types");

  return kinds & TRI_CONFLICT_DATES ? _ ("different dates") : _ ("different descriptions");
}

static char *
dup_sides (const TriRegisterConflict *conflict)
{
  const char *none = "–";
  const char *ours = conflict->our_dates != NULL ? conflict->our_dates : none;
  const char *theirs = conflict->their_dates != NULL ? conflict->their_dates : none;

  return g_strdup_printf (_ ("%s\nours: %s, %s · theirs: %s, %s"),
                          get_kind_words (conflict->kinds),
                          conflict->our_name,
                          ours,
                          conflict->their_name,
                          theirs);
}

/**
 * reader_register_conflicts_new_row:
 *
 * Returns: (transfer floating): a row that shows both sides and asks which of them counts
 */
GtkWidget *
reader_register_conflicts_new_row (const TriRegisterConflict *conflict)
{
  GtkWidget *row = adw_combo_row_new ();
  g_autoptr (GtkStringList) choices = reader_register_conflicts_new_choices ();
  g_autofree char *sides = dup_sides (conflict);

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), conflict->their_name);
  adw_action_row_set_subtitle_lines (ADW_ACTION_ROW (row), 0);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), sides);
  adw_combo_row_set_model (ADW_COMBO_ROW (row), G_LIST_MODEL (choices));

  return row;
}
