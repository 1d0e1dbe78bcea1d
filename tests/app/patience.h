/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* How long tests wait for what must come. On a machine that is slow or busy, or for a program that
 * a sanitizer slows down, the variable TRIPTYCH_TEST_PATIENCE says how many times longer. */

#define PATIENCE_SECONDS 60

static inline int
patience_get (void)
{
  const char *value = g_getenv ("TRIPTYCH_TEST_PATIENCE");
  guint64 patience = 1;

  if (value != NULL && !g_ascii_string_to_unsigned (value, 10, 1, 100, &patience, NULL))
    g_error ("TRIPTYCH_TEST_PATIENCE is a number from 1 to 100, not %s", value);
  return (int) patience;
}

static inline gint64
patience_get_end (void)
{
  return g_get_monotonic_time () + patience_get () * PATIENCE_SECONDS * G_TIME_SPAN_SECOND;
}

/* One turn of the main loop; fails the test when it is late. */
static inline void
patience_turn (gint64 end, const char *what)
{
  if (g_get_monotonic_time () > end)
    g_error ("Waited %d seconds for %s", patience_get () * PATIENCE_SECONDS, what);
  if (!g_main_context_iteration (NULL, FALSE))
    g_usleep (1000);
}

/* Runs the main loop until @condition holds. */
#define wait_until(condition)                      \
  G_STMT_START                                     \
  {                                                \
    gint64 end_of_patience = patience_get_end ();  \
    while (!(condition))                           \
      patience_turn (end_of_patience, #condition); \
  }                                                \
  G_STMT_END

static inline gboolean
patience_equals (char *made, const char *expected)
{
  g_autofree char *own = made;

  return g_strcmp0 (own, expected) == 0;
}

/* The same until what @make makes is the string @expected; says what it is when it is late. */
#define wait_until_equal(make, expected)                 \
  G_STMT_START                                           \
  {                                                      \
    gint64 end_of_patience = patience_get_end ();        \
    g_autofree char *made_at_last = NULL;                \
    while (!patience_equals ((make), (expected))         \
           && g_get_monotonic_time () < end_of_patience) \
      if (!g_main_context_iteration (NULL, FALSE))       \
        g_usleep (1000);                                 \
    made_at_last = (make);                               \
    g_assert_cmpstr (made_at_last, ==, (expected));      \
  }                                                      \
  G_STMT_END

G_END_DECLS
