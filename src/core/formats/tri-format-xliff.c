/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "formats/tri-format.h"

#include "formats/tri-exchange.h"
#include "formats/tri-sniff.h"
#include "formats/tri-tei-keys.h"
#include "formats/tri-xliff-inline.h"
#include "formats/tri-xliff-side.h"
#include "formats/tri-xml.h"
#include "tri-error.h"
#include "tri-language.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#include <string.h>

/* All versions begin with this. Their elements differ in name, or mean the same, so that one reader
 * does for all; what is in another namespace is no text. */
#define NAMESPACE "urn:oasis:names:tc:xliff:document:"

/* A target that says it stands farther on in its unit than so many segments is not believed. */
#define MAX_MOVE 32
/* So many segments are one link, and few more. */
#define MAX_HELD 64

typedef struct
{
  TriExchange *exchange;
  TriSegmentSpace spaces[TRI_XML_MAX_DEPTH + 1]; /* by depth */
  gboolean divided[TRI_XML_MAX_DEPTH + 1];       /* elements that are divisions */
  char *source_lang;                             /* of the file */
  char *target_lang;
  GString *source_own; /* of the source */
  GString *target_own;
  GString *key;
  guint n_keyed;    /* segments of the unit so far */
  TriStatus status; /* of the unit */
  TriXliffSide source;
  TriXliffSide target;
  TriXliffSide *side; /* that is read, or NULL */
  guint opened;       /* depth of the element of that side */
  guint hidden;       /* depth of what is no text */
  guint n_segments;   /* of the unit so far, with those that are no text */
  guint held_until;   /* the segment that stands where one before it said it does, or 0 */
  gboolean in_unit;
  gboolean is_enough;
} Reader;

static int
sniff (const char *name, const guint8 *bytes, gsize n_bytes)
{
  g_autofree char *root = tri_sniff_dup_root (bytes, n_bytes);

  return root && tri_sniff_is_element (root, "xliff") ? 100 : 0;
}

static void
set_lang (char **lang, const char *value)
{
  if (!value)
    return;
  g_free (*lang);
  *lang = tri_language_dup_tag (value);
}

/* The target of a file that says nothing of its languages, or the same of both, is a text all the
 * same. */
static void
part_langs (Reader *self)
{
  g_autofree char *lang = NULL;

  if (!self->source_lang || g_strcmp0 (self->source_lang, self->target_lang) != 0)
    return;
  lang = g_steal_pointer (&self->target_lang);
  self->target_lang = g_strconcat (*lang ? lang : "und", "-x-target", NULL);
}

static void
take_langs (Reader *self, TriXml *xml, const char *source, const char *target)
{
  set_lang (&self->source_lang, source);
  set_lang (&self->target_lang, target);
  part_langs (self);
  if (source && *source)
    tri_xml_check (xml,
                   tri_exchange_add_text (self->exchange,
                                          self->source_lang,
                                          NULL,
                                          NULL,
                                          tri_xml_error (xml)));
  if (target && *target)
    tri_xml_check (xml,
                   tri_exchange_add_text (self->exchange,
                                          self->target_lang,
                                          NULL,
                                          NULL,
                                          tri_xml_error (xml)));
}

static void
begin_division (Reader *self, TriXml *xml, const char *title)
{
  guint depth = tri_xml_get_depth (xml);

  self->divided[depth] = title && *title;
  if (self->divided[depth])
    tri_xml_check (xml, tri_exchange_begin_division (self->exchange, title, tri_xml_error (xml)));
}

static void
start_file (Reader *self, TriXml *xml, const TriXmlTag *tag)
{
  const char *original = tri_xml_get (tag, "original");
  g_autofree char *title = original && *original ? g_path_get_basename (original) : NULL;

  if (tri_xml_get (tag, "source-language") || tri_xml_get (tag, "target-language"))
    {
      g_clear_pointer (&self->target_lang, g_free);
      take_langs (self,
                  xml,
                  tri_xml_get (tag, "source-language"),
                  tri_xml_get (tag, "target-language"));
    }
  begin_division (self, xml, title);
}

static void
start_group (Reader *self, TriXml *xml, const TriXmlTag *tag)
{
  static const char *const names[] = { "name", "resname", "id", NULL };
  const char *title = NULL;

  for (guint i = 0; names[i] && !(title && *title); i++)
    title = tri_xml_get (tag, names[i]);
  begin_division (self, xml, title);
}

static gboolean
is_approved (const char *state)
{
  static const char *const states[] = { "final", "signed-off", NULL };

  return state && g_strv_contains (states, state);
}

/* In 2.x the name is what it is called where it is from; the id may be any number. */
static const char *
get_id (const TriXmlTag *tag)
{
  const char *name = tri_xml_get (tag, "name");

  return tri_tei_is_name (name) ? name : tri_xml_get (tag, "id");
}

static void
start_unit (Reader *self, const TriXmlTag *tag)
{
  const char *id = get_id (tag);
  gboolean is_confirmed = g_strcmp0 (tri_xml_get (tag, "approved"), "yes") == 0;

  self->in_unit = TRUE;
  self->n_keyed = 0;
  self->n_segments = 0;
  self->held_until = 0;
  self->status = is_confirmed ? TRI_STATUS_CONFIRMED : TRI_STATUS_IMPORTED;
  g_string_assign (self->key, id ? id : "");
  tri_xliff_side_clear (&self->source);
  tri_xliff_side_clear (&self->target);
}

static void
start_segment (Reader *self, const TriXmlTag *tag)
{
  TriStatus status = is_approved (tri_xml_get (tag, "state")) ? TRI_STATUS_CONFIRMED
                                                              : TRI_STATUS_IMPORTED;

  self->n_segments++;
  if (self->held_until > 0)
    {
      if (status == TRI_STATUS_IMPORTED)
        self->status = status;
      return;
    }
  self->status = status;
  tri_xliff_side_clear (&self->source);
  tri_xliff_side_clear (&self->target);
}

/* A target that stands elsewhere in its unit than its source waits for those before it: all up to
 * the last that is moved are one link then. */
static void
take_order (Reader *self, TriXliffPiece *piece, const char *value)
{
  guint64 order = value ? g_ascii_strtoull (value, NULL, 10) : 0;

  piece->order = self->n_segments;
  if (order == 0 || self->n_segments == 0 || order > self->n_segments + MAX_MOVE)
    return;
  piece->order = (guint) order;
  if (piece->order > MAX (self->n_segments, self->held_until)
      && self->target.n_pieces <= MAX_HELD)
    self->held_until = piece->order;
}

static void
fail_many (TriXml *xml)
{
  tri_xml_fail (xml,
                TRI_ERROR_LIMIT,
                _ ("a unit has more than %d segments; look for end tags that are missing"),
                TRI_EXCHANGE_MAX_SEGMENTS);
}

/* A source in segments goes before the same one in one piece. */
static void
start_side (Reader *self, TriXml *xml, const TriXmlTag *tag)
{
  const char *lang = tri_xml_get_xml (tag, "lang");
  gboolean is_target = strcmp (tag->name, "target") == 0;

  self->side = is_target ? &self->target : &self->source;
  self->opened = tri_xml_get_depth (xml);
  self->hidden = 0;
  g_string_assign (is_target ? self->target_own : self->source_own, lang ? lang : "");
  if (self->held_until == 0)
    tri_xliff_side_clear (self->side);
  if (self->side->n_pieces >= TRI_EXCHANGE_MAX_SEGMENTS)
    {
      fail_many (xml);
      return;
    }
  take_order (self,
              tri_xliff_side_add (self->side, "", self->spaces[self->opened]),
              is_target ? tri_xml_get (tag, "order") : NULL);
  if (is_target && is_approved (tri_xml_get (tag, "state")))
    self->status = TRI_STATUS_CONFIRMED;
}

static gboolean
is_segment (const TriXmlTag *tag)
{
  return strcmp (tag->name, "mrk") == 0
         && g_strcmp0 (tri_xml_get (tag, "mtype"), "seg") == 0
         && tri_xml_get (tag, "mid");
}

/* What stands between two segments goes with the one before. */
static void
start_piece (Reader *self, TriXml *xml, const TriXmlTag *tag)
{
  const char *mid = tri_xml_get (tag, "mid");

  if (!self->side->is_parted)
    g_string_assign (tri_xliff_side_get_last (self->side)->mid, mid);
  else if (self->side->n_pieces < TRI_EXCHANGE_MAX_SEGMENTS)
    tri_xliff_side_add (self->side, mid, self->spaces[tri_xml_get_depth (xml)]);
  else
    fail_many (xml);
  self->side->is_parted = TRUE;
}

static void
start_inline (Reader *self, TriXml *xml, const TriXmlTag *tag)
{
  TriSegment *segment = tri_xliff_side_get_last (self->side)->segment;

  if (is_segment (tag))
    start_piece (self, xml, tag);
  else if (tri_xliff_inline_start (segment, tag))
    self->hidden = tri_xml_get_depth (xml);
}

static gboolean
is_no_text (const char *name)
{
  static const char *const names[] = { "header",
                                       "alt-trans",
                                       "note",
                                       "notes",
                                       "context-group",
                                       "count-group",
                                       "prop-group",
                                       "bin-source",
                                       "bin-target",
                                       "skeleton",
                                       "originalData",
                                       "ignorable",
                                       NULL };

  return g_strv_contains (names, name);
}

static void
start_structure (Reader *self, TriXml *xml, const TriXmlTag *tag)
{
  const char *name = tag->name;

  self->n_segments += self->in_unit && strcmp (name, "ignorable") == 0;
  if (is_no_text (name))
    self->hidden = tri_xml_get_depth (xml);
  else if (strcmp (name, "file") == 0)
    start_file (self, xml, tag);
  else if (strcmp (name, "group") == 0)
    start_group (self, xml, tag);
  else if (strcmp (name, "trans-unit") == 0 || strcmp (name, "unit") == 0)
    start_unit (self, tag);
  else if (self->in_unit && strcmp (name, "segment") == 0)
    start_segment (self, tag);
  else if (self->in_unit
           && (strcmp (name, "source") == 0 || strcmp (name, "seg-source") == 0
               || strcmp (name, "target") == 0))
    start_side (self, xml, tag);
}

static void
start_root (Reader *self, TriXml *xml, const TriXmlTag *tag)
{
  if (strcmp (tag->name, "xliff") == 0)
    take_langs (self, xml, tri_xml_get (tag, "srcLang"), tri_xml_get (tag, "trgLang"));
  else
    tri_xml_fail (xml,
                  TRI_ERROR_SYNTAX,
                  _ ("this is no XLIFF: the outermost element is “%s”; choose another file"),
                  tag->name);
}

static void
start_cb (TriXml *xml, const TriXmlTag *tag, gpointer data)
{
  Reader *self = data;
  guint depth = tri_xml_get_depth (xml);
  const char *space = tri_xml_get_xml (tag, "space");

  if (self->hidden > 0)
    return;
  self->divided[depth] = FALSE;
  self->spaces[depth] = self->spaces[depth - 1];
  if (space)
    self->spaces[depth] = strcmp (space, "preserve") == 0 ? TRI_SEGMENT_KEEP
                                                          : TRI_SEGMENT_COLLAPSE;
  if (depth == 1)
    start_root (self, xml, tag);
  else if (*tag->ns && !g_str_has_prefix (tag->ns, NAMESPACE))
    self->hidden = depth;
  else if (self->side)
    start_inline (self, xml, tag);
  else
    start_structure (self, xml, tag);
}

static const char *
choose_lang (const char *of_file, const GString *own)
{
  return of_file && *of_file ? of_file : own->str;
}

static gboolean
add_to_unit (Reader *self, const TriXliffSide *side, guint i, GError **error)
{
  const TriSegment *segment = tri_xliff_side_get (side, i)->segment;
  gboolean is_target = side == &self->target;
  const char *lang = is_target ? choose_lang (self->target_lang, self->target_own)
                               : choose_lang (self->source_lang, self->source_own);
  guint n_spans = 0;
  const TriSpan *spans = tri_segment_get_spans ((TriSegment *) segment, &n_spans);

  if (is_target && !*lang && !choose_lang (self->source_lang, self->source_own)[0])
    lang = "und-x-target";
  return tri_exchange_add (self->exchange,
                           lang,
                           segment->content->str,
                           spans,
                           n_spans,
                           error);
}

static gboolean
begin_unit (Reader *self, GError **error)
{
  g_autofree char *key = NULL;
  TriExchangeUnit unit = { NULL, TRI_PASSAGE_PARAGRAPH, 0, self->status, NAN };

  self->n_keyed++;
  if (self->key->len > 0)
    key = self->n_keyed == 1 ? g_strdup (self->key->str)
                             : g_strdup_printf ("%s-%u", self->key->str, self->n_keyed);
  unit.key = key;
  return tri_exchange_begin (self->exchange, &unit, error);
}

static gboolean
end_unit (Reader *self, GError **error)
{
  gboolean is_enough = FALSE;

  if (!tri_exchange_end (self->exchange, &is_enough, error))
    return FALSE;
  self->is_enough |= is_enough;
  return TRUE;
}

static gboolean
push_whole (Reader *self, GError **error)
{
  if (!begin_unit (self, error))
    return FALSE;
  for (guint i = 0; i < self->source.n_pieces; i++)
    if (!add_to_unit (self, &self->source, i, error))
      return FALSE;
  for (guint i = 0; i < self->target.n_pieces; i++)
    if (!add_to_unit (self, &self->target, i, error))
      return FALSE;
  return end_unit (self, error);
}

/* @i and @j: the piece of the source and that of the target, or -1. */
static gboolean
push_pair (Reader *self, int i, int j, GError **error)
{
  return begin_unit (self, error)
         && (i < 0 || add_to_unit (self, &self->source, (guint) i, error))
         && (j < 0 || add_to_unit (self, &self->target, (guint) j, error))
         && end_unit (self, error);
}

static gboolean
push_pieces (Reader *self, GError **error)
{
  g_autoptr (GHashTable) places = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint j = 0; j < self->target.n_pieces; j++)
    g_hash_table_insert (places,
                         tri_xliff_side_get (&self->target, j)->mid->str,
                         GUINT_TO_POINTER (j + 1));
  for (guint i = 0; i < self->source.n_pieces; i++)
    {
      const char *mid = tri_xliff_side_get (&self->source, i)->mid->str;
      int j = GPOINTER_TO_INT (g_hash_table_lookup (places, mid)) - 1;

      g_hash_table_remove (places, mid);
      if (!push_pair (self, (int) i, j, error))
        return FALSE;
    }
  for (guint j = 0; j < self->target.n_pieces; j++)
    if (g_hash_table_contains (places, tri_xliff_side_get (&self->target, j)->mid->str)
        && !push_pair (self, -1, (int) j, error))
      return FALSE;
  return TRUE;
}

/* Segments are paired by their names, where both sides have them; a target may lack. */
static void
push_unit (Reader *self, TriXml *xml)
{
  gboolean has_target = self->target.n_pieces > 0;
  gboolean is_parted = self->source.is_parted && (self->target.is_parted || !has_target);

  if (self->source.n_pieces == 0 && !has_target)
    return;
  if (self->held_until > 0)
    tri_xliff_side_sort (&self->target);
  self->held_until = 0;
  tri_xml_check (xml,
                 is_parted ? push_pieces (self, tri_xml_error (xml))
                           : push_whole (self, tri_xml_error (xml)));
  tri_xliff_side_clear (&self->source);
  tri_xliff_side_clear (&self->target);
  if (self->is_enough)
    tri_xml_stop (xml);
}

static void
end_structure (Reader *self, TriXml *xml, const char *name)
{
  if (self->divided[tri_xml_get_depth (xml)])
    tri_xml_check (xml, tri_exchange_end_division (self->exchange, tri_xml_error (xml)));
  if (!self->in_unit)
    return;
  if (strcmp (name, "segment") == 0 && self->n_segments >= self->held_until)
    push_unit (self, xml);
  if (strcmp (name, "trans-unit") == 0 || strcmp (name, "unit") == 0)
    {
      push_unit (self, xml);
      self->in_unit = FALSE;
    }
}

static void
end_cb (TriXml *xml, const char *name, const char *ns, gpointer data)
{
  Reader *self = data;
  guint depth = tri_xml_get_depth (xml);

  if (self->hidden > 0)
    self->hidden = self->hidden == depth ? 0 : self->hidden;
  else if (self->side && depth == self->opened)
    self->side = NULL;
  else if (self->side)
    tri_xliff_inline_end (tri_xliff_side_get_last (self->side)->segment, name);
  else
    end_structure (self, xml, name);
}

static void
text_cb (TriXml *xml, const char *text, gsize n_bytes, gpointer data)
{
  Reader *self = data;
  TriSegment *segment = NULL;

  if (!self->side || self->hidden > 0)
    return;
  segment = tri_xliff_side_get_last (self->side)->segment;
  tri_segment_append (segment, text, n_bytes);
  if (segment->content->len > TRI_EXCHANGE_MAX_SEGMENT)
    tri_xml_fail (xml,
                  TRI_ERROR_LIMIT,
                  _ ("a segment is longer than %d KiB; part it"),
                  (int) (TRI_EXCHANGE_MAX_SEGMENT / 1024));
}

static void
clear (Reader *self)
{
  g_free (self->source_lang);
  g_free (self->target_lang);
  g_string_free (self->source_own, TRUE);
  g_string_free (self->target_own, TRUE);
  g_string_free (self->key, TRUE);
  tri_xliff_side_free (&self->source);
  tri_xliff_side_free (&self->target);
}

static gboolean
read_xliff (const TriSource *source, TriDraft *draft, GCancellable *cancellable, GError **error)
{
  static const TriXmlHandler handler = { start_cb, end_cb, text_cb };
  g_autoptr (TriExchange) exchange = tri_exchange_new (source, draft, cancellable);
  Reader self = { exchange };
  gboolean done = FALSE;

  self.spaces[0] = TRI_SEGMENT_COLLAPSE;
  self.source_own = g_string_new (NULL);
  self.target_own = g_string_new (NULL);
  self.key = g_string_new (NULL);
  tri_xliff_side_init (&self.source);
  tri_xliff_side_init (&self.target);
  done = tri_xml_read (source, &handler, &self, cancellable, error)
         && tri_exchange_finish (exchange, error);
  clear (&self);
  return done;
}

const TriFormat tri_format_xliff = {
  .nick = "xliff",
  .label = N_ ("XLIFF"),
  .flags = TRI_FORMAT_UNITS,
  .extensions = (const char *const[]){ "xlf", "xliff", "mxliff", "sdlxliff", NULL },
  .sniff = sniff,
  .read = read_xliff,
};
