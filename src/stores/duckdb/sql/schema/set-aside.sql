-- Reads nothing. Renames a table of an earlier layout, so that the new one can be filled from it.
ALTER TABLE {{table}} RENAME TO earlier
