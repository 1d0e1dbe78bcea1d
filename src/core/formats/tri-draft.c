/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "formats/tri-draft.h"

G_DEFINE_INTERFACE (TriDraft, tri_draft, G_TYPE_OBJECT)

static void
tri_draft_default_init (TriDraftInterface *iface)
{
}

void
tri_draft_set_work (TriDraft *self, const char *title, const char *kind)
{
  TRI_DRAFT_GET_IFACE (self)->set_work (self, title, kind);
}

gboolean
tri_draft_begin_text (TriDraft *self, const TriDraftText *text, GError **error)
{
  return TRI_DRAFT_GET_IFACE (self)->begin_text (self, text, error);
}

gboolean
tri_draft_set_text (TriDraft *self, const TriDraftText *text, GError **error)
{
  TriDraftInterface *iface = TRI_DRAFT_GET_IFACE (self);

  return !iface->set_text || iface->set_text (self, text, error);
}

gboolean
tri_draft_end_text (TriDraft *self, GError **error)
{
  return TRI_DRAFT_GET_IFACE (self)->end_text (self, error);
}

gboolean
tri_draft_begin_division (TriDraft *self, const TriDraftDivision *division, GError **error)
{
  return TRI_DRAFT_GET_IFACE (self)->begin_division (self, division, error);
}

gboolean
tri_draft_end_division (TriDraft *self, GError **error)
{
  return TRI_DRAFT_GET_IFACE (self)->end_division (self, error);
}

gboolean
tri_draft_add_passage (TriDraft *self, const TriDraftPassage *passage, GError **error)
{
  return TRI_DRAFT_GET_IFACE (self)->add_passage (self, passage, error);
}

gboolean
tri_draft_extend_anchor (TriDraft *self, const char *id, GError **error)
{
  TriDraftInterface *iface = TRI_DRAFT_GET_IFACE (self);

  return !iface->extend_anchor || iface->extend_anchor (self, id, error);
}

gboolean
tri_draft_add_link (TriDraft *self, const TriDraftLink *link, GError **error)
{
  return TRI_DRAFT_GET_IFACE (self)->add_link (self, link, error);
}

gboolean
tri_draft_link_places (TriDraft *self,
                       const TriDraftPlace *places,
                       guint n_places,
                       const TriDraftLink *link,
                       GError **error)
{
  TriDraftInterface *iface = TRI_DRAFT_GET_IFACE (self);

  return !iface->link_places || iface->link_places (self, places, n_places, link, error);
}

gboolean
tri_draft_add_entity (TriDraft *self, TriEntity *entity, GError **error)
{
  return TRI_DRAFT_GET_IFACE (self)->add_entity (self, entity, error);
}

gboolean
tri_draft_breathe (TriDraft *self, gsize n_ahead, GError **error)
{
  TriDraftInterface *iface = TRI_DRAFT_GET_IFACE (self);

  return !iface->breathe || iface->breathe (self, n_ahead, error);
}

gboolean
tri_draft_include_file (TriDraft *self, const char *path, GError **error)
{
  TriDraftInterface *iface = TRI_DRAFT_GET_IFACE (self);

  return !iface->include_file || iface->include_file (self, path, error);
}
