/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "formats/tri-docx-body.h"

#include "tri-error.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define MATH "http://schemas.openxmlformats.org/officeDocument/2006/math"
#define STRICT_MATH "http://purl.oclc.org/ooxml/officeDocument/math"
#define COMPATIBILITY "http://schemas.openxmlformats.org/markup-compatibility/2006"

/* U+2011 */
#define NO_BREAK_HYPHEN "\xE2\x80\x91"

/* A paragraph around a text box. */
typedef struct
{
  guint run;
  TriOfficeLook look;
  char *style;
  TriDocxParagraph paragraph;
} Outer;

static const TriDocxParagraph nothing_said = { -1, -1, -1 };

static void
outer_clear (gpointer data)
{
  Outer *outer = data;

  tri_office_look_clear (&outer->look);
  g_free (outer->style);
}

void
tri_docx_body_init (TriDocxBody *self)
{
  self->links = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  self->notes = g_hash_table_new_full (g_str_hash,
                                       g_str_equal,
                                       g_free,
                                       (GDestroyNotify) tri_builder_free);
  self->outer = g_array_new (FALSE, FALSE, sizeof (Outer));
  g_array_set_clear_func (self->outer, outer_clear);
  self->choices = g_array_new (FALSE, FALSE, sizeof (gboolean));
  self->fields = g_byte_array_new ();
  self->styles = tri_docx_styles_new ();
  self->lists = tri_docx_lists_new ();
}

void
tri_docx_body_clear (TriDocxBody *self)
{
  g_clear_pointer (&self->links, g_hash_table_unref);
  g_clear_pointer (&self->notes, g_hash_table_unref);
  g_clear_pointer (&self->outer, g_array_unref);
  g_clear_pointer (&self->choices, g_array_unref);
  g_clear_pointer (&self->fields, g_byte_array_unref);
  g_clear_pointer (&self->styles, tri_docx_styles_free);
  g_clear_pointer (&self->lists, tri_docx_lists_free);
  tri_office_look_clear (&self->look);
  g_clear_pointer (&self->style, g_free);
  g_clear_pointer (&self->note, g_free);
}

/* What changed, was taken out, or says how things look and no more. */
static gboolean
is_passed_over (const char *name)
{
  return g_str_has_suffix (name, "PrChange")
         || tri_office_is_one_of (name,
                                  "|del|moveFrom|sdtPr|sectPr|tblPr|trPr|tcPr|rt|comment|delText|"
                                  "instrText|");
}

static void
begin_paragraph (TriDocxBody *self)
{
  g_clear_pointer (&self->style, g_free);
  self->paragraph = nothing_said;
  tri_office_begin_paragraph (self->office);
}

static void
take_paragraph (TriDocxBody *self, const TriXmlTag *tag)
{
  if (g_str_equal (tag->name, "pStyle") && !self->style)
    self->style = g_strdup (tri_office_get (tag, "val"));
  else if (g_str_equal (tag->name, "outlineLvl"))
    self->paragraph.outline = (int) tri_office_get_number (tag, "val", TRI_DOCX_TEXT_LEVEL);
  else if (g_str_equal (tag->name, "numId"))
    self->paragraph.list = (int) tri_office_get_number (tag, "val", G_MAXINT);
  else if (g_str_equal (tag->name, "ilvl"))
    self->paragraph.list_level
        = (int) tri_office_get_number (tag, "val", TRI_DOCX_N_LIST_LEVELS - 1);
}

/* All that the paragraph says of itself has been read. */
static void
settle_paragraph (TriDocxBody *self)
{
  static const char quotes[]
      = "|quote|intense quote|block text|quotations|block quote|citation|";
  TriOfficeParagraph settled = { .kind = TRI_PASSAGE_PARAGRAPH };
  TriDocxParagraph *said = &self->paragraph;
  const char *name = tri_docx_styles_get_name (self->styles, self->style);

  tri_docx_styles_complete (self->styles, self->style, said);
  settled.is_title = tri_office_is_one_of (name, "|title|titre|titel|");
  settled.is_left_out = g_str_has_prefix (name, "toc ");
  if (settled.is_title || (said->outline >= 0 && said->outline < TRI_DOCX_TEXT_LEVEL))
    {
      settled.kind = TRI_PASSAGE_HEADING;
      settled.level = settled.is_title ? 1 : (guint) said->outline + 1;
    }
  else if (said->list > 0)
    {
      settled.kind = TRI_PASSAGE_ITEM;
      settled.level = (guint) MAX (said->list_level, 0) + 1;
      settled.marker = tri_docx_lists_count (self->lists, said->list, said->list_level);
    }
  else if (tri_office_is_one_of (name, quotes))
    settled.kind = TRI_PASSAGE_QUOTE;
  tri_office_set_paragraph (self->office, &settled);
  g_free (settled.marker);
}

static void
begin_run (TriDocxBody *self, guint depth)
{
  TriOfficeLook look = { 0, 0, NULL };

  self->run = depth;
  tri_office_look_clear (&self->look);
  /* Of a paragraph's look only this says something of its words. */
  tri_docx_styles_lay_look (self->styles, self->style, &look);
  self->look.on = look.on & TRI_OFFICE_HIDDEN;
  self->look.lang = g_steal_pointer (&look.lang);
}

static void
take_look (TriDocxBody *self, const TriXmlTag *tag)
{
  const char *style = tri_office_get (tag, "val");

  /* It comes before all that it is laid under. */
  if (!g_str_equal (tag->name, "rStyle"))
    tri_docx_take_look (&self->look, tag);
  else if (style)
    tri_docx_styles_lay_look (self->styles, style, &self->look);
}

/* Within the instruction of a field, which is not what it gives. */
static gboolean
is_in_instruction (TriDocxBody *self)
{
  return self->fields->len > 0
         && memchr (self->fields->data, FALSE, self->fields->len) != NULL;
}

static void
take_field (TriDocxBody *self, const TriXmlTag *tag)
{
  static const guint8 begun = FALSE;
  const char *type = tri_office_get (tag, "fldCharType");
  guint n = self->fields->len;

  if (g_strcmp0 (type, "begin") == 0 && n < G_MAXUINT8)
    g_byte_array_append (self->fields, &begun, 1);
  else if (g_strcmp0 (type, "separate") == 0 && n > 0)
    self->fields->data[n - 1] = TRUE;
  else if (g_strcmp0 (type, "end") == 0 && n > 0)
    g_byte_array_set_size (self->fields, n - 1);
}

static void
append (TriDocxBody *self, const char *text)
{
  if (!is_in_instruction (self))
    tri_office_text (self->office, &self->look, text, strlen (text));
}

static void
take_note (TriDocxBody *self, const TriXmlTag *tag, const char *kind)
{
  const char *id = tri_office_get (tag, "id");
  g_autofree char *key = g_strdup_printf ("%s %s", kind, id ? id : "");
  g_autofree char *stolen = NULL;
  TriBuilder *note = NULL;

  if (g_hash_table_steal_extended (self->notes,
                                   key,
                                   (gpointer *) &stolen,
                                   (gpointer *) &note))
    tri_office_take_note (self->office, note);
}

/* Lines between notes and text are notes of a type; real ones have none, or "normal". */
static void
begin_note (TriDocxBody *self, const TriXmlTag *tag, guint depth)
{
  const char *type = tri_office_get (tag, "type");
  const char *id = tri_office_get (tag, "id");

  if (self->note || (type && !g_str_equal (type, "normal")))
    {
      self->skipped = depth;
      return;
    }
  self->note = g_strdup_printf ("%s %s", tag->name, id ? id : "");
  self->note_depth = depth;
  tri_office_begin_note (self->office);
}

static void
end_note (TriDocxBody *self)
{
  TriBuilder *note = NULL;

  note = tri_office_steal_note (self->office);
  if (g_hash_table_contains (self->notes, self->note))
    {
      tri_builder_free (note);
      g_clear_pointer (&self->note, g_free);
    }
  else
    g_hash_table_insert (self->notes, g_steal_pointer (&self->note), note);
}

static void
begin_box (TriDocxBody *self)
{
  const Outer outer = { self->run, self->look, self->style, self->paragraph };

  g_array_append_val (self->outer, outer);
  self->run = 0;
  self->look = (TriOfficeLook){ 0, 0, NULL };
  self->style = NULL;
  tri_office_begin_box (self->office);
}

static void
end_box (TriDocxBody *self)
{
  Outer *outer = NULL;

  if (self->outer->len == 0)
    return;
  outer = &g_array_index (self->outer, Outer, self->outer->len - 1);
  tri_office_look_clear (&self->look);
  g_free (self->style);
  self->run = outer->run;
  self->look = outer->look;
  self->style = outer->style;
  self->paragraph = outer->paragraph;
  outer->look = (TriOfficeLook){ 0, 0, NULL };
  outer->style = NULL;
  g_array_set_size (self->outer, self->outer->len - 1);
  tri_office_end_box (self->office);
}

/* The same thing in several ways, of which the first is taken. */
static void
start_choice (TriDocxBody *self, const TriXmlTag *tag, guint depth)
{
  const gboolean taken = FALSE;
  gboolean *last = NULL;

  if (g_str_equal (tag->name, "AlternateContent"))
    g_array_append_val (self->choices, taken);
  if (self->choices->len == 0
      || !(g_str_equal (tag->name, "Choice") || g_str_equal (tag->name, "Fallback")))
    return;
  last = &g_array_index (self->choices, gboolean, self->choices->len - 1);
  if (*last)
    self->skipped = depth;
  *last = TRUE;
}

static void
start_in_run (TriDocxBody *self, const TriXmlTag *tag)
{
  const char *type = tri_office_get (tag, "type");

  if (g_str_equal (tag->name, "t"))
    self->in_text = TRUE;
  else if (g_str_equal (tag->name, "tab") || g_str_equal (tag->name, "ptab"))
    append (self, " ");
  else if (g_str_equal (tag->name, "noBreakHyphen"))
    append (self, NO_BREAK_HYPHEN);
  else if (g_str_equal (tag->name, "br") && type && !g_str_equal (type, "textWrapping"))
    append (self, " ");
  else if (g_str_equal (tag->name, "br") || g_str_equal (tag->name, "cr"))
    tri_office_break_line (self->office);
  else if (g_str_equal (tag->name, "fldChar"))
    take_field (self, tag);
  else if (g_str_equal (tag->name, "footnoteReference"))
    take_note (self, tag, "footnote");
  else if (g_str_equal (tag->name, "endnoteReference"))
    take_note (self, tag, "endnote");
}

static void
start_table (TriDocxBody *self, const TriXmlTag *tag)
{
  if (g_str_equal (tag->name, "tbl"))
    tri_office_begin_table (self->office);
  else if (g_str_equal (tag->name, "gridCol"))
    tri_office_add_columns (self->office, 1);
  else if (g_str_equal (tag->name, "tr"))
    tri_office_begin_row (self->office);
  else if (g_str_equal (tag->name, "tc"))
    tri_office_begin_cell (self->office);
}

static void
start_block (TriDocxBody *self, const TriXmlTag *tag, guint depth)
{
  const char *id = tri_office_get (tag, "id");

  if (g_str_equal (tag->name, "p"))
    begin_paragraph (self);
  else if (g_str_equal (tag->name, "pPr"))
    self->properties = depth;
  else if (g_str_equal (tag->name, "r"))
    begin_run (self, depth);
  else if (g_str_equal (tag->name, "footnote") || g_str_equal (tag->name, "endnote"))
    begin_note (self, tag, depth);
  else if (g_str_equal (tag->name, "hyperlink") && id)
    tri_office_begin_link (self->office, g_hash_table_lookup (self->links, id));
  else
    start_table (self, tag);
}

static void
start_word (TriDocxBody *self, const TriXmlTag *tag, guint depth)
{
  if (self->look_depth)
    take_look (self, tag);
  else if (self->properties)
    take_paragraph (self, tag);
  else if (g_str_equal (tag->name, "txbxContent"))
    begin_box (self);
  else if (self->run && g_str_equal (tag->name, "rPr"))
    self->look_depth = depth;
  else if (self->run)
    start_in_run (self, tag);
  else
    start_block (self, tag, depth);
}

static gboolean
is_root (TriDocxBody *self, const TriXmlTag *tag)
{
  if (!tri_docx_is_word (tag->ns))
    return FALSE;
  if (self->expects_notes)
    return g_str_equal (tag->name, "footnotes") || g_str_equal (tag->name, "endnotes");
  return g_str_equal (tag->name, "document");
}

static void
start_cb (TriXml *xml, const TriXmlTag *tag, gpointer data)
{
  TriDocxBody *self = data;
  guint depth = tri_xml_get_depth (xml);

  self->office->xml = xml;
  if (depth == 1 && !is_root (self, tag))
    tri_xml_fail (xml,
                  TRI_ERROR_UNSUPPORTED,
                  _ ("the root is <%s>, which is no document of Word; save the text as DOCX, or as "
                     "plain text"),
                  tag->name);
  if (self->skipped || depth == 1)
    return;
  if (g_str_equal (tag->ns, COMPATIBILITY))
    start_choice (self, tag, depth);
  else if (g_str_equal (tag->ns, MATH) || g_str_equal (tag->ns, STRICT_MATH))
    self->in_text = g_str_equal (tag->name, "t");
  else if (tri_docx_is_word (tag->ns) && is_passed_over (tag->name))
    self->skipped = depth;
  else if (tri_docx_is_word (tag->ns))
    start_word (self, tag, depth);
}

static void
end_word (TriDocxBody *self, const char *name, guint depth)
{
  if (g_str_equal (name, "p"))
    tri_office_end_paragraph (self->office);
  else if (g_str_equal (name, "hyperlink"))
    tri_office_end_link (self->office);
  else if (g_str_equal (name, "txbxContent"))
    end_box (self);
  else if (g_str_equal (name, "tr"))
    tri_office_end_row (self->office);
  else if (g_str_equal (name, "tbl"))
    tri_office_end_table (self->office);
  else if (self->note && self->note_depth == depth)
    end_note (self);
}

static void
end_cb (TriXml *xml, const char *name, const char *ns, gpointer data)
{
  TriDocxBody *self = data;
  guint depth = tri_xml_get_depth (xml);

  self->in_text = FALSE;
  if (self->skipped)
    {
      if (self->skipped == depth)
        self->skipped = 0;
      return;
    }
  if (self->look_depth == depth)
    self->look_depth = 0;
  else if (self->properties == depth)
    {
      self->properties = 0;
      settle_paragraph (self);
    }
  else if (self->run == depth)
    self->run = 0;
  else if (g_str_equal (ns, COMPATIBILITY) && g_str_equal (name, "AlternateContent"))
    g_array_set_size (self->choices, MAX (self->choices->len, 1) - 1);
  else if (tri_docx_is_word (ns) && !self->properties && !self->look_depth && !self->run)
    end_word (self, name, depth);
}

static void
text_cb (TriXml *xml, const char *text, gsize n_bytes, gpointer data)
{
  TriDocxBody *self = data;

  if (self->in_text && !self->skipped && !is_in_instruction (self))
    tri_office_text (self->office, &self->look, text, n_bytes);
}

const TriXmlHandler tri_docx_body_handler = { start_cb, end_cb, text_cb };
