/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "reader-omissions-panel.h"

#include "library/tri-library-works.h"
#include "reader-words.h"

#include <glib/gi18n.h>

struct _ReaderOmissionsPanel
{
  ReaderReviewPanel parent_instance;
};

G_DEFINE_FINAL_TYPE (ReaderOmissionsPanel, reader_omissions_panel, READER_TYPE_REVIEW_PANEL)

static ReaderReviewItem *
new_item (const TriOmission *omission, const TriText *text)
{
  g_autofree char *language = reader_words_dup_language (text->lang);
  g_autofree char *n = g_strdup_printf (ngettext ("%u sentence",
                                                  "%u sentences",
                                                  omission->n_sentences),
                                        omission->n_sentences);
  ReaderReviewItem *item = reader_review_item_new (
      g_strdup_printf ("%" G_GINT64_FORMAT ":%d",
                       omission->first.passage,
                       omission->first.sentence),
      g_strdup (omission->beginning != NULL ? omission->beginning : ""),
      g_strjoin (" · ", language, n, omission->confirmed ? _ ("confirmed") : NULL, NULL));

  item->place = omission->first;
  return item;
}

static GPtrArray *
ask (TriLibrary *library,
     const ReaderReviewQuestion *question,
     guint *n_all,
     GCancellable *cancellable,
     GError **error)
{
  g_autoptr (TriWork) work = tri_library_get_work (library, question->work, error);
  g_autoptr (GArray) omissions = NULL;
  GPtrArray *items = NULL;

  if (work == NULL)
    return NULL;
  omissions = tri_library_page_omissions (library,
                                          question->work,
                                          0,
                                          question->offset,
                                          question->limit,
                                          n_all,
                                          error);
  if (omissions == NULL)
    return NULL;
  items = g_ptr_array_new_with_free_func (g_object_unref);
  for (guint i = 0; i < omissions->len; i++)
    {
      const TriOmission *omission = &g_array_index (omissions, TriOmission, i);
      TriText *text = tri_work_get_text (work, omission->first.text);

      if (text != NULL)
        g_ptr_array_add (items, new_item (omission, text));
    }
  return items;
}

static const char *
get_empty_words (ReaderReviewPanel *panel)
{
  TriLibrary *library = reader_session_get_library (reader_review_panel_get_session (panel));
  TriWork *work = reader_review_panel_get_work (panel);

  if (work->texts->len < 2)
    return _ ("This work has one text only.");
  if (tri_library_count_strands (library, work->id) == work->texts->len)
    return _ ("These texts are not aligned.");
  return _ ("Everything has a counterpart.");
}

static char *
dup_count (guint n)
{
  return g_strdup_printf (ngettext ("%u omission", "%u omissions", n), n);
}

static void
reader_omissions_panel_class_init (ReaderOmissionsPanelClass *klass)
{
  ReaderReviewPanelClass *panel_class = READER_REVIEW_PANEL_CLASS (klass);

  panel_class->title = N_ ("Omissions");
  panel_class->ask = ask;
  panel_class->click_goes = TRUE;
  panel_class->get_empty_words = get_empty_words;
  panel_class->dup_count = dup_count;
}

static void
reader_omissions_panel_init (ReaderOmissionsPanel *self)
{
}

GtkWidget *
reader_omissions_panel_new (void)
{
  return g_object_new (READER_TYPE_OMISSIONS_PANEL, NULL);
}
