/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "library/tri-align-write.h"

#include "library/tri-link-store.h"

#include <math.h>

/* A link at a sentence that is to be tied. */
typedef struct
{
  gint64 link;
  TriStatus status;
  TriLinkKind kind;
  int sentence;
} Holder;

static gint64
count_acts (TriLibrary *library)
{
  return tri_library_ask (library, "SELECT coalesce (max (id), 0) + ? FROM journal", 0, 0);
}

void
tri_align_writer_begin (TriAlignWriter *self,
                        TriLibrary *library,
                        gint64 work,
                        GCancellable *cancellable)
{
  static const char sql[] = "SELECT coalesce (max (id), 0) FROM links WHERE work = ?";

  self->library = library;
  self->work = work;
  self->batch.library = library;
  self->batch.cancellable = cancellable;
  self->old = tri_library_ask (library, sql, work, 0);
  self->acts = count_acts (library);
}

void
tri_align_writer_clear (TriAlignWriter *self)
{
  tri_batch_clear (&self->batch);
}

static gboolean
list_holders (TriLibrary *library, const TriLinkMember *member, GArray *out, GError **error)
{
  static const char sql[] = "SELECT l.id, l.status, l.kind, m.sentence FROM link_members m"
                            " CROSS JOIN links l ON l.id = m.link"
                            " WHERE m.passage = ?1 AND m.sentence IN (?2, -1)";
  g_autoptr (TriStatement) statement = tri_library_prepare (library, sql, error);
  GError *local = NULL;

  if (!statement)
    return FALSE;
  sqlite3_bind_int64 (statement, 1, member->passage);
  sqlite3_bind_int (statement, 2, member->sentence);
  while (tri_library_next (library, statement, &local))
    {
      Holder holder = {
        sqlite3_column_int64 (statement, 0),
        (TriStatus) sqlite3_column_int (statement, 1),
        (TriLinkKind) sqlite3_column_int (statement, 2),
        sqlite3_column_int (statement, 3),
      };

      g_array_append_val (out, holder);
    }
  if (local)
    g_propagate_error (error, local);
  return local == NULL;
}

/* A fixed link leaves room for one that holds all of it and more, and for what pairs say of texts
 * that it is silent about. */
static gboolean
leaves_room (TriLibrary *library, gint64 holder, const TriLink *link)
{
  g_autoptr (TriLink) fixed = tri_link_store_get (library, holder, NULL);
  gboolean says_more = FALSE;
  gboolean is_within = TRUE;

  for (guint i = 0; fixed && i < link->members->len; i++)
    {
      const TriLinkMember *member = &g_array_index (link->members, TriLinkMember, i);

      says_more |= tri_link_count_in (fixed, member->text) == 0;
    }
  for (guint i = 0; fixed && i < fixed->members->len; i++)
    {
      const TriLinkMember *member = &g_array_index (fixed->members, TriLinkMember, i);

      is_within &= tri_link_has (link, member->passage, member->sentence);
    }
  return says_more && (is_within || link->kind == TRI_LINK_PAIR);
}

/* Takes away what was computed before of the members of a link. *@is_free: no fixed link holds one
 * of them; links of the passages around do no harm, for the aligner kept to them. */
static gboolean
make_room (TriAlignWriter *self, const TriLink *link, gboolean *is_free, GError **error)
{
  g_autoptr (GArray) holders = g_array_new (FALSE, FALSE, sizeof (Holder));

  *is_free = TRUE;
  /* As a rule there was nothing, and nobody did anything since. */
  if (self->old == 0 && count_acts (self->library) == self->acts)
    return TRUE;
  for (guint i = 0; i < link->members->len; i++)
    if (!list_holders (self->library,
                       &g_array_index (link->members, TriLinkMember, i),
                       holders,
                       error))
      return FALSE;
  for (guint i = 0; i < holders->len; i++)
    {
      const Holder *holder = &g_array_index (holders, Holder, i);

      if (holder->status == TRI_STATUS_COMPUTED)
        {
          if (holder->link <= self->old
              && !tri_link_store_remove (self->library, holder->link, error))
            return FALSE;
        }
      else if (holder->kind != TRI_LINK_PAIR
               && (holder->kind == TRI_LINK_OMISSION
                   || (holder->sentence >= 0
                       && !leaves_room (self->library, holder->link, link))))
        *is_free = FALSE;
    }
  return TRUE;
}

static gboolean
write_link (TriAlignWriter *self, TriLink *link, GError **error)
{
  gboolean is_free;

  if (!make_room (self, link, &is_free, error))
    return FALSE;
  if (!is_free)
    return TRUE;
  if (tri_link_store_add (self->library, self->work, link, 0, error) == 0)
    return FALSE;
  self->n_written++;
  if (link->kind == TRI_LINK_GROUP)
    {
      self->n_links++;
      self->scores += link->score;
    }
  return tri_batch_breathe (&self->batch, error);
}

static gboolean
write_sides (TriAlignWriter *self,
             const TriLinkInput *input,
             const TriLinkSides *sides,
             TriLinkKind kind,
             double confidence,
             GError **error)
{
  g_autoptr (GPtrArray) links = g_ptr_array_new_with_free_func ((GDestroyNotify) tri_link_free);

  tri_link_input_add_links (input, sides, kind, confidence, links);
  for (guint i = 0; i < links->len; i++)
    if (!write_link (self, g_ptr_array_index (links, i), error))
      return FALSE;
  return TRUE;
}

static gboolean
write_group (TriAlignWriter *self,
             const TriLinkInput *input,
             const TriAlignGroup *group,
             const TriAlignVerdict *verdict,
             GError **error)
{
  guint texts[TRI_ALIGN_MAX_TEXTS], first[TRI_ALIGN_MAX_TEXTS], count[TRI_ALIGN_MAX_TEXTS];
  TriLinkSides sides = { 0, texts, first, count };

  for (guint i = 0; i < input->n_texts; i++)
    {
      if (verdict->is_loose[i])
        continue;
      texts[sides.n] = i;
      first[sides.n] = group->first[i];
      count[sides.n++] = group->count[i];
    }
  return write_sides (self, input, &sides, TRI_LINK_GROUP, group->confidence, error);
}

static gboolean
write_groups (TriAlignWriter *self,
              const TriLinkInput *input,
              const TriAlignMany *many,
              const TriAlignVerdict *verdict,
              GError **error)
{
  for (guint i = 0; i < many->groups->len; i++)
    if (!write_group (self,
                      input,
                      &g_array_index (many->groups, TriAlignGroup, i),
                      verdict,
                      error))
      return FALSE;
  return TRUE;
}

static gboolean
write_pair (TriAlignWriter *self,
            const TriLinkInput *input,
            const guint *texts,
            const GArray *links,
            GError **error)
{
  for (guint i = 0; i < links->len; i++)
    {
      const TriAlignLink *found = &g_array_index (links, TriAlignLink, i);
      const TriLinkSides sides = { 2, texts, found->first, found->count };

      if (!write_sides (self, input, &sides, TRI_LINK_PAIR, found->confidence, error))
        return FALSE;
    }
  return TRUE;
}

/* Of two texts the pair says what the whole says. */
static gboolean
write_pairs (TriAlignWriter *self,
             const TriLinkInput *input,
             const TriAlignMany *many,
             const TriAlignVerdict *verdict,
             GError **error)
{
  guint n = input->n_texts;
  guint n_tied = 0;

  for (guint i = 0; i < n; i++)
    n_tied += !verdict->is_loose[i];
  for (guint a = 0; n_tied > 2 && a < n; a++)
    for (guint b = a + 1; b < n; b++)
      {
        const guint texts[] = { a, b };
        const GArray *links = many->pairs[tri_align_many_get_pair_index (n, a, b)];

        if (!verdict->is_loose[a]
            && !verdict->is_loose[b]
            && !write_pair (self, input, texts, links, error))
          return FALSE;
      }
  return TRUE;
}

gboolean
tri_align_write (TriAlignWriter *self,
                 const TriLinkInput *input,
                 const TriAlignMany *many,
                 const TriAlignVerdict *verdict,
                 GError **error)
{
  return tri_batch_begin (&self->batch, error)
         && write_groups (self, input, many, verdict, error)
         && write_pairs (self, input, many, verdict, error)
         && tri_batch_commit (&self->batch, error);
}

gboolean
tri_align_writer_finish (TriAlignWriter *self, GError **error)
{
  static const char sql[] = "DELETE FROM links WHERE id IN (SELECT id FROM links"
                            " WHERE work = ? AND status = 1 AND id <= ? LIMIT 200)";
  g_autoptr (TriStatement) statement = tri_library_prepare (self->library, sql, error);

  if (!statement || !tri_batch_begin (&self->batch, error))
    return FALSE;
  for (int n = 1; n > 0;)
    {
      sqlite3_bind_int64 (statement, 1, self->work);
      sqlite3_bind_int64 (statement, 2, self->old);
      if (!tri_library_run (self->library, statement, error))
        return FALSE;
      n = sqlite3_changes (self->library->db);
      if (!tri_batch_breathe (&self->batch, error))
        return FALSE;
    }
  return tri_batch_commit (&self->batch, error);
}
