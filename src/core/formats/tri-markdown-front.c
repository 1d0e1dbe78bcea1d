/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "formats/tri-markdown-front.h"

#include <string.h>

/* A front matter of more lines is none. */
#define MAX_LINES 200

static char *
dup_value (const char *line, const char *name)
{
  char *value = NULL;
  gsize n = strlen (name);

  if (!g_str_has_prefix (line, name) || line[n] != ':')
    return NULL;
  value = g_strstrip (g_strdup (line + n + 1));
  n = strlen (value);
  if (n >= 2 && (*value == '"' || *value == '\'') && value[n - 1] == *value)
    {
      value[n - 1] = '\0';
      memmove (value, value + 1, n - 1);
    }
  if (!*value)
    g_clear_pointer (&value, g_free);
  return value;
}

static void
set_once (char **field, char *value)
{
  if (*field)
    g_free (value);
  else
    *field = value;
}

static void
read_line (TriMarkdownFront *self, const char *line)
{
  set_once (&self->title, dup_value (line, "title"));
  set_once (&self->author, dup_value (line, "author"));
  set_once (&self->lang, dup_value (line, "lang"));
  set_once (&self->lang, dup_value (line, "language"));
}

static gboolean
is_fence (const char *line, gsize n)
{
  return (n == 3 && (memcmp (line, "---", 3) == 0 || memcmp (line, "...", 3) == 0));
}

static const char *
find_end (const char *text)
{
  const char *line = text;

  for (guint i = 0; i < MAX_LINES && *line; i++)
    {
      gsize n = strcspn (line, "\n");

      if (i > 0 && is_fence (line, n))
        return line + n;
      if (i == 0 && (n != 3 || memcmp (line, "---", 3) != 0))
        return NULL;
      line += n + (line[n] == '\n');
    }
  return NULL;
}

/* Behind the lines of a field that begins at @at: the next ones are indented. */
static const char *
find_field_end (const char *at)
{
  do
    at += strcspn (at, "\n") + 1;
  while (at[-1] && *at == ' ');
  return at[-1] ? at : at - 1;
}

static char *
dup_field (const char *from, const char *end)
{
  g_autofree char *field = g_strndup (from, (gsize) (end - from));
  g_auto (GStrv) words = g_strsplit_set (field, " \n", -1);
  g_autoptr (GString) value = g_string_new (NULL);

  for (guint i = 0; words[i]; i++)
    if (*words[i])
      g_string_append_printf (value, "%s%s", value->len > 0 ? " " : "", words[i]);
  return value->len > 0 ? g_strdup (value->str) : NULL;
}

/* The title block of Pandoc: a title, the authors, a date.
 *
 *     % The Ferry
 *     % A. Writer
 */
static void
read_title_block (TriMarkdownFront *self, const char *text)
{
  char **fields[] = { &self->title, &self->author, NULL };
  const char *at = text;

  for (guint i = 0; i < G_N_ELEMENTS (fields) && *at == '%'; i++)
    {
      const char *end = find_field_end (at);

      if (fields[i])
        *fields[i] = dup_field (at + 1, end);
      at = end;
    }
  self->length = (gsize) (at - text);
}

/**
 * tri_markdown_front_new:
 * @text: a whole Markdown file
 *
 * Reads the title, the author and the language in the front matter: `name: value` lines, as in
 * YAML, of which nothing else is understood, or the title block of Pandoc.
 *
 * Returns: (transfer full): all %NULL and a length of 0 without front matter
 */
TriMarkdownFront *
tri_markdown_front_new (const char *text)
{
  TriMarkdownFront *self = g_new0 (TriMarkdownFront, 1);
  const char *end = find_end (text);
  g_autofree char *front = NULL;
  g_auto (GStrv) lines = NULL;

  if (!end)
    {
      if (g_str_has_prefix (text, "% "))
        read_title_block (self, text);
      return self;
    }
  self->length = (gsize) (end - text);
  front = g_strndup (text, self->length);
  lines = g_strsplit (front, "\n", -1);
  for (guint i = 1; lines[i]; i++)
    read_line (self, lines[i]);
  return self;
}

void
tri_markdown_front_free (TriMarkdownFront *self)
{
  g_free (self->title);
  g_free (self->author);
  g_free (self->lang);
  g_free (self);
}
