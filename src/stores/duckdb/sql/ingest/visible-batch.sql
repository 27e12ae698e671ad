-- Reads the versions of all kinds. Gives the latest batch after one that began or ended a version that had happened and
-- was known before an instant; NULL where there is none. A filter on batches alone skips stretches of rows.
SELECT max(batch) AS batch FROM ({{each_kind}})
