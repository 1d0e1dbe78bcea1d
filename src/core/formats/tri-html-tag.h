/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "model/tri-passage.h"

G_BEGIN_DECLS

/* What an element is to a reader of texts. */
typedef enum
{
  TRI_HTML_INLINE, /* says nothing: what is in it stands as if it were not there */
  TRI_HTML_SPAN,   /* the words in it are of a kind */
  TRI_HTML_LINK,
  TRI_HTML_BREAK,
  TRI_HTML_IMAGE,
  TRI_HTML_CELL,
  TRI_HTML_BLOCK,
  TRI_HTML_ROOT, /* holds all, or a large part of it */
  TRI_HTML_HEADING,
  TRI_HTML_QUOTE,
  TRI_HTML_LIST,
  TRI_HTML_ITEM,
  TRI_HTML_DEFINITION,
  TRI_HTML_ROW,
  TRI_HTML_PRE,
  TRI_HTML_BANNER, /* the head or foot of a page or of a section */
  TRI_HTML_TITLE,
  TRI_HTML_META,
  TRI_HTML_SKIP,
} TriHtmlRole;

typedef enum
{
  TRI_HTML_IS_NOTE = 1 << 0,
  TRI_HTML_IS_NOTES = 1 << 1, /* holds notes */
  TRI_HTML_IS_NOTE_REF = 1 << 2,
  TRI_HTML_IS_BACK_LINK = 1 << 3,
  TRI_HTML_IS_PAGE = 1 << 4,
  TRI_HTML_IS_HIDDEN = 1 << 5,
  TRI_HTML_IS_POEM = 1 << 6,
  TRI_HTML_IS_STANZA = 1 << 7,
  TRI_HTML_IS_LINE = 1 << 8,
  TRI_HTML_IS_QUOTE = 1 << 9,
} TriHtmlFlags;

/**
 * TriHtmlTag:
 * @arg: of a heading its level
 * @flags: what class, role and epub:type say
 * @span: the #TriSpanKind of what is in it, -1 for none
 *
 * A start tag as far as it matters to a text. All is borrowed.
 */
typedef struct
{
  const char *name;
  TriHtmlRole role;
  int arg;
  guint flags;
  int span;
  const char *id;
  const char *lang;
  const char *href;
  const char *alt;
  const char *title;
  const char *content;
  const char *property; /* name or property of a meta, http-equiv */
  const char *start;
  const char *value;
  const char *type;
  gboolean is_reversed;
} TriHtmlTag;

TriHtmlTag tri_html_tag (const char *name, const char *const *attributes);
gboolean tri_html_role_is_block (TriHtmlRole role);

G_END_DECLS
