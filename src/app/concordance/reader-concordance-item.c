/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "concordance/reader-concordance-item.h"

#include <glib/gi18n.h>

G_DEFINE_FINAL_TYPE (ReaderConcordanceItem, reader_concordance_item, G_TYPE_OBJECT)

enum
{
  SIGNAL_READ,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static void
reader_concordance_item_finalize (GObject *object)
{
  ReaderConcordanceItem *self = READER_CONCORDANCE_ITEM (object);

  g_clear_pointer (&self->line, tri_concordance_line_unref);

  G_OBJECT_CLASS (reader_concordance_item_parent_class)->finalize (object);
}

static void
reader_concordance_item_class_init (ReaderConcordanceItemClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = reader_concordance_item_finalize;
  signals[SIGNAL_READ] = g_signal_new ("read",
                                       READER_TYPE_CONCORDANCE_ITEM,
                                       G_SIGNAL_RUN_LAST,
                                       0,
                                       NULL,
                                       NULL,
                                       NULL,
                                       G_TYPE_NONE,
                                       0);
}

static void
reader_concordance_item_init (ReaderConcordanceItem *self)
{
}

ReaderConcordanceItem *
reader_concordance_item_new (guint32 index)
{
  ReaderConcordanceItem *self = g_object_new (READER_TYPE_CONCORDANCE_ITEM, NULL);

  self->index = index;
  return self;
}

void
reader_concordance_item_set_line (ReaderConcordanceItem *self, TriConcordanceLine *line)
{
  g_clear_pointer (&self->line, tri_concordance_line_unref);
  self->line = line ? tri_concordance_line_ref (line) : NULL;
  self->is_gone = line == NULL;
  g_signal_emit (self, signals[SIGNAL_READ], 0);
}

/* That which the question asks something of, else the first one. */
static const char *
find_other_language (const TriConcordanceLine *line)
{
  const TriSearch *search = tri_concordance_get_search (line->concordance);
  const char *first = NULL;

  for (guint i = 0; i < line->counterparts->len; i++)
    {
      const TriConcordanceCounterpart *counterpart = g_ptr_array_index (line->counterparts, i);
      const char *lang = counterpart->text->lang;

      if (g_str_equal (lang, line->text->lang))
        continue;
      if (tri_search_asks_counterparts (search, lang))
        return lang;
      first = first ? first : lang;
    }
  return first ? first : line->text->lang;
}

char *
reader_concordance_item_dup_counterpart (ReaderConcordanceItem *self,
                                         const char *lang,
                                         GArray **matches)
{
  if (self->line)
    return tri_concordance_line_dup_counterpart (self->line,
                                                 lang ? lang : find_other_language (self->line),
                                                 matches);
  if (matches)
    *matches = g_array_new (FALSE, FALSE, sizeof (TriMatch));
  return g_strdup ("");
}

char *
reader_concordance_item_dup_spoken (ReaderConcordanceItem *self)
{
  const TriConcordanceLine *line = self->line;

  if (self->is_gone)
    return g_strdup (_ ("This passage is not in the library any more"));
  if (!line)
    return g_strdup (_ ("Reading…"));
  return g_strdup_printf ("%s, %s: %s%s%s",
                          line->text->lang,
                          line->text->title,
                          line->left,
                          line->words,
                          line->right);
}
