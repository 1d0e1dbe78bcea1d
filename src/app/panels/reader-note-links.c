/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "reader-note-links.h"

#include "model/tri-note.h"

/* On the bus; who writes more links than that has the keyboard. */
#define MOST_ACTIONS 20

/* From the widget that stays when a popover closes. */
static void
follow (GtkWidget *label, const char *address)
{
  GtkWidget *popover = gtk_widget_get_ancestor (label, GTK_TYPE_POPOVER);
  g_autoptr (GtkWidget) from = g_object_ref (popover ? gtk_widget_get_parent (popover) : label);
  g_autofree char *kept = g_strdup (address);

  if (popover)
    gtk_popover_popdown (GTK_POPOVER (popover));
  gtk_widget_activate_action (from, "note.follow", "s", kept);
}

/* Never to a browser, which GTK would ask. */
static gboolean
activate_link_cb (GtkLabel *label, const char *address)
{
  follow (GTK_WIDGET (label), address);
  return TRUE;
}

static void
action_cb (GSimpleAction *action, GVariant *parameter, GtkWidget *label)
{
  follow (label, g_object_get_data (G_OBJECT (action), "address"));
}

static void
offer (GtkLabel *label, GActionMap *actions, guint n, const char *address)
{
  g_autofree char *name = g_strdup_printf ("%u", n);
  g_autoptr (GSimpleAction) action = g_simple_action_new (name, NULL);

  g_object_set_data_full (G_OBJECT (action), "address", g_strdup (address), g_free);
  g_signal_connect_object (action, "activate", G_CALLBACK (action_cb), label, 0);
  g_action_map_add_action (actions, G_ACTION (action));
}

static void
offer_links (GtkLabel *label, GPtrArray *blocks)
{
  GSimpleActionGroup *actions = g_simple_action_group_new ();
  guint n = 0;

  for (guint i = 0; i < blocks->len; i++)
    {
      const TriNoteBlock *block = blocks->pdata[i];

      for (guint j = 0; j < block->spans->len && n < MOST_ACTIONS; j++)
        {
          const TriNoteSpan *span = block->spans->pdata[j];

          if (span->target)
            offer (label, G_ACTION_MAP (actions), ++n, span->target);
        }
    }
  gtk_widget_insert_action_group (GTK_WIDGET (label), "link", n ? G_ACTION_GROUP (actions) : NULL);
  g_object_unref (actions);
}

void
reader_note_links_watch (GtkLabel *label)
{
  g_signal_connect (label, "activate-link", G_CALLBACK (activate_link_cb), NULL);
}

/* The first ones close together, which leaves room for more of them in a row of a list. */
static char *
dup_first (GPtrArray *blocks, guint most)
{
  g_autoptr (GString) markup = g_string_new (NULL);

  for (guint i = 0; i < MIN (blocks->len, most); i++)
    {
      g_autoptr (GPtrArray) block = g_ptr_array_new ();
      g_autofree char *words = NULL;

      g_ptr_array_add (block, blocks->pdata[i]);
      words = tri_note_to_markup (block, TRUE);
      g_string_append_printf (markup, "%s%s", i > 0 ? "\n" : "", words);
    }
  if (blocks->len > most)
    g_string_append (markup, " …");
  return g_string_free (g_steal_pointer (&markup), FALSE);
}

void
reader_note_links_show (GtkLabel *label, GPtrArray *blocks, guint most)
{
  g_autofree char *markup = most ? dup_first (blocks, most) : tri_note_to_markup (blocks, TRUE);

  gtk_label_set_markup (label, markup);
  offer_links (label, blocks);
}

gboolean
reader_note_links_has_markup (GPtrArray *blocks)
{
  for (guint i = 0; i < blocks->len; i++)
    {
      const TriNoteBlock *block = blocks->pdata[i];

      for (guint j = 0; j < block->spans->len; j++)
        {
          const TriNoteSpan *span = block->spans->pdata[j];

          if (span->target || span->style != TRI_NOTE_PLAIN)
            return TRUE;
        }
    }
  return FALSE;
}
