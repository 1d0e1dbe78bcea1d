/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "model/tri-bookmark.h"

G_DEFINE_FINAL_TYPE (TriBookmark, tri_bookmark, G_TYPE_OBJECT)

static void
tri_bookmark_finalize (GObject *object)
{
  TriBookmark *self = TRI_BOOKMARK (object);

  g_free (self->uuid);
  g_free (self->quote);
  g_free (self->prefix);
  g_free (self->suffix);
  g_free (self->note);
  g_free (self->colour);
  g_strfreev (self->labels);
  g_ptr_array_unref (self->parts);

  G_OBJECT_CLASS (tri_bookmark_parent_class)->finalize (object);
}

static void
tri_bookmark_class_init (TriBookmarkClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = tri_bookmark_finalize;
}

static void
tri_bookmark_init (TriBookmark *self)
{
  self->parts = g_ptr_array_new_with_free_func (g_object_unref);
}

/**
 * tri_bookmark_new:
 *
 * Returns: (transfer full): a bookmark on nothing, every string "" and no label
 */
TriBookmark *
tri_bookmark_new (void)
{
  TriBookmark *self = g_object_new (TRI_TYPE_BOOKMARK, NULL);

  self->quote = g_strdup ("");
  self->prefix = g_strdup ("");
  self->suffix = g_strdup ("");
  self->note = g_strdup ("");
  self->colour = g_strdup ("");
  self->labels = g_new0 (char *, 1);
  return self;
}

/**
 * tri_bookmark_copy:
 *
 * Returns: (transfer full): a bookmark of its own with the same contents, to be edited and stored
 */
TriBookmark *
tri_bookmark_copy (TriBookmark *self)
{
  TriBookmark *copy = g_object_new (TRI_TYPE_BOOKMARK, NULL);

  copy->id = self->id;
  copy->uuid = g_strdup (self->uuid);
  copy->work = self->work;
  copy->text = self->text;
  copy->passage = self->passage;
  copy->end_passage = self->end_passage;
  copy->ord = self->ord;
  copy->start = self->start;
  copy->end = self->end;
  copy->whole = self->whole;
  copy->quote = g_strdup (self->quote);
  copy->prefix = g_strdup (self->prefix);
  copy->suffix = g_strdup (self->suffix);
  copy->note = g_strdup (self->note);
  copy->colour = g_strdup (self->colour);
  copy->labels = g_strdupv (self->labels);
  copy->scope = self->scope;
  copy->kind = self->kind;
  copy->style = self->style;
  copy->letter = self->letter;
  copy->anchor = self->anchor;
  for (guint i = 0; i < self->parts->len; i++)
    g_ptr_array_add (copy->parts, tri_bookmark_copy (g_ptr_array_index (self->parts, i)));
  copy->created = self->created;
  copy->modified = self->modified;
  return copy;
}
