/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "model/tri-link.h"

/**
 * tri_link_new:
 *
 * Returns: (transfer full): a link without members
 */
TriLink *
tri_link_new (void)
{
  TriLink *self = g_new0 (TriLink, 1);

  self->members = g_array_new (FALSE, FALSE, sizeof (TriLinkMember));
  return self;
}

void
tri_link_free (TriLink *self)
{
  g_array_unref (self->members);
  g_free (self);
}
