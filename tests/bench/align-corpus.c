/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "align-corpus.h"

#include <stdlib.h>
#include <string.h>

static void
gold_free (gpointer data)
{
  AlignGold *gold = data;

  g_array_unref (gold->side[0]);
  g_array_unref (gold->side[1]);
  g_free (gold);
}

static AlignGold *
gold_new (void)
{
  AlignGold *gold = g_new0 (AlignGold, 1);

  for (guint side = 0; side < 2; side++)
    gold->side[side] = g_array_new (FALSE, FALSE, sizeof (guint));
  return gold;
}

/* (element-type utf8): the lines of a file that must be there */
GPtrArray *
align_read_lines (const char *path)
{
  g_autofree char *content = NULL;
  g_autoptr (GError) error = NULL;
  GPtrArray *lines = g_ptr_array_new_with_free_func (g_free);

  if (!g_file_get_contents (path, &content, NULL, &error))
    g_error ("%s", error->message);
  for (char *line = content; *line;)
    {
      char *end = strchr (line, '\n');

      g_ptr_array_add (lines, end ? g_strndup (line, (gsize) (end - line)) : g_strdup (line));
      line = end ? end + 1 : line + strlen (line);
    }
  return lines;
}

/* 3,4:5 */
static AlignGold *
parse_gold (const char *line)
{
  AlignGold *gold = gold_new ();
  guint side = 0;

  for (const char *p = line; *p && *p != '\t';)
    {
      if (g_ascii_isdigit (*p))
        {
          char *end = NULL;
          guint number = (guint) strtoul (p, &end, 10);

          g_array_append_val (gold->side[side], number);
          p = end;
          continue;
        }
      side += *p == ':' && side == 0;
      p++;
    }
  return gold;
}

static AlignDoc *
doc_new (const char *name, const char *a, const char *b)
{
  AlignDoc *self = g_new0 (AlignDoc, 1);

  self->name = g_strdup (name);
  self->lang[0] = g_strdup (a);
  self->lang[1] = g_strdup (b);
  for (guint side = 0; side < 2; side++)
    self->units[side] = g_ptr_array_new_with_free_func (g_free);
  self->gold = g_ptr_array_new_with_free_func (gold_free);
  return self;
}

void
align_doc_free (AlignDoc *self)
{
  g_free (self->name);
  for (guint side = 0; side < 2; side++)
    {
      g_free (self->lang[side]);
      g_ptr_array_unref (self->units[side]);
    }
  g_ptr_array_unref (self->gold);
  g_free (self);
}

/**
 * align_doc_load:
 * @name: "transread.Candide", or "d.Ruth.en-fr", whose texts are "d.Ruth.en" and "d.Ruth.fr"
 */
AlignDoc *
align_doc_load (const char *folder, const char *name)
{
  g_autofree char *base = g_build_filename (folder, name, NULL);
  g_autofree char *gold_path = g_strconcat (base, ".gold", NULL);
  g_autofree char *langs_path = g_strconcat (base, ".langs", NULL);
  g_autoptr (GPtrArray) langs = align_read_lines (langs_path);
  g_autoptr (GPtrArray) lines = align_read_lines (gold_path);
  g_auto (GStrv) tags = g_strsplit (g_ptr_array_index (langs, 0), " ", 2);
  g_autofree char *suffix = g_strdup_printf (".%s-%s", tags[0], tags[1]);
  AlignDoc *self = doc_new (name, tags[0], tags[1]);

  if (g_str_has_suffix (base, suffix))
    base[strlen (base) - strlen (suffix)] = '\0';
  for (guint side = 0; side < 2; side++)
    {
      g_autofree char *path = g_strconcat (base, ".", tags[side], NULL);

      g_ptr_array_unref (self->units[side]);
      self->units[side] = align_read_lines (path);
    }
  for (guint i = 0; i < lines->len; i++)
    g_ptr_array_add (self->gold, parse_gold (g_ptr_array_index (lines, i)));
  return self;
}

/* What becomes of a line when the lines from @first to @end go away; %G_MAXUINT for those. */
static guint
move_line (guint line, guint first, guint end)
{
  if (line >= first && line < end)
    return G_MAXUINT;
  return line >= end ? line - (end - first) : line;
}

/* The text without @n lines of one side. */
AlignDoc *
align_doc_cut (const AlignDoc *self, guint side, guint first, guint n)
{
  AlignDoc *cut = doc_new (self->name, self->lang[0], self->lang[1]);

  for (guint s = 0; s < 2; s++)
    for (guint i = 0; i < self->units[s]->len; i++)
      if (s != side || i < first || i >= first + n)
        g_ptr_array_add (cut->units[s], g_strdup (g_ptr_array_index (self->units[s], i)));
  for (guint i = 0; i < self->gold->len; i++)
    {
      const AlignGold *from = g_ptr_array_index (self->gold, i);
      AlignGold *to = gold_new ();

      for (guint s = 0; s < 2; s++)
        for (guint k = 0; k < from->side[s]->len; k++)
          {
            guint line = g_array_index (from->side[s], guint, k);

            line = s == side ? move_line (line, first, first + n) : line;
            if (line != G_MAXUINT)
              g_array_append_val (to->side[s], line);
          }
      g_ptr_array_add (cut->gold, to);
    }
  return cut;
}

/* The words of a licence, as stand around the texts of public collections. */
static char *
make_licence_line (guint n)
{
  static const char *const whos[] = { "The reader", "A library", "Each copy", "The publisher" };
  static const char *const whats[] = { "may keep", "shall not sell", "must name", "can return" };
  static const char *const hows[] = { "the work under", "these terms as in", "a refund as of" };

  return g_strdup_printf ("%s %s %s section %u.%u.",
                          whos[n % G_N_ELEMENTS (whos)],
                          whats[n / 3 % G_N_ELEMENTS (whats)],
                          hows[n / 2 % G_N_ELEMENTS (hows)],
                          n / 7 + 1,
                          n % 7 + 1);
}

/* The text with @n lines of a licence before or behind one side. */
AlignDoc *
align_doc_pad (const AlignDoc *self, guint side, guint n, gboolean before)
{
  AlignDoc *padded = align_doc_cut (self, side, 0, 0);

  for (guint i = 0; i < n; i++)
    g_ptr_array_insert (padded->units[side], before ? (int) i : -1, make_licence_line (i));
  for (guint i = 0; before && i < padded->gold->len; i++)
    {
      AlignGold *gold = g_ptr_array_index (padded->gold, i);

      for (guint k = 0; k < gold->side[side]->len; k++)
        g_array_index (gold->side[side], guint, k) += n;
    }
  return padded;
}

static int
compare_gold (gconstpointer a, gconstpointer b)
{
  const AlignGold *x = *(const AlignGold *const *) a;
  const AlignGold *y = *(const AlignGold *const *) b;

  for (guint side = 0; side < 2; side++)
    if (x->side[side]->len && y->side[side]->len)
      {
        guint i = g_array_index (x->side[side], guint, 0);
        guint j = g_array_index (y->side[side], guint, 0);

        if (i != j)
          return i < j ? -1 : 1;
      }
  return 0;
}

/* The range of lines that the links from @first on have. */
static void
find_range (const GPtrArray *gold, guint first, guint n, guint side, guint *lo, guint *hi)
{
  for (guint i = first; i < first + n; i++)
    {
      const AlignGold *link = g_ptr_array_index (gold, i);

      for (guint k = 0; k < link->side[side]->len; k++)
        {
          guint line = g_array_index (link->side[side], guint, k);

          *lo = MIN (*lo, line);
          *hi = MAX (*hi, line + 1);
        }
    }
}

/* (element-type AlignDoc): pieces of @n_links links each; what is left over is dropped. */
GPtrArray *
align_doc_split (const AlignDoc *self, guint n_links)
{
  GPtrArray *pieces = g_ptr_array_new_with_free_func ((GDestroyNotify) align_doc_free);
  g_autoptr (GPtrArray) gold = g_ptr_array_new ();

  for (guint i = 0; i < self->gold->len; i++)
    {
      AlignGold *link = g_ptr_array_index (self->gold, i);

      if (link->side[0]->len && link->side[1]->len)
        g_ptr_array_add (gold, link);
    }
  g_ptr_array_sort (gold, compare_gold);
  for (guint i = 0; i + n_links <= gold->len; i += n_links)
    {
      g_autoptr (AlignDoc) piece = align_doc_cut (self, 0, 0, 0);

      for (guint side = 0; side < 2; side++)
        {
          guint lo = G_MAXUINT;
          guint hi = 0;
          AlignDoc *cut = NULL;

          find_range (gold, i, n_links, side, &lo, &hi);
          cut = align_doc_cut (piece, side, hi, piece->units[side]->len - hi);
          align_doc_free (piece);
          piece = align_doc_cut (cut, side, 0, lo);
          align_doc_free (cut);
        }
      g_ptr_array_add (pieces, g_steal_pointer (&piece));
    }
  return pieces;
}

char *
align_link_format (const TriAlignLink *link)
{
  GString *text = g_string_new (NULL);

  for (guint side = 0; side < 2; side++)
    {
      if (side)
        g_string_append_c (text, ':');
      for (guint i = 0; i < link->count[side]; i++)
        g_string_append_printf (text, "%s%u", i ? "," : "", link->first[side] + i);
    }
  return g_string_free (text, FALSE);
}

static char *
format_gold (const AlignGold *gold)
{
  GString *text = g_string_new (NULL);

  for (guint side = 0; side < 2; side++)
    {
      if (side)
        g_string_append_c (text, ':');
      for (guint i = 0; i < gold->side[side]->len; i++)
        {
          guint line = g_array_index (gold->side[side], guint, i);

          g_string_append_printf (text, "%s%u", i ? "," : "", line);
        }
    }
  return g_string_free (text, FALSE);
}

/* (element-type utf8 utf8): the gold links that have both sides, as text */
GHashTable *
align_doc_hash_gold (const AlignDoc *self)
{
  GHashTable *gold = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  for (guint i = 0; i < self->gold->len; i++)
    {
      const AlignGold *link = g_ptr_array_index (self->gold, i);

      if (link->side[0]->len && link->side[1]->len)
        g_hash_table_add (gold, format_gold (link));
    }
  return gold;
}

/* Strict: a link is right when both sides are exactly those of a gold link. Links with an empty
 * side count neither for nor against. */
void
align_score_add (AlignScore *self, const AlignDoc *doc, const GArray *links)
{
  g_autoptr (GHashTable) gold = align_doc_hash_gold (doc);

  self->n_gold += g_hash_table_size (gold);
  for (guint i = 0; i < links->len; i++)
    {
      const TriAlignLink *link = &g_array_index (links, TriAlignLink, i);
      g_autofree char *text = align_link_format (link);

      if (!link->count[0] || !link->count[1])
        continue;
      self->n_found++;
      self->n_right += (guint) g_hash_table_contains (gold, text);
    }
}

double
align_score_f1 (const AlignScore *self)
{
  return 2. * self->n_right / MAX (self->n_gold + self->n_found, 1);
}

void
align_score_print (const char *name, const AlignScore *score)
{
  g_print ("  %-34s F1 %.4f  precision %.4f  recall %.4f  (%u links, %u by hand)\n",
           name,
           align_score_f1 (score),
           (double) score->n_right / MAX (score->n_found, 1),
           (double) score->n_right / MAX (score->n_gold, 1),
           score->n_found,
           score->n_gold);
}
