/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "library/tri-library.h"

#include <sqlite3.h>

G_BEGIN_DECLS

/* What the files of this room share. SQL stays in them. */

typedef void (*TriLibraryHook) (gpointer data);

struct _TriLibrary
{
  GObject parent_instance;
  char *path;
  char *file; /* see tri_open_files_add() */
  TriLibraryMode mode;
  gboolean is_new;
  sqlite3 *db;
  GThread *thread;
  GHashTable *statements; /* the address of the SQL → sqlite3_stmt */
  guint depth;            /* of nested transactions */
  gint64 waits_since;     /* since when another connection has kept us waiting */
  GCancellable *cancellable;
  /* Called between the batches of a long job, outside a transaction: the worker's other jobs. */
  TriLibraryHook between;
  /* Called after each outermost commit. */
  TriLibraryHook committed;
  gpointer hook_data;
};

/* A statement of the cache while somebody uses it: g_autoptr gives it back, reset. */
typedef sqlite3_stmt TriStatement;
void tri_statement_release (TriStatement *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (TriStatement, tri_statement_release)

/* @sql is a static string: the cache knows it by its address. A statement is not taken twice at
 * the same time. */
TriStatement *tri_library_prepare (TriLibrary *self,
                                   const char *sql,
                                   GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* TRUE with a row; FALSE at the end or with @error set. */
gboolean tri_library_next (TriLibrary *self, TriStatement *statement, GError **error);
/* Runs to the end and resets (the bindings stay); FALSE with @error set. */
gboolean tri_library_run (TriLibrary *self, TriStatement *statement, GError **error);
/* Runs one or more statements without bindings. */
gboolean tri_library_exec (TriLibrary *self, const char *sql, GError **error);
/* The number in the first column of the first row, @fallback when there is none. */
gint64 tri_library_ask (TriLibrary *self, const char *sql, gint64 argument, gint64 fallback);
/* The text in the first column of the first row; when there is none @error says @missing. */
char *tri_library_ask_text (TriLibrary *self,
                            const char *sql,
                            gint64 argument,
                            const char *missing,
                            GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* BEGIN IMMEDIATE, a savepoint inside another transaction; rolled back when it leaves its scope
 * without tri_transaction_commit (g_steal_pointer (&transaction), error). */
typedef TriLibrary TriTransaction;
TriTransaction *tri_library_begin (TriLibrary *self, GError **error) G_GNUC_WARN_UNUSED_RESULT;
gboolean tri_transaction_commit (TriTransaction *self, GError **error);
void tri_transaction_rollback (TriTransaction *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (TriTransaction, tri_transaction_rollback)

/* Keeps more pages in memory while a job reads and writes all over the library. */
typedef TriLibrary TriWideCache;
TriWideCache *tri_library_widen_cache (TriLibrary *self);
void tri_wide_cache_release (TriWideCache *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (TriWideCache, tri_wide_cache_release)

/* Sets @error to what the last SQLite call complained of. Returns FALSE. */
gboolean tri_library_fail (TriLibrary *self, GError **error);

char *tri_statement_dup_text (TriStatement *self, int column) G_GNUC_WARN_UNUSED_RESULT;
/* "" for NULL; valid until the next step. What a damaged file holds is made valid UTF-8. */
const char *tri_statement_get_text (TriStatement *self, int column);
/* A number of an enumeration of @n values: 0 where a damaged file holds another. */
guint tri_statement_get_enum (TriStatement *self, int column, guint n);
/* NULL binds NULL; @text must live until the statement was run. */
void tri_statement_bind_text (TriStatement *self, int index, const char *text);

/* Counts the mentions of each text of the work again, after they changed. */
gboolean tri_library_recount_mentions (TriLibrary *self, gint64 work, GError **error);
/* Computes the strands and rows of the work again, after its links changed. */
gboolean tri_library_rebuild_rows (TriLibrary *self, gint64 work, GError **error);
/* The first 8 bytes of the SHA-256 of these strings, each with its NUL. */
gint64 tri_library_hash (const char *first, ...) G_GNUC_NULL_TERMINATED;
/* Of a row of passages: its content with a NUL, its packed sentences, its packed spans. @checksum
 * is a SHA-256 to use. */
gint64 tri_library_hash_passage (GChecksum *checksum,
                                 const char *content,
                                 const guint8 *sentences,
                                 gsize n_sentences,
                                 const guint8 *spans,
                                 gsize n_spans);

/* tri-library-open.c */
gboolean tri_library_open_file (TriLibrary *self, GError **error);

/* tri-library-rows.c */
gboolean tri_library_find_block (TriLibrary *self,
                                 gint64 text,
                                 guint ord,
                                 gint64 *id,
                                 guint *row);

G_END_DECLS
