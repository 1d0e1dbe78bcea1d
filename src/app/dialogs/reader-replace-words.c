/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "dialogs/reader-replace-words.h"

#include <glib/gi18n.h>

/* So many items have a row of their own. */
#define MAX_SHOWN 200

static const char *const kinds[] = {
  N_ ("Bookmarks"),
  N_ ("Names you decided about"),
  N_ ("Words that you said are no names"),
  N_ ("Links you confirmed or made"),
};

static const char *const things[] = { N_ ("bookmark"), N_ ("name"), N_ ("no name"), N_ ("link") };

G_STATIC_ASSERT (G_N_ELEMENTS (kinds) == TRI_N_REPLACE_WHATS);
G_STATIC_ASSERT (G_N_ELEMENTS (things) == TRI_N_REPLACE_WHATS);

static void
add_words (GPtrArray *words,
           guint n,
           char *word)
{
  if (n > 0)
    g_ptr_array_add (words, word);
  else
    g_free (word);
}

static char *
join (GPtrArray *words)
{
  g_ptr_array_add (words, NULL);

  return g_strjoinv (", ", (char **) words->pdata);
}

/**
 * reader_replace_words_dup_passages:
 *
 * Returns: (transfer full): how many passages are new, changed, …; what none is, is left out
 */
char *
reader_replace_words_dup_passages (const TriReplaceReport *report)
{
  g_autoptr (GPtrArray) words = g_ptr_array_new_with_free_func (g_free);

  add_words (words,
             report->n_same,
             g_strdup_printf (ngettext ("%u unchanged", "%u unchanged", report->n_same),
                              report->n_same));
  add_words (words,
             report->n_changed,
             g_strdup_printf (ngettext ("%u changed", "%u changed", report->n_changed),
                              report->n_changed));
  add_words (words,
             report->n_moved,
             g_strdup_printf (ngettext ("%u moved", "%u moved", report->n_moved),
                              report->n_moved));
  add_words (words,
             report->n_doubtful,
             g_strdup_printf (ngettext ("%u doubtful", "%u doubtful", report->n_doubtful),
                              report->n_doubtful));
  add_words (words,
             report->n_new,
             g_strdup_printf (ngettext ("%u new", "%u new", report->n_new), report->n_new));
  add_words (words,
             report->n_gone,
             g_strdup_printf (ngettext ("%u gone", "%u gone", report->n_gone), report->n_gone));

  return join (words);
}

static char *
dup_counts (const guint *counts)
{
  g_autoptr (GPtrArray) words = g_ptr_array_new_with_free_func (g_free);
  guint n_exact = counts[TRI_ANCHOR_EXACT];
  guint n_moved = counts[TRI_ANCHOR_MOVED];
  guint n_doubtful = counts[TRI_ANCHOR_DOUBTFUL];
  guint n_lost = counts[TRI_ANCHOR_LOST];

  add_words (words,
             n_exact,
             g_strdup_printf (ngettext ("%u as before", "%u as before", n_exact), n_exact));
  add_words (words,
             n_moved,
             g_strdup_printf (ngettext ("%u found again", "%u found again", n_moved), n_moved));
  add_words (words,
             n_doubtful,
             g_strdup_printf (ngettext ("%u doubtful", "%u doubtful", n_doubtful), n_doubtful));
  add_words (words, n_lost, g_strdup_printf (ngettext ("%u lost", "%u lost", n_lost), n_lost));

  return words->len > 0 ? join (words) : g_strdup (_ ("none"));
}

static void
add_row (AdwPreferencesGroup *group,
         const char *title,
         const char *subtitle)
{
  GtkWidget *row = adw_action_row_new ();

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_action_row_set_title_lines (ADW_ACTION_ROW (row), 3);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), subtitle);
  adw_action_row_set_subtitle_lines (ADW_ACTION_ROW (row), 4);
  gtk_widget_set_focusable (row, TRUE);
  adw_preferences_group_add (group, row);
}

/**
 * reader_replace_words_add_counts:
 *
 * Adds a row for each thing the reader makes, with what became of it.
 */
void
reader_replace_words_add_counts (AdwPreferencesGroup *group,
                                 const TriReplaceReport *report)
{
  for (guint what = 0; what < TRI_N_REPLACE_WHATS; what++)
    {
      g_autofree char *counts = dup_counts (report->counts[what]);

      add_row (group, _ (kinds[what]), counts);
    }
}

static gboolean
is_open (const TriReplaceItem *item)
{
  return item->state == TRI_ANCHOR_DOUBTFUL || item->state == TRI_ANCHOR_LOST;
}

/**
 * reader_replace_words_dup_state:
 *
 * Returns: (transfer full): "bookmark · doubtful"
 */
char *
reader_replace_words_dup_state (TriReplaceWhat what,
                                TriAnchorState state)
{
  /* Translators: "bookmark · lost" */
  return g_strdup_printf (state == TRI_ANCHOR_LOST ? _ ("%s · lost") : _ ("%s · doubtful"),
                          _ (things[what]));
}

static void
add_item (AdwPreferencesGroup *group,
          const TriReplaceItem *item)
{
  g_autofree char *words = NULL;

  if (item->state == TRI_ANCHOR_LOST || *item->now == '\0')
    words = reader_replace_words_dup_state (item->what, item->state);
  else
    /* Translators: "bookmark · doubtful, perhaps “the words there now”" */
    words = g_strdup_printf (_ ("%1$s · doubtful, perhaps “%2$s”"),
                             _ (things[item->what]),
                             item->now);
  add_row (group, item->quote, words);
}

/**
 * reader_replace_words_add_items:
 * @items: (element-type TriReplaceItem): what became of things
 *
 * Adds a row for each that is doubtful or lost, with its words.
 *
 * Returns: how many these are
 */
guint
reader_replace_words_add_items (AdwPreferencesGroup *group,
                                GPtrArray *items)
{
  guint n_open = 0;
  g_autofree char *rest = NULL;

  for (guint i = 0; i < items->len; i++)
    {
      const TriReplaceItem *item = g_ptr_array_index (items, i);

      if (is_open (item) && n_open++ < MAX_SHOWN)
        add_item (group, item);
    }
  if (n_open <= MAX_SHOWN)
    return n_open;

  rest = g_strdup_printf (ngettext ("and %u more", "and %u more", n_open - MAX_SHOWN),
                          n_open - MAX_SHOWN);
  add_row (group, rest, "");

  return n_open;
}
