-- All that the embedded store has at its migration 11. Instants are microseconds since 1970-01-01T00:00:00Z.
-- Digests are 64 lower-case hex digits. What is put in an order is compared byte by byte, as there.

CREATE TABLE schema_version (
  version INTEGER     NOT NULL PRIMARY KEY,
  at      TIMESTAMPTZ NOT NULL
);

CREATE TABLE api_key (
  id        TEXT COLLATE "C" NOT NULL PRIMARY KEY,
  principal TEXT   NOT NULL,
  client    TEXT,
  roles     TEXT   NOT NULL,
  labels    TEXT   NOT NULL,
  hash      TEXT   NOT NULL CHECK (length(hash) = 64),
  created   BIGINT NOT NULL,
  expires   BIGINT,
  revoked   BIGINT,
  last_used BIGINT
);

CREATE TABLE pin (
  server     TEXT COLLATE "C" NOT NULL,
  kind       TEXT COLLATE "C" NOT NULL,
  name       TEXT COLLATE "C" NOT NULL,
  digest     TEXT COLLATE "C" NOT NULL CHECK (length(digest) = 64),
  canonical  TEXT   NOT NULL,
  state      TEXT   NOT NULL CHECK (state IN ('PENDING', 'APPROVED', 'QUARANTINED', 'SUPERSEDED')),
  seen       BIGINT NOT NULL,
  seen_by    TEXT   NOT NULL,
  decided_by TEXT,
  decided    BIGINT,
  previous   TEXT,
  PRIMARY KEY (server, kind, name, digest),
  CHECK (state <> 'APPROVED' OR decided_by IS NOT NULL)
);

CREATE INDEX pin_by_viewer ON pin (server, seen_by);
CREATE INDEX pin_waiting ON pin (server) WHERE state IN ('PENDING', 'QUARANTINED');

CREATE TABLE relation_to_object (
  type   TEXT COLLATE "C" NOT NULL,
  id     TEXT COLLATE "C" NOT NULL,
  name   TEXT COLLATE "C" NOT NULL,
  holder TEXT COLLATE "C" NOT NULL,
  since  BIGINT NOT NULL,
  PRIMARY KEY (type, id, name, holder)
);

CREATE INDEX relation_by_holder ON relation_to_object (holder, type);

CREATE TABLE setting (
  name  TEXT COLLATE "C" NOT NULL PRIMARY KEY,
  value BYTEA NOT NULL
);

CREATE TABLE act (
  number BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  event  TEXT   NOT NULL,
  fields TEXT   NOT NULL,
  at     BIGINT NOT NULL
);

CREATE TABLE approval (
  id           TEXT COLLATE "C" NOT NULL PRIMARY KEY,
  binding      TEXT    NOT NULL,
  principal    TEXT    NOT NULL,
  client       TEXT    NOT NULL,
  actors       TEXT    NOT NULL,
  endpoint     TEXT    NOT NULL,
  server       TEXT    NOT NULL,
  tool         TEXT    NOT NULL,
  call         TEXT    NOT NULL,
  policy       TEXT    NOT NULL,
  approver     TEXT    NOT NULL CHECK (approver IN ('TWO_OPERATORS', 'OPERATOR', 'PAGE', 'USER')),
  provenance   TEXT,
  conversation TEXT,
  state        TEXT    NOT NULL,
  asked        BIGINT  NOT NULL,
  expires      BIGINT  NOT NULL,
  first_person TEXT,
  first_by     TEXT,
  first_said   BIGINT,
  first_kept   BOOLEAN NOT NULL DEFAULT FALSE,
  decided_by   TEXT,
  decided      BIGINT,
  reason       TEXT    NOT NULL,
  kept         BOOLEAN NOT NULL DEFAULT FALSE,
  round        INTEGER NOT NULL,
  told         INTEGER NOT NULL DEFAULT 0
);

CREATE INDEX approval_by_binding ON approval (binding);
CREATE INDEX approval_by_expiry ON approval (expires);
CREATE INDEX approval_not_told ON approval (asked) WHERE told < 2;

CREATE TABLE memory_signature (
  server  TEXT COLLATE "C" NOT NULL,
  entry   TEXT COLLATE "C" NOT NULL,
  about   TEXT    NOT NULL,
  other   TEXT    NOT NULL,
  writer  TEXT    NOT NULL,
  tainted BOOLEAN NOT NULL,
  signed  BIGINT  NOT NULL,
  seal    TEXT    NOT NULL,
  PRIMARY KEY (server, entry)
);

CREATE TABLE memory_head (
  server  TEXT COLLATE "C" NOT NULL PRIMARY KEY,
  changes BIGINT  NOT NULL,
  entries INTEGER NOT NULL,
  seal    TEXT    NOT NULL
);
