/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "model/tri-enums.h"

#include <glib-object.h>

G_BEGIN_DECLS

/**
 * TriText:
 * @id: the row in the library
 * @uuid: the id shown to the outside
 * @ord: its place in the work, from 0
 * @strand: the strand of the work whose rows it stands in, see tri_library_get_strands()
 * @column: its place among the texts of that strand, from 0
 * @lang: BCP 47
 * @source: where it comes from, in words, or %NULL; likewise @author and @rights
 * @n_passages: how many passages it has
 *
 * One language version in a work. GObjects, since lists and menus show them; a change in the
 * library makes new ones.
 */
struct _TriText
{
  GObject parent_instance;
  gint64 id;
  char *uuid;
  guint ord;
  guint strand;
  guint column;
  char *lang;
  char *title;
  char *author;
  char *source;
  char *rights;
  guint n_passages;
};

#define TRI_TYPE_TEXT (tri_text_get_type ())
G_DECLARE_FINAL_TYPE (TriText, tri_text, TRI, TEXT, GObject)

/**
 * TriWork:
 * @uuid: the id shown to the outside
 * @texts: (element-type TriText): in the work's order
 * @opened: when it was last read, Unix seconds, 0 for never
 */
struct _TriWork
{
  GObject parent_instance;
  gint64 id;
  char *uuid;
  char *title;
  TriWorkKind kind;
  GPtrArray *texts;
  gint64 created;
  gint64 opened;
};

#define TRI_TYPE_WORK (tri_work_get_type ())
G_DECLARE_FINAL_TYPE (TriWork, tri_work, TRI, WORK, GObject)

/**
 * TriDivision:
 * @parent: the division it is part of, 0 for none
 * @level: from 1
 * @key: what names it for good within its text
 * @title: as its heading says, or a name made from its type and number; may be ""
 * @first: the ordinal of its first passage in its text
 * @n_passages: with those of its parts
 */
struct _TriDivision
{
  GObject parent_instance;
  gint64 id;
  gint64 text;
  gint64 parent;
  guint level;
  char *key;
  char *title;
  guint first;
  guint n_passages;
};

#define TRI_TYPE_DIVISION (tri_division_get_type ())
G_DECLARE_FINAL_TYPE (TriDivision, tri_division, TRI, DIVISION, GObject)

TriText *tri_work_get_text (TriWork *self, gint64 text);

G_END_DECLS
