-- Reads what differs of sources and rates. Counts it.
SELECT count(*) AS differing FROM (SELECT in_to FROM differing_sources UNION ALL SELECT in_to FROM differing_rates)
