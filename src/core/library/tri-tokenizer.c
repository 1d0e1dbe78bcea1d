/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "library/tri-tokenizer.h"

#include "library/tri-search-score.h"
#include "search/tri-words.h"

#include <sqlite3.h>

typedef int (*TokenFunc) (void *context, int flags, const char *token, int n, int start, int end);

typedef struct
{
  TokenFunc token;
  void *context;
  int result;
  const char *text; /* NULL: nobody listens */
} Walk;

static __thread TriTokenizerFunc listener;
static __thread gpointer listener_data;

void
tri_tokenizer_listen (TriTokenizerFunc func, gpointer data)
{
  listener = func;
  listener_data = data;
}

/* It has nothing to keep, but SQLite wants an address. */
static int
create (void *user_data, const char **arguments, int n_arguments, Fts5Tokenizer **tokenizer)
{
  static char nothing;

  *tokenizer = (Fts5Tokenizer *) &nothing;
  return SQLITE_OK;
}

static void
destroy (Fts5Tokenizer *tokenizer)
{
}

static gboolean
word_cb (const TriWord *word, gpointer data)
{
  Walk *walk = data;

  walk->result = walk->token (walk->context,
                              0,
                              word->folded,
                              (int) word->length,
                              (int) word->from,
                              (int) word->to);
  if (walk->text)
    listener (walk->text, word, listener_data);
  return walk->result == SQLITE_OK;
}

static int
tokenize (Fts5Tokenizer *tokenizer,
          void *context,
          int flags,
          const char *text,
          int n,
          TokenFunc token)
{
  Walk walk = { token, context, SQLITE_OK };
  g_autofree char *valid = NULL;

  /* A damaged file may hold anything. */
  if (!g_utf8_validate (text, n, NULL))
    text = valid = g_utf8_make_valid (text, n);
  if (listener && (flags & FTS5_TOKENIZE_DOCUMENT))
    walk.text = text;
  tri_words_foreach (text, valid ? -1 : n, word_cb, &walk);
  return walk.result;
}

static fts5_api *
get_api (sqlite3 *db)
{
  sqlite3_stmt *statement = NULL;
  fts5_api *api = NULL;

  if (sqlite3_prepare_v2 (db, "SELECT fts5 (?1)", -1, &statement, NULL) == SQLITE_OK)
    {
      sqlite3_bind_pointer (statement, 1, &api, "fts5_api_ptr", NULL);
      sqlite3_step (statement);
    }
  sqlite3_finalize (statement);
  return api;
}

static int
add_to_fts5 (sqlite3 *db, char **message, const struct sqlite3_api_routines *routines)
{
  static fts5_tokenizer tokenizer = { create, destroy, tokenize };
  fts5_api *api = get_api (db);
  int result;

  /* A connection of somebody else, to an SQLite without FTS5. */
  if (!api)
    return SQLITE_OK;
  result = api->xCreateTokenizer (api, "triptych", NULL, &tokenizer, NULL);
  return result == SQLITE_OK ? tri_search_score_add (api) : result;
}

void
tri_tokenizer_install (void)
{
  sqlite3_auto_extension ((void (*) (void)) add_to_fts5);
}
