/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "model/tri-saved-search.h"

G_DEFINE_FINAL_TYPE (TriSavedSearch, tri_saved_search, G_TYPE_OBJECT)

static void
tri_saved_search_finalize (GObject *object)
{
  TriSavedSearch *self = TRI_SAVED_SEARCH (object);

  g_free (self->uuid);
  g_free (self->title);
  g_free (self->query);
  g_free (self->options);

  G_OBJECT_CLASS (tri_saved_search_parent_class)->finalize (object);
}

static void
tri_saved_search_class_init (TriSavedSearchClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = tri_saved_search_finalize;
}

static void
tri_saved_search_init (TriSavedSearch *self)
{
}

TriSavedSearch *
tri_saved_search_new (const char *title, const char *query, const char *options)
{
  TriSavedSearch *self = g_object_new (TRI_TYPE_SAVED_SEARCH, NULL);

  self->title = g_strdup (title && title[0] ? title : query);
  self->query = g_strdup (query);
  self->options = g_strdup (options ? options : "{}");
  return self;
}

TriSavedSearch *
tri_saved_search_copy (TriSavedSearch *self)
{
  TriSavedSearch *copy = tri_saved_search_new (self->title, self->query, self->options);

  copy->uuid = g_strdup (self->uuid);
  copy->created = self->created;
  copy->modified = self->modified;
  return copy;
}
