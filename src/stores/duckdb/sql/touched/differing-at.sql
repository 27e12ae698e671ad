-- Reads one fact table. Gives the versions of which one instant lies between two cuts.
UNION ALL
SELECT * FROM {{table}} WHERE {{instant}} >= $from_at AND {{instant}} < $to_at
