-- What a node notes of itself, which waits for no other node.
\set n random(1, 1000)
BEGIN;
SELECT pg_advisory_xact_lock_shared(7, 9), pg_advisory_xact_lock(8, :n);
INSERT INTO setting (name, value) VALUES ('bench/' || :n, '\x00') ON CONFLICT (name) DO UPDATE SET value = excluded.value;
COMMIT;
