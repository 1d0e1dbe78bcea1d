/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "model/tri-visit.h"

G_DEFINE_FINAL_TYPE (TriVisit, tri_visit, G_TYPE_OBJECT)

static void
tri_visit_finalize (GObject *object)
{
  TriVisit *self = TRI_VISIT (object);

  g_free (self->uuid);
  g_free (self->work_title);
  g_free (self->lang);
  g_free (self->chapter);
  g_free (self->title);
  g_free (self->words);

  G_OBJECT_CLASS (tri_visit_parent_class)->finalize (object);
}

static void
tri_visit_class_init (TriVisitClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = tri_visit_finalize;
}

static void
tri_visit_init (TriVisit *self)
{
}

/**
 * tri_visit_new:
 *
 * Returns: (transfer full): a visit of nothing; its strings are %NULL
 */
TriVisit *
tri_visit_new (void)
{
  return g_object_new (TRI_TYPE_VISIT, NULL);
}
