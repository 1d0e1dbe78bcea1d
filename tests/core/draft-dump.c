/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "draft-dump.h"

#include <math.h>
#include <string.h>

struct _DraftDump
{
  GObject parent_instance;
  GString *text;
  gboolean is_quiet;
  gboolean is_full; /* but for so many ends of divisions */
  guint n_left;
  guint depth;
  guint n_texts;
  guint n_passages;
  guint n_links;
  guint n_entities;
};

static void draft_dump_iface_init (TriDraftInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (DraftDump,
                               draft_dump,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (TRI_TYPE_DRAFT, draft_dump_iface_init))

static const char *const span_names[] = {
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
  "other"
};

static void
indent (DraftDump *self, guint more)
{
  for (guint i = 0; i < self->depth + more; i++)
    g_string_append (self->text, "  ");
}

static void
append_quoted (DraftDump *self, const char *text, gsize n_bytes)
{
  g_autofree char *piece = g_strndup (text, n_bytes);
  g_auto (GStrv) lines = g_strsplit (piece, "\n", -1);
  g_autofree char *joined = g_strjoinv ("⏎", lines);

  g_string_append_printf (self->text, "“%s”", joined);
}

/* The range with the words in it, so that a wrong offset is seen at once. */
static void
append_range (DraftDump *self, const char *content, guint start, guint end)
{
  const char *from = NULL;
  const char *to = NULL;

  g_assert_cmpuint (start, <=, end);
  g_assert_cmpuint (end, <=, (guint) g_utf8_strlen (content, -1));
  from = g_utf8_offset_to_pointer (content, (glong) start);
  to = g_utf8_offset_to_pointer (from, (glong) (end - start));
  g_string_append_printf (self->text, " %u-%u ", start, end);
  append_quoted (self, from, (gsize) (to - from));
}

static void
append_field (DraftDump *self, const char *name, const char *value)
{
  if (value)
    g_string_append_printf (self->text, " %s=%s", name, value);
}

static void
set_work (TriDraft *draft, const char *title, const char *kind)
{
  DraftDump *self = DRAFT_DUMP (draft);

  g_string_append (self->text, "work");
  append_field (self, "title", title);
  append_field (self, "kind", kind);
  g_string_append_c (self->text, '\n');
}

static gboolean
set_text (TriDraft *draft, const TriDraftText *text, GError **error)
{
  DraftDump *self = DRAFT_DUMP (draft);

  indent (self, 1);
  g_string_append (self->text, "text is");
  append_field (self, "key", text->key);
  append_field (self, "lang", text->lang);
  append_field (self, "title", text->title);
  g_string_append_c (self->text, '\n');
  return TRUE;
}

static gboolean
begin_text (TriDraft *draft, const TriDraftText *text, GError **error)
{
  DraftDump *self = DRAFT_DUMP (draft);

  g_assert_nonnull (text->lang);
  g_assert_cmpuint (self->depth, ==, 0);
  self->n_texts++;
  g_string_append (self->text, "text");
  append_field (self, "key", text->key);
  append_field (self, "lang", text->lang);
  append_field (self, "title", text->title);
  append_field (self, "author", text->author);
  append_field (self, "source", text->source);
  append_field (self, "rights", text->rights);
  g_string_append_c (self->text, '\n');
  self->depth = 1;
  return TRUE;
}

static gboolean
end_text (TriDraft *draft, GError **error)
{
  DraftDump *self = DRAFT_DUMP (draft);

  g_assert_cmpuint (self->depth, ==, 1);
  self->depth = 0;
  return TRUE;
}

static gboolean
begin_division (TriDraft *draft, const TriDraftDivision *division, GError **error)
{
  DraftDump *self = DRAFT_DUMP (draft);

  g_assert_cmpuint (self->depth, >=, 1);
  if (!self->is_quiet)
    {
      indent (self, 0);
      g_string_append (self->text, "division");
      append_field (self, "key", division->key);
      append_field (self, "title", division->title);
      g_string_append_c (self->text, '\n');
    }
  self->depth++;
  return TRUE;
}

static gboolean
end_division (TriDraft *draft, GError **error)
{
  DraftDump *self = DRAFT_DUMP (draft);

  g_assert_cmpuint (self->depth, >=, 2);
  if (self->is_full && self->n_left == 0)
    {
      g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_NO_SPACE, "No room");
      return FALSE;
    }
  self->n_left--;
  self->depth--;
  return TRUE;
}

static void
dump_sentences (DraftDump *self, const TriDraftPassage *passage)
{
  for (guint i = 0; i < passage->n_sentences; i++)
    {
      const TriRange *range = &passage->sentences[i];

      if (i > 0)
        g_assert_cmpuint (range->start, >=, range[-1].end);
      indent (self, 1);
      g_string_append_printf (self->text, "sentence %u", i);
      append_range (self, passage->content, range->start, range->end);
      g_string_append_c (self->text, '\n');
    }
}

static void
dump_spans (DraftDump *self, const TriDraftPassage *passage)
{
  for (guint i = 0; i < passage->n_spans; i++)
    {
      const TriSpan *span = &passage->spans[i];

      if (i > 0)
        g_assert_cmpuint (span->start, >=, span[-1].start);
      indent (self, 1);
      g_string_append (self->text, span_names[span->kind]);
      append_range (self, passage->content, span->start, span->end);
      append_field (self, "value", span->value);
      g_string_append_c (self->text, '\n');
    }
}

static void
dump_mentions (DraftDump *self, const TriDraftPassage *passage)
{
  for (guint i = 0; i < passage->n_mentions; i++)
    {
      const TriDraftMention *mention = &passage->mentions[i];

      indent (self, 1);
      g_string_append_printf (self->text, "mention %s", tri_entity_type_to_nick (mention->type));
      append_range (self, passage->content, mention->start, mention->end);
      for (guint r = 0; mention->refs && mention->refs[r]; r++)
        append_field (self, "ref", mention->refs[r]);
      if (mention->origin != TRI_ORIGIN_ENCODED || mention->confidence < 1)
        g_string_append_printf (self->text,
                                " %s %.2f",
                                tri_origin_to_nick (mention->origin),
                                mention->confidence);
      g_string_append_c (self->text, '\n');
    }
}

static void
dump_dates (DraftDump *self, const TriDraftPassage *passage)
{
  for (guint i = 0; i < passage->n_dates; i++)
    {
      indent (self, 1);
      g_string_append (self->text, "date");
      append_range (self, passage->content, passage->dates[i].start, passage->dates[i].end);
      append_field (self, "edtf", passage->dates[i].edtf);
      g_string_append_c (self->text, '\n');
    }
}

static void
dump_anchors (DraftDump *self, const TriDraftPassage *passage)
{
  for (guint i = 0; i < passage->n_anchors; i++)
    {
      const TriDraftAnchor *anchor = &passage->anchors[i];

      g_assert_cmpint (anchor->sentence, <, (int) MAX (passage->n_sentences, 1));
      indent (self, 1);
      g_string_append_printf (self->text, "anchor %s %d\n", anchor->id, anchor->sentence);
    }
}

static gboolean
add_passage (TriDraft *draft, const TriDraftPassage *passage, GError **error)
{
  DraftDump *self = DRAFT_DUMP (draft);

  g_assert_cmpuint (self->depth, >=, 1);
  g_assert_true (g_utf8_validate (passage->content, -1, NULL));
  g_assert_cmpint (*passage->content, !=, '\0');
  self->n_passages++;
  if (self->is_quiet)
    return TRUE;
  indent (self, 0);
  g_string_append (self->text, tri_passage_kind_to_nick (passage->kind));
  if (passage->level)
    g_string_append_printf (self->text, " %u", passage->level);
  append_field (self, "key", passage->key);
  g_string_append_c (self->text, ' ');
  append_quoted (self, passage->content, strlen (passage->content));
  g_string_append_c (self->text, '\n');
  dump_sentences (self, passage);
  dump_spans (self, passage);
  dump_mentions (self, passage);
  dump_dates (self, passage);
  dump_anchors (self, passage);
  return TRUE;
}

static gboolean
extend_anchor (TriDraft *draft, const char *id, GError **error)
{
  DraftDump *self = DRAFT_DUMP (draft);

  g_assert_cmpuint (self->n_passages, >=, 2);
  if (self->is_quiet)
    return TRUE;
  indent (self, 1);
  g_string_append_printf (self->text, "%s ends here\n", id);
  return TRUE;
}

static gboolean
add_link (TriDraft *draft, const TriDraftLink *link, GError **error)
{
  DraftDump *self = DRAFT_DUMP (draft);

  self->n_links++;
  if (self->is_quiet)
    return TRUE;
  g_string_append_printf (self->text, "link %s", tri_relation_to_nick (link->relation));
  if (!isnan (link->score))
    g_string_append_printf (self->text, " %.2f", link->score);
  g_string_append_printf (self->text, " %s:", tri_status_to_nick (link->status));
  for (guint i = 0; link->members[i]; i++)
    g_string_append_printf (self->text,
                            " %s%s%s",
                            link->files ? link->files[i] : "",
                            link->files ? "#" : "",
                            link->members[i]);
  g_string_append_c (self->text, '\n');
  return TRUE;
}

static gboolean
link_places (TriDraft *draft,
             const TriDraftPlace *places,
             guint n_places,
             const TriDraftLink *link,
             GError **error)
{
  DraftDump *self = DRAFT_DUMP (draft);

  self->n_links++;
  for (guint i = 0; i < n_places; i++)
    g_assert_cmpuint (places[i].text, <, self->n_texts);
  if (self->is_quiet)
    return TRUE;
  g_string_append_printf (self->text, "link %s", tri_relation_to_nick (link->relation));
  if (!isnan (link->score))
    g_string_append_printf (self->text, " %.2f", link->score);
  g_string_append_printf (self->text, " %s:", tri_status_to_nick (link->status));
  for (guint i = 0; i < n_places; i++)
    {
      g_string_append_printf (self->text, " %u/%u", places[i].text, places[i].passage);
      if (places[i].sentence >= 0)
        g_string_append_printf (self->text, "/%d", places[i].sentence);
    }
  g_string_append_c (self->text, '\n');
  return TRUE;
}

static void
dump_entity (DraftDump *self, TriEntity *entity)
{
  g_string_append_printf (self->text, "entity %s", tri_entity_type_to_nick (entity->type));
  append_field (self, "key", entity->key);
  append_field (self, "dates", entity->dates);
  g_string_append_c (self->text, '\n');
  for (guint i = 0; i < entity->names->len; i++)
    {
      const TriName *name = &g_array_index (entity->names, TriName, i);

      g_string_append_printf (self->text,
                              "  name [%s] %s: %s\n",
                              name->lang,
                              tri_name_kind_to_nick (name->kind),
                              name->name);
    }
  for (guint i = 0; i < entity->descriptions->len; i++)
    {
      const TriDescription *description = &g_array_index (entity->descriptions, TriDescription, i);

      g_string_append_printf (self->text,
                              "  description [%s] %s\n",
                              description->lang,
                              description->text);
    }
  for (guint i = 0; i < entity->identifiers->len; i++)
    {
      const TriIdentifier *id = &g_array_index (entity->identifiers, TriIdentifier, i);

      g_string_append_printf (self->text, "  identifier %s=%s\n", id->scheme, id->value);
    }
}

static gboolean
add_entity (TriDraft *draft, TriEntity *entity, GError **error)
{
  DraftDump *self = DRAFT_DUMP (draft);

  g_assert_nonnull (entity->key);
  self->n_entities++;
  if (!self->is_quiet)
    dump_entity (self, entity);
  return TRUE;
}

static gboolean
include_file (TriDraft *draft, const char *path, GError **error)
{
  DraftDump *self = DRAFT_DUMP (draft);
  g_autofree char *name = g_path_get_basename (path);

  if (!self->is_quiet)
    g_string_append_printf (self->text, "file %s\n", name);
  return TRUE;
}

static void
draft_dump_iface_init (TriDraftInterface *iface)
{
  iface->set_work = set_work;
  iface->begin_text = begin_text;
  iface->set_text = set_text;
  iface->end_text = end_text;
  iface->begin_division = begin_division;
  iface->end_division = end_division;
  iface->add_passage = add_passage;
  iface->extend_anchor = extend_anchor;
  iface->add_link = add_link;
  iface->link_places = link_places;
  iface->add_entity = add_entity;
  iface->include_file = include_file;
}

static void
draft_dump_finalize (GObject *object)
{
  g_string_free (DRAFT_DUMP (object)->text, TRUE);

  G_OBJECT_CLASS (draft_dump_parent_class)->finalize (object);
}

static void
draft_dump_class_init (DraftDumpClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = draft_dump_finalize;
}

static void
draft_dump_init (DraftDump *self)
{
  self->text = g_string_new (NULL);
}

DraftDump *
draft_dump_new (void)
{
  return g_object_new (DRAFT_TYPE_DUMP, NULL);
}

DraftDump *
draft_dump_new_quiet (void)
{
  DraftDump *self = draft_dump_new ();

  self->is_quiet = TRUE;
  return self;
}

DraftDump *
draft_dump_new_full (guint n_divisions)
{
  DraftDump *self = draft_dump_new ();

  self->is_full = TRUE;
  self->n_left = n_divisions;
  return self;
}

const char *
draft_dump_get_text (DraftDump *self)
{
  return self->text->str;
}

guint
draft_dump_get_n_passages (DraftDump *self)
{
  return self->n_passages;
}

guint
draft_dump_get_n_texts (DraftDump *self)
{
  return self->n_texts;
}

guint
draft_dump_get_n_links (DraftDump *self)
{
  return self->n_links;
}

guint
draft_dump_get_n_entities (DraftDump *self)
{
  return self->n_entities;
}
