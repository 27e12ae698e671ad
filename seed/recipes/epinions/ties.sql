-- Trust that is returned is one tie that was accepted; trust that is not is one that was asked for and not accepted.
WITH line AS (
  SELECT * FROM read_csv(
    $from || '/soc-Epinions1-adjacency.txt',
    auto_detect = false, header = false, delim = ':', quote = '', escape = '', null_padding = true, strict_mode = false,
    columns = {'truster': 'VARCHAR', 'trusted': 'VARCHAR'}
  )
),
trust AS (
  SELECT TRY_CAST(truster AS BIGINT) AS truster, TRY_CAST(unnest(string_split(trusted, ',')) AS BIGINT) AS trusted
  FROM line
  WHERE trusted <> ''
),
pair AS (
  SELECT
    least(truster, trusted) AS lower,
    greatest(truster, trusted) AS higher,
    any_value(truster) AS truster,
    any_value(trusted) AS trusted,
    count(*) AS statements
  FROM trust
  GROUP BY lower, higher
)
SELECT
  'epinions-' || CASE statements WHEN 1 THEN truster ELSE lower END AS from_id,
  'epinions-' || CASE statements WHEN 1 THEN trusted ELSE higher END AS to_id,
  'trust' AS kind,
  TIMESTAMP '2003-01-01' AS since,
  1 AS strength,
  CASE WHEN statements > 1 THEN TIMESTAMP '2003-01-01' END AS accepted_at
FROM pair
ORDER BY lower, higher
