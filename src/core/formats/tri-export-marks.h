/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "formats/tri-mark-record.h"
#include "formats/tri-marks-template.h"
#include "library/tri-library.h"

G_BEGIN_DECLS

/**
 * TriMarksSink:
 * @out: what is written so far, taken away from time to time
 * @last: (nullable): the mark before this one
 * @languages: those whose counterparts are written, in this order
 * @n_marks: how many there are
 * @index: of this one, from 0
 * @tmpl: (nullable): for the format that follows one
 *
 * What a format writes to.
 */
typedef struct
{
  GString *out;
  const TriMarkRecord *last;
  GStrv languages;
  guint n_marks;
  guint index;
  const TriMarksTemplate *tmpl;
} TriMarksSink;

/**
 * TriMarksFormat:
 * @nick: what it is called on the command line
 * @name: what it is called; translatable
 * @extension: of its files
 *
 * A format that marks are written in. It knows no library.
 */
typedef struct
{
  const char *nick;
  const char *name;
  const char *extension;
  void (*begin) (TriMarksSink *sink);
  void (*mark) (TriMarksSink *sink, const TriMarkRecord *mark);
  void (*end) (TriMarksSink *sink);
} TriMarksFormat;

extern const TriMarksFormat tri_marks_jsonld;
extern const TriMarksFormat tri_marks_markdown;
extern const TriMarksFormat tri_marks_html;
extern const TriMarksFormat tri_marks_org;
extern const TriMarksFormat tri_marks_csv;
extern const TriMarksFormat tri_marks_tei;
extern const TriMarksFormat tri_marks_by_template;

/* All of them, the last one %NULL. */
const TriMarksFormat *const *tri_marks_list_formats (void);
const TriMarksFormat *tri_marks_find_format (const char *nick);

/**
 * TriMarksExport:
 * @format: how
 * @tmpl: (nullable): for tri_marks_by_template
 * @languages: (nullable): of counterparts; %NULL: all that the works of the marks have
 * @ids: (array length=n_ids): the marks, in the order they are written in
 */
typedef struct
{
  const TriMarksFormat *format;
  const TriMarksTemplate *tmpl;
  const char *const *languages;
  const gint64 *ids;
  guint n_ids;
} TriMarksExport;

/* Called now and then with how many were written. */
typedef void (*TriMarksProgress) (guint n_done, guint n_all, gpointer user_data);

/* Writes marks, a page at a time: memory does not grow with them. Those that have gone meanwhile
 * are left out. */
gboolean tri_export_marks (TriLibrary *library,
                           const TriMarksExport *what,
                           GOutputStream *stream,
                           TriMarksProgress progress,
                           gpointer user_data,
                           GCancellable *cancellable,
                           GError **error);

/* Words that several formats need. */
const char *tri_marks_name_kind (TriMarkKind kind);
const char *tri_marks_name_colour (const char *colour);
char *tri_marks_dup_day (gint64 seconds) G_GNUC_WARN_UNUSED_RESULT;
char *tri_marks_dup_instant (gint64 seconds) G_GNUC_WARN_UNUSED_RESULT;
gboolean tri_marks_is_new_work (const TriMarksSink *sink, const TriMarkRecord *mark);
gboolean tri_marks_is_new_chapter (const TriMarksSink *sink, const TriMarkRecord *mark);
/* "Text (Nederlands), Chapter": where a mark stands in its work. */
char *tri_marks_dup_place (const TriMarkSpot *spot) G_GNUC_WARN_UNUSED_RESULT;
/* The counterparts in a language, parted by empty lines; "" for none. */
char *tri_marks_dup_counterpart (const TriMarkRecord *mark,
                                 const char *lang) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
