-- find_members: one page of the members a condition holds of, by id.
SELECT known.id FROM ({known}) AS known
 WHERE {condition} AND (%(after)s::uuid IS NULL OR known.id > %(after)s::uuid)
 ORDER BY known.id
 LIMIT %(limit)s
