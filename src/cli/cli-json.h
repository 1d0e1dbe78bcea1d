/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

void cli_json_add_string (JsonBuilder *builder, const char *name, const char *value);
void cli_json_add_int (JsonBuilder *builder, const char *name, gint64 value);
void cli_json_add_double (JsonBuilder *builder, const char *name, double value);
void cli_json_print (JsonBuilder *builder);
void cli_json_print_item (JsonBuilder *builder, gboolean is_first);
void cli_json_print_raw (const char *json);

G_END_DECLS
