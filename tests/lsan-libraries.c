/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <dlfcn.h>
#include <gio/gio.h>
#include <sanitizer/lsan_interface.h>
#include <string.h>

/* For the sanitizer build alone: leaks of the libraries, of whose stacks LeakSanitizer knows no
 * more than g_malloc(), so that no line of lsan.supp can name them.
 *
 * What libraries allocate while they are loaded is not ours to free. GLib's first table of quarks
 * (16 KB) is such a thing: when a program has more than 2048 of them, GLib lets go of it on
 * purpose, so that threads may go on reading it. */

typedef void (*Initializer) (int argc, char **argv, char **environment);

extern const Initializer lsan_libraries_begin;

static void
begin (int argc, char **argv, char **environment)
{
  __lsan_disable ();
}

/* Before the constructors of all libraries. */
__attribute__ ((section (".preinit_array"), used)) const Initializer lsan_libraries_begin = begin;

/* After them: a constructor of the program itself. */
__attribute__ ((constructor)) static void
end (void)
{
  __lsan_enable ();
}

/* GTK 4.8 does not free the names of actions with which it answers on the accessibility bus. It is
 * the only one that calls this; ours does not. */
gpointer *
g_hash_table_get_keys_as_array (GHashTable *table, guint *n)
{
  gpointer *(*next) (GHashTable * table, guint * n) = NULL;
  gpointer *keys = NULL;

  *(void **) &next = dlsym (RTLD_NEXT, "g_hash_table_get_keys_as_array");
  __lsan_disable ();
  keys = next (table, n);
  __lsan_enable ();
  return keys;
}

static gboolean
is_in_library (gconstpointer address, const char *library)
{
  Dl_info info;

  return dladdr (address, &info) != 0 && strstr (info.dli_fname, library) != NULL;
}

/* GTK's dialog of files has libcloudproviders 0.3.1 look for services that keep files. What this
 * makes in its answer to the bus, paths, files and an error for each folder of data that has none
 * of them, it never frees. */

typedef struct
{
  GAsyncReadyCallback callback;
  gpointer user_data;
} Answer;

static void
answer_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  Answer *answer = user_data;

  __lsan_disable ();
  answer->callback (object, result, answer->user_data);
  __lsan_enable ();
  g_free (answer);
}

void
g_bus_get (GBusType type,
           GCancellable *cancellable,
           GAsyncReadyCallback callback,
           gpointer user_data)
{
  void (*next) (GBusType type,
                GCancellable * cancellable,
                GAsyncReadyCallback callback,
                gpointer user_data)
      = NULL;

  *(void **) &next = dlsym (RTLD_NEXT, "g_bus_get");
  if (is_in_library (*(void **) &callback, "libcloudproviders"))
    {
      Answer *answer = g_new (Answer, 1);

      *answer = (Answer){ callback, user_data };
      next (type, cancellable, answer_cb, answer);
    }
  else
    {
      next (type, cancellable, callback, user_data);
    }
}

/* The path bar of the same dialog keeps what it asked of each folder above the one that is shown.
 * What GTK asked is GTK's to free; what we ask is still looked at. */
GFileInfo *
g_file_query_info_finish (GFile *file, GAsyncResult *result, GError **error)
{
  GFileInfo *(*next) (GFile * file, GAsyncResult * result, GError * *error) = NULL;
  GFileInfo *info = NULL;

  *(void **) &next = dlsym (RTLD_NEXT, "g_file_query_info_finish");
  info = next (file, result, error);
  if (info != NULL && is_in_library (__builtin_return_address (0), "libgtk-4"))
    __lsan_ignore_object (info);
  return info;
}

/* What was chosen there is kept with the files that were used last, whose age GTK 4.8 reckons from
 * a moment that it does not free. */
GDateTime *
g_date_time_new_now_utc (void)
{
  GDateTime *(*next) (void) = NULL;
  GDateTime *now = NULL;

  *(void **) &next = dlsym (RTLD_NEXT, "g_date_time_new_now_utc");
  now = next ();
  if (is_in_library (__builtin_return_address (0), "libgtk-4"))
    __lsan_ignore_object (now);
  return now;
}
