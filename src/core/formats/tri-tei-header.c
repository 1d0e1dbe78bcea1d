/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "formats/tri-tei-reader.h"

#include "tri-language.h"

#include <string.h>

/* Of a text that has more, in bytes, the rest is not told. */
#define MAX_AUTHORS 1000

enum
{
  FIELD_NONE,
  FIELD_TITLE,
  FIELD_AUTHOR,
  FIELD_SOURCE,
  FIELD_RIGHTS,
};

void
tri_tei_header_clear (TriTeiHeader *header)
{
  g_array_set_size (header->titles, 0);
  g_clear_pointer (&header->author, g_free);
  g_clear_pointer (&header->source, g_free);
  g_clear_pointer (&header->rights, g_free);
  g_clear_pointer (&header->lang, g_free);
  header->n_langs = 0;
}

/**
 * tri_tei_header_get_title:
 * @lang: of the text that wants a title
 *
 * Returns: (nullable): the last title in just this language (a subtitle names a text better than
 * the title of the whole), else the main one
 */
const char *
tri_tei_header_get_title (const TriTeiHeader *header, const char *lang)
{
  const char *found = NULL;

  for (guint i = 0; i < header->titles->len; i++)
    {
      const TriTeiTitle *title = &g_array_index (header->titles, TriTeiTitle, i);

      if (title->lang && g_ascii_strcasecmp (title->lang, lang) == 0)
        found = title->text;
    }
  if (!found && header->titles->len > 0)
    found = g_array_index (header->titles, TriTeiTitle, 0).text;
  return found;
}

static guint
find_field (TriTeiReader *self, const TriTeiTag *tag)
{
  const char *outer = tri_tei_parent (self)->name;

  if (strcmp (outer, "titleStmt") == 0 && strcmp (tag->name, "title") == 0)
    return FIELD_TITLE;
  if (strcmp (outer, "titleStmt") == 0 && strcmp (tag->name, "author") == 0)
    return FIELD_AUTHOR;
  if (strcmp (tag->name, "sourceDesc") == 0)
    return FIELD_SOURCE;
  if (strcmp (tag->name, "availability") == 0)
    return FIELD_RIGHTS;
  return FIELD_NONE;
}

static void
start_language (TriTeiReader *self, const TriTeiTag *tag)
{
  TriTeiHeader *header = &self->header;

  g_clear_pointer (&header->lang, g_free);
  if (++header->n_langs == 1)
    header->lang = tri_language_dup_tag (tri_tei_get (tag, "ident"));
}

void
tri_tei_header_start (TriTeiReader *self, const TriTeiTag *tag)
{
  TriTeiFrame *frame = tri_tei_top (self);

  if (tag->element->role == TRI_TEI_ENTITIES)
    {
      frame->mode = TRI_TEI_MODE_STANDOFF;
      frame->field = FIELD_NONE;
      tri_tei_register_start (self, tag);
      return;
    }
  if (strcmp (tag->name, "encodingDesc") == 0 || strcmp (tag->name, "revisionDesc") == 0)
    frame->mode = TRI_TEI_MODE_SKIP;
  else if (strcmp (tag->name, "language") == 0)
    start_language (self, tag);
  else if (frame->field == FIELD_AUTHOR && strcmp (tag->name, "idno") == 0)
    frame->mode = TRI_TEI_MODE_SKIP;
  else if (frame->field)
    g_string_append_c (self->capture, ' ');
  else
    {
      frame->field = find_field (self, tag);
      frame->begun = frame->field != FIELD_NONE;
    }
}

static void
set_once (char **field, char **text)
{
  if (!*field && **text)
    *field = g_steal_pointer (text);
}

static gboolean
has_author (const char *authors, const char *name)
{
  g_auto (GStrv) names = g_strsplit (authors, "; ", -1);

  return g_strv_contains ((const char *const *) names, name);
}

/* Several are parted by semicolons. One that has a language of its own is named a second time. */
static void
add_author (TriTeiHeader *header, const char *name, const char *own_lang)
{
  char *authors = NULL;

  if (!*name)
    return;
  if (header->author
      && (own_lang || strlen (header->author) > MAX_AUTHORS || has_author (header->author, name)))
    return;
  authors = header->author ? g_strconcat (header->author, "; ", name, NULL) : g_strdup (name);
  g_free (header->author);
  header->author = authors;
}

static void
end_field (TriTeiReader *self, TriTeiFrame *frame)
{
  TriTeiHeader *header = &self->header;
  g_autofree char *text = tri_tei_dup_collapsed (self->capture->str);

  g_string_truncate (self->capture, 0);
  switch (frame->field)
    {
    case FIELD_TITLE:
      if (*text && header->titles->len < 64)
        {
          TriTeiTitle title = { g_strdup (frame->own_lang), g_steal_pointer (&text) };

          g_array_append_val (header->titles, title);
        }
      break;
    case FIELD_AUTHOR:
      add_author (header, text, frame->own_lang);
      break;
    case FIELD_SOURCE:
      set_once (&header->source, &text);
      break;
    default:
      set_once (&header->rights, &text);
    }
}

void
tri_tei_header_end (TriTeiReader *self)
{
  TriTeiFrame *frame = tri_tei_top (self);

  if (frame->begun)
    end_field (self, frame);
  if (frame->element->role == TRI_TEI_HEADER && !self->work_is_set)
    {
      self->work_is_set = TRUE;
      tri_draft_set_work (self->draft,
                          tri_tei_header_get_title (&self->header, ""),
                          self->kind);
    }
}
