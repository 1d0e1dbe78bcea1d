/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "library/tri-library.h"

G_BEGIN_DECLS

/* Names that want a look, and what the reader said of them: that they are right as they are. */

typedef enum
{
  TRI_ENTITY_WARNING_FORM,    /* one form is linked to two entities */
  TRI_ENTITY_WARNING_MISSING, /* named in the counterparts, not found in the passage */
  TRI_ENTITY_WARNING_OMITTED, /* named in the counterparts, and there is nothing to name it in */
} TriEntityWarningKind;

#define TRI_N_ENTITY_WARNING_KINDS 3

/* A place of a text that a warning leads to, in code points. */
typedef struct
{
  gint64 text;
  gint64 passage;
  guint start;
  guint end;
} TriWarningPlace;

/**
 * TriEntityWarning:
 * @form: the words as they stand in the text
 * @entity: that is named
 * @other: the other one (of a form), or 0
 * @text: that lacks it, or that the form stands in
 * @place: where to look: a mention of the form, the passage that lacks it, or where there is none,
 *   one that names it
 * @compared: what it does not go with: where the form first names @entity, or one of the
 *   counterparts that name it
 * @is_aside: the reader said that it is right
 */
typedef struct
{
  TriEntityWarningKind kind;
  char *form;
  gint64 entity;
  gint64 other;
  gint64 text;
  TriWarningPlace place;
  TriWarningPlace compared;
  gboolean is_aside;
} TriEntityWarning;

/* What is worth a look, kind after kind, at most @limit of each; what was put aside is in it, too.
 * Reads all mentions of the work: for the worker. (element-type TriEntityWarning) */
GArray *tri_library_list_entity_warnings (TriLibrary *self,
                                          gint64 work,
                                          guint limit,
                                          GCancellable *cancellable,
                                          GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* The reader says that it is right as it is ("warning.aside"), or takes that back
 * ("warning.return"). It is remembered of the form or the passage, not of a row of the library. */
gboolean tri_library_put_warning_aside (TriLibrary *self,
                                        gint64 work,
                                        const TriEntityWarning *warning,
                                        gboolean aside,
                                        GError **error);

G_END_DECLS
