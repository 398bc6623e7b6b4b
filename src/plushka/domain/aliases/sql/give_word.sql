-- give_word: gives a person a word that nobody has, and nobody gave up within a year.
INSERT INTO aliases_word AS known (word, holder_id, given_at, retired_at)
VALUES (%(word)s, %(holder)s::uuid, %(at)s::timestamptz, NULL)
ON CONFLICT (word) DO UPDATE
    SET holder_id = EXCLUDED.holder_id, given_at = EXCLUDED.given_at, retired_at = NULL
    WHERE known.retired_at <= %(free_before)s::timestamptz
RETURNING known.word
