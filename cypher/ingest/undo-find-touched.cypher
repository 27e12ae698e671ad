// Gives the ids of anchors whose copies a batch made, and which no longer repeat the version in force. Looks through all
// anchors.
MATCH (a:Subject|Obligation)
WHERE a.described_batch = $batch
RETURN a.id AS id
