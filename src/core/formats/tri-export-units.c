/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "formats/tri-export-units.h"

#include "library/tri-library-links.h"

#include <math.h>
#include <string.h>

/* Passages whose links are asked for at once. */
#define WINDOW 200

#define NONE G_MAXUINT

/* The links at the passages of a text from @first on, up to @end. */
typedef struct
{
  guint first;
  guint end;
  GPtrArray *links;
  GHashTable *at; /* passage → GPtrArray of its links, in @links */
} Links;

struct _TriExportUnits
{
  TriLibrary *library;
  TriExportRows *rows;
  guint n_texts;
  Links *links;
};

/* A sentence of a row, or a passage without any; or (text -1) what a link holds elsewhere, in texts
 * that are not chosen: it ties what it corresponds to. */
typedef struct
{
  int text;
  TriPassage *passage;
  guint sentence;
  guint parent; /* of the tree that is a unit; itself at the root */
  guint next;   /* of the same text and unit; NONE at the end */
  gboolean is_fine;
  gboolean is_done;
} Piece;

/* What links say of a unit. */
typedef struct
{
  gboolean is_linked;
  TriStatus status;
  double score;
} Sum;

/* The pieces of a row. */
typedef struct
{
  TriExportUnits *units;
  GArray *pieces;
  GHashTable *firsts;    /* passage → its first piece */
  GHashTable *elsewhere; /* "passage.sentence" → a piece of text -1 */
  GArray *starts;        /* of each text: its first piece, and behind the last */
  GPtrArray *links;      /* those that joined texts */
  GArray *joined;        /* a piece of each of them */
  guint *heads;          /* of each root and text: its first piece, or NONE */
  Sum *sums;             /* of each root */
  guint *cursors;        /* of each text: nothing before it waits */
} Row;

static void
clear_links (Links *self)
{
  g_clear_pointer (&self->at, g_hash_table_unref);
  g_clear_pointer (&self->links, g_ptr_array_unref);
}

TriExportUnits *
tri_export_units_new (TriLibrary *library, TriExportRows *rows)
{
  TriExportUnits *self = g_new0 (TriExportUnits, 1);

  self->library = g_object_ref (library);
  self->rows = rows;
  self->n_texts = tri_export_rows_get_texts (rows)->len;
  self->links = g_new0 (Links, self->n_texts);
  return self;
}

void
tri_export_units_free (TriExportUnits *self)
{
  for (guint i = 0; i < self->n_texts; i++)
    clear_links (&self->links[i]);
  g_free (self->links);
  g_object_unref (self->library);
  g_free (self);
}

static void
free_unit (gpointer data)
{
  TriExportUnit *unit = data;

  g_free (unit->key);
  g_ptr_array_unref (unit->words);
  g_free (unit);
}

/* --- Links */

static void
index_links (Links *self)
{
  self->at = g_hash_table_new_full (g_int64_hash,
                                    g_int64_equal,
                                    g_free,
                                    (GDestroyNotify) g_ptr_array_unref);
  for (guint i = 0; i < self->links->len; i++)
    {
      TriLink *link = g_ptr_array_index (self->links, i);

      for (guint j = 0; j < link->members->len; j++)
        {
          const TriLinkMember *member = &g_array_index (link->members, TriLinkMember, j);
          GPtrArray *here = g_hash_table_lookup (self->at, &member->passage);

          if (!here)
            {
              here = g_ptr_array_new ();
              g_hash_table_insert (self->at, g_memdup2 (&member->passage, sizeof (gint64)), here);
            }
          if (here->len == 0 || g_ptr_array_index (here, here->len - 1) != link)
            g_ptr_array_add (here, link);
        }
    }
}

/* The links at the passages of a cell are known behind it. */
static gboolean
read_links (TriExportUnits *self, guint text, GPtrArray *cell, GError **error)
{
  Links *links = &self->links[text];
  TriText *found = g_ptr_array_index (tri_export_rows_get_texts (self->rows), text);
  guint first = 0, end = 0;

  if (cell->len == 0)
    return TRUE;
  first = ((TriPassage *) g_ptr_array_index (cell, 0))->ord;
  end = ((TriPassage *) g_ptr_array_index (cell, cell->len - 1))->ord + 1;
  if (links->links && first >= links->first && end <= links->end)
    return TRUE;
  clear_links (links);
  links->first = first;
  links->end = first + MAX (WINDOW, end - first);
  links->links = tri_library_list_links (self->library,
                                         found->id,
                                         first,
                                         links->end - first,
                                         G_MAXINT,
                                         error);
  if (!links->links)
    return FALSE;
  index_links (links);
  return TRUE;
}

/* --- Pieces of a row */

static Piece *
get_piece (Row *self, guint piece)
{
  return &g_array_index (self->pieces, Piece, piece);
}

static guint
find_root (Row *self, guint piece)
{
  while (get_piece (self, piece)->parent != piece)
    {
      get_piece (self, piece)->parent = get_piece (self, get_piece (self, piece)->parent)->parent;
      piece = get_piece (self, piece)->parent;
    }
  return piece;
}

static void
join (Row *self, guint a, guint b)
{
  guint left = find_root (self, a);
  guint right = find_root (self, b);

  get_piece (self, MAX (left, right))->parent = MIN (left, right);
}

static guint
add_piece (Row *self, int text, TriPassage *passage, guint sentence)
{
  Piece piece = { text, passage, sentence, self->pieces->len, NONE, FALSE, FALSE };

  g_array_append_val (self->pieces, piece);
  return piece.parent;
}

static guint
count_pieces (const TriPassage *passage)
{
  return MAX (1, passage->sentences->len);
}

static void
add_pieces (Row *self, guint text, GPtrArray *cell)
{
  g_array_append_val (self->starts, self->pieces->len);
  for (guint i = 0; i < cell->len; i++)
    {
      TriPassage *passage = g_ptr_array_index (cell, i);

      g_hash_table_insert (self->firsts, &passage->id, GUINT_TO_POINTER (self->pieces->len));
      for (guint j = 0; j < count_pieces (passage); j++)
        add_piece (self, (int) text, passage, j);
    }
}

static guint
find_elsewhere (Row *self, const TriLinkMember *member)
{
  char *name = g_strdup_printf ("%" G_GINT64_FORMAT ".%d", member->passage, member->sentence);
  gpointer found = NULL;
  guint piece = 0;

  if (g_hash_table_lookup_extended (self->elsewhere, name, NULL, &found))
    {
      g_free (name);
      return GPOINTER_TO_UINT (found);
    }
  piece = add_piece (self, -1, NULL, 0);
  g_hash_table_insert (self->elsewhere, name, GUINT_TO_POINTER (piece));
  return piece;
}

/* The pieces that a member means, as a range; one elsewhere is one piece. */
static guint
find_pieces (Row *self, const TriLinkMember *member, guint *n)
{
  gpointer found = NULL;
  guint first = 0;
  guint n_here = 0;

  *n = 1;
  if (!g_hash_table_lookup_extended (self->firsts, &member->passage, NULL, &found))
    return find_elsewhere (self, member);
  first = GPOINTER_TO_UINT (found);
  n_here = count_pieces (get_piece (self, first)->passage);
  if (member->sentence >= 0 && (guint) member->sentence < n_here)
    return first + (guint) member->sentence;
  *n = n_here;
  return first;
}

static gboolean
is_fine (const TriLink *link)
{
  for (guint i = 0; i < link->members->len; i++)
    if (g_array_index (link->members, TriLinkMember, i).sentence >= 0)
      return TRUE;
  return FALSE;
}

static gboolean
joins_texts (const TriLink *link)
{
  gint64 first = g_array_index (link->members, TriLinkMember, 0).text;

  return link->members->len > 1
         && g_array_index (link->members, TriLinkMember, link->members->len - 1).text != first;
}

/* What a link of sentences holds is no part of what a link of passages says of the rest. */
static void
join_link (Row *self, TriLink *link, gboolean fine)
{
  guint root = NONE;

  for (guint i = 0; i < link->members->len; i++)
    {
      guint n = 0;
      guint first = find_pieces (self, &g_array_index (link->members, TriLinkMember, i), &n);

      for (guint j = first; j < first + n; j++)
        {
          if (!fine && get_piece (self, j)->is_fine)
            continue;
          get_piece (self, j)->is_fine = fine;
          if (root == NONE)
            root = j;
          join (self, root, j);
        }
    }
  if (root == NONE || !joins_texts (link))
    return;
  g_ptr_array_add (self->links, link);
  g_array_append_val (self->joined, root);
}

static void
join_links (Row *self, const TriExportRow *row, gboolean fine)
{
  g_autoptr (GHashTable) seen = g_hash_table_new (g_int64_hash, g_int64_equal);

  for (guint i = 0; i < row->cells->len; i++)
    for (guint j = 0; j < tri_export_row_get_cell (row, i)->len; j++)
      {
        TriPassage *passage = g_ptr_array_index (tri_export_row_get_cell (row, i), j);
        GPtrArray *here = g_hash_table_lookup (self->units->links[i].at, &passage->id);

        for (guint k = 0; here && k < here->len; k++)
          {
            TriLink *link = g_ptr_array_index (here, k);

            if (link->relation == TRI_RELATION_TRANSLATION
                && is_fine (link) == fine
                && g_hash_table_add (seen, &link->id))
              join_link (self, link, fine);
          }
      }
}

/* --- Units */

static glong
get_start (const TriPassage *passage, guint sentence)
{
  if (sentence == 0)
    return 0;
  if (sentence >= passage->sentences->len)
    return -1;
  return g_array_index (passage->sentences, TriRange, sentence).start;
}

/* Some sentences that follow each other, up to the beginning of the next one: what stands between
 * them is not lost. */
static void
append_words (GString *words, const Piece *first, guint n)
{
  const TriPassage *passage = first->passage;
  g_autofree char *part = NULL;

  part = g_utf8_substring (passage->content,
                           get_start (passage, first->sentence),
                           get_start (passage, first->sentence + n));
  g_strstrip (part);
  if (words->len > 0 && *part)
    g_string_append_c (words, first->sentence > 0 ? ' ' : '\n');
  g_string_append (words, part);
}

/* How many pieces of one unit follow each other in a passage. */
static guint
count_run (Row *self, guint piece)
{
  const TriPassage *passage = get_piece (self, piece)->passage;
  guint n = 1;

  while (get_piece (self, piece)->next == piece + 1
         && get_piece (self, piece + 1)->passage == passage)
    {
      piece++;
      n++;
    }
  return n;
}

/* Takes what belongs to @root of a text; NULL for nothing. */
static char *
take_words (Row *self, guint text, guint root, guint *n_all)
{
  GString *words = g_string_new (NULL);

  *n_all = 0;
  for (guint i = self->heads[root * self->units->n_texts + text]; i != NONE;
       i = get_piece (self, i)->next)
    {
      guint n = count_run (self, i);

      append_words (words, get_piece (self, i), n);
      *n_all += n;
      for (; n > 0; n--)
        get_piece (self, i++)->is_done = TRUE;
      i--;
    }
  if (words->len > 0)
    return g_string_free (words, FALSE);
  g_string_free (words, TRUE);
  return NULL;
}

/* Of the passage when all of it is in the unit. */
static char *
dup_key (Row *self, guint piece)
{
  const Piece *first = get_piece (self, piece);

  if (count_run (self, piece) == count_pieces (first->passage))
    return g_strdup (first->passage->key);
  return g_strdup_printf ("%s.%u", first->passage->key, first->sentence + 1);
}

static TriExportUnit *
take_unit (Row *self, guint piece)
{
  TriExportUnit *unit = g_new0 (TriExportUnit, 1);
  guint root = find_root (self, piece);
  guint n_texts = 0;

  unit->key = dup_key (self, piece);
  unit->kind = get_piece (self, piece)->passage->kind;
  unit->is_sentence = TRUE;
  unit->words = g_ptr_array_new_with_free_func (g_free);
  for (guint i = 0; i < self->units->n_texts; i++)
    {
      guint n = 0;
      char *words = take_words (self, i, root, &n);

      g_ptr_array_add (unit->words, words);
      n_texts += words != NULL;
      unit->is_sentence = unit->is_sentence && n < 2;
    }
  unit->is_linked = n_texts > 1 && self->sums[root].is_linked;
  unit->status = self->sums[root].status;
  unit->score = self->sums[root].score;
  return unit;
}

/* Where a text is: the first piece that is in no unit yet, or its end. */
static guint
get_cursor (Row *self, guint text)
{
  guint end = g_array_index (self->starts, guint, text + 1);

  while (self->cursors[text] < end && get_piece (self, self->cursors[text])->is_done)
    self->cursors[text]++;
  return self->cursors[text];
}

/* Whether no text has anything before what it says in this unit. */
static gboolean
is_ready (Row *self, guint root)
{
  for (guint i = 0; i < self->units->n_texts; i++)
    if (self->heads[root * self->units->n_texts + i] != NONE
        && find_root (self, get_cursor (self, i)) != root)
      return FALSE;
  return TRUE;
}

/* The piece that the next unit begins with; NONE at the end. */
static guint
choose_next (Row *self)
{
  guint first = NONE;

  for (guint i = 0; i < self->units->n_texts; i++)
    {
      guint at = get_cursor (self, i);

      if (at == g_array_index (self->starts, guint, i + 1))
        continue;
      if (is_ready (self, find_root (self, at)))
        return at;
      if (first == NONE)
        first = at;
    }
  return first;
}

static GPtrArray *
take_units (Row *self)
{
  GPtrArray *units = g_ptr_array_new_with_free_func (free_unit);

  for (guint next = choose_next (self); next != NONE; next = choose_next (self))
    g_ptr_array_add (units, take_unit (self, next));
  return units;
}

/* Once all links have joined what they join. */
static void
chain_pieces (Row *self)
{
  guint n_texts = self->units->n_texts;

  for (guint i = 0; i < self->pieces->len * n_texts; i++)
    self->heads[i] = NONE;
  for (guint i = self->pieces->len; i-- > 0;)
    {
      Piece *piece = get_piece (self, i);
      guint at = find_root (self, i) * n_texts + (guint) piece->text;

      if (piece->text < 0)
        continue;
      piece->next = self->heads[at];
      self->heads[at] = i;
    }
}

static int
get_doubt (TriStatus status)
{
  static const int doubts[] = {
    [TRI_STATUS_CONFIRMED] = 0,
    [TRI_STATUS_IMPORTED] = 1,
    [TRI_STATUS_COMPUTED] = 2,
  };

  return doubts[status];
}

static void
sum_links (Row *self)
{
  for (guint i = 0; i < self->links->len; i++)
    {
      const TriLink *link = g_ptr_array_index (self->links, i);
      Sum *sum = &self->sums[find_root (self, g_array_index (self->joined, guint, i))];

      if (!sum->is_linked || get_doubt (link->status) > get_doubt (sum->status))
        sum->status = link->status;
      if (!sum->is_linked)
        sum->score = link->score;
      else if (!isnan (link->score))
        sum->score = isnan (sum->score) ? link->score : MIN (sum->score, link->score);
      sum->is_linked = TRUE;
    }
}

/**
 * tri_export_units_read:
 *
 * Returns: (transfer full) (element-type TriExportUnit): at least one; %NULL with @error when the
 * library could not be read
 */
GPtrArray *
tri_export_units_read (TriExportUnits *self, const TriExportRow *row, GError **error)
{
  g_autoptr (GArray) pieces = g_array_new (FALSE, FALSE, sizeof (Piece));
  g_autoptr (GArray) starts = g_array_new (FALSE, FALSE, sizeof (guint));
  g_autoptr (GArray) joined = g_array_new (FALSE, FALSE, sizeof (guint));
  g_autoptr (GPtrArray) links = g_ptr_array_new ();
  g_autoptr (GHashTable) firsts = g_hash_table_new (g_int64_hash, g_int64_equal);
  g_autoptr (GHashTable) elsewhere = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autofree guint *heads = NULL;
  g_autofree guint *cursors = NULL;
  g_autofree Sum *sums = NULL;
  Row all = { self, pieces, firsts, elsewhere, starts, links, joined, NULL, NULL, NULL };

  for (guint i = 0; i < self->n_texts; i++)
    {
      if (!read_links (self, i, tri_export_row_get_cell (row, i), error))
        return NULL;
      add_pieces (&all, i, tri_export_row_get_cell (row, i));
    }
  g_array_append_val (starts, pieces->len);
  join_links (&all, row, TRUE);
  join_links (&all, row, FALSE);
  all.heads = heads = g_new (guint, pieces->len * self->n_texts);
  all.sums = sums = g_new0 (Sum, pieces->len);
  all.cursors = cursors = g_memdup2 (starts->data, starts->len * sizeof (guint));
  chain_pieces (&all);
  sum_links (&all);
  return take_units (&all);
}
