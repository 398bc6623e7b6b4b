-- verify_counts: how many rows there are to be checked.
SELECT 'accounts', count(*) FROM ledger_account
WHERE tenant_id = coalesce(%(tenant)s::bigint, tenant_id)
UNION ALL
SELECT 'entries', count(*) FROM ledger_entry
WHERE tenant_id = coalesce(%(tenant)s::bigint, tenant_id)
UNION ALL
SELECT 'lots', count(*) FROM ledger_lot
WHERE tenant_id = coalesce(%(tenant)s::bigint, tenant_id)
UNION ALL
SELECT 'lot_uses', count(*) FROM ledger_lotuse
WHERE tenant_id = coalesce(%(tenant)s::bigint, tenant_id)
UNION ALL
SELECT 'holds', count(*) FROM ledger_hold
WHERE tenant_id = coalesce(%(tenant)s::bigint, tenant_id)
UNION ALL
SELECT 'debts', count(*) FROM ledger_debt
WHERE tenant_id = coalesce(%(tenant)s::bigint, tenant_id)
