-- Reads the incoming rows whose key comes once, and the open versions. Gives the rows that say what is held
-- already: most of a repeated import, settled here without being kept.
CREATE OR REPLACE TEMP TABLE settled AS
SELECT i.file, i.record
FROM incoming($paths, $known_at) i
JOIN {{table}} t ON {{same_key:i:t}}
WHERE NOT i.retracted
  AND t.superseded_at IS NULL
  AND {{same_content:i:t}}
  AND hash({{key:i}}) NOT IN (SELECT h FROM repeated)
