-- A key is looked up.
SELECT * FROM api_key WHERE id = 'x';
