// Gives the nodes that a batch wrote as versions. Looks through all versions: they have no index by batch, which would
// be kept up with every import for the sake of the few that are undone.
MATCH (v:SubjectVersion|ObligationVersion|Transaction|ClosedTransaction|Balance|Due|Payment|Consent|Profile|Attribute|Flag|Inquiry|Outcome|Rate|Source)
WHERE v.batch = $batch
RETURN elementId(v) AS element
