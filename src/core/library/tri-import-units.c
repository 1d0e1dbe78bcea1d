/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "library/tri-import-units.h"

#include "library/tri-pack.h"

struct _TriImportUnits
{
  TriLibrary *library;
  gint64 text;
  GArray *sentences;
  gint64 next;    /* the place of the passage behind this one */
  gint64 passage; /* this one; 0: none was read yet */
  guint64 before; /* units before it */
  guint n;        /* units in it */
};

TriImportUnits *
tri_import_units_new (TriLibrary *library, gint64 text)
{
  TriImportUnits *self = g_new0 (TriImportUnits, 1);

  self->library = library;
  self->text = text;
  self->sentences = tri_range_array_new ();
  return self;
}

void
tri_import_units_free (TriImportUnits *self)
{
  if (!self)
    return;
  g_array_unref (self->sentences);
  g_free (self);
}

static gboolean
step (TriImportUnits *self)
{
  static const char sql[] = "SELECT id, sentences, content > '' FROM passages"
                            " WHERE text = ? AND ord = ?";
  g_autoptr (TriStatement) statement = tri_library_prepare (self->library, sql, NULL);
  TriUnpacker unpacker = { NULL, NULL };

  if (!statement)
    return FALSE;
  sqlite3_bind_int64 (statement, 1, self->text);
  sqlite3_bind_int64 (statement, 2, self->next);
  if (!tri_library_next (self->library, statement, NULL))
    return FALSE;
  self->before += self->n;
  self->next++;
  self->passage = sqlite3_column_int64 (statement, 0);
  g_array_set_size (self->sentences, 0);
  unpacker.at = sqlite3_column_blob (statement, 1);
  if (unpacker.at)
    {
      unpacker.end = unpacker.at + sqlite3_column_bytes (statement, 1);
      tri_unpack_ranges (&unpacker, self->sentences, NULL);
    }
  self->n = MAX (self->sentences->len, (guint) sqlite3_column_int (statement, 2));
  return TRUE;
}

static void
rewind (TriImportUnits *self)
{
  self->next = 0;
  self->passage = 0;
  self->before = 0;
  self->n = 0;
}

gboolean
tri_import_units_find (TriImportUnits *self, guint64 n, TriImportMember *out)
{
  if (n < self->before)
    rewind (self);
  while (n >= self->before + self->n)
    if (!step (self))
      return FALSE;
  out->passage = self->passage;
  out->sentence = self->sentences->len > 0 ? (int) (n - self->before) : -1;
  return TRUE;
}
