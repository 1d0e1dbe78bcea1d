/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "patience.h"
#include "reader-window.h"

G_BEGIN_DECLS

/* A window of the program on a library of its own, with the bundled work in it. */
typedef struct
{
  ReaderApplication *application;
  char *dir;
  char *library;
  ReaderWindow *window;
} WindowFixture;

void window_fixture_set_up (WindowFixture *fixture, gconstpointer data);
void window_fixture_tear_down (WindowFixture *fixture, gconstpointer data);
void window_fixture_add (const char *path, void (*test) (WindowFixture *, gconstpointer));
void window_fixture_open (WindowFixture *fixture);
void window_fixture_present (WindowFixture *fixture, gboolean bundled);
void window_fixture_close (WindowFixture *fixture);
char *window_fixture_write (WindowFixture *fixture, const char *name, const char *content);
void window_fixture_shoot (WindowFixture *fixture, const char *name);
void window_fixture_shoot_widget (GtkWidget *widget, const char *name);

GtkWidget *window_fixture_find_mapped (GtkWidget *in, GType type);
GtkWidget *window_fixture_find_label (GtkWidget *in, const char *words);
GtkWidget *window_fixture_find_button (GtkWidget *widget, const char *tooltip);

/* Runs the main loop until @done says so; as long as patience.h has it. */
typedef gboolean (*WindowFixtureFunc) (gpointer data);
void window_fixture_wait (WindowFixtureFunc done, gpointer data);
void window_fixture_wait_frames (GtkWidget *widget);
void window_fixture_wait_ready (WindowFixture *fixture);
void window_fixture_wait_workers (WindowFixture *fixture);
void window_fixture_wait_ms (guint milliseconds);

G_END_DECLS
