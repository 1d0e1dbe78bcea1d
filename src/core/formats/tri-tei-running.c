/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "formats/tri-tei-kept.h"
#include "formats/tri-tei-markup.h"
#include "formats/tri-tei-pointer.h"

#include <string.h>

static const char ellipsis[] = "[…]";

static TriSpanKind
get_rendition (const TriTeiTag *tag)
{
  static const struct
  {
    const char *word;
    TriSpanKind kind;
  } words[] = {
    { "bold", TRI_SPAN_STRONG },
    { "strong", TRI_SPAN_STRONG },
    { "weight", TRI_SPAN_STRONG },
    { "sup", TRI_SPAN_SUPERSCRIPT },
    { "sub", TRI_SPAN_SUBSCRIPT },
    { "small", TRI_SPAN_SMALL_CAPS },
    { "sc", TRI_SPAN_SMALL_CAPS },
    { "underline", TRI_SPAN_UNDERLINE },
    { "strike", TRI_SPAN_STRIKE },
    { "line-through", TRI_SPAN_STRIKE },
    { "code", TRI_SPAN_CODE },
    { "typewriter", TRI_SPAN_CODE },
    { "monospace", TRI_SPAN_CODE },
    { "title", TRI_SPAN_TITLE },
  };
  static const char *const attributes[] = { "rend", "rendition", "style" };

  for (guint a = 0; a < G_N_ELEMENTS (attributes); a++)
    {
      const char *value = tri_tei_get (tag, attributes[a]);
      g_autofree char *lower = value ? g_ascii_strdown (value, -1) : NULL;

      for (guint i = 0; lower && i < G_N_ELEMENTS (words); i++)
        if (strstr (lower, words[i].word))
          return words[i].kind;
    }
  return TRI_SPAN_EMPHASIS;
}

int
tri_tei_get_named_type (const TriTeiTag *tag)
{
  static const struct
  {
    const char *prefix;
    TriEntityType type;
  } types[] = {
    { "pers", TRI_ENTITY_PERSON },
    { "char", TRI_ENTITY_PERSON },
    { "place", TRI_ENTITY_PLACE },
    { "geo", TRI_ENTITY_PLACE },
    { "topo", TRI_ENTITY_PLACE },
    { "loc", TRI_ENTITY_PLACE },
    { "city", TRI_ENTITY_PLACE },
    { "country", TRI_ENTITY_PLACE },
    { "org", TRI_ENTITY_ORGANISATION },
    { "inst", TRI_ENTITY_ORGANISATION },
    { "work", TRI_ENTITY_WORK },
    { "title", TRI_ENTITY_WORK },
    { "book", TRI_ENTITY_WORK },
    { "bibl", TRI_ENTITY_WORK },
    { "object", TRI_ENTITY_WORK },
    { "event", TRI_ENTITY_EVENT },
  };
  const char *type = tri_tei_get (tag, "type");

  for (guint i = 0; type && i < G_N_ELEMENTS (types); i++)
    if (g_ascii_strncasecmp (type, types[i].prefix, strlen (types[i].prefix)) == 0)
      return (int) types[i].type;
  return -1;
}

static double
get_confidence (const TriTeiTag *tag)
{
  const char *cert = tri_tei_get (tag, "cert");
  char *end = NULL;
  double value = cert ? g_ascii_strtod (cert, &end) : 1;

  if (cert && end > cert)
    return CLAMP (value, 0, 1);
  if (g_strcmp0 (cert, "medium") == 0)
    return 0.6;
  if (g_strcmp0 (cert, "low") == 0)
    return 0.3;
  return 1;
}

static TriOrigin
get_origin (const TriTeiTag *tag)
{
  const char *resp = tri_tei_get (tag, "resp");

  if (resp && g_str_has_suffix (resp, "linked"))
    return TRI_ORIGIN_LINKED;
  if (resp && g_str_has_suffix (resp, "reader"))
    return TRI_ORIGIN_READER;
  return TRI_ORIGIN_ENCODED;
}

/* What a private prefix stands for comes before the pointer, or, where it names an element, in its
 * place. */
static char **
resolve_refs (TriTeiReader *self, GStrv refs)
{
  GPtrArray *resolved = g_ptr_array_new ();

  for (guint i = 0; refs[i]; i++)
    {
      char *target = tri_tei_prefix_resolve (self, refs[i]);

      if (target)
        g_ptr_array_add (resolved, target);
      if (!target || !strchr (target, '#'))
        g_ptr_array_add (resolved, g_strdup (refs[i]));
    }
  g_ptr_array_add (resolved, NULL);
  g_strfreev (refs);
  return (char **) g_ptr_array_free (resolved, FALSE);
}

/* The pointers of @ref, else of @key; NULL when there are none. */
static char **
dup_refs (TriTeiReader *self, const TriTeiTag *tag)
{
  const char *value = tri_tei_get (tag, "ref");
  g_autofree char *collapsed = NULL;
  char **refs = NULL;

  if (!value)
    value = tri_tei_get (tag, "key");
  if (!value)
    return NULL;
  collapsed = tri_tei_dup_collapsed (value);
  if (!*collapsed)
    return NULL;
  refs = g_strsplit (collapsed, " ", 64);
  return self->prefixes->len > 0 ? resolve_refs (self, refs) : refs;
}

/* Without a pointer a name is a mention of somebody unknown, if it is @always one. */
static void
set_mention (TriTeiReader *self, const TriTeiTag *tag, int type, gboolean always)
{
  TriTeiFrame *frame = tri_tei_top (self);

  frame->refs = dup_refs (self, tag);
  if (!frame->refs && !(always && type >= 0))
    return;
  frame->mention = type >= 0 ? type : TRI_ENTITY_PERSON;
  frame->origin = get_origin (tag);
  frame->confidence = get_confidence (tag);
  frame->is_piece = tri_tei_get (tag, "prev") != NULL;
}

static void
set_ref (TriTeiReader *self, TriTeiFrame *frame, const TriTeiTag *tag)
{
  const char *target = tri_tei_get (tag, "target");
  const char *type = tri_tei_get (tag, "type");

  if (!target)
    return;
  frame->span = TRI_SPAN_LINK;
  if (target[0] == '#' && type && strstr (type, "note"))
    {
      frame->span = TRI_SPAN_NOTE;
      target++;
    }
  frame->value = g_strdup (frame->span == TRI_SPAN_NOTE ? tri_tei_get_key (self, target) : target);
}

/* Marks keep their place in the text although they have no width. */
static void
put_mark (TriTeiReader *self, const TriTeiTag *tag)
{
  g_autofree char *value = tri_tei_tag_to_string (tag);
  TriPlace place = tri_builder_get_place (self->builder);

  tri_builder_add_span (self->builder,
                        (TriRange){ place.offset, place.offset },
                        TRI_SPAN_OTHER,
                        value);
}

/* A language that is in force anyway is not written again, but where it is that of other words
 * than those of the text: an export may say so around the element. */
static gboolean
repeats_lang (TriTeiReader *self, const TriTeiFrame *frame, const TriTeiAttribute *attribute)
{
  return attribute->prefix
         && strcmp (attribute->name, "lang") == 0
         && (frame - 1)->element->role != TRI_TEI_FOREIGN
         && g_strcmp0 (frame->own_lang, tri_tei_get_outer_lang (self, frame)) == 0;
}

/* What nobody but the file understands is kept; what is a passage by itself gives that its id, and
 * what is named is known. */
static char *
dup_tag (TriTeiReader *self, const TriTeiFrame *frame, const TriTeiTag *tag)
{
  gboolean is_passage = frame->mode == TRI_TEI_MODE_BLOCK;
  g_autofree TriTeiAttribute *attributes = g_new (TriTeiAttribute, tag->n_attributes + 1);
  GString *value = g_string_new (NULL);
  TriTeiTag own = *tag;

  own.attributes = attributes;
  own.n_attributes = 0;
  for (guint i = 0; i < tag->n_attributes; i++)
    {
      const TriTeiAttribute *attribute = &tag->attributes[i];
      gboolean is_ref = frame->mention >= 0 && strcmp (attribute->name, "ref") == 0;

      if (!is_ref && !repeats_lang (self, frame, attribute))
        attributes[own.n_attributes++] = *attribute;
    }
  tri_tei_append_tag (value, &own, is_passage ? TRI_TEI_TAG_PIECE : TRI_TEI_TAG_INLINE);
  return g_string_free (value, FALSE);
}

static void
start_gap (TriTeiReader *self, TriTeiFrame *frame, const TriTeiTag *tag)
{
  TriRange range = { 0, 0 };
  g_autofree char *value = dup_tag (self, frame, tag);

  tri_tei_text_chars (self, ellipsis, strlen (ellipsis));
  range = tri_builder_get_range (self->builder, frame->start);
  tri_builder_add_span (self->builder, range, TRI_SPAN_OTHER, value);
  /* What is skipped adds no passage when it ends. */
  if (frame->mode == TRI_TEI_MODE_BLOCK)
    tri_tei_text_flush (self);
  frame->mode = TRI_TEI_MODE_SKIP;
}

static void
keep_tag (TriTeiReader *self, TriTeiFrame *frame, const TriTeiTag *tag)
{
  frame->kept = dup_tag (self, frame, tag);
}

/* "p7.s2": what our own export calls a sentence. */
static gboolean
is_own_anchor (const TriTeiTag *tag)
{
  const char *id = tri_tei_get_xml (tag, "id");
  const char *dot = id ? strrchr (id, '.') : NULL;

  return tag->n_attributes == 1 && dot && dot[1] == 's' && g_ascii_isdigit (dot[2])
         && dot[2 + strspn (dot + 2, "0123456789")] == '\0';
}

/* What an export writes of an element that is no more than we understand of it. */
static gboolean
is_plain (TriTeiReader *self, const TriTeiFrame *frame, const TriTeiTag *tag)
{
  static const char *const names[] = { "ref", "resp", "cert", "prev", "next", "id", NULL };
  static const char *const named[] = { "ref", "resp", "cert", "prev", "next", "id", "type", NULL };
  static const char *const dates[] = {
    "when",
    "from",
    "to",
    "notBefore",
    "notAfter",
    "when-custom",
    "datingMethod",
    "evidence",
    "resp",
    "cert",
    "prev",
    "id",
    NULL,
  };
  static const char *const quotes[] = { "prev", "id", NULL };
  static const char *const foreign[] = { "lang", "prev", "id", NULL };
  static const char *const links[] = { "target", "type", "prev", "id", NULL };
  static const char *const renditions[] = { "rend", "prev", "id", NULL };
  const char *const *known = NULL;
  const char *id = tri_tei_get_xml (tag, "id");
  gboolean names_it = frame->mention >= 0 || frame->edtf;

  switch (tag->element->role)
    {
    case TRI_TEI_MENTION:
      known = strcmp (tag->name, "geogName") != 0 && strcmp (tag->name, "eventName") != 0 ? names
                                                                                          : NULL;
      break;
    case TRI_TEI_NAME:
      if ((strcmp (tag->name, "rs") == 0 && g_strcmp0 (tri_tei_get (tag, "type"), "work") == 0)
          || (strcmp (tag->name, "name") == 0
              && g_strcmp0 (tri_tei_get (tag, "type"), "event") == 0))
        known = named;
      break;
    case TRI_TEI_TITLE:
      known = names;
      break;
    case TRI_TEI_DATE:
      known = strcmp (tag->name, "date") == 0 && frame->edtf ? dates : NULL;
      break;
    case TRI_TEI_QUOTE:
      known = strcmp (tag->name, "q") == 0 ? quotes : NULL;
      break;
    case TRI_TEI_FOREIGN:
      known = foreign;
      break;
    case TRI_TEI_REF:
      if (frame->span == TRI_SPAN_NOTE
          || (frame->span == TRI_SPAN_LINK && !tri_tei_get (tag, "type")))
        known = links;
      break;
    case TRI_TEI_HI:
      known = renditions;
      break;
    default:
      break;
    }
  if (!known || (id && !names_it && !tri_tei_names_piece (id)))
    return FALSE;
  for (guint i = 0; i < tag->n_attributes; i++)
    if (!g_strv_contains (known, tag->attributes[i].name)
        && !repeats_lang (self, frame, &tag->attributes[i]))
      return FALSE;
  return TRUE;
}

/* The words that an export has for what @rend says. */
static gboolean
is_own_rendition (const TriTeiFrame *frame, const TriTeiTag *tag)
{
  static const char *const words[] = {
    "italic", "bold", "smallcaps", "superscript", "subscript", "underline", "strikethrough", "code"
  };

  return frame->span >= 0
         && (gsize) frame->span < G_N_ELEMENTS (words)
         && g_strcmp0 (tri_tei_get (tag, "rend"), words[frame->span]) == 0;
}

/* Keeps the tag of an element that says more than we understand. */
static void
keep_more (TriTeiReader *self, TriTeiFrame *frame, const TriTeiTag *tag)
{
  TriTeiRole role = tag->element->role;

  gboolean says_more = !is_plain (self, frame, tag);

  if (role == TRI_TEI_HI && !is_own_rendition (frame, tag))
    says_more = TRUE;
  if (says_more && !frame->kept)
    keep_tag (self, frame, tag);
}

/* The words of a choice stand in its first reading, the others in what is captured. */
static void
put_reading (TriTeiFrame *outer, const TriTeiTag *tag)
{
  if (!outer->readings)
    return;
  tri_tei_append_tag (outer->readings, tag, TRI_TEI_TAG_PIECE);
  g_string_append_printf (outer->readings, TRI_TEI_WORDS "</%s>", tag->name);
}

/* A reading is kept with its elements, but for their ids: it is not what the ids are of. */
void
tri_tei_capture_start (TriTeiReader *self, const TriTeiTag *tag)
{
  tri_tei_append_tag (self->captured_tags, tag, TRI_TEI_TAG_PIECE);
}

void
tri_tei_capture_chars (TriTeiReader *self, const char *text, gsize n_bytes)
{
  g_autofree char *copy = g_strdelimit (g_strndup (text, n_bytes), "\n\t\r", ' ');

  tri_tei_append_escaped (self->captured_tags, copy, -1);
}

void
tri_tei_capture_end (TriTeiReader *self)
{
  const TriTeiFrame *frame = tri_tei_top (self);

  g_string_append (self->captured_tags, "</");
  if (frame->prefix)
    g_string_append_printf (self->captured_tags, "%s:", frame->prefix);
  g_string_append (self->captured_tags, frame->name);
  g_string_append_c (self->captured_tags, '>');
}

static void
start_capture (TriTeiReader *self, TriTeiFrame *frame, const TriTeiTag *tag)
{
  frame->mode = TRI_TEI_MODE_CAPTURE;
  g_string_truncate (self->captured_tags, 0);
  tri_tei_capture_start (self, tag);
}

static void
start_line (TriTeiReader *self, const TriTeiTag *tag)
{
  if (g_strcmp0 (tri_tei_get (tag, "break"), "no") == 0)
    tri_builder_glue (self->builder);
  else if (self->frames[self->owner].keeps_space)
    tri_tei_text_chars (self, "\n", 1);
  else
    tri_builder_break_line (self->builder);
}

static void
start_secondary (TriTeiReader *self, TriTeiFrame *frame, const TriTeiTag *tag)
{
  TriTeiFrame *outer = tri_tei_parent (self);

  if (outer->element->role == TRI_TEI_APP && !outer->has_reading)
    {
      outer->has_reading = TRUE;
      put_reading (outer, tag);
    }
  else if (outer->element->role == TRI_TEI_APP || outer->element->role == TRI_TEI_CHOICE)
    start_capture (self, frame, tag);
  else
    keep_tag (self, frame, tag);
}

/* A second reading of the same rank goes beside the first one. */
static void
start_primary (TriTeiReader *self, TriTeiFrame *frame, const TriTeiTag *tag)
{
  TriTeiFrame *outer = tri_tei_parent (self);

  if (outer->element->role != TRI_TEI_APP && outer->element->role != TRI_TEI_CHOICE)
    keep_tag (self, frame, tag);
  else if (outer->has_reading)
    start_capture (self, frame, tag);
  else
    put_reading (outer, tag);
  outer->has_reading = TRUE;
}

static void
start_mark (TriTeiReader *self, TriTeiFrame *frame, const TriTeiTag *tag)
{
  switch (tag->element->role)
    {
    case TRI_TEI_LB:
      if (tag->n_attributes > 0)
        put_mark (self, tag);
      start_line (self, tag);
      break;
    case TRI_TEI_LINE:
      tri_builder_break_line (self->builder);
      frame->begun = TRUE;
      frame->join = '\n';
      break;
    case TRI_TEI_MILESTONE:
      if (g_strcmp0 (tri_tei_get (tag, "unit"), "sentence") != 0 || !frame->id)
        put_mark (self, tag);
      break;
    case TRI_TEI_GAP:
      start_gap (self, frame, tag);
      break;
    case TRI_TEI_SPACE:
      put_mark (self, tag);
      tri_builder_append (self->builder, " ", 1);
      break;
    case TRI_TEI_CELL:
      if (!tri_builder_is_empty (self->builder))
        tri_builder_append (self->builder, " | ", 3);
      break;
    case TRI_TEI_DEL:
      start_capture (self, frame, tag);
      break;
    case TRI_TEI_PRIMARY:
      start_primary (self, frame, tag);
      break;
    case TRI_TEI_SECONDARY:
      start_secondary (self, frame, tag);
      break;
    default:
      keep_tag (self, frame, tag);
    }
}

static void
start_choice (TriTeiFrame *frame, const TriTeiTag *tag)
{
  frame->readings = g_string_new (NULL);
  tri_tei_append_tag (frame->readings, tag, TRI_TEI_TAG_PIECE);
}

/**
 * tri_tei_inline_start:
 *
 * Finds out what an element in a passage says of its text; that is recorded when it ends.
 */
void
tri_tei_inline_start (TriTeiReader *self, const TriTeiTag *tag)
{
  TriTeiFrame *frame = tri_tei_top (self);
  const char *id = tri_tei_get_xml (tag, "id");

  if (id && tri_tei_names_piece (id))
    frame->piece = g_strdup (id);
  if (tri_tei_is_piece (tag) && tri_tei_get (tag, "prev")[0] == '#')
    frame->before = g_strdup (tri_tei_get (tag, "prev") + 1);
  switch (tag->element->role)
    {
    case TRI_TEI_SPAN:
      frame->span = tag->element->arg;
      break;
    case TRI_TEI_HI:
      frame->span = (int) get_rendition (tag);
      break;
    case TRI_TEI_QUOTE:
      frame->span = TRI_SPAN_QUOTE;
      frame->kind = TRI_PASSAGE_QUOTE;
      break;
    case TRI_TEI_FOREIGN:
      frame->span = TRI_SPAN_FOREIGN;
      frame->value = g_strdup (frame->own_lang);
      break;
    case TRI_TEI_REF:
      set_ref (self, frame, tag);
      break;
    case TRI_TEI_TITLE:
      frame->span = TRI_SPAN_TITLE;
      set_mention (self, tag, TRI_ENTITY_WORK, FALSE);
      break;
    case TRI_TEI_MENTION:
      set_mention (self, tag, tag->element->arg, TRUE);
      break;
    case TRI_TEI_NAME:
      set_mention (self, tag, tri_tei_get_named_type (tag), TRUE);
      break;
    case TRI_TEI_ENTITY:
      set_mention (self, tag, tag->element->arg, FALSE);
      break;
    case TRI_TEI_DATE:
      frame->edtf = tri_tei_dup_edtf (tag);
      frame->origin = get_origin (tag);
      frame->inferred = g_strcmp0 (tri_tei_get (tag, "evidence"), "internal") == 0;
      frame->is_piece = tri_tei_get (tag, "prev") != NULL;
      set_mention (self, tag, TRI_ENTITY_EVENT, FALSE);
      break;
    case TRI_TEI_ANCHOR:
      if (!is_own_anchor (tag))
        put_mark (self, tag);
      return;
    case TRI_TEI_S:
      return;
    case TRI_TEI_SEG:
      break;
    case TRI_TEI_CHOICE:
    case TRI_TEI_APP:
      start_choice (frame, tag);
      return;
    default:
      start_mark (self, frame, tag);
      return;
    }
  keep_more (self, frame, tag);
}
