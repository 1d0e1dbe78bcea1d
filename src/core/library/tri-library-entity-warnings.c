/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "library/tri-library-warnings.h"

#include "library/tri-library-private.h"
#include "library/tri-warning-marks.h"
#include "library/tri-library-works.h"
#include "model/tri-row.h"
#include "model/tri-work.h"
#include "tri-fold.h"

/* How many rows are read at a time. */
#define PAGE 200

typedef struct
{
  TriLibrary *library;
  GCancellable *cancellable;
  gint64 work;
  guint limit; /* of each kind */
  GArray *found[TRI_N_ENTITY_WARNING_KINDS];
} Look;

static void
clear_warning (gpointer data)
{
  g_free (((TriEntityWarning *) data)->form);
}

static void
clear_look (Look *self)
{
  for (guint kind = 0; kind < G_N_ELEMENTS (self->found); kind++)
    g_clear_pointer (&self->found[kind], g_array_unref);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Look, clear_look)

static gboolean
is_full (const Look *self, TriEntityWarningKind kind)
{
  return self->found[kind]->len >= self->limit;
}

/* Takes @warning. */
static void
add (Look *self, TriEntityWarning *warning)
{
  if (is_full (self, warning->kind))
    clear_warning (warning);
  else
    g_array_append_vals (self->found[warning->kind], warning, 1);
}

/* --- One form, two entities */

/* Whom a form named first, and where. */
typedef struct
{
  gint64 entity;
  TriWarningPlace place;
  GHashTable *others; /* that it named, too */
} Form;

static void
form_free (gpointer data)
{
  Form *self = data;

  g_clear_pointer (&self->others, g_hash_table_unref);
  g_free (self);
}

/* The file may say of one range that it names two: that is meant. */
static gboolean
is_new_other (Form *form, gint64 entity, const TriWarningPlace *place)
{
  if (form->entity == entity
      || (form->place.passage == place->passage && form->place.start == place->start))
    return FALSE;
  if (!form->others)
    form->others = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  return g_hash_table_add (form->others, g_memdup2 (&entity, sizeof entity));
}

static void
take_mention (Look *look, GHashTable *forms, TriStatement *statement)
{
  gint64 entity = sqlite3_column_int64 (statement, 0);
  g_autofree char *surface = tri_statement_dup_text (statement, 1);
  g_autofree char *folded = tri_fold (surface);
  TriWarningPlace place = { .text = sqlite3_column_int64 (statement, 2) };
  Form *form = g_hash_table_lookup (forms, folded);

  place.passage = sqlite3_column_int64 (statement, 3);
  place.start = (guint) sqlite3_column_int (statement, 4);
  place.end = (guint) sqlite3_column_int (statement, 5);
  if (!form)
    {
      form = g_new0 (Form, 1);
      form->entity = entity;
      form->place = place;
      g_hash_table_insert (forms, g_steal_pointer (&folded), form);
    }
  else if (is_new_other (form, entity, &place))
    {
      TriEntityWarning warning = { TRI_ENTITY_WARNING_FORM, NULL, form->entity, entity };

      warning.form = g_strdelimit (g_steal_pointer (&surface), "\n\t", ' ');
      warning.text = place.text;
      warning.place = place;
      warning.compared = form->place;
      add (look, &warning);
    }
}

static gboolean
look_at_forms (Look *look, GError **error)
{
  static const char sql[] = "SELECT m.entity, substr (p.content, m.start + 1, m.stop - m.start),"
                            " p.text, p.id, m.start, m.stop FROM texts t"
                            " CROSS JOIN passages p ON p.text = t.id"
                            " CROSS JOIN mentions m ON m.passage = p.id"
                            " WHERE t.work = ? AND m.entity IS NOT NULL"
                            " ORDER BY t.ord, p.ord, m.start";
  g_autoptr (TriStatement) statement = tri_library_prepare (look->library, sql, error);
  g_autoptr (GHashTable) forms = g_hash_table_new_full (g_str_hash,
                                                        g_str_equal,
                                                        g_free,
                                                        form_free);
  g_autoptr (GError) failed = NULL;

  if (!statement)
    return FALSE;
  sqlite3_bind_int64 (statement, 1, look->work);
  while (!is_full (look, TRI_ENTITY_WARNING_FORM)
         && !g_cancellable_set_error_if_cancelled (look->cancellable, &failed)
         && tri_library_next (look->library, statement, &failed))
    take_mention (look, forms, statement);
  if (!failed)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&failed));
  return FALSE;
}

/* --- Named in two texts, missing in the third */

/* Where a row names an entity. */
typedef struct
{
  guint64 columns; /* a bit for each */
  const TriPassage *passage;
  TriMention mention;
} Named;

#define MAX_COLUMNS 64

static GHashTable *
collect_named (const TriRow *row)
{
  GHashTable *named = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, g_free);

  for (guint column = 0; column < row->cells->len && column < MAX_COLUMNS; column++)
    {
      GPtrArray *cell = tri_row_get_cell (row, column);

      for (guint i = 0; i < cell->len; i++)
        {
          const TriPassage *passage = g_ptr_array_index (cell, i);

          for (guint m = 0; m < passage->mentions->len; m++)
            {
              const TriMention *mention = &g_array_index (passage->mentions, TriMention, m);
              Named *known = g_hash_table_lookup (named, &mention->entity);

              if (mention->entity == 0)
                continue;
              if (!known)
                {
                  known = g_new0 (Named, 1);
                  known->passage = passage;
                  known->mention = *mention;
                  g_hash_table_insert (named, g_memdup2 (&mention->entity, sizeof (gint64)), known);
                }
              known->columns |= G_GUINT64_CONSTANT (1) << column;
            }
        }
    }
  return named;
}

static guint
count_bits (guint64 bits)
{
  guint n = 0;

  for (; bits; bits &= bits - 1)
    n++;
  return n;
}

static void
warn_missing (Look *look, const TriRow *row, guint column, gint64 text, const Named *named)
{
  GPtrArray *cell = tri_row_get_cell (row, column);
  const TriPassage *passage = cell->len > 0 ? g_ptr_array_index (cell, 0) : NULL;
  TriEntityWarning warning = { .entity = named->mention.entity, .text = text };
  char *surface = g_utf8_substring (named->passage->content,
                                    named->mention.start,
                                    named->mention.end);

  warning.form = g_strdelimit (surface, "\n\t", ' ');
  warning.compared.text = named->passage->text;
  warning.compared.passage = named->passage->id;
  warning.compared.start = named->mention.start;
  warning.compared.end = named->mention.end;
  warning.kind = passage ? TRI_ENTITY_WARNING_MISSING : TRI_ENTITY_WARNING_OMITTED;
  warning.place = warning.compared;
  if (passage)
    warning.place = (TriWarningPlace){ text, passage->id, 0, 0 };
  add (look, &warning);
}

static int
compare_named (gconstpointer a, gconstpointer b)
{
  const Named *one = *(const Named *const *) a;
  const Named *other = *(const Named *const *) b;

  if (one->mention.start != other->mention.start)
    return one->mention.start < other->mention.start ? -1 : 1;
  return one->mention.entity < other->mention.entity ? -1 : 1;
}

static void
look_at_row (Look *look, const TriRow *row, GArray *texts)
{
  g_autoptr (GHashTable) named = collect_named (row);
  g_autoptr (GPtrArray) sorted = g_ptr_array_new ();
  GHashTableIter iter;
  gpointer each;

  g_hash_table_iter_init (&iter, named);
  while (g_hash_table_iter_next (&iter, NULL, &each))
    if (count_bits (((Named *) each)->columns) >= 2)
      g_ptr_array_add (sorted, each);
  g_ptr_array_sort (sorted, compare_named);
  for (guint i = 0; i < sorted->len; i++)
    for (guint column = 0; column < texts->len; column++)
      {
        const Named *one = g_ptr_array_index (sorted, i);

        if (!(one->columns & (G_GUINT64_CONSTANT (1) << column)))
          warn_missing (look, row, column, g_array_index (texts, gint64, column), one);
      }
}

/* The texts of a strand, by column. */
static GArray *
list_texts (Look *look, guint strand, GError **error)
{
  static const char sql[] = "SELECT id FROM texts WHERE work = ? AND strand = ? ORDER BY col";
  g_autoptr (TriStatement) statement = tri_library_prepare (look->library, sql, error);
  g_autoptr (GArray) texts = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr (GError) failed = NULL;

  if (!statement)
    return NULL;
  sqlite3_bind_int64 (statement, 1, look->work);
  sqlite3_bind_int (statement, 2, (int) strand);
  while (tri_library_next (look->library, statement, &failed))
    {
      gint64 id = sqlite3_column_int64 (statement, 0);

      g_array_append_val (texts, id);
    }
  if (!failed)
    return g_steal_pointer (&texts);
  g_propagate_error (error, g_steal_pointer (&failed));
  return NULL;
}

static gboolean
is_full_of_rows (const Look *look)
{
  return is_full (look, TRI_ENTITY_WARNING_MISSING) && is_full (look, TRI_ENTITY_WARNING_OMITTED);
}

static gboolean
look_at_strand (Look *look, guint strand, GError **error)
{
  guint64 n_rows = tri_library_count_rows (look->library, look->work, strand);
  g_autoptr (GArray) texts = list_texts (look, strand, error);

  if (!texts)
    return FALSE;
  if (texts->len < 3 || texts->len > MAX_COLUMNS)
    return TRUE;
  for (guint64 from = 0; from < n_rows && !is_full_of_rows (look); from += PAGE)
    {
      g_autoptr (GPtrArray) rows = NULL;

      if (g_cancellable_set_error_if_cancelled (look->cancellable, error))
        return FALSE;
      rows = tri_library_read_rows (look->library, look->work, strand, from, PAGE, error);
      if (!rows)
        return FALSE;
      for (guint i = 0; i < rows->len; i++)
        look_at_row (look, g_ptr_array_index (rows, i), texts);
    }
  return TRUE;
}

static gboolean
look_at_rows (Look *look, GError **error)
{
  static const char kind[] = "SELECT kind FROM works WHERE id = ?";
  guint n = tri_library_count_strands (look->library, look->work);

  if (tri_library_ask (look->library, kind, look->work, 0) != TRI_WORK_TRANSLATIONS)
    return TRUE;
  for (guint strand = 0; strand < n; strand++)
    if (!look_at_strand (look, strand, error))
      return FALSE;
  return TRUE;
}

/* All kinds in one list. */
static GArray *
join_found (Look *look)
{
  GArray *warnings = g_steal_pointer (&look->found[0]);

  for (guint kind = 1; kind < G_N_ELEMENTS (look->found); kind++)
    {
      g_array_append_vals (warnings, look->found[kind]->data, look->found[kind]->len);
      g_array_set_clear_func (look->found[kind], NULL);
    }
  return warnings;
}

/**
 * tri_library_list_entity_warnings:
 *
 * Accounts that are no translations of each other may well leave out whom they like: of them there
 * are warnings of forms only.
 *
 * Returns: (transfer full) (element-type TriEntityWarning): of each kind in the order of the texts,
 *   or of rows
 */
GArray *
tri_library_list_entity_warnings (TriLibrary *self,
                                  gint64 work,
                                  guint limit,
                                  GCancellable *cancellable,
                                  GError **error)
{
  g_auto (Look) look = { self, cancellable, work, limit };
  g_autoptr (GArray) warnings = NULL;

  for (guint kind = 0; kind < G_N_ELEMENTS (look.found); kind++)
    {
      look.found[kind] = g_array_new (FALSE, TRUE, sizeof (TriEntityWarning));
      g_array_set_clear_func (look.found[kind], clear_warning);
    }
  if (!look_at_forms (&look, error) || !look_at_rows (&look, error))
    return NULL;
  warnings = join_found (&look);
  if (!tri_warning_marks_read (self, work, warnings, error))
    return NULL;
  return g_steal_pointer (&warnings);
}
