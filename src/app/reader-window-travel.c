/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "reader-window-private.h"

#include "dialogs/reader-mark-box.h"
#include "library/tri-library-travel.h"
#include "library/tri-library-works.h"
#include "panels/reader-bookmark-editor.h"

#include <glib/gi18n.h>

/* Quick marks: a key, and then the letter of the mark. */

/* --- Where one is */

/**
 * reader_window_new_mark_here:
 *
 * Returns: (transfer full) (nullable): a mark, not stored, on the selected words, else the sentence
 *   with the focus, else its passage
 */
TriBookmark *
reader_window_new_mark_here (ReaderWindow *self)
{
  TriLibrary *library = reader_session_get_library (self->session);
  TriBookmark *mark = NULL;
  TriLinkMember member = { 0 };
  g_autoptr (TriPassage) passage = NULL;

  if (!reader_parallel_view_get_focus (self->view, &(ReaderPlace){ 0 }))
    gtk_widget_grab_focus (GTK_WIDGET (self->view));
  mark = reader_bookmark_new_at (self->view, library);
  if (mark == NULL || !mark->whole
      || !reader_parallel_view_get_focus_member (self->view, &member) || member.sentence < 0)
    return mark;

  passage = tri_library_get_passage (library, mark->passage, NULL);
  if (passage == NULL || (guint) member.sentence >= passage->sentences->len
      || passage->sentences->len < 2)
    return mark;
  mark->start = g_array_index (passage->sentences, TriRange, member.sentence).start;
  mark->end = g_array_index (passage->sentences, TriRange, member.sentence).end;
  mark->whole = FALSE;

  return mark;
}

/* Says it in the status line, and by itself to who does not see that. */
void
reader_window_hint (ReaderWindow *self,
                    const char *words)
{
  reader_window_announce (self, words);
#if GTK_CHECK_VERSION(4, 14, 0)
  G_GNUC_BEGIN_IGNORE_DEPRECATIONS
  gtk_accessible_announce (GTK_ACCESSIBLE (self->status),
                           words,
                           GTK_ACCESSIBLE_ANNOUNCEMENT_PRIORITY_MEDIUM);
  G_GNUC_END_IGNORE_DEPRECATIONS
#endif
}

/* --- The lists */

static void
mark_removed_cb (ReaderWindow *self,
                 TriBookmark *mark)
{
  reader_window_remove_mark (self, mark);
}

/* The popover that lists marks, below the button that goes to places. */
void
reader_window_list_marks (ReaderWindow *self,
                          GPtrArray *marks,
                          const char *title,
                          const char *remove,
                          const char *nothing)
{
  graphene_rect_t bounds;

  reader_window_finish_building (self);
  if (self->mark_box == NULL)
    {
      self->mark_box = reader_mark_box_new ();
      /* The popover goes with the box in the header bar. */
      gtk_box_append (GTK_BOX (self->header_start), self->mark_box);
      g_signal_connect_swapped (self->mark_box,
                                "mark-activated",
                                G_CALLBACK (reader_window_go_to_bookmark),
                                self);
      g_signal_connect_swapped (self->mark_box,
                                "mark-removed",
                                G_CALLBACK (mark_removed_cb),
                                self);
      /* Else the keyboard would be left to whatever stands beside it. */
      g_signal_connect_swapped (self->mark_box,
                                "closed",
                                G_CALLBACK (gtk_widget_grab_focus),
                                self->view);
    }
  if (gtk_widget_compute_bounds (self->go_to_button, self->header_start, &bounds))
    {
      GdkRectangle at = { (int) bounds.origin.x,
                          (int) bounds.origin.y,
                          (int) bounds.size.width,
                          (int) bounds.size.height };

      gtk_popover_set_pointing_to (GTK_POPOVER (self->mark_box), &at);
    }
  reader_mark_box_open (READER_MARK_BOX (self->mark_box),
                        self->session,
                        marks,
                        title,
                        remove,
                        nothing);
}

static void
list_action (GtkWidget *widget,
             const char *name,
             GVariant *parameter)
{
  ReaderWindow *self = READER_WINDOW (widget);
  g_autoptr (GPtrArray) marks = NULL;

  if (self->session == NULL || self->work == NULL)
    return;
  marks = tri_library_list_quick_marks (reader_session_get_library (self->session),
                                        self->work->id,
                                        NULL);
  if (marks != NULL)
    reader_window_list_marks (self,
                              marks,
                              _ ("Quick Marks"),
                              _ ("Take Away"),
                              _ ("No quick marks in this work yet: M and a letter sets one"));
}

/* --- A letter is set */

static gpointer
set_mark (TriLibrary *library,
          gpointer data,
          GCancellable *cancellable,
          GError **error)
{
  TriBookmark *mark = data;

  return tri_library_set_quick_mark (library, mark, mark->letter, error) ? g_object_ref (mark)
                                                                         : NULL;
}

static void
mark_set_cb (GObject *source,
             GAsyncResult *result,
             gpointer user_data)
{
  g_autoptr (ReaderWindow) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (TriBookmark) mark = tri_worker_run_finish (TRI_WORKER (source), result, &error);
  g_autofree char *words = NULL;

  if (mark == NULL)
    {
      reader_window_add_toast (self, error->message, FALSE);
      return;
    }
  words = g_strdup_printf (_ ("Quick mark %c set"), mark->letter);
  reader_window_add_toast (self, words, TRUE);
}

static void
set_letter (ReaderWindow *self,
            char letter)
{
  TriBookmark *mark = reader_window_new_mark_here (self);

  if (mark == NULL)
    {
      reader_window_hint (self, _ ("Nothing is selected and no passage has the focus"));
      return;
    }
  mark->letter = letter;
  tri_worker_run_between_async (reader_session_get_writer (self->session),
                                set_mark,
                                mark,
                                g_object_unref,
                                g_object_unref,
                                NULL,
                                mark_set_cb,
                                g_object_ref (self));
}

/* --- A letter is followed */

static void
go_to_letter (ReaderWindow *self,
              char letter)
{
  g_autoptr (TriBookmark) mark = tri_library_find_quick_mark (
      reader_session_get_library (self->session),
      self->work->id,
      letter,
      NULL);
  g_autofree char *quote = mark != NULL ? reader_mark_box_dup_words (mark) : NULL;
  g_autofree char *words = NULL;

  if (mark == NULL)
    words = g_strdup_printf (_ ("This work has no quick mark %c"), letter);
  else
    /* Translators: the letter of a quick mark, and its words: "Quick mark a: He had come" */
    words = g_strdup_printf (_ ("Quick mark %1$c: %2$s"), letter, quote);
  if (mark != NULL)
    reader_window_go_to_bookmark (self, mark);
  reader_window_hint (self, words);
}

/* --- A letter is awaited */

/* The letter of a key, 0 for none. Where the keyboard writes another script, that of the key in
 * whatever Latin layout there is. */
static char
get_letter (ReaderWindow *self,
            guint key,
            guint code)
{
  GdkDisplay *display = gtk_widget_get_display (GTK_WIDGET (self));
  gunichar letter = gdk_keyval_to_unicode (gdk_keyval_to_lower (key));
  g_autofree GdkKeymapKey *keys = NULL;
  g_autofree guint *values = NULL;
  int n_values = 0;

  if (letter >= 'a' && letter <= 'z')
    return (char) letter;
  if (!g_unichar_isalpha (letter)
      || !gdk_display_map_keycode (display, code, &keys, &values, &n_values))
    return 0;
  for (int i = 0; i < n_values; i++)
    if (keys[i].level == 0 && values[i] >= GDK_KEY_a && values[i] <= GDK_KEY_z)
      return (char) ('a' + (values[i] - GDK_KEY_a));

  return 0;
}

static void
stop_awaiting (ReaderWindow *self)
{
  self->awaited = 0;
  g_clear_handle_id (&self->announce_id, g_source_remove);
  g_clear_pointer (&self->announced, g_free);
  reader_window_describe (self);
}

static gboolean
has_keyboard (ReaderWindow *self)
{
  GtkWidget *focus = gtk_window_get_focus (GTK_WINDOW (self));

  return focus != NULL
         && (focus == GTK_WIDGET (self->view)
             || gtk_widget_is_ancestor (focus, GTK_WIDGET (self->view)));
}

static gboolean
key_pressed_cb (GtkEventControllerKey *controller,
                guint key,
                guint code,
                GdkModifierType state,
                ReaderWindow *self)
{
  const GdkModifierType others = GDK_CONTROL_MASK | GDK_ALT_MASK | GDK_SUPER_MASK | GDK_META_MASK;
  GdkEvent *event = gtk_event_controller_get_current_event (GTK_EVENT_CONTROLLER (controller));
  char awaited = self->awaited;
  char letter = 0;

  if (key == GDK_KEY_Escape && awaited == 0 && has_keyboard (self))
    return reader_window_forget_end (self);
  if (awaited == 0 || gdk_key_event_is_modifier (event))
    return FALSE;

  stop_awaiting (self);
  if (!has_keyboard (self) || (state & others) != 0)
    return FALSE;
  letter = get_letter (self, key, code);
  if (letter == 0 && key != GDK_KEY_Escape)
    reader_window_hint (self, _ ("A quick mark is a letter from a to z"));
  else if (letter != 0 && awaited == 'm')
    set_letter (self, letter);
  else if (letter != 0)
    go_to_letter (self, letter);

  return TRUE;
}

/* In front of the texts, which have keys of their own. */
void
reader_window_watch_keys (ReaderWindow *self)
{
  GtkEventController *keys = NULL;

  if (self->watches_keys)
    return;
  self->watches_keys = TRUE;
  keys = gtk_event_controller_key_new ();
  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  g_signal_connect_object (keys, "key-pressed", G_CALLBACK (key_pressed_cb), self, 0);
  gtk_widget_add_controller (GTK_WIDGET (self), keys);
}

/* Until a key comes, however long that takes. */
static void
await (ReaderWindow *self,
       char what,
       const char *hint)
{
  reader_window_watch_keys (self);
  self->awaited = what;
  reader_window_hint (self, hint);
  g_clear_handle_id (&self->announce_id, g_source_remove);
}

static void
set_action (GtkWidget *widget,
            const char *name,
            GVariant *parameter)
{
  ReaderWindow *self = READER_WINDOW (widget);

  if (self->session != NULL && self->work != NULL)
    await (self, 'm', _ ("Set a quick mark: press a letter from a to z, or Escape"));
}

static void
go_action (GtkWidget *widget,
           const char *name,
           GVariant *parameter)
{
  ReaderWindow *self = READER_WINDOW (widget);
  g_autoptr (GPtrArray) marks = NULL;
  g_autoptr (GString) letters = g_string_new (NULL);
  g_autofree char *hint = NULL;

  if (self->session == NULL || self->work == NULL)
    return;
  marks = tri_library_list_quick_marks (reader_session_get_library (self->session),
                                        self->work->id,
                                        NULL);
  for (guint i = 0; marks != NULL && i < marks->len; i++)
    g_string_append_printf (letters,
                            "%s%c",
                            i > 0 ? " " : "",
                            TRI_BOOKMARK (marks->pdata[i])->letter);
  if (letters->len == 0)
    {
      reader_window_hint (self, _ ("No quick marks in this work yet: M and a letter sets one"));
      return;
    }
  /* Translators: %s is a list of letters */
  hint = g_strdup_printf (_ ("Go to a quick mark: press its letter (%s), or Escape"), letters->str);
  await (self, '\'', hint);
}

/* The same without keys: for menus and assistive technology. */
static void
letter_action (GtkWidget *widget,
               const char *name,
               GVariant *parameter)
{
  ReaderWindow *self = READER_WINDOW (widget);
  const char *letter = g_variant_get_string (parameter, NULL);

  if (self->session == NULL || self->work == NULL || letter[0] < 'a' || letter[0] > 'z')
    return;
  if (g_str_equal (name, "mark.set-letter"))
    set_letter (self, letter[0]);
  else
    go_to_letter (self, letter[0]);
}

void
reader_window_class_install_travel_actions (GtkWidgetClass *widget_class)
{
  gtk_widget_class_install_action (widget_class, "mark.set", NULL, set_action);
  gtk_widget_class_install_action (widget_class, "mark.go", NULL, go_action);
  gtk_widget_class_install_action (widget_class, "mark.list", NULL, list_action);
  gtk_widget_class_install_action (widget_class, "mark.set-letter", "s", letter_action);
  gtk_widget_class_install_action (widget_class, "mark.go-letter", "s", letter_action);
}
