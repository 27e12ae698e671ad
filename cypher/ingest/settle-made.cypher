// Takes the label Made off users whose versions have been written. The unique index on Subject.id carries it.
UNWIND $ids AS id
MATCH (s:Subject {id: id})
USING INDEX s:Subject(id)
REMOVE s:Made, s.made_recorded, s.made_registered
