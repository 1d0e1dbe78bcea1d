/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "fuzz-draft.h"

struct _FuzzDraft
{
  GObject parent_instance;
  gboolean in_text;
  guint n_divisions; /* that are open */
  guint n_texts;
  guint n_passages;
  GArray *counts; /* of the passages of each text */
};

static void fuzz_draft_iface_init (TriDraftInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (FuzzDraft,
                               fuzz_draft,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (TRI_TYPE_DRAFT, fuzz_draft_iface_init))

/* Not g_assert(), whose domain a fuzzer does not tell apart. */
#define CHECK(condition)                                                                \
  do                                                                                    \
    {                                                                                   \
      if (!(condition))                                                                 \
        g_error ("%s:%d: a reader broke its word: %s", __FILE__, __LINE__, #condition); \
    }                                                                                   \
  while (0)

static void
check_words (const char *text)
{
  CHECK (!text || g_utf8_validate (text, -1, NULL));
}

static void
set_work (TriDraft *draft, const char *title, const char *kind)
{
  check_words (title);
  check_words (kind);
}

static void
check_text (const TriDraftText *text)
{
  check_words (text->key);
  check_words (text->lang);
  check_words (text->title);
  check_words (text->author);
  check_words (text->source);
  check_words (text->rights);
}

static gboolean
begin_text (TriDraft *draft, const TriDraftText *text, GError **error)
{
  FuzzDraft *self = FUZZ_DRAFT (draft);
  const guint none = 0;

  CHECK (!self->in_text);
  CHECK (text->lang != NULL);
  check_text (text);
  self->in_text = TRUE;
  self->n_texts++;
  g_array_append_val (self->counts, none);
  return TRUE;
}

static gboolean
set_text (TriDraft *draft, const TriDraftText *text, GError **error)
{
  CHECK (FUZZ_DRAFT (draft)->in_text);
  check_text (text);
  return TRUE;
}

static gboolean
end_text (TriDraft *draft, GError **error)
{
  FuzzDraft *self = FUZZ_DRAFT (draft);

  CHECK (self->in_text);
  CHECK (self->n_divisions == 0);
  self->in_text = FALSE;
  return TRUE;
}

static gboolean
begin_division (TriDraft *draft, const TriDraftDivision *division, GError **error)
{
  FuzzDraft *self = FUZZ_DRAFT (draft);

  CHECK (self->in_text);
  check_words (division->key);
  check_words (division->title);
  self->n_divisions++;
  return TRUE;
}

static gboolean
end_division (TriDraft *draft, GError **error)
{
  FuzzDraft *self = FUZZ_DRAFT (draft);

  CHECK (self->n_divisions > 0);
  self->n_divisions--;
  return TRUE;
}

static void
check_range (guint start, guint end, glong length)
{
  CHECK (start <= end);
  CHECK ((glong) end <= length);
}

static void
check_marks (const TriDraftPassage *passage, glong length)
{
  guint before = 0;

  for (guint i = 0; i < passage->n_spans; i++)
    {
      const TriSpan *span = &passage->spans[i];

      CHECK (span->start >= before);
      before = span->start;
      check_range (span->start, span->end, length);
      check_words (span->value);
    }
  for (guint i = 0; i < passage->n_mentions; i++)
    {
      const TriDraftMention *mention = &passage->mentions[i];

      check_range (mention->start, mention->end, length);
      CHECK (mention->start < mention->end);
      for (guint k = 0; mention->refs && mention->refs[k]; k++)
        check_words (mention->refs[k]);
    }
  for (guint i = 0; i < passage->n_dates; i++)
    {
      check_range (passage->dates[i].start, passage->dates[i].end, length);
      check_words (passage->dates[i].edtf);
    }
}

static gboolean
add_passage (TriDraft *draft, const TriDraftPassage *passage, GError **error)
{
  FuzzDraft *self = FUZZ_DRAFT (draft);
  glong length = 0;
  guint before = 0;

  CHECK (self->in_text);
  CHECK (passage->content && *passage->content);
  check_words (passage->content);
  check_words (passage->key);
  length = g_utf8_strlen (passage->content, -1);
  for (guint i = 0; i < passage->n_sentences; i++)
    {
      CHECK (passage->sentences[i].start >= before);
      check_range (passage->sentences[i].start, passage->sentences[i].end, length);
      before = passage->sentences[i].end;
    }
  check_marks (passage, length);
  for (guint i = 0; i < passage->n_anchors; i++)
    {
      check_words (passage->anchors[i].id);
      CHECK (passage->anchors[i].sentence < (int) MAX (passage->n_sentences, 1));
    }
  self->n_passages++;
  g_array_index (self->counts, guint, self->counts->len - 1)++;
  return TRUE;
}

static gboolean
extend_anchor (TriDraft *draft, const char *id, GError **error)
{
  CHECK (FUZZ_DRAFT (draft)->in_text);
  check_words (id);
  return TRUE;
}

static gboolean
add_link (TriDraft *draft, const TriDraftLink *link, GError **error)
{
  CHECK (link->members != NULL);
  for (guint i = 0; link->members[i]; i++)
    {
      check_words (link->members[i]);
      check_words (link->files ? link->files[i] : NULL);
    }
  return TRUE;
}

static gboolean
link_places (TriDraft *draft,
             const TriDraftPlace *places,
             guint n_places,
             const TriDraftLink *link,
             GError **error)
{
  FuzzDraft *self = FUZZ_DRAFT (draft);

  CHECK (n_places > 0);
  for (guint i = 0; i < n_places; i++)
    {
      CHECK (places[i].text < self->counts->len);
      CHECK (places[i].passage < g_array_index (self->counts, guint, places[i].text));
    }
  return TRUE;
}

static gboolean
add_entity (TriDraft *draft, TriEntity *entity, GError **error)
{
  return TRUE;
}

static void
fuzz_draft_iface_init (TriDraftInterface *iface)
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
}

static void
fuzz_draft_finalize (GObject *object)
{
  g_array_unref (FUZZ_DRAFT (object)->counts);

  G_OBJECT_CLASS (fuzz_draft_parent_class)->finalize (object);
}

static void
fuzz_draft_class_init (FuzzDraftClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = fuzz_draft_finalize;
}

static void
fuzz_draft_init (FuzzDraft *self)
{
  self->counts = g_array_new (FALSE, FALSE, sizeof (guint));
}

FuzzDraft *
fuzz_draft_new (void)
{
  return g_object_new (FUZZ_TYPE_DRAFT, NULL);
}

void
fuzz_draft_check_end (FuzzDraft *self)
{
  CHECK (!self->in_text);
  CHECK (self->n_divisions == 0);
}

guint
fuzz_draft_get_n_passages (FuzzDraft *self)
{
  return self->n_passages;
}
