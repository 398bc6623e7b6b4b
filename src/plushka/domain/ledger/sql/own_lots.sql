-- own_lots: let lots that some accounts granted be another account's.
UPDATE ledger_lot l
SET account_id = %(owner)s::uuid
WHERE l.tenant_id = %(tenant)s AND l.id IN (
    SELECT e.id FROM ledger_entry e
    WHERE e.tenant_id = %(tenant)s AND e.account_id = ANY (%(accounts)s::uuid[])
)
