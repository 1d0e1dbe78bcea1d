/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <atspi/atspi.h>
#include <json-glib/json-glib.h>

G_BEGIN_DECLS

/* The real program, driven from outside: what it shows is read on the accessibility bus, what it
 * stores is read with triptych-cli. Whatever does not come in time fails the test, and so does a
 * program that ends by itself. The variable TRIPTYCH_TEST_PATIENCE says how many times longer all
 * may take. */

typedef struct _Program Program;

/* libatspi knows no g_autoptr. */
typedef AtspiAccessible Accessible;
typedef AtspiAction Actions;
typedef AtspiComponent Component;
typedef AtspiEditableText EditableText;
typedef AtspiStateSet StateSet;
typedef AtspiText Text;

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Accessible, g_object_unref)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (Actions, g_object_unref)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (Component, g_object_unref)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (EditableText, g_object_unref)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (StateSet, g_object_unref)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (Text, g_object_unref)

Program *program_start (const char *const *arguments) G_GNUC_WARN_UNUSED_RESULT;
void program_end (Program *self);
void program_kill (Program *self);
void program_wait (Program *self);

Accessible *program_get_root (Program *self);
Accessible *program_find (Program *self, AtspiRole role, const char *name);
Accessible *program_find_in (Accessible *root, AtspiRole role, const char *name);
Accessible *program_wait_for (Program *self, AtspiRole role, const char *name);
Accessible *program_wait_in (Accessible *root, AtspiRole role, const char *name);
Accessible *program_dup_focus (Program *self);
void program_wait_message (Program *self, const char *message);
void program_wait_gone (Program *self, AtspiRole role, const char *name);
void program_wait_focus (Program *self, const char *name);
guint program_count (Accessible *root, AtspiRole role, const char *name);

char *program_dup_name (Accessible *accessible);
char *program_dup_words (Accessible *accessible);
char *program_dup_language (Accessible *accessible);
gboolean program_has_state (Accessible *accessible, AtspiStateType state);
void program_act (Accessible *accessible, const char *action);
void program_grab_focus (Accessible *accessible);
void program_set_words (Accessible *accessible, const char *words);

void program_focus_window (Program *self, const char *title);
void program_do (const char *format, ...) G_GNUC_PRINTF (1, 2);
void program_press (const char *keys);
void program_type (const char *words);

JsonNode *program_ask (const char *const *arguments) G_GNUC_WARN_UNUSED_RESULT;

typedef gboolean (*ProgramCheck) (gpointer data);
void program_wait_until (ProgramCheck check, gpointer data, const char *what);

G_END_DECLS
