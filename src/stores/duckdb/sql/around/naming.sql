-- Reads one fact table. Puts the versions that name one of those near in its place.
CREATE TEMP TABLE {{table}} AS {{naming_near}}
