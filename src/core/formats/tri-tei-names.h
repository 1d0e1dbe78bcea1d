/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define TRI_TEI_NAMESPACE "http://www.tei-c.org/ns/1.0"
/* The subtype of a division of an export whose @n is its title, whatever its heading says. */
#define TRI_TEI_TITLED "titled"
#define TRI_XINCLUDE_NAMESPACE "http://www.w3.org/2001/XInclude"

/* What an element does to the reader. Elements that do the same share a role. */
typedef enum
{
  TRI_TEI_UNKNOWN, /* its text is kept */
  TRI_TEI_PLAIN,   /* a known inline element that says nothing we show */
  TRI_TEI_ROOT,
  TRI_TEI_HEADER,
  TRI_TEI_STANDOFF,
  TRI_TEI_TEXT,
  TRI_TEI_GROUP,
  TRI_TEI_PART,
  TRI_TEI_DIV,
  TRI_TEI_CONTAINER,
  TRI_TEI_BLOCK,
  TRI_TEI_HEAD,
  TRI_TEI_VERSE,
  TRI_TEI_LIST,
  TRI_TEI_ITEM,
  TRI_TEI_QUOTE,
  TRI_TEI_NOTE,
  TRI_TEI_ROW,
  TRI_TEI_CELL,
  TRI_TEI_LINE,
  TRI_TEI_SPAN, /* arg: a TriSpanKind */
  TRI_TEI_HI,
  TRI_TEI_FOREIGN,
  TRI_TEI_REF,
  TRI_TEI_MENTION, /* arg: a TriEntityType */
  TRI_TEI_NAME,
  TRI_TEI_TITLE,
  TRI_TEI_DATE,
  TRI_TEI_S,
  TRI_TEI_SEG,
  TRI_TEI_ANCHOR,
  TRI_TEI_LB,
  TRI_TEI_PB,
  TRI_TEI_MILESTONE,
  TRI_TEI_GAP,
  TRI_TEI_SPACE,
  TRI_TEI_CHOICE,
  TRI_TEI_APP,
  TRI_TEI_PRIMARY,
  TRI_TEI_SECONDARY,
  TRI_TEI_DEL,
  TRI_TEI_LINK_GROUP,
  TRI_TEI_LINK,
  TRI_TEI_ENTITIES, /* a list of a register */
  TRI_TEI_ENTITY,   /* arg: a TriEntityType */
  TRI_TEI_SKIP,
  TRI_TEI_PREFIX,
  TRI_TEI_INCLUDE,
} TriTeiRole;

typedef struct
{
  const char *name;
  TriTeiRole role;
  int arg;
} TriTeiElement;

const TriTeiElement *tri_tei_element_find (const char *name);

G_END_DECLS
