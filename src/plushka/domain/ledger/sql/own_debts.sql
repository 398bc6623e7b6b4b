-- own_debts: let what entries of some accounts took beyond what was there be another's to pay.
UPDATE ledger_debt d
SET account_id = %(owner)s::uuid
WHERE d.tenant_id = %(tenant)s AND d.id IN (
    SELECT e.id FROM ledger_entry e
    WHERE e.tenant_id = %(tenant)s AND e.account_id = ANY (%(accounts)s::uuid[])
)
