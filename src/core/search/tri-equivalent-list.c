/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "search/tri-equivalents.h"

#include "search/tri-stem.h"
#include "search/tri-words.h"

void
tri_equivalent_form_free (TriEquivalentForm *self)
{
  g_free (self->word);
  g_free (self->folded);
  g_free (self);
}

void
tri_equivalent_free (TriEquivalent *self)
{
  g_free (self->word);
  g_free (self->stem);
  g_ptr_array_unref (self->forms);
  g_free (self);
}

void
tri_equivalent_list_free (TriEquivalentList *self)
{
  g_free (self->lang);
  g_ptr_array_unref (self->items);
  g_free (self);
}

/* --- In a counterpart */

typedef struct
{
  const TriEquivalentList *list;
  const char *text;
  TriStemmer *stemmer;
  double least;
  guint best;
  GArray *ranges;
} Find;

static gboolean
find_cb (const TriWord *word, gpointer data)
{
  Find *find = data;
  g_autofree char *written = g_strndup (find->text + word->from, word->to - word->from);
  const char *stem = find->stemmer ? tri_stemmer_stem (find->stemmer, written, -1) : "";
  TriRange range = { word->start, word->end };

  for (guint i = 0; i < find->list->items->len && i <= find->best; i++)
    {
      const TriEquivalent *equivalent = g_ptr_array_index (find->list->items, i);

      if (equivalent->dice < find->least || strcmp (equivalent->stem, *stem ? stem : word->folded))
        continue;
      if (i < find->best)
        g_array_set_size (find->ranges, 0);
      find->best = i;
      g_array_append_val (find->ranges, range);
      return TRUE;
    }
  return TRUE;
}

GArray *
tri_equivalent_list_find (const TriEquivalentList *self,
                          const char *counterpart,
                          gssize length,
                          double least,
                          guint *equivalent)
{
  g_autoptr (TriStemmer) stemmer = tri_stemmer_new (self->lang);
  GArray *ranges = g_array_new (FALSE, FALSE, sizeof (TriRange));
  Find find = { self, counterpart, stemmer, least, G_MAXUINT, ranges };

  tri_words_foreach (counterpart, length, find_cb, &find);
  if (equivalent)
    *equivalent = find.best;
  return ranges;
}
