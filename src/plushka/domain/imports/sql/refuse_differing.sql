-- refuse_differing: rows of one receipt say the same moment and member as its first one.
UPDATE imports_importrow r
SET verdict = 'REFUSED', reason = 'differs', facts = jsonb_build_object('row', head.number),
    field = CASE WHEN r.at <> head.at THEN 'at' ELSE 'member' END
FROM imports_importrow head
WHERE r.tenant_id = %(tenant)s AND r.source_id = %(source)s AND r.verdict <> 'REFUSED'
  AND head.tenant_id = r.tenant_id AND head.source_id = r.source_id AND head.number = r.bundle
  AND head.verdict <> 'REFUSED'
  AND (r.at <> head.at OR r.referrer <> head.referrer)
