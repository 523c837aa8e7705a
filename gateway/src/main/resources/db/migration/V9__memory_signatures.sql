-- What was written through us into the memories of servers: no word of it, only what authenticates
-- it under our key. `about` and `other` stand for the names of what an entry is about.

CREATE TABLE memory_signature (
  server TEXT    NOT NULL,
  entry  TEXT    NOT NULL,
  about  TEXT    NOT NULL,
  other  TEXT    NOT NULL,
  writer TEXT    NOT NULL,
  tainted INTEGER NOT NULL,
  signed INTEGER NOT NULL,
  seal   TEXT    NOT NULL,
  PRIMARY KEY (server, entry)
) STRICT, WITHOUT ROWID;

PRAGMA user_version = 9;
