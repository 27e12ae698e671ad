-- Reads one fact table. Gives the versions that one of two cuts sees, or both.
SELECT * FROM {{table}} WHERE ({{seen_from}}) OR ({{seen_to}})
