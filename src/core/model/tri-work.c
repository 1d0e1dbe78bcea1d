/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "model/tri-work.h"

G_DEFINE_FINAL_TYPE (TriText, tri_text, G_TYPE_OBJECT)
G_DEFINE_FINAL_TYPE (TriWork, tri_work, G_TYPE_OBJECT)
G_DEFINE_FINAL_TYPE (TriDivision, tri_division, G_TYPE_OBJECT)

static void
tri_text_finalize (GObject *object)
{
  TriText *self = TRI_TEXT (object);

  g_free (self->uuid);
  g_free (self->lang);
  g_free (self->title);
  g_free (self->author);
  g_free (self->source);
  g_free (self->rights);

  G_OBJECT_CLASS (tri_text_parent_class)->finalize (object);
}

static void
tri_text_class_init (TriTextClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = tri_text_finalize;
}

static void
tri_text_init (TriText *self)
{
}

static void
tri_work_finalize (GObject *object)
{
  TriWork *self = TRI_WORK (object);

  g_free (self->uuid);
  g_free (self->title);
  g_ptr_array_unref (self->texts);

  G_OBJECT_CLASS (tri_work_parent_class)->finalize (object);
}

static void
tri_work_class_init (TriWorkClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = tri_work_finalize;
}

static void
tri_work_init (TriWork *self)
{
  self->texts = g_ptr_array_new_with_free_func (g_object_unref);
}

static void
tri_division_finalize (GObject *object)
{
  TriDivision *self = TRI_DIVISION (object);

  g_free (self->key);
  g_free (self->title);

  G_OBJECT_CLASS (tri_division_parent_class)->finalize (object);
}

static void
tri_division_class_init (TriDivisionClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = tri_division_finalize;
}

static void
tri_division_init (TriDivision *self)
{
}

/**
 * tri_work_get_text:
 * @text: the row of a text
 *
 * Returns: (transfer none) (nullable): that text of the work
 */
TriText *
tri_work_get_text (TriWork *self, gint64 text)
{
  for (guint i = 0; i < self->texts->len; i++)
    {
      TriText *candidate = g_ptr_array_index (self->texts, i);

      if (candidate->id == text)
        return candidate;
    }
  return NULL;
}
