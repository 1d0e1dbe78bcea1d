/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "formats/tri-marks-reader.h"

#include "formats/tri-json-cursor.h"
#include "formats/tri-json-members.h"
#include "tri-error.h"

#include <glib/gi18n.h>
#include <string.h>

#define MAX_BYTES (512 * 1024 * 1024)

struct _TriMarksReader
{
  GMappedFile *file;
  char *name;
  const TriMarksSource *source;
  TriMarksHead head;
  /* where the annotations begin, or the only one stands */
  TriJsonCursor items;
  gboolean has_items;
  gboolean is_single;
  guint n_items;
  guint n_read;
};

static const TriMarksSource *const sources[] = {
  &tri_marks_annotation,
  &tri_marks_hypothesis,
  &tri_marks_foliate,
};

/* --- looking through --- */

/* An array of annotations: counts them. */
static gboolean
count_items (TriMarksReader *self, TriJsonCursor *at, GError **error)
{
  GError *local = NULL;

  self->items = *at;
  self->has_items = TRUE;
  self->n_items = 0;
  if (!tri_json_cursor_enter (at, '[', error))
    return FALSE;
  while (tri_json_cursor_next_element (at, self->n_items == 0, &local))
    {
      if (!tri_json_cursor_skip (at, error))
        return FALSE;
      self->n_items++;
    }
  if (local)
    g_propagate_error (error, local);
  return local == NULL;
}

/* What Foliate says of a book: strings, or by language. */
static char *
dup_words (JsonObject *object, const char *name)
{
  g_autoptr (GPtrArray) values = tri_json_list_values (object, name);
  JsonNode *node = values->len ? g_ptr_array_index (values, 0) : NULL;

  if (node && JSON_NODE_HOLDS_OBJECT (node))
    {
      g_autoptr (GList) members = json_object_get_values (json_node_get_object (node));

      node = members ? members->data : NULL;
    }
  if (!node || !JSON_NODE_HOLDS_VALUE (node) || json_node_get_value_type (node) != G_TYPE_STRING)
    return NULL;
  return json_node_dup_string (node);
}

static gboolean
read_metadata (TriMarksReader *self, TriJsonCursor *at, GError **error)
{
  g_autoptr (JsonNode) node = tri_json_cursor_take (at, error);
  JsonObject *object = node && JSON_NODE_HOLDS_OBJECT (node) ? json_node_get_object (node) : NULL;

  if (!object || self->head.title)
    return node != NULL;
  self->head.title = dup_words (object, "title");
  self->head.identifier = dup_words (object, "identifier");
  self->head.lang = dup_words (object, "language");
  return TRUE;
}

static gboolean look_through (TriMarksReader *self,
                              TriJsonCursor *at,
                              gboolean is_page,
                              GError **error);

static gboolean
look_at_member (TriMarksReader *self,
                TriJsonCursor *at,
                const char *name,
                gboolean is_page,
                GError **error)
{
  static const char *const lists[] = { "items", "rows", "annotations", NULL };
  char c = tri_json_cursor_peek (at);

  if (c == '[' && !self->has_items && g_strv_contains (lists, name))
    return count_items (self, at, error);
  if (c == '{' && !is_page && g_str_equal (name, "first"))
    return look_through (self, at, TRUE, error);
  if (c == '{' && g_str_equal (name, "metadata"))
    return read_metadata (self, at, error);
  return tri_json_cursor_skip (at, error);
}

/* An object that holds annotations, or is one. */
static gboolean
look_through (TriMarksReader *self, TriJsonCursor *at, gboolean is_page, GError **error)
{
  TriJsonCursor whole = *at;
  GError *local = NULL;

  if (!tri_json_cursor_enter (at, '{', error))
    return FALSE;
  for (gboolean is_first = TRUE;; is_first = FALSE)
    {
      g_autofree char *name = tri_json_cursor_next_member (at, is_first, &local);

      if (!name)
        break;
      if (!look_at_member (self, at, name, is_page, error))
        return FALSE;
    }
  if (local)
    {
      g_propagate_error (error, local);
      return FALSE;
    }
  if (!self->has_items && !is_page)
    {
      self->items = whole;
      self->is_single = TRUE;
      self->n_items = 1;
    }
  return TRUE;
}

static const TriMarksSource *
recognise (JsonNode *node)
{
  if (!JSON_NODE_HOLDS_OBJECT (node))
    return NULL;
  for (guint i = 0; i < G_N_ELEMENTS (sources); i++)
    if (sources[i]->is_one (json_node_get_object (node)))
      return sources[i];
  return NULL;
}

/* By the first annotation that says what it is. */
static gboolean
find_source (TriMarksReader *self, GError **error)
{
  TriJsonCursor at = self->items;

  if (self->n_items == 0 && self->has_items)
    {
      self->source = &tri_marks_annotation;
      return TRUE;
    }
  if (!self->is_single && !tri_json_cursor_enter (&at, '[', error))
    return FALSE;
  for (guint i = 0; i < MIN (self->n_items, 20) && !self->source; i++)
    {
      g_autoptr (JsonNode) node = NULL;

      if (!self->is_single)
        tri_json_cursor_next_element (&at, i == 0, NULL);
      node = tri_json_cursor_take (&at, error);
      if (!node)
        return FALSE;
      self->source = recognise (node);
    }
  if (!self->source)
    g_set_error (error,
                 TRI_ERROR,
                 TRI_ERROR_UNSUPPORTED,
                 _ ("%s holds no annotations that are known here: those of Triptych, of the W3C's"
                    " model, of Hypothesis and of Foliate are."),
                 self->name);
  return self->source != NULL;
}

static gboolean
look_at_file (TriMarksReader *self, GError **error)
{
  const char *text = g_mapped_file_get_contents (self->file);
  gsize n = g_mapped_file_get_length (self->file);
  gsize skipped = n >= 3 && memcmp (text, "\xef\xbb\xbf", 3) == 0 ? 3 : 0;
  TriJsonCursor at;
  gboolean is_good;

  if (n > MAX_BYTES)
    {
      g_set_error (error, TRI_ERROR, TRI_ERROR_LIMIT, _ ("%s is too large."), self->name);
      return FALSE;
    }
  if (n && !g_utf8_validate_len (text, n, NULL))
    {
      g_set_error (error, TRI_ERROR, TRI_ERROR_SYNTAX, _ ("%s is not UTF-8."), self->name);
      return FALSE;
    }
  tri_json_cursor_init (&at, self->name, text ? text + skipped : "", n - skipped);
  is_good = tri_json_cursor_peek (&at) == '[' ? count_items (self, &at, error)
                                              : look_through (self, &at, FALSE, error);
  return is_good && tri_json_cursor_finish (&at, error) && find_source (self, error);
}

TriMarksReader *
tri_marks_reader_new (const char *path, GError **error)
{
  g_autoptr (TriMarksReader) self = g_new0 (TriMarksReader, 1);

  self->name = g_filename_display_basename (path);
  self->file = g_mapped_file_new (path, FALSE, error);
  if (!self->file || !look_at_file (self, error))
    return NULL;
  if (!self->is_single && !tri_json_cursor_enter (&self->items, '[', error))
    return NULL;
  return g_steal_pointer (&self);
}

void
tri_marks_reader_free (TriMarksReader *self)
{
  g_clear_pointer (&self->file, g_mapped_file_unref);
  g_free (self->head.title);
  g_free (self->head.identifier);
  g_free (self->head.lang);
  g_free (self->name);
  g_free (self);
}

const TriMarksSource *
tri_marks_reader_get_source (TriMarksReader *self)
{
  return self->source;
}

guint
tri_marks_reader_get_n (TriMarksReader *self)
{
  return self->n_items;
}

/* --- one by one --- */

/* Line ends of one kind, and the letters of the library's texts (NFC). */
static void
tidy (char **member)
{
  g_autofree char *text = g_utf8_normalize (*member, -1, G_NORMALIZE_NFC);
  g_autoptr (GString) tidied = g_string_new (text ? text : "");

  g_string_replace (tidied, "\r\n", "\n", 0);
  g_string_replace (tidied, "\r", "\n", 0);
  tri_mark_set (member, tidied->str);
}

static void
tidy_record (TriMarkRecord *record)
{
  tidy (&record->note);
  for (guint i = 0; i < record->spots->len; i++)
    {
      TriMarkSpot *spot = g_ptr_array_index (record->spots, i);

      tidy (&spot->quote);
      tidy (&spot->prefix);
      tidy (&spot->suffix);
    }
  if (record->modified < record->created)
    record->modified = record->created;
}

TriMarkRecord *
tri_marks_reader_next (TriMarksReader *self, GError **error)
{
  g_autoptr (TriMarkRecord) record = NULL;
  g_autoptr (JsonNode) node = NULL;
  const char *wrong = NULL;

  if (self->n_read == self->n_items)
    return NULL;
  if (!self->is_single
      && !tri_json_cursor_next_element (&self->items, self->n_read == 0, error))
    return NULL;
  tri_json_cursor_peek (&self->items);
  record = tri_mark_record_new ();
  record->line = self->items.line;
  node = tri_json_cursor_take (&self->items, error);
  if (!node)
    return NULL;
  self->n_read++;
  if (JSON_NODE_HOLDS_OBJECT (node))
    self->source->read (json_node_get_object (node), &self->head, record, &wrong);
  if (!JSON_NODE_HOLDS_OBJECT (node) || wrong)
    {
      /* Translators: a file, the number of a line, the name of a member in it. */
      g_set_error (error,
                   TRI_ERROR,
                   TRI_ERROR_SYNTAX,
                   _ ("%s, line %u: “%s” is not what an annotation has there."),
                   self->name,
                   record->line,
                   wrong ? wrong : "[]");
      return NULL;
    }
  tidy_record (record);
  return g_steal_pointer (&record);
}

void
tri_marks_take_labels (TriMarkRecord *record, GPtrArray *labels)
{
  g_autoptr (GPtrArray) kept = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; i < labels->len; i++)
    {
      char *label = g_strstrip (g_strdelimit (g_strdup (g_ptr_array_index (labels, i)),
                                              "\r\n\t",
                                              ' '));

      if (label[0] && !g_ptr_array_find_with_equal_func (kept, label, g_str_equal, NULL))
        g_ptr_array_add (kept, label);
      else
        g_free (label);
    }
  g_ptr_array_set_free_func (kept, NULL);
  g_ptr_array_add (kept, NULL);
  g_strfreev (record->labels);
  record->labels = (GStrv) g_ptr_array_free (g_steal_pointer (&kept), FALSE);
}
