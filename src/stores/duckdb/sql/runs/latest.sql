-- Reads the runs for one purpose. Gives the one as of the latest instant.
SELECT * FROM runs WHERE purpose = $purpose ORDER BY as_of DESC, finished_at DESC, number DESC LIMIT 1
