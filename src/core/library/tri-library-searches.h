/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "library/tri-library.h"
#include "model/tri-saved-search.h"

G_BEGIN_DECLS

/* Searches that the reader keeps, known by their uuids; what has gone is TRI_ERROR_NOT_FOUND. */

/* (element-type TriSavedSearch), by title. */
GPtrArray *tri_library_list_searches (TriLibrary *self, GError **error) G_GNUC_WARN_UNUSED_RESULT;
TriSavedSearch *tri_library_get_search (TriLibrary *self,
                                        const char *search,
                                        GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* Each of these is one act in the journal, on disk when it returns TRUE. */

/* Sets uuid and times. */
gboolean tri_library_create_search (TriLibrary *self, TriSavedSearch *search, GError **error);
/* Title, question and options. */
gboolean tri_library_edit_search (TriLibrary *self, TriSavedSearch *search, GError **error);
gboolean tri_library_delete_search (TriLibrary *self, const char *search, GError **error);

G_END_DECLS
