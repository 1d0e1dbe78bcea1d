/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "formats/tri-format.h"

G_BEGIN_DECLS

/* Of one string. */
#define TRI_PO_MAX_STRING (1024 * 1024)
#define TRI_PO_MAX_FORMS 16

/**
 * TriPoEntry:
 * @id: what is to be translated, or NULL; likewise its plural
 * @strings: its translation, of a plural in several forms; NULL where there is none
 * @reference: (nullable): the file it is first used in, without its line
 *
 * One message of a file of gettext, valid until the next one is read.
 */
typedef struct
{
  const char *context;
  const char *id;
  const char *plural;
  const char *strings[TRI_PO_MAX_FORMS];
  const char *reference;
  gboolean is_fuzzy;
} TriPoEntry;

typedef struct _TriPoFile TriPoFile;

/* Loads all of it; the encoding is that which its header names. At most 256 MiB. */
TriPoFile *tri_po_file_new (const TriSource *source, GError **error) G_GNUC_WARN_UNUSED_RESULT;
void tri_po_file_free (TriPoFile *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (TriPoFile, tri_po_file_free)

/* NULL at the end, or with @error set. Messages that are no longer used are passed over. */
const TriPoEntry *tri_po_file_next (TriPoFile *self, GError **error);
/* Whether the messages come file by file, so that these part them as chapters do. */
gboolean tri_po_file_is_sorted (TriPoFile *self);
/* The value of a field of the header, of which @header is the translation. */
char *tri_po_dup_field (const char *header, const char *name) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
