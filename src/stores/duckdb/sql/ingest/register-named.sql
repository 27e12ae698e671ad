-- Reads the versions of this batch. Notes what those ids are that had only been referred to.
UPDATE registry SET kind = $kind WHERE kind IS NULL AND id IN (SELECT id FROM {{table}} WHERE batch = $batch)
