// Gives the nodes that a batch closed. Looks through all versions, as undo-find-nodes does.
MATCH (v:SubjectVersion|ObligationVersion|Transaction|ClosedTransaction|Balance|Due|Payment|Consent|Profile|Attribute|Flag|Inquiry|Outcome|Rate|Source)
WHERE v.superseded_batch = $batch
RETURN elementId(v) AS element
