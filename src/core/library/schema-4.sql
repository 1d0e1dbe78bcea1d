-- SPDX-License-Identifier: GPL-3.0-or-later
-- Version 4: what a reader decided outlives a text that is imported again.

-- Importing a text again exchanges two texts: the one that is read, and the one that lies in a work of
-- its own, which is hidden (complete = 2, deleted), so that undo can exchange them back until it is swept.
CREATE TABLE text_versions (
  work INTEGER NOT NULL REFERENCES works ON DELETE CASCADE,  -- the hidden one
  target INTEGER NOT NULL REFERENCES works ON DELETE CASCADE,
  shown INTEGER NOT NULL, hidden INTEGER NOT NULL,  -- texts
  PRIMARY KEY (work, shown)) STRICT, WITHOUT ROWID;
-- Members of links of a hidden text in texts that are read: nobody is to meet those links there.
CREATE TABLE hidden_members (
  link INTEGER NOT NULL REFERENCES links ON DELETE CASCADE,
  passage INTEGER NOT NULL REFERENCES passages ON DELETE CASCADE, sentence INTEGER NOT NULL,
  PRIMARY KEY (link, passage, sentence)) STRICT, WITHOUT ROWID;
CREATE INDEX hidden_members_by_passage ON hidden_members (passage);

-- What the reader made and the new version of a text has no sure place for: kept, listed, and looked
-- for again when the text is imported once more. text: the version that lacks it. A bookmark is in its own
-- table as well, without a passage, and says in `anchor` how it was found (see TriAnchorState).
CREATE TABLE unplaced (
  id INTEGER PRIMARY KEY, uuid TEXT NOT NULL UNIQUE,
  text INTEGER NOT NULL REFERENCES texts ON DELETE CASCADE,
  what TEXT NOT NULL,  -- 'bookmark', 'mention', 'refusal', 'link'
  state INTEGER NOT NULL,  -- 2 doubtful, 3 lost
  subject TEXT NOT NULL,  -- the uuid of the bookmark, mention, refusal or link
  quote TEXT NOT NULL, ord INTEGER NOT NULL,  -- ord: about where it would stand
  passage INTEGER REFERENCES passages ON DELETE SET NULL,  -- where it may stand, if doubtful
  start INTEGER NOT NULL, stop INTEGER NOT NULL,
  details TEXT NOT NULL,  -- JSON: what the row said, and the words around
  created INTEGER NOT NULL, modified INTEGER NOT NULL) STRICT;
CREATE INDEX unplaced_by_text ON unplaced (text, ord);
CREATE INDEX unplaced_by_passage ON unplaced (passage);
ALTER TABLE bookmarks ADD COLUMN anchor INTEGER NOT NULL DEFAULT 0;

-- Names to check that the reader says are right as they are. What a warning is about is kept in words that
-- outlive an import and a linking: entity, other and text are uuids, place is the uuid of a text and
-- the key of a passage; "" where the kind has none (see tri-warning-marks.c).
CREATE TABLE warnings_aside (
  id INTEGER PRIMARY KEY, uuid TEXT NOT NULL UNIQUE,
  work INTEGER NOT NULL REFERENCES works ON DELETE CASCADE,
  kind INTEGER NOT NULL, entity TEXT NOT NULL, other TEXT NOT NULL, folded TEXT NOT NULL,
  text TEXT NOT NULL, place TEXT NOT NULL,
  created INTEGER NOT NULL, modified INTEGER NOT NULL) STRICT;
CREATE UNIQUE INDEX warnings_aside_by_what
  ON warnings_aside (work, kind, entity, other, folded, text, place);
