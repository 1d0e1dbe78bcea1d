/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "library/tri-library-bookmarks.h"
#include "library/tri-library-dates.h"
#include "panels-fixture.h"
#include "panels/reader-card-item.h"
#include "panels/reader-date-item.h"
#include "panels/reader-entity-sidebar.h"
#include "panels/reader-panel-words.h"

static const char words[] = "On 1 May 1917 he came. On 3 May he left, and in the 1920s he was back."
                            "\n\n"
                            "In May 1917 and in autumn 1923 he wrote; on 3 May 1917 he sang.\n\n"
                            "Page 1917 has nothing of it.\n";

static gint64
import_words (Fixture *fixture, const char *name, const char *content)
{
  g_autofree char *file = g_build_filename (fixture->dir, name, NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (TriLibrary) library = NULL;
  TriImportFile input = { .path = file, .lang = "en" };
  TriImportOptions options = { .files = &input, .n_files = 1, .kind = "auto", .link = TRUE };
  gint64 work = 0;

  g_file_set_contents (file, content, -1, &error);
  g_assert_no_error (error);
  library = tri_library_open (fixture->path, TRI_LIBRARY_READ_WRITE, &error);
  g_assert_no_error (error);
  work = tri_library_import (library, &options, NULL, &error);
  g_assert_no_error (error);
  return work;
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  fixture->dir = g_dir_make_tmp ("triptych-dates-XXXXXX", &error);
  g_assert_no_error (error);
  fixture->path = g_build_filename (fixture->dir, "library.db", NULL);
  import_words (fixture, "other.txt", "They met on 3 May 1917, and in 1850.\n");
  fixture_open (fixture, import_words (fixture, "dates.txt", words));
}

static const char named[] = "<TEI xmlns=\"http://www.tei-c.org/ns/1.0\">"
                            "<teiHeader><fileDesc><titleStmt><title>Named</title></titleStmt>"
                            "<publicationStmt><p/></publicationStmt><sourceDesc><listPerson>"
                            "<person xml:id=\"ann\"><persName>Ann Ode</persName></person>"
                            "<person xml:id=\"bob\"><persName>Bob Ink</persName></person>"
                            "</listPerson></sourceDesc></fileDesc>"
                            "</teiHeader><text xml:lang=\"en\"><body>"
                            "<p>In April 1911 <name ref=\"#bob\">Bob</name> met"
                            " <name ref=\"#ann\">Ann</name>.</p>"
                            "<p><name ref=\"#ann\">Ann</name> left in April 1911.</p>"
                            "</body></text></TEI>";

static void
add_bookmark (Fixture *fixture, gint64 work)
{
  g_autoptr (TriLibrary) library = tri_library_open (fixture->path,
                                                     TRI_LIBRARY_READ_WRITE,
                                                     NULL);
  g_autoptr (TriWork) found = tri_library_get_work (library, work, NULL);
  TriText *text = found->texts->pdata[0];
  g_autoptr (GPtrArray) passages = tri_library_read_passages (library, text->id, 0, 1, NULL);
  g_autoptr (TriBookmark) bookmark = tri_bookmark_new ();
  g_autoptr (GError) error = NULL;

  bookmark->passage = ((TriPassage *) passages->pdata[0])->id;
  bookmark->end_passage = bookmark->passage;
  bookmark->end = 13;
  tri_library_save_bookmark (library, bookmark, &error);
  g_assert_no_error (error);
}

static void
set_up_named (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  gint64 work = 0;

  fixture->dir = g_dir_make_tmp ("triptych-dates-XXXXXX", &error);
  g_assert_no_error (error);
  fixture->path = g_build_filename (fixture->dir, "library.db", NULL);
  work = import_words (fixture, "named.xml", named);
  add_bookmark (fixture, work);
  fixture_open (fixture, work);
}

static ReaderEntitySidebar *
add_sidebar (Fixture *fixture)
{
  GtkWidget *sidebar = reader_entity_sidebar_new ();

  gtk_widget_set_size_request (sidebar, 300, -1);
  gtk_box_append (GTK_BOX (fixture->box), sidebar);
  reader_entity_sidebar_connect (READER_ENTITY_SIDEBAR (sidebar),
                                 fixture->session,
                                 fixture->view);
  return READER_ENTITY_SIDEBAR (sidebar);
}

static ReaderEntityList *
add_list (Fixture *fixture)
{
  ReaderEntityList *list = reader_entity_sidebar_get_list (add_sidebar (fixture));

  reader_entity_list_set_type (list, READER_KIND_DATE);
  return list;
}

static char *
dup_dates (ReaderEntityList *list)
{
  GListModel *model = reader_entity_list_get_model (list);
  g_autoptr (GString) dates = g_string_new (NULL);

  for (guint i = 0; i < g_list_model_get_n_items (model); i++)
    {
      g_autoptr (GObject) item = g_list_model_get_item (model, i);

      if (READER_IS_DATE_ITEM (item))
        g_string_append_printf (dates,
                                "%s%s %u",
                                i ? "|" : "",
                                READER_DATE_ITEM (item)->words,
                                READER_DATE_ITEM (item)->n);
    }
  return g_string_free (g_steal_pointer (&dates), FALSE);
}

static void
assert_dates (ReaderEntityList *list, const char *expected)
{
  wait_until_equal (dup_dates (list), expected);
  fixture_wait (reader_entity_list_is_settled (list));
  wait_until_equal (dup_dates (list), expected);
}

#define ALL "May 1917 1|1 May 1917 1|3 May 1917 2|the 1920s 1|autumn 1923 1"

static void
test_scope (Fixture *fixture, gconstpointer data)
{
  ReaderEntityList *list = add_list (fixture);

  assert_dates (list, ALL);
  reader_entity_list_set_scope (list, READER_ENTITY_SCOPE_WORK);
  assert_dates (list, ALL);
  reader_entity_list_set_scope (list, READER_ENTITY_SCOPE_LIBRARY);
  assert_dates (list,
                "1850 1|May 1917 1|1 May 1917 1|3 May 1917 3|the 1920s 1|autumn 1923 1");
  reader_entity_list_set_type (list, -1);
  assert_dates (list, "");
}

/* By a year that they lie in, by the words of the text, by those of the interface. */
static void
test_filter (Fixture *fixture, gconstpointer data)
{
  static const struct
  {
    const char *filter;
    const char *dates;
  } cases[] = {
    { "1917", "May 1917 1|1 May 1917 1|3 May 1917 2" },
    { "1923", "the 1920s 1|autumn 1923 1" },
    { "1926", "the 1920s 1" },
    { "AUTUMN", "autumn 1923 1" },
    { "3 may", "3 May 1917 2" },
    { " the 1920s ", "the 1920s 1" },
    { "page", "" },
    { "", ALL },
  };
  static const ReaderEntityScope scopes[] = { READER_ENTITY_SCOPE_VIEW, READER_ENTITY_SCOPE_WORK };
  ReaderEntityList *list = add_list (fixture);

  for (guint s = 0; s < G_N_ELEMENTS (scopes); s++)
    {
      reader_entity_list_set_scope (list, scopes[s]);
      for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
        {
          reader_entity_list_set_filter (list, cases[i].filter);
          assert_dates (list, cases[i].dates);
        }
    }
}

static ReaderEntityCard *
open_date (ReaderEntitySidebar *sidebar, const char *edtf)
{
  ReaderEntityCard *card = NULL;

  reader_entity_sidebar_open_date (sidebar, edtf, 0);
  card = reader_entity_sidebar_get_card (sidebar);
  g_assert_nonnull (card);
  g_assert_cmpstr (reader_entity_card_get_date (card), ==, edtf);
  fixture_wait (reader_entity_card_is_settled (card));
  return card;
}

/* Lines and titles, one below the other. */
static char *
dup_rows (ReaderEntityCard *card)
{
  GListModel *model = reader_entity_card_get_model (card);
  g_autoptr (GString) rows = g_string_new (NULL);

  for (guint i = 0; i < g_list_model_get_n_items (model); i++)
    {
      g_autoptr (ReaderCardItem) item = g_list_model_get_item (model, i);

      if (item->kind == READER_CARD_HEAD)
        continue;
      g_string_append (rows, item->title);
      if (item->suffix)
        g_string_append_printf (rows, " (%s)", item->suffix);
      g_string_append_c (rows, '\n');
    }
  return g_string_free (g_steal_pointer (&rows), FALSE);
}

static gboolean
says (GtkWidget *widget, const char *wanted)
{
  g_autofree char *text = NULL;

  if (g_object_class_find_property (G_OBJECT_GET_CLASS (widget), "text"))
    g_object_get (widget, "text", &text, NULL);
  else if (GTK_IS_LABEL (widget))
    text = g_strdup (gtk_label_get_text (GTK_LABEL (widget)));
  if (text && strstr (text, wanted) && gtk_widget_get_visible (widget))
    return TRUE;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child;
       child = gtk_widget_get_next_sibling (child))
    if (says (child, wanted))
      return TRUE;
  return FALSE;
}

static void
test_card (Fixture *fixture, gconstpointer data)
{
  ReaderEntitySidebar *sidebar = add_sidebar (fixture);
  ReaderEntityCard *card = open_date (sidebar, "1917-05-03");
  g_autofree char *title = NULL;
  g_autofree char *marked = NULL;

  g_object_get (card, "title", &title, NULL);
  g_assert_cmpstr (title, ==, "3 May 1917");
  wait_until_equal (dup_rows (card),
                    "en · Dates (2)\n"
                    "…1917 he came. On 3 May he left, and in the 1920s he was back."
                    " (year inferred)\n"
                    "…1923 he wrote; on 3 May 1917 he sang.\n"
                    "In other works\n"
                    "en · Other (1)\n"
                    "They met on 3 May 1917, and in 1850.\n");
  fixture_wait (says (GTK_WIDGET (card), "Found by its words: 2"));
  g_assert_true (says (GTK_WIDGET (card), "Year taken from a sentence before: 1"));
  g_assert_false (says (GTK_WIDGET (card), "Marked in the file"));
  g_object_get (fixture->view, "highlight-date", &marked, NULL);
  g_assert_cmpstr (marked, ==, "1917-05-03");
}

/* Whom its passages name, and what the reader marked there, as on the card of an entity. */
static void
test_around (Fixture *fixture, gconstpointer data)
{
  ReaderEntityCard *card = open_date (add_sidebar (fixture), "1911-04");

  wait_until_equal (dup_rows (card),
                    "en · Named (2)\n"
                    "In April 1911 Bob met Ann.\n"
                    "Ann left in April 1911.\n"
                    "Named together with\n"
                    "Ann Ode (2)\n"
                    "Bob Ink (1)\n"
                    "Bookmarks\n"
                    "In April 1911\n");
}

/* The passage has the focus, and its line is marked on the card. */
static void
assert_place (Fixture *fixture, ReaderEntityCard *card, guint ord, const char *said)
{
  ReaderPlace place = { 0 };
  g_autoptr (ReaderCardItem) item = NULL;

  g_assert_true (reader_parallel_view_get_focus (fixture->view, &place));
  item = g_list_model_get_item (reader_entity_card_get_model (card),
                                reader_entity_card_get_current (card));
  g_assert_nonnull (item);
  g_assert_nonnull (item->context);
  g_assert_cmpint (item->context->passage, ==, place.passage);
  g_assert_cmpuint (item->context->ord, ==, ord);
  g_assert_cmpstr (item->context->surface, ==, said);
}

static ReaderEntityCard *
open_from_list (Fixture *fixture, ReaderEntitySidebar *sidebar, const char *filter)
{
  ReaderEntityList *list = reader_entity_sidebar_get_list (sidebar);
  ReaderEntityCard *card = NULL;

  reader_entity_list_set_type (list, READER_KIND_DATE);
  reader_entity_list_set_filter (list, filter);
  assert_dates (list, "3 May 1917 2");
  reader_entity_list_activate_first (list);
  card = reader_entity_sidebar_get_card (sidebar);
  wait_until (g_strcmp0 (reader_entity_card_get_date (card), "1917-05-03") == 0);
  return card;
}

static void
test_walk (Fixture *fixture, gconstpointer data)
{
  ReaderEntitySidebar *sidebar = add_sidebar (fixture);
  ReaderEntityCard *card = open_from_list (fixture, sidebar, "3 may");

  g_assert_nonnull (card);
  fixture_wait (reader_entity_card_is_settled (card));
  /* The second line of the first text, behind head and title. */
  reader_entity_card_activate (card, 3);
  assert_place (fixture, card, 1, "3 May 1917");
  g_assert_cmpuint (reader_entity_card_get_current (card), ==, 3);
  g_assert_true (reader_entity_card_step (card, 1));
  assert_place (fixture, card, 0, "3 May");
  g_assert_true (reader_entity_card_step (card, -1));
  assert_place (fixture, card, 1, "3 May 1917");
}

/* Cards of dates and of other dates can be gone back to. */
static void
test_back (Fixture *fixture, gconstpointer data)
{
  ReaderEntitySidebar *sidebar = add_sidebar (fixture);
  ReaderEntityCard *card = open_date (sidebar, "1917-05-03");
  g_autofree char *marked = NULL;

  open_date (sidebar, "192X");
  open_date (sidebar, "192X");
  g_assert_true (reader_entity_sidebar_go_back (sidebar));
  g_assert_cmpstr (reader_entity_card_get_date (card), ==, "1917-05-03");
  fixture_wait (reader_entity_card_is_settled (card));
  g_assert_true (reader_entity_sidebar_go_back (sidebar));
  g_assert_null (reader_entity_sidebar_get_card (sidebar));
  g_object_get (fixture->view, "highlight-date", &marked, NULL);
  g_assert_null (marked);
  g_assert_false (reader_entity_sidebar_go_back (sidebar));
}

typedef struct
{
  gint64 mention;
  char *edtf;
} Activated;

static void
activated_cb (ReaderParallelView *view,
              gint64 passage,
              guint start,
              const char *edtf,
              Activated *out)
{
  out->mention = tri_date_make_id (passage, start);
  g_free (out->edtf);
  out->edtf = g_strdup (edtf);
}

/* From date to date in the text, and to the card of one, where its line is marked. */
static void
test_in_text (Fixture *fixture, gconstpointer data)
{
  static const struct
  {
    const char *way;
    const char *edtf;
  } steps[] = {
    { "date.next", "1917-05-01" },
    { "date.next", "1917-05-03" },
    { "date.next", "192X" },
    { "date.next", "1917-05" },
    { "date.previous", "192X" },
    { "date.previous", "1917-05-03" },
    { "date.previous", "1917-05-01" },
  };
  GtkWidget *view = GTK_WIDGET (fixture->view);
  ReaderEntitySidebar *sidebar = add_sidebar (fixture);
  Activated activated = { 0 };

  g_signal_connect (view, "date-activated", G_CALLBACK (activated_cb), &activated);
  for (guint i = 0; i < G_N_ELEMENTS (steps); i++)
    {
      g_assert_true (gtk_widget_activate_action (view, steps[i].way, NULL));
      g_assert_true (gtk_widget_activate_action (view, "mention.open", NULL));
      g_assert_cmpstr (activated.edtf, ==, steps[i].edtf);
    }
  gtk_widget_activate_action (view, "date.next", NULL);
  gtk_widget_activate_action (view, "mention.open", NULL);
  reader_entity_sidebar_open_date (sidebar, activated.edtf, activated.mention);
  fixture_wait (reader_entity_card_get_current (reader_entity_sidebar_get_card (sidebar)) == 2);
  g_assert_true (reader_entity_card_step (reader_entity_sidebar_get_card (sidebar), 1));
  assert_place (fixture, reader_entity_sidebar_get_card (sidebar), 1, "3 May 1917");
  g_free (activated.edtf);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  adw_init ();

#define ADD(path, function) g_test_add (path, Fixture, NULL, set_up, function, fixture_tear_down)
  ADD ("/dates-panel/scope", test_scope);
  ADD ("/dates-panel/filter", test_filter);
  ADD ("/dates-panel/card", test_card);
  g_test_add ("/dates-panel/around",
              Fixture,
              NULL,
              set_up_named,
              test_around,
              fixture_tear_down);
  ADD ("/dates-panel/walk", test_walk);
  ADD ("/dates-panel/back", test_back);
  ADD ("/dates-panel/in-text", test_in_text);

  return g_test_run ();
}
