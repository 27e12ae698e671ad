-- Reads nothing of one fact table. Puts no version in its place.
CREATE TEMP TABLE {{table}} AS FROM {{table}} LIMIT 0
