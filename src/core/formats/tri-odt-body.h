/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "formats/tri-odt-styles.h"

G_BEGIN_DECLS

/**
 * TriOdtBody:
 *
 * Reads content.xml, meta.xml, and a flat file, which has all of them in it.
 */
typedef struct
{
  TriOffice *office;
  TriOdtStyles *styles;
  GArray *contexts; /* of the paragraphs and spans that are open */
  GArray *lists;    /* that are open */
  guint counters[TRI_ODT_N_LIST_LEVELS];
  guint skipped;      /* how deep what is passed over lies, or 0 */
  guint styles_depth; /* how deep a part with styles lies, or 0 */
  guint text_depth;   /* likewise the text */
  char *title;
  char *author;
  char *lang;
  char **field; /* of those that is being read, or NULL */
} TriOdtBody;

extern const TriXmlHandler tri_odt_body_handler;

void tri_odt_body_init (TriOdtBody *self);
void tri_odt_body_clear (TriOdtBody *self);
/* Once the beginning was read to learn of the document. */
void tri_odt_body_begin_anew (TriOdtBody *self);

G_END_DECLS
