// From subjects and sharers, found by the unique index on Subject.id, both ways along PAID and TO, KNOWS, RATED, GUARANTEES
// and MEMBER_OF, to the obligations guaranteed, along USES to who was seen with the same identifiers, and by the index on
// their owners to the merchants of the subjects. Gives the ids of all of these, whatever a cut sees of them.
CALL () {
  MATCH (near:Subject)
  WHERE near.id IN $around.subjects
  CALL (near) {
    RETURN near AS far
    UNION
    MATCH (near)-[:PAID]->()-[:TO]->(far)
    RETURN far
    UNION
    MATCH (near)<-[:TO]-()<-[:PAID]-(far)
    RETURN far
    UNION
    MATCH (near)-[:KNOWS|RATED|GUARANTEES|MEMBER_OF]-(far)
    RETURN far
    UNION
    MATCH (near)-[guarantee:GUARANTEES]-()
    MATCH (:Obligation {id: guarantee.obligation_id})<-[:DESCRIBES]-(version)
    MATCH (far:Subject {id: version.debtor_id})
    RETURN far
    UNION
    MATCH (version:SubjectVersion {owner_id: near.id})-[:DESCRIBES]->(far)
    RETURN far
  }
  RETURN far
  UNION
  MATCH (near:Subject)
  WHERE near.id IN $around.sharers
  CALL (near) {
    RETURN near AS far
    UNION
    MATCH (near)-[:USES]->()<-[:USES]-(far)
    RETURN far
  }
  RETURN far
}
RETURN far.id AS id
