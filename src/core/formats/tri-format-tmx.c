/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "formats/tri-format.h"

#include "formats/tri-segment.h"
#include "formats/tri-sniff.h"
#include "formats/tri-exchange.h"
#include "formats/tri-xml.h"
#include "tri-error.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#include <string.h>

/* What a property says is short. */
#define MAX_PROPERTY 256

/* Where in a unit we are. What is in a segment and not in the text (codes, what stands in them) is
 * known by the depth of the element that hides it. */
typedef struct
{
  TriDraft *draft;
  TriExchange *exchange;
  TriSegment *segment;
  GString *lang; /* of the variant */
  GString *key;
  GString *property; /* what it is called, and what it says */
  GString *value;
  TriExchangeUnit unit;
  gboolean has_source; /* language */
  gboolean in_unit;
  gboolean in_variant;
  gboolean in_segment;
  gboolean in_property;
  gboolean is_begun; /* the unit has a segment */
  guint hidden;      /* depth; 0 for none */
} Reader;

static int
sniff (const char *name, const guint8 *bytes, gsize n_bytes)
{
  g_autofree char *root = tri_sniff_dup_root (bytes, n_bytes);

  return root && tri_sniff_is_element (root, "tmx") ? 100 : 0;
}

static const char *
get_lang (const TriXmlTag *tag)
{
  const char *lang = tri_xml_get_xml (tag, "lang");

  if (!lang)
    lang = tri_xml_get (tag, "lang");
  return lang ? lang : "";
}

/* The source comes first. Of a file for many directions the first unit says which. */
static void
take_source (Reader *self, TriXml *xml, const TriXmlTag *tag)
{
  const char *lang = tri_xml_get (tag, "srclang");

  if (self->has_source || !lang || !*lang || strcmp (lang, "*all*") == 0)
    return;
  self->has_source = TRUE;
  tri_xml_check (xml,
                 tri_exchange_add_text (self->exchange, lang, NULL, NULL, tri_xml_error (xml)));
}

static void
start_unit (Reader *self, TriXml *xml, const TriXmlTag *tag)
{
  const char *id = tri_xml_get (tag, "tuid");

  self->in_unit = TRUE;
  self->in_variant = FALSE;
  self->is_begun = FALSE;
  self->unit.status = TRI_STATUS_IMPORTED;
  self->unit.score = NAN;
  g_string_assign (self->key, id ? id : "");
  take_source (self, xml, tag);
  self->has_source = TRUE;
}

static gboolean
is_code (const char *name)
{
  static const char *const names[] = { "bpt", "ept", "ph", "it", "ut", "sub", NULL };

  return g_strv_contains (names, name);
}

/* What a code stands for where it says so: italics between two of them, the end of a line. */
static void
start_code (Reader *self, const TriXmlTag *tag)
{
  const char *type = tri_xml_get (tag, "type");
  const char *pair = tri_xml_get (tag, "i");
  TriSpanKind kind = TRI_SPAN_EMPHASIS;

  if (strcmp (tag->name, "bpt") == 0 && pair && tri_segment_find_kind (type, &kind))
    tri_segment_open (self->segment, kind, pair);
  else if (strcmp (tag->name, "ept") == 0 && pair)
    tri_segment_close (self->segment, pair);
  else if (strcmp (tag->name, "ph") == 0 && g_strcmp0 (type, "lb") == 0)
    tri_segment_break_line (self->segment);
}

static void
start_inline (Reader *self, TriXml *xml, const TriXmlTag *tag)
{
  TriSpanKind kind = TRI_SPAN_OTHER;

  if (self->hidden > 0)
    return;
  if (is_code (tag->name))
    {
      start_code (self, tag);
      self->hidden = tri_xml_get_depth (xml);
    }
  else if (tri_segment_find_kind (tri_xml_get (tag, "type"), &kind))
    tri_segment_open (self->segment, kind, NULL);
  else
    tri_segment_open (self->segment, TRI_SPAN_OTHER, NULL);
}

static void
start_property (Reader *self, const TriXmlTag *tag)
{
  const char *type = tri_xml_get (tag, "type");

  self->in_property = TRUE;
  g_string_assign (self->property, type ? type : "");
  g_string_truncate (self->value, 0);
}

static void
start_in_unit (Reader *self, const TriXmlTag *tag)
{
  if (strcmp (tag->name, "tuv") == 0)
    {
      self->in_variant = TRUE;
      g_string_assign (self->lang, get_lang (tag));
    }
  else if (strcmp (tag->name, "seg") == 0 && self->in_variant)
    {
      const char *space = tri_xml_get_xml (tag, "space");

      self->in_segment = TRUE;
      self->hidden = 0;
      tri_segment_clear (self->segment);
      self->segment->space = g_strcmp0 (space, "preserve") == 0 ? TRI_SEGMENT_KEEP
                                                                : TRI_SEGMENT_UNWRAP;
    }
  else if (strcmp (tag->name, "prop") == 0 && !self->in_variant)
    start_property (self, tag);
}

static void
start_cb (TriXml *xml, const TriXmlTag *tag, gpointer data)
{
  Reader *self = data;

  if (self->in_segment)
    start_inline (self, xml, tag);
  else if (strcmp (tag->name, "tu") == 0)
    start_unit (self, xml, tag);
  else if (self->in_unit)
    start_in_unit (self, tag);
  else if (strcmp (tag->name, "header") == 0)
    take_source (self, xml, tag);
  else if (strcmp (tag->name, "prop") == 0)
    start_property (self, tag);
  else if (tri_xml_get_depth (xml) == 1 && strcmp (tag->name, "tmx") != 0)
    tri_xml_fail (xml,
                  TRI_ERROR_SYNTAX,
                  _ ("this is no translation memory (TMX): the outermost element is “%s”; choose "
                     "another file"),
                  tag->name);
}

/* The links of a memory that we wrote are what they were, and the work is called what it was. */
static void
end_property (Reader *self)
{
  char *end = NULL;
  double score = 0;

  self->in_property = FALSE;
  if (!self->in_unit && strcmp (self->property->str, "x-title") == 0)
    tri_draft_set_work (self->draft, self->value->str, NULL);
  if (strcmp (self->property->str, "x-status") == 0)
    tri_status_from_nick (self->value->str, &self->unit.status);
  if (strcmp (self->property->str, "x-score") != 0)
    return;
  score = g_ascii_strtod (self->value->str, &end);
  if (end != self->value->str && score >= 0 && score <= 1)
    self->unit.score = score;
}

static void
end_segment (Reader *self, TriXml *xml)
{
  guint n_spans = 0;
  const TriSpan *spans = tri_segment_get_spans (self->segment, &n_spans);

  self->in_segment = FALSE;
  if (!self->is_begun)
    {
      self->is_begun = TRUE;
      self->unit.key = self->key->len > 0 ? self->key->str : NULL;
      tri_xml_check (xml, tri_exchange_begin (self->exchange, &self->unit, tri_xml_error (xml)));
    }
  tri_xml_check (xml,
                 tri_exchange_add (self->exchange,
                                   self->lang->str,
                                   self->segment->content->str,
                                   spans,
                                   n_spans,
                                   tri_xml_error (xml)));
}

static void
end_unit (Reader *self, TriXml *xml)
{
  gboolean is_enough = FALSE;

  self->in_unit = FALSE;
  if (!self->is_begun)
    return;
  tri_xml_check (xml, tri_exchange_end (self->exchange, &is_enough, tri_xml_error (xml)));
  if (is_enough)
    tri_xml_stop (xml);
}

static void
end_inline (Reader *self, TriXml *xml, const char *name)
{
  if (self->hidden == tri_xml_get_depth (xml))
    self->hidden = 0;
  else if (self->hidden == 0)
    tri_segment_close (self->segment, NULL);
}

static void
end_cb (TriXml *xml, const char *name, const char *ns, gpointer data)
{
  Reader *self = data;

  if (self->in_segment && strcmp (name, "seg") == 0)
    end_segment (self, xml);
  else if (self->in_segment)
    end_inline (self, xml, name);
  else if (self->in_property && strcmp (name, "prop") == 0)
    end_property (self);
  else if (self->in_unit && strcmp (name, "tuv") == 0)
    self->in_variant = FALSE;
  else if (self->in_unit && strcmp (name, "tu") == 0)
    end_unit (self, xml);
}

static void
text_cb (TriXml *xml, const char *text, gsize n_bytes, gpointer data)
{
  Reader *self = data;

  if (self->in_segment && self->hidden == 0)
    tri_segment_append (self->segment, text, n_bytes);
  else if (self->in_property && self->value->len + n_bytes <= MAX_PROPERTY)
    g_string_append_len (self->value, text, (gssize) n_bytes);
  if (self->segment->content->len > TRI_EXCHANGE_MAX_SEGMENT)
    tri_xml_fail (xml,
                  TRI_ERROR_LIMIT,
                  _ ("a segment is longer than %d KiB; part it"),
                  (int) (TRI_EXCHANGE_MAX_SEGMENT / 1024));
}

static gboolean
read_tmx (const TriSource *source, TriDraft *draft, GCancellable *cancellable, GError **error)
{
  static const TriXmlHandler handler = { start_cb, end_cb, text_cb };
  g_autoptr (TriExchange) exchange = tri_exchange_new (source, draft, cancellable);
  g_autoptr (TriSegment) segment = tri_segment_new ();
  g_autoptr (GString) lang = g_string_new (NULL);
  g_autoptr (GString) key = g_string_new (NULL);
  g_autoptr (GString) property = g_string_new (NULL);
  g_autoptr (GString) value = g_string_new (NULL);
  Reader self = { draft, exchange, segment, lang, key, property, value };

  self.unit.kind = TRI_PASSAGE_PARAGRAPH;
  return tri_xml_read (source, &handler, &self, cancellable, error)
         && tri_exchange_finish (exchange, error);
}

const TriFormat tri_format_tmx = {
  .nick = "tmx",
  .label = N_ ("TMX translation memory"),
  .flags = TRI_FORMAT_UNITS,
  .extensions = (const char *const[]){ "tmx", NULL },
  .sniff = sniff,
  .read = read_tmx,
};
