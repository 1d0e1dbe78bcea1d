/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "concordance/reader-concordance-columns.h"

/*   12  text   left context   hit   right context   counterpart  12
 *
 * Both contexts are as wide as each other, so that the hits stand one below the other. */
#define EDGE 12
#define GAP 10
#define MIN_HIT 64
#define MAX_HIT 240
/* Below it there is no room for counterparts, and below the other one only for languages. */
#define WITH_COUNTERPART 760
#define WITH_TITLE 900

struct _ReaderConcordanceColumns
{
  GObject parent_instance;
  char *lang;
  int hit;
};

G_DEFINE_FINAL_TYPE (ReaderConcordanceColumns, reader_concordance_columns, G_TYPE_OBJECT)

enum
{
  SIGNAL_CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static void
reader_concordance_columns_finalize (GObject *object)
{
  g_free (READER_CONCORDANCE_COLUMNS (object)->lang);

  G_OBJECT_CLASS (reader_concordance_columns_parent_class)->finalize (object);
}

static void
reader_concordance_columns_class_init (ReaderConcordanceColumnsClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = reader_concordance_columns_finalize;
  signals[SIGNAL_CHANGED] = g_signal_new ("changed",
                                          READER_TYPE_CONCORDANCE_COLUMNS,
                                          G_SIGNAL_RUN_LAST,
                                          0,
                                          NULL,
                                          NULL,
                                          NULL,
                                          G_TYPE_NONE,
                                          0);
}

static void
reader_concordance_columns_init (ReaderConcordanceColumns *self)
{
  self->hit = MIN_HIT;
}

ReaderConcordanceColumns *
reader_concordance_columns_new (void)
{
  return g_object_new (READER_TYPE_CONCORDANCE_COLUMNS, NULL);
}

void
reader_concordance_columns_set_lang (ReaderConcordanceColumns *self, const char *lang)
{
  if (g_strcmp0 (self->lang, lang) == 0)
    return;
  g_free (self->lang);
  self->lang = g_strdup (lang);
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}

const char *
reader_concordance_columns_get_lang (ReaderConcordanceColumns *self)
{
  return self->lang;
}

void
reader_concordance_columns_see_hit (ReaderConcordanceColumns *self, int width)
{
  width = MIN (width, MAX_HIT);
  if (width <= self->hit)
    return;
  self->hit = width;
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}

void
reader_concordance_columns_reset (ReaderConcordanceColumns *self)
{
  self->hit = MIN_HIT;
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}

static int
put (ReaderConcordanceSlot *slot, int x, int width)
{
  slot->x = x;
  slot->width = MAX (width, 0);
  return x + slot->width + (slot->width > 0 ? GAP : 0);
}

void
reader_concordance_columns_place (ReaderConcordanceColumns *self,
                                  int width,
                                  ReaderConcordanceSlot slots[READER_N_CONCORDANCE_COLUMNS])
{
  gboolean has_counterpart = width >= WITH_COUNTERPART;
  int text = width >= WITH_TITLE ? 110 : 34;
  int counterpart = has_counterpart ? (width - 2 * EDGE) * 3 / 10 : 0;
  int hit = MIN (self->hit, width / 4);
  int n_gaps = has_counterpart ? 4 : 3;
  int rest = width - 2 * EDGE - text - hit - counterpart - n_gaps * GAP;
  int x = EDGE;

  x = put (&slots[READER_CONCORDANCE_TEXT], x, text);
  x = put (&slots[READER_CONCORDANCE_LEFT], x, rest / 2);
  x = put (&slots[READER_CONCORDANCE_HIT], x, hit);
  x = put (&slots[READER_CONCORDANCE_RIGHT], x, rest / 2);
  put (&slots[READER_CONCORDANCE_COUNTERPART], x, counterpart);
}
