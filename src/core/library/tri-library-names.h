/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "entities/tri-name-match.h"
#include "library/tri-library.h"

G_BEGIN_DECLS

/**
 * TriNameSuggestion:
 * @form: words of a text that nothing links
 * @lang: of the text
 * @entity: whose name they may be
 * @name: the name of it that they are a spelling of
 * @name_lang: its language, or ""
 * @score: from 0 to 1
 * @reasons: (element-type TriNameReason): why; the first of each is of @form
 * @n: how often they stand in the texts of that language
 * @text: where they stand first; likewise @passage, @start, @end
 *
 * A name in a spelling that the registers of the work do not have.
 */
typedef struct
{
  char *form;
  char *lang;
  gint64 entity;
  TriEntityType type;
  char *name;
  char *name_lang;
  double score;
  GPtrArray *reasons;
  guint n;
  gint64 text;
  gint64 passage;
  guint start;
  guint end;
} TriNameSuggestion;

void tri_name_suggestion_free (TriNameSuggestion *self);

/* What the reader has not decided yet, the likeliest first, at most @limit. Reads the whole work:
 * for the worker. (element-type TriNameSuggestion) */
GPtrArray *tri_library_list_name_suggestions (TriLibrary *self,
                                              gint64 work,
                                              guint limit,
                                              GCancellable *cancellable,
                                              GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* The form is a name of the entity: it is added to its names, and what stands so in the texts of
 * the language names it, unless it is said to name something else. "name.accept" */
gboolean tri_library_accept_name (TriLibrary *self,
                                  gint64 work,
                                  gint64 entity,
                                  const char *lang,
                                  const char *form,
                                  GCancellable *cancellable,
                                  GError **error);
/* It is none, and is not suggested again. "name.reject" */
gboolean tri_library_reject_name (TriLibrary *self,
                                  gint64 work,
                                  gint64 entity,
                                  const char *lang,
                                  const char *form,
                                  GError **error);
/* The same of several (element-type TriNameSuggestion), as one act. */
gboolean tri_library_accept_names (TriLibrary *self,
                                   gint64 work,
                                   GPtrArray *suggestions,
                                   GCancellable *cancellable,
                                   GError **error);
gboolean tri_library_reject_names (TriLibrary *self,
                                   gint64 work,
                                   GPtrArray *suggestions,
                                   GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TriNameSuggestion, tri_name_suggestion_free)

G_END_DECLS
