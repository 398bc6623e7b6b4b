-- verify_dates: the running numbers are what the dates say (I1, T2).
--
-- At the moment an account was last written: what is open and neither ended
-- nor held is spendable, what is not open is pending, and nothing that ended is
-- left but what a hold has pinned. They stay exact no longer than until the
-- next start, end, or end of a hold.
SELECT a.tenant_id, a.id, format(
    'spendable %%s, pending %%s, exact until %%s; the dates say %%s, %%s, %%s; %%s ended unwritten',
    a.spendable, a.pending, a.exact_until, l.spendable, l.pending,
    least(l.next_change, h.next_change), l.ended
)
FROM ledger_account a
LEFT JOIN (
    SELECT
        own.tenant_id, own.id,
        sum(l.remaining - l.held) FILTER (WHERE place.is_open AND NOT place.has_ended) AS spendable,
        sum(l.remaining - l.held) FILTER (WHERE NOT place.is_open AND NOT place.has_ended) AS pending,
        sum(l.remaining - l.held) FILTER (WHERE place.has_ended) AS ended,
        least(
            min(l.available_at) FILTER (WHERE l.remaining > l.held AND NOT place.is_open),
            min(l.expires_at) FILTER (WHERE l.remaining > l.held AND NOT place.has_ended)
        ) AS next_change
    FROM ledger_account own
    JOIN ledger_lot l ON l.tenant_id = own.tenant_id AND l.account_id = own.id AND l.remaining > 0
    CROSS JOIN LATERAL (
        SELECT
            l.available_at <= own.as_of AS is_open,
            coalesce(l.expires_at <= own.as_of, false) AS has_ended
    ) AS place
    WHERE own.tenant_id = coalesce(%(tenant)s::bigint, own.tenant_id)
    GROUP BY own.tenant_id, own.id
) l ON l.tenant_id = a.tenant_id AND l.id = a.id
LEFT JOIN (
    SELECT tenant_id, account_id, min(until) AS next_change
    FROM ledger_hold
    WHERE state = 'OPEN' AND tenant_id = coalesce(%(tenant)s::bigint, tenant_id)
    GROUP BY tenant_id, account_id
) h ON h.tenant_id = a.tenant_id AND h.account_id = a.id
WHERE a.tenant_id = coalesce(%(tenant)s::bigint, a.tenant_id)
  AND (
      a.spendable <> coalesce(l.spendable, 0)
      OR a.pending <> coalesce(l.pending, 0)
      OR coalesce(l.ended, 0) <> 0
      OR coalesce(a.exact_until, 'infinity')
          > coalesce(least(l.next_change, h.next_change), 'infinity')
  )
LIMIT %(most)s
