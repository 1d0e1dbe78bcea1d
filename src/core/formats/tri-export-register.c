/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "formats/tri-export-register.h"

#include "formats/tri-csv.h"
#include "formats/tri-export-out.h"
#include "formats/tri-register-columns.h"
#include "formats/tri-tei-keys.h"
#include "formats/tri-tei-lists.h"
#include "formats/tri-tei-markup.h"
#include "library/tri-library-entities.h"
#include "library/tri-library-registers.h"

#include <string.h>

#define WINDOW 500

typedef struct
{
  TriLibrary *library;
  gint64 reg;
  TriExportOut out;
  GHashTable *ids;    /* those that were written */
  TriEntityType list; /* that is open */
  gboolean is_open;
  GArray *columns;
  char separator;
} Writer;

static void
clear_writer (Writer *self)
{
  tri_export_out_clear (&self->out);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Writer, clear_writer)

typedef void (*AppendEntity) (Writer *self, TriEntity *entity);

/* All entities of the register, a window at a time. */
static gboolean
put_entities (Writer *self, AppendEntity append, GError **error)
{
  gint64 after = 0;

  while (TRUE)
    {
      g_autoptr (GArray) ids = NULL;

      ids = tri_library_list_register_entities (self->library, self->reg, after, WINDOW, error);
      if (!ids || ids->len == 0)
        return ids && tri_export_out_finish (&self->out, error);
      for (guint i = 0; i < ids->len; i++)
        {
          g_autoptr (TriEntity) entity = NULL;

          after = g_array_index (ids, gint64, i);
          entity = tri_library_get_entity (self->library, after, error);
          if (!entity)
            return FALSE;
          append (self, entity);
        }
      if (!tri_export_out_flush (&self->out, error))
        return FALSE;
    }
}

/* The key, or what says it. */
static char *
choose_id (Writer *self, TriEntity *entity)
{
  const char *key = entity->key;
  g_autofree char *made = key && !tri_tei_key_is_id (key) ? tri_tei_key_to_id (key) : NULL;
  GString *id = g_string_new (made ? made : key);

  if (!made && !tri_tei_key_is_id (key))
    g_string_printf (id, "entity-%" G_GINT64_FORMAT, entity->id);
  while (g_hash_table_contains (self->ids, id->str))
    g_string_append_printf (id, "-%" G_GINT64_FORMAT, entity->id);
  g_hash_table_add (self->ids, g_strdup (id->str));
  return g_string_free (id, FALSE);
}

static void
close_list (Writer *self)
{
  if (self->is_open)
    g_string_append_printf (self->out.buffer, "</%s>\n", tri_tei_get_list_element (self->list));
  self->is_open = FALSE;
}

static void
append_to_list (Writer *self, TriEntity *entity)
{
  g_autofree char *id = choose_id (self, entity);

  if (self->is_open && self->list != entity->type)
    close_list (self);
  if (!self->is_open)
    g_string_append_printf (self->out.buffer, "<%s>\n", tri_tei_get_list_element (entity->type));
  self->is_open = TRUE;
  self->list = entity->type;
  tri_tei_append_entity (self->out.buffer, entity, id);
}

static void
append_header (Writer *self, const char *title)
{
  g_string_append (self->out.buffer,
                   "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
                   "<TEI xmlns=\"http://www.tei-c.org/ns/1.0\">\n"
                   "<teiHeader>\n<fileDesc>\n<titleStmt>\n<title>");
  tri_tei_append_escaped (self->out.buffer, title, -1);
  g_string_append (self->out.buffer,
                   "</title>\n</titleStmt>\n"
                   "<publicationStmt>\n<p>Exported by Triptych.</p>\n</publicationStmt>\n"
                   "<sourceDesc>\n<p>A register of names.</p>\n</sourceDesc>\n"
                   "</fileDesc>\n</teiHeader>\n<standOff>\n");
}

/**
 * tri_export_register_tei:
 * @reg: the row of a register
 * @stream: where to write; it is not closed
 *
 * Writes a register as TEI P5: its entities in listPerson, listPlace, listOrg, listBibl and
 * listEvent, in the order of the register. A key that can be no xml:id is said by one
 * (tri_tei_key_to_id()), so that an import of the file has it again.
 */
gboolean
tri_export_register_tei (TriLibrary *library,
                         gint64 reg,
                         GOutputStream *stream,
                         GCancellable *cancellable,
                         GError **error)
{
  g_autofree char *title = tri_library_dup_register_title (library, reg, error);
  g_autoptr (GHashTable) ids = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_auto (Writer) self = { library, reg, .ids = ids };

  tri_export_out_init (&self.out, stream, cancellable);
  if (!title)
    return FALSE;
  append_header (&self, title);
  if (!put_entities (&self, append_to_list, error))
    return FALSE;
  close_list (&self);
  g_string_append (self.out.buffer, "</standOff>\n</TEI>\n");
  return tri_export_out_finish (&self.out, error);
}

/* Values in one cell are parted by |. */
static void
append_value (GString *cell, const char *value)
{
  if (cell->len > 0)
    g_string_append_c (cell, '|');
  for (const char *p = value; *p; p++)
    {
      if (*p == '|' || *p == '\\')
        g_string_append_c (cell, '\\');
      g_string_append_c (cell, *p);
    }
}

static void
append_names (GString *cell, TriEntity *entity, const TriColumn *column)
{
  for (guint i = 0; i < entity->names->len; i++)
    {
      const TriName *name = &g_array_index (entity->names, TriName, i);

      if (name->kind == column->kind && g_str_equal (name->lang, column->lang))
        append_value (cell, name->name);
    }
}

static void
append_identifiers (GString *cell, TriEntity *entity, const TriColumn *column)
{
  for (guint i = 0; i < entity->identifiers->len; i++)
    {
      const TriIdentifier *identifier = &g_array_index (entity->identifiers, TriIdentifier, i);

      if (g_str_equal (identifier->scheme, column->scheme))
        append_value (cell, identifier->value);
    }
}

static void
append_description (GString *cell, TriEntity *entity, const TriColumn *column)
{
  for (guint i = 0; i < entity->descriptions->len; i++)
    {
      const TriDescription *description = &g_array_index (entity->descriptions, TriDescription, i);

      if (g_str_equal (description->lang, column->lang))
        g_string_append (cell, description->text);
    }
}

static void
append_cell (GString *cell, TriEntity *entity, const TriColumn *column)
{
  switch (column->role)
    {
    case TRI_COLUMN_KEY:
      g_string_append (cell, entity->key ? entity->key : "");
      break;
    case TRI_COLUMN_TYPE:
      g_string_append (cell, tri_entity_type_to_nick (entity->type));
      break;
    case TRI_COLUMN_NAME:
      append_names (cell, entity, column);
      break;
    case TRI_COLUMN_DATES:
      g_string_append (cell, entity->dates ? entity->dates : "");
      break;
    case TRI_COLUMN_DESCRIPTION:
      append_description (cell, entity, column);
      break;
    case TRI_COLUMN_IDENTIFIER:
      append_identifiers (cell, entity, column);
      break;
    case TRI_COLUMN_FORENAME:
    case TRI_COLUMN_SURNAME:
    case TRI_COLUMN_BIRTH:
    case TRI_COLUMN_DEATH:
    case TRI_COLUMN_LANG:
    case TRI_COLUMN_IGNORED:
    default:
      break;
    }
}

static void
append_row (Writer *self, TriEntity *entity)
{
  g_autoptr (GString) cell = g_string_new (NULL);

  for (guint i = 0; i < self->columns->len; i++)
    {
      g_string_truncate (cell, 0);
      append_cell (cell, entity, &g_array_index (self->columns, TriColumn, i));
      if (i > 0)
        g_string_append_c (self->out.buffer, self->separator);
      tri_csv_append_field (self->out.buffer, cell->str, self->separator);
    }
  g_string_append (self->out.buffer, "\r\n");
}

static void
append_first_row (Writer *self)
{
  for (guint i = 0; i < self->columns->len; i++)
    {
      g_autofree char *word = NULL;

      word = tri_column_dup_word (&g_array_index (self->columns, TriColumn, i));
      if (i > 0)
        g_string_append_c (self->out.buffer, self->separator);
      tri_csv_append_field (self->out.buffer, word, self->separator);
    }
  g_string_append (self->out.buffer, "\r\n");
}

/**
 * tri_export_register_table:
 *
 * Writes a register as a table (RFC 4180), a line an entity. There is a column for each kind of
 * name in each language, each language of descriptions and each scheme of identifiers that the
 * register has; several names or identifiers in one cell are parted by "|".
 */
gboolean
tri_export_register_table (TriLibrary *library,
                           gint64 reg,
                           char separator,
                           GOutputStream *stream,
                           GCancellable *cancellable,
                           GError **error)
{
  g_autoptr (GArray) columns = tri_library_list_register_columns (library, reg, error);
  g_auto (Writer) self = { library, reg, .columns = columns };

  tri_export_out_init (&self.out, stream, cancellable);
  if (!columns)
    return FALSE;
  self.separator = separator;
  append_first_row (&self);
  return put_entities (&self, append_row, error);
}
