/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* The attributes of a TEI element that dates something; each may be NULL. */
typedef struct
{
  const char *when;
  const char *from;
  const char *to;
  const char *not_before;
  const char *not_after;
  const char *cert;
  const char *precision;
} TriTeiDating;

char *tri_tei_dating_to_edtf (const TriTeiDating *dating) G_GNUC_WARN_UNUSED_RESULT;
char *tri_tei_life_to_edtf (const char *birth, const char *death) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
