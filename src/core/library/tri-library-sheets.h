/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "library/tri-library.h"
#include "model/tri-sheet.h"

G_BEGIN_DECLS

/* Study sheets. Sheets and items are known by their uuids; what has gone is TRI_ERROR_NOT_FOUND. */

/* (element-type TriSheet), by title. */
GPtrArray *tri_library_list_sheets (TriLibrary *self, GError **error) G_GNUC_WARN_UNUSED_RESULT;
TriSheet *tri_library_get_sheet (TriLibrary *self,
                                 const char *sheet,
                                 GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* A uuid, the beginning of one, or a title that only one has: the uuid, or NULL with @error. */
char *tri_library_find_sheet (TriLibrary *self,
                              const char *what,
                              GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* (element-type TriSheetItem): @count items from the @from-th on, with their marks and quotes;
 * fewer at the end. */
GPtrArray *tri_library_read_sheet_items (TriLibrary *self,
                                         const char *sheet,
                                         guint from,
                                         guint count,
                                         GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* (element-type utf8): the uuids of all its items, in order. */
GPtrArray *tri_library_list_sheet_items (TriLibrary *self,
                                         const char *sheet,
                                         GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* The same as read_sheet_items() of items by their uuids, in any order; those gone are left out. */
GPtrArray *tri_library_get_sheet_items (TriLibrary *self,
                                        const char *sheet,
                                        const char *const *items,
                                        GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* The languages of the texts of all marks on it, those of the most marks first. */
GStrv tri_library_list_sheet_languages (TriLibrary *self,
                                        const char *sheet,
                                        GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* Each of these is one act in the journal, on disk when it returns TRUE. */

/* Title and languages are read; uuid and times are set. @items (element-type TriSheetItem): its
 * first ones, or NULL. */
gboolean tri_library_create_sheet (TriLibrary *self,
                                   TriSheet *sheet,
                                   GPtrArray *items,
                                   GError **error);
gboolean tri_library_edit_sheet (TriLibrary *self, TriSheet *sheet, GError **error);
gboolean tri_library_delete_sheet (TriLibrary *self, const char *sheet, GError **error);
/* Adds items (element-type TriSheetItem) before that one, in their order; NULL: at the end. Sets
 * uuid, sheet and times of each. */
gboolean tri_library_add_sheet_items (TriLibrary *self,
                                      const char *sheet,
                                      GPtrArray *items,
                                      const char *before,
                                      GError **error);
/* Words and languages of an item. */
gboolean tri_library_edit_sheet_item (TriLibrary *self, TriSheetItem *item, GError **error);
/* Moves items of one sheet before that one, in the order they stand in; NULL: to the end. */
gboolean tri_library_move_sheet_items (TriLibrary *self,
                                       const char *sheet,
                                       const char *const *items,
                                       const char *before,
                                       GError **error);
/* Those that have gone already do not matter. */
gboolean tri_library_remove_sheet_items (TriLibrary *self,
                                         const char *const *items,
                                         GError **error);

G_END_DECLS
