/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "library/tri-search-near.h"

#include "library/tri-library-near-words.h"

#include <string.h>

/* For each word, and for all of them. */
#define MOST_OF_ONE 5
#define MOST 9

typedef struct
{
  const TriQuery *query;
  TriLibrary *library;
  GPtrArray *near; /* of TriSearchNear */
} Question;

void
tri_search_near_free (TriSearchNear *self)
{
  if (!self)
    return;
  g_free (self->words);
  g_free (self->typed);
  g_free (self);
}

/* The question with other words in the place of a part of it. */
static char *
dup_typed (const TriQuery *query, const TriQueryNode *node, const TriNearWord *near)
{
  const char *start = g_utf8_offset_to_pointer (query->typed, node->start);
  const char *end = g_utf8_offset_to_pointer (query->typed, node->end);
  g_autofree char *before = g_strndup (query->typed, (gsize) (start - query->typed));
  gboolean is_name = near->entity != 0;
  gboolean is_quoted = is_name || node->is_exact || strchr (near->text, ' ');

  return g_strconcat (before,
                      is_name ? "@" : "",
                      is_quoted ? "\"" : "",
                      near->text,
                      is_quoted ? "\"" : "",
                      end,
                      NULL);
}

static char *
dup_asked (const TriQueryNode *node)
{
  g_autoptr (GPtrArray) words = NULL;

  if (node->kind == TRI_QUERY_ENTITY)
    return g_strdup (node->name);
  words = g_ptr_array_new ();
  for (guint i = 0; node->typed && i < node->typed->len; i++)
    g_ptr_array_add (words, node->typed->pdata[i]);
  g_ptr_array_add (words, NULL);
  return g_strjoinv (" ", (char **) words->pdata);
}

static gboolean
any_cb (const TriSearchStep *step, gpointer data)
{
  *(gboolean *) data = step->n_hits > 0;
  return FALSE;
}

/* A word that the texts have is not what was misspelt, nor is a name that they speak of. */
static gboolean
is_known (const Question *self, const TriQueryNode *node, const char *asked)
{
  const char *sign = node->kind == TRI_QUERY_ENTITY ? "@" : "";
  g_autofree char *typed = g_strdup_printf ("%s\"%s\"", sign, asked);
  g_autoptr (TriSearch) search = tri_search_new (self->library, typed, NULL, NULL);
  gboolean is_found = FALSE;

  /* It is stopped at its first hits, which is no error here. */
  if (search)
    tri_search_run (search, self->library, any_cb, &is_found, NULL);
  return is_found;
}

static void
add_near (Question *self, const TriQueryNode *node, const char *lang)
{
  g_autofree char *asked = dup_asked (node);
  g_autoptr (GPtrArray) near = NULL;

  if (is_known (self, node, asked))
    return;
  near = tri_library_list_near_words (self->library, asked, lang, MOST_OF_ONE, NULL);
  for (guint i = 0; near && i < near->len && self->near->len < MOST; i++)
    {
      const TriNearWord *word = near->pdata[i];
      TriSearchNear *offer = g_new0 (TriSearchNear, 1);

      offer->words = g_strdup (word->text);
      offer->typed = dup_typed (self->query, node, word);
      offer->passages = word->passages;
      g_ptr_array_add (self->near, offer);
    }
}

static void
walk (Question *self, const TriQueryNode *node, const char *lang)
{
  if (node->kind == TRI_QUERY_NOT)
    return;
  if (node->kind == TRI_QUERY_LANG)
    lang = node->name;
  if ((node->kind == TRI_QUERY_TERM && !node->is_prefix) || node->kind == TRI_QUERY_ENTITY)
    add_near (self, node, lang);
  for (guint i = 0; node->children && i < node->children->len; i++)
    walk (self, node->children->pdata[i], lang);
}

GPtrArray *
tri_search_list_near (TriSearch *search, TriLibrary *library, const char *lang)
{
  GPtrArray *near = g_ptr_array_new_with_free_func ((GDestroyNotify) tri_search_near_free);
  Question self = { tri_search_get_query (search), library, near };

  if (self.query->root)
    walk (&self, self.query->root, lang);
  return near;
}
