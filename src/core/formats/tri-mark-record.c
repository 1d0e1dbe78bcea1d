/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "formats/tri-mark-record.h"

/* The strings that are never NULL. */
static const gsize spot_strings[] = {
  G_STRUCT_OFFSET (TriMarkSpot, uuid),
  G_STRUCT_OFFSET (TriMarkSpot, work),
  G_STRUCT_OFFSET (TriMarkSpot, work_title),
  G_STRUCT_OFFSET (TriMarkSpot, text),
  G_STRUCT_OFFSET (TriMarkSpot, text_title),
  G_STRUCT_OFFSET (TriMarkSpot, lang),
  G_STRUCT_OFFSET (TriMarkSpot, chapter),
  G_STRUCT_OFFSET (TriMarkSpot, key),
  G_STRUCT_OFFSET (TriMarkSpot, end_key),
  G_STRUCT_OFFSET (TriMarkSpot, quote),
  G_STRUCT_OFFSET (TriMarkSpot, prefix),
  G_STRUCT_OFFSET (TriMarkSpot, suffix),
};

TriMarkSpot *
tri_mark_spot_new (void)
{
  TriMarkSpot *self = g_new0 (TriMarkSpot, 1);

  for (guint i = 0; i < G_N_ELEMENTS (spot_strings); i++)
    G_STRUCT_MEMBER (char *, self, spot_strings[i]) = g_strdup ("");
  return self;
}

void
tri_mark_spot_free (TriMarkSpot *self)
{
  for (guint i = 0; i < G_N_ELEMENTS (spot_strings); i++)
    g_free (G_STRUCT_MEMBER (char *, self, spot_strings[i]));
  g_free (self->address);
  g_free (self);
}

static void
free_spot (gpointer data)
{
  tri_mark_spot_free (data);
}

TriMarkRecord *
tri_mark_record_new (void)
{
  TriMarkRecord *self = g_new0 (TriMarkRecord, 1);

  self->uuid = g_strdup ("");
  self->colour = g_strdup ("");
  self->note = g_strdup ("");
  self->labels = g_new0 (char *, 1);
  self->spots = g_ptr_array_new_with_free_func (free_spot);
  self->counterparts = g_ptr_array_new_with_free_func (free_spot);
  return self;
}

void
tri_mark_record_free (TriMarkRecord *self)
{
  g_free (self->uuid);
  g_free (self->colour);
  g_free (self->note);
  g_strfreev (self->labels);
  g_ptr_array_unref (self->spots);
  g_ptr_array_unref (self->counterparts);
  g_free (self->problem);
  g_free (self);
}

void
tri_mark_set (char **member, const char *value)
{
  char *old = *member;

  *member = g_strdup (value ? value : "");
  g_free (old);
}

const TriMarkSpot *
tri_mark_record_get_spot (const TriMarkRecord *self)
{
  return self->spots->len ? g_ptr_array_index (self->spots, 0) : NULL;
}

char *
tri_mark_dup_uuid_for (const char *name)
{
  /* A namespace of our own, made up once. */
  static const guint8 space[16] = {
    0x5d, 0x0b, 0x3c, 0x1e, 0x7f, 0x2a, 0x4b, 0x90, /* the first half of a random UUID */
    0x8e,
    0x61,
    0x0c,
    0x94,
    0xd3,
    0x57,
    0xa6,
    0x18, /* and the second */
  };
  g_autoptr (GChecksum) checksum = g_checksum_new (G_CHECKSUM_SHA1);
  guint8 b[20];
  gsize n = sizeof b;

  g_checksum_update (checksum, space, sizeof space);
  g_checksum_update (checksum, (const guchar *) name, -1);
  g_checksum_get_digest (checksum, b, &n);
  b[6] = (guint8) ((b[6] & 0x0f) | 0x50);
  b[8] = (guint8) ((b[8] & 0x3f) | 0x80);
  return g_strdup_printf ("%02x%02x%02x%02x-%02x%02x-%02x%02x-%02x%02x-%02x%02x%02x%02x%02x%02x",
                          b[0],
                          b[1],
                          b[2],
                          b[3],
                          b[4],
                          b[5],
                          b[6],
                          b[7],
                          b[8],
                          b[9],
                          b[10],
                          b[11],
                          b[12],
                          b[13],
                          b[14],
                          b[15]);
}
