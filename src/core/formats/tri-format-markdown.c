/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "formats/tri-format.h"

#include "formats/tri-detect.h"
#include "formats/tri-markdown-front.h"
#include "formats/tri-markdown-inline.h"
#include "formats/tri-plain-load.h"
#include "model/tri-item-marker.h"
#include "tri-error.h"

#include <cmark-gfm-core-extensions.h>
#include <glib/gi18n-lib.h>
#include <string.h>

/* Deeper than this no text is nested, only an attack. */
#define MAX_DEPTH 100
/* Cells that the parser makes up where rows of a table are shorter than the first one. */
#define MAX_MADE_UP 524288
/* What the parser takes the square of: columns of a table, pictures in a paragraph. */
#define MAX_COLUMNS 2000
#define MAX_PICTURES 5000

typedef struct
{
  const TriSource *source;
  TriDraft *draft;
  TriMarkdown markdown;
  GArray *levels; /* of the headings whose divisions are open */
  cmark_node *title;
  guint nesting; /* of lists */
  TriPassageKind kind;
  gboolean is_numbered; /* of the list */
  int number;
  char *marker; /* what stands before the next passage of the item, or NULL */
  guint depth;
} Writer;

static gboolean write_children (Writer *self, cmark_node *node, GError **error);

static int
sniff (const char *name, const guint8 *bytes, gsize n_bytes)
{
  g_autofree char *lower = g_ascii_strdown (name, -1);
  gboolean is_named = g_str_has_suffix (lower, ".md") || g_str_has_suffix (lower, ".markdown");

  if (!tri_plain_sniff (bytes, n_bytes))
    return 0;
  /* Any text may be chosen to be read so. */
  return is_named ? 80 : 1;
}

/* "## The ferry {#ferry}": what Pandoc and others write behind a heading is no part of it. */
static void
drop_heading_id (cmark_node *last)
{
  const char *words = cmark_node_get_literal (last);
  const char *mark = g_strrstr (words, "{#");
  gsize length = mark ? strcspn (mark + 2, "{} ") : 0;

  if (length > 0 && strcmp (mark + 2 + length, "}") == 0)
    {
      g_autofree char *kept = g_strndup (words, (gsize) (mark - words));

      cmark_node_set_literal (last, g_strchomp (kept));
    }
}

static void
drop_heading_ids (cmark_node *root)
{
  for (cmark_node *node = cmark_node_first_child (root); node; node = cmark_node_next (node))
    {
      cmark_node *last = cmark_node_last_child (node);

      if (cmark_node_get_type (node) == CMARK_NODE_HEADING
          && last
          && cmark_node_get_type (last) == CMARK_NODE_TEXT)
        drop_heading_id (last);
    }
}

/* The parser makes single bytes, which are no UTF-8, of "&#xFFFE;" and "&#xFFFF;". */
static void
mend_references (cmark_node *root)
{
  cmark_iter *iter = cmark_iter_new (root);

  while (cmark_iter_next (iter) != CMARK_EVENT_DONE)
    {
      cmark_node *node = cmark_iter_get_node (iter);
      const char *literal = cmark_node_get_literal (node);
      const char *url = cmark_node_get_url (node);
      g_autofree char *valid = NULL;

      if (literal && !g_utf8_validate (literal, -1, NULL))
        cmark_node_set_literal (node, valid = g_utf8_make_valid (literal, -1));
      else if (url && !g_utf8_validate (url, -1, NULL))
        cmark_node_set_url (node, valid = g_utf8_make_valid (url, -1));
    }
  cmark_iter_free (iter);
}

/* The footnotes of a document stand at its end; they are read when their marks come. */
static cmark_node *
parse (const char *text, gsize length)
{
  static const char *const extensions[] = { "table", "strikethrough", "autolink" };
  cmark_parser *parser = NULL;
  cmark_node *root = NULL;

  cmark_gfm_core_extensions_ensure_registered ();
  parser = cmark_parser_new (CMARK_OPT_FOOTNOTES | CMARK_OPT_VALIDATE_UTF8);
  for (guint i = 0; i < G_N_ELEMENTS (extensions); i++)
    {
      cmark_syntax_extension *extension = cmark_find_syntax_extension (extensions[i]);

      if (extension)
        cmark_parser_attach_syntax_extension (parser, extension);
    }
  cmark_parser_feed (parser, text, length);
  root = cmark_parser_finish (parser);
  cmark_parser_free (parser);
  drop_heading_ids (root);
  if (strstr (text, "&#"))
    mend_references (root);
  return root;
}

static gboolean
close_divisions (Writer *self, int level, GError **error)
{
  while (self->levels->len > 0 && g_array_index (self->levels, int, self->levels->len - 1) >= level)
    {
      g_array_set_size (self->levels, self->levels->len - 1);
      if (!tri_draft_end_division (self->draft, error))
        return FALSE;
    }
  return TRUE;
}

/* The number of an item stands before its first passage; before the others stands nothing. */
static void
take_marker (Writer *self)
{
  if (!self->marker)
    return;
  tri_builder_add_span (self->markdown.builder, (TriRange){ 0, 0 }, TRI_SPAN_OTHER, self->marker);
  g_free (self->marker);
  self->marker = tri_item_marker_dup_value ("");
}

static gboolean
push (Writer *self, TriPassageKind kind, guint level, GError **error)
{
  TriBuilder *builder = self->markdown.builder;

  builder->kind = kind;
  builder->level = level;
  if (kind == TRI_PASSAGE_ITEM)
    take_marker (self);
  return tri_builder_push (builder, self->draft, error);
}

static gboolean
write_heading (Writer *self, cmark_node *node, GError **error)
{
  int level = cmark_node_get_heading_level (node);
  TriDraftDivision division = { 0 };

  if (node == self->title)
    {
      tri_markdown_append (&self->markdown, node);
      return push (self, TRI_PASSAGE_HEADING, 1, error);
    }
  if (!close_divisions (self, level, error)
      || !tri_draft_begin_division (self->draft, &division, error))
    return FALSE;
  g_array_append_val (self->levels, level);
  tri_markdown_append (&self->markdown, node);
  return push (self, TRI_PASSAGE_HEADING, self->levels->len, error);
}

static gboolean
write_code (Writer *self, cmark_node *node, GError **error)
{
  TriBuilder *builder = self->markdown.builder;
  g_autofree char *code = g_strdup (cmark_node_get_literal (node));
  gsize n = strlen (code);

  while (n > 0 && code[n - 1] == '\n')
    n--;
  if (n == 0)
    return TRUE;
  tri_builder_append_verbatim (builder, code, n);
  tri_builder_add_span (builder, (TriRange){ 0, builder->n_chars }, TRI_SPAN_CODE, NULL);
  return push (self, self->kind, 0, error);
}

static gboolean
write_row (Writer *self, cmark_node *row, GError **error)
{
  for (cmark_node *cell = cmark_node_first_child (row); cell; cell = cmark_node_next (cell))
    {
      if (cell != cmark_node_first_child (row))
        tri_builder_append (self->markdown.builder, " | ", 3);
      tri_markdown_append (&self->markdown, cell);
    }
  return push (self, TRI_PASSAGE_PARAGRAPH, 0, error);
}

static gboolean
write_table (Writer *self, cmark_node *table, GError **error)
{
  for (cmark_node *row = cmark_node_first_child (table); row; row = cmark_node_next (row))
    if (!write_row (self, row, error))
      return FALSE;
  return TRUE;
}

static gboolean
write_as (Writer *self, cmark_node *node, TriPassageKind kind, GError **error)
{
  TriPassageKind outer = self->kind;
  gboolean written = FALSE;

  self->kind = kind;
  written = write_children (self, node, error);
  self->kind = outer;
  return written;
}

/* The numbers go on from the first, whatever the file says of the others. */
static gboolean
write_item (Writer *self, cmark_node *item, GError **error)
{
  char *outer = g_steal_pointer (&self->marker);
  gboolean written = FALSE;

  if (self->is_numbered)
    {
      g_autofree char *number = g_strdup_printf ("%d", self->number++);

      self->marker = tri_item_marker_dup_value (number);
    }
  written = write_children (self, item, error);
  g_free (self->marker);
  self->marker = outer;
  return written;
}

static gboolean
write_list (Writer *self, cmark_node *node, GError **error)
{
  gboolean was_numbered = self->is_numbered;
  int number = self->number;
  gboolean written = FALSE;

  self->nesting++;
  self->is_numbered = cmark_node_get_list_type (node) == CMARK_ORDERED_LIST;
  self->number = cmark_node_get_list_start (node);
  written = write_as (self, node, TRI_PASSAGE_ITEM, error);
  self->is_numbered = was_numbered;
  self->number = number;
  self->nesting--;
  return written;
}

static gboolean
write_paragraph (Writer *self, cmark_node *node, GError **error)
{
  tri_markdown_append (&self->markdown, node);
  return push (self, self->kind, self->kind == TRI_PASSAGE_ITEM ? self->nesting : 0, error);
}

static gboolean
write_html (Writer *self, cmark_node *node, GError **error)
{
  tri_markdown_append_html (&self->markdown, cmark_node_get_literal (node));
  return push (self, self->kind, self->kind == TRI_PASSAGE_ITEM ? self->nesting : 0, error);
}

static gboolean
write_node (Writer *self, cmark_node *node, GError **error)
{
  cmark_node_type type = cmark_node_get_type (node);

  if (type == CMARK_NODE_HEADING)
    return write_heading (self, node, error);
  if (type == CMARK_NODE_PARAGRAPH)
    return write_paragraph (self, node, error);
  if (type == CMARK_NODE_BLOCK_QUOTE)
    return write_as (self, node, TRI_PASSAGE_QUOTE, error);
  if (type == CMARK_NODE_LIST)
    return write_list (self, node, error);
  if (type == CMARK_NODE_ITEM)
    return write_item (self, node, error);
  if (type == CMARK_NODE_CODE_BLOCK)
    return write_code (self, node, error);
  if (type == CMARK_NODE_HTML_BLOCK)
    return write_html (self, node, error);
  if (g_str_equal (cmark_node_get_type_string (node), "table"))
    return write_table (self, node, error);
  if (type == CMARK_NODE_FOOTNOTE_DEFINITION || type == CMARK_NODE_THEMATIC_BREAK)
    return TRUE;
  return write_children (self, node, error);
}

static gboolean
write_children (Writer *self, cmark_node *node, GError **error)
{
  gboolean written = ++self->depth <= MAX_DEPTH;

  if (!written)
    g_set_error (error,
                 TRI_ERROR,
                 TRI_ERROR_LIMIT,
                 _ ("%s:%d: lists and quotations are nested more than %d deep; "
                    "nest them less deeply"),
                 self->source->name,
                 cmark_node_get_start_line (node),
                 MAX_DEPTH);
  for (cmark_node *child = cmark_node_first_child (node); written
                                                          && child;
       child = cmark_node_next (child))
    written = write_node (self, child, error);
  self->depth--;
  return written;
}

/* The words of the paragraphs, until there are enough to tell their language. */
static const char *
detect (cmark_node *root)
{
  g_autoptr (GString) words = g_string_new (NULL);
  cmark_iter *iter = cmark_iter_new (root);

  while (cmark_iter_next (iter) != CMARK_EVENT_DONE && words->len < TRI_DETECT_MAX_BYTES)
    {
      cmark_node *node = cmark_iter_get_node (iter);
      cmark_node *parent = cmark_node_parent (node);

      if (cmark_node_get_type (node) == CMARK_NODE_TEXT && parent
          && cmark_node_get_type (parent) == CMARK_NODE_PARAGRAPH
          && cmark_node_get_type (cmark_node_parent (parent)) != CMARK_NODE_ITEM)
        g_string_append_printf (words, "%s ", cmark_node_get_literal (node));
    }
  cmark_iter_free (iter);
  return tri_detect_language (words->str, words->len);
}

/* The first heading is the title when it is the only one of the first level. It then heads the
   whole
 * and begins no division. */
static cmark_node *
find_title (cmark_node *root)
{
  cmark_node *title = NULL;

  for (cmark_node *node = cmark_node_first_child (root); node; node = cmark_node_next (node))
    {
      if (cmark_node_get_type (node) != CMARK_NODE_HEADING)
        continue;
      if ((cmark_node_get_heading_level (node) == 1) != (title == NULL))
        return NULL;
      if (!title)
        title = node;
    }
  return title;
}

static gboolean
write_text (Writer *self, cmark_node *root, TriMarkdownFront *front, GError **error)
{
  TriDraftText head = { .lang = front->lang, .author = front->author };

  self->title = find_title (root);
  if (!front->title && self->title)
    front->title = tri_markdown_dup_text (self->title);
  head.title = front->title;
  if (!head.lang)
    head.lang = self->source->lang ? self->source->lang : detect (root);
  return tri_draft_begin_text (self->draft, &head, error) && write_children (self, root, error)
         && close_divisions (self, 0, error) && tri_draft_end_text (self->draft, error);
}

/* How many columns a line under the first row of a table says that it has: "> |---|:-:|". */
static guint
count_columns (const char *line, gsize n)
{
  guint n_bars = 0;
  gboolean has_dash = FALSE;

  for (gsize i = 0; i < n; i++)
    if (line[i] == '|')
      n_bars++;
    else if (line[i] == '-')
      has_dash = TRUE;
    else if (!strchr (" \t>:", line[i]))
      return 0;
  return has_dash && n_bars > 0 ? n_bars + 1 : 0;
}

static guint
count_bars (const char *line, gsize n)
{
  guint n_bars = 0;

  for (gsize i = 0; i < n; i++)
    n_bars += line[i] == '|';
  return n_bars;
}

static gsize
get_line_length (const char *line, const char *end)
{
  const char *found = memchr (line, '\n', (gsize) (end - line));

  return (gsize) ((found ? found : end) - line);
}

/* Of a quotation, too. */
static gboolean
is_blank (const char *line, gsize n)
{
  for (gsize i = 0; i < n; i++)
    if (!strchr (" \t>", line[i]))
      return FALSE;
  return TRUE;
}

/* Few bytes can have the parser make up so many cells that no memory holds them. */
static gboolean
check_tables (const TriSource *source,
              const char *text,
              const char *end,
              guint line,
              GError **error)
{
  guint n_columns = 0;
  guint64 n_made_up = 0;

  for (gsize n = 0; text < end && n_made_up <= MAX_MADE_UP; text += n + 1, line++)
    {
      guint n_cells = 0;

      n = get_line_length (text, end);
      n_cells = count_bars (text, n) + 1;
      if (is_blank (text, n))
        n_columns = 0;
      else if (n_columns > n_cells)
        n_made_up += n_columns - n_cells;
      n_columns = MAX (n_columns, count_columns (text, n));
    }
  if (n_made_up > MAX_MADE_UP)
    g_set_error (error,
                 TRI_ERROR,
                 TRI_ERROR_LIMIT,
                 _ ("%s:%u: the rows of a table lack more than %d cells; make them as long as "
                    "its first one, or take the table out"),
                 source->name,
                 line - 1,
                 MAX_MADE_UP);
  return n_made_up <= MAX_MADE_UP;
}

/* Line by line: columns, and pictures between blank lines. */
static gboolean
check_squares (const TriSource *source,
               const char *text,
               const char *end,
               guint line,
               GError **error)
{
  guint n_pictures = 0;

  for (gsize n = 0; text < end; text += n + 1, line++)
    {
      n = get_line_length (text, end);
      if (is_blank (text, n))
        n_pictures = 0;
      for (gsize i = 0; i + 1 < n; i++)
        n_pictures += text[i] == '!' && text[i + 1] == '[';
      if (count_columns (text, n) > MAX_COLUMNS)
        g_set_error (error,
                     TRI_ERROR,
                     TRI_ERROR_LIMIT,
                     _ ("%s:%u: the line has more than %d columns; is this a table?"),
                     source->name,
                     line,
                     MAX_COLUMNS);
      else if (n_pictures > MAX_PICTURES)
        g_set_error (error,
                     TRI_ERROR,
                     TRI_ERROR_LIMIT,
                     _ ("%s:%u: a paragraph has more than %d pictures; part it with blank lines"),
                     source->name,
                     line,
                     MAX_PICTURES);
      else
        continue;
      return FALSE;
    }
  return TRUE;
}

static gboolean
read_markdown (const TriSource *source, TriDraft *draft, GCancellable *cancellable, GError **error)
{
  gsize length = 0;
  g_autofree char *text = tri_plain_load (source, &length, error);
  g_autoptr (GArray) levels = g_array_new (FALSE, FALSE, sizeof (int));
  g_autoptr (TriMarkdownFront) front = NULL;
  Writer writer = { .source = source,
                    .draft = draft,
                    .levels = levels,
                    .kind = TRI_PASSAGE_PARAGRAPH };
  cmark_node *root = NULL;
  gboolean written = FALSE;
  guint line = 0;

  if (!text)
    return FALSE;
  front = tri_markdown_front_new (text);
  line = tri_plain_count_lines (text, text + front->length);
  if (!check_squares (source, text + front->length, text + length, line, error)
      || !check_tables (source, text + front->length, text + length, line, error))
    return FALSE;
  root = parse (text + front->length, length - front->length);
  tri_markdown_init (&writer.markdown, root);
  if (cmark_node_first_child (root))
    written = write_text (&writer, root, front, error);
  else
    g_set_error (error,
                 TRI_ERROR,
                 TRI_ERROR_SYNTAX,
                 _ ("%s:1: the file is empty; choose another one"),
                 source->name);
  tri_markdown_clear (&writer.markdown);
  cmark_node_free (root);
  return written && !g_cancellable_set_error_if_cancelled (cancellable, error);
}

const TriFormat tri_format_markdown = {
  .nick = "markdown",
  .label = N_ ("Markdown"),
  .flags = TRI_FORMAT_GUESSES_LANG,
  .extensions = (const char *const[]){ "md", "markdown", NULL },
  .sniff = sniff,
  .read = read_markdown,
};
