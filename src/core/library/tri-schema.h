/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

#define TRI_SCHEMA_APPLICATION_ID 0x54726970 /* "Trip" */
#define TRI_SCHEMA_VERSION 6

/* The SQL that brings a library from user_version @from to @from + 1. */
GBytes *tri_schema_get_migration (int from) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
