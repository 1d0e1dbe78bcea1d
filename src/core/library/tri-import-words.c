/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "library/tri-import-draft.h"
#include "library/tri-tokenizer.h"
#include "library/tri-word-forms.h"

/* The index cuts every passage into words; who counts them then need not read and cut it again. Of
 * texts with very many different words, which would take too much memory, they are counted from the
 * library afterwards. */

void
tri_import_words_clear (gpointer data)
{
  TriImportWords *self = data;

  g_free (self->lang);
  tri_word_counter_free (self->words);
}

void
tri_import_begin_words (TriImportDraft *self)
{
  g_clear_pointer (&self->words, tri_word_counter_free);
  if (self->counts_words)
    self->words = tri_word_counter_new ();
}

void
tri_import_end_words (TriImportDraft *self)
{
  TriImportWords counted = { self->text, NULL, NULL };

  if (!self->words)
    return;
  counted.lang = g_strdup (self->lang);
  counted.words = g_steal_pointer (&self->words);
  self->n_spellings += tri_word_counter_get_size (counted.words);
  g_array_append_val (self->counted, counted);
}

static void
word_cb (const char *text, const TriWord *word, gpointer data)
{
  TriImportDraft *self = data;

  tri_word_counter_add (self->words, text, word, self->indexed);
}

void
tri_import_listen (TriImportDraft *self, gint64 passage)
{
  if (!self->words)
    return;
  self->indexed = passage;
  tri_tokenizer_listen (word_cb, self);
}

void
tri_import_stop_listening (TriImportDraft *self)
{
  tri_tokenizer_listen (NULL, NULL);
  if (self->words
      && self->n_spellings + tri_word_counter_get_size (self->words) > TRI_WORD_FORMS_MAX)
    g_clear_pointer (&self->words, tri_word_counter_free);
}

gboolean
tri_import_write_words (TriImportDraft *self, GError **error)
{
  for (guint i = 0; i < self->counted->len; i++)
    {
      const TriImportWords *counted = &g_array_index (self->counted, TriImportWords, i);

      if (!tri_library_add_words (self->library,
                                  counted->text,
                                  counted->lang,
                                  counted->words,
                                  error))
        return FALSE;
    }
  return TRUE;
}
