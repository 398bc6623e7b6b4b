"""Points and chances of codes that are changed behind our back are found, and named."""

from plushka.domain.codes.giving import Fixed, Gives
from plushka.domain.codes.verify import verify
from tests.domain.codes.cast import accepted, active
from tests.domain.draws.cast import opened
from tests.domain.vandals import found_of, vandal

CRIMES = {
    "UPDATE codes_activation SET points = points + 1": {"codes.entries"},
    "UPDATE codes_activation SET entry_id = NULL": {"codes.entries", "codes.sources"},
    "UPDATE codes_activation SET chances = chances + 1": {"codes.chances"},
    "UPDATE codes_activation SET chances = 0": {"codes.chances"},
    "DELETE FROM codes_activation": {"codes.activated", "codes.sources", "codes.chances"},
    "UPDATE codes_code SET activated_at = NULL WHERE activated_at IS NOT NULL": {
        "codes.activated"
    },
    "UPDATE codes_code SET activated_at = now() WHERE activated_at IS NULL": {"codes.activated"},
    "UPDATE codes_batch SET n_made = n_made + 1": {"codes.made"},
    "UPDATE draws_chance SET n = n + 1": {"codes.chances"},
    "DELETE FROM draws_chance": {"codes.chances"},
    "UPDATE ledger_lot SET kind = 'GIFT'": {"codes.entries"},
    "UPDATE ledger_entry SET points = points + 1": {"codes.entries"},
}


def look(cursor):
    return [row["check"] for row in verify(cursor)[1]]


def test_codes_are_proven_with_their_points_and_chances(anna):
    gives = Gives(Fixed(5_000), draw_id=opened().id, chances=2)
    _, codes = active(2, gives=gives)
    accepted(codes[0])

    tables = (
        *("codes_activation", "codes_code", "codes_batch"),
        *("draws_chance", "ledger_lot", "ledger_entry"),
    )
    with vandal(*tables) as cursor:
        assert look(cursor) == []
        assert found_of(cursor, CRIMES, look) == CRIMES
