/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "formats/tri-tei-headers.h"

#include "formats/tri-tei-header-file.h"

#include <string.h>

/* No text is to get the header of another one: where it is not certain which is its own it gets
 * none. */

struct _TriTeiHeaders
{
  TriLibrary *library;
  GCancellable *cancellable;
  TriTextSource source; /* that was read last */
  TriTeiHeaderFile *file;
  GArray *texts;        /* of the file, as they stand there */
  GPtrArray *places;    /* the part of each, where that is certain */
  GHashTable *is_given; /* parts of files */
  char *document;
};

/**
 * tri_tei_headers_new:
 * @cancellable: (nullable): files are not read any further when it is
 */
TriTeiHeaders *
tri_tei_headers_new (TriLibrary *library, GCancellable *cancellable)
{
  TriTeiHeaders *self = g_new0 (TriTeiHeaders, 1);

  self->library = g_object_ref (library);
  self->cancellable = cancellable ? g_object_ref (cancellable) : NULL;
  self->places = g_ptr_array_new ();
  self->is_given = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  return self;
}

void
tri_tei_headers_free (TriTeiHeaders *self)
{
  g_clear_pointer (&self->file, tri_tei_header_file_free);
  g_object_unref (self->library);
  g_clear_object (&self->cancellable);
  tri_text_source_clear (&self->source);
  g_clear_pointer (&self->texts, g_array_unref);
  g_ptr_array_unref (self->places);
  g_hash_table_unref (self->is_given);
  g_free (self->document);
  g_free (self);
}

/* The parts of the texts by their places, when each TEI gave one and no other element could
 * have. */
static void
place_parts (TriTeiHeaders *self)
{
  guint n = self->texts->len;

  g_ptr_array_set_size (self->places, 0);
  if (!self->file->is_whole || self->file->is_parted)
    return;
  g_ptr_array_set_size (self->places, (int) n);
  for (guint i = 0; i < self->file->parts->len; i++)
    {
      TriTeiPart *part = g_ptr_array_index (self->file->parts, i);

      if (part->n_texts == 1 && !part->is_corpus && part->text < n)
        {
          self->places->pdata[part->text] = part;
          continue;
        }
      if (part->n_texts == 0 && part->is_corpus)
        continue;
      g_ptr_array_set_size (self->places, 0);
      return;
    }
  for (guint i = 0; i < n; i++)
    if (!self->places->pdata[i])
      {
        g_ptr_array_set_size (self->places, 0);
        return;
      }
}

/* Makes the headers those of the file of @text. */
static gboolean
load (TriTeiHeaders *self, gint64 text)
{
  gint64 before = self->source.row;

  tri_text_source_clear (&self->source);
  if (!tri_library_find_source (self->library, text, &self->source, NULL)
      || self->source.row == 0
      || g_strcmp0 (self->source.format, "tei") != 0)
    return FALSE;
  if (self->source.row == before)
    return TRUE;
  g_clear_pointer (&self->file, tri_tei_header_file_free);
  g_clear_pointer (&self->texts, g_array_unref);
  self->texts = tri_library_list_source_texts (self->library, text, NULL);
  if (!self->texts)
    {
      self->source.row = 0;
      return FALSE;
    }
  self->file = tri_tei_header_file_new (self->library,
                                        &self->source,
                                        self->texts->len,
                                        self->cancellable);
  place_parts (self);
  return TRUE;
}

static void
append_end_tag (GString *out, const char *tag)
{
  g_string_append_printf (out, "</%.*s>", (int) strcspn (tag + 1, " \t\r\n/>"), tag + 1);
}

/* (transfer none) (nullable): one that holds the header of @part */
static const char *
make_document (TriTeiHeaders *self, const TriTeiPart *part)
{
  g_autoptr (GString) out = g_string_new (self->file->declaration);

  g_clear_pointer (&self->document, g_free);
  if (!part->header || (!part->tag && part->index > 0))
    return NULL;
  g_string_append (out, self->file->root);
  g_string_append (out, part->tag ? part->tag : "");
  g_string_append (out, part->header);
  if (part->tag)
    append_end_tag (out, part->tag);
  append_end_tag (out, self->file->root);
  self->document = g_strdup (out->str);
  return self->document;
}

/* The TEI that a text stands in when there is but one. */
static TriTeiPart *
find_only (TriTeiHeaders *self)
{
  TriTeiPart *found = NULL;

  for (guint i = 0; i < self->file->parts->len; i++)
    {
      TriTeiPart *part = g_ptr_array_index (self->file->parts, i);

      if (part->is_corpus && part->n_texts == 0)
        continue;
      if (found || part->is_corpus)
        return NULL;
      found = part;
    }
  return found;
}

static int
compare_rows (gconstpointer a, gconstpointer b)
{
  const gint64 *x = a;
  const gint64 *y = b;

  return *x < *y ? -1 : *x > *y;
}

static TriTeiPart *
find_part (TriTeiHeaders *self, gint64 text)
{
  TriTeiPart *root = self->file->parts->len > 0 ? g_ptr_array_index (self->file->parts, 0) : NULL;
  TriTeiPart *found = NULL;
  guint place = 0;

  if (!root || (!root->is_corpus && self->texts->len == 1))
    return root;
  if (self->source.key)
    found = g_hash_table_lookup (self->file->ids, self->source.key);
  if (!found && self->file->is_whole)
    found = find_only (self);
  if (!found && self->places->len > 0
      && g_array_binary_search (self->texts, &text, compare_rows, &place))
    found = self->places->pdata[place];
  return found;
}

/**
 * tri_tei_headers_take:
 * @text: its row
 *
 * In a file of several TEI a text is known by its id, else by its place, where each of them gave
 * one.
 *
 * Returns: (transfer none) (nullable): a document that holds the header of its TEI, until the next
 * call; %NULL also when another text has got it already
 */
const char *
tri_tei_headers_take (TriTeiHeaders *self, gint64 text)
{
  TriTeiPart *part = load (self, text) ? find_part (self, text) : NULL;
  g_autofree gint64 *key = NULL;

  if (!part)
    return NULL;
  key = g_new (gint64, 1);
  *key = self->source.row * TRI_TEI_MAX_PARTS + part->index;
  if (!g_hash_table_add (self->is_given, g_steal_pointer (&key)))
    return NULL;
  return make_document (self, part);
}

/**
 * tri_tei_headers_find_corpus:
 *
 * Returns: (transfer none) (nullable): a document that holds the header of the corpus that all
 * texts of @work came from, until the next call
 */
const char *
tri_tei_headers_find_corpus (TriTeiHeaders *self, TriWork *work)
{
  TriText *first = work->texts->len > 0 ? g_ptr_array_index (work->texts, 0) : NULL;
  TriTeiPart *root = NULL;

  if (!first || !load (self, first->id) || self->texts->len != work->texts->len)
    return NULL;
  root = self->file->parts->len > 0 ? g_ptr_array_index (self->file->parts, 0) : NULL;
  return root && root->is_corpus ? make_document (self, root) : NULL;
}
