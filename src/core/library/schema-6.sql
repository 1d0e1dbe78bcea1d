-- SPDX-License-Identifier: GPL-3.0-or-later
-- Version 6: search.

-- Words as tri-words.c cuts and folds them: the tokenizer is ours (tri-tokenizer.c). Beginnings of two letters have an
-- index of their own; longer ones are few enough words.
DROP TABLE passages_fts;
CREATE VIRTUAL TABLE passages_fts USING fts5 (
  content, content = 'passages', content_rowid = 'id', tokenize = 'triptych', prefix = '2');
INSERT INTO passages_fts (passages_fts, rank) VALUES ('automerge', 8);
INSERT INTO passages_fts (passages_fts) VALUES ('rebuild');

-- The words of each language with their stems: what other forms a word has, what is spelled nearly so, how rare it
-- is. passages: how many hold it, at least when it was counted; what went since is not taken off.
CREATE TABLE word_forms (
  lang TEXT NOT NULL, word TEXT NOT NULL, stem TEXT NOT NULL, passages INTEGER NOT NULL,
  PRIMARY KEY (lang, word, stem)) STRICT, WITHOUT ROWID;
CREATE INDEX word_forms_by_stem ON word_forms (lang, stem, word, passages);
-- Texts whose words are in there, and as which language: what is not, or as another, is counted by the worker.
CREATE TABLE counted_texts (
  text INTEGER PRIMARY KEY REFERENCES texts ON DELETE CASCADE, lang TEXT NOT NULL) STRICT;

-- Searches that the reader keeps. options: a JSON object, see tri-search-options.c.
CREATE TABLE searches (
  id INTEGER PRIMARY KEY, uuid TEXT NOT NULL UNIQUE, title TEXT NOT NULL, query TEXT NOT NULL,
  options TEXT NOT NULL DEFAULT '{}', created INTEGER NOT NULL, modified INTEGER NOT NULL) STRICT;
CREATE TRIGGER searches_later AFTER UPDATE OF title, query, options ON searches
  WHEN new.modified <= old.modified AND (new.title, new.query, new.options) IS NOT
  (old.title, old.query, old.options) BEGIN
  UPDATE searches SET modified = max (unixepoch (), old.modified + 1) WHERE id = new.id;
END;
CREATE TRIGGER searches_deleted AFTER DELETE ON searches BEGIN
  INSERT OR REPLACE INTO deletions VALUES (old.uuid, 'search', max (unixepoch (), old.modified + 1));
END;
CREATE TRIGGER searches_back AFTER INSERT ON searches BEGIN
  DELETE FROM deletions WHERE uuid = new.uuid;
END;
