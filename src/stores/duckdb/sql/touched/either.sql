-- Reads versions of one kind. Gives those that one of two cuts sees, or both.
SELECT * FROM {{versions}} WHERE ({{seen_from}}) OR ({{seen_to}})
