-- SPDX-License-Identifier: GPL-3.0-or-later
-- Version 2: alignment that is computed and mended.

-- 0: a link of all texts that have members in it; 1: what the aligner says of two texts of a work
-- that has more; 2: an omission, members in one text without a counterpart in the others. Rows and
-- tints come from 0 alone.
ALTER TABLE links ADD COLUMN kind INTEGER NOT NULL DEFAULT 0;
UPDATE links SET kind = 2 WHERE 2 > (SELECT count (DISTINCT p.text)
  FROM link_members m JOIN passages p ON p.id = m.passage WHERE m.link = links.id);

-- What each row of the block is like (see tri-link-summary.h), for the overview and for walking to
-- the next doubtful link; NULL when nobody looked since its links changed.
ALTER TABLE row_blocks ADD COLUMN summary BLOB;
