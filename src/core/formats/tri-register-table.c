/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "formats/tri-register-table.h"

#include "formats/tri-csv.h"
#include "formats/tri-plain-load.h"
#include "formats/tri-register-dates.h"
#include "formats/tri-tei-dates.h"
#include "tri-error.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* A table while it is read. */
typedef struct
{
  TriTable *table;
  const TriTableOptions *options;
  TriCsv *csv;
  GHashTable *keys; /* → the line that has it */
  /* "lang name" of those that the row has: a cell may hold a great many */
  GHashTable *names;
  const GPtrArray *fields;
  guint line;
} Reader;

/* What a row says in columns that come together in the end. */
typedef struct
{
  const char *lang;
  char *forename;
  char *surname;
  char *birth;
  char *death;
} Parts;

static void
clear_parts (Parts *self)
{
  g_clear_pointer (&self->forename, g_free);
  g_clear_pointer (&self->surname, g_free);
  g_clear_pointer (&self->birth, g_free);
  g_clear_pointer (&self->death, g_free);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Parts, clear_parts)

static void
clear_problem (gpointer data)
{
  g_clear_pointer (&((TriTableProblem *) data)->message, g_free);
}

TriTable *
tri_table_new (void)
{
  TriTable *self = g_new0 (TriTable, 1);

  self->header = g_ptr_array_new_with_free_func (g_free);
  self->rows = g_ptr_array_new_with_free_func ((GDestroyNotify) g_strfreev);
  self->problems = g_array_new (FALSE, FALSE, sizeof (TriTableProblem));
  g_array_set_clear_func (self->problems, clear_problem);
  return self;
}

void
tri_table_free (TriTable *self)
{
  g_ptr_array_unref (self->header);
  g_clear_pointer (&self->columns, g_array_unref);
  g_ptr_array_unref (self->rows);
  g_array_unref (self->problems);
  g_free (self);
}

gboolean
tri_table_is_name (const char *path)
{
  static const char *const ends[] = { ".csv", ".tsv", ".tab" };
  g_autofree char *lower = g_ascii_strdown (path, -1);

  for (guint i = 0; i < G_N_ELEMENTS (ends); i++)
    if (g_str_has_suffix (lower, ends[i]))
      return TRUE;
  return FALSE;
}

static void
add_problem (Reader *self, guint column, char *message)
{
  const TriTableProblem problem = { self->line, column, message };

  if (self->table->n_problems++ < TRI_TABLE_MAX_PROBLEMS)
    g_array_append_val (self->table->problems, problem);
  else
    g_free (message);
}

/* Spaces and line ends between words are one space. */
static char *
collapse (const char *text)
{
  GString *out = g_string_new (NULL);

  for (const char *p = text; *p; p++)
    if (!g_ascii_isspace (*p))
      g_string_append_c (out, *p);
    else if (out->len > 0 && out->str[out->len - 1] != ' ')
      g_string_append_c (out, ' ');
  if (out->len > 0 && out->str[out->len - 1] == ' ')
    g_string_truncate (out, out->len - 1);
  return g_string_free (out, FALSE);
}

/* The next of several values that | parts; \| and \\ stand for themselves. NULL at the end. */
static char *
next_value (const char **at)
{
  g_autoptr (GString) value = NULL;

  if (!**at)
    return NULL;
  value = g_string_new (NULL);
  for (; **at && **at != '|'; (*at)++)
    {
      if (**at == '\\' && ((*at)[1] == '|' || (*at)[1] == '\\'))
        (*at)++;
      g_string_append_c (value, **at);
    }
  *at += **at == '|' ? 1 : 0;
  return collapse (value->str);
}

static const char *
choose_lang (const Reader *self, const TriColumn *column, const Parts *parts)
{
  if (column->lang && *column->lang)
    return column->lang;
  if (parts->lang)
    return parts->lang;
  return self->options->lang ? self->options->lang : "";
}

static void
add_name (Reader *self, TriEntity *entity, const char *lang, const char *name, TriNameKind kind)
{
  if (g_hash_table_add (self->names, g_strjoin (" ", lang, name, NULL)))
    tri_entity_add_name (entity, lang, name, kind);
}

static void
add_names (Reader *self,
           TriEntity *entity,
           const TriColumn *column,
           const char *lang,
           const char *cell)
{
  const char *at = cell;
  char *next = NULL;

  while ((next = next_value (&at)))
    {
      g_autofree char *name = next;

      if (*name)
        add_name (self, entity, lang, name, column->kind);
    }
}

static void
add_identifiers (TriEntity *entity, const TriColumn *column, const char *cell)
{
  const char *at = cell;
  char *next = NULL;

  while ((next = next_value (&at)))
    {
      g_autofree char *value = next;

      if (*value)
        tri_entity_add_identifier (entity, column->scheme, value);
    }
}

static void
add_description (TriEntity *entity, const char *lang, const char *cell)
{
  g_autofree char *text = collapse (cell);

  for (guint i = 0; i < entity->descriptions->len; i++)
    {
      TriDescription *other = &g_array_index (entity->descriptions, TriDescription, i);

      if (g_str_equal (other->lang, lang))
        {
          g_autofree char *before = other->text;

          other->text = g_strconcat (before, " ", text, NULL);
          return;
        }
    }
  tri_entity_add_description (entity, lang, text);
}

static void
set_date (Reader *self, char **out, guint column, const char *cell)
{
  char *edtf = tri_register_date_to_edtf (cell, self->options->lang);

  if (!edtf)
    add_problem (self, column, g_strdup_printf (_ ("“%s” is no date; it is left out"), cell));
  else if (*out)
    g_free (edtf);
  else
    *out = edtf;
}

static void
set_key (Reader *self, TriEntity *entity, guint column, const char *cell)
{
  guint line = GPOINTER_TO_UINT (g_hash_table_lookup (self->keys, cell));

  if (line)
    add_problem (self,
                 column,
                 g_strdup_printf (_ ("the id “%s” stands in line %u already; this one gets none"),
                                  cell,
                                  line));
  else if (!entity->key)
    {
      entity->key = g_strdup (cell);
      g_hash_table_insert (self->keys, g_strdup (cell), GUINT_TO_POINTER (self->line));
    }
}

static void
set_type (Reader *self, TriEntity *entity, gboolean *known, guint column, const char *cell)
{
  if (tri_entity_type_from_word (cell, &entity->type))
    *known = TRUE;
  else
    add_problem (self,
                 column,
                 g_strdup_printf (_ ("“%s” is no type; write person, place, organisation, work or "
                                     "event"),
                                  cell));
}

static void
set_part (char **part, const char *cell)
{
  g_free (*part);
  *part = collapse (cell);
}

static void
read_cell (Reader *self, TriEntity *entity, Parts *parts, guint i, const char *cell)
{
  const TriColumn *column = &g_array_index (self->table->columns, TriColumn, i);

  switch (column->role)
    {
    case TRI_COLUMN_KEY:
      set_key (self, entity, i + 1, cell);
      break;
    case TRI_COLUMN_NAME:
      add_names (self, entity, column, choose_lang (self, column, parts), cell);
      break;
    case TRI_COLUMN_FORENAME:
      set_part (&parts->forename, cell);
      break;
    case TRI_COLUMN_SURNAME:
      set_part (&parts->surname, cell);
      break;
    case TRI_COLUMN_DESCRIPTION:
      add_description (entity, choose_lang (self, column, parts), cell);
      break;
    case TRI_COLUMN_DATES:
      set_date (self, &entity->dates, i + 1, cell);
      break;
    case TRI_COLUMN_BIRTH:
      set_date (self, &parts->birth, i + 1, cell);
      break;
    case TRI_COLUMN_DEATH:
      set_date (self, &parts->death, i + 1, cell);
      break;
    case TRI_COLUMN_IDENTIFIER:
      add_identifiers (entity, column, cell);
      break;
    case TRI_COLUMN_TYPE:
    case TRI_COLUMN_LANG:
    case TRI_COLUMN_IGNORED:
    default:
      break;
    }
}

/* The stripped cell of a column, NULL when it is empty or the row is shorter. */
static char *
get_cell (Reader *self, guint i)
{
  char *cell = i < self->fields->len ? g_strstrip (g_ptr_array_index (self->fields, i)) : NULL;

  return cell && *cell ? cell : NULL;
}

/* What other cells are read by. */
static gboolean
read_frame (Reader *self, TriEntity *entity, Parts *parts)
{
  gboolean known = self->options->type >= 0;

  if (known)
    entity->type = (TriEntityType) self->options->type;
  for (guint i = 0; i < self->table->columns->len; i++)
    {
      TriColumnRole role = g_array_index (self->table->columns, TriColumn, i).role;
      const char *cell = get_cell (self, i);

      if (cell && role == TRI_COLUMN_LANG)
        parts->lang = cell;
      else if (cell && role == TRI_COLUMN_TYPE)
        {
          known = FALSE;
          set_type (self, entity, &known, i + 1, cell);
        }
    }
  return known;
}

static void
join_parts (Reader *self, TriEntity *entity, Parts *parts)
{
  const char *lang = parts->lang ? parts->lang : self->options->lang;
  const char *forename = parts->forename ? parts->forename : "";
  const char *surname = parts->surname ? parts->surname : "";
  g_autofree char *name = g_strstrip (g_strconcat (forename, " ", surname, NULL));

  if (*name && (entity->names->len == 0 || (parts->forename && parts->surname)))
    add_name (self, entity, lang ? lang : "", name, TRI_NAME_OFFICIAL);
  if (!entity->dates)
    entity->dates = tri_tei_life_to_edtf (parts->birth, parts->death);
}

static gboolean
read_row (Reader *self, TriDraft *draft, GError **error)
{
  g_autoptr (TriEntity) entity = tri_entity_new ();
  g_auto (Parts) parts = { 0 };
  gboolean typed = read_frame (self, entity, &parts);

  g_hash_table_remove_all (self->names);
  for (guint i = 0; i < self->table->columns->len; i++)
    {
      const char *cell = get_cell (self, i);

      if (cell)
        read_cell (self, entity, &parts, i, cell);
    }
  if (self->fields->len > self->table->columns->len)
    add_problem (self,
                 0,
                 g_strdup_printf (_ ("the line has %u columns, the first line has %u"),
                                  self->fields->len,
                                  self->table->columns->len));
  join_parts (self, entity, &parts);
  if (entity->names->len == 0)
    add_problem (self, 0, g_strdup (_ ("nothing is named here; the line is left out")));
  else if (!typed && tri_columns_has (self->table->columns, TRI_COLUMN_TYPE))
    add_problem (self, 0, g_strdup (_ ("no type is known; the line is left out")));
  if (entity->names->len == 0 || !typed)
    return TRUE;
  self->table->n_entities++;
  return !draft || tri_draft_add_entity (draft, entity, error);
}

/* Before the row is read, which takes the cells apart. */
static void
keep_row (Reader *self)
{
  GPtrArray *rows = self->table->rows;
  g_autoptr (GPtrArray) copy = NULL;

  if (self->table->n_rows++ >= TRI_TABLE_SHOWN_ROWS)
    return;
  copy = g_ptr_array_new ();
  for (guint i = 0; i < self->fields->len; i++)
    g_ptr_array_add (copy, g_strdup (g_ptr_array_index (self->fields, i)));
  g_ptr_array_add (copy, NULL);
  g_ptr_array_add (rows, g_ptr_array_free (g_steal_pointer (&copy), FALSE));
}

static void
check_columns (Reader *self)
{
  const GArray *columns = self->table->columns;

  if (self->options->type < 0 && !tri_columns_has (columns, TRI_COLUMN_TYPE))
    add_problem (self,
                 0,
                 g_strdup (_ ("no column says what the entities are; choose a type for all")));
  if (!tri_columns_has (columns, TRI_COLUMN_NAME)
      && !tri_columns_has (columns, TRI_COLUMN_SURNAME)
      && !tri_columns_has (columns, TRI_COLUMN_FORENAME))
    add_problem (self, 0, g_strdup (_ ("no column holds names; say which one does")));
}

static gboolean
read_header (Reader *self, const TriSource *source, GError **error)
{
  TriTable *table = self->table;
  GError *local = NULL;

  self->fields = tri_csv_next (self->csv, &local);
  if (local)
    {
      g_propagate_error (error, local);
      return FALSE;
    }
  if (!self->fields)
    {
      g_set_error (error,
                   TRI_ERROR,
                   TRI_ERROR_SYNTAX,
                   _ ("%s: the table is empty. Its first line has to name the columns."),
                   source->name);
      return FALSE;
    }
  self->line = tri_csv_get_line (self->csv);
  for (guint i = 0; i < self->fields->len; i++)
    g_ptr_array_add (table->header, g_strdup (g_ptr_array_index (self->fields, i)));
  table->columns = tri_columns_recognise (table->header);
  if (self->options->columns
      && !tri_columns_map (table->columns, table->header, self->options->columns, error))
    return FALSE;
  check_columns (self);
  return TRUE;
}

static gboolean
read_rows (Reader *self, TriDraft *draft, GCancellable *cancellable, GError **error)
{
  g_autoptr (GError) failed = NULL;

  while ((self->fields = tri_csv_next (self->csv, &failed)))
    {
      self->line = tri_csv_get_line (self->csv);
      keep_row (self);
      if (g_cancellable_set_error_if_cancelled (cancellable, error)
          || !read_row (self, draft, error))
        return FALSE;
    }
  if (!failed)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&failed));
  return FALSE;
}

/**
 * tri_table_read:
 * @self: new; filled
 * @draft: (nullable): gets the entities, row by row
 *
 * Reads a register in a table whose first line names the columns: RFC 4180, or with semicolons or
 * tabs, in any encoding that plain text may have. What is wrong in a line is told in
 * @self->problems, and the rest is read.
 *
 * The file is in memory, within the limits of tri_plain_load(); besides it one row is, and the ids.
 *
 * Returns: %FALSE when the file is no table; the message names the line
 */
gboolean
tri_table_read (TriTable *self,
                const TriSource *source,
                const TriTableOptions *options,
                TriDraft *draft,
                GCancellable *cancellable,
                GError **error)
{
  gsize length = 0;
  char *text = tri_plain_load (source, &length, error);
  g_autofree char *lower = g_ascii_strdown (source->path, -1);
  gboolean has_tabs = g_str_has_suffix (lower, ".tsv") || g_str_has_suffix (lower, ".tab");
  g_autoptr (TriCsv) csv = NULL;
  g_autoptr (GHashTable) keys = NULL;
  g_autoptr (GHashTable) names = NULL;
  Reader reader = { self, options };

  if (!text)
    return FALSE;
  csv = tri_csv_new (source->name, text, length, has_tabs ? '\t' : 0);
  keys = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  reader.csv = csv;
  names = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  reader.keys = keys;
  reader.names = names;
  self->separator = tri_csv_get_separator (csv);
  return read_header (&reader, source, error) && read_rows (&reader, draft, cancellable, error);
}
