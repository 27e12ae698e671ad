-- Reads the scores of one layout. Counts those of some runs.
SELECT run, count(*) AS subjects FROM {{table}} WHERE run IN (SELECT unnest(CAST($runs AS INTEGER[]))) GROUP BY run
