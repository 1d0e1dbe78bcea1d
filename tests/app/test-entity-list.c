/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "panels-fixture.h"
#include "panels/reader-entity-list.h"

static ReaderEntityList *
add_list (Fixture *fixture)
{
  ReaderEntityList *list = g_object_new (READER_TYPE_ENTITY_LIST, NULL);

  gtk_box_append (GTK_BOX (fixture->box), GTK_WIDGET (list));
  reader_entity_list_connect (list, fixture->session, fixture->view);
  return list;
}

/* The names that are listed, joined by a bar. */
static char *
dup_names (ReaderEntityList *list)
{
  GListModel *model = reader_entity_list_get_model (list);
  g_autoptr (GString) names = g_string_new (NULL);

  for (guint i = 0; i < g_list_model_get_n_items (model); i++)
    {
      g_autoptr (TriEntity) entity = g_list_model_get_item (model, i);

      g_string_append_printf (names,
                              "%s%s %u",
                              i ? "|" : "",
                              tri_entity_get_name (entity, "en"),
                              entity->n_mentions);
    }
  return g_string_free (g_steal_pointer (&names), FALSE);
}

static void
assert_names (ReaderEntityList *list, const char *expected)
{
  wait_until_equal (dup_names (list), expected);
  fixture_wait (reader_entity_list_is_settled (list));
  wait_until_equal (dup_names (list), expected);
}

static void
test_scope (Fixture *fixture, gconstpointer data)
{
  ReaderEntityList *list = add_list (fixture);

  reader_entity_list_set_scope (list, READER_ENTITY_SCOPE_WORK);
  assert_names (list, "Ada Lamb 5|The Isle 2");
  reader_entity_list_set_scope (list, READER_ENTITY_SCOPE_LIBRARY);
  assert_names (list, "Ada Lamb 5|Never Named 0|The Isle 2");
  reader_entity_list_set_scope (list, READER_ENTITY_SCOPE_VIEW);
  assert_names (list, "Ada Lamb 5|The Isle 2");
}

static void
test_filter (Fixture *fixture, gconstpointer data)
{
  static const struct
  {
    const char *filter;
    const char *names;
  } cases[] = {
    { "lamb", "Ada Lamb 5" },
    { "LEMBE", "Ada Lamb 5" },
    { "the lamp", "Ada Lamb 5" },
    { "ile", "The Isle 2" },
    { "", "Ada Lamb 5|The Isle 2" },
    { "nowhere", "" },
  };
  ReaderEntityList *list = add_list (fixture);

  reader_entity_list_set_scope (list, READER_ENTITY_SCOPE_WORK);
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      reader_entity_list_set_filter (list, cases[i].filter);
      assert_names (list, cases[i].names);
    }
}

static void
test_type_and_order (Fixture *fixture, gconstpointer data)
{
  ReaderEntityList *list = add_list (fixture);

  reader_entity_list_set_scope (list, READER_ENTITY_SCOPE_WORK);
  reader_entity_list_set_type (list, TRI_ENTITY_PLACE);
  assert_names (list, "The Isle 2");
  reader_entity_list_set_type (list, -1);
  reader_entity_list_set_order (list, TRI_ENTITY_ORDER_NAME);
  assert_names (list, "Ada Lamb 5|The Isle 2");
}

static void
activated_cb (ReaderEntityList *list, gint64 entity, gint64 *out)
{
  *out = entity;
}

static void
test_activate (Fixture *fixture, gconstpointer data)
{
  ReaderEntityList *list = add_list (fixture);
  g_autoptr (TriEntity) first = NULL;
  gint64 activated = 0;

  g_signal_connect (list, "entity-activated", G_CALLBACK (activated_cb), &activated);
  reader_entity_list_set_scope (list, READER_ENTITY_SCOPE_WORK);
  assert_names (list, "Ada Lamb 5|The Isle 2");
  first = g_list_model_get_item (reader_entity_list_get_model (list), 0);
  reader_entity_list_activate_first (list);
  wait_until (activated != 0);
  g_assert_cmpint (activated, ==, first->id);
}

/* Who types fast and presses Enter gets what was typed, not what the list still shows. */
static void
test_activate_typed (Fixture *fixture, gconstpointer data)
{
  ReaderEntityList *list = add_list (fixture);
  g_autoptr (TriEntity) isle = NULL;
  gint64 activated = 0;

  g_signal_connect (list, "entity-activated", G_CALLBACK (activated_cb), &activated);
  reader_entity_list_set_scope (list, READER_ENTITY_SCOPE_WORK);
  assert_names (list, "Ada Lamb 5|The Isle 2");
  isle = g_list_model_get_item (reader_entity_list_get_model (list), 1);
  reader_entity_list_set_filter (list, "isle");
  reader_entity_list_activate_first (list);
  wait_until (activated != 0);
  g_assert_cmpint (activated, ==, isle->id);
}

/* The button that is shown, by its label. */
static GtkWidget *
find_button (GtkWidget *widget, const char *label)
{
  GtkWidget *found = NULL;

  if (GTK_IS_BUTTON (widget) && gtk_widget_get_mapped (widget)
      && g_strcmp0 (gtk_button_get_label (GTK_BUTTON (widget)), label) == 0)
    return widget;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child && !found;
       child = gtk_widget_get_next_sibling (child))
    found = find_button (child, label);
  return found;
}

/* What is not found in view can be looked for in the work, and then in the library. */
static void
test_widen (Fixture *fixture, gconstpointer data)
{
  ReaderEntityList *list = add_list (fixture);
  GtkWidget *button = NULL;

  fixture_wait (reader_entity_list_is_settled (list));
  g_assert_null (find_button (GTK_WIDGET (list), "Search in the Whole Work"));
  reader_entity_list_set_filter (list, "never");
  assert_names (list, "");
  fixture_wait (find_button (GTK_WIDGET (list), "Search in the Whole Work") != NULL);
  button = find_button (GTK_WIDGET (list), "Search in the Whole Work");
  g_assert_nonnull (button);
  g_signal_emit_by_name (button, "clicked");
  fixture_wait (find_button (GTK_WIDGET (list), "Search in the Library") != NULL);
  button = find_button (GTK_WIDGET (list), "Search in the Library");
  g_assert_nonnull (button);
  g_signal_emit_by_name (button, "clicked");
  assert_names (list, "Never Named 0");
  g_assert_null (find_button (GTK_WIDGET (list), "Search in the Library"));
}

/* What another kind would match is not said to be nowhere: in view, and where a worker looks. */
static void
test_other_kind (Fixture *fixture, gconstpointer data)
{
  static const ReaderEntityScope scopes[] = { READER_ENTITY_SCOPE_VIEW, READER_ENTITY_SCOPE_WORK };

  for (guint i = 0; i < G_N_ELEMENTS (scopes); i++)
    {
      ReaderEntityList *list = add_list (fixture);
      GtkWidget *button = NULL;

      reader_entity_list_set_scope (list, scopes[i]);
      reader_entity_list_set_type (list, TRI_ENTITY_PLACE);
      reader_entity_list_set_filter (list, "nowhere");
      assert_names (list, "");
      g_assert_null (find_button (GTK_WIDGET (list), "Show All Kinds"));
      reader_entity_list_set_filter (list, "lamb");
      fixture_wait (find_button (GTK_WIDGET (list), "Show All Kinds") != NULL);
      assert_names (list, "");
      button = find_button (GTK_WIDGET (list), "Show All Kinds");
      g_assert_nonnull (button);
      g_signal_emit_by_name (button, "clicked");
      assert_names (list, "Ada Lamb 5");
      gtk_box_remove (GTK_BOX (fixture->box), GTK_WIDGET (list));
    }
}

/* Another list, after a restart say, is as this one was left. */
static void
test_remember (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GSettings) settings = g_settings_new (APPLICATION_ID);
  ReaderEntityList *list = add_list (fixture);
  ReaderEntityList *next = NULL;

  reader_entity_list_remember (list, settings);
  reader_entity_list_set_scope (list, READER_ENTITY_SCOPE_LIBRARY);
  reader_entity_list_set_type (list, TRI_ENTITY_PERSON);
  reader_entity_list_set_order (list, TRI_ENTITY_ORDER_NAME);
  assert_names (list, "Ada Lamb 5|Never Named 0");
  gtk_box_remove (GTK_BOX (fixture->box), GTK_WIDGET (list));

  next = add_list (fixture);
  reader_entity_list_remember (next, settings);
  assert_names (next, "Ada Lamb 5|Never Named 0");
  reader_entity_list_set_type (next, -1);
  assert_names (next, "Ada Lamb 5|Never Named 0|The Isle 2");
  g_settings_reset (settings, "entity-scope");
  g_settings_reset (settings, "entity-kind");
  g_settings_reset (settings, "entity-order");
}

static void
test_finalize (Fixture *fixture, gconstpointer data)
{
  ReaderEntityList *list = add_list (fixture);

  g_object_add_weak_pointer (G_OBJECT (list), (gpointer *) &list);
  reader_entity_list_set_scope (list, READER_ENTITY_SCOPE_LIBRARY);
  reader_entity_list_reload (list);
  gtk_box_remove (GTK_BOX (fixture->box), GTK_WIDGET (list));
  fixture_wait (list == NULL);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  adw_init ();

#define ADD(path, function) \
  g_test_add (path, Fixture, NULL, fixture_set_up, function, fixture_tear_down)
  ADD ("/entity-list/scope", test_scope);
  ADD ("/entity-list/filter", test_filter);
  ADD ("/entity-list/type-and-order", test_type_and_order);
  ADD ("/entity-list/activate", test_activate);
  ADD ("/entity-list/activate-typed", test_activate_typed);
  ADD ("/entity-list/widen", test_widen);
  ADD ("/entity-list/other-kind", test_other_kind);
  ADD ("/entity-list/remember", test_remember);
  ADD ("/entity-list/finalize", test_finalize);

  return g_test_run ();
}
