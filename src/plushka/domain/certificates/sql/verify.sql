-- What must be true of certificates: the check, the company, the table, the row, the rule.
WITH entry AS (
    SELECT e.tenant_id, e.id, e.certificate_id, e.number, e.kind, e.amount, e.balance_after,
        e.undoes_id,
        sum(e.amount) OVER told AS so_far,
        row_number() OVER told AS place
    FROM certificates_entry e
    WHERE %(tenant)s::bigint IS NULL OR e.tenant_id = %(tenant)s
    WINDOW told AS (PARTITION BY e.tenant_id, e.certificate_id ORDER BY e.number)
),
total AS (
    SELECT tenant_id, certificate_id, sum(amount) AS balance, count(*) AS n
    FROM entry
    GROUP BY tenant_id, certificate_id
),
back AS (
    SELECT tenant_id, undoes_id, sum(amount) AS amount
    FROM entry
    WHERE undoes_id IS NOT NULL
    GROUP BY tenant_id, undoes_id
)
SELECT 'certificates.balances', c.tenant_id, 'certificates_certificate', c.id::text,
    'the balance of a certificate is the sum of its entries'
FROM certificates_certificate c
LEFT JOIN total t ON t.tenant_id = c.tenant_id AND t.certificate_id = c.id
WHERE (%(tenant)s::bigint IS NULL OR c.tenant_id = %(tenant)s)
    AND (c.balance <> coalesce(t.balance, 0) OR c.n_entries <> coalesce(t.n, 0))
UNION ALL
SELECT 'certificates.entries', e.tenant_id, 'certificates_entry', e.id::text,
    'entries are numbered in order, and each says the balance after it'
FROM entry e
WHERE e.number <> e.place OR e.balance_after <> e.so_far
UNION ALL
SELECT 'certificates.refunds', e.tenant_id, 'certificates_entry', e.id::text,
    'no more comes back than was spent'
FROM entry e
JOIN back b ON b.tenant_id = e.tenant_id AND b.undoes_id = e.id
WHERE e.kind <> 'SPEND' OR b.amount > -e.amount
UNION ALL
SELECT 'certificates.refunds', e.tenant_id, 'certificates_entry', e.id::text,
    'what comes back was spent of the same certificate, before'
FROM entry e
JOIN entry s ON s.tenant_id = e.tenant_id AND s.id = e.undoes_id
WHERE s.certificate_id <> e.certificate_id OR s.number >= e.number
UNION ALL
SELECT 'certificates.sales', e.tenant_id, 'certificates_entry', e.id::text,
    'a certificate is sold first, and once'
FROM entry e
WHERE (e.number = 1) <> (e.kind = 'ISSUE')
ORDER BY 1, 2, 4
LIMIT 100
