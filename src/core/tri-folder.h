/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef enum
{
  TRI_FOLDER_LOCAL,
  /* a program copies it to other machines behind our back */
  TRI_FOLDER_SYNCHRONISED,
  /* another machine has it */
  TRI_FOLDER_NETWORK,
} TriFolderKind;

/* What is to be known of a folder before a library is put into it. @name: (out) (optional): by
 * what, as in "Dropbox" or "NFS". The folder need not be there yet. */
TriFolderKind tri_folder_recognise (const char *folder, char **name);
/* Its dangers in words, NULL for a folder of this machine alone. */
char *tri_folder_dup_warning (const char *folder) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
