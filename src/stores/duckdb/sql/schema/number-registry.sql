-- Reads a registry without numbers. Numbers its ids.
INSERT INTO registry SELECT id, row_number() OVER () - 1, kind FROM earlier
