-- moved: entries posted since a moment that neither a sale nor a return nor a date made.
SELECT
    e.id, a.id, a.member_id, e.kind, e.points, e.at, e.posted_at, e.source_kind, e.key,
    e.undoes_id, l.kind,
    -- The purchase that opened it opens it again (E16).
    CASE
        WHEN e.key = 'enrolment:referral' AND l.available_at > e.posted_at
            THEN timestamptz '9000-01-01 00:00:00+00'
        ELSE l.available_at
    END,
    l.expires_at, d.id IS NOT NULL, e.conversion,
    CASE WHEN e.kind = 'EXTENSION' THEN (e.explanation -> 0 ->> 'ending')::timestamptz END,
    CASE WHEN e.kind = 'EXTENSION' THEN (e.explanation -> 0 ->> 'until')::timestamptz END,
    CASE WHEN e.source_kind = 'ACTIVATION' THEN (e.explanation -> 0 ->> 'points')::bigint END,
    CASE WHEN e.source_kind = 'ACTIVATION' THEN rm.id END,
    CASE WHEN e.source_kind = 'ACTIVATION' THEN ra.id END
FROM ledger_entry e
-- Accounts that became one (T33) are told as the one they are.
JOIN ledger_account own ON own.tenant_id = %(tenant)s AND own.id = e.account_id
JOIN ledger_account a ON a.tenant_id = %(tenant)s
    AND a.id = CASE WHEN own.merged_into_id IS NULL THEN own.id ELSE own.merged_into_id END
    AND a.unit = 'BONUS'
LEFT JOIN ledger_lot l ON l.tenant_id = %(tenant)s AND l.id = e.id
LEFT JOIN ledger_debt d ON d.tenant_id = %(tenant)s AND d.id = e.id
-- Whoever brought the owner of a code, while they could get something for it.
LEFT JOIN members_member m ON m.tenant_id = %(tenant)s AND m.id = a.member_id
    AND e.source_kind = 'ACTIVATION'
LEFT JOIN members_member rm ON rm.tenant_id = %(tenant)s AND rm.id = m.referrer_id
    AND (rm.blocked_at IS NULL OR rm.blocked_at > e.posted_at)
    AND (rm.erased_at IS NULL OR rm.erased_at > e.posted_at)
LEFT JOIN ledger_account ra
    ON ra.tenant_id = %(tenant)s AND ra.member_id = rm.id AND ra.unit = 'BONUS'
WHERE e.tenant_id = %(tenant)s AND e.posted_at >= %(since)s
    AND e.kind NOT IN ('EXPIRY', 'CONVERSION', 'MERGE') AND e.key NOT LIKE 'sale:%%' AND e.key NOT LIKE 'return:%%'
ORDER BY e.id
