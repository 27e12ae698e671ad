-- Reads one fact table. Gives whom those name in one column that name a half seen subject in another.
SELECT {{named}} FROM ({{either}}) WHERE {{is_half_seen}}
