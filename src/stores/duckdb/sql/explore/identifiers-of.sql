-- Reads the sightings of a subject's identifiers. Gives those that others were seen with too, the rarest first: a row
-- for each of the first others by id.
WITH own AS (
  SELECT kind, value, epoch_ms(min(occurred_at)) AS first_at, epoch_ms(max(occurred_at)) AS last_at
  FROM visible_sightings($as_of, $batch)
  WHERE subject_id IN (SELECT number FROM registry WHERE id = $id)
  GROUP BY kind, value
),
other AS (
  SELECT s.kind, s.value, seen.id, seen.kind AS subject_kind, seen.display_name,
    epoch_ms(min(s.occurred_at)) AS other_first_at, epoch_ms(max(s.occurred_at)) AS other_last_at
  FROM visible_sightings($as_of, $batch) s
  JOIN own ON own.kind = s.kind AND own.value = s.value
  JOIN registry ON registry.number = s.subject_id
  JOIN ({{seen}}) seen ON seen.id = registry.id
  WHERE registry.id <> $id
  GROUP BY s.kind, s.value, seen.id, seen.kind, seen.display_name
),
placed AS (
  SELECT *, count(*) OVER identifier AS found, row_number() OVER (identifier ORDER BY id) AS place
  FROM other
  WINDOW identifier AS (PARTITION BY kind, value)
),
ranked AS (
  SELECT placed.*, own.first_at, own.last_at,
    dense_rank() OVER (ORDER BY placed.found, placed.kind, placed.value) AS rank
  FROM placed JOIN own ON own.kind = placed.kind AND own.value = placed.value
)
SELECT *, max(rank) OVER () AS total
FROM ranked
QUALIFY rank <= $limit AND place <= $limit
ORDER BY rank, place
