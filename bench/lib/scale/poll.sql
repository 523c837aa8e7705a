-- What each node asks every two seconds, of a table that is mostly empty.
SELECT * FROM act ORDER BY number LIMIT 100;
