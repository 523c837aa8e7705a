-- Next to nothing: the connection is what takes the time.
SELECT 1;
