/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "formats/tri-tei-include.h"

#include "tri-error.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define MAX_STEPS 32

/* An element on the way to the part. */
typedef struct
{
  guint n_children;
  guint ordinal; /* among those of its parent, from 1 */
  char *lang;    /* its own, or NULL */
} Level;

/* A part of a file: the element with an id, or the one at the end of a way of ordinals ("/1/2/5"),
 * which may begin at an id. Without either it is the whole file. */
struct _TriTeiPart
{
  char *id;
  guint steps[MAX_STEPS];
  guint n_steps;
  GArray *levels;
  guint base; /* how many levels are above the way; of an id, known when it came */
  gboolean has_base;
  guint depth; /* of elements that are open in the part */
  gboolean is_found;
  char *lang; /* around it */
};

static void
clear_level (gpointer data)
{
  g_free (((Level *) data)->lang);
}

static gboolean
is_name (const char *text, gsize n)
{
  for (gsize i = 0; i < n; i++)
    if (strchr ("/()'\"#,|@[] \t\n*", text[i]))
      return FALSE;
  return n > 0;
}

/* "/1/2/5" behind the name, to the end. */
static gboolean
read_steps (TriTeiPart *self, const char *text, const char *end)
{
  while (text < end)
    {
      char *stop = NULL;
      guint64 step = 0;

      if (*text != '/' || !g_ascii_isdigit (text[1]) || self->n_steps == MAX_STEPS)
        return FALSE;
      step = g_ascii_strtoull (text + 1, &stop, 10);
      if (step == 0 || step > G_MAXINT)
        return FALSE;
      self->steps[self->n_steps++] = (guint) step;
      text = stop;
    }
  return TRUE;
}

/* What is between the parentheses of a scheme. */
static gboolean
read_element_scheme (TriTeiPart *self, const char *text, gsize length)
{
  const char *end = text + length;
  const char *slash = memchr (text, '/', length);

  if (!slash)
    slash = end;
  if (slash > text && !is_name (text, (gsize) (slash - text)))
    return FALSE;
  if (slash > text)
    self->id = g_strndup (text, (gsize) (slash - text));
  else
    self->has_base = TRUE;
  return read_steps (self, slash, end) && (self->id || self->n_steps > 0);
}

/* "id", "element(id/1/2)", "element(/1/2)", "xpointer(id('id'))" */
static gboolean
read_pointer (TriTeiPart *self, const char *text)
{
  static const char *const by_id[] = { "xpointer(id('", "xpointer(id(\"" };
  gsize length = strlen (text);

  if (is_name (text, length))
    {
      self->id = g_strdup (text);
      return TRUE;
    }
  if (g_str_has_prefix (text, "element(") && text[length - 1] == ')')
    return read_element_scheme (self, text + 8, length - 9);
  for (guint i = 0; i < G_N_ELEMENTS (by_id); i++)
    if (g_str_has_prefix (text, by_id[i]) && length > strlen (by_id[i]) + 3
        && is_name (text + 13, length - 16) && g_str_has_suffix (text, "))"))
      {
        self->id = g_strndup (text + 13, length - 16);
        return TRUE;
      }
  return FALSE;
}

TriTeiPart *
tri_tei_part_new (const char *xpointer, GError **error)
{
  g_autoptr (TriTeiPart) self = g_new0 (TriTeiPart, 1);

  self->levels = g_array_new (FALSE, FALSE, sizeof (Level));
  g_array_set_clear_func (self->levels, clear_level);
  if (!xpointer || read_pointer (self, xpointer))
    return g_steal_pointer (&self);
  g_set_error (error,
               TRI_ERROR,
               TRI_ERROR_UNSUPPORTED,
               _ ("the part “%s” of a file is not understood; name it by its xml:id"),
               xpointer);
  return NULL;
}

void
tri_tei_part_free (TriTeiPart *self)
{
  g_array_unref (self->levels);
  g_free (self->id);
  g_free (self->lang);
  g_free (self);
}

static void
push_level (TriTeiPart *self, const char *lang)
{
  Level level = { .ordinal = 1, .lang = g_strdup (lang) };

  if (self->levels->len > 0)
    level.ordinal = ++g_array_index (self->levels, Level, self->levels->len - 1).n_children;
  g_array_append_val (self->levels, level);
}

static gboolean
is_at_end_of_way (const TriTeiPart *self)
{
  if (!self->has_base || self->levels->len != self->base + self->n_steps)
    return FALSE;
  for (guint i = 0; i < self->n_steps; i++)
    if (g_array_index (self->levels, Level, self->base + i).ordinal != self->steps[i])
      return FALSE;
  return TRUE;
}

static void
open_part (TriTeiPart *self)
{
  self->is_found = TRUE;
  self->depth = 1;
  /* Its own language is not around it. */
  for (guint i = self->levels->len - 1; i > 0 && !self->lang; i--)
    self->lang = g_strdup (g_array_index (self->levels, Level, i - 1).lang);
}

/**
 * tri_tei_part_start:
 * @id: (nullable): of the element that begins; likewise @lang
 *
 * Returns: whether it is in the part
 */
gboolean
tri_tei_part_start (TriTeiPart *self, const char *id, const char *lang)
{
  if (self->depth > 0)
    {
      self->depth++;
      return TRUE;
    }
  if (self->is_found)
    return FALSE;
  push_level (self, lang);
  if (self->id && !self->has_base && g_strcmp0 (self->id, id) == 0)
    {
      self->has_base = TRUE;
      self->base = self->levels->len;
    }
  if ((!self->id && self->n_steps == 0) || is_at_end_of_way (self))
    open_part (self);
  return self->depth > 0;
}

gboolean
tri_tei_part_end (TriTeiPart *self, gboolean *is_over)
{
  *is_over = FALSE;
  if (self->depth > 0)
    {
      self->depth--;
      *is_over = self->depth == 0 && self->has_base;
      return TRUE;
    }
  if (!self->is_found && self->levels->len > 0)
    g_array_set_size (self->levels, self->levels->len - 1);
  return FALSE;
}

gboolean
tri_tei_part_is_open (const TriTeiPart *self)
{
  return self->depth > 0;
}

gboolean
tri_tei_part_was_found (const TriTeiPart *self)
{
  return self->is_found;
}

char *
tri_tei_part_steal_lang (TriTeiPart *self)
{
  return g_steal_pointer (&self->lang);
}
