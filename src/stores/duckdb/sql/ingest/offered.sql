-- Reads the staged files of one kind, and for dues the obligations. Gives their rows in the types of the table, with
-- the number of the file and the instant at which we came to know: the row's own, else the import's, else the event's. A
-- retraction need not say when the event was.
CREATE OR REPLACE TEMP MACRO offered(paths, known_at) AS TABLE
SELECT staged.file_index AS file, coalesce(staged.record, staged.file_row_number + 1) AS record, staged.retracted, {{typed:staged}},
  coalesce(staged.recorded_at, known_at, {{event_time:staged}}, TIMESTAMP '1900-01-01') AS recorded_at
FROM read_parquet(paths, file_row_number = true) staged
{{opening}}
