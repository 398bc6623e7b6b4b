-- write_rows: write down whom a bulk is about, in the order in which accounts are locked.
INSERT INTO bulk_bulkrow (
    tenant_id, bulk_id, number, member_id, state, planned, done, why, undone
)
SELECT %(tenant)s, %(bulk)s::uuid, row_number() OVER (ORDER BY p.account), p.member,
    CASE WHEN p.why = '' THEN 'WAITING' ELSE 'LEFT' END, p.planned, 0, p.why, 0
FROM ({planned}) p
ON CONFLICT DO NOTHING
