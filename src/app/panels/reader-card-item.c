/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "reader-card-item.h"
#include "reader-panel-words.h"

#include <glib/gi18n.h>
#include <string.h>

G_DEFINE_FINAL_TYPE (ReaderCardItem, reader_card_item, G_TYPE_OBJECT)

/* How much stands before the name, in code points: so that the name is seen in a narrow row. */
#define MAX_BEFORE 18

static void
reader_card_item_finalize (GObject *object)
{
  ReaderCardItem *self = READER_CARD_ITEM (object);

  g_free (self->title);
  g_free (self->suffix);
  if (self->context)
    tri_context_clear (self->context);
  g_free (self->context);
  g_clear_object (&self->entity);
  g_clear_object (&self->bookmark);

  G_OBJECT_CLASS (reader_card_item_parent_class)->finalize (object);
}

static void
reader_card_item_class_init (ReaderCardItemClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = reader_card_item_finalize;
}

static void
reader_card_item_init (ReaderCardItem *self)
{
}

/**
 * reader_card_item_new:
 * @title: what the row shows
 * @suffix: (nullable): what stands behind it
 *
 * Returns: (transfer full): a row
 */
ReaderCardItem *
reader_card_item_new (ReaderCardKind kind, const char *title, const char *suffix)
{
  ReaderCardItem *self = g_object_new (READER_TYPE_CARD_ITEM, NULL);

  self->kind = kind;
  self->title = g_strdup (title);
  self->suffix = g_strdup (suffix);
  return self;
}

/* The end of @before, from a word on, at most MAX_BEFORE code points. */
static const char *
find_tail (const char *before)
{
  glong len = g_utf8_strlen (before, -1);
  const char *tail = NULL;
  const char *space = NULL;

  if (len <= MAX_BEFORE)
    return before;
  tail = g_utf8_offset_to_pointer (before, len - MAX_BEFORE);
  space = strchr (tail, ' ');
  return space && space[1] ? space + 1 : tail;
}

/**
 * reader_card_item_new_context:
 * @context: a mention; it is copied
 *
 * Returns: (transfer full): a row that shows the mention in its line, its name strong
 */
ReaderCardItem *
reader_card_item_new_context (const TriContext *context)
{
  ReaderCardItem *self = g_object_new (READER_TYPE_CARD_ITEM, NULL);
  g_autofree char *before = reader_panel_words_dup_line (context->before);
  g_autofree char *surface = reader_panel_words_dup_line (context->surface);
  g_autofree char *after = reader_panel_words_dup_line (context->after);
  const char *tail = find_tail (before);
  gboolean spaced = g_str_has_suffix (context->before, " ");
  gboolean spaced_after = context->after[0] == ' ';
  g_autoptr (GString) title = g_string_new (tail[0] && tail > before ? "…" : "");

  g_string_append (title, tail);
  if (spaced && tail[0])
    g_string_append_c (title, ' ');
  self->strong_start = (guint) title->len;
  g_string_append (title, surface);
  self->strong_end = (guint) title->len;
  if (spaced_after)
    g_string_append_c (title, ' ');
  g_string_append (title, after);

  self->kind = READER_CARD_CONTEXT;
  self->title = g_string_free (g_steal_pointer (&title), FALSE);
  self->suffix = tri_mention_is_question (&context->mention) ? g_strdup (_ ("perhaps")) : NULL;
  self->context = g_new (TriContext, 1);
  *self->context = *context;
  self->context->before = g_strdup (context->before);
  self->context->surface = g_strdup (context->surface);
  self->context->after = g_strdup (context->after);
  if (context->inferred)
    /* Translators: behind a line with a date that does not say its year itself */
    self->suffix = g_strdup (_ ("year inferred"));
  return self;
}
