-- named_people: so many members as a chain of shops has them: named, most with a birth date,
-- a phone and a card, some with tags and attributes, all with purchases and points. The phone of
-- number 7 is +79160000007. Balances have no entries behind them: nothing but lists is measured.
WITH numbered AS (
    SELECT
        n,
        uuidv7() AS id,
        now() - (%(members)s - n) * interval '60 seconds' AS at,
        (ARRAY['Анна', 'Мария', 'Елена', 'Оксана', 'Вера', 'Ольга', 'Ирина', 'Дарья', 'Юлия', 'Софья',
               'Богдан', 'Пётр', 'Иван', 'Андрей', 'Тарас', 'Олег', 'Глеб', 'Егор', 'Роман', 'Павел']
        )[1 + n %% 20] AS name,
        (ARRAY['Шевченко', 'Иванов', 'Петров', 'Коваль', 'Бондарь', 'Мельник', 'Сидоров', 'Кузнецов',
               'Ткаченко', 'Морозов', 'Волков', 'Лебедев', 'Соколов', 'Орлов', 'Зайцев', 'Гончар',
               'Литвин', 'Савчук', 'Рудь']
        )[1 + n / 20 %% 19] || (ARRAY['', 'ский', 'енко', 'ова', 'ин', 'ых', 'ко'])[1 + n / 380 %% 7]
            AS surname,
        (ARRAY['Сергеевна', 'Ивановна', 'Петровна', 'Олеговна', 'Андреевич', 'Иванович', 'Тарасович']
        )[1 + n %% 7] AS patronymic
    FROM generate_series(1, %(members)s) AS n
), joined AS (
    INSERT INTO members_member (
        tenant_id, id, name, surname, patronymic, ordered_name, sex, birth_date, attributes, salt,
        created_at, block_reason
    )
    SELECT
        %(tenant)s, id, name, surname, patronymic, lower(surname || ' ' || name || ' ' || patronymic),
        CASE WHEN n %% 20 < 10 THEN 'FEMALE' ELSE 'MALE' END,
        CASE WHEN n %% 3 > 0 THEN date '1950-01-01' + (n * 7919::bigint %% 20000)::int END,
        jsonb_build_object('district', 'd' || n %% 50), '\x00112233445566778899aabbccddeeff'::bytea,
        at, ''
    FROM numbered
), named AS (
    INSERT INTO members_nameword (tenant_id, member_id, word)
    SELECT %(tenant)s, id, lower(word)
    FROM numbered, LATERAL unnest(ARRAY[name, surname, patronymic]) AS word
), known AS (
    INSERT INTO members_identifier (
        tenant_id, id, member_id, kind, value, created_at, retire_reason
    )
    SELECT %(tenant)s, uuidv7(), id, kind, value, at, ''
    FROM numbered, LATERAL (VALUES
        ('PHONE', '+7916' || lpad(n::text, 7, '0')), ('CARD', '46' || lpad(n::text, 11, '0'))
    ) AS i (kind, value)
), tagged AS (
    INSERT INTO members_membertag (tenant_id, id, member_id, tag, at, actor)
    SELECT %(tenant)s, uuidv7(), id, CASE WHEN n %% 1000 = 0 THEN 'rare' ELSE 'vip' END, at, 'bench'
    FROM numbered WHERE n %% 10 = 0
), summaries AS (
    INSERT INTO members_purchasesummary (
        tenant_id, id, member_id, tier, paid_total, n_purchases, last_purchase_at
    )
    SELECT
        %(tenant)s, uuidv7(), id, CASE WHEN n %% 50 = 0 THEN 'gold' ELSE 'standard' END,
        n * 6151::bigint %% 10000000, n %% 40,
        CASE WHEN n %% 40 > 0 THEN now() - n * 104729::bigint %% 31536000 * interval '1 second' END
    FROM numbered
)
INSERT INTO ledger_account (
    tenant_id, id, member_id, unit, balance, spendable, pending, held, debt, as_of, version, n_entries
)
SELECT
    %(tenant)s, uuidv7(), id, 'BONUS', n * 7907::bigint %% 500000, n * 7907::bigint %% 500000, 0, 0, 0,
    at, 0, 0
FROM numbered
