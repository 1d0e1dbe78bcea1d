/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "formats/tri-export-marks.h"

#include "formats/tri-mark-note.h"
#include "formats/tri-tei-keys.h"
#include "formats/tri-tei-markup.h"

#include <glib/gi18n.h>

/* listAnnotation of the TEI Guidelines, which follows the model of the W3C. */

static const char *
get_motivation (TriMarkKind kind)
{
  static const char *const motivations[TRI_N_MARK_KINDS] = {
    "bookmarking",
    "highlighting",
    "commenting",
    "linking",
    "bookmarking",
  };

  return motivations[kind];
}

static char *
dup_id (const char *key)
{
  return tri_tei_is_name (key) ? g_strdup (key) : tri_tei_key_to_id (key);
}

/* The text, and in it the passages by the ids that our TEI gives them. */
static void
append_pointer (GString *out, const TriMarkSpot *spot)
{
  g_autofree char *first = dup_id (spot->key);
  g_autofree char *last = dup_id (spot->end_key);

  g_string_append_printf (out, "urn:uuid:%s", spot->text);
  if (!spot->key[0] || !first || !last)
    return;
  if (!g_str_equal (first, last))
    g_string_append_printf (out,
                            "#range(string-index(%s,%u),string-index(%s,%u))",
                            first,
                            spot->start,
                            last,
                            spot->end);
  else if (spot->whole)
    g_string_append_printf (out, "#%s", first);
  else
    g_string_append_printf (out,
                            "#string-range(%s,%u,%u)",
                            first,
                            spot->start,
                            spot->end - spot->start);
}

static void
append_target (GString *out, const TriMarkRecord *mark)
{
  g_autoptr (GString) target = g_string_new (NULL);

  for (guint i = 0; i < mark->spots->len; i++)
    {
      if (i)
        g_string_append_c (target, ' ');
      append_pointer (target, g_ptr_array_index (mark->spots, i));
    }
  tri_tei_append_attribute (out, "target", target->str);
}

static void
append_change (GString *out, const char *type, gint64 seconds)
{
  g_autofree char *instant = tri_marks_dup_instant (seconds);

  g_string_append_printf (out, "<change type=\"%s\" when=\"%s\"/>", type, instant);
}

static void
append_quote (GString *out, const char *type, const TriMarkSpot *spot)
{
  g_string_append_printf (out, "<note type=\"%s\"", type);
  if (spot->lang[0])
    tri_tei_append_attribute (out, "xml:lang", spot->lang);
  g_string_append (out, "><quote>");
  tri_tei_append_escaped (out, spot->quote, -1);
  g_string_append (out, "</quote></note>\n");
}

static void
append_note (GString *out, const char *type, const char *words)
{
  if (!words[0])
    return;
  g_string_append_printf (out, "<note type=\"%s\">", type);
  tri_tei_append_escaped (out, words, -1);
  g_string_append (out, "</note>\n");
}

static void
append_opening (GString *out, const TriMarkRecord *mark)
{
  g_autofree char *id = g_strconcat ("m-", mark->uuid, NULL);

  g_string_append (out, "<annotation");
  tri_tei_append_attribute (out, "xml:id", id);
  tri_tei_append_attribute (out, "motivation", get_motivation (mark->kind));
  append_target (out, mark);
  if (mark->kind == TRI_MARK_HIGHLIGHT)
    {
      g_autofree char *rend = g_strconcat (tri_mark_style_to_nick (mark->style),
                                           mark->colour[0] ? " " : "",
                                           mark->colour,
                                           NULL);

      tri_tei_append_attribute (out, "rend", rend);
    }
  g_string_append (out, ">\n<revisionDesc>");
  append_change (out, "created", mark->created);
  append_change (out, "modified", mark->modified);
  g_string_append (out, "</revisionDesc>\n");
}

static void
append_place (GString *out, const TriMarkSpot *spot)
{
  g_autofree char *place = tri_marks_dup_place (spot);

  g_string_append (out, "<note type=\"place\"><title>");
  tri_tei_append_escaped (out, spot->work_title, -1);
  g_string_append (out, "</title>, ");
  tri_tei_append_escaped (out, place, -1);
  g_string_append (out, "</note>\n");
}

static void
append_mark (TriMarksSink *sink, const TriMarkRecord *mark)
{
  const TriMarkSpot *spot = tri_mark_record_get_spot (mark);

  if (!spot)
    return;
  append_opening (sink->out, mark);
  for (guint i = 0; i < mark->spots->len; i++)
    append_quote (sink->out, "quote", g_ptr_array_index (mark->spots, i));
  for (guint i = 0; i < mark->counterparts->len; i++)
    {
      const TriMarkSpot *other = g_ptr_array_index (mark->counterparts, i);

      if (g_strv_contains ((const char *const *) sink->languages, other->lang))
        append_quote (sink->out, "counterpart", other);
    }
  if (mark->note[0])
    tri_mark_append_note_tei (sink->out, mark->note);
  for (guint i = 0; mark->labels[i]; i++)
    append_note (sink->out, "label", mark->labels[i]);
  append_place (sink->out, spot);
  g_string_append (sink->out, "</annotation>\n");
}

/* A list has to have something in it. */
static void
begin (TriMarksSink *sink)
{
  g_string_append (sink->out,
                   "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
                   "<TEI xmlns=\"http://www.tei-c.org/ns/1.0\">\n<teiHeader><fileDesc>"
                   "<titleStmt><title>");
  tri_tei_append_escaped (sink->out, _ ("Bookmarks and Notes"), -1);
  g_string_append (sink->out,
                   "</title></titleStmt>\n<publicationStmt><p>Triptych</p></publicationStmt>"
                   "<sourceDesc><p>Triptych</p></sourceDesc></fileDesc></teiHeader>\n");
  g_string_append (sink->out,
                   sink->n_marks ? "<standOff>\n<listAnnotation>\n"
                                 : "<text><body><p/></body></text>\n");
}

static void
end (TriMarksSink *sink)
{
  if (sink->n_marks)
    g_string_append (sink->out, "</listAnnotation>\n</standOff>\n");
  g_string_append (sink->out, "</TEI>\n");
}

const TriMarksFormat tri_marks_tei = {
  "tei",
  "TEI",
  "xml",
  begin,
  append_mark,
  end,
};
