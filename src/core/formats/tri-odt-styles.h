/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "formats/tri-office.h"

G_BEGIN_DECLS

#define TRI_ODT_OFFICE "urn:oasis:names:tc:opendocument:xmlns:office:1.0"
#define TRI_ODT_STYLE "urn:oasis:names:tc:opendocument:xmlns:style:1.0"
#define TRI_ODT_TEXT "urn:oasis:names:tc:opendocument:xmlns:text:1.0"
#define TRI_ODT_TABLE "urn:oasis:names:tc:opendocument:xmlns:table:1.0"
#define TRI_ODT_DRAW "urn:oasis:names:tc:opendocument:xmlns:drawing:1.0"

/* OpenDocument 1.3 knows ten. */
#define TRI_ODT_N_LIST_LEVELS 10

typedef struct
{
  char format; /* '1', 'a', 'A', 'i', 'I', '*' for a bullet, 0 for nothing */
  guint start;
  guint n_shown; /* levels whose numbers stand in it */
  char *prefix;
  char *suffix;
} TriOdtLevel;

/* The styles of styles.xml, and those that content.xml begins with. */
typedef struct _TriOdtStyles TriOdtStyles;

TriOdtStyles *tri_odt_styles_new (void) G_GNUC_WARN_UNUSED_RESULT;
void tri_odt_styles_free (TriOdtStyles *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (TriOdtStyles, tri_odt_styles_free)
/* For all of styles.xml, and for what is in office:styles and office:automatic-styles elsewhere. */
extern const TriXmlHandler tri_odt_styles_handler;

const char *tri_odt_styles_get_lang (TriOdtStyles *self);
void tri_odt_styles_lay_words (TriOdtStyles *self, const char *name, TriOfficeLook *look);
/* Only what was said of this paragraph, not what all of its style are like. */
void tri_odt_styles_lay_paragraph (TriOdtStyles *self, const char *name, TriOfficeLook *look);
/* Whether a paragraph style is @named, or made from one that is: "Title". */
gboolean tri_odt_styles_is (TriOdtStyles *self, const char *name, const char *named);
/* NULL for a list that is not known. */
const TriOdtLevel *tri_odt_styles_get_levels (TriOdtStyles *self, const char *list);

G_END_DECLS
