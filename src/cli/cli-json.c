/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cli-json.h"

#include <stdio.h>

/**
 * cli_json_add_string:
 * @value: (nullable): %NULL makes a null
 *
 * Adds a member to the object that is open; so do the others.
 */
void
cli_json_add_string (JsonBuilder *builder, const char *name, const char *value)
{
  json_builder_set_member_name (builder, name);
  if (value)
    json_builder_add_string_value (builder, value);
  else
    json_builder_add_null_value (builder);
}

void
cli_json_add_int (JsonBuilder *builder, const char *name, gint64 value)
{
  json_builder_set_member_name (builder, name);
  json_builder_add_int_value (builder, value);
}

void
cli_json_add_double (JsonBuilder *builder, const char *name, double value)
{
  json_builder_set_member_name (builder, name);
  json_builder_add_double_value (builder, value);
}

static void
print_root (JsonBuilder *builder, gboolean is_pretty)
{
  g_autoptr (JsonNode) root = json_builder_get_root (builder);
  g_autoptr (JsonGenerator) generator = json_generator_new ();
  g_autofree char *string = NULL;

  json_generator_set_pretty (generator, is_pretty);
  json_generator_set_root (generator, root);
  string = json_generator_to_data (generator, NULL);
  fputs (string, stdout);
}

/**
 * cli_json_print:
 *
 * Prints the one JSON value of a verb, always in UTF-8 (g_print() writes in that of the locale).
 */
void
cli_json_print (JsonBuilder *builder)
{
  print_root (builder, TRUE);
  fputs ("\n", stdout);
}

/**
 * cli_json_print_item:
 * @is_first: whether it is the first of its array
 *
 * Prints one item of an array that is too long to hold, and empties @builder. The brackets are
 * printed by the caller, with cli_json_print_raw().
 */
void
cli_json_print_item (JsonBuilder *builder, gboolean is_first)
{
  fputs (is_first ? "\n" : ",\n", stdout);
  print_root (builder, FALSE);
  json_builder_reset (builder);
}

/**
 * cli_json_print_raw:
 * @json: a piece of JSON
 *
 * Prints it as it is.
 */
void
cli_json_print_raw (const char *json)
{
  fputs (json, stdout);
}
