-- sales_brought: which of some sales a merge that stands brought to a member (T33).
--
-- What a merge moved is written with it once; a sale that goes over says so there alone.
SELECT asked.id
FROM unnest(%(sales)s::uuid[]) AS asked (id)
WHERE EXISTS (
    SELECT FROM merging_merge m
    WHERE m.tenant_id = %(tenant)s AND m.kept_id = %(member)s AND m.undone_at IS NULL
        AND m.moved -> 'joined' -> 'sales' ? asked.id::text
)
