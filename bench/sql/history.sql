-- history: one more sale of everybody, as if they came once a week.
--
-- Of a member's sales numbered from one, pairs come first: one earns 50.00, the
-- next is paid with them. The last ones, from %(pairs)s + 1 on, only earn. Ids
-- are made from the week and the member, so that no statement has to look one up.
WITH sold AS MATERIALIZED (
    SELECT
        a.id AS account, a.member_id AS member, n.n,
        %(number)s > %(pairs)s OR %(number)s %% 2 = 1 AS earns,
        week.at + n.n %% 80000 * interval '1 second' AS at,
        lpad(to_hex((extract(epoch FROM week.at) * 1000)::bigint), 12, '0') AS stamp,
        lpad(to_hex((extract(epoch FROM week.at - interval '7 days') * 1000)::bigint), 12, '0')
            AS stamp_before,
        '8000' || lpad(to_hex(n.n), 12, '0') AS tail
    FROM (SELECT %(at)s::timestamptz AS at) AS week
    CROSS JOIN generate_series(1, %(members)s) AS n (n)
    JOIN members_identifier i
        ON i.tenant_id = %(tenant)s AND i.kind = 'PHONE'
        AND i.value = '+7916' || lpad(n.n::text, 7, '0')
    JOIN ledger_account a ON a.tenant_id = %(tenant)s AND a.member_id = i.member_id
), entry AS (
    INSERT INTO ledger_entry (
        tenant_id, id, account_id, number, key, kind, points, balance_after, at, posted_at,
        source_kind, source_id, programme_version, actor, explanation
    )
    SELECT
        %(tenant)s, (stamp || '7001' || tail)::uuid, account, %(number)s,
        'sale:' || (stamp || '7002' || tail)::uuid || CASE WHEN earns THEN ':accrue' ELSE ':redeem' END,
        CASE WHEN earns THEN 'ACCRUAL' ELSE 'REDEMPTION' END,
        CASE WHEN earns THEN 5000 ELSE -5000 END, %(balance)s, at, at,
        'SALE', (stamp || '7002' || tail)::uuid, %(version)s, 'key:bench',
        '[{"base": 100000, "rule": "tier:standard", "method": "percent", "points": 5000, "percent": "5", "currency": "RUB"}]'
    FROM sold
), lot AS (
    INSERT INTO ledger_lot (
        tenant_id, id, account_id, kind, granted, remaining, held, expired, available_at,
        expires_at, programme_version
    )
    SELECT
        %(tenant)s, (stamp || '7001' || tail)::uuid, account, 'PURCHASE', 5000,
        CASE WHEN %(number)s > %(pairs)s THEN 5000 ELSE 0 END, 0, 0, at, at + interval '365 days',
        %(version)s
    FROM sold
    WHERE earns
), used AS (
    INSERT INTO ledger_lotuse (tenant_id, entry_id, number, lot_id, points, used_at)
    SELECT
        %(tenant)s, (stamp || '7001' || tail)::uuid, 1, (stamp_before || '7001' || tail)::uuid,
        5000, at
    FROM sold
    WHERE NOT earns
), sale AS (
    INSERT INTO sales_sale (
        tenant_id, id, outlet_id, receipt, member_id, at, received_at, staff, actor, is_itemised,
        total, discount, redeemed, max_redeem, to_pay, accrued, counted, version_id, tier,
        redemption_id, accrual_id, fingerprint, outcome
    )
    SELECT
        %(tenant)s, (stamp || '7002' || tail)::uuid, %(outlet)s,
        'history-' || %(number)s || '-' || n, member, at, at, '', 'key:bench', false,
        CASE WHEN earns THEN 100000 ELSE 5000 END, 0, CASE WHEN earns THEN 0 ELSE 5000 END,
        CASE WHEN earns THEN 100000 ELSE 5000 END, CASE WHEN earns THEN 100000 ELSE 0 END,
        CASE WHEN earns THEN 5000 ELSE 0 END, CASE WHEN earns THEN 100000 ELSE 0 END,
        %(version)s, 'standard', CASE WHEN NOT earns THEN (stamp || '7001' || tail)::uuid END,
        CASE WHEN earns THEN (stamp || '7001' || tail)::uuid END, sha256(tail::bytea),
        '{"tier": "standard", "balance": [5000, 0, 0, 0], "expires_at": null, "explanation": [{"base": 100000, "rule": "tier:standard", "method": "percent", "points": 5000, "percent": "5", "currency": "RUB"}], "available_at": null, "tier_changed": false}'
    FROM sold
), line AS (
    INSERT INTO sales_saleline (
        tenant_id, sale_id, number, sku, name, category, supplier, quantity, price,
        till_discount, total, discount, redeemed, to_pay, accrued
    )
    SELECT
        %(tenant)s, (stamp || '7002' || tail)::uuid, 1, '', '', '', '', 1000,
        CASE WHEN earns THEN 100000 ELSE 5000 END, 0, CASE WHEN earns THEN 100000 ELSE 5000 END, 0,
        CASE WHEN earns THEN 0 ELSE 5000 END, CASE WHEN earns THEN 100000 ELSE 0 END,
        CASE WHEN earns THEN 5000 ELSE 0 END
    FROM sold
)
INSERT INTO events_event (tenant_id, id, member_id, type, at, data)
SELECT
    %(tenant)s, (stamp || '7003' || tail)::uuid, member, 'sale_recorded', at,
    jsonb_build_object('sale', (stamp || '7002' || tail)::uuid, 'tier_changed', false)
FROM sold
