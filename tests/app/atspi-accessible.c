/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "atspi-program.h"

/* --- what one thing shows */

gboolean
program_has_state (Accessible *accessible, AtspiStateType state)
{
  g_autoptr (StateSet) states = atspi_accessible_get_state_set (accessible);

  return states != NULL && atspi_state_set_contains (states, state);
}

/**
 * program_dup_name:
 *
 * Returns: (transfer full): the name, without the mark of a mnemonic, which GTK 4.8 leaves in it
 */
char *
program_dup_name (Accessible *accessible)
{
  g_autofree char *name = atspi_accessible_get_name (accessible, NULL);
  g_auto (GStrv) parts = g_strsplit (name != NULL ? name : "", "_", -1);

  return g_strjoinv ("", parts);
}

/**
 * program_dup_words:
 *
 * Returns: (transfer full): the whole text of a label or an entry, "" where there is none
 */
char *
program_dup_words (Accessible *accessible)
{
  g_autoptr (Text) text = atspi_accessible_get_text_iface (accessible);
  int n = text != NULL ? atspi_text_get_character_count (text, NULL) : 0;
  char *words = n > 0 ? atspi_text_get_text (text, 0, n, NULL) : NULL;

  return words != NULL ? words : g_strdup ("");
}

/**
 * program_dup_language:
 *
 * Returns: (transfer full) (nullable): the language of the first character of a text
 */
char *
program_dup_language (Accessible *accessible)
{
  g_autoptr (Text) text = atspi_accessible_get_text_iface (accessible);
  g_autoptr (GHashTable) attributes = NULL;
  int start = 0;
  int end = 0;

  if (text != NULL)
    attributes = atspi_text_get_text_attributes (text, 0, &start, &end, NULL);
  return attributes != NULL ? g_strdup (g_hash_table_lookup (attributes, "language")) : NULL;
}

/* --- what is done to it */

typedef struct
{
  Accessible *accessible;
  const char *action;
} Act;

static gboolean
act_cb (gpointer data)
{
  const Act *act = data;
  g_autoptr (Actions) actions = atspi_accessible_get_action_iface (act->accessible);
  int n = actions != NULL ? atspi_action_get_n_actions (actions, NULL) : 0;

  for (int i = 0; i < n; i++)
    {
      g_autofree char *name = atspi_action_get_action_name (actions, i, NULL);

      if (g_strcmp0 (name, act->action) == 0)
        {
          /* What closes the program may leave it no time to answer. */
          atspi_action_do_action (actions, i, NULL);
          return TRUE;
        }
    }
  return FALSE;
}

/**
 * program_act:
 * @action: the name of an action that @accessible offers
 *
 * Waits for the action: what is offered may change while it is asked for by number.
 */
void
program_act (Accessible *accessible, const char *action)
{
  Act act = { accessible, action };

  program_wait_until (act_cb, &act, action);
}

void
program_grab_focus (Accessible *accessible)
{
  g_autoptr (Component) component = atspi_accessible_get_component_iface (accessible);

  g_assert_nonnull (component);
  atspi_component_grab_focus (component, NULL);
}

void
program_set_words (Accessible *accessible, const char *words)
{
  g_autoptr (EditableText) text = atspi_accessible_get_editable_text_iface (accessible);

  g_assert_nonnull (text);
  g_assert_true (atspi_editable_text_set_text_contents (text, words, NULL));
}
