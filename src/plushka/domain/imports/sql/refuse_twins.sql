-- refuse_twins: of rows that say the same thing the first one counts; the others name it.
UPDATE imports_importrow r
SET verdict = 'REFUSED', reason = 'twice', field = '',
    facts = jsonb_build_object('row', twin.before)
FROM (
    SELECT named.number, min(earliest.number) AS before
    FROM (
        SELECT own.number, unnest(own.keys) AS key
        FROM imports_importrow own
        WHERE own.tenant_id = %(tenant)s AND own.source_id = %(source)s
          AND own.verdict <> 'REFUSED'
    ) named
    JOIN (
        SELECT key, min(number) AS number
        FROM (
            SELECT own.number, unnest(own.keys) AS key
            FROM imports_importrow own
            WHERE own.tenant_id = %(tenant)s AND own.source_id = %(source)s
              AND own.verdict <> 'REFUSED'
        ) every
        GROUP BY key
        HAVING count(*) > 1
    ) earliest ON earliest.key = named.key AND earliest.number < named.number
    GROUP BY named.number
) twin
WHERE r.tenant_id = %(tenant)s AND r.source_id = %(source)s AND r.number = twin.number
