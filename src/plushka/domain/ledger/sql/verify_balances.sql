-- verify_balances: the balance of an account is the sum of its entries, and
-- what remains in its lots less its debt; what it has set aside is what its
-- lots and its open holds have set aside (I1, I2).
SELECT a.tenant_id, a.id, format(
    'balance %%s, %%s entries, debt %%s, held %%s; entries say %%s by %%s, lots %%s, debts %%s, '
    'lots hold %%s, holds %%s',
    a.balance, a.n_entries, a.debt, a.held, e.points, e.n, l.remaining, d.unpaid, l.held, h.points
)
FROM ledger_account a
LEFT JOIN (
    SELECT tenant_id, account_id, sum(points) AS points, count(*) AS n
    FROM ledger_entry
    WHERE tenant_id = coalesce(%(tenant)s::bigint, tenant_id)
    GROUP BY tenant_id, account_id
) e ON e.tenant_id = a.tenant_id AND e.account_id = a.id
LEFT JOIN (
    SELECT tenant_id, account_id, sum(remaining) AS remaining, sum(held) AS held
    FROM ledger_lot
    WHERE remaining > 0 AND tenant_id = coalesce(%(tenant)s::bigint, tenant_id)
    GROUP BY tenant_id, account_id
) l ON l.tenant_id = a.tenant_id AND l.account_id = a.id
LEFT JOIN (
    SELECT tenant_id, account_id, sum(unpaid) AS unpaid
    FROM ledger_debt
    WHERE unpaid > 0 AND tenant_id = coalesce(%(tenant)s::bigint, tenant_id)
    GROUP BY tenant_id, account_id
) d ON d.tenant_id = a.tenant_id AND d.account_id = a.id
LEFT JOIN (
    SELECT h.tenant_id, h.account_id, sum(u.points) AS points
    FROM ledger_hold h
    JOIN ledger_holduse u ON u.tenant_id = h.tenant_id AND u.hold_id = h.id
    WHERE h.state = 'OPEN' AND h.tenant_id = coalesce(%(tenant)s::bigint, h.tenant_id)
    GROUP BY h.tenant_id, h.account_id
) h ON h.tenant_id = a.tenant_id AND h.account_id = a.id
WHERE a.tenant_id = coalesce(%(tenant)s::bigint, a.tenant_id)
  AND (
      a.balance <> coalesce(e.points, 0)
      OR a.n_entries <> coalesce(e.n, 0)
      OR a.balance <> coalesce(l.remaining, 0) - a.debt
      OR a.debt <> coalesce(d.unpaid, 0)
      OR a.held <> coalesce(l.held, 0)
      OR a.held <> coalesce(h.points, 0)
  )
LIMIT %(most)s
