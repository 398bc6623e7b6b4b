-- count_minute: count one use of a key, and give how many there were in its minute.
--
-- A later minute begins anew. Server processes whose clocks differ a little
-- count in the later one's minute.
INSERT INTO tenants_keyminute AS known (key_id, minute, used)
VALUES (%(key)s, %(minute)s, 1)
ON CONFLICT (key_id) DO UPDATE SET
    used = CASE WHEN excluded.minute > known.minute THEN 1 ELSE known.used + 1 END,
    minute = GREATEST(known.minute, excluded.minute)
RETURNING used
