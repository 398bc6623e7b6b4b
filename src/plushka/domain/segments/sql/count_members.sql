-- count_members: how many members a condition holds of.
SELECT count(*) FROM ({known}) AS known WHERE {condition}
