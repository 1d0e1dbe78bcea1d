-- SPDX-License-Identifier: GPL-3.0-or-later
-- Version 5: bookmarks, highlights and notes for life.

-- What the reader made of a place: see TriMarkKind and TriMarkStyle. letter: 'a' to 'z' for a quick
-- mark, one of each in a work. A mark that stands in several columns, or that leads from one place
-- to another, is several rows: the first says everything of it, each further place is a row of its
-- own with part_of, the uuid of the first, and its number from 1; so all of them find their words again.
ALTER TABLE bookmarks ADD COLUMN kind INTEGER NOT NULL DEFAULT 0;
ALTER TABLE bookmarks ADD COLUMN style INTEGER NOT NULL DEFAULT 0;
ALTER TABLE bookmarks ADD COLUMN letter TEXT NOT NULL DEFAULT '';
ALTER TABLE bookmarks ADD COLUMN part_of TEXT NOT NULL DEFAULT '';
ALTER TABLE bookmarks ADD COLUMN part INTEGER NOT NULL DEFAULT 0;
UPDATE bookmarks SET kind = CASE WHEN note <> '' THEN 2 WHEN whole THEN 0 ELSE 1 END;
-- Acts of before can still be undone: undoing compares the rows whole.
UPDATE journal SET before = (SELECT json_group_array (json (iif (
  value ->> 'table' = 'bookmarks' AND value ->> 'row' IS NOT NULL, json_set (value,
    '$.row.kind', CASE WHEN value ->> '$.row.note' <> '' THEN 2 WHEN value ->> '$.row.whole' THEN 0 ELSE 1 END,
    '$.row.style', 0, '$.row.letter', '', '$.row.part_of', '', '$.row.part', 0), value)))
  FROM json_each (before)) WHERE before LIKE '%"table":"bookmarks"%';
UPDATE journal SET after = (SELECT json_group_array (json (iif (
  value ->> 'table' = 'bookmarks' AND value ->> 'row' IS NOT NULL, json_set (value,
    '$.row.kind', CASE WHEN value ->> '$.row.note' <> '' THEN 2 WHEN value ->> '$.row.whole' THEN 0 ELSE 1 END,
    '$.row.style', 0, '$.row.letter', '', '$.row.part_of', '', '$.row.part', 0), value)))
  FROM json_each (after)) WHERE after LIKE '%"table":"bookmarks"%';
CREATE INDEX bookmarks_by_part ON bookmarks (part_of, part) WHERE part_of <> '';
CREATE INDEX bookmarks_by_letter ON bookmarks (work, letter) WHERE letter <> '';
CREATE INDEX bookmarks_by_created ON bookmarks (created, id);

-- What the reader took away, so that it does not come back when two libraries are merged.
CREATE TABLE deletions (
  uuid TEXT PRIMARY KEY, what TEXT NOT NULL, deleted INTEGER NOT NULL) STRICT, WITHOUT ROWID;
-- Whatever the clock says, what came after a change is later than it, and what was put back is later
-- than its deletion: the time of a row never goes backwards.
CREATE TRIGGER bookmarks_deleted AFTER DELETE ON bookmarks BEGIN
  INSERT OR REPLACE INTO deletions VALUES (old.uuid, 'bookmark', max (unixepoch (), old.modified + 1));
END;
CREATE TRIGGER bookmarks_back AFTER INSERT ON bookmarks WHEN EXISTS
  (SELECT 1 FROM deletions WHERE uuid = new.uuid) BEGIN
  UPDATE bookmarks SET modified = max (modified,
    (SELECT deleted + 1 FROM deletions WHERE uuid = new.uuid)) WHERE id = new.id;
  DELETE FROM deletions WHERE uuid = new.uuid;
END;
CREATE TRIGGER bookmarks_later AFTER UPDATE OF note, colour, labels, scope, kind, style, letter, start, stop,
  passage_key, end_passage_key, whole, quote ON bookmarks WHEN new.modified <= old.modified AND
  (new.note, new.colour, new.labels, new.scope, new.kind, new.style, new.letter, new.start, new.stop,
   new.passage_key, new.end_passage_key, new.whole, new.quote) IS NOT
  (old.note, old.colour, old.labels, old.scope, old.kind, old.style, old.letter, old.start, old.stop,
   old.passage_key, old.end_passage_key, old.whole, old.quote) BEGIN
  UPDATE bookmarks SET modified = max (unixepoch (), old.modified + 1) WHERE id = new.id;
END;


-- Where the passage it ends in stands, and whether it has a note, kept by triggers: the lists of 100,000
-- marks, and what is in view, are read from indices alone.
ALTER TABLE bookmarks ADD COLUMN end_ord INTEGER NOT NULL DEFAULT 0;
ALTER TABLE bookmarks ADD COLUMN has_note INTEGER NOT NULL DEFAULT 0;
UPDATE bookmarks SET has_note = note <> '',
  end_ord = coalesce ((SELECT p.ord FROM passages AS p WHERE p.id = end_passage), ord);
CREATE TRIGGER bookmarks_kept_new AFTER INSERT ON bookmarks BEGIN
  UPDATE bookmarks SET has_note = new.note <> '',
    end_ord = coalesce ((SELECT ord FROM passages WHERE id = new.end_passage), new.ord)
    WHERE id = new.id;
END;
CREATE TRIGGER bookmarks_kept AFTER UPDATE OF end_passage, ord, note ON bookmarks BEGIN
  UPDATE bookmarks SET has_note = new.note <> '',
    end_ord = coalesce ((SELECT ord FROM passages WHERE id = new.end_passage), new.ord)
    WHERE id = new.id;
END;
CREATE INDEX bookmarks_long ON bookmarks (text, end_ord, ord) WHERE passage <> end_passage;
DROP INDEX bookmarks_by_created;
CREATE INDEX bookmarks_by_created
  ON bookmarks (created, id, work, text, kind, colour, has_note, part_of) WHERE part_of = '';
CREATE INDEX bookmarks_by_place
  ON bookmarks (work, text, ord, start, id, kind, colour, has_note, part_of) WHERE part_of = '';
CREATE INDEX bookmarks_unplaced ON bookmarks (id, part_of, passage)
  WHERE part_of = '' AND passage IS NULL;

-- The labels of each mark, kept by triggers.
CREATE TABLE mark_labels (
  label TEXT NOT NULL, bookmark INTEGER NOT NULL REFERENCES bookmarks ON DELETE CASCADE,
  PRIMARY KEY (label, bookmark)) STRICT, WITHOUT ROWID;
CREATE INDEX mark_labels_by_bookmark ON mark_labels (bookmark);
INSERT INTO mark_labels SELECT DISTINCT j.value, b.id FROM bookmarks AS b, json_each (b.labels) AS j
  WHERE j.type = 'text';
CREATE TRIGGER mark_labels_new AFTER INSERT ON bookmarks WHEN new.part_of = '' AND new.labels <> '[]' BEGIN
  INSERT INTO mark_labels SELECT DISTINCT value, new.id FROM json_each (new.labels) WHERE type = 'text';
END;
CREATE TRIGGER mark_labels_changed AFTER UPDATE OF labels ON bookmarks WHEN old.labels <> new.labels BEGIN
  DELETE FROM mark_labels WHERE bookmark = old.id;
  INSERT INTO mark_labels SELECT DISTINCT value, new.id FROM json_each (new.labels)
    WHERE type = 'text' AND new.part_of = '';
END;

-- The words of each mark, folded (see tri-mark-words.c): those the reader marked in all its parts, the
-- note and the labels; and the words of its counterparts in other texts. What changed is noted by
-- triggers, whoever changed it, and written anew by the act itself or by the worker.
CREATE VIRTUAL TABLE mark_words USING fts5 (
  own, counterparts, tokenize = 'unicode61 remove_diacritics 0', prefix = '2');
CREATE TABLE stale_marks (bookmark INTEGER PRIMARY KEY) STRICT;
INSERT INTO stale_marks SELECT id FROM bookmarks;
CREATE TRIGGER mark_words_new AFTER INSERT ON bookmarks BEGIN
  INSERT INTO stale_marks SELECT b.id FROM bookmarks AS b WHERE b.uuid = iif (new.part_of = '', new.uuid, new.part_of)
    AND NOT EXISTS (SELECT 1 FROM stale_marks AS s WHERE s.bookmark = b.id);
END;
CREATE TRIGGER mark_words_changed
  AFTER UPDATE OF quote, note, labels, scope, passage, end_passage, start, stop, part_of ON bookmarks BEGIN
  INSERT INTO stale_marks SELECT b.id FROM bookmarks AS b WHERE b.uuid = iif (new.part_of = '', new.uuid, new.part_of)
    AND NOT EXISTS (SELECT 1 FROM stale_marks AS s WHERE s.bookmark = b.id);
END;
CREATE TRIGGER mark_words_gone AFTER DELETE ON bookmarks BEGIN
  INSERT INTO stale_marks SELECT old.id
    WHERE NOT EXISTS (SELECT 1 FROM stale_marks AS s WHERE s.bookmark = old.id);
  INSERT INTO stale_marks SELECT b.id FROM bookmarks AS b WHERE old.part_of <> '' AND b.uuid = old.part_of
    AND NOT EXISTS (SELECT 1 FROM stale_marks AS s WHERE s.bookmark = b.id);
END;

-- Two libraries of one person merged (see tri-library-merge.h). What a merge did to rows, each as JSON with the
-- time of its last change before it and after it (NULL: there was none) and with the time of its deletion, so that
-- the journal names the batch alone and takes it back row by row.
CREATE TABLE merge_changes (
  batch TEXT NOT NULL, n INTEGER NOT NULL, kind TEXT NOT NULL, uuid TEXT NOT NULL,
  before TEXT, after TEXT, stamp_before INTEGER NOT NULL, stamp_after INTEGER NOT NULL,
  gone_before INTEGER NOT NULL, gone_after INTEGER NOT NULL,
  PRIMARY KEY (batch, n)) STRICT, WITHOUT ROWID;
-- Acts that were undone, when they cannot be done again any more: another library may have got what they did, and
-- is to be told that it is the past.
CREATE TABLE journal_past (before TEXT NOT NULL, after TEXT NOT NULL) STRICT;
CREATE TRIGGER journal_forgotten AFTER DELETE ON journal
  WHEN length (old.before) + length (old.after) < 1000000 BEGIN
  INSERT INTO journal_past VALUES (old.before, old.after);
END;
-- What was changed in both, as it was in each (NULL: deleted there), until the reader has decided; kept
-- from then on, lest it be asked again. took: 1 when theirs stands in the library since the merge.
CREATE TABLE merge_conflicts (
  id INTEGER PRIMARY KEY, uuid TEXT NOT NULL UNIQUE, batch TEXT NOT NULL, kind TEXT NOT NULL, subject TEXT NOT NULL,
  mine TEXT, theirs TEXT, took INTEGER NOT NULL, stamp_mine INTEGER NOT NULL, stamp_theirs INTEGER NOT NULL,
  decided INTEGER NOT NULL DEFAULT 0, created INTEGER NOT NULL, modified INTEGER NOT NULL) STRICT;
CREATE INDEX merge_conflicts_by_subject ON merge_conflicts (subject);
CREATE INDEX merge_conflicts_open ON merge_conflicts (decided, id);

-- Study sheets: marks and own text in the reader's order. languages: BCP 47 with a space between, ''
-- for all there are, of an item for those of its sheet. Items lie far apart, so that one can move
-- between two others alone. An item has a mark by its uuid, or text in Markdown-lite; sheet is a uuid,
-- too, so that a sheet and its items come back in any order.
CREATE TABLE sheets (
  id INTEGER PRIMARY KEY, uuid TEXT NOT NULL UNIQUE, title TEXT NOT NULL,
  languages TEXT NOT NULL DEFAULT '', created INTEGER NOT NULL, modified INTEGER NOT NULL) STRICT;
CREATE TABLE sheet_items (
  id INTEGER PRIMARY KEY, uuid TEXT NOT NULL UNIQUE, sheet TEXT NOT NULL, position INTEGER NOT NULL,
  bookmark TEXT NOT NULL DEFAULT '', text TEXT NOT NULL DEFAULT '', languages TEXT NOT NULL DEFAULT '',
  -- What the mark says, to be read when it is gone.
  quote TEXT NOT NULL DEFAULT '', lang TEXT NOT NULL DEFAULT '', place TEXT NOT NULL DEFAULT '',
  created INTEGER NOT NULL, modified INTEGER NOT NULL) STRICT;
CREATE INDEX sheet_items_in_order ON sheet_items (sheet, position, uuid);
CREATE INDEX sheet_items_by_bookmark ON sheet_items (bookmark) WHERE bookmark <> '';
CREATE TRIGGER sheet_items_quote AFTER UPDATE OF quote ON bookmarks
WHEN new.quote <> old.quote BEGIN
  UPDATE sheet_items SET quote = new.quote WHERE bookmark = new.uuid AND bookmark <> '';
END;
-- As of marks: their time never goes backwards, whatever the clock says or is undone.
CREATE TRIGGER sheets_later AFTER UPDATE OF title, languages ON sheets
  WHEN new.modified <= old.modified AND (new.title, new.languages) IS NOT (old.title, old.languages) BEGIN
  UPDATE sheets SET modified = max (unixepoch (), old.modified + 1) WHERE id = new.id;
END;
CREATE TRIGGER sheet_items_later AFTER UPDATE OF sheet, position, bookmark, text, languages ON sheet_items
  WHEN new.modified <= old.modified AND (new.sheet, new.position, new.bookmark, new.text, new.languages) IS NOT
  (old.sheet, old.position, old.bookmark, old.text, old.languages) BEGIN
  UPDATE sheet_items SET modified = max (unixepoch (), old.modified + 1) WHERE id = new.id;
END;
CREATE TRIGGER sheets_deleted AFTER DELETE ON sheets BEGIN
  INSERT OR REPLACE INTO deletions VALUES (old.uuid, 'sheet', max (unixepoch (), old.modified + 1));
END;
CREATE TRIGGER sheets_back AFTER INSERT ON sheets BEGIN
  DELETE FROM deletions WHERE uuid = new.uuid;
END;
CREATE TRIGGER sheet_items_deleted AFTER DELETE ON sheet_items BEGIN
  INSERT OR REPLACE INTO deletions VALUES (old.uuid, 'sheet-item', max (unixepoch (), old.modified + 1));
END;
CREATE TRIGGER sheet_items_back AFTER INSERT ON sheet_items BEGIN
  DELETE FROM deletions WHERE uuid = new.uuid;
END;
-- Where the reader was, and when: a line for the stays in a chapter that follow each other. All are known by
-- uuid and key, since rows change when a text is imported again; ord says where to look when the key has gone.
-- cleared: the act that took the line away; it can be undone until the line is swept.
CREATE TABLE visits (
  id INTEGER PRIMARY KEY, uuid TEXT NOT NULL UNIQUE,
  work TEXT NOT NULL, text TEXT NOT NULL, passage_key TEXT NOT NULL, ord INTEGER NOT NULL,
  chapter TEXT NOT NULL, title TEXT NOT NULL, words TEXT NOT NULL,
  started INTEGER NOT NULL, ended INTEGER NOT NULL, modified INTEGER NOT NULL,
  cleared TEXT NOT NULL DEFAULT '') STRICT;
CREATE INDEX visits_by_chapter ON visits (work, chapter, ended);
CREATE INDEX visits_by_ended ON visits (ended, id);
CREATE INDEX visits_by_act ON visits (cleared, modified) WHERE cleared <> '';
