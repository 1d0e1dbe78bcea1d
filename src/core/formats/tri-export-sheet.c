/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "formats/tri-export-sheet-private.h"

#include "library/tri-library-sheets.h"

#include <json-glib/json-glib.h>

#define PAGE 200

static const struct
{
  const char *nick;
  const char *extension;
  const TriSheetWriter *writer;
} formats[] = {
  [TRI_SHEET_HTML] = { "html", "html", &tri_sheet_writer_html },
  [TRI_SHEET_MARKDOWN] = { "markdown", "md", &tri_sheet_writer_markdown },
  [TRI_SHEET_TEXT] = { "text", "txt", &tri_sheet_writer_text },
  [TRI_SHEET_JSON] = { "json", "json", &tri_sheet_writer_json },
};

gboolean
tri_sheet_format_from_nick (const char *nick, TriSheetFormat *out)
{
  for (guint i = 0; i < G_N_ELEMENTS (formats); i++)
    if (g_str_equal (formats[i].nick, nick))
      {
        *out = (TriSheetFormat) i;
        return TRUE;
      }
  return FALSE;
}

TriSheetFormat
tri_sheet_format_guess (const char *path)
{
  const char *dot = strrchr (path, '.');

  for (guint i = 0; dot && i < G_N_ELEMENTS (formats); i++)
    if (g_ascii_strcasecmp (dot + 1, formats[i].extension) == 0)
      return (TriSheetFormat) i;
  return TRI_SHEET_HTML;
}

const char *
tri_sheet_writer_get_note (TriSheetItem *item)
{
  return item->mark ? item->mark->note : "";
}

static gboolean
flush (GString *buffer, GOutputStream *stream, GCancellable *cancellable, GError **error)
{
  gboolean written = g_output_stream_write_all (stream,
                                                buffer->str,
                                                buffer->len,
                                                NULL,
                                                cancellable,
                                                error);

  g_string_truncate (buffer, 0);
  return written;
}

gboolean
tri_export_sheet (TriLibrary *library,
                  const char *sheet,
                  TriSheetFormat format,
                  GOutputStream *stream,
                  GCancellable *cancellable,
                  GError **error)
{
  const TriSheetWriter *writer = formats[format].writer;
  g_autoptr (TriSheet) of = tri_library_get_sheet (library, sheet, error);
  g_autoptr (GString) out = g_string_new (NULL);
  guint n = PAGE;

  if (!of)
    return FALSE;
  writer->begin (out, of);
  for (guint from = 0; n == PAGE; from += n)
    {
      g_autoptr (GPtrArray) items = NULL;

      items = tri_library_read_sheet_items (library, sheet, from, PAGE, error);
      if (!items)
        return FALSE;
      n = items->len;
      for (guint i = 0; i < n; i++)
        writer->item (out, g_ptr_array_index (items, i), from + i == 0);
      if (!flush (out, stream, cancellable, error))
        return FALSE;
    }
  writer->end (out);
  return flush (out, stream, cancellable, error);
}

/* --- JSON */

static void
add_string (JsonBuilder *builder, const char *name, const char *value)
{
  json_builder_set_member_name (builder, name);
  json_builder_add_string_value (builder, value);
}

static void
add_languages (JsonBuilder *builder, GStrv languages)
{
  json_builder_set_member_name (builder, "languages");
  json_builder_begin_array (builder);
  for (; *languages; languages++)
    json_builder_add_string_value (builder, *languages);
  json_builder_end_array (builder);
}

static void
append_json (GString *out, JsonBuilder *builder)
{
  g_autoptr (JsonNode) root = json_builder_get_root (builder);
  g_autofree char *json = json_to_string (root, FALSE);

  g_string_append (out, json);
}

static void
begin_json (GString *out, TriSheet *sheet)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();

  json_builder_begin_object (builder);
  add_string (builder, "id", sheet->uuid);
  add_string (builder, "title", sheet->title);
  add_languages (builder, sheet->languages);
  json_builder_end_object (builder);
  append_json (out, builder);
  /* The items come before the brace that ends it. */
  g_string_truncate (out, out->len - 1);
  g_string_append (out, ",\"items\":[");
}

static void
add_quotes (JsonBuilder *builder, GPtrArray *quotes)
{
  json_builder_set_member_name (builder, "quotes");
  json_builder_begin_array (builder);
  for (guint i = 0; i < quotes->len; i++)
    {
      const TriSheetQuote *quote = g_ptr_array_index (quotes, i);

      json_builder_begin_object (builder);
      add_string (builder, "lang", quote->lang);
      add_string (builder, "text", quote->title);
      add_string (builder, "quote", quote->quote);
      json_builder_set_member_name (builder, "own");
      json_builder_add_boolean_value (builder, quote->own);
      json_builder_end_object (builder);
    }
  json_builder_end_array (builder);
}

static void
write_json (GString *out, TriSheetItem *item, gboolean is_first)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();

  json_builder_begin_object (builder);
  add_string (builder, "id", item->uuid);
  if (tri_sheet_item_is_mark (item))
    {
      add_string (builder, "bookmark", item->bookmark);
      json_builder_set_member_name (builder, "deleted");
      json_builder_add_boolean_value (builder, item->mark == NULL);
      if (item->mark)
        add_string (builder, "kind", tri_mark_kind_to_nick (item->mark->kind));
      add_string (builder, "place", item->place);
      add_quotes (builder, item->quotes);
      add_string (builder, "note", tri_sheet_writer_get_note (item));
    }
  else
    add_string (builder, "words", item->words);
  add_languages (builder, item->languages);
  json_builder_end_object (builder);
  g_string_append (out, is_first ? "\n" : ",\n");
  append_json (out, builder);
}

static void
end_json (GString *out)
{
  g_string_append (out, "]}\n");
}

const TriSheetWriter tri_sheet_writer_json = { begin_json, write_json, end_json };
