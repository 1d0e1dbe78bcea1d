/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * TriMarkdownFront:
 * @length: how many bytes it takes at the beginning of the file, 0 when there is none
 *
 * What a Markdown file says of itself between two lines of hyphens.
 */
typedef struct
{
  gsize length;
  char *title;
  char *author;
  char *lang;
} TriMarkdownFront;

TriMarkdownFront *tri_markdown_front_new (const char *text) G_GNUC_WARN_UNUSED_RESULT;
void tri_markdown_front_free (TriMarkdownFront *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TriMarkdownFront, tri_markdown_front_free)

G_END_DECLS
