-- moved: entries posted since a moment that neither a sale nor a return nor a date made.
SELECT
    e.id, a.id, a.member_id, e.kind, e.points, e.at, e.posted_at, e.source_kind, e.key,
    e.undoes_id, l.kind, l.available_at, l.expires_at, d.id IS NOT NULL, e.conversion,
    CASE WHEN e.kind = 'EXTENSION' THEN (e.explanation -> 0 ->> 'ending')::timestamptz END,
    CASE WHEN e.kind = 'EXTENSION' THEN (e.explanation -> 0 ->> 'until')::timestamptz END
FROM ledger_entry e
-- Accounts that became one (T33) are told as the one they are.
JOIN ledger_account own ON own.tenant_id = %(tenant)s AND own.id = e.account_id
JOIN ledger_account a ON a.tenant_id = %(tenant)s
    AND a.id = CASE WHEN own.merged_into_id IS NULL THEN own.id ELSE own.merged_into_id END
    AND a.unit = 'BONUS'
LEFT JOIN ledger_lot l ON l.tenant_id = %(tenant)s AND l.id = e.id
LEFT JOIN ledger_debt d ON d.tenant_id = %(tenant)s AND d.id = e.id
WHERE e.tenant_id = %(tenant)s AND e.posted_at >= %(since)s
    AND e.kind NOT IN ('EXPIRY', 'CONVERSION', 'MERGE') AND e.key NOT LIKE 'sale:%%' AND e.key NOT LIKE 'return:%%'
ORDER BY e.id
