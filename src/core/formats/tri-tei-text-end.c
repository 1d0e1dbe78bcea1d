/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "formats/tri-tei-kept.h"
#include "formats/tri-tei-passage.h"
#include "tri-error.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define MAX_TRIED 16

/* What the end of an element does to the passage, the text or the note that it stands in. */

/* Whether no note has the key and, as far as is known yet, nothing else. */
static gboolean
take_note_key (TriTeiReader *self, const char *key)
{
  return tri_id_set_add (self->note_keys, key, 0) && tri_tei_add_id (self, key);
}

/* Of the words so far. A passage with many notes is asked for it at each of them. */
static GChecksum *
dup_sum (TriBuilder *builder)
{
  const GString *content = builder->content;

  if (!builder->sum)
    {
      builder->sum = g_checksum_new (G_CHECKSUM_SHA256);
      builder->n_summed = 0;
    }
  g_checksum_update (builder->sum,
                     (const guchar *) content->str + builder->n_summed,
                     (gssize) (content->len - builder->n_summed));
  builder->n_summed = content->len;
  return g_checksum_copy (builder->sum);
}

/* A note without an id gets one from its words and those that stand before its mark; and with its
 * number once there are more of them than we have in memory. */
static char *
make_note_key (TriTeiReader *self, TriBuilder *outer, const TriBuilder *note)
{
  g_autoptr (GChecksum) checksum = dup_sum (outer);
  g_autofree char *key = NULL;
  guint n = ++self->n_made_notes > TRI_TEI_MAX_NOTE_KEYS ? self->n_made_notes : 1;

  g_checksum_update (checksum, (const guchar *) note->content->str, (gssize) note->content->len);
  do
    {
      g_free (key);
      key = n == 1 ? g_strdup_printf ("note-%.10s", g_checksum_get_string (checksum))
                   : g_strdup_printf ("note-%.10s-%u", g_checksum_get_string (checksum), n);
      /* Of many that say the same not each tries the numbers of all. */
      n = n < MAX_TRIED ? n + 1 : MAX (n + 1, self->n_made_notes);
    }
  while (!take_note_key (self, key));
  return g_steal_pointer (&key);
}

static void
end_note (TriTeiReader *self)
{
  TriTeiFrame *frame = tri_tei_top (self);
  TriBuilder *note = g_ptr_array_steal_index (self->builders, self->builders->len - 1);
  TriBuilder *outer = g_ptr_array_index (self->builders, self->builders->len - 1);

  self->builder = outer;
  self->owner = frame->saved_owner;
  if (tri_builder_is_empty (note))
    {
      tri_builder_free (note);
      return;
    }
  note->key = frame->id ? g_strdup (tri_tei_get_key (self, frame->id))
                        : make_note_key (self, outer, note);
  if (frame->id && !g_str_equal (note->key, frame->id))
    tri_builder_add_anchor (note, frame->id, -1);
  if (frame->block_tag)
    tri_builder_add_span (note, (TriRange){ 0, 0 }, TRI_SPAN_OTHER, frame->block_tag);
  if (tri_tei_is_in_passage (self) || self->builders->len > 1)
    {
      TriPlace place = tri_builder_get_place (outer);

      tri_builder_add_span (outer,
                            (TriRange){ place.offset, place.offset },
                            TRI_SPAN_NOTE,
                            note->key);
      tri_builder_take_note (outer, note);
    }
  else if (tri_tei_texts_may_wait (self))
    tri_tei_texts_take_early (self, note);
  else
    {
      if (tri_tei_text_open (self))
        tri_tei_around_passage (self, note, self->depth);
      tri_tei_passage_push (self, note);
      tri_builder_free (note);
    }
}

/* What was deleted stands beside the text, as it is in the file. */
static void
keep_deleted (TriTeiReader *self, TriPlace place)
{
  GString *tags = self->captured_tags;
  g_autofree char *value = NULL;

  value = g_strdup_printf ("%.*s" TRI_TEI_WORDS "</%s>",
                           (int) (tags->len - strlen ("</>") - strlen (tri_tei_top (self)->name)),
                           tags->str,
                           tri_tei_top (self)->name);
  tri_builder_add_span (self->builder,
                        (TriRange){ place.offset, place.offset },
                        TRI_SPAN_OTHER,
                        value);
}

/* The other readings go into a span of the choice they stand in. */
static void
end_capture (TriTeiReader *self)
{
  TriTeiFrame *choice = tri_tei_parent (self);
  g_autofree char *reading = NULL;
  g_autofree char *before = NULL;

  tri_tei_capture_end (self);
  if (choice->mode == TRI_TEI_MODE_CAPTURE)
    return;
  reading = tri_tei_dup_collapsed (self->capture->str);
  g_string_truncate (self->capture, 0);
  if (tri_tei_top (self)->element->role == TRI_TEI_DEL)
    {
      TriPlace place = tri_builder_get_place (self->builder);

      if (*reading)
        tri_builder_add_span (self->builder,
                              (TriRange){ place.offset, place.offset },
                              TRI_SPAN_VARIANT,
                              reading);
      keep_deleted (self, place);
      return;
    }
  if (choice->readings && choice->readings->len < TRI_TEI_MAX_FIELD)
    g_string_append_len (choice->readings,
                         self->captured_tags->str,
                         (gssize) self->captured_tags->len);
  before = choice->value;
  choice->value = before ? g_strconcat (before, " | ", reading, NULL) : g_steal_pointer (&reading);
}

static void
end_choice (TriTeiReader *self)
{
  TriTeiFrame *frame = tri_tei_top (self);

  if (!frame->has_reading && frame->value)
    {
      tri_tei_passage_claim (self);
      tri_builder_append (self->builder, frame->value, strlen (frame->value));
    }
  if (frame->has_reading && frame->value)
    frame->span = TRI_SPAN_VARIANT;
  if (frame->has_reading && frame->readings && frame->readings->len < TRI_TEI_MAX_FIELD)
    frame->kept = g_strdup_printf ("%s</%s>", frame->readings->str, frame->name);
  tri_tei_inline_end (self);
}

static void
end_block (TriTeiReader *self)
{
  TriTeiFrame *frame = tri_tei_top (self);
  TriTeiRole role = frame->element->role;

  tri_tei_passage_end (self);
  tri_tei_passage_extend (self);
  tri_tei_around_end (self);
  tri_tei_texts_end_title (self);
  if (strcmp (frame->name, "lg") == 0)
    self->begins_stanza = !frame->is_piece;
  if (role == TRI_TEI_DIV && frame->begun && !self->error)
    tri_tei_check (self, tri_draft_end_division (self->draft, &self->error));
  frame->begun = FALSE;
  if (role == TRI_TEI_TEXT)
    tri_tei_texts_end (self);
  if (self->depth == 1)
    {
      tri_tei_text_flush (self);
      tri_tei_text_close (self);
    }
}

/* What has no words parts no passage. */
static void
check_marks (TriTeiReader *self)
{
  const TriBuilder *builder = self->builder;

  if (builder->notes->len > TRI_TEI_MAX_NOTES || builder->spans->len > TRI_TEI_MAX_SPANS)
    tri_tei_fail (self,
                  TRI_ERROR_LIMIT,
                  _ ("a passage has more than %d notes or %d marks; look for an end tag that is "
                     "missing, or split it"),
                  TRI_TEI_MAX_NOTES,
                  TRI_TEI_MAX_SPANS);
}

void
tri_tei_text_end (TriTeiReader *self)
{
  TriTeiFrame *frame = tri_tei_top (self);
  TriTeiRole role = frame->element->role;

  if (frame->mode == TRI_TEI_MODE_CAPTURE)
    end_capture (self);
  else if (role == TRI_TEI_NOTE)
    end_note (self);
  else if (frame->mode != TRI_TEI_MODE_INLINE)
    end_block (self);
  else if (role == TRI_TEI_CHOICE || role == TRI_TEI_APP)
    end_choice (self);
  else
    tri_tei_inline_end (self);
  if (frame->mode == TRI_TEI_MODE_INLINE && frame->begun)
    tri_tei_passage_part (self, frame->join);
  check_marks (self);
}
