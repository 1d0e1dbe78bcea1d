/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

/**
 * TriVisit:
 * @uuid: what names it for good; %NULL until it is stored
 * @work: the row; likewise @text, 0 when that has gone, and @passage, where the reader stopped
 * @exact: that passage is the one that was read; else it stands where that one stood
 * @work_title: of the work as it is called now
 * @lang: of the text
 * @chapter: what tells the chapters of a work apart, "" for none
 * @title: of the chapter, as it was called then
 * @words: the first ones of the passage, as they were then
 * @started: likewise @ended: Unix seconds
 *
 * A stay of the reader in a chapter: a line of the reading history.
 */
struct _TriVisit
{
  GObject parent_instance;
  gint64 id;
  char *uuid;
  gint64 work;
  gint64 text;
  gint64 passage;
  gboolean exact;
  char *work_title;
  char *lang;
  char *chapter;
  char *title;
  char *words;
  gint64 started;
  gint64 ended;
};

#define TRI_TYPE_VISIT (tri_visit_get_type ())
G_DECLARE_FINAL_TYPE (TriVisit, tri_visit, TRI, VISIT, GObject)

TriVisit *tri_visit_new (void) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
