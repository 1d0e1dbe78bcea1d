/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <atspi/atspi.h>

G_BEGIN_DECLS

/* What a program shows at one moment: everything visible below one thing, asked for with as many
 * questions at once as there are things. libatspi asks one question after the other, which is five
 * round trips through two processes for each of hundreds of things. */

typedef struct _TreeNode TreeNode;
struct _TreeNode
{
  TreeNode *parent; /* NULL for the root */
  guint index;      /* among the children of its parent, the hidden ones counted */
  char *path;       /* of the object on the bus */
  char *name;       /* without the mark of a mnemonic, which GTK 4.8 leaves in it */
  AtspiRole role;
  guint64 states; /* a bit for each AtspiStateType */
  GPtrArray *children;
};

TreeNode *tree_new (AtspiAccessible *root) G_GNUC_WARN_UNUSED_RESULT;
void tree_free (TreeNode *self);
gboolean tree_has_state (const TreeNode *self, AtspiStateType state);
AtspiAccessible *tree_dup_accessible (const TreeNode *self, AtspiAccessible *root);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TreeNode, tree_free)

G_END_DECLS
