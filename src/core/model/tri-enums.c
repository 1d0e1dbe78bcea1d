/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "model/tri-enums.h"

static const char *const work_kinds[] = { "translations", "accounts" };
static const char *const passage_kinds[] = {
  "heading", "paragraph", "item", "verse", "quote", "note"
};
static const char *const span_kinds[] = {
  "emphasis",
  "strong",
  "small-caps",
  "superscript",
  "subscript",
  "underline",
  "strike",
  "code",
  "title",
  "quote",
  "foreign",
  "link",
  "note",
  "page",
  "variant",
  "other",
};
static const char *const entity_types[] = { "person", "place", "organisation", "work", "event" };
static const char *const name_kinds[] = {
  "official", "birth", "pseudonym", "transliteration", "short"
};
static const char *const origins[] = { "encoded", "linked", "reader" };
static const char *const relations[] = { "translation", "same-events", "overlap" };
static const char *const statuses[] = { "imported", "computed", "confirmed" };
static const char *const anchor_states[] = { "exact", "moved", "doubtful", "lost" };
static const char *const scopes[] = { "wording", "passage" };
static const char *const mark_kinds[] = { "bookmark", "highlight", "note", "portal", "later" };
static const char *const mark_styles[] = { "fill", "underline", "wave", "strike" };
static const char *const mark_colours[] = {
  "", "yellow", "green", "blue", "pink", "purple", "orange"
};

static const char *
to_nick (const char *const *nicks, gsize n_nicks, guint value)
{
  g_return_val_if_fail (value < n_nicks, NULL);

  return nicks[value];
}

static gboolean
from_nick (const char *const *nicks, gsize n_nicks, const char *nick, guint *out)
{
  for (guint i = 0; nick && i < n_nicks; i++)
    if (g_str_equal (nicks[i], nick))
      {
        *out = i;
        return TRUE;
      }
  return FALSE;
}

#define DEFINE_TO_NICK(prefix, Type, nicks)                      \
  const char *prefix##_to_nick (Type value)                      \
  {                                                              \
    return to_nick (nicks, G_N_ELEMENTS (nicks), (guint) value); \
  }

#define DEFINE_NICKS(prefix, Type, nicks)                       \
  DEFINE_TO_NICK (prefix, Type, nicks)                          \
  gboolean prefix##_from_nick (const char *nick, Type *out)     \
  {                                                             \
    guint value = 0;                                            \
    if (!from_nick (nicks, G_N_ELEMENTS (nicks), nick, &value)) \
      return FALSE;                                             \
    *out = (Type) value;                                        \
    return TRUE;                                                \
  }

DEFINE_NICKS (tri_work_kind, TriWorkKind, work_kinds)
DEFINE_NICKS (tri_passage_kind, TriPassageKind, passage_kinds)
DEFINE_TO_NICK (tri_span_kind, TriSpanKind, span_kinds)
DEFINE_NICKS (tri_entity_type, TriEntityType, entity_types)
DEFINE_NICKS (tri_name_kind, TriNameKind, name_kinds)
DEFINE_TO_NICK (tri_origin, TriOrigin, origins)
DEFINE_NICKS (tri_relation, TriRelation, relations)
DEFINE_NICKS (tri_status, TriStatus, statuses)
DEFINE_TO_NICK (tri_anchor_state, TriAnchorState, anchor_states)
DEFINE_NICKS (tri_scope, TriScope, scopes)
DEFINE_NICKS (tri_mark_kind, TriMarkKind, mark_kinds)
DEFINE_NICKS (tri_mark_style, TriMarkStyle, mark_styles)
DEFINE_NICKS (tri_mark_colour, TriMarkColour, mark_colours)
