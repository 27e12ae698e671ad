-- Reads one fact table. Gives whom those name that two cuts see differently.
SELECT unnest([{{columns}}]) AS number FROM ({{differing}})
