/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

/* Members of an object of which only some types make sense. One of another type is as if it was not
 * there, and @wrong gets its name. null is as if it was not there, too. */

const char *tri_json_get_string (JsonObject *object, const char *name, const char **wrong);
/* -1 when it is not there. */
gint64 tri_json_get_number (JsonObject *object, const char *name, const char **wrong);
JsonObject *tri_json_get_object (JsonObject *object, const char *name, const char **wrong);
/* A value alone, or those of an array. (element-type JsonNode) */
GPtrArray *tri_json_list_values (JsonObject *object,
                                 const char *name) G_GNUC_WARN_UNUSED_RESULT;
/* Those of them that are objects; @wrong is set when others are not even strings. */
GPtrArray *tri_json_list_objects (JsonObject *object,
                                  const char *name,
                                  const char **wrong) G_GNUC_WARN_UNUSED_RESULT;
/* Unix seconds of an ISO 8601 instant, 0 when it is not there or is none. */
gint64 tri_json_get_time (JsonObject *object, const char *name, const char **wrong);

G_END_DECLS
