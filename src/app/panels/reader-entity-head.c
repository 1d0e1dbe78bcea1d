/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "reader-dates.h"
#include "reader-distribution-bar.h"
#include "reader-entity-head.h"
#include "reader-entity-names.h"
#include "reader-panel-words.h"
#include "reader-prose.h"
#include "reader-words.h"

#include <glib/gi18n.h>

struct _ReaderEntityHead
{
  GtkWidget parent_instance;

  GtkWidget *box;
  GtkWidget *icon;
  ReaderProse *subtitle;
  ReaderProse *description;
  GtkWidget *change_button;
  GtkWidget *names_title;
  ReaderEntityNames *names;
  GtkWidget *identifiers_title;
  ReaderProse *identifiers;
  GtkLabel *mentions;
  GtkWidget *bars;
  GtkWidget *walk;
  GtkWidget *one_text;

  GPtrArray *texts; /* of TriText */
};

G_DEFINE_FINAL_TYPE (ReaderEntityHead, reader_entity_head, GTK_TYPE_WIDGET)

enum
{
  SIGNAL_NTH_ACTIVATED,
  SIGNAL_STEP,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static void
nth_activated_cb (ReaderDistributionBar *bar, guint nth, ReaderEntityHead *self)
{
  TriText *text = g_object_get_data (G_OBJECT (bar), "reader-text");

  g_signal_emit (self, signals[SIGNAL_NTH_ACTIVATED], 0, text, nth);
}

static void
next_cb (ReaderEntityHead *self)
{
  g_signal_emit (self, signals[SIGNAL_STEP], 0, 1);
}

static void
previous_cb (ReaderEntityHead *self)
{
  g_signal_emit (self, signals[SIGNAL_STEP], 0, -1);
}

static GtkWidget *
new_tag (const char *words, float xalign, int width)
{
  GtkWidget *label = gtk_label_new (words);

  gtk_label_set_xalign (GTK_LABEL (label), xalign);
  gtk_label_set_width_chars (GTK_LABEL (label), width);
  gtk_widget_add_css_class (label, "dim-label");
  gtk_widget_add_css_class (label, "numeric");
  return label;
}

static void
add_bar (ReaderEntityHead *self, TriText *text, guint n)
{
  GtkWidget *row = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);
  GtkWidget *bar = reader_distribution_bar_new ();
  g_autofree char *count = g_strdup_printf ("%u", n);
  g_autofree char *words = reader_panel_words_dup_mentions (n);
  g_autofree char *language = reader_words_dup_language (text->lang);
  g_autofree char *name = g_strdup_printf ("%s, %s: %s", text->title, language, words);

  gtk_box_append (GTK_BOX (row), new_tag (text->lang, 0, 3));
  gtk_widget_set_hexpand (bar, TRUE);
  gtk_widget_set_sensitive (bar, n > 0);
  reader_distribution_bar_set_name (READER_DISTRIBUTION_BAR (bar), name);
  g_object_set_data_full (G_OBJECT (bar), "reader-text", g_object_ref (text), g_object_unref);
  g_signal_connect (bar, "activated", G_CALLBACK (nth_activated_cb), self);
  gtk_box_append (GTK_BOX (row), bar);
  gtk_box_append (GTK_BOX (row), new_tag (count, 1, 3));
  gtk_box_append (GTK_BOX (self->bars), row);
}

static void
reader_entity_head_dispose (GObject *object)
{
  ReaderEntityHead *self = READER_ENTITY_HEAD (object);

  g_clear_pointer (&self->box, gtk_widget_unparent);
  g_clear_pointer (&self->texts, g_ptr_array_unref);

  G_OBJECT_CLASS (reader_entity_head_parent_class)->dispose (object);
}

static void
reader_entity_head_class_init (ReaderEntityHeadClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = reader_entity_head_dispose;

  signals[SIGNAL_NTH_ACTIVATED] = g_signal_new ("nth-activated",
                                                G_TYPE_FROM_CLASS (klass),
                                                G_SIGNAL_RUN_LAST,
                                                0,
                                                NULL,
                                                NULL,
                                                NULL,
                                                G_TYPE_NONE,
                                                2,
                                                TRI_TYPE_TEXT,
                                                G_TYPE_UINT);
  signals[SIGNAL_STEP] = g_signal_new ("step",
                                       G_TYPE_FROM_CLASS (klass),
                                       G_SIGNAL_RUN_LAST,
                                       0,
                                       NULL,
                                       NULL,
                                       NULL,
                                       G_TYPE_NONE,
                                       1,
                                       G_TYPE_INT);

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/triptych/Triptych/reader-entity-head.ui");
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_bind_template_child (widget_class, ReaderEntityHead, box);
  gtk_widget_class_bind_template_child (widget_class, ReaderEntityHead, icon);
  gtk_widget_class_bind_template_child (widget_class, ReaderEntityHead, subtitle);
  gtk_widget_class_bind_template_child (widget_class, ReaderEntityHead, change_button);
  gtk_widget_class_bind_template_child (widget_class, ReaderEntityHead, description);
  gtk_widget_class_bind_template_child (widget_class, ReaderEntityHead, names_title);
  gtk_widget_class_bind_template_child (widget_class, ReaderEntityHead, names);
  gtk_widget_class_bind_template_child (widget_class, ReaderEntityHead, identifiers_title);
  gtk_widget_class_bind_template_child (widget_class, ReaderEntityHead, identifiers);
  gtk_widget_class_bind_template_child (widget_class, ReaderEntityHead, mentions);
  gtk_widget_class_bind_template_child (widget_class, ReaderEntityHead, bars);
  gtk_widget_class_bind_template_child (widget_class, ReaderEntityHead, walk);
  gtk_widget_class_bind_template_child (widget_class, ReaderEntityHead, one_text);
  gtk_widget_class_bind_template_callback (widget_class, next_cb);
  gtk_widget_class_bind_template_callback (widget_class, previous_cb);
}

static void
reader_entity_head_init (ReaderEntityHead *self)
{
  g_type_ensure (READER_TYPE_PROSE);
  g_type_ensure (READER_TYPE_ENTITY_NAMES);
  gtk_widget_init_template (GTK_WIDGET (self));
}

GtkWidget *
reader_entity_head_new (void)
{
  return g_object_new (READER_TYPE_ENTITY_HEAD, NULL);
}

static void
show_identifiers (ReaderEntityHead *self, TriEntity *entity)
{
  g_autoptr (GString) lines = g_string_new (NULL);

  for (guint i = 0; i < entity->identifiers->len; i++)
    {
      const TriIdentifier *identifier = &g_array_index (entity->identifiers, TriIdentifier, i);

      g_string_append_printf (lines,
                              "%s%s %s",
                              i ? "\n" : "",
                              identifier->scheme,
                              identifier->value);
    }
  reader_prose_set_text (self->identifiers, lines->str);
  gtk_widget_set_visible (GTK_WIDGET (self->identifiers), lines->len > 0);
  gtk_widget_set_visible (self->identifiers_title, lines->len > 0);
}

/* Only an entity has names, and can be changed. */
static void
show_names (ReaderEntityHead *self, gboolean shown)
{
  gtk_widget_set_visible (self->change_button, shown);
  gtk_widget_set_visible (self->names_title, shown);
  gtk_widget_set_visible (GTK_WIDGET (self->names), shown);
}

/**
 * reader_entity_head_set_entity:
 *
 * Shows what an entity is and how it is called.
 */
void
reader_entity_head_set_entity (ReaderEntityHead *self, TriEntity *entity)
{
  const char *type = reader_panel_words_for_type (entity->type);
  g_autofree char *dates = reader_dates_dup_words_of (entity->type, entity->dates);
  g_autofree char *subtitle = dates[0] ? g_strdup_printf ("%s · %s", type, dates)
                                       : g_strdup (type);
  const char *description = tri_entity_get_description (entity, reader_panel_words_get_language ());

  gtk_image_set_from_icon_name (GTK_IMAGE (self->icon),
                                reader_panel_words_get_type_icon (entity->type));
  reader_prose_set_text (self->subtitle, subtitle);
  reader_prose_set_text (self->description, description);
  gtk_widget_set_visible (GTK_WIDGET (self->description), description != NULL);
  reader_entity_names_set_entity (self->names, entity);
  show_names (self, TRUE);
  show_identifiers (self, entity);
}

/**
 * reader_entity_head_set_date:
 * @edtf: its value
 *
 * Shows a date; how it came to be known is told by reader_entity_head_set_origins().
 */
void
reader_entity_head_set_date (ReaderEntityHead *self, const char *edtf)
{
  g_autofree char *words = reader_dates_dup_words (edtf);
  g_autofree char *subtitle = g_strdup_printf ("%s · %s", _ ("Date"), edtf);

  gtk_image_set_from_icon_name (GTK_IMAGE (self->icon),
                                reader_panel_words_get_kind_icon (READER_KIND_DATE));
  /* A year is its own value. */
  reader_prose_set_text (self->subtitle, g_str_equal (words, edtf) ? _ ("Date") : subtitle);
  gtk_widget_set_visible (GTK_WIDGET (self->description), FALSE);
  show_names (self, FALSE);
  gtk_widget_set_visible (GTK_WIDGET (self->identifiers), FALSE);
  gtk_widget_set_visible (self->identifiers_title, FALSE);
}

static void
add_line (GString *lines, guint n, char *take)
{
  if (n > 0 && lines->len > 0)
    g_string_append_c (lines, '\n');
  if (n > 0)
    g_string_append (lines, take);
  g_free (take);
}

/**
 * reader_entity_head_set_origins:
 * @origins: (element-type TriDateOrigins): of the date in each text
 *
 * Tells how the program comes to say so: what the file marks, and what was found.
 */
void
reader_entity_head_set_origins (ReaderEntityHead *self, GArray *origins)
{
  g_autoptr (GString) lines = g_string_new (NULL);
  TriDateOrigins all = { 0 };
  guint n_found = 0;

  for (guint i = 0; i < origins->len; i++)
    {
      const TriDateOrigins *one = &g_array_index (origins, TriDateOrigins, i);

      all.n += one->n;
      all.n_encoded += one->n_encoded;
      all.n_inferred += one->n_inferred;
    }
  n_found = all.n - all.n_encoded;
  add_line (lines,
            all.n_encoded,
            g_strdup_printf (_ ("Marked in the file: %u"), all.n_encoded));
  add_line (lines, n_found, g_strdup_printf (_ ("Found by its words: %u"), n_found));
  add_line (lines,
            all.n_inferred,
            g_strdup_printf (_ ("Year taken from a sentence before: %u"), all.n_inferred));
  reader_prose_set_text (self->description, lines->str);
  gtk_widget_set_visible (GTK_WIDGET (self->description), lines->len > 0);
}

/**
 * reader_entity_head_set_texts:
 * @texts: (element-type TriText): the texts of the work that is read
 * @counts: (array): how many mentions there are in each
 *
 * Shows how often the entity is named; where, is told by reader_entity_head_set_bins().
 */
void
reader_entity_head_set_texts (ReaderEntityHead *self, GPtrArray *texts, const guint *counts)
{
  GtkWidget *row = NULL;
  guint n_mentions = 0;
  guint n_texts = 0;
  g_autofree char *words = NULL;

  while ((row = gtk_widget_get_first_child (self->bars)))
    gtk_box_remove (GTK_BOX (self->bars), row);
  g_clear_pointer (&self->texts, g_ptr_array_unref);
  self->texts = g_ptr_array_ref (texts);

  for (guint i = 0; i < texts->len; i++)
    {
      n_mentions += counts[i];
      n_texts += counts[i] > 0;
      add_bar (self, texts->pdata[i], counts[i]);
    }
  if (n_texts > 1)
    /* Translators: behind the title "Mentions": %1$u mentions in %2$u texts */
    words = g_strdup_printf (ngettext ("%1$u in %2$u text", "%1$u in %2$u texts", n_texts),
                             n_mentions,
                             n_texts);
  else
    words = g_strdup_printf ("%u", n_mentions);
  gtk_label_set_text (self->mentions, n_mentions == 0 ? _ ("none in this work") : words);
  gtk_widget_set_visible (self->bars, n_mentions > 0);
  gtk_widget_set_visible (self->walk, n_mentions > 0);
  gtk_widget_set_visible (self->one_text, texts->len > 1);
}

/**
 * reader_entity_head_set_bins:
 * @nth_text: which of the texts
 * @bins: (array length=n_bins): how often it is named in each of @n_bins equal parts of the text
 */
void
reader_entity_head_set_bins (ReaderEntityHead *self,
                             guint nth_text,
                             const guint *bins,
                             guint n_bins)
{
  GtkWidget *row = gtk_widget_get_first_child (self->bars);
  GtkWidget *bar = NULL;

  for (guint i = 0; row && i < nth_text; i++)
    row = gtk_widget_get_next_sibling (row);
  bar = row ? gtk_widget_get_next_sibling (gtk_widget_get_first_child (row)) : NULL;
  if (bar)
    reader_distribution_bar_set_bins (READER_DISTRIBUTION_BAR (bar), bins, n_bins);
}

/**
 * reader_entity_head_is_one_text:
 *
 * Returns: whether steps from mention to mention stay within one text
 */
gboolean
reader_entity_head_is_one_text (ReaderEntityHead *self)
{
  return gtk_check_button_get_active (GTK_CHECK_BUTTON (self->one_text));
}
