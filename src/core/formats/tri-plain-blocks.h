/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "formats/tri-format.h"

G_BEGIN_DECLS

/* In bytes. A passage is held several times over while its sentences are found. */
#define TRI_PLAIN_MAX_BLOCK (4 * 1024 * 1024)

/* What a block of plain text is for its reader. */
typedef enum
{
  TRI_PLAIN_PARAGRAPH,
  TRI_PLAIN_TITLE,    /* of the text: a heading without a division */
  TRI_PLAIN_HEADING,  /* begins a division of @level */
  TRI_PLAIN_SUBTITLE, /* a heading in the division that the last one began */
  TRI_PLAIN_ITEM,
  TRI_PLAIN_QUOTE,
} TriPlainRole;

/**
 * TriPlainBlock:
 * @text: its words; lines that stay lines are parted by \n
 * @n_chars: in code points
 * @n_lines: how many lines of the file it takes
 */
typedef struct
{
  char *text;
  guint n_chars;
  guint n_lines;
  TriPlainRole role;
  guint level;
} TriPlainBlock;

typedef struct _TriPlainCuts TriPlainCuts;

/**
 * TriPlainText:
 * @blocks: (element-type TriPlainBlock)
 * @cuts: while lines are joined
 * @joined: the block that is being joined
 * @too_long: a line that begins a block of more than %TRI_PLAIN_MAX_BLOCK, or %NULL
 */
typedef struct
{
  GArray *blocks;
  TriPlainCuts *cuts;
  GString *joined;
  const char *too_long;
  char *title;
  char *author;
} TriPlainText;

TriPlainText *tri_plain_text_new (const TriSource *source,
                                  const char *text,
                                  gsize length,
                                  GError **error) G_GNUC_WARN_UNUSED_RESULT;
void tri_plain_text_free (TriPlainText *self);
void tri_plain_text_find_roles (TriPlainText *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TriPlainText, tri_plain_text_free)

gboolean tri_plain_is_date (const char *text);
gboolean tri_plain_is_chapter (const char *text, guint *level);
gboolean tri_plain_is_capitals (const char *text);
gboolean tri_plain_is_sentence (const char *text);
gboolean tri_plain_is_speech (const char *text);
gsize tri_plain_skip_bullet (const char *text);

G_END_DECLS
