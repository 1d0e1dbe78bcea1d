/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "formats/tri-export-rows.h"

G_BEGIN_DECLS

/* What writers of works share: text on its way to a stream, and text as XML. */

/* What is written goes into @buffer; tri_export_out_flush() sends it on. */
typedef struct
{
  GOutputStream *stream;
  GCancellable *cancellable;
  GString *buffer;
} TriExportOut;

void tri_export_out_init (TriExportOut *self, GOutputStream *stream, GCancellable *cancellable);
void tri_export_out_clear (TriExportOut *self);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (TriExportOut, tri_export_out_clear)

/* When so much waits that it is worth it. */
gboolean tri_export_out_flush (TriExportOut *self, GError **error);
gboolean tri_export_out_finish (TriExportOut *self, GError **error);

/* As the content of an element: line breaks stay, what XML cannot hold is U+FFFD. @length in bytes,
 * -1 for all. */
void tri_export_append_xml (GString *out, const char *text, gssize length);
void tri_export_append_element (GString *out, const char *element, const char *text);

/* The language of a chosen text as a tag that no other one has: "fr-x-text2" for a second French
 * one; "und" when nobody said. */
char *tri_export_dup_tag (TriExportRows *rows, guint text) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
