/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "formats/tri-mark-record.h"

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

/* What a file says of all its marks. */
typedef struct
{
  char *title;
  char *identifier;
  char *lang;
} TriMarksHead;

/**
 * TriMarksSource:
 * @nick: what it is called
 * @name: likewise, for the reader; translatable
 * @is_one: whether an annotation looks like one of these
 * @read: takes what an annotation says; what is of no use is told in record->problem, and the name
 * of a member of a type that cannot be is put into @wrong
 *
 * A kind of file that marks are read from.
 */
typedef struct
{
  const char *nick;
  const char *name;
  gboolean (*is_one) (JsonObject *object);
  void (*read) (JsonObject *object,
                const TriMarksHead *head,
                TriMarkRecord *record,
                const char **wrong);
} TriMarksSource;

extern const TriMarksSource tri_marks_annotation;
extern const TriMarksSource tri_marks_hypothesis;
extern const TriMarksSource tri_marks_foliate;

/* A file with marks of a reader, read one by one. */
typedef struct _TriMarksReader TriMarksReader;

/* Looks through the whole file: what is no JSON, or nothing we know, is refused with its line. */
TriMarksReader *tri_marks_reader_new (const char *path, GError **error) G_GNUC_WARN_UNUSED_RESULT;
void tri_marks_reader_free (TriMarksReader *self);
const TriMarksSource *tri_marks_reader_get_source (TriMarksReader *self);
guint tri_marks_reader_get_n (TriMarksReader *self);
/* The next mark, NULL at the end or with @error set. */
TriMarkRecord *tri_marks_reader_next (TriMarksReader *self,
                                      GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* For sources: labels as they are kept, without empty and double ones. */
void tri_marks_take_labels (TriMarkRecord *record, GPtrArray *labels);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TriMarksReader, tri_marks_reader_free)

G_END_DECLS
