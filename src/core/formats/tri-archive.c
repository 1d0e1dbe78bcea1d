/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "formats/tri-archive.h"

#include "formats/tri-archive-keep.h"
#include "formats/tri-source.h"
#include "tri-error.h"

#include <archive.h>
#include <archive_entry.h>
#include <glib/gi18n-lib.h>
#include <locale.h>
#include <string.h>

#define CHUNK ((gsize) 64 * 1024)
/* Headers passed on the way to members that lie behind, in all: some seconds. */
#define MAX_STEPS ((guint64) 4 * 1000 * 1000)

/* libarchive goes through a zip file from its beginning to its end. Members are asked for mostly in
 * that order, so the reader stays where it is and goes on. Once it would have to turn back, it goes
 * through all once more and keeps whatever may be text in a temporary file (tri-archive-keep.h);
 * from there on nothing is sought any more. */
struct _TriArchive
{
  char *path;
  char *name;
  GBytes *bytes; /* that are read; or NULL for a file */
  goffset size;
  GCancellable *cancellable;
  struct archive *reader;
  struct archive_entry *entry;
  gint64 at;           /* the member whose header was read last, -1 before the first */
  GHashTable *members; /* its name to its place among all, and one: never NULL */
  GPtrArray *names;    /* of members, in order */
  guint n_headers;     /* of members, folders and what is never found */
  guint64 n_unpacked;
  guint64 n_steps;
  TriArchiveKeep *keep; /* or NULL */
};

/* Names go through the locale, which may know nothing but ASCII. All else of it stays: messages are
 * in the reader's language. */
static locale_t
enter_locale (void)
{
  locale_t base = duplocale (LC_GLOBAL_LOCALE);
  locale_t made = newlocale (LC_CTYPE_MASK, "C.UTF-8", base);

  return uselocale (made ? made : base);
}

static void
leave_locale (locale_t before)
{
  locale_t own = uselocale (before);

  if (own != before)
    freelocale (own);
}

static gboolean G_GNUC_PRINTF (4, 5)
    fail (TriArchive *self, GError **error, int code, const char *format, ...)
{
  g_autofree char *message = NULL;
  va_list arguments;

  va_start (arguments, format);
  message = g_strdup_vprintf (format, arguments);
  va_end (arguments);
  g_set_error (error, TRI_ERROR, code, "%s: %s", self->name, message);
  return FALSE;
}

static gboolean
fail_damaged (TriArchive *self, GError **error)
{
  const char *said = self->reader ? archive_error_string (self->reader) : NULL;
  g_autofree char *line = g_strchomp (g_strdup (said ? said : ""));

  return fail (self,
               error,
               TRI_ERROR_SYNTAX,
               _ ("the compressed file is damaged or was cut off (%s); get it once more"),
               line);
}

/* (transfer full) (nullable): a name as paths in the archive say it, NULL for one that is never
 * found */
static char *
dup_member_name (const char *name)
{
  g_autofree char *utf8 = NULL;
  g_auto (GStrv) parts = NULL;

  if (!name || !*name)
    return NULL;
  if (g_utf8_validate (name, -1, NULL))
    utf8 = g_strdup (name);
  else
    utf8 = g_convert (name, -1, "UTF-8", "CP437", NULL, NULL, NULL);
  if (!utf8 || *utf8 == '/')
    return NULL;
  if (!strchr (utf8, '/'))
    g_strdelimit (utf8, "\\", '/');
  parts = g_strsplit (utf8, "/", -1);
  for (guint i = 0; parts[i]; i++)
    if (g_str_equal (parts[i], "..") || strchr (parts[i], '\\') || !*parts[i])
      return NULL;
  return g_strdup (g_str_has_prefix (utf8, "./") ? utf8 + 2 : utf8);
}

static gboolean
open_reader (TriArchive *self, GError **error)
{
  gsize n_bytes = 0;
  const void *bytes = self->bytes ? g_bytes_get_data (self->bytes, &n_bytes) : NULL;
  int status = ARCHIVE_FATAL;

  g_clear_pointer (&self->reader, archive_read_free);
  self->at = -1;
  self->reader = archive_read_new ();
  /* Not the streaming one: what counts is the directory at the end. */
  archive_read_support_format_zip_seekable (self->reader);
  if (self->bytes)
    status = archive_read_open_memory (self->reader, bytes, n_bytes);
  else
    status = archive_read_open_filename (self->reader, self->path, CHUNK);
  return status == ARCHIVE_OK || fail_damaged (self, error);
}

/* FALSE at the end, without an error, too. */
static gboolean
go_on (TriArchive *self, GError **error)
{
  int status = ARCHIVE_FATAL;

  if (g_cancellable_set_error_if_cancelled (self->cancellable, error))
    return FALSE;
  if (++self->n_steps > MAX_STEPS)
    return fail (self,
                 error,
                 TRI_ERROR_LIMIT,
                 _ ("too much lies in it in another order than it is read; pack it again"));
  status = archive_read_next_header (self->reader, &self->entry);
  self->at++;
  if (status == ARCHIVE_EOF)
    return FALSE;
  return status == ARCHIVE_OK || status == ARCHIVE_WARN || fail_damaged (self, error);
}

static gboolean
list_members (TriArchive *self, GError **error)
{
  GError *local_error = NULL;

  while (go_on (self, &local_error))
    {
      g_autofree char *name = NULL;

      if (++self->n_headers > TRI_ARCHIVE_MAX_MEMBERS)
        return fail (self,
                     error,
                     TRI_ERROR_LIMIT,
                     _ ("more than %d files are in it; split it into smaller ones"),
                     TRI_ARCHIVE_MAX_MEMBERS);
      if (archive_entry_filetype (self->entry) == AE_IFREG)
        name = dup_member_name (archive_entry_pathname (self->entry));
      if (name && !g_hash_table_contains (self->members, name))
        {
          g_ptr_array_add (self->names, name);
          g_hash_table_insert (self->members,
                               g_steal_pointer (&name),
                               GINT_TO_POINTER (self->at + 1));
        }
    }
  self->n_steps = 0;
  if (!local_error)
    return TRUE;
  g_propagate_error (error, local_error);
  return FALSE;
}

/* A zip file is read where it lies, one that gzip or xz packed once more from memory. */
static gboolean
take_source (TriArchive *self, const TriSource *source, GError **error)
{
  g_autoptr (GInputStream) stream = NULL;
  char magic[2] = "";
  gsize n = 0;

  self->bytes = source->bytes ? g_bytes_ref (source->bytes) : NULL;
  stream = tri_source_open (source, &self->size, error);
  if (!stream || !g_input_stream_read_all (stream, magic, sizeof magic, &n, NULL, error))
    {
      g_prefix_error (error, "%s: ", self->name);
      return FALSE;
    }
  if (n == 0)
    return fail (self,
                 error,
                 TRI_ERROR_SYNTAX,
                 _ ("the file is empty; get it once more"));
  if (G_IS_FILE_INPUT_STREAM (stream) || G_IS_MEMORY_INPUT_STREAM (stream))
    return TRUE;
  g_clear_pointer (&self->bytes, g_bytes_unref);
  self->bytes = tri_source_load (source, TRI_ARCHIVE_MAX_BYTES, error);
  return self->bytes != NULL;
}

/**
 * tri_archive_new:
 * @source: a zip file
 *
 * Opens an archive and lists what is in it.
 *
 * Returns: (transfer full) (nullable): %NULL with an error that names the file
 */
TriArchive *
tri_archive_new (const TriSource *source, GCancellable *cancellable, GError **error)
{
  g_autoptr (TriArchive) self = g_new0 (TriArchive, 1);
  locale_t before = (locale_t) 0;
  gboolean is_listed = FALSE;

  self->path = g_strdup (source->path);
  self->name = g_strdup (source->name);
  self->cancellable = cancellable ? g_object_ref (cancellable) : NULL;
  self->members = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->names = g_ptr_array_new ();
  if (!take_source (self, source, error))
    return NULL;
  before = enter_locale ();
  is_listed = open_reader (self, error) && list_members (self, error);
  leave_locale (before);
  return is_listed ? g_steal_pointer (&self) : NULL;
}

void
tri_archive_free (TriArchive *self)
{
  if (!self)
    return;
  g_clear_pointer (&self->reader, archive_read_free);
  g_clear_pointer (&self->keep, tri_archive_keep_free);
  g_clear_pointer (&self->names, g_ptr_array_unref);
  g_clear_pointer (&self->members, g_hash_table_unref);
  g_clear_pointer (&self->bytes, g_bytes_unref);
  g_clear_object (&self->cancellable);
  g_free (self->name);
  g_free (self->path);
  g_free (self);
}

guint
tri_archive_get_n_members (TriArchive *self)
{
  return self->names->len;
}

const char *
tri_archive_get_member (TriArchive *self, guint i)
{
  return g_ptr_array_index (self->names, i);
}

gboolean
tri_archive_has (TriArchive *self, const char *name)
{
  return g_hash_table_contains (self->members, name);
}

/* Nothing but these two is in such files; the others have been a way to attack. */
static gboolean
is_known_method (TriArchive *self)
{
  const char *format = archive_format_name (self->reader);

  return format && (strstr (format, "(deflation)") || strstr (format, "(uncompressed)"));
}

static gboolean
fail_member (TriArchive *self, const char *name, GError **error)
{
  return fail (self,
               error,
               TRI_ERROR_LIMIT,
               _ ("“%s” in it is larger than %d MiB; split the text into smaller files"),
               name,
               (int) (TRI_ARCHIVE_MAX_MEMBER / 1024 / 1024));
}

static gboolean
check_header (TriArchive *self, const char *name, GError **error)
{
  if (archive_entry_is_encrypted (self->entry))
    return fail (self,
                 error,
                 TRI_ERROR_UNSUPPORTED,
                 _ ("“%s” in it is encrypted; save the file without a password in the program "
                    "that made it"),
                 name);
  if (!is_known_method (self))
    return fail (self,
                 error,
                 TRI_ERROR_UNSUPPORTED,
                 _ ("“%s” in it is compressed in an unusual way; unpack the file and pack it "
                    "again as an ordinary zip file"),
                 name);
  if (archive_entry_size_is_set (self->entry)
      && archive_entry_size (self->entry) > (la_int64_t) TRI_ARCHIVE_MAX_MEMBER)
    return fail_member (self, name, error);
  return TRUE;
}

static gboolean
check_total (TriArchive *self, GError **error)
{
  guint64 most = MAX ((guint64) self->size * TRI_SOURCE_MAX_EXPANSION, TRI_SOURCE_MIN_LIMIT);

  if (self->n_unpacked > most)
    return fail (self,
                 error,
                 TRI_ERROR_LIMIT,
                 _ ("the compressed file expands to more than %d times its size; unpack it and "
                    "look at what is in it"),
                 TRI_SOURCE_MAX_EXPANSION);
  if (self->n_unpacked > TRI_ARCHIVE_MAX_BYTES)
    return fail (self,
                 error,
                 TRI_ERROR_LIMIT,
                 _ ("the file is larger than %d MiB; split it into smaller files"),
                 (int) (TRI_ARCHIVE_MAX_BYTES / 1024 / 1024));
  return TRUE;
}

/* What the header says of the size is not believed. */
static GBytes *
unpack (TriArchive *self, const char *name, GError **error)
{
  g_autoptr (GByteArray) bytes = g_byte_array_new ();
  la_ssize_t n = 1;

  if (!check_header (self, name, error))
    return NULL;
  while (n > 0)
    {
      guint before = bytes->len;

      if (g_cancellable_set_error_if_cancelled (self->cancellable, error))
        return NULL;
      g_byte_array_set_size (bytes, before + (guint) CHUNK);
      n = archive_read_data (self->reader, bytes->data + before, CHUNK);
      g_byte_array_set_size (bytes, before + (guint) MAX (n, 0));
      self->n_unpacked += (guint64) MAX (n, 0);
      if (bytes->len > TRI_ARCHIVE_MAX_MEMBER && !fail_member (self, name, error))
        return NULL;
      if ((n < 0 && !fail_damaged (self, error)) || !check_total (self, error))
        return NULL;
    }
  return g_byte_array_free_to_bytes (g_steal_pointer (&bytes));
}

static gboolean
go_to (TriArchive *self, guint at, GError **error)
{
  GError *local_error = NULL;

  if (self->at >= at && !open_reader (self, error))
    return FALSE;
  while (self->at < at)
    if (!go_on (self, &local_error))
      {
        /* Shorter than when it was listed: somebody writes into it. */
        if (!local_error)
          return fail_damaged (self, error);
        g_propagate_error (error, local_error);
        return FALSE;
      }
  return TRUE;
}

/* Whether a member can hold nothing that anybody reads in words. */
static gboolean
is_medium (const char *name)
{
  static const char media[] = " jpg jpeg png gif webp svg tif tiff bmp emf wmf ttf otf woff woff2 "
                              "mp3 m4a mp4 ogg webm css js bin pdf ";
  const char *dot = strrchr (name, '.');
  g_autofree char *lower = g_ascii_strdown (dot ? dot + 1 : "", -1);
  g_autofree char *word = g_strconcat (" ", lower, " ", NULL);

  return strstr (media, word) != NULL;
}

/* What cannot be unpacked is not kept; who asks for it gets the error. */
static gboolean
keep_members (TriArchive *self, GError **error)
{
  guint64 n_unpacked = self->n_unpacked;
  GError *local_error = NULL;

  self->keep = tri_archive_keep_new (error);
  if (!self->keep || !open_reader (self, error))
    return FALSE;
  while (go_on (self, &local_error))
    {
      g_autofree char *name = dup_member_name (archive_entry_pathname (self->entry));
      g_autoptr (GBytes) bytes = NULL;

      if (!name
          || is_medium (name)
          || GPOINTER_TO_INT (g_hash_table_lookup (self->members, name)) != self->at + 1)
        continue;
      bytes = unpack (self, name, NULL);
      if (bytes && !tri_archive_keep_add (self->keep, (guint) self->at, bytes, &local_error))
        break;
    }
  self->n_unpacked = n_unpacked;
  self->n_steps = 0;
  if (!local_error)
    return TRUE;
  g_propagate_error (error, local_error);
  return FALSE;
}

static GBytes *
read_member (TriArchive *self, const char *name, guint at, GError **error)
{
  GBytes *bytes = NULL;

  if (!self->keep && self->at >= at && self->at < self->n_headers && !keep_members (self, error))
    return NULL;
  if (self->keep && tri_archive_keep_has (self->keep, at))
    {
      bytes = tri_archive_keep_read (self->keep, at, error);
      self->n_unpacked += bytes ? g_bytes_get_size (bytes) : 0;
      if (bytes && !check_total (self, error))
        g_clear_pointer (&bytes, g_bytes_unref);
      return bytes;
    }
  return go_to (self, at, error) ? unpack (self, name, error) : NULL;
}

/**
 * tri_archive_read:
 * @name: as tri_archive_dup_path() gives it
 *
 * Unpacks a member. Any order will do, none costs more than one more passage through the file.
 *
 * Returns: (transfer full) (nullable): its bytes, or %NULL with an error that names the file:
 * %TRI_ERROR_NOT_FOUND, %TRI_ERROR_LIMIT, %TRI_ERROR_UNSUPPORTED for what is encrypted
 */
GBytes *
tri_archive_read (TriArchive *self, const char *name, GError **error)
{
  int place = GPOINTER_TO_INT (g_hash_table_lookup (self->members, name));
  locale_t before = (locale_t) 0;
  GBytes *bytes = NULL;

  if (place == 0)
    {
      fail (self,
            error,
            TRI_ERROR_NOT_FOUND,
            _ ("“%s” is missing in it; get the file once more"),
            name);
      return NULL;
    }
  before = enter_locale ();
  bytes = read_member (self, name, (guint) place - 1, error);
  leave_locale (before);
  return bytes;
}
