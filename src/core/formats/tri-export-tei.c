/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "formats/tri-export.h"

#include "formats/tri-export-header.h"
#include "formats/tri-tei-headers.h"
#include "formats/tri-tei-lists.h"
#include "formats/tri-tei-blocks.h"
#include "library/tri-library-entities.h"
#include "library/tri-library-export.h"
#include "library/tri-library-works.h"

#include <math.h>

#define WINDOW 500
/* bytes that are written at once */
#define FULL (128 * 1024)

/* teiCorpus
 *   teiHeader
 *   standOff: the entities, linkGrp type="alignment"
 *   TEI, one a text: teiHeader, text/body/div…
 *
 * Divisions come as a list with the range of their passages; the elements nest by these ranges. */
typedef struct
{
  TriLibrary *library;
  TriWork *work;
  GOutputStream *stream;
  GCancellable *cancellable;
  GString *buffer;
  TriTeiIds *ids;
  TriTeiHeaders *headers;
} Writer;

static gboolean
flush (Writer *self, GError **error)
{
  gsize length = self->buffer->len;
  gboolean written = g_output_stream_write_all (self->stream,
                                                self->buffer->str,
                                                length,
                                                NULL,
                                                self->cancellable,
                                                error);

  g_string_truncate (self->buffer, 0);
  return written;
}

/* Few and long writes. */
static gboolean
flush_full (Writer *self, GError **error)
{
  return self->buffer->len < FULL || flush (self, error);
}

/* A group of links that is written, once it has one. */
typedef struct
{
  Writer *writer;
  const char *opening;
  gboolean is_open;
} LinkWriter;

static void
append_element (GString *out, const char *indent, const char *element, const char *text)
{
  if (!*text)
    {
      g_string_append_printf (out, "%s<%s/>\n", indent, element);
      return;
    }
  g_string_append_printf (out, "%s<%s>", indent, element);
  tri_tei_append_escaped (out, text, -1);
  g_string_append_printf (out, "</%s>\n", element);
}

static void
append_header (GString *out,
               const char *title,
               const char *author,
               const char *source,
               const char *rights)
{
  g_string_append (out, "<teiHeader>\n<fileDesc>\n<titleStmt>\n");
  append_element (out, "", "title", title);
  if (author)
    append_element (out, "", "author", author);
  g_string_append (out, "</titleStmt>\n<publicationStmt>\n");
  if (rights)
    {
      g_string_append (out, "<availability>\n");
      append_element (out, "", "licence", rights);
      g_string_append (out, "</availability>\n");
    }
  else
    append_element (out, "", "p", "Exported by Triptych.");
  g_string_append (out, "</publicationStmt>\n<sourceDesc>\n");
  append_element (out, "", "p", source ? source : "");
  g_string_append (out, "</sourceDesc>\n</fileDesc>\n</teiHeader>\n");
}

/* Their ids are chosen before anything else may have one. */
static GPtrArray *
load_entities (Writer *self, GError **error)
{
  g_autoptr (GArray) ids = tri_library_list_entity_ids (self->library, self->work->id, error);
  g_autoptr (GPtrArray) entities = g_ptr_array_new_with_free_func (g_object_unref);

  if (!ids)
    return NULL;
  for (guint i = 0; i < ids->len; i++)
    {
      TriEntity *entity = NULL;

      entity = tri_library_get_entity (self->library, g_array_index (ids, gint64, i), error);
      if (!entity)
        return NULL;
      g_ptr_array_add (entities, entity);
      tri_tei_ids_add_entity (self->ids, entity);
    }
  return g_steal_pointer (&entities);
}

/* A link joins two things at least; what has no counterpart is only pointed at. */
static gboolean
put_link (const TriLink *link, const char *const *keys, gpointer data, GError **error)
{
  LinkWriter *self = data;
  Writer *writer = self->writer;
  GString *out = writer->buffer;
  char score[G_ASCII_DTOSTR_BUF_SIZE];

  if (!self->is_open)
    g_string_append (out, self->opening);
  self->is_open = TRUE;
  g_string_append (out, link->members->len > 1 ? "<link type=\"" : "<ptr type=\"");
  g_string_append (out, tri_relation_to_nick (link->relation));
  g_string_append (out, "\" subtype=\"");
  g_string_append (out, tri_status_to_nick (link->status));
  if (!isnan (link->score))
    {
      g_string_append (out, "\" cert=\"");
      g_string_append (out, g_ascii_dtostr (score, sizeof score, link->score));
    }
  g_string_append (out, "\" target=\"");
  for (guint i = 0; i < link->members->len; i++)
    {
      const TriLinkMember *member = &g_array_index (link->members, TriLinkMember, i);

      g_string_append (out, i > 0 ? " #" : "#");
      tri_tei_ids_append_key (writer->ids, out, member->text, keys[i]);
      if (member->sentence >= 0)
        tri_tei_ids_append_sentence (writer->ids, out, (guint) member->sentence);
    }
  g_string_append (out, "\"/>\n");
  return flush_full (writer, error);
}

/* The links of the kinds that have a bit in @kinds. */
static gboolean
put_link_group (Writer *self, guint kinds, const char *opening, GError **error)
{
  LinkWriter links = { self, opening, FALSE };

  if (!tri_library_foreach_link (self->library, self->work, kinds, put_link, &links, error))
    return FALSE;
  if (links.is_open)
    g_string_append (self->buffer, "</linkGrp>\n");
  return TRUE;
}

/* Those of the pairs stand in a group of their own, and so does what a reader took away: a group of
 * a type that no reader of alignments looks for. */
static gboolean
put_links (Writer *self, GError **error)
{
  static const char all[] = "<linkGrp type=\"alignment\">\n";
  static const char pairs[] = "<linkGrp type=\"alignment\" subtype=\"pairs\">\n";
  static const char rejected[] = "<linkGrp type=\"" TRI_TEI_REJECTED "\">\n";

  return put_link_group (self, 1u << TRI_LINK_GROUP | 1u << TRI_LINK_OMISSION, all, error)
         && put_link_group (self, 1u << TRI_LINK_PAIR, pairs, error)
         && put_link_group (self, 1u << TRI_LINK_REJECTED, rejected, error);
}

/* A division that is open. */
typedef struct
{
  guint end; /* the first passage behind it */
  gboolean has_parts;
} OpenDivision;

/* Where the writer stands among the divisions of a text, and what is open. */
typedef struct
{
  Writer *writer;
  TriText *text;
  GPtrArray *divisions;
  guint next;
  GArray *open; /* OpenDivision: the text itself, then the divisions */
  gboolean is_continued;
  TriTeiPart part;
  TriTeiBlocks *blocks;
} TextWriter;

static OpenDivision *
get_innermost (TextWriter *self)
{
  return &g_array_index (self->open, OpenDivision, self->open->len - 1);
}

static void
close_blocks (TextWriter *self)
{
  tri_tei_blocks_close (self->blocks, self->writer->buffer);
  if (self->is_continued)
    g_string_append (self->writer->buffer, "</div>\n");
  self->is_continued = FALSE;
}

static void
close_divisions (TextWriter *self, guint ord)
{
  while (self->open->len > 1 && ord >= get_innermost (self)->end)
    {
      close_blocks (self);
      g_string_append (self->writer->buffer, "</div>\n");
      g_array_set_size (self->open, self->open->len - 1);
    }
}

/* The tag that the file had for a division that begins with the passage to be written. */
static const char *
find_tag (TextWriter *self, const TriPassage *passage, const TriDivision *division)
{
  guint n_before = 0;
  guint n = 0;
  guint n_tags = 0;
  const char *found = NULL;

  if (!passage || division->first != passage->ord)
    return NULL;
  for (guint i = self->next; i > 0; i--)
    {
      const TriDivision *other = g_ptr_array_index (self->divisions, i - 1);

      if (other->first != passage->ord)
        break;
      n_before++;
    }
  for (guint i = self->next; i < self->divisions->len; i++)
    {
      const TriDivision *other = g_ptr_array_index (self->divisions, i);

      if (other->first != passage->ord)
        break;
      n++;
    }
  n += n_before;
  for (guint i = 0; i < passage->spans->len; i++)
    {
      const TriSpan *span = &g_array_index (passage->spans, TriSpan, i);

      if (span->start > 0)
        break;
      if (!tri_tei_is_block_tag (span) || !g_str_has_prefix (span->value, "<div"))
        continue;
      if (n_tags++ == n_before)
        found = span->value;
    }
  return n_tags == n ? found : NULL;
}

/* Whether a reader takes its heading, or nothing, for its title. */
static gboolean
is_named (const TriPassage *passage, const TriDivision *division)
{
  if (*division->title == '\0')
    return TRUE;
  return division->first == passage->ord && passage->kind == TRI_PASSAGE_HEADING
         && g_str_equal (passage->content, division->title);
}

static void
open_division (TextWriter *self, TriPassage *passage, TriDivision *division)
{
  const char *tag = find_tag (self, passage, division);
  GString *out = self->writer->buffer;
  g_autofree char *id = tri_tei_ids_dup_division (self->writer->ids, division);
  OpenDivision opened = { division->first + division->n_passages, FALSE };

  close_blocks (self);
  get_innermost (self)->has_parts = TRUE;
  if (tag && tri_tei_kept_parse (self->blocks->kept, tag))
    tri_tei_kept_append (self->blocks->kept, out, NULL);
  else
    {
      g_string_append (out, "<div");
      if (!is_named (passage, division))
        {
          tri_tei_append_attribute (out, "n", division->title);
          g_string_append (out, " subtype=\"" TRI_TEI_TITLED "\"");
        }
    }
  g_string_append_printf (out, " xml:id=\"%s\">\n", id);
  g_array_append_val (self->open, opened);
  self->blocks->at_top = TRUE;
}

/* A division without passages stands where its neighbours leave it: inside the one that is
 * its parent. */
static void
move_to (TextWriter *self, TriPassage *passage)
{
  guint ord = passage->ord;

  close_divisions (self, ord);
  while (self->next < self->divisions->len)
    {
      TriDivision *division = g_ptr_array_index (self->divisions, self->next);

      if (division->first > ord)
        return;
      close_divisions (self, division->first);
      open_division (self, passage, division);
      self->next++;
    }
}

/* TEI wants the parts of a division behind its own passages: those that come later go into a part
 * that says that it is none. */
static void
continue_division (TextWriter *self)
{
  if (!get_innermost (self)->has_parts || self->is_continued)
    return;
  g_string_append (self->writer->buffer, "<div type=\"continued\">\n");
  self->is_continued = TRUE;
  self->blocks->at_top = FALSE;
}

/* The first passage of a front, a body or a back begins it, unless it stands in a division that
 * reaches over its beginning. */
static void
begin_part (TextWriter *self, TriPassage *passage)
{
  TriTeiPart part = tri_tei_around_get_part (passage);

  if (part == TRI_TEI_PART_NONE && self->part == TRI_TEI_PART_NONE)
    part = TRI_TEI_PART_BODY;
  if (part <= self->part)
    {
      /* A part that comes again, or too late, does not stand in what is open. */
      if (part != TRI_TEI_PART_NONE)
        close_blocks (self);
      return;
    }
  close_divisions (self, passage->ord);
  if (self->open->len > 1)
    return;
  close_blocks (self);
  get_innermost (self)->has_parts = FALSE;
  self->part = tri_tei_around_begin_part (self->blocks,
                                          self->writer->buffer,
                                          part,
                                          self->part,
                                          passage);
}

static gboolean
put_window (TextWriter *self, GPtrArray *window, GError **error)
{
  for (guint i = 0; i < window->len; i++)
    {
      TriPassage *passage = g_ptr_array_index (window, i);

      if (passage->ord < self->blocks->next_ord)
        continue;
      begin_part (self, passage);
      move_to (self, passage);
      self->blocks->division_level = self->open->len - 1;
      continue_division (self);
      tri_tei_blocks_append (self->blocks, self->writer->buffer, window, i);
    }
  return flush_full (self->writer, error);
}

/* A window ends before a passage that is no note, so that a passage and its notes come together. */
static GPtrArray *
read_window (TextWriter *self, guint first, GError **error)
{
  GPtrArray *window = NULL;
  TriLibrary *library = self->writer->library;

  window = tri_library_read_passages (library, self->text->id, first, WINDOW, error);
  if (!window || first + window->len >= self->text->n_passages)
    return window;
  for (guint end = window->len; end > 1; end--)
    {
      TriPassage *passage = g_ptr_array_index (window, end - 1);

      if (passage->kind == TRI_PASSAGE_NOTE)
        continue;
      g_ptr_array_set_size (window, (int) end - 1);
      return window;
    }
  return window;
}

static gboolean
read_references (TextWriter *self, GPtrArray *window, GError **error)
{
  TriPassage *first = g_ptr_array_index (window, 0);
  TriPassage *last = g_ptr_array_index (window, window->len - 1);

  g_clear_pointer (&self->blocks->references, g_hash_table_unref);
  self->blocks->references = tri_library_list_references (self->writer->library,
                                                          first->id,
                                                          last->id,
                                                          error);
  return self->blocks->references != NULL;
}

static gboolean
put_body (TextWriter *self, GError **error)
{
  for (guint first = 0; first < self->text->n_passages;)
    {
      g_autoptr (GPtrArray) window = read_window (self, first, error);

      if (!window)
        return FALSE;
      if (window->len == 0)
        break;
      if (!read_references (self, window, error) || !put_window (self, window, error))
        return FALSE;
      first += window->len;
    }
  close_blocks (self);
  close_divisions (self, G_MAXUINT);
  tri_tei_around_begin_part (self->blocks,
                             self->writer->buffer,
                             TRI_TEI_PART_END,
                             self->part,
                             NULL);
  return TRUE;
}

/* As the file had it that the text came from, where that is known; once, where several texts have
 * the same one. */
static void
put_header (Writer *self, TriText *text)
{
  const char *document = tri_tei_headers_take (self->headers, text->id);

  if (!document || !tri_export_append_header (self->buffer, self->ids, document, text))
    append_header (self->buffer, text->title, text->author, text->source, text->rights);
}

/* That of a corpus says something of all texts of the work only when all came from it. */
static void
put_corpus_header (Writer *self)
{
  const char *document = NULL;

  if (self->work->texts->len > 0)
    document = tri_tei_headers_find_corpus (self->headers, self->work);
  if (!document
      || !tri_export_append_corpus_header (self->buffer, self->ids, document, self->work->title))
    append_header (self->buffer, self->work->title, NULL, NULL, NULL);
}

static gboolean
put_text (Writer *self, TriText *text, GError **error)
{
  g_autoptr (GPtrArray) divisions = NULL;
  g_autoptr (GArray) open = g_array_new (FALSE, FALSE, sizeof (OpenDivision));
  g_autofree char *id = tri_tei_ids_dup_text (self->ids, text);
  const OpenDivision whole = { G_MAXUINT, FALSE };
  g_autoptr (TriTeiBlocks) blocks = tri_tei_blocks_new (self->ids, text->lang);
  TextWriter writer = { self, text, NULL, 0, open, FALSE, TRI_TEI_PART_NONE, blocks };
  gboolean done = FALSE;

  divisions = tri_library_list_divisions (self->library, text->id, -1, 0, error);
  if (!divisions)
    return FALSE;
  writer.divisions = divisions;
  g_array_append_val (open, whole);

  g_string_append (self->buffer, "<TEI>\n");
  put_header (self, text);
  g_string_append_printf (self->buffer, "<text xml:id=\"%s\"", id);
  tri_tei_append_attribute (self->buffer, "xml:lang", text->lang);
  g_string_append (self->buffer, ">\n");
  done = put_body (&writer, error);
  g_string_append (self->buffer, "</text>\n</TEI>\n");
  return done && flush (self, error);
}

static gboolean
put_all (Writer *self, GError **error)
{
  g_autoptr (GPtrArray) entities = load_entities (self, error);

  if (!entities)
    return FALSE;
  g_string_append_printf (self->buffer,
                          "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
                          "<teiCorpus xmlns=\"http://www.tei-c.org/ns/1.0\" type=\"%s\">\n",
                          tri_work_kind_to_nick (self->work->kind));
  put_corpus_header (self);
  g_string_append (self->buffer, "<standOff>\n");
  tri_tei_append_entities (self->buffer, entities, self->ids);
  if (!flush (self, error) || !put_links (self, error))
    return FALSE;
  g_string_append (self->buffer, "</standOff>\n");

  for (guint i = 0; i < self->work->texts->len; i++)
    if (!put_text (self, g_ptr_array_index (self->work->texts, i), error))
      return FALSE;

  g_string_append (self->buffer, "</teiCorpus>\n");
  return flush (self, error);
}

/**
 * tri_export_tei:
 * @work: the row of a work
 * @stream: where to write; it is not closed
 *
 * Writes a work as one TEI P5 file (a teiCorpus with one TEI a text) that imports to an equal
 * work: texts, divisions, passages, sentences, mentions and dates in the words, entities and
 * alignment in standOff. What the linker or the reader made is told apart by @resp, confidence is
 * @cert.
 *
 * Returns: %FALSE with @error when the library could not be read or the stream not be written
 */
gboolean
tri_export_tei (TriLibrary *library,
                gint64 work,
                GOutputStream *stream,
                GCancellable *cancellable,
                GError **error)
{
  g_autoptr (TriWork) found = NULL;
  g_autoptr (TriSnapshot) snapshot = NULL;
  g_autoptr (TriTeiIds) ids = NULL;
  g_autoptr (TriTeiHeaders) headers = tri_tei_headers_new (library, cancellable);
  g_autoptr (GString) buffer = g_string_new (NULL);
  Writer writer = {
    .library = library,
    .stream = stream,
    .cancellable = cancellable,
    .buffer = buffer,
  };

  snapshot = tri_library_begin_reading (library, error);
  found = snapshot ? tri_library_get_work (library, work, error) : NULL;
  if (!found)
    return FALSE;
  writer.work = found;
  ids = tri_tei_ids_new (library, found, error);
  if (!ids)
    return FALSE;
  writer.ids = ids;
  writer.headers = headers;
  return put_all (&writer, error);
}
