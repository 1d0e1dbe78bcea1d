/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

/**
 * TriSavedSearch:
 * @uuid: what names it for good; %NULL until it is stored
 * @title: what the reader calls it
 * @query: as it was typed
 * @options: a JSON object, see tri_search_options_to_json()
 * @created: likewise @modified: Unix seconds
 *
 * A search that the reader keeps: what is asked, never what was found.
 */
struct _TriSavedSearch
{
  GObject parent_instance;
  char *uuid;
  char *title;
  char *query;
  char *options;
  gint64 created;
  gint64 modified;
};

#define TRI_TYPE_SAVED_SEARCH (tri_saved_search_get_type ())
G_DECLARE_FINAL_TYPE (TriSavedSearch, tri_saved_search, TRI, SAVED_SEARCH, GObject)

/* @title: NULL or "": the question is the title. @options: NULL: none. */
TriSavedSearch *tri_saved_search_new (const char *title,
                                      const char *query,
                                      const char *options) G_GNUC_WARN_UNUSED_RESULT;
/* One of its own, to be edited and stored. */
TriSavedSearch *tri_saved_search_copy (TriSavedSearch *self) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
