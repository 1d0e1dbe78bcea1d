/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "model/tri-passage.h"

G_BEGIN_DECLS

/**
 * TriNameForm:
 * @form: the words as they stand in the text the first time
 * @folded: see tri_fold()
 * @n: how often
 * @n_inside: how often where the capital is not due to its standing first in a sentence
 * @passage: of the first time; likewise @start and @end
 *
 * Words with capitals that may be a name.
 */
typedef struct
{
  char *form;
  char *folded;
  guint n;
  guint n_inside;
  gint64 passage;
  guint start;
  guint end;
} TriNameForm;

/**
 * TriNameForms:
 *
 * Collects what may be names in the passages of a text.
 */
typedef struct _TriNameForms TriNameForms;

TriNameForms *tri_name_forms_new (void) G_GNUC_WARN_UNUSED_RESULT;
void tri_name_forms_free (TriNameForms *self);
void tri_name_forms_read (TriNameForms *self,
                          gint64 passage,
                          const char *content,
                          const TriRange *taken,
                          guint n_taken);
GPtrArray *tri_name_forms_list (TriNameForms *self) G_GNUC_WARN_UNUSED_RESULT;

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TriNameForms, tri_name_forms_free)

G_END_DECLS
