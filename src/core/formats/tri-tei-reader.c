/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "formats/tri-tei-include.h"
#include "formats/tri-tei-passage.h"
#include "formats/tri-tei-pointer.h"

#include "formats/tri-xml-advice.h"
#include "formats/tri-xml-input.h"
#include "formats/tri-xml-parser.h"
#include "tri-error.h"
#include "tri-language.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* The parser calls us for every tag and every run of text and builds no tree, so what it needs
 * does not grow with the file. It never sees a document type: the input takes it out and expands
 * the entities that it declares. */

static const TriTeiElement unknown_element = { "", TRI_TEI_UNKNOWN, 0 };

/* Takes note of an id and says whether it is the first of its name, as far as is known yet. */
gboolean
tri_tei_add_id (TriTeiReader *self, const char *id)
{
  guint line = self->inclusion ? self->include_line
                               : (guint) MAX (1, xmlSAX2GetLineNumber (self->parser));

  return tri_id_set_add (self->ids, id, line);
}

/**
 * tri_tei_get_key:
 * @id: an xml:id
 *
 * An export writes the key of a passage with that of its text before it ("text-2.p7") where another
 * part of the file has the same one.
 *
 * Returns: (transfer none): the key, a part of @id
 */
const char *
tri_tei_get_key (TriTeiReader *self, const char *id)
{
  const char *text = self->text_is_open ? self->frames[self->text_frame].id : NULL;
  gsize length = text ? strlen (text) : 0;

  if (!text || !g_str_has_prefix (text, "text-") || strncmp (id, text, length) != 0)
    return id;
  return id[length] == '.' && id[length + 1] ? id + length + 1 : id;
}

/* Names live in the parser's dictionary, so each is looked up by its letters once. */
static const TriTeiElement *
find_element (TriTeiReader *self, const char *name, const char *ns)
{
  const TriTeiElement *element = NULL;

  if (g_strcmp0 (ns, self->ns) != 0)
    return &unknown_element;
  element = g_hash_table_lookup (self->elements, name);
  if (element)
    return element;
  element = tri_tei_element_find (name);
  if (!element)
    element = &unknown_element;
  if (g_hash_table_size (self->elements) < 4096)
    g_hash_table_insert (self->elements, (gpointer) name, (gpointer) element);
  return element;
}

static void
note_id (TriTeiReader *self, TriTeiFrame *frame, const char *id)
{
  if (!tri_tei_add_id (self, id))
    {
      tri_tei_fail (self,
                    TRI_ERROR_SYNTAX,
                    _ ("the xml:id “%s” is used twice; every id must be used only once"),
                    id);
      return;
    }
  frame->id = g_strdup (id);
}

void
tri_tei_push_frame (TriTeiReader *self, const TriTeiTag *tag)
{
  const TriTeiFrame *parent = tri_tei_top (self);
  TriTeiFrame *frame = &self->frames[++self->depth];
  const char *lang = tri_tei_get_xml (tag, "lang");
  const char *id = tri_tei_get_xml (tag, "id");
  g_autofree char *around = NULL;

  *frame = (TriTeiFrame){
    .name = tag->name,
    .prefix = tri_tei_get_prefix (tag),
    .element = tag->element,
    .mode = parent->mode,
    .lang = parent->lang,
    .join = parent->join,
    .kind = parent->kind,
    .level = parent->level,
    .first = self->n_passages,
    .nesting = parent->nesting,
    .start = tri_builder_get_place (self->builder),
    .span = -1,
    .mention = -1,
    .field = parent->field,
  };
  frame->keeps_space = g_strcmp0 (tri_tei_get_xml (tag, "space"), "preserve") == 0;
  if (self->inclusion && !lang)
    lang = around = tri_tei_include_steal_lang (self);
  if (lang)
    frame->lang = frame->own_lang = tri_language_dup_tag (lang);
  /* What an example in another namespace names is no part of this file. */
  if (id && frame->mode != TRI_TEI_MODE_SKIP && g_strcmp0 (tag->ns, self->ns) == 0)
    note_id (self, frame, id);
}

static void
pop_frame (TriTeiReader *self)
{
  TriTeiFrame *frame = &self->frames[self->depth--];

  if (self->owner > self->depth && !self->is_complete)
    self->owner = 0;
  g_free (frame->own_lang);
  g_free (frame->id);
  g_free (frame->value);
  g_strfreev (frame->refs);
  g_free (frame->edtf);
  g_free (frame->piece);
  g_free (frame->before);
  g_free (frame->kept);
  g_free (frame->block_tag);
  if (frame->readings)
    g_string_free (frame->readings, TRUE);
}

/* TEI without the namespace of P5 (an older TEI, or one whose author left it out), and lists of
 * persons and the like, which are cut out of files. */
static void
choose_namespace (TriTeiReader *self, const TriTeiTag *tag)
{
  const TriTeiElement *element = tri_tei_element_find (tag->name);

  if (g_strcmp0 (tag->ns, TRI_TEI_NAMESPACE) == 0 || !element)
    return;
  if (element->role != TRI_TEI_ROOT && (element->role != TRI_TEI_ENTITIES || tag->ns))
    return;
  g_free (self->ns);
  self->ns = g_strdup (tag->ns);
  self->is_older = TRUE;
}

static gboolean
is_part (TriTeiRole role)
{
  switch (role)
    {
    case TRI_TEI_ROOT:
    case TRI_TEI_STANDOFF:
    case TRI_TEI_ENTITIES:
    case TRI_TEI_LINK_GROUP:
    case TRI_TEI_TEXT:
    case TRI_TEI_GROUP:
    case TRI_TEI_PART:
    case TRI_TEI_DIV:
    case TRI_TEI_CONTAINER:
    case TRI_TEI_BLOCK:
    case TRI_TEI_LIST:
      return TRUE;
    default:
      return FALSE;
    }
}

static void
check_root (TriTeiReader *self, const TriTeiTag *tag)
{
  const char *advice = tri_xml_get_advice (tag->name, tag->ns);

  if (is_part (tag->element->role))
    return;
  if (g_strcmp0 (tag->ns, TRI_TEI_NAMESPACE) == 0)
    tri_tei_fail (self,
                  TRI_ERROR_UNSUPPORTED,
                  _ ("the file begins with <%s>, not with <TEI> or <teiCorpus>; put "
                     "it into one of these"),
                  tag->name);
  else if (advice)
    tri_tei_fail (self, TRI_ERROR_UNSUPPORTED, "%s", advice);
  else
    tri_tei_fail (self,
                  TRI_ERROR_UNSUPPORTED,
                  _ ("the file is no TEI: it begins with <%s>; convert it to TEI, "
                     "Markdown or plain text"),
                  tag->name);
}

/* Between the parts of the file: its root, its header, its standOff, its texts. */
static void
outside_start (TriTeiReader *self, const TriTeiTag *tag)
{
  TriTeiFrame *frame = tri_tei_top (self);

  switch (tag->element->role)
    {
    case TRI_TEI_ROOT:
      if (self->depth == 1)
        self->kind = g_strdup (tri_tei_get (tag, "type"));
      break;
    case TRI_TEI_HEADER:
      tri_tei_header_clear (&self->header);
      frame->mode = TRI_TEI_MODE_HEADER;
      break;
    case TRI_TEI_STANDOFF:
      frame->mode = TRI_TEI_MODE_STANDOFF;
      break;
    case TRI_TEI_TEXT:
      frame->mode = TRI_TEI_MODE_STRUCTURE;
      frame->kind = TRI_PASSAGE_PARAGRAPH;
      tri_tei_text_start (self, tag);
      break;
    case TRI_TEI_LINK_GROUP:
    case TRI_TEI_ENTITIES:
      frame->mode = TRI_TEI_MODE_STANDOFF;
      tri_tei_register_start (self, tag);
      break;
    default:
      /* A part of a text in a file of its own. */
      if (self->depth == 1)
        {
          frame->mode = TRI_TEI_MODE_STRUCTURE;
          frame->kind = TRI_PASSAGE_PARAGRAPH;
          tri_tei_text_start (self, tag);
        }
      else
        frame->mode = TRI_TEI_MODE_SKIP;
    }
}

static void
dispatch_start (TriTeiReader *self, const TriTeiTag *tag)
{
  switch (tri_tei_top (self)->mode)
    {
    case TRI_TEI_MODE_OUTSIDE:
      outside_start (self, tag);
      break;
    case TRI_TEI_MODE_HEADER:
      tri_tei_header_start (self, tag);
      break;
    case TRI_TEI_MODE_STANDOFF:
    case TRI_TEI_MODE_REGISTER:
      tri_tei_register_start (self, tag);
      break;
    case TRI_TEI_MODE_STRUCTURE:
    case TRI_TEI_MODE_BLOCK:
    case TRI_TEI_MODE_INLINE:
      tri_tei_text_start (self, tag);
      break;
    case TRI_TEI_MODE_CAPTURE:
      tri_tei_capture_start (self, tag);
      break;
    case TRI_TEI_MODE_SKIP:
      if (tag->element->role == TRI_TEI_PREFIX)
        tri_tei_prefix_add (self, tag);
      break;
    default:
      g_assert_not_reached ();
    }
}

static void
start_element_cb (void *data,
                  const xmlChar *name,
                  const xmlChar *prefix,
                  const xmlChar *ns,
                  int n_namespaces,
                  const xmlChar **namespaces,
                  int n_attributes,
                  int n_defaulted,
                  const xmlChar **attributes)
{
  TriTeiReader *self = data;
  TriTeiTag tag = { .prefix = (const char *) prefix,
                    .name = (const char *) name,
                    .ns = (const char *) ns };

  if (self->error)
    return;
  if (self->depth >= TRI_TEI_MAX_DEPTH)
    {
      tri_tei_fail (self,
                    TRI_ERROR_LIMIT,
                    _ ("elements are nested more than %d deep; look for end tags that "
                       "are missing, or nest them less deeply"),
                    TRI_TEI_MAX_DEPTH);
      return;
    }
  if (g_cancellable_set_error_if_cancelled (self->cancellable, &self->error))
    {
      xmlStopParser (self->parser);
      return;
    }
  if (self->depth == 0)
    choose_namespace (self, &tag);
  tag.element = find_element (self, tag.name, tag.ns);
  if (!tri_tei_copy_attributes (self, &tag, n_attributes, attributes))
    return;
  if (self->depth == 0)
    check_root (self, &tag);
  if (self->inclusion && !self->error && !tri_tei_include_takes_start (self, &tag))
    return;
  /* It stands before the element, and not in the division that this may be. */
  if (!self->error && self->is_complete)
    tri_tei_text_flush (self);
  if (self->error)
    return;
  if (g_strcmp0 (tag.ns, TRI_XINCLUDE_NAMESPACE) == 0)
    {
      tri_tei_include_start (self, &tag);
      return;
    }
  tri_tei_push_frame (self, &tag);
  if (!self->error)
    dispatch_start (self, &tag);
}

static void
end_element_cb (void *data, const xmlChar *name, const xmlChar *prefix, const xmlChar *ns)
{
  TriTeiReader *self = data;

  if (self->error || self->depth == 0)
    return;
  if (self->inclusion && !tri_tei_include_takes_end (self))
    return;
  switch (tri_tei_top (self)->mode)
    {
    case TRI_TEI_MODE_HEADER:
      tri_tei_header_end (self);
      break;
    case TRI_TEI_MODE_STANDOFF:
    case TRI_TEI_MODE_REGISTER:
      tri_tei_register_end (self);
      break;
    case TRI_TEI_MODE_STRUCTURE:
    case TRI_TEI_MODE_BLOCK:
    case TRI_TEI_MODE_INLINE:
    case TRI_TEI_MODE_CAPTURE:
      tri_tei_text_end (self);
      break;
    case TRI_TEI_MODE_SKIP:
      tri_tei_include_end (self);
      break;
    case TRI_TEI_MODE_OUTSIDE:
      if (tri_tei_top (self)->element->role == TRI_TEI_ROOT)
        tri_tei_text_close (self);
      break;
    default:
      g_assert_not_reached ();
    }
  pop_frame (self);
  if (self->is_part_over)
    xmlStopParser (self->parser);
}

void
tri_tei_take_chars (TriTeiReader *self, const char *text, gsize n)
{
  const TriTeiFrame *frame = tri_tei_top (self);

  switch (frame->mode)
    {
    case TRI_TEI_MODE_STRUCTURE:
    case TRI_TEI_MODE_BLOCK:
    case TRI_TEI_MODE_INLINE:
      tri_tei_text_chars (self, text, n);
      break;
    case TRI_TEI_MODE_HEADER:
    case TRI_TEI_MODE_CAPTURE:
      if (frame->mode == TRI_TEI_MODE_CAPTURE || frame->field)
        g_string_append_len (self->capture, text, (gssize) n);
      if (frame->mode == TRI_TEI_MODE_CAPTURE)
        tri_tei_capture_chars (self, text, n);
      if (MAX (self->capture->len, self->captured_tags->len) > TRI_TEI_MAX_FIELD)
        tri_tei_fail (self,
                      TRI_ERROR_LIMIT,
                      _ ("the text of an element of the header or of a reading is longer than %d "
                         "KiB; look for an end tag that is missing, or shorten it"),
                      TRI_TEI_MAX_FIELD / 1024);
      break;
    case TRI_TEI_MODE_REGISTER:
      tri_tei_register_chars (self, text, n);
      break;
    case TRI_TEI_MODE_OUTSIDE:
    case TRI_TEI_MODE_STANDOFF:
    case TRI_TEI_MODE_SKIP:
      break;
    default:
      g_assert_not_reached ();
    }
}

static void
characters_cb (void *data, const xmlChar *chars, int n)
{
  TriTeiReader *self = data;

  if (!self->error && (!self->inclusion || tri_tei_include_takes_text (self)))
    tri_tei_take_chars (self, (const char *) chars, (gsize) n);
}

/* The input leaves none over unless a comment of absurd length hid it. */
static void
doctype_cb (void *data, const xmlChar *name, const xmlChar *public_id, const xmlChar *system_id)
{
  tri_tei_fail (data, TRI_ERROR_LIMIT, _ ("the document type stands too far down; move it to the "
                                          "beginning of the file"));
}

static void
clear_title (gpointer data)
{
  TriTeiTitle *title = data;

  g_free (title->lang);
  g_free (title->text);
}

static TriTeiReader *
reader_new (const TriSource *source, TriDraft *draft, GCancellable *cancellable)
{
  TriTeiReader *self = g_new0 (TriTeiReader, 1);

  self->source = self->main_source = source;
  self->ns = g_strdup (TRI_TEI_NAMESPACE);
  self->draft = draft;
  self->cancellable = cancellable;
  self->frames[0].element = &unknown_element;
  self->frames[0].name = "";
  self->frames[0].lang = "";
  self->attributes = g_array_new (FALSE, FALSE, sizeof (TriTeiAttribute));
  self->values = g_string_sized_new (256);
  self->header.titles = g_array_new (FALSE, FALSE, sizeof (TriTeiTitle));
  g_array_set_clear_func (self->header.titles, clear_title);
  self->prefixes = g_ptr_array_new_with_free_func (tri_tei_prefix_free);
  self->capture = g_string_new (NULL);
  self->captured_tags = g_string_new (NULL);
  self->reg = tri_tei_register_new ();
  self->builders = g_ptr_array_new_with_free_func ((GDestroyNotify) tri_builder_free);
  self->builder = tri_builder_new ();
  g_ptr_array_add (self->builders, self->builder);
  self->pieces = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->pages = g_ptr_array_new_with_free_func (g_free);
  self->page_tags = g_ptr_array_new_with_free_func (g_free);
  self->around = g_string_new (NULL);
  self->anchors = g_ptr_array_new_with_free_func (g_free);
  self->endings = g_ptr_array_new_with_free_func (g_free);
  self->ids = tri_id_set_new (TRI_TEI_MAX_IDS, TRUE);
  self->note_keys = tri_id_set_new (TRI_TEI_MAX_NOTE_KEYS, FALSE);
  self->early_notes = g_ptr_array_new_with_free_func ((GDestroyNotify) tri_builder_free);
  self->links = tri_id_set_new (TRI_TEI_MAX_LINKS, FALSE);
  return self;
}

static void
reader_free (TriTeiReader *self)
{
  while (self->depth > 0)
    pop_frame (self);
  tri_tei_header_clear (&self->header);
  g_array_unref (self->header.titles);
  g_ptr_array_unref (self->prefixes);
  g_free (self->ns);
  g_free (self->kind);
  g_free (self->text_lang);
  g_free (self->doc_title);
  g_array_unref (self->attributes);
  g_string_free (self->values, TRUE);
  g_string_free (self->capture, TRUE);
  g_string_free (self->captured_tags, TRUE);
  tri_tei_register_free (self->reg);
  g_ptr_array_unref (self->builders);
  g_hash_table_unref (self->pieces);
  g_ptr_array_unref (self->pages);
  g_ptr_array_unref (self->page_tags);
  g_string_free (self->around, TRUE);
  g_ptr_array_unref (self->anchors);
  g_ptr_array_unref (self->endings);
  tri_id_set_free (self->ids);
  tri_id_set_free (self->note_keys);
  g_ptr_array_unref (self->early_notes);
  tri_id_set_free (self->links);
  g_clear_error (&self->error);
  g_free (self);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TriTeiReader, reader_free)

static int
input_cb (void *data, char *buffer, int n)
{
  TriTeiReader *self = data;
  int length = -1;

  if (!self->error && !g_cancellable_set_error_if_cancelled (self->cancellable, &self->error))
    length = tri_xml_input_read (self->input, buffer, n, &self->error);
  if (length > 0 && self->inclusion && !tri_tei_include_count (self, (gsize) length))
    return -1;
  return length;
}

static void
parse (TriTeiReader *self)
{
  xmlSAXHandler handler = {
    .internalSubset = doctype_cb,
    .startElementNs = start_element_cb,
    .endElementNs = end_element_cb,
    .characters = characters_cb,
    .ignorableWhitespace = characters_cb,
    .cdataBlock = characters_cb,
    .serror = (xmlStructuredErrorFunc) tri_tei_parser_error_cb,
  };
  xmlParserCtxt *parser = tri_xml_parser_new (self->source,
                                              &handler,
                                              input_cb,
                                              self,
                                              &self->error);

  if (!parser)
    return;
  self->parser = parser;
  xmlParseDocument (parser);
  if (self->source == self->main_source)
    tri_tei_check_ids (self);
  tri_xml_parser_free (parser);
}

/**
 * tri_tei_read_source:
 *
 * Reads a file, which may be one that another takes in: what is read of it comes where the other
 * one is being read.
 */
void
tri_tei_read_source (TriTeiReader *self, const TriSource *source)
{
  const TriSource *outer_source = self->source;
  gpointer outer_parser = self->parser;
  TriXmlInput *outer_input = self->input;
  GHashTable *outer_elements = self->elements;
  g_autoptr (TriXmlInput) input = tri_xml_input_new (source, &self->error);
  /* The names of elements live as long as their parser. */
  g_autoptr (GHashTable) elements = g_hash_table_new (NULL, NULL);

  if (!input)
    return;
  self->source = source;
  self->input = input;
  self->elements = elements;
  parse (self);
  self->source = outer_source;
  self->parser = outer_parser;
  self->input = outer_input;
  self->elements = outer_elements;
  self->is_part_over = FALSE;
}

/**
 * tri_tei_read:
 *
 * Reads a TEI P5 file into a draft, as a stream: what it needs in memory is one passage, the open
 * elements and the latest ids.
 *
 * Returns: %FALSE with an error that names the file and the line
 */
gboolean
tri_tei_read (const TriSource *source, TriDraft *draft, GCancellable *cancellable, GError **error)
{
  g_autoptr (TriTeiReader) self = reader_new (source, draft, cancellable);

  tri_tei_read_source (self, source);
  if (!self->error)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&self->error));
  return FALSE;
}
