/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "library/tri-link-store.h"
#include "library/tri-pack.h"
#include "library/tri-replace-private.h"

/* A sentence is another one's counterpart when so much of both is the same. */
#define MIN_SHARE 0.6

static gboolean
collect_links (TriReplace *self, GArray *links, GError **error)
{
  static const char sql[] = "SELECT DISTINCT m.link FROM passages p"
                            " CROSS JOIN link_members m ON m.passage = p.id"
                            " CROSS JOIN links l ON l.id = m.link AND l.work = ?2"
                            " WHERE p.text = ?1";
  g_autoptr (GHashTable) seen = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  GError *local = NULL;

  for (guint i = 0; i < self->texts->len && !local; i++)
    {
      TriReplaceText *text = g_ptr_array_index (self->texts, i);
      g_autoptr (TriStatement) statement = tri_library_prepare (self->library, sql, &local);

      if (!statement)
        break;
      sqlite3_bind_int64 (statement, 1, text->then);
      sqlite3_bind_int64 (statement, 2, self->work);
      while (tri_library_next (self->library, statement, &local))
        {
          gint64 link = sqlite3_column_int64 (statement, 0);

          if (g_hash_table_add (seen, g_memdup2 (&link, sizeof link)))
            g_array_append_val (links, link);
        }
    }
  if (local)
    g_propagate_error (error, local);
  return local == NULL;
}

static GArray *
read_sentences (TriLibrary *library, gint64 passage)
{
  static const char sql[] = "SELECT sentences FROM passages WHERE id = ?";
  g_autoptr (TriStatement) statement = tri_library_prepare (library, sql, NULL);
  GArray *sentences = tri_range_array_new ();
  TriUnpacker unpacker;

  if (!statement)
    return sentences;
  sqlite3_bind_int64 (statement, 1, passage);
  if (!tri_library_next (library, statement, NULL))
    return sentences;
  unpacker.at = sqlite3_column_blob (statement, 0);
  unpacker.end = unpacker.at + sqlite3_column_bytes (statement, 0);
  if (unpacker.at && !tri_unpack_ranges (&unpacker, sentences, NULL))
    g_array_set_size (sentences, 0);
  return sentences;
}

/* The sentence that a range is, by and large; -1: none. */
static int
find_sentence (TriLibrary *library, gint64 passage, const TriRange *range)
{
  g_autoptr (GArray) sentences = read_sentences (library, passage);

  for (guint i = 0; i < sentences->len; i++)
    {
      const TriRange *sentence = &g_array_index (sentences, TriRange, i);
      guint start = MAX (sentence->start, range->start);
      guint end = MIN (sentence->end, range->end);
      guint longer = MAX (sentence->end - sentence->start, range->end - range->start);

      if (end > start && end - start >= MIN_SHARE * longer)
        return (int) i;
    }
  return -1;
}

/* Where a sentence of a passage stands now. */
static TriAnchorState
map_sentence (TriReplaceText *text, guint ord, TriLinkMember *member)
{
  g_autoptr (GArray) sentences = read_sentences (text->library, member->passage);
  TriAnchorPlace then = { ord };
  TriAnchorPlace now = { 0 };
  TriAnchorState state;

  if (member->sentence >= (int) sentences->len)
    return TRI_ANCHOR_LOST;
  then.range = g_array_index (sentences, TriRange, member->sentence);
  state = tri_anchor_map_place (text->map, &then, &now);
  if (state > TRI_ANCHOR_MOVED)
    return state;
  member->passage = tri_replace_text_get_now (text, now.passage);
  member->sentence = find_sentence (text->library, member->passage, &now.range);
  return member->sentence < 0 ? TRI_ANCHOR_LOST : state;
}

static TriAnchorState
map_member (TriReplace *self, TriLinkMember *member)
{
  guint ord = 0;
  guint now = 0;
  TriReplaceText *text = tri_replace_find (self, member->passage, &ord);
  TriAnchorState state;

  if (!text)
    return TRI_ANCHOR_EXACT;
  member->text = text->now;
  if (member->sentence >= 0)
    return map_sentence (text, ord, member);
  state = tri_anchor_map_place_passage (text->map, ord, &now);
  if (state != TRI_ANCHOR_LOST)
    member->passage = tri_replace_text_get_now (text, now);
  return state;
}

/* All of its members still stand: the worst of them. */
static TriAnchorState
map_link (TriReplace *self, TriLink *link)
{
  TriAnchorState state = TRI_ANCHOR_EXACT;

  for (guint i = 0; i < link->members->len; i++)
    state = MAX (state, map_member (self, &g_array_index (link->members, TriLinkMember, i)));
  return state;
}

/* The beginning of what it says of the first text. */
static char *
dup_quote (TriReplace *self, const TriLink *link)
{
  for (guint i = 0; i < link->members->len; i++)
    {
      const TriLinkMember *member = &g_array_index (link->members, TriLinkMember, i);
      guint ord = 0;

      if (tri_replace_find (self, member->passage, &ord))
        {
          g_autoptr (GArray) sentences = read_sentences (self->library, member->passage);
          TriRange range = { 0, G_MAXINT };

          if (member->sentence >= 0 && member->sentence < (int) sentences->len)
            range = g_array_index (sentences, TriRange, member->sentence);
          return tri_replace_dup_words (self->library, member->passage, range.start, range.end);
        }
    }
  return g_strdup ("");
}

static gboolean
write_member (TriReplace *self, gint64 link, const TriLinkMember *member, GError **error)
{
  static const char sql[] = "INSERT OR IGNORE INTO hidden_members (link, passage, sentence)"
                            " VALUES (?, ?, ?)";
  g_autoptr (TriStatement) statement = tri_library_prepare (self->library, sql, error);

  if (!statement)
    return FALSE;
  sqlite3_bind_int64 (statement, 1, link);
  sqlite3_bind_int64 (statement, 2, member->passage);
  sqlite3_bind_int (statement, 3, member->sentence);
  return tri_library_run (self->library, statement, error);
}

/* The exchange gives it its members. */
static gboolean
copy_link (TriReplace *self, const TriLink *link, GError **error)
{
  static const char sql[] = "INSERT INTO links (work, uuid, relation, score, status, kind)"
                            " SELECT ?2, ?2 || ':' || uuid, relation, score, status, kind"
                            " FROM links WHERE id = ?1";
  g_autoptr (TriStatement) statement = tri_library_prepare (self->library, sql, error);
  gint64 id;

  if (!statement)
    return FALSE;
  sqlite3_bind_int64 (statement, 1, link->id);
  sqlite3_bind_int64 (statement, 2, self->hidden);
  if (!tri_library_run (self->library, statement, error))
    return FALSE;
  id = sqlite3_last_insert_rowid (self->library->db);
  for (guint i = 0; i < link->members->len; i++)
    if (!write_member (self, id, &g_array_index (link->members, TriLinkMember, i), error))
      return FALSE;
  return TRUE;
}

/* Members as keys, which outlive the passages. */
static gboolean
keep_unplaced (TriReplace *self,
               const TriLink *link,
               TriAnchorState state,
               const char *quote,
               GError **error)
{
  static const char sql[] = "INSERT INTO unplaced (uuid, text, what, state, subject, quote, ord,"
                            " start, stop, details, created, modified)"
                            " SELECT lower (hex (randomblob (16))), ?2, 'link', ?3,"
                            " coalesce (uuid, ''), ?4, 0, 0, 0, json_object ('relation', relation,"
                            " 'status', status, 'kind', kind, 'members', (SELECT json_group_array ("
                            "  json_array (t.uuid, p.key, m.sentence)) FROM link_members m"
                            "  JOIN passages p ON p.id = m.passage JOIN texts t ON t.id = p.text"
                            "  WHERE m.link = l.id)), unixepoch (), unixepoch ()"
                            " FROM links l WHERE l.id = ?1";
  g_autoptr (TriStatement) statement = tri_library_prepare (self->library, sql, error);
  TriReplaceText *text = g_ptr_array_index (self->texts, 0);

  if (!statement)
    return FALSE;
  sqlite3_bind_int64 (statement, 1, link->id);
  sqlite3_bind_int64 (statement, 2, text->now);
  sqlite3_bind_int (statement, 3, (int) state);
  tri_statement_bind_text (statement, 4, quote);
  return tri_library_run (self->library, statement, error);
}

static gboolean
has_changed (const TriReplaceReport *report)
{
  return report->n_moved > 0
         || report->n_changed > 0
         || report->n_doubtful > 0
         || report->n_gone > 0
         || report->n_new > 0;
}

/* The files say what corresponds in them; another one may have said it of texts that stay. */
static gboolean
is_said_again (TriReplace *self, const TriLink *link)
{
  guint ord = 0;

  if (!self->has_links || link->status != TRI_STATUS_IMPORTED || link->kind == TRI_LINK_REJECTED)
    return FALSE;
  for (guint i = 0; i < link->members->len; i++)
    if (!tri_replace_find (self, g_array_index (link->members, TriLinkMember, i).passage, &ord))
      return FALSE;
  return TRUE;
}

/* What the reader said, or a file; what was computed can be computed again. */
static gboolean
carry_link (TriReplace *self, TriLink *link, GError **error)
{
  g_autofree char *quote = dup_quote (self, link);
  gboolean is_fixed = link->status == TRI_STATUS_CONFIRMED || link->kind == TRI_LINK_REJECTED;
  TriAnchorState state;

  if (is_said_again (self, link))
    return TRUE;
  state = map_link (self, link);
  self->report->is_stale |= link->status == TRI_STATUS_COMPUTED && has_changed (self->report);
  if (is_fixed)
    tri_replace_add_item (self, TRI_REPLACE_LINK, state, quote, NULL, 0);
  if (state <= TRI_ANCHOR_MOVED)
    return copy_link (self, link, error);
  return link->status == TRI_STATUS_COMPUTED && !is_fixed
             ? TRUE
             : keep_unplaced (self, link, state, quote, error);
}

/* Before the exchange, as links of the hidden work. */
gboolean
tri_replace_write_links (TriReplace *self, GError **error)
{
  g_autoptr (GArray) links = g_array_new (FALSE, FALSE, sizeof (gint64));

  if (!collect_links (self, links, error))
    return FALSE;
  for (guint i = 0; i < links->len; i++)
    {
      g_autoptr (TriLink) link = tri_link_store_get (self->library,
                                                     g_array_index (links, gint64, i),
                                                     error);

      if (!link || !carry_link (self, link, error))
        return FALSE;
    }
  return TRUE;
}
