/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "library/tri-equivalents-read.h"

#include "library/tri-pack.h"
#include "search/tri-words.h"
#include "tri-language.h"

/* A file can link everything to everything; nothing could be learnt from that. */
#define MAX_MEMBERS 512
#define MAX_LENGTH 16384
/* So many passages are counted one by one; of more a sample is taken. */
#define MAX_COUNTED 20000
/* A sample is taken from so many places. */
#define N_WINDOWS 150
/* A word that every fifth passage holds is compared with passages that are read, too. */
#define EVERYWHERE 5

char *
tri_equivalents_dup_primary (const char *lang)
{
  g_autofree char *tag = tri_language_dup_tag (lang);

  return g_ascii_strdown (tag, (gssize) strcspn (tag, "-_"));
}

/* --- Texts */

static void
text_clear (gpointer data)
{
  g_free (((TriEquivalentsText *) data)->lang);
}

GArray *
tri_equivalents_list_texts (TriLibrary *library,
                            const TriEquivalentsQuestion *question,
                            GError **error)
{
  static const char sql[]
      = "SELECT t.id, t.lang, t.passages,"
        " (SELECT p.id FROM passages AS p WHERE p.text = t.id ORDER BY p.ord LIMIT 1),"
        " (SELECT p.id FROM passages AS p WHERE p.text = t.id ORDER BY p.ord DESC LIMIT 1),"
        " t.work FROM works AS w CROSS JOIN texts AS t ON t.work = w.id"
        " WHERE w.complete = 1 AND w.deleted IS NULL AND (?1 = 0 OR w.id = ?1)"
        " ORDER BY t.work, t.ord";
  g_autoptr (TriStatement) row = tri_library_prepare (library, sql, error);
  g_autofree char *lang = tri_equivalents_dup_primary (question->lang);
  g_autoptr (GArray) texts = g_array_new (FALSE, FALSE, sizeof (TriEquivalentsText));
  GError *local = NULL;
  gint64 work = 0;
  guint begin = 0;
  gboolean any = FALSE;

  g_array_set_clear_func (texts, text_clear);
  if (!row)
    return NULL;
  sqlite3_bind_int64 (row, 1, question->work);
  while (tri_library_next (library, row, &local))
    {
      TriEquivalentsText text = { sqlite3_column_int64 (row, 0) };

      if (sqlite3_column_int64 (row, 5) != work && !any)
        g_array_set_size (texts, begin);
      if (sqlite3_column_int64 (row, 5) != work)
        {
          begin = texts->len;
          any = FALSE;
        }
      work = sqlite3_column_int64 (row, 5);
      text.lang = tri_equivalents_dup_primary (tri_statement_get_text (row, 1));
      text.is_own = g_str_equal (text.lang, lang);
      text.passages = (guint) sqlite3_column_int64 (row, 2);
      text.first = sqlite3_column_int64 (row, 3);
      text.last = sqlite3_column_int64 (row, 4);
      any |= text.is_own;
      g_array_append_val (texts, text);
    }
  if (local)
    {
      g_propagate_error (error, local);
      return NULL;
    }
  if (!any)
    g_array_set_size (texts, begin);
  return g_steal_pointer (&texts);
}

static const TriEquivalentsText *
find_text (const GArray *texts, gint64 id)
{
  for (guint i = 0; i < texts->len; i++)
    if (g_array_index (texts, TriEquivalentsText, i).id == id)
      return &g_array_index (texts, TriEquivalentsText, i);
  return NULL;
}

/* --- Places */

static gboolean
is_asked (const TriEquivalentsText *text, const char *lang)
{
  return text->passages > 0 && (lang ? g_str_equal (text->lang, lang) : text->is_own);
}

/* Appends at most @most passages from @from to @to. */
static gboolean
find_some (TriLibrary *library,
           const char *match,
           gint64 from,
           gint64 to,
           guint most,
           GArray *passages,
           GError **error)
{
  static const char sql[] = "SELECT rowid FROM passages_fts WHERE passages_fts MATCH ?1"
                            " AND rowid BETWEEN ?2 AND ?3 ORDER BY rowid";
  g_autoptr (TriStatement) statement = tri_library_prepare (library, sql, error);
  GError *local = NULL;

  if (!statement)
    return FALSE;
  tri_statement_bind_text (statement, 1, match);
  sqlite3_bind_int64 (statement, 2, from);
  sqlite3_bind_int64 (statement, 3, to);
  while (most > 0 && tri_library_next (library, statement, &local))
    {
      gint64 passage = sqlite3_column_int64 (statement, 0);

      g_array_append_val (passages, passage);
      most--;
    }
  if (local)
    g_propagate_error (error, local);
  return local == NULL;
}

/* At most @most passages of the texts, in order. *@share: how much of the texts was looked
 * through. */
static gboolean
find_first (TriLibrary *library,
            const GArray *texts,
            const char *lang,
            const char *match,
            guint most,
            GArray *passages,
            double *share,
            GError **error)
{
  double all = 0;
  double seen = 0;

  for (guint i = 0; i < texts->len; i++)
    {
      const TriEquivalentsText *text = &g_array_index (texts, TriEquivalentsText, i);
      guint before = passages->len;

      if (!is_asked (text, lang))
        continue;
      all += text->passages;
      if (before >= most)
        continue;
      if (!find_some (library, match, text->first, text->last, most - before, passages, error))
        return FALSE;
      seen += passages->len < most
                  ? text->passages
                  : (double) text->passages
                        * (double) (g_array_index (passages, gint64, most - 1) - text->first + 1)
                        / (double) (text->last - text->first + 1);
    }
  *share = all > 0 ? seen / all : 1;
  return TRUE;
}

gboolean
tri_equivalents_count (TriLibrary *library,
                       const GArray *texts,
                       const char *lang,
                       const char *match,
                       guint most,
                       double *out,
                       GError **error)
{
  g_autoptr (GArray) passages = g_array_new (FALSE, FALSE, sizeof (gint64));
  double share;

  if (!find_first (library, texts, lang, match, most, passages, &share, error))
    return FALSE;
  *out = share > 0 ? passages->len / share : 0;
  return TRUE;
}

double
tri_equivalents_count_own (const GArray *texts)
{
  double n = 0;

  for (guint i = 0; i < texts->len; i++)
    if (is_asked (&g_array_index (texts, TriEquivalentsText, i), NULL))
      n += g_array_index (texts, TriEquivalentsText, i).passages;
  return n;
}

static void
thin_out (GArray *passages, guint most)
{
  gint64 *all = (gint64 *) passages->data;

  if (passages->len <= most)
    return;
  for (guint i = 0; i < most; i++)
    all[i] = all[(guint64) i * passages->len / most];
  g_array_set_size (passages, most);
}

/* Some passages from each of many places: the index finds them without reading what is between. */
static gboolean
sample (TriLibrary *library,
        const GArray *texts,
        const char *match,
        guint most,
        GArray *passages,
        GError **error)
{
  double all = tri_equivalents_count_own (texts);

  for (guint i = 0; i < texts->len; i++)
    {
      const TriEquivalentsText *text = &g_array_index (texts, TriEquivalentsText, i);
      guint n = (guint) MAX (1, N_WINDOWS * text->passages / all);
      gint64 width = (text->last - text->first) / n + 1;

      if (!is_asked (text, NULL))
        continue;
      for (guint k = 0; k < n; k++)
        if (!find_some (library,
                        match,
                        text->first + (gint64) k * width,
                        MIN (text->first + (gint64) (k + 1) * width - 1, text->last),
                        MAX (1, most / N_WINDOWS),
                        passages,
                        error))
          return FALSE;
    }
  return TRUE;
}

/* @most passages of all there are. */
static gboolean
spread (TriLibrary *library, const GArray *texts, guint most, GArray *passages, GError **error)
{
  static const char sql[] = "SELECT id FROM passages WHERE text = ?1 AND ord = ?2";
  g_autoptr (TriStatement) statement = tri_library_prepare (library, sql, error);
  double step = MAX (1, tri_equivalents_count_own (texts) / most);
  GError *local = NULL;

  if (!statement)
    return FALSE;
  for (guint i = 0; i < texts->len && !local; i++)
    {
      const TriEquivalentsText *text = &g_array_index (texts, TriEquivalentsText, i);

      for (double at = 0; is_asked (text, NULL) && at < text->passages && !local; at += step)
        {
          gint64 passage;

          sqlite3_reset (statement);
          sqlite3_bind_int64 (statement, 1, text->id);
          sqlite3_bind_int64 (statement, 2, (gint64) at);
          if (!tri_library_next (library, statement, &local))
            continue;
          passage = sqlite3_column_int64 (statement, 0);
          g_array_append_val (passages, passage);
        }
    }
  if (local)
    g_propagate_error (error, local);
  return local == NULL;
}

gboolean
tri_equivalents_find_places (TriLibrary *library,
                             const GArray *texts,
                             const char *match,
                             guint most,
                             TriEquivalentsPlaces *out,
                             GError **error)
{
  double share;

  if (!find_first (library, texts, NULL, match, MAX_COUNTED, out->passages, &share, error))
    return FALSE;
  out->found = share > 0 ? out->passages->len / share : 0;
  out->is_everywhere = out->found > most
                       && out->found * EVERYWHERE > tri_equivalents_count_own (texts);
  if (out->passages->len < MAX_COUNTED && !out->is_everywhere)
    {
      thin_out (out->passages, most);
      return TRUE;
    }
  g_array_set_size (out->passages, 0);
  if (out->is_everywhere)
    return spread (library, texts, most, out->passages, error);
  return sample (library, texts, match, most, out->passages, error);
}

/* --- Links */

typedef struct
{
  gint64 link;
  const TriEquivalentsText *text;
  int sentence;
  gboolean is_own; /* of the passage that was asked for */
  char *content;
} Member;

static void
member_clear (gpointer data)
{
  g_free (((Member *) data)->content);
}

static char *
dup_sentence (TriStatement *row, int content, int sentences, int sentence)
{
  g_autoptr (GArray) ranges = g_array_new (FALSE, FALSE, sizeof (TriRange));
  const char *text = tri_statement_get_text (row, content);
  TriUnpacker unpacker;
  TriRange range;
  glong length;

  unpacker.at = sqlite3_column_blob (row, sentences);
  unpacker.end = unpacker.at + sqlite3_column_bytes (row, sentences);
  if (sentence < 0 || !unpacker.at || !tri_unpack_ranges (&unpacker, ranges, NULL)
      || (guint) sentence >= ranges->len)
    return g_strdup (text);
  range = g_array_index (ranges, TriRange, sentence);
  length = g_utf8_strlen (text, -1);
  return g_utf8_substring (text,
                           MIN ((glong) range.start, length),
                           CLAMP ((glong) range.end, MIN ((glong) range.start, length), length));
}

static gboolean
read_members (TriEquivalentsReader *self, gint64 passage, GArray *members, GError **error)
{
  static const char sql[] = "SELECT o.link, p.text, o.sentence, o.passage = ?1, p.content,"
                            " p.sentences FROM links AS l"
                            " CROSS JOIN link_members AS o ON o.link = l.id"
                            " CROSS JOIN passages AS p ON p.id = o.passage"
                            " WHERE l.id IN (SELECT link FROM link_members WHERE passage = ?1)"
                            " AND l.kind = 0 AND l.relation = 0"
                            " ORDER BY l.id, p.text, p.ord, o.sentence LIMIT ?2";
  g_autoptr (TriStatement) row = tri_library_prepare (self->library, sql, error);
  GError *local = NULL;

  if (!row)
    return FALSE;
  sqlite3_bind_int64 (row, 1, passage);
  sqlite3_bind_int (row, 2, MAX_MEMBERS);
  while (tri_library_next (self->library, row, &local))
    {
      Member member = { sqlite3_column_int64 (row, 0),
                        find_text (self->texts, sqlite3_column_int64 (row, 1)),
                        sqlite3_column_int (row, 2),
                        sqlite3_column_int (row, 3) };

      if (!member.text)
        continue;
      member.content = dup_sentence (row, 4, 5, member.sentence);
      g_array_append_val (members, member);
    }
  if (local)
    g_propagate_error (error, local);
  return local == NULL;
}

static guint
find_end (const GArray *members, guint first)
{
  guint end = first + 1;

  while (end < members->len
         && g_array_index (members, Member, end).link
                == g_array_index (members, Member, first).link)
    end++;
  return end;
}

/* One side of a link; NULL when the link has none there. */
static char *
join (const GArray *members, guint first, guint end, const char *lang)
{
  GString *joined = g_string_new (NULL);

  for (guint i = first; i < end; i++)
    {
      const Member *member = &g_array_index (members, Member, i);

      if (lang ? member->text->is_own || !g_str_equal (member->text->lang, lang)
               : !member->text->is_own)
        continue;
      if (joined->len > 0)
        g_string_append_c (joined, '\n');
      g_string_append (joined, member->content);
    }
  return g_string_free (joined, joined->len == 0);
}

static gboolean
has_sentences (const GArray *members, guint first, guint end)
{
  for (guint i = first; i < end; i++)
    if (g_array_index (members, Member, i).is_own
        && g_array_index (members, Member, i).sentence >= 0)
      return TRUE;
  return FALSE;
}

typedef struct
{
  const GPtrArray *words;
  guint found; /* of a phrase how many are there; else whether one is */
} Look;

static gboolean
look_cb (const TriWord *word, gpointer data)
{
  Look *look = data;

  for (guint i = 0; i < look->words->len; i++)
    if (!strcmp (look->words->pdata[i], word->folded))
      look->found |= 1u << MIN (i, 31);
  return TRUE;
}

static gboolean
holds_word (const TriEquivalentsReader *self, const char *text)
{
  Look look = { self->words, 0 };
  guint all = self->words->len < 32 ? (1u << self->words->len) - 1 : G_MAXUINT;

  tri_words_foreach (text, -1, look_cb, &look);
  return self->is_phrase ? look.found == all : look.found != 0;
}

static void
read_link (TriEquivalentsReader *self,
           const GArray *members,
           guint first,
           guint end,
           GHashTable *langs)
{
  g_autofree char *own = join (members, first, end, NULL);

  gboolean holds;

  if (!own || strlen (own) > MAX_LENGTH)
    return;
  holds = holds_word (self, own);
  if (!holds && !self->is_everywhere)
    return;
  for (guint i = first; i < end; i++)
    {
      const TriEquivalentsText *text = g_array_index (members, Member, i).text;
      gboolean is_first = TRUE;
      g_autofree char *other = NULL;

      for (guint k = first; k < i && is_first; k++)
        is_first = !g_str_equal (g_array_index (members, Member, k).text->lang, text->lang);
      if (text->is_own || !is_first || (langs && g_hash_table_contains (langs, text->lang)))
        continue;
      other = join (members, first, end, text->lang);
      if (strlen (other) <= MAX_LENGTH)
        self->func (text->lang, holds ? own : NULL, other, self->data);
    }
}

/* The languages that links of sentences speak of. */
static GHashTable *
list_langs (const GArray *members)
{
  GHashTable *langs = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint first = 0, end; first < members->len; first = end)
    {
      end = find_end (members, first);
      for (guint i = first; i < end && has_sentences (members, first, end); i++)
        if (!g_array_index (members, Member, i).text->is_own)
          g_hash_table_add (langs, g_array_index (members, Member, i).text->lang);
    }
  return langs;
}

gboolean
tri_equivalents_read_links (TriEquivalentsReader *self, gint64 passage, GError **error)
{
  g_autoptr (GArray) members = g_array_new (FALSE, FALSE, sizeof (Member));
  g_autoptr (GHashTable) langs = NULL;

  g_array_set_clear_func (members, member_clear);
  if (!read_members (self, passage, members, error))
    return FALSE;
  langs = list_langs (members);
  for (guint first = 0, end; first < members->len; first = end)
    {
      gint64 link = g_array_index (members, Member, first).link;

      end = find_end (members, first);
      if (g_hash_table_contains (self->seen, &link))
        continue;
      g_hash_table_add (self->seen, g_memdup2 (&link, sizeof link));
      read_link (self, members, first, end, has_sentences (members, first, end) ? NULL : langs);
    }
  return TRUE;
}
