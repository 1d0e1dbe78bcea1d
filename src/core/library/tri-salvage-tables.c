/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "library/tri-salvage-private.h"

#include <string.h>

/* Tables are walked by their key. Where SQLite says that a page is damaged, the next key that can
 * be read again is looked for; what lies between is taken from the backup. So nothing that the
 * reader deleted since comes back, but where nobody knows what was there. */

#define NOWHERE (G_GINT64_CONSTANT (1) << 60)

typedef struct
{
  TriSalvage *salvage;
  TriSalvageTable *counts;
  char *name;
  char *columns; /* those that both have, quoted */
  guint n_columns;
  char *key;
  gboolean is_text; /* the key */
  gboolean is_one;  /* a key has one row */
  TriStatement *insert;
} Table;

/* Keys that could not be read: both ends are not among them, unless a key has several rows. */
typedef struct
{
  char *from; /* %NULL: from the beginning */
  char *to;   /* %NULL: to the end */
} Gap;

static void
clear_gap (gpointer data)
{
  Gap *self = data;

  g_free (self->from);
  g_free (self->to);
}

static void
table_clear (Table *self)
{
  sqlite3_finalize (self->insert);
  g_free (self->name);
  g_free (self->columns);
  g_free (self->key);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Table, table_clear)

typedef sqlite3_stmt Raw;
G_DEFINE_AUTOPTR_CLEANUP_FUNC (Raw, sqlite3_finalize)

static Raw *
prepare (sqlite3 *db, const char *sql)
{
  Raw *statement = NULL;

  sqlite3_prepare_v2 (db, sql, -1, &statement, NULL);
  return statement;
}

TriSalvageTable *
tri_salvage_get_table (TriSalvage *self, const char *name)
{
  TriSalvageTable table = { NULL };

  for (guint i = 0; i < self->report->tables->len; i++)
    if (g_str_equal (g_array_index (self->report->tables, TriSalvageTable, i).name, name))
      return &g_array_index (self->report->tables, TriSalvageTable, i);
  table.name = g_strdup (name);
  g_array_append_val (self->report->tables, table);
  return &g_array_index (self->report->tables, TriSalvageTable, self->report->tables->len - 1);
}

/* --- One row */

/* FALSE: it is no row of this table. */
static gboolean
put_row (Table *self, Raw *row)
{
  sqlite3 *db = self->salvage->draft->db;
  gboolean is_put;

  for (guint i = 0; i < self->n_columns; i++)
    sqlite3_bind_value (self->insert, (int) i + 1, sqlite3_column_value (row, (int) i + 1));
  is_put = sqlite3_step (self->insert) == SQLITE_DONE && sqlite3_changes (db) > 0;
  sqlite3_reset (self->insert);
  sqlite3_clear_bindings (self->insert);
  return is_put;
}

static Raw *
select_rows (Table *self, sqlite3 *db, const char *condition)
{
  g_autofree char *sql = g_strdup_printf ("SELECT %s, %s FROM \"%s\" NOT INDEXED WHERE %s",
                                          self->key,
                                          self->columns,
                                          self->name,
                                          condition);

  return prepare (db, sql);
}

static void
add_gap (GArray *gaps, const char *from, const char *to)
{
  Gap gap = { g_strdup (from), g_strdup (to) };

  g_array_append_val (gaps, gap);
}

static void
add_numbered_gap (GArray *gaps, gint64 from, gint64 to)
{
  g_autofree char *first = g_strdup_printf ("%" G_GINT64_FORMAT, from);
  g_autofree char *last = g_strdup_printf ("%" G_GINT64_FORMAT, to);

  add_gap (gaps, first, to >= NOWHERE ? NULL : last);
}

/* --- Keys that are numbers */

/* From behind *@last on; TRUE at the end, FALSE where it can be read no further. */
static gboolean
copy_on (Table *self, gint64 *last, GArray *gaps)
{
  g_autofree char *condition = g_strdup_printf ("%s >= ?1 ORDER BY %s", self->key, self->key);
  g_autoptr (Raw) row = select_rows (self, self->salvage->damaged, condition);
  int result = SQLITE_ERROR;

  if (!row)
    return FALSE;
  /* Looking for what is greater than the last key may lead through the page before. */
  sqlite3_bind_int64 (row, 1, *last + 1);
  while ((result = sqlite3_step (row)) == SQLITE_ROW)
    {
      gint64 key = sqlite3_column_int64 (row, 0);

      if (key < *last || (self->is_one && key == *last))
        return FALSE;
      if (put_row (self, row))
        self->counts->n_read++;
      else
        add_numbered_gap (gaps, key - 1, key + 1);
      *last = key;
    }
  return result == SQLITE_DONE;
}

/* The first key from @from on: NOWHERE for none, -1 where it cannot be read. */
static gint64
probe (Table *self, gint64 from)
{
  g_autofree char *condition = g_strdup_printf ("%s >= ?1 ORDER BY %s LIMIT 1",
                                                self->key,
                                                self->key);
  g_autoptr (Raw) row = select_rows (self, self->salvage->damaged, condition);
  int result;

  if (!row)
    return -1;
  sqlite3_bind_int64 (row, 1, from);
  result = sqlite3_step (row);
  if (result == SQLITE_DONE)
    return NOWHERE;
  if (result != SQLITE_ROW || sqlite3_column_int64 (row, 0) < from)
    return -1;
  return sqlite3_column_int64 (row, 0);
}

/* The first key behind @last that can be read: in longer and longer steps, then back. */
static gint64
find_next (Table *self, gint64 last)
{
  gint64 bad = last;
  gint64 good = last + 1;
  gint64 found = probe (self, good);

  for (gint64 step = 1; found < 0 && good < NOWHERE; step *= 2)
    {
      bad = good;
      good += step;
      found = probe (self, good);
    }
  if (found < 0)
    return NOWHERE;
  while (good - bad > 1)
    {
      gint64 middle = bad + (good - bad) / 2;
      gint64 at = probe (self, middle);

      if (at < 0)
        bad = middle;
      else
        {
          good = middle;
          found = at;
        }
    }
  return found;
}

static gboolean
walk_numbers (Table *self, GArray *gaps, GError **error)
{
  gint64 last = -1;

  while (!copy_on (self, &last, gaps))
    {
      gint64 next = find_next (self, last);

      if (g_cancellable_set_error_if_cancelled (self->salvage->cancellable, error))
        return FALSE;
      add_numbered_gap (gaps, last, next);
      if (next >= NOWHERE)
        return TRUE;
      last = next - 1;
    }
  return TRUE;
}

/* --- Keys that are words: from both ends */

static gboolean
copy_words (Table *self, const char *order, char **last, const char *stop)
{
  g_autofree char *condition = g_strdup_printf ("true ORDER BY %s %s", self->key, order);
  g_autoptr (Raw) row = select_rows (self, self->salvage->damaged, condition);
  int result = SQLITE_ERROR;

  while (row && (result = sqlite3_step (row)) == SQLITE_ROW)
    {
      const char *key = (const char *) sqlite3_column_text (row, 0);

      if (!key || (stop && strcmp (key, stop) <= 0))
        break;
      self->counts->n_read += put_row (self, row) ? 1 : 0;
      g_free (*last);
      *last = g_strdup (key);
    }
  return result == SQLITE_DONE;
}

static void
walk_words (Table *self, GArray *gaps)
{
  g_autofree char *first = NULL;
  g_autofree char *last = NULL;

  if (copy_words (self, "ASC", &first, NULL))
    return;
  copy_words (self, "DESC", &last, first);
  add_gap (gaps, first, last);
}

/* --- What the backup has of it */

static guint
take_gap (Table *self, const Gap *gap)
{
  const char *more = self->is_one ? ">" : ">=";
  const char *less = self->is_one ? "<" : "<=";
  g_autofree char *condition = g_strdup_printf ("(?1 IS NULL OR %s %s ?1)"
                                                " AND (?2 IS NULL OR %s %s ?2)",
                                                self->key,
                                                more,
                                                self->key,
                                                less);
  g_autoptr (Raw) row = NULL;
  const char *const ends[] = { gap->from, gap->to };
  guint n = 0;

  if (self->salvage->backup)
    row = select_rows (self, self->salvage->backup->db, condition);
  if (!row)
    return 0;
  for (int i = 0; i < 2; i++)
    if (ends[i] && self->is_text)
      sqlite3_bind_text (row, i + 1, ends[i], -1, SQLITE_STATIC);
    else if (ends[i])
      sqlite3_bind_int64 (row, i + 1, g_ascii_strtoll (ends[i], NULL, 10));
  while (sqlite3_step (row) == SQLITE_ROW)
    n += put_row (self, row) ? 1 : 0;
  return n;
}

static void
take_gaps (Table *self, const GArray *gaps)
{
  for (guint i = 0; i < gaps->len; i++)
    {
      const Gap *gap = &g_array_index (gaps, Gap, i);
      guint n = take_gap (self, gap);
      gint64 from = gap->from ? g_ascii_strtoll (gap->from, NULL, 10) : 0;
      gint64 width = gap->to ? g_ascii_strtoll (gap->to, NULL, 10) - from - 1 : 0;

      self->counts->n_taken += n;
      if (self->is_one && !self->is_text && gap->to)
        self->counts->n_lost += (guint) CLAMP (width - n, 0, G_MAXINT);
      else
        self->counts->is_open = TRUE;
    }
}

/* --- All tables */

static sqlite3 *
get_source (const TriSalvage *self)
{
  return self->damaged ? self->damaged : self->backup->db;
}

static gboolean
has_column (sqlite3 *db, const char *table, const char *column)
{
  g_autoptr (Raw) row = prepare (db, "SELECT 1 FROM pragma_table_info (?1) WHERE name = ?2");

  if (!row)
    return FALSE;
  sqlite3_bind_text (row, 1, table, -1, SQLITE_STATIC);
  sqlite3_bind_text (row, 2, column, -1, SQLITE_STATIC);
  return sqlite3_step (row) == SQLITE_ROW;
}

static void
add_column (Table *self, GString *columns, GString *values, const char *name)
{
  g_string_append_printf (columns, "%s\"%s\"", columns->len ? ", " : "", name);
  g_string_append (values, values->len ? ", ?" : "?");
  self->n_columns++;
}

static gboolean
read_columns (Table *self, GError **error)
{
  static const char sql[] = "SELECT name, type, pk FROM pragma_table_info (?1) ORDER BY cid";
  TriLibrary *draft = self->salvage->draft;
  g_autoptr (GString) columns = g_string_new (NULL);
  g_autoptr (GString) values = g_string_new (NULL);
  g_autofree char *insert = NULL;
  g_autoptr (TriStatement) row = tri_library_prepare (draft, sql, error);

  if (!row)
    return FALSE;
  tri_statement_bind_text (row, 1, self->name);
  while (tri_library_next (draft, row, NULL))
    {
      const char *name = tri_statement_get_text (row, 0);

      if (has_column (get_source (self->salvage), self->name, name))
        add_column (self, columns, values, name);
      if (sqlite3_column_int (row, 2) != 1 || self->key)
        continue;
      self->key = g_strdup_printf ("\"%s\"", name);
      self->is_text = !g_str_equal (tri_statement_get_text (row, 1), "INTEGER");
    }
  if (!self->key)
    self->key = g_strdup ("rowid");
  self->columns = g_strdup (columns->str);
  insert = g_strdup_printf ("INSERT OR IGNORE INTO \"%s\" (%s) VALUES (%s)",
                            self->name,
                            columns->str,
                            values->str);
  self->insert = prepare (draft->db, insert);
  return self->insert || tri_library_fail (draft, error);
}

static gboolean
copy_table (TriSalvage *self, const char *name, gboolean has_rowid, GError **error)
{
  g_auto (Table) table = { self };
  g_autoptr (GArray) gaps = g_array_new (FALSE, TRUE, sizeof (Gap));

  g_autofree char *clear = g_strdup_printf ("DELETE FROM \"%s\"", name);

  g_array_set_clear_func (gaps, clear_gap);
  table.name = g_strdup (name);
  table.counts = tri_salvage_get_table (self, name);
  table.is_one = has_rowid;
  if (!tri_library_exec (self->draft, clear, error) || !read_columns (&table, error))
    return FALSE;
  if (!self->damaged)
    add_gap (gaps, NULL, NULL);
  else if (table.is_text)
    walk_words (&table, gaps);
  else if (!walk_numbers (&table, gaps, error))
    return FALSE;
  take_gaps (&table, gaps);
  return TRUE;
}

/* What follows from the rest is computed again. */
gboolean
tri_salvage_copy_tables (TriSalvage *self, GError **error)
{
  static const char sql[] = "SELECT name, wr FROM pragma_table_list"
                            " WHERE schema = 'main' AND type = 'table'"
                            " AND name NOT LIKE 'sqlite_%' AND name NOT IN ('row_groups',"
                            " 'row_blocks', 'block_starts', 'mention_counts', 'mark_labels',"
                            " 'stale_marks', 'word_forms', 'counted_texts')"
                            " ORDER BY name = 'passages', name";
  g_autoptr (TriStatement) row = tri_library_prepare (self->draft, sql, error);
  guint n = 0;

  if (!row)
    return FALSE;
  while (tri_library_next (self->draft, row, NULL))
    {
      if (!copy_table (self,
                       tri_statement_get_text (row, 0),
                       !sqlite3_column_int (row, 1),
                       error))
        return FALSE;
      if (self->options->progress)
        self->options->progress (MIN (0.1 + 0.02 * ++n, 0.7), self->options->user_data);
    }
  return !g_cancellable_set_error_if_cancelled (self->cancellable, error);
}
