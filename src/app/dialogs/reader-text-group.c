/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "dialogs/reader-text-group.h"

#include "dialogs/reader-language-chooser.h"

struct _ReaderTextGroup
{
  AdwPreferencesGroup parent_instance;

  ReaderLanguageChooser *language;
  GtkEditable *title_row;
  GtkEditable *author_row;
  GtkWidget *again_row;
  GtkWidget *tools;

  TriText *text;
};

G_DEFINE_FINAL_TYPE (ReaderTextGroup, reader_text_group, ADW_TYPE_PREFERENCES_GROUP)

enum
{
  SIGNAL_EDITED,
  SIGNAL_AGAIN,
  SIGNAL_MOVED,
  SIGNAL_REMOVED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static void
edited_cb (ReaderTextGroup *self)
{
  g_signal_emit (self, signals[SIGNAL_EDITED], 0);
}

static void
again_cb (ReaderTextGroup *self)
{
  g_signal_emit (self, signals[SIGNAL_AGAIN], 0);
}

static void
up_action (GtkWidget *widget,
           const char *name,
           GVariant *parameter)
{
  g_signal_emit (widget, signals[SIGNAL_MOVED], 0, -1);
}

static void
down_action (GtkWidget *widget,
             const char *name,
             GVariant *parameter)
{
  g_signal_emit (widget, signals[SIGNAL_MOVED], 0, 1);
}

static void
remove_action (GtkWidget *widget,
               const char *name,
               GVariant *parameter)
{
  g_signal_emit (widget, signals[SIGNAL_REMOVED], 0);
}

/* GTK 4.8 offers assistive technology no action of a row. */
static void
offer_again (ReaderTextGroup *self)
{
  g_autoptr (GSimpleActionGroup) actions = g_simple_action_group_new ();
  g_autoptr (GSimpleAction) activate = g_simple_action_new ("activate", NULL);

  g_signal_connect_object (activate, "activate", G_CALLBACK (again_cb), self, G_CONNECT_SWAPPED);
  g_action_map_add_action (G_ACTION_MAP (actions), G_ACTION (activate));
  gtk_widget_insert_action_group (self->again_row, "row", G_ACTION_GROUP (actions));
}

static void
reader_text_group_dispose (GObject *object)
{
  ReaderTextGroup *self = READER_TEXT_GROUP (object);

  g_clear_object (&self->text);
  gtk_widget_dispose_template (GTK_WIDGET (self), READER_TYPE_TEXT_GROUP);

  G_OBJECT_CLASS (reader_text_group_parent_class)->dispose (object);
}

static guint
add_signal (const char *name,
            guint n_params)
{
  return g_signal_new (name,
                       READER_TYPE_TEXT_GROUP,
                       G_SIGNAL_RUN_LAST,
                       0,
                       NULL,
                       NULL,
                       NULL,
                       G_TYPE_NONE,
                       n_params,
                       G_TYPE_INT);
}

static void
reader_text_group_class_init (ReaderTextGroupClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = reader_text_group_dispose;

  signals[SIGNAL_EDITED] = add_signal ("edited", 0);
  signals[SIGNAL_AGAIN] = add_signal ("again", 0);
  signals[SIGNAL_MOVED] = add_signal ("moved", 1);
  signals[SIGNAL_REMOVED] = add_signal ("removed", 0);

  gtk_widget_class_install_action (widget_class, "text.up", NULL, up_action);
  gtk_widget_class_install_action (widget_class, "text.down", NULL, down_action);
  gtk_widget_class_install_action (widget_class, "text.remove", NULL, remove_action);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Up, GDK_ALT_MASK, "text.up", NULL);
  gtk_widget_class_add_binding_action (widget_class,
                                       GDK_KEY_Down,
                                       GDK_ALT_MASK,
                                       "text.down",
                                       NULL);

  g_type_ensure (READER_TYPE_LANGUAGE_CHOOSER);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/triptych/Triptych/reader-text-group.ui");
  gtk_widget_class_bind_template_child (widget_class, ReaderTextGroup, language);
  gtk_widget_class_bind_template_child (widget_class, ReaderTextGroup, title_row);
  gtk_widget_class_bind_template_child (widget_class, ReaderTextGroup, author_row);
  gtk_widget_class_bind_template_child (widget_class, ReaderTextGroup, again_row);
  gtk_widget_class_bind_template_child (widget_class, ReaderTextGroup, tools);
  gtk_widget_class_bind_template_callback (widget_class, edited_cb);
  gtk_widget_class_bind_template_callback (widget_class, again_cb);
}

static void
reader_text_group_init (ReaderTextGroup *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  offer_again (self);
}

static const char *
or_empty (const char *words)
{
  return words != NULL ? words : "";
}

/**
 * reader_text_group_new:
 * @text: what to say something of
 *
 * Returns: (transfer none): a group for a page
 */
GtkWidget *
reader_text_group_new (TriText *text)
{
  ReaderTextGroup *self = g_object_new (READER_TYPE_TEXT_GROUP, NULL);
  g_autofree char *title = g_markup_escape_text (text->title, -1);

  self->text = g_object_ref (text);
  adw_preferences_group_set_title (ADW_PREFERENCES_GROUP (self), title);
  reader_language_chooser_set_lang (self->language, text->lang);
  gtk_editable_set_text (self->title_row, or_empty (text->title));
  gtk_editable_set_text (self->author_row, or_empty (text->author));

  return GTK_WIDGET (self);
}

/**
 * reader_text_group_get_text:
 *
 * Returns: (transfer none): the text as it was
 */
TriText *
reader_text_group_get_text (ReaderTextGroup *self)
{
  g_return_val_if_fail (READER_IS_TEXT_GROUP (self), NULL);

  return self->text;
}

/**
 * reader_text_group_get_lang:
 *
 * Returns: (transfer none): the language as it shall be, "" when none is chosen
 */
const char *
reader_text_group_get_lang (ReaderTextGroup *self)
{
  g_return_val_if_fail (READER_IS_TEXT_GROUP (self), NULL);

  return reader_language_chooser_get_lang (self->language);
}

/**
 * reader_text_group_get_title:
 *
 * Returns: (transfer none): the title as it shall be
 */
const char *
reader_text_group_get_title (ReaderTextGroup *self)
{
  g_return_val_if_fail (READER_IS_TEXT_GROUP (self), NULL);

  return gtk_editable_get_text (self->title_row);
}

/**
 * reader_text_group_get_author:
 *
 * Returns: (transfer none): the author as it shall be
 */
const char *
reader_text_group_get_author (ReaderTextGroup *self)
{
  g_return_val_if_fail (READER_IS_TEXT_GROUP (self), NULL);

  return gtk_editable_get_text (self->author_row);
}

/**
 * reader_text_group_is_edited:
 *
 * Returns: whether something shall be other than it was
 */
gboolean
reader_text_group_is_edited (ReaderTextGroup *self)
{
  g_return_val_if_fail (READER_IS_TEXT_GROUP (self), FALSE);

  return g_strcmp0 (reader_text_group_get_lang (self), self->text->lang) != 0
         || g_strcmp0 (reader_text_group_get_title (self), or_empty (self->text->title)) != 0
         || g_strcmp0 (reader_text_group_get_author (self), or_empty (self->text->author)) != 0;
}

/**
 * reader_text_group_set_place:
 * @index: which of the texts it is
 * @n_texts: how many there are
 *
 * The first cannot go up, the last cannot go down, and one alone has to stay.
 */
void
reader_text_group_set_place (ReaderTextGroup *self,
                             guint index,
                             guint n_texts)
{
  g_return_if_fail (READER_IS_TEXT_GROUP (self));

  gtk_widget_set_visible (self->tools, n_texts > 1);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "text.up", index > 0);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "text.down", index + 1 < n_texts);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "text.remove", n_texts > 1);
}
