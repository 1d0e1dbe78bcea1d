/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <dlfcn.h>
#include <glib.h>
#include <sanitizer/lsan_interface.h>

/* For the sanitizer build alone: two leaks of the libraries, of whose stacks LeakSanitizer knows no
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
