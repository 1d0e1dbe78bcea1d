/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "library/tri-import.h"
#include "library/tri-library-bookmarks.h"
#include "library/tri-library-proposals.h"
#include "library/tri-library-registers.h"
#include "library/tri-library-works.h"

#include <glib/gstdio.h>
#include <string.h>

/* A library with one work, and its proposals: what stands here is Harrow, Norwich and a title. */
typedef struct
{
  TriLibrary *library;
  gint64 work;
} Fixture;

static const char content[] = "Agnes Harrow came to Norwich. Nobody knew Agnes Harrow there.\n\n"
                              "In Norwich, Harrow wrote “The Salt Year.” That was all.\n";

static void
set_up (Fixture *self, gconstpointer data)
{
  g_autofree char *folder = g_dir_make_tmp ("proposals-XXXXXX", NULL);
  g_autofree char *path = g_build_filename (folder, "text.txt", NULL);
  g_autofree char *db = g_build_filename (folder, "library.db", NULL);
  const TriImportFile file = { .path = path, .lang = "en" };
  const TriImportOptions options = { .files = &file, .n_files = 1, .kind = "auto", .link = TRUE };
  g_autoptr (GError) error = NULL;

  g_assert_true (g_file_set_contents (path, content, -1, NULL));
  self->library = tri_library_open (db, TRI_LIBRARY_READ_WRITE, &error);
  g_assert_no_error (error);
  self->work = tri_library_import (self->library, &options, NULL, &error);
  g_assert_no_error (error);
  g_assert_true (tri_library_discover (self->library, self->work, NULL, NULL, &error));
  g_assert_no_error (error);
}

static void
tear_down (Fixture *self, gconstpointer data)
{
  g_clear_object (&self->library);
}

/* "name type mentions" of the proposals in @state, by name. */
static char *
dump (Fixture *self, TriProposalState state)
{
  g_autoptr (GPtrArray) rows = tri_library_list_proposals (self->library, self->work, state, NULL);
  g_autoptr (GPtrArray) lines = g_ptr_array_new_with_free_func (g_free);

  g_assert_nonnull (rows);
  for (guint i = 0; i < rows->len; i++)
    {
      const TriProposal *proposal = ((TriProposalRow *) rows->pdata[i])->proposal;
      guint at = 0;

      while (at < lines->len && strcmp (lines->pdata[at], proposal->name) < 0)
        at++;
      g_ptr_array_insert (lines,
                          (int) at,
                          g_strdup_printf ("%s %s %u",
                                           proposal->name,
                                           tri_entity_type_to_nick (proposal->type),
                                           proposal->n_mentions));
    }
  g_ptr_array_add (lines, NULL);
  return g_strjoinv ("; ", (char **) lines->pdata);
}

static void
check (Fixture *self, TriProposalState state, const char *expected)
{
  g_autofree char *found = dump (self, state);

  g_assert_cmpstr (found, ==, expected);
}

static gint64
find (Fixture *self, const char *name)
{
  g_autoptr (GPtrArray) rows = tri_library_list_proposals (self->library,
                                                           self->work,
                                                           TRI_PROPOSAL_OPEN,
                                                           NULL);

  for (guint i = 0; i < rows->len; i++)
    if (g_str_equal (((TriProposalRow *) rows->pdata[i])->proposal->name, name))
      return ((TriProposalRow *) rows->pdata[i])->id;
  g_assert_not_reached ();
}

static guint
count_entities (Fixture *self)
{
  const TriEntityQuery query = { .work = self->work, .type = -1, .limit = 100 };
  g_autoptr (GPtrArray) entities = tri_library_list_entities (self->library, &query, NULL);

  return entities->len;
}

static void
undo (Fixture *self, const char *act)
{
  g_autofree char *undone = tri_library_undo (self->library, NULL);

  g_assert_cmpstr (undone, ==, act);
}

static void
link_names (Fixture *self)
{
  g_assert_true (tri_library_link_work (self->library, self->work, NULL, NULL, NULL));
}

static const char all[] = "Agnes Harrow person 3; Norwich place 2; The Salt Year work 1";

static void
test_discover (Fixture *self, gconstpointer data)
{
  check (self, TRI_PROPOSAL_OPEN, all);
  /* A second time replaces the first. */
  g_assert_true (tri_library_discover (self->library, self->work, NULL, NULL, NULL));
  check (self, TRI_PROPOSAL_OPEN, all);
}

static void
test_accept (Fixture *self, gconstpointer data)
{
  gint64 ids[] = { find (self, "Agnes Harrow"), find (self, "Norwich") };
  gint64 entity;

  g_assert_true (tri_library_accept_proposals (self->library, ids, 2, NULL));
  link_names (self);
  check (self, TRI_PROPOSAL_OPEN, "The Salt Year work 1");
  g_assert_cmpuint (count_entities (self), ==, 2);
  entity = tri_library_find_entity (self->library, self->work, "Agnes Harrow", NULL);
  g_assert_cmpint (entity, !=, 0);
  /* Harrow alone is her, too. */
  g_assert_cmpint (tri_library_find_entity (self->library, self->work, "Harrow", NULL), ==, entity);
  undo (self, "proposal.accept");
  g_assert_cmpuint (count_entities (self), ==, 0);
  check (self, TRI_PROPOSAL_OPEN, all);
  g_free (tri_library_redo (self->library, NULL));
  link_names (self);
  g_assert_cmpuint (count_entities (self), ==, 2);
  check (self, TRI_PROPOSAL_OPEN, "The Salt Year work 1");
}

/* What is accepted when the reader has removed the register of what was found before is seen. */
static void
test_accept_after_removal (Fixture *self, gconstpointer data)
{
  gint64 norwich = find (self, "Norwich");
  gint64 harrow = find (self, "Agnes Harrow");
  g_autoptr (GArray) registers = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_true (tri_library_accept_proposals (self->library, &norwich, 1, &error));
  registers = tri_library_list_registers (self->library, &error);
  g_assert_no_error (error);
  g_assert_true (
      tri_library_remove_register (self->library,
                                   g_array_index (registers, TriRegister, 0).id,
                                   &error));
  g_assert_cmpuint (count_entities (self), ==, 0);
  g_assert_true (tri_library_accept_proposals (self->library, &harrow, 1, &error));
  g_assert_no_error (error);
  link_names (self);
  g_assert_cmpuint (count_entities (self), ==, 1);
  g_assert_cmpint (tri_library_find_entity (self->library, 0, "Harrow", NULL), !=, 0);
  undo (self, "proposal.accept");
  undo (self, "register.remove");
  link_names (self);
  g_assert_cmpuint (count_entities (self), ==, 1);
  undo (self, "proposal.accept");
  check (self, TRI_PROPOSAL_OPEN, all);
}

static void
test_accepted_not_proposed_again (Fixture *self, gconstpointer data)
{
  gint64 id = find (self, "Norwich");

  g_assert_true (tri_library_accept_proposals (self->library, &id, 1, NULL));
  g_assert_true (tri_library_discover (self->library, self->work, NULL, NULL, NULL));
  check (self, TRI_PROPOSAL_OPEN, "Agnes Harrow person 3; The Salt Year work 1");
}

static void
test_reject (Fixture *self, gconstpointer data)
{
  gint64 id = find (self, "Norwich");

  g_assert_true (tri_library_reject_proposals (self->library, &id, 1, NULL));
  check (self, TRI_PROPOSAL_REJECTED, "Norwich place 2");
  g_assert_true (tri_library_discover (self->library, self->work, NULL, NULL, NULL));
  check (self, TRI_PROPOSAL_OPEN, "Agnes Harrow person 3; The Salt Year work 1");
  undo (self, "proposal.reject");
  check (self, TRI_PROPOSAL_OPEN, all);
}

static void
test_rename (Fixture *self, gconstpointer data)
{
  gint64 id = find (self, "Norwich");

  g_assert_false (tri_library_rename_proposal (self->library, id, "  ", NULL));
  g_assert_true (tri_library_rename_proposal (self->library, id, "Norwich, Norfolk", NULL));
  check (self,
         TRI_PROPOSAL_OPEN,
         "Agnes Harrow person 3; Norwich, Norfolk place 2; The Salt Year work 1");
  g_assert_true (tri_library_accept_proposals (self->library, &id, 1, NULL));
  g_assert_cmpint (tri_library_find_entity (self->library, 0, "Norwich", NULL),
                   ==,
                   tri_library_find_entity (self->library, 0, "Norwich, Norfolk", NULL));
  undo (self, "proposal.accept");
  undo (self, "proposal.rename");
  check (self, TRI_PROPOSAL_OPEN, all);
}

static void
test_set_type (Fixture *self, gconstpointer data)
{
  gint64 id = find (self, "Norwich");

  g_assert_true (
      tri_library_set_proposal_types (self->library, &id, 1, TRI_ENTITY_ORGANISATION, NULL));
  check (self,
         TRI_PROPOSAL_OPEN,
         "Agnes Harrow person 3; Norwich organisation 2; The Salt Year work 1");
  undo (self, "proposal.set-type");
  check (self, TRI_PROPOSAL_OPEN, all);
}

static void
test_merge (Fixture *self, gconstpointer data)
{
  gint64 id = find (self, "Agnes Harrow");
  gint64 other = find (self, "The Salt Year");

  g_assert_true (tri_library_merge_proposals (self->library, id, other, NULL));
  check (self, TRI_PROPOSAL_OPEN, "Agnes Harrow person 4; Norwich place 2");
  g_assert_true (tri_library_accept_proposals (self->library, &id, 1, NULL));
  g_assert_cmpint (tri_library_find_entity (self->library, 0, "The Salt Year", NULL),
                   ==,
                   tri_library_find_entity (self->library, 0, "Agnes Harrow", NULL));
  /* what is accepted takes nothing more, which would be lost */
  other = find (self, "Norwich");
  g_assert_true (tri_library_merge_proposals (self->library, id, other, NULL));
  check (self, TRI_PROPOSAL_OPEN, "Norwich place 2");
  undo (self, "proposal.accept");
  undo (self, "proposal.merge");
  check (self, TRI_PROPOSAL_OPEN, all);
}

static void
test_contexts (Fixture *self, gconstpointer data)
{
  g_autoptr (GPtrArray) rows = tri_library_list_proposals (self->library,
                                                           self->work,
                                                           TRI_PROPOSAL_OPEN,
                                                           NULL);

  for (guint i = 0; i < rows->len; i++)
    {
      TriProposalRow *row = rows->pdata[i];
      g_autoptr (GArray) contexts = NULL;

      if (!g_str_equal (row->proposal->name, "Norwich"))
        continue;
      contexts = tri_library_list_proposal_contexts (self->library, row, 5, NULL);
      g_assert_cmpuint (contexts->len, ==, 2);
      g_assert_cmpstr (g_array_index (contexts, TriContext, 0).surface, ==, "Norwich");
      g_assert_cmpstr (g_array_index (contexts, TriContext, 0).before, ==, "Agnes Harrow came to ");
      g_assert_cmpstr (g_array_index (contexts, TriContext, 1).before, ==, "In ");
    }
}

/* The names that a query finds, and how many there are beyond the page. */
static void
check_query (Fixture *self, const TriProposalQuery *query, guint offset, const char *expected)
{
  guint n_all = 0;
  g_autoptr (GPtrArray) rows = tri_library_find_proposals (self->library,
                                                           self->work,
                                                           query,
                                                           offset,
                                                           2,
                                                           &n_all,
                                                           NULL);
  g_autoptr (GString) found = g_string_new (NULL);

  g_assert_nonnull (rows);
  for (guint i = 0; i < rows->len; i++)
    g_string_append_printf (found, "%s; ", ((TriProposalRow *) rows->pdata[i])->proposal->name);
  g_string_append_printf (found, "%u", n_all);
  g_assert_cmpstr (found->str, ==, expected);
}

static void
test_find (Fixture *self, gconstpointer data)
{
  static const struct
  {
    TriProposalQuery query;
    guint offset;
    const char *expected;
  } cases[] = {
    { { -1, NULL, TRI_PROPOSALS_BY_NAME }, 0, "Agnes Harrow; Norwich; 3" },
    { { -1, "", TRI_PROPOSALS_BY_NAME }, 2, "The Salt Year; 3" },
    { { -1, NULL, TRI_PROPOSALS_BY_MENTIONS }, 0, "Agnes Harrow; Norwich; 3" },
    { { TRI_ENTITY_PLACE, NULL, TRI_PROPOSALS_BY_CONFIDENCE }, 0, "Norwich; 1" },
    { { -1, " hÁrr ", TRI_PROPOSALS_BY_CONFIDENCE }, 0, "Agnes Harrow; 1" },
    { { TRI_ENTITY_PLACE, "harr", TRI_PROPOSALS_BY_CONFIDENCE }, 0, "0" },
    { { -1, "\"en\"", TRI_PROPOSALS_BY_CONFIDENCE }, 0, "0" },
  };
  gint64 id = find (self, "Norwich");

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    check_query (self, &cases[i].query, cases[i].offset, cases[i].expected);
  /* by a form, too, whatever it was renamed to; and only what is open */
  g_assert_true (tri_library_rename_proposal (self->library, id, "The City", NULL));
  check_query (self, &(TriProposalQuery){ -1, "norwich", 0 }, 0, "The City; 1");
  g_assert_true (tri_library_reject_proposals (self->library, &id, 1, NULL));
  check_query (self, &(TriProposalQuery){ -1, "norwich", 0 }, 0, "0");
}

#define ADD(name, func) g_test_add (name, Fixture, NULL, set_up, func, tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD ("/proposals/discover", test_discover);
  ADD ("/proposals/accept", test_accept);
  ADD ("/proposals/accept/after-removal", test_accept_after_removal);
  ADD ("/proposals/accept/not-again", test_accepted_not_proposed_again);
  ADD ("/proposals/reject", test_reject);
  ADD ("/proposals/rename", test_rename);
  ADD ("/proposals/set-type", test_set_type);
  ADD ("/proposals/merge", test_merge);
  ADD ("/proposals/contexts", test_contexts);
  ADD ("/proposals/find", test_find);
  return g_test_run ();
}
