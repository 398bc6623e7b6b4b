-- What must be true of sales, returns and purchase summaries. One row for each
-- that is not: the check, the company, the table, the row, the rule.
--
-- A sale and its lines count in points of its version; an entry, and with it a return, in points
-- of when it was posted. Where the two are worth different sums (T35), their worth is compared.
WITH value AS (
    SELECT tenant_id, 0 AS number, before AS value FROM ledger_conversion WHERE number = 1
    UNION ALL
    SELECT tenant_id, number, after FROM ledger_conversion
),
sold AS (
    SELECT s.tenant_id, s.id, s.redeemed, s.accrued, s.redemption_id, s.accrual_id,
        (v.document -> 'money' ->> 'point_value')::numeric * 100 AS value
    FROM sales_sale s
    JOIN programmes_version v ON v.tenant_id = s.tenant_id AND v.id = s.version_id
    WHERE %(tenant)s::bigint IS NULL OR s.tenant_id = %(tenant)s
),
line AS (
    SELECT tenant_id, sale_id, sum(total) AS total, sum(discount) AS discount,
        sum(redeemed) AS redeemed, sum(to_pay) AS to_pay, sum(accrued) AS accrued
    FROM sales_saleline
    WHERE %(tenant)s::bigint IS NULL OR tenant_id = %(tenant)s
    GROUP BY tenant_id, sale_id
),
back AS (
    SELECT r.tenant_id, r.sale_id, b.number, sum(b.quantity) AS quantity, sum(b.money) AS money,
        sum(b.points) AS points
    FROM sales_return r
    JOIN sales_returnline b ON b.tenant_id = r.tenant_id AND b.sale_return_id = r.id
    WHERE %(tenant)s::bigint IS NULL OR r.tenant_id = %(tenant)s
    GROUP BY r.tenant_id, r.sale_id, b.number
),
back_sale AS (
    SELECT tenant_id, sale_id, sum(counted) AS counted, sum(accrual_reversed) AS reversed
    FROM sales_return
    WHERE %(tenant)s::bigint IS NULL OR tenant_id = %(tenant)s
    GROUP BY tenant_id, sale_id
),
bought AS (
    SELECT s.tenant_id, s.member_id, sum(s.counted - coalesce(k.counted, 0)) AS counted,
        count(*) FILTER (
            WHERE k.sale_id IS NULL OR EXISTS (
                SELECT 1
                FROM sales_saleline l
                LEFT JOIN back b ON b.tenant_id = l.tenant_id AND b.sale_id = l.sale_id
                    AND b.number = l.number
                WHERE l.tenant_id = s.tenant_id AND l.sale_id = s.id
                    AND l.quantity > coalesce(b.quantity, 0)
            )
        ) AS n
    FROM sales_sale s
    LEFT JOIN back_sale k ON k.tenant_id = s.tenant_id AND k.sale_id = s.id
    WHERE s.member_id IS NOT NULL AND (%(tenant)s::bigint IS NULL OR s.tenant_id = %(tenant)s)
    GROUP BY s.tenant_id, s.member_id
),
loose AS (
    SELECT r.tenant_id, coalesce(m.merged_into_id, m.id) AS member_id, sum(r.counted) AS counted
    FROM sales_return r
    JOIN members_member m ON m.tenant_id = r.tenant_id AND m.id = r.member_id
    WHERE %(tenant)s::bigint IS NULL OR r.tenant_id = %(tenant)s
    GROUP BY 1, 2
)
SELECT 'sales.lines', s.tenant_id, 'sales_sale', s.id::text,
    'lines add up to their sale (I9)'
FROM sales_sale s
LEFT JOIN line l ON l.tenant_id = s.tenant_id AND l.sale_id = s.id
LEFT JOIN LATERAL (
    -- What lines earned when the sale was claimed (T42) is told with its answer.
    SELECT sum(part::bigint) AS accrued FROM jsonb_array_elements_text(s.outcome -> 'parts') part
) claimed ON true
WHERE (%(tenant)s::bigint IS NULL OR s.tenant_id = %(tenant)s)
    AND (l.total, l.discount, l.redeemed, l.to_pay, l.accrued + coalesce(claimed.accrued, 0))
        IS DISTINCT FROM (s.total, s.discount, s.redeemed, s.to_pay, s.accrued)
UNION ALL
SELECT 'sales.vouchers', s.tenant_id, 'sales_sale', s.id::text,
    'a sale that a voucher made cheaper is the one it was used in, until all of it came back'
FROM sales_sale s
LEFT JOIN vouchers_voucher v ON v.tenant_id = s.tenant_id
    AND v.id = (s.outcome -> 'voucher' ->> 'id')::uuid
LEFT JOIN LATERAL (
    SELECT sum(part::bigint) AS off
    FROM jsonb_array_elements_text(s.outcome -> 'voucher' -> 'off') part
) taken ON true
WHERE (%(tenant)s::bigint IS NULL OR s.tenant_id = %(tenant)s)
    AND s.outcome -> 'voucher' IS NOT NULL
    AND (v.sale_id, v.taken_off) IS DISTINCT FROM (s.id, taken.off)
    AND EXISTS (
        SELECT 1
        FROM sales_saleline l
        LEFT JOIN back b ON b.tenant_id = l.tenant_id AND b.sale_id = l.sale_id
            AND b.number = l.number
        WHERE l.tenant_id = s.tenant_id AND l.sale_id = s.id
            AND l.quantity > coalesce(b.quantity, 0)
    )
UNION ALL
SELECT 'sales.vouchers', v.tenant_id, 'vouchers_voucher', v.id::text,
    'a voucher that is used is used in a sale that says so'
FROM vouchers_voucher v
LEFT JOIN sales_sale s ON s.tenant_id = v.tenant_id AND s.id = v.sale_id
WHERE (%(tenant)s::bigint IS NULL OR v.tenant_id = %(tenant)s)
    AND v.state = 'USED' AND s.outcome -> 'voucher' ->> 'id' IS DISTINCT FROM v.id::text
UNION ALL
SELECT 'sales.line_values', l.tenant_id, 'sales_saleline', l.sale_id::text,
    'a line is price × quantity less what the till took off (T10)'
FROM sales_saleline l
JOIN sales_sale s ON s.tenant_id = l.tenant_id AND s.id = l.sale_id
WHERE (%(tenant)s::bigint IS NULL OR l.tenant_id = %(tenant)s)
    AND l.total <> CASE
        WHEN s.is_itemised THEN div(l.price::numeric * l.quantity * 2 + 1000, 2000)
        ELSE l.price
    END - l.till_discount
UNION ALL
SELECT 'sales.entries', s.tenant_id, 'sales_sale', s.id::text,
    'a sale''s points are its entries'
FROM sold s
LEFT JOIN ledger_entry r ON r.tenant_id = s.tenant_id AND r.id = s.redemption_id
LEFT JOIN value rv ON rv.tenant_id = r.tenant_id AND rv.number = r.conversion
LEFT JOIN ledger_entry a ON a.tenant_id = s.tenant_id AND a.id = s.accrual_id
LEFT JOIN value av ON av.tenant_id = a.tenant_id AND av.number = a.conversion
WHERE -coalesce(r.points, 0) <> ceil(s.redeemed * 100 / coalesce(rv.value, s.value))
    -- So few points that they were none when they were posted.
    OR (a.id IS NULL AND s.accrued > 0 AND NOT EXISTS (
        SELECT 1 FROM value WHERE value.tenant_id = s.tenant_id
    ))
    OR a.points <> floor(s.accrued * s.value / coalesce(av.value, s.value))
UNION ALL
SELECT 'sales.rewards', w.tenant_id, 'sales_salereward', w.sale_id::text,
    'what a sale gave to others is an entry of theirs, made by that sale'
FROM sales_salereward w
JOIN ledger_entry e ON e.tenant_id = w.tenant_id AND e.id = w.entry_id
JOIN ledger_account a ON a.tenant_id = e.tenant_id AND a.id = e.account_id
WHERE (%(tenant)s::bigint IS NULL OR w.tenant_id = %(tenant)s)
    AND (a.member_id, e.source_id, e.kind)
        IS DISTINCT FROM (w.member_id, w.sale_id, 'ACCRUAL')
UNION ALL
SELECT 'sales.returned', l.tenant_id, 'sales_saleline', l.sale_id::text,
    'no more comes back than was sold'
FROM back b
JOIN sales_saleline l
    ON l.tenant_id = b.tenant_id AND l.sale_id = b.sale_id AND l.number = b.number
WHERE b.quantity > l.quantity OR b.money > l.to_pay OR b.points > l.redeemed
UNION ALL
SELECT 'sales.reversed', s.tenant_id, 'sales_sale', s.id::text,
    'no more is taken back than was earned'
FROM back_sale b
JOIN sold s ON s.tenant_id = b.tenant_id AND s.id = b.sale_id
WHERE (b.reversed > s.accrued AND NOT EXISTS (
        SELECT 1 FROM value WHERE value.tenant_id = s.tenant_id
    ))
    OR s.accrued * s.value < (
        SELECT sum(-e.points * coalesce(v.value, s.value))
        FROM ledger_entry e
        LEFT JOIN value v ON v.tenant_id = e.tenant_id AND v.number = e.conversion
        WHERE e.tenant_id = s.tenant_id AND e.undoes_id = s.accrual_id AND e.kind = 'REVERSAL'
    )
UNION ALL
SELECT 'sales.return_lines', r.tenant_id, 'sales_return', r.id::text,
    'returned lines add up to their return'
FROM sales_return r
LEFT JOIN (
    SELECT tenant_id, sale_return_id, sum(money) AS money, sum(points) AS points
    FROM sales_returnline
    GROUP BY tenant_id, sale_return_id
) b ON b.tenant_id = r.tenant_id AND b.sale_return_id = r.id
JOIN sold s ON s.tenant_id = r.tenant_id AND s.id = r.sale_id
LEFT JOIN ledger_entry p ON p.tenant_id = s.tenant_id AND p.id = s.redemption_id
LEFT JOIN ledger_entry g ON g.tenant_id = p.tenant_id AND g.undoes_id = p.id AND g.kind = 'RETURN'
    AND g.key = 'return:' || r.id || ':give_back'
LEFT JOIN value v ON v.tenant_id = g.tenant_id AND v.number = g.conversion
WHERE (%(tenant)s::bigint IS NULL OR r.tenant_id = %(tenant)s)
    AND (b.money IS DISTINCT FROM r.money_back
        -- Of points that are worth something else than 1.00 the last piece brings the rest (E19).
        OR abs(r.points_back - b.points * 100 / coalesce(v.value, s.value)) >= 1
            -- Each change of value rounded down every lot that had paid.
            + coalesce(g.conversion - p.conversion, 0) * 2 * (
                SELECT count(*) FROM ledger_lotuse u
                WHERE u.tenant_id = p.tenant_id AND u.entry_id = p.id
            ))
UNION ALL
SELECT 'sales.return_entries', r.tenant_id, 'sales_return', r.id::text,
    'a return takes back what its entries say'
FROM sales_return r
JOIN sales_sale s ON s.tenant_id = r.tenant_id AND s.id = r.sale_id
LEFT JOIN ledger_entry e ON e.tenant_id = r.tenant_id AND e.undoes_id = s.accrual_id
    AND e.kind = 'REVERSAL' AND e.key = 'return:' || r.id || ':reverse'
WHERE (%(tenant)s::bigint IS NULL OR r.tenant_id = %(tenant)s)
    AND r.accrual_reversed <> -coalesce(e.points, 0)
UNION ALL
SELECT 'sales.returns_without_a_receipt', r.tenant_id, 'sales_return', r.id::text,
    'a return without a receipt takes back what its entry says, of its member (T41)'
FROM sales_return r
LEFT JOIN ledger_account a ON a.tenant_id = r.tenant_id AND a.member_id = r.member_id
    AND a.unit = 'BONUS'
LEFT JOIN ledger_entry e ON e.tenant_id = r.tenant_id AND e.account_id = a.id
    AND e.kind = 'REVERSAL' AND e.key = 'return:' || r.id || ':reverse'
WHERE r.member_id IS NOT NULL AND (%(tenant)s::bigint IS NULL OR r.tenant_id = %(tenant)s)
    AND r.accrual_reversed <> -coalesce(e.points, 0)
UNION ALL
SELECT 'sales.claims', c.tenant_id, 'sales_claim', c.id::text,
    'a claimed receipt is its member''s (T42)'
FROM sales_claim c
JOIN sales_sale s ON s.tenant_id = c.tenant_id AND s.id = c.sale_id
JOIN members_member m ON m.tenant_id = c.tenant_id AND m.id = c.member_id
WHERE (%(tenant)s::bigint IS NULL OR c.tenant_id = %(tenant)s)
    AND (s.member_id IS DISTINCT FROM coalesce(m.merged_into_id, m.id) OR NOT s.outcome ? 'parts')
UNION ALL
SELECT 'sales.summaries', p.tenant_id, 'members_purchasesummary', p.member_id::text,
    'a summary is what was bought'
FROM members_purchasesummary p
-- What comes back of an erased member's purchases is nobody's any more; what was bought by
-- who was merged into another is that other's (T33).
JOIN members_member m ON m.tenant_id = p.tenant_id AND m.id = p.member_id
    AND m.erased_at IS NULL AND m.merged_into_id IS NULL
LEFT JOIN bought b ON b.tenant_id = p.tenant_id AND b.member_id = p.member_id
LEFT JOIN loose l ON l.tenant_id = p.tenant_id AND l.member_id = p.member_id
WHERE (%(tenant)s::bigint IS NULL OR p.tenant_id = %(tenant)s)
    AND (p.paid_total <> coalesce(b.counted, 0) - coalesce(l.counted, 0) OR p.n_purchases <> coalesce(b.n, 0))
ORDER BY 2, 3, 4
LIMIT 100
