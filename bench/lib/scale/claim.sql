-- A call is asked about that a person has to approve.
\set n random(1, 2000000000)
BEGIN;
SELECT pg_advisory_xact_lock(7, 11);
DELETE FROM approval WHERE expires < 5 OR (expires < 5 AND decided IS NULL);
SELECT * FROM approval WHERE binding = 'b' || :n AND state IN ('PENDING', 'APPROVED', 'DENIED') AND expires > 10;
SELECT count(*) FROM approval WHERE principal = 'p' || :n AND state = 'PENDING' AND expires > 10;
INSERT INTO approval (id, binding, principal, client, actors, endpoint, server, tool, call, policy, approver, state, asked, expires, reason, round) VALUES ('i' || :n, 'b' || :n, 'p' || :n, '', '', 'e', 's', 't', repeat('x', 900), 'p', 'OPERATOR', 'PENDING', 20, 30, '', 0);
SELECT * FROM approval WHERE id = 'i' || :n;
COMMIT;
