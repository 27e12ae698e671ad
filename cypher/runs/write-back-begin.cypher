// Notes that scores are being put on the subjects: until the note says `complete`, what is there is of several runs.
// Reads all nodes of the label WriteBack, of which there is one.
MERGE (w:WriteBack)
SET w = {state: 'writing', run_id: $run_id, writer: $writer, started_at: timestamp()}
