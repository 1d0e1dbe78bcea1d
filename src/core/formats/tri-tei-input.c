/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "formats/tri-tei-input.h"

#include <errno.h>
#include <glib/gstdio.h>
#include <stdio.h>

struct _TriTeiInput
{
  const TriSource *source;
  FILE *file;
};

static void
set_file_error (GError **error, const TriSource *source, int saved)
{
  g_set_error (error,
               G_IO_ERROR,
               (int) g_io_error_from_errno (saved),
               "%s: %s",
               source->name,
               g_strerror (saved));
}

TriTeiInput *
tri_tei_input_new (const TriSource *source, GError **error)
{
  FILE *file = g_fopen (source->path, "rb");
  TriTeiInput *self = NULL;

  if (!file)
    {
      set_file_error (error, source, errno);
      return NULL;
    }
  self = g_new0 (TriTeiInput, 1);
  self->source = source;
  self->file = file;
  return self;
}

void
tri_tei_input_free (TriTeiInput *self)
{
  fclose (self->file);
  g_free (self);
}

/* Returns how many bytes were read, 0 at the end, -1 with an error. */
int
tri_tei_input_read (TriTeiInput *self, char *buffer, int n, GError **error)
{
  gsize got = fread (buffer, 1, (gsize) n, self->file);

  if (got == 0 && ferror (self->file))
    {
      set_file_error (error, self->source, errno);
      return -1;
    }
  return (int) got;
}
