/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "formats/tri-exporter.h"

G_BEGIN_DECLS

/* PDF, beside the formats of the core: it needs Pango and Cairo. A4; pages, and what is drawn on
 * them, as on paper; divisions as outline. */
extern const TriExporter paper_pdf_exporter;

G_END_DECLS
