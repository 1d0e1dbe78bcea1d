/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* What an XML file is that is read by none of the formats, and what to do; NULL if nobody knows.
 * @ns may be NULL. */
const char *tri_xml_get_advice (const char *name, const char *ns);

G_END_DECLS
