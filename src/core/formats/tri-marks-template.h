/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "formats/tri-mark-record.h"

G_BEGIN_DECLS

/* A text with placeholders, such as {quote} or {counterpart:nl}; {#note}…{/note} is written when
 * there is a note (a list: once for each), {^note}…{/note} when there is none, {{ and }} are
 * braces.
 * {note|html} writes it as a format wants it. All is written once for each mark; when there is
 * {#marks}…{/marks} only that is. */
typedef struct _TriMarksTemplate TriMarksTemplate;

/* What stands in the way of writing a mark besides the mark itself. */
typedef struct
{
  gboolean is_new_work;
  gboolean is_new_chapter;
  guint number;
  guint n_marks;
} TriMarksTemplatePlace;

/* @name is for messages, which name the line. */
TriMarksTemplate *tri_marks_template_new (const char *name,
                                          const char *text,
                                          GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* The text of a file, whatever it says; %NULL when it can be no template. */
char *tri_marks_template_read (const char *path, GError **error) G_GNUC_WARN_UNUSED_RESULT;
TriMarksTemplate *tri_marks_template_load (const char *path,
                                           GError **error) G_GNUC_WARN_UNUSED_RESULT;
void tri_marks_template_free (TriMarksTemplate *self);
/* One that shows how it is done. */
const char *tri_marks_template_get_example (void);
/* The placeholders there are, parted by commas. */
char *tri_marks_template_dup_names (void) G_GNUC_WARN_UNUSED_RESULT;

void tri_marks_template_begin (const TriMarksTemplate *self, guint n_marks, GString *out);
void tri_marks_template_mark (const TriMarksTemplate *self,
                              const TriMarkRecord *mark,
                              const TriMarksTemplatePlace *place,
                              GString *out);
void tri_marks_template_end (const TriMarksTemplate *self, guint n_marks, GString *out);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TriMarksTemplate, tri_marks_template_free)

G_END_DECLS
