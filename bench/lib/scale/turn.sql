-- A write that all others of its kind wait for.
\set n random(1, 1000)
BEGIN;
SELECT pg_advisory_xact_lock(7, 9);
INSERT INTO setting (name, value) VALUES ('bench/' || :n, '\x00') ON CONFLICT (name) DO UPDATE SET value = excluded.value;
COMMIT;
