-- Reads nothing. Drops a table of an earlier release.
DROP TABLE {{table}}
