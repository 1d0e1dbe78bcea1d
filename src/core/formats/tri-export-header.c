/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "formats/tri-export-header.h"

#include "formats/tri-tei-markup.h"
#include "formats/tri-tei-reader.h"

#include <libxml/parser.h>
#include <string.h>

/* A header is taken apart, freed of what does not belong into another file, and written anew. What
 * a reader makes of it has to be what the library has: that is asked of the reader itself, and what
 * is otherwise is replaced. */

/* What a reader of the header learns. */
#define TRI_TYPE_HEADER_DRAFT (tri_header_draft_get_type ())
G_DECLARE_FINAL_TYPE (TriHeaderDraft, tri_header_draft, TRI, HEADER_DRAFT, GObject)

struct _TriHeaderDraft
{
  GObject parent_instance;
  char *work;
  char *title;
  char *author;
  char *source;
  char *rights;
};

static void tri_header_draft_init_draft (TriDraftInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (TriHeaderDraft,
                               tri_header_draft,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (TRI_TYPE_DRAFT, tri_header_draft_init_draft))

static void
tri_header_draft_finalize (GObject *object)
{
  TriHeaderDraft *self = TRI_HEADER_DRAFT (object);

  g_free (self->work);
  g_free (self->title);
  g_free (self->author);
  g_free (self->source);
  g_free (self->rights);
  G_OBJECT_CLASS (tri_header_draft_parent_class)->finalize (object);
}

static void
tri_header_draft_class_init (TriHeaderDraftClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = tri_header_draft_finalize;
}

static void
tri_header_draft_init (TriHeaderDraft *self)
{
}

static void
tri_header_draft_set_work (TriDraft *draft, const char *title, const char *kind)
{
  TriHeaderDraft *self = TRI_HEADER_DRAFT (draft);

  if (!self->work)
    self->work = g_strdup (title);
}

/* Nothing more is to be read. */
static gboolean
tri_header_draft_begin_text (TriDraft *draft, const TriDraftText *text, GError **error)
{
  TriHeaderDraft *self = TRI_HEADER_DRAFT (draft);

  self->title = g_strdup (text->title);
  self->author = g_strdup (text->author);
  self->source = g_strdup (text->source);
  self->rights = g_strdup (text->rights);
  g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_CANCELLED, "");
  return FALSE;
}

static void
tri_header_draft_init_draft (TriDraftInterface *iface)
{
  iface->set_work = tri_header_draft_set_work;
  iface->begin_text = tri_header_draft_begin_text;
}

static gboolean
is_tei (const xmlNode *node)
{
  return node->type == XML_ELEMENT_NODE
         && node->ns
         && xmlStrEqual (node->ns->href, (const xmlChar *) TRI_TEI_NAMESPACE);
}

static gboolean
is_named (const xmlNode *node, const char *name)
{
  return is_tei (node) && strcmp ((const char *) node->name, name) == 0;
}

static xmlNode *
find_child (xmlNode *parent, const char *name)
{
  for (xmlNode *node = parent ? parent->children : NULL; node; node = node->next)
    if (is_named (node, name))
      return node;
  return NULL;
}

static void
drop (xmlNode *node)
{
  xmlUnlinkNode (node);
  xmlFreeNode (node);
}

/* Entities are written in the standOff, files that are taken in are not there any more. */
static gboolean
is_foreign (const xmlNode *node)
{
  const TriTeiElement *element = NULL;

  if (node->type != XML_ELEMENT_NODE)
    return node->type != XML_TEXT_NODE && node->type != XML_CDATA_SECTION_NODE;
  if (node->ns && xmlStrEqual (node->ns->href, (const xmlChar *) TRI_XINCLUDE_NAMESPACE))
    return TRUE;
  element = is_tei (node) ? tri_tei_element_find ((const char *) node->name) : NULL;
  return element && element->role == TRI_TEI_ENTITIES;
}

static void
clean (xmlNode *parent)
{
  xmlNode *next = NULL;

  for (xmlNode *node = parent->children; node; node = next)
    {
      next = node->next;
      if (is_foreign (node))
        drop (node);
      else if (node->type == XML_ELEMENT_NODE)
        clean (node);
    }
}

/* Frees the header of the ids that something else in the file has. */
static void
settle_ids (xmlNode *node, TriTeiIds *ids)
{
  xmlAttr *id = xmlHasNsProp (node, (const xmlChar *) "id", XML_XML_NAMESPACE);
  xmlChar *value = id ? xmlNodeListGetString (node->doc, id->children, 1) : NULL;

  if (id && !(value && is_tei (node) && tri_tei_ids_take (ids, (const char *) value)))
    xmlRemoveProp (id);
  xmlFree (value);
  for (xmlNode *child = node->children; child; child = child->next)
    if (child->type == XML_ELEMENT_NODE)
      settle_ids (child, ids);
}

/* What an element without a prefix belongs to where @node stands: that is the namespace of the
 * innermost one around it that is written without one. */
static const char *
get_namespace_around (const xmlNode *node)
{
  for (node = node->parent; node && node->type == XML_ELEMENT_NODE; node = node->parent)
    if (!node->ns || is_tei (node))
      return node->ns ? TRI_TEI_NAMESPACE : "";
  return TRI_TEI_NAMESPACE;
}

static void
append_tag (GString *out, xmlNode *node)
{
  /* A prefix that nothing declares is a part of the name. */
  g_autofree char *name = g_strdelimit (g_strdup ((const char *) node->name), ":", '_');
  g_autoptr (GArray) attributes = g_array_new (FALSE, FALSE, sizeof (TriTeiAttribute));
  g_autoptr (GPtrArray) values = g_ptr_array_new_with_free_func (xmlFree);
  TriTeiTag tag = {
    .prefix = node->ns ? (const char *) node->ns->prefix : NULL,
    .name = name,
    .ns = node->ns ? (const char *) node->ns->href : NULL,
  };
  TriTeiAttribute reset = { .name = "xmlns", .value = is_tei (node) ? TRI_TEI_NAMESPACE : "" };

  if ((!node->ns || is_tei (node)) && strcmp (get_namespace_around (node), reset.value) != 0)
    g_array_append_val (attributes, reset);
  for (xmlAttr *at = node->properties; at; at = at->next)
    {
      xmlChar *value = xmlNodeListGetString (node->doc, at->children, 1);
      TriTeiAttribute attribute = {
        .prefix = at->ns ? (const char *) at->ns->prefix : NULL,
        .name = (const char *) at->name,
        .value = value ? (const char *) value : "",
        .ns = at->ns ? (const char *) at->ns->href : NULL,
      };

      if (value)
        g_ptr_array_add (values, value);
      if (!strchr (attribute.name, ':'))
        g_array_append_val (attributes, attribute);
    }
  tag.attributes = (const TriTeiAttribute *) (const void *) attributes->data;
  tag.n_attributes = attributes->len;
  tri_tei_append_tag (out, &tag, TRI_TEI_TAG_WHOLE);
}

static void
append_node (GString *out, xmlNode *node)
{
  gsize start = out->len + 1;
  g_autofree char *name = NULL;

  if (node->type != XML_ELEMENT_NODE)
    {
      g_autofree char *text = g_markup_escape_text ((const char *) node->content, -1);

      g_string_append (out, text);
      return;
    }
  append_tag (out, node);
  if (!node->children)
    {
      g_string_insert_c (out, (gssize) out->len - 1, '/');
      return;
    }
  name = g_strndup (out->str + start, strcspn (out->str + start, " >"));
  for (xmlNode *child = node->children; child; child = child->next)
    append_node (out, child);
  g_string_append_printf (out, "</%s>", name);
}

static xmlNode *
find_header (xmlNode *node)
{
  for (; node; node = node->next)
    {
      xmlNode *found = is_named (node, "teiHeader") ? node : NULL;

      if (!found && is_tei (node))
        found = find_header (node->children);
      if (found)
        return found;
    }
  return NULL;
}

/* What the reader of TEI takes from a header. */
static TriHeaderDraft *
read_header (xmlNode *header, const char *lang)
{
  g_autoptr (TriHeaderDraft) draft = g_object_new (TRI_TYPE_HEADER_DRAFT, NULL);
  g_autoptr (GString) file = g_string_new ("<TEI xmlns=\"" TRI_TEI_NAMESPACE "\">");
  g_autoptr (GBytes) bytes = NULL;
  TriSource source = { "", "", NULL };

  append_node (file, header);
  g_string_append (file, "<text");
  tri_tei_append_attribute (file, "xml:lang", lang);
  g_string_append (file, "><body><p>.</p></body></text></TEI>");
  bytes = g_bytes_new (file->str, file->len);
  source.bytes = bytes;
  tri_tei_read (&source, TRI_DRAFT (draft), NULL, NULL);
  return g_steal_pointer (&draft);
}

static xmlNode *
add_element (xmlNode *parent, const char *name, const char *text)
{
  return xmlNewTextChild (parent,
                          parent->ns,
                          (const xmlChar *) name,
                          (const xmlChar *) text);
}

static void
drop_children (xmlNode *parent, const char *name)
{
  xmlNode *next = NULL;

  for (xmlNode *node = parent->children; node; node = next)
    {
      next = node->next;
      if (is_named (node, name))
        drop (node);
    }
}

/* The last title in the language of the text is its title. */
static void
replace_title (xmlNode *statement, const char *title, const char *lang)
{
  xmlNode *last = NULL;
  xmlNode *added = add_element (statement, "title", title);

  for (xmlNode *node = statement->children; node && node != added; node = node->next)
    if (is_named (node, "title"))
      last = node;
  if (lang)
    xmlNewNsProp (added,
                  xmlSearchNsByHref (statement->doc, statement, XML_XML_NAMESPACE),
                  (const xmlChar *) "lang",
                  (const xmlChar *) lang);
  if (last && lang)
    xmlAddNextSibling (last, added);
  else if (statement->children != added)
    xmlAddPrevSibling (statement->children, added);
}

static void
replace_author (xmlNode *statement, const char *author)
{
  xmlNode *added = NULL;
  xmlNode *last = NULL;

  drop_children (statement, "author");
  if (!author)
    return;
  for (xmlNode *node = statement->children; node; node = node->next)
    if (is_named (node, "title"))
      last = node;
  added = add_element (statement, "author", author);
  if (last)
    xmlAddNextSibling (last, added);
}

static void
replace_source (xmlNode *description, const char *source)
{
  xmlNode *added = NULL;

  drop_children (description, "sourceDesc");
  added = add_element (description, "sourceDesc", NULL);
  add_element (added, "p", source ? source : "");
}

static void
drop_availability (xmlNode *parent)
{
  drop_children (parent, "availability");
  for (xmlNode *node = parent->children; node; node = node->next)
    if (node->type == XML_ELEMENT_NODE)
      drop_availability (node);
}

static void
replace_rights (xmlNode *description, const char *rights)
{
  xmlNode *statement = find_child (description, "publicationStmt");

  drop_availability (description);
  if (!statement)
    return;
  drop_children (statement, "p");
  if (rights)
    add_element (add_element (statement, "availability", NULL), "licence", rights);
  else if (!xmlFirstElementChild (statement))
    add_element (statement, "p", "Exported by Triptych.");
}

static gboolean
is_equal (const char *a, const char *b)
{
  return g_strcmp0 (a ? a : "", b ? b : "") == 0;
}

static gboolean
says (xmlNode *header, TriText *text)
{
  g_autoptr (TriHeaderDraft) draft = read_header (header, text->lang);

  return is_equal (draft->title, text->title)
         && is_equal (draft->author, text->author)
         && is_equal (draft->source, text->source)
         && is_equal (draft->rights, text->rights);
}

/* Makes the header say what the library does. */
static gboolean
adapt (xmlNode *header, TriText *text)
{
  g_autoptr (TriHeaderDraft) draft = read_header (header, text->lang);
  xmlNode *description = find_child (header, "fileDesc");
  xmlNode *statement = find_child (description, "titleStmt");

  if (!statement || !find_child (description, "publicationStmt"))
    return FALSE;
  if (!is_equal (draft->title, text->title))
    replace_title (statement, text->title, text->lang);
  if (!is_equal (draft->author, text->author))
    replace_author (statement, text->author);
  if (!is_equal (draft->source, text->source) || !find_child (description, "sourceDesc"))
    replace_source (description, text->source);
  if (!is_equal (draft->rights, text->rights))
    replace_rights (description, text->rights);
  return says (header, text);
}

static gboolean
adapt_corpus (xmlNode *header, const char *title)
{
  g_autoptr (TriHeaderDraft) draft = read_header (header, "");
  g_autoptr (TriHeaderDraft) adapted = NULL;
  xmlNode *statement = find_child (find_child (header, "fileDesc"), "titleStmt");

  if (!statement)
    return FALSE;
  if (is_equal (draft->work, title))
    return TRUE;
  replace_title (statement, title, NULL);
  adapted = read_header (header, "");
  return is_equal (adapted->work, title);
}

/* What a description of the source has lost with its lists. */
static void
fill_source (xmlNode *header)
{
  xmlNode *description = find_child (header, "fileDesc");

  for (xmlNode *node = description ? description->children : NULL; node; node = node->next)
    if (is_named (node, "sourceDesc") && !xmlFirstElementChild (node))
      {
        xmlChar *content = xmlNodeGetContent (node);
        xmlNode *added = NULL;

        while (node->children)
          drop (node->children);
        added = add_element (node, "p", NULL);
        xmlNodeAddContent (added, content);
        xmlFree (content);
      }
}

static gboolean
append (GString *out, TriTeiIds *ids, const char *document, TriText *text, const char *title)
{
  xmlDoc *parsed = xmlReadMemory (document,
                                  (int) strlen (document),
                                  NULL,
                                  NULL,
                                  XML_PARSE_NONET | XML_PARSE_NOERROR | XML_PARSE_NOWARNING
                                      | XML_PARSE_NOCDATA);
  xmlNode *header = parsed ? find_header (xmlDocGetRootElement (parsed)) : NULL;
  gboolean done = FALSE;

  if (header)
    {
      clean (header);
      fill_source (header);
      done = text ? adapt (header, text) : adapt_corpus (header, title);
    }
  if (done)
    {
      settle_ids (header, ids);
      append_node (out, header);
      g_string_append_c (out, '\n');
    }
  xmlFreeDoc (parsed);
  return done;
}

gboolean
tri_export_append_header (GString *out, TriTeiIds *ids, const char *document, TriText *text)
{
  return append (out, ids, document, text, NULL);
}

gboolean
tri_export_append_corpus_header (GString *out,
                                 TriTeiIds *ids,
                                 const char *document,
                                 const char *title)
{
  return append (out, ids, document, NULL, title);
}
