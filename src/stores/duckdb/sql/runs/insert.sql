-- Reads nothing. Notes a finished run; an empty text is one that it has not.
INSERT INTO runs VALUES (
  $number, $id, $as_of, $batch, $scorecard_id, $scorecard_hash, $scorecard_json, $purpose, $basis,
  $reporting_currency, $subjects, $scored, $finished_at, nullif($profile_json, ''), nullif($population_json, ''),
  nullif($base, ''), nullif($touched_json, ''), $factors, $own_rows, $shelf
)
