-- The software that has a key, where the operator said which.

ALTER TABLE api_key ADD COLUMN client TEXT;

PRAGMA user_version = 5;
