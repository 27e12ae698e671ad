-- Reads the scores on one shelf. Gives the blocks that lie from one of some slots on. That goes by the index as long as it
-- is the one condition and no range: the last slot, which nobody has, keeps neighbours from being taken for one.
SELECT run, block FROM {{shelf}} WHERE first_slot IN ({{slots}}, 4294967295)
