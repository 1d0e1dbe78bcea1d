/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "formats/tri-html-reader.h"

#include <string.h>

/* What a file says of itself, and words that are no part of the text: titles, numbers of pages. */

/* The last word of "Page 12", "[12]". */
static char *
dup_page (const char *words)
{
  g_autofree char *plain = g_strdup (words);
  char *last = NULL;

  g_strdelimit (plain, "[](){}", ' ');
  g_strstrip (plain);
  last = strrchr (plain, ' ');
  last = last ? last + 1 : plain;
  return *last && strlen (last) < 32 ? g_strdup (last) : NULL;
}

void
tri_html_meta_capture (TriHtmlReader *self, TriHtmlFrame *frame, const TriHtmlTag *tag)
{
  if (self->is_captured)
    return;
  frame->ends_capture = TRUE;
  self->is_captured = TRUE;
  g_string_truncate (self->captured, 0);
  if (tag->role != TRI_HTML_TITLE && tag->title)
    frame->value = dup_page (tag->title);
}

/* Of several the first counts. */
void
tri_html_meta_set (char **place, const char *value)
{
  g_autofree char *plain = g_strdup (value);

  g_strdelimit (g_strstrip (plain), "\n\t", ' ');
  if (!*place && *plain && strlen (plain) < TRI_HTML_MAX_TITLE)
    *place = g_steal_pointer (&plain);
}

void
tri_html_meta_take (TriHtmlReader *self, const TriHtmlTag *tag)
{
  TriHtmlSurvey *survey = self->book->survey;
  const struct
  {
    const char *name;
    char **place;
  } names[] = {
    { "author", &survey->author },
    { "dc.creator", &survey->author },
    { "dcterms.creator", &survey->author },
    { "dc.title", &survey->title },
    { "dc.rights", &survey->rights },
    { "dcterms.rights", &survey->rights },
    { "dc.language", &survey->lang },
    { "content-language", &survey->lang },
  };

  for (guint i = 0; tag->property && tag->content && i < G_N_ELEMENTS (names); i++)
    if (g_ascii_strcasecmp (tag->property, names[i].name) == 0)
      tri_html_meta_set (names[i].place, tag->content);
}

static void
take_title (TriHtmlReader *self)
{
  static const char *const ends[] = { " | Project Gutenberg", " - Project Gutenberg" };
  static const char before[] = "The Project Gutenberg eBook of ";
  char *title = g_strstrip (self->captured->str);

  for (guint i = 0; i < G_N_ELEMENTS (ends); i++)
    if (g_str_has_suffix (title, ends[i]))
      title[strlen (title) - strlen (ends[i])] = '\0';
  if (g_ascii_strncasecmp (title, before, strlen (before)) == 0)
    title += strlen (before);
  if (self->mode == TRI_HTML_LOOKS)
    tri_html_meta_set (&self->book->survey->title, title);
}

void
tri_html_meta_end_capture (TriHtmlReader *self, TriHtmlFrame *frame)
{
  TriPlace place = tri_builder_get_place (self->builder);
  g_autofree char *page = NULL;

  self->is_captured = FALSE;
  if (frame->role == TRI_HTML_TITLE)
    {
      take_title (self);
      return;
    }
  page = frame->value ? g_strdup (frame->value) : dup_page (self->captured->str);
  if (page && self->builder->spans->len < 10000)
    tri_builder_add_span (self->builder,
                          (TriRange){ place.offset, place.offset },
                          TRI_SPAN_PAGE,
                          page);
}
