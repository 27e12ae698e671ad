// Counts the versions held by label or type. Each count is kept by the database.
RETURN 'SubjectVersion' AS name, COUNT { MATCH (:SubjectVersion) } AS versions
UNION ALL RETURN 'ObligationVersion' AS name, COUNT { MATCH (:ObligationVersion) } AS versions
UNION ALL RETURN 'Transaction' AS name, COUNT { MATCH (:Transaction) } AS versions
UNION ALL RETURN 'ClosedTransaction' AS name, COUNT { MATCH (:ClosedTransaction) } AS versions
UNION ALL RETURN 'Balance' AS name, COUNT { MATCH (:Balance) } AS versions
UNION ALL RETURN 'Due' AS name, COUNT { MATCH (:Due) } AS versions
UNION ALL RETURN 'Payment' AS name, COUNT { MATCH (:Payment) } AS versions
UNION ALL RETURN 'Consent' AS name, COUNT { MATCH (:Consent) } AS versions
UNION ALL RETURN 'Profile' AS name, COUNT { MATCH (:Profile) } AS versions
UNION ALL RETURN 'Attribute' AS name, COUNT { MATCH (:Attribute) } AS versions
UNION ALL RETURN 'Flag' AS name, COUNT { MATCH (:Flag) } AS versions
UNION ALL RETURN 'Inquiry' AS name, COUNT { MATCH (:Inquiry) } AS versions
UNION ALL RETURN 'Outcome' AS name, COUNT { MATCH (:Outcome) } AS versions
UNION ALL RETURN 'Rate' AS name, COUNT { MATCH (:Rate) } AS versions
UNION ALL RETURN 'Source' AS name, COUNT { MATCH (:Source) } AS versions
UNION ALL RETURN 'MEMBER_OF' AS name, COUNT { MATCH ()-[:MEMBER_OF]->() } AS versions
UNION ALL RETURN 'KNOWS' AS name, COUNT { MATCH ()-[:KNOWS]->() } AS versions
UNION ALL RETURN 'RATED' AS name, COUNT { MATCH ()-[:RATED]->() } AS versions
UNION ALL RETURN 'GUARANTEES' AS name, COUNT { MATCH ()-[:GUARANTEES]->() } AS versions
UNION ALL RETURN 'USES' AS name, COUNT { MATCH ()-[:USES]->() } AS versions
