/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "formats/tri-html-survey.h"

#include <string.h>

static void
clear_heading (gpointer data)
{
  g_free (((TriHtmlHeading *) data)->text);
}

static void
clear_link (gpointer data)
{
  g_free (((TriHtmlLink *) data)->target);
  g_free (((TriHtmlLink *) data)->label);
}

static void
clear_note (gpointer data)
{
  g_free (((TriHtmlNote *) data)->label);
}

static GArray *
new_array (guint size, GDestroyNotify clear)
{
  GArray *array = g_array_new (FALSE, FALSE, size);

  g_array_set_clear_func (array, clear);
  return array;
}

TriHtmlSurvey *
tri_html_survey_new (void)
{
  TriHtmlSurvey *self = g_new0 (TriHtmlSurvey, 1);

  self->headings = new_array (sizeof (TriHtmlHeading), clear_heading);
  self->blocks = new_array (sizeof (TriHtmlBlock), NULL);
  self->links = new_array (sizeof (TriHtmlLink), clear_link);
  self->ids = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->notes = new_array (sizeof (TriHtmlNote), clear_note);
  return self;
}

void
tri_html_survey_free (TriHtmlSurvey *self)
{
  g_array_unref (self->headings);
  g_array_unref (self->blocks);
  g_array_unref (self->links);
  g_hash_table_unref (self->ids);
  g_array_unref (self->notes);
  g_free (self->title);
  g_free (self->author);
  g_free (self->rights);
  g_free (self->lang);
  g_free (self);
}

/* What an id is called among those of all files. */
char *
tri_html_survey_dup_name (guint file, const char *id)
{
  return g_strdup_printf ("%u#%s", file, id);
}

/* The first of a name counts. @block: where it stands, -1 for nowhere */
void
tri_html_survey_add_id (TriHtmlSurvey *self, guint file, const char *id, int block)
{
  char *name = tri_html_survey_dup_name (file, id);

  if (g_hash_table_contains (self->ids, name))
    g_free (name);
  else
    g_hash_table_insert (self->ids, name, GINT_TO_POINTER (block + 2));
}

gboolean
tri_html_survey_has_id (TriHtmlSurvey *self, guint file, const char *id)
{
  g_autofree char *name = tri_html_survey_dup_name (file, id);

  return g_hash_table_contains (self->ids, name);
}

static TriHtmlBlock *
get_block (TriHtmlSurvey *self, int at)
{
  return at < 0 ? NULL : &g_array_index (self->blocks, TriHtmlBlock, (guint) at);
}

/* The block of what a link points at, or -1. */
static int
find_target (TriHtmlSurvey *self, const TriHtmlLink *link)
{
  return GPOINTER_TO_INT (g_hash_table_lookup (self->ids, link->target)) - 2;
}

static gboolean
is_before (guint file, gsize offset, guint other_file, gsize other_offset)
{
  return file < other_file || (file == other_file && offset < other_offset);
}

/* The first of what lies in the order of the files at @offset of @file or behind it. */
#define FIND_FIRST(array, Type, at, file_, offset_)           \
  G_STMT_START                                                \
  {                                                           \
    guint high = (array)->len;                                \
                                                              \
    (at) = 0;                                                 \
    while ((at) < high)                                       \
      {                                                       \
        guint middle = ((at) + high) / 2;                     \
        Type *it = &g_array_index (array, Type, middle);      \
                                                              \
        if (is_before (it->file, it->offset, file_, offset_)) \
          (at) = middle + 1;                                  \
        else                                                  \
          high = middle;                                      \
      }                                                       \
  }                                                           \
  G_STMT_END

static guint
find_first_link (TriHtmlSurvey *self, guint file, gsize offset)
{
  guint at = 0;

  FIND_FIRST (self->links, TriHtmlLink, at, file, offset);
  return at;
}

TriHtmlLink *
tri_html_survey_find_link (TriHtmlSurvey *self, guint file, gsize offset)
{
  guint at = find_first_link (self, file, offset);
  TriHtmlLink *link = at < self->links->len ? &g_array_index (self->links, TriHtmlLink, at) : NULL;

  return link && link->file == file && link->offset == offset ? link : NULL;
}

TriHtmlHeading *
tri_html_survey_find_heading (TriHtmlSurvey *self, guint file, gsize offset)
{
  TriHtmlHeading *heading = NULL;
  guint at = 0;

  FIND_FIRST (self->headings, TriHtmlHeading, at, file, offset);
  if (at < self->headings->len)
    heading = &g_array_index (self->headings, TriHtmlHeading, at);
  return heading && heading->file == file && heading->offset == offset ? heading : NULL;
}

/* The block that starts there. */
TriHtmlBlock *
tri_html_survey_find_block (TriHtmlSurvey *self, guint file, gsize offset)
{
  guint low = 0;
  guint high = self->blocks->len;

  while (low < high)
    {
      guint middle = (low + high) / 2;
      TriHtmlBlock *block = get_block (self, (int) middle);

      if (block->file == file && block->start == offset)
        return block;
      if (is_before (block->file, block->start, file, offset))
        low = middle + 1;
      else
        high = middle;
    }
  return NULL;
}

/* How far up from an id the whole of its note is looked for. */
#define MAX_CLIMB 8
/* Such a note in a table is none, but a page that is laid out by one. */
#define MAX_ROW_PASSAGES 3

/* The block that is all of a note, if there is one where the id stands. */
static int
find_body (TriHtmlSurvey *self, int block)
{
  int body = block;

  for (int up = block, n = 0; up >= 0 && n < MAX_CLIMB; up = get_block (self, up)->parent, n++)
    if (get_block (self, up)->flags & TRI_HTML_BLOCK_IS_NOTE)
      return up;
  for (int up = get_block (self, body)->parent, n = 0; up >= 0 && n < MAX_CLIMB;
       up = get_block (self, up)->parent, n++)
    {
      const TriHtmlBlock *outer = get_block (self, up);

      if (!(outer->flags & TRI_HTML_BLOCK_IS_ITEM)
          && !(outer->flags & TRI_HTML_BLOCK_IS_ROW && outer->n_passages <= MAX_ROW_PASSAGES))
        break;
      body = up;
    }
  return body;
}

static gboolean
contains (const TriHtmlBlock *block, const TriHtmlLink *link)
{
  return link->file == block->file && link->offset >= block->start && link->offset < block->end;
}

/* Only the first links of a note can lead back from it, and the last. */
#define MAX_LOOK 12

/* Finds the links in @body that lead back to the block of @mark. */
static gboolean
find_ways_back (TriHtmlSurvey *self, const TriHtmlLink *mark, const TriHtmlBlock *body)
{
  guint first = find_first_link (self, body->file, body->start);
  guint behind = find_first_link (self, body->file, body->end);
  gboolean found = FALSE;

  for (guint i = first; i < behind; i++)
    {
      TriHtmlLink *link = &g_array_index (self->links, TriHtmlLink, i);

      if (i - first >= MAX_LOOK && behind - i > MAX_LOOK)
        i = behind - MAX_LOOK - 1;
      else if (mark->block >= 0 && find_target (self, link) == mark->block)
        {
          link->flags |= TRI_HTML_LINK_IS_BACK;
          found = TRUE;
        }
    }
  return found;
}

static gboolean
is_mark_of (TriHtmlSurvey *self, const TriHtmlLink *link, const TriHtmlBlock *body)
{
  gboolean leads_on = is_before (link->file, link->offset, body->file, body->start);
  gboolean is_note = (body->flags & TRI_HTML_BLOCK_IS_NOTE) != 0;
  gboolean returns = FALSE;

  if (body->flags & TRI_HTML_BLOCK_IS_HEADING || contains (body, link)
      || link->flags & TRI_HTML_LINK_IS_BACK
      || (body->flags & TRI_HTML_BLOCK_IS_ROOT && !is_note))
    return FALSE;
  returns = find_ways_back (self, link, body);
  if (link->flags & TRI_HTML_LINK_IS_REF)
    return TRUE;
  if (!(link->flags & TRI_HTML_LINK_IS_MARK))
    return FALSE;
  return is_note || (leads_on && (returns || link->flags & TRI_HTML_LINK_IS_HIGH));
}

static void
take_note (TriHtmlSurvey *self, TriHtmlLink *link, TriHtmlBlock *body)
{
  TriHtmlHeading *heading = NULL;
  TriHtmlNote note = { .block = (int) (body - get_block (self, 0)),
                       .mark = (guint) (link - &g_array_index (self->links, TriHtmlLink, 0)),
                       .label = g_strdup (link->label) };

  if (body->note < 0)
    {
      note.id = strchr (link->target, '#') + 1;
      body->note = (int) self->notes->len;
      g_array_append_val (self->notes, note);
      if (body->heading >= 0)
        heading = &g_array_index (self->headings, TriHtmlHeading, (guint) body->heading);
      if (heading)
        heading->n_taken += body->n_passages;
    }
  else
    g_free (note.label);
  link->note = body->note;
}

static const TriHtmlLink *
get_mark (TriHtmlSurvey *self, const TriHtmlBlock *body)
{
  guint at = g_array_index (self->notes, TriHtmlNote, (guint) body->note).mark;

  return &g_array_index (self->links, TriHtmlLink, at);
}

static gboolean
has_mark (TriHtmlSurvey *self, const TriHtmlBlock *block)
{
  guint behind = find_first_link (self, block->file, block->end);

  for (guint i = find_first_link (self, block->file, block->start); i < behind; i++)
    if (g_array_index (self->links, TriHtmlLink, i).note >= 0)
      return TRUE;
  return FALSE;
}

/* The next block with the same parent, or NULL. */
static TriHtmlBlock *
find_next (TriHtmlSurvey *self, TriHtmlBlock *block)
{
  TriHtmlBlock *behind = get_block (self, 0) + self->blocks->len;
  TriHtmlBlock *next = block + 1;

  while (next < behind && next->file == block->file && next->start < block->end)
    next++;
  return next < behind && next->file == block->file && next->parent == block->parent ? next : NULL;
}

/* Whether the block may go on with a note: no heading, no other note, no mark of one stands in it.
 */
static gboolean
may_go_on (TriHtmlSurvey *self, const TriHtmlBlock *block)
{
  const TriHtmlBlock *behind = get_block (self, 0) + self->blocks->len;
  const guint no_note = TRI_HTML_BLOCK_IS_HEADING | TRI_HTML_BLOCK_IS_ROOT;

  for (const TriHtmlBlock *at = block;
       at < behind && at->file == block->file && (at == block || at->start < block->end);
       at++)
    if (at->note >= 0 || at->flags & no_note)
      return FALSE;
  return !has_mark (self, block);
}

/* Whether what @body stands in begins with a note, but for its headings: it holds nothing else. */
static gboolean
stands_among_notes (TriHtmlSurvey *self, const TriHtmlBlock *body)
{
  const TriHtmlBlock *first = get_block (self, body->parent + 1);

  for (guint i = 0; i < MAX_CLIMB && first < body && first->note < 0; i++, first++)
    if (first->parent != body->parent || !(first->flags & TRI_HTML_BLOCK_IS_HEADING))
      return FALSE;
  return first->note >= 0 && first->parent == body->parent;
}

/* What stands between two notes goes with the first where both have their marks before it. */
static gboolean
is_marked_before (TriHtmlSurvey *self, const TriHtmlBlock *note, const TriHtmlBlock *body)
{
  const TriHtmlLink *mark = get_mark (self, note);

  return is_before (mark->file, mark->offset, body->file, body->start);
}

static void
take_blocks (TriHtmlSurvey *self, TriHtmlBlock *body, TriHtmlBlock *last)
{
  for (TriHtmlBlock *block = body + 1; block <= last; block++)
    {
      if (block->parent != body->parent)
        continue;
      block->note = body->note;
      if (block->heading >= 0)
        g_array_index (self->headings, TriHtmlHeading, (guint) block->heading).n_taken
            += block->n_passages;
    }
  body->end = last->end;
  find_ways_back (self, get_mark (self, body), body);
}

/* The blocks behind a note of which only the first paragraph says that it is one:
 *
 *     <p id="n1">1. Its beginning.</p>
 *     <p>Its second paragraph.</p>
 *     <p id="n2">2. Another.</p>
 *
 * They go with it up to the next note, or to the end where there are only notes. */
static void
extend_note (TriHtmlSurvey *self, TriHtmlBlock *body)
{
  TriHtmlBlock *last = body;
  TriHtmlBlock *next = find_next (self, body);
  gboolean goes_on = FALSE;

  while (next && may_go_on (self, next))
    {
      last = next;
      next = find_next (self, next);
    }
  if (next && next->note >= 0)
    goes_on = is_marked_before (self, next, body);
  else if (!next)
    goes_on = stands_among_notes (self, body);
  if (goes_on && last > body)
    take_blocks (self, body, last);
}

/**
 * tri_html_survey_find_notes:
 *
 * Finds out which links are the marks of notes: those of which the file says so; those that look
 * like it and lead to what the file calls a note, or to a block farther on from which a link leads
 * back, or are raised or stand in brackets.
 */
void
tri_html_survey_find_notes (TriHtmlSurvey *self)
{
  for (guint i = 0; i < self->links->len; i++)
    {
      TriHtmlLink *link = &g_array_index (self->links, TriHtmlLink, i);
      int target = find_target (self, link);
      TriHtmlBlock *body = NULL;

      if (target < 0)
        continue;
      body = get_block (self, find_body (self, target));
      if (is_mark_of (self, link, body))
        take_note (self, link, body);
    }
  for (guint i = 0; i < self->notes->len; i++)
    extend_note (self, get_block (self, g_array_index (self->notes, TriHtmlNote, i).block));
}
