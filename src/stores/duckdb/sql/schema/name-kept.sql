-- Reads nothing. Puts the copy in the place of a table of scores that was dropped.
ALTER TABLE kept_blocks RENAME TO {{shelf}}
