/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "library/tri-register-stage.h"

#include "tri-fold.h"

#include <string.h>

struct _TriRegisterStage
{
  GObject parent_instance;
  TriLibrary *library;
  char *title;
  guint n;
};

static void tri_register_stage_init_draft (TriDraftInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (TriRegisterStage,
                               tri_register_stage,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (TRI_TYPE_DRAFT,
                                                      tri_register_stage_init_draft))

static const char tables_sql[] = "CREATE TEMP TABLE IF NOT EXISTS register_entities (id INTEGER"
                                 " PRIMARY KEY, key TEXT,"
                                 " type INTEGER NOT NULL, dates TEXT, uuid TEXT NOT NULL, target"
                                 " INTEGER,"
                                 " way INTEGER NOT NULL DEFAULT 0, conflict INTEGER NOT NULL"
                                 " DEFAULT 0,"
                                 " choice INTEGER NOT NULL DEFAULT 0);"
                                 "CREATE INDEX IF NOT EXISTS temp.register_by_target ON"
                                 " register_entities (target);"
                                 "CREATE TEMP TABLE IF NOT EXISTS register_names (id INTEGER, ord"
                                 " INTEGER, lang TEXT,"
                                 " name TEXT, kind INTEGER, folded TEXT, PRIMARY KEY (id, ord))"
                                 " WITHOUT ROWID;"
                                 "CREATE TEMP TABLE IF NOT EXISTS register_descriptions (id"
                                 " INTEGER, lang TEXT, content TEXT,"
                                 " PRIMARY KEY (id, lang)) WITHOUT ROWID;"
                                 "CREATE TEMP TABLE IF NOT EXISTS register_identifiers (id"
                                 " INTEGER, scheme TEXT, value TEXT,"
                                 " same_scheme TEXT, same_value TEXT, PRIMARY KEY (id, scheme,"
                                 " value)) WITHOUT ROWID;"
                                 "CREATE TEMP TABLE IF NOT EXISTS register_ours (scheme TEXT,"
                                 " value TEXT, entity INTEGER,"
                                 " PRIMARY KEY (scheme, value, entity)) WITHOUT ROWID;"
                                 "CREATE INDEX IF NOT EXISTS temp.register_ours_by_entity ON"
                                 " register_ours (entity, scheme);"
                                 "CREATE TEMP TABLE IF NOT EXISTS register_candidates (id INTEGER,"
                                 " entity INTEGER,"
                                 " way INTEGER, PRIMARY KEY (id, entity)) WITHOUT ROWID;";

static const char empty_sql[] = "DELETE FROM temp.register_entities;"
                                "DELETE FROM temp.register_names;"
                                "DELETE FROM temp.register_descriptions;"
                                "DELETE FROM temp.register_identifiers;"
                                "DELETE FROM temp.register_ours;"
                                "DELETE FROM temp.register_candidates;";

static void
tri_register_stage_finalize (GObject *object)
{
  TriRegisterStage *self = TRI_REGISTER_STAGE (object);

  tri_library_exec (self->library, empty_sql, NULL);
  g_clear_object (&self->library);
  g_free (self->title);

  G_OBJECT_CLASS (tri_register_stage_parent_class)->finalize (object);
}

static void
tri_register_stage_class_init (TriRegisterStageClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = tri_register_stage_finalize;
}

static void
tri_register_stage_init (TriRegisterStage *self)
{
}

TriRegisterStage *
tri_register_stage_new (TriLibrary *library, GError **error)
{
  g_autoptr (TriRegisterStage) self = g_object_new (TRI_TYPE_REGISTER_STAGE, NULL);

  self->library = g_object_ref (library);
  if (!tri_library_exec (library, tables_sql, error)
      || !tri_library_exec (library, empty_sql, error))
    return NULL;
  return g_steal_pointer (&self);
}

guint
tri_register_stage_get_n (TriRegisterStage *self)
{
  return self->n;
}

const char *
tri_register_stage_get_title (TriRegisterStage *self)
{
  return self->title;
}

/* What addresses of a catalogue look like. */
static const struct
{
  const char *part;
  const char *scheme;
} catalogues[] = {
  { "viaf.org/", "viaf" },
  { "wikidata.org/", "wikidata" },
  { "geonames.org/", "geonames" },
  { "d-nb.info/", "gnd" },
  { "isni.org/", "isni" },
  { "idref.fr/", "idref" },
  { "orcid.org/", "orcid" },
};

static char *
dup_letters (const char *text)
{
  g_autofree char *folded = tri_fold (text);
  GString *letters = g_string_new (NULL);

  for (const char *p = folded; *p; p = g_utf8_next_char (p))
    if (g_unichar_isalnum (g_utf8_get_char (p)))
      g_string_append_unichar (letters, g_utf8_get_char (p));
  return g_string_free (letters, FALSE);
}

/* "VIAF", "viaf id", "Wikidata QID": the catalogue. */
static char *
dup_scheme (const char *scheme)
{
  char *letters = dup_letters (scheme);
  gsize n = strlen (letters);

  if (g_str_equal (letters, "qid") || g_str_equal (letters, "wikidataqid"))
    {
      g_free (letters);
      return g_strdup ("wikidata");
    }
  if (n > 2 && g_str_has_suffix (letters, "id"))
    letters[n - 2] = '\0';
  return letters;
}

/* The number in an address of GeoNames stands before a name. */
static char *
dup_last_part (const char *address, const char *scheme)
{
  g_auto (GStrv) parts = g_strsplit_set (address, "/#=", -1);

  for (guint i = g_strv_length (parts); i > 0; i--)
    if (*parts[i - 1] && (!g_str_equal (scheme, "geonames") || g_ascii_isdigit (*parts[i - 1])))
      return g_strdup (parts[i - 1]);
  return g_strdup (address);
}

void
tri_register_normalise (const char *scheme,
                        const char *value,
                        char **scheme_out,
                        char **value_out)
{
  const char *catalogue = NULL;
  g_autofree char *last = NULL;

  for (guint i = 0; !catalogue && i < G_N_ELEMENTS (catalogues); i++)
    if (strstr (value, catalogues[i].part))
      catalogue = catalogues[i].scheme;
  *scheme_out = catalogue ? g_strdup (catalogue) : dup_scheme (scheme);
  last = catalogue ? dup_last_part (value, catalogue) : g_strdup (value);
  *value_out = g_strstrip (tri_fold (last));
}

static gboolean
insert_entity (TriRegisterStage *self, TriEntity *entity, GError **error)
{
  static const char sql[] = "INSERT INTO temp.register_entities (id, key, type, dates, uuid)"
                            " VALUES (?, ?, ?, ?, ?)";
  g_autoptr (TriStatement) statement = tri_library_prepare (self->library, sql, error);
  g_autofree char *uuid = g_uuid_string_random ();

  if (!statement)
    return FALSE;
  sqlite3_bind_int64 (statement, 1, self->n);
  tri_statement_bind_text (statement, 2, entity->key);
  sqlite3_bind_int (statement, 3, (int) entity->type);
  tri_statement_bind_text (statement, 4, entity->dates);
  tri_statement_bind_text (statement, 5, uuid);
  return tri_library_run (self->library, statement, error);
}

static gboolean
insert_names (TriRegisterStage *self, TriEntity *entity, GError **error)
{
  static const char sql[] = "INSERT INTO temp.register_names (id, ord, lang, name, kind, folded)"
                            " VALUES (?, ?, ?, ?, ?, ?)";
  g_autoptr (TriStatement) statement = tri_library_prepare (self->library, sql, error);

  if (!statement)
    return FALSE;
  sqlite3_bind_int64 (statement, 1, self->n);
  for (guint i = 0; i < entity->names->len; i++)
    {
      const TriName *name = &g_array_index (entity->names, TriName, i);
      g_autofree char *folded = tri_fold (name->name);

      sqlite3_bind_int64 (statement, 2, i);
      tri_statement_bind_text (statement, 3, name->lang);
      tri_statement_bind_text (statement, 4, name->name);
      sqlite3_bind_int (statement, 5, (int) name->kind);
      tri_statement_bind_text (statement, 6, folded);
      if (!tri_library_run (self->library, statement, error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
insert_descriptions (TriRegisterStage *self, TriEntity *entity, GError **error)
{
  static const char sql[] = "INSERT OR IGNORE INTO temp.register_descriptions (id, lang, content)"
                            " VALUES (?, ?, ?)";
  g_autoptr (TriStatement) statement = tri_library_prepare (self->library, sql, error);

  if (!statement)
    return FALSE;
  sqlite3_bind_int64 (statement, 1, self->n);
  for (guint i = 0; i < entity->descriptions->len; i++)
    {
      const TriDescription *each = &g_array_index (entity->descriptions, TriDescription, i);

      tri_statement_bind_text (statement, 2, each->lang);
      tri_statement_bind_text (statement, 3, each->text);
      if (!tri_library_run (self->library, statement, error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
insert_identifiers (TriRegisterStage *self, TriEntity *entity, GError **error)
{
  static const char sql[] = "INSERT OR IGNORE INTO temp.register_identifiers"
                            " (id, scheme, value, same_scheme, same_value)"
                            " VALUES (?, ?, ?, ?, ?)";
  g_autoptr (TriStatement) statement = tri_library_prepare (self->library, sql, error);

  if (!statement)
    return FALSE;
  sqlite3_bind_int64 (statement, 1, self->n);
  for (guint i = 0; i < entity->identifiers->len; i++)
    {
      const TriIdentifier *each = &g_array_index (entity->identifiers, TriIdentifier, i);
      g_autofree char *scheme = NULL;
      g_autofree char *value = NULL;

      tri_register_normalise (each->scheme, each->value, &scheme, &value);
      tri_statement_bind_text (statement, 2, each->scheme);
      tri_statement_bind_text (statement, 3, each->value);
      tri_statement_bind_text (statement, 4, scheme);
      tri_statement_bind_text (statement, 5, value);
      if (!tri_library_run (self->library, statement, error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
tri_register_stage_add_entity (TriDraft *draft, TriEntity *entity, GError **error)
{
  TriRegisterStage *self = TRI_REGISTER_STAGE (draft);

  self->n++;
  return insert_entity (self, entity, error)
         && insert_names (self, entity, error)
         && insert_descriptions (self, entity, error)
         && insert_identifiers (self, entity, error);
}

static void
tri_register_stage_set_work (TriDraft *draft, const char *title, const char *kind)
{
  TriRegisterStage *self = TRI_REGISTER_STAGE (draft);

  if (!title || !*title)
    return;
  g_free (self->title);
  self->title = g_strdup (title);
}

/* What is no entity is passed over. */
static gboolean
tri_register_stage_begin_text (TriDraft *draft, const TriDraftText *text, GError **error)
{
  return TRUE;
}

static gboolean
tri_register_stage_end_text (TriDraft *draft, GError **error)
{
  return TRUE;
}

static gboolean
tri_register_stage_begin_division (TriDraft *draft,
                                   const TriDraftDivision *division,
                                   GError **error)
{
  return TRUE;
}

static gboolean
tri_register_stage_end_division (TriDraft *draft, GError **error)
{
  return TRUE;
}

static gboolean
tri_register_stage_add_passage (TriDraft *draft, const TriDraftPassage *passage, GError **error)
{
  return TRUE;
}

static gboolean
tri_register_stage_extend_anchor (TriDraft *draft, const char *id, GError **error)
{
  return TRUE;
}

static gboolean
tri_register_stage_add_link (TriDraft *draft, const TriDraftLink *link, GError **error)
{
  return TRUE;
}

static void
tri_register_stage_init_draft (TriDraftInterface *iface)
{
  iface->set_work = tri_register_stage_set_work;
  iface->begin_text = tri_register_stage_begin_text;
  iface->end_text = tri_register_stage_end_text;
  iface->begin_division = tri_register_stage_begin_division;
  iface->end_division = tri_register_stage_end_division;
  iface->add_passage = tri_register_stage_add_passage;
  iface->extend_anchor = tri_register_stage_extend_anchor;
  iface->add_link = tri_register_stage_add_link;
  iface->add_entity = tri_register_stage_add_entity;
}
