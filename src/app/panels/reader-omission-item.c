/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "reader-omission-item.h"

#include <glib/gi18n.h>

G_DEFINE_FINAL_TYPE (ReaderOmissionItem, reader_omission_item, G_TYPE_OBJECT)

static void
reader_omission_item_finalize (GObject *object)
{
  ReaderOmissionItem *self = READER_OMISSION_ITEM (object);

  g_free (self->beginning);
  g_free (self->details);

  G_OBJECT_CLASS (reader_omission_item_parent_class)->finalize (object);
}

static void
reader_omission_item_class_init (ReaderOmissionItemClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = reader_omission_item_finalize;
}

static void
reader_omission_item_init (ReaderOmissionItem *self)
{
}

/**
 * reader_omission_item_new:
 * @language: of the text, as a name
 *
 * Returns: (transfer full): a row for @omission
 */
ReaderOmissionItem *
reader_omission_item_new (const TriOmission *omission, const char *language)
{
  ReaderOmissionItem *self = g_object_new (READER_TYPE_OMISSION_ITEM, NULL);
  g_autofree char *count = g_strdup_printf (ngettext ("%u sentence",
                                                      "%u sentences",
                                                      omission->n_sentences),
                                            omission->n_sentences);

  self->first = omission->first;
  self->n_sentences = omission->n_sentences;
  self->beginning = g_strdup (omission->beginning != NULL ? omission->beginning : "");
  if (omission->confirmed)
    self->details = g_strdup_printf ("%s · %s · %s", language, count, _ ("confirmed"));
  else
    self->details = g_strdup_printf ("%s · %s", language, count);
  return self;
}

/**
 * reader_omission_item_equal:
 *
 * Returns: whether both say the same of the same place
 */
gboolean
reader_omission_item_equal (ReaderOmissionItem *self, ReaderOmissionItem *other)
{
  return self->first.passage == other->first.passage
         && self->first.sentence == other->first.sentence
         && g_str_equal (self->beginning, other->beginning)
         && g_str_equal (self->details, other->details);
}
