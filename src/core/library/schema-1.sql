-- SPDX-License-Identifier: GPL-3.0-or-later
-- Version 1. Once released a migration is frozen: change the schema by adding the next one.
-- 
-- rowids of passages rise in reading order within a text, and ord counts them from 0 without gaps, so "the next
-- mention", "the passages of a division" and "the cells of a row" are ranges of an index. The reader's own rows
-- (bookmarks, entities, links, mentions) have a uuid; rows that come from a file are found again by their text
-- and key. `hash` holds the first 8 bytes of the SHA-256 of what a row says, for `check` and for backups.

CREATE TABLE settings (key TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT, WITHOUT ROWID;

CREATE TABLE works (
  id INTEGER PRIMARY KEY, uuid TEXT NOT NULL UNIQUE, title TEXT NOT NULL, kind INTEGER NOT NULL,
  complete INTEGER NOT NULL DEFAULT 0,  -- 0 while an import writes it: invisible, removed at the next opening
  deleted INTEGER,  -- Unix seconds: hidden, can be undone
  created INTEGER NOT NULL, modified INTEGER NOT NULL, opened INTEGER NOT NULL DEFAULT 0) STRICT;

CREATE TABLE sources (  -- the files a text or register came from, as they were
  id INTEGER PRIMARY KEY, sha256 TEXT NOT NULL, name TEXT NOT NULL, format TEXT NOT NULL,
  bytes INTEGER NOT NULL, imported INTEGER NOT NULL, content BLOB) STRICT;  -- content: NULL over 64 MB
CREATE INDEX sources_by_sha256 ON sources (sha256);

CREATE TABLE texts (
  id INTEGER PRIMARY KEY, uuid TEXT NOT NULL UNIQUE,
  work INTEGER NOT NULL REFERENCES works ON DELETE CASCADE, ord INTEGER NOT NULL,
  strand INTEGER NOT NULL DEFAULT 0, col INTEGER NOT NULL DEFAULT 0,
  key TEXT, lang TEXT NOT NULL, title TEXT NOT NULL, author TEXT, origin TEXT, rights TEXT,
  source INTEGER REFERENCES sources,
  passages INTEGER NOT NULL DEFAULT 0, modified INTEGER NOT NULL) STRICT;
CREATE INDEX texts_by_work ON texts (work, ord);

CREATE TABLE divisions (
  id INTEGER PRIMARY KEY, text INTEGER NOT NULL REFERENCES texts ON DELETE CASCADE,
  parent INTEGER REFERENCES divisions ON DELETE CASCADE,
  level INTEGER NOT NULL, key TEXT NOT NULL, title TEXT NOT NULL,
  first INTEGER NOT NULL, passages INTEGER NOT NULL) STRICT;
CREATE INDEX divisions_by_text ON divisions (text, first);
CREATE INDEX divisions_by_parent ON divisions (parent);
CREATE INDEX divisions_by_key ON divisions (text, key);

CREATE TABLE passages (
  id INTEGER PRIMARY KEY, text INTEGER NOT NULL REFERENCES texts ON DELETE CASCADE, ord INTEGER NOT NULL,
  division INTEGER, kind INTEGER NOT NULL, level INTEGER NOT NULL,
  key TEXT NOT NULL, content TEXT NOT NULL,
  sentences BLOB, spans BLOB,  -- packed, see tri-pack.h
  hash INTEGER NOT NULL) STRICT;
CREATE UNIQUE INDEX passages_by_text ON passages (text, ord);
CREATE UNIQUE INDEX passages_by_key ON passages (text, key);
CREATE INDEX passages_notes ON passages (text, ord) WHERE kind = 5;  -- the rows are made without the words

CREATE VIRTUAL TABLE passages_fts USING fts5 (
  content, content='passages', content_rowid='id', tokenize='unicode61 remove_diacritics 2');
-- An import commits many small transactions, each a segment of the index: merge them later than by fours.
INSERT INTO passages_fts (passages_fts, rank) VALUES ('automerge', 8);

CREATE TABLE dates (
  passage INTEGER NOT NULL REFERENCES passages ON DELETE CASCADE,
  start INTEGER NOT NULL, stop INTEGER NOT NULL, edtf TEXT NOT NULL,
  PRIMARY KEY (passage, start, stop)) STRICT, WITHOUT ROWID;

CREATE TABLE links (
  id INTEGER PRIMARY KEY, work INTEGER NOT NULL REFERENCES works ON DELETE CASCADE,
  uuid TEXT UNIQUE,  -- only links the reader made
  relation INTEGER NOT NULL, score REAL, status INTEGER NOT NULL) STRICT;
CREATE INDEX links_by_work ON links (work);
CREATE TABLE link_members (  -- sentence: an index, -1 for the whole passage
  link INTEGER NOT NULL REFERENCES links ON DELETE CASCADE,
  passage INTEGER NOT NULL REFERENCES passages ON DELETE CASCADE, sentence INTEGER NOT NULL,
  PRIMARY KEY (link, passage, sentence)) STRICT, WITHOUT ROWID;
CREATE INDEX link_members_by_passage ON link_members (passage, sentence);

-- Rows of the aligned display. A strand is a set of texts of a work that links tie together (one text alone when
-- nothing does). Its rows lie in blocks, its blocks in groups, each with its count, so that a repair renumbers one
-- block, and the n-th row is found by adding up a few hundred numbers at most. `cells` says for each row how many
-- passages of each text it takes, as packed by tri-pack.h; passages follow one another, so block_starts says where.
CREATE TABLE row_groups (
  id INTEGER PRIMARY KEY, work INTEGER NOT NULL REFERENCES works ON DELETE CASCADE,
  strand INTEGER NOT NULL, ord INTEGER NOT NULL, row_count INTEGER NOT NULL) STRICT;
CREATE INDEX row_groups_by_work ON row_groups (work, strand, ord, row_count);
CREATE TABLE row_blocks (
  id INTEGER PRIMARY KEY, grp INTEGER NOT NULL REFERENCES row_groups ON DELETE CASCADE,
  ord INTEGER NOT NULL, row_count INTEGER NOT NULL, cells BLOB NOT NULL) STRICT;
CREATE INDEX row_blocks_by_group ON row_blocks (grp, ord, row_count);
CREATE TABLE block_starts (
  text INTEGER NOT NULL REFERENCES texts ON DELETE CASCADE, first INTEGER NOT NULL,
  block INTEGER NOT NULL REFERENCES row_blocks ON DELETE CASCADE,
  PRIMARY KEY (text, first, block)) STRICT, WITHOUT ROWID;
CREATE INDEX block_starts_by_block ON block_starts (block);

CREATE TABLE registers (
  id INTEGER PRIMARY KEY, uuid TEXT NOT NULL UNIQUE, title TEXT NOT NULL,
  source INTEGER REFERENCES sources, created INTEGER NOT NULL) STRICT;
CREATE TABLE work_registers (
  work INTEGER NOT NULL REFERENCES works ON DELETE CASCADE,
  register INTEGER NOT NULL REFERENCES registers ON DELETE CASCADE,
  PRIMARY KEY (work, register)) STRICT, WITHOUT ROWID;

CREATE TABLE entities (
  id INTEGER PRIMARY KEY, uuid TEXT NOT NULL UNIQUE,
  register INTEGER NOT NULL REFERENCES registers ON DELETE CASCADE,
  key TEXT, type INTEGER NOT NULL, dates TEXT,
  created INTEGER NOT NULL, modified INTEGER NOT NULL) STRICT;
CREATE UNIQUE INDEX entities_by_key ON entities (register, key);
CREATE TABLE entity_names (
  entity INTEGER NOT NULL REFERENCES entities ON DELETE CASCADE, ord INTEGER NOT NULL,
  lang TEXT NOT NULL, name TEXT NOT NULL, kind INTEGER NOT NULL,
  folded TEXT NOT NULL,  -- without case and accents, see tri_fold()
  PRIMARY KEY (entity, ord)) STRICT, WITHOUT ROWID;
CREATE INDEX entity_names_by_folded ON entity_names (folded, entity);
CREATE TABLE entity_descriptions (
  entity INTEGER NOT NULL REFERENCES entities ON DELETE CASCADE, lang TEXT NOT NULL, content TEXT NOT NULL,
  PRIMARY KEY (entity, lang)) STRICT, WITHOUT ROWID;
CREATE TABLE entity_identifiers (
  entity INTEGER NOT NULL REFERENCES entities ON DELETE CASCADE, scheme TEXT NOT NULL, value TEXT NOT NULL,
  PRIMARY KEY (entity, scheme, value)) STRICT, WITHOUT ROWID;

CREATE TABLE mentions (  -- text and ord as in passages, so that walking an entity's mentions is one index
  id INTEGER PRIMARY KEY, uuid TEXT UNIQUE,
  passage INTEGER NOT NULL REFERENCES passages ON DELETE CASCADE,
  text INTEGER NOT NULL, ord INTEGER NOT NULL, start INTEGER NOT NULL, stop INTEGER NOT NULL,
  entity INTEGER REFERENCES entities ON DELETE CASCADE, type INTEGER NOT NULL,
  origin INTEGER NOT NULL, confidence REAL NOT NULL, reference TEXT) STRICT;  -- reference: what named no entity
CREATE INDEX mentions_by_passage ON mentions (passage, start);
CREATE INDEX mentions_by_entity ON mentions (entity, text, ord, start) WHERE entity IS NOT NULL;
CREATE TABLE mention_counts (  -- kept in step by import and linker: the sidebar's lists
  text INTEGER NOT NULL REFERENCES texts ON DELETE CASCADE,
  entity INTEGER NOT NULL REFERENCES entities ON DELETE CASCADE,
  n INTEGER NOT NULL, first INTEGER NOT NULL,  -- first: ord of the passage with the first mention
  PRIMARY KEY (text, entity)) STRICT, WITHOUT ROWID;
CREATE INDEX mention_counts_by_entity ON mention_counts (entity);

-- What the reader marks outlives the passage it stands on: an import that takes the passage away leaves an orphan.
CREATE TABLE bookmarks (
  id INTEGER PRIMARY KEY, uuid TEXT NOT NULL UNIQUE,
  work INTEGER NOT NULL, text INTEGER NOT NULL,
  passage INTEGER REFERENCES passages ON DELETE SET NULL,
  end_passage INTEGER REFERENCES passages ON DELETE SET NULL,
  work_uuid TEXT NOT NULL, text_uuid TEXT NOT NULL, passage_key TEXT NOT NULL, end_passage_key TEXT NOT NULL,
  ord INTEGER NOT NULL, start INTEGER NOT NULL, stop INTEGER NOT NULL, whole INTEGER NOT NULL,
  quote TEXT NOT NULL, prefix TEXT NOT NULL, suffix TEXT NOT NULL,
  note TEXT NOT NULL, colour TEXT NOT NULL, labels TEXT NOT NULL,  -- labels: a JSON array
  scope INTEGER NOT NULL, created INTEGER NOT NULL, modified INTEGER NOT NULL, hash INTEGER NOT NULL) STRICT;
CREATE INDEX bookmarks_by_passage ON bookmarks (passage);
CREATE INDEX bookmarks_by_end_passage ON bookmarks (end_passage);
CREATE INDEX bookmarks_by_work ON bookmarks (work, text, ord);

CREATE TABLE places (  -- where the reader stopped: one a work
  work INTEGER PRIMARY KEY REFERENCES works ON DELETE CASCADE,
  state TEXT NOT NULL, modified INTEGER NOT NULL) STRICT;

-- The reader's acts with their inverses: undo and redo without limit, after a restart too. `before` and `after`
-- are the rows an act touched, as JSON; undoing puts `before` back.
CREATE TABLE journal (
  id INTEGER PRIMARY KEY, uuid TEXT NOT NULL UNIQUE, act TEXT NOT NULL, created INTEGER NOT NULL,
  undone INTEGER NOT NULL DEFAULT 0,  -- 1: and can be done again; 2: neither, its rows were changed since
  before TEXT NOT NULL, after TEXT NOT NULL) STRICT;
CREATE INDEX journal_by_undone ON journal (undone);


