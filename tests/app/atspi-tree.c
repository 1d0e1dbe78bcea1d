/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "atspi-tree.h"

#include "patience.h"

#include <gio/gio.h>

#define BUS_SECONDS 15
#define MAX_CHILDREN 500
#define PROPERTIES "org.freedesktop.DBus.Properties"
#define ACCESSIBLE "org.a11y.atspi.Accessible"

typedef struct
{
  GDBusConnection *bus;
  char *owner; /* the program's name on the bus */
  int timeout; /* milliseconds */
  guint n_pending;
} Reading;

typedef void (*Take) (TreeNode *node, GVariant *reply, Reading *reading);

typedef struct
{
  Reading *reading;
  TreeNode *node;
  Take take;
} Question;

/* --- questions */

/* One connection for the whole test; libatspi keeps its own to itself. */
static GDBusConnection *
get_bus (void)
{
  static GDBusConnection *bus = NULL;
  g_autoptr (GDBusConnection) session = NULL;
  g_autoptr (GVariant) reply = NULL;
  g_autoptr (GError) error = NULL;
  const char *address = NULL;

  if (bus != NULL)
    return bus;
  session = g_bus_get_sync (G_BUS_TYPE_SESSION, NULL, &error);
  g_assert_no_error (error);
  reply = g_dbus_connection_call_sync (session,
                                       "org.a11y.Bus",
                                       "/org/a11y/bus",
                                       "org.a11y.Bus",
                                       "GetAddress",
                                       NULL,
                                       G_VARIANT_TYPE ("(s)"),
                                       G_DBUS_CALL_FLAGS_NONE,
                                       -1,
                                       NULL,
                                       &error);
  g_assert_no_error (error);
  g_variant_get (reply, "(&s)", &address);
  bus = g_dbus_connection_new_for_address_sync (
      address,
      G_DBUS_CONNECTION_FLAGS_AUTHENTICATION_CLIENT
          | G_DBUS_CONNECTION_FLAGS_MESSAGE_BUS_CONNECTION,
      NULL,
      NULL,
      &error);
  g_assert_no_error (error);
  return bus;
}

static void
answered_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autofree Question *question = data;
  /* What is gone by now does not answer. */
  g_autoptr (GVariant) reply = g_dbus_connection_call_finish (G_DBUS_CONNECTION (source),
                                                              result,
                                                              NULL);

  question->reading->n_pending--;
  if (reply != NULL)
    question->take (question->node, reply, question->reading);
}

static void
ask (TreeNode *node,
     const char *path,
     const char *interface,
     const char *method,
     GVariant *parameters,
     const char *type,
     Take take,
     Reading *reading)
{
  Question *question = g_new (Question, 1);

  *question = (Question){ .reading = reading, .node = node, .take = take };
  reading->n_pending++;
  g_dbus_connection_call (reading->bus,
                          reading->owner,
                          path,
                          interface,
                          method,
                          parameters,
                          G_VARIANT_TYPE (type),
                          G_DBUS_CALL_FLAGS_NO_AUTO_START,
                          reading->timeout,
                          NULL,
                          answered_cb,
                          question);
}

/* --- answers */

static void take_states (TreeNode *node, GVariant *reply, Reading *reading);

static void
take_role (TreeNode *node, GVariant *reply, Reading *reading)
{
  guint32 role = 0;

  g_variant_get (reply, "(u)", &role);
  node->role = role;
}

static void
take_name (TreeNode *node, GVariant *reply, Reading *reading)
{
  g_autoptr (GVariant) value = NULL;
  g_auto (GStrv) parts = NULL;

  g_variant_get (reply, "(v)", &value);
  if (!g_variant_is_of_type (value, G_VARIANT_TYPE_STRING))
    return;
  parts = g_strsplit (g_variant_get_string (value, NULL), "_", -1);
  g_free (node->name);
  node->name = g_strjoinv ("", parts);
}

static TreeNode *
new_node (TreeNode *parent, guint index)
{
  TreeNode *self = g_new0 (TreeNode, 1);

  self->parent = parent;
  self->index = index;
  self->name = g_strdup ("");
  self->children = g_ptr_array_new_with_free_func ((GDestroyNotify) tree_free);
  return self;
}

/* The question about a child is the child's own, whose path is not known yet. */
static void
take_child (TreeNode *node, GVariant *reply, Reading *reading)
{
  const char *path = NULL;

  g_variant_get (reply, "((&s&o))", NULL, &path);
  node->path = g_strdup (path);
  ask (node, path, ACCESSIBLE, "GetState", NULL, "(au)", take_states, reading);
}

/* One by one: GetChildren leaves out what nobody has asked about before. */
static void
take_count (TreeNode *node, GVariant *reply, Reading *reading)
{
  g_autoptr (GVariant) value = NULL;
  int n = 0;

  g_variant_get (reply, "(v)", &value);
  if (g_variant_is_of_type (value, G_VARIANT_TYPE_INT32))
    n = MIN (g_variant_get_int32 (value), MAX_CHILDREN);
  for (int i = 0; i < n; i++)
    {
      TreeNode *child = new_node (node, i);

      g_ptr_array_add (node->children, child);
      ask (child,
           node->path,
           ACCESSIBLE,
           "GetChildAtIndex",
           g_variant_new ("(i)", i),
           "((so))",
           take_child,
           reading);
    }
}

static void
ask_property (TreeNode *node, const char *property, Take take, Reading *reading)
{
  GVariant *parameters = g_variant_new ("(ss)", ACCESSIBLE, property);

  ask (node, node->path, PROPERTIES, "Get", parameters, "(v)", take, reading);
}

static void
take_states (TreeNode *node, GVariant *reply, Reading *reading)
{
  g_autoptr (GVariant) words = g_variant_get_child_value (reply, 0);
  gsize n = 0;
  const guint32 *bits = g_variant_get_fixed_array (words, &n, sizeof (guint32));

  for (gsize i = 0; i < MIN (n, 2); i++)
    node->states |= (guint64) bits[i] << (32 * i);
  if (node->parent != NULL && !tree_has_state (node, ATSPI_STATE_VISIBLE))
    return;
  ask (node, node->path, ACCESSIBLE, "GetRole", NULL, "(u)", take_role, reading);
  ask_property (node, "Name", take_name, reading);
  ask_property (node, "ChildCount", take_count, reading);
}

static void
drop_hidden (TreeNode *self)
{
  for (guint i = self->children->len; i > 0; i--)
    {
      TreeNode *child = g_ptr_array_index (self->children, i - 1);

      if (tree_has_state (child, ATSPI_STATE_VISIBLE))
        drop_hidden (child);
      else
        g_ptr_array_remove_index (self->children, i - 1);
    }
}

/**
 * tree_new:
 * @root: of a program; asked even when it is hidden
 *
 * Returns: (transfer full): what is visible below @root now, nothing once it is gone
 */
TreeNode *
tree_new (AtspiAccessible *root)
{
  g_autoptr (GMainContext) context = g_main_context_new ();
  TreeNode *tree = new_node (NULL, 0);
  Reading reading = {
    .bus = get_bus (),
    /* None when it is known to be gone. */
    .owner = root->parent.app != NULL ? root->parent.app->bus_name : NULL,
    .timeout = BUS_SECONDS * 1000 * patience_get (),
  };

  /* Answers come to the context that the questions were asked in. */
  g_main_context_push_thread_default (context);
  tree->path = g_strdup (root->parent.path);
  if (reading.owner == NULL)
    return tree;
  ask (tree, tree->path, ACCESSIBLE, "GetState", NULL, "(au)", take_states, &reading);
  while (reading.n_pending > 0)
    g_main_context_iteration (context, TRUE);
  g_main_context_pop_thread_default (context);
  drop_hidden (tree);
  return tree;
}

void
tree_free (TreeNode *self)
{
  g_ptr_array_unref (self->children);
  g_free (self->path);
  g_free (self->name);
  g_free (self);
}

gboolean
tree_has_state (const TreeNode *self, AtspiStateType state)
{
  return (self->states & (G_GUINT64_CONSTANT (1) << state)) != 0;
}

/**
 * tree_dup_accessible:
 * @root: what the tree was read from
 *
 * Returns: (transfer full) (nullable): the thing itself, unless another one is in its place by now
 */
AtspiAccessible *
tree_dup_accessible (const TreeNode *self, AtspiAccessible *root)
{
  AtspiAccessible *parent = NULL;
  AtspiAccessible *found = NULL;

  if (self->parent == NULL)
    return g_object_ref (root);
  parent = tree_dup_accessible (self->parent, root);
  if (parent == NULL)
    return NULL;
  found = atspi_accessible_get_child_at_index (parent, (int) self->index, NULL);
  g_object_unref (parent);
  if (found != NULL && g_strcmp0 (found->parent.path, self->path) != 0)
    g_clear_object (&found);
  return found;
}
