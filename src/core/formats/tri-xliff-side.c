/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "formats/tri-xliff-side.h"

static void
free_piece (gpointer data)
{
  TriXliffPiece *piece = data;

  tri_segment_free (piece->segment);
  g_string_free (piece->mid, TRUE);
  g_free (piece);
}

void
tri_xliff_side_init (TriXliffSide *self)
{
  self->pieces = g_ptr_array_new_with_free_func (free_piece);
}

/* Frees what it holds. */
void
tri_xliff_side_free (TriXliffSide *self)
{
  g_ptr_array_unref (self->pieces);
}

TriXliffPiece *
tri_xliff_side_get (const TriXliffSide *self, guint i)
{
  return g_ptr_array_index (self->pieces, i);
}

TriXliffPiece *
tri_xliff_side_get_last (const TriXliffSide *self)
{
  return tri_xliff_side_get (self, self->n_pieces - 1);
}

TriXliffPiece *
tri_xliff_side_add (TriXliffSide *self, const char *mid, TriSegmentSpace space)
{
  TriXliffPiece *piece = NULL;

  if (self->n_pieces == self->pieces->len)
    {
      piece = g_new0 (TriXliffPiece, 1);
      piece->segment = tri_segment_new ();
      piece->mid = g_string_new (NULL);
      g_ptr_array_add (self->pieces, piece);
    }
  self->n_pieces++;
  piece = tri_xliff_side_get_last (self);
  tri_segment_clear (piece->segment);
  piece->segment->space = space;
  piece->order = 0;
  g_string_assign (piece->mid, mid);
  return piece;
}

void
tri_xliff_side_clear (TriXliffSide *self)
{
  self->n_pieces = 0;
  self->is_parted = FALSE;
}

static int
compare_orders (gconstpointer a, gconstpointer b, gpointer data)
{
  const TriXliffPiece *x = *(TriXliffPiece *const *) a;
  const TriXliffPiece *y = *(TriXliffPiece *const *) b;

  return x->order < y->order ? -1 : x->order > y->order;
}

/* Those of one place stay as they came. */
void
tri_xliff_side_sort (TriXliffSide *self)
{
  g_qsort_with_data (self->pieces->pdata,
                     (int) self->n_pieces,
                     sizeof (gpointer),
                     compare_orders,
                     NULL);
}
