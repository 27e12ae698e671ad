// Counts the versions held by label or type. Each count is kept by the database.
MATCH (:SubjectVersion) RETURN 'SubjectVersion' AS name, count(*) AS versions
UNION ALL MATCH (:ObligationVersion) RETURN 'ObligationVersion' AS name, count(*) AS versions
UNION ALL MATCH (:Transaction) RETURN 'Transaction' AS name, count(*) AS versions
UNION ALL MATCH (:ClosedTransaction) RETURN 'ClosedTransaction' AS name, count(*) AS versions
UNION ALL MATCH (:Balance) RETURN 'Balance' AS name, count(*) AS versions
UNION ALL MATCH (:Due) RETURN 'Due' AS name, count(*) AS versions
UNION ALL MATCH (:Payment) RETURN 'Payment' AS name, count(*) AS versions
UNION ALL MATCH (:Consent) RETURN 'Consent' AS name, count(*) AS versions
UNION ALL MATCH (:Profile) RETURN 'Profile' AS name, count(*) AS versions
UNION ALL MATCH (:Attribute) RETURN 'Attribute' AS name, count(*) AS versions
UNION ALL MATCH (:Flag) RETURN 'Flag' AS name, count(*) AS versions
UNION ALL MATCH (:Inquiry) RETURN 'Inquiry' AS name, count(*) AS versions
UNION ALL MATCH (:Outcome) RETURN 'Outcome' AS name, count(*) AS versions
UNION ALL MATCH (:Rate) RETURN 'Rate' AS name, count(*) AS versions
UNION ALL MATCH (:Source) RETURN 'Source' AS name, count(*) AS versions
UNION ALL MATCH ()-[r:MEMBER_OF]->() RETURN 'MEMBER_OF' AS name, count(r) AS versions
UNION ALL MATCH ()-[r:KNOWS]->() RETURN 'KNOWS' AS name, count(r) AS versions
UNION ALL MATCH ()-[r:RATED]->() RETURN 'RATED' AS name, count(r) AS versions
UNION ALL MATCH ()-[r:GUARANTEES]->() RETURN 'GUARANTEES' AS name, count(r) AS versions
UNION ALL MATCH ()-[r:USES]->() RETURN 'USES' AS name, count(r) AS versions
