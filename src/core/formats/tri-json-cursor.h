/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

/* How deep values may be nested, and how large one may be that is taken whole. */
#define TRI_JSON_MAX_DEPTH 64
#define TRI_JSON_MAX_VALUE (1024 * 1024)

/**
 * TriJsonCursor:
 *
 * Walks through JSON without keeping it, strictly (RFC 8259): what is wrong is told with the line.
 * The text is UTF-8; a lone surrogate or U+0000 in a string is refused, since no text of ours can
 * hold it.
 */
typedef struct
{
  const char *name;
  const char *begin;
  const char *at;
  const char *end;
  guint line;
} TriJsonCursor;

/* @name is for messages. */
void tri_json_cursor_init (TriJsonCursor *self, const char *name, const char *text, gsize length);
/* The first byte of the value that comes: '{', '[', '"', …; '\0' at the end. */
char tri_json_cursor_peek (TriJsonCursor *self);
/* Walks over a value. */
gboolean tri_json_cursor_skip (TriJsonCursor *self, GError **error);
/* Takes a value whole. */
JsonNode *tri_json_cursor_take (TriJsonCursor *self, GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* Into an array: afterwards TRUE from _next_element as long as there are values, each of which has
 * to be skipped or taken. */
gboolean tri_json_cursor_enter (TriJsonCursor *self, char bracket, GError **error);
gboolean tri_json_cursor_next_element (TriJsonCursor *self, gboolean is_first, GError **error);
/* The same of an object; NULL at its end. */
char *tri_json_cursor_next_member (TriJsonCursor *self,
                                   gboolean is_first,
                                   GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* Nothing more comes. */
gboolean tri_json_cursor_finish (TriJsonCursor *self, GError **error);

G_END_DECLS
