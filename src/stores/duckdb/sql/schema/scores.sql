-- Reads nothing. Makes the table of one score layout: a row is one subject in one run, by its position in the
-- run, with what the network did to it, and each factor's value, evidence, facts against it and bin.
CREATE TABLE {{table}} (run INTEGER NOT NULL, position UINTEGER NOT NULL, {{definitions}})
