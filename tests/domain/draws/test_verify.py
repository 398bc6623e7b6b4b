"""Chances that came or went after the list was told, and prizes given twice, are found."""

from plushka.domain.draws import operations as draws
from plushka.domain.draws.models import Winner
from plushka.domain.draws.verify import verify
from tests.conftest import NOON
from tests.domain.draws.cast import STAFF, closed, drawn, somebody
from tests.domain.vandals import found_of, vandal

CRIMES = {
    "UPDATE draws_chance SET n = n + 1 WHERE n = 2": {"draws.chances"},
    "DELETE FROM draws_chance WHERE n = 2": {"draws.chances"},
    "UPDATE draws_draw SET n_left_out = n_left_out + 1": {"draws.chances"},
    "UPDATE draws_winner SET ticket_id = (SELECT id FROM draws_ticket ORDER BY first LIMIT 1)"
    " WHERE ticket_id <> (SELECT id FROM draws_ticket ORDER BY first LIMIT 1)": {"draws.winners"},
    "UPDATE draws_winner SET prize = 0 WHERE prize = 1": {"draws.prizes"},
    "UPDATE draws_winner SET prize = 7 WHERE prize = 1": {"draws.prizes"},
    "UPDATE draws_winner SET state = 'WON', reason = '' WHERE state = 'PASSED_ON'": {
        "draws.prizes"
    },
}


def look(cursor):
    return [row["check"] for row in verify(cursor)]


def test_draws_are_proven_with_their_chances(lipa):
    people = [(somebody(), n) for n in range(1, 8)]
    draw = drawn(closed(*people, reserves=1))
    first = Winner.objects.get(draw_id=draw.id, place=1)
    draws.pass_on(draw_id=draw.id, winner_id=first.id, reason="DECLINED", actor=STAFF, at=NOON)

    with vandal("draws_draw", "draws_chance", "draws_ticket", "draws_winner") as cursor:
        assert look(cursor) == []
        assert found_of(cursor, CRIMES, look) == CRIMES
