/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "library/tri-search-private.h"
#include "library/tri-word-forms.h"

/* About how many passages answer, from what is counted. */

static guint64
estimate_words (TriSearch *self, TriLibrary *library, const char *lang, const TriQueryNode *term)
{
  static const char beginning[] = "SELECT sum (passages) FROM word_forms"
                                  " WHERE lang = ?1 AND word >= ?2 AND word < ?2 || x'f48fbfbf'";
  TriSearchForms forms = { self, NULL, lang };
  guint64 least = self->n_passages;

  for (guint i = 0; i < term->words->len; i++)
    {
      g_autoptr (GPtrArray) words = NULL;
      guint64 sum = 0;

      if (term->is_prefix && i + 1 == term->words->len)
        {
          g_autoptr (TriStatement) statement = tri_library_prepare (library, beginning, NULL);

          if (!statement)
            continue;
          tri_statement_bind_text (statement, 1, lang);
          tri_statement_bind_text (statement, 2, term->words->pdata[i]);
          if (tri_library_next (library, statement, NULL))
            least = MIN (least, (guint64) sqlite3_column_int64 (statement, 0));
          continue;
        }
      if (!term->is_exact)
        words = tri_search_forms_cb (term->words->pdata[i], term->typed->pdata[i], &forms);
      for (guint n = 0; words && n < words->len; n++)
        sum += tri_library_count_word (library, lang, words->pdata[n]);
      if (!words)
        sum = tri_library_count_word (library, lang, term->words->pdata[i]);
      least = MIN (least, sum);
    }
  return least;
}

static guint64
estimate_entity (TriLibrary *library, const TriQueryNode *node)
{
  static const char sql[] = "SELECT sum (n) FROM mention_counts WHERE entity = ?";
  guint64 sum = 0;

  for (guint i = 0; node->entities && i < node->entities->len; i++)
    sum += (guint64) tri_library_ask (library,
                                      sql,
                                      g_array_index (node->entities, gint64, i),
                                      0);
  /* Names of a register that the work does not use are not counted. */
  return MAX (sum, 1);
}

guint64
tri_search_estimate (TriSearch *self,
                     TriLibrary *library,
                     const char *lang,
                     const TriQueryNode *node)
{
  guint64 least = self->n_passages;
  guint64 sum = 0;

  switch (node->kind)
    {
    case TRI_QUERY_TERM:
      return estimate_words (self, library, lang, node);
    case TRI_QUERY_ENTITY:
      return estimate_entity (library, node);
    case TRI_QUERY_AND:
    case TRI_QUERY_NEAR:
      for (guint i = 0; i < node->children->len; i++)
        least = MIN (least, tri_search_estimate (self, library, lang, node->children->pdata[i]));
      return least;
    case TRI_QUERY_OR:
      for (guint i = 0; i < node->children->len; i++)
        sum += tri_search_estimate (self, library, lang, node->children->pdata[i]);
      return sum;
    case TRI_QUERY_DATE:
      /* An eighth of all dates there are. */
      return MAX (self->n_dates / 8, 1);
    default:
      return self->n_passages;
    }
}
