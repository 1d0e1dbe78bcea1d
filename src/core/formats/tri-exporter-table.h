/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "formats/tri-exporter.h"

G_BEGIN_DECLS

/* The entries of the table that have a file of their own. */
extern const TriExporter tri_exporter_epub;
extern const TriExporter tri_exporter_html;
extern const TriExporter tri_exporter_markdown;
extern const TriExporter tri_exporter_tmx;
extern const TriExporter tri_exporter_tsv;
extern const TriExporter tri_exporter_xliff;

G_END_DECLS
