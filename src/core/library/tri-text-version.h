/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "library/tri-library-private.h"

G_BEGIN_DECLS

/* Private to the library. Two versions of a text: the one that is read, in its work, and one in a
 * hidden work. They can be exchanged, whatever was done with either: what says what the reader
 * knows the text by (uuid, title, author, language, place in the work) stays with the one that is
 * read. Reader-made rows of the hidden one have the row of their text before their uuids, so that
 * both versions can have the same. */

/* @shown and the new @hidden are versions of each other from now on. Part of a transaction. */
gboolean tri_text_version_add (TriLibrary *library,
                               gint64 hidden_work,
                               gint64 target,
                               gint64 shown,
                               gint64 hidden,
                               GError **error);
/* Exchanges all texts of the hidden work. The rows of the display are not touched. */
gboolean tri_text_version_exchange (TriLibrary *library, gint64 hidden_work, GError **error);

/* For the journal. A row says which texts are shown; its uuid is that of the hidden work. */
char *tri_journal_version_read (TriLibrary *library, const char *uuid, GError **error);
gboolean tri_journal_version_put (TriLibrary *library,
                                  const char *uuid,
                                  const char *row,
                                  GError **error);

G_END_DECLS
