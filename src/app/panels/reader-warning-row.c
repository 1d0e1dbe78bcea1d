/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "reader-warning-row.h"

#include "library/tri-library-entities.h"
#include "reader-panel-row.h"
#include "reader-panel-words.h"
#include "reader-words.h"

#include <glib/gi18n.h>

struct _ReaderWarningRow
{
  GtkWidget parent_instance;

  GtkWidget *box;
  GtkWidget *icon;
  GtkLabel *title;
  GtkLabel *details;
  GtkWidget *button;
};

G_DEFINE_FINAL_TYPE (ReaderWarningRow, reader_warning_row, GTK_TYPE_WIDGET)

enum
{
  SIGNAL_ASIDE_CLICKED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

/* What a kind is called, and what it means. */
static const struct
{
  const char *title;
  const char *meaning;
} kinds[] = {
  [TRI_ENTITY_WARNING_FORM] = {
      N_ ("One form, two entities"),
      N_ ("The same words are linked to both. Put it aside if both are called so; if one of them "
          "is wrong, say there who it is (E)."),
  },
  [TRI_ENTITY_WARNING_MISSING] = {
      N_ ("Not named in one text"),
      N_ ("Two other texts name it there. This one may say “he”, write the name in a form that "
          "nothing links yet, or be aligned wrongly."),
  },
  [TRI_ENTITY_WARNING_OMITTED] = {
      N_ ("Left out in one text"),
      N_ ("Two other texts name it, and this one has nothing beside them: the translator left it "
          "out, or the texts are aligned wrongly there."),
  },
};

static void
clicked_cb (ReaderWarningRow *self)
{
  g_signal_emit (self, signals[SIGNAL_ASIDE_CLICKED], 0);
}

static void
reader_warning_row_dispose (GObject *object)
{
  g_clear_pointer (&READER_WARNING_ROW (object)->box, gtk_widget_unparent);

  G_OBJECT_CLASS (reader_warning_row_parent_class)->dispose (object);
}

static void
reader_warning_row_class_init (ReaderWarningRowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = reader_warning_row_dispose;

  signals[SIGNAL_ASIDE_CLICKED] = g_signal_new ("aside-clicked",
                                                READER_TYPE_WARNING_ROW,
                                                G_SIGNAL_RUN_LAST,
                                                0,
                                                NULL,
                                                NULL,
                                                NULL,
                                                G_TYPE_NONE,
                                                0);

  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
}

static GtkLabel *
make_label (GtkWidget *box, int lines)
{
  GtkWidget *label = gtk_label_new (NULL);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_label_set_lines (GTK_LABEL (label), lines);
  gtk_widget_set_hexpand (label, TRUE);
  gtk_box_append (GTK_BOX (box), label);
  return GTK_LABEL (label);
}

/* Keys do what the button does: Tab goes from row to row's end, not through all of them. */
static void
reader_warning_row_init (ReaderWarningRow *self)
{
  GtkWidget *words = gtk_box_new (GTK_ORIENTATION_VERTICAL, 2);

  self->box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);
  gtk_widget_set_parent (self->box, GTK_WIDGET (self));
  self->icon = gtk_image_new ();
  gtk_accessible_update_state (GTK_ACCESSIBLE (self->icon), GTK_ACCESSIBLE_STATE_HIDDEN, TRUE, -1);
  gtk_widget_add_css_class (self->icon, "dim-label");
  gtk_box_append (GTK_BOX (self->box), self->icon);
  self->title = make_label (words, 5);
  self->details = make_label (words, 8);
  gtk_widget_add_css_class (GTK_WIDGET (self->details), "caption");
  gtk_widget_add_css_class (GTK_WIDGET (self->details), "dim-label");
  gtk_box_append (GTK_BOX (self->box), words);
  self->button = gtk_button_new_from_icon_name ("object-select-symbolic");
  gtk_widget_add_css_class (self->button, "flat");
  gtk_widget_set_valign (self->button, GTK_ALIGN_CENTER);
  gtk_widget_set_focusable (self->button, FALSE);
  gtk_box_append (GTK_BOX (self->box), self->button);
  g_signal_connect_swapped (self->button, "clicked", G_CALLBACK (clicked_cb), self);
}

GtkWidget *
reader_warning_row_new (void)
{
  return g_object_new (READER_TYPE_WARNING_ROW, NULL);
}

static void
show_heading (ReaderWarningRow *self, const ReaderWarningItem *item)
{
  g_autofree char *title = g_strdup_printf ("%s (%u)", _ (kinds[item->kind].title), item->n);
  g_autofree char *spoken = NULL;

  gtk_label_set_label (self->title, title);
  gtk_label_set_label (self->details, _ (kinds[item->kind].meaning));
  spoken = g_strdup_printf ("%s. %s", title, _ (kinds[item->kind].meaning));
  reader_panel_set_spoken (GTK_WIDGET (self), spoken);
}

static char *
dup_title (const TriEntityWarning *warning, TriEntity *entity, TriEntity *other, TriWork *work)
{
  const char *lang = reader_panel_words_get_language ();
  const char *name = entity != NULL ? tri_entity_get_name (entity, lang) : "";
  TriText *text = tri_work_get_text (work, warning->text);
  const char *title = text != NULL ? text->title : "";

  switch (warning->kind)
    {
    case TRI_ENTITY_WARNING_FORM:
      return g_strdup_printf (_ ("“%s” is %s here, and %s elsewhere"),
                              warning->form,
                              other != NULL ? tri_entity_get_name (other, lang) : "",
                              name);
    case TRI_ENTITY_WARNING_MISSING:
      return g_strdup_printf (_ ("%s is named in the other texts, not here: %s"), name, title);
    case TRI_ENTITY_WARNING_OMITTED:
    default:
      return g_strdup_printf (_ ("%s is named here; left out: %s"), name, title);
    }
}

/* The words of the place that it is compared with, or where they stand. */
static char *
dup_details (const TriEntityWarning *warning, TriWork *work)
{
  gboolean is_form = warning->kind == TRI_ENTITY_WARNING_FORM;
  TriText *text = tri_work_get_text (work, is_form ? warning->text : warning->compared.text);
  g_autofree char *language = reader_words_dup_language (text != NULL ? text->lang : "und");
  GString *details = g_string_new (language);

  if (is_form && text != NULL)
    g_string_append_printf (details, " · %s", text->title);
  else if (!is_form)
    g_string_append_printf (details, " · “%s”", warning->form);
  if (warning->is_aside)
    g_string_append_printf (details, " · %s", _ ("put aside"));
  return g_string_free (details, FALSE);
}

static void
show_button (ReaderWarningRow *self, const TriEntityWarning *warning, const char *title)
{
  const char *tooltip = warning->is_aside ? _ ("Check Again (A)") : _ ("This Is Right (A)");
  g_autofree char *label = NULL;

  label = g_strdup_printf (warning->is_aside ? _ ("Check again: %s") : _ ("This is right: %s"),
                           title);
  gtk_button_set_icon_name (GTK_BUTTON (self->button),
                            warning->is_aside ? "edit-undo-symbolic" : "object-select-symbolic");
  gtk_widget_set_tooltip_text (self->button, tooltip);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->button),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  label,
                                  -1);
}

static void
show_warning (ReaderWarningRow *self,
              const TriEntityWarning *warning,
              TriLibrary *library,
              TriWork *work)
{
  g_autoptr (TriEntity) entity = tri_library_get_entity (library, warning->entity, NULL);
  g_autoptr (TriEntity) other = NULL;
  g_autofree char *title = NULL;
  g_autofree char *details = dup_details (warning, work);
  g_autofree char *spoken = NULL;

  if (warning->other != 0)
    other = tri_library_get_entity (library, warning->other, NULL);
  title = dup_title (warning, entity, other, work);
  if (entity != NULL)
    gtk_image_set_from_icon_name (GTK_IMAGE (self->icon),
                                  reader_panel_words_get_type_icon (entity->type));
  gtk_label_set_label (self->title, title);
  gtk_label_set_label (self->details, details);
  spoken = g_strdup_printf ("%s. %s", title, details);
  reader_panel_set_spoken (GTK_WIDGET (self), spoken);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self), title);
  show_button (self, warning, title);
}

void
reader_warning_row_set_item (ReaderWarningRow *self,
                             ReaderWarningItem *item,
                             TriLibrary *library,
                             TriWork *work)
{
  gboolean is_heading = item->warning == NULL;

  gtk_widget_set_visible (self->icon, !is_heading);
  gtk_widget_set_visible (self->button, !is_heading);
  if (is_heading)
    gtk_widget_add_css_class (GTK_WIDGET (self->title), "heading");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self->title), "heading");
  if (is_heading)
    show_heading (self, item);
  else
    show_warning (self, item->warning, library, work);
}
