/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "library/tri-import-links.h"

/* Links that name an element with several passages. */

/* An element of more passages stands for its first: a row of all would be no help. */
#define MAX_SPREAD 256
/* A link of more members is none between elements. */
#define MAX_ELEMENTS 16
/* Links that name the same elements again and again do not fill the disk. */
#define MAX_SPREAD_PER_PASSAGE 16

int
tri_import_compare_members (gconstpointer a, gconstpointer b)
{
  const TriImportMember *left = a, *right = b;

  if (left->passage != right->passage)
    return left->passage < right->passage ? -1 : 1;
  return left->sentence < right->sentence ? -1 : left->sentence > right->sentence;
}

void
tri_import_sort_members (GArray *members)
{
  TriImportMember *all = (TriImportMember *) (gpointer) members->data;
  guint n = 0;

  g_array_sort (members, tri_import_compare_members);
  for (guint i = 0; i < members->len; i++)
    if (n == 0 || tri_import_compare_members (&all[n - 1], &all[i]) != 0)
      all[n++] = all[i];
  g_array_set_size (members, n);
}

gint64
tri_import_get_text (TriImportDraft *self, gint64 passage)
{
  return tri_library_ask (self->library, "SELECT text FROM passages WHERE id = ?", passage, 0);
}

/* The passages of an element, without its notes; none when there are too many. */
static void
find_passages (TriImportDraft *self, const TriImportAnchor *anchor, GArray *out)
{
  static const char sql[] = "SELECT b.id FROM passages a CROSS JOIN passages b ON b.text = a.text"
                            " WHERE a.id = ?1 AND b.ord BETWEEN a.ord AND ?2 AND b.kind <> ?3"
                            " ORDER BY b.ord LIMIT ?4";
  g_autoptr (TriStatement) statement = tri_library_prepare (self->library, sql, NULL);

  g_array_set_size (out, 0);
  if (!statement)
    return;
  sqlite3_bind_int64 (statement, 1, anchor->member.passage);
  sqlite3_bind_int64 (statement, 2, anchor->last);
  sqlite3_bind_int (statement, 3, TRI_PASSAGE_NOTE);
  sqlite3_bind_int (statement, 4, MAX_SPREAD + 1);
  while (tri_library_next (self->library, statement, NULL))
    {
      TriImportMember member = { sqlite3_column_int64 (statement, 0), -1 };

      g_array_append_val (out, member);
    }
  if (out->len > MAX_SPREAD)
    g_array_set_size (out, 0);
}

/* Whether the file ties a passage of an element to a text without the rest of the element: the
 * lines of a stanza, one by one. */
static gboolean
is_tied_closer (TriImportDraft *self, const GArray *passages, gint64 text)
{
  static const char sql[] = "SELECT 1 FROM link_members m WHERE m.passage = ?1"
                            " AND EXISTS (SELECT 1 FROM link_members o CROSS JOIN passages p"
                            " ON p.id = o.passage WHERE o.link = m.link AND p.text = ?2)"
                            " AND (SELECT count (*) FROM link_members o WHERE o.link = m.link"
                            " AND o.passage BETWEEN ?3 AND ?4) < ?5";
  gint64 first = g_array_index (passages, TriImportMember, 0).passage;
  gint64 last = g_array_index (passages, TriImportMember, passages->len - 1).passage;

  for (guint i = 0; i < passages->len; i++)
    {
      g_autoptr (TriStatement) statement = tri_library_prepare (self->library, sql, NULL);

      if (!statement)
        return TRUE;
      sqlite3_bind_int64 (statement, 1, g_array_index (passages, TriImportMember, i).passage);
      sqlite3_bind_int64 (statement, 2, text);
      sqlite3_bind_int64 (statement, 3, first);
      sqlite3_bind_int64 (statement, 4, last);
      sqlite3_bind_int (statement, 5, (int) passages->len);
      if (tri_library_next (self->library, statement, NULL))
        return TRUE;
    }
  return FALSE;
}

static gboolean
may_spread (TriImportDraft *self, const GArray *passages, const GArray *members)
{
  gint64 own = tri_import_get_text (self, g_array_index (passages, TriImportMember, 0).passage);

  for (guint i = 0; i < members->len; i++)
    {
      gint64 text = tri_import_get_text (self, g_array_index (members, TriImportMember, i).passage);

      if (text != own && is_tied_closer (self, passages, text))
        return FALSE;
    }
  return TRUE;
}

/**
 * tri_import_spread:
 * @wide: (element-type TriImportAnchor): the elements with several passages that a link names
 * @members: (element-type TriImportMember): what it ties so far, of these the beginnings
 *
 * Elements that correspond do so with all of their passages, unless the file itself says more
 * closely what corresponds in them, or they are long: then with their beginnings.
 */
void
tri_import_spread (TriImportDraft *self, const GArray *wide, GArray *members)
{
  g_autoptr (GArray) all = g_array_new (FALSE, FALSE, sizeof (TriImportMember));
  g_autoptr (GArray) passages = g_array_new (FALSE, FALSE, sizeof (TriImportMember));

  if (wide->len > MAX_ELEMENTS || members->len > MAX_ELEMENTS)
    return;
  for (guint i = 0; i < wide->len; i++)
    {
      find_passages (self, &g_array_index (wide, TriImportAnchor, i), passages);
      if (passages->len == 0 || !may_spread (self, passages, members))
        return;
      self->n_spread += passages->len;
      if (self->n_spread > MAX_SPREAD_PER_PASSAGE * self->n_stored)
        return;
      g_array_append_vals (all, passages->data, passages->len);
    }
  g_array_append_vals (members, all->data, all->len);
  tri_import_sort_members (members);
}
