-- Beside the question: where its values come from, and in which conversation a yes to them may hold.
-- A yes of the first of two people waits with it; `told` counts what a webhook was told of it.

CREATE TABLE asked_approval (
  id           TEXT    NOT NULL PRIMARY KEY,
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
  asked        INTEGER NOT NULL,
  expires      INTEGER NOT NULL,
  first_person TEXT,
  first_by     TEXT,
  first_said   INTEGER,
  first_kept   INTEGER NOT NULL DEFAULT 0,
  decided_by   TEXT,
  decided      INTEGER,
  reason       TEXT    NOT NULL,
  kept         INTEGER NOT NULL DEFAULT 0,
  round        INTEGER NOT NULL,
  told         INTEGER NOT NULL DEFAULT 0
) STRICT, WITHOUT ROWID;

INSERT INTO asked_approval (id, binding, principal, client, actors, endpoint, server, tool, call, policy,
                            approver, state, asked, expires, decided_by, decided, reason, round, told)
  SELECT id, binding, principal, client, actors, endpoint, server, tool, call, policy,
         approver, state, asked, expires, decided_by, decided, reason, round, 2
  FROM approval;

DROP TABLE approval;
ALTER TABLE asked_approval RENAME TO approval;

CREATE INDEX approval_by_binding ON approval (binding);
CREATE INDEX approval_by_expiry ON approval (expires);
CREATE INDEX approval_not_told ON approval (asked) WHERE told < 2;

PRAGMA user_version = 10;
