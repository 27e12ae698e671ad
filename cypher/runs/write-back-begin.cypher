// Notes that scores are being put on the subjects: until the note says `complete`, what is there is of several runs.
// The constraint write_back_name carries it.
MERGE (w:WriteBack {name: 'scores'})
SET w = {name: 'scores', state: 'writing', run_id: $run_id, writer: $writer, started_at: timestamp()}
