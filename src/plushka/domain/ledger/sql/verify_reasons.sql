-- verify_reasons: every entry names its source, its rule version and its actor (I12).
SELECT e.tenant_id, e.id, format('entry %%s of %%s names too little', e.number, e.account_id)
FROM ledger_entry e
WHERE e.tenant_id = coalesce(%(tenant)s::bigint, e.tenant_id)
  AND NOT (
      e.key <> '' AND e.source_kind <> '' AND e.actor <> ''
      AND e.source_id IS NOT NULL AND e.programme_version IS NOT NULL
      AND jsonb_typeof(e.explanation) = 'array'
  )
LIMIT %(most)s
