/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "library/tri-mark-sieve.h"

#include "library/tri-mark-read.h"
#include "library/tri-mark-words.h"

#include <stdlib.h>

/* What may be spent, and what is spent on one mark: about 10 ms in all. */
#define PURSE 24000
#define COST_ROW 1
#define COST_LABEL 4
#define COST_ENTITY 12
#define COST_WORDS 30
/* What only so many have is found sooner by itself. */
#define RARE 2000

struct _TriMarkSieve
{
  TriLibrary *library;
  const TriMarkQuery *query;
  TriMarkPhrases *phrases;
  GArray *unplaced; /* ids, sorted */
  guint cost;
};

TriMarkSieve *
tri_mark_sieve_new (TriLibrary *library, const TriMarkQuery *query, GError **error)
{
  g_autoptr (TriMarkSieve) self = g_new0 (TriMarkSieve, 1);

  self->library = library;
  self->query = query;
  self->phrases = query->words ? tri_mark_phrases_new (query->words) : NULL;
  self->unplaced = tri_mark_list_unplaced (library, error);
  return self->unplaced ? g_steal_pointer (&self) : NULL;
}

void
tri_mark_sieve_free (TriMarkSieve *self)
{
  g_clear_pointer (&self->phrases, tri_mark_phrases_free);
  g_clear_pointer (&self->unplaced, g_array_unref);
  g_free (self);
}

static gboolean
is_rare_label (TriMarkSieve *self)
{
  static const char sql[] = "SELECT count (*) FROM"
                            " (SELECT 1 FROM mark_labels WHERE label = ?1 LIMIT ?2)";
  g_autoptr (TriStatement) statement = tri_library_prepare (self->library, sql, NULL);

  if (!statement)
    return TRUE;
  tri_statement_bind_text (statement, 1, self->query->label);
  sqlite3_bind_int (statement, 2, RARE);
  return !tri_library_next (self->library, statement, NULL)
         || sqlite3_column_int (statement, 0) < RARE;
}

static gboolean
is_rare_entity (TriMarkSieve *self)
{
  static const char sql[] = "SELECT count (*) FROM"
                            " (SELECT 1 FROM mentions WHERE entity = ?1 LIMIT 2000)";

  return tri_library_ask (self->library, sql, self->query->entity, 0) < RARE;
}

gboolean
tri_mark_sieve_is_useful (TriMarkSieve *self)
{
  const TriMarkQuery *query = self->query;

  return !query->unplaced && (!query->label || !is_rare_label (self))
         && (!query->entity || !is_rare_entity (self));
}

gboolean
tri_mark_sieve_passes (TriMarkSieve *self, TriStatement *row)
{
  const TriMarkQuery *query = self->query;
  guint kind = (guint) sqlite3_column_int (row, 6);

  self->cost += COST_ROW;
  if (query->kinds && (kind > 31 || !(query->kinds & 1u << kind)))
    return FALSE;
  if (query->with_note && !sqlite3_column_int (row, 8))
    return FALSE;
  return !query->colour
         || g_strcmp0 (query->colour, (const char *) sqlite3_column_text (row, 7)) == 0;
}

static gboolean
has_label (TriMarkSieve *self, gint64 id)
{
  static const char sql[] = "SELECT 1 FROM mark_labels WHERE label = ?1 AND bookmark = ?2";
  g_autoptr (TriStatement) statement = tri_library_prepare (self->library, sql, NULL);

  self->cost += COST_LABEL;
  if (!statement)
    return FALSE;
  tri_statement_bind_text (statement, 1, self->query->label);
  sqlite3_bind_int64 (statement, 2, id);
  return tri_library_next (self->library, statement, NULL);
}

/* In any part of it. */
static gboolean
names_entity (TriMarkSieve *self, gint64 id)
{
  static const char sql[]
      = "WITH parts AS (SELECT * FROM bookmarks WHERE id = ?2"
        "  UNION ALL SELECT b.* FROM bookmarks AS o CROSS JOIN bookmarks AS b"
        "   ON b.part_of = o.uuid AND b.part_of <> '' WHERE o.id = ?2)"
        " SELECT 1 FROM parts AS b WHERE"
        " EXISTS (SELECT 1 FROM mentions AS m INDEXED BY mentions_by_passage"
        "  WHERE m.passage = b.passage AND m.entity = ?1 AND m.stop > b.start"
        "  AND (m.ord < b.end_ord OR m.start < b.stop))"
        " OR (b.passage <> b.end_passage AND EXISTS (SELECT 1 FROM mentions AS m"
        "  WHERE m.entity = ?1 AND m.text = b.text AND m.ord > b.ord AND m.ord <= b.end_ord"
        "  AND (m.ord < b.end_ord OR m.start < b.stop))) LIMIT 1";
  g_autoptr (TriStatement) statement = tri_library_prepare (self->library, sql, NULL);

  self->cost += COST_ENTITY;
  if (!statement)
    return FALSE;
  sqlite3_bind_int64 (statement, 1, self->query->entity);
  sqlite3_bind_int64 (statement, 2, id);
  return tri_library_next (self->library, statement, NULL);
}

static gboolean
has_words (TriMarkSieve *self, gint64 id)
{
  self->cost += COST_WORDS;
  return tri_mark_phrases_match (self->phrases, self->library, id);
}

gboolean
tri_mark_sieve_passes_id (TriMarkSieve *self, gint64 id)
{
  const TriMarkQuery *query = self->query;

  return (!query->label || has_label (self, id)) && (!query->entity || names_entity (self, id))
         && (!self->phrases || has_words (self, id));
}

gboolean
tri_mark_sieve_is_spent (TriMarkSieve *self)
{
  return self->cost > PURSE;
}

gboolean
tri_mark_sieve_has_unplaced (TriMarkSieve *self)
{
  return self->unplaced->len > 0;
}

static int
compare_ids (gconstpointer a, gconstpointer b)
{
  gint64 left = *(const gint64 *) a;
  gint64 right = *(const gint64 *) b;

  return left < right ? -1 : left > right;
}

gboolean
tri_mark_sieve_is_unplaced (TriMarkSieve *self, gint64 id)
{
  return self->unplaced->len > 0
         && bsearch (&id, self->unplaced->data, self->unplaced->len, sizeof id, compare_ids);
}
