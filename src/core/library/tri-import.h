/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "formats/tri-format.h"
#include "library/tri-library.h"

G_BEGIN_DECLS

typedef struct
{
  const char *path;
  const char *lang;  /* or NULL: as the file says, else detected */
  const char *title; /* or NULL: as the file says */
  const char *author;
  const char *format;    /* or NULL: found by its content; else the nick of one */
  gboolean lang_is_rest; /* lang is of those texts only for which the file names none */
} TriImportFile;

/**
 * TriImportTie:
 * @TRI_IMPORT_TIE_AUTO: texts of files whose ids correspond are tied by them
 * @TRI_IMPORT_TIE_IDS: so are all texts
 * @TRI_IMPORT_TIE_NONE: none
 *
 * Whether passages of two texts with the same key become a link.
 */
typedef enum
{
  TRI_IMPORT_TIE_AUTO,
  TRI_IMPORT_TIE_IDS,
  TRI_IMPORT_TIE_NONE,
} TriImportTie;

/**
 * TriImportReport:
 * @n_tied: links that ids of passages made
 * @n_lone: passages with an id that no other of these texts has: without a counterpart
 * @n_unresolved: links that name something that is not there; they were not made
 */
typedef struct
{
  guint64 n_tied;
  guint64 n_lone;
  guint64 n_unresolved;
} TriImportReport;

/**
 * TriImportOptions:
 * @files: (array length=n_files): what to read; together they make one work
 * @work: 0: make a new work; else add to this one
 * @title: (nullable): of a new work; else as the first file says
 * @kind: "translations", "accounts" or "auto"
 * @register_path: (nullable): a register to store (unless this very file is stored already), attach
 * and link with
 * @register_id: a register of the library to attach and link with, 0 for none
 * @tie: whether keys tie texts
 * @report: (out) (nullable): what became of the links
 * @kind_is_open: (out) (nullable): whether neither @kind nor a file says what the work is, so that
 *   tri_library_align() may decide it
 * @is_act: whether undo takes the import back: the acts "work.import" and "text.add"
 * @link: whether to run the linker when the work has a register
 * @included: (nullable) (element-type filename): gets the files that were read because others take
 *   them in, each once
 * @progress: (nullable): called now and then with what is done, 0..1, on the importing thread
 * @file_begun: (nullable): called with the index of a file before it is read, on that thread too
 */
typedef struct
{
  const TriImportFile *files;
  guint n_files;
  gint64 work;
  const char *title;
  const char *kind;
  gboolean *kind_is_open;
  const char *register_path;
  gint64 register_id;
  gboolean link;
  gboolean is_act;
  TriImportTie tie;
  TriImportReport *report;
  GPtrArray *included;
  void (*progress) (double fraction, gpointer user_data);
  void (*file_begun) (guint index, gpointer user_data);
  gpointer user_data;
} TriImportOptions;

/* Reads the files into the library: all or nothing, in batches of at most 50 ms, under a work
 * marked incomplete until the last. A file that is in the library already (SHA-256) is
 * TRI_ERROR_EXISTS. Returns the work, 0 on error. */
gint64 tri_library_import (TriLibrary *self,
                           const TriImportOptions *options,
                           GCancellable *cancellable,
                           GError **error);

/* The work that a file of these very bytes was imported into, 0 for none or with an error. */
gint64 tri_library_find_file (TriLibrary *self,
                              const char *path,
                              char **title,
                              GCancellable *cancellable,
                              GError **error);

/* Stores the register in the TEI file (none twice: by SHA-256). Returns its row, 0 on error. */
gint64 tri_library_import_register (TriLibrary *self,
                                    const char *path,
                                    GCancellable *cancellable,
                                    GError **error);

/* Puts the bundled work and its register into a library that never had them, in one transaction.
 * What was deleted stays deleted. @data_dir holds library/victor-serge.xml and register/victor-
 * serge.xml. */
gboolean tri_library_add_bundled (TriLibrary *self, const char *data_dir, GError **error);

/* Links the names of the registers attached to the work in its texts: replaces the mentions of
 * origin "linked", keeps the encoded and the reader's. Returns how many there are now. */
gboolean tri_library_find_dates (TriLibrary *self,
                                 gint64 work,
                                 guint *n_dates,
                                 GCancellable *cancellable,
                                 GError **error);
gboolean tri_library_link_work (TriLibrary *self,
                                gint64 work,
                                guint *n_mentions,
                                GCancellable *cancellable,
                                GError **error);

/* Takes up to a few works that were deleted for more than 30 days, or whose import was cut off,
 * off the disk. */
gboolean tri_library_sweep (TriLibrary *self, GError **error);

/* Checks structure (integrity_check, foreign keys), hashes, rows against passages, and the
 * search index. Returns the faults as sentences, an empty array when all is well, NULL when it
 * could not be checked. */
GPtrArray *tri_library_check (TriLibrary *self,
                              gboolean repair,
                              GCancellable *cancellable,
                              GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* Whether the file can be read and each of its pages is what was written: less than a check. */
gboolean tri_library_is_file_sound (TriLibrary *self);

G_END_DECLS
