-- converted: how many changes of what a point is worth accounts have gone through, as it is written.
SELECT a.id, a.conversion
FROM ledger_account a
WHERE a.tenant_id = %(tenant)s AND a.unit = 'BONUS'
