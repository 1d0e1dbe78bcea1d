/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "formats/tri-archive-keep.h"

#include "tri-temp-file.h"

#include <unistd.h>

typedef struct
{
  goffset at;
  gsize size;
} Piece;

struct _TriArchiveKeep
{
  int file;
  goffset end;
  GHashTable *pieces; /* place and one to Piece */
};

TriArchiveKeep *
tri_archive_keep_new (GError **error)
{
  int file = tri_temp_file_open (error);
  TriArchiveKeep *self = NULL;

  if (file < 0)
    return NULL;
  self = g_new0 (TriArchiveKeep, 1);
  self->file = file;
  self->pieces = g_hash_table_new_full (NULL, NULL, NULL, g_free);
  return self;
}

void
tri_archive_keep_free (TriArchiveKeep *self)
{
  close (self->file);
  g_hash_table_unref (self->pieces);
  g_free (self);
}

static Piece *
find (TriArchiveKeep *self, guint at)
{
  return g_hash_table_lookup (self->pieces, GUINT_TO_POINTER (at + 1));
}

gboolean
tri_archive_keep_add (TriArchiveKeep *self, guint at, GBytes *bytes, GError **error)
{
  Piece piece = { self->end, 0 };
  const void *data = g_bytes_get_data (bytes, &piece.size);

  if (piece.size > 0 && !tri_temp_file_write (self->file, data, piece.size, piece.at, error))
    return FALSE;
  self->end += (goffset) piece.size;
  g_hash_table_insert (self->pieces,
                       GUINT_TO_POINTER (at + 1),
                       g_memdup2 (&piece, sizeof piece));
  return TRUE;
}

gboolean
tri_archive_keep_has (TriArchiveKeep *self, guint at)
{
  return find (self, at) != NULL;
}

/* Only what is there, see tri_archive_keep_has(). */
GBytes *
tri_archive_keep_read (TriArchiveKeep *self, guint at, GError **error)
{
  const Piece *piece = find (self, at);
  g_autofree guint8 *data = g_malloc (piece->size + 1);

  if (piece->size > 0 && !tri_temp_file_read (self->file, data, piece->size, piece->at, error))
    return NULL;
  return g_bytes_new_take (g_steal_pointer (&data), piece->size);
}
