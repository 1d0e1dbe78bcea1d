/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "sheets/reader-sheet-line.h"

G_DEFINE_FINAL_TYPE (ReaderSheetLine, reader_sheet_line, G_TYPE_OBJECT)

enum
{
  SIGNAL_READ,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static void
reader_sheet_line_finalize (GObject *object)
{
  ReaderSheetLine *self = READER_SHEET_LINE (object);

  g_free (self->uuid);
  g_free (self->draft);
  g_clear_object (&self->item);

  G_OBJECT_CLASS (reader_sheet_line_parent_class)->finalize (object);
}

static void
reader_sheet_line_class_init (ReaderSheetLineClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = reader_sheet_line_finalize;

  signals[SIGNAL_READ] = g_signal_new ("read",
                                       G_TYPE_FROM_CLASS (klass),
                                       G_SIGNAL_RUN_LAST,
                                       0,
                                       NULL,
                                       NULL,
                                       NULL,
                                       G_TYPE_NONE,
                                       0);
}

static void
reader_sheet_line_init (ReaderSheetLine *self)
{
}

ReaderSheetLine *
reader_sheet_line_new (const char *uuid)
{
  ReaderSheetLine *self = g_object_new (READER_TYPE_SHEET_LINE, NULL);

  self->uuid = g_strdup (uuid);
  return self;
}

/* Who is writing there goes on with what was written. */
void
reader_sheet_line_take (ReaderSheetLine *self, TriSheetItem *item)
{
  gboolean is_same = self->item && tri_sheet_item_is_same (self->item, item);

  g_set_object (&self->item, item);
  if (self->is_edited || (is_same && !self->draft))
    return;
  g_clear_pointer (&self->draft, g_free);
  g_signal_emit (self, signals[SIGNAL_READ], 0);
}

void
reader_sheet_line_set_edited (ReaderSheetLine *self, gboolean is_edited)
{
  if (self->is_edited == is_edited)
    return;
  self->is_edited = is_edited;
  g_signal_emit (self, signals[SIGNAL_READ], 0);
}

void
reader_sheet_line_set_draft (ReaderSheetLine *self, const char *draft)
{
  char *words = g_strdup (draft);

  g_free (self->draft);
  self->draft = words;
}

const char *
reader_sheet_line_get_words (ReaderSheetLine *self)
{
  if (self->draft)
    return self->draft;
  return self->item ? self->item->words : "";
}
