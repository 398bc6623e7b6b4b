-- verify_extensions: a term that was made longer is not over before (B11).
SELECT e.tenant_id, e.id, format(
    'from %%s to %%s, yet lot %%s ends at %%s', said.ending, said.until, l.id, l.expires_at
)
FROM ledger_entry e
CROSS JOIN LATERAL jsonb_to_record(e.explanation -> 0) AS said (
    lots jsonb, ending timestamptz, until timestamptz
)
LEFT JOIN LATERAL jsonb_array_elements_text(said.lots) AS of (lot) ON true
LEFT JOIN ledger_lot l ON l.tenant_id = e.tenant_id AND l.id = of.lot::uuid
WHERE e.kind = 'EXTENSION' AND e.tenant_id = coalesce(%(tenant)s::bigint, e.tenant_id)
  AND (
      l.id IS NULL
      OR said.until IS NULL
      OR said.ending IS NULL
      OR said.until <= said.ending
      OR l.expires_at < said.until
  )
LIMIT %(most)s
