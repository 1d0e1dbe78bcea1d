/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "formats/tri-builder.h"

#include <cmark-gfm.h>

G_BEGIN_DECLS

/**
 * TriMarkdown:
 * @builder: the passage that is being built
 * @root: the document, which holds the footnotes
 * @written: the names of the footnotes that were written
 *
 * Turns the inline nodes of Markdown into text and spans.
 */
typedef struct
{
  TriBuilder *builder;
  cmark_node *root;
  GHashTable *notes;
  GHashTable *written;
  guint depth;
} TriMarkdown;

void tri_markdown_init (TriMarkdown *self, cmark_node *root);
void tri_markdown_clear (TriMarkdown *self);
void tri_markdown_append (TriMarkdown *self, cmark_node *node);
void tri_markdown_append_html (TriMarkdown *self, const char *html);
char *tri_markdown_dup_text (cmark_node *node) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
