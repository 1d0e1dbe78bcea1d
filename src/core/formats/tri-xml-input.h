/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "formats/tri-format.h"

G_BEGIN_DECLS

typedef struct _TriXmlInput TriXmlInput;

TriXmlInput *tri_xml_input_new (const TriSource *source, GError **error) G_GNUC_WARN_UNUSED_RESULT;
void tri_xml_input_free (TriXmlInput *self);
int tri_xml_input_read (TriXmlInput *self, char *buffer, int n, GError **error);
gboolean tri_xml_input_is_at_end (TriXmlInput *self);
gboolean tri_xml_input_is_sgml (TriXmlInput *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TriXmlInput, tri_xml_input_free)

G_END_DECLS
