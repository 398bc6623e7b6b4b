-- save_rows: write what became of rows of a bulk.
UPDATE bulk_bulkrow b
SET state = n.state, done = n.done, entry_id = n.entry, why = n.why, undone = n.undone
FROM json_to_recordset(%(rows)s::json) AS n (
    number int, state text, done bigint, entry uuid, why text, undone bigint
)
WHERE b.tenant_id = %(tenant)s AND b.bulk_id = %(bulk)s::uuid AND b.number = n.number
