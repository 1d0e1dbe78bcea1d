/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "library/tri-import-draft.h"

#include "formats/tri-detect.h"
#include "formats/tri-format.h"
#include "library/tri-import-files.h"

#include <glib/gi18n.h>

/* So many bytes tell a language. */
#define DETECT_SIZE 4096
/* BCP 47: undetermined. */
#define UNKNOWN_LANG "und"

/* What a passage takes of a file beside its words, in bytes. */
#define MARKUP 40
/* The parts of an import in its progress: words are read ahead; all passages are stored. */
#define AHEAD 0.1
#define DONE 0.95

static void tri_import_draft_init_draft (TriDraftInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (TriImportDraft,
                               tri_import_draft,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (TRI_TYPE_DRAFT,
                                                      tri_import_draft_init_draft))

static void
clear_division (gpointer data)
{
  TriOpenDivision *division = data;

  g_clear_pointer (&division->key, g_free);
}

static TriOpenDivision *
get_innermost (TriImportDraft *self)
{
  return &g_array_index (self->divisions, TriOpenDivision, self->divisions->len - 1);
}

static void
tri_import_draft_finalize (GObject *object)
{
  TriImportDraft *self = TRI_IMPORT_DRAFT (object);

  if (self->library)
    tri_batch_clear (&self->batch);
  g_clear_object (&self->library);
  g_clear_object (&self->cancellable);
  g_free (self->title);
  g_free (self->kind);
  g_free (self->file_name);
  g_free (self->lang);
  if (self->beginning)
    g_string_free (self->beginning, TRUE);
  g_array_unref (self->divisions);
  g_clear_pointer (&self->words, tri_word_counter_free);
  g_array_unref (self->counted);
  tri_rows_free (self->rows);
  tri_import_files_free (self->files);
  g_array_unref (self->texts);
  g_array_unref (self->old_texts);
  g_array_unref (self->registers);
  g_hash_table_unref (self->targets);
  g_array_unref (self->sentences);
  g_array_unref (self->spans);
  g_byte_array_unref (self->packed_sentences);
  g_byte_array_unref (self->packed_spans);
  g_checksum_free (self->checksum);
  g_string_free (self->key, TRUE);

  G_OBJECT_CLASS (tri_import_draft_parent_class)->finalize (object);
}

static void
tri_import_draft_class_init (TriImportDraftClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = tri_import_draft_finalize;
}

static void
tri_import_draft_init (TriImportDraft *self)
{
  self->divisions = g_array_new (FALSE, FALSE, sizeof (TriOpenDivision));
  g_array_set_clear_func (self->divisions, clear_division);
  self->counted = g_array_new (FALSE, FALSE, sizeof (TriImportWords));
  g_array_set_clear_func (self->counted, tri_import_words_clear);
  self->rows = tri_rows_new ();
  self->files = tri_import_files_new ();
  self->texts = g_array_new (FALSE, FALSE, sizeof (gint64));
  self->old_texts = g_array_new (FALSE, FALSE, sizeof (gint64));
  self->registers = g_array_new (FALSE, FALSE, sizeof (gint64));
  self->targets = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  self->sentences = tri_range_array_new ();
  /* The values belong to the format reader. */
  self->spans = g_array_new (FALSE, FALSE, sizeof (TriSpan));
  self->packed_sentences = g_byte_array_new ();
  self->packed_spans = g_byte_array_new ();
  self->checksum = g_checksum_new (G_CHECKSUM_SHA256);
  self->key = g_string_new (NULL);
  self->file_name = g_strdup ("");
  self->n_files = 1;
}

static void
tri_import_draft_set_work (TriDraft *draft, const char *title, const char *kind)
{
  TriImportDraft *self = TRI_IMPORT_DRAFT (draft);

  if (title && *title && (!self->title || self->title_file == self->file))
    {
      g_free (self->title);
      self->title = g_strdup (title);
      self->title_file = self->file;
    }
  if (!self->kind && kind && *kind)
    self->kind = g_strdup (kind);
}

static gboolean
insert_text (TriImportDraft *self, const TriDraftText *text, GError **error)
{
  static const char sql[] = "INSERT INTO texts"
                            " (uuid, work, ord, key, lang, title, author, origin, rights, source,"
                            " modified) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, unixepoch ())";
  g_autofree char *uuid = g_uuid_string_random ();
  g_autofree char *fallback = tri_file_dup_title (self->file_name);
  const char *title = self->file_title ? self->file_title : text->title;
  g_autoptr (TriStatement) statement = tri_library_prepare (self->library, sql, error);

  if (!statement)
    return FALSE;
  tri_statement_bind_text (statement, 1, uuid);
  sqlite3_bind_int64 (statement, 2, self->work);
  sqlite3_bind_int64 (statement, 3, self->texts->len);
  tri_statement_bind_text (statement, 4, text->key);
  tri_statement_bind_text (statement, 5, self->lang);
  tri_statement_bind_text (statement, 6, title && *title ? title : fallback);
  tri_statement_bind_text (statement, 7, self->file_author ? self->file_author : text->author);
  tri_statement_bind_text (statement, 8, text->source);
  tri_statement_bind_text (statement, 9, text->rights);
  if (self->source)
    sqlite3_bind_int64 (statement, 10, self->source);
  if (!tri_library_run (self->library, statement, error))
    return FALSE;
  self->text = sqlite3_last_insert_rowid (self->library->db);
  return TRUE;
}

static const char *
choose_lang (TriImportDraft *self, const TriDraftText *text)
{
  gboolean is_named = text->lang && *text->lang;

  if (self->file_lang && *self->file_lang && !(self->lang_is_rest && is_named))
    return self->file_lang;
  return text->lang && *text->lang ? text->lang : UNKNOWN_LANG;
}

static gboolean
tri_import_draft_begin_text (TriDraft *draft, const TriDraftText *text, GError **error)
{
  TriImportDraft *self = TRI_IMPORT_DRAFT (draft);
  TriOpenDivision root = { 0 };

  g_return_val_if_fail (self->text == 0, FALSE);

  if (self->is_register)
    return TRUE;
  g_free (self->lang);
  self->lang = g_strdup (choose_lang (self, text));
  if (!insert_text (self, text, error))
    return FALSE;
  if (g_str_equal (self->lang, UNKNOWN_LANG))
    self->beginning = g_string_new (NULL);
  g_array_append_val (self->texts, self->text);
  tri_rows_add_text (self->rows, self->text);
  tri_import_begin_words (self);
  self->ord = 0;
  root.has_title = TRUE;
  g_array_set_size (self->divisions, 0);
  g_array_append_val (self->divisions, root);
  return TRUE;
}

static gboolean
change_lang (TriImportDraft *self, const char *lang, GError **error)
{
  static const char sql[] = "UPDATE texts SET lang = ? WHERE id = ?";
  g_autoptr (TriStatement) statement = tri_library_prepare (self->library, sql, error);

  if (!statement)
    return FALSE;
  g_free (self->lang);
  self->lang = g_strdup (lang);
  tri_statement_bind_text (statement, 1, self->lang);
  sqlite3_bind_int64 (statement, 2, self->text);
  return tri_library_run (self->library, statement, error);
}

static void
forget_beginning (TriImportDraft *self)
{
  if (self->beginning)
    g_string_free (g_steal_pointer (&self->beginning), TRUE);
}

/* What the file does not say, its words may. */
static gboolean
detect_lang (TriImportDraft *self, GError **error)
{
  const char *lang = tri_detect_language (self->beginning->str, self->beginning->len);
  gboolean done = !lang || !*lang || change_lang (self, lang, error);

  forget_beginning (self);
  return done;
}

static gboolean
name_text (TriImportDraft *self, const TriDraftText *text, GError **error)
{
  static const char sql[] = "UPDATE texts SET key = coalesce (?, key),"
                            " title = coalesce (?, title) WHERE id = ?";
  g_autoptr (TriStatement) statement = tri_library_prepare (self->library, sql, error);

  if (!statement)
    return FALSE;
  tri_statement_bind_text (statement, 1, text->key);
  tri_statement_bind_text (statement, 2, self->file_title ? NULL : text->title);
  sqlite3_bind_int64 (statement, 3, self->text);
  return tri_library_run (self->library, statement, error);
}

/* What the reader chose goes before what the file says. */
static gboolean
tri_import_draft_set_text (TriDraft *draft, const TriDraftText *text, GError **error)
{
  TriImportDraft *self = TRI_IMPORT_DRAFT (draft);

  if (self->is_register)
    return TRUE;
  g_return_val_if_fail (self->text != 0, FALSE);
  if ((text->key || text->title) && !name_text (self, text, error))
    return FALSE;
  if (!text->lang || !*text->lang
      || (self->file_lang && *self->file_lang && !self->lang_is_rest))
    return TRUE;
  forget_beginning (self);
  return change_lang (self, text->lang, error);
}

static gboolean
tri_import_draft_end_text (TriDraft *draft, GError **error)
{
  static const char sql[] = "UPDATE texts SET passages = ? WHERE id = ?";
  TriImportDraft *self = TRI_IMPORT_DRAFT (draft);
  g_autoptr (TriStatement) statement = NULL;

  if (self->is_register)
    return TRUE;
  g_return_val_if_fail (self->text != 0, FALSE);
  while (self->divisions->len > 1)
    if (!tri_draft_end_division (draft, error))
      return FALSE;
  if (self->beginning && !detect_lang (self, error))
    return FALSE;
  statement = tri_library_prepare (self->library, sql, error);
  if (!statement)
    return FALSE;
  sqlite3_bind_int64 (statement, 1, self->ord);
  sqlite3_bind_int64 (statement, 2, self->text);
  tri_import_end_words (self);
  self->text = 0;
  return tri_library_run (self->library, statement, error);
}

/* A division without an id of its own is named by its path, such as b.d3.d1. */
static char *
dup_path (TriImportDraft *self)
{
  GString *path = g_string_new ("b");

  for (guint i = 0; i < self->divisions->len; i++)
    g_string_append_printf (path,
                            ".d%u",
                            g_array_index (self->divisions, TriOpenDivision, i).n_parts);
  return g_string_free (path, FALSE);
}

static gboolean
tri_import_draft_begin_division (TriDraft *draft,
                                 const TriDraftDivision *division,
                                 GError **error)
{
  static const char sql[] = "INSERT INTO divisions"
                            " (text, parent, level, key, title, first, passages)"
                            " VALUES (?, ?, ?, ?, ?, ?, 0)";
  TriImportDraft *self = TRI_IMPORT_DRAFT (draft);
  TriOpenDivision added = { 0 };
  g_autofree char *key = NULL;
  g_autoptr (TriStatement) statement = NULL;

  if (self->is_register)
    return TRUE;
  g_return_val_if_fail (self->text != 0, FALSE);
  statement = tri_library_prepare (self->library, sql, error);
  if (!statement)
    return FALSE;
  get_innermost (self)->n_parts++;
  key = division->key ? g_strdup (division->key) : dup_path (self);
  sqlite3_bind_int64 (statement, 1, self->text);
  if (self->divisions->len > 1)
    sqlite3_bind_int64 (statement, 2, get_innermost (self)->id);
  sqlite3_bind_int64 (statement, 3, self->divisions->len);
  tri_statement_bind_text (statement, 4, key);
  tri_statement_bind_text (statement, 5, division->title ? division->title : "");
  sqlite3_bind_int64 (statement, 6, self->ord);
  if (!tri_library_run (self->library, statement, error))
    return FALSE;
  added.id = sqlite3_last_insert_rowid (self->library->db);
  added.first = self->ord;
  added.has_title = division->title != NULL;
  added.key = g_strdup (division->key);
  g_array_append_val (self->divisions, added);
  return TRUE;
}

static gboolean
tri_import_draft_end_division (TriDraft *draft, GError **error)
{
  static const char sql[] = "UPDATE divisions SET passages = ? WHERE id = ?";
  TriImportDraft *self = TRI_IMPORT_DRAFT (draft);
  g_autoptr (TriStatement) statement = NULL;

  if (self->is_register)
    return TRUE;
  g_return_val_if_fail (self->divisions->len > 1, FALSE);
  statement = tri_library_prepare (self->library, sql, error);
  if (!statement)
    return FALSE;
  sqlite3_bind_int64 (statement, 1, self->ord - get_innermost (self)->first);
  sqlite3_bind_int64 (statement, 2, get_innermost (self)->id);
  g_array_set_size (self->divisions, self->divisions->len - 1);
  return tri_library_run (self->library, statement, error)
         && tri_batch_breathe (&self->batch, error);
}

/* The format readers do not say where in the file they are; the words they found do, nearly. What
 * was read ahead is known to the byte when it is pushed. */
static double
get_done (const TriImportDraft *self)
{
  double words = (double) self->file_words;
  double size = (double) MAX (self->file_size, 1);

  if (self->file_ahead == 0)
    return MIN ((words + self->file_passages * MARKUP) / size, DONE);
  if (self->file_words == 0)
    return MIN ((double) self->file_ahead / size, 1) * AHEAD;
  return AHEAD + (DONE - AHEAD) * MIN (words / (double) self->file_ahead, 1);
}

static void
report_progress (TriImportDraft *self)
{
  if (self->progress && self->batch.n_calls % 256 == 0)
    self->progress (CLAMP (((double) self->file - 1 + get_done (self)) / self->n_files, 0, 1),
                    self->progress_data);
}

static gboolean
tri_import_draft_add_passage (TriDraft *draft, const TriDraftPassage *passage, GError **error)
{
  TriImportDraft *self = TRI_IMPORT_DRAFT (draft);

  if (self->is_register)
    return TRUE;
  g_return_val_if_fail (self->text != 0, FALSE);
  self->file_words += strlen (passage->content);
  self->file_passages++;
  report_progress (self);
  if (self->beginning)
    g_string_append_printf (self->beginning, "%s\n", passage->content);
  if (self->beginning && self->beginning->len >= DETECT_SIZE && !detect_lang (self, error))
    return FALSE;
  return tri_import_add_passage (self, passage, error)
         && tri_batch_breathe (&self->batch, error);
}

static gboolean
tri_import_draft_extend_anchor (TriDraft *draft, const char *id, GError **error)
{
  TriImportDraft *self = TRI_IMPORT_DRAFT (draft);

  if (self->is_register)
    return TRUE;
  g_return_val_if_fail (self->text != 0, FALSE);
  return tri_import_extend_anchor (self, id, error) && tri_batch_breathe (&self->batch, error);
}

static gboolean
tri_import_draft_add_link (TriDraft *draft, const TriDraftLink *link, GError **error)
{
  TriImportDraft *self = TRI_IMPORT_DRAFT (draft);

  return self->is_register
         || (tri_import_add_link (self, link, error) && tri_batch_breathe (&self->batch, error));
}

static gboolean
tri_import_draft_link_places (TriDraft *draft,
                              const TriDraftPlace *places,
                              guint n_places,
                              const TriDraftLink *link,
                              GError **error)
{
  TriImportDraft *self = TRI_IMPORT_DRAFT (draft);

  return self->is_register
         || (tri_import_link_places (self, places, n_places, link, error)
             && tri_batch_breathe (&self->batch, error));
}

static gboolean
tri_import_draft_add_entity (TriDraft *draft, TriEntity *entity, GError **error)
{
  TriImportDraft *self = TRI_IMPORT_DRAFT (draft);

  return tri_import_add_entity (self, entity, error) && tri_batch_breathe (&self->batch, error);
}

static gboolean
tri_import_draft_breathe (TriDraft *draft, gsize n_ahead, GError **error)
{
  TriImportDraft *self = TRI_IMPORT_DRAFT (draft);

  self->file_ahead += n_ahead;
  report_progress (self);
  return self->is_register || tri_batch_breathe (&self->batch, error);
}

static gboolean
tri_import_draft_include_file (TriDraft *draft, const char *path, GError **error)
{
  TriImportDraft *self = TRI_IMPORT_DRAFT (draft);
  GPtrArray *included = self->included;

  tri_import_files_include (self->files, path);
  if (included && !g_ptr_array_find_with_equal_func (included, path, g_str_equal, NULL))
    g_ptr_array_add (included, g_strdup (path));
  return TRUE;
}

static void
tri_import_draft_init_draft (TriDraftInterface *iface)
{
  iface->set_work = tri_import_draft_set_work;
  iface->begin_text = tri_import_draft_begin_text;
  iface->set_text = tri_import_draft_set_text;
  iface->end_text = tri_import_draft_end_text;
  iface->begin_division = tri_import_draft_begin_division;
  iface->end_division = tri_import_draft_end_division;
  iface->add_passage = tri_import_draft_add_passage;
  iface->extend_anchor = tri_import_draft_extend_anchor;
  iface->add_link = tri_import_draft_add_link;
  iface->link_places = tri_import_draft_link_places;
  iface->add_entity = tri_import_draft_add_entity;
  iface->breathe = tri_import_draft_breathe;
  iface->include_file = tri_import_draft_include_file;
}

static gboolean
insert_work (TriImportDraft *self, GError **error)
{
  static const char sql[] = "INSERT INTO works (uuid, title, kind, created, modified)"
                            " VALUES (?, '', 0, unixepoch (), unixepoch ())";
  g_autofree char *uuid = g_uuid_string_random ();
  g_autoptr (TriStatement) statement = tri_library_prepare (self->library, sql, error);

  if (!statement)
    return FALSE;
  tri_statement_bind_text (statement, 1, uuid);
  if (!tri_library_run (self->library, statement, error))
    return FALSE;
  self->work = sqlite3_last_insert_rowid (self->library->db);
  return TRUE;
}

static gboolean
find_old_texts (TriImportDraft *self, GError **error)
{
  static const char sql[] = "SELECT id FROM texts WHERE work = ?";
  g_autoptr (TriStatement) statement = tri_library_prepare (self->library, sql, error);
  GError *local = NULL;

  if (!statement)
    return FALSE;
  sqlite3_bind_int64 (statement, 1, self->target);
  while (tri_library_next (self->library, statement, &local))
    {
      gint64 text = sqlite3_column_int64 (statement, 0);

      g_array_append_val (self->old_texts, text);
    }
  if (local)
    g_propagate_error (error, local);
  return local == NULL;
}

/**
 * tri_import_draft_new:
 * @target: the work that gets the texts in the end, 0 for a new one
 * @is_whole: do everything in one transaction
 *
 * Begins an import: makes the incomplete work under which all is written.
 *
 * Returns: (transfer full): a draft to finish or to abandon, %NULL on error
 */
TriImportDraft *
tri_import_draft_new (TriLibrary *library,
                      gint64 target,
                      gboolean is_whole,
                      GCancellable *cancellable,
                      GError **error)
{
  g_autoptr (TriImportDraft) self = g_object_new (TRI_TYPE_IMPORT_DRAFT, NULL);

  self->library = g_object_ref (library);
  self->target = target;
  g_set_object (&self->cancellable, cancellable);
  self->batch = (TriBatch){ library, self->cancellable, is_whole };
  if (!tri_import_create_tables (library, error)
      || !tri_batch_begin (&self->batch, error)
      || !insert_work (self, error)
      || !find_old_texts (self, error))
    return NULL;
  return g_steal_pointer (&self);
}

/**
 * tri_import_draft_new_register:
 *
 * Begins the import of a register: texts and links are passed over, and there is no work.
 *
 * Returns: (transfer full): a draft, %NULL on error
 */
TriImportDraft *
tri_import_draft_new_register (TriLibrary *library, GCancellable *cancellable, GError **error)
{
  g_autoptr (TriImportDraft) self = g_object_new (TRI_TYPE_IMPORT_DRAFT, NULL);

  self->library = g_object_ref (library);
  self->is_register = TRUE;
  g_set_object (&self->cancellable, cancellable);
  self->batch = (TriBatch){ library, self->cancellable, TRUE };
  if (!tri_batch_begin (&self->batch, error))
    return NULL;
  return g_steal_pointer (&self);
}

/**
 * tri_import_draft_add_register:
 * @reg: a register of the library
 *
 * Names what the mentions of the files may point into, and attaches it to the work.
 */
void
tri_import_draft_add_register (TriImportDraft *self, gint64 reg)
{
  g_array_append_val (self->registers, reg);
}
