/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "formats/tri-format.h"

#include "formats/tri-builder.h"
#include "formats/tri-detect.h"
#include "formats/tri-plain-blocks.h"
#include "formats/tri-plain-load.h"
#include "tri-error.h"

#include <glib/gi18n-lib.h>
#include <string.h>

typedef struct
{
  TriDraft *draft;
  TriBuilder *builder;
  gboolean has_italics; /* written _so_ */
  GArray *levels;       /* of the divisions that are open */
} Writer;

static int
sniff (const char *name, const guint8 *bytes, gsize n_bytes)
{
  int score = tri_plain_sniff (bytes, n_bytes);

  return score && g_str_has_suffix (name, ".txt") ? 40 : score;
}

/* Books of Project Gutenberg write italics between low lines. */
static void
append_line (Writer *self, const char *line)
{
  TriPlace start = { 0, 0 };
  gboolean is_open = FALSE;
  const char *low = self->has_italics ? strchr (line, '_') : NULL;

  for (; low; low = strchr (line, '_'))
    {
      if (!is_open && !strchr (low + 1, '_'))
        break;
      tri_builder_append (self->builder, line, (gsize) (low - line));
      if (is_open)
        tri_builder_add_span (self->builder,
                              tri_builder_get_range (self->builder, start),
                              TRI_SPAN_EMPHASIS,
                              NULL);
      start = tri_builder_get_place (self->builder);
      is_open = !is_open;
      line = low + 1;
    }
  tri_builder_append (self->builder, line, strlen (line));
}

static TriPassageKind
get_kind (TriPlainRole role)
{
  switch (role)
    {
    case TRI_PLAIN_TITLE:
    case TRI_PLAIN_HEADING:
    case TRI_PLAIN_SUBTITLE:
      return TRI_PASSAGE_HEADING;
    case TRI_PLAIN_ITEM:
      return TRI_PASSAGE_ITEM;
    case TRI_PLAIN_QUOTE:
      return TRI_PASSAGE_QUOTE;
    case TRI_PLAIN_PARAGRAPH:
    default:
      return TRI_PASSAGE_PARAGRAPH;
    }
}

static gboolean
close_divisions (Writer *self, guint level, GError **error)
{
  while (self->levels->len > 0
         && g_array_index (self->levels, guint, self->levels->len - 1) >= level)
    {
      g_array_set_size (self->levels, self->levels->len - 1);
      if (!tri_draft_end_division (self->draft, error))
        return FALSE;
    }
  return TRUE;
}

/* The number of a chapter and its name make one title. */
static char *
dup_title (const TriPlainBlock *block, const TriPlainBlock *next)
{
  char *title = NULL;

  if (!next || next->role != TRI_PLAIN_SUBTITLE)
    return NULL;
  title = g_strconcat (block->text, " ", next->text, NULL);
  return g_strdelimit (title, "\n", ' ');
}

static gboolean
open_division (Writer *self,
               const TriPlainBlock *block,
               const TriPlainBlock *next,
               GError **error)
{
  g_autofree char *title = dup_title (block, next);
  TriDraftDivision division = { .title = title };

  if (!close_divisions (self, block->level, error))
    return FALSE;
  g_array_append_val (self->levels, block->level);
  return tri_draft_begin_division (self->draft, &division, error);
}

static gboolean
write_block (Writer *self, const TriPlainText *text, guint i, GError **error)
{
  const TriPlainBlock *block = &g_array_index (text->blocks, TriPlainBlock, i);
  const TriPlainBlock *next = i + 1 < text->blocks->len ? block + 1 : NULL;
  g_auto (GStrv) lines = g_strsplit (block->text, "\n", -1);

  if (block->role == TRI_PLAIN_HEADING && !open_division (self, block, next, error))
    return FALSE;
  for (guint n = 0; lines[n]; n++)
    {
      if (n > 0)
        tri_builder_break_line (self->builder);
      append_line (self, lines[n]);
    }
  self->builder->kind = get_kind (block->role);
  if (self->builder->kind == TRI_PASSAGE_HEADING)
    self->builder->level = MAX (1, self->levels->len + (block->role == TRI_PLAIN_SUBTITLE));
  else if (self->builder->kind == TRI_PASSAGE_ITEM)
    self->builder->level = 1;
  return tri_builder_push (self->builder, self->draft, error);
}

static gboolean
write_blocks (Writer *self, const TriPlainText *text, GCancellable *cancellable, GError **error)
{
  for (guint i = 0; i < text->blocks->len; i++)
    if (g_cancellable_set_error_if_cancelled (cancellable, error)
        || !write_block (self, text, i, error))
      return FALSE;
  return close_divisions (self, 0, error);
}

static guint
count_low_lines (const TriPlainText *text)
{
  guint n = 0;

  for (guint i = 0; i < text->blocks->len; i++)
    n += strchr (g_array_index (text->blocks, TriPlainBlock, i).text, '_') != NULL;
  return n;
}

/* The language is that of the long blocks: titles and lists are full of names. */
static const char *
detect (const TriPlainText *text)
{
  g_autoptr (GString) body = g_string_new (NULL);

  for (guint i = 0; i < text->blocks->len && body->len < TRI_DETECT_MAX_BYTES; i++)
    {
      const TriPlainBlock *block = &g_array_index (text->blocks, TriPlainBlock, i);

      if (block->role == TRI_PLAIN_PARAGRAPH || block->role == TRI_PLAIN_QUOTE)
        g_string_append_printf (body, "%s\n", block->text);
    }
  return tri_detect_language (body->str, body->len);
}

static gboolean
read_plain (const TriSource *source, TriDraft *draft, GCancellable *cancellable, GError **error)
{
  gsize length = 0;
  g_autofree char *content = tri_plain_load (source, &length, error);
  g_autoptr (TriPlainText) text = NULL;
  g_autoptr (TriBuilder) builder = tri_builder_new ();
  TriDraftText head = { 0 };
  g_autoptr (GArray) levels = g_array_new (FALSE, FALSE, sizeof (guint));
  Writer writer = { draft, builder, FALSE, levels };

  if (!content)
    return FALSE;
  text = tri_plain_text_new (source, content, length, error);
  if (!text)
    return FALSE;
  if (text->blocks->len == 0)
    {
      g_set_error (error,
                   TRI_ERROR,
                   TRI_ERROR_SYNTAX,
                   _ ("%s:1: the file is empty; choose another one"),
                   source->name);
      return FALSE;
    }
  g_clear_pointer (&content, g_free);
  tri_plain_text_find_roles (text);
  writer.has_italics = count_low_lines (text) >= 3;
  head.lang = source->lang ? source->lang : detect (text);
  head.title = text->title;
  head.author = text->author;
  return tri_draft_begin_text (draft, &head, error)
         && write_blocks (&writer, text, cancellable, error) && tri_draft_end_text (draft, error);
}

const TriFormat tri_format_plain = {
  .nick = "plain",
  .label = N_ ("Plain text"),
  .flags = TRI_FORMAT_GUESSES_LANG,
  .extensions = (const char *const[]){ "txt", "text", NULL },
  .sniff = sniff,
  .read = read_plain,
};
