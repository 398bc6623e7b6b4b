-- history_sums: bring accounts and purchase summaries up to the history that was made.
WITH summed AS (
    UPDATE ledger_account a
    SET balance = e.balance, spendable = e.balance, n_entries = e.n, version = e.n,
        as_of = e.last_at, exact_until = l.ends_at
    FROM (
        SELECT account_id, sum(points) AS balance, count(*) AS n, max(at) AS last_at
        FROM ledger_entry
        WHERE tenant_id = %(tenant)s
        GROUP BY account_id
    ) e
    LEFT JOIN (
        SELECT account_id, min(expires_at) AS ends_at
        FROM ledger_lot
        WHERE tenant_id = %(tenant)s AND remaining > 0
        GROUP BY account_id
    ) l USING (account_id)
    WHERE a.tenant_id = %(tenant)s AND a.id = e.account_id
)
UPDATE members_purchasesummary p
SET tier = 'standard', paid_total = s.counted, n_purchases = s.n, last_purchase_at = s.last_at,
    previous_purchase_at = CASE WHEN s.n > 1 THEN s.last_at - interval '7 days' END
FROM (
    SELECT member_id, sum(counted) AS counted, count(*) AS n, max(at) AS last_at
    FROM sales_sale
    WHERE tenant_id = %(tenant)s
    GROUP BY member_id
) s
WHERE p.tenant_id = %(tenant)s AND p.member_id = s.member_id
