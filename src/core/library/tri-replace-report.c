/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "library/tri-replace-private.h"

/* Of the words of a whole passage so many code points are shown. */
#define MAX_QUOTE 240

static const char *const nicks[] = { "bookmark", "mention", "refusal", "link" };

const char *
tri_replace_what_to_nick (TriReplaceWhat what)
{
  G_STATIC_ASSERT (G_N_ELEMENTS (nicks) == TRI_N_REPLACE_WHATS);
  g_return_val_if_fail (what < G_N_ELEMENTS (nicks), NULL);

  return nicks[what];
}

static void
free_item (gpointer data)
{
  TriReplaceItem *item = data;

  g_free (item->quote);
  g_free (item->now);
  g_free (item);
}

TriReplaceReport *
tri_replace_report_new (void)
{
  TriReplaceReport *self = g_new0 (TriReplaceReport, 1);

  self->items = g_ptr_array_new_with_free_func (free_item);
  return self;
}

void
tri_replace_report_free (TriReplaceReport *self)
{
  g_ptr_array_unref (self->items);
  g_free (self);
}

guint
tri_replace_report_count_open (const TriReplaceReport *self)
{
  guint n = 0;

  for (guint what = 0; what < TRI_N_REPLACE_WHATS; what++)
    n += self->counts[what][TRI_ANCHOR_DOUBTFUL] + self->counts[what][TRI_ANCHOR_LOST];
  return n;
}

static char *
dup_short (const char *words)
{
  return g_utf8_strlen (words, -1) > MAX_QUOTE ? g_utf8_substring (words, 0, MAX_QUOTE)
                                               : g_strdup (words);
}

static void
add_item (GPtrArray *items,
          TriReplaceWhat what,
          TriAnchorState state,
          const char *quote,
          const char *now,
          gint64 passage)
{
  TriReplaceItem *item = g_new0 (TriReplaceItem, 1);

  item->what = what;
  item->state = state;
  item->quote = dup_short (quote ? quote : "");
  item->now = dup_short (now ? now : "");
  item->passage = passage;
  g_ptr_array_add (items, item);
}

void
tri_replace_add_item (TriReplace *self,
                      TriReplaceWhat what,
                      TriAnchorState state,
                      const char *quote,
                      const char *now,
                      gint64 passage)
{
  self->report->counts[what][state]++;
  if (state != TRI_ANCHOR_EXACT)
    add_item (self->report->items, what, state, quote, now, passage);
}
