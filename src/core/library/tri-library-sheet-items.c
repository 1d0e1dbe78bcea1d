/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "library/tri-library-sheets.h"

#include "library/tri-library-bookmarks.h"
#include "library/tri-library-private.h"
#include "library/tri-library-works.h"
#include "library/tri-sheet-order.h"
#include "library/tri-sheet-place.h"

#include <glib/gi18n.h>

/* Study sheets as they are read. An item shows its mark as it is now, and what corresponds to it,
 * in the languages that were chosen; what is not there any more as it was kept. */

#define MOST_PASSAGES 64 /* of one mark, whose counterparts are looked up */

/* What a page of items is read with. */
typedef struct
{
  GStrv languages; /* in their order */
  gboolean chosen; /* others are left out */
} Languages;

static GStrv
split_languages (const char *languages)
{
  return languages[0] ? g_strsplit (languages, " ", -1) : g_new0 (char *, 1);
}

static TriSheet *
read_sheet (TriStatement *statement)
{
  TriSheet *sheet = tri_sheet_new (tri_statement_get_text (statement, 1));

  sheet->uuid = tri_statement_dup_text (statement, 0);
  g_strfreev (sheet->languages);
  sheet->languages = split_languages (tri_statement_get_text (statement, 2));
  sheet->created = sqlite3_column_int64 (statement, 3);
  sheet->modified = sqlite3_column_int64 (statement, 4);
  sheet->n_items = (guint) sqlite3_column_int64 (statement, 5);
  return sheet;
}

static int
compare_titles (gconstpointer a, gconstpointer b)
{
  const TriSheet *sheet = *(TriSheet *const *) a;
  const TriSheet *other = *(TriSheet *const *) b;
  int order = g_utf8_collate (sheet->title, other->title);

  return order ? order : g_strcmp0 (sheet->uuid, other->uuid);
}

GPtrArray *
tri_library_list_sheets (TriLibrary *self, GError **error)
{
  static const char sql[] = "SELECT s.uuid, s.title, s.languages, s.created, s.modified,"
                            " (SELECT count (*) FROM sheet_items WHERE sheet = s.uuid)"
                            " FROM sheets AS s";
  g_autoptr (TriStatement) statement = tri_library_prepare (self, sql, error);
  g_autoptr (GPtrArray) sheets = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (GError) failed = NULL;

  if (!statement)
    return NULL;
  while (tri_library_next (self, statement, &failed))
    g_ptr_array_add (sheets, read_sheet (statement));
  if (failed)
    {
      g_propagate_error (error, g_steal_pointer (&failed));
      return NULL;
    }
  g_ptr_array_sort (sheets, compare_titles);
  return g_steal_pointer (&sheets);
}

TriSheet *
tri_library_get_sheet (TriLibrary *self, const char *sheet, GError **error)
{
  static const char sql[] = "SELECT s.uuid, s.title, s.languages, s.created, s.modified,"
                            " (SELECT count (*) FROM sheet_items WHERE sheet = s.uuid)"
                            " FROM sheets AS s WHERE s.uuid = ?";
  g_autoptr (TriStatement) statement = tri_library_prepare (self, sql, error);
  g_autoptr (GError) failed = NULL;

  if (!statement)
    return NULL;
  tri_statement_bind_text (statement, 1, sheet);
  if (tri_library_next (self, statement, &failed))
    return read_sheet (statement);
  if (failed)
    g_propagate_error (error, g_steal_pointer (&failed));
  else
    g_set_error_literal (error,
                         TRI_ERROR,
                         TRI_ERROR_NOT_FOUND,
                         _ ("This sheet has been deleted, perhaps in another window."));
  return NULL;
}

char *
tri_library_find_sheet (TriLibrary *self, const char *what, GError **error)
{
  g_autoptr (GPtrArray) sheets = tri_library_list_sheets (self, error);
  const TriSheet *found = NULL;
  guint n = 0;

  for (guint i = 0; sheets && i < sheets->len; i++)
    {
      const TriSheet *sheet = g_ptr_array_index (sheets, i);

      if (g_str_equal (sheet->uuid, what))
        return g_strdup (what);
      if (g_str_equal (sheet->title, what)
          || (strlen (what) >= 4 && g_str_has_prefix (sheet->uuid, what)))
        {
          found = sheet;
          n++;
        }
    }
  if (!sheets)
    return NULL;
  if (n == 1)
    return g_strdup (found->uuid);
  if (n == 0)
    g_set_error (error, TRI_ERROR, TRI_ERROR_NOT_FOUND, _ ("There is no sheet “%s”."), what);
  else
    g_set_error (error,
                 TRI_ERROR,
                 TRI_ERROR_AMBIGUOUS,
                 _ ("There are several sheets “%s”. Name the one by its id."),
                 what);
  return NULL;
}

GStrv
tri_library_list_sheet_languages (TriLibrary *self, const char *sheet, GError **error)
{
  static const char sql[] = "SELECT t.lang FROM (SELECT b.work AS work, count (*) AS n"
                            "  FROM sheet_items AS i JOIN bookmarks AS b ON b.uuid = i.bookmark"
                            "  WHERE i.sheet = ?1 AND i.bookmark <> '' GROUP BY b.work) AS w"
                            " JOIN texts AS t ON t.work = w.work AND t.lang <> ''"
                            " GROUP BY t.lang ORDER BY sum (w.n) DESC, min (t.id)";
  g_autoptr (TriStatement) statement = tri_library_prepare (self, sql, error);
  g_autoptr (GStrvBuilder) languages = g_strv_builder_new ();
  g_autoptr (GError) failed = NULL;

  if (!statement)
    return NULL;
  tri_statement_bind_text (statement, 1, sheet);
  while (tri_library_next (self, statement, &failed))
    g_strv_builder_add (languages, tri_statement_get_text (statement, 0));
  if (!failed)
    return g_strv_builder_end (languages);
  g_propagate_error (error, g_steal_pointer (&failed));
  return NULL;
}

char *
tri_sheet_place_dup (TriLibrary *library, gint64 passage, const char *title)
{
  g_autoptr (TriDivision) division = passage ? tri_library_get_division_of (library, passage)
                                             : NULL;
  const char *part = division && division->title[0] ? division->title : NULL;

  if (!part || g_str_equal (part, title))
    return g_strdup (title);
  return title[0] ? g_strconcat (title, " · ", part, NULL) : g_strdup (part);
}

static gint64
find_mark (TriLibrary *self, const char *uuid)
{
  static const char sql[] = "SELECT id FROM bookmarks WHERE uuid = ?";
  g_autoptr (TriStatement) statement = tri_library_prepare (self, sql, NULL);

  if (!statement)
    return 0;
  tri_statement_bind_text (statement, 1, uuid);
  return tri_library_next (self, statement, NULL) ? sqlite3_column_int64 (statement, 0) : 0;
}

static void
add_quote (TriLibrary *self, GPtrArray *quotes, const TriSheetQuote *what)
{
  static const char sql[] = "SELECT lang, title FROM texts WHERE id = ?";
  g_autoptr (TriStatement) statement = tri_library_prepare (self, sql, NULL);
  TriSheetQuote *quote = NULL;

  if (!statement)
    return;
  sqlite3_bind_int64 (statement, 1, what->text);
  if (tri_library_next (self, statement, NULL))
    quote = tri_sheet_quote_new (tri_statement_get_text (statement, 0),
                                 what->quote,
                                 tri_statement_get_text (statement, 1));
  else
    quote = tri_sheet_quote_new (what->lang, what->quote, "");
  quote->text = what->text;
  quote->passage = what->passage;
  quote->own = what->own;
  g_ptr_array_add (quotes, quote);
}

static TriSheetQuote *
find_quote (GPtrArray *quotes, gint64 text)
{
  for (guint i = 0; i < quotes->len; i++)
    {
      TriSheetQuote *quote = g_ptr_array_index (quotes, i);

      if (quote->text == text)
        return quote;
    }
  return NULL;
}

/* Adds what corresponds to a passage: to what was found in its text for those before. */
static void
add_counterparts (TriLibrary *self, GPtrArray *quotes, gint64 passage, GHashTable *seen)
{
  g_autoptr (GArray) counterparts = tri_library_get_counterparts (self, passage, -1, NULL);

  for (guint i = 0; counterparts && i < counterparts->len; i++)
    {
      const TriCounterpart *other = &g_array_index (counterparts, TriCounterpart, i);
      g_autoptr (TriPassage) found = tri_library_get_passage (self, other->passage, NULL);
      TriSheetQuote *quote = find_quote (quotes, other->text);

      if (!found || (quote && quote->own)
          || !g_hash_table_add (seen, g_memdup2 (&other->passage, sizeof other->passage)))
        continue;
      if (quote)
        {
          g_autofree char *before = quote->quote;

          quote->quote = g_strconcat (before, "\n", found->content, NULL);
        }
      else
        add_quote (self,
                   quotes,
                   &(TriSheetQuote){ (char *) "",
                                     found->content,
                                     NULL,
                                     other->passage,
                                     other->text,
                                     FALSE });
    }
}

/* The words that were marked, then those of other texts that say the same: for a mark of a wording
 * only when the reader chose languages, since then the sheet is what asks. */
static gboolean
add_quotes (TriLibrary *self,
            TriSheetItem *item,
            const TriSheetQuote *kept,
            gboolean chosen,
            GError **error)
{
  TriBookmark *mark = item->mark;
  g_autoptr (GHashTable) seen = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  g_autoptr (GPtrArray) passages = NULL;

  add_quote (self,
             item->quotes,
             &(TriSheetQuote){ kept->lang, mark->quote, NULL, mark->passage, mark->text, TRUE });
  for (guint i = 0; i < mark->parts->len; i++)
    {
      const TriBookmark *part = g_ptr_array_index (mark->parts, i);

      add_quote (self,
                 item->quotes,
                 &(TriSheetQuote){ kept->lang,
                                   part->quote,
                                   NULL,
                                   part->passage,
                                   part->text,
                                   TRUE });
    }
  if (!mark->passage || (mark->scope == TRI_SCOPE_WORDING && !chosen))
    return TRUE;
  passages = tri_library_read_passages (self, mark->text, mark->ord, MOST_PASSAGES, error);
  for (guint i = 0; passages && i < passages->len; i++)
    {
      TriPassage *passage = g_ptr_array_index (passages, i);

      add_counterparts (self, item->quotes, passage->id, seen);
      if (passage->id == mark->end_passage)
        break;
    }
  return passages != NULL;
}

/* "en" means "en-GB" as well. */
static guint
get_rank (const Languages *languages, const char *lang)
{
  guint i = 0;

  for (; languages->languages[i]; i++)
    {
      gsize length = strlen (languages->languages[i]);

      if (g_ascii_strncasecmp (lang, languages->languages[i], length) == 0
          && (lang[length] == '\0' || lang[length] == '-'))
        break;
    }
  return i;
}

static int
compare_quotes (gconstpointer a, gconstpointer b, gpointer languages)
{
  const TriSheetQuote *quote = *(TriSheetQuote *const *) a;
  const TriSheetQuote *other = *(TriSheetQuote *const *) b;
  guint rank = get_rank (languages, quote->lang);
  guint other_rank = get_rank (languages, other->lang);

  return rank < other_rank ? -1 : rank > other_rank;
}

static gboolean
is_chosen (const Languages *languages, const TriSheetQuote *quote)
{
  return languages->languages[get_rank (languages, quote->lang)] != NULL;
}

static gboolean
has_chosen (GPtrArray *quotes, const Languages *languages)
{
  for (guint i = 0; i < quotes->len; i++)
    if (is_chosen (languages, g_ptr_array_index (quotes, i)))
      return TRUE;
  return FALSE;
}

/* Where nothing is there in a language that was chosen the words that were marked stay. */
static void
choose (GPtrArray *quotes, Languages *languages)
{
  gboolean found = has_chosen (quotes, languages);

  for (guint i = quotes->len; languages->chosen && i > 0; i--)
    {
      const TriSheetQuote *quote = g_ptr_array_index (quotes, i - 1);

      if (found ? !is_chosen (languages, quote) : !quote->own)
        g_ptr_array_remove_index (quotes, i - 1);
    }
  g_ptr_array_sort_with_data (quotes, compare_quotes, languages);
}

static TriSheetItem *
read_item (TriStatement *statement, const char *sheet)
{
  TriSheetItem *item = tri_sheet_item_new_mark (tri_statement_get_text (statement, 1));
  TriSheetQuote *kept = NULL;

  item->uuid = tri_statement_dup_text (statement, 0);
  g_free (item->sheet);
  item->sheet = g_strdup (sheet);
  g_free (item->words);
  item->words = tri_statement_dup_text (statement, 2);
  g_strfreev (item->languages);
  item->languages = split_languages (tri_statement_get_text (statement, 3));
  kept = tri_sheet_quote_new (tri_statement_get_text (statement, 5),
                              tri_statement_get_text (statement, 4),
                              "");
  kept->own = TRUE;
  if (tri_sheet_item_is_mark (item))
    g_ptr_array_add (item->quotes, kept);
  else
    tri_sheet_quote_free (kept);
  g_free (item->place);
  item->place = tri_statement_dup_text (statement, 6);
  item->created = sqlite3_column_int64 (statement, 7);
  item->modified = sqlite3_column_int64 (statement, 8);
  return item;
}

/* Shows the mark as it is now. */
static gboolean
look_up (TriLibrary *self, TriSheetItem *item, const Languages *of_sheet, GError **error)
{
  Languages languages = *of_sheet;
  gint64 id = find_mark (self, item->bookmark);
  g_autoptr (GPtrArray) kept = NULL;

  if (!id)
    return TRUE;
  item->mark = tri_library_get_bookmark (self, id, error);
  if (!item->mark)
    return FALSE;
  if (item->languages[0])
    languages = (Languages){ item->languages, TRUE };
  kept = g_steal_pointer (&item->quotes);
  item->quotes = g_ptr_array_new_with_free_func ((GDestroyNotify) tri_sheet_quote_free);
  if (!add_quotes (self, item, g_ptr_array_index (kept, 0), languages.chosen, error))
    return FALSE;
  if (item->mark->passage)
    {
      const TriSheetQuote *own = g_ptr_array_index (item->quotes, 0);

      g_free (item->place);
      item->place = tri_sheet_place_dup (self, item->mark->passage, own->title);
    }
  choose (item->quotes, &languages);
  return TRUE;
}

#define COLUMNS "uuid, bookmark, text, languages, quote, lang, place, created, modified"

static GPtrArray *
read_items (TriLibrary *self, const char *sheet, guint from, guint count, GError **error)
{
  static const char sql[] = "SELECT " COLUMNS " FROM sheet_items WHERE sheet = ?"
                            " ORDER BY position, uuid LIMIT ? OFFSET ?";
  g_autoptr (TriStatement) statement = tri_library_prepare (self, sql, error);
  g_autoptr (GPtrArray) items = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (GError) failed = NULL;

  if (!statement)
    return NULL;
  tri_statement_bind_text (statement, 1, sheet);
  sqlite3_bind_int64 (statement, 2, count);
  sqlite3_bind_int64 (statement, 3, from);
  while (tri_library_next (self, statement, &failed))
    g_ptr_array_add (items, read_item (statement, sheet));
  if (!failed)
    return g_steal_pointer (&items);
  g_propagate_error (error, g_steal_pointer (&failed));
  return NULL;
}

/* Shows all of them in the languages chosen. */
static gboolean
look_up_all (TriLibrary *self, const char *sheet, GPtrArray *items, GError **error)
{
  g_autoptr (TriSheet) of = tri_library_get_sheet (self, sheet, error);
  g_auto (GStrv) all = of ? tri_library_list_sheet_languages (self, sheet, error) : NULL;
  Languages languages = { all, FALSE };

  if (!all)
    return FALSE;
  if (of->languages[0])
    languages = (Languages){ of->languages, TRUE };
  for (guint i = 0; i < items->len; i++)
    {
      TriSheetItem *item = g_ptr_array_index (items, i);

      if (tri_sheet_item_is_mark (item) && !look_up (self, item, &languages, error))
        return FALSE;
    }
  return TRUE;
}

GPtrArray *
tri_library_read_sheet_items (TriLibrary *self,
                              const char *sheet,
                              guint from,
                              guint count,
                              GError **error)
{
  g_autoptr (GPtrArray) items = read_items (self, sheet, from, count, error);

  return items && look_up_all (self, sheet, items, error) ? g_steal_pointer (&items) : NULL;
}

GPtrArray *
tri_library_list_sheet_items (TriLibrary *self, const char *sheet, GError **error)
{
  return tri_sheet_order_list (self, sheet, error);
}

GPtrArray *
tri_library_get_sheet_items (TriLibrary *self,
                             const char *sheet,
                             const char *const *uuids,
                             GError **error)
{
  static const char sql[] = "SELECT " COLUMNS " FROM sheet_items WHERE uuid = ? AND sheet = ?";
  g_autoptr (GPtrArray) items = g_ptr_array_new_with_free_func (g_object_unref);

  for (; *uuids; uuids++)
    {
      g_autoptr (TriStatement) statement = tri_library_prepare (self, sql, error);

      if (!statement)
        return NULL;
      tri_statement_bind_text (statement, 1, *uuids);
      tri_statement_bind_text (statement, 2, sheet);
      if (tri_library_next (self, statement, NULL))
        g_ptr_array_add (items, read_item (statement, sheet));
    }
  return look_up_all (self, sheet, items, error) ? g_steal_pointer (&items) : NULL;
}
