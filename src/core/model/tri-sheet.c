/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "model/tri-sheet.h"

G_DEFINE_FINAL_TYPE (TriSheet, tri_sheet, G_TYPE_OBJECT)
G_DEFINE_FINAL_TYPE (TriSheetItem, tri_sheet_item, G_TYPE_OBJECT)

static void
tri_sheet_finalize (GObject *object)
{
  TriSheet *self = TRI_SHEET (object);

  g_free (self->uuid);
  g_free (self->title);
  g_strfreev (self->languages);

  G_OBJECT_CLASS (tri_sheet_parent_class)->finalize (object);
}

static void
tri_sheet_class_init (TriSheetClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = tri_sheet_finalize;
}

static void
tri_sheet_init (TriSheet *self)
{
}

/**
 * tri_sheet_new:
 *
 * Returns: (transfer full): a sheet with nothing on it, shown in all languages
 */
TriSheet *
tri_sheet_new (const char *title)
{
  TriSheet *self = g_object_new (TRI_TYPE_SHEET, NULL);

  self->title = g_strdup (title);
  self->languages = g_new0 (char *, 1);
  return self;
}

/**
 * tri_sheet_copy:
 *
 * Returns: (transfer full): a sheet of its own with the same contents, to be edited and stored
 */
TriSheet *
tri_sheet_copy (TriSheet *self)
{
  TriSheet *copy = g_object_new (TRI_TYPE_SHEET, NULL);

  copy->uuid = g_strdup (self->uuid);
  copy->title = g_strdup (self->title);
  copy->languages = g_strdupv (self->languages);
  copy->n_items = self->n_items;
  copy->created = self->created;
  copy->modified = self->modified;
  return copy;
}

TriSheetQuote *
tri_sheet_quote_new (const char *lang, const char *quote, const char *title)
{
  TriSheetQuote *self = g_new0 (TriSheetQuote, 1);

  self->lang = g_strdup (lang);
  self->quote = g_strdup (quote);
  self->title = g_strdup (title);
  return self;
}

void
tri_sheet_quote_free (TriSheetQuote *self)
{
  g_free (self->lang);
  g_free (self->quote);
  g_free (self->title);
  g_free (self);
}

static void
tri_sheet_item_finalize (GObject *object)
{
  TriSheetItem *self = TRI_SHEET_ITEM (object);

  g_free (self->uuid);
  g_free (self->sheet);
  g_free (self->bookmark);
  g_free (self->words);
  g_strfreev (self->languages);
  g_clear_object (&self->mark);
  g_free (self->place);
  g_ptr_array_unref (self->quotes);

  G_OBJECT_CLASS (tri_sheet_item_parent_class)->finalize (object);
}

static void
tri_sheet_item_class_init (TriSheetItemClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = tri_sheet_item_finalize;
}

static void
tri_sheet_item_init (TriSheetItem *self)
{
  self->quotes = g_ptr_array_new_with_free_func ((GDestroyNotify) tri_sheet_quote_free);
}

static TriSheetItem *
new_item (const char *bookmark, const char *words)
{
  TriSheetItem *self = g_object_new (TRI_TYPE_SHEET_ITEM, NULL);

  self->sheet = g_strdup ("");
  self->bookmark = g_strdup (bookmark);
  self->words = g_strdup (words);
  self->place = g_strdup ("");
  self->languages = g_new0 (char *, 1);
  return self;
}

TriSheetItem *
tri_sheet_item_new_mark (const char *bookmark)
{
  return new_item (bookmark, "");
}

TriSheetItem *
tri_sheet_item_new_words (const char *words)
{
  return new_item ("", words);
}

/**
 * tri_sheet_item_copy:
 *
 * Returns: (transfer full): an item of its own, to be edited and stored: without mark and quotes
 */
TriSheetItem *
tri_sheet_item_copy (TriSheetItem *self)
{
  TriSheetItem *copy = new_item (self->bookmark, self->words);

  copy->uuid = g_strdup (self->uuid);
  g_free (copy->sheet);
  copy->sheet = g_strdup (self->sheet);
  g_free (copy->place);
  copy->place = g_strdup (self->place);
  g_strfreev (copy->languages);
  copy->languages = g_strdupv (self->languages);
  copy->created = self->created;
  copy->modified = self->modified;
  return copy;
}

gboolean
tri_sheet_item_is_mark (TriSheetItem *self)
{
  return self->bookmark[0] != '\0';
}

static gboolean
has_same_quotes (GPtrArray *quotes, GPtrArray *others)
{
  if (quotes->len != others->len)
    return FALSE;
  for (guint i = 0; i < quotes->len; i++)
    {
      const TriSheetQuote *quote = g_ptr_array_index (quotes, i);
      const TriSheetQuote *other = g_ptr_array_index (others, i);

      if (!g_str_equal (quote->lang, other->lang) || !g_str_equal (quote->quote, other->quote)
          || !g_str_equal (quote->title, other->title) || quote->passage != other->passage)
        return FALSE;
    }
  return TRUE;
}

static gboolean
has_same_mark (TriBookmark *mark, TriBookmark *other)
{
  if (!mark || !other)
    return mark == other;
  return mark->modified == other->modified && mark->kind == other->kind
         && mark->style == other->style && g_str_equal (mark->colour, other->colour)
         && g_str_equal (mark->note, other->note);
}

gboolean
tri_sheet_item_is_same (TriSheetItem *self, TriSheetItem *other)
{
  return g_strcmp0 (self->uuid, other->uuid) == 0
         && g_str_equal (self->bookmark, other->bookmark)
         && g_str_equal (self->words, other->words) && g_str_equal (self->place, other->place)
         && g_strv_equal ((const char *const *) self->languages,
                          (const char *const *) other->languages)
         && has_same_mark (self->mark, other->mark)
         && has_same_quotes (self->quotes, other->quotes);
}
