/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "formats/tri-tei-lists.h"
#include "formats/tri-tei-pointer.h"

#include <math.h>
#include <string.h>

/* "#id" and "this-file.xml#id" are ids of this file; what points elsewhere stays as it is, and may
 * be in another file of the import. */
static char *
reduce_pointer (TriTeiReader *self, const char *pointer)
{
  g_autofree char *resolved = tri_tei_prefix_resolve (self, pointer);
  const char *whole = resolved ? resolved : pointer;
  const char *hash = strchr (whole, '#');
  const char *fragment = hash ? hash + 1 : whole;
  g_autofree char *id = tri_tei_pointer_dup_id (fragment);
  g_autofree char *file = NULL;

  if (!hash || hash == whole)
    return id ? g_steal_pointer (&id) : g_strdup (fragment);
  file = g_strndup (whole, (gsize) (hash - whole));
  if (g_str_has_suffix (file, self->source->name))
    return id ? g_steal_pointer (&id) : g_strdup (fragment);
  return g_strdup_printf ("%s#%s", file, id ? id : fragment);
}

static void
add_members (TriTeiReader *self, GPtrArray *members, const char *pointers)
{
  g_auto (GStrv) parts = tri_tei_pointers_split (pointers);

  for (guint i = 0; parts[i]; i++)
    {
      g_autofree char *id = reduce_pointer (self, parts[i]);

      if (!g_ptr_array_find_with_equal_func (members, id, g_str_equal, NULL))
        g_ptr_array_add (members, g_steal_pointer (&id));
    }
}

/* A number between 0 and 1, or a word of the Guidelines. */
static double
get_score (const TriTeiTag *tag)
{
  const char *cert = tri_tei_get (tag, "cert");
  char *end = NULL;
  double score = cert ? g_ascii_strtod (cert, &end) : NAN;

  if (cert && end > cert)
    return CLAMP (score, 0, 1);
  if (g_strcmp0 (cert, "high") == 0)
    return 0.9;
  if (g_strcmp0 (cert, "medium") == 0)
    return 0.6;
  if (g_strcmp0 (cert, "low") == 0)
    return 0.3;
  return NAN;
}

static TriStatus
get_status (const TriTeiTag *tag)
{
  static const char *const attributes[] = { "status", "evidence", "subtype", "resp" };
  TriStatus status = TRI_STATUS_IMPORTED;

  for (guint i = 0; i < G_N_ELEMENTS (attributes); i++)
    {
      const char *value = tri_tei_get (tag, attributes[i]);

      if (value && tri_status_from_nick (*value == '#' ? value + 1 : value, &status))
        return status;
    }
  return TRI_STATUS_IMPORTED;
}

static TriRelation
get_relation (const TriTeiTag *tag, TriRelation inherited)
{
  static const char *const attributes[] = { "type", "subtype", "targFunc", "ana" };
  TriRelation relation = inherited;

  for (guint i = 0; i < G_N_ELEMENTS (attributes); i++)
    {
      const char *value = tri_tei_get (tag, attributes[i]);

      if (value && tri_relation_from_nick (*value == '#' ? value + 1 : value, &relation))
        return relation;
    }
  return inherited;
}

static int
compare_strings (gconstpointer a, gconstpointer b)
{
  return strcmp (*(const char *const *) a, *(const char *const *) b);
}

/* Two elements that point at each other make one link. When they stand far apart the draft has to
 * see it. */
static gboolean
is_new (TriTeiReader *self, const GPtrArray *members)
{
  g_autoptr (GPtrArray) sorted = g_ptr_array_new ();
  g_autofree char *joined = NULL;

  for (guint i = 0; i < members->len; i++)
    g_ptr_array_add (sorted, g_ptr_array_index (members, i));
  g_ptr_array_sort (sorted, compare_strings);
  g_ptr_array_add (sorted, NULL);
  joined = g_strjoinv (self->links_are_rejected ? "   "
                       : self->links_are_pairs  ? "  "
                                                : " ",
                       (char **) sorted->pdata);
  return tri_id_set_add (self->links, joined, 0);
}

static void
push_link (TriTeiReader *self, GPtrArray *members, const TriTeiTag *tag, guint n_min)
{
  TriDraftLink link = {
    .relation = get_relation (tag, self->relation),
    .score = get_score (tag),
    .status = get_status (tag),
    .is_pair = self->links_are_pairs,
    .is_rejected = self->links_are_rejected,
  };

  if (members->len < n_min || !is_new (self, members))
    return;
  g_ptr_array_add (members, NULL);
  link.members = (const char *const *) members->pdata;
  tri_tei_check (self, tri_draft_add_link (self->draft, &link, &self->error));
}

/* Groups of links that are no alignments (a person's web pages, say) have other types. Ours of type
 * "rejected" holds what a reader took away; who does not know it passes it over. */
void
tri_tei_link_group (TriTeiReader *self, const TriTeiTag *tag)
{
  static const char *const kinds[] = { "align",
                                       "transl",
                                       "parallel",
                                       "corresp",
                                       "same",
                                       "overlap",
                                       "version" };
  const char *type = tri_tei_get (tag, "type");

  self->relation = get_relation (tag, TRI_RELATION_TRANSLATION);
  self->links_are_rejected = g_strcmp0 (type, TRI_TEI_REJECTED) == 0;
  self->links_count = type == NULL || self->links_are_rejected;
  self->links_are_pairs = g_strcmp0 (tri_tei_get (tag, "subtype"), "pairs") == 0;
  for (guint i = 0; type && i < G_N_ELEMENTS (kinds); i++)
    self->links_count = self->links_count || strstr (type, kinds[i]) != NULL;
}

/* A ptr among links points at what has no counterpart. */
void
tri_tei_link (TriTeiReader *self, const TriTeiTag *tag)
{
  g_autoptr (GPtrArray) members = g_ptr_array_new_with_free_func (g_free);
  const char *target = tri_tei_get (tag, "target");

  if (!target)
    target = tri_tei_get (tag, "targets");
  if (!target || !self->links_count)
    return;
  add_members (self, members, target);
  push_link (self, members, tag, strcmp (tag->name, "ptr") == 0 ? 1 : 2);
}

/* An element that says what it corresponds to needs an id itself. */
void
tri_tei_correspond (TriTeiReader *self, const TriTeiTag *tag)
{
  g_autoptr (GPtrArray) members = g_ptr_array_new_with_free_func (g_free);
  TriTeiFrame *frame = tri_tei_top (self);
  TriTeiTag plain = { 0 };

  /* What stands before it in a paragraph is no part of it. */
  if (!frame->id && frame->mode == TRI_TEI_MODE_STRUCTURE)
    {
      tri_tei_text_flush (self);
      frame->first = self->n_passages;
    }
  while (!frame->id)
    {
      g_autofree char *id = g_strdup_printf ("_c%u", ++self->n_made_ids);

      if (!tri_tei_add_id (self, id))
        continue;
      if (frame->mode == TRI_TEI_MODE_BLOCK
          || (frame->mode == TRI_TEI_MODE_STRUCTURE && frame->element->role != TRI_TEI_DIV))
        g_ptr_array_add (self->anchors, g_strdup (id));
      frame->id_used = frame->mode == TRI_TEI_MODE_BLOCK;
      frame->id = g_steal_pointer (&id);
    }
  self->relation = TRI_RELATION_TRANSLATION;
  self->links_are_pairs = FALSE;
  self->links_are_rejected = FALSE;
  g_ptr_array_add (members, g_strdup (frame->id));
  add_members (self, members, tri_tei_get (tag, "corresp"));
  push_link (self, members, &plain, 2);
}
