/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "formats/tri-format.h"

G_BEGIN_DECLS

typedef struct
{
  const char *name;
  const char *content;
} ZipMember;

/* A zip file with these members, in this order; @options are libarchive's: "compression=store". */
GBytes *zip_fixture_new (const ZipMember *members,
                         guint n_members,
                         const char *options) G_GNUC_WARN_UNUSED_RESULT;
/* Reads the beginning of it, as if the file ended there: at every byte. Each must be an error. */
void zip_fixture_check_cut (const TriFormat *format, GBytes *bytes);

G_END_DECLS
