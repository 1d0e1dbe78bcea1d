/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "formats/tri-export.h"

#include "formats/tri-tei-lists.h"
#include "formats/tri-tei-blocks.h"
#include "library/tri-library-entities.h"
#include "library/tri-library-export.h"
#include "library/tri-library-works.h"

#include <math.h>

#define WINDOW 500

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

static void
append_element (GString *out, const char *indent, const char *element, const char *text)
{
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

static gboolean
put_entities (Writer *self, GError **error)
{
  g_autoptr (GArray) ids = tri_library_list_entity_ids (self->library, self->work->id, error);
  g_autoptr (GPtrArray) entities = g_ptr_array_new_with_free_func (g_object_unref);

  if (!ids)
    return FALSE;
  for (guint i = 0; i < ids->len; i++)
    {
      TriEntity *entity = NULL;

      entity = tri_library_get_entity (self->library, g_array_index (ids, gint64, i), error);
      if (!entity)
        return FALSE;
      g_ptr_array_add (entities, entity);
      tri_tei_ids_add_entity (self->ids, entity);
    }
  tri_tei_append_entities (self->buffer, entities, self->ids);
  return flush (self, error);
}

static gboolean
append_member (Writer *self, const TriLinkMember *member, GError **error)
{
  g_autoptr (TriPassage) passage = tri_library_get_passage (self->library, member->passage, error);
  g_autofree char *id = NULL;
  g_autofree char *sentence = NULL;

  if (!passage)
    return FALSE;
  id = tri_tei_ids_dup_passage (self->ids, passage);
  sentence = member->sentence >= 0
                 ? tri_tei_ids_dup_sentence (self->ids, id, (guint) member->sentence)
                 : NULL;
  g_string_append_printf (self->buffer, "#%s", sentence ? sentence : id);
  return TRUE;
}

/* A link joins two things at least; what has no counterpart is only pointed at. */
static gboolean
put_link (Writer *self, const TriLink *link, GError **error)
{
  char score[G_ASCII_DTOSTR_BUF_SIZE];

  g_string_append_printf (self->buffer,
                          "<%s type=\"%s\" subtype=\"%s\"",
                          link->members->len > 1 ? "link" : "ptr",
                          tri_relation_to_nick (link->relation),
                          tri_status_to_nick (link->status));
  if (!isnan (link->score))
    g_string_append_printf (self->buffer,
                            " cert=\"%s\"",
                            g_ascii_dtostr (score, sizeof score, link->score));
  g_string_append (self->buffer, " target=\"");
  for (guint i = 0; i < link->members->len; i++)
    {
      if (i > 0)
        g_string_append_c (self->buffer, ' ');
      if (!append_member (self, &g_array_index (link->members, TriLinkMember, i), error))
        return FALSE;
    }
  g_string_append (self->buffer, "\"/>\n");
  return TRUE;
}

/* The links of the kinds that have a bit in @kinds. */
static gboolean
put_link_group (Writer *self, guint kinds, const char *opening, GError **error)
{
  gboolean is_open = FALSE;
  gint64 after = 0;

  while (TRUE)
    {
      g_autoptr (GPtrArray) window = NULL;

      window = tri_library_read_links (self->library, self->work->id, after, WINDOW, error);
      if (!window)
        return FALSE;
      if (window->len == 0)
        break;
      for (guint i = 0; i < window->len; i++)
        {
          const TriLink *link = g_ptr_array_index (window, i);

          after = link->id;
          if (!(kinds & 1u << link->kind))
            continue;
          if (!is_open)
            g_string_append (self->buffer, opening);
          is_open = TRUE;
          if (!put_link (self, link, error))
            return FALSE;
        }
      if (!flush (self, error))
        return FALSE;
    }
  if (is_open)
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
  TriTeiBlocks blocks;
} TextWriter;

static OpenDivision *
get_innermost (TextWriter *self)
{
  return &g_array_index (self->open, OpenDivision, self->open->len - 1);
}

static void
close_blocks (TextWriter *self)
{
  tri_tei_blocks_close (&self->blocks, self->writer->buffer);
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

static void
open_division (TextWriter *self, TriDivision *division)
{
  GString *out = self->writer->buffer;
  g_autofree char *id = tri_tei_ids_dup_division (self->writer->ids, division);
  OpenDivision opened = { division->first + division->n_passages, FALSE };

  close_blocks (self);
  get_innermost (self)->has_parts = TRUE;
  g_string_append_printf (out, "<div xml:id=\"%s\"", id);
  if (*division->title)
    tri_tei_append_attribute (out, "n", division->title);
  g_string_append (out, ">\n");
  g_array_append_val (self->open, opened);
  self->blocks.at_top = TRUE;
}

/* A division without passages stands where its neighbours leave it: inside the one that is
 * its parent. */
static void
move_to (TextWriter *self, guint ord)
{
  close_divisions (self, ord);
  while (self->next < self->divisions->len)
    {
      TriDivision *division = g_ptr_array_index (self->divisions, self->next);

      if (division->first > ord)
        return;
      close_divisions (self, division->first);
      open_division (self, division);
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
  self->blocks.at_top = FALSE;
}

static gboolean
put_window (TextWriter *self, GPtrArray *window, GError **error)
{
  for (guint i = 0; i < window->len; i++)
    {
      TriPassage *passage = g_ptr_array_index (window, i);

      if (passage->ord < self->blocks.next_ord)
        continue;
      move_to (self, passage->ord);
      continue_division (self);
      tri_tei_blocks_append (&self->blocks, self->writer->buffer, window, i);
    }
  return flush (self->writer, error);
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
put_body (TextWriter *self, GError **error)
{
  for (guint first = 0; first < self->text->n_passages;)
    {
      g_autoptr (GPtrArray) window = read_window (self, first, error);

      if (!window)
        return FALSE;
      if (window->len == 0)
        break;
      if (!put_window (self, window, error))
        return FALSE;
      first += window->len;
    }
  close_blocks (self);
  close_divisions (self, G_MAXUINT);
  return TRUE;
}

static gboolean
put_text (Writer *self, TriText *text, GError **error)
{
  g_autoptr (GPtrArray) divisions = NULL;
  g_autoptr (GArray) open = g_array_new (FALSE, FALSE, sizeof (OpenDivision));
  g_autofree char *id = tri_tei_ids_dup_text (self->ids, text);
  const OpenDivision whole = { G_MAXUINT, FALSE };
  TextWriter writer = { self, text, NULL, 0, open, FALSE, { self->ids, 0, 0, FALSE, TRUE } };
  gboolean done = FALSE;

  divisions = tri_library_list_divisions (self->library, text->id, -1, 0, error);
  if (!divisions)
    return FALSE;
  writer.divisions = divisions;
  g_array_append_val (open, whole);

  g_string_append (self->buffer, "<TEI>\n");
  append_header (self->buffer, text->title, text->author, text->source, text->rights);
  g_string_append_printf (self->buffer, "<text xml:id=\"%s\"", id);
  tri_tei_append_attribute (self->buffer, "xml:lang", text->lang);
  g_string_append (self->buffer, ">\n<body>\n");
  done = put_body (&writer, error);
  g_string_append (self->buffer, "</body>\n</text>\n</TEI>\n");
  return done && flush (self, error);
}

static gboolean
put_all (Writer *self, GError **error)
{
  g_string_append_printf (self->buffer,
                          "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
                          "<teiCorpus xmlns=\"http://www.tei-c.org/ns/1.0\" type=\"%s\">\n",
                          tri_work_kind_to_nick (self->work->kind));
  append_header (self->buffer, self->work->title, NULL, NULL, NULL);
  g_string_append (self->buffer, "<standOff>\n");
  if (!put_entities (self, error) || !put_links (self, error))
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
  g_autoptr (TriWork) found = tri_library_get_work (library, work, error);
  g_autoptr (TriTeiIds) ids = NULL;
  g_autoptr (GString) buffer = g_string_new (NULL);
  Writer writer = { library, found, stream, cancellable, buffer, NULL };

  if (!found)
    return FALSE;
  ids = tri_tei_ids_new (library, found);
  writer.ids = ids;
  return put_all (&writer, error);
}
