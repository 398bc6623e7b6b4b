-- people: so many members, each with a phone, a purchase summary and an empty
-- account. The phone of number 7 is +79160000007. They were heard of just now: a phone that was
-- silent for long is doubted, and a sale would write that down too (T43).
WITH numbered AS (
    SELECT n, uuidv7() AS id FROM generate_series(1, %(members)s) AS n
), joined AS (
    INSERT INTO members_member (
        tenant_id, id, name, attributes, salt, created_at, block_reason, proved_at
    )
    SELECT %(tenant)s, id, 'Member ' || n, '{}', uuid_send(gen_random_uuid()), %(at)s, '', now()
    FROM numbered
), phones AS (
    INSERT INTO members_identifier (
        tenant_id, id, member_id, kind, value, created_at, retire_reason
    )
    SELECT %(tenant)s, uuidv7(), id, 'PHONE', '+7916' || lpad(n::text, 7, '0'), %(at)s, ''
    FROM numbered
), summaries AS (
    INSERT INTO members_purchasesummary (
        tenant_id, id, member_id, tier, paid_total, n_purchases
    )
    SELECT %(tenant)s, uuidv7(), id, 'standard', 0, 0 FROM numbered
)
INSERT INTO ledger_account (
    tenant_id, id, member_id, unit, balance, spendable, pending, held, debt, as_of, version,
    n_entries
)
SELECT %(tenant)s, uuidv7(), id, 'BONUS', 0, 0, 0, 0, 0, %(at)s, 0, 0 FROM numbered
