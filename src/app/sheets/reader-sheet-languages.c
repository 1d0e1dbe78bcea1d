/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "sheets/reader-sheet-languages.h"

#include "reader-words.h"

#include <glib/gi18n.h>

struct _ReaderSheetLanguages
{
  GtkWidget parent_instance;

  GtkWidget *button;
  GtkWidget *box;
  GPtrArray *checks; /* GtkCheckButton */
  GPtrArray *languages;
  gboolean is_filling;
};

G_DEFINE_FINAL_TYPE (ReaderSheetLanguages, reader_sheet_languages, GTK_TYPE_WIDGET)

enum
{
  SIGNAL_CHOSEN,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static void
toggled_cb (ReaderSheetLanguages *self, GtkCheckButton *toggled)
{
  g_autoptr (GPtrArray) chosen = NULL;
  guint n = 0;

  if (self->is_filling)
    return;
  chosen = g_ptr_array_new ();
  for (guint i = 0; i < self->checks->len; i++)
    if (gtk_check_button_get_active (self->checks->pdata[i]))
      g_ptr_array_add (chosen, self->languages->pdata[i]);
  n = chosen->len;
  /* A sheet in no language would be empty. */
  if (n == 0)
    {
      gtk_check_button_set_active (toggled, TRUE);
      return;
    }
  if (n == self->checks->len)
    g_ptr_array_set_size (chosen, 0);
  g_ptr_array_add (chosen, NULL);
  g_signal_emit (self, signals[SIGNAL_CHOSEN], 0, chosen->pdata);
}

static void
reader_sheet_languages_dispose (GObject *object)
{
  ReaderSheetLanguages *self = READER_SHEET_LANGUAGES (object);

  g_clear_pointer (&self->checks, g_ptr_array_unref);
  g_clear_pointer (&self->languages, g_ptr_array_unref);
  g_clear_pointer (&self->button, gtk_widget_unparent);

  G_OBJECT_CLASS (reader_sheet_languages_parent_class)->dispose (object);
}

static void
reader_sheet_languages_class_init (ReaderSheetLanguagesClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = reader_sheet_languages_dispose;

  signals[SIGNAL_CHOSEN] = g_signal_new ("chosen",
                                         G_TYPE_FROM_CLASS (klass),
                                         G_SIGNAL_RUN_LAST,
                                         0,
                                         NULL,
                                         NULL,
                                         NULL,
                                         G_TYPE_NONE,
                                         1,
                                         G_TYPE_STRV);
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BIN_LAYOUT);
}

static void
reader_sheet_languages_init (ReaderSheetLanguages *self)
{
  GtkWidget *popover = gtk_popover_new ();

  self->checks = g_ptr_array_new ();
  self->languages = g_ptr_array_new_with_free_func (g_free);
  self->box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 2);
  gtk_popover_set_child (GTK_POPOVER (popover), self->box);
  self->button = gtk_menu_button_new ();
  gtk_menu_button_set_label (GTK_MENU_BUTTON (self->button), _ ("_Languages"));
  gtk_menu_button_set_use_underline (GTK_MENU_BUTTON (self->button), TRUE);
  gtk_menu_button_set_popover (GTK_MENU_BUTTON (self->button), popover);
  gtk_widget_set_tooltip_text (self->button, _ ("In which languages the sheet is shown"));
  gtk_widget_set_parent (self->button, GTK_WIDGET (self));
}

static gboolean
has_languages (ReaderSheetLanguages *self, const char *const *available)
{
  guint n = g_strv_length ((char **) available);

  if (n != self->languages->len)
    return FALSE;
  for (guint i = 0; i < n; i++)
    if (!g_str_equal (self->languages->pdata[i], available[i]))
      return FALSE;
  return TRUE;
}

static void
add_check (ReaderSheetLanguages *self, const char *language)
{
  g_autofree char *name = reader_words_dup_language (language);
  GtkWidget *check = gtk_check_button_new_with_label (name);

  g_ptr_array_add (self->checks, check);
  g_ptr_array_add (self->languages, g_strdup (language));
  g_signal_connect_swapped (check, "toggled", G_CALLBACK (toggled_cb), self);
  gtk_box_append (GTK_BOX (self->box), check);
}

/* Buttons that are there stay: one of them has the keyboard. */
void
reader_sheet_languages_set (ReaderSheetLanguages *self,
                            const char *const *available,
                            const char *const *chosen)
{
  if (!has_languages (self, available))
    {
      for (guint i = 0; i < self->checks->len; i++)
        gtk_box_remove (GTK_BOX (self->box), self->checks->pdata[i]);
      g_ptr_array_set_size (self->checks, 0);
      g_ptr_array_set_size (self->languages, 0);
      for (guint i = 0; available[i]; i++)
        add_check (self, available[i]);
    }
  self->is_filling = TRUE;
  for (guint i = 0; i < self->checks->len; i++)
    gtk_check_button_set_active (self->checks->pdata[i],
                                 !chosen[0] || g_strv_contains (chosen, available[i]));
  self->is_filling = FALSE;
  gtk_widget_set_sensitive (self->button, self->checks->len > 1);
}
