-- Instants are microseconds since 1970-01-01T00:00:00Z. Digests are 64 lower-case hex digits.

CREATE TABLE api_key (
  id        TEXT    NOT NULL PRIMARY KEY,
  principal TEXT    NOT NULL,
  roles     TEXT    NOT NULL,
  labels    TEXT    NOT NULL,
  hash      TEXT    NOT NULL CHECK (length(hash) = 64),
  created   INTEGER NOT NULL,
  expires   INTEGER,
  revoked   INTEGER,
  last_used INTEGER
) STRICT, WITHOUT ROWID;

CREATE TABLE pin (
  server     TEXT    NOT NULL,
  kind       TEXT    NOT NULL,
  name       TEXT    NOT NULL,
  digest     TEXT    NOT NULL CHECK (length(digest) = 64),
  canonical  TEXT    NOT NULL,
  state      TEXT    NOT NULL CHECK (state IN ('PENDING', 'APPROVED', 'QUARANTINED', 'SUPERSEDED')),
  seen       INTEGER NOT NULL,
  decided_by TEXT,
  decided    INTEGER,
  previous   TEXT,
  PRIMARY KEY (server, kind, name, digest),
  CHECK (state <> 'APPROVED' OR decided_by IS NOT NULL)
) STRICT, WITHOUT ROWID;

-- The promise of the port, kept by the database too.
CREATE UNIQUE INDEX pin_one_approved ON pin (server, kind, name) WHERE state = 'APPROVED';

CREATE TABLE relation (
  kind      TEXT    NOT NULL,
  object    TEXT    NOT NULL,
  principal TEXT    NOT NULL,
  since     INTEGER NOT NULL,
  PRIMARY KEY (kind, object, principal)
) STRICT, WITHOUT ROWID;

CREATE INDEX relation_by_principal ON relation (kind, principal);

CREATE TABLE setting (
  name  TEXT NOT NULL PRIMARY KEY,
  value BLOB NOT NULL
) STRICT, WITHOUT ROWID;

-- Every migration ends with its own number: a start that finds it need not ask further.
PRAGMA user_version = 1;
