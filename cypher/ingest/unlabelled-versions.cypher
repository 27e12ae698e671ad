// Gives the versions that are nodes and not labelled so, as an earlier release left them. Looks through all of them.
MATCH (v:SubjectVersion|ObligationVersion|Transaction|ClosedTransaction|Balance|Due|Payment|Consent|Profile|Attribute|Flag|Inquiry|Outcome|Rate|Source)
WHERE NOT v:Version
RETURN elementId(v) AS element
