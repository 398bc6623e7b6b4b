-- refuse_bundles: rows beside one that is refused are refused with it.
UPDATE imports_importrow r
SET verdict = 'REFUSED', reason = 'neighbour', field = '',
    facts = jsonb_build_object('row', wrong.number)
FROM (
    SELECT w.bundle, min(w.number) AS number
    FROM imports_importrow w
    WHERE w.tenant_id = %(tenant)s AND w.source_id = %(source)s AND w.verdict = 'REFUSED'
      AND w.bundle > 0
    GROUP BY w.bundle
) wrong
WHERE r.tenant_id = %(tenant)s AND r.source_id = %(source)s AND r.bundle = wrong.bundle
  AND r.verdict <> 'REFUSED'
