/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "formats/tri-draft.h"
#include "library/tri-batch.h"
#include "library/tri-import.h"
#include "library/tri-word-counter.h"

G_BEGIN_DECLS

/* A passage beyond it is stored in pieces. */
#define TRI_IMPORT_MAX_PASSAGE (1024 * 1024)

/* A division that is not closed yet. */
typedef struct
{
  gint64 id;
  guint first;
  guint n_parts;    /* divisions in it so far */
  guint n_passages; /* passages directly in it so far */
  gboolean has_title;
  char *key; /* until a link can name it: it stands for its first passage */
} TriOpenDivision;

/* The words of a text, counted. */
typedef struct
{
  gint64 text;
  char *lang;
  TriWordCounter *words;
} TriImportWords;

/* What a pointer of a mention names. */
typedef struct
{
  gint64 entity;
  TriEntityType type;
} TriImportTarget;

/**
 * TriImportDraft:
 *
 * The draft that stores: it writes what a format reader pushes under a work that is not complete,
 * in short transactions, and ties the loose ends together when all is there.
 */
#define TRI_TYPE_IMPORT_DRAFT (tri_import_draft_get_type ())
G_DECLARE_FINAL_TYPE (TriImportDraft, tri_import_draft, TRI, IMPORT_DRAFT, GObject)

struct _TriImportDraft
{
  GObject parent_instance;
  TriLibrary *library;
  TriBatch batch;
  GCancellable *cancellable;
  gint64 work;          /* that is being written */
  gint64 target;        /* that gets the texts in the end; 0: the work itself */
  gboolean is_register; /* only entities are wanted */
  gboolean is_act;      /* that undo takes back */
  gboolean is_version;  /* of a text that is there: its registers know its entities already */
  char *title;          /* as the files say; or NULL */
  guint title_file;     /* the one that says it */
  char *kind;           /* likewise */

  /* The file being read. */
  guint file;
  guint first_text; /* of it, in texts */
  gint64 source;
  char *file_name;
  const char *file_lang; /* what the reader chose, or NULL; likewise title and author */
  gboolean lang_is_rest;
  gboolean has_units; /* a file of units, which are translations of each other */
  const char *file_title;
  const char *file_author;
  goffset file_size;
  gsize file_ahead; /* bytes of words that were read and not pushed */
  gsize file_words; /* of those that were pushed */
  guint file_passages;
  void (*progress) (double fraction, gpointer user_data);
  gpointer progress_data;
  guint n_files;
  GPtrArray *included; /* of the caller, or NULL */
  gboolean wants_link; /* names of the registers are to be found */

  /* The text being read; 0: none. */
  gint64 text;
  char *lang;
  GString *beginning; /* of a text whose language nobody said; else NULL */
  guint ord;
  GArray *divisions; /* TriOpenDivision: the open ones, a root for the text itself before them */

  /* Words are counted as they are indexed, if they are few enough to be held. */
  gboolean counts_words;
  TriWordCounter *words; /* of the text that is open, or NULL */
  gint64 indexed;        /* the passage */
  GArray *counted;       /* TriImportWords: of the texts before */
  guint n_spellings;     /* of these */

  TriRows *rows;
  struct _TriImportFiles *files;
  GArray *texts;     /* gint64: those of this import */
  GArray *old_texts; /* gint64: those the work had before, for links to them */
  gint64 own_register;
  GArray *registers; /* gint64: where pointers of mentions are looked up */
  GHashTable *targets;
  gboolean has_identifiers; /* in a table of their own, see tri-import-identifiers.c */
  gint64 n_links;
  gboolean has_loose_links;
  guint64 n_stored; /* passages */
  guint64 n_spread; /* members of links that name elements with several passages */
  gboolean has_loose_mentions;
  guint n_warnings;
  TriImportTie tie;
  TriImportReport report;

  /* Used again and again. */
  GArray *sentences;
  GArray *spans;
  GByteArray *packed_sentences;
  GByteArray *packed_spans;
  GChecksum *checksum;
  GString *key;
};

TriImportDraft *tri_import_draft_new (TriLibrary *library,
                                      gint64 target,
                                      gboolean is_whole,
                                      GCancellable *cancellable,
                                      GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* Only entities are wanted, in one transaction that the caller commits. */
TriImportDraft *tri_import_draft_new_register (TriLibrary *library,
                                               GCancellable *cancellable,
                                               GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* @path is stored as the source of what comes. */
gboolean tri_import_draft_begin_file (TriImportDraft *self,
                                      const char *path,
                                      const char *format,
                                      const char *sha256,
                                      GError **error);
void tri_import_draft_add_register (TriImportDraft *self, gint64 reg);
/* Those attached to a work. */
void tri_import_draft_add_registers_of (TriImportDraft *self, gint64 work);
/* Reads the files. One that the target holds already may be read again. */
gboolean tri_import_draft_read (TriImportDraft *self,
                                const TriImportOptions *options,
                                GCancellable *cancellable,
                                GError **error);
/* Ties the loose ends together, and leaves it at that. */
gboolean tri_import_draft_tie (TriImportDraft *self, GError **error);
/* Ties the loose ends together and makes the work complete. Returns its row, 0 on error. */
gint64 tri_import_draft_finish (TriImportDraft *self,
                                const char *title,
                                const char *kind,
                                GError **error);
/* Whether nobody said if the texts are translations. */
gboolean tri_import_draft_is_kind_open (TriImportDraft *self, const char *kind);
/* Leaves the library as it was. */
void tri_import_draft_abandon (TriImportDraft *self);

/* tri-import-words.c */
void tri_import_begin_words (TriImportDraft *self);
void tri_import_end_words (TriImportDraft *self);
/* Around what indexes a passage. */
void tri_import_listen (TriImportDraft *self, gint64 passage);
void tri_import_stop_listening (TriImportDraft *self);
/* Once the work is complete. */
gboolean tri_import_write_words (TriImportDraft *self, GError **error);
void tri_import_words_clear (gpointer data);

/* tri-import-passages.c */
gboolean tri_import_add_passage (TriImportDraft *self,
                                 const TriDraftPassage *passage,
                                 GError **error);
/* tri-import-links.c */
gboolean tri_import_create_tables (TriLibrary *library, GError **error);
gboolean tri_import_drop_tables (TriLibrary *library, GError **error);
gboolean tri_import_add_anchor (TriImportDraft *self,
                                const char *name,
                                gint64 passage,
                                int sentence,
                                GError **error);
gboolean tri_import_extend_anchor (TriImportDraft *self, const char *name, GError **error);
gboolean tri_import_add_link (TriImportDraft *self, const TriDraftLink *link, GError **error);
gboolean tri_import_link_places (TriImportDraft *self,
                                 const TriDraftPlace *places,
                                 guint n_places,
                                 const TriDraftLink *link,
                                 GError **error);
gboolean tri_import_resolve_links (TriImportDraft *self, GError **error);
/* tri-import-ids.c */
gboolean tri_import_tie_ids (TriImportDraft *self, GError **error);
/* tri-import-entities.c */
gboolean tri_import_add_entity (TriImportDraft *self, TriEntity *entity, GError **error);
gboolean tri_import_add_mention (TriImportDraft *self,
                                 gint64 passage,
                                 guint ord,
                                 const TriDraftMention *mention,
                                 GError **error);
gboolean tri_import_resolve_mentions (TriImportDraft *self, GError **error);
/* tri-library-remove.c: takes a work off the disk, in short transactions. */
gboolean tri_library_remove_work (TriLibrary *self, gint64 work, GError **error);

G_END_DECLS
