/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "formats/tri-export-inline.h"

#include <string.h>

static void
clear_tag (gpointer data)
{
  TriExportTag *tag = data;

  g_free (tag->open);
  g_free (tag->close);
}

GArray *
tri_export_tags_new (void)
{
  GArray *tags = g_array_new (FALSE, FALSE, sizeof (TriExportTag));

  g_array_set_clear_func (tags, clear_tag);
  return tags;
}

void
tri_export_tags_add (GArray *tags, guint start, guint end, char *open, const char *close)
{
  TriExportTag tag = { start, MAX (start, end), open, g_strdup (close), FALSE };

  g_array_append_val (tags, tag);
}

void
tri_export_tags_replace (GArray *tags, guint start, guint end, char *with)
{
  TriExportTag tag = { start, MAX (start, end), with, g_strdup (""), TRUE };

  g_array_append_val (tags, tag);
}

typedef struct
{
  GString *out;
  const char *at;
  guint offset;
  GPtrArray *open; /* TriExportTag, the innermost last */
  TriExportAppend append;
} Writer;

/* Forward only: what was replaced is behind. */
static void
advance (Writer *self, guint to, gboolean is_written)
{
  const char *end = self->at;

  for (; self->offset < to && *end; self->offset++)
    end = g_utf8_next_char (end);
  if (is_written && end > self->at)
    self->append (self->out, self->at, end - self->at);
  self->at = end;
}

static const TriExportTag *
get_open (Writer *self, guint i)
{
  return g_ptr_array_index (self->open, i);
}

/* Closes what ends at @offset, and what is inside of it, which is opened again if it goes on. */
static void
close_at (Writer *self, guint offset)
{
  guint outermost = 0;
  guint n_kept = 0;

  while (outermost < self->open->len && get_open (self, outermost)->end > offset)
    outermost++;
  n_kept = outermost;
  for (guint i = self->open->len; i-- > outermost;)
    g_string_append (self->out, get_open (self, i)->close);
  for (guint i = outermost; i < self->open->len; i++)
    if (get_open (self, i)->end > offset)
      {
        g_string_append (self->out, get_open (self, i)->open);
        self->open->pdata[n_kept++] = self->open->pdata[i];
      }
  g_ptr_array_set_size (self->open, (int) n_kept);
}

static void
close_until (Writer *self, guint offset)
{
  while (self->open->len > 0)
    {
      guint end = G_MAXUINT;

      for (guint i = 0; i < self->open->len; i++)
        end = MIN (end, get_open (self, i)->end);
      if (end > offset)
        return;
      advance (self, end, TRUE);
      close_at (self, end);
    }
}

/* Emphasis within emphasis says nothing more, and in Markdown ends the outer one. */
static gboolean
is_open_already (Writer *self, const TriExportTag *tag)
{
  for (guint i = 0; i < self->open->len; i++)
    {
      const TriExportTag *other = get_open (self, i);

      if (other->end >= tag->end && g_str_equal (other->open, tag->open)
          && g_str_equal (other->close, tag->close))
        return TRUE;
    }
  return FALSE;
}

/* A point stands before what begins there: it belongs to what ended. */
static int
compare_tags (gconstpointer a, gconstpointer b)
{
  const TriExportTag *left = a;
  const TriExportTag *right = b;

  if (left->start != right->start)
    return left->start < right->start ? -1 : 1;
  if ((left->end == left->start) != (right->end == right->start))
    return left->end == left->start ? -1 : 1;
  return left->end > right->end ? -1 : left->end < right->end;
}

void
tri_export_tags_append (GArray *tags, GString *out, const char *content, TriExportAppend append)
{
  g_autoptr (GPtrArray) open = g_ptr_array_new ();
  Writer self = { out, content, 0, open, append };

  g_array_sort (tags, compare_tags);
  for (guint i = 0; i < tags->len; i++)
    {
      TriExportTag *tag = &g_array_index (tags, TriExportTag, i);

      close_until (&self, tag->start);
      advance (&self, tag->start, TRUE);
      if (tag->end > tag->start && !tag->replaces && is_open_already (&self, tag))
        continue;
      g_string_append (out, tag->open);
      if (tag->replaces)
        advance (&self, tag->end, FALSE);
      else if (tag->end > tag->start)
        g_ptr_array_add (open, tag);
      else
        g_string_append (out, tag->close);
    }
  close_until (&self, G_MAXUINT - 1);
  advance (&self, G_MAXUINT, TRUE);
}
