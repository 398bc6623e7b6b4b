-- verify_debits: each entry that takes points, or gives them back, is the sum
-- of its lot uses and its unpaid part (I2).
--
-- An entry that grants points has no uses: its lot is made, not used. One that
-- converts a lot uses it, and one that converts a debt is owed itself, or makes a
-- lot that pays (T35). A debt
-- knows how many uses its entry has, so that the next gets the next number.
SELECT e.tenant_id, e.id, format(
    '%%s of %%s, lots paid %%s in %%s uses, unpaid %%s, the debt counts %%s uses',
    e.kind, e.points, u.used, u.n, d.unpaid, d.n_uses
)
FROM ledger_entry e
LEFT JOIN (
    SELECT tenant_id, entry_id, sum(points) AS used, count(*) AS n, max(number) AS last
    FROM ledger_lotuse
    WHERE tenant_id = coalesce(%(tenant)s::bigint, tenant_id)
    GROUP BY tenant_id, entry_id
) u ON u.tenant_id = e.tenant_id AND u.entry_id = e.id
LEFT JOIN ledger_debt d ON d.tenant_id = e.tenant_id AND d.id = e.id
LEFT JOIN ledger_lot made ON made.tenant_id = e.tenant_id AND made.id = e.id
LEFT JOIN ledger_account owing ON d.id IS NOT NULL
    AND owing.tenant_id = e.tenant_id AND owing.id = e.account_id
WHERE e.tenant_id = coalesce(%(tenant)s::bigint, e.tenant_id)
  AND (
      CASE
          WHEN e.kind = 'ACCRUAL' OR (e.kind = 'ADJUSTMENT' AND e.points > 0)
              OR (e.kind IN ('CONVERSION', 'RETURN') AND made.id IS NOT NULL)
          THEN u.n IS NOT NULL OR d.id IS NOT NULL
          -- One that only says that lots and debts changed hands uses nothing (T33).
          WHEN e.kind = 'MERGE' AND u.n IS NULL AND d.id IS NULL THEN false
          ELSE -e.points <> coalesce(u.used, 0) + coalesce(d.unpaid, 0)
      END
      OR u.n <> u.last
      OR d.n_uses <> coalesce(u.n, 0)
      OR (d.id IS NOT NULL AND (e.kind NOT IN ('REVERSAL', 'ADJUSTMENT', 'CONVERSION', 'MERGE') OR d.owed > -e.points))
      OR d.account_id <> coalesce(owing.merged_into_id, e.account_id)
  )
LIMIT %(most)s
